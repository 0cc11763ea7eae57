package discourse

import (
	_ "embed"
	"strconv"

	"hearsay"
)

//go:embed likelihood.tsv
var likelihoodText string

// likelihoods are the words of likelihood.tsv.
var likelihoods = load(likelihoodText, 6)

// forecasts finds who predicts what, by when and how surely. What has only a
// modal ("may", "could") is a forecast if a condition or a time ahead goes with
// it, so that it can be resolved at all.
func (v *view) forecasts(reasons []Reason) []Question {
	if !v.trees() {
		return nil
	}
	conditions := make(map[int]Stretch)
	for _, r := range reasons {
		if r.Kind == Condition {
			for k := r.For.From; k < r.For.To; k++ {
				conditions[k] = Stretch{r.Cue.From, r.Because.To}
			}
		}
	}
	var out []Question
	for n, s := range v.sentences() {
		done := -1         // the head of the last prediction
		under := Stretch{} // its condition
		for i := s.From; i < s.To; i++ {
			q, head, ok := v.forecast(i, n, conditions)
			if !ok || head == done {
				continue
			}
			v.horizon(&q, n)
			if !v.resolvable(&q) {
				continue
			}
			if k := len(out) - 1; !q.Condition.IsEmpty() && q.Condition == under && out[k].Certainty == q.Certainty {
				// "If the dam breaks, the mill will flood and the road will go": one forecast.
				out[k].Span.To = max(out[k].Span.To, q.Span.To)
				continue
			}
			done, under = head, q.Condition
			out = append(out, q)
			i = max(i, q.Cue.To-1)
		}
	}
	return out
}

// resolvable keeps out what merely may be: "could" and "may" need a condition
// or a time.
func (v *view) resolvable(q *Question) bool {
	if q.Certainty == "possible" || q.Certainty == "will" {
		return !q.Condition.IsEmpty() || q.Certainty == "possible" && v.lies(q.Until)
	}
	return true
}

// lies reports whether the words of a horizon lie ahead by themselves: "by
// Friday", "next year", "soon", not "1989" or "in 10 minutes".
func (v *view) lies(s Stretch) bool {
	if s.IsEmpty() {
		return false
	}
	return v.has(max(0, s.From-2), s.To, "by next coming within soon tomorrow this later tonight before weeks months years days decade future imminently")
}

// forecast reads the word of likelihood at word i: what it says is predicted,
// and the head of that.
func (v *view) forecast(i, n int, conditions map[int]Stretch) (Question, int, bool) {
	to := v.d.Sents[n].To
	if oneOf(v.low[i], "will 'll wo") && v.word(i).Is("aux") {
		return v.forecastBy(&plainWill, i, conditions)
	}
	for r := range likelihoods.matches(i, to, v.at) {
		if q, head, ok := v.forecastBy(r, i, conditions); ok {
			return q, head, ok
		}
	}
	if v.isVerb(i) && v.lemma(i) != v.low[i] {
		for r := range likelihoods.matches(i, to, v.lemmaFirst(i)) {
			if q, head, ok := v.forecastBy(r, i, conditions); ok {
				return q, head, ok
			}
		}
	}
	return Question{}, -1, false
}

// plainWill is a future without a word of likelihood.
var plainWill = row{[]string{"will"}, []string{"modal", "will", "0", "0", "plain"}}

// forecastBy reads the word of likelihood at word i by a row of the list.
func (v *view) forecastBy(r *row, i int, conditions map[int]Stretch) (Question, int, bool) {
	none := Question{}
	cue := Stretch{i, i + len(r.phrase)}
	head, sub := v.predicted(cue, r.fields[0])
	if head < 0 {
		return none, -1, false
	}
	q := Question{Kind: Prediction, Cue: cue, Horizon: -1, By: -1, Said: v.inner[i], Certainty: r.fields[1]}
	q.Low, _ = strconv.ParseFloat(r.fields[2], 64)
	q.High, _ = strconv.ParseFloat(r.fields[3], 64)
	q.Span = v.clauseWith(head, sub, cue)
	if q.Span.To-q.Span.From < 3 {
		return none, -1, false
	}
	if v.negatedBy(i, head, r.fields[0]) {
		q.Certainty, q.Low, q.High = v.turned(q.Certainty, q.Low, q.High)
	}
	if q.Certainty == "not possible" || v.marked(head, "whether") {
		return none, -1, false // "it is not possible to leave", "whether they might leave"
	}
	q.Condition = conditions[head]
	if q.Condition.Holds(head) || v.embedded(head) || v.low[i] == "could" && oneOf(v.lemma(head), "resist bear help stand believe see hear") {
		return none, -1, false
	}
	if q.Said >= 0 {
		q.By = v.said[q.Said].Source
	} else if a := v.inner[head]; a >= 0 && v.said[a].CueFrom < cue.To && cue.From < v.said[a].CueTo {
		q.By = v.said[a].Source
	}
	if r.fields[0] == "verb" {
		// "The bank expects prices to fall": the subject predicts.
		if d := v.doer(i); d >= 0 {
			if m := v.ms.At(v.standsFor(d)); m >= 0 && !v.thing(m) {
				q.By = m
			}
		}
	}
	q.Why = []hearsay.Why{{Rule: "forecast." + r.fields[0], Score: 1, Note: v.text(cue) + ": " + r.fields[4]}}
	return q, head, true
}

// embedded reports whether the clause of h, or one that holds it, is not said to
// come true: what is asked ("too early to know how the court might rule"), what
// a condition or a rule sets ("if the mayor finds that nets will help", "when
// legally bound to"), what was only feared or thought ("amid fears the dam could
// break", "had thought that it might").
func (v *view) embedded(h int) bool {
	for n := 0; h >= 0 && n < 6; n++ {
		for _, c := range v.d.Children(h) {
			if c < h && v.word(c).Is("mark", "advmod", "obj", "obl") && (oneOf(v.low[c], "whether how what who which where why") || n > 0 && v.low[c] == "if") {
				return true
			}
		}
		g := v.word(h).Head
		if g < 0 || !v.word(h).Is("ccomp", "xcomp", "acl", "conj", "advcl", "csubj") {
			return false
		}
		if v.word(h).Is("ccomp", "acl") && oneOf(v.lemma(g), "fear think hope") && (v.word(g).UPOS == "NOUN" && v.at(g-1) == "amid" || v.isVerb(g) && v.pastTense(g) && v.inner[h] < 0) {
			return true
		}
		if v.word(h).Is("advcl") && !oneOf(v.at(v.d.Child(h, "mark")), "because as since though although while that") {
			return false
		}
		h = g
	}
	return false
}

// predicted returns the head of what a word of likelihood says will be, and the
// head of its subject where that stands elsewhere; -1 if it predicts nothing.
func (v *view) predicted(cue Stretch, form string) (head, subject int) {
	i := cue.From
	last := cue.To - 1
	switch form {
	case "adv":
		// "will likely pressure": the verb must look ahead. "Likely targets", "was
		// probably killed" do not.
		h := v.word(last).Head
		if v.word(last).Is("amod") || v.lemma(i-1) == "be" && v.low[last] == "doubt" {
			return -1, -1
		}
		if h >= 0 && v.only(h, "would 'd") && v.inner[cue.From] < 0 {
			return -1, -1 // what would be, if
		}
		if h >= 0 && (v.isVerb(h) || v.d.Child(h, "cop") >= 0) && v.ahead(h) && v.first(h) {
			return h, -1
		}
		if v.low[last] == "likely" && v.word(last).UPOS == "ADJ" {
			return v.predicted(cue, "to")
		}
	case "to":
		// "is likely to pressure", "it is likely that it will"
		if v.isVerb(last) && v.word(last).XPOS != "VBN" && v.low[last] != "set" || v.low[last] == "set" && v.word(last).XPOS == "VBP" {
			return -1, -1
		}
		for _, c := range v.d.Children(last) {
			if oneOf(v.low[c], "more less any how equally as") && v.word(c).Is("advmod") && cue.To-cue.From == 1 {
				return -1, -1 // "more likely to succeed": compared, not foretold
			}
		}
		if oneOf(v.low[last], "sure certain") && v.lemma(v.word(last).Head) == "make" {
			return -1, -1 // "makes sure that it will"
		}
		if v.pastTense(last) || v.only(last, "would 'd") && v.inner[last] < 0 || oneOf(v.at(cue.From-1), "legally duty honour honor contractually constitutionally morally") {
			return -1, -1 // "was expected to" may have come or not; "legally bound to" obey
		}
		if oneOf(v.low[last], "poised") && v.word(last).Is("acl") {
			return -1, -1 // "a party poised to take power": what it is like
		}
		for _, c := range v.d.Children(last) {
			if c > last && v.word(c).Is("xcomp", "csubj", "ccomp", "advcl") {
				k := v.d.Child(c, "mark")
				switch {
				case k >= 0 && v.low[k] == "to" && (c-last > 3 || v.low[last+1] != "to") && oneOf(v.low[last], "sure certain bound set"):
					return -1, -1 // "cannot be sure what to make of it"
				case k >= 0 && v.low[k] == "to" && c-last < 9:
					if oneOf(v.low[last], "sure certain set") && v.low[k] == "to" && v.imperative(last) {
						return -1, -1
					}
					if s := v.subjectOf(last); s >= 0 && !v.first(last) {
						return -1, -1
					}
					if v.lemma(c) == "be" || v.d.Child(c, "aux") < 0 || v.lemma(v.d.Child(c, "aux")) != "have" {
						return c, last
					}
				case v.ahead(c) && oneOf(v.low[last], "likely unlikely probable improbable certain inevitable possible conceivable sure"):
					return c, -1
				}
			}
		}
	case "verb":
		if !v.isVerb(i) || v.word(i).Is("amod") || v.pastTense(i) && (v.inner[i] < 0 || v.quoted[i] > 0) && !v.recent(i) || v.negated(i) || v.word(i).Is("advcl") && v.marked(i, "if") {
			return -1, -1
		}
		// "expect Northport to pay": an order if the one expected is told to.
		for _, c := range v.d.Children(i) {
			if s := v.subjectOf(c); c > i && v.word(c).Is("ccomp") && v.ahead(c) && (s < 0 || v.low[s] != "which") {
				return c, -1
			}
			if k := v.d.Child(c, "mark"); c > i && v.word(c).Is("xcomp", "ccomp", "advcl") && k >= 0 && v.low[k] == "to" {
				if o := v.d.Child(i, "obj"); o >= 0 && o < c {
					return c, o
				}
				if s := v.d.Child(c, "nsubj"); s >= 0 {
					return c, -1
				}
			}
		}
	case "noun":
		noun := last
		for _, c := range v.d.Children(noun) {
			if c > noun && v.word(c).Is("acl", "nmod", "ccomp", "advcl") && v.isVerb(c) && (v.ahead(c) || v.word(c).XPOS == "VBG" || v.hasTo(c)) {
				if v.pastTense(v.word(noun).Head) {
					return -1, -1
				}
				return c, -1
			}
		}
	case "modal":
		h := v.word(i).Head
		if h >= 0 && oneOf(v.low[i], "will 'll wo") && v.negated(h) && oneOf(v.lemma(h), "hesitate rule allow let tolerate accept rest negotiate surrender stand") {
			return -1, -1 // "will not hesitate to", "won't rule out": what somebody means to do
		}
		if v.word(i).Is("aux") && h > i && v.d.Child(h, "aux") >= 0 && !v.have(h) && v.first(h) && (cue.To-cue.From > 1 || !oneOf(v.low[i], "will 'll wo") || !v.deliberate(i)) &&
			v.asked(v.d.Words[h].Sent) < 0 {
			return h, -1
		}
	}
	return -1, -1
}

// deliberate reports whether "will" is a promise, plan or order of the speaker
// rather than a forecast: in what somebody promises, threatens or asks for. Who
// warns foretells.
func (v *view) deliberate(i int) bool {
	a := v.inner[i]
	if a < 0 || v.said[a].CueFrom < v.said[a].CueTo && v.lemma(v.said[a].CueFrom) == "warn" {
		return false
	}
	switch v.said[a].Act {
	case hearsay.Promise, hearsay.Threaten, hearsay.Demand, hearsay.Ask, hearsay.Want:
		return true
	}
	return false
}

// first reports whether the clause of h is about somebody else than the speaker:
// "we will likely leave" is a plan more than a forecast.
func (v *view) first(h int) bool {
	s := v.d.Child(h, "nsubj", "nsubj:pass")
	return s < 0 || !oneOf(v.low[s], "i we you let")
}

func (v *view) hasTo(c int) bool {
	k := v.d.Child(c, "mark")
	return k >= 0 && v.low[k] == "to"
}

// have reports whether a clause is a perfect: "may have left" looks back.
func (v *view) have(h int) bool {
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("aux") && v.lemma(c) == "have" {
			return true
		}
	}
	return false
}

// only reports whether the auxiliary of a clause is one of the words.
func (v *view) only(h int, words string) bool {
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("aux") && oneOf(v.low[c], words) {
			return true
		}
	}
	return false
}

// ahead reports whether a clause looks into the future.
func (v *view) ahead(h int) bool {
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("aux") && oneOf(v.low[c], "will would 'll wo shall may might could 'd") {
			return !v.have(h)
		}
	}
	return false
}

// pastTense reports whether the verb or predicate h is in the past, or hangs on
// one that says so.
func (v *view) pastTense(h int) bool {
	if h < 0 {
		return false
	}
	finite := false
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("aux", "cop") && c < h {
			if v.word(c).XPOS == "VBD" || oneOf(v.low[c], "was were had") {
				return true
			}
			finite = true
		}
	}
	return !finite && v.word(h).XPOS == "VBD"
}

// recent reports whether a verb of expecting in the past tells a forecast all
// the same: "The bank predicted that prices will fall".
func (v *view) recent(i int) bool {
	for _, c := range v.d.Children(i) {
		if v.word(c).Is("ccomp") && v.ahead(c) {
			return true
		}
	}
	return false
}

// imperative reports whether "be sure to", "make sure" is told to somebody.
func (v *view) imperative(i int) bool { return v.subjectOf(i) < 0 }

// clauseWith returns the words of what is predicted, with its subject.
func (v *view) clauseWith(head, sub int, cue Stretch) Stretch {
	s := v.subtree(head)
	if sub >= 0 {
		t := v.subtree(sub)
		if k := v.subjectOf(sub); k >= 0 {
			t.From = v.subtree(k).From
		}
		s.From = min(s.From, t.From)
		if v.word(sub).Is("acl", "amod") && v.subjectOf(sub) < 0 && v.word(sub).Head >= 0 && v.word(sub).Head < sub {
			s.From = min(s.From, v.subtree(v.word(sub).Head).From) // "the war, expected to spread"
		}
		if r := v.subjectOf(sub); r >= 0 && oneOf(v.low[r], "who which that") && v.word(sub).Is("acl") && v.word(sub).Head >= 0 {
			s.From = v.subtree(v.word(sub).Head).From
		}
	}
	for _, c := range v.d.Children(head) {
		if v.word(c).Is("parataxis") {
			if t := v.subtree(c); t.From > head {
				s.To = min(s.To, t.From)
			} else if k := v.subjectOf(head); k < 0 || t.To <= v.subtree(k).From {
				s.From = max(s.From, t.To)
			}
		}
	}
	if k := v.subjectOf(head); k >= 0 && sub < 0 {
		s.From = v.afterColon(s.From, k)
	}
	return v.trim(v.within(s, cue.From))
}

// negatedBy reports whether what is predicted is that something will not be.
func (v *view) negatedBy(i, head int, form string) bool {
	return (form == "to" || v.word(i).UPOS == "ADJ") && v.negated(i)
}

// turned is a word of likelihood under "not": "is not likely to" is unlikely;
// "is not expected to" has no range.
func (v *view) turned(term string, low, high float64) (string, float64, float64) {
	switch term {
	case "likely":
		return "unlikely", 20, 45
	case "very likely":
		return "unlikely", 20, 45
	case "unlikely", "very unlikely":
		return "likely", 55, 80
	case "almost certain", "possible":
		return "not " + term, 0, 0
	}
	return "not " + term, low, high
}
