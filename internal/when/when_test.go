package when_test

import (
	"strings"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"

	"github.com/google/go-cmp/cmp"
)

// read returns a document of plain paragraphs without trees.
func read(text string) *syntax.Doc {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	return syntax.Parse(text, blocks, token.Split(text, blocks), nil)
}

// told returns the times in a report as "words=value", with a modifier behind
// the value.
func told(d *syntax.Doc, o when.Options) []string {
	times, _ := when.Find(d, o)
	var out []string
	for _, t := range times {
		s := d.Span(t.From, t.To)
		value := t.Value
		if t.Mod != "" {
			value += " " + t.Mod
		}
		out = append(out, d.Text[s.Start:s.End]+"="+value)
	}
	return out
}

func on(date string) when.Options {
	return when.Options{Published: hearsay.Date{Value: date, Precision: hearsay.Day}}
}

// 4 May 2021 was a Tuesday.
func TestFind(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		// The past of a report is behind it, what is announced before it.
		{"The ferry sank on Friday.", "Friday=2021-04-30"},
		{"The ferry will sail on Friday.", "Friday=2021-05-07"},
		{"The ferry sank on Tuesday.", "Tuesday=2021-05-04"},
		{"The ferry will sail on Tuesday.", "Tuesday=2021-05-04"},
		{"The council is expected to vote on Monday.", "Monday=2021-05-10"},
		{"The council voted in March.", "March=2021-03"},
		{"The council will vote in March.", "March=2022-03"},
		{"The council voted on Dec. 12.", "Dec. 12=2020-12-12"},
		{"The council will vote on Dec. 12.", "Dec. 12=2021-12-12"},
		{"The council must vote by June 1.", "June 1=2021-06-01"},
		// Written out.
		{"It began on Aug. 31, 2019.", "Aug. 31, 2019=2019-08-31"},
		{"It began on the 31st of August, 2019.", "the 31st of August, 2019=2019-08-31"},
		{"It began on 31 August 2019.", "31 August 2019=2019-08-31"},
		{"It began on 2019-08-31 at noon.", "2019-08-31 at noon=2019-08-31T12:00"},
		{"It began on 19-Nov-12.", "19-Nov-12=2012-11-19"},
		{"It began at 5:30 p.m. on Monday.", "5:30 p.m. on Monday=2021-05-03T17:30"},
		{"It began early on Monday.", "early on Monday=2021-05-03 START"},
		{"It began on Monday morning.", "Monday morning=2021-05-03TMO"},
		{"It began in mid-August.", "mid-August=2020-08 MID"},
		{"It began in the 1990s.", "the 1990s=199"},
		{"It began in the late 1990s.", "the late 1990s=199 END"},
		{"It began in the 19th century.", "the 19th century=18"},
		{"It began in 44 BC.", "44 BC=BC0044"},
		{"It began in the spring of 2019.", "the spring of 2019=2019-SP"},
		{"It began in the third quarter of 2019.", "the third quarter of 2019=2019-Q3"},
		{"It began in week 53 of 2020.", "week 53 of 2020=2020-W53"},
		// Counted from the day of writing.
		{"It began yesterday.", "yesterday=2021-05-03"},
		{"It began last night.", "last night=2021-05-03TNI"},
		{"It begins the day after tomorrow.", "the day after tomorrow=2021-05-06"},
		{"It began two days ago.", "two days ago=2021-05-02"},
		{"It began three weeks ago.", "three weeks ago=2021-W15"},
		{"It began last week.", "last week=2021-W17"},
		{"It begins next month.", "next month=2021-06"},
		{"It began this year.", "this year=2021"},
		{"It began last summer.", "last summer=2020-SU"},
		{"It began last October.", "last October=2020-10"},
		{"It began on Sunday of last week.", "Sunday of last week=2021-05-02"},
		// Lengths and repetitions.
		{"It ended a decade-long feud.", "decade-long=P10Y"},
		{"It lasted about three weeks.", "about three weeks=P3W APPROX"},
		{"It lasted more than two hours.", "more than two hours=PT2H MORE_THAN"},
		{"It lasted several days.", "several days=PXD"},
		{"It meets every Monday.", "every Monday=XXXX-WXX-1"},
		{"It meets twice a week.", "twice a week=P1W"},
		{"They met twice in one week.", "one week=P1W"},
		// Named days.
		{"It closed on Christmas Eve.", "Christmas Eve=2020-12-24"},
		{"It will close on Thanksgiving.", "Thanksgiving=2021-11-25"},
		{"It closed on Easter Monday.", "Easter Monday=2021-04-05"},
		{"It closed on Good Friday, 2019.", "Good Friday, 2019=2019-04-19"},
		// One year for two.
		{"It flooded in May and June 2019.", "May=2019-05; June 2019=2019-06"},
		{"It flooded on May 3 and 5, 2019.", "May 3=2019-05-03; 5, 2019=2019-05-05"},
		{"It flooded in early June or July.", "early June=2020-06 START; July=2020-07"},
		{"They met on May 1, 2 and 3.", "May 1=2021-05-01; 2=2021-05-02; 3=2021-05-03"},
		{"They met on the 1st, 2nd or 3rd of May 2019.", "the 1st=2019-05-01; 2nd=2019-05-02; 3rd of May 2019=2019-05-03"},
		{"It ran from the end of March to the middle of April.", "the end of March=2021-03 END; the middle of April=2021-04 MID"},
		{"It ran in the school year 2018.", "the school year 2018=2018 APPROX"},
		{"It was built in the twenty-tens.", "the twenty-tens=201"},
		{"It fell in the week of March 7.", "the week of March 7=2021-W10"}, // a Sunday
		{"It fell in the week of March 6.", "the week of March 6=2021-W09"},
		{"It fell on the first Monday morning of March.", "the first Monday morning of March=2021-03-01TMO"},
		// What is over is past, if only just.
		{"Sales fell in the quarter ended May 31.", "the quarter=P3M; May 31=2020-05-31"},
		// What is not known.
		{"It happened recently.", "recently=PAST_REF"},
		{"It is now open.", "now=PRESENT_REF"},
		// No times.
		{"It may march on after a second fall.", ""},
		{"The singers April Summers and August Stone are gone.", ""},
		{"The March agreement is void.", "March=2021-03"},
		{"Call 555-0199 or +44 20 7946 0958.", ""},
		{"Version 1.10.30 of 192.168.1.12 costs 12/5 more.", ""},
		{"They won 3-2 and 21-19, at 1:05.30.", ""},
		{"He counted 1234567 coins and 20210504123 stars.", ""},
		{"The 1,900 men ate 2000 loaves.", ""},
		{"The Sunday Herald and the daily Herald are papers.", ""},
		{"She flew to Mar-a-Lago.", ""},
		{"Now is not the time.", "Now=PRESENT_REF"},
	} {
		d := read(c.text)
		if got := strings.Join(told(d, on("2021-05-04")), "; "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// Faults of other taggers.
func TestTraps(t *testing.T) {
	for _, c := range []struct{ published, text, want string }{
		// "next week" at the end of a year, and the years with a week 53.
		{"2020-12-28", "The council meets next week.", "next week=2021-W01"},
		{"2020-12-21", "The council meets next week.", "next week=2020-W53"},
		{"2021-01-02", "The council meets next week.", "next week=2021-W01"},
		{"2021-01-02", "The council voted this week.", "this week=2020-W53"},
		{"2021-01-05", "The council voted last week.", "last week=2020-W53"},
		{"2018-12-31", "The council voted last week.", "last week=2018-W52"},
		{"2018-12-31", "The council voted this week.", "this week=2019-W01"},
		{"2021-12-31", "The council meets next month.", "next month=2022-01"},
		{"2021-01-31", "The council meets next month.", "next month=2021-02"},
		{"2021-03-31", "The council voted last month.", "last month=2021-02"},
		{"2020-02-29", "It met a year ago.", "a year ago=2019"},
		// A month lies where the tense puts it, not in the nearest year.
		{"2021-09-20", "The council will meet in January.", "January=2022-01"},
		{"2021-09-20", "The council voted in January.", "January=2021-01"},
		{"2021-09-20", "The council voted in October.", "October=2020-10"},
		{"2021-02-20", "The council will meet in January.", "January=2022-01"},
		{"2021-02-20", "The council voted in December.", "December=2020-12"},
		// What was tried, begun or left undone lies where the verb does; what was agreed lies ahead.
		{"2021-09-20", "The rebels attempted to launch an offensive in January.", "January=2021-01"},
		{"2021-09-20", "The rebels failed to take the bridge in January.", "January=2021-01"},
		{"2021-09-20", "The raids forced the council to try to leave in January.", "January=2021-01"},
		{"2021-09-20", "The rebels will try to take the bridge in January.", "January=2022-01"},
		{"2021-09-20", "The council plans to begin to build in January.", "January=2022-01"},
		// Impossible dates are not split in two that are possible.
		{"2021-05-04", "The council voted on 32 August 2014.", "32 August 2014=2014-08-XX"},
		{"2021-05-04", "The council voted on August 32, 2014.", "August 32, 2014=2014-08-XX"},
		{"2021-05-04", "The council voted on 31/31/2014.", ""},
		{"2021-05-04", "The council voted on 99/99/9999.", ""},
		{"2021-05-04", "The council voted on 00/00/0000.", ""},
		{"2021-05-04", "The council voted on 2014-13-45.", ""},
		{"2021-05-04", "The council voted at 25:61.", ""},
		// Two digits are not thousands of years.
		{"2021-05-04", "The council voted on 19-Nov-12.", "19-Nov-12=2012-11-19"},
		{"2021-05-04", "The council voted on 19-Nov-98.", "19-Nov-98=1998-11-19"},
		{"2021-05-04", "The council voted on 3/4/98.", "3/4/98=1998-03-04"},
		{"2021-05-04", "The council voted in the '60s.", "the '60s=196"},
		// Numbers are not dates.
		{"2021-05-04", "The council spent 2012034 crowns.", ""},
		{"2021-05-04", "The council spent 20210504 crowns.", ""},
		{"2021-05-04", "The council called 1234567890.", ""},
		{"2021-05-04", "The council called 202-555-0143.", ""},
		{"2021-05-04", "The council runs 10.11.12.13 and v2.10.2021.", ""},
		{"2021-05-04", "The council sold 1,998 seats.", ""},
		{"2021-05-04", "The council is at 1998 Harbour Street.", ""},
		{"2021-05-04", "The council took year 0 for year 1.", ""},
	} {
		d := read(c.text)
		if got := strings.Join(told(d, on(c.published)), "; "); got != c.want {
			t.Errorf("%s: %s\n got %s\nwant %s", c.published, c.text, got, c.want)
		}
	}
}

// What a report means by its days does not hang on the hour it was published.
func TestHour(t *testing.T) {
	d := read("The ferry sank on Friday. It will sail on Tuesday, and docked yesterday, three days ago, last week and in May.")
	want := told(d, on("2021-05-04"))
	for _, at := range []string{"T00:00:00Z", "T00:00:01+09:00", "T12:00:00Z", "T23:59:59-11:00"} {
		if diff := cmp.Diff(want, told(d, on("2021-05-04"+at))); diff != "" {
			t.Errorf("at %s: %s", at, diff)
		}
	}
}

// Anchored on is where a value was counted from.
func TestAnchor(t *testing.T) {
	type row struct{ Words, Value, On, Of string }
	for name, c := range map[string]struct {
		o    when.Options
		text string
		want []row
	}{
		"publication": {on("2021-05-04"), "The ferry sank on Friday, as in 1998.", []row{
			{"Friday", "2021-04-30", "publication date", ""}, {"1998", "1998", "", ""}}},
		"dateline": {when.Options{Published: hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromDateline}}, "The ferry sank on Friday.", []row{
			{"Friday", "2021-04-30", "dateline", ""}}},
		"unknown": {when.Options{}, "The ferry sank on Friday in March.", []row{
			{"Friday", "XXXX-WXX-5", "", ""}, {"March", "XXXX-03", "", ""}}},
		"a year told of": {when.Options{}, "It opened in 1997, moved in 1998 and closed in 1999. On Monday it fell.", []row{
			{"1997", "1997", "", ""}, {"1998", "1998", "", ""}, {"1999", "1999", "", ""}, {"Monday", "XXXX-WXX-1", "", ""}}},
		"year only": {on("2021"), "The ferry sank on Friday, last year.", []row{
			{"Friday", "XXXX-WXX-5", "", ""}, {"last year", "2020", "publication date", ""}}},
		"month only": {on("2021-05"), "The ferry sank last month, on Monday.", []row{
			{"last month", "2021-04", "publication date", ""}, {"Monday", "XXXX-WXX-1", "", ""}}},
		"the time before": {on("2021-05-04"), "The ferry sank on March 3. Two days earlier it had been checked.", []row{
			{"March 3", "2021-03-03", "publication date", ""}, {"Two days earlier", "2021-03-01", "t1", "March 3"}}},
		"the next day": {on("2021-05-04"), "The ferry sank on March 3, 2020. It was raised the next day.", []row{
			{"March 3, 2020", "2020-03-03", "", ""}, {"the next day", "2020-03-04", "t1", "March 3, 2020"}}},
		"a report inside": {on("2022-09-04"), "The story is here: “Port closed,” Meridian Wire, May 3, 2021:\n\nThe port closed on Friday.", []row{
			{"May 3, 2021", "2021-05-03", "", ""}, {"Friday", "2021-04-30", "date of the republished report", ""}}},
		"a report given": {when.Options{Published: hearsay.Date{Value: "2022-09-04", Precision: hearsay.Day},
			Anchors: []when.Anchor{{Span: hearsay.Span{Start: 29, End: 60}, Date: hearsay.Date{Value: "2021-05-04"}, On: "date of the letter"}}},
			"The bridge closed on Friday.\n\nThe port closed on Friday.\n\nThe bank closed on Friday.", []row{
				{"Friday", "2022-09-02", "publication date", ""}, {"Friday", "2021-04-30", "date of the letter", ""}, {"Friday", "2022-09-02", "publication date", ""}}},
	} {
		t.Run(name, func(t *testing.T) {
			d := read(c.text)
			times, _ := when.Find(d, c.o)
			words := func(t when.Time) string { s := d.Span(t.From, t.To); return d.Text[s.Start:s.End] }
			var got []row
			for _, x := range times {
				r := row{words(x), x.Value, x.AnchoredOn, ""}
				if x.Anchor >= 0 {
					r.Of = words(times[x.Anchor])
				}
				got = append(got, r)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestBounds(t *testing.T) {
	for _, c := range []struct{ text, value, begin, end string }{
		{"It lasted from May 3 to May 5.", "2021-05-03 2021-05-05", "2021-05-03", "2021-05-05"},
		{"It lasted May 3-5, 2019.", "P2D", "2019-05-03", "2019-05-05"},
		{"It lasted between 2009 and 2012.", "2009 2012", "2009", "2012"},
		{"It lasted from November to February 2017.", "P3M", "2016-11", "2017-02"},
		{"It lasted from 9 a.m. to 5 p.m. on Monday.", "2021-05-03T09:00 2021-05-03T17:00", "2021-05-03T09:00", "2021-05-03T17:00"},
		{"It lasted from 11 to 1 p.m. on Monday.", "PT2H", "2021-05-03T11:00", "2021-05-03T13:00"},
		{"It has run since March.", "2021-03", "2021-03", ""},
		{"It will run until May 20.", "2021-05-20", "", "2021-05-20"},
		{"It lasted for the last three days.", "P3D", "2021-05-01", "2021-05-03"},
		{"It lasted in the 1998-99 season.", "P1Y", "1998", "1999"},
		{"It lasted three days.", "P3D", "", ""},
	} {
		times, _ := when.Find(read(c.text), on("2021-05-04"))
		var values []string
		for _, x := range times {
			values = append(values, x.Value)
			if x.Begin != c.begin || x.End != c.end {
				t.Errorf("%s: %s [%s, %s], want [%s, %s]", c.text, x.Value, x.Begin, x.End, c.begin, c.end)
			}
		}
		if got := strings.Join(values, " "); got != c.value {
			t.Errorf("%s: %s, want %s", c.text, got, c.value)
		}
	}
}

// The instants of a time are those of its value.
func TestInstants(t *testing.T) {
	date := func(s string) time.Time {
		x, err := time.Parse("2006-01-02T15:04", s)
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	for _, c := range []struct {
		text        string
		grain       when.Grain
		start, stop string
	}{
		{"It sank yesterday.", when.Day, "2021-05-03T00:00", "2021-05-04T00:00"},
		{"It sank last week.", when.Week, "2021-04-26T00:00", "2021-05-03T00:00"},
		{"It sank in February 2020.", when.Month, "2020-02-01T00:00", "2020-03-01T00:00"},
		{"It sank in the second quarter of 2020.", when.Quarter, "2020-04-01T00:00", "2020-07-01T00:00"},
		{"It sank in the 1990s.", when.Decade, "1990-01-01T00:00", "2000-01-01T00:00"},
		{"It sank at 5:20 p.m. on Monday.", when.Minute, "2021-05-03T17:20", "2021-05-03T17:21"},
	} {
		times, _ := when.Find(read(c.text), on("2021-05-04"))
		if len(times) != 1 {
			t.Errorf("%s: %d times", c.text, len(times))
			continue
		}
		if x := times[0]; x.Grain != c.grain || !x.Start.Equal(date(c.start)) || !x.Stop.Equal(date(c.stop)) {
			t.Errorf("%s: grain %d, %v to %v", c.text, x.Grain, x.Start, x.Stop)
		}
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct {
		published, text string
		kinds           string
		about           []string
	}{
		{"2021-05-04", "He left on Friday, May 3, 2019.", "", nil},
		{"2021-05-04", "He left on Friday, May 3, 2021.", "date-conflict", []string{"Friday, May 3, 2021"}},
		{"2021-05-04", "He left on February 30, 2021.", "date-conflict", []string{"February 30, 2021"}},
		{"2021-05-04", "He left on February 29, 2020.", "", nil},
		{"2021-05-04", "He left on February 29, 2021.", "date-conflict", []string{"February 29, 2021"}},
		{"2021-05-04", "He left on May 9, 2021.", "date-conflict", []string{"May 9, 2021"}},
		{"2021-05-04", "He will leave on May 9, 2021.", "", nil},
		{"2021-05-04", "He left on May 5, 2021.", "", nil}, // it is May 5 elsewhere
		{"2022-09-04", "He left on Friday [September 9], he said.", "date-conflict", []string{"Friday", "September 9"}},
		{"2022-09-04", "He left on Friday [September 2], he said.", "", nil},
		{"2022-09-04", "He left on Friday (August 26), he said.", "date-conflict", []string{"Friday", "August 26"}},
		{"", "He left on Friday.", "unresolved-date", []string{"Friday"}},
		{"", "He left on Friday. She left yesterday.", "unresolved-date", []string{"Friday", "yesterday"}},
		{"", "He left on May 9, 2021.", "", nil},
		{"2021-05-04", "He left on Friday.", "", nil},
	} {
		_, findings := when.Find(read(c.text), on(c.published))
		var kinds, about []string
		for _, f := range findings {
			kinds = append(kinds, f.Kind)
			for _, r := range f.Spans {
				about = append(about, r.Text)
				if c.text[r.Start:r.End] != r.Text {
					t.Errorf("%s: %q is not at %d", c.text, r.Text, r.Start)
				}
			}
			if f.Text == "" {
				t.Errorf("%s: a finding says nothing", c.text)
			}
		}
		if got := strings.Join(kinds, " "); got != c.kinds || !cmp.Equal(about, c.about) {
			t.Errorf("%s %s: %q about %q, want %q about %q", c.published, c.text, got, about, c.kinds, c.about)
		}
	}
}

// A text long past counts its days from what it tells.
func TestHistory(t *testing.T) {
	text := "The league was founded in 1843. In March 1844 it took the castle, and on 5 April the town. " +
		"The king fled in May. In 1846 he returned; in June he was crowned."
	want := []string{"1843=1843", "March 1844=1844-03", "5 April=1844-04-05", "May=1844-05", "1846=1846", "June=1846-06"}
	if diff := cmp.Diff(want, told(read(text), on("2021-05-04"))); diff != "" {
		t.Error(diff)
	}
}

// What is written behind a report changes nothing in it.
func TestAppended(t *testing.T) {
	report := "The ferry sank on Friday. Two days earlier it had been checked, as in March.\n\nIt will be raised next week."
	want := told(read(report), on("2021-05-04"))
	for _, more := range []string{"The port closed on Monday.", "It reopens in 2023.", "No more is known.", "May 3-5, on 99/99/9999 [Friday]"} {
		got := told(read(report+"\n\n"+more), on("2021-05-04"))
		if diff := cmp.Diff(want, got[:min(len(want), len(got))]); diff != "" {
			t.Errorf("with %q: %s", more, diff)
		}
	}
}

// Whether 3/4 is in March hangs on the country.
func TestCountry(t *testing.T) {
	for country, want := range map[string]string{"": "2021-03-04", "USA": "2021-03-04", "GBR": "2021-04-03", "IND": "2021-04-03"} {
		o := on("2021-05-04")
		o.Country = country
		if got := told(read("It sank on 3/4/2021."), o); !cmp.Equal(got, []string{"3/4/2021=" + want}) {
			t.Errorf("%q: %q, want %s", country, got, want)
		}
		if got := told(read("It sank on 31/3/2021."), o); !cmp.Equal(got, []string{"31/3/2021=2021-03-31"}) {
			t.Errorf("%q: %q", country, got)
		}
	}
}
