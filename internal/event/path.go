package event

import (
	"slices"

	"hearsay/internal/syntax"
)

// path returns the words that may carry the event of a pair: top, the word
// where the ways up from both meet; the content words of those ways; and nouns
// and verbs that hang on the verbs of the path. Without trees, and without a
// pair, it is the trigger alone.
func (p *Pair) path(d *syntax.Doc) (top int, path, near []int) {
	inside := func(i int) bool {
		return i >= p.Actor[0] && i < p.Actor[1] || i >= p.Recipient[0] && i < p.Recipient[1]
	}
	var a, b []int
	if p.Actor[0] < p.Actor[1] {
		a = ascend(d, d.Head(p.Actor[0], p.Actor[1]))
	}
	if p.Recipient[0] < p.Recipient[1] {
		b = ascend(d, d.Head(p.Recipient[0], p.Recipient[1]))
	}
	top = p.Trigger
	switch {
	case top >= 0: // from each as far as the trigger
		path = append(path, top)
		for _, way := range [][]int{a, b} {
			if i := slices.Index(way, top); i >= 0 {
				path = append(path, way[:i]...)
			}
		}
	case a != nil && b != nil:
		i := slices.IndexFunc(a, func(w int) bool { return slices.Contains(b, w) })
		if i < 0 {
			path, top = slices.Concat(a, b), a[len(a)-1]
			break
		}
		top = a[i]
		path = slices.Concat(a[:i+1], b[:slices.Index(b, top)])
		for inside(top) && d.Words[top].Head >= 0 { // one is within the other: "Northland's attack on Selm"
			top = d.Words[top].Head
			path = append(path, top)
		}
	default:
		return -1, nil, nil
	}
	path = slices.DeleteFunc(path, func(i int) bool { return inside(i) || i != top && !mayCarry(&d.Words[i]) })
	slices.Sort(path)
	path = slices.Compact(path)
	for _, i := range path {
		if d.Words[i].UPOS != "VERB" {
			continue
		}
		for _, c := range d.Children(i) {
			w := &d.Words[c]
			if (w.UPOS == "NOUN" || w.UPOS == "VERB") && c-i < 8 && i-c < 8 && !inside(c) && !slices.Contains(path, c) && !w.Is("nsubj", "conj", "parataxis") {
				near = append(near, c)
			}
		}
	}
	return top, path, near
}

// On reports whether a word is one of those that may carry the event of the
// pair.
func (p *Pair) On(d *syntax.Doc, word int) bool {
	top, path, near := p.path(d)
	return word == top || slices.Contains(path, word) || slices.Contains(near, word)
}

// mayCarry reports whether a word's class may carry an event.
func mayCarry(w *syntax.Word) bool { return w.UPOS == "VERB" || w.UPOS == "NOUN" || w.UPOS == "ADJ" }

// ascend returns word i and what it hangs on, up to the root; at most 60.
func ascend(d *syntax.Doc, i int) []int {
	var out []int
	for ; i >= 0 && len(out) < 60; i = d.Words[i].Head {
		out = append(out, i)
	}
	return out
}
