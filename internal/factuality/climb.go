package factuality

import (
	"slices"
	"strings"
)

// An op is one thing that stands above an event and bears on whether it
// happens: what it makes of what stands below.
type op struct {
	signature
	rule string // "negation", "modal", "predicate"
	word int    // the word that does it
	edge string // the relation that was climbed, "" for what hangs on a word
}

// A climb is what stands above an event, from the event up.
type climb struct {
	ops    []op
	clause int // the first word on the way that has a finite form, −1 if none has
	top    int // the last word
	bound  int // how many of ops lie within the innermost attribution, its cue included
	cue    int // the word of the cue that was passed, −1 if the top was reached before
	steps  int
	from   int // the word below the one that is looked at
}

// steep is how far a climb goes. Nobody nests deeper; trees of nonsense may.
const steep = 24

// climb gathers what stands above a word.
func (j *Judge) climb(word int) climb {
	c := climb{clause: -1, cue: -1, from: -1}
	cur := word
	if w := &j.d.Words[word]; w.Is("aux", "cop") && w.Head >= 0 {
		cur = w.Head
	}
	a, joined := j.in[word], false
	for {
		if !joined { // what hangs on the first of joined verbs is shared as conjoined says
			j.here(&c, cur, word)
		}
		c.top = cur
		if c.clause < 0 && j.local[cur].finite {
			c.clause = cur
		}
		h := j.d.Words[cur].Head
		if h < 0 || c.steps >= steep {
			break
		}
		j.edge(&c, cur, h, word)
		c.from = cur
		c.steps++
		if a >= 0 && j.nobodys(a, h) {
			a = -1
		}
		if a >= 0 && c.cue < 0 && (j.in[h] != a && !j.inside(h, a)) {
			j.asked(&c, cur, a)
			c.cue = h
			j.here(&c, h, word)
			c.bound = len(c.ops)
			// what stands above the cue is for the author
			if up := j.d.Words[h].Head; up >= 0 {
				c.top = h
			}
			break
		}
		joined = j.d.Words[cur].Is("conj")
		cur = h
	}
	if c.cue < 0 {
		j.sentence(&c, word)
		c.bound = len(c.ops)
	}
	return c
}

// nobodys reports whether h, the cue of attribution a, is a noun that is nobody's,
// so that what stands above it counts for its content: of "Reports that the general
// has fled could not be confirmed" nothing is known, since nobody holds it.
//
// Counter-sentence: "Oren's claim that he has fled could not be confirmed" (so it
// is for her).
func (j *Judge) nobodys(a, h int) bool {
	return a < len(j.said) && j.said[a].SourceFrom >= j.said[a].SourceTo && j.d.Words[h].UPOS == "NOUN" && j.said[a].CueFrom <= h && h < j.said[a].CueTo
}

// asked adds, under the cue, that the clause at the top of what is said is a
// question: "“Did they fire?” she asked".
func (j *Judge) asked(c *climb, cur, a int) {
	if a >= len(j.said) {
		return
	}
	if j.imperative(cur) {
		c.ops = slices.Insert(c.ops, max(0, len(c.ops)-1), op{signature{plus: 1, minus: -0.5, status: Demanded}, "imperative", cur, ""})
		return
	}
	s := j.d.SentOf(cur)
	for k := cur; k < s.To && k <= cur+60; k++ {
		switch t := j.d.Words[k].Text; {
		case j.in[k] != a && !j.inside(k, a) && t[0] != '?':
			return
		case t[0] == '.' || t[0] == '!':
			return
		case t[0] == '?':
			l := &j.local[cur]
			o := op{signature{status: Unknown}, "question", k, ""}
			if l.wh && (l.past || l.have >= 0) {
				o = op{signature{plus: 2, minus: 0.5}, "presupposed", k, ""}
			}
			c.ops = slices.Insert(c.ops, max(0, len(c.ops)-1), o)
			return
		}
	}
}

// inside reports whether word i stands in the content of attribution a or of
// one within it.
func (j *Judge) inside(i, a int) bool {
	k := j.in[i]
	for n := 0; k >= 0 && k < len(j.said) && n < steep; n++ {
		if k == a {
			return true
		}
		k = j.said[k].Within
	}
	return false
}

func (c *climb) add(s signature, rule string, word int, edge string) {
	c.ops = append(c.ops, op{s, rule, word, edge})
}

var negation = signature{plus: -2.8, minus: 2.5}

// nobodys is what a subject that is nobody makes of a clause: no tree hangs it
// elsewhere, as a stray "not" may be hung.
var nobodys = signature{plus: -2.95, minus: 2.5}

// here adds what hangs on word i itself: adverbs, negation with modals, the
// condition it depends on.
func (j *Judge) here(c *climb, i, asked int) {
	l, w := &j.local[i], &j.d.Words[i]
	if l.adjective >= 0 && i == asked || l.adjective >= 0 && w.UPOS == "NOUN" {
		low := strings.ToLower(j.d.Words[l.adjective].Text)
		c.add(predicates[frame{low, "adjective", "a"}], "adjective", l.adjective, "")
	}
	if l.adverb >= 0 {
		low := strings.ToLower(j.d.Words[l.adverb].Text)
		s := predicates[frame{low, "adverb", "a"}]
		if s.status == Predicted && (l.past || l.have >= 0) { // "was likely carried out by"
			s.status = ""
		}
		c.add(s, "adverb", l.adverb, "")
	}
	if l.usual >= 0 && (w.UPOS == "VERB" || i == asked) {
		c.add(signature{plus: 2.8, minus: -2, status: Habitual}, "usual", l.usual, "")
	}
	switch {
	case l.modal >= 0:
		j.modal(c, i, l)
	case l.not >= 0 && l.not != c.from: // "No deal was reached" denies the deal once
		if nobody[strings.ToLower(j.d.Words[l.not].Text)] && j.d.Words[l.not].Is("nsubj") { // "Nobody claimed the attack"
			c.add(nobodys, "negation", l.not, "")
			break
		}
		c.add(negation, "negation", l.not, "")
	}
	if l.to >= 0 && l.yet >= 0 && (w.Head < 0 || !w.Is("xcomp", "ccomp")) { // "has yet to arrive", where the tree has "has" for an auxiliary
		c.add(signature{plus: -2.7}, "yet to", l.yet, "")
	} else if l.to >= 0 && l.copula >= 0 && l.copula < l.to && w.XPOS == "VB" { // "are to meet"
		c.add(signature{plus: 2.1, minus: -1.8, status: Planned}, "be to", l.copula, "")
	}
	if l.none >= 0 && l.not < 0 && i == asked {
		c.add(signature{plus: -1.2, minus: 1.5}, "negation", l.none, "")
	}
	if l.next >= 0 && l.modal < 0 && !l.past && l.have < 0 && l.to < 0 {
		c.add(signature{plus: 2.2, minus: -2, status: Planned}, "ahead", l.next, "")
	}
	if l.condition >= 0 && (l.modal >= 0 || !l.past) { // not "He had threatened to leave if …"
		c.add(signature{plus: 1.8, minus: -1.5, status: Hypothetical}, "consequence", l.condition, "")
	}
}

// imperative reports whether a clause commands: "Leave now", "Do not fire".
func (j *Judge) imperative(i int) bool {
	w, l := &j.d.Words[i], &j.local[i]
	return w.XPOS == "VB" && l.to < 0 && l.subject < 0 && l.passive < 0 && l.modal < 0 && l.mark < 0 && (l.first < 0 || l.not >= 0 && l.first == i-2)
}

// sentence adds what the form of the whole sentence says: a question asks, an
// imperative demands, a headline's infinitive plans.
func (j *Judge) sentence(c *climb, asked int) {
	top := c.top
	w, l := &j.d.Words[top], &j.local[top]
	if w.Head >= 0 {
		return
	}
	s := j.d.SentOf(top)
	end := j.d.Words[s.To-1].Text
	for k := s.To - 1; k > s.From && k > s.To-4 && j.d.Words[k].UPOS == "PUNCT"; k-- {
		if strings.HasPrefix(j.d.Words[k].Text, "?") {
			end = "?"
		}
	}
	if j.in[s.To-1] != j.in[asked] && j.in[max(s.From, s.To-2)] != j.in[asked] { // "“What for?” she asked": the asking is no question
		return
	}
	switch {
	case end == "?" && l.wh && (l.past || l.have >= 0): // "Why did they fire?": they did
		c.add(signature{plus: 2, minus: 0.5}, "presupposed", top, "")
	case end == "?":
		c.add(signature{status: Unknown}, "question", top, "")
	case j.imperative(top):
		c.add(signature{plus: 1, minus: -0.5, status: Demanded}, "imperative", top, "")
	case l.to >= 0 && l.first < 0 && (l.subject >= 0 && l.subject < l.to || l.passive >= 0): // "Minister to visit port"
		c.add(signature{plus: 2.2, minus: -1.5, status: Planned}, "headline", l.to, "")
	}
}
