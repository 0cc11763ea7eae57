package when

import "time"

// A relUnit is "last week", "this year", "next month", "the weekend".
type relUnit struct {
	which which
	grain Grain
}

func (r relUnit) place(f *frame) (value, bool) {
	if !f.has(r.grain) {
		return unplaced("DATE", unknownUnit(r.grain))
	}
	at := unitAt(f.ref, r.grain)
	k := int(r.which)
	if r.grain == Weekend {
		at.end = at.begin.AddDate(0, 0, 2)
		switch {
		case k < 0 && f.ref.Before(at.begin), k > 0:
		case k == 0 && f.lean == Past && f.ref.Before(at.begin):
			k = -1
		}
	}
	b := step(at.begin, r.grain, k)
	if r.grain == Weekend {
		return placed(stretch{begin: b, end: b.AddDate(0, 0, 2), grain: Weekend}, byRef)
	}
	return placed(unitAt(b, r.grain), byRef)
}

// unknownUnit writes a unit that could not be placed.
func unknownUnit(g Grain) string {
	switch g {
	case Second, Minute, Hour, Part:
		return "XXXX-XX-XXTXX"
	case Day:
		return "XXXX-XX-XX"
	case Week:
		return "XXXX-WXX"
	case Weekend:
		return "XXXX-WXX-WE"
	case Month:
		return "XXXX-XX"
	case Quarter:
		return "XXXX-QX"
	case Half:
		return "XXXX-HX"
	}
	return "XXXX"
}

// A storyUnit is "that day", "the same week", "the following year": a unit
// counted from the time last spoken of.
type storyUnit struct {
	n     int
	grain Grain
}

func (u storyUnit) place(f *frame) (value, bool) {
	if u.grain == Quarter && u.n == 0 && (f.story == nil || f.story.grain != Quarter) && !f.bare {
		return relUnit{-1, Quarter}.place(f) // earnings are told of the quarter that is over
	}
	if f.story == nil || !f.story.isPlaced() {
		if f.bare || u.n == 0 && u.grain > Day {
			return relUnit{which(u.n), u.grain}.place(f)
		}
		return unplaced("DATE", unknownUnit(u.grain))
	}
	s := f.story.stretch
	if s.grain > u.grain && !(s.grain == Week && u.grain == Weekend) {
		if u.n != 0 || u.grain > Day || s.grain > Month {
			return unplaced("DATE", unknownUnit(u.grain))
		}
		v := value{typ: "DATE", text: s.timex() + "-XX", by: byStory} // that day, in March 2003
		return v, s.grain == Month
	}
	b := step(floor(s.begin, u.grain), u.grain, u.n)
	if u.grain == Weekend {
		return placed(stretch{begin: b, end: b.AddDate(0, 0, 2), grain: Weekend}, byStory)
	}
	return placed(unitAt(b, u.grain), byStory)
}

// A shift is an expression that counts from a moment: "two days ago", "in three
// weeks", "a year earlier", "two days before Christmas".
type shift struct {
	by    length
	dir   int   // -1 back, 1 forward
	base  point // what is counted from; nil for the moment of speaking
	story bool  // it is the time last spoken of
	mod   string
}

func (s shift) place(f *frame) (value, bool) {
	v, ok := s.shifted(f)
	if v.mod == "" {
		v.mod = s.mod
	}
	return v, ok
}

func (s shift) shifted(f *frame) (value, bool) {
	vague := "FUTURE_REF"
	if s.dir < 0 {
		vague = "PAST_REF"
	}
	if f.bare {
		s.by = s.by.guessed()
	}
	if s.by.vague() && s.story {
		return s.by.place(f)
	}
	if s.by.vague() {
		return unplaced("DATE", vague)
	}
	g := s.by.finest()
	var base value
	switch {
	case s.base != nil:
		base, _ = s.base.place(f)
	case s.story && f.story != nil, f.comparing(s.by):
		base = *f.story
		base.by = byStory
	case f.has(g):
		base = value{stretch: stretch{begin: f.ref, grain: g}, by: byRef}
		if f.bare { // "two weeks ago" is a day, where nothing says that it is meant roughly
			base.grain = min(g, Day)
		}
	}
	if base.grain == Hour && base.typ == "TIME" { // fifteen minutes from 1 p.m.
		base.grain = Minute
	}
	if !base.isPlaced() || base.grain > g { // two days after March 2003
		if s.story {
			return s.by.place(f) // how long is known, from when is not
		}
		return unplaced("DATE", vague)
	}
	grain := min(base.grain, g)
	if f.bare && g < Day && s.base == nil { // "in two hours" is a minute
		grain = max(f.known, min(g, Minute))
	}
	switch grain {
	case Part:
		grain = Day
	case Decade, Century, Millennium: // "two decades ago" is a year
		grain = Year
	}
	return placed(unitAt(s.by.from(base.stretch.begin, s.dir), grain), base.by)
}

// comparing reports whether a length of a year compares the quarter told of
// with that of the year before, as reports on earnings do: "profit was five
// million in the third quarter, up from four million a year ago".
func (f *frame) comparing(l length) bool {
	return f.story != nil && f.story.grain == Quarter && !f.bare && len(l.of) == 1 && l.of[0].unit.grain == Year && l.of[0].n == 1
}

// A restOf is "the rest of the week".
type restOf struct{ grain Grain }

func (r restOf) place(f *frame) (value, bool) {
	v, ok := relUnit{0, r.grain}.place(f)
	if ok && v.isPlaced() && f.has(Day) && r.grain > Day {
		v.stretch.begin = floor(f.ref, Day)
		v.text = unitAt(f.ref, r.grain).timex()
		v.begin, v.end = dayText(v.stretch.begin), dayText(v.stretch.end.AddDate(0, 0, -1))
	}
	if ok && r.grain == Day && f.bare && f.has(Minute) {
		v.text, v.stretch.begin = v.timex(), f.ref
	}
	v.mod = "END"
	return v, ok
}

// A lengthAhead is "in two days".
type lengthAhead struct{ by length }

func (l lengthAhead) place(f *frame) (value, bool) {
	if !f.bare && (f.lean != Future || l.by.vague()) {
		return l.by.place(f)
	}
	return shift{by: l.by, dir: 1, mod: aheadMod(l.by.mod)}.place(f)
}

// A window is a run of units that touches the moment of speaking: "the last
// three years", "the next few days".
type window struct {
	dir  int
	by   length
	from bool // it begins at the moment of speaking: "within two weeks"
}

func (w window) place(f *frame) (value, bool) {
	v := value{typ: "DURATION", text: w.by.text(), mod: w.by.mod}
	if f.bare {
		w.by = w.by.guessed()
	}
	g := w.by.finest()
	if w.by.vague() || !f.has(g) {
		return v, true
	}
	a, b := f.ref, w.by.from(f.ref, w.dir)
	if w.dir < 0 {
		a, b = b, a
	}
	at := g
	if f.bare && g > Day && !w.from { // whole months, where nothing says otherwise
		if a, b = floor(f.ref, g), w.by.from(floor(f.ref, g), w.dir); w.dir < 0 {
			a, b = b, a
		} else {
			a, b = step(a, g, 1), step(b, g, 1)
		}
		at = Day
	} else if g >= Day {
		at = Day
		a, b = floor(a, Day), floor(b, Day)
		if w.dir > 0 && !w.from { // the next two days are tomorrow and the day after
			a, b = a.AddDate(0, 0, 1), b.AddDate(0, 0, 1)
		}
	}
	v.by = byRef
	v.stretch = stretch{begin: a, end: b}
	v.begin = stretch{begin: a, grain: at}.timex()
	v.end = stretch{begin: step(b, at, -1), grain: at}.timex()
	return v, true
}

// A length of time: "two weeks", "an hour and a half", "several months".
type length struct {
	of  []amount
	mod string // APPROX, MORE_THAN …
}

func (l length) vague() bool {
	for _, a := range l.of {
		if a.vague {
			return true
		}
	}
	return false
}

// guessed returns l with three for "a few", which a command needs to know.
func (l length) guessed() length {
	g := length{mod: l.mod}
	for _, a := range l.of {
		if a.vague {
			a.n, a.vague = 3, false
		}
		g.of = append(g.of, a)
	}
	return g
}

// finest returns the smallest unit of l.
func (l length) finest() Grain {
	g := Millennium
	for _, a := range l.of {
		if a.unit.grain < g {
			g = a.unit.grain
		}
		if a.den != 0 {
			if s, _ := smaller(a.unit.grain); s < g {
				g = s
			}
		}
	}
	return g
}

func (l length) text() string { return lengthText(l.of) }

// from returns the instant that lies l after t, or before it if dir is -1.
func (l length) from(t time.Time, dir int) time.Time {
	for _, a := range l.of {
		g, times := a.unit.grain, max(a.unit.times, 1)
		if a.unit.business {
			t = businessDays(t, dir*a.n)
			continue
		}
		t = step(t, g, dir*a.n*times)
		if a.den == 0 {
			continue
		}
		small, parts := smaller(g)
		if parts == 0 {
			small, parts = Day, map[Grain]int{Day: 1, Week: 7, Month: 30, Quarter: 91, Decade: 3652, Century: 36524}[g]
			if g == Day {
				small, parts = Hour, 24
			}
		}
		t = step(t, small, dir*parts*times*a.num/a.den)
	}
	return t
}

// businessDays returns the day n days from Monday to Friday after t.
func businessDays(t time.Time, n int) time.Time {
	dir := 1
	if n < 0 {
		dir, n = -1, -n
	}
	n = min(n, 10_000)
	for n > 0 {
		t = t.AddDate(0, 0, dir)
		if weekday(t) < 6 {
			n--
		}
	}
	return t
}

func (l length) place(f *frame) (value, bool) {
	return value{typ: "DURATION", text: l.text(), mod: l.mod}, true
}

// A storyWeekday is "the following Friday", "that Friday", counted from the time
// last spoken of.
type storyWeekday struct{ wday, n int }

func (w storyWeekday) place(f *frame) (value, bool) {
	near, by := f.ref, byRef
	if f.story != nil && f.story.isPlaced() && f.story.grain <= Week {
		near, by = f.story.stretch.begin, byStory
	} else if !f.has(Day) {
		return unplaced("DATE", "XXXX-WXX-"+string(rune('0'+w.wday)))
	}
	d := floor(near, Day)
	switch {
	case w.n < 0:
		d = d.AddDate(0, 0, -1-(weekday(d)-w.wday+6)%7)
	case w.n > 0:
		d = d.AddDate(0, 0, 1+(w.wday-weekday(d)+6)%7)
	default:
		d = floor(d, Week).AddDate(0, 0, w.wday-1)
	}
	return placed(unitAt(d, Day), by)
}

// A weekHolding is "the week of March 6".
type weekHolding struct{ of point }

func (w weekHolding) place(f *frame) (value, bool) {
	v, ok := w.of.place(f)
	if !ok || !v.isPlaced() || v.grain > Week {
		return unplaced("DATE", "XXXX-WXX")
	}
	if v.grain == Day && weekday(v.stretch.begin) == 7 { // a Sunday begins the week that is called by it
		return placed(unitAt(v.stretch.begin.AddDate(0, 0, 1), Week), v.by)
	}
	return placed(unitAt(v.stretch.begin, Week), v.by)
}

// A weekendHolding is "the weekend of March 6", "Easter weekend".
type weekendHolding struct{ of point }

func (w weekendHolding) place(f *frame) (value, bool) {
	v, ok := w.of.place(f)
	if !ok || !v.isPlaced() || v.grain > Week {
		return unplaced("DATE", "XXXX-WXX-WE")
	}
	d := floor(v.stretch.begin, Day)
	s := unitAt(d, Weekend)
	if weekday(d) <= 2 { // of a Monday, it is the one before
		s = unitAt(d.AddDate(0, 0, -7), Weekend)
	}
	return placed(s, v.by)
}

// An nthWeekday is "two Sundays ago", "three Fridays from now".
type nthWeekday struct{ n, wday int }

func (x nthWeekday) place(f *frame) (value, bool) {
	if !f.has(Day) || x.n > 5000 || x.n < -5000 {
		return unplaced("DATE", "XXXX-WXX-"+string(rune('0'+x.wday)))
	}
	return weekdayFrom{x.n, x.wday, relUnit{0, Day}}.place(f)
}

// A weekdayFrom is "the third Tuesday after Easter".
type weekdayFrom struct {
	n, wday int
	from    point
}

func (x weekdayFrom) place(f *frame) (value, bool) {
	v, ok := x.from.place(f)
	if !ok || !v.isPlaced() || v.grain > Week {
		return unplaced("DATE", "XXXX-WXX-"+string(rune('0'+x.wday)))
	}
	d := floor(v.stretch.begin, Day)
	if x.n > 0 {
		d = d.AddDate(0, 0, 1+(x.wday-weekday(d)+6)%7+7*(x.n-1))
	} else {
		d = d.AddDate(0, 0, -1-(weekday(d)-x.wday+6)%7+7*(x.n+1))
	}
	return placed(unitAt(d, Day), v.by)
}
