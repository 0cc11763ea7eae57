package token

import (
	"strings"

	"hearsay"
)

// isEnd reports whether a sentence that began at token start ends after token
// i of toks, closing quotation marks and brackets aside. toks are the tokens of
// one paragraph.
func (s *splitter) isEnd(toks []hearsay.Span, start, i int) bool {
	if i == len(toks)-1 {
		return true
	}
	t := s.at(toks[i])
	c, n := last(t)
	marked := all(t, isMark)
	if c != '.' && !marked {
		return s.isBreak(toks, start, i)
	}
	v := view{after: i + 1}
	for v.after < len(toks) && isCloser(s.at(toks[v.after])) {
		v.after++
	}
	v.next = v.after + s.footnoteLen(toks[v.after:])
	if v.next >= len(toks) {
		return true
	}
	for v.next < len(toks)-1 && isOpener(s.at(toks[v.next])) {
		v.next++
	}
	switch {
	case t == "." || marked && c != '.' && c != '…':
		return s.endsWithMark(toks, start, i, v)
	case marked:
		// "so they left... Then came May", but "... Then came May"
		next := s.at(toks[v.next])
		r, _ := first(next)
		return (isUpper(r) || isLink(next)) && i > start && !s.isAsked(toks, i, v.after)
	}
	return s.endsWithDot(toks, t[:len(t)-n], v)
}

// A view is where to look on from a token that may end a sentence: the first
// token after it and the closing marks, and the first that is no opening mark.
type view struct{ after, next int }

// endsWithMark reports whether the full stop, question or exclamation mark i
// ends its sentence.
func (s *splitter) endsWithMark(toks []hearsay.Span, start, i int, v view) bool {
	after := s.at(toks[v.after])
	if all(after, func(r rune) bool { return isMark(r) || r == ',' || r == ';' || r == ':' }) {
		return false
	}
	head, _ := first(s.at(toks[v.next]))
	direct := v.after == i+1
	if s.at(toks[i]) != "." {
		if isLower(head) {
			return direct && s.endsBeforeLower(toks, i)
		}
		if s.isAsked(toks, i, v.after) || s.isYear(toks, v.after) {
			return false
		}
		return isUpper(head) || !isAlpha(head)
	}
	switch {
	case direct && digitsLen(after) > 0 && toks[i].End == toks[v.after].Start:
		return false // "fell.12 The rest": it ends after the footnote's number
	case direct && s.isNote(toks, v.after):
		return false // likewise "fell. 12 The rest"
	case isLower(head):
		return direct && s.endsBeforeLower(toks, i)
	case s.isItem(toks, start, i-1):
		return false
	}
	return isUpper(head) || !isAlpha(head)
}

// endsWithDot reports whether the dot of the abbreviation w ends a sentence as
// well. "He works for Acme Inc. The firm" ends one, "Gen. The Harrow" does not.
func (s *splitter) endsWithDot(toks []hearsay.Span, w string, v view) bool {
	next, m := s.at(toks[v.next]), marks(w)
	if m&running != 0 {
		return false
	}
	if m&endable != 0 || isDotted(w) {
		after := s.at(toks[v.after])
		head, _ := first(next)
		return isStarter(next) && marks(next)&role == 0 || // but "the U.S. President"
			v.next > v.after && (after == "“" || after == "``") ||
			m&list != 0 && isUpper(head)
	}
	if r, size := first(w); m&title != 0 || size == len(w) && isAlpha(r) && r != 'I' {
		return false
	}
	return isStarter(next) && m&month == 0
}

// isMark reports whether a sentence may end with r.
func isMark(r rune) bool { return r == '.' || r == '?' || r == '!' || r == '…' }

// endsBeforeLower reports whether the mark i ends a sentence although the next
// begins in lower case: "It was closed. iPort, its owner, said so." and, in
// letters and posts, "we left early. the rest stayed." It does not where no
// space follows, after what looks like an abbreviation ("the mgmt. said") and
// after a name that ends with the mark ("Yahoo! shares").
func (s *splitter) endsBeforeLower(toks []hearsay.Span, i int) bool {
	if !s.spaced(toks[i]) || i == 0 {
		return false
	}
	p := s.at(toks[i-1])
	r, _ := first(p)
	if s.text[toks[i].Start] == '.' {
		return !isAlpha(r) || strings.ContainsAny(p, "aeiouyAEIOUY") || !all(p, isAlpha)
	}
	return !isUpper(r) || i == 1
}

// isAsked reports whether a quotation that ends with the mark i before the
// closers up to j goes on to say who asked or cried: “Who paid?” Ms. Harrow
// asked. The words after a quotation are a sentence of their own in “Who
// paid?” Ms. Harrow left the room.
func (s *splitter) isAsked(toks []hearsay.Span, i, j int) bool {
	if j == i+1 || !strings.Contains("\"”’''", s.at(toks[j-1])) {
		return false
	}
	for k := j; k < min(j+5, len(toks)); k++ {
		t := s.at(toks[k])
		if k > j && (marks(t)&asking != 0 || k == j+1 && s.at(toks[j]) == "I" && strings.HasSuffix(t, "ed")) {
			return true
		}
		if r, _ := first(t); !isUpper(r) {
			return false
		}
	}
	return false
}

// isYear reports whether the tokens at j are a year in brackets, which follows
// a title that ends with a mark: "Hello, Harbour! (1965) was a success."
func (s *splitter) isYear(toks []hearsay.Span, j int) bool {
	return j+2 < len(toks) && s.at(toks[j]) == "(" && isNumber(s.at(toks[j+1]))
}

func (s *splitter) at(t hearsay.Span) string { return s.text[t.Start:t.End] }

// isItem reports whether token i is the number of a list's item, a section or a
// figure: "1. Control over the port.", "4.1. Results", "Figure 2. The port."
func (s *splitter) isItem(toks []hearsay.Span, start, i int) bool {
	if i < start {
		return false
	}
	t := s.at(toks[i])
	if i == start {
		return digitsLen(t) > 0 && len(t) < 6 && isNumber(t) && (len(t) < 3 || strings.Contains(t, "."))
	}
	if !isNumber(t) || len(t) > 4 {
		return false
	}
	p := s.at(toks[i-1])
	return len(t) < 3 && (p == "." || p == ":" || p == ";") || i == start+1 && marks(p)&figure != 0
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
	case `"`, "'", "”", "’", "»", ")", "]", "''", "’’", "›", "*":
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
	start := 0
	for i := 0; i < len(toks); {
		s.count(toks[i], &single, &double)
		if !s.isEnd(toks, start, i) {
			i++
			continue
		}
		j := i + 1
		for j < len(toks) && isCloser(s.at(toks[j])) && s.closesSentence(toks, j, single, double) {
			s.count(toks[j], &single, &double)
			j++
		}
		for n := s.footnoteLen(toks[j:]); n > 0 && j < len(toks); n = s.footnoteLen(toks[j:]) {
			j += n
		}
		if j < len(toks) && emoticonLen(s.at(toks[j])) == toks[j].End-toks[j].Start {
			j++
		}
		ends = append(ends, base+j)
		start, i = j, j
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
	} else if s.at(t) == "''" {
		*double++
	}
}

// closesSentence reports whether the closing mark j after a full stop belongs
// to the sentence that the full stop ends. A straight quotation mark does if
// white space follows it but does not precede it, or else if one is open.
func (s *splitter) closesSentence(toks []hearsay.Span, j, single, double int) bool {
	t := s.at(toks[j])
	if t != `"` && t != "'" && t != "''" && t != "*" {
		return true
	}
	before, after := s.spaced(toks[j-1]), s.spaced(toks[j])
	if before != after {
		return !before
	}
	switch t {
	case "'":
		return single%2 == 1
	case "*":
		return false
	}
	return double%2 == 1
}

// spaced reports whether white space follows t.
func (s *splitter) spaced(t hearsay.Span) bool {
	r, n := first(s.text[t.End:])
	return n > 0 && isSpace(r)
}

// footnoteLen returns the number of tokens of the footnote's number in square
// brackets that toks begin with, "[12]", or of an editor's remark, "[citation
// needed]"; 0 if there is none.
func (s *splitter) footnoteLen(toks []hearsay.Span) int {
	if len(toks) < 3 || s.at(toks[0]) != "[" {
		return 0
	}
	if n := s.at(toks[1]); s.at(toks[2]) == "]" {
		if digitsLen(n) == len(n) || len(n) == 1 || n == "..." || n == "…" {
			return 3
		}
		return 0
	}
	for k := 1; k < min(6, len(toks)); k++ {
		t := s.at(toks[k])
		if t == "]" {
			return k + 1
		}
		if !all(t, isLower) {
			return 0
		}
	}
	return 0
}
