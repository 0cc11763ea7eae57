package attribution

import (
	"hearsay"
	"hearsay/internal/lexicon"
)

// reportedly adds what adverbs and adjectives mark as said by somebody whom the
// text does not name:
//
//	The guards reportedly left the hall.   the clause is the content
//	The alleged thief left the town.       the thief is
//
// On PolNeAR's training split 19 of 29 "reportedly" and 9 of 12 "alleged" before
// a noun, outside others' contents, are cues. Counter-sentences: "He reportedly
// said" (one cue, which names its speaker), "She had alleged that" (a verb).
func (v *view) reportedly(as []Attribution) []Attribution {
	d := v.d
	r := v.room(as)
	for i := range d.Words {
		w := &d.Words[i]
		if w.Head < 0 || r.taken[i] || r.taken[w.Head] || w.UPOS != "ADV" && w.UPOS != "ADJ" && w.UPOS != "VERB" {
			continue
		}
		var runs [][2]int
		e := lexicon.CueOf(w.Lemma, lexicon.CueAdverb)
		switch {
		case e != nil && e.Strength == 3 && w.Is("advmod"):
			if runs = v.phraseBehind(i); runs == nil {
				runs = v.clauseAround(i, w.Head)
			}
		default:
			if e = lexicon.CueOf(v.lower(i), lexicon.CueAdjective); e == nil || e.Strength < 3 || !e.Takes("o") || !w.Is("amod") || w.Head < i {
				continue
			}
			runs = [][2]int{{i + 1, w.Head + 1}}
		}
		if len(runs) > 0 {
			as = r.put(as, Attribution{CueFrom: i, CueTo: i + 1, Content: runs, Act: e.Act, Confidence: 0.6,
				Why: []hearsay.Why{{Rule: "cue." + kindName(e.Kind), Score: 0.6, Note: v.words(i, i+1)}}})
		}
	}
	return as
}

// phraseBehind returns the phrase that adverb i alone is about, if one of a noun's
// stands right behind it: "a raid allegedly against the guards". nil elsewhere:
// "The guards reportedly left".
func (v *view) phraseBehind(i int) [][2]int {
	d := v.d
	if i+1 >= len(d.Words) || d.Words[i+1].UPOS != "ADP" || !d.Words[i+1].Is("case") {
		return nil
	}
	n := d.Words[i+1].Head
	if n <= i || !d.Words[n].Is("nmod") || d.Words[n].Head > i {
		return nil
	}
	_, to := d.Subtree(n)
	return [][2]int{v.trimmed(i+1, min(to, v.sentence(i).To))}
}

func kindName(k lexicon.CueKind) string {
	switch k {
	case lexicon.CueAdverb:
		return "adverb"
	case lexicon.CueAdjective:
		return "adjective"
	case lexicon.CueNoun:
		return "noun"
	}
	return "phrase"
}

// clauseAround returns the clause of word h without word i in it, and without
// the conjunction or relative pronoun that opens it.
func (v *view) clauseAround(i, h int) [][2]int {
	d := v.d
	s := v.sentence(i)
	from, to := d.Subtree(h)
	from, to = max(from, s.From), min(to, s.To)
	for from < h && (d.Words[from].Is("cc", "mark") || d.Words[from].UPOS == "PUNCT" && !v.isMark(from)) {
		from++
	}
	var out [][2]int
	for _, r := range [2][2]int{v.trimmed(from, i), v.trimmed(i+1, to)} {
		if r[0] < r[1] {
			out = append(out, r)
		}
	}
	return out
}

// room tells where more attributions can stand.
type room struct {
	v     *view
	as    []Attribution // those there before
	by    []int         // whose content a word is
	taken []bool        // word of a cue
}

func (v *view) room(as []Attribution) *room {
	r := &room{v: v, as: as, by: v.claimed(as), taken: make([]bool, len(v.d.Words))}
	for i := range as {
		for k := as[i].CueFrom; k < as[i].CueTo; k++ {
			r.taken[k] = true
		}
	}
	return r
}

// put adds a to as unless a cue is in its way, or the content that its cue
// stands in does not hold all of it. Source, recipient and place are filled in.
func (r *room) put(as []Attribution, a Attribution) []Attribution {
	for k := a.CueFrom; k < a.CueTo; k++ {
		if r.taken[k] {
			return as
		}
	}
	a.Source, a.Recipient, a.Within, a.fixed = -1, -1, -1, true
	if a.deep = r.by[a.CueFrom] >= 0; a.deep && !r.v.inside(&a, r.as, r.by) {
		return as
	}
	for k := a.CueFrom; k < a.CueTo; k++ {
		r.taken[k] = true
	}
	return append(as, a)
}
