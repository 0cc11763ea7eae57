package codebook

import (
	"slices"

	"hearsay/internal/syntax"
)

// meets reports whether the conditions of e hold in f, and the words that they
// asked for, one for each. far counts those that only stand near.
func (b *Book) meets(e *Entry, f *frame, at []int) (uses []int, far int, ok bool) {
	for i := range e.conds {
		c := &e.conds[i]
		w := b.fulfils(c, f, at)
		if c.not {
			if w >= 0 {
				return nil, 0, false
			}
			continue
		}
		if c.class.any && w >= 0 { // says little
			continue
		}
		if w < 0 {
			if w = b.near(c, f, at); w < 0 {
				return nil, 0, false
			}
			far++
		}
		uses = append(uses, w)
	}
	return uses, far, true
}

// A cond asks that some word in some slot be of a class.
type cond struct {
	not   bool
	slots []string
	class *class
}

// fulfils returns the first word in the slots of c that is of its class, -1 if
// none is; the words of the trigger do not count. It does not heed c.not.
func (b *Book) fulfils(c *cond, f *frame, at []int) int {
	for _, s := range c.slots {
		for _, i := range withConjuncts(f.d, f.fill(s)) {
			if !slices.Contains(at, i) && b.holds(c.class, f.d, i) {
				return i
			}
		}
	}
	return -1
}

// near returns a word of the class of c that stands where the slots of c would
// stand in a plain sentence, -1 if there is none: subjects within a few words
// before the trigger, all else after it. It is for what the tree gets wrong, and
// weaker than [Book.fulfils]. Of any word only an infinitive is near.
func (b *Book) near(c *cond, f *frame, at []int) int {
	d := f.d
	if c.class.any {
		if !slices.Contains(c.slots, "comp") && !slices.Contains(c.slots, "inf") {
			return -1
		}
		far := f.at + window
		if d.Words[f.at].UPOS != "VERB" {
			far = f.at + 2
		}
		for i := f.at + 1; i < min(d.SentOf(f.at).To-1, far); i++ { // "agreed to set up"
			if d.Words[i].XPOS == "TO" && d.Words[i+1].XPOS == "VB" {
				return i + 1
			}
		}
		return -1
	}
	s := d.SentOf(f.at)
	for _, slot := range c.slots {
		switch slot {
		case "mod", "head", "must", "not", "wh", "holder", "any":
			continue
		case "subj":
			for i := f.at - 1; i >= max(s.From, f.at-window); i-- {
				if content(&d.Words[i]) && !slices.Contains(at, i) && b.has(c.class, d, i) {
					return i
				}
			}
		default:
			for i := f.at + 1; i < min(s.To, f.at+window); i++ {
				if slot != "comp" && slot != "inf" && d.Words[i].UPOS == "VERB" && !d.Words[i].Is("amod") {
					break
				}
				if content(&d.Words[i]) && !slices.Contains(at, i) && b.has(c.class, d, i) && fitsSlot(d, i, slot) {
					return i
				}
			}
		}
	}
	return -1
}

// fitsSlot reports whether the preposition of word i is that of the slot; the
// slots that are no prepositions want none.
func fitsSlot(d *syntax.Doc, i int, slot string) bool {
	p := preposition(d, i)
	switch slot {
	case "obj", "iobj":
		return p == ""
	case "comp", "inf", "doer", "whom", "owner":
		return true
	}
	return p == slot
}

// window is how far from the trigger [Book.near] looks.
const window = 7

func content(w *syntax.Word) bool {
	switch w.UPOS {
	case "NOUN", "PROPN", "VERB":
		return true
	}
	return false
}
