//go:build ignore

// licenses_generate writes licenses.txt: under which terms each library that the
// program is built with may be passed on.
package main

import (
	"bytes"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

var wanted = regexp.MustCompile(`(?i)^(un)?(licen[cs]e|copying|notice|patents)([-.].*)?$`)

func main() {
	log.SetFlags(0)
	modules := make(map[string]string) // "path version" to folder
	for _, system := range []string{"linux", "darwin", "windows"} {
		c := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if .Version}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", ".")
		c.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		c.Stderr = os.Stderr
		out, err := c.Output()
		if err != nil {
			log.Fatal(err)
		}
		for line := range strings.Lines(string(out)) {
			if name, folder, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				modules[name] = folder
			}
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		log.Fatal(err)
	}
	var b bytes.Buffer
	write(&b, "The Go standard library", strings.TrimSpace(string(root)))
	names := make([]string, 0, len(modules))
	for name := range modules {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		write(&b, name, modules[name])
	}
	if err := os.WriteFile("licenses.txt", b.Bytes(), 0o644); err != nil {
		log.Fatal(err)
	}
}

// write appends the terms that stand in a module's folder.
func write(b *bytes.Buffer, name, folder string) {
	fmt.Fprintf(b, "%s\n%s\n\n", name, strings.Repeat("=", len(name)))
	files, err := os.ReadDir(folder)
	if err != nil {
		log.Fatal(err)
	}
	found := false
	for _, f := range files {
		if !wanted.MatchString(f.Name()) || f.IsDir() {
			continue
		}
		text, err := os.ReadFile(filepath.Join(folder, f.Name()))
		if err != nil {
			log.Fatal(err)
		}
		for line := range strings.Lines(strings.ReplaceAll(string(text), "\r", "")) {
			b.WriteString(strings.TrimRight(line, " \t\n\f") + "\n")
		}
		b.WriteByte('\n')
		found = true
	}
	if !found && !strings.HasPrefix(name, "The Go") {
		log.Fatalf("licenses: no terms in %s", name)
	}
}
