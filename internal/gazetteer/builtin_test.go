package gazetteer_test

import (
	"testing"

	builtin "hearsay/data/gazetteer"
	"hearsay/internal/gazetteer"
)

// TestBuiltin checks what the built-in file says of places that no reading of
// the news may get wrong.
func TestBuiltin(t *testing.T) {
	g := open(t, builtin.File)
	tests := []struct {
		name     string
		lat, lon float64
		within   float64
		level    gazetteer.Level
		country  string
		geonames int // 0: not checked
	}{
		{"Syria", 35, 38, 100, gazetteer.Country, "SYR", 163843},
		{"Hama", 35.132, 36.758, 5, gazetteer.Town, "SYR", 170017},
		{"Hama", 35.2, 37.2, 60, gazetteer.Province, "SYR", 170015},
		{"Masyaf", 35.065, 36.341, 3, gazetteer.Town, "SYR", 167046},
		{"Hmeimim", 35.401, 35.949, 2, gazetteer.Facility, "SYR", 0},
		{"Khmeimim air base", 35.401, 35.949, 2, gazetteer.Facility, "SYR", 0},
		{"Hama Military Airport", 35.118, 36.711, 2, gazetteer.Facility, "SYR", 0},
		{"Damascus International Airport", 33.411, 36.516, 3, gazetteer.Facility, "SYR", 0},
		{"Deir Ezzor", 35.336, 40.141, 5, gazetteer.Town, "SYR", 170794},
		{"Sayyidah Zaynab", 33.444, 36.337, 3, gazetteer.Town, "SYR", 0},
		{"US", 39.8, -98.6, 100, gazetteer.Country, "USA", 6252001},
		{"U.S", 39.8, -98.6, 100, gazetteer.Country, "USA", 6252001},
		{"Britain", 54, -2.5, 150, gazetteer.Country, "GBR", 2635167},
		{"DRC", -2.8, 23.6, 200, gazetteer.Country, "COD", 203312},
		{"Gaza", 31.4, 34.4, 30, gazetteer.Province, "PSE", 0},
		{"the West Bank", 32, 35.25, 40, gazetteer.Province, "PSE", 0},
		{"Kosovo", 42.6, 20.9, 60, gazetteer.Country, "KOS", 0},
		{"Donbas", 48.3, 38.2, 60, gazetteer.Region, "UKR", 0},
		{"Black Sea", 43.2, 34, 100, gazetteer.Water, "", 0},
		{"Kiev", 50.45, 30.52, 5, gazetteer.Town, "UKR", 703448},
		{"W.Va.", 38.6, -80.6, 80, gazetteer.Province, "USA", 4826850},
		{"Miami-Dade", 25.6, -80.5, 30, gazetteer.District, "USA", 0},
		{"Georgia", 42, 43.5, 100, gazetteer.Country, "GEO", 614540},
		{"Georgia", 32.7, -83.4, 100, gazetteer.Province, "USA", 4197000},
	}
	for _, tt := range tests {
		found := false
		places := g.Lookup(tt.name)
		for _, p := range places {
			if p.Level == tt.level && p.Country == tt.country && (tt.geonames == 0 || p.GeoNames == tt.geonames) &&
				gazetteer.Distance(p.Lat, p.Lon, tt.lat, tt.lon) < tt.within {
				found = true
			}
		}
		if !found {
			t.Errorf("%s, %v: %+v", tt.name, tt.level, places)
		}
	}
	for _, name := range []string{"SA", "Sa"} {
		state := false
		for _, p := range g.Lookup(name) {
			state = state || p.Country == "ZAF" && p.Level == gazetteer.Country
		}
		if state != (name == "SA") {
			t.Errorf("%s is South Africa: %v", name, state)
		}
	}
	if p := g.Lookup("Hmeimim")[0]; p.Admin1 != "Latakia" {
		t.Errorf("Hmeimim lies in %q", p.Admin1)
	}
}

// TestBuiltinWhole checks places all over the built-in file, and the size that
// readers of the repository are told.
func TestBuiltinWhole(t *testing.T) {
	if len(builtin.File) > 9e6 {
		t.Errorf("%d bytes", len(builtin.File))
	}
	g := open(t, builtin.File)
	if n := g.Len(); n < 270000 || n > 290000 {
		t.Errorf("%d places", n)
	}
	levels := make(map[gazetteer.Level]int)
	const step = 5 // of the places are looked at, one in so many
	for id := 0; id < g.Len(); id += step {
		p := g.At(id)
		levels[p.Level] += step
		if p.Name == "" || p.RadiusKM <= 0 || p.Lat == 0 && p.Lon == 0 || p.Level == gazetteer.LevelUnknown {
			t.Errorf("%+v", p)
		}
		if id%97 == 0 {
			if (p.Country == "") != (len(g.Within(p)) == 0 && p.Level != gazetteer.Country) {
				t.Errorf("%+v lies in %+v", p, g.Within(p))
			}
			found := false
			for _, q := range g.Lookup(p.Name) {
				found = found || q.ID == p.ID && q.Name == p.Name && !q.Alias
			}
			if !found {
				t.Errorf("%s (%d) is not found by its name", p.Name, id)
			}
		}
	}
	for level, least := range map[gazetteer.Level]int{gazetteer.Country: 150, gazetteer.Province: 3000, gazetteer.District: 20000,
		gazetteer.Town: 230000, gazetteer.Facility: 5000, gazetteer.Region: 300, gazetteer.Water: 1200} {
		if levels[level] < least {
			t.Errorf("%d of level %v", levels[level], level)
		}
	}
}

func BenchmarkOpen(b *testing.B) {
	b.SetBytes(int64(len(builtin.File)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := gazetteer.Open(builtin.File); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	g := open(b, builtin.File)
	for _, bm := range []struct{ name, what string }{{"one", "Masyaf"}, {"thirty", "Lebanon"}, {"hundreds", "San José"}, {"none", "Nobody Smith"}, {"changed", "northern Qamishlo countryside"}} {
		b.Run(bm.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				g.Search(bm.what)
			}
		})
	}
}
