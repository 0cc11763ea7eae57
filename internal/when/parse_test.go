package when_test

import (
	"strings"
	"testing"
	"time"

	"hearsay/internal/when"
)

// ref is a Tuesday.
var ref = when.Reference{Time: time.Date(2021, 5, 4, 10, 20, 30, 0, time.UTC), Grain: when.Second, Lean: when.Future}

// parsed returns the times in a text as "words=value", with bounds behind.
func parsed(text string, r when.Reference) string {
	var out []string
	for _, e := range when.Parse(text, r) {
		s := text[e.Start:e.End] + "=" + e.Value
		if e.Begin != "" || e.Close != "" {
			s += " [" + e.Begin + ", " + e.Close + "]"
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"friday", "friday=2021-05-07"},
		{"tuesday", "tuesday=2021-05-11"},
		{"at 5", "5=2021-05-04T17:00"},
		{"at 9", "9=2021-05-04T21:00"},
		{"tomorrow at 9", "tomorrow at 9=2021-05-05T09:00"},
		{"may 3", "may 3=2022-05-03"},
		{"15/2", "15/2=2022-02-15"},
		{"15-2-2021", "15-2-2021=2021-02-15"},
		{"in two weeks", "two weeks=2021-05-18"},
		{"two hours ago", "two hours ago=2021-05-04T08:20"},
		{"three days ago", "three days ago=2021-05-01"},
		{"next week", "next week=2021-W19"},
		{"from 5pm to 7pm tomorrow", "5pm to 7pm tomorrow=PT2H [2021-05-05T17:00, 2021-05-05T19:00]"},
		{"from 5pm until tomorrow at 7am", "5pm until tomorrow at 7am=PT14H [2021-05-04T17:00, 2021-05-05T07:00]"},
		{"between 3 and 4", "3 and 4=PT1H [2021-05-04T15:00, 2021-05-04T16:00]"},
		{"from 1 to 3", "1 to 3=PT2H [2021-05-04T13:00, 2021-05-04T15:00]"},
		{"between may 1 and now", "may 1 and now=P3D [2021-05-01, 2021-05-04]"},
		{"from april to august", "april to august=P4M [2021-04, 2021-08]"},
		{"the week beginning march 7", "the week beginning march 7=2022-W10"},
		{"July 17th, 18th or 19th", "July 17th=2021-07-17; 18th=2021-07-18; 19th=2021-07-19"},
		{"every monday at 4pm", "every monday at 4pm=XXXX-WXX-1T16:00"},
		{"on the 19th of every month", "the 19th of every month=XXXX-XX-19"},
		{"the first monday of march", "the first monday of march=2022-03-07"},
		{"3 weeks", "3 weeks=P3W"},
		{"for 3h", "3h=PT3H"},
		{"christmas", "christmas=2021-12-25"},
		{"from the end of March to the middle of June 2022", "the end of March to the middle of June 2022=P76D [2022-03-31, 2022-06-16]"},
		{"april 27 to the 3rd", "april 27 to the 3rd=P6D [2022-04-27, 2022-05-03]"},
		{"2/29-3/1/2019", "2/29-3/1/2019=PXX [2019-02-XX, 2019-03-01]"},
		{"10:00 on 1/21/2021 to 7:00 on 1/1/2023", "10:00 on 1/21/2021 to 7:00 on 1/1/2023=PT17037H [2021-01-21T10:00, 2023-01-01T07:00]"},
		{"the 22nd, 23rd, 30th or 31st of march", "the 22nd=2022-03-22; 23rd=2022-03-23; 30th=2022-03-30; 31st of march=2022-03-31"},
		{"next week on Tuesday 9 am or Thursday 1 pm", "next week on Tuesday 9 am=2021-05-11T09:00; Thursday 1 pm=2021-05-13T13:00"},
		{"Monday at 9 am or 1 pm", "Monday at 9 am=2021-05-10T09:00; 1 pm=2021-05-10T13:00"},
		{"this 4/12", "this 4/12=2021-04-12"},
		{"15 minutes from 1pm", "15 minutes from 1pm=2021-05-04T13:15"},
		{"three minutes from today", "three minutes=PT3M; today=2021-05-04 [2021-05-04, ]"},
		{"for 2 days 1 month", "2 days 1 month=P1M2D"},
		{"2 day before yesterday", "2 day before yesterday=2021-05-01"},
		{"20210831", "20210831=2021-08-31"},
		{"", ""},
		{"hello", ""},
		{"this may or may not be right", ""},
		{"rates were at 6.45 percent", ""},
		{"2017-13-12", ""},
		{"a 1-1 meeting", ""},
		{"192.168.1.12", ""},
		{"1.10.30-beta", ""},
		{"+44 20 7946 0958", ""},
	} {
		if got := parsed(c.text, ref); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestParseLean(t *testing.T) {
	for _, c := range []struct {
		text string
		lean when.Lean
		want string
	}{
		{"Friday", when.Past, "2021-04-30"}, {"Friday", when.Future, "2021-05-07"},
		{"March", when.Past, "2021-03"}, {"March", when.Future, "2022-03"}, {"March", when.Nearest, "2021-03"},
		{"December", when.Past, "2020-12"}, {"December", when.Future, "2021-12"},
		{"June 1", when.Past, "2020-06-01"}, {"June 1", when.Nearest, "2021-06-01"},
	} {
		r := ref
		r.Lean = c.lean
		if got := parsed(c.text, r); got != c.text+"="+c.want {
			t.Errorf("%s leaning %d: %s, want %s", c.text, c.lean, got, c.want)
		}
	}
}

// Where nothing is known of the moment of speaking nothing is made up.
func TestParseUnknown(t *testing.T) {
	for text, want := range map[string]string{
		"Friday": "XXXX-WXX-5", "March": "XXXX-03", "May 3": "XXXX-05-03", "May 3, 2021": "2021-05-03",
		"Friday at 5 p.m.": "XXXX-WXX-5T17:00", "two weeks ago": "PAST_REF", "Christmas": "XXXX-12-25", "Easter": "XXXX-XX-XX",
		"Easter 2021": "2021-04-04", "tonight": "XXXX-XX-XXTNI", "five days": "P5D",
	} {
		es := when.Parse(text, when.Reference{})
		if len(es) != 1 || es[0].Value != want {
			t.Errorf("%q: %+v, want %s", text, es, want)
		}
	}
}

// Whose day it is hangs on the country; a day that many countries have is not
// that of one of them.
func TestParseCountry(t *testing.T) {
	for _, c := range []struct{ text, country, want string }{
		{"Independence Day 2020", "", "2020-XX-XX"}, {"Independence Day 2020", "USA", "2020-07-04"}, {"Independence Day 2020", "IND", "2020-08-15"},
		{"Independence Day 2020", "GRL", "2020-XX-XX"}, {"Thanksgiving 2020", "", "2020-11-26"}, {"Thanksgiving 2020", "CAN", "2020-10-12"},
		{"Labour Day 2020", "GBR", "2020-05-01"}, {"Labour Day 2020", "CAN", "2020-09-07"}, {"3/4/2020", "GBR", "2020-04-03"}, {"3/4/2020", "USA", "2020-03-04"},
	} {
		r := ref
		r.Country = c.country
		es := when.Parse(c.text, r)
		if len(es) != 1 || es[0].Value != c.want {
			t.Errorf("%s in %q: %+v, want %s", c.text, c.country, es, c.want)
		}
	}
}
