package discourse

// openness are words that say that something is not known, or not decided yet,
// before a whether or another question word.
const openness = "unclear unknown uncertain unsure unresolved undecided undetermined unsettled debatable doubtful open"

// indirect reads what sentence n says is not known.
func (v *view) indirect(n int) []Question {
	s := v.d.Sents[n]
	var out []Question
	for i := s.From; i < s.To; i++ {
		cue := v.openCue(i, s.To)
		if cue.IsEmpty() {
			continue
		}
		w := v.questionWord(cue.To, min(s.To, cue.To+7))
		var span Stretch
		if w >= 0 {
			end := s.To
			if !v.trees() {
				end = v.stop(w, s.To)
			} else if h := v.clauseOf(w); h > w {
				if t := v.subtree(h); t.From <= w {
					end = v.byItself(h, t.To)
				}
				if !v.isVerb(h) && v.d.Child(h, "cop") < 0 {
					end = v.stop(h, s.To) // a tree gone astray
				}
			}
			span = v.trim(v.within(Stretch{w, end}, i))
		} else if first := v.questionWord(s.From, min(i, s.From+2)); first >= 0 && v.lemma(cue.To) != "be" && v.low[first] != "if" && (v.isVerb(i-1) || v.isVerb(i) || oneOf(v.at(i-1), "remains remained remain still")) {
			// "Whether they will leave remains to be seen."
			span = v.trim(Stretch{first, v.subjectEnd(first, i)})
		} else if cue.To-cue.From >= 4 {
			// "That remains to be seen": the sentence before is open, or its own subject.
			continue
		}
		if span.To-span.From < 2 || v.at(span.From+1) == "to" && (oneOf(v.at(cue.To-1), "know knew") || oneOf(v.at(span.From), "where what who")) {
			continue // "did not know where to go", "unsure where to turn"
		}
		if n+1 < len(v.d.Sents) && v.has(v.d.Sents[n+1].From, v.d.Sents[n+1].To, "answered answers answer") {
			continue // "left open how the port would pay. The council answered that on Monday."
		}
		q := Question{Kind: Open, Span: span, Cue: cue, Horizon: -1, By: -1, Said: v.inner[cue.From], Why: why("question.indirect", v.text(cue))}
		if q.Said >= 0 {
			q.By = v.said[q.Said].Source
		}
		q.Options = v.options(span)
		v.horizon(&q, n)
		out = append(out, q)
		i = max(i, cue.To-1)
		if span.From > i {
			i = span.To - 1
		}
	}
	return out
}

// byItself returns where the clause of h ends that reaches to word to, without
// another that is joined to it: "why he left, but he did".
func (v *view) byItself(h, to int) int {
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("conj") && c > h && v.subjectOf(c) > h {
			return min(to, v.subtree(c).From)
		}
	}
	for k := h; k < to; k++ {
		if v.low[k] == "but" && v.word(k).UPOS == "CCONJ" {
			return k
		}
	}
	return to
}

// clauseOf returns the head of the clause that the question word w begins: up
// from "how many people" to what they do.
func (v *view) clauseOf(w int) int {
	h := w
	for n := 0; n < 6 && !v.word(h).Is("ccomp", "csubj", "advcl", "acl", "parataxis", "xcomp", "root"); n++ {
		up := v.word(h).Head
		if up < w {
			break
		}
		h = up
	}
	return h
}

// subjectEnd returns where the clause that begins with word first and is the
// subject of the words from i on ends.
func (v *view) subjectEnd(first, i int) int {
	for i > first && (oneOf(v.low[i-1], "still yet also is was are were remains remained") || v.low[i-1] == "n't") && !oneOf(v.low[i], "remains remained remain") {
		i--
	}
	return i
}

// questionWord returns the first word of [from, to) that begins an indirect
// question, -1 if there is none.
func (v *view) questionWord(from, to int) int {
	for i := from; i < to; i++ {
		if oneOf(v.low[i], "whether if how who what when where why which whose") {
			if v.low[i] == "if" && i > from+1 {
				return -1
			}
			return i
		}
		if oneOf(v.low[i], "with for by to") && v.at(i+1) == "whom" {
			return i // "unclear with whom he spoke"
		}
		if v.word(i).UPOS == "PRON" && i > from && v.low[i] != "it" || v.mark(i) && v.low[i] != ":" || oneOf(v.low[i], "that because") || v.isVerb(i) {
			return -1
		}
	}
	return -1
}

// openCue returns the words at i that say that something is open, empty if
// none do.
func (v *view) openCue(i, to int) Stretch {
	w := v.low[i]
	switch {
	case oneOf(w, openness):
		if w == "open" && !v.follows(i+1, "question") {
			break
		}
		if w == "open" {
			return Stretch{i, i + 2}
		}
		return Stretch{i, i + 1}
	case w == "not" || w == "n't":
		// "it is not clear whether", "it is not yet known who", "do not know if"
		k := i + 1
		for oneOf(v.at(k), "yet immediately entirely altogether quite still fully really") {
			k++
		}
		if oneOf(v.at(k), "clear known certain sure obvious evident determined decided confirmed") && k < to {
			return Stretch{i, k + 1}
		}
		if oneOf(v.at(k), "know say specify clarify disclose reveal decide said specified clarified disclosed revealed") && k < to && !oneOf(v.at(k-1), "to") && v.quoted[k] == 0 {
			return Stretch{i, k + 1}
		}
	case oneOf(w, "remains remained remain"):
		if v.follows(i+1, "to", "be", "seen") {
			return Stretch{i, i + 4}
		}
		if v.follows(i+1, "a", "mystery") || v.follows(i+1, "an", "open") {
			return Stretch{i, i + 3}
		}
	case w == "the" && oneOf(v.at(i+1), "question questions") && (v.at(i+2) == "of" || oneOf(v.at(i+2), "is remains") || v.at(i+2) == "now" && v.at(i+3) == "is"),
		w == "the" && oneOf(v.at(i+1), "big key main central real only") && v.at(i+2) == "question" && oneOf(v.at(i+3), "is remains now"):
		k := i + 2
		for k < to && k < i+5 && oneOf(v.at(k), "question of is remains now") {
			k++
		}
		return Stretch{i, k}
	case oneOf(w, "doubts doubt questions debate uncertainty speculation confusion") && v.word(i).UPOS == "NOUN":
		if oneOf(v.at(i+1), "about over as on") {
			k := i + 2
			if v.follows(i+1, "as", "to") {
				k++
			}
			return Stretch{i, k}
		}
		if oneOf(v.at(i+1), "whether") {
			return Stretch{i, i + 1}
		}
	case w == "no" && oneOf(v.at(i+1), "word indication information details clarity") && oneOf(v.at(i+2), "on about of as yet"):
		return Stretch{i, i + 3}
	case w == "decide" && oneOf(v.at(i-1), "to will must should"):
		return Stretch{i, i + 1}
	case w == "too" && oneOf(v.at(i+1), "early soon") && v.at(i+2) == "to" && oneOf(v.at(i+3), "know say tell judge see"):
		return Stretch{i, i + 4}
	case w == "another" && oneOf(v.at(i+1), "matter question") && v.lemma(i-1) == "be", oneOf(w, "anyone anybody") && v.follows(i+1, "'s", "guess"):
		return Stretch{i, i + 2} // "Whether it will hold is another matter."
	case w == "nobody" && oneOf(v.at(i+1), "knows knew"):
		return Stretch{i, i + 2}
	case w == "no" && v.at(i+1) == "one" && oneOf(v.at(i+2), "knows knew"):
		return Stretch{i, i + 3}
	case oneOf(w, "wonder wonders wondering wondered") && v.isVerb(i) && v.quoted[i] == 0:
		return Stretch{i, i + 1}
	case oneOf(w, "yet") && v.follows(i+1, "to") && oneOf(v.at(i+2), "decide say determine announce explain clarify") && oneOf(v.lemma(i-1), "have be"):
		return Stretch{i, i + 3}
	}
	return Stretch{}
}
