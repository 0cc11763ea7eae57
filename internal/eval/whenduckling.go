package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"hearsay/internal/lexicon"
	"hearsay/internal/when"
)

// ducklingPairs reads the pairs of duckling: a text, and where the time begins
// and ends.
func ducklingPairs(files map[string][]byte) ([]pair, error) {
	var out []pair
	dec := json.NewDecoder(bytes.NewReader(files["duckling-en.jsonl"]))
	for {
		var x struct {
			Text, Ref, Kind, Grain, Locale string
			Values                         []string
		}
		if err := dec.Decode(&x); err == io.EOF {
			break
		} else if err != nil {
			return nil, fmt.Errorf("duckling-en.jsonl, pair %d: %w", len(out)+1, err)
		}
		ref, ok := readTime(x.Ref)
		if !ok || len(x.Values) == 0 {
			return nil, fmt.Errorf("duckling-en.jsonl, pair %d: time %q, %d values", len(out)+1, x.Ref, len(x.Values))
		}
		out = append(out, pair{text: x.Text, kind: x.Kind, want: strings.TrimSpace(strings.Join(x.Values, " – ") + " " + x.Locale),
			ref: when.Reference{Time: ref, Grain: when.Second, Lean: when.Future, Country: countries[x.Locale]},
			right: func(es []when.Expression) bool {
				for _, e := range es {
					if duckling(e, x.Kind, x.Grain, x.Values, 0) || strings.HasSuffix(x.Kind, "Holiday") && (jewish(x.Text) && duckling(e, x.Kind, x.Grain, x.Values, -1) ||
						e.Mod == "APPROX" && (duckling(e, x.Kind, x.Grain, x.Values, -1) || duckling(e, x.Kind, x.Grain, x.Values, 1))) {
						return true
					}
				}
				return false
			}})
	}
	ref, _ := readTime("2013-02-12T04:30:00")
	for line := range strings.Lines(string(files["duckling-en-negative.txt"])) {
		line = strings.TrimSpace(line)
		out = append(out, pair{text: line, kind: noTime, ref: when.Reference{Time: ref, Grain: when.Second, Lean: when.Future},
			right: func(es []when.Expression) bool { // it asks for times that are the whole text
				return len(es) == 0 || es[0].Start > 0 || es[0].End < len(line)
			}})
	}
	return out, nil
}

// countries are those of the pairs' locales.
var countries = map[string]string{"AU": "AUS", "BZ": "BLZ", "CA": "CAN", "GB": "GBR", "IN": "IND", "IE": "IRL", "JM": "JAM", "NZ": "NZL",
	"PH": "PHL", "TT": "TTO", "US": "USA", "ZA": "ZAF"}

// jewish reports whether a text names a holiday of the Jewish calendar. Its day
// runs from sunset to sunset: the value is the day of the calendar on which most
// of it lies, and duckling has the day on which it begins.
func jewish(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc(lexicon.Holidays(), func(name string) bool {
		h, ok := lexicon.HolidayNamed(name, "")
		return ok && strings.HasPrefix(h.Rule, "hebrew") && strings.Contains(text, name)
	})
}

// duckling reports whether e, moved by some days, begins where the pair says,
// and if it is an interval ends there. A day is moved if it begins at sunset, or
// if its value is by its modifier an approximate one: where the moon must be
// seen, the almanacs of two countries differ by a day.
//
// What stands for the same in two notations: duckling gives "since March" as the
// month, months without their day, times of a zone by the clock of its own, two
// hours behind Greenwich, a weekend from 6 p.m. on Friday, a season from solstice
// to equinox, of which TIMEX3's SU leaves the days open, and 44 BC as the year -44.
func duckling(e when.Expression, kind, grain string, values []string, days int) bool {
	if y, ok := strings.CutPrefix(e.Value, "BC"); ok && len(y) == 4 {
		return values[0] == "-"+y+"-01-01T00:00:00"
	}
	begin, _ := readTime(values[0])
	value, closing := e.Value, e.Close
	if e.Begin != "" {
		value = e.Begin
	}
	from, to := here(e.From, value).AddDate(0, 0, days), here(e.To, closing).AddDate(0, 0, days)
	switch e.Grain {
	case when.Second, when.Minute, when.Hour, when.Day: // of "in two hours" duckling knows the minute
		unit := map[when.Grain]time.Duration{when.Second: time.Second, when.Minute: time.Minute, when.Hour: time.Hour, when.Day: 24 * time.Hour}[e.Grain]
		begin, from = begin.Truncate(unit), from.Truncate(unit)
	case when.Weekend:
		if begin.Weekday() == time.Friday {
			from = from.Add(-6 * time.Hour)
		}
	case when.Season:
		if off := begin.Sub(from); off > 0 && off < 25*24*time.Hour {
			return true
		}
	}
	holiday := strings.HasSuffix(kind, "Holiday")
	if grain == "month" && !holiday && len(values) == 1 {
		return from.Year() == begin.Year() && from.Month() == begin.Month()
	}
	if len(values) < 2 {
		return from.Equal(begin)
	}
	end, _ := readTime(values[1])
	if strings.HasPrefix(e.Value, "PT") && kind == "datetimeInterval" && e.To.Sub(e.From) == end.Sub(begin) {
		// the next three hours, by whole hours
		unit, ok := map[byte]time.Duration{'H': time.Hour, 'M': time.Minute, 'S': time.Second}[e.Value[len(e.Value)-1]]
		if off := begin.Sub(e.From).Abs(); ok && off <= unit {
			return true
		}
	}
	if e.Begin == "" && e.Close != "" { // until
		return e.From.Equal(end) || e.To.Equal(end)
	}
	if !to.Equal(e.To) {
		return from.Equal(begin) && (endsAt(to, "", end, time.Minute, time.Second) || endsAt(e.To, "", end, time.Minute, time.Second))
	}
	return from.Equal(begin) && (kind != "datetimeInterval" || endsAt(e.To, e.Close, end, time.Minute, time.Second) || e.Mod != "")
}

// endsAt reports whether what ends at to, or with the value closing, ends at t, the
// first instant that is no part of it; or with the unit before, of slack more
// than it.
func endsAt(to time.Time, closing string, t time.Time, slack ...time.Duration) bool {
	last, ok := readTime(here0(closing))
	for _, s := range append(slack, 0) {
		if to.Equal(t.Add(-s)) || ok && (last.Equal(t.Add(-s)) || last.AddDate(0, 0, 1).Equal(t)) {
			return true
		}
	}
	return ok && last.Add(time.Hour).Equal(t)
}

// here0 drops the zone of a value.
func here0(value string) string {
	if i := strings.IndexByte(value, 'T'); i > 0 && len(value) > i+6 {
		return value[:i+6]
	}
	return value
}

// here returns an instant by the clock two hours behind Greenwich, if its value
// names a zone.
func here(t time.Time, value string) time.Time {
	for _, l := range [...]string{"2006-01-02T15:04Z07:00", "2006-01-02T15:04:05Z07:00"} {
		if x, err := time.Parse(l, value); err == nil {
			_, east := x.Zone()
			return t.Add(-time.Duration(east)*time.Second - 2*time.Hour)
		}
	}
	return t
}
