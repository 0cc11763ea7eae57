package token

import (
	"strings"

	"hearsay"
)

// A splitter parts the text of one document into tokens. Every search it makes
// in a run of characters without white space either stops early or is
// remembered, so that its work grows with the length of the text however long
// its runs are.
type splitter struct {
	text  string
	limit int            // end of the block being split
	out   []hearsay.Span // tokens found
	tail  []hearsay.Span // tokens split off the end of runs being split, last first

	noAddress int                // 1 + where an address was sought in vain
	noHost    struct{ a, b int } // no host begins before a in a run that ends at b
	found     [rules]finding     // what was found last, by rule
}

// tokens appends the tokens of text[a:b] to s.out.
func (s *splitter) tokens(a, b int) {
	s.limit = b
	for a < b {
		r, n := first(s.text[a:b])
		if IsGap(r) {
			a += n
			continue
		}
		end := a + n
		plain := classes[s.text[a]]
		for end < b {
			c := s.text[end]
			if c < 0x80 {
				if classes[c]&space != 0 {
					break
				}
				plain &= classes[c]
				end++
				continue
			}
			plain = 0
			r, n := first(s.text[end:b])
			if IsGap(r) {
				break
			}
			end += n
		}
		if end == a+n {
			s.emit(a, end)
		} else if plain&letter != 0 {
			t := s.text[a:end]
			if k := max(contraction(t), apostropheLost(t, s.text[end:b])); k > 0 {
				s.emit(a, a+k)
				a += k
			}
			s.emit(a, end)
		} else {
			s.run(a, end, s.following(end))
		}
		a = end
	}
}

func (s *splitter) emit(a, b int) { s.out = append(s.out, hearsay.Span{Start: a, End: b}) }

func (s *splitter) push(a, b int) { s.tail = append(s.tail, hearsay.Span{Start: a, End: b}) }

// following returns the first character after white space at i, if it is near.
func (s *splitter) following(i int) rune {
	for end := min(i+80, s.limit); i < end; {
		r, n := first(s.text[i:s.limit])
		if !isSpace(r) {
			return r
		}
		i += n
	}
	return 0
}

// run appends the tokens of [a, b), which holds no white space. next is the
// first character after it, 0 if unknown.
func (s *splitter) run(a, b int, next rune) {
	mark := len(s.tail)
	a, b = s.strip(a, b, next)
	s.rest(a, b)
	s.pop(mark)
}

// inner is [splitter.run] for a run that has no punctuation around it.
func (s *splitter) inner(a, b int) {
	mark := len(s.tail)
	s.rest(a, b)
	s.pop(mark)
}

func (s *splitter) rest(a, b int) {
	for a < b {
		var again bool
		if a, b, again = s.core(a, b); again {
			a, b = s.strip(a, b, 0)
		}
	}
}

// pop moves what was pushed on s.tail since it had mark elements to s.out.
func (s *splitter) pop(mark int) {
	for i := len(s.tail) - 1; i >= mark; i-- {
		s.out = append(s.out, s.tail[i])
	}
	s.tail = s.tail[:mark]
}

// strip splits punctuation off the beginning and the end of the run [a, b) and
// returns what is left.
func (s *splitter) strip(a, b int, next rune) (int, int) {
	if a == b {
		return b, b
	} else if c, n := first(s.text[a:b]); n == b-a {
		s.emit(a, b)
		return b, b
	} else if c < 0x80 && classes[c]&letter != 0 && all(s.text[a:b], func(r rune) bool { return r < 0x80 && classes[r]&letter != 0 }) {
		return a, b
	} else if n := emoticonLen(s.text[a:b]); n == b-a {
		s.emit(a, b)
		return b, b
	}
	a = s.opening(a, b)
	return s.closing(a, b, next)
}

// opening emits the punctuation that the run [a, b) begins with and returns
// where the rest begins.
func (s *splitter) opening(a, b int) int {
	for a < b {
		t := s.text[a:b]
		c, n := first(t)
		if isAlnum(c) || s.address(a, b) >= 0 {
			break
		}
		k := 0
		switch {
		case (c == '\'' || c == '’') && elided(t[n:]):
			return a
		case c == '…' || strings.HasPrefix(t, ".."):
			k = sameLen(t)
		case strings.HasPrefix(t, "''") || strings.HasPrefix(t, "``"):
			k = 2
		case strings.HasPrefix(t, "’’") || strings.HasPrefix(t, "‘‘"):
			k = 6
		default:
			if isRuler(c) {
				if m := sameLen(t); m > n && (c != '#' && c != '+' || m == len(t)) {
					k = m
					break
				}
			}
			if splitsFront(c, t[n:]) {
				k = n
			}
		}
		if k == 0 {
			break
		}
		s.emit(a, a+k)
		a += k
	}
	return a
}

// elided reports whether t, which follows an apostrophe, is a word or number
// whose first part the apostrophe stands for: 90s, em, cause, til.
func elided(t string) bool {
	n := wordLen(t)
	switch w := t[:n]; {
	case n == 2 || n == 3 && w[2] == 's':
		if digitsLen(w) == 2 {
			return true
		}
		fallthrough
	default:
		return n > 0 && marks(w)&clitic != 0
	}
}

// sameLen returns the length of the repetitions of its first character that t
// begins with.
func sameLen(t string) int {
	_, n := first(t)
	i := n
	for i+n <= len(t) && t[i:i+n] == t[:n] {
		i += n
	}
	return i
}

// isRuler reports whether repetitions of c make one token: "---", "***", "!!".
func isRuler(c rune) bool {
	switch c {
	case '-', '–', '—', '*', '=', '_', '~', '#', '!', '?', '<', '>', '|', '+':
		return true
	}
	return false
}

// splitsFront reports whether c, which begins a run and is followed by rest in
// it, is a token of its own.
func splitsFront(c rune, rest string) bool {
	switch c {
	case '#', '+', '@':
		r, _ := first(rest)
		if n := digitsLen(rest); c == '#' && n > 0 && n == wordLen(rest) {
			return true // "#5"
		}
		return rest == "" || !isAlnum(r)
	case '-':
		r, _ := first(rest)
		return rest != "" && !isDigit(r)
	case '.':
		n := wordLen(rest)
		r, _ := first(rest)
		return !isDigit(r) && (n == 0 || n < len(rest))
	case ',', ';', ':', '!', '?', ')', ']', '}', '>', '%', '/', '&':
		return true
	}
	return opensRun(c)
}

// closing splits off the punctuation that [a, b) ends with and returns what
// stands before it.
func (s *splitter) closing(a, b int, next rune) (int, int) {
	mark := len(s.tail)
	for a < b {
		t := s.text[a:b]
		c, n := last(t)
		if isAlnum(c) && isPlain(t) {
			break
		}
		if end := s.address(a, b); end >= 0 {
			s.emit(a, end)
			if end < b {
				s.run(end, b, 0)
			}
			return b, b
		}
		if isAlnum(c) {
			break
		}
		k := repeatedEnd(t, c, n)
		if e := 0; c == ')' || c == '(' {
			if e = emoticonEnd(t); e > 0 {
				k = e
			}
		}
		switch {
		case k > 0:
		case c == '.':
			closed := len(s.tail) > mark
			if closed {
				next = 0
			}
			if len(t) > 1 && !keepsDot(t[:len(t)-1], next, closed) {
				k = n
			}
		case c == '-' && isCutOff(t[:len(t)-1]):
			// "th- they": a word broken off
		case closesRun(c):
			k = n
		}
		if k == 0 {
			break
		}
		s.push(b-k, b)
		b -= k
	}
	return a, b
}

// isCutOff reports whether w, which a hyphen follows at the end of a run, is too
// short for a word: "w- we left".
func isCutOff(w string) bool {
	return w != "" && len(w) < 3 && all(w, func(r rune) bool { return r < 0x80 && isAlpha(r) })
}

// isPlain reports whether t has none of the characters of addresses before the
// first that no address has.
func isPlain(t string) bool {
	for i := range min(len(t), maxAddress) {
		c := t[i]
		if classes[c]&address != 0 {
			return false
		}
		if c < 0x80 && classes[c]&word == 0 && c != '-' && c != '+' && c != '%' {
			return true
		}
	}
	return true
}

// repeatedEnd returns the length of the repeated punctuation that t ends with,
// which is one token: "...", "?!", "--", "”"; 0 if there is none. c is the
// last character of t and n its length.
func repeatedEnd(t string, c rune, n int) int {
	i := len(t) - n
	switch c {
	case '\'', '’':
		if strings.HasSuffix(t[:i], t[i:]) {
			return 2 * n
		}
		return 0
	case '!', '?':
		for i > 0 && (t[i-1] == '!' || t[i-1] == '?') {
			i--
		}
	case '.', '…', '-', '–', '—', '*', '=', '_', '~', '<', '>':
		for i >= n && t[i-n:i] == t[len(t)-n:] {
			i -= n
		}
		if c == '…' {
			return len(t) - i
		}
	}
	if k := len(t) - i; k > n {
		return k
	}
	return 0
}

// keepsDot reports whether the full stop after w belongs to it: after an
// abbreviation or initial. closed: punctuation follows it directly, which
// was split off; next: the first character after the run.
func keepsDot(w string, next rune, closed bool) bool {
	w = strings.TrimLeft(w, "(\"'“‘[")
	if w == "" {
		return false
	}
	if isAcronym(w) {
		return true
	}
	whole := w
	if i := strings.LastIndexAny(w, "-–—/"); i >= 0 {
		_, n := first(w[i:])
		w = w[i+n:]
	}
	r, n := first(w)
	if n == len(w) && isAlpha(r) {
		// "J. Harrow", "c. 1900", but "and so did I."
		if r == 'd' || r == 'm' {
			return isDigit(next) && len(w) == len(whole) // "(d. 1975)"
		}
		return len(w) == len(whole) && r != 'I' && (isUpper(r) || strings.ContainsRune("cpvb", r)) && !(closed && isLower(r))
	}
	m := marks(w)
	if m&abbr == 0 || m&shout != 0 && all(w, isUpper) {
		return false
	}
	switch {
	case m&ambiguous == 0:
		return !closed || m&endsClosed != 0
	case m&numbered != 0:
		// "No. 5", but "She said no. 5 people left."
		return isDigit(next)
	}
	// "Sun. 5 May", but "under the sun. 5 people left"
	return isUpper(r) && !closed && (next == 0 || isUpper(next) || isDigit(next) || next == ',' || next == ';')
}

// isAcronym reports whether w, which a full stop follows, is letters with full
// stops between them: "U.S", "Ph.D", "e.g", "J.R", "Lt.Col" not.
func isAcronym(w string) bool {
	single, titled, n := true, true, 0
	for more := true; more; n++ {
		var part string
		part, w, more = strings.Cut(w, ".")
		r, k := first(part)
		q, m := first(part[k:])
		if k == 0 || k+m < len(part) || !isAlpha(r) || m > 0 && !isAlpha(q) {
			return false
		}
		single = single && (m == 0 || !more)
		titled = titled && isUpper(r) && (m == 0 || isLower(q))
	}
	return n > 1 && (single || titled)
}
