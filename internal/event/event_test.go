package event_test

import (
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/event"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
	"hearsay/internal/where"
)

// read finds the events of a text by rules alone.
func read(text string) (*syntax.Doc, *mention.Set, []event.Event) {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
	ms := mention.Find(d)
	said, _ := attribution.Find(d, ms)
	in := event.Inputs{Published: hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day}}
	in.Times, _ = when.Find(d, when.Options{Published: in.Published})
	in.Places, _ = where.Find(d, ms, nil, where.Options{})
	es, _ := event.Find(d, ms, said, in)
	return d, ms, es
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"Northport jets bombed the port of Selm on Friday, killing 12 people and injuring dozens, the governor said.",
		"The ministers of Northport and Harrow met. They agreed to send aid. \"We will attack,\" he said.",
		"Police arrested at least 20 of the 5,000 protesters; tens of thousands marched twice in one week.",
		"the the the killed killed killed 12 to 15 to 20 of of of",
		"“Attack “attack “attack",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "?")
		if len(text) > 4000 {
			return
		}
		d, ms, es := read(text)
		n := len(d.Words)
		for i, e := range es {
			if e.From < 0 || e.From >= e.To || e.To > n || e.Word < 0 || e.Word >= n {
				t.Fatalf("event %d has words %d:%d, %d of %d", i, e.From, e.To, e.Word, n)
			}
			if i > 0 && es[i-1].From > e.From {
				t.Fatalf("event %d out of order", i)
			}
			if e.Quad < 1 || e.Quad > 4 || e.Confidence < 0 || e.Confidence > 1 {
				t.Fatalf("event %d: %+v", i, e)
			}
			for _, r := range append(append([]event.Role{}, e.Actors...), e.Recipients...) {
				if r.From < 0 || r.From >= r.To || r.To > n || r.Mention >= len(ms.Mentions) || r.Entity >= len(ms.Entities) {
					t.Fatalf("event %d: role %+v", i, r)
				}
			}
			for _, c := range e.Counts {
				if c.From < 0 || c.From >= c.To || c.To > n || c.Low > c.Value || c.High > 0 && c.High < c.Value || c.What == "" {
					t.Fatalf("event %d: count %+v", i, c)
				}
			}
		}
	})
}
