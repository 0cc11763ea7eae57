package factuality

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed weights.tsv
var weightsText string

// A node of a tree of regression: a question with two answers, or a leaf.
type node struct {
	feature Feature
	below   float64 // the first answer is for what lies below
	no, yes int32   // nodes of the answers; yes is the next node; 0 for a leaf
	value   float64 // of a leaf
}

// A forest adds up the leaves that an event reaches, and a constant.
type forest struct {
	base  float64
	nodes []node
	roots []int32
}

// forests by name: "news", "crowd", and "sure", which gives the error to be
// expected.
var forests = loadForests(weightsText)

// loadForests reads lines of name, "base" and a number, or name, "tree" and a
// tree: a number, or a feature, "<" and a number, then the tree for what lies
// below and the tree for the rest, all with blanks between them. Lines that
// begin with # are comments.
func loadForests(text string) map[string]*forest {
	fs := make(map[string]*forest)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		c := strings.Split(line, "\t")
		if len(c) != 3 {
			panic("factuality: weights: " + line)
		}
		f := fs[c[0]]
		if f == nil {
			f = new(forest)
			fs[c[0]] = f
		}
		rest := strings.Fields(c[2])
		if c[1] == "base" {
			f.base = number(rest[0])
			continue
		}
		f.roots = append(f.roots, int32(len(f.nodes)))
		f.read(rest)
	}
	return fs
}

// read appends the tree that words begin with and returns the words after it.
func (f *forest) read(words []string) []string {
	at := len(f.nodes)
	name, bound, asks := strings.Cut(words[0], "<")
	if !asks {
		f.nodes = append(f.nodes, node{value: number(words[0])})
		return words[1:]
	}
	k := slices.Index(FeatureNames, name)
	if k < 0 {
		panic("factuality: weights: no feature " + name)
	}
	f.nodes = append(f.nodes, node{feature: Feature(k), below: number(bound)})
	f.nodes[at].yes = int32(len(f.nodes))
	words = f.read(words[1:])
	f.nodes[at].no = int32(len(f.nodes))
	return f.read(words)
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		panic("factuality: weights: " + s)
	}
	return v
}

// of returns what the forest makes of an event's features.
func (f *forest) of(x *[features]float64) float64 {
	v := f.base
	for _, i := range f.roots {
		n := &f.nodes[i]
		for n.yes != 0 {
			if x[n.feature] < n.below {
				n = &f.nodes[n.yes]
			} else {
				n = &f.nodes[n.no]
			}
		}
		v += n.value
	}
	return v
}

// weigh makes one number of the witnesses, or takes that of the rules if they
// are alone.
func (j *Judge) weigh(word int, r *ruling) (value, crowd, sure float64) {
	if !j.model || len(forests["news"].roots) == 0 {
		crowd = r.value
		if r.open != "" { // not yet
			crowd = min(crowd, -1)
		}
		return r.value, crowd, 0.5
	}
	x := j.features(word, r)
	value, crowd = forests["news"].of(&x), forests["crowd"].of(&x)
	return value, clip(crowd), min(max(forests["sure"].of(&x), 0.05), 0.99)
}

// agree makes value and status agree.
func agree(v float64, r *ruling) (float64, string) {
	v = clip(v)
	return v, r.settle(v)
}

func probabilities(x []float32) []float64 {
	out := make([]float64, len(x))
	if len(x) == 0 {
		return out
	}
	top, sum := slices.Max(x), 0.0
	for i, v := range x {
		out[i] = math.Exp(float64(v - top))
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
