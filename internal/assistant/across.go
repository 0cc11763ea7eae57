package assistant

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

type (
	origins struct {
		Event          happening       `json:"event"`
		Independent    int             `json:"independent_origins" jsonschema:"how many origins that do not depend on each other the claim rests on, as far as the case shows"`
		Origins        []origin        `json:"origins"`
		ToldBy         []teller        `json:"told_by" jsonschema:"the reports of the case that tell of the event, this one included"`
		Copies         []copied        `json:"copies" jsonschema:"who has whose words among them"`
		Contradictions []contradiction `json:"contradictions"`
		Same           []string        `json:"same_because,omitempty" jsonschema:"what the reports' tellings have in common"`
		Notes          []string        `json:"notes"`
		Unknown        []string        `json:"unknown"`
	}
	origin struct {
		Name   string   `json:"name" jsonschema:"who made the first known utterance"`
		Claims []string `json:"claims" jsonschema:"the events that go back to it"`
		Ways   []string `json:"ways" jsonschema:"by what way each came there"`
	}
	teller struct {
		ID        string   `json:"id"`
		Title     string   `json:"title"`
		Outlet    string   `json:"outlet,omitempty"`
		Published string   `json:"published,omitempty"`
		Words     receipt  `json:"words"`
		OnWordOf  []string `json:"on_word_of"`
		Status    string   `json:"status"`
	}
	copied struct {
		From      string    `json:"from" jsonschema:"the report that copied, if the direction is from-to"`
		To        string    `json:"to"`
		Direction string    `json:"direction" jsonschema:"from-to, common (both copied a third) or undecided"`
		Share     float64   `json:"share" jsonschema:"part of from's own words that to has, 0 to 1"`
		Words     []receipt `json:"words" jsonschema:"in from"`
		Why       []string  `json:"why"`
	}
	contradiction struct {
		From       string    `json:"from"`
		To         string    `json:"to"`
		Differs    string    `json:"differs" jsonschema:"count, date, place, actor, type or denied"`
		Words      []receipt `json:"words" jsonschema:"in from, then in to"`
		Chains     []string  `json:"on_word_of" jsonschema:"in from, then in to"`
		Why        []string  `json:"why"`
		Confidence float64   `json:"confidence"`
	}
)

// mostTold is how many reports of one event an answer holds.
const mostTold = 40

func (d *desk) origins(ctx context.Context, in named) (*origins, error) {
	r, _, n, err := d.record(ctx, in.ID, "v")
	if err != nil {
		return nil, err
	}
	e := &r.Events[n-1]
	out := &origins{Event: happeningOf(r, e), Independent: 1, Origins: []origin{}, ToldBy: []teller{}, Copies: []copied{}, Contradictions: []contradiction{}, Notes: []string{}}
	unknown := unknownOfEvent(r, e)
	p, err := d.Store.Links(ctx, casefile.LinkAsk{Document: r.Document.ID, Event: e.ID, Kinds: []string{hearsay.LinkSameEvent, hearsay.LinkContradiction}})
	if err != nil {
		return nil, err
	}
	members := []hearsay.Ref{{ID: r.Document.ID.String() + "#" + e.ID.String()}}
	for i := range p.Links {
		switch l := &p.Links[i]; l.Kind {
		case hearsay.LinkSameEvent:
			members, out.Independent = l.Members, l.Origins
			out.same(l)
		case hearsay.LinkContradiction:
			out.Contradictions = append(out.Contradictions, contradictionOf(l))
		}
	}
	if len(members) == 1 {
		unknown = append(unknown, "no other report of the case was found to tell of it; whether others do elsewhere is not known")
		out.Origins = append(out.Origins, origin{out.Event.OnWordOf[0], []string{members[0].ID}, []string{}})
	} else if out.Origins, err = d.originsOf(ctx, members); err != nil {
		return nil, err
	}
	for _, o := range out.Origins {
		if circle, ok := link.Circular(o.Name); ok {
			unknown = append(unknown, "who said it first is not known: "+circle+"; as an origin it is no better than that")
		}
	}
	if len(members) > mostTold {
		out.Notes = append(out.Notes, fmt.Sprintf("%d reports tell of it; the first %d are listed", len(members), mostTold))
		members = members[:mostTold]
	}
	for _, m := range members {
		x, gaps, err := d.told(ctx, m)
		if err != nil {
			return nil, err
		}
		out.ToldBy, unknown = append(out.ToldBy, x), append(unknown, gaps...)
	}
	if out.Copies, err = d.copies(ctx, documents(members)); err != nil {
		return nil, err
	}
	for _, c := range out.Copies {
		if c.Direction == "undecided" {
			unknown = append(unknown, fmt.Sprintf("whether %.12s has its words from %.12s or the reverse is not known", c.From, c.To))
		}
	}
	unknown, err = d.unlinked(ctx, unknown)
	out.Unknown = once(unknown)
	return out, err
}

// same takes over why reports are taken to tell of one event, and what follows.
func (o *origins) same(l *hearsay.Link) {
	for _, y := range l.Why {
		switch what, shared := strings.CutPrefix(y.Rule, "event."); {
		case shared:
			o.Same = append(o.Same, what+": "+y.Note)
		case y.Rule != "topic":
			o.Notes = append(o.Notes, y.Note)
		}
	}
}

// originsOf returns the origins of claims, each once.
func (d *desk) originsOf(ctx context.Context, members []hearsay.Ref) ([]origin, error) {
	all, seen := []origin{}, make(map[string]bool)
	for _, m := range members {
		p, err := d.Store.Links(ctx, casefile.LinkAsk{Document: m.Document(), Event: m.Event(), Kinds: []string{hearsay.LinkOrigin}})
		if err != nil {
			return nil, err
		}
		for i := range p.Links {
			l := &p.Links[i]
			if seen[l.ID()] {
				continue
			}
			seen[l.ID()] = true
			o := origin{Claims: []string{}, Ways: []string{}}
			for _, m := range l.Members {
				o.Claims = append(o.Claims, m.ID)
			}
			for _, y := range l.Why {
				if y.Rule == "origin.name" {
					o.Name = y.Note
				} else {
					o.Ways = append(o.Ways, y.Note)
				}
			}
			all = append(all, o)
		}
	}
	return all, nil
}

// told returns how a report tells of an event.
func (d *desk) told(ctx context.Context, m hearsay.Ref) (teller, []string, error) {
	r, err := d.reading(ctx, m.Document().String())
	if err != nil {
		return teller{}, nil, err
	}
	x := teller{ID: m.ID, Title: r.Document.Title, Outlet: r.Document.Outlet, Published: r.Document.Published.Value, OnWordOf: []string{}}
	var gaps []string
	if n := int(m.Event()); n >= 1 && n <= len(r.Events) {
		e := &r.Events[n-1]
		x.Words, x.OnWordOf, x.Status = receiptOf(casefile.Around(r.Document.Text, e.Trigger.Span)), sources(r, e.Said), e.Status
		if c := r.Chain(e.Said); len(c) > 0 && len(unknownOfStatement(r, &c[0])) > 0 {
			gaps = append(gaps, fmt.Sprintf("%.12s has it from a source that is not named", m.ID))
		}
	}
	return x, gaps, nil
}

// documents returns the reports of refs, each once.
func documents(refs []hearsay.Ref) []hearsay.DocumentID {
	var all []hearsay.DocumentID
	for _, m := range refs {
		if id := m.Document(); !slices.Contains(all, id) {
			all = append(all, id)
		}
	}
	return all
}

// links returns the links of the kinds that join two of the reports.
func (d *desk) links(ctx context.Context, among []hearsay.DocumentID, kinds ...string) ([]hearsay.Link, error) {
	var all []hearsay.Link
	seen := make(map[string]bool)
	for _, id := range among {
		p, err := d.Store.Links(ctx, casefile.LinkAsk{Document: id, Kinds: kinds})
		if err != nil {
			return nil, err
		}
		for i := range p.Links {
			l := &p.Links[i]
			inside := len(documents(slices.DeleteFunc(l.Refs(), func(r hearsay.Ref) bool { return !slices.Contains(among, r.Document()) })))
			if own := l.Kind == hearsay.LinkCorrection && l.From.ID == l.To.ID; (inside > 1 || own) && !seen[l.ID()] {
				seen[l.ID()] = true
				all = append(all, *l)
			}
		}
	}
	return all, nil
}

func (d *desk) copies(ctx context.Context, among []hearsay.DocumentID) ([]copied, error) {
	links, err := d.links(ctx, among, hearsay.LinkCopy)
	all := []copied{}
	for i := range links {
		all = append(all, copiedOf(&links[i]))
	}
	return all, err
}

func copiedOf(l *hearsay.Link) copied {
	c := copied{From: l.From.ID, To: l.To.ID, Direction: l.Direction, Share: hundredths(l.Coverage[0]), Words: []receipt{}, Why: notes(l)}
	for _, p := range l.Passages {
		if !p.Quote {
			c.Words = append(c.Words, receiptOf(p.From))
		}
	}
	return c
}

func contradictionOf(l *hearsay.Link) contradiction {
	c := contradiction{From: l.From.ID, To: l.To.ID, Differs: l.Differs, Words: []receipt{}, Chains: []string{}, Why: notes(l), Confidence: hundredths(l.Confidence)}
	if len(l.Passages) > 0 {
		c.Words = []receipt{receiptOf(l.Passages[0].From), receiptOf(l.Passages[0].To)}
	}
	for _, chain := range l.Chains {
		text := ""
		for i, who := range chain {
			if i > 0 {
				text += " ← "
			}
			text += who
		}
		c.Chains = append(c.Chains, text)
	}
	return c
}

func notes(l *hearsay.Link) []string {
	all := []string{}
	for _, y := range l.Why {
		if y.Rule == "direction.time" {
			y.Note = "published " + y.Note
		}
		all = append(all, y.Note)
	}
	return all
}

// unlinked adds what the case has not compared yet.
func (d *desk) unlinked(ctx context.Context, unknown []string) ([]string, error) {
	n, err := d.Store.LinkCounts(ctx)
	if err == nil && n[""] > 0 {
		unknown = append(unknown, fmt.Sprintf("%d reports of the case are not compared with the others yet", n[""]))
	}
	return unknown, err
}

type several struct {
	IDs []string `json:"ids" jsonschema:"two to twenty reports' ids, or the first characters of each"`
}

type (
	comparison struct {
		Reports        []head          `json:"reports"`
		Copies         []copied        `json:"copies"`
		Events         []shared        `json:"events" jsonschema:"events that several of them tell of"`
		Contradictions []contradiction `json:"contradictions"`
		Corrections    []correction    `json:"corrections"`
		Unknown        []string        `json:"unknown"`
	}
	shared struct {
		Independent int      `json:"independent_origins" jsonschema:"in the whole case"`
		ToldBy      []teller `json:"told_by"`
	}
	correction struct {
		From string   `json:"from" jsonschema:"the report that corrects"`
		To   string   `json:"to"`
		Why  []string `json:"why"`
	}
)

func (d *desk) compare(ctx context.Context, in several) (*comparison, error) {
	if len(in.IDs) < 2 || len(in.IDs) > 20 {
		return nil, invalid("Give two to twenty ids.", "%d reports to compare", len(in.IDs))
	}
	out := &comparison{Reports: []head{}, Copies: []copied{}, Events: []shared{}, Contradictions: []contradiction{}, Corrections: []correction{}}
	var among []hearsay.DocumentID
	var unknown []string
	for _, id := range in.IDs {
		r, err := d.reading(ctx, id)
		if err != nil {
			return nil, err
		}
		if slices.Contains(among, r.Document.ID) {
			continue
		}
		among, out.Reports = append(among, r.Document.ID), append(out.Reports, headOf(r))
		for _, s := range unknownOfDocument(&r.Document) {
			unknown = append(unknown, r.Document.ID.String()[:12]+": "+s)
		}
	}
	links, err := d.links(ctx, among, hearsay.LinkCopy, hearsay.LinkSameEvent, hearsay.LinkContradiction, hearsay.LinkCorrection)
	if err != nil {
		return nil, err
	}
	for i := range links {
		switch l := &links[i]; l.Kind {
		case hearsay.LinkCopy:
			out.Copies = append(out.Copies, copiedOf(l))
		case hearsay.LinkContradiction:
			out.Contradictions = append(out.Contradictions, contradictionOf(l))
		case hearsay.LinkCorrection:
			out.Corrections = append(out.Corrections, correction{l.From.ID, l.To.ID, notes(l)})
		case hearsay.LinkSameEvent:
			x := shared{Independent: l.Origins, ToldBy: []teller{}}
			for _, m := range l.Members {
				if !slices.Contains(among, m.Document()) {
					continue
				}
				t, gaps, err := d.told(ctx, m)
				if err != nil {
					return nil, err
				}
				x.ToldBy, unknown = append(x.ToldBy, t), append(unknown, gaps...)
			}
			out.Events = append(out.Events, x)
		}
	}
	if len(links) == 0 {
		unknown = append(unknown, "nothing was found that links these reports")
	}
	unknown, err = d.unlinked(ctx, unknown)
	out.Unknown = once(unknown)
	return out, err
}
