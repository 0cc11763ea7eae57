package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"hearsay"
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

// TestOpenOthers opens databases that are no cases, or of a later version: they
// are refused and left as they were.
func TestOpenOthers(t *testing.T) {
	dir := t.TempDir()
	ctx := context.Background()
	exec := func(path, statement string) {
		t.Helper()
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(dir, "other.db")
	exec(other, "CREATE TABLE ship (name TEXT)")
	if _, err := sqlite.Open(ctx, other, false); !errors.Is(err, casefile.ErrForeign) {
		t.Errorf("another program's database: %v", err)
	}
	exec(other, "INSERT INTO ship VALUES ('Zoë')")

	later := filepath.Join(dir, "later.hearsay")
	s, err := sqlite.Open(ctx, later, false)
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	exec(later, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)")
	if _, err := sqlite.Open(ctx, later, true); !errors.Is(err, casefile.ErrNewer) {
		t.Errorf("a case of a later version: %v", err)
	}
}

// TestDamaged overwrites pages of a case: opening or checking it must say so.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "damaged.hearsay")
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if _, err := s.Add(ctx, casefiletest.Report(t, "", fmt.Sprintf("Report %d", i), "The ferry was late.")); err != nil {
			t.Fatal(err)
		}
	}
	s.Close()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := 4096 * 3; i < len(b); i += 4096 * 5 { // pages here and there
		copy(b[i:], "no page of any database")
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err = sqlite.Open(ctx, path, true)
	if err == nil {
		defer s.Close()
		var problems []casefile.Problem
		if problems, err = casefile.Check(ctx, s, nil); err == nil && len(problems) == 0 {
			t.Error("a damaged case passes")
		}
	}
	if err != nil {
		if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unreadable || e.Hint == "" {
			t.Errorf("error %v", err)
		}
	}
}

func TestMove(t *testing.T) {
	dir := t.TempDir()
	open := func(name string) casefile.Store {
		s, err := sqlite.Open(context.Background(), filepath.Join(dir, name+".hearsay"), false)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return s
	}
	casefiletest.Move(t, open("first"), open("there"), open("back"))
}
