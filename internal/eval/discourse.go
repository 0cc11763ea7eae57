package eval

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/discourse"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
)

// discourse adds the rows of the corpora with causes (CNC) and attitudes
// (MPQA).
func (e *evaluation) discourse(c *corpus, in Input, rs []*Reading) {
	switch c.name {
	case "CNC":
		e.causes(c, in, rs)
	case "MPQA":
		e.attitudes(c, in, rs)
	}
}

// discourseOf reads the discourse of a document.
func discourseOf(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution) discourse.Discourse {
	ts, _ := when.Find(d, when.Options{})
	return discourse.Find(d, ms, said, discourse.Inputs{Times: ts})
}

// attitudes compares stances with the attitudes of MPQA 3.0. To be found are its
// expressions that show a sentiment, an intention or agreement; a stance counts
// as right if its words share one with an expression of any attitude. "holder"
// needs the innermost agent, too. The corpus as we have it gives no polarity.
func (e *evaluation) attitudes(c *corpus, in Input, rs []*Reading) {
	cue := e.row("discourse", c, in, "hearsay", "stance")
	holder := e.row("discourse", c, in, "hearsay", "stance and holder")
	for _, r := range rs {
		k := newAgents(r)
		t, h := make(Tally, 3), make(Tally, 3)
		var key []Nested
		for _, n := range r.Key.Nested {
			if n.Implicit || n.Type == "expressive" || len(n.Attitudes) == 0 {
				continue
			}
			key = append(key, n)
			if slices.ContainsFunc(n.Attitudes, func(a string) bool { return a == "sentiment" || a == "intention" || a == "agree" }) {
				t[2]++
				h[2]++
			}
		}
		found := make(map[int]bool)
		for _, s := range discourseOf(r.Doc, r.Mentions, r.Said).Stances {
			t[1]++
			h[1]++
			span := r.Doc.Span(s.Cue.From, s.Cue.To)
			i := slices.IndexFunc(key, func(n Nested) bool { return r.Key.Span(n.Stretch).Overlaps(span) })
			if i < 0 {
				if e.errors != nil {
					e.errors.add("stance: false", s.Polarity, around(r.Doc.Text, span))
				}
				continue
			}
			if found[i] {
				t[1]--
				h[1]--
				continue
			}
			found[i] = true
			t[0]++
			if k.holds(&key[i], s.Holder) {
				h[0]++
			} else if e.errors != nil {
				e.errors.add("stance: holder", strings.Join(key[i].Agents, " "), around(r.Doc.Text, span))
			}
		}
		if e.errors != nil {
			for i, n := range key {
				if !found[i] && slices.Contains(n.Attitudes, "sentiment") {
					e.errors.add("stance: missed", lower(r.Key.Text, r.Key.Span(n.Stretch)), around(r.Key.Text, r.Key.Span(n.Stretch)))
				}
			}
		}
		cue.add(t)
		holder.add(h)
	}
}

// holds reports whether the innermost agent of n is the holder: the mention, or
// another of its entity, shares a word with one of the agent's.
func (k *agents) holds(n *Nested, holder int) bool {
	if holder < 0 {
		return len(k.key[n.Agents[len(n.Agents)-1]]) == 0
	}
	ms := k.r.Mentions
	touches := func(m int) bool {
		return slices.ContainsFunc(k.key[n.Agents[len(n.Agents)-1]], k.r.Doc.Words[ms.Mentions[m].Head].Span.Overlaps)
	}
	return touches(holder) || slices.ContainsFunc(ms.Entities[ms.Mentions[holder].Entity].Mentions, touches)
}

// discourseFiles adds the rows of what is no corpus of documents: BASIL, and the
// project's own set.
func (e *evaluation) discourseFiles(raw fs.FS, m *neural.Model, wanted func(string) bool) error {
	if wanted("BASIL") {
		if err := e.basil(raw, m); err != nil {
			return err
		}
	}
	if e.paragraphs == nil || !wanted("own") {
		return nil
	}
	if err := e.ownDiscourse(e.paragraphs, m); err != nil {
		return err
	}
	return e.ownFindings(e.paragraphs, m)
}

const basilArchive = "basil.tar.xz"

// basil compares loaded words with the spans of lexical bias in BASIL (Fan et
// al. 2019) that are the journalist's own: most of them are single words. A
// finding is right if it lies in such a span; "any" counts those of
// informational bias and of quotations as right, too.
func (e *evaluation) basil(raw fs.FS, m *neural.Model) error {
	files, err := unpack(raw, basilArchive)
	if err != nil {
		return err
	}
	c := &corpus{name: "BASIL"}
	own, any := e.row("discourse", c, Raw, "hearsay", "loaded words, lexical bias"), e.row("discourse", c, Raw, "hearsay", "loaded words, any bias")
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		id, ok := strings.CutSuffix(name, "_ann.json")
		if !ok || files[id+".json"] == nil {
			continue
		}
		text, lexical, other, err := readBasil(files[id+".json"], files[name])
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		d, ms, said := readText(text, m)
		t, a := make(Tally, 3), make(Tally, 3)
		t[2], a[2] = float64(len(lexical)), float64(len(lexical))
		hit := make(map[int]bool)
		for _, f := range discourseOf(d, ms, said).Findings {
			for _, p := range f.Spans {
				t[1]++
				a[1]++
				i := slices.IndexFunc(lexical, p.Span.Overlaps)
				switch {
				case i >= 0 && !hit[i]:
					hit[i] = true
					t[0]++
					a[0]++
				case i >= 0:
					t[1]--
					a[1]--
				case slices.ContainsFunc(other, p.Span.Overlaps):
					a[0]++
				default:
					if e.errors != nil {
						e.errors.add("loaded: false", strings.ToLower(p.Text), around(text, p.Span))
					}
				}
			}
		}
		own.add(t)
		any.add(a)
	}
	return nil
}

// readBasil reads an article and its annotations: the text, a paragraph a line
// with blank lines between, and where it is biased, by the journalist's own
// words and otherwise.
func readBasil(article, annotated []byte) (text string, lexical, other []hearsay.Span, err error) {
	var doc struct {
		Title string
		Body  [][]string `json:"body-paragraphs"`
	}
	var ann struct {
		Phrases []struct {
			ID         string
			Start, End int
			Bias       string
			Quote      string
			Txt        string
		} `json:"phrase-level-annotations"`
	}
	if err := json.Unmarshal(article, &doc); err != nil {
		return "", nil, nil, err
	}
	if err := json.Unmarshal(annotated, &ann); err != nil {
		return "", nil, nil, err
	}
	var b strings.Builder
	begin := make(map[string]int)
	b.WriteString(doc.Title + "\n\n")
	n := 0
	for _, p := range doc.Body {
		for _, s := range p {
			begin[fmt.Sprintf("p%d", n)] = b.Len()
			b.WriteString(s + " ")
			n++
		}
		b.WriteString("\n\n")
	}
	text = b.String()
	for _, p := range ann.Phrases {
		id, _, _ := strings.Cut(p.ID, "_")
		at, ok := begin[id]
		if !ok || p.Txt == "" {
			continue // the title
		}
		k := strings.Index(text[at:], p.Txt) // their offsets count code points
		if k < 0 {
			continue
		}
		s := hearsay.Span{Start: at + k, End: at + k + len(p.Txt)}
		if p.Bias == "lex" && p.Quote == "no" {
			lexical = append(lexical, s)
		} else {
			other = append(other, s)
		}
	}
	return text, lexical, other, nil
}

// readText reads a text as far as discourse needs.
func readText(text string, m *neural.Model) (*syntax.Doc, *mention.Set, []attribution.Attribution) {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		b := hearsay.Block{Kind: hearsay.Paragraph, Span: p}
		if strings.HasPrefix(text[p.Start:p.End], "- ") {
			b.Kind = hearsay.ListItem
		}
		blocks = append(blocks, b)
	}
	var sents []token.Sentence
	for i := range blocks {
		for _, s := range token.Split(text, blocks[i:i+1]) {
			s.Block = i
			sents = append(sents, s)
		}
	}
	d := syntax.Parse(text, blocks, sents, m)
	ms := mention.Find(d)
	said, _ := attribution.Find(d, ms)
	return d, ms, said
}
