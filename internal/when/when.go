// Package when finds expressions of time in English text and says what they
// mean on the calendar, as TIMEX3 values (ISO 24617-1, TimeML 1.2.1).
//
// In a report of Sunday, 4 September 2022, "Three officers met their
// counterparts on Aug. 31, the daily reported on Friday" holds two times:
// "Aug. 31" is 2022-08-31, and "Friday" is 2022-09-02, since what was reported
// lies in the past.
//
// Expressions are read by a grammar, a table of rules each with the sentence
// that made it necessary (grammar*.go), into meanings (dates.go, relative.go,
// clock.go, spans.go, holiday.go), which are then placed on the calendar by what
// is known of the moment of speaking: the date of publication, that of a
// republished report, the time last spoken of. Every value says what it was
// fixed by; what cannot be fixed stays open, with X for what is not known
// ("XXXX-WXX-5"). The clock is never asked.
//
// Not attempted: events as times ("after the war"), and what a model would have
// to guess. Values and functions may be used by several goroutines at once.
package when

import (
	"time"

	"hearsay"
	"hearsay/internal/syntax"
)

// Options say what is known about a document besides its text.
type Options struct {
	Published hearsay.Date
	// Country is where the outlet is at home (ISO 3166-1 alpha-3; "" if not
	// known): whether 3/4 is in March, and whose Labour Day is meant.
	Country string
	Anchors []Anchor // in order, not overlapping
}

// An Anchor is a stretch of a document that was written at another date than
// the rest, such as a republished report.
type Anchor struct {
	Span hearsay.Span
	Date hearsay.Date
	On   string // what the date is of, for AnchoredOn: "date of the republished report"
}

// A Time is an expression of time in a document.
type Time struct {
	From, To   int    // words [From, To)
	Type       string // DATE, TIME, DURATION, SET
	Value      string // TIMEX3 value: "2022-08-31", "2022-W35", "P3D", "XXXX-WXX-5", "PAST_REF"
	Mod        string // TIMEX3 modifier: START, MID, END, APPROX, MORE_THAN …; ""
	Anchor     int    // index of the time that the value was counted from; -1 if none
	AnchoredOn string // what it was counted from; "" if it needed nothing
	// Begin and End bound a duration or a run of time that is fixed on the
	// calendar: both for "from May 3 to May 5", one for "since May 3".
	Begin, End string
	Grain      Grain     // unit in which the value is written; NoGrain if it is not fixed
	Start      time.Time // the first instant of the time by the clock of the place, in UTC
	Stop       time.Time // the first instant after it; both zero if the time is not fixed
	Why        []hearsay.Why
}

// Find returns the times in a document by position, and what is wrong with
// them. The tree of d may be empty: tense is then read off the nearest verb.
// Its cost is linear in the length of the text.
func Find(d *syntax.Doc, o Options) ([]Time, []hearsay.Finding) {
	f := newFinder(d, o)
	f.find()
	f.place()
	return f.times, f.findings
}
