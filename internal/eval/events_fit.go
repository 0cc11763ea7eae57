package eval

import (
	"bytes"
	"io/fs"
	"math"

	"hearsay/internal/codebook"
	"hearsay/internal/event"
	"hearsay/internal/neural"
)

// An eventExample is the evidence for the event of a marked pair, and which
// types it may have: "YIELD" is two.
type eventExample struct {
	evidence event.Evidence
	types    []int
}

// How strongly weights are drawn to 0: those of one type alone more than those
// of all types alike.
const (
	pullShared = 0.2
	pullOwn    = 2.0
)

// fitTypes fits the weights of types by multinomial regression with a penalty
// on their squares. The loss has one minimum; gradient descent on all examples
// at once, with a step of its own for every weight (Adam), gets there.
func fitTypes(xs []*eventExample) *event.Weights {
	w, m, v := new(event.Weights), new(event.Weights), new(event.Weights)
	const rounds, rate = 400, 0.05
	for round := 1; round <= rounds; round++ {
		g := gradient(w, xs)
		step := func(w, m, v *float64, g float64) {
			*m = 0.9**m + 0.1*g
			*v = 0.99**v + 0.01*g*g
			mh, vh := *m/(1-math.Pow(0.9, float64(round))), *v/(1-math.Pow(0.99, float64(round)))
			*w -= rate * (1 - 0.9*float64(round)/rounds) * mh / (math.Sqrt(vh) + 1e-8)
		}
		for s := range w.Shared {
			step(&w.Shared[s], &m.Shared[s], &v.Shared[s], g.Shared[s])
			for k := range w.Own[s] {
				step(&w.Own[s][k], &m.Own[s][k], &v.Own[s][k], g.Own[s][k])
			}
		}
	}
	return w
}

// gradient is that of the loss: the examples' negative log-likelihood and the
// penalty.
func gradient(w *event.Weights, xs []*eventExample) *event.Weights {
	g := new(event.Weights)
	for s := range w.Shared {
		g.Shared[s] = pullShared * w.Shared[s]
		for k := range w.Own[s] {
			g.Own[s][k] = pullOwn * w.Own[s][k]
		}
	}
	for _, x := range xs {
		p := w.Types(&x.evidence)
		right := 0.0
		for _, k := range x.types {
			right += p[k]
		}
		d := p
		for _, k := range x.types {
			d[k] -= p[k] / max(right, 1e-9)
		}
		for s := range x.evidence {
			for k, e := range x.evidence[s] {
				if e == 0 {
					continue
				}
				g.Shared[s] += d[k] * e
				g.Own[s][k] += d[k] * e
			}
		}
	}
	return g
}

// FitEvents fits the weights of package event on all marked pairs and writes
// its weights.tsv. annotated and raw are the folders of the corpora.
func FitEvents(b *bytes.Buffer, annotated, raw fs.FS, m *neural.Model) error {
	rs, err := readPairs(annotated, raw, m)
	if err != nil {
		return err
	}
	book := codebook.Plover()
	xs := make([]*eventExample, len(rs))
	for i := range rs {
		xs[i] = rs[i].example(book)
	}
	b.WriteString(weightsHead)
	b.WriteString(fitTypes(xs).Encode())
	return nil
}

// weightsHead stands above the weights.
const weightsHead = "# How much each signal of package event counts for each type; * is all types alike.\n" +
	"# Fitted by hearsay-eval -fit events on marked pairs (Zero-Shot-PLOVER, and CAMEO examples\n" +
	"# that are not among them), with the same model and codebook that the program has.\n" +
	"# signal\ttype\tweight\n"
