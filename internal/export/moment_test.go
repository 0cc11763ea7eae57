package export_test

import (
	"bytes"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/export"
)

// planned returns a report of 4 May 2021, 16:20, whose first event is planned for the
// day that is given.
func planned(t *testing.T, day string) *hearsay.Reading {
	r := depot(t)
	r.Document.Published = hearsay.Date{Value: "2021-05-04T18:20:00+02:00", Precision: hearsay.Second}
	for i := range r.Events {
		r.Events[i].Status = "happened"
	}
	r.Events[0].Status = "planned"
	r.Events[0].Time = hearsay.EventTime{Value: day, Begin: day, End: day, Precision: hearsay.Day, From: "stated"}
	return r
}

// TestCalendarAhead checks that a calendar has plans for the day of publication and
// after, and none for days that were over.
func TestCalendarAhead(t *testing.T) {
	for day, want := range map[string]int{"2021-05-03": 0, "2021-05-04": 1, "2021-06-01": 1} {
		var b bytes.Buffer
		x := export.NewICal(&b)
		if err := x.Write("", planned(t, day)); err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(b.String(), "BEGIN:VEVENT"); n != want {
			t.Errorf("%s: %d events; want %d", day, n, want)
		}
		if want == 1 && !strings.Contains(b.String(), "DTSTAMP:20210504T162000Z\r\n") {
			t.Errorf("not stamped with the time of publication:\n%s", b.String())
		}
	}
}

// TestTimeOfPublication checks that the time of day is kept, in universal time,
// where a format has room for it.
func TestTimeOfPublication(t *testing.T) {
	r := planned(t, "2021-05-03")
	for _, f := range []struct {
		name, want string
		x          func(*bytes.Buffer) exporter
	}{
		{"stix", `"published":"2021-05-04T16:20:00.000Z"`, func(b *bytes.Buffer) exporter { return export.NewSTIX(b) }},
		{"misp", `"timestamp":"1620145200"`, func(b *bytes.Buffer) exporter { return export.NewMISP(b) }},
		{"rss", "<pubDate>Tue, 04 May 2021 16:20:00 +0000</pubDate>", func(b *bytes.Buffer) exporter { return export.NewRSS(b, export.RSSOptions{}) }},
		{"gkg", "20210504162000-", func(b *bytes.Buffer) exporter { return export.NewGKG(b) }},
	} {
		var b bytes.Buffer
		x := f.x(&b)
		if err := x.Write("", r); err != nil {
			t.Fatal(err)
		}
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(b.String(), f.want) {
			t.Errorf("%s lacks %s", f.name, f.want)
		}
	}
}

// TestPlaceIsOne checks that STIX has one location for a place that two reports name.
func TestPlaceIsOne(t *testing.T) {
	first := depot(t)
	var b bytes.Buffer
	x := export.NewSTIX(&b)
	for _, r := range []*hearsay.Reading{first, other(first, 1)} {
		if err := x.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	var once bytes.Buffer
	y := export.NewSTIX(&once)
	if err := y.Write("", first); err != nil {
		t.Fatal(err)
	}
	if err := y.Close(); err != nil {
		t.Fatal(err)
	}
	const location = `"type":"location"`
	if n, want := strings.Count(b.String(), location), strings.Count(once.String(), location); n != want || n == 0 {
		t.Errorf("%d locations of the same places in two reports, %d in one", n, want)
	}
}
