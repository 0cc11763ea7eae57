package when

import (
	"fmt"
	"time"
)

// A dateOf is a date of the Gregorian calendar or a part of one: zero fields
// are not said. Years before Christ are negative.
type dateOf struct{ year, month, day, wday int }

func (d dateOf) place(f *frame) (value, bool) {
	if d.year != 0 {
		return d.inYear()
	}
	if !f.has(Year) && f.nearBy == byRef || f.near.IsZero() {
		return unplaced("DATE", d.text())
	}
	s, ok := f.choose(func(k int) (stretch, bool) {
		y := f.near.Year() + k
		e := dateOf{y, d.month, d.day, 0}
		return e.stretch(), d.day == 0 || exists(y, d.month, d.day)
	})
	if !ok {
		return d.impossible()
	}
	s = d.settle(f, s)
	v, ok := placed(s, f.nearBy)
	if ok && d.wday != 0 && weekday(s.begin) != d.wday {
		v.clash = d.weekdayClash(s.begin)
	}
	return v, ok
}

// settle looks for a better year than the one that the tense asks for. A writer
// leaves the year out only where it cannot be mistaken: "on September 9" in the
// past tense in a report of September 4 is the coming September 9, however odd,
// and not the one of a year ago. And where the weekday is given and fits the
// date in a neighbouring year only, that year is meant.
func (d dateOf) settle(f *frame, s stretch) stretch {
	const soon, long = 35 * 24 * time.Hour, 330 * 24 * time.Hour
	for _, k := range [...]int{0, 1, -1} {
		y := s.begin.Year() + k
		if d.day != 0 && !exists(y, d.month, d.day) {
			continue
		}
		e := dateOf{y, d.month, d.day, 0}.stretch()
		switch {
		case d.wday != 0 && weekday(e.begin) == d.wday:
			return e
		case d.wday == 0 && d.day != 0 && f.lean == Past && !f.bare && !f.ended && k == 1 &&
			f.near.Sub(s.begin) > long && e.begin.Sub(f.near) < soon:
			return e
		}
	}
	return s
}

func (d dateOf) inYear() (value, bool) {
	if d.day != 0 && !exists(astronomical(d.year), d.month, d.day) {
		return d.impossible()
	}
	s := d.stretch()
	v, ok := placed(s, byItself)
	if ok && d.wday != 0 && weekday(s.begin) != d.wday {
		v.clash = d.weekdayClash(s.begin)
	}
	return v, ok
}

// stretch returns the year, month or day of d, whose year must be set.
func (d dateOf) stretch() stretch {
	y := astronomical(d.year)
	switch {
	case d.month == 0:
		return unitAt(day(y, 1, 1), Year)
	case d.day == 0:
		return unitAt(day(y, d.month, 1), Month)
	}
	return unitAt(day(y, d.month, d.day), Day)
}

func astronomical(year int) int {
	if year < 0 {
		return year + 1
	}
	return year
}

func (d dateOf) weekdayClash(t time.Time) string {
	return fmt.Sprintf("%s is a %s, not a %s", dayText(t), t.Weekday(), time.Weekday(d.wday%7))
}

func (d dateOf) impossible() (value, bool) {
	v := value{typ: "DATE", clash: fmt.Sprintf("%s has no day %d", time.Month(d.month), d.day)}
	d.day = 0
	v.text = d.text() + "-XX"
	return v, true
}

// text writes d with X for what is not known.
func (d dateOf) text() string {
	y := "XXXX"
	if d.year != 0 {
		y = yearText(day(astronomical(d.year), 1, 1))
	}
	switch {
	case d.month == 0:
		return y
	case d.day == 0:
		return fmt.Sprintf("%s-%02d", y, d.month)
	}
	return fmt.Sprintf("%s-%02d-%02d", y, d.month, d.day)
}

// A dayOfMonth is "the 15th", "Friday the 13th".
type dayOfMonth struct{ day, wday int }

func (d dayOfMonth) place(f *frame) (value, bool) {
	text := fmt.Sprintf("XXXX-XX-%02d", d.day)
	if !f.has(Month) && f.nearBy == byRef || f.near.IsZero() {
		return unplaced("DATE", text)
	}
	near, by := f.near, f.nearBy
	if f.story != nil && f.story.isPlaced() && f.story.grain <= Month && !f.bare { // "on May 3 … and on the 15th"
		near, by = f.story.stretch.begin, byStory
	}
	g := *f
	g.near = near
	if d.wday != 0 {
		g.lean = Nearest
	}
	if by == byStory {
		g.lean = Future
		g.near = floor(near, Month)
	}
	s, ok := g.choose(func(k int) (stretch, bool) {
		m := step(floor(near, Month), Month, k)
		t := m.AddDate(0, 0, d.day-1)
		return unitAt(t, Day), t.Month() == m.Month() && (d.wday == 0 || weekday(t) == d.wday)
	})
	if !ok {
		return unplaced("DATE", text)
	}
	return placed(s, by)
}

// An aWeekday is "Friday", with which of them meant: last, this or next if said.
type aWeekday struct {
	wday  int
	said  bool
	which which
	// latest is set where the last one is the latest, whatever the week:
	// "this past Friday".
	latest bool
}

func (w aWeekday) place(f *frame) (value, bool) {
	text := fmt.Sprintf("XXXX-WXX-%d", w.wday)
	if !f.has(Day) && f.nearBy == byRef || f.near.IsZero() {
		return unplaced("DATE", text)
	}
	at := func(t time.Time, k int) stretch {
		return unitAt(floor(t, Week).AddDate(0, 0, w.wday-1+7*k), Day)
	}
	if !w.said {
		g := *f
		if f.lean == LeanNone {
			g.lean = Past // news tells what was
		}
		if f.bare && g.lean == Future { // "Tuesday", said on a Tuesday, is the next
			g.near = floor(f.near, Day).AddDate(0, 0, 1)
		}
		s, _ := g.choose(func(k int) (stretch, bool) { return at(g.near, k), true })
		return placed(s, f.nearBy)
	}
	today := floor(f.ref, Day)
	s := at(f.ref, 0)
	switch {
	case !f.has(Day):
		return unplaced("DATE", text)
	case w.which < 0 && f.bare && !w.latest: // "last Friday" is the one of last week
		s = at(f.ref, -1)
	case w.which < 0: // "last Friday" is the latest one before today
		for !s.begin.Before(today) {
			s = at(s.begin, -1)
		}
	case w.which > 0: // "next Friday" is the one of next week
		s = at(f.ref, 1)
	case f.lean == Past && s.begin.After(today):
		s = at(f.ref, -1)
	case f.lean == Future && s.begin.Before(today):
		s = at(f.ref, 1)
	}
	return placed(s, byRef)
}

// A named is a month or season without its year, with which of them meant.
type namedUnit struct {
	month  int // 1 to 12, or 0: season
	season int
	which  which
}

func (n namedUnit) place(f *frame) (value, bool) {
	if !f.has(Month) {
		if n.month > 0 {
			return unplaced("DATE", dateOf{month: n.month}.text())
		}
		return unplaced("DATE", "XXXX-"+seasonCodes[n.season])
	}
	at := func(k int) stretch {
		if y := f.ref.Year() + k; n.month > 0 {
			return unitAt(day(y, n.month, 1), Month)
		} else {
			return season(y, n.season)
		}
	}
	k := 0
	switch {
	case n.which < 0: // "last June" is the latest that is over
		for at(k).end.After(f.ref) {
			k--
		}
	case n.which > 0: // "next June" is the first that has not begun
		for !at(k).begin.After(f.ref) {
			k++
		}
	case n.month == 0 && n.season == 0 && at(-1).end.After(f.ref): // this winter, said in February
		k = -1
	}
	return placed(at(k), byRef)
}

// A seasonIn is a season, with its year or without.
type seasonIn struct{ season, year int }

func (d seasonIn) place(f *frame) (value, bool) {
	if d.year != 0 {
		return placed(season(astronomical(d.year), d.season), byItself)
	}
	if f.near.IsZero() || !f.has(Year) && f.nearBy == byRef {
		return unplaced("DATE", "XXXX-"+seasonCodes[d.season])
	}
	s, _ := f.choose(func(k int) (stretch, bool) { return season(f.near.Year()+k, d.season), true })
	return placed(s, f.nearBy)
}

// A numbered is a quarter, half or week of a year that may be left out.
type numbered struct {
	grain   Grain
	n, year int
}

func (d numbered) place(f *frame) (value, bool) {
	at := func(y int) (stretch, bool) {
		if d.grain == Week {
			return isoWeek(y, d.n)
		}
		return unitAt(day(y, 1+(d.n-1)*months(d.grain), 1), d.grain), true
	}
	if d.year != 0 {
		s, ok := at(d.year)
		if !ok {
			return unplaced("DATE", fmt.Sprintf("%04d-WXX", d.year))
		}
		return placed(s, byItself)
	}
	if f.near.IsZero() || !f.has(Year) && f.nearBy == byRef {
		switch d.grain {
		case Week:
			return unplaced("DATE", fmt.Sprintf("XXXX-W%02d", d.n))
		case Half:
			return unplaced("DATE", fmt.Sprintf("XXXX-H%d", d.n))
		}
		return unplaced("DATE", fmt.Sprintf("XXXX-Q%d", d.n))
	}
	g := *f
	switch f.lean {
	case LeanNone:
		g.lean = Past
	case Future: // "expects to report a loss for the third quarter", said in October
		g.lean = Nearest
	}
	if f.bare {
		s, ok := at(f.near.Year())
		if ok {
			return placed(s, byRef)
		}
	}
	s, ok := g.choose(func(k int) (stretch, bool) { return at(f.near.Year() + k) })
	if !ok {
		return unplaced("DATE", "XXXX-WXX")
	}
	return placed(s, f.nearBy)
}

// An era is a decade or century: "the 1990s", "the '90s", "the 20th century".
type era struct {
	grain Grain
	n     int  // 199 for the 1990s, 9 for the nineties; 20 for the 20th century
	short bool // the century is left out
	bc    bool
}

func (e era) place(f *frame) (value, bool) {
	if e.grain == Century {
		y := (e.n - 1) * 100 // 19xx, as TIMEX3 has it
		if e.bc {
			y = 1 - e.n*100
		}
		v, ok := placed(stretch{begin: day(y, 1, 1), end: day(y+100, 1, 1), grain: Century}, byItself)
		if e.bc {
			v.text = fmt.Sprintf("BC%02d", e.n-1)
		}
		return v, ok
	}
	n := e.n
	if e.short {
		this := 202
		if !f.ref.IsZero() {
			this = f.ref.Year() / 10
		}
		for n += this - this%10; n > this; { // "the nineties" are those before now
			n -= 10
		}
	}
	return placed(unitAt(day(n*10, 1, 1), Decade), byItself)
}

// A numericDate is "3/4/2022": the outlet's country says which number is the
// month, unless one of them cannot be.
type numericDate struct{ a, b, year, wday int }

func (n numericDate) place(f *frame) (value, bool) {
	d, e := dateOf{year: n.year, month: n.a, day: n.b, wday: n.wday}, dateOf{year: n.year, month: n.b, day: n.a, wday: n.wday}
	switch {
	case n.a > 12:
		d = e
	case n.b > 12:
	case !f.monthly:
		d, e = e, d
		fallthrough
	default: // of two readings, the day of writing is the likelier
		if f.has(Day) && !f.bare && f.about(e) && !f.about(d) {
			d = e
		}
	}
	return d.place(f)
}

// about reports whether d, with its year, lies within a few days of the moment
// of speaking.
func (f *frame) about(d dateOf) bool {
	if d.year == 0 || !exists(d.year, d.month, d.day) {
		return false
	}
	off := d.stretch().begin.Sub(f.ref).Hours() / 24
	return off > -4 && off < 4
}

// A hijriDate is a date of the Islamic calendar, month and day 0 if not said.
type hijriDate struct{ year, month, day int }

func (h hijriDate) place(f *frame) (value, bool) {
	if h.year < 1 || h.year > 1600 || h.day > 30 {
		return value{}, false
	}
	b, e, g := hijri(h.year, max(h.month, 1), max(h.day, 1)), hijri(h.year, h.month+1, 1), Month
	switch {
	case h.month == 0:
		e, g = hijri(h.year+1, 1, 1), Year
	case h.day != 0:
		e, g = b.AddDate(0, 0, 1), Day
	}
	v, ok := placed(stretch{begin: b, end: e, grain: g}, byItself)
	v.mod = "APPROX"
	if g != Day {
		v.begin, v.end = dayText(b), dayText(e.AddDate(0, 0, -1))
		if g == Month {
			v.text = dateOf{year: b.Year(), month: int(b.Month())}.text()
		}
	}
	return v, ok
}
