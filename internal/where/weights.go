package where

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

func (x *vector) on(name, arg string) { *x = append(*x, Value{Feature{name, arg}, 1}) }

func (x *vector) add(name, arg string, value float64) {
	*x = append(*x, Value{Feature{name, arg}, value})
}

// Weights say how much each feature counts: of a candidate by itself (Alone),
// and in the company of the document's other places (Together).
type Weights struct{ Alone, Together map[Feature]float64 }

var builtIn = loadWeights(weightsText)

// loadWeights reads lines of part, name, argument and weight, separated by tabs;
// lines that begin with # are comments.
func loadWeights(text string) *Weights {
	w := &Weights{make(map[Feature]float64), make(map[Feature]float64)}
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		x, err := strconv.ParseFloat(f[len(f)-1], 64)
		if len(f) != 4 || err != nil {
			panic("where: weights: " + line)
		}
		part := w.Together
		if f[0] == "alone" {
			part = w.Alone
		}
		part[Feature{f[1], f[2]}] = x
	}
	return w
}

func (x vector) score(w map[Feature]float64) float64 {
	var s float64
	for _, f := range x {
		s += w[f.Feature] * f.Value
	}
	return s
}

// share turns the scores of a group's candidates, and of none of them, into
// probabilities (softmax).
func (g *group) share() {
	top, sum := g.none.score, 0.0
	for i := range g.cands {
		top = max(top, g.cands[i].score)
	}
	each := func(score float64) float64 {
		x := math.Exp(score - top)
		sum += x
		return x
	}
	g.none.share = each(g.none.score)
	for i := range g.cands {
		g.cands[i].share = each(g.cands[i].score)
	}
	g.none.share /= sum
	for i := range g.cands {
		g.cands[i].share /= sum
	}
}
