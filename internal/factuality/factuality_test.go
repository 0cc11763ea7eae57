package factuality_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/attribution"
	"hearsay/internal/factuality"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

func model(t testing.TB) *neural.Model {
	m, err := neural.Load(weights.FS, neural.Options{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// judge reads a text and returns its judge.
func judge(text string, m *neural.Model) (*factuality.Judge, *syntax.Doc, []attribution.Attribution) {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), m)
	ms := mention.Find(d)
	said, _ := attribution.Find(d, ms)
	return factuality.New(d, ms, said), d, said
}

// A sentence is a row of testdata/sentences.tsv.
type sentence struct {
	text, word                string // without the brackets
	at                        int    // byte
	status, label, by, author string
}

func sentences(t testing.TB) []sentence {
	b, err := os.ReadFile("testdata/sentences.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for line := range strings.Lines(string(b)) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := append(strings.Split(line, "\t"), "")
		before, rest, _ := strings.Cut(f[0], "[")
		word, after, ok := strings.Cut(rest, "]")
		if !ok || !slices.Contains(factuality.Statuses, f[1]) {
			t.Fatalf("row %q", line)
		}
		out = append(out, sentence{before + word + after, word, len(before), f[1], f[2], f[3], f[4]})
	}
	return out
}

// grades in their order; labels beside each other may be taken for each other.
var grades = []string{"CT-", "PR-", "PS-", "UU", "PS+", "PR+", "CT+"}

func beside(a, b string) bool {
	x, y := slices.Index(grades, a), slices.Index(grades, b)
	return x >= 0 && y >= 0 && x-y <= 1 && y-x <= 1
}

func TestSentences(t *testing.T) {
	m := model(t)
	for _, s := range sentences(t) {
		t.Run(s.text, func(t *testing.T) {
			j, d, said := judge(s.text, m)
			i := slices.IndexFunc(d.Words, func(w syntax.Word) bool { return w.Start == s.at })
			if i < 0 {
				t.Fatalf("no word begins at %d", s.at)
			}
			got := j.Of(i)
			if got.Status != s.status || !beside(got.Label, s.label) {
				t.Errorf("%q is %s, %s (%.1f); want %s, %s: %v", s.word, got.Status, got.Label, got.Value, s.status, s.label, got.Why)
			}
			by := "-"
			if got.Said >= 0 {
				a := &said[got.Said]
				span := d.Span(a.SourceFrom, a.SourceTo)
				by = s.text[span.Start:span.End]
			}
			if s.by != "*" && by != s.by {
				t.Errorf("%q is by %q, want %q", s.word, by, s.by)
			}
			author := ""
			if got.Author != nil {
				author = got.Author.Label
			}
			if author != s.author && !beside(author, s.author) {
				t.Errorf("%q: the author's label is %q, want %q", s.word, author, s.author)
			}
		})
	}
}
