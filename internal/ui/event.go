package ui

import (
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

type eventView struct {
	joined
	Here     hearsay.ClaimID
	Chain    *chain
	Counting *counting
	Variants []variant
	Quotes   map[hearsay.ClaimID]hearsay.Receipt
	Stories  []hearsay.Link
	Matrices []casefile.Matrix // that it can be added to
}

// A variant is what the claims say of one thing: where, when, who.
type variant struct {
	What string
	Says []saying
}

type saying struct {
	Value string
	By    []casefile.Happening
}

// event shows an event as all reports tell of it.
func (u *UI) event(r *http.Request) (view, error) {
	ctx := r.Context()
	k, err := u.store.Document(ctx, r.PathValue("id"))
	if err != nil {
		return view{}, err
	}
	n, _ := strconv.Atoi(strings.TrimPrefix(r.PathValue("event"), "v"))
	v := eventView{Here: hearsay.ClaimID{Document: k.Document.ID, Event: hearsay.EventID(n)}}
	if err := u.fillEvent(ctx, &v); err != nil {
		return view{}, err
	}
	if v.Main == nil {
		return view{}, &hearsay.Error{Op: "event", Doc: k.Document.ID, Kind: hearsay.NotFound, Err: errNoEvent}
	}
	v.Chain, v.Counting, v.Variants = chainOf(v.Origins), countsOf(v.Claims), variantsOf(v.Claims)
	if err := u.quote(ctx, &v); err != nil {
		return view{}, err
	}
	if u.mayWrite(r) {
		if v.Matrices, err = u.store.Matrices(ctx); err != nil {
			return view{}, err
		}
	}
	return view{short(headOf(v.Main), 90), v}, nil
}

// most is how many claims of an event are looked up.
const most = 80

func (u *UI) fillEvent(ctx context.Context, v *eventView) error {
	about, err := u.store.Links(ctx, casefile.LinkAsk{Document: v.Here.Document, Event: v.Here.Event})
	if err != nil {
		return err
	}
	links := about.Links
	if i := slices.IndexFunc(links, func(l hearsay.Link) bool { return l.Kind == hearsay.LinkSameEvent }); i >= 0 {
		v.Link = links[i]
		seen := make(map[string]bool)
		for i := range links {
			seen[links[i].ID()] = true
		}
		for n, id := range refsOf(v.Link) {
			if id == v.Here || n > most {
				continue
			}
			more, err := u.store.Links(ctx, casefile.LinkAsk{Kinds: []string{hearsay.LinkOrigin, hearsay.LinkContradiction}, Document: id.Document, Event: id.Event})
			if err != nil {
				return err
			}
			for _, l := range more.Links {
				if !seen[l.ID()] {
					seen[l.ID()] = true
					links = append(links, l)
				}
			}
		}
	}
	b, err := u.look(ctx, links...)
	if err != nil {
		return err
	}
	if v.Link.Kind != "" {
		v.joined = b.joinedOf(v.Link)
	} else {
		alone, err := u.store.Claims(ctx, v.Here)
		if err != nil || len(alone) == 0 {
			return err
		}
		u.headlinesOf(ctx, alone)
		v.Claims, v.Reports = alone, 1
		v.settle()
		v.Origins = []origin{alonePath(alone[0])}
	}
	for _, l := range links {
		switch l.Kind {
		case hearsay.LinkOrigin:
			if o := b.originOf(l); len(o.Ways) > 0 {
				v.Origins = append(v.Origins, o)
			}
		case hearsay.LinkContradiction:
			if a, ok := b.apartOf(l); ok {
				v.Apart = append(v.Apart, a)
			}
		case hearsay.LinkStory:
			v.Stories = append(v.Stories, l)
		}
	}
	slices.SortStableFunc(v.Origins, func(a, b origin) int {
		switch {
		case a.circular() && !b.circular():
			return 1
		case b.circular() && !a.circular():
			return -1
		}
		return len(b.Ways) - len(a.Ways)
	})
	return nil
}

// alonePath is the origin of a claim that one report alone has.
func alonePath(h casefile.Happening) origin {
	o := origin{Name: orElse(h.Outlet, "the report itself")}
	w := way{Claim: h}
	for i, name := range h.Chain {
		if name == "" {
			name = "somebody unnamed"
		}
		how := "cited"
		if i == 0 {
			o.Name, how = name, ""
		}
		w.Steps = append(w.Steps, step{name, how})
	}
	w.Steps = append(w.Steps, step{orElse(h.Outlet, "the report"), "told"})
	o.Ways = []way{w}
	return o
}

// headOf says in a line what an event is.
func headOf(h *casefile.Happening) string {
	who, whom := strings.Join(nonEmpty(h.Actors...), ", "), strings.Join(nonEmpty(h.Recipients...), ", ")
	parts := nonEmpty(short(who, 60), "“"+strings.Join(strings.Fields(h.Words), " ")+"”", short(whom, 60))
	s := strings.Join(parts, " ")
	if h.Place != "" {
		s += ", " + h.Place
	}
	return s
}

// variantsOf returns in what the claims differ that can be seen in a table.
func variantsOf(claims []casefile.Happening) (all []variant) {
	for _, x := range []struct {
		what string
		of   func(casefile.Happening) string
	}{
		{"Status", func(h casefile.Happening) string { return strings.ReplaceAll(h.Status, "-", " ") }},
		{"When", func(h casefile.Happening) string { return casefile.DaysWritten(h.First, h.Last) }},
		{"Where", func(h casefile.Happening) string { return h.Place }},
		{"Who", func(h casefile.Happening) string { return strings.Join(nonEmpty(h.Actors...), ", ") }},
		{"To whom", func(h casefile.Happening) string { return strings.Join(nonEmpty(h.Recipients...), ", ") }},
		{"Dead", func(h casefile.Happening) string {
			if h.Dead == nil {
				return ""
			}
			return strconv.FormatFloat(*h.Dead, 'f', -1, 64)
		}},
		{"What", func(h casefile.Happening) string { return strings.TrimSpace(h.Type + " " + h.Mode) }},
		{"Word", func(h casefile.Happening) string { return strings.ToLower(h.Words) }},
	} {
		v := variant{What: x.what}
		for _, h := range claims {
			value := strings.Join(strings.Fields(x.of(h)), " ")
			if value == "" {
				value = "not said"
			}
			i := slices.IndexFunc(v.Says, func(s saying) bool { return strings.EqualFold(s.Value, value) })
			if i < 0 {
				i = len(v.Says)
				v.Says = append(v.Says, saying{Value: value})
			}
			v.Says[i].By = append(v.Says[i].By, h)
		}
		slices.SortStableFunc(v.Says, func(a, b saying) int {
			if (a.Value == "not said") != (b.Value == "not said") {
				if a.Value == "not said" {
					return 1
				}
				return -1
			}
			return len(b.By) - len(a.By)
		})
		if len(v.Says) > 1 || v.Says[0].Value != "not said" {
			all = append(all, v)
		}
	}
	return all
}

// quote looks up the words around each claim.
func (u *UI) quote(ctx context.Context, v *eventView) error {
	v.Quotes = make(map[hearsay.ClaimID]hearsay.Receipt)
	texts := make(map[hearsay.DocumentID]string)
	for i, h := range v.Claims {
		if i == most || h.Span.IsEmpty() {
			continue
		}
		text, ok := texts[h.Document]
		if !ok {
			k, err := u.store.Document(ctx, h.Document.String())
			if err != nil {
				return err
			}
			text = k.Document.Text
			texts[h.Document] = text
		}
		if h.Span.End <= len(text) {
			v.Quotes[hearsay.ClaimID{Document: h.Document, Event: h.Event}] = casefile.Around(text, h.Span)
		}
	}
	return nil
}

// Quote returns the words around a claim, cut at the words that name it.
func (v eventView) Quote(h casefile.Happening) (q struct{ Before, At, After string }) {
	r, ok := v.Quotes[hearsay.ClaimID{Document: h.Document, Event: h.Event}]
	if !ok || h.Span.Start < r.Start || h.Span.End > r.End {
		return q
	}
	q.Before, q.At, q.After = r.Text[:h.Span.Start-r.Start], r.Text[h.Span.Start-r.Start:h.Span.End-r.Start], r.Text[h.Span.End-r.Start:]
	return q
}
