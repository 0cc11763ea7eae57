package attribution

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
)

//go:embed weights.tsv
var weightsText string

// A Feature names one thing that speaks for or against a candidate.
type Feature struct{ Name, Arg string }

// A Value is how strongly a feature holds of a candidate.
type Value struct {
	Feature
	Value float64
}

// A vector gathers the features of one candidate.
type vector []Value

func (x *vector) add(name, arg string, value float64) {
	if value != 0 {
		*x = append(*x, Value{Feature{name, arg}, value})
	}
}

func (x *vector) on(name, arg string) { *x = append(*x, Value{Feature{name, arg}, 1}) }

func (x *vector) when(yes bool, name, arg string) {
	if yes {
		x.on(name, arg)
	}
}

// The questions that weights answer.
const (
	partCue    = "cue"    // is this run of words a cue?
	partAgain  = "again"  // is it, knowing what else is said?
	partSource = "source" // which run is its source?
	partLeft   = "left"   // which run before it is content?
	partRight  = "right"  // which run after it is content?
	partSure   = "sure"   // is the whole attribution right?
)

var weights = loadWeights(weightsText)

// loadWeights reads lines of part, name, argument and weight, separated by tabs;
// lines that begin with # are comments.
func loadWeights(text string) map[string]map[Feature]float64 {
	m := make(map[string]map[Feature]float64)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		w, err := strconv.ParseFloat(f[len(f)-1], 64)
		if len(f) != 4 || err != nil {
			panic("attribution: weights: " + line)
		}
		if m[f[0]] == nil {
			m[f[0]] = make(map[Feature]float64)
		}
		m[f[0]][Feature{f[1], f[2]}] = w
	}
	return m
}

// score returns the sum of the weights of a candidate.
func (x vector) score(part string) float64 {
	w := weights[part]
	var s float64
	for _, f := range x {
		s += w[f.Feature] * f.Value
	}
	return s
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// choose returns the index of the highest score, the first of equals, and its
// share under softmax; -1, 0 if there are none.
func choose(scores []float64) (best int, share float64) {
	if len(scores) == 0 {
		return -1, 0
	}
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	var sum float64
	for _, s := range scores {
		sum += math.Exp(s - scores[best])
	}
	return best, 1 / sum
}

// bucket names a count coarsely.
func bucket(n int) string {
	switch {
	case n < 0:
		return "-"
	case n < 4:
		return strconv.Itoa(n)
	case n < 7:
		return "4"
	case n < 12:
		return "7"
	case n < 20:
		return "12"
	case n < 40:
		return "20"
	}
	return "40"
}
