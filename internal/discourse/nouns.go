package discourse

// nounsOfReason reads sentences whose subject or predicate is a noun for a
// reason: "The reason for the order is that Northport fears a raid", "One
// reason is the price", "Its aim was to close the port", "The raid is the reason
// why the port closed."
func (v *view) nounsOfReason(s Stretch, out []Reason) []Reason {
	if !v.trees() {
		return out
	}
	for i := s.From; i < s.To; i++ {
		kind := ""
		switch {
		case oneOf(v.low[i], "reason cause motive rationale justification trigger pretext"):
			kind = Ground
			if v.low[i] == "cause" {
				kind = Cause
			}
		case oneOf(v.low[i], "aim purpose objective"):
			kind = Purpose
		}
		if kind == "" || v.word(i).UPOS != "NOUN" {
			continue
		}
		if r, ok := v.reasonIs(i, s, kind); ok {
			out = v.add(out, r)
		}
	}
	return out
}

// reasonIs reads a noun of reason with a form of be after or before it.
func (v *view) reasonIs(i int, s Stretch, kind string) (Reason, bool) {
	be := -1
	for k := i + 1; k < s.To && k < i+30; k++ {
		if v.lemma(k) == "be" && v.isVerb(k) && (v.word(k).Head == v.word(i).Head || v.word(i).Head == k || v.subtree(i).To == k) {
			be = k
			break
		}
	}
	np := v.subtree(i)
	what := v.explained(i, np)
	if be >= 0 && v.word(i).Is("nsubj") && np.To <= be+1 {
		// "The reason (for X) is (that) Y"
		from := be + 1
		for oneOf(v.at(from), "that because to simple clear , :") && from < s.To {
			from++
		}
		end := v.stop(from, s.To)
		if h := v.word(i).Head; h == be || h >= 0 && h == v.word(be).Head {
			end = v.subtree(h).To
		}
		y := v.trim(v.within(Stretch{from, end}, from))
		if oneOf(v.at(be+1), "not unclear unknown uncertain n't still under being") {
			return Reason{}, false
		}
		r := Reason{Kind: kind, For: what, Because: y, Cue: v.trim(Stretch{i, be + 1}), Why: why("reason.noun", v.low[i])}
		if !what.IsEmpty() {
			r.Cue = Stretch{i, i + 1}
		} else if oneOf(v.at(i-1), "the one another main only this their its his her") {
			r.For = v.before(i)
		}
		return r, !r.For.IsEmpty() && !overlap(r.For, r.Because)
	}
	// "X is the reason why Y"
	if sub := v.subjectOf(i); sub >= 0 && sub < i && !what.IsEmpty() && v.d.Child(i, "cop") >= 0 && !v.negated(i) &&
		!oneOf(v.low[sub], "there what which") {
		return Reason{Kind: kind, For: what, Because: v.back(v.trim(v.subtree(sub)), i), Cue: Stretch{i, i + 1}, Why: why("reason.noun", v.low[i])}, true
	}
	return Reason{}, false
}

// explained returns what a noun of reason is the reason for: "for the order",
// "why the port closed", "to leave", "behind the raid", "of the fire".
func (v *view) explained(i int, np Stretch) Stretch {
	for _, c := range v.d.Children(i) {
		if c < i || !v.word(c).Is("nmod", "acl", "advcl", "obl") {
			continue
		}
		t := v.subtree(c)
		for oneOf(v.at(t.From), "for of behind why that") && t.From < c {
			t.From++
		}
		t.To = min(t.To, np.To)
		return v.trim(t)
	}
	return Stretch{}
}

// callWords are nouns for what makes somebody act.
const callWords = "warning provocation pretext trigger catalyst incentive motive"

// wakeUps reads a sentence that says of the one before that it moved somebody:
// "That was a wake-up call for the port."
func (v *view) wakeUps(s Stretch, out []Reason) []Reason {
	i := s.From
	for i < s.To && v.mark(i) {
		i++
	}
	if !oneOf(v.at(i), "this that it") || v.lemma(i+1) != "be" {
		return out
	}
	for k := i + 2; k < min(s.To, i+9); k++ {
		if v.follows(k, "wake", "-", "up") || v.follows(k, "turning", "point") || v.follows(k, "last", "straw") || v.follows(k, "final", "straw") ||
			v.follows(k, "casus", "belli") || v.word(k).UPOS == "NOUN" && oneOf(v.low[k], callWords) {
			// The noun may be the head of its sentence: "That was a warning."
			if h := v.word(k).Head; v.trees() && (v.negated(k) || h >= 0 && v.negated(h)) {
				return out
			}
			return v.add(out, Reason{Kind: Cause, Because: v.before(i), For: v.trim(s), Cue: v.trim(Stretch{k, min(s.To, k+3)}), Sure: 0.6, Why: why("reason.call", v.low[k])})
		}
	}
	return out
}

// alone adds the cause that the model alone sees in a sentence, where no word of
// the lists joins anything: both parts must be whole clauses or phrases.
func (v *view) alone(s Stretch, out []Reason) []Reason {
	if v.d.Model == nil {
		return out
	}
	var cause, effect, signal Stretch
	low := float32(1)
	for _, t := range v.d.Model.Spans("causal", s.From, s.To) {
		x := Stretch{t.From, t.To}
		switch t.Label {
		case "CAUSE":
			if !cause.IsEmpty() {
				return out
			}
			cause, low = x, min(low, t.Prob)
		case "EFFECT":
			if !effect.IsEmpty() {
				return out
			}
			effect, low = x, min(low, t.Prob)
		case "SIGNAL":
			signal = x
		}
	}
	cause, effect = v.trim(cause), v.trim(effect)
	if signal.IsEmpty() && low < aloneUnsigned || !cause.IsEmpty() && (v.word(cause.From).XPOS == "VBG" || oneOf(v.low[cause.From], "who which whose whom that")) {
		return out // "spoke, congratulating the guests", "the mayor, who had left"
	}
	if s := signal.From; !signal.IsEmpty() && (v.isVerb(s) && reasonWords.match(s, s+1, v.lemmaFirst(s)) == nil || v.low[s] == "as" && low < aloneUnsigned) {
		return out // "raising questions", "spoke as they left": no words of cause
	}
	if !v.unrest(s) && (signal.IsEmpty() || low < aloneElsewhere) {
		return out
	}
	if low < aloneSure || cause.To-cause.From < 2 || effect.To-effect.From < 2 {
		return out
	}
	r := Reason{Kind: Cause, For: effect, Because: cause, Cue: signal, Sure: float64(low) * 0.7}
	r.Why = why("model.causal alone", v.text(signal))
	r.Why[0].Score = float64(low)
	return v.add(out, r)
}

// unrest reports whether a sentence tells of protest, violence or harm, which is
// what the model learnt causes on: in news of other things most causes that it
// sees alone are none ("Officials familiar with the review | say it took long").
func (v *view) unrest(s Stretch) bool {
	for k := s.From; k < s.To; k++ {
		l := v.lemma(k)
		if w := v.word(k); (w.UPOS == "NOUN" || w.UPOS == "VERB") && (oneOf(l, protests) || oneOf(l, blows) || oneOf(l, harming) || oneOf(l, "march arrest militant demonstrator protester striker rioter unrest curfew agitation agitate teargas murder assassination")) {
			return true
		}
	}
	return false
}

// aloneElsewhere is aloneSure for sentences of other things.
const aloneElsewhere = 0.7

// aloneSure is the mean probability that both parts must have where the model
// alone sees a cause and the words that tell it; aloneUnsigned, where it sees no
// such words: below that most were wrong in running text.
const (
	aloneSure     = 0.4
	aloneUnsigned = 0.6
)
