package when

import (
	"time"
)

// A modified is an expression with a TIMEX3 modifier: "early May", "the end of
// the year", "about noon".
type modified struct {
	mod  stage
	of   point
	edge bool // it is a moment where it bounds a run of time
}

func (m modified) place(f *frame) (value, bool) {
	v, ok := m.of.place(f)
	v.mod = string(m.mod)
	if v.isPlaced() && v.typ == "DATE" {
		if v.text == "" {
			v.text = v.stretch.timex()
		}
		v.stretch.begin, v.stretch.end = third(v.stretch, m.mod)
	}
	return v, ok
}

// bound returns the moment that an edge of a time is as a bound, called by its
// day: of March its first day, that after half of its days, its last.
func (m modified) bound(v value) value {
	if !m.edge || !v.isPlaced() || v.grain <= Day {
		return v
	}
	whole, ok := stretch{}, false
	switch v.grain {
	case Week, Month, Quarter, Half, Year, Decade:
		whole, ok = unitAt(v.stretch.begin, v.grain), true
	}
	if !ok {
		return v
	}
	at := whole.begin
	called := at
	switch m.mod {
	case "MID":
		at = at.AddDate(0, 0, int(whole.end.Sub(whole.begin).Hours()/24)/2)
		called = at
	case "END":
		at, called = whole.end, whole.end.AddDate(0, 0, -1)
	}
	v.stretch, v.text, v.mod = stretch{begin: at, end: at, grain: Day}, dayText(called), ""
	return v
}

// third returns the part of s that is its beginning, middle or end: ten days of
// a month, four months of a year, three days of a week.
func third(s stretch, which stage) (begin, end time.Time) {
	a, b := s.begin.AddDate(0, 0, int(s.end.Sub(s.begin).Hours()/24)/3), s.begin.AddDate(0, 0, int(s.end.Sub(s.begin).Hours()/24)*2/3)
	switch {
	case s.grain == Month:
		a, b = s.begin.AddDate(0, 0, 10), s.begin.AddDate(0, 0, 20)
	case s.grain == Week:
		a, b = s.begin.AddDate(0, 0, 3), s.begin.AddDate(0, 0, 4)
	case s.grain == Year:
		a, b = s.begin.AddDate(0, 4, 0), s.begin.AddDate(0, 8, 0)
	case s.grain <= Day || s.grain == Weekend:
		return s.begin, s.end
	}
	switch which {
	case "START":
		return s.begin, a
	case "MID":
		return a, b
	case "END":
		return b, s.end
	}
	return s.begin, s.end
}

// An open is an expression that gives one bound only: "since March", "until
// noon", "before 1990".
type open struct {
	begin, end bool // which bound it gives
	strictly   bool // the time named is not itself part of it
	past       bool // it lies in the past, whatever the tense
	of         point
}

func (o open) place(f *frame) (value, bool) {
	g := *f
	if o.past {
		g.lean = Past
	}
	v, ok := o.of.place(&g)
	if ok && v.typ != "DURATION" && v.typ != "SET" {
		if o.begin {
			v.begin = v.timex()
		}
		if o.end {
			v.end = v.timex()
		}
	}
	return v, ok
}

// A both is two times said as one: "May 3 and 5".
type both struct{ a, b point }

func (x both) place(f *frame) (value, bool) { return x.a.place(f) }

// A running is a length of time that begins or ends at a named time: "three
// days from Monday", "the two weeks to May 3".
type running struct {
	by  length
	at  point
	dir int
}

func (r running) place(f *frame) (value, bool) {
	v := value{typ: "DURATION", text: r.by.text(), mod: r.by.mod}
	at, ok := r.at.place(f)
	if !ok || !at.isPlaced() || r.by.vague() {
		return v, ok
	}
	if len(r.by.of) == 1 && r.by.of[0].n == 1 && r.by.of[0].unit.grain == Quarter && r.dir < 0 && at.stretch.begin.Month()%3 == 0 {
		return placed(unitAt(at.stretch.begin, Quarter), at.by) // the quarter ended Sept. 30
	}
	a := at.stretch.begin
	b := r.by.from(a, r.dir)
	if r.dir < 0 {
		a, b = b, a
	}
	g := min(at.grain, r.by.finest())
	switch {
	case g > Day:
		g = Day
	case g == Part:
		g = Hour
	}
	v.by = at.by
	v.stretch = stretch{begin: a, end: b}
	v.begin, v.end = stretch{begin: a, grain: g}.timex(), stretch{begin: b, grain: g}.timex()
	return v, true
}

// An nth is a unit, weekday or named thing counted within a longer time: "the
// first Monday of March", "the last week of 2016", "the second half of May".
type nth struct {
	n     int // from the end if negative
	grain Grain
	wday  int   // the weekday counted, if grain is Day and it is not 0
	in    point // nil: the unit above, by the moment of speaking
}

func (x nth) place(f *frame) (value, bool) {
	in, ok := x.in.place(f)
	if !ok || !in.isPlaced() || in.grain <= x.grain && in.grain != NoGrain && x.grain != Day {
		return unplaced("DATE", unknownUnit(x.grain))
	}
	s, ok := x.count(in.stretch)
	if !ok {
		return value{}, false
	}
	return placed(s, in.by)
}

func (x nth) count(in stretch) (stretch, bool) {
	switch {
	case x.wday != 0:
		if x.n > 0 {
			b := in.begin.AddDate(0, 0, (x.wday-weekday(in.begin)+7)%7+7*(x.n-1))
			return unitAt(b, Day), in.holds(b)
		}
		last := in.end.AddDate(0, 0, -1)
		b := last.AddDate(0, 0, -(weekday(last)-x.wday+7)%7+7*(x.n+1))
		return unitAt(b, Day), in.holds(b)
	case x.grain == Week || x.grain == Weekend:
		return x.weeks(in)
	}
	b := step(in.begin, x.grain, x.n-1)
	if x.n < 0 {
		b = step(floor(in.end.Add(-time.Second), x.grain), x.grain, x.n+1)
	}
	if x.grain == Half && in.grain != Year && in.grain != NoGrain { // of a month, a week …
		mid := in.begin.Add(in.end.Sub(in.begin) / 2)
		if x.n == 1 {
			return stretch{begin: in.begin, end: mid, grain: in.grain}, true
		}
		return stretch{begin: mid, end: in.end, grain: in.grain}, true
	}
	s := unitAt(b, x.grain)
	return s, in.holds(s.begin)
}

// weeks counts the weeks of a longer time. A week belongs where most of it
// lies.
func (x nth) weeks(in stretch) (stretch, bool) {
	if x.grain == Weekend { // which belongs where its Saturday lies
		s, ok := nth{n: x.n, grain: Day, wday: 6}.count(in)
		return unitAt(s.begin, Weekend), ok
	}
	first := unitAt(in.begin, Week)
	if weekday(in.begin) > 4 {
		first = unitAt(in.begin.AddDate(0, 0, 7), Week)
	}
	last := unitAt(in.end.AddDate(0, 0, -1), Week)
	if weekday(in.end.AddDate(0, 0, -1)) < 4 {
		last = unitAt(last.begin.AddDate(0, 0, -7), Week)
	}
	b := first.begin.AddDate(0, 0, 7*(x.n-1))
	if x.n < 0 {
		b = last.begin.AddDate(0, 0, 7*(x.n+1))
	}
	s := unitAt(b, Week)
	ok := !b.Before(first.begin) && !b.After(last.begin)
	return s, ok
}

// A within is a named part of a longer time: "Friday of last week", "May of that year",
// "the morning of May 3".
type within struct {
	what point
	in   point
}

func (w within) place(f *frame) (value, bool) {
	in, ok := w.in.place(f)
	if !ok {
		return value{}, false
	}
	if !in.isPlaced() {
		v, ok := w.what.place(&frame{})
		return v, ok
	}
	g := *f
	g.near, g.ref, g.lean = in.stretch.begin, in.stretch.begin, Future
	g.known, g.nearBy, g.bare, g.forward, g.inside = Day, in.by, false, false, in.stretch
	v, ok := w.what.place(&g)
	if ok && v.isPlaced() && !in.stretch.holds(v.stretch.begin) {
		return value{}, false
	}
	v.by = in.by
	return v, ok
}

// A word is an expression whose value does not depend on anything: "now",
// "recently", "daily".
type word struct{ typ, text, mod string }

func (w word) place(f *frame) (value, bool) {
	v := value{typ: w.typ, text: w.text, mod: w.mod}
	if w.text == "PRESENT_REF" && f.has(Second) {
		v.by = byRef
		v.stretch = stretch{begin: f.ref, end: f.ref.Add(time.Second), grain: Second}
	}
	return v, true
}

// A lengthWithin is "the first two weeks of May", "the last three days of 1998".
type lengthWithin struct {
	by  length
	dir int
	in  point
}

func (l lengthWithin) place(f *frame) (value, bool) {
	in, ok := l.in.place(f)
	if !ok {
		return value{}, false
	}
	if !in.isPlaced() {
		return l.by.place(f)
	}
	if l.dir < 0 {
		return running{l.by, fixed{stretch{begin: in.stretch.end, end: in.stretch.end, grain: Day}, in.by}, -1}.place(f)
	}
	return running{l.by, fixed{stretch{begin: in.stretch.begin, end: in.stretch.end, grain: Day}, in.by}, 1}.place(f)
}

// A fixed is a stretch that has been placed already.
type fixed struct {
	s  stretch
	by from
}

func (x fixed) place(*frame) (value, bool) { return value{stretch: x.s, typ: "DATE", by: x.by}, true }
