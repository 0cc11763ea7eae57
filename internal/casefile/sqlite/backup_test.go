package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"testing"

	modernc "modernc.org/sqlite"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
)

// TestBackup makes copies of a case, in both ways of the manual, while reports
// come in and are read. Each copy is of one moment: nothing in it is half there,
// and worked off it is the case that the original was then.
func TestBackup(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	dir := t.TempDir()
	path := filepath.Join(dir, "case.hearsay")
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	const reports = 90
	some, filled := make(chan struct{}), make(chan error, 2)
	go func() {
		err := s.Work(ctx, casefile.Work{Workers: 2, Read: casefiletest.Read, Forever: true})
		if errors.Is(err, context.Canceled) {
			err = nil
		}
		filled <- err
	}()
	go func() {
		for i := range reports {
			if _, err := s.Add(ctx, report(i)); err != nil {
				filled <- err
				return
			}
			if i%30 == 10 {
				some <- struct{}{}
			}
		}
		filled <- nil
	}()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ways := []struct {
		name string
		copy func(to string) error
	}{
		{"VACUUM INTO", func(to string) error { _, err := db.Exec("VACUUM INTO ?", to); return err }},
		{".backup", func(to string) error { return backup(ctx, db, to) }},
		{"VACUUM INTO, again", func(to string) error { _, err := db.Exec("VACUUM INTO ?", to); return err }},
	}
	for _, w := range ways {
		<-some
		if err := w.copy(filepath.Join(dir, w.name)); err != nil {
			t.Fatalf("%s: %v", w.name, err)
		}
	}
	if err := <-filled; err != nil { // all are added
		t.Fatal(err)
	}
	stop()
	if err := <-filled; err != nil {
		t.Fatal(err)
	}
	last := 0
	for _, w := range ways {
		to := filepath.Join(dir, w.name)
		n := workOff(t, to)
		if n <= last || n >= reports {
			t.Errorf("%s holds %d reports of %d; the copy before has %d", w.name, n, reports, last)
		}
		last = n
		again := filepath.Join(t.TempDir(), "again.hearsay")
		fresh, err := sqlite.Open(context.Background(), again, false)
		if err != nil {
			t.Fatal(err)
		}
		for i := range n {
			if _, err := fresh.Add(context.Background(), report(i)); err != nil {
				t.Fatal(err)
			}
		}
		fresh.Close()
		workOff(t, again)
		if want, got := contents(t, again), contents(t, to); !bytes.Equal(want, got) {
			t.Errorf("%s differs from a case of its reports:\n%s\n%s", w.name, want[max(0, len(want)-200):], got[max(0, len(got)-200):])
		}
	}
}

// backup copies a database with the means that the shell's .backup takes.
func backup(ctx context.Context, db *sql.DB, to string) error {
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	return c.Raw(func(driver any) error {
		b, err := driver.(interface {
			NewBackup(string) (*modernc.Backup, error)
		}).NewBackup(to)
		if err != nil {
			return err
		}
		for more := true; more; {
			if more, err = b.Step(64); err != nil {
				return errors.Join(err, b.Finish())
			}
		}
		return b.Finish()
	})
}

// workOff reads what waits in a case, and returns how many reports it has.
func workOff(t *testing.T, path string) int {
	t.Helper()
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if err := s.Work(ctx, casefile.Work{Workers: 2, Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	n := 0
	for k, err := range s.Documents(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if k.Document.ID == (hearsay.DocumentID{}) {
			t.Error("a document without an id")
		}
		n++
	}
	return n
}
