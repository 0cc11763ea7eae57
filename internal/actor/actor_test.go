package actor_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"hearsay/internal/actor"
)

func TestLookup(t *testing.T) {
	for _, c := range []struct{ name, date, country, sector, wikidata string }{
		{"John Kerry", "2010-05-01", "USA", "LEG", ""},
		{"John Kerry", "2014-05-01", "USA", "GOV", ""},
		{"John Kerry", "2024-05-01", "USA", "ELI", ""}, // a former official
		{"Vladimir Putin", "2022-09-13", "RUS", "GOV", "Q7747"},
		{"Bashar al-Assad", "2013", "SYR", "GOV", "Q44329"},
		{"Bashar al-Assad", "2025-02-01", "SYR", "ELI", "Q44329"},
		{"the Taliban", "2010-01-01", "AFG", "REB", ""},
		{"the Taliban", "2023-01-01", "AFG", "GOV", ""},
		{"Russia", "2020", "RUS", "GOV", "Q159"},
		{"FDLR", "", "COD", "REB", ""},
		{"Luiz Inácio Lula da Silva", "2024-01-01", "BRA", "GOV", "Q37181"},
		{"Donald Trump", "", "USA", "GOV", "Q22686"},
		{"Mike Pompeo", "", "USA", "", ""},             // which office depends on the date
		{"Kim Sung-hwan", "2021-01-01", "KOR", "", ""}, // the list cannot know
		{"Kim Sung-hwan", "2009-01-01", "KOR", "MIL", ""},
		{"Pieter Vandermolen", "2020", "", "", ""},
		{"…", "", "", "", ""},
	} {
		r, ok := actor.Lookup(c.name, c.date)
		if r.Country != c.country || r.Sector != c.sector || r.Wikidata != c.wikidata || ok != (c.country != "") {
			t.Errorf("Lookup(%q, %q) = %+v, %v", c.name, c.date, r, ok)
		}
	}
}

// The lists are looked up in place, so they must be in order, whole, and in the
// form of keys.
func TestListed(t *testing.T) {
	b, err := os.ReadFile("listed.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for line := range strings.Lines(string(b)) {
		if line[0] == '#' {
			if keys != nil {
				t.Errorf("comment after the first row: %q", line)
			}
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 7 || f[1] == "" && f[2] == "" {
			t.Errorf("row %q", line)
			continue
		}
		if k := actor.Key(f[0]); k != f[0] {
			t.Errorf("key %q should be %q", f[0], k)
		}
		keys = append(keys, f[0])
	}
	if !slices.IsSorted(keys) {
		t.Error("listed.tsv is not sorted by its first column")
	}
	for _, k := range []string{keys[0], keys[len(keys)/2], keys[len(keys)-1]} {
		if _, ok := actor.Lookup(k, "2010"); !ok {
			t.Errorf("Lookup(%q) found nothing", k)
		}
	}
}

func TestKnown(t *testing.T) {
	b, err := os.ReadFile("known.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		if line[0] == '#' {
			continue
		}
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 8 || f[2] == "" || f[3] == "" || f[7] == "" || f[5] > f[6] && f[6] != "" {
			t.Errorf("row %q", line)
		}
	}
}

func FuzzLookup(f *testing.F) {
	f.Add("Ana Prado", "2020-01-01")
	f.Add("zzz", "")
	f.Add("#", "2020")
	f.Fuzz(func(t *testing.T, name, date string) {
		k := actor.Key(name)
		if actor.Key(k) != k && !strings.HasPrefix(k, "the ") {
			t.Errorf("Key(%q) = %q, whose key is %q", name, k, actor.Key(k))
		}
		if r, ok := actor.Lookup(name, date); ok && r.Country == "" && r.Sector == "" {
			t.Errorf("Lookup(%q, %q) says nothing", name, date)
		}
	})
}
