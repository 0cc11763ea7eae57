package sqlite_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
)

func TestStore(t *testing.T) {
	dir := t.TempDir()
	casefiletest.Run(t, func(t *testing.T, name string) casefile.Store {
		s, err := sqlite.Open(context.Background(), filepath.Join(dir, name+".hearsay"), false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	})
}

func TestOpen(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name, path string
		want       error
	}{
		{"missing", filepath.Join(dir, "none"), fs.ErrNotExist},
		{"a text", write("text", "The depot burned on Friday, and the ferry was late, and much else happened that is of no interest here.\n"), casefile.ErrForeign},
		{"short", write("short", "SQLite"), casefile.ErrForeign},
		{"a folder", dir, casefile.ErrForeign},
	}
	for _, tt := range tests {
		if _, err := sqlite.Open(ctx, tt.path, true); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if b, _ := os.ReadFile(filepath.Join(dir, "short")); string(b) != "SQLite" {
		t.Error("a file that is no case was changed")
	}
}
