package when

import "time"

// A Grain is a unit of the calendar, from small to large.
type Grain uint8

const (
	NoGrain Grain = iota
	Second
	Minute
	Hour
	Part // of a day: morning, night
	Day
	Weekend
	Week
	Month
	Season
	Quarter
	Half
	Year
	Decade
	Century
	Millennium
)

// Years outside this range are not read as years. Years before Christ are
// counted as astronomers do: 0 is 1 BC.
const firstYear, lastYear = -9998, 9999

// A stretch is a run of the calendar, the instants from Begin up to but not
// including End, written in units of its grain. Instants carry the wall clock
// of the place spoken of, in UTC.
type stretch struct {
	begin, end time.Time
	grain      Grain
	code       string // which part of a day or season: "MO", "SU"
}

// day returns the day of the Gregorian calendar as an instant. Days and months
// beyond their ends run over into the next month and year.
func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// exists reports whether the calendar has such a day.
func exists(y, m, d int) bool {
	return y >= firstYear && y <= lastYear && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m)
}

func daysIn(y, m int) int { return day(y, m+1, 0).Day() }

// weekday returns 1 for Monday to 7 for Sunday.
func weekday(t time.Time) int { return (int(t.Weekday())+6)%7 + 1 }

// floor returns the beginning of the unit that holds t.
func floor(t time.Time, g Grain) time.Time {
	y, m, d := t.Date()
	switch g {
	case Second:
		return t.Truncate(time.Second)
	case Minute:
		return t.Truncate(time.Minute)
	case Hour:
		return t.Truncate(time.Hour)
	case Part, Day:
		return day(y, int(m), d)
	case Weekend:
		return day(y, int(m), d+6-weekday(t))
	case Week:
		return day(y, int(m), d+1-weekday(t))
	case Month:
		return day(y, int(m), 1)
	case Season:
		return day(y, int(m)-int(m)%3, 1) // winter begins in December
	case Quarter:
		return day(y, int(m-1)/3*3+1, 1)
	case Half:
		return day(y, int(m-1)/6*6+1, 1)
	case Decade:
		return day(y-y%10, 1, 1)
	case Century:
		return day((y-1)/100*100+1, 1, 1)
	case Millennium:
		return day((y-1)/1000*1000+1, 1, 1)
	}
	return day(y, 1, 1)
}

// step returns the instant n units after t. The end of a month stays one: a
// month after 31 January is the last of February.
func step(t time.Time, g Grain, n int) time.Time {
	switch g {
	case Second:
		return t.Add(time.Duration(n) * time.Second)
	case Minute:
		return t.AddDate(0, 0, n/1440).Add(time.Duration(n%1440) * time.Minute)
	case Hour:
		return t.AddDate(0, 0, n/24).Add(time.Duration(n%24) * time.Hour)
	case Part, Day:
		return t.AddDate(0, 0, n)
	case Weekend, Week:
		return t.AddDate(0, 0, 7*n)
	}
	y, m, d := t.Date()
	to := day(y, int(m)+n*months(g), 1)
	to = to.AddDate(0, 0, min(d, daysIn(to.Year(), int(to.Month())))-1)
	return to.Add(t.Sub(day(y, int(m), d)))
}

// months returns how many months a unit of at least a month has.
func months(g Grain) int {
	switch g {
	case Month:
		return 1
	case Season, Quarter:
		return 3
	case Half:
		return 6
	case Decade:
		return 120
	case Century:
		return 1200
	case Millennium:
		return 12000
	}
	return 12
}

// unitAt returns the unit that holds t.
func unitAt(t time.Time, g Grain) stretch {
	b := floor(t, g)
	s := stretch{begin: b, end: step(b, g, 1), grain: g}
	switch g {
	case Weekend:
		s.end = b.AddDate(0, 0, 2)
	case Season:
		s.code = seasonCodes[int(b.Month())/3%4]
	}
	return s
}

var seasonCodes = [4]string{"WI", "SP", "SU", "FA"}

// season returns the season k (0 winter) that belongs to year y. The winter of
// 1994 is the one that began in December 1994.
func season(y, k int) stretch {
	b := day(y, 3*k, 1)
	if k == 0 {
		b = day(y, 12, 1)
	}
	return stretch{begin: b, end: b.AddDate(0, 3, 0), grain: Season, code: seasonCodes[k]}
}

// isoWeek returns week w of the ISO year y, and whether that year has it: all
// have 52, some 53.
func isoWeek(y, w int) (stretch, bool) {
	s := unitAt(day(y, 1, 4).AddDate(0, 0, 7*(w-1)), Week)
	iy, iw := s.begin.ISOWeek()
	return s, iy == y && iw == w
}

// inRange reports whether s lies within the years that are read.
func (s stretch) inRange() bool {
	return s.begin.Year() >= firstYear && s.end.AddDate(0, 0, -1).Year() <= lastYear && s.begin.Before(s.end)
}

// holds reports whether t lies in s.
func (s stretch) holds(t time.Time) bool { return !t.Before(s.begin) && t.Before(s.end) }
