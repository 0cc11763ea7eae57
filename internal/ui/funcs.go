package ui

import (
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// funcs are what the templates call.
var funcs = template.FuncMap{
	"ask": func(field, value string) string {
		return query.String(query.Field{Name: field, Values: []string{value}})
	},
	"name": func(s string) string { return short(s, 80) },
	"line": func(s string) string { return short(strings.Join(strings.Fields(s), " "), 240) },
	"title": func(s string) string {
		return short(orElse(strings.Join(strings.Fields(s), " "), "Without a headline"), 160)
	},
	"n":        number[int],
	"amount":   func(f *float64) string { return strconv.FormatFloat(*f, 'f', -1, 64) },
	"days":     casefile.DaysWritten,
	"many":     many,
	"percent":  func(part, whole int) int { return (200*part + whole) / max(2*whole, 1) },
	"means":    func(kind string) string { return hearsay.FindingKinds[kind] },
	"spaced":   func(s string) string { return strings.ReplaceAll(s, "-", " ") },
	"degrees":  func(f *float64) string { return strconv.FormatFloat(*f, 'f', 2, 64) },
	"minute":   func(t time.Time) string { return t.Format("2006-01-02 15:04") },
	"join":     func(all []string) string { return short(strings.Join(nonEmpty(all...), ", "), 120) },
	"fields":   func() []query.FieldInfo { return query.Fields },
	"head":     func(h casefile.Happening) string { return short(headOf(&h), 140) },
	"said":     said,
	"dots":     func(all ...string) string { return strings.Join(nonEmpty(all...), " · ") },
	"tally":    tallyOf,
	"quad":     quadOf,
	"add":      func(a, b int) int { return a + b },
	"first":    func(n int, all []casefile.Happening) []casefile.Happening { return all[:min(n, len(all))] },
	"span":     func(s hearsay.Span) string { return fmt.Sprintf("%d-%d", s.Start, s.End) },
	"score":    func(x float64) string { return strings.TrimPrefix(strconv.FormatFloat(x, 'f', 2, 64), "0") },
	"percents": func(x float64) string { return strconv.FormatFloat(100*x, 'f', 0, 64) + " %" },
	"chance": func(q casefile.Open) string {
		if q.High == 0 {
			return ""
		}
		return fmt.Sprintf("%.0f–%.0f %%", 100*q.Low, 100*q.High)
	},
	"outside": func(address string) string {
		if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
			return address
		}
		return ""
	},
}

// A tallyMark is a picture of how many reports tell something and from how many
// independent origins they have it: a filled circle for an origin, an empty one
// for every other report.
type tallyMark struct {
	W     int
	Full  []int // centres
	Empty []int
	More  int // reports that are not drawn
	Text  string
}

func tallyOf(reports, origins int) tallyMark {
	const shown = 12
	origins = min(max(origins, 1), reports)
	t := tallyMark{Text: many(reports, "report", "reports") + ", " + many(origins, "independent origin", "independent origins")}
	n := min(reports, shown)
	for i := range n {
		x := 6 + 13*i
		if i < min(origins, shown) {
			t.Full = append(t.Full, x)
		} else {
			t.Empty = append(t.Empty, x)
		}
	}
	t.W, t.More = 13*n, reports-n
	return t
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func nonEmpty(all ...string) []string {
	var out []string
	for _, s := range all {
		if s != "" {
			out = append(out, s)
		}
	}
	return out
}

// short cuts s to at most n characters.
func short(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for i := range s {
		if n--; n == 0 {
			return s[:i] + "…"
		}
	}
	return s
}

// number writes n with thin spaces between thousands.
func number[T ~int | ~int64](n T) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "\u2009" + s[i:]
	}
	return s
}

// many writes a number with the word for what is counted.
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return number(n) + " " + more
}
