package syntax

import (
	"hearsay"
	"hearsay/internal/neural"
)

// A tree is the dependencies of a Doc arranged for walking.
type tree struct {
	first []int // dependents of word i are kids[first[i]:first[i+1]]
	kids  []int
	// Where a walk from the root enters and leaves word i; both 0 for a word
	// that no root leads to.
	enter, leave []int
	lo, hi       []int // subtree of word i lies in [lo, hi)
}

// New returns a Doc over words that have their grammar already, such as those
// of an annotated corpus. It takes the slices over; Head, Sent and the bounds
// of sents must not change afterwards. Heads that name no word count as none,
// and words that lead round in a circle as not descending from each other.
// model may be nil.
func New(text string, blocks []hearsay.Block, words []Word, sents []Sent, model *neural.Words) *Doc {
	d := &Doc{Text: text, Blocks: blocks, Words: words, Sents: sents, Model: model}
	for i := range words {
		if h := words[i].Head; h < -1 || h >= len(words) || h == i {
			words[i].Head = -1
		}
	}
	d.tree = plant(words)
	return d
}

func plant(words []Word) tree {
	n := len(words)
	t := tree{make([]int, n+1), make([]int, n), make([]int, n), make([]int, n), make([]int, n), make([]int, n)}
	for i := range words {
		t.lo[i], t.hi[i] = i, i+1
		if h := words[i].Head; h >= 0 {
			t.first[h]++
		}
	}
	at := 0
	for i, c := range t.first {
		t.first[i], at = at, at+c
	}
	next := t.enter // free until the walk
	copy(next, t.first)
	for i := range words {
		if h := words[i].Head; h >= 0 {
			t.kids[next[h]] = i
			next[h]++
		}
	}
	clear(t.enter)
	t.walk(words)
	return t
}

// walk numbers the words in the order of a walk down from every root, and
// finds how far each subtree reaches.
func (t *tree) walk(words []Word) {
	clock := 1
	next := make([]int, len(words))
	copy(next, t.first)
	for r := range words {
		if words[r].Head >= 0 {
			continue
		}
		t.enter[r] = clock
		clock++
		for i := r; i >= 0; {
			if next[i] < t.first[i+1] {
				down := t.kids[next[i]]
				next[i]++
				i = down
				t.enter[i] = clock
				clock++
				continue
			}
			t.leave[i] = clock
			h := words[i].Head
			if h >= 0 {
				t.lo[h], t.hi[h] = min(t.lo[h], t.lo[i]), max(t.hi[h], t.hi[i])
			}
			i = h
		}
	}
}

// Children returns the words that depend on word i, in order. The slice
// belongs to d.
func (d *Doc) Children(i int) []int {
	return d.tree.kids[d.tree.first[i]:d.tree.first[i+1]:d.tree.first[i+1]]
}

// Child returns the first dependent of word i with one of the relations, or -1.
// A relation without a subtype ("nsubj") also stands for those with one
// ("nsubj:pass").
func (d *Doc) Child(i int, rels ...string) int {
	for _, c := range d.Children(i) {
		if d.Words[c].Is(rels...) {
			return c
		}
	}
	return -1
}

// Is reports whether w depends on its head by one of the relations. A relation
// without a subtype ("nsubj") also stands for those with one ("nsubj:pass").
func (w *Word) Is(rels ...string) bool {
	for _, r := range rels {
		if len(w.Rel) >= len(r) && w.Rel[:len(r)] == r && (len(w.Rel) == len(r) || w.Rel[len(r)] == ':') {
			return true
		}
	}
	return false
}

// Subtree returns the smallest run of words [from, to) that holds word i and
// everything that depends on it, directly or not. In a tree with crossing arcs
// it holds other words too.
func (d *Doc) Subtree(i int) (from, to int) { return d.tree.lo[i], d.tree.hi[i] }

// Descends reports whether word i is anc or depends on it, directly or not.
func (d *Doc) Descends(i, anc int) bool {
	t := &d.tree
	return i == anc || t.enter[anc] > 0 && t.enter[anc] < t.enter[i] && t.enter[i] < t.leave[anc]
}

// Span returns the stretch of text of the words [from, to); the zero Span if
// there are none.
func (d *Doc) Span(from, to int) hearsay.Span {
	if from >= to {
		return hearsay.Span{}
	}
	return hearsay.Span{Start: d.Words[from].Start, End: d.Words[to-1].End}
}

// SentOf returns the sentence of word i.
func (d *Doc) SentOf(i int) Sent { return d.Sents[d.Words[i].Sent] }

// Head returns the word of [from, to) whose head lies outside, the first if
// several do, and the first that does not stand before a noun if one of them does: in
// "the Veld-based daily" it is "daily", wherever the tree hangs "based". The range
// must not be empty.
func (d *Doc) Head(from, to int) int {
	head := -1
	for i := from; i < to; i++ {
		w := &d.Words[i]
		if w.Head >= from && w.Head < to {
			continue
		}
		if !w.Is("amod", "compound") {
			return i
		}
		if head < 0 {
			head = i
		}
	}
	if head < 0 {
		return to - 1
	}
	return head
}
