package when

import (
	"fmt"
	"strings"
	"time"
)

// timex returns the TIMEX3 value of s.
func (s stretch) timex() string {
	b := s.begin
	switch s.grain {
	case Second:
		return dayText(b) + b.Format("T15:04:05")
	case Minute, Hour:
		if s.code == "24:00" { // midnight belongs to the day that it ends
			return dayText(b.AddDate(0, 0, -1)) + "T24:00"
		}
		return dayText(b) + b.Format("T15:04")
	case Part:
		return dayText(b) + "T" + s.code
	case Day:
		return dayText(b)
	case Weekend, Week:
		y, w := b.ISOWeek()
		if s.grain == Weekend {
			return fmt.Sprintf("%04d-W%02d-WE", y, w)
		}
		return fmt.Sprintf("%04d-W%02d", y, w)
	case Month:
		return yearText(b) + b.Format("-01")
	case Season:
		return yearText(b) + "-" + s.code
	case Quarter:
		return fmt.Sprintf("%s-Q%d", yearText(b), (b.Month()+2)/3)
	case Half:
		return fmt.Sprintf("%s-H%d", yearText(b), (b.Month()+5)/6)
	case Decade, Century, Millennium:
		if b.Year() <= 0 {
			return yearText(b)
		}
	}
	switch s.grain {
	case Decade:
		return fmt.Sprintf("%03d", b.Year()/10)
	case Century:
		return fmt.Sprintf("%02d", b.Year()/100)
	case Millennium:
		return fmt.Sprintf("%d", b.Year()/1000)
	}
	return yearText(b)
}

// yearText writes a year with four digits: "0476", "BC0044".
func yearText(t time.Time) string {
	if y := t.Year(); y <= 0 {
		return fmt.Sprintf("BC%04d", 1-y)
	}
	return fmt.Sprintf("%04d", t.Year())
}

func dayText(t time.Time) string { return yearText(t) + t.Format("-01-02") }

// timex returns the TIMEX3 value of v.
func (v value) timex() string {
	if v.text != "" {
		return v.text
	}
	return v.stretch.timex()
}

// unitLetters are the designators of ISO 8601, with those that TIMEX3 adds.
var unitLetters = map[Grain]string{
	Second: "S", Minute: "M", Hour: "H", Day: "D", Weekend: "W", Week: "W", Month: "M", Quarter: "Q", Half: "H", Year: "Y",
	Decade: "Y", Century: "C", Millennium: "L",
}

// An amount is a number of units: n+num/den of them.
type amount struct {
	n        int
	num, den int // a fraction besides, "two and a half"; den 0 if none
	unit     unit
	vague    bool // "several": n is not known
}

// lengthText returns the TIMEX3 value of a length of time.
func lengthText(as []amount) string {
	var date, clock strings.Builder
	for _, a := range as {
		to := &date
		if a.unit.grain < Day {
			to = &clock
		}
		to.WriteString(a.text())
	}
	s := "P" + date.String()
	if clock.Len() > 0 {
		s += "T" + clock.String()
	}
	return s
}

// text writes an amount: "3D", "XM", "5H30M".
func (a amount) text() string {
	g, times := a.unit.grain, max(a.unit.times, 1)
	if a.vague {
		if g == Decade {
			return "XY"
		}
		return "X" + unitLetters[g]
	}
	n := a.n * times
	switch g {
	case Decade:
		n, times = n*10, times*10
	case Quarter:
		n, times, g = n*3, times*3, Month
	case Century:
		n, times, g = n*100, times*100, Year
	case Millennium:
		n, times, g = n*1000, times*1000, Year
	case Half:
		n, times, g = n*6, times*6, Month
	case Weekend:
		g = Day
		n, times = n*2, times*2
	}
	letter := unitLetters[g]
	if a.den == 0 {
		return fmt.Sprint(n, letter)
	}
	if times*a.num%a.den == 0 { // half a decade is five years
		return fmt.Sprint(n+times*a.num/a.den, letter)
	}
	whole := ""
	if n > 0 {
		whole = fmt.Sprint(n, letter)
	}
	if small, parts := smaller(g); parts > 0 && parts*times*a.num%a.den == 0 {
		return fmt.Sprint(whole, parts*times*a.num/a.den, unitLetters[small])
	}
	return fmt.Sprintf("%g%s", float64(n)+float64(times*a.num)/float64(a.den), letter)
}

// smaller returns the unit in which fractions of g are said, and how many of
// them g has.
func smaller(g Grain) (Grain, int) {
	switch g {
	case Minute:
		return Second, 60
	case Hour:
		return Minute, 60
	case Year:
		return Month, 12
	}
	return g, 0
}
