package assistant

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// What answers are made of.
type (
	// A receipt is words of a report.
	receipt struct {
		Start int    `json:"start" jsonschema:"byte of the report's text at which the words begin"`
		End   int    `json:"end"`
		Text  string `json:"text" jsonschema:"the words"`
	}
	head struct {
		ID        string   `json:"id"`
		Title     string   `json:"title"`
		Outlet    string   `json:"outlet,omitempty"`
		URL       string   `json:"url,omitempty"`
		Authors   []string `json:"authors,omitempty"`
		Published string   `json:"published,omitempty"`
		Manner    string   `json:"manner,omitempty" jsonschema:"how it speaks in its own voice: report, comment or advocate"`
	}
	statement struct {
		ID         string    `json:"id"`
		Who        string    `json:"who" jsonschema:"who says so; empty: the text does not tell"`
		Named      bool      `json:"named" jsonschema:"the text names the source"`
		Words      *receipt  `json:"source,omitempty" jsonschema:"the words that name the source"`
		Act        string    `json:"act" jsonschema:"say, deny, demand, promise …"`
		Mode       string    `json:"mode" jsonschema:"direct: the source's own words; indirect: the report's; mixed, scare"`
		Negated    bool      `json:"negated,omitempty" jsonschema:"did not say"`
		Cue        *receipt  `json:"cue,omitempty"`
		Content    []receipt `json:"content"`
		Within     string    `json:"within,omitempty" jsonschema:"the attribution in which this one is passed on; none: the report itself passes it on"`
		Unnamed    string    `json:"why_unnamed,omitempty"`
		Confidence float64   `json:"confidence" jsonschema:"of the reading, not of the source"`
	}
	happening struct {
		ID         string   `json:"id"`
		Type       string   `json:"type" jsonschema:"PLOVER 2.0"`
		Mode       string   `json:"mode,omitempty"`
		Words      receipt  `json:"words"`
		Around     receipt  `json:"around" jsonschema:"what stands around the words"`
		Status     string   `json:"status"`
		Actors     []role   `json:"actors"`
		Recipients []role   `json:"recipients"`
		When       string   `json:"when,omitempty"`
		WhenFrom   string   `json:"when_from,omitempty" jsonschema:"stated, anchored, tense, or what was assumed"`
		Where      string   `json:"where,omitempty"`
		Country    string   `json:"country,omitempty"`
		Counts     []count  `json:"counts,omitempty"`
		OnWordOf   []string `json:"on_word_of" jsonschema:"sources, innermost first; the last is the report itself"`
		Said       string   `json:"said,omitempty" jsonschema:"the attribution that tells of it"`
		Factuality string   `json:"factuality,omitempty" jsonschema:"how certain the source is: CT+ certain, PR+ probable, PS+ possible, CT- certain that not, UU uncommitted"`
		Author     string   `json:"factuality_of_author,omitempty" jsonschema:"how certain the report is, where it shows"`
		Confidence float64  `json:"confidence"`
	}
	role struct {
		Name    string  `json:"name"`
		Country string  `json:"country,omitempty"`
		Sector  string  `json:"sector,omitempty"`
		Words   receipt `json:"words"`
	}
	count struct {
		What     string   `json:"what"`
		Value    float64  `json:"value"`
		Max      *float64 `json:"max,omitempty"`
		Modifier string   `json:"modifier,omitempty"`
		Words    receipt  `json:"words"`
	}
	finding struct {
		Kind  string    `json:"kind"`
		Text  string    `json:"text"`
		Words []receipt `json:"words,omitempty"`
	}
)

func receiptOf(r hearsay.Receipt) receipt { return receipt{r.Start, r.End, r.Text} }

func receiptsOf(all []hearsay.Receipt) []receipt {
	out := []receipt{}
	for _, r := range all {
		out = append(out, receiptOf(r))
	}
	return out
}

// some returns r, nil if it is empty.
func some(r hearsay.Receipt) *receipt {
	if r.IsEmpty() {
		return nil
	}
	x := receiptOf(r)
	return &x
}

func headOf(r *hearsay.Reading) head {
	d := &r.Document
	return head{d.ID.String(), cmp.Or(d.Title, d.Name), d.Outlet, d.URL, d.Authors, d.Published.Value, r.Manner}
}

// itself names the report as a source.
func itself(d *hearsay.Document) string {
	return cmp.Or(d.Outlet, strings.Join(d.Authors, ", "), d.URL, d.Title, "the report")
}

func entityOf(r *hearsay.Reading, id hearsay.MentionID) *hearsay.Entity {
	if id < 1 {
		return nil
	}
	return &r.Entities[r.Mentions[id-1].Entity-1]
}

func statementOf(r *hearsay.Reading, a *hearsay.Attribution) statement {
	s := statement{ID: a.ID.String(), Who: a.SourceSpan.Text, Words: some(a.SourceSpan), Act: a.Act.String(), Mode: a.Mode.String(), Negated: a.Negated,
		Cue: some(a.Cue), Content: receiptsOf(a.Content), Within: a.Within.String(), Unnamed: a.AnonymityReason.Text, Confidence: hundredths(a.Confidence)}
	if e := entityOf(r, a.Source); e != nil {
		s.Who, s.Named = e.Name, e.Named
	}
	return s
}

// sources names those on whose word an attribution stands, innermost first, the
// report itself last.
func sources(r *hearsay.Reading, id hearsay.AttributionID) []string {
	var all []string
	for _, a := range r.Chain(id) {
		s := statementOf(r, &a)
		switch {
		case s.Who == "":
			s.Who = "a source that is not given"
		case !s.Named:
			s.Who = "“" + s.Who + "” (unnamed)"
		}
		all = append(all, s.Who)
	}
	return append(all, itself(&r.Document))
}

func happeningOf(r *hearsay.Reading, e *hearsay.Event) happening {
	h := happening{ID: e.ID.String(), Type: e.Type, Mode: e.Mode, Words: receiptOf(e.Trigger), Around: receiptOf(casefile.Around(r.Document.Text, e.Trigger.Span)), Status: e.Status,
		Actors: rolesOf(r, e.Actors), Recipients: rolesOf(r, e.Recipients), When: e.Time.Value, WhenFrom: e.Time.From, OnWordOf: sources(r, e.Said), Said: e.Said.String(),
		Factuality: e.Factuality.Label, Confidence: hundredths(e.Confidence)}
	if e.FactualityAuthor != nil {
		h.Author = e.FactualityAuthor.Label
	}
	if p := placeOf(r, e); p != nil {
		h.Where, h.Country = cmp.Or(p.Name, p.Span.Text), p.Country
	}
	for _, c := range e.Counts {
		h.Counts = append(h.Counts, count{c.What, c.Value, c.Max, c.Modifier, receiptOf(c.Span)})
	}
	return h
}

func placeOf(r *hearsay.Reading, e *hearsay.Event) *hearsay.Place {
	if e.Place.Ref < 1 || int(e.Place.Ref) > len(r.Places) {
		return nil
	}
	return &r.Places[e.Place.Ref-1]
}

func rolesOf(r *hearsay.Reading, roles []hearsay.Role) []role {
	all := []role{}
	for _, x := range roles {
		out := role{x.Span.Text, x.Country, x.Sector, receiptOf(x.Span)}
		if x.Entity > 0 {
			out.Name = cmp.Or(r.Entities[x.Entity-1].Name, out.Name)
		}
		all = append(all, out)
	}
	return all
}

// hundredths returns a degree as exactly as anybody can use it.
func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// sure is from when on a place need not be doubted aloud.
const sure = .8

// The unknown of a record is what its text does not tell of it.

func unknownOfEvent(r *hearsay.Reading, e *hearsay.Event) []string {
	var all []string
	say := func(format string, args ...any) { all = append(all, e.ID.String()+": "+fmt.Sprintf(format, args...)) }
	if len(e.Actors) == 0 {
		say("who did it is not told")
	}
	switch {
	case e.Time.Value == "":
		say("when is not told")
	case strings.HasPrefix(e.Time.From, "assumed"), e.Time.From == "tense":
		say("the date %s is not stated but assumed (%s)", e.Time.Value, e.Time.From)
	}
	switch p := placeOf(r, e); {
	case p == nil:
		say("where is not told")
	case p.Lat == nil && !p.Metonym:
		say("%q could not be told from other places of its name, or is in no gazetteer", p.Span.Text)
	case p.Lat != nil && p.Confidence < sure:
		say("which %q is meant is not sure: %s is %.0f %% likely", p.Span.Text, strings.TrimSuffix(p.Name+", "+p.Country, ", "), 100*p.Confidence)
	case strings.HasPrefix(e.Place.From, "inferred"):
		say("that it was in %s is %s", p.Name, e.Place.From)
	}
	if e.Status == "unknown" || e.Status == "" {
		say("whether it happened is not told")
	}
	for _, a := range r.Chain(e.Said) {
		all = append(all, unknownOfStatement(r, &a)...)
	}
	return all
}

func unknownOfStatement(r *hearsay.Reading, a *hearsay.Attribution) []string {
	switch s := statementOf(r, a); {
	case s.Who == "":
		return []string{s.ID + ": the text does not say who says so"}
	case !s.Named:
		return []string{fmt.Sprintf("%s: the source is not named: %q", s.ID, s.Who)}
	}
	return nil
}

func unknownOfDocument(d *hearsay.Document) []string {
	var all []string
	if d.Published.Value == "" {
		all = append(all, "when the report was published is not known")
	}
	if d.Outlet == "" {
		all = append(all, "who published the report is not known")
	}
	return all
}

// once returns the strings, each the first time.
func once(all []string) []string {
	out, seen := []string{}, make(map[string]bool)
	for _, s := range all {
		if !seen[s] {
			seen[s] = true
			out = append(out, s)
		}
	}
	return out
}
