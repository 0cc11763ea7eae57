package event

import (
	"math"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/codebook"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A doubt is evidence for there being an event at a word at all.
type doubt int

const (
	always   doubt = iota
	known          // the codebook has the word
	howWell        // the score of its match, 0 to 1
	noun           // a noun known to the codebook
	adverb         // a word known to the codebook that is neither verb nor noun
	anyType        // the model's logit of any PLOVER type at the word, cut at ±5
	anyEvent       // its logit of any event of TimeML, likewise
	agreed         // its share of the type among the types
	weighed        // the share that all evidence gives to the type
	guessed        // the same where the codebook does not have the word
	speech         // the word marks speech, and the codebook is not sure of it
	doer           // the match has an actor
	sufferer       // the match has a recipient
	people         // one of them is somebody that the document speaks of
	nDoubts
)

// doubtNames are their names in weights.tsv.
var doubtNames = [nDoubts]string{"always", "known", "how.well", "noun", "adverb", "any.type", "any.event", "agreed", "weighed", "guessed", "speech", "doer", "sufferer", "people"}

// Doubts is the evidence for there being an event of a type at a word.
type Doubts [nDoubts]float64

// Sure returns how likely there is an event.
func (w *Weights) Sure(x *Doubts) float64 {
	z := 0.0
	for i, v := range x {
		z += v * w.Doubts[i]
	}
	return 1 / (1 + math.Exp(-z))
}

// A Candidate is a word that may carry an event, with the type that it would
// have. Candidates are for fitting weights.
type Candidate struct {
	From, To, Word int
	Type           string
	Doubts         Doubts
	Evidence       Evidence // for its type
}

// Candidates returns all words that the witnesses are asked about, in order,
// weighed with w; nil is the built-in weights.
func Candidates(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution, w *Weights) []Candidate {
	f := newFinder(d, ms, said, Inputs{Weights: w})
	var out []Candidate
	for i := range d.Words {
		if t, x, ok := f.candidate(i); ok {
			out = append(out, Candidate{t.from, t.to, i, t.typ, x, f.evidence(i, f.matches(i))})
		}
	}
	return out
}

// candidate asks the witnesses about word i. It returns the trigger that the
// word would be, without certainty, and the evidence for it; ok is false if
// there is none worth weighing.
func (f *finder) candidate(i int) (t trigger, x Doubts, ok bool) {
	w := f.word(i)
	t = trigger{word: i, from: i, to: i + 1}
	switch w.UPOS {
	case "VERB", "NOUN", "PROPN", "ADJ", "AUX", "ADV", "ADP", "":
	default:
		return t, x, false
	}
	if f.hyphened(i) {
		return t, x, false
	}
	any, happens, shares := f.model(i)
	ms := f.matches(i)
	if len(ms) == 0 && (any < 1 || happens < 0 || w.UPOS != "VERB" && w.UPOS != "NOUN" || f.cue[i] >= 0 || vague[w.Lemma] || !f.eventive(i)) {
		return t, x, false
	}
	kinds := f.kinds(i, ms)
	x[always], x[anyType], x[anyEvent] = 1, any, happens
	if len(ms) == 0 {
		top := math.Inf(-1)
		for k := range codebook.Types {
			if name := codebook.Types[k].Name; shares[name]+kinds[k] > top {
				t.typ, top = name, shares[name]+kinds[k]
			}
		}
	} else {
		best := 0
		for k := range ms {
			if score(&ms[k], shares, kinds) > score(&ms[best], shares, kinds) {
				best = k
			}
		}
		m := &ms[best]
		t.match, t.typ, t.from, t.to = m, m.Type, m.Words[0], m.Words[1]
		for k := range ms {
			if k != best && ms[k].Entry == m.Entry {
				t.also = append(t.also, ms[k])
			}
		}
		t.why = append(t.why, m.Why)
		x[known], x[howWell] = 1, m.Score
		switch w.UPOS {
		case "VERB":
		case "NOUN", "PROPN":
			x[noun] = 1
		default:
			x[adverb] = 1
		}
		if f.cue[i] >= 0 && m.Score < 0.7 {
			x[speech] = 1
		}
		f.involved(&x, m)
	}
	x[agreed] = shares[t.typ]
	if len(ms) > 0 {
		x[weighed] = kinds[typeNumber(t.typ)]
		if will := codebook.Future(t.typ); will != t.typ { // "will meet" weighs as the agreement that it is
			x[weighed] += kinds[typeNumber(will)]
		}
	} else {
		x[guessed] = kinds[typeNumber(t.typ)]
	}
	if shares == nil { // without a model the codebook is taken at its word
		x[agreed], x[weighed], x[guessed] = 0.8, 0.8, 0
	} else {
		t.why = append(t.why, hearsay.Why{Rule: "model.plover", Score: shares[t.typ], Note: t.typ})
	}
	return t, x, true
}

// involved notes who a match is about.
func (f *finder) involved(x *Doubts, m *codebook.Match) {
	if len(m.Actors) > 0 {
		x[doer] = 1
	}
	if len(m.Recipients) > 0 {
		x[sufferer] = 1
	}
	for _, list := range [][]int{m.Actors, m.Recipients} {
		for _, w := range list {
			if k := f.ms.At(w); k >= 0 && f.ms.Mentions[k].News {
				x[people] = 1
			}
		}
	}
}
