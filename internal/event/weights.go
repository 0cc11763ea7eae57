package event

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/codebook"
)

// Weights say how much each signal counts: for every type alike, and for one.
type Weights struct {
	Shared [nSignals]float64
	Own    [nSignals][nTypes]float64
	Doubts Doubts // of the evidence for any event at all
}

//go:embed weights.tsv
var weightsText string

// fitted are the weights of weights.tsv. That they parse is tested.
var fitted = func() *Weights {
	w, err := ParseWeights(weightsText)
	if err != nil {
		panic(err)
	}
	return w
}()

// ParseWeights reads lines of a signal, a type ("*" for all alike, "any" for
// whether there is an event) and a number, with tabs between them; "#" begins a comment. Errors name the line.
func ParseWeights(text string) (*Weights, error) {
	w := new(Weights)
	for n, line := range strings.Split(text, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			return nil, fmt.Errorf("weights: line %d: %d columns", n+1, len(f))
		}
		v, err := strconv.ParseFloat(f[2], 64)
		if x := slices.Index(doubtNames[:], f[0]); x >= 0 && f[1] == "any" && err == nil {
			w.Doubts[x] = v
			continue
		}
		s := slices.Index(signalNames[:], f[0])
		if s < 0 || err != nil {
			return nil, fmt.Errorf("weights: line %d: no signal %q or no number %q", n+1, f[0], f[2])
		}
		if f[1] == "*" {
			w.Shared[s] = v
		} else if k := typeNumber(f[1]); k >= 0 {
			w.Own[s][k] = v
		} else {
			return nil, fmt.Errorf("weights: line %d: no type %q", n+1, f[1])
		}
	}
	return w, nil
}

// Encode returns w as [ParseWeights] reads it, without weights under 0.005.
func (w *Weights) Encode() string {
	var b strings.Builder
	put := func(name, kind string, v float64) {
		if math.Abs(v) >= 0.005 {
			fmt.Fprintf(&b, "%s\t%s\t%.2f\n", name, kind, v)
		}
	}
	for i, name := range doubtNames {
		put(name, "any", w.Doubts[i])
	}
	for s, name := range signalNames {
		put(name, "*", w.Shared[s])
		for k := range codebook.Types {
			put(name, codebook.Types[k].Name, w.Own[s][k])
		}
	}
	return b.String()
}

// Types returns how likely each type of [codebook.Types] is, given that there
// is an event.
func (w *Weights) Types(e *Evidence) [nTypes]float64 {
	var out [nTypes]float64
	for s := range e {
		for k, v := range e[s] {
			out[k] += v * (w.Shared[s] + w.Own[s][k])
		}
	}
	top, sum := slices.Max(out[:]), 0.0
	for k := range out {
		out[k] = math.Exp(out[k] - top)
		sum += out[k]
	}
	for k := range out {
		out[k] /= sum
	}
	return out
}

// ModelAlone returns weights that heed nothing but the model.
func ModelAlone() *Weights {
	w := new(Weights)
	w.Shared[sigModelPath] = 1
	return w
}
