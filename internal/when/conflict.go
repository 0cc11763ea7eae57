package when

import (
	"fmt"

	"hearsay"
)

// conflicts adds findings for dates that cannot be right.
//
//	He left on Friday, May 3, 2021.               that was a Monday
//	He left on February 30.                       there is none
//	(4 May:) He left on Monday [May 9].           the Monday before was May 3
//	(4 May:) He left on May 9.                    told in the past, but to come
//	(4 May:) He will leave on May 9.              nothing wrong
func (f *finder) conflicts() {
	for i := range f.times {
		v := &f.values[i]
		switch {
		case i > 0 && f.glossed(i):
			f.gloss(i)
		case v.clash != "":
			f.report([]int{i}, fmt.Sprintf("%q cannot be: %s", f.text(i, i), v.clash))
		case f.told[i] && f.toCome(i) && !(i+1 < len(f.times) && f.glossed(i+1)):
			f.report([]int{i}, fmt.Sprintf("%q is told in the past, but %s comes after %s, the %s", f.text(i, i), f.times[i].Value, f.writtenAt(i), f.on[i]))
		}
	}
	f.loose()
}

// glossed reports whether time i stands in brackets right behind a weekday, as
// editors put it: "Friday [September 9]".
func (f *finder) glossed(i int) bool {
	a, b := &f.times[i-1], &f.times[i]
	if b.From != a.To+1 || f.values[i-1].grain != Day || f.values[i].grain != Day {
		return false
	}
	open := f.d.Words[a.To].Text
	_, weekday := f.points[i-1].(aWeekday)
	return weekday && (open == "[" || open == "(")
}

// gloss compares a weekday with the date put behind it.
func (f *finder) gloss(i int) {
	a, b := f.values[i-1], f.values[i]
	if a.stretch.begin.Equal(b.stretch.begin) {
		return
	}
	name := f.text(i-1, i-1)
	if close := f.times[i].To; close < len(f.d.Words) {
		name = f.d.Text[f.d.Words[f.times[i-1].From].Start:f.d.Words[close].End]
	}
	text := fmt.Sprintf("%q names two days", name)
	if f.toCome(i) {
		text = fmt.Sprintf("%q cannot stand in a report of %s", name, f.writtenAt(i))
	}
	f.report([]int{i - 1, i}, fmt.Sprintf("%s: the %s before it is %s", text, a.stretch.begin.Weekday(), dayText(a.stretch.begin)))
}

// toCome reports whether time i, a day, lies after the day of writing. One day
// is allowed for the clocks of other countries.
func (f *finder) toCome(i int) bool {
	v := f.values[i]
	fr, _ := f.frame(f.times[i].From)
	return fr.has(Day) && v.isPlaced() && v.grain <= Day && v.stretch.begin.After(floor(fr.ref, Day).AddDate(0, 0, 1))
}

func (f *finder) writtenAt(i int) string {
	fr, _ := f.frame(f.times[i].From)
	return dayText(fr.ref)
}

// text returns the words of the times i to j.
func (f *finder) text(i, j int) string {
	s := f.d.Span(f.times[i].From, f.times[j].To)
	return f.d.Text[s.Start:s.End]
}

func (f *finder) report(times []int, text string) {
	f.findings = append(f.findings, f.finding("date-conflict", times, text))
}

func (f *finder) finding(kind string, times []int, text string) hearsay.Finding {
	g := hearsay.Finding{Kind: kind, Text: text}
	for _, i := range times {
		g.Spans = append(g.Spans, hearsay.ReceiptFor(f.d.Text, f.d.Span(f.times[i].From, f.times[i].To)))
	}
	return g
}

// loose adds a finding if days are counted from a day of writing that is not
// known.
func (f *finder) loose() {
	const most = 5
	var which []int
	n := 0
	for i := range f.times {
		switch f.points[i].(type) {
		case aWeekday, relUnit, partOfRef:
			if fr, _ := f.frame(f.times[i].From); !f.values[i].isPlaced() && !fr.has(Day) {
				if n++; n <= most {
					which = append(which, i)
				}
			}
		}
	}
	switch {
	case n == 1:
		f.findings = append(f.findings, f.finding("unresolved-date", which, fmt.Sprintf("%q cannot be placed: nothing says on what day it was written", f.text(which[0], which[0]))))
	case n > 1:
		f.findings = append(f.findings, f.finding("unresolved-date", which, fmt.Sprintf("%q and %d more cannot be placed: nothing says on what day they were written", f.text(which[0], which[0]), n-1)))
	}
}
