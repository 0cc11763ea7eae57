package factuality

import (
	"strings"
)

// adverbial adds what the conjunction of a clause, or its form, makes of it.
func (j *Judge) adverbial(c *climb, cur, h int) {
	l := &j.local[cur]
	at, mark := first(l.mark, l.prep), ""
	if at >= 0 {
		mark = strings.ToLower(j.d.Words[at].Text)
	}
	switch {
	case l.to >= 0:
		j.purpose(c, cur, h)
		return
	case conditions[mark] || j.local[h].condition == cur && mark == "" || mark == "as" && at > 0 && strings.EqualFold(j.d.Words[at-1].Text, "long"): // "as long as they stay"
		c.add(signature{plus: 1, minus: -0.8, status: Hypothetical}, "condition", first(at, cur), "advcl")
		return
	}
	if mark != "" {
		if s, ok := j.lookup(h, mark); ok { // "accused of firing", "prevented from firing"
			c.add(s, "predicate", h, "advcl")
			return
		}
	}
	switch mark {
	case "whether":
		c.add(signature{plus: 0.8, minus: 0, status: Hypothetical}, "whether", at, "advcl")
	case "while", "as":
		c.add(signature{plus: 2.7, minus: 2.5}, "when", at, "advcl")
	case "when", "once", "until", "till", "before", "whenever":
		if f := &j.local[h]; !l.past && (j.open(h) || l.finite && l.have < 0 && f.finite && !f.past && f.have < 0 && f.usual < 0) {
			c.add(signature{plus: 1.8, minus: 0.8, status: Predicted}, "when", at, "advcl")
		} else {
			c.add(signature{plus: 2.7, minus: 2.5}, "when", at, "advcl")
		}
	case "than":
		if at > 0 && strings.EqualFold(j.d.Words[at-1].Text, "rather") {
			c.add(negation, "instead", at, "advcl")
		} else { // "more than they asked"
			c.add(signature{plus: 2.4, minus: 2}, "because", at, "advcl")
		}
	case "instead", "rather":
		c.add(negation, "instead", at, "advcl")
	case "about":
		c.add(signature{plus: 1.4, minus: 1}, "because", at, "advcl")
	case "by":
		c.add(signature{plus: 2.8, minus: 0}, "participle", at, "advcl")
	case "from":
		c.add(signature{plus: 1.3, minus: 1}, "because", at, "advcl")
	case "for", "in", "of":
		c.add(signature{plus: 2.3, minus: 1.5}, "because", at, "advcl")
	case "without": // its negation hangs on the clause
		c.add(signature{plus: 2.8, minus: 0}, "", h, "advcl")
	case "so", "that":
		if f := &j.local[h]; mark == "that" && (f.copula >= 0 || f.passive >= 0) { // "was stunned that they had fled"
			c.add(signature{plus: 2.8, minus: 2}, "because", at, "advcl")
			return
		}
		c.add(signature{plus: 2.1, minus: 0, status: Planned}, "purpose", first(at, cur), "advcl")
	case "":
		switch {
		case j.d.Words[cur].XPOS == "VBN" || l.first < 0 && j.apart(h, cur): // "would not say, citing the law"
			c.add(signature{plus: 2.9, minus: 2.5}, "participle", h, "advcl")
		case l.first < 0 && j.d.Words[cur].UPOS == "VERB": // "left carrying flags"
			c.add(signature{plus: 2.8, minus: 0}, "participle", h, "advcl")
		default:
			c.add(signature{plus: 2.7, minus: 1.5}, "", h, "advcl")
		}
	default:
		c.add(signature{plus: 2.8, minus: 2.5}, "because", at, "advcl")
	}
}

// apart reports whether a comma stands between two words, close to one of them.
func (j *Judge) apart(a, b int) bool {
	if a > b {
		a, b = b, a
	}
	for k := a + 1; k < b && k <= a+20; k++ {
		if t := j.d.Words[k].Text; t == "," || t == "–" || t == "—" {
			return true
		}
	}
	return false
}

// open reports whether the clause of word h lies ahead or has not happened.
func (j *Judge) open(h int) bool {
	l := &j.local[h]
	return l.modal >= 0 || l.to >= 0 || l.next >= 0 || j.d.Words[h].XPOS == "VB"
}

// purpose adds what an infinitive that is no complement stands for: the purpose
// of what is done ("came to help"), or, if the tree hangs it wrongly, what a
// verb of demanding demands ("ordered the troops on the ridge to leave").
func (j *Judge) purpose(c *climb, cur, h int) {
	for k := h - 1; k >= max(0, h-1); k-- {
		if low := strings.ToLower(j.d.Words[k].Text); low == "too" && j.d.Words[h].UPOS != "VERB" { // "too weak to fight"
			c.add(signature{plus: -2, minus: 1}, "too", k, "advcl")
			return
		}
	}
	if strings.EqualFold(j.d.Words[h].Text, "enough") || h+1 < len(j.d.Words) && strings.EqualFold(j.d.Words[h+1].Text, "enough") { // "not enough to sink it"
		c.add(signature{plus: 1.9, minus: -2, status: Hypothetical}, "enough", h, "advcl")
		return
	}
	if s, ok := j.lookup(h, "i"); ok && j.local[cur].to-h >= 1 && j.local[cur].to-h <= 2 && j.d.Words[h].UPOS != "NOUN" && j.d.Words[h].Lemma != "use" { // "continues to fire", hung wrongly
		c.add(s, "predicate", h, "advcl")
		return
	}
	if s, ok := j.lookup(h, "i"); ok && (s.status == Demanded || j.d.Words[h].UPOS == "ADJ" || s.plus < 0) && j.d.Words[h].Lemma != "have" {
		c.add(s, "predicate", h, "advcl")
		return
	}
	if v := &j.d.Words[h]; v.Lemma == "use" && v.XPOS == "VBD" && j.local[h].object < 0 && j.local[h].copula < 0 { // "used to collect"
		c.add(predicates[frame{"use", "verb", "i"}], "predicate", h, "advcl")
		return
	}
	c.add(signature{plus: 2.1, minus: 0.3, status: Planned}, "purpose", h, "advcl")
}

// nominal adds what a predicate makes of an event named by a noun.
func (j *Judge) nominal(c *climb, cur, h, asked int) {
	w, l := &j.d.Words[cur], &j.local[cur]
	rel := w.Rel
	if k := strings.IndexByte(rel, ':'); k > 0 && rel != "nsubj:pass" {
		rel = rel[:k]
	}
	var forms []string
	switch rel {
	case "obj", "nsubj:pass":
		forms = []string{"o"}
	case "nsubj":
		forms = []string{"s"}
		if j.d.Words[h].UPOS == "ADJ" {
			forms = []string{"s", "a"}
		}
	case "compound":
		forms = []string{"n"}
	default:
		if l.prep >= 0 {
			forms = []string{strings.ToLower(j.d.Words[l.prep].Text)}
		}
	}
	if s, ok := j.lookup(h, forms...); ok {
		// "rejected the plan": the plan exists, what is planned will not be
		if cur == asked && s.plus < 0 && content(w.Lemma) {
			s = signature{plus: 2.8, minus: 1.5}
		}
		c.add(s, "predicate", h, rel)
		return
	}
	definite := l.det >= 0 && j.d.Words[l.det].Lemma != "a"
	s := signature{plus: 2.8, minus: 0.5}
	switch {
	case l.det >= 0 && strings.EqualFold(j.d.Words[l.det].Text, "any"): // "did not report any attack"
		s = signature{plus: 2, minus: -2.3}
	case content(w.Lemma) && cur == asked || rel == "nsubj":
		s = signature{plus: 2.9, minus: 2.2}
	case rel == "obl" || rel == "nmod":
		s = signature{plus: 2.8, minus: 2}
		if l.prep >= 0 {
			switch strings.ToLower(j.d.Words[l.prep].Text) {
			case "for":
				s = signature{plus: 1.8, minus: 0.5}
			case "to":
				s = signature{plus: 2.2, minus: 0.5}
			}
		}
	case rel == "compound":
		s = signature{plus: 2.5, minus: 1.5}
	case definite:
		s = signature{plus: 2.9, minus: 2}
	}
	c.add(s, "", h, rel)
}
