package token

import "strings"

// core emits the first tokens of [a, b), which has no punctuation around it
// but perhaps the dot of an abbreviation, and returns what is left. again: what
// is left may begin and end with punctuation.
func (s *splitter) core(a, b int) (from, to int, again bool) {
	t := s.text[a:b]
	if k := max(contraction(t), measure(t)); k > 0 {
		s.emit(a, a+k)
		s.emit(a+k, b)
		return b, b, false
	}
	w := wordLen(t)
	if w == len(t) || isNumeral(t) && !isEnumeration(t) || s.address(a, b) == b {
		s.emit(a, b)
		return b, b, false
	}
	if w > 2 && isNote(t[w:]) && all(t[:w], isAlpha) {
		s.emit(a, a+w)
		s.emit(a+w, a+w+1)
		return a + w + 1, b, true
	}
	if k := cliticLen(t); k > 0 {
		for ; k > 0; k = cliticLen(s.text[a:b]) {
			s.push(b-k, b)
			b -= k
		}
		return a, b, false
	}
	if x := strings.IndexByte(t[:min(len(t), 3)], ','); x > 0 && isEnumeration(t) {
		s.emit(a, a+x)
		s.emit(a+x, a+x+1)
		return a + x + 1, b, true
	}
	return s.divide(a, b)
}

// divide emits the part of [a, b) before the first place where a rule splits
// it, and what stands there, and returns the rest, as core does. If no rule
// does, it emits all, split at its hyphens.
func (s *splitter) divide(a, b int) (from, to int, again bool) {
	for k := punctuation; k < rules; k++ {
		x, y := s.find(k, a, b)
		if x < 0 || k == slash && isSlashed(s.text[a:b]) {
			continue
		}
		if k == punctuation {
			s.run(a, x, 0)
			s.emitMarks(x, y)
			return y, b, true
		}
		s.inner(a, x)
		s.emit(x, y)
		if k == percent && y+1 < b && s.text[y] == '-' {
			s.emit(y, y+1) // "5%-10%": no sign
			y++
		}
		return y, b, k == percent || k == slash
	}
	s.hyphens(a, b)
	return b, b, false
}

// emitMarks emits the punctuation [x, y): a dash or ellipsis as one token, other
// marks one by one.
func (s *splitter) emitMarks(x, y int) {
	if r, _ := first(s.text[x:y]); isLong(r) {
		s.emit(x, y)
		return
	}
	for x < y {
		_, n := first(s.text[x:y])
		s.emit(x, x+n)
		x += n
	}
}

// isNote reports whether t is a full stop and a footnote's number, as after a
// word: "fell.12".
func isNote(t string) bool {
	return len(t) > 1 && len(t) < 5 && t[0] == '.' && digitsLen(t[1:]) == len(t)-1 && t[1] != '0'
}

// isEnumeration reports whether t is numbers of one or two digits in rising
// order, the marks of notes: "13,14", but "1,200", "1,8 metres".
func isEnumeration(t string) bool {
	size, sep, n, ok := digitGroups(t)
	if !ok || n < 2 {
		return false
	}
	prev, at := 0, 0
	for k := range n {
		if size[k] > 2 || k > 0 && sep[k-1] != ',' {
			return false
		}
		v := 0
		for _, c := range t[at : at+size[k]] {
			v = 10*v + int(c-'0')
		}
		if v <= prev || k > 0 && n == 2 && v != prev+1 {
			return false
		}
		prev, at = v, at+size[k]+1
	}
	return true
}

// cliticLen returns the length of the clitic that t ends with: "n't", "'s"; 0
// if there is none or nothing before it.
func cliticLen(t string) int {
	n := len(t)
	if n < 3 {
		return 0
	}
	i := n - 1 // where the last one or two letters begin
	c := t[i] | 0x20
	if c == 'e' || c == 'l' {
		i--
		d := t[i] | 0x20
		if c == 'l' && d != 'l' || c == 'e' && d != 'r' && d != 'v' {
			return 0
		}
	} else if c != 's' && c != 'd' && c != 'm' && c != 't' {
		return 0
	}
	if i < 1 {
		return 0
	}
	q, k := last(t[:i])
	if q != '\'' && q != '’' {
		return 0
	}
	i -= k
	if c == 't' {
		if i == 0 || t[i-1]|0x20 != 'n' {
			return 0
		}
		i--
	}
	p, _ := last(t[:i])
	if i == 0 || !isAlnum(p) && (p != '.' || c == 't') {
		return 0
	}
	return n - i
}

// isSlashed reports whether t is one token in spite of a slash: "3/4", "w/o".
func isSlashed(t string) bool {
	a, b, _ := strings.Cut(t, "/")
	if len(a) == 1 && len(b) == 1 && classes[a[0]]&classes[b[0]]&letter != 0 {
		return true
	}
	if n := len(a); n > 0 && digitsLen(a) == n && len(b) > 0 && digitsLen(b) == len(b) {
		return true
	}
	return equalFold(t, "s/he") || equalFold(t, "km/h")
}

// hyphens emits the parts and the hyphens of a compound: "long|-|term". A
// hyphen after an affix or before a suffix does not split: "co-founder".
func (s *splitter) hyphens(a, b int) {
	t := s.text[a:b]
	if x, n := hyphen(t, 1); x+n >= len(t) {
		s.emit(a, b) // no hyphen inside: "-5a"
		return
	}
	for from := 0; ; {
		x, n := 0, 0 // the hyphen that ends this part
		for at := from; ; at = x + n {
			x, n = hyphen(t, at)
			if x == len(t) || marks(t[at:x])&affix == 0 {
				break
			}
		}
		if x < len(t) && marks(t[x+n:])&suffix != 0 {
			x = len(t)
		}
		if y, _ := hyphen(t, from); y < x {
			s.emit(a+from, a+x)
		} else {
			s.inner(a+from, a+x)
		}
		if x == len(t) {
			return
		}
		s.emit(a+x, a+x+n)
		from = x + n
	}
}

// hyphen returns where the first hyphen of t at or after i begins, and its
// length; the length of t and 0 if there is none.
func hyphen(t string, i int) (at, n int) {
	for ; i < len(t); i++ {
		if t[i] == '-' {
			return i, 1
		}
		if t[i] == 0xE2 && strings.HasPrefix(t[i:], "‑") {
			return i, len("‑")
		}
	}
	return len(t), 0
}
