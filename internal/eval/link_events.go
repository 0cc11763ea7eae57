package eval

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/gazetteer"
	"hearsay/internal/link"
	"hearsay/internal/neural"
	"hearsay/internal/reading"
)

// A chained corpus is ECB+'s mentions of events, as claims, with the chain of
// each.
type chained struct {
	claims []*link.Claim
	chain  []string
	topic  []string
	spans  []hearsay.Span // of each mention; those of one report lie after those before it
	// The events that the reading found in sentences with annotated mentions: ECB+
	// annotates some sentences of each report. A trigger that overlaps a mention has
	// its span.
	own      []*link.Claim
	ownSpans []hearsay.Span
}

// loadChained reads a split of ECB+. A mention without a chain is alone in
// one.
func loadChained(fsys fs.FS, name string, m *neural.Model, g *gazetteer.Gazetteer) (*chained, error) {
	docs, err := Load(fsys, name)
	if err != nil {
		return nil, err
	}
	var c chained
	rd := reading.New(m, reading.Options{Gazetteer: g})
	base := 0
	for i := range docs {
		d := &docs[i]
		p := link.NewReport(rd.Read(hearsay.Document{ID: hearsay.IDOf(d.ID + d.Text), Language: "en", Text: d.Text, Blocks: d.Blocks()}, nil))
		for k, x := range d.Chained {
			s := hearsay.Span{Start: d.Words[x.From].Start, End: d.Words[x.To-1].End}
			c.claims = append(c.claims, p.ClaimAt(s))
			chain := x.Chain
			if chain == "" {
				chain = fmt.Sprintf("%s alone %d", d.ID, k)
			}
			c.chain = append(c.chain, chain)
			topic, _, _ := strings.Cut(d.ID, "_")
			c.topic = append(c.topic, topic)
			c.spans = append(c.spans, hearsay.Span{Start: base + s.Start, End: base + s.End})
		}
		c.found(d, p, base)
		base += len(d.Text) + 1
	}
	return &c, nil
}

// found adds the events that the reading found in annotated sentences of d, which
// begins at base.
func (c *chained) found(d *Document, p *link.Report, base int) {
	taken := make(map[int]bool)
	for _, claim := range p.Claims() {
		span, wanted := claim.Span, false
		for _, s := range d.Sents {
			in := hearsay.Span{Start: d.Words[s.From].Start, End: d.Words[s.To-1].End}
			if !in.Overlaps(claim.Span) {
				continue
			}
			for k, x := range d.Chained {
				if x.From < s.From || x.From >= s.To {
					continue
				}
				wanted = true
				if at := (hearsay.Span{Start: d.Words[x.From].Start, End: d.Words[x.To-1].End}); !taken[k] && at.Overlaps(claim.Span) {
					taken[k], span = true, at
					break
				}
			}
			break
		}
		if wanted {
			c.own = append(c.own, claim)
			c.ownSpans = append(c.ownSpans, hearsay.Span{Start: base + span.Start, End: base + span.End})
		}
	}
}

// score compares groups of claims, whose spans are given, with the chains.
func (c *chained) score(groups [][]int, spansOf []hearsay.Span) Tally {
	at := make(map[string]int)
	var key, answer [][]hearsay.Span
	for i, name := range c.chain {
		k, ok := at[name]
		if !ok {
			k = len(key)
			at[name] = k
			key = append(key, nil)
		}
		key[k] = append(key[k], c.spans[i])
	}
	for _, g := range groups {
		var spans []hearsay.Span
		for _, i := range g {
			spans = append(spans, spansOf[i])
		}
		answer = append(answer, spans)
	}
	return Coreference(key, answer)
}

// across adds the rows of ECB+: which mentions of events, in any report, are of
// one event. The mentions are given, or those that the reading finds; their topics
// are not.
func (e *evaluation) across(m *neural.Model) error {
	c, err := loadChained(e.annotated, "ecbplus-dev.jsonl.xz", m, e.gazetteer)
	if err != nil {
		return err
	}
	r := e.row("link", &corpus{name: "ECB+"}, Gold, "hearsay", "same event (CoNLL)")
	r.Count = CoNLL
	r.add(c.score(link.Join(c.claims, link.Fitted), c.spans))
	r = e.row("link", &corpus{name: "ECB+"}, Raw, "hearsay", "same event (CoNLL)")
	r.Count = CoNLL
	r.add(c.score(link.Join(c.own, link.Fitted), c.ownSpans))
	return nil
}

// FitLinks writes weights for joining events, fitted on the training split of
// ECB+, with the threshold that is best where each fifth of its topics is joined
// by what was fitted on the others.
func FitLinks(b *bytes.Buffer, fsys fs.FS, m *neural.Model, g *gazetteer.Gazetteer) error {
	c, err := loadChained(fsys, "ecbplus-train.jsonl.xz", m, g)
	if err != nil {
		return err
	}
	w := c.fit()
	best := 0.0
	for k, f := range c.crossed(thresholds) {
		fmt.Fprintf(b, "# threshold %.2f: %.1f on topics that it was not fitted on\n", thresholds[k], f)
		if f > best {
			best, w.Threshold = f, thresholds[k]
		}
	}
	b.WriteString(w.String())
	return nil
}

var thresholds = []float64{0.2, 0.25, 0.3, 0.35, 0.4, 0.5}

// crossed returns for each threshold how well events are joined in a fifth of the
// topics by what was fitted on the others, over all fifths.
func (c *chained) crossed(thresholds []float64) []float64 {
	const folds = 5
	topics := slices.Compact(slices.Sorted(slices.Values(c.topic)))
	tallies := make([]Tally, len(thresholds))
	for fold := range folds {
		held := func(topic string) bool { i, _ := slices.BinarySearch(topics, topic); return i%folds == fold }
		w := c.part(func(topic string) bool { return !held(topic) }).fit()
		rest := c.part(held)
		for k, t := range thresholds {
			w.Threshold = t
			tally := rest.score(link.Join(rest.claims, w), rest.spans)
			if tallies[k] == nil {
				tallies[k] = make(Tally, len(tally))
			}
			for i, n := range tally {
				tallies[k][i] += n
			}
		}
	}
	out := make([]float64, len(thresholds))
	for k, t := range tallies {
		out[k] = CoNLL.Of(t).F1
	}
	return out
}

// part returns the mentions of some topics.
func (c *chained) part(of func(topic string) bool) *chained {
	var out chained
	for i, topic := range c.topic {
		if of(topic) {
			out.claims, out.spans = append(out.claims, c.claims[i]), append(out.spans, c.spans[i])
			out.chain, out.topic = append(out.chain, c.chain[i]), append(out.topic, topic)
		}
	}
	return &out
}

// reportsOfNews are the corpora of whole news reports, none of them a test set,
// on which it is counted how common words are.
var reportsOfNews = []string{"polnear-train.jsonl.xz", "allsides-raw-part.jsonl.xz", "worldwide-train.jsonl.xz", "tbaq-train.jsonl.xz"}

// FitCommon writes in how many news reports each stem stands.
func FitCommon(b *bytes.Buffer, fsys fs.FS) error {
	var c link.Counts
	for _, name := range reportsOfNews {
		docs, err := Load(fsys, name)
		if err != nil {
			return err
		}
		for i := range docs {
			c.Add(docs[i].Text)
		}
	}
	b.WriteString("# In how many news reports each stem stands: first the number of reports, then each stem of at least eight.\n# Counted on PolNeAR, TimeBank and AQUAINT (training splits), WorldWide NER (training split) and AllSides.\n")
	b.WriteString(c.String())
	return nil
}

// fit fits weights by logistic regression with a small penalty for large
// weights, in ten of Newton's steps.
func (c *chained) fit() link.Weights {
	const steps, penalty = 10, 1
	var samples [][]float64
	var same []bool
	link.Pairs(c.claims, func(i, j int, reports float64) {
		samples = append(samples, link.Features(c.claims[i], c.claims[j], reports))
		same = append(same, c.chain[i] == c.chain[j])
	})
	n := len(samples[0])
	w := link.Weights{Of: make([]float64, n)}
	for range steps {
		rows := make([][]float64, n) // of the Hessian, with the gradient as last column
		for i := range rows {
			rows[i] = make([]float64, n+1)
			rows[i][i], rows[i][n] = penalty, -penalty*w.Of[i]
		}
		for k, f := range samples {
			p := w.Probability(f)
			miss := -p
			if same[k] {
				miss = 1 - p
			}
			for i, x := range f {
				if x == 0 {
					continue
				}
				rows[i][n] += miss * x
				for j, y := range f {
					rows[i][j] += p * (1 - p) * x * y
				}
			}
		}
		for i, x := range solve(rows) {
			w.Of[i] += x
		}
	}
	return w
}

// solve solves linear equations, of which the last column is the right side,
// by Gauss's elimination. They are positive definite.
func solve(rows [][]float64) []float64 {
	n := len(rows)
	for i := range rows {
		for k := range rows {
			if k == i {
				continue
			}
			by := rows[k][i] / rows[i][i]
			for j := i; j <= n; j++ {
				rows[k][j] -= by * rows[i][j]
			}
		}
	}
	out := make([]float64, n)
	for i := range rows {
		out[i] = rows[i][n] / rows[i][i]
	}
	return out
}
