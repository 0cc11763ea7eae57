package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	builtin "hearsay/data/gazetteer"
	"hearsay/internal/gazetteer"
)

const lists = "../../data/gazetteer/supplement/"

// TestFileSum checks that the file is the one that its README tells of.
func TestFileSum(t *testing.T) {
	readme, err := os.ReadFile("../../data/gazetteer/README.md")
	if err != nil {
		t.Fatal(err)
	}
	if sum := fmt.Sprintf("%x", sha256.Sum256(builtin.File)); !strings.Contains(string(readme), sum) {
		t.Errorf("README.md does not give the SHA-256 of places.gaz, %s", sum)
	}
}

// TestSupplement checks that the built-in file has every name of every row, at
// the row's spot and of its level, and the demonyms.
func TestSupplement(t *testing.T) {
	g, err := gazetteer.Open(builtin.File)
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(lists + "*.tsv")
	if err != nil || len(names) < 9 {
		t.Fatalf("%d lists, %v", len(names), err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		name = filepath.Base(name)
		if lines := strings.SplitN(string(text), "\n", 4); !strings.Contains(lines[1], "Licence") {
			t.Errorf("%s: no licence in the second line", name)
		}
		if name == "aliases.tsv" {
			continue
		}
		w := newWorld()
		for row := range rows(string(text), 6) {
			cc := row[4]
			row[4] = ""
			p, err := w.supplementRow(row)
			if err != nil || p.Level == gazetteer.LevelUnknown || p.RadiusKM <= 0 {
				t.Fatalf("%s: %v: level %v, radius %g, %v", name, row, p.Level, p.RadiusKM, err)
			}
			p.say(list(row[5]))
			country := ""
			if c, ok := g.Coded(cc); ok {
				country = c.Country
			}
			found := func(name string, among []gazetteer.Place) {
				for _, q := range among {
					if gazetteer.Distance(p.Lat, p.Lon, q.Lat, q.Lon) < 120+p.RadiusKM && (country == "" || q.Country == country || q.Country == "") {
						return
					}
				}
				t.Errorf("%s: %s: %q leads to %v", row[5], cc, name, among)
			}
			for _, n := range append(append([]string{p.Name}, p.Names...), p.Exact...) {
				found(n, g.Lookup(n))
			}
			for _, n := range p.Demonyms {
				found(n, g.Demonym(n))
			}
		}
	}
}

// TestAliases checks that countries and provinces are found by the names of
// aliases.tsv.
func TestAliases(t *testing.T) {
	g, err := gazetteer.Open(builtin.File)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(lists + "aliases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for row := range rows(string(text), 5) {
		c, ok := g.Coded(row[0][:2])
		if !ok {
			t.Fatalf("no country %s", row[0])
		}
		var p place
		p.say(list(row[1]))
		check := func(name string, among []gazetteer.Place) {
			for _, q := range among {
				if q.Country == c.Country && (q.Level == gazetteer.Country || len(row[0]) > 2) {
					return
				}
			}
			t.Errorf("%s: %q leads to %v", row[0], name, among)
		}
		for _, n := range append(p.Names, p.Exact...) {
			check(n, g.Lookup(n))
		}
		for _, n := range p.Demonyms {
			check(n, g.Demonym(n))
		}
	}
}
