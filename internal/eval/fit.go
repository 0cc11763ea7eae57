package eval

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"slices"

	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// FitOptions says what to fit and how.
type FitOptions struct {
	Parts  []string // questions of package attribution: cue, again, source, left, right, sure
	Corpus string   // file of the corpus: "polnear-train.jsonl.xz"
	// Folds are readers of which the k-th has not seen the documents whose number
	// leaves k when it is divided by how many there are: on texts that a reader was
	// taught with it is surer than it will be on any other, and what is fitted on
	// such scores trusts it too much. Reader-3 found 84 of 100 cues of PolNeAR's
	// training split and 70 of the development split's.
	Folds  []*neural.Model
	Rounds int // 0 is 6
	Common int // documents in which a feature must occur; 0 is 15
	Limit  int // documents
}

// Fit fits weights of package attribution on an annotated corpus and writes
// them as lines of its weights.tsv, without weights under 0.05. "again" and
// "sure" ask about what the built-in weights of the other parts find: fit them
// after those are in place.
func Fit(b *bytes.Buffer, fsys fs.FS, o FitOptions) error {
	docs, err := Load(fsys, o.Corpus)
	if err != nil {
		return err
	}
	fits := make(map[string]*fit)
	for _, p := range o.Parts {
		fits[p] = &fit{ids: make(map[attribution.Feature]int)}
	}
	for i := range docs {
		if o.Limit > 0 && i == o.Limit {
			break
		}
		key := &docs[i]
		blocks := key.Blocks()
		d := syntax.Parse(key.Text, blocks, key.Sentences(blocks), o.Folds[i%len(o.Folds)])
		var gold []attribution.Gold
		for _, s := range key.Said {
			gold = append(gold, attribution.Gold(s))
		}
		for _, e := range attribution.Examples(d, mention.Find(d), gold) {
			if f := fits[e.Part]; f != nil {
				f.add(i, e)
			}
		}
	}
	for _, p := range o.Parts {
		fits[p].run(cmp.Or(o.Rounds, 6), cmp.Or(o.Common, 15))
		fits[p].write(b, p)
	}
	return nil
}

// random is a small generator of numbers, the same everywhere.
type random uint64

func (r *random) next() float64 {
	*r = *r*6364136223846793005 + 1442695040888963407
	return float64(*r>>11) / (1 << 53)
}

// hidden returns the words of d by sentence, a part of them as a sign that
// the vocabulary lacks.
func hidden(d *syntax.Doc, part float64, r *random) [][]string {
	out := make([][]string, len(d.Sents))
	for k, s := range d.Sents {
		for i := s.From; i < s.To; i++ {
			w := d.Words[i].Text
			if r.next() < part {
				w = "☃"
			}
			out[k] = append(out[k], w)
		}
	}
	return out
}

// A fit is logistic regression, or softmax over the candidates of a question,
// over named features, by AdaGrad.
type fit struct {
	ids      map[attribution.Feature]int
	names    []attribution.Feature
	seen     []int // last document
	docs     []int // how many documents
	w, past  []float64
	examples []example
}

type example struct {
	rows   [][]term
	right  []bool
	choice bool
}

type term struct {
	id    int32
	value float32
}

// add files a question of document doc. One whose right answer is not among
// the candidates teaches nothing.
func (f *fit) add(doc int, e attribution.Example) {
	if len(e.Rows) == 0 || e.Choice && !slices.Contains(e.Right, true) {
		return
	}
	x := example{right: e.Right, choice: e.Choice}
	for _, r := range e.Rows {
		row := make([]term, 0, len(r))
		for _, v := range r {
			id, ok := f.ids[v.Feature]
			if !ok {
				id = len(f.names)
				f.ids[v.Feature] = id
				f.names, f.seen, f.docs = append(f.names, v.Feature), append(f.seen, -1), append(f.docs, 0)
			}
			if f.seen[id] != doc {
				f.seen[id] = doc
				f.docs[id]++
			}
			row = append(row, term{int32(id), float32(v.Value)})
		}
		x.rows = append(x.rows, row)
	}
	f.examples = append(f.examples, x)
}

func (f *fit) run(rounds, common int) {
	f.w, f.past = make([]float64, len(f.names)), make([]float64, len(f.names))
	for i := range f.past {
		f.past[i] = 1
	}
	r := random(12345)
	for round := range rounds {
		for i := len(f.examples) - 1; i > 0; i-- {
			j := int(r.next() * float64(i+1))
			f.examples[i], f.examples[j] = f.examples[j], f.examples[i]
		}
		rate := 0.25*(1-float64(round)/float64(rounds)) + 0.01
		for i := range f.examples {
			f.step(&f.examples[i], rate, common)
		}
	}
}

// step moves the weights toward the right answer of one question.
func (f *fit) step(e *example, rate float64, common int) {
	p := make([]float64, len(e.rows))
	for i, row := range e.rows {
		for _, t := range row {
			p[i] += f.w[t.id] * float64(t.value)
		}
	}
	if e.choice {
		top, sum := slices.Max(p), 0.0
		for i := range p {
			p[i] = math.Exp(p[i] - top)
			sum += p[i]
		}
		for i := range p {
			p[i] /= sum
		}
	} else {
		for i := range p {
			p[i] = 1 / (1 + math.Exp(-p[i]))
		}
	}
	for i, row := range e.rows {
		g := p[i]
		if e.right[i] {
			g--
		}
		if math.Abs(g) < 1e-4 {
			continue
		}
		for _, t := range row {
			if f.docs[t.id] < common {
				continue
			}
			d := g*float64(t.value) + 1e-5*f.w[t.id]
			f.past[t.id] += d * d
			f.w[t.id] -= rate * d / math.Sqrt(f.past[t.id])
		}
	}
}

func (f *fit) write(b *bytes.Buffer, part string) {
	order := make([]int, 0, len(f.names))
	for i, w := range f.w {
		if math.Abs(w) >= 0.05 {
			order = append(order, i)
		}
	}
	slices.SortFunc(order, func(i, j int) int {
		x, y := f.names[i], f.names[j]
		return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Arg, y.Arg))
	})
	for _, i := range order {
		fmt.Fprintf(b, "%s\t%s\t%s\t%.2f\n", part, f.names[i].Name, f.names[i].Arg, f.w[i])
	}
}
