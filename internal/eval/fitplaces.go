package eval

import (
	"bytes"
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"slices"

	"hearsay/internal/gazetteer"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/where"
)

// A gazettedDoc is a document with annotated places, read as far as resolving
// them needs.
type gazettedDoc struct {
	*Gazetted
	doc      *syntax.Doc
	mentions *mention.Set
	gold     []Toponym // those that words of the document cover
	spans    [][2]int  // their words
}

func readGazetted(g *Gazetted, m *neural.Model) gazettedDoc {
	blocks := g.Blocks()
	d := gazettedDoc{Gazetted: g, doc: syntax.Parse(g.Text, blocks, token.Split(g.Text, blocks), m)}
	d.mentions = mention.Find(d.doc)
	w := 0
	for _, t := range g.Toponyms {
		for w > 0 && d.doc.Words[w-1].End > t.Start {
			w--
		}
		for w < len(d.doc.Words) && d.doc.Words[w].End <= t.Start {
			w++
		}
		to := w
		for to < len(d.doc.Words) && d.doc.Words[to].Start < t.End {
			to++
		}
		if to > w {
			d.gold, d.spans = append(d.gold, t), append(d.spans, [2]int{w, to})
		}
	}
	return d
}

// choice is one question with its right answers.
type choice struct {
	rows   [][]where.Value
	right  []bool
	weight float64
}

// choices returns what a document teaches, on the annotator's names and on those
// that the program finds. Right is the place with the annotator's id; if none
// has it, those about as near to his pin as the nearest, if they reach so far; if there are none, the last row, which is
// none of the places. A found name that is no annotator's is none of them too.
func (d *gazettedDoc) choices(g *gazetteer.Gazetteer, o where.Options, passes int) []choice {
	at := make(map[[2]int]*Toponym)
	for i := range d.gold {
		at[d.spans[i]] = &d.gold[i]
	}
	var out []choice
	for _, spans := range [...][][2]int{d.spans, nil} {
		for _, q := range where.Questions(d.doc, d.mentions, spans, g, o, passes) {
			var gold *Toponym
			n, open := 0, false
			for _, w := range q.Words {
				t := at[w]
				switch {
				case t == nil:
				case t.Pinned:
					n++
					gold = cmp.Or(gold, t)
				default:
					open = true
				}
			}
			if len(q.Places) == 0 || gold == nil && (open || spans != nil || !narrow(&q.Places[0])) {
				continue
			}
			out = append(out, choice{rows: append(q.Rows, q.None), right: rightOf(q.Places, gold), weight: math.Sqrt(max(1, float64(n)))})
		}
	}
	return out
}

// narrow reports whether a place is one whose name the annotators would have
// marked had the text meant it. They left out many buildings, and countries and
// states beside other names ("U.S. attorney").
func narrow(p *gazetteer.Place) bool {
	return p.Level == gazetteer.Town || p.Level == gazetteer.District
}

// rightOf says which places are right, and last whether none is.
func rightOf(places []gazetteer.Place, gold *Toponym) []bool {
	right := make([]bool, len(places)+1)
	right[len(places)] = true
	if gold == nil {
		return right
	}
	nearest, same := math.Inf(1), false
	for i := range places {
		nearest = min(nearest, gold.away(&places[i]))
		same = same || gold.GeoNames != 0 && places[i].GeoNames == gold.GeoNames
	}
	for i := range places {
		p := &places[i]
		if same {
			right[i] = p.GeoNames == gold.GeoNames
		} else {
			away := gold.away(p)
			right[i] = away <= nearest+20 && (away <= tolerance || p.Level != gazetteer.Town && away <= p.RadiusKM)
		}
		right[len(places)] = right[len(places)] && !right[i]
	}
	return right
}

// away returns how far a place is from the annotator's pin, in km.
func (t *Toponym) away(p *gazetteer.Place) float64 {
	return gazetteer.Distance(t.Lat, t.Lon, p.Lat, p.Lon)
}

// fitWhere fits weights of package where on documents.
func fitWhere(docs []*gazettedDoc, g *gazetteer.Gazetteer) *where.Weights {
	w := &where.Weights{}
	gather := func(passes int) (out []choice) {
		for _, d := range docs {
			out = append(out, d.choices(g, where.Options{Weights: w}, passes)...)
		}
		return out
	}
	w.Alone = fitChoices(gather(0))
	w.Together = fitChoices(gather(1))
	w.Together = fitChoices(gather(2))
	w.Together = fitChoices(gather(3))
	return w
}

// fitChoices fits a log-linear choice among candidates of which one or more are
// right, by AdaGrad, with a small penalty on large weights.
func fitChoices(cs []choice) map[where.Feature]float64 {
	const rounds, penalty = 14, 2e-3
	ids := make(map[where.Feature]int)
	var features []where.Feature
	var seen []int
	type row []term
	all := make([][]row, len(cs))
	for i, c := range cs {
		for _, r := range c.rows {
			var terms row
			for _, v := range r {
				id, ok := ids[v.Feature]
				if !ok {
					id = len(features)
					ids[v.Feature] = id
					features, seen = append(features, v.Feature), append(seen, 0)
				}
				seen[id]++
				terms = append(terms, term{int32(id), float32(v.Value)})
			}
			all[i] = append(all[i], terms)
		}
	}
	w, past := make([]float64, len(features)), make([]float64, len(features))
	for i := range past {
		past[i] = 1
	}
	order := make([]int, len(cs))
	for i := range order {
		order[i] = i
	}
	r := random(7)
	var p, q []float64
	for round := range rounds {
		for i := len(order) - 1; i > 0; i-- {
			j := int(r.next() * float64(i+1))
			order[i], order[j] = order[j], order[i]
		}
		rate := 0.3*(1-float64(round)/rounds) + 0.01
		for _, i := range order {
			p = p[:0]
			for _, terms := range all[i] {
				s := 0.0
				for _, t := range terms {
					s += w[t.id] * float64(t.value)
				}
				p = append(p, s)
			}
			top, sum, right := slices.Max(p), 0.0, 0.0
			for k := range p {
				p[k] = math.Exp(p[k] - top)
				sum += p[k]
				if cs[i].right[k] {
					right += p[k]
				}
			}
			q = q[:0]
			for k := range p {
				g := p[k] / sum
				if cs[i].right[k] {
					g -= p[k] / right
				}
				q = append(q, g*cs[i].weight)
			}
			for k, terms := range all[i] {
				if math.Abs(q[k]) < 1e-4 {
					continue
				}
				for _, t := range terms {
					g := q[k]*float64(t.value) + penalty*math.Abs(q[k])*w[t.id]
					past[t.id] += g * g
					w[t.id] -= rate * g / math.Sqrt(past[t.id])
				}
			}
		}
	}
	out := make(map[where.Feature]float64)
	for i, f := range features {
		if x := math.Round(w[i]*100) / 100; math.Abs(x) >= 0.03 && seen[i] >= 5 {
			out[f] = x
		}
	}
	return out
}

// FitWhere fits weights of package where on all documents with annotated places
// and writes them as lines of its weights.tsv.
func FitWhere(b *bytes.Buffer, raw fs.FS, m *neural.Model, g *gazetteer.Gazetteer) error {
	docs, err := readAllGazetted(raw, m)
	if err != nil {
		return err
	}
	w := fitWhere(docs, g)
	for _, part := range []struct {
		name    string
		weights map[where.Feature]float64
	}{{"alone", w.Alone}, {"together", w.Together}} {
		var fs []where.Feature
		for f := range part.weights {
			fs = append(fs, f)
		}
		slices.SortFunc(fs, func(x, y where.Feature) int { return cmp.Or(cmp.Compare(x.Name, y.Name), cmp.Compare(x.Arg, y.Arg)) })
		for _, f := range fs {
			fmt.Fprintf(b, "%s\t%s\t%s\t%.2f\n", part.name, f.Name, f.Arg, part.weights[f])
		}
	}
	return nil
}
