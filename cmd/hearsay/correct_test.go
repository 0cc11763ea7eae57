package main

import (
	"regexp"
	"strings"
	"testing"

	"hearsay/internal/casefile"
)

// TestCorrectHelp checks that the help names every field that can be corrected, in
// the line of its record.
func TestCorrectHelp(t *testing.T) {
	help := newCorrect().Long
	for kind, fields := range casefile.Fields {
		heading := regexp.MustCompile(`(?m)^  an? .*\(` + kind + `\)`)
		if kind == "d" {
			heading = regexp.MustCompile(`(?m)^  the report`)
		}
		at := heading.FindStringIndex(help)
		if at == nil {
			t.Errorf("no line of %s", kind)
			continue
		}
		part := help[at[1]:]
		if end := regexp.MustCompile(`\n  \S`).FindStringIndex(part); end != nil {
			part = part[:end[0]]
		}
		for _, f := range fields {
			if !regexp.MustCompile(`(^|\s)` + f + `\b`).MatchString(part) {
				t.Errorf("%s lacks %s: %s", kind, f, strings.TrimSpace(part))
			}
		}
	}
}
