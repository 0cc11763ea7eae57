package link

import (
	"fmt"
	"slices"

	"hearsay"
)

// Thresholds of a copy, in words that are the same and nobody's quotation.
const (
	leastRun   = 8  // of a passage; fewer are a turn of phrase
	leastWords = 20 // of all passages, where they are a small part of both reports
	// of all passages, where they are at least this part of one report
	leastOfShare = 12
	leastShare   = 0.3
)

// A formulary knows formulas.
type formulary interface {
	// Formula reports whether a shingle is a print, and if so whether it is
	// nobody's own: many reports have it that have nothing else in common.
	Formula(shingle uint64) (known, formula bool)
}

// A copying is what one report shares with another.
type copying struct {
	a, b     *Report
	passages []stretch // words of a and of b
	shareA   float64   // the part of a's own words that b has
	shareB   float64
}

// compare aligns two reports. It returns nil if neither has words of the
// other beyond phrases that anybody uses. The time is linear in the length of
// the shorter.
func compare(a, b *Report, x formulary) *copying {
	short, long := a, b
	if len(a.words) > len(b.words) {
		short, long = b, a
	}
	c := &copying{a: a, b: b}
	sharedA, sharedB := make([]bool, len(a.words)), make([]bool, len(b.words))
	same, any := 0, false
	runs, formulas := runsOf(short, long, x)
	for _, p := range stretches(short.words, long.words, runs, formulas) {
		if short != a {
			p.a0, p.a1, p.b0, p.b1 = p.b0, p.b1, p.a0, p.a1
		}
		own := p.own(a, b)
		if p.same < leastRun {
			continue
		}
		c.passages = append(c.passages, p)
		if own < leastRun {
			continue
		}
		same, any = same+own, true
		for i := p.a0; i < p.a1; i++ {
			sharedA[i] = true
		}
		for i := p.b0; i < p.b1; i++ {
			sharedB[i] = true
		}
	}
	if !any {
		return nil
	}
	slices.SortFunc(c.passages, func(x, y stretch) int { return x.a0 - y.a0 })
	common := 0
	for _, f := range formulas {
		common += f.n
	}
	c.shareA, c.shareB = share(a, sharedA, common), share(b, sharedB, common)
	if same < leastOfShare || same < leastWords && max(c.shareA, c.shareB) < leastShare {
		return nil
	}
	return c
}

// own is how many words of a stretch are the same and not quoted in both
// reports. Two reporters at one press conference have the minister's words
// from the minister; "he said, adding that" between two quotations does not
// make it a copy either.
func (p *stretch) own(a, b *Report) int {
	qa, qb := 0, 0
	for i := p.a0; i < p.a1; i++ {
		if a.words[i].quoted {
			qa++
		}
	}
	for i := p.b0; i < p.b1; i++ {
		if b.words[i].quoted {
			qb++
		}
	}
	return max(0, p.same-min(qa, qb))
}

// share is the part of p's own words, less formulas of so many words, that is
// shared.
func share(p *Report, shared []bool, formulas int) float64 {
	n := 0
	for i, yes := range shared {
		if yes && !p.words[i].quoted {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(n) / float64(max(n, p.own-formulas))
}

// link writes the copy down, from the copier to the copied.
func (c *copying) link() Link {
	d := c.direct()
	a, b := c.a, c.b
	if d.swap {
		a, b = b, a
	}
	l := Link{Kind: KindCopy, From: a.Ref(), To: b.Ref(), Direction: d.word, Why: d.why, Coverage: [2]float64{c.shareA, c.shareB}}
	if d.swap {
		l.Coverage = [2]float64{c.shareB, c.shareA}
	}
	most := max(c.shareA, c.shareB)
	same := 0
	for _, p := range c.passages {
		if d.swap {
			p.a0, p.a1, p.b0, p.b1 = p.b0, p.b1, p.a0, p.a1
		}
		l.Passages = append(l.Passages, passage(a, b, p))
		same += p.own(a, b)
	}
	l.Why = append(l.Why, why("copy.words", fmt.Sprintf("%d words the same: %.0f %% of one, %.0f %% of the other", same, 100*l.Coverage[0], 100*l.Coverage[1])))
	// One shared sentence may be chance or a third's; 100 words are not.
	l.Confidence = min(0.99, max(0.5+float64(same)/200, most))
	return l
}

func passage(a, b *Report, p stretch) Passage {
	out := Passage{
		From: receipt(a, p.a0, p.a1), To: receipt(b, p.b0, p.b1),
		Edited: p.edited, Words: p.same, Quote: p.own(a, b) < leastRun,
	}
	qa, qb := quoted(a, p.a0, p.a1), quoted(b, p.b0, p.b1)
	switch {
	case out.Quote:
	case qa && !qb:
		out.Cited = "from"
	case qb && !qa:
		out.Cited = "to"
	}
	return out
}

// quoted reports whether most of the words are.
func quoted(p *Report, from, to int) bool {
	n := 0
	for _, w := range p.words[from:to] {
		if w.quoted {
			n++
		}
	}
	return 2*n > to-from
}

func receipt(p *Report, from, to int) hearsay.Receipt {
	return hearsay.ReceiptFor(p.Document.Text, hearsay.Span{Start: p.words[from].Start, End: p.words[to-1].End})
}
