package when

import (
	"strconv"
	"strings"
	"time"

	"hearsay/internal/lexicon"
)

// A holiday is a named day, with its year or without.
type holiday struct {
	name  string // as the lexicon has it
	year  int
	which which
	said  bool // last, this or next was said
}

func (h holiday) place(f *frame) (value, bool) {
	entry, ok := lexicon.HolidayNamed(h.name, f.country)
	if !ok { // whose independence day?
		year := "XXXX"
		if h.year != 0 {
			year = dateOf{year: h.year}.text()
		}
		return unplaced("DATE", year+"-XX-XX")
	}
	r, ok := parseHoliday(entry.Rule)
	if !ok {
		return value{}, false
	}
	if y, ok := r.once(); ok && (h.year == 0 || h.year == y) {
		s, _ := r.at(y)
		return r.value(s, byItself)
	}
	if h.year != 0 {
		s, ok := r.inYear(astronomical(h.year))
		if !ok {
			return value{}, false
		}
		return r.value(s, byItself)
	}
	if f.near.IsZero() || !f.has(Year) && f.nearBy == byRef {
		if len(entry.Rule) >= 5 && entry.Rule[2] == '-' {
			return unplaced("DATE", "XXXX-"+entry.Rule[:5])
		}
		return unplaced("DATE", "XXXX-XX-XX")
	}
	t, by := f.near, f.nearBy
	if h.said {
		t, by = f.ref, byRef
	}
	n := r.turn(t)
	if h.said && h.which != 0 {
		k := n
		for i := 0; i < 9; i++ {
			s, ok := r.at(k)
			if h.which < 0 && ok && !s.end.After(t) || h.which > 0 && ok && s.begin.After(t) {
				return r.value(s, by)
			}
			k += int(h.which)
		}
		return value{}, false
	}
	g := *f
	g.near = t
	s, ok := g.choose(func(k int) (stretch, bool) { return r.at(n + k) })
	if !ok {
		return value{}, false
	}
	return r.value(s, by)
}

// A dating is a holiday's rule taken apart. Years are counted as its calendar
// counts them.
type dating struct {
	calendar   string // "": Gregorian
	month, day int
	wday, nth  int  // the nth such weekday of the month
	toward     byte // '<', '>' or '~': the weekday before, after or nearest to the day
	shift      int
	days       int // how long it lasts
	hour       int
	long, move string
	every      int         // only in years that this divides; 0: in all
	set        map[int]int // years in which the day was set by hand: month*100+day
}

var weekdayNames = [...]string{"", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}

func weekdayNumber(s string) int {
	for i, n := range weekdayNames {
		if n == s {
			return i
		}
	}
	return 0
}

func parseHoliday(rule string) (d dating, ok bool) {
	d.days = 1
	fields := strings.Fields(rule)
	for i, f := range fields {
		if len(f) > 4 && strings.IndexByte("<>~", f[3]) >= 0 {
			d.wday, d.toward = weekdayNumber(f[:3]), f[3]
			f = f[4:]
		}
		n, err := strconv.Atoi(strings.TrimSuffix(f, "d"))
		switch {
		case len(f) == len("2008:02-05") && f[4] == ':':
			if t, err := time.Parse("2006:01-02", f); err == nil {
				if d.set == nil {
					d.set = map[int]int{}
				}
				d.set[t.Year()] = int(t.Month())*100 + t.Day()
			}
		case f[0] == '/':
			d.every, _ = strconv.Atoi(f[1:])
		case f[0] == '-' && d.wday > 0 && d.nth == 0 && d.toward == 0: // the last Monday
			d.nth = n
		case f[0] == '+' || f[0] == '-':
			if strings.HasSuffix(f, "d") {
				d.days = n
			} else {
				d.shift += n
			}
		case f == "hijri" || f == "hebrew" || f == "lunar":
			d.calendar = f
		case f == "month" || f == "week":
			d.long = f
		case weekdayNumber(f) > 0:
			d.wday = weekdayNumber(f)
		case f[0] == '@':
			d.hour, _ = strconv.Atoi(f[1:])
		case err == nil && i == 0:
			d.month = n
		case err == nil:
			d.nth = n
		case f[0] >= 'a' && strings.ContainsAny(f, "+-") && f[:4] != "adar":
			k := strings.IndexAny(f, "+-")
			d.calendar = f[:k]
			d.shift, _ = strconv.Atoi(f[k:])
		case strings.Contains(f, "-"):
			m, rest, _ := strings.Cut(f, "-")
			day, hour, _ := strings.Cut(rest, "@")
			d.month, _ = strconv.Atoi(m) // 0: Adar
			d.day, _ = strconv.Atoi(day)
			d.hour, _ = strconv.Atoi(hour)
		default:
			d.move = f
		}
	}
	return d, len(fields) > 0
}

// once returns the year of a named day that there was in one year only.
func (d dating) once() (year int, ok bool) {
	for y := range d.set {
		year = y
	}
	return year, len(d.set) == 1 && d.calendar == "" && d.month == 0
}

// turn returns the year, in the calendar of d, that t lies in.
func (d dating) turn(t time.Time) int {
	switch d.calendar {
	case "hijri":
		return hijriYear(t.Year()) + t.YearDay()/355
	case "hebrew":
		if d.month < 7 {
			return t.Year() + 3760
		}
		return t.Year() + 3761
	}
	return t.Year()
}

// inYear returns the holiday of a Gregorian year; the first if there are two.
func (d dating) inYear(y int) (stretch, bool) {
	for n := d.turn(day(y, 1, 1)) - 1; n <= d.turn(day(y, 12, 31))+1; n++ {
		if s, ok := d.at(n); ok && s.begin.Year() == y {
			return s, true
		}
	}
	return stretch{}, false
}

// at returns the holiday of the year n of its calendar.
func (d dating) at(n int) (stretch, bool) {
	if m := d.set[n]; m != 0 {
		return unitAt(day(n, m/100, m%100), Day), true
	}
	if d.every > 0 && n%d.every != 0 || d.calendar == "" && d.month == 0 {
		return stretch{}, false
	}
	t := d.dayIn(n)
	if d.toward != 0 {
		t = d.near(t)
	}
	t = moved(t, d.move).AddDate(0, 0, d.shift)
	s := stretch{begin: t, end: t.AddDate(0, 0, d.days), grain: Day}
	switch d.long {
	case "week":
		return unitAt(t, Week), true
	case "month":
		s.end = hijri(n, d.month+1, 1)
	}
	return s, true
}

func (d dating) dayIn(n int) time.Time {
	switch d.calendar {
	case "easter":
		return easter(n)
	case "pascha":
		return pascha(n)
	case "nowruz":
		return nowruz(n)
	case "chinese":
		return chinese(n)
	case "sankranti":
		return sankranti(n)
	case "parsi":
		return day(2018, 8, 17).AddDate(0, 0, 365*(n-2018))
	case "hijri":
		return hijri(n, d.month, d.day)
	case "hebrew":
		m := d.month
		if m == 0 {
			m = hebrewMonths(n)
		}
		return hebrew(n, m, d.day)
	case "lunar":
		return lunar(n, d.month, d.day, d.hour)
	}
	if d.nth != 0 {
		s, _ := nth{n: d.nth, wday: d.wday, grain: Day}.count(unitAt(day(n, d.month, 1), Month))
		return s.begin
	}
	return day(n, d.month, d.day)
}

// near returns the weekday of d before, after or nearest to t.
func (d dating) near(t time.Time) time.Time {
	ahead := (d.wday - weekday(t) + 7) % 7
	switch {
	case d.toward == '<':
		return t.AddDate(0, 0, -(weekday(t)-d.wday+6)%7-1)
	case d.toward == '>' && ahead == 0:
		return t.AddDate(0, 0, 7)
	case d.toward == '~' && ahead > 3:
		ahead -= 7
	}
	return t.AddDate(0, 0, ahead)
}

// moved returns t as a law moves it off certain days.
func moved(t time.Time, law string) time.Time {
	if law == "noteaster" && t.Equal(easter(t.Year()).AddDate(0, 0, -1)) {
		return t.AddDate(0, 0, -7)
	}
	days := map[string][8]int{
		"nearest": {6: -1, 7: 1},
		"taxes":   {5: 3, 6: 3, 7: 2},
		"notsun":  {7: -1},
		"shoah":   {5: -1, 7: 1},
		"zikaron": {1: 1, 5: -1, 6: -2},
		"fast":    {6: 1},
	}
	return t.AddDate(0, 0, days[law][weekday(t)])
}

// value returns what a holiday's stretch is worth. One of several days is
// written as the day it begins on, with its bounds.
func (d dating) value(s stretch, by from) (value, bool) {
	v, ok := placed(s, by)
	if ok && s.grain == Day && s.end.Sub(s.begin) > hours(24) {
		v.begin, v.end = v.timex(), dayText(s.end.AddDate(0, 0, -1))
		if d.long == "" && d.days > 0 || d.long == "month" {
			v.typ = "DATE"
		}
	}
	if d.calendar == "hijri" || d.calendar == "lunar" {
		v.mod = "APPROX" // the moon is seen or not; countries and temples differ by a day
	}
	return v, ok
}
