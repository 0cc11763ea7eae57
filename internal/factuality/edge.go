package factuality

import (
	"slices"
	"strings"

	"hearsay"
)

// edge adds what the relation from cur up to h makes of cur.
func (j *Judge) edge(c *climb, cur, h, asked int) {
	w := &j.d.Words[cur]
	switch {
	case w.Is("conj"):
		j.conjoined(c, cur, h)
	case w.Is("ccomp", "xcomp", "csubj"):
		j.complement(c, cur, h)
	case w.Is("acl:relcl"):
		switch {
		case j.nothing(h): // "no visit that was planned"
			c.add(signature{plus: 2.8, minus: -2.2}, "relative", h, "relcl")
		case j.any(h):
			c.add(signature{plus: 1.4, minus: -1}, "relative", h, "relcl")
		default:
			c.add(signature{plus: 2.9, minus: 2.9}, "relative", h, "relcl")
		}
	case w.Is("acl"):
		j.clauseOfNoun(c, cur, h)
	case w.Is("advcl"):
		j.adverbial(c, cur, h)
	case w.Is("obl") && j.conditional(j.local, cur): // "If the army attacks, thousands will flee", with a noun read
		j.adverbial(c, cur, h)
	case w.Is("nsubj", "obj", "obl", "nmod", "compound", "iobj"):
		j.nominal(c, cur, h, asked)
	case w.Is("amod"):
		c.add(signature{plus: 2.8, minus: 1.5}, "", h, "amod")
	case w.Is("parataxis"):
		if j.cited(h) { // "The port is closed, officials say": both ways round
			j.complement(c, cur, h)
		}
	}
}

// nothing reports whether noun i speaks of none: "no visit", "nothing".
func (j *Judge) nothing(i int) bool {
	return nobody[strings.ToLower(j.d.Words[i].Text)] || j.local[i].det >= 0 && j.local[i].not == j.local[i].det
}

// any reports whether noun i speaks of whatever there may be: "any attack",
// "anybody", "few politicians".
func (j *Judge) any(i int) bool {
	if strings.HasPrefix(strings.ToLower(j.d.Words[i].Text), "any") {
		return true
	}
	d := j.local[i].det
	if d < 0 {
		d = j.local[i].adjective
	}
	return d >= 0 && (strings.EqualFold(j.d.Words[d].Text, "any") || strings.EqualFold(j.d.Words[d].Text, "few"))
}

// cited reports whether h is a verb of saying.
func (j *Judge) cited(h int) bool {
	_, ok := j.lookup(h, "c")
	return ok
}

// conjoined hands on what hangs on the first of joined verbs: "did not eat or
// drink", "will meet and sign", but not over a subject of its own or a "but".
func (j *Judge) conjoined(c *climb, cur, h int) {
	l, f := &j.local[cur], &j.local[h]
	if l.subject >= 0 || l.passive >= 0 || l.modal >= 0 || l.first >= 0 || l.finite && f.modal >= 0 {
		return
	}
	joint := ""
	for k := cur - 1; k > h && k > cur-4; k-- {
		if j.d.Words[k].UPOS == "CCONJ" {
			joint = strings.ToLower(j.d.Words[k].Text)
			break
		}
	}
	if joint == "but" {
		return
	}
	if f.modal >= 0 {
		j.modal(c, h, f)
	} else if f.not >= 0 && f.not < h && l.not < 0 && (joint == "or" || joint == "nor") {
		c.add(negation, "negation", f.not, "conj")
	}
}

// lookup returns the signature of predicate h with a form of complement,
// whatever kind of word it is there.
func (j *Judge) lookup(h int, forms ...string) (signature, bool) {
	w, l := &j.d.Words[h], &j.local[h]
	kinds := [...]string{"verb", "adjective", "noun"}
	switch w.UPOS {
	case "NOUN", "PROPN":
		kinds = [...]string{"noun", "adjective", "verb"}
	case "ADJ", "ADV":
		kinds = [...]string{"adjective", "adverb", "verb"}
	}
	lemma := strings.ToLower(w.Lemma)
	names := []string{lemma}
	if low := strings.ToLower(w.Text); low != lemma {
		names = append(names, low)
	}
	if w.UPOS == "VERB" {
		for _, k := range [...]int{l.particle, l.object, h + 1} {
			if k > h && k < len(j.d.Words) && (k != h+1 || particles[strings.ToLower(j.d.Words[k].Text)]) {
				names = slices.Insert(names, 0, lemma+" "+strings.ToLower(j.d.Words[k].Text))
			}
		}
	}
	for _, kind := range kinds {
		for _, name := range names {
			for _, form := range forms {
				if s, ok := signed(name, kind, form); ok {
					return s, true
				}
			}
		}
		if w.UPOS == "NOUN" || w.UPOS == "PROPN" {
			break
		}
	}
	return signature{}, false
}

var ordinals = words("first second third fourth fifth last latest only")

var particles = words("out off up down on over back ahead through short close")

// form returns the form of a clause as a complement.
func (j *Judge) form(i int) string {
	l, w := &j.local[i], &j.d.Words[i]
	switch {
	case l.to >= 0:
		return "i"
	case l.mark < 0 && l.first >= 0 && j.d.Words[l.first].XPOS == "VBG": // "avoid being shot"
		return "g"
	case l.mark >= 0:
		switch m := strings.ToLower(j.d.Words[l.mark].Text); m {
		case "that":
			return "c"
		case "whether", "if":
			return "q"
		default:
			return m
		}
	case w.XPOS == "VBG" && l.first < 0:
		return "g"
	case l.prep >= 0 && w.UPOS == "VERB":
		return strings.ToLower(j.d.Words[l.prep].Text)
	case w.XPOS == "VB" && l.first < 0 && l.subject < 0:
		return "b"
	}
	return "c"
}

// complement adds what predicate h makes of the clause cur.
func (j *Judge) complement(c *climb, cur, h int) {
	f, l := j.form(cur), &j.local[h]
	rel, _, _ := strings.Cut(j.d.Words[cur].Rel, ":")
	if a := j.in[cur]; a >= 0 && a < len(j.said) && j.said[a].Mode == hearsay.Direct && j.said[a].CueFrom <= h && h < j.said[a].CueTo && f != "i" && j.marked(h, cur) {
		c.add(signature{plus: 2.9, minus: 0}, "", h, rel) // whatever the cue, a quotation says what it says
		return
	}
	if j.local[cur].wh && f == "c" { // "asked why they had fired": they had
		c.add(signature{plus: 2.6, minus: 2.2}, "presupposed", h, rel)
		return
	}
	lemma := j.d.Words[h].Lemma
	switch {
	case f == "i" && lemma == "use" && (l.passive >= 0 || l.copula >= 0 || l.object >= 0): // "was used to break it"
		c.add(signature{plus: 2.3, minus: 0, status: Planned}, "purpose", h, rel)
		return
	case f == "i" && (lemma == "have" || lemma == "be") && (l.yet >= 0 || j.local[cur].yet >= 0):
		c.add(signature{plus: -2.7, minus: 0}, "yet to", h, rel)
		return
	case f == "i" && lemma == "have" && l.object >= 0: // "has a job to finish"
		c.add(signature{plus: 1.3, minus: -1, status: Planned}, "purpose", h, rel)
		return
	case lemma == "be" && l.subject >= 0: // "The plan is to withdraw"
		if s, ok := j.lookup(l.subject, f); ok {
			c.add(s, "predicate", l.subject, rel)
			return
		}
	case f == "i" && lemma == "want" && (l.object >= 0 && l.object < cur || j.local[cur].subject >= 0 || j.local[cur].object >= 0 && j.local[cur].object < j.local[cur].to): // "wants them to leave"
		c.add(signature{plus: 1, minus: -1, status: Demanded}, "predicate", h, rel)
		return
	}
	if f == "i" && j.local[cur].have >= 0 { // "is thought to have fled"
		s, ok := j.lookup(h, "c", "i")
		if !ok {
			s = signature{plus: 2.2, minus: -0.5}
		}
		if s.status == Planned || s.status == Predicted {
			s.status = ""
		}
		c.add(s, "predicate", h, rel)
		return
	}
	if s, ok := j.lookup(h, f); ok {
		c.add(s, "predicate", h, rel)
		return
	}
	if k := &j.d.Words[cur]; f == "c" && k.XPOS == "VB" && j.local[cur].first < 0 && j.local[cur].subject >= 0 { // "agrees that he resign"
		c.add(signature{plus: 1, minus: 0, status: Demanded}, "subjunctive", h, rel)
		return
	}
	switch f {
	case "i":
		c.add(signature{plus: 1.9, minus: -0.7, status: Planned}, "infinitive", h, rel)
	case "q":
		c.add(signature{status: Unknown}, "whether", h, rel)
	case "g", "b":
		c.add(signature{plus: 2.7, minus: -1}, "", h, rel)
	default:
		if l.copula >= 0 || l.passive >= 0 { // "was not stunned that they had fled": they had
			c.add(signature{plus: 2.8, minus: 2}, "", h, rel)
		} else {
			c.add(signature{plus: 2.6, minus: 1}, "", h, rel)
		}
	}
}

// marked reports whether a quotation mark stands between two words.
func (j *Judge) marked(a, b int) bool {
	for k := min(a, b) + 1; k < max(a, b); k++ {
		switch t := j.d.Words[k].Text; t {
		case "\"", "“", "”", "„", "«", "»", "‘", "``", "''":
			return true
		}
	}
	return false
}

// clauseOfNoun adds what a noun makes of the clause that hangs on it: "a plan to
// leave", "the claim that they left", "forces stationed there".
func (j *Judge) clauseOfNoun(c *climb, cur, h int) {
	f := j.form(cur)
	if s, ok := j.lookup(h, f); ok {
		c.add(s, "predicate", h, "acl")
		return
	}
	if a := j.local[cur].first; a >= 0 && j.d.Words[a].XPOS == "VBG" { // "avoid the crew being shot": what is avoided is the shooting
		c.add(signature{plus: 2.8, minus: -2.4}, "", h, "acl")
		return
	}
	if v := j.d.Words[h].Head; v >= 0 && f != "c" && j.d.Words[h].Is("obj", "nsubj:pass") && !content(j.d.Words[h].Lemma) {
		if s, ok := j.lookup(v, f); ok && (f != "i" || s.status == Demanded) { // "accused the militia of firing", hung on the militia
			c.add(s, "predicate", v, "acl")
			return
		}
	}
	switch f {
	case "i":
		if a := j.d.Child(h, "amod"); a >= 0 && ordinals[strings.ToLower(j.d.Words[a].Text)] || ordinals[strings.ToLower(j.d.Words[h].Text)] { // "the first state to sign"
			c.add(signature{plus: 2.7, minus: -1}, "participle", h, "acl")
			return
		}
		c.add(signature{plus: 1.6, minus: -0.7, status: Planned}, "infinitive", h, "acl")
	case "c":
		c.add(signature{plus: 2.7, minus: 2}, "", h, "acl")
	case "g":
		if j.nothing(h) {
			c.add(signature{plus: 2.7, minus: -2.2}, "participle", h, "acl")
		} else {
			c.add(signature{plus: 2.7, minus: 2}, "participle", h, "acl")
		}
	default:
		switch {
		case j.d.Words[cur].XPOS == "VBG" && f != "after" && f != "since": // "a basis for stopping them"
			c.add(signature{plus: 1.7, minus: 0, status: Hypothetical}, "gerund", h, "acl")
		case j.nothing(h):
			c.add(signature{plus: 2.7, minus: -2.2}, "participle", h, "acl")
		default:
			c.add(signature{plus: 2.8, minus: 2.5}, "participle", h, "acl")
		}
	}
}
