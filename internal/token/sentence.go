package token

import (
	"strings"

	"hearsay"
)

// isEnd reports whether a sentence ends after token i of toks, closing
// quotation marks and brackets aside. toks are the tokens of one paragraph.
func (s *splitter) isEnd(toks []hearsay.Span, i int) bool {
	if i == len(toks)-1 {
		return true
	}
	t := s.at(toks[i])
	c, n := last(t)
	if c != '.' && c != '?' && c != '!' && c != '…' {
		return false
	}
	marked := all(t, func(r rune) bool { return r == '.' || r == '?' || r == '!' || r == '…' })
	if c != '.' && !marked {
		return false
	}
	j := i + 1
	for j < len(toks) && isCloser(s.at(toks[j])) {
		j++
	}
	if j == len(toks) {
		return true
	}
	k := j
	for k < len(toks)-1 && isOpener(s.at(toks[k])) {
		k++
	}
	next := s.at(toks[k])
	head, _ := first(next)
	after := s.at(toks[j])
	switch {
	case t == "." || marked && c != '.' && c != '…' && !strings.Contains(t, ".") && !strings.Contains(t, "…"):
		if len(after) == 1 && strings.Contains(",;:.?!", after) || isLower(head) {
			return false
		}
		if t == "." && i > 0 && s.isItem(toks, i-1) {
			return false
		}
		return isUpper(head) || !isAlpha(head)
	case marked && !strings.ContainsAny(t, "?!"):
		return isUpper(head) && (after == "“" || after == `"` || after == "``" || isStarter(next))
	case marked:
		return false
	}
	abbreviated := t[:len(t)-n]
	m := marks(abbreviated)
	if m&endable != 0 || isDotted(abbreviated) {
		return isStarter(next) && marks(next)&role == 0 || k > j && (after == "“" || after == "``")
	}
	if r, size := first(abbreviated); m&title != 0 || size == len(abbreviated) && isAlpha(r) && r != 'I' {
		return false
	}
	return isStarter(next) && m&month == 0
}

func (s *splitter) at(t hearsay.Span) string { return s.text[t.Start:t.End] }

// isItem reports whether token i is the number of a list's item, as in
// "1. Control over the port."
func (s *splitter) isItem(toks []hearsay.Span, i int) bool {
	t := s.at(toks[i])
	if len(t) > 2 || digitsLen(t) != len(t) {
		return false
	}
	if i == 0 {
		return true
	}
	p := s.at(toks[i-1])
	return p == "." || p == ":" || p == ";"
}

// isDotted reports whether w, which a full stop follows, is single ASCII
// letters with full stops between them: "U.S", "a.m".
func isDotted(w string) bool {
	if len(w) < 3 || len(w)%2 == 0 {
		return false
	}
	for i := range len(w) {
		if i%2 == 0 && classes[w[i]]&letter == 0 || i%2 == 1 && w[i] != '.' {
			return false
		}
	}
	return true
}

// isStarter reports whether w is likely to begin a sentence.
func isStarter(w string) bool {
	return isCapitalised(w) && marks(w)&starter != 0
}

func isCloser(t string) bool {
	switch t {
	case `"`, "'", "”", "’", "»", ")", "]", "''", "’’", "›":
		return true
	}
	return false
}

func isOpener(t string) bool {
	switch t {
	case "“", "‘", "``", `"`, "'", "(", "[", "«", "-", "--", "–", "—", "*", "•":
		return true
	}
	return false
}

// sentences appends to ends the index after the last token of every sentence
// of toks, the tokens of one paragraph.
func (s *splitter) sentences(toks []hearsay.Span, base int, ends []int) []int {
	single, double := 0, 0 // straight quotation marks in this sentence
	for i := 0; i < len(toks); {
		s.count(toks[i], &single, &double)
		if !s.isEnd(toks, i) {
			i++
			continue
		}
		j := i + 1
		for j < len(toks) && isCloser(s.at(toks[j])) && s.closesSentence(toks, j, single, double) {
			s.count(toks[j], &single, &double)
			j++
		}
		for j+2 < len(toks) && s.isFootnote(toks[j:j+3]) {
			j += 3
		}
		ends = append(ends, base+j)
		i = j
		single, double = 0, 0
	}
	return ends
}

// count counts t if it is a straight quotation mark.
func (s *splitter) count(t hearsay.Span, single, double *int) {
	if t.End-t.Start == 1 {
		switch s.text[t.Start] {
		case '\'':
			*single++
		case '"':
			*double++
		}
	}
}

// closesSentence reports whether the closing mark j after a full stop belongs
// to the sentence that the full stop ends. A straight quotation mark does if
// white space follows it but does not precede it, or else if one is open.
func (s *splitter) closesSentence(toks []hearsay.Span, j, single, double int) bool {
	t := s.at(toks[j])
	if t != `"` && t != "'" {
		return true
	}
	before, after := s.spaced(toks[j-1]), s.spaced(toks[j])
	if before != after {
		return !before
	}
	if t == `"` {
		return double%2 == 1
	}
	return single%2 == 1
}

// spaced reports whether white space follows t.
func (s *splitter) spaced(t hearsay.Span) bool {
	r, n := first(s.text[t.End:])
	return n > 0 && isSpace(r)
}

// isFootnote reports whether toks are a footnote's number in square brackets.
func (s *splitter) isFootnote(toks []hearsay.Span) bool {
	n := s.at(toks[1])
	return s.at(toks[0]) == "[" && s.at(toks[2]) == "]" && digitsLen(n) == len(n)
}
