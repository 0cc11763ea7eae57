package event

import (
	"math"
	"slices"
	"strings"

	"hearsay/internal/codebook"
	"hearsay/internal/syntax"
)

// nTypes is how many types PLOVER has.
const nTypes = 16

// A signal is one kind of evidence for the type of an event. Most have a value
// for each type.
type signal int

const (
	sigBias signal = iota
	// What the model's head of types says: the logarithm of a type's part among
	// the types, of the sum over the path, of the word at its top, and at best.
	sigModelPath
	sigModelTop
	sigModelBest
	// Matches of the codebook on the path: at its top, elsewhere on it, beside it.
	sigBookTop
	sigBookPath
	sigBookNear
	// Matches whose actor and recipient are those of the pair: both, one of them,
	// or the other way round.
	sigBoth
	sigOne
	sigSwapped
	// sigNoBook is 1 if the codebook matches nothing on the path.
	sigNoBook
	// A match whose clause lies in the future, for the type that the manual then
	// gives, and for its own.
	sigBecomes
	sigFutureOwn
	// The clause of the top: in the future, denied, under a condition, infinite.
	sigFuture
	sigNegated
	sigConditional
	sigInfinite
	sigNominal
	nSignals
)

// signalNames are the names of the nSignals in weights.tsv.
var signalNames = [nSignals]string{"bias", "model.path", "model.top", "model.best", "book.top", "book.path", "book.near",
	"roles.both", "roles.one", "roles.swapped", "book.none", "future.becomes", "future.own", "future", "negated", "conditional", "infinite", "nominal"}

// Evidence is what speaks for each type.
type Evidence [nSignals][nTypes]float64

// A Pair is where an event is looked for: the words between one who acts and
// one who is acted on. Either may be missing, an empty range.
type Pair struct {
	Trigger           int    // the event's word; −1: whatever stands between them
	Actor, Recipient  [2]int // words [from, to)
	Actors, Receivers []int  // heads of further members of a list
}

// Matches gives the codebook's matches at a word.
type Matches func(word int) []codebook.Match

// Gather collects the evidence for the type of the event that joins a pair.
//
// In "Northland's navy, officials said, has shelled the port of Selm" the path
// between "navy" and "port" leads over "shelled", which is its top.
func Gather(d *syntax.Doc, matches Matches, p Pair) Evidence {
	var e Evidence
	top, path, near := p.path(d)
	e.all(sigBias, 1)
	e.model(d, top, path)
	found := 0
	for _, w := range path {
		where := sigBookPath
		if w == top {
			where = sigBookTop
		}
		found += e.book(d, matches(w), where, &p)
	}
	for _, w := range near {
		found += e.book(d, matches(w), sigBookNear, &p)
	}
	if found == 0 {
		e.all(sigNoBook, 1)
	}
	c := auxiliaries(d, top)
	for i, holds := range []bool{c.future, c.negated, c.conditional, c.infinite, c.nominal} {
		if holds {
			e.all(sigFuture+signal(i), 1)
		}
	}
	return e
}

func (e *Evidence) all(s signal, v float64) {
	for k := range e[s] {
		e[s][k] = v
	}
}

// add counts a match of score v for type k; the best of several counts, and a
// little of the others.
func (e *Evidence) add(s signal, k int, v float64) {
	e[s][k] = max(e[s][k], v) + 0.1*min(e[s][k], v)
}

// book adds the matches at a word and returns how many there are.
func (e *Evidence) book(d *syntax.Doc, ms []codebook.Match, where signal, p *Pair) int {
	for i := range ms {
		m := &ms[i]
		k := typeNumber(m.Type)
		if k < 0 {
			continue
		}
		e.add(where, k, m.Score)
		a, r := p.holds(p.Actor, p.Actors, m.Actors), p.holds(p.Recipient, p.Receivers, m.Recipients)
		switch {
		case a && r:
			e.add(sigBoth, k, m.Score)
		case a || r:
			e.add(sigOne, k, m.Score)
		case p.holds(p.Actor, p.Actors, m.Recipients) || p.holds(p.Recipient, p.Receivers, m.Actors):
			e.add(sigSwapped, k, m.Score)
		}
		at := m.Verb
		if at < 0 {
			at = m.Words[0]
		}
		if auxiliaries(d, at).future {
			e.add(sigFutureOwn, k, m.Score)
			if f := codebook.Future(m.Type); f != m.Type {
				e.add(sigBecomes, typeNumber(f), m.Score)
			}
		}
	}
	return len(ms)
}

// holds reports whether one of the words lies in the range or in the list.
func (p *Pair) holds(r [2]int, list, words []int) bool {
	return slices.ContainsFunc(words, func(w int) bool { return w >= r[0] && w < r[1] || slices.Contains(list, w) })
}

// model adds what the model says of the words.
func (e *Evidence) model(d *syntax.Doc, top int, path []int) {
	if d.Model == nil || len(path) == 0 {
		return
	}
	var sum, best [nTypes]float64
	for k := range best {
		best[k] = math.Inf(-1)
	}
	for _, w := range path {
		x := d.Model.Logits("plover", w)
		if len(x) == 0 {
			return
		}
		l := inOrder(d, x)
		for k := range l {
			sum[k] += math.Exp(l[k])
		}
		l.share()
		for k := range l {
			best[k] = max(best[k], l[k])
		}
		if w == top {
			e[sigModelTop] = l
		}
	}
	var pooled logShares
	for k := range sum {
		pooled[k] = math.Log(sum[k])
	}
	pooled.share()
	e[sigModelPath], e[sigModelBest] = pooled, best
}

// logShares are logarithms, one a type.
type logShares [nTypes]float64

// inOrder puts the model's logits in the order of the types.
func inOrder(d *syntax.Doc, x []float32) logShares {
	var out logShares
	for i, l := range d.Model.Labels("plover") {
		if k := typeNumber(l); k >= 0 {
			out[k] = float64(x[i])
		}
	}
	return out
}

// share makes logarithms of parts that sum to 1, none under −4.
func (s *logShares) share() {
	top, sum := slices.Max(s[:]), 0.0
	for _, v := range s {
		sum += math.Exp(v - top)
	}
	for k := range s {
		s[k] = max(s[k]-top-math.Log(sum), -4)
	}
}

// An auxiliary is what the auxiliaries of a word say.
type auxiliary struct{ future, negated, conditional, infinite, nominal bool }

// auxiliaries looks at the word and, for a noun or an infinitive, at what it hangs
// on: "will meet", "plans to meet", "agreed to a meeting" look ahead.
func auxiliaries(d *syntax.Doc, i int) auxiliary {
	var c auxiliary
	if i < 0 {
		return c
	}
	w := &d.Words[i]
	c.nominal = w.UPOS == "NOUN" || w.UPOS == "PROPN"
	for _, k := range d.Children(i) {
		x := &d.Words[k]
		switch lemma := strings.ToLower(x.Lemma); {
		case x.Is("aux") && (lemma == "will" || lemma == "shall" || lemma == "wo"):
			c.future = true
		case x.Is("aux") && (lemma == "would" || lemma == "could" || lemma == "might" || lemma == "may"):
			c.conditional = true
		case lemma == "not" || lemma == "never" || lemma == "n't" || lemma == "no" && x.Is("det"):
			c.negated = true
		case x.Is("mark") && lemma == "if":
			c.conditional = true
		case x.Is("mark") && lemma == "to":
			c.infinite = true
		}
	}
	if h := w.Head; h >= 0 && c.infinite && w.Is("xcomp") {
		switch d.Words[h].Lemma {
		case "go", "plan", "intend", "expect", "prepare", "aim", "set", "schedule", "hope", "vow", "promise", "pledge":
			c.future = true
		case "fail", "refuse", "decline":
			c.negated = true
		}
	}
	return c
}

// typeNumber returns the place of a type in [codebook.Types], −1 if it is none.
func typeNumber(name string) int {
	return slices.IndexFunc(codebook.Types, func(k codebook.Kind) bool { return k.Name == name })
}
