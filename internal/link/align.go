package link

import "slices"

// grams finds where the shingles of a report stand.
type grams struct {
	first map[uint64]int32
	next  []int32 // the next place of the same shingle; −1
}

func gramsOf(ws []word) *grams {
	n := max(0, len(ws)-shingle+1)
	g := &grams{first: make(map[uint64]int32, n), next: make([]int32, n)}
	for i := n - 1; i >= 0; i-- {
		h := gram(ws[i:])
		g.next[i] = -1
		if k, ok := g.first[h]; ok {
			g.next[i] = k
		}
		g.first[h] = int32(i)
	}
	return g
}

// places is how many places of one shingle are tried: "ha ha ha ha ha" stands
// everywhere in a text of laughter.
const places = 16

// A run is n words from a of one text and from b of another that are the same.
type run struct{ a, b, n int }

// runsOf returns runs of at least a shingle, by position in short, and apart
// from them what x knows as formulas.
func runsOf(short, long *Report, x formulary) (runs, formulas []run) {
	if long.grams == nil {
		long.grams = gramsOf(long.words)
	}
	s, l, g := short.words, long.words, long.grams
	for i := 0; i+shingle <= len(s); {
		h := gram(s[i:])
		at, ok := g.first[h]
		if !ok {
			i++
			continue
		}
		best := run{a: i}
		for tries := 0; at >= 0 && tries < places; at, tries = g.next[at], tries+1 {
			n := shingle
			if l[at].key != s[i].key { // another shingle with this hash
				continue
			}
			for i+n < len(s) && int(at)+n < len(l) && s[i+n].key == l[int(at)+n].key {
				n++
			}
			follows := len(runs) > 0 && near(runs[len(runs)-1], run{i, int(at), n})
			if n > best.n || n == best.n && follows {
				best.b, best.n = int(at), n
			}
		}
		if best.n == 0 {
			i++
			continue
		}
		runs, formulas = best.divide(s, x, runs, formulas)
		i += best.n
	}
	return runs, formulas
}

// besides is how many words beside a formula are taken as its own. Where a
// formula ends cannot be told more closely than prints lie.
const besides = window + shingle

// divide appends r to runs or to formulas, or parts of it to each. Only prints
// are known as one or the other; the shingles after a print, to the next, are
// what it is, and so are those before the first.
func (r run) divide(s []word, x formulary, runs, formulas []run) ([]run, []run) {
	from, formula := 0, false
	end := func(at int) {
		part := run{r.a + from, r.b + from, at - from}
		switch {
		case formula || at-from <= besides && at-from < r.n:
			formulas = append(formulas, part)
		default:
			runs = append(runs, part)
		}
		from = at
	}
	for i, seen := 0, false; i+shingle <= r.n; i++ {
		known, is := x.Formula(gram(s[r.a+i:]))
		if known && is != formula && seen {
			end(i)
		}
		if known {
			formula, seen = is, true
		}
	}
	end(r.n)
	return runs, formulas
}

// gap is how many words may differ between two runs of one passage.
const gap = 12

// near reports whether y goes on where x ends, but for edited words.
func near(x, y run) bool {
	da, db := y.a-(x.a+x.n), y.b-(x.b+x.n)
	return da >= 0 && db >= 0 && da <= gap && db <= gap
}

// A stretch is words of two texts that belong together.
type stretch struct {
	a0, a1, b0, b1 int
	same           int // words that are the same
	edited         bool
}

// stretches joins runs with few edited words between them, and follows each at
// its ends through words that were edited more heavily, but into no formula.
func stretches(s, l []word, runs, formulas []run) []stretch {
	var out []stretch
	for k, r := range runs {
		if k > 0 && near(runs[k-1], r) {
			p := &out[len(out)-1]
			p.edited = p.edited || r.a > p.a1 || r.b > p.b1
			p.same += r.n + common(s[p.a1:r.a], l[p.b1:r.b])
			p.a1, p.b1 = r.a+r.n, r.b+r.n
			continue
		}
		out = append(out, stretch{a0: r.a, a1: r.a + r.n, b0: r.b, b1: r.b + r.n, same: r.n})
	}
	for k := range out {
		before, after := 0, len(s)
		if k > 0 {
			before = out[k-1].a1
		}
		if k+1 < len(out) {
			after = out[k+1].a0
		}
		i, _ := slices.BinarySearchFunc(formulas, out[k].a1, func(f run, at int) int { return f.a - at })
		if i < len(formulas) {
			after = min(after, formulas[i].a)
		}
		if i > 0 {
			before = max(before, min(formulas[i-1].a+formulas[i-1].n, out[k].a0))
		}
		out[k].grow(s, l, before, after)
	}
	return out
}

// reach is how many words beyond its ends a stretch is followed at once.
const reach = 12

// grow follows a stretch while at least half of the words beyond its ends, in
// their order, are the same.
func (p *stretch) grow(s, l []word, before, after int) {
	for p.a1 < after && p.b1 < len(l) {
		a, b := s[p.a1:min(p.a1+reach, after)], l[p.b1:min(p.b1+reach, len(l))]
		n, ea, eb := lcs(a, b)
		if n < 4 || 2*n < max(ea, eb) {
			break
		}
		p.a1, p.b1, p.same, p.edited = p.a1+ea, p.b1+eb, p.same+n, true
	}
	for p.a0 > before && p.b0 > 0 {
		a, b := reversed(s[max(p.a0-reach, before):p.a0]), reversed(l[max(p.b0-reach, 0):p.b0])
		n, ea, eb := lcs(a, b)
		if n < 4 || 2*n < max(ea, eb) {
			break
		}
		p.a0, p.b0, p.same, p.edited = p.a0-ea, p.b0-eb, p.same+n, true
	}
}

func reversed(ws []word) []word {
	out := slices.Clone(ws)
	slices.Reverse(out)
	return out
}

func common(a, b []word) int { n, _, _ := lcs(a, b); return n }

// lcs returns how many words a and b, of at most gap words, have in common in
// their order, and where the last of them ends in each.
func lcs(a, b []word) (n, endA, endB int) {
	var t [gap + 1][gap + 1]int
	for i := range a {
		for j := range b {
			if a[i].key == b[j].key {
				t[i+1][j+1] = t[i][j] + 1
			} else {
				t[i+1][j+1] = max(t[i][j+1], t[i+1][j])
			}
			if t[i+1][j+1] > n {
				n, endA, endB = t[i+1][j+1], i+1, j+1
			}
		}
	}
	return n, endA, endB
}
