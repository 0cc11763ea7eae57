package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
)

// folder returns the names in the folder at path.
func folder(t *testing.T, path string) []string {
	t.Helper()
	entries, err := os.ReadDir(path)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestOutputAppearsWhenComplete(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "out.txt")
	if err := os.WriteFile(path, []byte("before"), 0o640); err != nil {
		t.Fatal(err)
	}
	o, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Write([]byte("after")); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "before" {
		t.Errorf("half-way the file holds %q", b)
	}
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	o.discard()
	if b, _ := os.ReadFile(path); string(b) != "after" {
		t.Errorf("in the end the file holds %q", b)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the file's rights are %v, %v; want 0640", info.Mode(), err)
	}
	if names := folder(t, dir); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

func TestOutputDiscarded(t *testing.T) {
	dir := t.TempDir()
	o, err := open(filepath.Join(dir, "out.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := o.Write([]byte("half")); err != nil {
		t.Fatal(err)
	}
	o.discard()
	if names := folder(t, dir); len(names) != 0 {
		t.Errorf("left behind: %v", names)
	}
}

// TestOutputThroughLink checks that a link stays one, and what it leads to is replaced.
func TestOutputThroughLink(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "out.txt"), filepath.Join(dir, "link.txt")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("out.txt", link); err != nil {
		t.Skip(err)
	}
	o, err := open(link)
	if err != nil {
		t.Fatal(err)
	}
	o.Write([]byte("through"))
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	if b, _ := os.ReadFile(path); string(b) != "through" {
		t.Errorf("the file holds %q", b)
	}
	if _, err := os.Readlink(link); err != nil {
		t.Error("the link was replaced")
	}
}

func TestOutputToDevice(t *testing.T) {
	before, err := os.Stat(os.DevNull)
	if err != nil {
		t.Skip(err)
	}
	o, err := open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	o.Write([]byte("nothing"))
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	if after, err := os.Stat(os.DevNull); err != nil || after.Mode() != before.Mode() {
		t.Fatalf("%s is now %v, %v", os.DevNull, after.Mode(), err)
	}
}

func TestOutputWithoutRoom(t *testing.T) {
	const full = "/dev/full"
	if _, err := os.Stat(full); err != nil {
		t.Skip(err)
	}
	o, err := open(full)
	if err != nil {
		t.Skip(err)
	}
	o.Write([]byte("something"))
	if err := o.complete(); hearsay.KindOf(err) != hearsay.Unavailable || !strings.Contains(err.Error(), full) {
		t.Errorf("complete = %v; want an error of Kind Unavailable that names %s", err, full)
	}
}
