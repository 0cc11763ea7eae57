package when_test

import (
	"strings"
	"testing"
	"time"

	"hearsay/internal/when"
)

// What looks like a time and is none, or is one that no calendar has.
func TestBadInput(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"It happened on 99/99/9999.", ""},
		{"It happened on 0/0/0000.", ""},
		{"It happened on 2014-00-10.", ""},
		{"It happened on 10/11/0.", ""},
		{"It happened in the year 0.", ""},
		{"It happened in 0 BC.", ""},
		{"Call 2021050412 or 1620000000.", ""},
		{"Call +1 (202) 555-0143, +44 20 7946 0958 or 0800 1998 2001.", ""},
		{"Call 202-555-1998 ext. 12.", ""},
		{"It runs v1.10.30, 2.10.2021.4 and 10.11.12.13.", ""},
		{"It runs build 20210504.3 at 3:2:1 odds.", ""},
		{"It happened at 25:61.", ""},
		// A time without its zone is told by the clock of the place; the second
		// that is put in at the end of a year belongs to its minute.
		{"It happened at 17:30 on Monday.", "17:30 on Monday=2021-05-03T17:30"},
		{"It happened at 23:59:59 UTC.", "23:59:59 UTC=2021-05-04T23:59:59Z"},
		{"It happened on 2016-12-31T23:59:60Z.", "2016-12-31T23:59:60Z=2016-12-31T23:59:59Z"},
	} {
		if got := strings.Join(told(read(c.text), on("2021-05-04")), "; "); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// A string of 10 KB without a space, a full stop or an end is read as the rest is.
func TestLongInput(t *testing.T) {
	for _, s := range []string{"1", "9/", "12:", "2021-", "May", "may ", "of the ", "\u200f", "'", "the first Monday of ", "3 to "} {
		long := strings.Repeat(s, 10<<10/len(s))
		times, _ := when.Find(read("He left on May 3, 2021.\n\n"+long+"\n\nHe came back on May 5, 2021."), on("2021-05-04"))
		if n := len(times); n < 2 || times[0].Value != "2021-05-03" || times[n-1].Value != "2021-05-05" {
			t.Errorf("%q again and again: %d times", s, n)
		}
		when.Parse(long, when.Reference{Time: time.Unix(1_620_000_000, 0), Grain: when.Second})
	}
}
