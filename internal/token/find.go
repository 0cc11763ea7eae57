package token

import "unicode/utf8"

// A rule says where a run is split in its middle.
type rule int

const (
	punctuation rule = iota // "north...south", "a(b)", but "1,000"
	currency                // "US$5"
	percent                 // "5%-10%"
	slash                   // "and/or"
	colon                   // "note:this", but "12:30"
	stop                    // "ended.The", a space forgotten
	rules
)

// A finding remembers that text[from:at] holds no place where a rule applies,
// and whether it applies to text[at:end].
type finding struct {
	from, at, end int
	ok            bool
}

// find returns the first stretch of [a, b) where rule k applies, or -1, -1.
// As runs are split from left to right, every stretch of text is searched
// once for every rule, not once for every split.
func (s *splitter) find(k rule, a, b int) (int, int) {
	f := &s.found[k]
	if a < f.from || a > f.at {
		*f = finding{from: a, at: a}
	}
	for !f.ok && f.at < b {
		if n := s.applies(k, f.at); n > 0 {
			f.ok, f.end = true, f.at+n
			break
		}
		f.at++
	}
	if f.ok && f.at < b {
		return f.at, min(f.end, b)
	}
	return -1, -1
}

// applies returns the length of the stretch at i to which rule k applies, or 0.
// It looks at the characters on both sides, which are of the same run or white
// space.
func (s *splitter) applies(k rule, i int) int {
	c := s.text[i]
	switch k {
	case punctuation:
		if classes[c]&parts != 0 || c == 0xC2 || c == 0xE2 {
			return s.punctuationLen(i)
		}
	case currency:
		if c == '$' {
			return 1
		}
		if c == 0xC2 || c == 0xE2 {
			if r, n := utf8.DecodeRuneInString(s.text[i:]); isCurrency(r) {
				return n
			}
		}
	case percent:
		if c == '%' && isDigit(s.before(i)) && !IsGap(s.after(i)) {
			return 1
		}
	case slash:
		if c == '/' {
			return 1
		}
	case colon:
		if c == ':' {
			p, q := s.before(i), s.after(i)
			if isWord(p) && isWord(q) && !(isDigit(p) && isDigit(q)) {
				return 1
			}
		}
	case stop:
		if c == '.' && i > 1 && isASCIILower(s.text[i-1]) && isASCIILower(s.text[i-2]) && isCapitalised(s.text[i+1:]) {
			return 1
		}
	}
	return 0
}

// before and after return the characters on both sides of the byte at i, 0 at
// the ends of the text.
func (s *splitter) before(i int) rune { r, _ := last(s.text[:i]); return r }
func (s *splitter) after(i int) rune {
	if r, n := first(s.text[i+1 : s.limit]); n > 0 {
		return r
	}
	return ' '
}

func isASCIILower(b byte) bool { return 'a' <= b && b <= 'z' }

// isCapitalised reports whether t begins with an ASCII word of one capital and
// no others: "The", but not "TV".
func isCapitalised(t string) bool {
	if t == "" || classes[t[0]]&upper == 0 {
		return false
	}
	i := 1
	for i < len(t) && isASCIILower(t[i]) {
		i++
	}
	r, n := first(t[i:])
	return n == 0 || !isWord(r)
}

// punctuationLen returns the length of the punctuation at i that splits a run,
// or 0.
func (s *splitter) punctuationLen(i int) int {
	t := s.text[i:s.limit]
	r, n := first(t)
	switch {
	case r == '-' || r == '.':
		if k := sameLen(t); k > n {
			return k
		}
		return 0
	case isLong(r):
		if r == '…' {
			return sameLen(t)
		}
		for k := n; ; k += n {
			if r, n = first(t[k:]); r == '-' || r == '.' || r == '…' || !isLong(r) {
				return k
			}
		}
	case !isInner(r):
		return 0
	}
	k := n
	for {
		q, n := first(t[k:])
		if !isInner(q) {
			break
		}
		k += n
	}
	if k == 1 && r == ',' && isDigit(s.before(i)) && isDigit(s.after(i)) {
		return 0
	}
	return k
}

// isLong reports whether repetitions of r inside a run are one token.
func isLong(r rune) bool {
	switch r {
	case '-', '.', '…', '–', '—', '\u0096', '\u0097':
		return true
	}
	return false
}

// isInner reports whether r inside a run is a token of its own.
func isInner(r rune) bool {
	switch r {
	case ',', ';', '!', '?', '"', '“', '”', '(', ')', '[', ']', '{', '}', '<', '>', '|', '=', '*', '«', '»':
		return true
	}
	return false
}
