package sqlite_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
)

// told checks that an error says what is wrong and how to go on.
func told(t *testing.T, err error) {
	t.Helper()
	if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unavailable || e.Hint == "" {
		t.Errorf("error %v; want one of kind unavailable with a hint", err)
	}
}

// filled returns a case with some reports, read, and closed.
func filled(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "case.hearsay")
	s, err := sqlite.Open(context.Background(), path, false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 5 {
		if _, err := s.Add(context.Background(), report(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Work(context.Background(), casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestReadOnly opens a case that may not be written, as one whom the rights of
// files bind: it says so, and the case is as it was.
func TestReadOnly(t *testing.T) {
	path := filled(t)
	want := contents(t, path)
	self := copied(t)
	for _, mode := range []struct{ file, folder os.FileMode }{{0o444, 0o755}, {0o644, 0o555}} {
		if err := errors.Join(os.Chmod(path, mode.file), os.Chmod(filepath.Dir(path), mode.folder)); err != nil {
			t.Fatal(err)
		}
		c := exec.Command(self)
		c.Env = append(os.Environ(), addVariable+"="+path)
		if os.Geteuid() == 0 {
			asNobody(c)
		}
		out, err := c.CombinedOutput()
		if err != nil || !strings.Contains(string(out), "kind 4") || !strings.Contains(string(out), "hint true") {
			t.Errorf("%v: %s; want an error of kind unavailable with a hint", err, out)
		}
		if err := errors.Join(os.Chmod(filepath.Dir(path), 0o755), os.Chmod(path, 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	if got := contents(t, path); string(got) != string(want) {
		t.Error("the case was changed")
	}
}

// copied returns a copy of the test binary that everybody may run, in a folder
// that everybody may look into.
func copied(t *testing.T) string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	b, err := os.ReadFile(self)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	self = filepath.Join(dir, "test")
	if err := errors.Join(os.Chmod(filepath.Dir(dir), 0o755), os.WriteFile(self, b, 0o755)); err != nil {
		t.Fatal(err)
	}
	return self
}

// addOne adds a report to a case and prints what is wrong.
func addOne(path string) {
	s, err := sqlite.Open(context.Background(), path, true)
	if err == nil {
		_, err = s.Add(context.Background(), report(50))
		s.Close()
	}
	e, _ := errors.AsType[*hearsay.Error](err)
	if e == nil {
		e = new(hearsay.Error)
	}
	fmt.Printf("%v\nkind %d, hint %v\n", err, e.Kind, e.Hint != "")
}

// TestBusy adds while another program holds the case: after its patience the
// call says so, and later it works.
func TestBusy(t *testing.T) {
	if testing.Short() {
		t.Skip("waits ten seconds")
	}
	path := filled(t)
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	other, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	_, err = s.Add(ctx, report(50))
	if told(t, err); !errors.Is(err, casefile.ErrBusy) {
		t.Errorf("error %v, want that the case is busy", err)
	}
	if _, err := other.Exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if got, err := s.Add(ctx, report(50)); err != nil || got[0] != casefile.Added {
		t.Errorf("when it is free again: %v, %v", got, err)
	}
}

// TestClockBack adds and reads with jobs and reports that bear times to come, as
// after a clock that was set back.
func TestClockBack(t *testing.T) {
	path := filled(t)
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Add(ctx, report(60)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range []string{"UPDATE river_job SET scheduled_at = '2990-01-01 00:00:00', created_at = '2990-01-01 00:00:00' WHERE state = 'available'", "UPDATE document SET added = added + 30000000000000"} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.Add(ctx, report(61)); err != nil {
		t.Fatal(err)
	}
	stop, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := s.Work(stop, casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Counts(ctx); err != nil || c.Waiting != 0 || c.Read != 7 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestUnreadableRecord damages what is kept of a document that waits: after its
// tries it is set aside with the reason, the others are read, and a check says so.
func TestUnreadableRecord(t *testing.T) {
	path := filled(t)
	ctx := context.Background()
	s, err := sqlite.Open(ctx, path, true)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Add(ctx, report(60), report(61)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("UPDATE document SET record = x'00' WHERE state = 0 AND seq = (SELECT max(seq) FROM document)"); err != nil {
		t.Fatal(err)
	}
	soon := func(int) time.Duration { return time.Millisecond }
	if err := s.Work(ctx, casefile.Work{Read: casefiletest.Read, Retry: soon}); err != nil {
		t.Fatal(err)
	}
	if c, err := s.Counts(ctx); err != nil || c.Waiting != 0 || c.Read != 6 || c.Broken != 1 {
		t.Errorf("%+v, %v", c, err)
	}
}

// TestTwoProcesses fills one case from two processes at once, each adding all
// reports and reading what waits. It must become what one makes.
func TestTwoProcesses(t *testing.T) {
	if testing.Short() {
		t.Skip("runs other processes for some seconds")
	}
	self, err := os.Executable()
	if err != nil {
		t.Skip(err)
	}
	dir := t.TempDir()
	child := func(name string) *exec.Cmd {
		c := exec.Command(self)
		c.Env = append(os.Environ(), childVariable+"="+filepath.Join(dir, name))
		c.Stderr = os.Stderr
		return c
	}
	one, two, alone := child("both.hearsay"), child("both.hearsay"), child("alone.hearsay")
	for _, c := range []*exec.Cmd{one, two, alone} {
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []*exec.Cmd{one, two, alone} {
		if err := c.Wait(); err != nil {
			t.Errorf("a process failed: %v", err)
		}
	}
	if want, got := contents(t, filepath.Join(dir, "alone.hearsay")), contents(t, filepath.Join(dir, "both.hearsay")); string(want) != string(got) {
		t.Errorf("the case differs from that of one process:\n%s\n%s", last(want), last(got))
	}
}

// TestDiskFull adds to a case on a small disk until it is full: the error says
// so, what was added before is whole, and with room again the rest goes in.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	if err := exec.Command("mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", dir).Run(); err != nil {
		t.Skip("no small disk is to be had: ", err)
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	ctx := context.Background()
	path := filepath.Join(dir, "case.hearsay")
	s, err := sqlite.Open(ctx, path, false)
	if err != nil {
		t.Fatal(err)
	}
	added := 0
	for ; added < 5000; added++ {
		r := report(added)
		if _, err = s.Add(ctx, r); err != nil {
			break
		}
	}
	told(t, err)
	s.Close()
	if err := exec.Command("mount", "-o", "remount,size=60m", dir).Run(); err != nil {
		t.Fatal(err)
	}
	if s, err = sqlite.Open(ctx, path, true); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if c, err := s.Counts(ctx); err != nil || c.Documents != added {
		t.Errorf("%+v, %v; %d were added", c, err, added)
	}
	if problems, err := casefile.Check(ctx, s, nil); err != nil || len(problems) > 0 {
		t.Errorf("problems %v, %v", problems, err)
	}
	if got, err := s.Add(ctx, report(added)); err != nil || got[0] == casefile.Known {
		t.Errorf("with room again: %v, %v", got, err)
	}
}

// TestOpenMissingFolder says what is wrong with a folder that is not there.
func TestOpenMissingFolder(t *testing.T) {
	_, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "none", "case.hearsay"), false)
	told(t, err)
}
