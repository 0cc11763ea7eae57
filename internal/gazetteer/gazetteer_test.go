package gazetteer_test

import (
	"bytes"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/gazetteer"
)

// line puts what the tests compare of places on one line each.
func line(places []gazetteer.Place) []string {
	var out []string
	for _, p := range places {
		s := fmt.Sprintf("%s %s/%s/%s %s", p.Name, p.Country, p.Admin1, p.Admin2, p.Level)
		if p.Alias {
			s += " alias"
		}
		out = append(out, s)
	}
	return out
}

func TestLookup(t *testing.T) {
	g := open(t, small(t))
	tests := []struct {
		name string
		want []string
	}{
		{"Orland", []string{"Orland ORL// country"}},
		{"republic of Orland", []string{"Orland ORL// country"}},
		{"OL", []string{"Orland ORL// country alias"}},
		{"the OL", []string{"Orland ORL// country alias"}},
		{"ol", nil},
		{"Oh", []string{"Oh ORL/South Province/ populated place"}},
		{"OH", nil},
		{"Marvik", []string{"Mārvik ORL/North Province/Hill District populated place", "Marvik ORL/South Province/ populated place"}},
		{"MĀRVIK", []string{"Mārvik ORL/North Province/Hill District populated place", "Marvik ORL/South Province/ populated place"}},
		{"Marwick", []string{"Mārvik ORL/North Province/Hill District populated place alias"}},
		{"the Vell", []string{"Vell // water"}},
		{"North", []string{"North Province ORL/North Province/ province"}},
		{"Hill-District", []string{"Hill District ORL/North Province/Hill District district"}},
		{"Hamlet Qf of the Upper Valley", []string{"Hamlet Qf of the Upper Valley ORL/South Province/ populated place"}},
		{"Orlanders", nil},
		{"@Orlanders", nil},
		{"#OL.01", nil},
		{"=OL", nil},
		{"", nil},
		{"...", nil},
		{"zzz", nil},
		{strings.Repeat("Marvik ", 2000), nil},
	}
	for _, tt := range tests {
		if diff := cmp.Diff(tt.want, line(g.Lookup(tt.name))); diff != "" {
			t.Errorf("Lookup(%.40q): %s", tt.name, diff)
		}
	}
}

func TestSearch(t *testing.T) {
	g := open(t, small(t))
	tests := []struct {
		name   string
		first  string
		change gazetteer.Change
	}{
		{"Marvik", "Mārvik", ""},
		{"St. Oda", "Saint Oda", gazetteer.Respelled},
		{"Qasra Dam", "", ""}, // no Arabia, no article
		{"Deir Azzoul", "Dayr az Zūl", gazetteer.Transliterated},
		{"Deir el-Zoul", "Dayr az Zūl", gazetteer.Transliterated},
		{"Dorzel", "", ""},
		{"Zul", "", ""},
		{"Hafira", "Al Ḩafīrah", gazetteer.Article},
		{"Hafira Military Airport", "Al Ḩafīrah", gazetteer.Belongs},
		{"Orlandic", "", ""}, // a demonym
		{"North Provinces", "North Province", gazetteer.Respelled},
		{"River Vell", "Vell", gazetteer.TypeWord},
		{"Vell River", "Vell", gazetteer.TypeWord},
		{"city of Marvik", "Mārvik", gazetteer.TypeWord},
		{"northern Marvik", "Mārvik", gazetteer.Direction},
		{"Al-Qasra Military Airport", "Al Qasra", gazetteer.Belongs},
		{"Military Airport", "", ""},
		{"Marvik International Airport", "Marvik International Airport", ""},
		{"Airport", "", ""},
		{"northern", "", ""},
	}
	for _, tt := range tests {
		found, change := g.Search(tt.name)
		first := ""
		if len(found) > 0 {
			first = found[0].Name
		}
		if first != tt.first || change != tt.change {
			t.Errorf("Search(%q) = %q, %q; want %q, %q", tt.name, first, change, tt.first, tt.change)
		}
	}
}

func TestDemonym(t *testing.T) {
	g := open(t, small(t))
	for word, want := range map[string]string{"Orlandic": "Orland", "Orlanders": "Orland", "orlandic": "", "Orland": ""} {
		got := ""
		for _, p := range g.Demonym(word) {
			got += p.Name
		}
		if got != want {
			t.Errorf("Demonym(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestCoded(t *testing.T) {
	g := open(t, small(t))
	for code, want := range map[string]string{"OL": "Orland", "ORL": "Orland", "OL.02": "South Province", "OL.01.7": "Hill District", "XX": "", "": ""} {
		p, ok := g.Coded(code)
		if p.Name != want || ok != (want != "") {
			t.Errorf("Coded(%q) = %q, %v; want %q", code, p.Name, ok, want)
		}
	}
}

func TestWithin(t *testing.T) {
	g := open(t, small(t))
	town := g.Lookup("Marwick")[0]
	want := []string{
		"Hill District ORL/North Province/Hill District district",
		"North Province ORL/North Province/ province",
		"Orland ORL// country",
	}
	if diff := cmp.Diff(want, line(g.Within(town))); diff != "" {
		t.Error(diff)
	}
	land, north, south := g.Lookup("Orland")[0], g.Lookup("North")[0], g.Lookup("South Province")[0]
	for _, tt := range []struct {
		outer, inner gazetteer.Place
		want         bool
	}{
		{land, town, true}, {north, town, true}, {south, town, false}, {town, north, false},
		{land, north, true}, {land, land, true}, {north, land, false}, {land, g.Lookup("Vell")[0], false},
	} {
		if got := g.Contains(tt.outer, tt.inner); got != tt.want {
			t.Errorf("Contains(%s, %s) = %v", tt.outer.Name, tt.inner.Name, got)
		}
	}
}

func TestPlace(t *testing.T) {
	g := open(t, small(t))
	p := g.Lookup("Marwick")[0]
	if p.GeoNames != 12 || p.Code != "PPLC" || p.Lat != 11.25 || p.Lon != 20.15 {
		t.Errorf("got %+v", p)
	}
	if p.Population < 285000 || p.Population > 315000 || math.Abs(p.RadiusKM-6) > .6 {
		t.Errorf("population %d, radius %g", p.Population, p.RadiusKM)
	}
	if again := g.At(p.ID); again.Name != p.Name || again.Lat != p.Lat || g.At(-1).Name != "" || g.At(g.Len()).Name != "" {
		t.Errorf("At(%d) = %+v", p.ID, again)
	}
	if !strings.HasPrefix(g.Version(), "2026-01 (crc32c ") || g.Notice() != "Invented.\n" {
		t.Errorf("version %q, notice %q", g.Version(), g.Notice())
	}
}

func TestBytesRepeat(t *testing.T) {
	if !bytes.Equal(small(t), small(t)) {
		t.Error("the same rows made two different files")
	}
}

func TestAddErrors(t *testing.T) {
	town := gazetteer.Row{Name: "Oda", Code: "PPL", Level: gazetteer.Town, In: -1}
	tests := []struct {
		name   string
		change func(*gazetteer.Row)
		want   string
	}{
		{"no name", func(r *gazetteer.Row) { r.Name = "'.'" }, "no letters"},
		{"pole", func(r *gazetteer.Row) { r.Lat = 90.5 }, "no such point"},
		{"not a number", func(r *gazetteer.Row) { r.Lon = math.NaN() }, "no such point"},
		{"in a town", func(r *gazetteer.Row) { r.In = 0 }, "no unit"},
		{"in nothing", func(r *gazetteer.Row) { r.In = 9 }, "no unit"},
		{"country", func(r *gazetteer.Row) { r.Level = gazetteer.Country }, "country with code"},
		{"id", func(r *gazetteer.Row) { r.GeoNames = 1 << 24 }, "GeoNames id"},
	}
	for _, tt := range tests {
		b := gazetteer.NewBuilder()
		if _, err := b.Add(town); err != nil {
			t.Fatal(err)
		}
		r := town
		tt.change(&r)
		if _, err := b.Add(r); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

func TestDistance(t *testing.T) {
	for _, tt := range []struct{ lat1, lon1, lat2, lon2, want float64 }{
		{0, 0, 0, 0, 0}, {0, 0, 0, 1, 111.2}, {90, 0, -90, 0, 20015}, {0, 179.5, 0, -179.5, 111.2}, {51.5, -0.12, 48.86, 2.35, 343},
	} {
		if d := gazetteer.Distance(tt.lat1, tt.lon1, tt.lat2, tt.lon2); math.Abs(d-tt.want) > 1+tt.want/200 {
			t.Errorf("Distance(%g, %g, %g, %g) = %.1f, want %.1f", tt.lat1, tt.lon1, tt.lat2, tt.lon2, d, tt.want)
		}
	}
}
