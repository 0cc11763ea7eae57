package eval

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
	"hearsay/internal/event"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

const (
	pairsFile = "PLV_train.tsv.xz"
	cameoFile = "cameo-train.jsonl.xz"
	// hiddenWords is the part of words that the model does not see of the PLOVER
	// sentences, on which it was trained: it knows those by heart. With so many
	// hidden its types score there as they do on marked pairs that it never saw
	// (macro-F1 0.72).
	hiddenWords = 0.18
)

// A markedReading is a marked pair as the program reads it.
type markedReading struct {
	markedPair
	cameo bool // from the CAMEO examples, which have a quad class only
	doc   *syntax.Doc
	// partly is what the model says when words are hidden from it.
	partly *neural.Words
	pair   event.Pair
}

// readPairs reads the marked pairs of both corpora: those with PLOVER's types,
// and those of the CAMEO examples whose sentences are not among them. The model
// never saw the latter.
func readPairs(annotated, raw fs.FS, m *neural.Model) ([]markedReading, error) {
	pairs, err := loadPairs(raw, pairsFile)
	if err != nil {
		return nil, err
	}
	coded, err := loadCoded(annotated, cameoFile)
	if err != nil {
		return nil, err
	}
	var out []markedReading
	r := random(7)
	seen := make(set[string])
	for _, p := range pairs {
		seen[opening(p.text)] = true
		out = append(out, readPair(p, m, hiddenWords, &r))
	}
	for _, c := range coded {
		if len(c.sources) != 1 || len(c.targets) != 1 || c.sources[0] == c.targets[0] || c.quad == "" || c.quad == "0" || seen[opening(c.text)] {
			continue
		}
		x := readPair(markedPair{text: c.text, source: c.sources[0], target: c.targets[0], quad: c.quad}, m, 0, &r)
		x.cameo = true
		out = append(out, x)
	}
	return out, nil
}

// opening is enough of a sentence to know it by.
func opening(s string) string {
	s = strings.TrimSpace(s)
	return s[:min(len(s), 60)]
}

// readPair parses a marked pair's sentence. hide is the part of words that the
// model does not see when it names types; the trees are made from all.
func readPair(p markedPair, m *neural.Model, hide float64, r *random) markedReading {
	d := parseText(p.text, m)
	x := markedReading{markedPair: p, doc: d, partly: d.Model}
	if hide > 0 && m != nil {
		before := [][]string{{"The", "council", "met", "on", "Tuesday", "evening", "."}, {"There", "was", "much", "to", "say", "."}}
		x.partly = m.Read(append(before, hidden(d, hide, r)...)).After(len(before[0]) + len(before[1]))
	}
	x.pair = event.Pair{Trigger: -1, Actor: wordsOf(d, p.source), Recipient: wordsOf(d, p.target)}
	return x
}

// parseText parses a text of one paragraph.
func parseText(text string, m *neural.Model) *syntax.Doc {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
	return syntax.Parse(text, blocks, token.Split(text, blocks), m)
}

// wordsOf returns the words [from, to) that a stretch of text touches.
func wordsOf(d *syntax.Doc, s hearsay.Span) [2]int {
	from := slices.IndexFunc(d.Words, func(w syntax.Word) bool { return w.End > s.Start })
	if from < 0 {
		return [2]int{}
	}
	to := from
	for to < len(d.Words) && d.Words[to].Start < s.End {
		to++
	}
	return [2]int{from, to}
}

// example returns the evidence at a pair and which types it may have.
func (x *markedReading) example(book *codebook.Book) *eventExample {
	d := *x.doc
	d.Model = x.partly
	e := &eventExample{evidence: event.Gather(&d, func(w int) []codebook.Match { return book.Match(&d, w) }, x.pair)}
	for k, t := range codebook.Types {
		if x.cameo && fmt.Sprint(t.Quad) == x.quad || !x.cameo && rootOf(t.Name) == x.root {
			e.types = append(e.types, k)
		}
	}
	return e
}

// rootOf returns the corpus's name of a type.
func rootOf(kind string) string {
	if kind == "CONCEDE" || kind == "RETREAT" {
		return "YIELD"
	}
	return kind
}

// quadOf returns the quad class of a root.
func quadOf(root string) string {
	if root == "YIELD" {
		return "2"
	}
	return fmt.Sprint(codebook.Quad(root))
}

// marked adds the rows of marked pairs, by the model alone and by all evidence.
// What is learned is judged by cross-validation.
func (e *evaluation) marked(ls lessons, weights [eventFolds]*event.Weights) {
	ls = slices.DeleteFunc(slices.Clone(ls), func(l lesson) bool { return l.pair == nil })
	model := event.ModelAlone()
	e.markedRows("model", ls, func(l *lesson) string { return likeliest(model, l.sample) })
	e.markedRows("hearsay", ls, func(l *lesson) string { return likeliest(weights[l.fold], l.sample) })
}

// likeliest returns the likeliest root.
func likeliest(w *event.Weights, x *eventExample) string {
	p := w.Types(&x.evidence)
	sums := make(map[string]float64)
	for k, t := range codebook.Types {
		sums[rootOf(t.Name)] += p[k]
	}
	best := ""
	for _, t := range codebook.Types {
		if r := rootOf(t.Name); best == "" || sums[r] > sums[best] {
			best = r
		}
	}
	return best
}

// markedRows adds rows of roots and of quad classes, by what answers a pair.
func (e *evaluation) markedRows(by string, ls lessons, answer func(*lesson) string) {
	var roots, quads, cameo classes
	for i := range ls {
		x, own := ls[i].pair, answer(&ls[i])
		switch {
		case x.cameo:
			cameo.add(x.quad, quadOf(own))
		default:
			roots.add(x.root, own)
			quads.add(quadOf(x.root), quadOf(own))
		}
		if e.errors != nil && by == "hearsay" {
			where := fmt.Sprintf("%s  [%s] [%s]", x.text, x.text[x.source.Start:x.source.End], x.text[x.target.Start:x.target.End])
			if !x.cameo && own != x.root {
				e.errors.add("events: root", own+" for "+x.root, where)
			}
			if x.cameo && quadOf(own) != x.quad {
				e.errors.add("events: quad", own+" for "+x.quad, where)
			}
		}
	}
	plv := &corpus{name: "PLV"}
	roots.rows(e, plv, "events", "marked", by, "root")
	quads.rows(e, plv, "events", "marked", by, "quad")
	cameo.rows(e, &corpus{name: "CAMEO"}, "events", "marked", by, "quad")
}
