package main

import (
	"runtime/debug"
	"strings"
	"testing"
)

// TestLibrariesAreNamed checks that the terms of every library in this build are
// in the program. The tests' own libraries are not passed on.
func TestLibrariesAreNamed(t *testing.T) {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		t.Fatal("the build does not know its modules")
	}
	tests := []string{"github.com/google/go-cmp", "github.com/rogpeppe/go-internal", "golang.org/x/tools", "github.com/chromedp/", "github.com/gobwas/"}
	n := 0
	for _, m := range info.Deps {
		if skip(tests, m.Path) {
			continue
		}
		n++
		if !strings.Contains(libraries, m.Path+" "+m.Version+"\n") {
			t.Errorf("licenses.txt lacks %s %s: run go generate ./cmd/hearsay", m.Path, m.Version)
		}
	}
	if n < 20 {
		t.Errorf("only %d libraries in the build", n)
	}
}

func skip(prefixes []string, path string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}
