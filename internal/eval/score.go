package eval

import (
	"math/rand/v2"
	"slices"
)

// A Row is one line of the table of scores: a measure, taken on every document
// of a corpus.
type Row struct {
	Task    string
	Corpus  string
	Input   string // "gold" tokens or "raw" text
	By      string // who answered: "model" alone, decoded as its description says, or "hearsay"
	Measure string
	Count   Count
	Tallies []Tally // one a document
}

// A Tally is what was counted on one document. Tallies are added up before a
// score is made of them.
type Tally []float64

// A Count makes a score of a sum of tallies.
type Count int

const (
	// F1 makes it of three numbers: right answers, answers, and what was to be
	// found.
	F1 Count = iota
	// CoNLL makes the mean of MUC, B³ and CEAFe of [Coreference]'s twelve.
	CoNLL
	// Macro makes the mean of the scores of several classes, of the three numbers
	// of each.
	Macro
	// MeanError makes the mean absolute error, times 100, of the sums of pairs of
	// numbers (see sums). Lower is better.
	MeanError
	// Pearson makes Pearson's r, times 100, of the same.
	Pearson
	// Gap makes the mean distance, times 100, of how sure the program was from how
	// often it was right, of sums by tenths (see gap). Lower is better.
	Gap
	// MedianKM, MeanKM and ErrorArea make scores of lists of errors in km: the
	// median, the mean, and the area under the curve of their logarithms, 0 to 100.
	// Lower is better. They stay last: see lists.
	MedianKM
	MeanKM
	ErrorArea
)

// A Score is in percent.
type Score struct{ Precision, Recall, F1 float64 }

// Of returns the score of the sum of tallies.
func (c Count) Of(t Tally) Score {
	switch c {
	case CoNLL:
		return conll(t)
	case Macro:
		return macro(t)
	case MeanError, Pearson:
		return Score{F1: regression(c, t)}
	case Gap:
		return Score{F1: gap(t)}
	}
	if c.lists() {
		return Score{F1: kilometres(c, t)}
	}
	return prf(t[0], t[1], t[0], t[2])
}

// macro is the mean of the scores of classes.
func macro(t Tally) Score {
	var s Score
	n := float64(len(t) / 3)
	for ; len(t) >= 3; t = t[3:] {
		x := prf(t[0], t[1], t[0], t[2])
		s.Precision, s.Recall, s.F1 = s.Precision+x.Precision/n, s.Recall+x.Recall/n, s.F1+x.F1/n
	}
	return s
}

// lists reports whether tallies are lists of values, not sums.
func (c Count) lists() bool { return c >= MedianKM }

// prf is the score of pTP right of p answers, and rTP found of r things to be
// found.
func prf(pTP, p, rTP, r float64) Score {
	var s Score
	if p > 0 {
		s.Precision = 100 * pTP / p
	}
	if r > 0 {
		s.Recall = 100 * rTP / r
	}
	if s.Precision+s.Recall > 0 {
		s.F1 = 2 * s.Precision * s.Recall / (s.Precision + s.Recall)
	}
	return s
}

// Total returns the sum of the row's tallies.
func (r *Row) Total() Tally { return r.Count.join(r.Tallies, nil) }

// join puts the tallies at the given indices together, all if which is nil.
func (c Count) join(ts []Tally, which []int) Tally {
	switch {
	case !c.lists():
		return sum(ts, which)
	case which == nil:
		return slices.Concat(ts...)
	}
	var out Tally
	for _, i := range which {
		out = append(out, ts[i]...)
	}
	return out
}

// sum adds up the tallies at the given indices, all if which is nil.
func sum(ts []Tally, which []int) Tally {
	var out Tally
	add := func(t Tally) {
		for len(out) < len(t) {
			out = append(out, 0)
		}
		for i, v := range t {
			out[i] += v
		}
	}
	if which == nil {
		for _, t := range ts {
			add(t)
		}
		return out
	}
	for _, i := range which {
		add(ts[i])
	}
	return out
}

// resamples is how often a corpus is drawn anew for an interval.
const resamples = 1000

// Interval returns the 95 % bootstrap interval of the row's F1: documents are
// drawn with replacement. The same row gives the same interval.
func (r *Row) Interval() (low, high float64) {
	rng := rand.New(rand.NewPCG(1, 2))
	n := len(r.Tallies)
	scores := make([]float64, resamples)
	which := make([]int, n)
	for i := range scores {
		for k := range which {
			which[k] = rng.IntN(n)
		}
		scores[i] = r.Count.Of(r.Count.join(r.Tallies, which)).F1
	}
	slices.Sort(scores)
	return scores[resamples*25/1000], scores[resamples*975/1000-1]
}

// N returns how many things there were to be found.
func (r *Row) N() int {
	t := r.Total()
	switch r.Count {
	case MedianKM, MeanKM, ErrorArea:
		return len(t)
	case CoNLL:
		return int(t[b3Key])
	case Macro:
		n := 0.0
		for i := 2; i < len(t); i += 3 {
			n += t[i]
		}
		return int(n)
	case MeanError, Pearson:
		return int(t[0])
	case Gap:
		n := 0.0
		for i := 0; i < len(t); i += 3 {
			n += t[i]
		}
		return int(n)
	}
	return int(t[2])
}

// sorted sorts x and returns it.
func sorted(x []int) []int {
	slices.Sort(x)
	return x
}
