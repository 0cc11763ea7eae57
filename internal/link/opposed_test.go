package link_test

import (
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

// deed makes a reading of one event, or of several: "COERCE arrest|arrested" says of
// the type, the mode and the words that tell of it. by and to are those who took
// part, as the text names them; to is a person.
func deed(outlet, date, text, by, to string, events ...string) *hearsay.Reading {
	p := report(outlet, date, text)
	at := func(s string) hearsay.Receipt {
		i := strings.Index(text, s)
		return hearsay.ReceiptFor(text, hearsay.Span{Start: i, End: i + len(s)})
	}
	role := func(name string, kind hearsay.EntityKind) []hearsay.Role {
		if name == "" {
			return nil
		}
		n := hearsay.EntityID(len(p.Entities) + 1)
		p.Entities = append(p.Entities, hearsay.Entity{ID: n, Name: name, Named: true, Kind: kind})
		return []hearsay.Role{{Entity: n, Span: at(name)}}
	}
	actors, recipients := role(by, hearsay.Organization), role(to, hearsay.Person)
	for i, e := range events {
		what, words, _ := strings.Cut(e, "|")
		kind, mode, _ := strings.Cut(what, " ")
		p.Events = append(p.Events, hearsay.Event{ID: hearsay.EventID(i + 1), Trigger: at(words), Type: kind, Mode: mode, Status: "happened", Actors: actors, Recipients: recipients,
			Time: hearsay.EventTime{Value: date, Begin: date, End: date, Precision: hearsay.Day, From: "stated"}})
	}
	return p.Reading
}

// Of one matter, what excludes each other is a contradiction of type; a change of
// mind, a sequel and another matter are none.
func TestContradictingTypes(t *testing.T) {
	const day, next = "2021-05-03", "2021-05-04"
	arrested := deed("Herald", day, "Police arrested Ilan Vey, the leader of the dockers, at the ferry port of Lunde on Monday.", "Police", "Ilan Vey", "COERCE arrest|arrested")
	accepted := deed("Herald", day, "The Harrow Council accepted the terms of the truce that mediators from Eastmark had drawn up.", "Harrow Council", "", "AGREE|accepted")
	for _, test := range []struct {
		name         string
		first, other *hearsay.Reading
		want         string
	}{
		{"arrested or killed", arrested, deed("Courier", day, "Ilan Vey, the leader of the dockers, was shot dead by police at the ferry port of Lunde on Monday.", "police", "Ilan Vey", "ASSAULT firearms|shot"), "arrested and shot dead"},
		{"arrested and hurt", arrested, deed("Courier", day, "Ilan Vey, the leader of the dockers, was beaten by police at the ferry port of Lunde on Monday.", "police", "Ilan Vey", "ASSAULT beat|beaten"), ""},
		{"a sequel", arrested, deed("Courier", day, "Ilan Vey, the leader of the dockers, was arrested at the ferry port of Lunde on Monday. Police killed him in a cell.", "Police", "Ilan Vey", "COERCE arrest|arrested", "ASSAULT|killed"), ""},
		{"the same outlet", arrested, deed("Herald", day, "Ilan Vey, the leader of the dockers, was shot dead by police at the ferry port of Lunde on Monday.", "police", "Ilan Vey", "ASSAULT firearms|shot"), ""},
		{"somebody else", arrested, deed("Courier", day, "Mara Odell, the leader of the dockers, was shot dead by police at the ferry port of Lunde on Monday.", "police", "Mara Odell", "ASSAULT firearms|shot"), ""},
		{"accepted or refused", accepted, deed("Courier", day, "The Harrow Council rejected the terms of the truce that mediators from Eastmark had drawn up.", "Harrow Council", "", "REJECT|rejected"), "accepted and rejected"},
		{"the next day", accepted, deed("Courier", next, "The Harrow Council rejected the terms of the truce that mediators from Eastmark had drawn up.", "Harrow Council", "", "REJECT|rejected"), ""},
		{"another matter", accepted, deed("Courier", day, "The Harrow Council rejected a school budget for the coming year by a single vote.", "Harrow Council", "", "REJECT|rejected"), ""},
		{"a change of mind", accepted, deed("Courier", day, "The Harrow Council rejected the terms of the truce that mediators from Eastmark had drawn up, and accepted them at night.", "Harrow Council", "", "REJECT|rejected", "AGREE|accepted"), ""},
		{"somebody else's refusal", accepted, deed("Courier", day, "The Dockers' Union rejected the terms of the truce that mediators from Eastmark had drawn up.", "Dockers' Union", "", "REJECT|rejected"), ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			found := ""
			for _, l := range link.Of([]*hearsay.Reading{test.first, test.other}).Links {
				if l.Kind == link.KindContradiction {
					found = l.Why[0].Note
					if l.Differs != "type" || len(l.Chains) != 2 || len(l.Passages) != 1 {
						t.Errorf("%+v, want one of type with chains and words", l)
					}
				}
			}
			if found != test.want {
				t.Errorf("%q, want %q", found, test.want)
			}
		})
	}
}
