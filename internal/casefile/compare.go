package casefile

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// A Change is a run of words that two versions of a text share, or that stands in
// one of them alone. Words are compared as they are written; what stands between
// words alone, blanks and line ends, is no change.
type Change struct {
	Kind string          `json:"kind"` // same, removed, added
	Old  hearsay.Receipt `json:"old"`  // in the older text; empty for added
	New  hearsay.Receipt `json:"new"`  // in the newer text; empty for removed
}

// Compare returns the changes that make new of old, in their order: what was
// removed before what was added in its place. Together they have every word of
// both texts.
//
// Words that occur once in either text are the first anchors (patience
// difference); between them the shortest script of changes is found (E. Myers, "An
// O(ND) difference algorithm and its variations", 1986), unless it is longer than
// a thousand words: the whole stretch then counts as replaced, so that two texts
// that have nothing in common take no longer than two that have all.
func Compare(old, new string) []Change {
	c := &comparison{old: old, new: new, a: words(old), b: words(new)}
	ids := make(map[string]int)
	number := func(text string, spans []hearsay.Span) []int {
		out := make([]int, len(spans))
		for i, s := range spans {
			w := text[s.Start:s.End]
			if _, ok := ids[w]; !ok {
				ids[w] = len(ids)
			}
			out[i] = ids[w]
		}
		return out
	}
	c.x, c.y = number(old, c.a), number(new, c.b)
	c.between(0, len(c.x), 0, len(c.y), true)
	c.flush(len(c.x), len(c.y))
	return c.out
}

// words returns the words and the marks of a text.
func words(text string) []hearsay.Span {
	var all []hearsay.Span
	start := -1
	for i, r := range text {
		part := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
		if start >= 0 && !part {
			all, start = append(all, hearsay.Span{Start: start, End: i}), -1
		}
		switch {
		case part && start < 0:
			start = i
		case !part && !unicode.IsSpace(r):
			_, n := utf8.DecodeRuneInString(text[i:])
			all = append(all, hearsay.Span{Start: i, End: i + n})
		}
	}
	if start >= 0 {
		all = append(all, hearsay.Span{Start: start, End: len(text)})
	}
	return all
}

type comparison struct {
	old, new string
	a, b     []hearsay.Span // words
	x, y     []int          // their numbers: the same for the same word
	i, j     int            // up to where out has them
	same     int            // how many words before i and j are the same and not in out yet
	out      []Change
}

// match notes that words i and j are the same; all between the match before and
// this one was replaced.
func (c *comparison) match(i, j int) {
	if i != c.i || j != c.j {
		c.flush(i, j)
	}
	c.i, c.j, c.same = i+1, j+1, c.same+1
}

// flush writes the run of same words before i and j, and what was replaced.
func (c *comparison) flush(i, j int) {
	if c.same > 0 {
		c.out = append(c.out, Change{"same", receipt(c.old, c.a[c.i-c.same:c.i]), receipt(c.new, c.b[c.j-c.same:c.j])})
	}
	if i > c.i {
		c.out = append(c.out, Change{Kind: "removed", Old: receipt(c.old, c.a[c.i:i])})
	}
	if j > c.j {
		c.out = append(c.out, Change{Kind: "added", New: receipt(c.new, c.b[c.j:j])})
	}
	c.i, c.j, c.same = i, j, 0
}

func receipt(text string, words []hearsay.Span) hearsay.Receipt {
	return hearsay.ReceiptFor(text, hearsay.Span{Start: words[0].Start, End: words[len(words)-1].End})
}

// between matches words i…k of the old text with words j…l of the new.
func (c *comparison) between(i, k, j, l int, anchored bool) {
	for i < k && j < l && c.x[i] == c.y[j] {
		c.match(i, j)
		i, j = i+1, j+1
	}
	tail := 0
	for k > i && l > j && c.x[k-1] == c.y[l-1] {
		k, l, tail = k-1, l-1, tail+1
	}
	if i < k && j < l {
		anchors := [][2]int(nil)
		if anchored {
			anchors = c.anchors(i, k, j, l)
		}
		if len(anchors) == 0 {
			c.shortest(i, k, j, l)
		} else {
			for _, at := range anchors {
				c.between(i, at[0], j, at[1], false)
				c.match(at[0], at[1])
				i, j = at[0]+1, at[1]+1
			}
			c.between(i, k, j, l, false)
		}
	}
	for n := range tail {
		c.match(k+n, l+n)
	}
}

// anchors returns the longest row of words that stand once in either stretch, in
// the same order.
func (c *comparison) anchors(i, k, j, l int) [][2]int {
	type seen struct{ inOld, inNew, at int }
	count := make(map[int]seen)
	for n := i; n < k; n++ {
		s := count[c.x[n]]
		s.inOld, s.at = s.inOld+1, n
		count[c.x[n]] = s
	}
	for n := j; n < l; n++ {
		s := count[c.y[n]]
		s.inNew++
		count[c.y[n]] = s
	}
	type pile struct{ at, new, before int }
	var piles []pile // every candidate
	var tops []int   // the last of the best row of each length
	for n := j; n < l; n++ {
		s := count[c.y[n]]
		if s.inOld != 1 || s.inNew != 1 {
			continue
		}
		length, _ := slices.BinarySearchFunc(tops, s.at, func(top, at int) int { return piles[top].at - at })
		p := pile{s.at, n, -1}
		if length > 0 {
			p.before = tops[length-1]
		}
		piles = append(piles, p)
		if length == len(tops) {
			tops = append(tops, 0)
		}
		tops[length] = len(piles) - 1
	}
	if len(tops) == 0 {
		return nil
	}
	out := make([][2]int, len(tops))
	for n, at := len(tops)-1, tops[len(tops)-1]; n >= 0; n, at = n-1, piles[at].before {
		out[n] = [2]int{piles[at].at, piles[at].new}
	}
	return out
}

// longestScript is how many words a script of changes may have.
const longestScript = 1000

// shortest matches the words of two stretches so that the fewest are replaced.
func (c *comparison) shortest(i, k, j, l int) {
	g := grid{n: k - i, m: l - j}
	for d := 0; d <= min(g.n+g.m, longestScript); d++ {
		row := make([]int, 2*d+1)
		for diagonal := -d; diagonal <= d; diagonal++ {
			x := -1
			if (diagonal+d)%2 == 0 {
				x, _ = g.step(d, diagonal)
			}
			for x >= 0 && x < g.n && x-diagonal < g.m && c.x[i+x] == c.y[j+x-diagonal] {
				x++
			}
			if row[diagonal+d] = x; x == g.n && x-diagonal == g.m {
				for _, at := range slices.Backward(g.matches(d)) {
					c.match(i+at[0], j+at[1])
				}
				return
			}
		}
		g.rows = append(g.rows, row)
	}
}

// A grid holds what E. Myers's algorithm has found out: rows[d][x-y+d] is the
// largest number x of old words that, with y of the new, are accounted for by d
// changes; -1 if there is none.
type grid struct {
	n, m int // old and new words
	rows [][]int
}

// step returns how far a diagonal is read with the last of d changes, before the
// words that are the same there, and whether that change removes a word.
func (g *grid) step(d, diagonal int) (x int, removed bool) {
	if d == 0 {
		return 0, false
	}
	before := func(diagonal int) int {
		if at := diagonal + d - 1; at >= 0 && at < len(g.rows[d-1]) {
			return g.rows[d-1][at]
		}
		return -1
	}
	x = before(diagonal + 1) // a word added
	if x-diagonal > g.m {
		x = -1
	}
	if left := before(diagonal - 1); left >= 0 && left < g.n && left+1 > x {
		return left + 1, true
	}
	return x, false
}

// matches returns the words that are the same along the script of d changes that
// ends at the end of both stretches, the last first.
func (g *grid) matches(d int) (all [][2]int) {
	x, y := g.n, g.m
	for ; d >= 0; d-- {
		diagonal := x - y
		start, removed := g.step(d, diagonal)
		for x > start {
			x, y = x-1, y-1
			all = append(all, [2]int{x, y})
		}
		if removed {
			x--
		} else {
			y--
		}
	}
	return all
}
