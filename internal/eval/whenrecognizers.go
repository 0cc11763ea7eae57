package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay/internal/when"
)

// A recognized is what Recognizers-Text gives as one resolution of a text: a
// TIMEX3 value in its own notation, and instants.
type recognized struct{ timex, value, start, end string }

// recognizersPairs reads the pairs of Recognizers-Text that give values, each
// with all resolutions that it allows. Left out are the files that test its
// time zones alone, and those of options that cut times up in another way.
func recognizersPairs(files map[string][]byte) ([]pair, error) {
	var out []pair
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".json") || strings.HasPrefix(name, "TimeZone") || strings.Contains(name, "Split") || strings.Contains(name, "SkipFromTo") {
			continue
		}
		var items []struct {
			Input string
			// What it does not read though it should; a parser of one kind also
			// leaves times of other kinds alone.
			NotSupported string
			Context      struct{ ReferenceDateTime string }
			Results      []struct {
				Text, TypeName, Type string
				Start                *int // in UTF-16 units
				Resolution           struct{ Values []map[string]any }
				Value                map[string]any
			}
		}
		if err := json.Unmarshal(bytes.TrimPrefix(files[name], []byte("\ufeff")), &items); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		for _, it := range items {
			ref, ok := readTime(it.Context.ReferenceDateTime)
			if !ok {
				ref = time.Date(2016, 11, 7, 0, 0, 0, 0, time.UTC)
			}
			p := pair{text: it.Input, kind: noTime, ref: when.Reference{Time: ref, Grain: when.Second, Lean: when.Future, Country: "USA"},
				right: func(es []when.Expression) bool { return len(es) == 0 }}
			if len(it.Results) == 0 && it.NotSupported == "" && (strings.HasPrefix(name, "DateTimeModel") || strings.HasPrefix(name, "Merged")) {
				out = append(out, p)
			}
			for _, r := range it.Results {
				p.kind = strings.TrimPrefix(r.TypeName+r.Type, "datetimeV2.")
				all := resolutions(r.Resolution.Values, r.Value)
				if p.kind == "timezone" || p.kind == "" || len(all) == 0 {
					continue
				}
				p.want = fmt.Sprintf("%q %v", r.Text, all)
				at := strings.Index(strings.ToLower(it.Input), strings.ToLower(r.Text))
				if r.Start != nil && *r.Start+len(r.Text) <= len(it.Input) && strings.EqualFold(it.Input[*r.Start:*r.Start+len(r.Text)], r.Text) {
					at = *r.Start // "It may be in May"
				}
				p.right = func(es []when.Expression) bool {
					for _, e := range es {
						if e.Start < at+len(r.Text) && at < e.End && slices.ContainsFunc(all, func(x recognized) bool {
							return x.is(e) || e.End-e.Start > len(r.Text) && x.partOf(e)
						}) {
							return true
						}
					}
					return false
				}
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// resolutions returns the resolutions of a result, of either of the two forms
// that the files have.
func resolutions(values []map[string]any, value map[string]any) []recognized {
	text := func(m map[string]any, k string) string { s, _ := m[k].(string); return s }
	more, _ := value["values"].([]any)
	for _, v := range more {
		if m, ok := v.(map[string]any); ok {
			values = append(values, m)
		}
	}
	var out []recognized
	for _, m := range values {
		out = append(out, recognized{text(m, "timex"), text(m, "value"), text(m, "start"), text(m, "end")})
	}
	if timex := text(value, "Timex"); timex != "" {
		for _, k := range [...]string{"FutureResolution", "PastResolution"} {
			m, _ := value[k].(map[string]any)
			x := recognized{timex: timex}
			for _, field := range slices.Sorted(maps.Keys(m)) {
				switch s := text(m, field); {
				case strings.HasPrefix(field, "start"):
					x.start = s
				case strings.HasPrefix(field, "end"):
					x.end = s
				default:
					x.value = s
				}
			}
			out = append(out, x)
		}
	}
	return out
}

// is reports whether e is worth what x is: by its value, or by its instants.
func (x recognized) is(e when.Expression) bool {
	if sameTimex(x.timex, e.Value, e.Type) {
		return true
	}
	if (x.value == "not resolved" || x.value == "0001-01-01") && strings.Contains(e.Value, "XX") {
		return true
	}
	if x.stage(e) {
		return true
	}
	if n, err := strconv.ParseFloat(x.value, 64); err == nil && e.Type == "DURATION" { // a length in seconds
		if own, ok := seconds(e.Value); ok && own == n {
			return true
		}
	}
	if n := len(x.timex); n > 3 && x.timex[n-3] == 'T' && len(x.start) > 10 && strings.HasSuffix(e.Value, x.timex[n-3:]) {
		return strings.HasPrefix(e.Value, x.start[:10]) // XXXX-WXX-1TMO, of which it has other hours
	}
	last, _ := readTime(here0(e.Close))
	first, _ := readTime(here0(e.Begin))
	ends := [...]time.Time{e.To, last, last.AddDate(0, 0, 1), e.To.Add(-time.Second)} // the last second of a day is a part of it
	switch {
	case x.start != "" && x.end != "":
		for _, t := range ends {
			if (sameInstant(e.From, x.start) || sameInstant(first, x.start)) && sameInstant(t, x.end) {
				return true
			}
		}
		// What comes less than three days after tomorrow lies from there to the
		// day that the value names.
		return strings.HasSuffix(e.Mod, "BEFORE") && sameInstant(e.From, x.end)
	case x.start != "" || x.end != "":
		return sameInstant(e.From, x.start+x.end) || sameInstant(e.To, x.start+x.end)
	}
	return sameInstant(e.From, x.value)
}

// stage reports whether e is a beginning, middle or end, as its modifier says, of
// what x has one of. How much of a month is late is open in TIMEX3, Recognizers
// takes the half; of a morning the middle is an hour for it, and of a day the
// end its last second.
func (x recognized) stage(e when.Expression) bool {
	switch {
	case e.Mod != "START" && e.Mod != "MID" && e.Mod != "END":
		return false
	case e.Type == "TIME":
		c, ok := readClock(x.value)
		return ok && e.Mod == "MID" && clockOf(e.From) < c && c < clockOf(e.To)
	case e.Grain == when.Day:
		return e.Mod == "END" && x.value == e.Value+" 23:59:59"
	}
	// What it names besides, 2018-11, and that it begins where the unit does.
	return x.start != "" && len(e.Value) == len("2018-11") && strings.HasPrefix(x.start, e.Value) &&
		(e.Mod == "START") == strings.HasSuffix(x.start, "-01")
}

// partOf reports whether x, a day or a time of day, is that of a longer
// expression: the files of single parsers want "tomorrow" of "tomorrow at 7pm".
func (x recognized) partOf(e when.Expression) bool {
	if c, ok := readClock(x.value); ok {
		last, _ := readTime(here0(e.Close))
		return !e.From.IsZero() && (clockOf(e.From) == c || clockOf(last) == c)
	}
	t, ok := readTime(x.value)
	return ok && e.From.Truncate(24*time.Hour).Equal(t)
}

// sameInstant reports whether t is what s says: an instant, or a time of day.
func sameInstant(t time.Time, s string) bool {
	if t.IsZero() {
		return false
	}
	if c, ok := readClock(s); ok && len(s) != 4 {
		return clockOf(t) == c
	}
	x, ok := readTime(s)
	return ok && t.Equal(x)
}

// sameTimex compares a value in the notation of Recognizers-Text with one of
// ours. It writes T15 for T15:00 and for times of unknown days, P1D after what
// recurs daily, (begin,end,P5D) for five days that are fixed, BD for days of
// business, P3D for "a few days", of which TIMEX3 has PXD, FY2018 for the
// fiscal year and SY2018 for the school year that are called 2018, and TMEL for
// the middle of the day at which lunch is eaten.
func sameTimex(theirs, ours, kind string) bool {
	if theirs == "" {
		return false
	}
	a, b := plainTimex(theirs), plainTimex(ours)
	recurs := theirs
	for _, every := range [...]string{"P1D", "P1W", "P1M", "P1Y"} {
		recurs = strings.TrimSuffix(recurs, every)
	}
	switch {
	case a == b:
		return true
	case len(theirs) == 6 && theirs[1] == 'Y' && (theirs[0] == 'F' || theirs[0] == 'S'):
		return theirs[2:] == ours
	case strings.HasSuffix(theirs, "TMEL"):
		return strings.HasSuffix(ours, strings.TrimSuffix(theirs, "EL")+"I")
	case len(theirs) == 3 && theirs[0] == 'T', len(theirs) == 2: // TMO, SU
		return strings.HasSuffix(ours, theirs)
	case kind == "SET":
		return recurs != "" && (plainTimex(recurs) == b || recurs == strings.TrimPrefix(ours, "XXXX-XX-XX")) || theirs == "P1WE" && ours == "XXXX-WXX-WE" || theirs == "P1WD" && ours == "XXXX-WXX-WD" || sameLength(a, b)
	case kind == "DURATION":
		if i := strings.LastIndex(theirs, ",P"); i > 0 {
			a = strings.TrimSuffix(theirs[i+1:], ")")
		}
		return sameLength(a, b) || strings.Contains(b, "X") && sameLength(a, strings.Replace(b, "X", "3", 1))
	}
	return false
}

// plainTimex writes the time of day of a value in full, without a zone, and
// without an unknown day.
func plainTimex(s string) string {
	if strings.HasPrefix(s, "P") {
		return s
	}
	day, clock, ok := strings.Cut(s, "T")
	if !ok || clock == "" || clock[0] < '0' || clock[0] > '9' {
		return s
	}
	if i := strings.IndexAny(clock, "Z+-"); i >= 0 {
		clock = clock[:i]
	}
	for len(clock) < len("15:04:05") {
		clock += ":00"
	}
	if day = strings.TrimPrefix(day, "XXXX-XX-XX"); day == "" {
		return clock
	}
	return day + "T" + clock
}

var lengths = regexp.MustCompile(`^P(?:([\d.]+)L)?(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)B?D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?$`)

// sameLength reports whether two lengths of time are the same in seconds, a
// month being the twelfth part of a year.
func sameLength(a, b string) bool {
	x, ok1 := seconds(a)
	y, ok2 := seconds(b)
	return ok1 && ok2 && x-y < 2 && y-x < 2
}

func seconds(s string) (float64, bool) {
	m := lengths.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	const year, day = 365 * 86400, 86400
	n := 0.0
	for i, unit := range [...]float64{1000 * year, year, year / 12, 7 * day, day, 3600, 60, 1} {
		if m[i+1] != "" {
			v, err := strconv.ParseFloat(m[i+1], 64)
			if err != nil {
				return 0, false
			}
			n += v * unit
		}
	}
	return n, true
}
