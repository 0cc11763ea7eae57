package eval

import (
	"cmp"

	"hearsay"
	"hearsay/internal/discourse"
)

// A Causality says whether a sentence tells a cause, and which.
type Causality struct {
	Causal bool
	Pairs  []CausePair // all that are annotated; none for a sentence that tells no cause
}

// A CausePair is a cause and its effect.
type CausePair struct{ Cause, Effect Stretch }

// causal is a CausePair as the corpus has it.
type causal struct{ Cause, Effect [3]int }

func (c *causal) check(inside func(sent, from, to int) error) error {
	return cmp.Or(inside(c.Cause[0], c.Cause[1], c.Cause[2]), inside(c.Effect[0], c.Effect[1], c.Effect[2]))
}

// causality returns what the record says of causes, nil if it says nothing.
func (r *record) causality(word func(sent, tok int) int) *Causality {
	if r.Meta.Label == nil {
		return nil
	}
	c := &Causality{Causal: *r.Meta.Label == 1}
	stretch := func(x [3]int) Stretch { return Stretch{word(x[0], x[1]), word(x[0], x[2])} }
	for _, p := range r.Causal {
		c.Pairs = append(c.Pairs, CausePair{stretch(p.Cause), stretch(p.Effect)})
	}
	return c
}

// causes compares reasons with the causes of CNC (Tan et al. 2022), one sentence
// a document. "sentence" asks whether a sentence tells a cause. Spans are sets
// of words, marks left out: "exact" wants the same words, "overlap" at least
// half of the words of each side in common; pairs are matched one to one. Only
// sentences whose causes are annotated count for spans. Conditions and purposes
// are causes in CNC; concessions are none.
func (e *evaluation) causes(c *corpus, in Input, rs []*Reading) {
	measures := []string{"sentence", "cause, exact", "effect, exact", "cause, overlap", "effect, overlap", "both, overlap"}
	for _, by := range []string{"model", "hearsay"} {
		rows := make([]*Row, len(measures))
		for i, m := range measures {
			rows[i] = e.row("discourse", c, in, by, m)
		}
		for _, r := range rs {
			if r.Key.Causal == nil || r.Doc.Model == nil {
				continue
			}
			own := r.reasons()
			if by == "model" {
				own = r.modelCauses()
			}
			for i, t := range compareCauses(r, own) {
				rows[i].add(t)
			}
			if e.errors != nil && by == "hearsay" {
				e.errors.causes(r, own)
			}
			if in == Raw && by == "hearsay" {
				e.stateReasons(r, own)
			}
		}
	}
}

// words is a cause or effect as the key's words.
type words = set[hearsay.Span]

// A causePair is a pair of either side.
type causePair struct {
	cause, effect words
	sure          float64 // of an answer
}

// reasons returns the system's reasons as causes and effects.
func (r *Reading) reasons() []causePair {
	var out []causePair
	for _, x := range discourseOf(r.Doc, r.Mentions, r.Said).Reasons {
		if x.Kind == discourse.Concession {
			continue
		}
		out = append(out, causePair{r.covered(x.Because.From, x.Because.To), r.covered(x.For.From, x.For.To), x.Sure})
	}
	return out
}

// modelCauses returns the cause that the model's head alone marks.
func (r *Reading) modelCauses() []causePair {
	var cause, effect words
	for _, t := range r.Doc.Model.Spans("causal", 0, r.Doc.Model.Len()) {
		switch {
		case t.Label == "CAUSE" && cause == nil:
			cause = r.covered(t.From, t.To)
		case t.Label == "EFFECT" && effect == nil:
			effect = r.covered(t.From, t.To)
		}
	}
	if cause == nil || effect == nil {
		return nil
	}
	return []causePair{{cause: cause, effect: effect}}
}

// covered returns the key's words that the system's words [from, to) touch,
// without marks.
func (r *Reading) covered(from, to int) words {
	s := make(words)
	for i := from; i < to; i++ {
		if r.Doc.Words[i].UPOS != "PUNCT" {
			r.cover(s, i, i+1)
		}
	}
	return s
}

// compareCauses makes the tallies of a sentence in the order of the measures.
func compareCauses(r *Reading, own []causePair) []Tally {
	out := make([]Tally, 6)
	for i := range out {
		out[i] = make(Tally, 3)
	}
	yes := func(b bool) float64 {
		if b {
			return 1
		}
		return 0
	}
	causal := r.Key.Causal
	out[0] = Tally{yes(causal.Causal && len(own) > 0), yes(len(own) > 0), yes(causal.Causal)}
	var key []causePair
	for _, p := range causal.Pairs {
		key = append(key, causePair{cause: r.keyWords(p.Cause), effect: r.keyWords(p.Effect)})
	}
	if causal.Causal && len(key) == 0 {
		return out
	}
	same := func(a, b words) bool { return equal(a, b) }
	for i, right := range []func(k, o causePair) bool{
		func(k, o causePair) bool { return same(k.cause, o.cause) },
		func(k, o causePair) bool { return same(k.effect, o.effect) },
		func(k, o causePair) bool { return near(k.cause, o.cause) },
		func(k, o causePair) bool { return near(k.effect, o.effect) },
		func(k, o causePair) bool { return near(k.cause, o.cause) && near(k.effect, o.effect) },
	} {
		taken := make(map[int]bool)
		t := Tally{0, float64(len(own)), float64(len(key))}
		for _, k := range key {
			for j, o := range own {
				if !taken[j] && right(k, o) {
					taken[j] = true
					t[0]++
					break
				}
			}
		}
		out[i+1] = t
	}
	return out
}

// near reports whether two sets have at least half of the words of each in
// common.
func near(a, b words) bool { n := common(a, b); return 2*n >= len(a) && 2*n >= len(b) && n > 0 }

// keyWords returns the words of a stretch of the key, without marks.
func (r *Reading) keyWords(s Stretch) words {
	out := make(words)
	for _, w := range r.Key.Words[s.From:s.To] {
		if hasLetter(w.Text) {
			out[w.Span] = true
		}
	}
	return out
}

// hasLetter reports whether w is a word or number, not a mark.
func hasLetter(w string) bool {
	for _, r := range w {
		if r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' || r > 0x2fff || r >= 0xc0 && r < 0x2000 {
			return true
		}
	}
	return false
}

// causes notes what only one side has.
func (e *Errors) causes(r *Reading, own []causePair) {
	text := r.Key.Text
	pair := func(p causePair) string { return "CAUSE " + join(text, p.cause) + " | EFFECT " + join(text, p.effect) }
	switch key := r.Key.Causal; {
	case key.Causal && len(own) == 0:
		e.add("cause: missed", "", text)
	case !key.Causal && len(own) > 0:
		e.add("cause: false", "", text+"\n      own "+pair(own[0]))
	case key.Causal && len(key.Pairs) > 0:
		s := text
		for _, p := range key.Pairs {
			s += "\n      key " + pair(causePair{cause: r.keyWords(p.Cause), effect: r.keyWords(p.Effect)})
		}
		for _, o := range own {
			s += "\n      own " + pair(o)
		}
		e.add("cause: spans", "", s)
	}
}
