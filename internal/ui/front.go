package ui

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
)

type frontView struct {
	Counts   casefile.Counts
	Outlets  int
	Links    map[string]int
	Latest   *casefile.Page
	Lead     []joined
	Circular []joined
	Stories  []story
	Apart    []apart
	Changed  []correction
	Fired    []casefile.Find
	Events   []casefile.Happening
	Findings []casefile.Tally
	Sources  []casefile.Source
	Due      []casefile.Open
	Open     []casefile.Open
	Today    string
	Curve    *river
}

// A correction is a report that changes or withdraws what another said.
type correction struct {
	Link       hearsay.Link
	Later, Was casefile.Happening
	Notice     string
}

// front shows what is new in the case, and what in it does not fit.
func (u *UI) front(r *http.Request) (view, error) {
	ctx := r.Context()
	v, err := remembered(ctx, u, "front", func() (frontView, error) { return u.whole(ctx) })
	if err != nil {
		return view{}, err
	}
	v.Today = time.Now().UTC().Format(time.DateOnly)
	if v.Fired, err = u.store.Fired(ctx, "", 6); err != nil {
		return view{}, err
	}
	v.Due, err = u.store.Due(ctx, v.Today, 5)
	return view{u.o.Name, v}, err
}

// Warm makes what the front page shows, so that who comes first need not wait for
// it. What goes wrong is told to who comes.
func (u *UI) Warm(ctx context.Context) {
	_, _ = remembered(ctx, u, "front", func() (frontView, error) { return u.whole(ctx) })
}

// whole makes what the front page shows of the whole case.
func (u *UI) whole(ctx context.Context) (v frontView, err error) {
	var dates []casefile.Date
	var outlets []casefile.Tally
	for _, step := range []func() error{
		func() error { v.Counts, err = u.store.Counts(ctx); return err },
		func() error { v.Links, err = u.store.LinkCounts(ctx); return err },
		func() error { outlets, err = u.store.Outlets(ctx); return err },
		func() error { v.Latest, err = u.store.Find(ctx, casefile.Ask{Limit: 6}); return err },
		func() error { v.Lead, v.Circular, err = u.leading(ctx, 5, 60); return err },
		func() error { v.Stories, err = u.storiesOf(ctx, 4); return err },
		func() error { v.Apart, err = u.against(ctx, 4); return err },
		func() error { v.Changed, err = u.corrections(ctx, 4); return err },
		func() error { dates, err = u.store.Dates(ctx, casefile.Ask{}); return err },
		func() error { v.Events, err = u.varied(ctx, 8); return err },
		func() error { v.Findings, err = u.store.Findings(ctx); return err },
		func() error { v.Sources, err = u.named(ctx, 8); return err },
		func() error { v.Open, err = u.store.Questions(ctx, "question", 5); return err },
	} {
		if err := step(); err != nil {
			return v, err
		}
	}
	u.headlinesOfHits(ctx, v.Latest)
	u.headlinesOf(ctx, v.Events)
	for _, o := range outlets {
		if o.Name != "" {
			v.Outlets++
		}
	}
	v.Curve = riverOf(dates, "", "", 1180, 72, 120)
	return v, nil
}

// corrections returns the latest corrections.
func (u *UI) corrections(ctx context.Context, limit int) (all []correction, err error) {
	links, err := u.store.Leading(ctx, hearsay.LinkCorrection, limit)
	if err != nil || len(links) == 0 {
		return nil, err
	}
	b, err := u.look(ctx, links...)
	for _, l := range links {
		c := correction{Link: l}
		var ok bool
		if c.Later, ok = b.at(l.From); !ok {
			continue
		}
		if l.To.ID != l.From.ID {
			c.Was, _ = b.at(l.To)
		}
		for _, w := range l.Why {
			switch w.Rule {
			case "correction.notice", "correction.retraction", "correction.silent":
				c.Notice = orElse(c.Notice, w.Note)
			}
		}
		all = append(all, c)
	}
	return all, err
}

// varied returns the first n events that happened on a known day, at most two of
// a report.
func (u *UI) varied(ctx context.Context, n int) (some []casefile.Happening, err error) {
	of := make(map[hearsay.DocumentID]int)
	after := ""
	for range 4 {
		found, err := u.store.Events(ctx, casefile.Ask{Limit: 60, After: after})
		if err != nil {
			return nil, err
		}
		for _, e := range found.Events {
			if e.Status != "happened" || e.First == "" || e.Last == "" || of[e.Document] == 2 || len(some) == n {
				continue
			}
			of[e.Document]++
			some = append(some, e)
		}
		if after = found.Next; after == "" || len(some) == n {
			break
		}
	}
	return some, nil
}

// named returns the sources cited most that are more than a pronoun.
func (u *UI) named(ctx context.Context, limit int) (some []casefile.Source, err error) {
	all, err := u.store.Sources(ctx, "", 3*limit)
	for _, x := range all {
		if x.Name != "" && !slices.Contains(pronouns, strings.ToLower(x.Name)) && len(some) < limit {
			some = append(some, x)
		}
	}
	return some, err
}

// pronouns are what a source is called that the text never names.
var pronouns = strings.Fields("he she it they we i you who that this these those one")

type eventsOf struct {
	Lead     []joined
	Circular []joined
	More     int
}

// told lists the events that several reports tell of.
func (u *UI) told(r *http.Request) (view, error) {
	var v eventsOf
	counts, err := u.store.LinkCounts(r.Context())
	if err != nil {
		return view{}, err
	}
	type leading struct{ lead, circular []joined }
	l, err := remembered(r.Context(), u, "leading", func() (l leading, err error) {
		l.lead, l.circular, err = u.leading(r.Context(), 60, 400)
		return l, err
	})
	v.Lead, v.Circular = l.lead, l.circular
	v.More = counts[hearsay.LinkSameEvent] - len(v.Lead)
	return view{"Told by several", v}, err
}

type apartView struct {
	Apart    []apart
	Circular []joined
	Changed  []correction
	All      int
}

// apart lists what cannot all be true: contradictions, corrections, outlets that
// cite each other.
func (u *UI) apart(r *http.Request) (view, error) {
	ctx := r.Context()
	var v apartView
	var err error
	if v.Apart, err = u.against(ctx, 100); err != nil {
		return view{}, err
	}
	if v.Changed, err = u.corrections(ctx, 60); err != nil {
		return view{}, err
	}
	counts, err := u.store.LinkCounts(ctx)
	if err != nil {
		return view{}, err
	}
	v.All = counts[hearsay.LinkContradiction]
	_, v.Circular, err = u.leading(ctx, 0, 400)
	return view{"What does not fit", v}, err
}
