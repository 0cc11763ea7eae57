package event

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"hearsay"
)

// conflicts finds events with two numbers that cannot both be right, told in
// different clauses: "The raid killed 12 people, the ministry said. … Doctors
// said it killed 19 people."
//
// Counter-sentences, where both can be: "killed 12 people, among them three
// children" (a part), "12 soldiers … 19 civilians" (others), "killed 12 people,
// and 19 more on Friday", "has killed 19 people since May" (a sum), "the toll
// rose to 19" (later), "dozens … 19" (vague), and two of one voice in two
// places or sentences, which are more often two events.
func (f *finder) conflicts(es []Event) []hearsay.Finding {
	var out []hearsay.Finding
	for i := range es {
		e := &es[i]
		for k := range e.Counts {
			for n := range k {
				a, b := &e.Counts[n], &e.Counts[k]
				if a.What != b.What || a.clause == b.clause || !harmful[a.What] || !apart(a, b) || !f.rivals(a, b) {
					continue
				}
				if c := f.conflict(a, b); !slices.ContainsFunc(out, func(o hearsay.Finding) bool { return o.Text == c.Text }) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// harmful are the kinds of count that two voices give for one event.
var harmful = setOf("dead injured arrested displaced")

// apart reports whether the ranges of two counts have no number in common.
func apart(a, b *Count) bool {
	return a.High > 0 && a.High < b.Low || b.High > 0 && b.High < a.Low
}

// rivals reports whether two counts are two voices' numbers for the whole of
// one thing.
func (f *finder) rivals(a, b *Count) bool {
	one, ok := f.total(a)
	other, ok2 := f.total(b)
	if !ok || !ok2 || one != other || f.voice(a) == f.voice(b) {
		return false
	}
	// What is told of two places is told of two events.
	x, y := f.placesIn(a.clause), f.placesIn(b.clause)
	return len(x) == 0 || len(y) == 0 || slices.ContainsFunc(x, func(p string) bool { return slices.Contains(y, p) })
}

// voice is the entity whose word a count is, −1 for the document's own and −2 for
// its headline.
func (f *finder) voice(c *Count) int {
	if c.Said >= 0 {
		if m := f.said[c.Said].Source; m >= 0 {
			return f.ms.Mentions[m].Entity
		}
	}
	if b := f.d.SentOf(c.From).Block; b >= 0 && b < len(f.d.Blocks) && f.d.Blocks[b].Kind == hearsay.Headline {
		return -2
	}
	return -1
}

// total returns the noun that a count counts, "" for people as such; ok is false
// if it is a part, a sum over time, one of several, or too vague.
func (f *finder) total(c *Count) (noun string, ok bool) {
	if c.Value <= 1 || vagueCount[c.Modifier] || f.d.Text[f.word(c.To-1).End:][:min(1, len(f.d.Text)-f.word(c.To-1).End)] == "-" {
		return "", false
	}
	s := f.d.SentOf(c.From)
	for i := s.From; i < s.To; i++ {
		if w := strings.ToLower(f.word(i).Text); inSum[w] || ofWhole[w] && (i < c.From || i >= c.To) {
			return "", false
		}
	}
	for i := c.To; i < min(s.To, c.To+4); i++ {
		switch w := f.word(i); {
		case w.UPOS == "NOUN" && !w.Is("compound"):
			if anybody[w.Lemma] {
				return "", true
			}
			return w.Lemma, true
		case w.UPOS != "ADJ" && w.UPOS != "NOUN" && w.UPOS != "PROPN":
			return "", true
		}
	}
	return "", true
}

var (
	vagueCount = setOf("dozens scores hundreds thousands several many few some")
	// anybody are nouns that say nothing of who was harmed.
	anybody = setOf("people person individual life other body victim casualty death")
	// ofWhole stand in sentences with numbers of a part or of others.
	ofWhole = setOf("among including include includes included of which whom other others another more further additional also separately elsewhere remaining")
	// inSum stand in sentences that sum up over time or bring a number up to date.
	inSum = setOf(`since total overall altogether toll tolls rise rises rose risen rising revised update updated earlier previously previous later
		recent year years month months week weeks war conflict meanwhile separate different`)
)

// placesIn returns the names of the places in the sentence of word i.
func (f *finder) placesIn(i int) []string {
	s := f.d.SentOf(i)
	var out []string
	for w := s.From; w < s.To; w++ {
		if p := f.place[w]; p >= 0 && unicode.IsUpper([]rune(f.in.Places[p].Name + " ")[0]) {
			out = append(out, f.in.Places[p].Name)
		}
	}
	return out
}

func (f *finder) conflict(a, b *Count) hearsay.Finding {
	one, two := hearsay.ReceiptFor(f.d.Text, f.d.Span(a.From, a.To)), hearsay.ReceiptFor(f.d.Text, f.d.Span(b.From, b.To))
	return hearsay.Finding{Kind: "count-conflict", Spans: []hearsay.Receipt{one, two},
		Text: fmt.Sprintf("%s: “%s” and “%s” are given for the same event", a.What, one.Text, two.Text)}
}
