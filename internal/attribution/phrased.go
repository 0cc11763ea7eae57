package attribution

import (
	"slices"

	"hearsay"
)

// phrased adds attributions that phrases of several words mark, with their
// source inside:
//
//	The only answer, as far as Northport is concerned, is to leave.
//	In Prado's view, the port is lost.
//
// The rest of the clause is the content. "As far as Prado knows, it is shut"
// has no such phrase, and "in view of the storm" names nobody.
func (v *view) phrased(as []Attribution) []Attribution {
	d := v.d
	for i := range d.Words {
		s := d.SentOf(i)
		from, to, a, b := i, i, 0, 0 // the phrase and the source in it
		act := hearsay.Believe
		switch v.lower(i) {
		case "as", "so":
			if i+4 >= s.To || v.lower(i+1) != "far" || v.lower(i+2) != "as" {
				continue
			}
			a = i + 3
			for b = a; b < s.To && b < a+10 && !(v.d.Words[b].UPOS == "AUX" && v.lower(b+1) == "concerned"); b++ {
			}
			if b >= s.To || b >= a+10 || b == a {
				continue
			}
			to = b + 2
		case "in":
			k := i + 1
			for k < s.To && k < i+8 && v.lower(k) != "view" && v.lower(k) != "opinion" && v.lower(k) != "eyes" {
				k++
			}
			if k >= s.To || k >= i+8 || k == i+1 || d.Words[k].Head == i {
				continue
			}
			p := d.Child(k, "nmod:poss")
			if p < 0 || p < i || v.lower(p) == "my" || v.lower(p) == "our" {
				continue
			}
			a, b = d.Subtree(p)
			if a != i+1 || b > k {
				continue
			}
			to = k + 1
		default:
			continue
		}
		content := v.around(from, to)
		if len(content) == 0 || overlapsCue(as, from, to) {
			continue
		}
		at := Attribution{CueFrom: from, CueTo: to, SourceFrom: a, SourceTo: b, Source: -1, Recipient: -1, Within: -1,
			Content: content, Act: act, Confidence: 0.8, fixed: true,
			Why: []hearsay.Why{{Rule: "cue.phrase", Score: 1, Note: v.words(from, to)}}}
		as = append(as, at)
	}
	slices.SortStableFunc(as, func(x, y Attribution) int { return x.place() - y.place() })
	return as
}

// overlapsCue reports whether a cue shares a word with [from, to).
func overlapsCue(as []Attribution, from, to int) bool {
	i, _ := slices.BinarySearchFunc(as, from-longestCue, func(a Attribution, at int) int { return a.place() - at })
	for ; i < len(as) && as[i].place() < to; i++ {
		if as[i].CueFrom < to && from < as[i].CueTo {
			return true
		}
	}
	return false
}

// around returns the clause that the phrase [from, to) stands in, without the
// phrase: the words between the semicolons, dashes or the coordinating "and"
// with a comma around it.
func (v *view) around(from, to int) [][2]int {
	s := v.sentence(from)
	s.From, s.To = max(s.From, from-60), min(s.To, to+60)
	border := func(i int) bool {
		switch t := v.d.Words[i].Text; t {
		case ";", ":", "—", "–":
			return true
		case ",":
			return i+1 < s.To && v.d.Words[i+1].UPOS == "CCONJ" && i+2 < s.To && i+2 != from
		}
		return false
	}
	a, b := from, to
	for a > s.From && !border(a-1) {
		a--
	}
	for b < s.To && !border(b) {
		b++
	}
	if a < from && v.d.Words[a].UPOS == "CCONJ" {
		a++
	}
	var out [][2]int
	for _, r := range [2][2]int{{a, from}, {to, b}} {
		for r[0] < r[1] && v.d.Words[r[0]].UPOS == "PUNCT" && !v.isMark(r[0]) {
			r[0]++
		}
		for r[0] < r[1] && v.d.Words[r[1]-1].UPOS == "PUNCT" && !v.isMark(r[1]-1) {
			r[1]--
		}
		if r[0] < r[1] {
			out = append(out, r)
		}
	}
	return out
}

// relayed adds the step of an outlet that was told something: in "a source told
// the Herald", the Herald is who hands on what the source said.
//
// The step has no cue of its own; its content is the telling and what was told.
// "Prado told parliament" has none: a parliament is no outlet.
func (v *view) relayed(as []Attribution) []Attribution {
	if v.ms == nil {
		return as
	}
	n := len(as)
	for i := range n {
		a := &as[i]
		if a.Voice || a.CueFrom >= a.CueTo {
			continue
		}
		r := v.recipient(a)
		if r < 0 {
			continue
		}
		m := &v.ms.Mentions[r]
		if !m.Outlet && !v.ms.Entities[m.Entity].Outlet || m.From < a.CueFrom {
			continue
		}
		content := slices.Clone(a.Content)
		from, to := a.CueFrom, max(a.CueTo, m.To)
		if a.SourceFrom < a.SourceTo {
			from, to = min(from, a.SourceFrom), max(to, a.SourceTo)
		}
		content = merge(append(content, [2]int{from, to}))
		as = append(as, Attribution{Source: r, SourceFrom: m.From, SourceTo: m.To, Recipient: -1, Within: -1,
			Content: content, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: round(0.9 * a.Confidence), fixed: true, relay: true,
			Why: []hearsay.Why{{Rule: "recipient.outlet", Score: 1, Note: v.words(m.From, m.To)}}})
	}
	return as
}

// merge sorts ranges and joins those that overlap or touch, or that nothing but
// one word divides.
func merge(rs [][2]int) [][2]int {
	slices.SortFunc(rs, func(a, b [2]int) int { return a[0] - b[0] })
	out := rs[:1]
	for _, r := range rs[1:] {
		if last := &out[len(out)-1]; r[0] <= last[1]+1 {
			last[1] = max(last[1], r[1])
		} else {
			out = append(out, r)
		}
	}
	return out
}
