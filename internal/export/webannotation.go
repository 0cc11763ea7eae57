package export

import (
	"fmt"
	"io"
	"strings"

	"hearsay"
)

// A WebAnnotation writes records as an AnnotationPage of the W3C Web Annotation
// Data Model, in JSON-LD. Each name, attribution, event, place, time, reason,
// question, stance and finding is an Annotation on the words it rests on.
//
// The source of every target is the text as it was read, named by its hash, and
// its scope the address of the report. Words are selected twice: by position,
// which counts code points of that text, and by quotation with what stands
// before and after it, which can be found again in the page itself.
//
// An attribution is three Annotations, one for what is said, one for the words
// of speaking ("…-cue"), and one for the words of the source ("…-source"). The
// latter two have the first as body. "hearsay:within" leads to the one that
// passes it on.
type WebAnnotation struct{ list jsonList }

// NewWebAnnotation returns a writer to w.
func NewWebAnnotation(w io.Writer) *WebAnnotation {
	return &WebAnnotation{jsonList{w: w, head: `{
 "@context": ["http://www.w3.org/ns/anno.jsonld", {"hearsay": "urn:hearsay:"}],
 "type": "AnnotationPage",
 "items": [`}}
}

// Write appends the records of r. The name under which the report was given is ignored.
func (x *WebAnnotation) Write(_ string, r *hearsay.Reading) error {
	a := annotator{scene: newScene(r), points: points(r.Document.Text), source: annotatedText{
		ID: address(&r.Document), Type: "Text", Format: "text/plain", Language: r.Document.Language,
	}}
	for _, item := range a.all() {
		if err := x.list.add(item); err != nil {
			return err
		}
	}
	return nil
}

// Close ends the page. It does not close the underlying writer.
func (x *WebAnnotation) Close() error { return x.list.end(" ]\n}") }

type (
	annotation struct {
		ID         string    `json:"id"`
		Type       string    `json:"type"`
		Motivation string    `json:"motivation"`
		Generator  generator `json:"generator"`
		Body       []any     `json:"body"`
		Target     []any     `json:"target"` // annotated, or the text as a whole
		Within     string    `json:"hearsay:within,omitempty"`
		Said       string    `json:"hearsay:said,omitempty"`
		Confidence float64   `json:"hearsay:confidence,omitempty"`
		Status     string    `json:"hearsay:status,omitempty"`
		Factuality string    `json:"hearsay:factuality,omitempty"`
		Author     string    `json:"hearsay:factualityOfAuthor,omitempty"`
		Source     string    `json:"hearsay:source,omitempty"`
		Anonymous  bool      `json:"hearsay:anonymous,omitempty"`
		Negated    bool      `json:"hearsay:negated,omitempty"`
	}
	generator struct {
		ID   string `json:"id"`
		Type string `json:"type"`
		Name string `json:"name"`
	}
	annotationText struct {
		Type    string `json:"type"`
		Purpose string `json:"purpose"`
		Value   string `json:"value"`
	}
	annotated struct {
		Type     string        `json:"type"`
		Source   annotatedText `json:"source"`
		Scope    string        `json:"scope,omitempty"`
		Selector [2]selector   `json:"selector"`
	}
	annotatedText struct {
		ID       string `json:"id"`
		Type     string `json:"type"`
		Format   string `json:"format"`
		Language string `json:"language,omitempty"`
	}
	selector struct {
		Type   string `json:"type"`
		Start  *int   `json:"start,omitempty"`
		End    *int   `json:"end,omitempty"`
		Exact  string `json:"exact,omitempty"`
		Prefix string `json:"prefix,omitempty"`
		Suffix string `json:"suffix,omitempty"`
	}
)

// An annotator makes the annotations of one document.
type annotator struct {
	*scene
	points *converter
	source annotatedText
}

// reach is how many bytes before and after a quotation are given.
const reach = 32

// target returns the places of words, or the text as a whole if there are none:
// a finding may be about what the text does not say.
func (a *annotator) target(words []hearsay.Receipt) []any {
	var all []any
	for _, w := range words {
		if w.IsEmpty() {
			continue
		}
		p := a.points.span(w.Span)
		before, after := around(a.Document.Text, w.Span, reach)
		all = append(all, annotated{"SpecificResource", a.source, a.Document.URL, [2]selector{
			{Type: "TextPositionSelector", Start: &p.Start, End: &p.End},
			{Type: "TextQuoteSelector", Exact: w.Text, Prefix: before, Suffix: after},
		}})
	}
	if all == nil {
		return []any{a.source}
	}
	return all
}

// id returns the address of a record, "" for none.
func (a *annotator) id(record string) string {
	if record == "" {
		return ""
	}
	return a.source.ID + "#" + record
}

// make returns an annotation that tags words with what a record is, and
// describes it.
func (a *annotator) make(record, motivation, tag, about string, words ...hearsay.Receipt) annotation {
	x := annotation{ID: a.id(record), Type: "Annotation", Motivation: motivation, Target: a.target(words),
		Generator: generator{"urn:hearsay", "Software", strings.TrimSpace("hearsay " + a.Hearsay.Reading)},
		Body:      []any{annotationText{"TextualBody", "tagging", tag}}}
	if about != "" {
		x.Body = append(x.Body, annotationText{"TextualBody", "describing", about})
	}
	return x
}

func (a *annotator) all() []annotation {
	var all []annotation
	for _, m := range a.Mentions {
		e := a.entity(m.Entity)
		x := a.make(m.ID.String(), "identifying", "entity/"+e.Kind.String(), e.Name, m.Span)
		x.Body = append(x.Body, a.id(e.ID.String()))
		if e.Wikidata != "" {
			x.Body = append(x.Body, "http://www.wikidata.org/entity/"+e.Wikidata)
		}
		all = append(all, x)
	}
	for i := range a.Attributions {
		all = append(all, a.said(&a.Attributions[i])...)
	}
	for i := range a.Events {
		all = append(all, a.event(&a.Events[i]))
	}
	for _, p := range a.Places {
		x := a.make(p.ID.String(), "identifying", "place/"+p.Level, p.Name, p.Span)
		x.Confidence = degree(p.Confidence)
		if p.GeoNames > 0 {
			x.Body = append(x.Body, fmt.Sprintf("https://sws.geonames.org/%d/", p.GeoNames))
		}
		all = append(all, x)
	}
	for _, t := range a.Times {
		all = append(all, a.make(t.ID.String(), "classifying", "time/"+t.Type, t.Value, t.Span))
	}
	return append(all, a.discourse()...)
}

// said returns the annotations of an attribution.
func (a *annotator) said(s *hearsay.Attribution) []annotation {
	id := s.ID.String()
	name, _ := a.wordOf(s.ID)
	tag := "attribution/" + s.Act.String() + "/" + s.Mode.String()
	x := a.make(id, "describing", tag, a.saying(name, s), s.Content...)
	x.Within, x.Confidence, x.Anonymous, x.Negated = a.id(s.Within.String()), degree(s.Confidence), s.Anonymous, s.Negated
	x.Source = a.id(a.scene.source(s.ID).String())
	all := []annotation{x}
	for _, part := range []struct {
		name  string
		words hearsay.Receipt
	}{{"cue", s.Cue}, {"source", s.SourceSpan}} {
		if !part.words.IsEmpty() {
			x := a.make(id+"-"+part.name, "linking", "attribution/"+part.name, "", part.words)
			x.Body = append(x.Body, a.id(id))
			all = append(all, x)
		}
	}
	return all
}

func (a *annotator) event(e *hearsay.Event) annotation {
	about := strings.TrimSpace(a.roles(e.Actors) + " → " + a.roles(e.Recipients))
	if len(e.Recipients) == 0 {
		about = a.roles(e.Actors)
	}
	x := a.make(e.ID.String(), "classifying", strings.TrimSuffix("event/"+e.Type+"/"+e.Mode, "/"), about, append([]hearsay.Receipt{e.Trigger}, e.Also...)...)
	x.Said, x.Confidence, x.Status, x.Factuality = a.id(e.Said.String()), degree(e.Confidence), e.Status, e.Factuality.Label
	if e.FactualityAuthor != nil {
		x.Author = e.FactualityAuthor.Label
	}
	return x
}

func (a *annotator) discourse() []annotation {
	var all []annotation
	for _, r := range a.Reasons {
		x := a.make(r.ID.String(), "linking", "reason/"+r.Kind, clean(r.For.Span.Text), r.Because.Span)
		x.Said, x.Confidence = a.id(r.Said.String()), degree(r.Confidence)
		all = append(all, x)
	}
	for _, q := range a.Questions {
		x := a.make(q.ID.String(), "questioning", q.Kind, q.Certainty, q.Span)
		x.Said = a.id(q.Said.String())
		all = append(all, x)
	}
	for i := range a.Stances {
		s := &a.Stances[i]
		x := a.make(s.ID.String(), "assessing", "stance/"+s.Polarity, clean(a.holder(s)+" → "+a.object(s)), s.Span)
		x.Said = a.id(s.Said.String())
		all = append(all, x)
	}
	for _, f := range a.Findings {
		all = append(all, a.make(f.ID.String(), "commenting", "finding/"+f.Kind, f.Text, f.Spans...))
	}
	return all
}
