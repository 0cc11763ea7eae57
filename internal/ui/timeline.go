package ui

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// A river is a picture of how many events took place when. Events whose day is
// known are drawn dark; those known to a month or a year lie, evenly spread, above
// them: no day is picked for them.
type river struct {
	W, H    int
	Exact   []bar
	Vague   string // outline
	Ticks   []tick
	Base    int
	Most    string
	From    string
	To      string
	Unit    string // day, week, month, year
	Undated int
	Open    int // with one end alone
	Outside int
	Total   int
}

// A bar is the events of one bucket.
type bar struct {
	X, Y, W, H string
	Title      string
	Href       string
}

// riverOf draws dates from and until days ("" from the first and last that hold
// all but a few), in at most so many buckets.
func riverOf(dates []casefile.Date, from, until string, w, h, buckets int) *river {
	rv := &river{W: w, H: h}
	type span struct {
		a, b time.Time
		n    int
	}
	var all []span
	total := 0
	for _, d := range dates {
		rv.Total += d.Events
		a, errA := time.Parse(time.DateOnly, d.First)
		b, errB := time.Parse(time.DateOnly, d.Last)
		switch {
		case errA != nil && errB != nil:
			rv.Undated += d.Events
		case errA != nil || errB != nil:
			rv.Open += d.Events
		default:
			all = append(all, span{a, b, d.Events})
			total += d.Events
		}
	}
	if len(all) == 0 {
		return rv
	}
	low, errLow := time.Parse(time.DateOnly, from)
	high, errHigh := time.Parse(time.DateOnly, until)
	if errLow != nil || errHigh != nil {
		// Where all but one in fifty on either side lie: a wrong year of one text
		// would else press all others together.
		n := 0
		for _, s := range all { // they come by first day
			if n += s.n; errLow != nil && n > total/50 {
				low, errLow = s.a, nil
			}
			if n >= total-total/50 {
				if errHigh != nil {
					high, errHigh = s.a, nil
				}
				break
			}
		}
	}
	if high.Before(low) {
		low, high = high, low
	}
	length := int(high.Sub(low).Hours()/24) + 1
	step := 1
	rv.Unit = "day"
	for _, x := range []struct {
		days int
		name string
	}{{1, "day"}, {7, "week"}, {30, "month"}, {365, "year"}} {
		step, rv.Unit = x.days, x.name
		if length/x.days <= buckets {
			break
		}
	}
	starts := bucketsOf(low, high, rv.Unit)
	n := len(starts) - 1
	exact, vague := make([]float64, n), make([]float64, n)
	for _, s := range all {
		days := s.b.Sub(s.a).Hours()/24 + 1
		if s.b.Before(starts[0]) || !s.a.Before(starts[n]) {
			rv.Outside += s.n
			continue
		}
		for i := range n {
			overlap := min(starts[i+1].Sub(starts[0]).Hours()/24, s.b.Sub(starts[0]).Hours()/24+1) - max(starts[i].Sub(starts[0]).Hours()/24, s.a.Sub(starts[0]).Hours()/24)
			if overlap <= 0 {
				continue
			}
			share := float64(s.n) * overlap / days
			if days <= float64(max(step, 3)) {
				exact[i] += share
			} else {
				vague[i] += share
			}
		}
	}
	peak := 1.0
	for i := range n {
		peak = max(peak, exact[i]+vague[i])
	}
	rv.From, rv.To, rv.Base = starts[0].Format(time.DateOnly), starts[n].AddDate(0, 0, -1).Format(time.DateOnly), h-18
	rv.Most = number(int(peak + 0.5))
	width := float64(w) / float64(n)
	scale := float64(rv.Base-4) / peak
	var outline strings.Builder
	for i := range n {
		x := float64(i) * width
		if exact[i] > 0 {
			last := starts[i+1].AddDate(0, 0, -1)
			rv.Exact = append(rv.Exact, bar{X: px(x + width*0.08), Y: px(float64(rv.Base) - exact[i]*scale), W: px(max(width*0.84, 0.8)), H: px(exact[i] * scale),
				Title: fmt.Sprintf("%s: %s", casefile.DaysWritten(starts[i].Format(time.DateOnly), last.Format(time.DateOnly)), many(int(exact[i]+0.5), "event", "events")),
				Href:  "/timeline?" + url.Values{"since": {starts[i].Format(time.DateOnly)}, "until": {last.Format(time.DateOnly)}}.Encode()})
		}
		if vague[i] > 0 {
			fmt.Fprintf(&outline, "M%s %sh%sv%sh-%sz", px(x), px(float64(rv.Base)-exact[i]*scale), px(width), px(-vague[i]*scale), px(width))
		}
	}
	rv.Vague = outline.String()
	rv.Ticks = ticksOf(starts, width, w)
	return rv
}

// px writes a length in units of a picture.
func px(x float64) string {
	return strings.TrimSuffix(strings.TrimSuffix(fmt.Sprintf("%.1f", x), "0"), ".")
}

// bucketsOf returns where buckets begin, and last where the last ends.
func bucketsOf(low, high time.Time, unit string) (all []time.Time) {
	at := low
	switch unit {
	case "week":
		at = at.AddDate(0, 0, -(int(at.Weekday())+6)%7)
	case "month":
		at = time.Date(at.Year(), at.Month(), 1, 0, 0, 0, 0, time.UTC)
	case "year":
		at = time.Date(at.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	}
	for !at.After(high) && len(all) < 3000 {
		all = append(all, at)
		switch unit {
		case "day":
			at = at.AddDate(0, 0, 1)
		case "week":
			at = at.AddDate(0, 0, 7)
		case "month":
			at = at.AddDate(0, 1, 0)
		default:
			at = at.AddDate(1, 0, 0)
		}
	}
	return append(all, at)
}

// ticksOf returns the words below a river: years, months or days, far enough
// apart to be read.
func ticksOf(starts []time.Time, width float64, w int) (all []tick) {
	format, same := "2006", func(a, b time.Time) bool { return a.Year() == b.Year() }
	n := len(starts) - 1
	length := starts[n].Sub(starts[0]).Hours() / 24
	switch {
	case length <= 45:
		format, same = "2 Jan", func(a, b time.Time) bool { return a.Equal(b) }
	case length <= 1100:
		format, same = "Jan 2006", func(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }
	}
	last := -1000.0
	for i := range n {
		if i > 0 && same(starts[i-1], starts[i]) {
			continue
		}
		x := float64(i) * width
		if len(all) == 1 && x-last < 64 && !begins(starts[0], format) {
			all = nil // a part of a month says less than the next one
		} else if x-last < 64 || x > float64(w)-50 {
			continue
		}
		last = x
		all = append(all, tick{int(x), starts[i].Format(format)})
	}
	return all
}

// begins reports whether a day is the first of what is written in a format.
func begins(t time.Time, format string) bool {
	return format == "2 Jan" || t.Day() == 1 && (format != "2006" || t.Month() == 1)
}

type timelineView struct {
	River               *river
	Lanes               []lane
	Page                *casefile.Happenings
	Since, Until, Query string
	Wrong, Next         string
	Wider               string
}

// A lane is one event on the line: from the first to the last day that it may lie
// on.
type lane struct {
	casefile.Happening
	X, W  string
	Dot   bool
	Class string
}

// timeline shows when events took place.
func (u *UI) timeline(r *http.Request) (view, error) {
	ctx := r.Context()
	v := timelineView{Since: casefile.Since(r.FormValue("since")), Until: casefile.Until(r.FormValue("until")), Query: r.FormValue("q")}
	n, err := query.Parse(v.Query)
	if e, ok := asQuery(err); ok {
		v.Wrong = e.Text
		return view{"Timeline", v}, nil
	}
	a := casefile.Ask{Query: n}
	dates, err := remembered(ctx, u, "dates "+v.Query, func() ([]casefile.Date, error) { return u.store.Dates(ctx, a) })
	if err != nil {
		return view{}, err
	}
	v.River = riverOf(dates, v.Since, v.Until, 1180, 190, 160)
	if v.River.From != "" {
		all := query.And{}
		if and, ok := n.(query.And); ok {
			all = append(all, and...)
		} else if n != nil {
			all = append(all, n)
		}
		all = append(all, query.Field{Name: "since", Values: []string{v.River.From}}, query.Field{Name: "until", Values: []string{v.River.To}})
		if v.Page, err = u.store.Events(ctx, casefile.Ask{Query: all, Limit: 60, After: r.FormValue("after")}); err != nil {
			return view{}, err
		}
		u.headlinesOf(ctx, v.Page.Events)
		v.lanes()
		v.Next = after(r, v.Page.Next)
	}
	if v.Since != "" || v.Until != "" {
		v.Wider = v.wider()
	}
	return view{"Timeline", v}, nil
}

// lanes places the events of the page on the line.
func (v *timelineView) lanes() {
	low, _ := time.Parse(time.DateOnly, v.River.From)
	high, _ := time.Parse(time.DateOnly, v.River.To)
	length := high.Sub(low).Hours()/24 + 1
	for _, h := range v.Page.Events {
		a, err := time.Parse(time.DateOnly, cmp.Or(h.First, h.Last))
		b, err2 := time.Parse(time.DateOnly, cmp.Or(h.Last, h.First))
		if err != nil || err2 != nil {
			continue
		}
		from := max(0, a.Sub(low).Hours()/24/length)
		to := min(1, (b.Sub(low).Hours()/24+1)/length)
		if to <= from {
			continue
		}
		v.Lanes = append(v.Lanes, lane{Happening: h, X: px(1000 * from), W: px(max(1000*(to-from), 5)), Dot: a.Equal(b), Class: quadOf(h.Type)})
	}
}

// wider is the address of a timeline three times as long.
func (v *timelineView) wider() string {
	a, errA := time.Parse(time.DateOnly, v.River.From)
	b, errB := time.Parse(time.DateOnly, v.River.To)
	if errA != nil || errB != nil {
		return "/timeline"
	}
	by := b.Sub(a) + 24*time.Hour
	q := url.Values{"since": {a.Add(-by).Format(time.DateOnly)}, "until": {b.Add(by).Format(time.DateOnly)}}
	if v.Query != "" {
		q.Set("q", v.Query)
	}
	return "/timeline?" + q.Encode()
}

// quadOf says which quarter of PLOVER a type of event belongs to: talking or
// doing, together or against each other.
func quadOf(kind string) string {
	switch kind {
	case "AGREE", "CONSULT", "SUPPORT", "CONCEDE":
		return "vc"
	case "COOPERATE", "AID", "RETREAT":
		return "mc"
	case "REQUEST", "ACCUSE", "REJECT", "THREATEN":
		return "vx"
	}
	return "mx"
}
