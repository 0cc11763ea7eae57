package link_test

import (
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/link"
)

// Whoever is named in two ways is one origin where a report says so, or the table of
// owners does.
func TestOneOriginOfTwoNames(t *testing.T) {
	short := func() *hearsay.Reading {
		return said(told("Courier", "which the mayor of the town had feared for weeks, HOR said."), "HOR", true)
	}
	long := func(words string) *hearsay.Reading {
		return said(told("Herald", words), "Hask Observatory for Rights", true)
	}
	person := func(description string) *hearsay.Reading {
		r := said(told("Courier", "which the mayor of the town had feared for weeks, Ana Prado said for the Hask Observatory for Rights."), "Ana Prado", true)
		r.Entities[0].Kind, r.Entities[0].Description = hearsay.Person, description
		r.Entities = append(r.Entities, hearsay.Entity{ID: 2, Name: "Hask Observatory for Rights", Named: true, Kind: hearsay.Organization})
		return r
	}
	for _, test := range []struct {
		name   string
		a, b   *hearsay.Reading
		owners map[string]string
		want   int
		origin string
	}{
		{"a short form", long("while its boats were in the harbour, the Hask Observatory for Rights (HOR) said."), short(), nil, 1, "Hask Observatory for Rights"},
		{"initials alone", long("while its boats were in the harbour, the Hask Observatory for Rights said."), short(), nil, 2, ""},
		{"another short form", long("while its boats were in the harbour, the Hask Observatory for Rights (NGO) said."), short(), nil, 2, ""},
		{"a table", long("while its boats were in the harbour, the Hask Observatory for Rights said."), short(), map[string]string{"hor": "Hask Observatory for Rights"}, 1, "Hask Observatory for Rights"},
		{"its director", long("while its boats were in the harbour, the Hask Observatory for Rights said."), person("director of the Hask Observatory for Rights"), nil, 1, "Hask Observatory for Rights"},
		{"its spokeswoman", long("while its boats were in the harbour, the Hask Observatory for Rights said."), person("the Observatory's spokeswoman"), nil, 1, "Hask Observatory for Rights"},
		{"a member", long("while its boats were in the harbour, the Hask Observatory for Rights said."), person("a member of the Hask Observatory for Rights"), nil, 2, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			m := link.Memory{Owners: test.owners}
			m.Add(link.NewReport(test.a))
			m.Add(link.NewReport(test.b))
			m.PlaceAll()
			events := 0
			for _, l := range m.All() {
				switch {
				case l.Kind == link.KindSameEvent:
					if events++; l.Origins != test.want {
						t.Errorf("%d origins, want %d: %v", l.Origins, test.want, l.Why)
					}
				case l.Kind == link.KindOrigin && test.origin != "" && !strings.Contains(l.Why[0].Note, test.origin):
					t.Errorf("origin %q, want %q", l.Why[0].Note, test.origin)
				}
			}
			if events != 1 {
				t.Errorf("%d events, want 1", events)
			}
		})
	}
}
