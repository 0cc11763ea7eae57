package discourse

import (
	"slices"

	"hearsay"
)

// Words by which a sentence in the document's own voice comments.
const (
	commentAdverbs = "unfortunately sadly thankfully fortunately regrettably luckily alas ironically clearly obviously undoubtedly admittedly arguably frankly rightly wrongly surprisingly evidently hopefully inevitably disgracefully shamefully"
	judgements     = "shameful disgraceful outrageous unacceptable wonderful terrible horrible dreadful awful excellent foolish stupid wise unwise naive ridiculous absurd intolerable inexcusable unconscionable deplorable laughable futile dangerous disastrous catastrophic tragic crucial vital wrong welcome"
	deontic        = "must should ought"
)

// opinions marks the sentences in which the document comments or advocates in
// its own voice, and weighs them against all that it says itself.
func (v *view) opinions(out *Discourse) {
	// What the text itself predicts, or gives counted reasons for, is comment.
	judged := make(map[int]string)
	for _, q := range out.Questions {
		if q.Kind == Prediction && q.Said < 0 && q.By < 0 && q.Certainty != "expected" && q.Certainty != "not expected" {
			judged[q.Cue.From] = "opinion.forecast"
		}
	}
	for _, r := range out.Reasons {
		if r.Order > 0 && r.Said < 0 {
			judged[r.Cue.From] = "opinion.argument"
		}
	}
	own, marked, advocates := 0, 0, 0
	words, others := 0, 0
	for n, s := range v.sentences() {
		if s.To-s.From < 4 || v.furniture(v.d.Sents[n].Block) {
			continue
		}
		o := Opinion{Sent: n, Manner: Reports}
		said := 0
		for i := s.From; i < s.To; i++ {
			if v.inner[i] >= 0 || v.quoted[i] > 0 {
				said++
				continue
			}
			v.evidence(&o, i, judged[i])
		}
		words, others = words+s.To-s.From, others+said
		if 2*said >= s.To-s.From {
			continue // mostly another's words
		}
		own++
		if o.Manner == Reports {
			continue
		}
		marked++
		if o.Manner == Advocates {
			advocates++
		}
		out.Opinions = append(out.Opinions, o)
	}
	out.Manner = Reports
	if own > 0 {
		out.Share = float64(marked) / float64(own)
	}
	// A report has a loaded word now and then; a comment has many, or says what
	// must be done. Where few words are others', fewer are enough: a report tells
	// what people say.
	alone := 10*others <= 3*words
	switch {
	case marked >= 3 && out.Share >= 0.25 && 3*advocates >= marked:
		out.Manner = Advocates
	case marked >= 3 && out.Share >= 0.2 || marked >= 4 && out.Share >= 0.12 && alone || v.labelled():
		out.Manner = Comments
	}
	if out.Manner == Reports {
		// "We will miss you, brother" in a report is what somebody said whose words
		// lost their marks.
		out.Opinions = slices.DeleteFunc(out.Opinions, func(o Opinion) bool {
			return !slices.ContainsFunc(o.Why, func(w hearsay.Why) bool { return w.Rule != "opinion.first person" })
		})
		if own > 0 {
			out.Share = float64(len(out.Opinions)) / float64(own)
		}
	}
}

// labelled reports whether the page calls itself an opinion near its beginning:
// a line of its own ("Commentary"), or "ANALYSIS/OPINION:" before the text.
func (v *view) labelled() bool {
	for n := 0; n < min(8, len(v.d.Sents)); n++ {
		s := v.d.Sents[n]
		for i := s.From; i < min(s.To, s.From+4); i++ {
			if oneOf(v.low[i], "opinion editorial commentary op-ed analysis/opinion op-eds analysis") && (v.at(i+1) == ":" || v.at(i+1) == "|" || s.To-s.From <= 3 && v.wholeBlock(s.From, s.To)) {
				return true
			}
		}
	}
	return false
}

// wholeBlock reports whether the words [from, to) are all that their block has.
func (v *view) wholeBlock(from, to int) bool {
	b := v.d.Sents[v.d.Words[from].Sent].Block
	before := from == 0 || v.d.Sents[v.d.Words[from-1].Sent].Block != b
	return before && (to == len(v.d.Words) || v.d.Sents[v.d.Words[to].Sent].Block != b)
}

// evidence adds word i to the evidence of o if it shows that its sentence
// comments or advocates.
func (v *view) evidence(o *Opinion, i int, judged string) {
	mark := func(manner, rule string) {
		if manner == Advocates || o.Manner == Reports {
			o.Manner = manner
		}
		o.Evidence = append(o.Evidence, Stretch{i, i + 1})
		o.Why = append(o.Why, hearsay.Why{Rule: rule, Score: 1, Note: v.low[i]})
	}
	w := v.low[i]
	switch {
	case judged != "":
		mark(Comments, judged)
	case v.judges[i]:
		// "Regime" or "terrorists" take sides in a report, too; "shameful" judges.
		mark(Comments, "opinion.loaded")
	case oneOf(w, commentAdverbs) && v.word(i).UPOS == "ADV" && v.word(i).Is("advmod"):
		mark(Comments, "opinion.adverb")
	case oneOf(w, "we us our") && v.has(v.sent(i).From, v.sent(i).To, "subscribe follow contact newsletter newsletters privacy standards terms click download"):
		// "Subscribe to our newsletter" is the outlet's furniture
	case oneOf(w, "i me my") && v.word(i).UPOS == "PRON":
		mark(Comments, "opinion.first person")
	case oneOf(w, "we us our") && v.word(i).UPOS == "PRON":
		mark(Comments, "opinion.first person")
	case oneOf(w, deontic) && v.word(i).Is("aux") && v.advises(i):
		mark(Advocates, "opinion.must")
	case oneOf(w, judgements) && v.word(i).UPOS == "ADJ" && v.d.Child(i, "cop") >= 0:
		mark(Comments, "opinion.judgement")
	case w == "clear" && v.d.Child(i, "cop") >= 0 && !v.negated(i) && v.d.Child(i, "ccomp", "csubj") >= 0:
		mark(Comments, "opinion.clear")
	case w == "?" && v.asked(o.Sent) == i && v.pointed(o.Sent, i):
		mark(Comments, "opinion.question")
	}
}

// pointed reports whether the question of a sentence makes a point: "Will they
// ever learn?", "Why did nobody act?", not the "What is the pact?" of a text that
// explains.
func (v *view) pointed(sent, end int) bool {
	i := v.begins(v.d.Sents[sent].From, end)
	return oneOf(v.at(i), "will would could should can is are do does why must isn aren") || oneOf(v.at(i+1), "n't will would should")
}

// advises reports whether "must" or "should" says what is to be done, not what a
// rule says or what is likely ("should tell", "must have left").
func (v *view) advises(i int) bool {
	h := v.word(i).Head
	if h < 0 || v.have(h) || oneOf(v.lemma(h), telling) || v.word(h).Is("advcl", "ccomp", "acl") {
		return false
	}
	s := v.d.Child(h, "nsubj", "nsubj:pass")
	return s >= 0
}
