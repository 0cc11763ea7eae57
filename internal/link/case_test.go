package link_test

import (
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

// attack makes a reading of one attack with a count of dead.
func attack(outlet, date, text, number, modifier string, value float64) *hearsay.Reading {
	return attackAt("bombed", outlet, date, text, number, modifier, value)
}

// attackAt makes a reading of one attack that is told by the given words.
func attackAt(words, outlet, date, text, number, modifier string, value float64) *hearsay.Reading {
	p := report(outlet, date, text)
	at := func(s string) hearsay.Receipt {
		i := strings.Index(text, s)
		return hearsay.ReceiptFor(text, hearsay.Span{Start: i, End: i + len(s)})
	}
	lat, lon := 10.0, 20.0
	p.Places = []hearsay.Place{{ID: 1, Span: at("Lunde"), Name: "Lunde", GeoNames: 7, Country: "XNP", Level: "populated place", Lat: &lat, Lon: &lon}}
	p.Events = []hearsay.Event{{
		ID: 1, Trigger: at(words), Type: "ASSAULT", Mode: "aerial", Status: "happened",
		Place:  hearsay.EventPlace{Ref: 1, From: "stated"},
		Time:   hearsay.EventTime{Value: "2021-05-02", Begin: "2021-05-02", End: "2021-05-02", Precision: hearsay.Day, From: "stated"},
		Counts: []hearsay.Count{{What: "dead", Value: value, Modifier: modifier, Span: at(number)}},
	}}
	return p.Reading
}

func kinds(c *link.Case) map[string]int {
	n := make(map[string]int)
	for _, l := range c.Links {
		n[l.Kind]++
	}
	return n
}

func TestContradiction(t *testing.T) {
	one := "Eastmark aircraft bombed the fish market of Lunde on Sunday and killed 12 people, the harbour office said."
	for _, test := range []struct {
		name, text, number, modifier string
		value                        float64
		want                         int
	}{
		{"another number", "Aircraft of Eastmark bombed the fish market in Lunde on Sunday; 14 people were killed, doctors said.", "14", "", 14, 1},
		{"compatible", "Aircraft of Eastmark bombed the fish market in Lunde on Sunday; at least 10 people were killed, doctors said.", "10", "at least", 10, 0},
		{"a part", "Aircraft of Eastmark bombed the fish market in Lunde on Sunday; of 12 killed people 8 were children, doctors said.", "8", "", 8, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := link.Of([]*hearsay.Reading{
				attack("Herald", "2021-05-03", one, "12", "", 12),
				attack("Courier", "2021-05-03", test.text, test.number, test.modifier, test.value),
			})
			n := kinds(c)
			if n[link.KindSameEvent] != 1 || n[link.KindContradiction] != test.want {
				t.Errorf("%v, want one event and %d contradictions", n, test.want)
			}
			if len(c.Events) == 1 && len(c.Events[0].Origins) != 2 {
				t.Errorf("%d origins, want 2", len(c.Events[0].Origins))
			}
		})
	}
}

// Reports of one day that begin with one event are held against each other, in
// whatever words they tell of it; an outlet's own two tolls are not.
func TestContradictingHeads(t *testing.T) {
	one := "Blast at a wedding in Lunde kills 14 guests. A bomb went off among the dancers in the old fish hall of Lunde on Sunday night, and the brass band played on for a moment."
	for _, test := range []struct {
		name, outlet, text, number string
		value                      float64
		want                       int
	}{
		{"another number", "Courier", "At least 20 dead as a bomb goes off at a wedding in the fish hall of Lunde. The dancers had just left the floor to the brass band on Sunday night, guests said.", "20", 20, 1},
		{"the same outlet", "Herald", "At least 20 dead as a bomb goes off at a wedding in the fish hall of Lunde. The dancers had just left the floor to the brass band on Sunday night, guests said.", "20", 20, 0},
		{"a part", "Courier", "Nine children among 14 dead as a bomb goes off at a wedding in the fish hall of Lunde. The dancers had just left the floor to the brass band on Sunday night, guests said.", "Nine", 9, 0},
		{"injured", "Courier", "Dancer killed, 20 guests injured as a bomb goes off at a wedding in the fish hall of Lunde. The brass band had just begun to play on Sunday night.", "20", 20, 0},
		{"weeks", "Courier", "Bomb goes off at a wedding in the fish hall of Lunde. Blasts killed 20 people there in the past two weeks, and the dancers of Sunday night left the brass band alone.", "20", 20, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			a, b := attackAt("blast", "Herald", "2021-05-03", strings.Replace(one, "Blast", "blast", 1), "14", "", 14), attackAt("goes off", test.outlet, "2021-05-03", test.text, test.number, "", test.value)
			if n := kinds(link.Of([]*hearsay.Reading{a, b})); n[link.KindContradiction] != test.want {
				t.Errorf("%v, want %d contradictions", n, test.want)
			}
		})
	}
}

func TestCopyIsNoSecondOrigin(t *testing.T) {
	text := "Eastmark aircraft bombed the fish market of Lunde on Sunday and killed 12 people, the harbour office said. Boats were still burning in the evening, and nobody could say who would pay for them."
	c := link.Of([]*hearsay.Reading{
		attack("Herald", "2021-05-03", text, "12", "", 12),
		attack("Courier", "2021-05-04", text+" More follows.", "12", "", 12),
	})
	if len(c.Events) != 1 || len(c.Events[0].Origins) != 1 {
		t.Errorf("events %+v", c.Events)
	}
}

func TestNotices(t *testing.T) {
	for text, want := range map[string]int{
		"An earlier version of this article misstated the date of the vote.": 1,
		"Correction: the ferry has 200 seats.":                               1,
		"This story has been retracted.":                                     1,
		"She corrected the record in an earlier version of events.":          0,
		"Traders expect a correction of the market.":                         0,
	} {
		if got := link.Notices(&hearsay.Reading{Document: hearsay.Document{Text: text}}); len(got) != want {
			t.Errorf("%q: %d notices, want %d", text, len(got), want)
		}
	}
}

func TestGrades(t *testing.T) {
	for _, test := range []struct {
		r    link.Record
		want string
	}{
		{link.Record{Confirmed: 5}, "F"},
		{link.Record{Confirmed: 100}, "A"},
		{link.Record{Confirmed: 12}, "B"}, // clean, but short
		{link.Record{Confirmed: 5, Contradicted: 45, Corrected: 10}, "E"},
	} {
		if g := test.r.Grade(); g.Grade != test.want {
			t.Errorf("%+v: %s (%s), want %s", test.r, g.Grade, g.Why, test.want)
		}
	}
	if g := link.GradeInformation(3, 0); g.Grade != "1" {
		t.Errorf("three origins: %s", g.Grade)
	}
}
