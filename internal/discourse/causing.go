package discourse

import "hearsay"

// causing reads a verb that joins a cause and what it brings about: "The strike
// led to a closure", "a closure caused by the strike", "the strike, which has
// led to a closure", "burning the pumps, causing a closure".
func (v *view) causing(i int, cue Stretch, form string, out *[]Reason) {
	if !v.trees() || v.negated(i) || v.word(i).Is("amod", "compound", "aux", "cop") || v.word(i).UPOS != "VERB" {
		return
	}
	var r Reason
	passive := v.d.Child(i, "nsubj:pass", "aux:pass") >= 0 || v.word(i).XPOS == "VBN" && v.word(i).Is("acl") && v.d.Child(i, "nsubj") < 0
	object := v.objectOf(i, cue)
	subject := v.causer(i)
	switch {
	case passive && form != "from":
		agent := v.by(i)
		if agent < 0 {
			return
		}
		r.Because = v.trim(v.subtreeAfterCase(agent))
		r.For = v.subjectPhrase(i)
	case form == "from":
		r.For, r.Because = subject, object
	default:
		r.For, r.Because = object, subject
	}
	if v.word(i).XPOS == "VBG" && v.prefixed(i) {
		return // "to respond by unleashing its army", "blamed for causing a fire"
	}
	if v.word(i).XPOS == "VBG" && v.at(i-1) == "," && v.subjectOf(i) < 0 && form == "verb" {
		r.Because = Stretch{} // all before the comma
	}
	if r.For.IsEmpty() || r.Because.IsEmpty() || overlap(r.For, r.Because) {
		if r = v.beside(i, cue, form); r.For.IsEmpty() || r.Because.IsEmpty() {
			return
		}
	}
	if oneOf(v.at(r.Because.From), "what who") || !v.names(r.Because) || v.lemma(i) == "end" && v.dated(r.For) {
		return // "the talks ended in May"
	}
	if v.lemma(i) == "contribute" && v.has(r.For.From, r.For.To, "report story article reporting") {
		return // "Ana Prado contributed to this report"
	}
	if m := v.ms.At(v.d.Head(r.For.From, r.For.To)); m >= 0 && v.lemma(i) == "lead" && v.ms.Mentions[m].Kind == hearsay.PlaceEntity {
		return // "the road leading to Oster"
	}
	r.Kind, r.Cue = Cause, cue
	r.For, r.Because = v.back(r.For, i), v.back(r.Because, i)
	if form == "verb?" && !v.likely(&r) {
		return
	}
	r.Why = why("reason.verb", v.text(cue))
	*out = v.add(*out, r)
}

// beside reads cause and effect by their places where the tree went astray: what
// stands between the verb and the mark before it, and what follows up to the
// next mark. "Which" and a participle have all before their comma.
func (v *view) beside(i int, cue Stretch, form string) Reason {
	if form == "verb?" || v.at(cue.To) == "by" || v.word(i).XPOS == "VB" || v.word(i).XPOS == "VBN" && v.lemma(i-1) == "be" {
		return Reason{}
	}
	s := v.sent(i)
	end := i
	for end > s.From && (v.word(end-1).UPOS == "AUX" || v.word(end-1).UPOS == "ADV") {
		end--
	}
	from := end
	for from > s.From && !v.mark(from-1) && !oneOf(v.low[from-1], "that which who and but said says say after before when while because if as") {
		from--
	}
	before := Stretch{from, end}
	if v.word(i).XPOS == "VBG" || v.at(end-1) == "which" && v.at(end-2) == "," {
		before = v.mainClause(Stretch{s.From, end - 1})
	}
	after := Stretch{cue.To, v.stop(cue.To, s.To)}
	before, after = v.trim(v.within(before, i)), v.trim(v.within(after, i))
	if !v.names(before) || !v.names(after) {
		return Reason{}
	}
	if form == "from" {
		before, after = after, before
	}
	return Reason{For: after, Because: before, Sure: 0.5}
}

// prefixed reports whether a preposition stands before the participle i: "by
// causing", "in addition to causing".
func (v *view) prefixed(i int) bool {
	for _, c := range v.d.Children(i) {
		if c < i && v.word(c).Is("mark", "case") && v.word(c).UPOS != "SCONJ" || c < i && v.word(c).Is("mark") && oneOf(v.low[c], "by for of from without about on in to") {
			return true
		}
	}
	return v.word(i-1).UPOS == "ADP" || v.at(i-1) == "to"
}

// mainClause leaves out what stands before a colon or semicolon in s.
func (v *view) mainClause(s Stretch) Stretch {
	for k := s.To - 1; k >= s.From; k-- {
		if oneOf(v.low[k], "; :") {
			return Stretch{k + 1, s.To}
		}
	}
	return s
}

// dated reports whether s is a time or a place, and nothing that can come about.
func (v *view) dated(s Stretch) bool {
	h := v.d.Head(s.From, s.To)
	if h < 0 || v.word(h).UPOS == "NUM" || oneOf(v.low[h], "january february march april may june july august september october november december spring summer autumn fall winter week month year") {
		return true
	}
	m := v.ms.At(h)
	return m >= 0 && v.ms.Mentions[m].Kind == hearsay.PlaceEntity
}

// names reports whether s has a noun.
func (v *view) names(s Stretch) bool {
	for k := s.From; k < s.To; k++ {
		if v.nominal(k) {
			return true
		}
	}
	return false
}

// back replaces "this" or "that" alone at the beginning of a sentence by the
// sentence before: "This led to a closure." Personal pronouns stay as they are:
// what "it" stands for is for coreference to say.
func (v *view) back(s Stretch, i int) Stretch {
	if s.To-s.From == 1 && oneOf(v.low[s.From], "this that") && v.starts(s.From) && s.From < i {
		if b := v.before(i); !b.IsEmpty() {
			return b
		}
	}
	return s
}

// negated reports whether the verb i is negated.
func (v *view) negated(i int) bool {
	for _, c := range v.d.Children(i) {
		if oneOf(v.low[c], "not n't never no neither nor hardly") && c-i < 3 && i-c < 6 {
			return true
		}
	}
	return false
}

// by returns the head of the agent of a passive, -1 if it has none.
func (v *view) by(i int) int {
	for _, c := range v.d.Children(i) {
		if c > i && !v.isVerb(c) {
			if k := v.d.Child(c, "case"); k >= 0 && v.low[k] == "by" {
				return c
			}
		}
	}
	return -1
}

// subtreeAfterCase returns the phrase of head without its preposition.
func (v *view) subtreeAfterCase(head int) Stretch {
	s := v.subtree(head)
	if k := v.d.Child(head, "case"); k >= s.From && k < head {
		s.From = k + 1
	}
	return s
}

// objectOf returns what a verb of causing brings about: its object with what
// the object is made to do ("causing them to shut down"), or the phrase after its
// preposition or particle.
func (v *view) objectOf(i int, cue Stretch) Stretch {
	best := Stretch{}
	for _, c := range v.d.Children(i) {
		w := v.word(c)
		if c < cue.To {
			continue
		}
		switch {
		case w.Is("obj", "xcomp", "ccomp"), w.Is("obl", "advcl") && v.caseIn(c, cue):
			s := v.subtree(c)
			s.From = max(s.From, cue.To)
			if best.IsEmpty() {
				best = s
			}
			best.To = max(best.To, s.To)
		}
	}
	return v.trim(v.within(best, i))
}

// caseIn reports whether a preposition or mark of word c is part of the cue.
func (v *view) caseIn(c int, cue Stretch) bool {
	for _, k := range v.d.Children(c) {
		if v.word(k).Is("case", "mark") && cue.Holds(k) {
			return true
		}
	}
	return false
}

// causer returns what a verb of causing has as its subject. "Which" stands for
// the clause before its comma ("Iran flies arms in, which has led to strikes"),
// "that" for its noun; a participle without a subject has the clause it depends
// on ("closing the port, causing a shortage").
func (v *view) causer(i int) Stretch {
	if s := v.subjectOf(i); s >= 0 {
		if !oneOf(v.low[s], "which that who") {
			return v.trim(v.within(v.subtree(s), i))
		}
		if v.low[s] == "which" && v.at(s-1) == "," && v.word(i).Head > i {
			return v.trim(v.within(Stretch{v.sent(i).From, s - 1}, i)) // a tree gone astray
		}
		if v.low[s] == "that" && !v.word(i).Is("acl") {
			return v.trim(v.subtree(s))
		}
		return v.antecedent(i, s)
	}
	g := v.word(i).Head
	if g < 0 {
		return Stretch{}
	}
	switch w := v.word(i); {
	case w.Is("conj"):
		return v.sharedCauser(g, i)
	case w.Is("advcl") && w.XPOS == "VBG":
		return v.clause(g, v.subtree(i))
	case w.Is("acl") && w.XPOS == "VBG":
		return v.phrase(g, v.subtree(i))
	}
	return Stretch{}
}

// sharedCauser returns the subject that a verb shares with the one before it.
func (v *view) sharedCauser(g, i int) Stretch {
	if s := v.subjectOf(g); s >= 0 && !oneOf(v.low[s], "which that who what") {
		return v.trim(v.within(v.subtree(s), i))
	}
	return Stretch{}
}

// antecedent returns what the relative pronoun s of clause i stands for.
func (v *view) antecedent(i, s int) Stretch {
	n := v.word(i).Head
	if n < 0 {
		return Stretch{}
	}
	if v.low[s] == "which" && v.at(s-1) == "," && v.nominal(n) {
		// The clause before it, or, where the noun is the subject, the noun.
		c := n
		for k := 0; k < 8 && v.word(c).Head >= 0 && !v.isVerb(c); k++ {
			c = v.word(c).Head
		}
		if v.isVerb(c) && c < s && !v.word(n).Is("nsubj") {
			return v.clause(c, v.subtree(i))
		}
	}
	if v.isVerb(n) {
		return v.clause(n, v.subtree(i))
	}
	p := v.phrase(n, v.subtree(i))
	if v.at(p.From) == "it" && v.lemma(p.From+1) == "be" && p.From+2 < p.To {
		p = v.trim(Stretch{p.From + 2, p.To}) // "It was this finding that led to …"
	}
	return p
}

// subjectPhrase returns what a passive says was caused: its subject, the noun
// it stands behind, or the subject it shares.
func (v *view) subjectPhrase(i int) Stretch {
	if s := v.subjectOf(i); s >= 0 {
		if oneOf(v.low[s], "which that who") && v.word(i).Head >= 0 {
			return v.phrase(v.word(i).Head, v.subtree(i))
		}
		return v.trim(v.subtree(s))
	}
	g := v.word(i).Head
	switch {
	case g < 0:
		return Stretch{}
	case v.word(i).Is("acl"):
		if h := v.word(g).Head; v.word(g).Is("nsubj") && h > g && h < i && v.isVerb(h) {
			return v.clause(h, v.subtree(i)) // "Raiders began a push on Monday aimed at taking Oster"
		}
		return v.phrase(g, v.subtree(i))
	case v.word(i).Is("conj"):
		return v.sharedCauser(g, i)
	case v.word(i).Is("advcl"):
		return v.clause(g, v.subtree(i))
	}
	return Stretch{}
}
