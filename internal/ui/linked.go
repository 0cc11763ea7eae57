package ui

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

// A joined is one event as several reports tell of it.
type joined struct {
	Link     hearsay.Link // of kind same-event; zero if one report alone tells of it
	Claims   []casefile.Happening
	Origins  []origin
	Apart    []apart   // what contradicts
	Circular []string  // outlets that cite each other
	Grade    string    // of the information, 1 to 6; "" if it has none
	Why      string    // of the grade
	Reports  int       // distinct
	Settled  [2]string // first and last day
	Main     *casefile.Happening
}

// An origin is an utterance that claims go back to.
type origin struct {
	Name string
	Ways []way
}

// Standing returns the origins that stand for themselves: a circle of outlets that
// cite each other does not.
func (j joined) Standing() []origin {
	return slices.DeleteFunc(slices.Clone(j.Origins), origin.circular)
}

func (o origin) circular() bool { _, ok := link.Circular(o.Name); return ok }

// A way is how a claim came from its origin, the origin first.
type way struct {
	Claim casefile.Happening
	Steps []step
}

// A step is somebody who passed a claim on.
type step struct {
	Name string
	How  string // how it came to them: told, cited, copied; "" for the origin
}

// An apart is two claims that cannot both be true.
type apart struct {
	ID, Differs, Note string
	Sides             [2]side
}

type side struct {
	Claim casefile.Happening
	Words hearsay.Receipt
	Chain []string
}

// refsOf returns the claims that links join, each once.
func refsOf(links ...hearsay.Link) (ids []hearsay.ClaimID) {
	seen := make(map[hearsay.ClaimID]bool)
	for i := range links {
		for _, r := range links[i].Refs() {
			id := hearsay.ClaimID{Document: r.Document(), Event: r.Event()}
			if !seen[id] {
				seen[id] = true
				ids = append(ids, id)
			}
		}
	}
	return ids
}

// A book holds claims that were looked up.
type book map[hearsay.ClaimID]casefile.Happening

// look returns the claims that links join.
func (u *UI) look(ctx context.Context, links ...hearsay.Link) (book, error) {
	found, err := u.store.Claims(ctx, refsOf(links...)...)
	u.headlinesOf(ctx, found)
	b := make(book, len(found))
	for _, h := range found {
		b[hearsay.ClaimID{Document: h.Document, Event: h.Event}] = h
	}
	return b, err
}

func (b book) at(r hearsay.Ref) (casefile.Happening, bool) {
	h, ok := b[hearsay.ClaimID{Document: r.Document(), Event: r.Event()}]
	return h, ok
}

// joinedOf returns what a same-event link joins.
func (b book) joinedOf(l hearsay.Link) (j joined) {
	j.Link = l
	reports := make(map[hearsay.DocumentID]bool)
	for _, r := range l.Refs() {
		if h, ok := b.at(r); ok {
			j.Claims = append(j.Claims, h)
			reports[h.Document] = true
		}
	}
	j.Reports = len(reports)
	for _, w := range l.Why {
		switch {
		case strings.HasPrefix(w.Rule, "grade."):
			j.Grade, j.Why = strings.TrimPrefix(w.Rule, "grade."), w.Note
		case w.Rule == "circular":
			j.Circular = append(j.Circular, w.Note)
		}
	}
	j.settle()
	return j
}

// settle puts the claims in order of publication and takes what the event is
// shown as from the one that says most.
func (j *joined) settle() {
	slices.SortStableFunc(j.Claims, func(a, b casefile.Happening) int {
		return cmp.Or(cmp.Compare(a.Published, b.Published), cmp.Compare(a.Outlet, b.Outlet))
	})
	most := -1
	for i := range j.Claims {
		h := &j.Claims[i]
		n := len(h.Actors) + len(h.Recipients)
		for _, known := range []bool{h.First != "", h.Place != "", h.Dead != nil, h.Title != "", h.Status == "happened"} {
			if known {
				n++
			}
		}
		if n > most {
			most, j.Main = n, h
		}
		if h.First != "" && (j.Settled[0] == "" || h.First < j.Settled[0]) {
			j.Settled[0] = h.First
		}
		j.Settled[1] = max(j.Settled[1], h.Last)
	}
}

// apartOf returns what a contradiction holds against each other.
func (b book) apartOf(l hearsay.Link) (a apart, ok bool) {
	a.ID, a.Differs = l.ID(), l.Differs
	for _, w := range l.Why {
		a.Note = cmp.Or(a.Note, w.Note)
	}
	for i, r := range []hearsay.Ref{l.From, l.To} {
		if a.Sides[i].Claim, ok = b.at(r); !ok {
			return a, false
		}
		if i < len(l.Chains) {
			a.Sides[i].Chain = l.Chains[i]
		}
	}
	if len(l.Passages) > 0 {
		a.Sides[0].Words, a.Sides[1].Words = l.Passages[0].From, l.Passages[0].To
	}
	return a, true
}

// originOf reads what a link of kind origin says: the name of who made the
// utterance, and for each claim the way by which it came, last first:
// "Bay Today ← copied ← Meridian Wire ← Ana Prado".
func (b book) originOf(l hearsay.Link) (o origin) {
	var ways []string
	for _, w := range l.Why {
		switch w.Rule {
		case "origin.name":
			o.Name = w.Note
		case "origin":
			ways = append(ways, w.Note)
		}
	}
	for i, r := range l.Members {
		h, ok := b.at(r)
		if !ok {
			continue
		}
		w := way{Claim: h}
		if i < len(ways) {
			w.Steps = stepsOf(ways[i], o.Name)
		} else {
			w.Steps = []step{{o.Name, ""}, {cmp.Or(h.Outlet, h.Title), "told"}}
		}
		o.Ways = append(o.Ways, w)
	}
	return o
}

// stepsOf reads a way.
func stepsOf(text, origin string) (steps []step) {
	parts := strings.Split(text, " ← ")
	slices.Reverse(parts)
	how := ""
	for _, p := range parts {
		switch {
		case p == "copied":
			how = "copied"
			continue
		case p == "circular":
			steps = append(steps, step{origin, ""})
			how = "cited"
			continue
		}
		if name, ok := strings.CutPrefix(p, "copied from "); ok {
			steps, how = append(steps, step{name, how}), "copied"
			continue
		}
		if name, ok := strings.CutPrefix(p, "by "); ok {
			steps, how = append(steps, step{name, how}), "wire"
			continue
		}
		if n := len(steps); n > 0 && steps[n-1].Name == p {
			continue
		}
		if how == "" && len(steps) == 1 {
			how = "told"
		} else if how == "" && len(steps) > 1 {
			how = "cited"
		}
		steps, how = append(steps, step{p, how}), ""
	}
	if len(steps) > 0 {
		steps[0].How = ""
	}
	return steps
}

// leading returns the events that most reports tell of, with those that cite each
// other among them.
func (u *UI) leading(ctx context.Context, limit, look int) (lead, circular []joined, err error) {
	links, err := u.store.Leading(ctx, hearsay.LinkSameEvent, look)
	if err != nil || len(links) == 0 {
		return nil, nil, err
	}
	var shown []hearsay.Link
	of := make(map[hearsay.DocumentID]int) // a report leads with one event at most
	var leads []bool
	for _, l := range links {
		isCircular := slices.ContainsFunc(l.Why, func(w hearsay.Why) bool { return w.Rule == "circular" })
		first := l.From.Document()
		if of[first] == 0 && len(shown) < limit || isCircular {
			leads = append(leads, of[first] == 0)
			shown = append(shown, l)
			for _, r := range l.Refs() {
				of[r.Document()]++
			}
		}
	}
	b, err := u.look(ctx, shown...)
	if err != nil {
		return nil, nil, err
	}
	for i, l := range shown {
		j := b.joinedOf(l)
		if len(j.Claims) == 0 {
			continue
		}
		if len(j.Circular) > 0 && !slices.ContainsFunc(circular, func(c joined) bool { return slices.Equal(c.Circular, j.Circular) }) {
			circular = append(circular, j)
		}
		if leads[i] && len(lead) < limit {
			lead = append(lead, j)
		}
	}
	return lead, circular, nil
}

// against returns contradictions, the latest first.
func (u *UI) against(ctx context.Context, limit int) (all []apart, err error) {
	links, err := u.store.Leading(ctx, hearsay.LinkContradiction, limit)
	if err != nil {
		return nil, err
	}
	b, err := u.look(ctx, links...)
	for _, l := range links {
		if a, ok := b.apartOf(l); ok {
			all = append(all, a)
		}
	}
	return all, err
}
