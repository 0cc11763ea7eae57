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
	j := i + 1
	for j < len(toks) && isCloser(s.at(toks[j])) {
		j++
	}
	if j == len(toks) {
		return true
	}
	k := j + s.footnoteLen(toks[j:])
	if k == len(toks) {
		return true
	}
	for k < len(toks)-1 && isOpener(s.at(toks[k])) {
		k++
	}
	next := s.at(toks[k])
	head, _ := first(next)
	after := s.at(toks[j])
	switch {
	case marked && (t == "." || c != '.' && c != '…'):
		if all(after, func(r rune) bool { return isMark(r) || r == ',' || r == ';' || r == ':' }) {
			return false
		}
		if t == "." && j == i+1 && digitsLen(after) > 0 && toks[i].End == toks[j].Start {
			return false // "fell.12 The rest": see isBreak
		}
		if t == "." && j == i+1 && s.isNote(toks, j) {
			return false
		}
		if isLower(head) {
			return j == i+1 && s.endsBeforeLower(toks, i)
		}
		if t == "." && s.isItem(toks, start, i-1) || t != "." && (s.isAsked(toks, i, j) || s.isYear(toks, j)) {
			return false
		}
		return isUpper(head) || !isAlpha(head)
	case marked:
		// "so they left... Then came May", but "... Then"
		return (isUpper(head) || isLink(next)) && i > start && !s.isAsked(toks, i, j)
	}
	abbreviated := t[:len(t)-n]
	m := marks(abbreviated)
	if m&running != 0 {
		return false
	}
	if m&endable != 0 || isDotted(abbreviated) {
		return isStarter(next) && marks(next)&role == 0 || k > j && (after == "“" || after == "``") ||
			m&list != 0 && isUpper(head)
	}
	if r, size := first(abbreviated); m&title != 0 || size == len(abbreviated) && isAlpha(r) && r != 'I' {
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

// isBreak reports whether a sentence ends after token i although no mark ends
// it: at rulers, web addresses, time stamps, emoticons, salutations, dates that
// stand by themselves, labels of figures and footnotes.
func (s *splitter) isBreak(toks []hearsay.Span, start, i int) bool {
	t, next := s.at(toks[i]), s.at(toks[i+1])
	c, _ := first(t)
	head, _ := first(next)
	if isRuler(c) && isLine(t) || isRuler(head) && isLine(next) {
		return next != "|" && t != "|" && next != ">"
	}
	if isLink(t) && isLink(next) || s.isStamp(toks, i-2) || isUpper(c) && s.isStamp(toks, i+1) {
		return true
	}
	if !isUpper(head) {
		return false
	}
	switch {
	case isLink(t), emoticonLen(t) == len(t):
		return true
	case isMail(t), len(t) == 12 && isPhone(t):
		// "jo@example.org We met", but "jo@example.org Fax: 555-0100"
		return marks(next)&contact == 0 && (i+2 == len(toks) || s.at(toks[i+2]) != ":")
	case t == ",":
		// "Thanks, Jo The rest", but "Best, Jo."
		return i > start && i-start <= 2 && marks(s.at(toks[i-1]))&closing != 0 && (i+2 == len(toks) || s.at(toks[i+2]) != ".")
	case digitsLen(t) == 0:
		return isUpper(c) && s.isDateLine(toks, i+1)
	case i == start+1:
		// "Figure 1.4 The port in 1900", but "Figure 2 The"
		return strings.Contains(t, ".") && isNumber(t) && marks(s.at(toks[i-1]))&figure != 0
	case digitsLen(t) < len(t) || i == 0:
		return false
	case s.at(toks[i-1]) == ".":
		// a footnote's number, without a space: "fell.12 The rest"
		return i > start+1 && (toks[i-1].End == toks[i].Start && s.spaced(toks[i]) || s.isNote(toks, i))
	}
	return i-start == dateLine-1 && s.isDateLine(toks, start)
}

// isNote reports whether token i is a footnote's number between two sentences:
// "It fell. 12 The rest stayed." But in "It fell. 12 May was a Sunday." it is not.
func (s *splitter) isNote(toks []hearsay.Span, i int) bool {
	t := s.at(toks[i])
	return len(t) < 3 && digitsLen(t) == len(t) && i+1 < len(toks) && isStarter(s.at(toks[i+1]))
}

// isLine reports whether t is a line drawn with characters: "-----".
func isLine(t string) bool { return len(t) > 5 && t[0] != '_' && sameLen(t) == len(t) }

// dateLine is the number of tokens of "Wednesday, May 3, 2021".
const dateLine = 6

// isDateLine reports whether a weekday and date begin at token i and stand by
// themselves, as under a headline: "Northport leaves Wednesday, May 3, 2021 The
// last", but "on Wednesday, May 3, 2021, the last".
func (s *splitter) isDateLine(toks []hearsay.Span, i int) bool {
	if i+dateLine > len(toks) || !strings.HasSuffix(s.at(toks[i]), "day") || s.at(toks[i+1]) != "," || s.at(toks[i+4]) != "," {
		return false
	}
	y := s.at(toks[i+5])
	if len(y) != 4 || digitsLen(y) != 4 || digitsLen(s.at(toks[i+3])) == 0 {
		return false
	}
	if i+dateLine == len(toks) {
		return true
	}
	r, _ := first(s.at(toks[i+dateLine]))
	return isUpper(r)
}

// isLink reports whether t is the address of a web page.
func isLink(t string) bool { return len(t) > 7 && scheme(t) > 0 }

// isMail reports whether t is a mail address.
func isMail(t string) bool { return len(t) > 5 && len(t) <= maxAddress && mail(t) == len(t) }

// isStamp reports whether the three tokens at i are a date, a time and AM or
// PM, which stand by themselves at the head of a message: "5/3/2021 04:12 PM".
func (s *splitter) isStamp(toks []hearsay.Span, i int) bool {
	if i < 0 || i+2 >= len(toks) {
		return false
	}
	d, h, m := s.at(toks[i]), s.at(toks[i+1]), s.at(toks[i+2])
	return (m == "AM" || m == "PM") && len(d) >= 8 && isDate(d) && strings.Contains(h, ":") && isNumber(h)
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
