package token

import (
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// Paragraphs returns the paragraphs of a plain text, without the white space
// around them. Blank lines part paragraphs, and so does every end of a line,
// unless the text is hard-wrapped: more than five lines, most of them of
// nearly full width.
func Paragraphs(text string) []hearsay.Span {
	wrapped := isWrapped(text)
	var out []hearsay.Span
	from, to := -1, 0 // the paragraph being read
	ends := 0         // line ends since to
	for i, n := 0, 0; i < len(text); i += n {
		var r rune
		r, n = first(text[i:])
		switch {
		case r == '\n':
			ends++
		case isSpace(r):
		default:
			if from >= 0 && (ends > 1 || ends == 1 && !wrapped) {
				out = append(out, hearsay.Span{Start: from, End: to})
				from = -1
			}
			if from < 0 {
				from = i
			}
			to, ends = i+n, 0
		}
	}
	if from >= 0 {
		out = append(out, hearsay.Span{Start: from, End: to})
	}
	return out
}

// isWrapped reports whether the lines of text were broken to fit a width.
func isWrapped(text string) bool {
	var sizes []int
	for line := range strings.SplitSeq(text, "\n") {
		if strings.TrimSpace(line) == "" {
			continue
		}
		n := utf8.RuneCountInString(line)
		if n >= 110 {
			return false
		}
		sizes = append(sizes, n)
	}
	if len(sizes) < 6 {
		return false
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2] > 45
}
