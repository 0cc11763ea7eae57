package page

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// ParseDate reads a point in time as metadata and options state it: "2021",
// "2021-05", "2021-05-04", "2021-05-04T10:30", with seconds, fractions and a
// zone ("Z", "+01:00"). The result has the precision that was stated and no
// origin. Any other form, and a day that no calendar has, is an error of Kind
// Invalid.
func ParseDate(s string) (hearsay.Date, error) {
	d, ok := isoDate(s)
	if !ok {
		return hearsay.Date{}, &hearsay.Error{
			Op: "page.ParseDate", Kind: hearsay.Invalid,
			Err:  fmt.Errorf("%q is not a date", s),
			Hint: "Write dates as 2021-05-04, 2021-05 or 2021.",
		}
	}
	return d, nil
}

var isoForm = regexp.MustCompile(`^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|z|[+-]\d\d(?::?\d\d)?)?)?)?)?$`)

// isoDate reads the forms of ParseDate.
func isoDate(s string) (hearsay.Date, bool) {
	m := isoForm.FindStringSubmatch(s)
	if m == nil {
		return hearsay.Date{}, false
	}
	year, month, day := number(m[1]), number(m[2]), number(m[3])
	switch {
	case m[2] == "":
		return date(year, 0, 0)
	case m[3] == "":
		return date(year, month, 0)
	case m[4] == "":
		return date(year, month, day)
	}
	d, ok := date(year, month, day)
	if !ok || m[4] > "23" || m[5] > "59" || m[6] > "60" {
		return hearsay.Date{}, false
	}
	zone := strings.ToUpper(m[7])
	if len(zone) == 5 && zone[0] != 'Z' {
		zone = zone[:3] + ":" + zone[3:]
	}
	d.Value += "T" + m[4] + ":" + m[5]
	d.Precision = hearsay.Minute
	if m[6] != "" {
		d.Value += ":" + m[6]
		d.Precision = hearsay.Second
	}
	d.Value += zone
	return d, true
}

// date returns the date of a year, month and day, of which month and day may
// be 0, if the calendar has it and a report can have been published then.
func date(year, month, day int) (hearsay.Date, bool) {
	if year < 1600 || year > 2199 || month < 0 || month > 12 || day < 0 || day > 31 {
		return hearsay.Date{}, false
	}
	switch {
	case month == 0:
		return hearsay.Date{Value: fmt.Sprintf("%04d", year), Precision: hearsay.Year}, true
	case day == 0:
		return hearsay.Date{Value: fmt.Sprintf("%04d-%02d", year, month), Precision: hearsay.Month}, true
	}
	if t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC); t.Day() != day {
		return hearsay.Date{}, false
	}
	return hearsay.Date{Value: fmt.Sprintf("%04d-%02d-%02d", year, month, day), Precision: hearsay.Day}, true
}

// metadataDate reads a date from a page's metadata: the forms of ParseDate, and
// those of the tongue ("Tue, 04 May 2021 10:30:00 GMT").
//
// Midnight to the second in metadata is what programs write when they know the
// day only: "2021-05-04T00:00:00Z" is the day, not its first second.
func metadataDate(s string) (hearsay.Date, bool) {
	s = strings.TrimSpace(s)
	d, ok := isoDate(s)
	if !ok && len(s) > 6 && s[len(s)-6] == ' ' { // "… 10:30:00 +0100"
		d, ok = isoDate(s[:len(s)-6] + s[len(s)-5:])
	}
	if !ok {
		if m := compactForm.FindStringSubmatch(s); m != nil {
			d, ok = date(number(m[1]), number(m[2]), number(m[3]))
		}
	}
	for _, layout := range []string{time.RFC1123, time.RFC1123Z} {
		if t, err := time.Parse(layout, s); err == nil && !ok {
			d, ok = isoDate(t.Format("2006-01-02T15:04:05Z07:00"))
		}
	}
	if !ok {
		d, _, ok = findDate(s)
	}
	if ok && d.Precision >= hearsay.Minute && strings.Contains(d.Value, "T00:00:00") {
		d.Value, d.Precision = d.Value[:10], hearsay.Day
	}
	return d, ok
}

var compactForm = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$`)

const (
	monthWords = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)`
	dayWords   = `(?:Mon(?:day)?|Tue(?:s(?:day)?)?|Wed(?:nesday)?|Thu(?:rs?(?:day)?)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?)`
)

var (
	dayMonthYear = regexp.MustCompile(`(?i)\b(\d{1,2})(?:st|nd|rd|th)?(?:\s+of)?[\s-]+(` + monthWords + `)\b\.?,?[\s-]+(\d{4})\b`)
	monthDayYear = regexp.MustCompile(`(?i)\b(` + monthWords + `)\b\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?:,\s*|\s+)(?:at\s+)?(\d{4})\b`)
	monthYear    = regexp.MustCompile(`(?i)\b(` + monthWords + `)\b\.?,?\s+(\d{4})\b`)
	yearMonthDay = regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?))?\b`)
	slashed      = regexp.MustCompile(`\b(\d{1,2})([/.-])(\d{1,2})([/.-])(\d{4})\b`)
	clock        = regexp.MustCompile(`(?i)\b([01]?\d|2[0-3])[:.]([0-5]\d)(?:[:.][0-5]\d)?\s*([ap])?\.?(?:m\b\.?)?`)
)

// findDate returns the first full date in a short line that states one, and
// where in the line it stands. The time of day is read from metadata only: in
// a line its zone is rarely one that can be known ("10:30 IST").
//
// "03/05/2021" is the third of May to one half of the world and the fifth of
// March to the other: only its year is certain, as of "03-05-2021". "25/05/2021"
// can be read, and so can "03.05.2021": of the locales in Unicode's CLDR that
// write points between the parts of a date none has the month before the day.
func findDate(line string) (hearsay.Date, hearsay.Span, bool) {
	type found struct {
		date hearsay.Date
		span hearsay.Span
	}
	var best *found
	if !hasYear(line) {
		return hearsay.Date{}, hearsay.Span{}, false
	}
	try := func(re *regexp.Regexp, read func(m []string) (hearsay.Date, bool)) {
		at := re.FindStringSubmatchIndex(line)
		if at == nil || best != nil && best.span.Start <= at[0] {
			return
		}
		m := make([]string, len(at)/2)
		for i := range m {
			if at[2*i] >= 0 {
				m[i] = line[at[2*i]:at[2*i+1]]
			}
		}
		if d, ok := read(m); ok {
			best = &found{d, hearsay.Span{Start: at[0], End: at[1]}}
		}
	}
	try(dayMonthYear, func(m []string) (hearsay.Date, bool) { return date(number(m[3]), month(m[2]), number(m[1])) })
	try(monthDayYear, func(m []string) (hearsay.Date, bool) { return date(number(m[3]), month(m[1]), number(m[2])) })
	try(yearMonthDay, func(m []string) (hearsay.Date, bool) {
		d, ok := date(number(m[1]), number(m[2]), number(m[3]))
		if ok && m[4] != "" {
			if timed, ok := isoDate(d.Value + "T" + m[4]); ok {
				return timed, true
			}
		}
		return d, ok
	})
	try(slashed, func(m []string) (hearsay.Date, bool) {
		a, b, year := number(m[1]), number(m[3]), number(m[5])
		switch {
		case m[2] != m[4]:
		case a == b, a > 12 && b <= 12, m[2] == "." && b <= 12:
			return date(year, b, a)
		case b > 12 && a <= 12:
			return date(year, a, b)
		case a <= 12 && b <= 12:
			return date(year, 0, 0)
		}
		return hearsay.Date{}, false
	})
	if best == nil {
		try(monthYear, func(m []string) (hearsay.Date, bool) { return date(number(m[2]), month(m[1]), 0) })
	}
	if best == nil {
		return hearsay.Date{}, hearsay.Span{}, false
	}
	return best.date, best.span, true
}

// hasYear reports whether line has four digits in a row, as every full date has.
func hasYear(line string) bool {
	n := 0
	for i := range len(line) {
		if line[i] < '0' || line[i] > '9' {
			n = 0
		} else if n++; n == 4 {
			return true
		}
	}
	return false
}

// month returns the number of a month's name or its abbreviation.
func month(name string) int {
	const first = "janfebmaraprmayjunjulaugsepoctnovdec"
	return strings.Index(first, strings.ToLower(name[:3]))/3 + 1
}

// number reads digits; "" is 0.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
