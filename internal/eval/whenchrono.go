package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"time"

	"hearsay/internal/when"
)

// chronoPairs reads the pairs of chrono: a text, and some of the fields of where
// the time begins and ends. Those without a moment of speaking are left out.
func chronoPairs(files map[string][]byte) ([]pair, error) {
	var out []pair
	dec := json.NewDecoder(bytes.NewReader(files["chrono-en.jsonl"]))
	for n := 1; ; n++ {
		var x struct {
			Text, Parser string
			Ref          any
			Start, End   map[string]any
		}
		if err := dec.Decode(&x); err == io.EOF {
			break
		} else if err != nil {
			return nil, fmt.Errorf("chrono-en.jsonl, pair %d: %w", n, err)
		}
		text, _ := x.Ref.(string)
		ref, ok := readTime(text)
		if !ok || x.Start == nil {
			continue
		}
		country := "USA"
		if strings.Contains(x.Parser, "GB") {
			country = "GBR"
		}
		out = append(out, pair{text: x.Text, kind: "all", want: fmt.Sprint(x.Start, x.End), ref: when.Reference{Time: ref, Grain: when.Second, Lean: when.Nearest, Country: country},
			right: func(es []when.Expression) bool {
				for _, e := range es {
					last, _ := readTime(here0(e.Close))
					if hasFields(e.From, x.Start) && x.End == nil || impliedHour(e, x.Start, x.End) || hasFields(e.From, x.Start) && (hasFields(last, x.End) || hasFields(e.To, x.End) || hasFields(e.To.AddDate(0, 0, -1), x.End)) {
						return true
					}
				}
				return false
			}})
	}
	ref, _ := readTime("2012-08-10T12:00:00")
	dec = json.NewDecoder(bytes.NewReader(files["chrono-en-negative.jsonl"]))
	for n := 1; ; n++ {
		var x struct{ Text, Parser string }
		if err := dec.Decode(&x); err == io.EOF {
			return out, nil
		} else if err != nil {
			return nil, fmt.Errorf("chrono-en-negative.jsonl, pair %d: %w", n, err)
		}
		if x.Parser != "chrono" && x.Parser != "chrono.casual" {
			continue // what its other parsers leave alone may well be a time
		}
		out = append(out, pair{text: x.Text, kind: noTime, ref: when.Reference{Time: ref, Grain: when.Second, Lean: when.Nearest, Country: "USA"},
			right: func(es []when.Expression) bool { // an impossible date has no instant
				return len(es) == 0 || len(es) == 1 && es[0].From.IsZero()
			}})
	}
}

// impliedHour reports whether e is a day, days or a part of one that chrono gives
// with an hour by way of example: noon, or six in the morning.
func impliedHour(e when.Expression, start, end map[string]any) bool {
	h, ok := start["hour"].(float64)
	_, told := start["minute"]
	hour := time.Duration(h) * time.Hour
	last, _ := readTime(here0(e.Close))
	switch {
	case !ok || told:
		return false
	case end != nil:
		return len(e.Begin) == len("2021-05-04") && h == 12 && hasFields(e.From.Add(hour), start) && hasFields(last.Add(hour), end)
	}
	return e.Grain == when.Part && hasFields(e.From.Truncate(24*time.Hour).Add(hour), start) && !e.To.Before(e.From.Truncate(24*time.Hour).Add(hour))
}

// hasFields reports whether an instant has the fields that are given. Chrono
// counts years before Christ without a year 0 between.
func hasFields(t time.Time, want map[string]any) bool {
	if t.IsZero() {
		return false
	}
	has := map[string]int{"year": t.Year(), "month": int(t.Month()), "day": t.Day(), "hour": t.Hour(), "minute": t.Minute(), "second": t.Second()}
	if t.Year() <= 0 {
		has["year"]--
	}
	for k, v := range want {
		n, isNumber := v.(float64)
		if h, ok := has[k]; ok && isNumber && float64(h) != n {
			return false
		}
	}
	return true
}
