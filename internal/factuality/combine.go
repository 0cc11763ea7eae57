package factuality

import (
	_ "embed"
	"math"
	"slices"
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

// forests by name: "news" and "crowd" hear both witnesses, "news.rules" and
// "crowd.rules" the rules alone; "sure" gives the probability that the value is
// right within one grade.
var forests = loadForests(weightsText)

// loadForests reads lines of name, "base" and a number, or name, "tree" and a
// tree: a number, or a feature, "<" and a number, then the tree for what lies
// below and the tree for the rest, with blanks between them. Lines that begin
// with # are comments.
func loadForests(text string) map[string]*forest {
	fs := make(map[string]*forest)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, "\t")
		kind, tree, ok := strings.Cut(rest, "\t")
		if !ok {
			panic("factuality: weights: " + line)
		}
		f := fs[name]
		if f == nil {
			f = &forest{nodes: make([]node, 0, 4096)}
			fs[name] = f
		}
		if kind == "base" {
			f.base = number(tree)
			continue
		}
		f.roots = append(f.roots, int32(len(f.nodes)))
		if f.read(tree) != "" {
			panic("factuality: weights: " + line)
		}
	}
	return fs
}

// read appends the tree that text begins with and returns what follows it.
func (f *forest) read(text string) string {
	word, rest, _ := strings.Cut(text, " ")
	at := len(f.nodes)
	name, bound, asks := strings.Cut(word, "<")
	if !asks {
		f.nodes = append(f.nodes, node{value: number(word)})
		return rest
	}
	k, ok := featureOf[name]
	if !ok {
		panic("factuality: weights: no feature " + name)
	}
	f.nodes = append(f.nodes, node{feature: k, below: number(bound)})
	f.nodes[at].yes = int32(len(f.nodes))
	rest = f.read(rest)
	f.nodes[at].no = int32(len(f.nodes))
	return f.read(rest)
}

// number reads a decimal: a sign, digits, a point and digits. It is several
// times as fast as [strconv.ParseFloat], and there are ten thousand of them.
func number(s string) float64 {
	digits, sign := s, 1.0
	if strings.HasPrefix(s, "-") {
		digits, sign = s[1:], -1
	}
	var v, scale float64 = 0, 1
	point := false
	for i := range len(digits) {
		switch c := digits[i]; {
		case c == '.' && !point:
			point = true
		case '0' <= c && c <= '9':
			v = 10*v + float64(c-'0')
			if point {
				scale *= 10
			}
		default:
			panic("factuality: weights: " + s)
		}
	}
	if digits == "" {
		panic("factuality: weights: no number")
	}
	return sign * v / scale
}

// of returns what the forest makes of an event's features.
func (f *forest) of(x []float64) float64 {
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
	if !j.model {
		crowd = r.value
		if r.open != "" { // not yet
			crowd = min(crowd, -1)
		}
		return r.value, crowd, 0.5
	}
	x := j.features(word, r)
	deaf := Deaf(x[:])
	value = Average(forests["news"].of(x[:]), forests["news.rules"].of(deaf), x[modelNews])
	crowd = Average(forests["crowd"].of(x[:]), forests["crowd.rules"].of(deaf), x[modelCrowd])
	return value, clip(crowd), min(max(forests["sure"].of(x[:]), 0.05), 0.99)
}

// Average makes one value of what the trees say that hear both witnesses, of
// what those say that hear the rules alone, and of the model's number. The
// model is too good on what the trees learned from; the average keeps them from
// believing it too much (on UW's development set r is 0.837 for the first alone
// and 0.842 for the average).
func Average(both, rules, model float64) float64 { return clip(both/2 + rules/4 + model/4) }

// agree makes value and status agree. The rules know what above an event denies
// it or leaves it open, and for whom, where the annotators whose judgement the
// trees learned stand at some distance; so the rules have a say about the sign.
//
// "The mayor denied firing" is certainly not so by the mayor, whatever readers
// think; of "Did they fire?" and "the alleged shots" nothing is known.
func agree(v float64, r *ruling) (float64, string) {
	v = clip(v)
	switch {
	case r.value < negation.plus: // "Nobody claimed it"
		v = min(v, negation.plus+0.3)
	case r.denied && r.value <= -1:
		v = min(v, max(r.value, -2.6))
	case r.value <= -1 && v > r.value && r.firm():
		v = min((v+2*r.value)/3, -0.5)
	case r.value <= -1 && v > r.value && v <= 0.5: // else the tree has hung a "not" wrongly, as often as not
		v = min((v+r.value)/2, -0.5)
	case r.value >= 2.5 && v <= 1.5 && r.firm():
		v = max((v+r.value)/2, 0.5)
	case r.value >= 1 && v <= 0.5 && r.open == "":
		v = max((v+r.value)/2, 0.5)
	case r.value >= 1 && v <= -0.5:
		v = (v + r.value) / 2
	case (r.open == Unknown || r.open == "" && r.firm()) && r.value < 0.5 && r.value > -0.5:
		v /= 5
	case r.open == Unknown && v > r.value+0.5:
		v = r.value + 0.5
	}
	return v, r.settle(v)
}

// firm reports whether what stands next above the event is beyond doubt: a
// predicate of the list ("refused to fire"), or a word that hangs on the event
// itself ("did not fire", "attempted coup"), but no missing object ("gave no
// reason").
func (r *ruling) firm() bool {
	for k := 0; k < r.bound; k++ {
		o := &r.ops[k]
		if o.rule == "predicate" {
			return true
		}
		if o.edge != "" {
			return false
		}
		if o.plus < -1.2 || o.rule == "adjective" || o.rule == "counterfactual" {
			return true
		}
	}
	return false
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
