package when

import (
	"fmt"
	"reflect"
	"time"
)

// A between is a run from one time to another.
type between struct{ a, b point }

func (r between) place(f *frame) (value, bool) {
	a, b, ok := r.ends(f)
	if !ok {
		return value{}, false
	}
	if m, ok := r.a.(modified); ok {
		a = m.bound(a)
	}
	if m, ok := r.b.(modified); ok {
		b = m.bound(b)
	}
	a, b = f.dayOfNow(a, b), f.dayOfNow(b, a)
	v := value{typ: "DURATION", by: max(a.by, b.by), begin: a.timex(), end: b.timex(), clash: a.clash + b.clash}
	if !a.isPlaced() || !b.isPlaced() {
		v.text = "PXX"
		return v, true
	}
	v.stretch = stretch{begin: a.stretch.begin, end: b.stretch.end, grain: NoGrain}
	v.text = distance(a.stretch, b.stretch)
	return v, true
}

// dayOfNow makes "now" today where the other end of a run is a day or longer.
func (f *frame) dayOfNow(v, other value) value {
	if v.text == "PRESENT_REF" && other.grain >= Day && f.has(Day) {
		v, _ = placed(unitAt(f.ref, Day), byRef)
	}
	return v
}

// ends places both ends. What one leaves out the other gives: "November to
// February 2017" began in 2016, "from Monday to Friday" ends on the Friday
// after that Monday.
func (r between) ends(f *frame) (a, b value, ok bool) {
	var hours time.Duration // how long the run is, if it is not said in which half of the day it begins
	if x, ok := r.a.(moment); ok && x.c.open {
		if y, ok := r.b.(moment); ok && y.c.open && oneDay(x, y) {
			p, q := closest(x.c, y.c)
			hours = (time.Duration(q.hour-p.hour)*60 + time.Duration(q.min-p.min)) * time.Minute
		}
	}
	r = r.shared()
	pa, pb := r.a, r.b
	b, okb := pb.place(f)
	a, oka := pa.place(f)
	if !oka || !okb {
		return a, b, false
	}
	if d, ok := pb.(dayOfMonth); ok && a.isPlaced() && a.grain <= Day { // April 27 to the 3rd
		g := *f
		g.near, g.nearBy, g.lean, g.story = a.stretch.begin, byRef, Future, nil
		if c, ok := d.place(&g); ok {
			b = c
		}
	}
	if begun, ok := r.begun(f, pa, a, b); ok {
		a = begun
	}
	if x, ok := r.a.(moment); ok && x.c.open && hours > 0 && f.bare && a.isPlaced() && b.isPlaced() {
		b.stretch.begin = a.stretch.begin.Add(hours)
		b.stretch.end = step(b.stretch.begin, b.stretch.grain, 1)
		return a, b, true
	}
	if a.isPlaced() && b.isPlaced() && b.stretch.begin.Before(a.stretch.begin) && b.by != byItself {
		h := *f
		h.near, h.nearBy, h.lean = a.stretch.begin, byStory, Future
		if c, ok := pb.place(&h); ok && c.isPlaced() && !c.stretch.begin.Before(a.stretch.begin) {
			b = c
		} else if m, ok := pb.(moment); ok && m.c.grain != Part {
			b.stretch.begin, b.stretch.end = b.stretch.begin.AddDate(0, 0, 1), b.stretch.end.AddDate(0, 0, 1)
		}
	}
	return a, b, true
}

// oneDay reports whether two times of day may be of one day: then the half of the
// day that one leaves out is by the other.
func oneDay(a, b moment) bool {
	return a.day == nil || b.day == nil || reflect.DeepEqual(a.day, b.day)
}

// shared returns r with what one end of a run of hours leaves out and the other
// gives: the half of the day, its zone, the day.
func (r between) shared() between {
	a, ok1 := r.a.(moment)
	b, ok2 := r.b.(moment)
	if !ok1 || !ok2 {
		return r
	}
	if oneDay(a, b) {
		a.c, b.c = closest(a.c, b.c)
	}
	if a.c.zone == nil {
		a.c.zone = b.c.zone
	}
	rel, _ := b.day.(relUnit)
	if b.day == nil {
		b.day = a.day
	} else if a.day == nil && (b.c.ledDay || rel.which <= 0) { // but not "from 2 p.m. until tomorrow at 4"
		a.day = b.day
	}
	return between{a, b}
}

// begun returns the beginning of a run, said as pa, that has begun before what
// pa means alone: "November to February 2017" began in 2016, "between May 3 and
// now" has begun, and "May to September" means, in July, the run that has not
// ended.
func (r between) begun(f *frame, pa point, a, b value) (value, bool) {
	g := *f
	switch pa.(type) {
	case dateOf, numericDate:
	case moment:
		if b.text != "PRESENT_REF" {
			return a, false
		}
	default:
		return a, false
	}
	switch {
	case b.text == "PRESENT_REF":
		g.lean = Past
	case b.isPlaced() && b.by == byItself:
		g.near, g.nearBy, g.lean = b.stretch.begin, byItself, Past
	case a.isPlaced() && b.isPlaced() && f.lean == Future && b.stretch.begin.Before(a.stretch.begin):
		g.near, g.nearBy, g.lean = b.stretch.begin, b.by, Past
	default:
		return a, false
	}
	begun, ok := pa.place(&g)
	if n, isNumeric := pa.(numericDate); isNumeric && n.year == 0 && ok && b.stretch.begin.Sub(begun.stretch.begin) > 366*24*time.Hour {
		n.year = b.stretch.begin.Year() // "2/29-3/1/2019" does not begin years before
		return n.place(&g)
	}
	return begun, ok
}

// closest returns the ends of a run of hours in the halves of the day that make
// it shortest: from 11 to 4 ends in the afternoon, and 3 to 4 p.m. begins there.
func closest(a, b clock) (clock, clock) {
	best, x, y := 1<<30, a, b
	for _, p := range a.halves() {
		for _, q := range b.halves() {
			d := ((q.hour-p.hour)*60 + q.min - p.min + 48*60) % (24 * 60)
			if d > 0 && d < best {
				best, x, y = d, p, q
			}
		}
	}
	if a.open && b.open { // which half of the day is still not said
		x.open = x.hour == a.hour && y.hour == b.hour
		y.open = x.open
	}
	return x, y
}

// halves returns the times that c may be.
func (c clock) halves() []clock {
	if !c.open || c.grain == Part {
		return []clock{c}
	}
	c.open = false
	later := c
	c.hour, later.hour = c.hour%12, c.hour%12+12
	if c.hour == 0 { // twelve is noon rather than midnight
		return []clock{later, c}
	}
	return []clock{c, later}
}

// distance returns the TIMEX3 value of the time from the beginning of a to the
// beginning of b.
func distance(a, b stretch) string {
	if b.begin.Before(a.begin) {
		return "PXX"
	}
	d := b.begin.Sub(a.begin)
	switch g := max(a.grain, b.grain); {
	case min(a.grain, b.grain) < Day:
		s := "PT"
		if h := int(d.Hours()); h > 0 {
			s += fmt.Sprint(h, "H")
		}
		if m := int(d.Minutes()) % 60; m > 0 {
			s += fmt.Sprint(m, "M")
		}
		if sec := int(d.Seconds()) % 60; sec > 0 {
			s += fmt.Sprint(sec, "S")
		}
		return s
	case g == Month || g == Quarter || g == Season || g == Half:
		m := monthsBetween(a.begin, b.begin)
		return fmt.Sprintf("P%dM", m)
	case g >= Year:
		if m := monthsBetween(a.begin, b.begin); m%12 != 0 {
			return fmt.Sprintf("P%dM", m)
		}
		return fmt.Sprintf("P%dY", b.begin.Year()-a.begin.Year())
	case g == Week:
		return fmt.Sprintf("P%dW", int(d.Hours())/168)
	}
	return fmt.Sprintf("P%dD", int(d.Hours()+12)/24)
}

func monthsBetween(a, b time.Time) int {
	return (b.Year()-a.Year())*12 + int(b.Month()) - int(a.Month())
}
