package eval

import (
	"math"

	"hearsay/internal/event"
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

// A doubtExample is a word that may carry an event, and whether it does.
type doubtExample struct {
	x     event.Doubts
	right bool
	much  float64 // how much it counts
}

// fitDoubts fits the weights of there being an event by logistic regression
// with a penalty on their squares.
func fitDoubts(xs []doubtExample) event.Doubts {
	var w event.Weights
	var past event.Doubts
	const rounds, rate, pull = 1000, 0.3, 1.0
	for range rounds {
		var g event.Doubts
		for k := range g {
			g[k] = pull * w.Doubts[k]
		}
		for i := range xs {
			x := &xs[i]
			d := x.much * (w.Sure(&x.x) - one(x.right))
			for k, v := range x.x {
				g[k] += d * v
			}
		}
		for k := range g {
			past[k] += g[k] * g[k]
			w.Doubts[k] -= rate * g[k] / (math.Sqrt(past[k]) + 1e-9)
		}
	}
	return w.Doubts
}
