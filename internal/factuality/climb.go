package factuality

import (
	"slices"
	"strings"

	"hearsay"
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

// modal adds a modal with its negation and perfect.
//
// "may fire" is possible, "may not fire" possibly not; "could have fired" did
// not, but "may have fired" and "must have fired" are guesses about the past;
// "said they would leave" is "will leave", said earlier.
func (j *Judge) modal(c *climb, i int, l *local) {
	m := &j.d.Words[l.modal]
	low := strings.ToLower(m.Text)
	s, ok := predicates[frame{low, "modal", "b"}]
	if !ok {
		s = signature{plus: 1, minus: -1, status: Hypothetical}
	}
	rule := "modal"
	switch low {
	case "will", "'ll", "’ll", "wo", "shall":
		s.status = j.ahead(i)
	case "would", "'d", "’d":
		switch {
		case l.have >= 0:
			s, rule = signature{plus: -1.8, minus: 1.5}, "counterfactual"
		case l.condition < 0 && (j.in[i] >= 0 || j.reported(i)):
			s = signature{plus: 2, minus: -2, status: j.ahead(i)}
		}
	case "could", "should", "ought":
		switch {
		case l.have >= 0:
			s, rule = signature{plus: -1.2, minus: 1.5}, "counterfactual"
		case low != "could" && l.passive < 0 && l.subject >= 0 && !j.agent(l.subject): // "The vote should tell"
			s.status = Predicted
		}
	case "may", "might":
		if l.have >= 0 {
			s.status = Unknown
		}
	case "must":
		if l.have >= 0 {
			s = signature{plus: 2, minus: -2}
		}
	}
	if l.not >= 0 && l.not != c.from {
		s = signature{plus: s.minus, minus: s.plus, status: s.status}
		if s.plus < -1.5 { // "could not be reached": it was not
			s.status = ""
		}
		rule += ", negated"
	}
	c.add(s, rule, l.modal, "")
}

// reported reports whether i is the clause under a verb in the past.
func (j *Judge) reported(i int) bool {
	w := &j.d.Words[i]
	return w.Is("ccomp") && w.Head >= 0 && j.local[w.Head].past
}

// ahead tells whether what will be is planned or predicted: people plan what
// they do, and what is done by somebody is planned ("will meet", "will be
// held"); what befalls is predicted ("prices will fall", "they will suffer").
func (j *Judge) ahead(i int) string {
	w, l := &j.d.Words[i], &j.local[i]
	if befalls[w.Lemma] || w.UPOS == "ADJ" || w.UPOS == "NOUN" || l.adverb >= 0 {
		return Predicted
	}
	if l.passive >= 0 {
		return Planned
	}
	s := l.subject
	if s < 0 && w.Is("conj") && w.Head >= 0 {
		s = j.local[w.Head].subject
	}
	if s < 0 {
		return Predicted
	}
	if scheduled[j.d.Words[s].Lemma] || j.agent(s) {
		return Planned
	}
	return Predicted
}

// agent reports whether a subject is somebody who can plan and be told.
func (j *Judge) agent(s int) bool {
	switch p := &j.d.Words[s]; p.UPOS {
	case "PROPN":
		return true
	case "PRON":
		return people[strings.ToLower(p.Text)]
	}
	if j.ms == nil {
		return false
	}
	m := j.ms.At(s)
	if m < 0 {
		return false
	}
	switch j.ms.Mentions[m].Kind {
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.Nationality:
		return true
	}
	return false
}

var (
	people    = words("i we you he she they who everyone everybody somebody someone")
	befalls   = words("be suffer face lose die need fall rise collapse win become have know see cause remain continue fail depend happen drop grow increase decline worsen improve deteriorate survive lead mean")
	scheduled = words("talk meeting summit election visit trial ceremony conference hearing vote referendum strike exercise march rally protest negotiation session round drill service funeral debate tour match game concert")
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
	case f == "i" && lemma == "want" && (l.object >= 0 && l.object < cur || j.local[cur].subject >= 0): // "wants them to leave"
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
