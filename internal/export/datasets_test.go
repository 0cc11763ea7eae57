package export_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/export"
)

// An exporter is any of the streaming exporters.
type exporter interface {
	Write(name string, r *hearsay.Reading) error
	Close() error
}

// exported returns what an exporter makes of readings.
func exported(t *testing.T, of func(io.Writer) exporter, readings ...*hearsay.Reading) string {
	t.Helper()
	var b bytes.Buffer
	x := of(&b)
	for _, r := range readings {
		if err := x.Write("", r); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// quay has events that data sets take, of places in the world: a strike by
// whose word two dockers died, a march in a province, arrests in a city of the
// United States, a meeting of several, and a strike that is planned. Names
// hold what could break a row.
func quay(t *testing.T) *hearsay.Reading {
	d := newDraft(t, "=Strike\ton the \"quay\"; two dead",
		"Russian drones struck the grain quay of Izmail on Monday, killing two dockers, said -Petro, a guard.",
		"Thousands marched in Kherson province in April. Police arrested nine in Akron, Ohio.",
		"Ministers of France and Kosovo met UN envoys in Paris. Dockers will strike on May 20, and may march in June.")
	r := d.r
	r.Document.URL = "https://www.coast.example/quay?a=1&b=2"
	r.Document.Outlet = "Coast, \"News\""
	r.Document.Published = hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day, From: hearsay.FromMetadata}
	drones := d.entity(hearsay.Entity{Kind: hearsay.Nationality, Named: true, Country: "RUS", Sector: "MIL", Name: "Russia", Wikidata: "Q159"}, "Russian drones")
	dockers := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "LAB"}, "two dockers")
	guard := d.entity(hearsay.Entity{Kind: hearsay.Person, Named: true, Name: "-Petro", Description: "a guard", Country: "UKR"}, "-Petro, a guard")
	crowd := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "CVL"}, "Thousands")
	police := d.entity(hearsay.Entity{Kind: hearsay.Organization, Country: "USA", Sector: "COP"}, "Police")
	ministers := d.entity(hearsay.Entity{Kind: hearsay.Group, Country: "FRA", Sector: "GOV"}, "Ministers of France and Kosovo")
	kosovo := d.entity(hearsay.Entity{Kind: hearsay.PlaceEntity, Named: true, Country: "KOS", Sector: "GOV"}, "Kosovo")
	envoys := d.entity(hearsay.Entity{Kind: hearsay.Group, Country: "UNO"}, "UN envoys")
	strikers := d.entity(hearsay.Entity{Kind: hearsay.Group, Sector: "LAB"}, "Dockers")
	said := d.says(hearsay.Attribution{Source: guard, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: .9}, "said", "Russian drones struck the grain quay of Izmail on Monday, killing two dockers")
	role := func(ids ...hearsay.MentionID) (all []hearsay.Role) {
		for _, m := range ids {
			e := r.Entities[m-1]
			all = append(all, hearsay.Role{Mention: m, Entity: e.ID, Span: r.Mentions[m-1].Span, Country: e.Country, Sector: e.Sector})
		}
		return all
	}
	deg := func(x float64) *float64 { return &x }
	r.Places = []hearsay.Place{
		{ID: 1, Span: d.at("Izmail"), Name: "Izmail", Level: "populated place", GeoNames: 707308, Country: "UKR", Admin1: "Odesa", Lat: deg(45.35), Lon: deg(28.84), RadiusKM: 6, Confidence: .9},
		{ID: 2, Span: d.at("Kherson province"), Name: "Kherson", Level: "province", Country: "UKR", Lat: deg(46.6), Lon: deg(33.5), RadiusKM: 95, Confidence: .9},
		{ID: 3, Span: d.at("Akron, Ohio"), Name: "Akron", Level: "populated place", Country: "USA", Admin1: "Ohio", Lat: deg(41.08), Lon: deg(-81.5), Confidence: .9},
		{ID: 4, Span: d.at("France"), Name: "France", Level: "country", Country: "FRA", Metonym: true},
		{ID: 5, Span: d.at("Paris"), Name: "Paris"},
	}
	r.Times = []hearsay.Time{
		{ID: 1, Span: d.at("Monday"), Type: "DATE", Value: "2021-05-03", AnchoredOn: "publication"},
		{ID: 2, Span: d.at("April"), Type: "DATE", Value: "2021-04"},
		{ID: 3, Span: d.at("May 20"), Type: "DATE", Value: "2021-05-20"},
		{ID: 4, Span: d.at("in June"), Type: "DATE", Value: "2021-06"},
	}
	day := func(ref hearsay.TimeID, from string) hearsay.EventTime {
		v := r.Times[ref-1].Value
		return hearsay.EventTime{Ref: ref, Value: v, Begin: v, End: v, Precision: hearsay.Day, From: from}
	}
	sure := hearsay.Factuality{Value: 3, Label: "CT+"}
	r.Events = []hearsay.Event{
		{ID: 1, Trigger: d.at("struck"), Also: []hearsay.Receipt{d.at("Strike")}, Type: "ASSAULT", Mode: "drone", Contexts: []string{"military", "economic"}, Quad: 4, Scale: -9.5,
			Actors: role(drones), Recipients: role(dockers), Said: said, Status: "happened", Factuality: sure, Confidence: .9, Time: day(1, "anchored"),
			Place: hearsay.EventPlace{Ref: 1, From: "stated"}, Counts: []hearsay.Count{{What: "dead", Value: 2, Span: d.at("two dockers")}}},
		{ID: 2, Trigger: d.at("marched"), Type: "PROTEST", Mode: "demo", Quad: 4, Scale: -5, CAMEO: "141", Actors: role(crowd), Status: "happened", Factuality: sure, Confidence: .8,
			Time: day(2, "stated"), Place: hearsay.EventPlace{Ref: 2, From: "stated"}},
		{ID: 3, Trigger: d.at("arrested"), Type: "COERCE", Mode: "arrest", Quad: 4, Scale: -7, CAMEO: "17", Actors: role(police), Status: "happened", Factuality: sure, Confidence: .8,
			Place: hearsay.EventPlace{Ref: 3, From: "stated"}, Counts: []hearsay.Count{{What: "arrested", Value: 9, Span: d.at("nine")}}},
		{ID: 4, Trigger: d.at("met"), Type: "CONSULT", Mode: "multilateral", Quad: 1, Scale: 4, Actors: role(ministers, kosovo), Recipients: role(envoys), Status: "happened", Factuality: sure,
			Confidence: .8, Place: hearsay.EventPlace{Ref: 5, From: "stated"}},
		{ID: 5, Trigger: d.at("will strike"), Type: "PROTEST", Mode: "strike", Quad: 4, Scale: -5, Actors: role(strikers), Status: "planned", Factuality: sure, Confidence: .8, Time: day(3, "stated")},
		{ID: 6, Trigger: d.at("may march"), Type: "PROTEST", Mode: "demo", Quad: 4, Scale: -5, Actors: role(strikers), Status: "predicted", Factuality: sure, Confidence: .8,
			Time: hearsay.EventTime{Ref: 4, Value: "2021-06", Begin: "2021-06-01", End: "2021-06-30", Precision: hearsay.Month, From: "stated"}},
	}
	return d.valid()
}

// dataSets are the formats of one row a line.
var dataSets = []struct {
	name    string
	columns int
	head    bool
	of      func(io.Writer) exporter
}{
	{"polecat", 40, true, func(w io.Writer) exporter { return export.NewPOLECAT(w) }},
	{"icews", 20, true, func(w io.Writer) exporter { return export.NewICEWS(w) }},
	{"gdelt-events", 61, false, func(w io.Writer) exporter { return export.NewGDELTEvents(w) }},
	{"gdelt-mentions", 16, false, func(w io.Writer) exporter { return export.NewGDELTMentions(w) }},
	{"gdelt-gkg", 27, false, func(w io.Writer) exporter { return export.NewGKG(w) }},
}

// TestDataSets compares with golden files, whose rows all have the format's
// columns whatever the text holds.
func TestDataSets(t *testing.T) {
	for _, f := range dataSets {
		got := exported(t, f.of, quay(t), depot(t), ferry(t), everything(t))
		golden(t, f.name+".golden", got)
		if strings.Contains(got, `"`) {
			t.Errorf("%s: a quotation mark, which may open a cell", f.name)
		}
		for line := range strings.Lines(got) {
			if n := strings.Count(line, "\t") + 1; n != f.columns {
				t.Errorf("%s: a row of %d columns, want %d: %s", f.name, n, f.columns, line)
			}
		}
		empty := exported(t, f.of)
		if f.head != (strings.Count(empty, "\n") == 1) || !f.head && empty != "" {
			t.Errorf("%s of nothing is %q", f.name, empty)
		}
	}
}

// TestDataSetsTell checks what goes into a row: who is denied is not said to
// have acted, what is planned has not happened, and each pair has a row.
func TestDataSetsTell(t *testing.T) {
	fields := func(line string) []string { return strings.Split(line, "\t") }
	gdelt := strings.Split(strings.TrimSpace(exported(t, dataSets[2].of, quay(t))), "\n")
	if len(gdelt) != 5 {
		t.Fatalf("%d rows, want strike, march, arrest and a meeting of two with one", len(gdelt))
	}
	strike, meeting := fields(gdelt[0]), fields(gdelt[4])
	for _, c := range []struct {
		row    []string
		column int
		want   string
	}{
		{strike, 1, "20210503"}, {strike, 4, "2021.3370"}, {strike, 5, "RUSMIL"}, {strike, 7, "RUS"}, {strike, 26, "195"}, {strike, 28, "19"}, {strike, 29, "4"},
		{strike, 30, "-10"}, {strike, 31, "2"}, {strike, 51, "4"}, {strike, 52, "Izmail, Odesa, Ukraine"}, {strike, 53, "UP"}, {strike, 56, "45.35"},
		{strike, 59, "20210504000000"}, {strike, 60, "https://www.coast.example/quay?a=1&b=2"},
		{fields(gdelt[1]), 51, "5"}, {fields(gdelt[1]), 1, ""}, {fields(gdelt[1]), 2, "202104"},
		{fields(gdelt[2]), 51, "3"}, {fields(gdelt[2]), 53, "US"}, {fields(gdelt[2]), 26, "173"},
		{meeting, 5, "KOSGOV"}, {meeting, 15, "IGOUNO"}, {meeting, 18, "UNO"}, {meeting, 22, "IGO"}, {meeting, 26, "040"}, {meeting, 51, "0"},
	} {
		if got := c.row[c.column]; got != c.want {
			t.Errorf("column %d is %q, want %q", c.column, got, c.want)
		}
	}
	if n := strings.Count(exported(t, dataSets[2].of, depot(t)), "\n"); n != 1 {
		t.Errorf("%d rows of the depot, want the demand alone: the raid is told as false, the killing as not so", n)
	}
}

// TestACLED compares with a golden file and reads it back.
func TestACLED(t *testing.T) {
	got := exported(t, func(w io.Writer) exporter { return export.NewACLED(w) }, quay(t), depot(t), everything(t))
	golden(t, "acled.golden", got)
	rows, err := csv.NewReader(strings.NewReader(got)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := make(map[string]int)
	for i, name := range rows[0] {
		column[name] = i
	}
	if len(rows) != 4 {
		t.Fatalf("%d rows, want the strike, the march and the arrests below the head", len(rows))
	}
	for _, c := range []struct {
		row        int
		name, want string
	}{
		{1, "sub_event_type", "Air/drone strike"}, {1, "time_precision", "1"}, {1, "geo_precision", "1"}, {1, "fatalities", "2"}, {1, "iso", "804"}, {1, "civilian_targeting", "Civilian targeting"},
		{2, "event_date", "2021-04-01"}, {2, "time_precision", "3"}, {2, "geo_precision", "3"}, {2, "inter1", "Protesters"}, {2, "fatalities", ""},
		{3, "sub_event_type", "Arrests"}, {3, "event_date", ""}, {3, "time_precision", ""}, {3, "inter1", "State forces"},
	} {
		if got := rows[c.row][column[c.name]]; got != c.want {
			t.Errorf("row %d: %s is %q, want %q", c.row, c.name, got, c.want)
		}
	}
}
