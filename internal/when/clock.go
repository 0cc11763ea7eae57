package when

import (
	"fmt"
	"strings"
	"time"
)

// A clock is a time of day: by the clock, or a part of the day.
type clock struct {
	hour, min, sec int
	grain          Grain   // Part if it is a part of the day, from hour to until
	half           half    // a.m. or p.m.; 0 if not said
	open           bool    // the hour is from 1 to 12 and may be either half of the day
	part           *partOf // the part of the day; nil if the clock is told
	zone           *zone
	mod            string
	ledDay         bool // its day was said behind it: "5 p.m. on Monday"
}

// at returns the time of day on a day.
func (c clock) at(d time.Time) stretch {
	if c.grain == Part {
		return stretch{begin: d.Add(hours(c.part.from)), end: d.Add(hours(c.part.to)), grain: Part, code: c.part.code}
	}
	b := d.Add(hours(c.hour) + time.Duration(c.min)*time.Minute + time.Duration(c.sec)*time.Second)
	s := stretch{begin: b, end: step(b, c.grain, 1), grain: c.grain}
	if c.hour == 24 {
		s.code = "24:00"
	}
	return s
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }

// text writes the time of day without its day: "T15:04", "TMO".
func (c clock) text() string {
	switch {
	case c.grain == Part:
		return "T" + c.part.code
	case c.hour == 24:
		return "T24:00"
	case c.grain <= Hour && c.grain != Second:
		return fmt.Sprintf("T%02d:%02d", c.hour, c.min)
	}
	return fmt.Sprintf("T%02d:%02d:%02d", c.hour, c.min, c.sec)
}

// within returns c in the half of the day that a part of it implies: "at 8" in
// the evening is 20:00.
func (c clock) within(p partOf) clock {
	if !c.open {
		return c
	}
	c.open = false
	if h := c.hour % 12; p.from >= 12 && (h+12 <= p.to || p.to > 23) && !(p.code == "NI" && h < 6) {
		c.hour = h + 12
	} else {
		c.hour = h
	}
	return c
}

// A moment is a time of day on a day.
type moment struct {
	day point // nil: the day spoken of
	c   clock
}

func (m moment) place(f *frame) (value, bool) {
	var d value
	switch {
	case m.day != nil:
		d, _ = m.day.place(f)
	case f.story != nil && f.story.isPlaced() && f.story.grain <= Day && !f.bare:
		d = *f.story
		d.by = byStory
	case f.has(Day):
		d = value{stretch: unitAt(f.ref, Day), by: byRef}
	}
	if !d.isPlaced() || d.grain > Day {
		text := "XXXX-XX-XX"
		if m.day != nil && isDay(d.text) {
			text = d.text
		}
		v := value{typ: "TIME", text: text + m.c.text() + zoneText(m.c.zone), mod: m.c.mod, clash: d.clash}
		return v, true
	}
	c := m.c
	if c.open && f.bare && m.day == nil && c.half == 0 {
		c = f.soonest(c)
	}
	s := c.at(floor(d.stretch.begin, Day))
	over := s.begin
	if c.grain == Part {
		over = s.end
	}
	if m.day == nil && f.bare && f.lean == Future && !over.After(f.ref) && f.has(Minute) {
		s = c.at(floor(d.stretch.begin, Day).AddDate(0, 0, 1))
	}
	v, ok := placed(s, d.by)
	if c.zone != nil {
		v.text = s.timex() + zoneText(c.zone)
	}
	v.mod, v.clash = c.mod, d.clash
	if v.mod == "" {
		v.mod = d.mod
	}
	return v, ok
}

// isDay reports whether a value that is not placed is of a day: "XXXX-05-03",
// "XXXX-WXX-1".
func isDay(text string) bool {
	return len(text) == 10 && (text[7] == '-' || text[5] == 'W') && strings.HasPrefix(text, "XXXX-")
}

// soonest returns c in the half of the day in which it comes first after the
// moment of speaking.
func (f *frame) soonest(c clock) clock {
	if f.lean != Future || !f.has(Minute) {
		return c
	}
	later := c
	later.hour = c.hour%12 + 12
	if d := floor(f.ref, Day); !c.at(d).begin.After(f.ref) && later.at(d).begin.After(f.ref) {
		return later
	}
	return c
}

// zoneText writes an offset as ISO 8601 does.
func zoneText(z *zone) string {
	switch {
	case z == nil:
		return ""
	case z.minutes == 0:
		return "Z"
	}
	sign, m := "+", z.minutes
	if m < 0 {
		sign, m = "-", -m
	}
	return fmt.Sprintf("%s%02d:%02d", sign, m/60, m%60)
}

// A partOfRef is "this morning", "last night", "tonight".
type partOfRef struct {
	days int
	part partOf
	mod  string
}

func (p partOfRef) place(f *frame) (value, bool) {
	if !f.has(Day) {
		return unplaced("TIME", "XXXX-XX-XXT"+p.part.code)
	}
	d := floor(f.ref, Day).AddDate(0, 0, p.days)
	v, ok := placed(clock{grain: Part, part: &p.part}.at(d), byRef)
	v.mod = p.mod
	return v, ok
}
