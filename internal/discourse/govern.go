package discourse

// governed reads a connective before the clause or noun phrase that explains.
// What is explained is what that depends on: "The port closed because the crane
// broke"; with a bare pronoun before a form of be, the sentence before: "This is
// because the crane broke." A connective that opens a sentence without a clause
// to depend on explains the sentence before: "Because the crane broke."
func (v *view) governed(cue Stretch, kind string) (Reason, bool) {
	r := Reason{Kind: kind, Cue: cue}
	if !v.trees() {
		return v.plainly(cue, kind)
	}
	head := v.governs(cue)
	if head < 0 {
		return r, false
	}
	switch first := v.low[cue.From]; {
	case v.at(cue.From-1) == "not", oneOf(v.at(cue.From-1), "than as") && first == "if",
		first == "due" && v.isVerb(cue.To) && v.word(cue.To).XPOS != "VBG", // "is due to speak"
		first == "if" && oneOf(v.at(cue.From-1), "clear unclear known unknown sure unsure certain uncertain ask asked asks see know knew wonder wondering decide"),
		first == "though" && v.at(cue.From-1) == "," && v.at(cue.To) == ",", // "The mayor, though, left."
		first == "as" && v.at(cue.From-1) == "for",                          // "for as long as we know"
		first == "if" && (v.at(cue.To) == "not" || v.word(head).Head >= 0 && oneOf(v.lemma(v.word(head).Head), "ask wonder")),
		first == "if" && kind == Condition && !v.word(head).Is("advcl", "root", "conj", "parataxis"),
		oneOf(first, "provided providing") && !v.word(cue.From).Is("mark"):
		return r, false // "more than if they left", "asked the guard if it rained", "many, if not most", "not clear if it did", "the help it provided the mayor", "not because it rained"
	}
	if !v.fits(cue, head) {
		return r, false
	}
	whole := v.subtree(head)
	r.Because = v.trim(v.within(Stretch{max(cue.To, whole.From), whole.To}, head))
	for _, c := range v.d.Children(head) {
		// "… because it rained, officials said": the sayer is no part of it.
		if w := &v.d.Words[c]; w.Is("parataxis") && v.subtree(c).From > head {
			r.Because = v.trim(Stretch{r.Because.From, min(r.Because.To, v.subtree(c).From)})
		}
	}
	for k := r.Because.From + 1; k+1 < r.Because.To; k++ {
		if v.low[k] == "not" && v.low[k+1] == v.low[cue.To-1] && v.mark(k-1) {
			r.Because = v.trim(Stretch{r.Because.From, k}) // "because it rained, not because it was late"
		}
	}
	if r.Because.To-r.Because.From == 1 && oneOf(v.low[r.Because.From], "this that") && v.starts(cue.From) {
		if b := v.before(cue.From); !b.IsEmpty() {
			r.Because = b // "Despite this, …"
		}
	}
	g := v.word(head).Head
	for n := 0; g >= 0 && cue.Holds(g) && n < 4; n++ {
		g = v.word(g).Head
	}
	if g >= 0 && v.word(head).Is("conj") && v.marked(g, v.low[cue.To-1]) && v.word(g).Head >= 0 {
		g = v.word(g).Head // "because it rained or because it was late"
	}
	cut := Stretch{min(cue.From, whole.From), whole.To}
	switch {
	case v.pointsBack(cue.From):
		r.For = v.before(cue.From)
	case g < 0 && v.starts(cue.From):
		r.For = v.trim(Stretch{r.Because.To, v.sent(cue.From).To})
		if !v.clausal(r.For) {
			r.For = v.before(cue.From)
		}
	case g < 0:
		// "The delay was due to rain": rain is the root, the delay its subject.
		if sub := v.subjectOf(head); sub >= 0 {
			r.For = v.clause(head, Stretch{cue.From, whole.To})
			if r.For.IsEmpty() || r.For.To > cue.From {
				r.For = v.trim(Stretch{v.subtree(sub).From, cue.From})
			}
		}
	default:
		g = v.ofContent(cue.From, g)
		if h := v.word(g).Head; v.nominal(g) && h >= 0 && v.isVerb(h) && v.word(g).Is("obj", "obl") && g < cue.From && !oneOf(v.low[cue.From], "due owing as") {
			g = h // "expelled two diplomats in retaliation for …"
		}
		g = v.finite(g)
		r.For = v.clause(g, cut)
		if v.nominal(g) && v.word(head).Is("nmod", "acl") {
			r.For = v.phrase(g, cut)
		}
	}
	if v.starts(cue.From) && r.For.From >= r.Because.To && r.Because.From >= cue.To {
		v.resplit(&r, v.nominal(head) && v.subjectOf(head) < 0, g)
	}
	v.recut(&r)
	if kind == Condition && v.grounded(r.For) {
		return r, false
	}
	if v.bare(r.Because) || v.bare(r.For) || v.lemma(g) == "come" && v.low[cue.From] == "after" {
		return r, false // "if necessary"; "The raid comes after another"
	}
	return r, !r.For.IsEmpty() && !overlap(r.For, r.Because)
}

// fits reports whether a connective means what it seems to before word head. "In
// support of the strike" says why somebody marches, not why he "spoke in support
// of it"; "in connection with the fire" why he was held, not what he "told the
// court in connection with" it; "so that issue is open" and "a parting thanks to
// the mayor" join nothing.
func (v *view) fits(cue Stretch, head int) bool {
	g := v.word(head).Head
	for n := 0; g >= 0 && cue.Holds(g) && n < 4; n++ {
		g = v.word(g).Head
	}
	switch first, last := v.low[cue.From], v.low[cue.To-1]; {
	case oneOf(first, "in") && v.follows(cue.From, "in", "support"), v.follows(cue.From, "in", "solidarity"):
		return g >= 0 && !oneOf(v.lemma(g), "speak say argue write testify comment tweet rule vote act evidence statement letter remark speech article")
	case v.follows(cue.From, "in", "connection"):
		return g >= 0 && oneOf(v.lemma(g), answered+" question seek want search hold seize take identify arrest detention charge trial")
	case last == "that" && first == "so":
		return v.word(cue.To-1).UPOS != "DET" && v.word(cue.To-1).UPOS != "PRON"
	case first == "thanks":
		return v.word(cue.From-1).UPOS != "ADJ" && v.word(cue.From-1).UPOS != "DET" && !v.word(cue.From).Is("obj")
	}
	return true
}

// recut moves the border of a clause by words that stand between the two: "If
// they vote to stay and to wait, then that is the end", "It is only because the
// crane broke that the port closed".
func (v *view) recut(r *Reason) {
	cue, end := r.Cue, v.sent(r.Cue.From).To
	if v.starts(cue.From) && r.For.From >= r.Because.To && !v.clausal(r.For) && v.at(r.Because.To) == "," {
		if rest := v.trim(v.within(Stretch{r.Because.To, end}, cue.From)); v.clausal(rest) && rest.From <= r.For.From {
			r.For = rest // "Despite the frost, [a tree gone astray] the pier stayed open"
		}
	}
	if r.Kind == Condition && v.low[cue.From] == "if" && r.For.From >= cue.To {
		for k := r.For.From + 1; k+1 < r.For.To; k++ {
			if v.low[k] == "then" && !v.mark(k+1) && (v.nominal(k+1) || v.word(k+1).UPOS == "DET") {
				r.Because, r.For = v.trim(Stretch{cue.To, k}), v.trim(Stretch{k + 1, r.For.To})
				return
			}
		}
	}
	if v.low[cue.To-1] != "because" {
		return
	}
	it := cue.From - 1
	for it > v.sent(cue.From).From && (v.word(it).UPOS == "ADV" || v.lemma(it) == "be") {
		it--
	}
	if v.at(it) != "it" || it+1 >= cue.From || v.lemma(it+1) != "be" {
		return
	}
	for k := cue.To + 2; k+2 < end; k++ {
		if h := v.word(k).Head; v.low[k] == "that" && !(v.isVerb(k-1) && h >= 0 && v.word(h).Head == k-1 && v.word(h).Is("ccomp")) && v.word(k).UPOS != "DET" && !v.mark(k-1) && (v.nominal(k+1) || v.word(k+1).UPOS == "DET" || v.word(k+1).UPOS == "ADJ") {
			r.Because, r.For = v.trim(Stretch{cue.To, k}), v.trim(v.within(Stretch{k + 1, end}, cue.From))
			return
		}
	}
}

// grounded reports whether s says that something is so because: "If this sounds
// odd, it is because the port is new" sets no condition.
func (v *view) grounded(s Stretch) bool {
	if !oneOf(v.at(s.From), "it that this") || v.lemma(s.From+1) != "be" {
		return false
	}
	return v.has(s.From+2, min(s.From+5, s.To), "because")
}

// clausal reports whether s has a subject and what it does.
func (v *view) clausal(s Stretch) bool {
	subject, verb := false, false
	for k := s.From; k < s.To; k++ {
		subject, verb = subject || v.word(k).Is("nsubj"), verb || v.isVerb(k)
	}
	return subject && verb
}

// marked reports whether the clause of g begins with the word mark.
func (v *view) marked(g int, mark string) bool {
	for _, c := range v.d.Children(g) {
		if v.word(c).Is("mark", "case") && v.low[c] == mark {
			return true
		}
	}
	return false
}

// bare reports whether s is a single word that explains nothing: "if possible".
func (v *view) bare(s Stretch) bool {
	return s.To-s.From == 1 && (!v.nominal(s.From) && !v.isVerb(s.From) || oneOf(v.low[s.From], "needed required")) || s.IsEmpty()
}

// resplit moves the border of a clause that opens its sentence to a comma,
// where the tree took part of what follows for its own: "If they do, we will
// leave" needs the comma; "Despite the friction, the mood …" has the subject of
// what follows behind it. prep says that a noun phrase is governed, not a clause.
func (v *view) resplit(r *Reason, prep bool, g int) {
	comma := func(i int) bool { return v.at(i) == "," || v.at(i) == "then" || v.at(i) == "—" || v.at(i) == "–" }
	ok := comma(r.Because.To) || comma(r.Because.To-1) || v.mark(r.Because.To)
	if ok && g >= 0 && v.isVerb(g) && v.subjectOf(g) < 0 && v.word(g).XPOS != "VB" {
		ok = false // the subject is lost
	}
	if ok {
		return
	}
	first, last := -1, -1
	for k := r.Cue.To + 1; k < r.For.To; k++ {
		if v.low[k] == "," {
			if first < 0 {
				first = k
			}
			if k < r.Because.To {
				last = k
			}
		}
	}
	at := first
	if last > 0 && prep {
		at = last
	}
	if at < 0 || at+1 >= r.For.To {
		return
	}
	r.Because = v.trim(Stretch{r.Cue.To, at})
	r.For = v.trim(Stretch{at + 1, r.For.To})
}

// governs returns the head of what the connective stands before, -1 if there is
// none to be seen: the first word outside it on the way up from its last word
// that lies after it.
func (v *view) governs(cue Stretch) int {
	for i := cue.To - 1; i >= cue.From; i-- {
		h := i
		for n := 0; h >= 0 && cue.Holds(h) && n < 5; n++ {
			h = v.word(h).Head
		}
		if h >= cue.To {
			return h
		}
	}
	// "in response to the raid": the phrase governs the noun.
	for i := cue.To - 1; i >= cue.From; i-- {
		for _, c := range v.d.Children(i) {
			if c >= cue.To && (v.nominal(c) || v.isVerb(c)) && c-cue.To < 12 {
				return c
			}
		}
	}
	return -1
}

// pointsBack reports whether the words before the connective at word cue say
// nothing but that what was said before is so: "This is because", "It was due
// to".
func (v *view) pointsBack(cue int) bool {
	first := v.sent(cue).From
	for first < cue && v.mark(first) {
		first++
	}
	return cue-first <= 3 && oneOf(v.at(first), "this that it") && v.isVerb(first+1) && v.lemma(first+1) == "be"
}

// ofContent returns g, or, where the connective at word cue stands in what
// somebody is reported to say and g in the words that report it, the head of
// the clause reported: "Officials said they had left because it rained."
func (v *view) ofContent(cue, g int) int {
	a := v.inner[cue]
	if a < 0 || v.inner[g] == a {
		return g
	}
	for _, c := range v.said[a].Content {
		if c[0] < cue && cue < c[1] && v.d.Words[c[0]].Sent == v.d.Words[cue].Sent {
			if h := v.d.Head(c[0], cue); v.isVerb(h) || v.nominal(h) {
				return h
			}
		}
	}
	return g
}

// completed are verbs that an infinitive completes, whatever a tree says.
const completed = "continue begin start want seek try plan agree refuse hope need decide fail vow promise choose elect intend manage threaten expect prefer help"

// finite returns the verb whose infinitive g is, so that a clause has its
// subject: "Northport wants the militia to stop, so that …" is about the wish.
func (v *view) finite(g int) int {
	for n := 0; n < 6; n++ {
		h := v.word(g).Head
		if h >= 0 && v.word(h).UPOS == "ADJ" && v.hasTo(g) && v.subjectOf(g) < 0 && v.d.Child(h, "cop") >= 0 {
			return h // "is likely to fail unless …"
		}
		if h < 0 || !v.isVerb(h) || v.subjectOf(g) >= 0 ||
			!v.word(g).Is("xcomp") && !(v.word(g).Is("advcl", "ccomp") && v.hasTo(g) && oneOf(v.lemma(h), completed)) {
			break
		}
		g = h
	}
	return g
}

// phrase returns the noun phrase of head up to the stretch cut away.
func (v *view) phrase(head int, cut Stretch) Stretch {
	s := v.subtreeAfterCase(head)
	if cut.From > head {
		s.To = min(s.To, cut.From)
	}
	return v.trim(s)
}

// plainly reads a connective without trees: what explains goes on to the next
// mark, what is explained stands before the connective, or after the mark where
// it opens the sentence.
func (v *view) plainly(cue Stretch, kind string) (Reason, bool) {
	if oneOf(v.low[cue.From], "in as provided providing assuming considering") && cue.To-cue.From == 1 {
		return Reason{}, false
	}
	s := v.sent(cue.From)
	end := v.stop(cue.To, s.To)
	r := Reason{Kind: kind, Cue: cue, Because: v.trim(Stretch{cue.To, end}), Sure: 0.5}
	if v.starts(cue.From) {
		r.For = v.trim(Stretch{end, s.To})
	} else {
		r.For = v.trim(Stretch{s.From, cue.From})
	}
	return r, !r.For.IsEmpty() && !r.Because.IsEmpty()
}

// stop returns the next comma, semicolon or end from word i.
func (v *view) stop(i, to int) int {
	for ; i < to; i++ {
		if oneOf(v.low[i], ", ; : — – . ? !") {
			return i
		}
	}
	return to
}

// subjectOf returns the subject of a clause's head, -1 if it has none: of
// several, that nearest before it.
func (v *view) subjectOf(head int) int {
	out := -1
	for _, c := range v.d.Children(head) {
		if v.word(c).Is("nsubj", "csubj") && (out < 0 || c < head) {
			out = c
		}
	}
	return out
}

func overlap(a, b Stretch) bool { return a.From < b.To && b.From < a.To }
