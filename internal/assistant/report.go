package assistant

import (
	"context"
	"fmt"
	"strconv"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

type question struct {
	Query string `json:"query" jsonschema:"what to find; empty finds all"`
	Limit int    `json:"limit,omitempty" jsonschema:"reports at most, 1 to 100; 10 if left out"`
	After string `json:"after,omitempty" jsonschema:"next of the page before"`
}

type (
	hits struct {
		Reports []hit    `json:"reports"`
		Total   int      `json:"total" jsonschema:"reports found in the whole case"`
		Next    string   `json:"next,omitempty" jsonschema:"give it as after for the next page"`
		Unknown []string `json:"unknown"`
	}
	hit struct {
		ID        string    `json:"id"`
		Title     string    `json:"title"`
		Outlet    string    `json:"outlet,omitempty"`
		URL       string    `json:"url,omitempty"`
		Published string    `json:"published,omitempty"`
		Events    []string  `json:"events,omitempty" jsonschema:"the events that the question is about: v1, v2"`
		Words     []receipt `json:"words" jsonschema:"where the words asked for stand, or the events"`
	}
)

func (d *desk) find(ctx context.Context, in question) (*hits, error) {
	n, err := query.Parse(in.Query)
	if err != nil {
		return nil, invalid("The tool's description lists the fields.", "%w", err)
	}
	p, err := d.Store.Find(ctx, casefile.Ask{Query: n, Limit: within(in.Limit, 10, 100), After: in.After})
	if err != nil {
		return nil, err
	}
	out := &hits{Reports: []hit{}, Total: p.Total, Next: p.Next, Unknown: []string{}}
	for _, h := range p.Hits {
		x := hit{ID: h.Document.String(), Title: h.Title, Outlet: h.Outlet, URL: h.URL, Published: h.Published, Words: receiptsOf(h.Snippets)}
		for _, v := range h.Events {
			x.Events = append(x.Events, v.String())
		}
		out.Reports = append(out.Reports, x)
	}
	if p.Total == 0 {
		out.Unknown = append(out.Unknown, "the case has no such report; that says nothing about the world")
	}
	c, err := d.Store.Counts(ctx)
	if err != nil {
		return nil, err
	}
	for _, x := range []struct {
		n    int
		text string
	}{{c.Waiting, "%d reports wait to be read and are found by their words alone"}, {c.Broken, "%d reports could not be read"}, {c.OtherLanguage, "%d reports are in other languages and were not read"}} {
		if x.n > 0 {
			out.Unknown = append(out.Unknown, fmt.Sprintf(x.text, x.n))
		}
	}
	return out, nil
}

// within returns n, or standard if it is none, and most at most.
func within(n, standard, most int) int {
	if n <= 0 {
		return standard
	}
	return min(n, most)
}

type wanted struct {
	ID    string `json:"id" jsonschema:"a report's id, or the first characters of it; with # and a record, as 3f9c81d02b44#v3, that record alone"`
	Limit int    `json:"limit,omitempty" jsonschema:"statements and events at most, each 1 to 500; 40 if left out"`
	Text  bool   `json:"text,omitempty" jsonschema:"give the whole text, too"`
}

// A report is an answer about one.
type report struct {
	Report     head        `json:"report"`
	Statements []statement `json:"statements" jsonschema:"who says what, in the order of the text"`
	Events     []happening `json:"events"`
	Findings   []finding   `json:"findings" jsonschema:"what a reader should watch out for"`
	LeftOut    string      `json:"left_out,omitempty" jsonschema:"what was left out for length"`
	Text       string      `json:"text,omitempty"`
	Unknown    []string    `json:"unknown"`
}

func (d *desk) show(ctx context.Context, in wanted) (*report, error) {
	for i := range in.ID {
		if in.ID[i] != '#' {
			continue
		}
		r, kind, n, err := d.record(ctx, in.ID, "va")
		if err != nil {
			return nil, err
		}
		out := &report{Report: headOf(r), Statements: []statement{}, Events: []happening{}, Findings: []finding{}}
		if kind == 'v' {
			out.Events = append(out.Events, happeningOf(r, &r.Events[n-1]))
			out.Unknown = once(unknownOfEvent(r, &r.Events[n-1]))
		} else {
			out.Statements = append(out.Statements, statementOf(r, &r.Attributions[n-1]))
			out.Unknown = once(unknownOfStatement(r, &r.Attributions[n-1]))
		}
		return out, nil
	}
	r, err := d.reading(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return reportOf(r, within(in.Limit, 40, 500), in.Text), nil
}

func (d *desk) read(ctx context.Context, in Given) (*report, error) {
	r, err := d.Read(ctx, in)
	if err != nil {
		return nil, err
	}
	return reportOf(r, 500, false), nil
}

func reportOf(r *hearsay.Reading, limit int, text bool) *report {
	out := &report{Report: headOf(r), Statements: []statement{}, Events: []happening{}, Findings: []finding{}}
	unknown := unknownOfDocument(&r.Document)
	for i := range r.Attributions[:min(limit, len(r.Attributions))] {
		out.Statements = append(out.Statements, statementOf(r, &r.Attributions[i]))
		unknown = append(unknown, unknownOfStatement(r, &r.Attributions[i])...)
	}
	for i := range r.Events[:min(limit, len(r.Events))] {
		out.Events = append(out.Events, happeningOf(r, &r.Events[i]))
		unknown = append(unknown, unknownOfEvent(r, &r.Events[i])...)
	}
	for _, f := range r.Findings {
		out.Findings = append(out.Findings, finding{f.Kind, f.Text, receiptsOf(f.Spans)})
	}
	if n, m := len(r.Attributions)-len(out.Statements), len(r.Events)-len(out.Events); n+m > 0 {
		out.LeftOut = strconv.Itoa(n) + " statements and " + strconv.Itoa(m) + " events"
	}
	if text {
		out.Text = r.Document.Text
	}
	out.Unknown = once(unknown)
	return out
}

type (
	chain struct {
		Report  head        `json:"report"`
		Event   *happening  `json:"event,omitempty"`
		Steps   []statement `json:"steps" jsonschema:"from the innermost source to the one that the report has it from; none: the report says so itself"`
		Itself  string      `json:"itself" jsonschema:"the report, in whose voice the last step is told"`
		Unknown []string    `json:"unknown"`
	}
)

func (d *desk) chain(ctx context.Context, in named) (*chain, error) {
	r, kind, n, err := d.record(ctx, in.ID, "va")
	if err != nil {
		return nil, err
	}
	out := &chain{Report: headOf(r), Steps: []statement{}, Itself: itself(&r.Document)}
	id, unknown := hearsay.AttributionID(n), []string(nil)
	if kind == 'v' {
		e := &r.Events[n-1]
		id = e.Said
		h := happeningOf(r, e)
		out.Event, unknown = &h, unknownOfEvent(r, e)
	}
	for _, a := range r.Chain(id) {
		out.Steps = append(out.Steps, statementOf(r, &a))
		unknown = append(unknown, unknownOfStatement(r, &a)...)
	}
	if len(out.Steps) == 0 {
		unknown = append(unknown, "from where the report has it is not told")
	}
	out.Unknown = once(append(unknown, unknownOfDocument(&r.Document)...))
	return out, nil
}
