package token

import (
	"strings"

	"hearsay"
)

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
