package when_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
)

// valid matches the values that TIMEX3 allows, as far as this package writes
// them.
var valid = regexp.MustCompile(`^(?:` + strings.Join([]string{
	`(?:PAST|PRESENT|FUTURE)_REF`,
	`P(?:XX|X[YMWDC]|X[QHL]|[\d.]+[YMWDL])+(?:T(?:X[HMS]|[\d.]+[HMS])+)?`,
	`PT(?:X[HMS]|[\d.]+[HMS])*`,
	`(?:BC)?(?:\d{4}|XXXX)(?:-(?:\d\d|XX)(?:-(?:\d\d|XX))?)?`,
	`(?:BC)?\d{1,3}`,
	`(?:BC)?(?:\d{4}|XXXX)-(?:SP|SU|FA|WI|Q[1-4X]|H[12X])`,
	`(?:\d{4}|XXXX)-W(?:\d\d|XX)(?:-(?:[1-7]|WE|WD)(?:T.+)?)?`,
	`(?:BC)?(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)T(?:MO|AF|EV|NI|DT|MI|XX|\d\d(?::\d\d)?(?::\d\d)?)(?:Z|[+-]\d\d:\d\d)?`,
	`XXXX-WXX(?:-[1-7])?T.+`,
	`XXXX-\d\dT.+`,
}, "|") + `)$`)

var seeds = []string{
	"The bridge fell on Aug. 31, 2022 at 5 p.m. EST, two days after Easter.",
	"99/99/9999 00/00/0000 2022-02-30 31/31/2022 32 August 2014",
	"year 0, 0 BC, 10000 BC, 1234567890 and +44 20 7946 0958, v1.10.30, 192.168.1.12",
	"24:00:60 23:59:60 12:30:45.123456 noon midnight 2022-08-31T25:61",
	"the last 999999 years, in 999999999 days, 999999 centuries ago",
	"\u200fعام\u200f 5 مايو May 5\u200f, 2021\u200e Monday\u200b [May 9]",
	strings.Repeat("may ", 200) + strings.Repeat("of the last ", 100),
	"the the the first Monday of of May of of last year of of next week",
	"between between 3 and 4 and 5 to 6 to 7 p.m. p.m. p.m.",
	"half a quarter of an hour past half past ten to noon",
	"Ramadan 1, 27 Rajab 1438, 30 Shawwal 9999, Eid 1 BC, Easter 9999, Hanukkah 1",
	"every other second Monday at 5 on the 31st of every month of the last century",
	"1998-99 2015-32 1939–45 '90s '98 the nineteen-nineties the 20th century BC",
}

// Of whatever text, times lie in order without overlap, their values are well
// formed, their instants in order, and twice the same.
func FuzzFind(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "2021-05-04")
	}
	f.Add("Friday", "")
	f.Add("in two years", "9999-12-31T23:59:59Z")
	f.Add("two years ago", "0001")
	f.Fuzz(func(t *testing.T, text, published string) {
		if !utf8.ValidString(text) {
			t.Skip()
		}
		var blocks []hearsay.Block
		for _, p := range token.Paragraphs(text) {
			blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
		}
		d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
		o := when.Options{Published: hearsay.Date{Value: published}}
		times, findings := when.Find(d, o)
		last := 0
		for i, x := range times {
			if x.From < last || x.From >= x.To || x.To > len(d.Words) {
				t.Fatalf("time %d is [%d, %d) after %d of %d words", i, x.From, x.To, last, len(d.Words))
			}
			last = x.To
			check(t, d.Text[d.Span(x.From, x.To).Start:d.Span(x.From, x.To).End], x.Type, x.Value, x.Begin, x.End, x.Start, x.Stop)
			if x.Anchor >= i || x.Anchor < -1 {
				t.Fatalf("time %d hangs on %d", i, x.Anchor)
			}
		}
		for _, g := range findings {
			for _, q := range g.Spans {
				if s, err := q.Span.In(text); err != nil || s != q.Text {
					t.Fatalf("finding %q at %v: %q, %v", g.Text, q.Span, s, err)
				}
			}
		}
		again, findings2 := when.Find(d, o)
		if !reflect.DeepEqual(times, again) || !reflect.DeepEqual(findings, findings2) {
			t.Fatal("read twice, different times")
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, int64(1_620_000_000), uint8(when.Second))
	}
	f.Add("in 15'", int64(0), uint8(0))
	f.Fuzz(func(t *testing.T, text string, at int64, grain uint8) {
		if at > 1e11 || at < -1e11 || grain > uint8(when.Millennium) || !utf8.ValidString(text) {
			t.Skip()
		}
		ref := when.Reference{Time: time.Unix(at, 0).UTC(), Grain: when.Grain(grain), Lean: when.Lean(uint8(at) % 4)}
		last := 0
		xs := when.Parse(text, ref)
		for _, x := range xs {
			if x.Start < last || x.Start >= x.End || x.End > len(text) {
				t.Fatalf("%d:%d after %d of %d", x.Start, x.End, last, len(text))
			}
			last = x.End
			check(t, text[x.Start:x.End], x.Type, x.Value, x.Begin, x.Close, x.From, x.To)
		}
		if !reflect.DeepEqual(xs, when.Parse(text, ref)) {
			t.Fatal("parsed twice, different times")
		}
	})
}

func check(t *testing.T, text, typ, value, begin, end string, start, stop time.Time) {
	t.Helper()
	switch typ {
	case "DATE", "TIME", "DURATION", "SET":
	default:
		t.Fatalf("%q has type %q", text, typ)
	}
	for _, v := range []string{value, begin, end} {
		if v != "" && !valid.MatchString(v) || v == "" && value == "" {
			t.Fatalf("%q is worth %q [%q to %q]", text, value, begin, end)
		}
	}
	if stop.Before(start) {
		t.Fatalf("%q lasts from %v to %v", text, start, stop)
	}
	if !utf8.ValidString(text) {
		t.Fatalf("%q splits a character", text)
	}
}

// phrases are what FuzzWords makes texts of: words that the grammar knows, so
// that chance finds its odd corners.
var phrases = strings.Fields(`the a an of in on at by to from until since before after between and or - , . ' 's / : ( ) last next this that
	past coming previous following same every each other early late mid about around more less than at least monday fri tuesday wed may march
	january sept december 31 30 29 3 5 12 15 2 0 1998 2022 2016 22 98 00 45 60 99 1430 0930 am p.m. a.m. GMT EST noon midnight morning night
	evening afternoon tonight today yesterday tomorrow now recently soon day days week weeks month year years decade century quarter hour
	minutes second weekend fortnight spring summer fall winter christmas easter ramadan thanksgiving first second third 3rd 15th 31st twenty-first two
	three twenty nineteen ninety hundred thousand million half quarter dozen several few couple ago later earlier ahead back from now beginning
	middle end start rest period fiscal time moment future hours days' long old o'clock past half 1990s '90s 2022-08-31 31/8/2022 8/31 10:30
	5:05:09 15h30 Q3 H2 FY2018 W07 BC AD century one per times daily weekly annual nights mondays Rajab 1438 AH rabi al-awwal weekends + 15'`)

// FuzzWords is FuzzFind and FuzzParse on texts of words that mean something.
func FuzzWords(f *testing.F) {
	f.Add([]byte{0, 38, 3, 80, 9, 120, 44}, true)
	f.Fuzz(func(t *testing.T, picks []byte, dated bool) {
		if len(picks) > 60 {
			picks = picks[:60]
		}
		var b strings.Builder
		for i, p := range picks {
			if i > 0 && p < 240 {
				b.WriteByte(' ')
			}
			b.WriteString(phrases[int(p)%len(phrases)])
		}
		text := b.String()
		o := when.Options{}
		ref := when.Reference{Lean: when.Lean(len(picks) % 4)}
		if dated {
			o.Published.Value = "2021-05-04"
			ref.Time, ref.Grain = time.Date(2021, 5, 4, 10, 20, 30, 0, time.UTC), when.Second
		}
		blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: len(text)}}}
		d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
		times, _ := when.Find(d, o)
		for _, x := range times {
			check(t, text, x.Type, x.Value, x.Begin, x.End, x.Start, x.Stop)
		}
		for _, x := range when.Parse(text, ref) {
			check(t, text, x.Type, x.Value, x.Begin, x.Close, x.From, x.To)
		}
	})
}
