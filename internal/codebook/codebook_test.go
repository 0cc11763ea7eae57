package codebook_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/codebook"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

var loaded = sync.OnceValues(func() (*neural.Model, error) {
	return neural.Load(weights.FS, neural.Options{Workers: 1})
})

func model(t testing.TB) *neural.Model {
	t.Helper()
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// parse reads text as one paragraph; m may be nil.
func parse(text string, m *neural.Model) *syntax.Doc {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: len(text)}}}
	return syntax.Parse(text, blocks, token.Split(text, blocks), m)
}

// unmark takes the brackets out of an example and returns the stretches that
// they mark, in bytes of the plain text.
func unmark(example string) (text string, actors, recipients []hearsay.Span) {
	var b strings.Builder
	start := 0
	for _, c := range example {
		switch c {
		case '[', '{':
			start = b.Len()
		case ']':
			actors = append(actors, hearsay.Span{Start: start, End: b.Len()})
		case '}':
			recipients = append(recipients, hearsay.Span{Start: start, End: b.Len()})
		default:
			b.WriteRune(c)
		}
	}
	return b.String(), actors, recipients
}

// matches returns what the entry matches in d.
func matches(b *codebook.Book, d *syntax.Doc, entry string) []codebook.Match {
	var out []codebook.Match
	for i := range d.Words {
		for _, m := range b.Match(d, i) {
			if m.Entry == entry {
				out = append(out, m)
			}
		}
	}
	return out
}

// TestExamples reads the examples of every entry as any text is read.
func TestExamples(t *testing.T) {
	m := model(t)
	b := codebook.Plover()
	for i := range b.Entries {
		e := &b.Entries[i]
		if len(e.Yes) == 0 || len(e.No) == 0 {
			t.Errorf("%s: %s has no example or no counter-example", e.At, e.Name)
		}
		if e.Type == "" {
			for _, x := range e.Yes { // what it refuses is no event of any entry
				d := parse(x, m)
				for w := range d.Words {
					if ms := b.Match(d, w); len(ms) > 0 {
						t.Errorf("%s: %s does not refuse %q in %q: %s", e.At, e.Name, d.Words[w].Text, x, ms[0].Entry)
					}
				}
			}
			for _, x := range e.No {
				d := parse(x, m)
				if !slices.ContainsFunc(d.Words, func(w syntax.Word) bool { return len(b.Match(d, slices.Index(d.Words, w))) > 0 }) {
					t.Errorf("%s: nothing matches in %q", e.At, x)
				}
			}
			continue
		}
		for _, x := range e.Yes {
			text, actors, recipients := unmark(x)
			d := parse(text, m)
			ms := matches(b, d, e.Name)
			if len(ms) == 0 {
				t.Errorf("%s: %s does not match %q; others: %s", e.At, e.Name, text, matched(b, d))
				continue
			}
			for _, r := range []struct {
				role string
				want []hearsay.Span
				got  []int
			}{{"actor", actors, ms[0].Actors}, {"recipient", recipients, ms[0].Recipients}} {
				for _, w := range r.want {
					if !slices.ContainsFunc(r.got, func(i int) bool { return w.Start <= d.Words[i].Start && d.Words[i].End <= w.End }) {
						t.Errorf("%s: %s in %q: %s %q not found, but %s", e.At, e.Name, text, r.role, text[w.Start:w.End], words(d, r.got))
					}
				}
			}
		}
		for _, x := range e.No {
			text, _, _ := unmark(x)
			if ms := matches(b, parse(text, m), e.Name); len(ms) > 0 {
				t.Errorf("%s: %s matches %q", e.At, e.Name, text)
			}
		}
	}
}

// matched names the entries that match a word of d.
func matched(b *codebook.Book, d *syntax.Doc) string {
	var out []string
	for i := range d.Words {
		for _, m := range b.Match(d, i) {
			out = append(out, m.Entry)
		}
	}
	return strings.Join(out, " ")
}

func words(d *syntax.Doc, at []int) string {
	var out []string
	for _, i := range at {
		out = append(out, d.Words[i].Text)
	}
	return "[" + strings.Join(out, " ") + "]"
}
