package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/export"
	"hearsay/internal/query"
)

var (
	errNoName  = errors.New("no name was given")
	errNoEvent = errors.New("the report has no such event")
)

// asQuery returns what is wrong with a query, if that is what err says.
func asQuery(err error) (*query.Error, bool) { return errors.AsType[*query.Error](err) }

type reportView struct {
	Kept     *casefile.Kept
	ID       string        // the document's
	Section  template.HTML // made by package export, which escapes all of it; "" without a reading
	Lines    []string      // of the text, where there is no reading
	State    string
	Versions []casefile.Seen
	Edits    []pastEdit
	Left     int // edits whose words are no record any more
	Why      bool
	May      bool // who looks may correct
	Copies   []copied
	Told     int // events that other reports tell of, too
	Apart    []apart
	Original string // address of the words that were asked for, on the report's own page
}

// A copied is another report with words of this one.
type copied struct {
	Other    casefile.Happening
	What     string // "copied from", "copied by", "shares words with"
	Coverage int    // per cent of this report's own words
	Why      string
}

var states = map[casefile.State]string{
	casefile.Waiting: "It waits to be read.", casefile.Broken: "It could not be read.", casefile.OtherLanguage: "It is not English and was not read as if it were.",
}

// report shows one report with its versions and corrections.
func (u *UI) report(r *http.Request) (view, error) {
	ctx := r.Context()
	k, err := u.store.Document(ctx, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	v := reportView{Kept: k, ID: k.Document.ID.String(), State: states[k.State], Why: r.FormValue("why") != ""}
	reading, edits, err := u.store.Reading(ctx, k.Document.ID)
	if err != nil {
		return view{}, err
	}
	v.Edits = past(edits)
	o := export.HTMLOptions{Why: v.Why, Original: true}
	events, err := u.around(ctx, &v, &o)
	if err != nil {
		return view{}, err
	}
	if at, ok := spanOf(r.FormValue("s"), k.Document.Text); ok {
		o.Marks = append(o.Marks, export.HTMLMark{Span: at, Kind: "here"})
		if k.Document.URL != "" {
			v.Original = export.TextFragment(k.Document.URL, k.Document.Text[at.Start:at.End])
		}
	}
	o.Event = func(id hearsay.EventID) (string, string) {
		href := fmt.Sprintf("/event/%s/%s", v.ID, id)
		if n := events[id]; n > 1 {
			return href, fmt.Sprintf("told by %d reports", n)
		}
		return href, "event"
	}
	if reading != nil {
		over, left := casefile.Overlay(reading, edits)
		v.Left, k.Document = len(left), over.Document
		var b bytes.Buffer
		if err := export.HTMLSection(&b, "", over, o); err != nil {
			return view{}, err
		}
		if v.Section = template.HTML(b.String()); u.mayWrite(r) {
			if v.Section, err = withEdits(b.Bytes(), v.ID); err != nil {
				return view{}, err
			}
		}
	} else {
		v.Lines = slices.Collect(strings.SplitSeq(k.Document.Text, "\n"))
	}
	if k.Document.URL != "" {
		if v.Versions, err = u.store.Versions(ctx, k.Document.URL); err != nil {
			return view{}, err
		}
	}
	v.May = reading != nil && u.mayWrite(r)
	return view{short(orElse(k.Document.Title, "Without a headline"), 100), v}, nil
}

// around finds what links a report with others: what it copied or others copied
// of it, what contradicts it, and by how many each of its events is told.
func (u *UI) around(ctx context.Context, v *reportView, o *export.HTMLOptions) (told map[hearsay.EventID]int, err error) {
	id := v.Kept.Document.ID
	found, err := u.store.Links(ctx, casefile.LinkAsk{Document: id, Kinds: []string{hearsay.LinkCopy, hearsay.LinkSameEvent, hearsay.LinkContradiction}})
	if err != nil || len(found.Links) == 0 {
		return nil, err
	}
	var shown []hearsay.Link
	told = make(map[hearsay.EventID]int)
	for _, l := range found.Links {
		if l.Kind != hearsay.LinkSameEvent {
			shown = append(shown, l)
			continue
		}
		reports := make(map[hearsay.DocumentID]bool)
		for _, r := range l.Refs() {
			reports[r.Document()] = true
		}
		for _, r := range l.Refs() {
			if r.Document() == id {
				told[r.Event()] = len(reports)
			}
		}
	}
	v.Told = len(told)
	b, err := u.look(ctx, shown...)
	if err != nil {
		return nil, err
	}
	for _, l := range shown {
		if l.Kind == hearsay.LinkContradiction {
			if a, ok := b.apartOf(l); ok {
				v.Apart = append(v.Apart, a)
			}
			continue
		}
		v.copied(l, id, b, o)
	}
	slices.SortStableFunc(v.Copies, func(a, b copied) int { return b.Coverage - a.Coverage })
	return told, nil
}

// copied notes a copy and marks its passages.
func (v *reportView) copied(l hearsay.Link, id hearsay.DocumentID, b book, o *export.HTMLOptions) {
	mine, other := 0, l.To
	if l.From.Document() != id {
		mine, other = 1, l.From
	}
	h, ok := b.at(other)
	if !ok {
		return
	}
	c := copied{Other: h, What: "shares words with", Coverage: int(100*l.Coverage[mine] + 0.5)}
	if l.Direction == "from-to" {
		c.What = [2]string{"copied from", "copied by"}[mine]
	} else if l.Direction == "common" {
		c.What = "has a common source with"
	}
	var notes []string
	for _, w := range l.Why {
		notes = append(notes, nonEmpty(w.Note)...)
	}
	c.Why = strings.Join(notes, "; ")
	v.Copies = append(v.Copies, c)
	if len(v.Copies) > 3 && c.Coverage < 30 {
		return // the text would be all marks
	}
	for _, p := range l.Passages {
		here, there := p.From, p.To
		if mine == 1 {
			here, there = p.To, p.From
		}
		if p.Quote || here.End > len(v.Kept.Document.Text) {
			continue
		}
		words := fmt.Sprintf("%d words %s %s, %s", p.Words, c.What, orElse(h.Outlet, "another report"), map[bool]string{true: "edited", false: "verbatim"}[p.Edited])
		o.Marks = append(o.Marks, export.HTMLMark{Span: here.Span, Kind: "copied", Label: "copied", Words: words,
			Href: fmt.Sprintf("/report/%s?s=%d-%d#r1-here", h.Document, there.Start, there.End), Title: "there"})
	}
}
