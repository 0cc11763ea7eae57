package eval

import (
	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/event"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/when"
)

// A toldText is a text with the events that the program finds in it.
type toldText struct {
	doc    *syntax.Doc
	ms     *mention.Set
	said   []attribution.Attribution
	events []event.Event
}

// published is the date of texts that have none.
var published = hearsay.Date{Value: "2024-05-15", Precision: hearsay.Day}

// tell finds the events of a text. Names, sources and times are found with the
// document's own model, events with partly and the weights w; nil is the
// built-in ones.
func tell(d *syntax.Doc, partly *neural.Words, w *event.Weights) *toldText {
	t := &toldText{doc: d, ms: mention.Find(d)}
	t.said, _ = attribution.Find(d, t.ms)
	in := event.Inputs{Published: published, Weights: w}
	in.Times, _ = when.Find(d, when.Options{Published: published})
	copied := *d
	copied.Model = partly
	t.doc = &copied
	t.events, _ = event.Find(t.doc, t.ms, t.said, in)
	return t
}

// tellText is tell for text alone.
func tellText(text string, m *neural.Model, w *event.Weights) *toldText {
	d := parseText(text, m)
	return tell(d, d.Model, w)
}

// fills reports whether the role is somebody marked by s: the head of one lies
// within the other, or the role is a pronoun for somebody whose head does.
func (t *toldText) fills(r *event.Role, s hearsay.Span) bool {
	w := wordsOf(t.doc, s)
	if w[0] >= w[1] {
		return false
	}
	head := t.doc.Head(w[0], w[1])
	if r.Word >= w[0] && r.Word < w[1] || head >= r.From && head < r.To {
		return true
	}
	if r.Mention < 0 || t.ms.Mentions[r.Mention].Form != hearsay.Pronoun {
		return false
	}
	for _, m := range t.ms.Entities[r.Entity].Mentions {
		if x := &t.ms.Mentions[m]; x.Form != hearsay.Pronoun && x.Head >= w[0] && x.Head < w[1] {
			return true
		}
	}
	return false
}

// any reports whether one of the roles is somebody marked by s.
func (t *toldText) any(rs []event.Role, s hearsay.Span) bool {
	for i := range rs {
		if t.fills(&rs[i], s) {
			return true
		}
	}
	return false
}

// joins reports whether an event joins source and target: the one acts on the
// other, or both act together.
func (t *toldText) joins(e *event.Event, source, target hearsay.Span) bool {
	return t.any(e.Actors, source) && (t.any(e.Recipients, target) || t.any(e.Actors, target))
}
