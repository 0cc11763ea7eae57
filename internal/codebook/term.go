package codebook

import (
	"slices"
	"strings"

	"hearsay/internal/syntax"
)

// A term is a word, or a phrase with one word on which the others hang: "pull
// out", "car bomb", "state of emergency".
type term struct {
	anchor        string
	before, after []string // in the order of the text
}

type pos uint8

const (
	verb pos = iota
	noun
	phrase
)

// A trigger is a term that carries the event of an entry.
type trigger struct {
	term
	pos   pos
	entry int
}

// A class is a set of terms.
type class struct {
	any     bool
	words   []string // terms of one word
	phrases []term
	classes []string
}

// single reports whether t is one word.
func (t *term) single() bool { return len(t.before)+len(t.after) == 0 }

// reach is how many words of the text may lie between the words of a phrase:
// "pulled all of its remaining troops out".
const reach = 8

// match returns the words of t around word i, i among them; nil if they do not
// stand there. The anchor is taken to match.
func (t *term) match(d *syntax.Doc, i int) []int {
	out := []int{i}
	s := d.SentOf(i)
	near := i // the last word found: phrases may hang in chains
	for _, w := range slices.Backward(t.before) {
		j := near - 1
		for end := max(s.From, i-reach); ; j-- {
			if j < end {
				return nil
			}
			if same(&d.Words[j], w) && hangs(d, j, i, near) {
				break
			}
		}
		near = j
		out = append(out, j)
	}
	near = i
	for _, w := range t.after {
		j := near + 1
		for end := min(s.To, i+reach); ; j++ {
			if j >= end {
				return nil
			}
			if same(&d.Words[j], w) && hangs(d, j, i, near) {
				break
			}
		}
		near = j
		out = append(out, j)
	}
	return out
}

// same reports whether a word has a dictionary form, or is written so.
func same(w *syntax.Word, form string) bool {
	return strings.EqualFold(w.Lemma, form) || strings.EqualFold(w.Text, form)
}

// hangs reports whether word j belongs to the phrase of anchor i, of which word
// near is part: it stands beside one of the two, or depends on one, directly or
// as the preposition or article of a word that does.
func hangs(d *syntax.Doc, j, i, near int) bool {
	if j == near-1 || j == near+1 && !beforeTime(d, j) || abs(j-near) == 2 && d.Words[(j+near)/2].XPOS == "HYPH" {
		return true
	}
	h := d.Words[j].Head
	switch {
	case h < 0:
		return false
	case h == i || h == near:
		return true
	case d.Words[j].Is("amod") && j > h && d.Words[h].Head == i: // "burned two men alive"
		return true
	}
	return d.Words[j].Is("case", "det", "mark") && d.Words[h].Head == i && !isTime(&d.Words[h]) // "called him on Friday" is no "call on"
}

// beforeTime reports whether j is the preposition of a time.
func beforeTime(d *syntax.Doc, j int) bool {
	h := d.Words[j].Head
	return d.Words[j].Is("case") && h >= 0 && isTime(&d.Words[h])
}

func abs(n int) int { return max(n, -n) }

// holds reports whether c has word i, alone or with the words around it, or one
// of the words that stand before it to make it more precise: "a ceasefire
// agreement" is a ceasefire.
func (b *Book) holds(c *class, d *syntax.Doc, i int) bool {
	if b.has(c, d, i) {
		return true
	}
	for _, k := range d.Children(i) {
		switch w := &d.Words[k]; {
		case w.Is("compound") && k < i && b.has(c, d, k):
			return true
		case w.Is("nmod") && measures(&d.Words[i]) && preposition(d, k) == "of" && b.has(c, d, k):
			return true
		}
	}
	return false
}

func (b *Book) has(c *class, d *syntax.Doc, i int) bool {
	if c.any {
		return true
	}
	w := &d.Words[i]
	low := strings.ToLower(w.Text)
	if c.names(d, i, strings.ToLower(w.Lemma)) || low != strings.ToLower(w.Lemma) && c.names(d, i, low) {
		return true
	}
	if one, plural := strings.CutSuffix(low, "s"); plural && w.UPOS == "PROPN" && c.names(d, i, one) { // "Shells hit a bridge", taken for a name
		return true
	}
	for _, name := range c.classes {
		if f := builtin(name); f != nil {
			if f(d, i) {
				return true
			}
		} else if b.has(b.classes[name], d, i) {
			return true
		}
	}
	return false
}

// names reports whether form, a form of word i, is one of the terms of c, alone or
// with the words around it.
func (c *class) names(d *syntax.Doc, i int, form string) bool {
	if slices.Contains(c.words, form) {
		return true
	}
	for k := range c.phrases {
		if p := &c.phrases[k]; p.anchor == form && p.match(d, i) != nil {
			return true
		}
	}
	return false
}

// measures reports whether a noun tells how many or which part of what follows
// with "of": "hundreds of soldiers", "a series of strikes".
func measures(w *syntax.Word) bool {
	switch strings.ToLower(w.Lemma) {
	case "hundred", "thousand", "dozen", "score", "ten", "million", "number", "group", "series", "lot", "majority", "most", "many",
		"some", "all", "several", "member", "part", "piece", "round", "wave", "barrage", "shipment", "ton", "tonne", "billion", "half",
		"each", "couple", "team", "delegation", "unit", "offer", "pair", "convoy", "column", "crowd", "rest", "handful", "spate", "string", "type", "kind", "act", "one", "two", "three":
		return true
	}
	return w.UPOS == "NUM"
}

// preposition returns the preposition of word i in small letters, "" if it has
// none. Of two ("out of") it is the first. Where the tree gives the preposition
// to another word it is the one that stands before the noun phrase.
func preposition(d *syntax.Doc, i int) string {
	if c := nearestCase(d, i); c >= 0 {
		if d.Words[c].XPOS == "POS" {
			return ""
		}
		return strings.ToLower(d.Words[c].Text)
	}
	from, _ := d.Subtree(i)
	if from--; from >= d.SentOf(i).From && d.Words[from].UPOS == "ADP" && d.Words[from].Is("case") {
		return strings.ToLower(d.Words[from].Text)
	}
	return ""
}

// nearestCase returns the case marker of word i, −1 without one. Of several it
// is the first ("out of"), unless a noun stands between: then the first ones
// belong to that noun, and the tree has hung them too low.
//
//	"returned by the office to the islanders": "to" leads the islanders, even
//	where the tree gives them "by" as well.
func nearestCase(d *syntax.Doc, i int) int {
	best := -1
	for _, c := range d.Children(i) {
		if w := &d.Words[c]; w.Is("case") && c < i && (best < 0 || nounlike(&d.Words[c-1])) {
			best = c
		}
	}
	if best < 0 {
		return d.Child(i, "case")
	}
	return best
}

// stranded returns the nouns whose prepositions the tree hangs on the noun i
// behind them: "clashed with [police] on the streets" with both prepositions on
// the streets. The walk is bounded by the children of i.
func stranded(d *syntax.Doc, i int) []prep {
	var out []prep
	last := -1
	for _, c := range d.Children(i) {
		w := &d.Words[c]
		if !w.Is("case") || c > i || w.UPOS != "ADP" {
			continue
		}
		if last >= 0 && c-last > 1 && nounlike(&d.Words[c-1]) && !isTime(&d.Words[c-1]) {
			out = append(out, prep{strings.ToLower(d.Words[last].Text), c - 1})
		}
		last = c
	}
	return out
}

// builtin returns the class that is told by grammar and not by a list; nil if
// there is none of that name.
func builtin(name string) func(*syntax.Doc, int) bool {
	switch name {
	case "person":
		return person
	case "place":
		return place
	case "score":
		return score
	}
	return nil
}

// person reports whether the grammar shows that a word stands for somebody who
// can act: a person, group, body or state.
func person(d *syntax.Doc, i int) bool {
	w := &d.Words[i]
	if w.UPOS == "PRON" {
		switch strings.ToLower(w.Lemma) {
		case "he", "she", "they", "we", "i", "who", "you", "someone", "anyone", "everyone", "nobody", "somebody", "whoever", "themselves", "himself", "herself":
			return true
		}
		return false
	}
	if d.Model == nil {
		return w.UPOS == "PROPN"
	}
	switch l, _ := d.Model.Best("mention", i); l {
	case "person", "organization":
		return true
	case "place":
		return w.UPOS == "PROPN"
	}
	switch l, _ := d.Model.Best("ner", i); l {
	case "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "B-NORP", "I-NORP":
		return true
	}
	return false
}

// score reports whether a number is the first half of a result: "3-1".
func score(d *syntax.Doc, i int) bool {
	return i+2 < d.SentOf(i).To && goals(d.Words[i].Text) && goals(d.Words[i+2].Text) && strings.ContainsAny(d.Words[i+1].Text, "-–")
}

func goals(s string) bool { return len(s) < 4 && strings.Trim(s, "0123456789") == "" }

// place reports whether a word names or describes a place.
func place(d *syntax.Doc, i int) bool {
	if d.Model == nil {
		return d.Words[i].UPOS == "PROPN"
	}
	if l, _ := d.Model.Best("mention", i); l == "place" {
		return true
	}
	switch l, _ := d.Model.Best("ner", i); l {
	case "B-LOC", "I-LOC", "B-FAC", "I-FAC":
		return true
	}
	return false
}
