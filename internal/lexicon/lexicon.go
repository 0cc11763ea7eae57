// Package lexicon holds the words that reading needs to know beforehand: names
// of countries and their peoples, nouns for roles and organisations, news
// outlets, number words, given names, and the words that mark speaking.
//
// Every list is a text file whose first lines give origin, licence, date and
// edits. The package loads and looks up; what a word does in a sentence is for
// the packages that ask. [Adjective] says that "Russian" is of RUS; that
// "Russian officers" are soldiers is not its business.
//
// Lists are read when the program starts (well under a millisecond each) and
// never change: lookups may be made by several goroutines at once.
package lexicon

import (
	"iter"
	"strings"
)

// table yields the rows of a list: lines that are neither empty nor comments,
// split at tabs. Every row has at least columns fields, empty where the file
// leaves them out.
func table(text string, columns int) iter.Seq[[]string] {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimRight(line, "\r\n")
			if line == "" || line[0] == '#' {
				continue
			}
			row := strings.Split(line, "\t")
			for len(row) < columns {
				row = append(row, "")
			}
			if !yield(row) {
				return
			}
		}
	}
}

// each yields the alternatives of a field: "a|b|c". An empty field has none.
func each(field string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if field == "" {
			return
		}
		for s := range strings.SplitSeq(field, "|") {
			if !yield(s) {
				return
			}
		}
	}
}

// forms returns the singular and plural of an entry: "spy/spies" gives both,
// "officer" adds the s that English adds.
func forms(entry string) (singular, plural string) {
	if s, p, ok := strings.Cut(entry, "/"); ok {
		return s, p
	}
	switch {
	case strings.HasSuffix(entry, "y") && !vowelBefore(entry):
		return entry, entry[:len(entry)-1] + "ies"
	case hasAnySuffix(entry, "s", "x", "z", "ch", "sh"):
		return entry, entry + "es"
	}
	return entry, entry + "s"
}

func vowelBefore(s string) bool {
	return len(s) > 1 && strings.IndexByte("aeiou", s[len(s)-2]) >= 0
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, x := range suffixes {
		if strings.HasSuffix(s, x) {
			return true
		}
	}
	return false
}
