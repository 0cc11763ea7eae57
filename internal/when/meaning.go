package when

import "time"

// A meaning is what an expression says, before it is known when it was said.
// What categories of single words mean are numbers and names; what an
// expression of time means is an [event].
type meaning any

// The meanings of words.
type (
	number    struct{ n, digits int } // 7; digits counts the digits if it was written with them
	fraction  struct{ num, den int }  // 1/2
	monthName int                     // 1 to 12
	dayName   int                     // 1 Monday to 7 Sunday
	seasonOf  int                     // 0 winter to 3 autumn
	which     int                     // -1 last, 0 this, 1 next
	stage     string                  // START, MID, END, APPROX: a TIMEX3 modifier
	half      int                     // 1 a.m., 2 p.m.
	unit      struct {
		grain    Grain
		times    int // a fortnight is 2 weeks
		business bool
	}
	partOf struct { // of a day: "MO", and its hours
		code     string
		from, to int
	}
	zone struct {
		name    string
		minutes int // east of Greenwich
	}
)

// A point is an expression that can be placed on the calendar.
type point interface {
	place(f *frame) (value, bool)
}

// A Lean says in which direction an expression that fits several times, such as
// "Friday" or "in May", is to be understood.
type Lean uint8

const (
	LeanNone Lean = iota // as the rules for the expression say
	Past                 // the last that has begun
	Future               // the first that has not ended
	Nearest
)

// A frame is what is known of the moment of speaking.
type frame struct {
	ref     time.Time // the moment, by the clock of the place; zero if not known
	known   Grain     // how exactly it is known; NoGrain if not at all
	lean    Lean
	near    time.Time // what dates without a year and bare weekdays are near to: ref, or the story in a history
	nearBy  from
	inside  stretch // what dates without a year lie in, if they can
	forward bool    // the text tells what happened in order
	story   *value  // the time last spoken of; nil if none
	ended   bool    // the text says that it is over: "the quarter ended Oct. 31"
	bare    bool    // the expression stands alone, not in a report
	monthly bool    // numbers are written month first
	country string  // ISO 3166-1 alpha-3; whose holidays are meant
}

// has reports whether the moment of speaking is known at least to the grain g.
func (f *frame) has(g Grain) bool { return f.known != NoGrain && f.known <= g }

// from says what a value was fixed by.
type from uint8

const (
	byItself from = iota
	byRef         // the moment of speaking
	byStory       // the time last spoken of
)

// A value is what an expression turns out to mean.
type value struct {
	stretch        // zero if it could not be placed
	typ     string // DATE, TIME, DURATION, SET
	text    string // TIMEX3 value, where the stretch does not give it
	mod     string // TIMEX3 modifier
	by      from
	begin   string // TIMEX3 values of the bounds of a duration or range
	end     string
	clash   string // what is impossible about it: a weekday that does not fit its date
}

// placed returns the value of a stretch.
func placed(s stretch, by from) (value, bool) {
	if !s.inRange() {
		return value{}, false
	}
	v := value{stretch: s, typ: "DATE", by: by}
	if s.grain < Day {
		v.typ = "TIME"
	}
	return v, true
}

// unplaced returns the value of an expression that could not be placed.
func unplaced(typ, text string) (value, bool) { return value{typ: typ, text: text}, true }

// isSaid reports whether v has a value at all.
func (v value) isSaid() bool { return v.typ != "" && v.timex() != "" }

// within returns v without its place on the calendar if that lies outside the
// years that can be written: what remains is "the last 999999 years".
func (v value) within() value {
	if !v.stretch.begin.IsZero() && !v.inRange() {
		if v.text == "" {
			return value{}
		}
		v.stretch, v.begin, v.end, v.by = stretch{}, "", "", byItself
	}
	return v
}

func (v value) isPlaced() bool { return v.grain != NoGrain }

// choose picks one of the stretches that at gives for k = …, -1, 0, 1, …, where
// 0 is the one in the unit that holds the moment of speaking. Some may not
// exist, such as 29 February in most years.
func (f *frame) choose(at func(k int) (stretch, bool)) (stretch, bool) {
	var before, after stretch
	found := 0
	for k := 0; k >= -8 && before.grain == NoGrain; k-- {
		if s, ok := at(k); ok && !s.begin.After(f.near) {
			before, found = s, found+1
		}
	}
	for k := -1; k <= 8 && after.grain == NoGrain; k++ {
		if s, ok := at(k); ok && s.end.After(f.near) && s.begin != before.begin {
			after, found = s, found+1
		}
	}
	lean := f.lean
	if f.inside.grain != NoGrain {
		for _, s := range [...]stretch{before, after} {
			if s.grain != NoGrain && f.inside.holds(s.begin) {
				return s, true
			}
		}
	}
	switch {
	case found == 0:
		return stretch{}, false
	case before.grain == NoGrain:
		return after, true
	case after.grain == NoGrain:
		return before, true
	case lean == Future && before.end.After(f.near), lean == Past:
		return before, true
	case lean == Future:
		return after, true
	}
	back, ahead := f.near.Sub(before.end), after.begin.Sub(f.near)
	if f.forward {
		back += back / 2
	}
	if back < ahead {
		return before, true
	}
	return after, true
}
