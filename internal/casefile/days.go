package casefile

import (
	"fmt"
	"strings"
	"time"

	"hearsay"
)

// Days returns the first and the last day that an event's time may lie on, as
// ISO 8601 dates; "" where it is open or not known. A date that is only assumed
// gives none: nothing is found by a guess.
func Days(t hearsay.EventTime) (first, last string) {
	if strings.HasPrefix(t.From, "assumed") || t.From == "none" {
		return "", ""
	}
	if t.Begin != "" || t.End != "" {
		first, _ = day(t.Begin)
		_, last = day(t.End)
		return first, last
	}
	return day(t.Value)
}

// day returns the first and last day of a date written to a day, a month or a
// year.
func day(value string) (first, last string) {
	value, _, _ = strings.Cut(value, "T")
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		d, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		end := d
		switch layout {
		case "2006-01":
			end = d.AddDate(0, 1, -1)
		case "2006":
			end = d.AddDate(1, 0, -1)
		}
		return d.Format("2006-01-02"), end.Format("2006-01-02")
	}
	return "", ""
}

// Since and Until return the first and the last day that a person means by
// "2022-08-31", "2022-08" or "2022"; "" if it is none of these.
func Since(value string) string { first, _ := day(value); return first }

// Until returns the last day of a date: see [Since].
func Until(value string) string { _, last := day(value); return last }

// DaysWritten writes the first and last day of an event: "2022-08-31", "August 2022",
// "2022", "2022-08-29 to 2022-09-04", "from 2022-08-29".
func DaysWritten(first, last string) string {
	a, errA := time.Parse(time.DateOnly, first)
	b, errB := time.Parse(time.DateOnly, last)
	switch {
	case errA != nil && errB != nil:
		return ""
	case errB != nil:
		return "from " + first
	case errA != nil:
		return "until " + last
	case first == last:
		return first
	case a.Day() == 1 && a.AddDate(0, 1, -1).Equal(b):
		return a.Format("January 2006")
	case a.YearDay() == 1 && a.AddDate(1, 0, -1).Equal(b):
		return a.Format("2006")
	}
	return fmt.Sprintf("%s to %s", first, last)
}
