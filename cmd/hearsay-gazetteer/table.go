package main

import (
	"iter"
	"strings"
)

// rows returns the rows of a table of fields between tabs, without empty
// lines and comments, each filled up to n fields.
func rows(text string, n int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			f := strings.Split(line, "\t")
			for len(f) < n {
				f = append(f, "")
			}
			for i := range f {
				f[i] = strings.TrimSpace(f[i])
			}
			if !yield(f) {
				return
			}
		}
	}
}

// list returns the items of a field.
func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, "|")
}
