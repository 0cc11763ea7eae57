package main

import (
	"fmt"
	"math"
	"slices"

	"hearsay/internal/gazetteer"
)

// A place is a row of the gazetteer while it is being put together.
type place struct {
	gazetteer.Row
	cc string // ISO 3166-1 alpha-2 of its country, in capitals; ""
	in *place // what it lies in
}

// A world is all places of all sources.
type world struct {
	all        []*place
	units      map[string]*place    // countries, provinces and districts by GeoNames' codes: "SY", "SY.10", "US.CA.037"
	iso        map[string]*place    // provinces by ISO 3166-2: "SY-HM"
	named      map[string][]*place  // places by the key of their own names
	isoRegions map[string]isoRegion // what iso3166-2-db says of provinces, by GeoNames' codes
	cells      map[[2]int][]*place  // towns by degree of latitude and longitude
}

func newWorld() *world {
	return &world{
		units: make(map[string]*place), iso: make(map[string]*place),
		named: make(map[string][]*place), cells: make(map[[2]int][]*place),
	}
}

// add adds a place; p.in must have been added before. A place without a name
// to look up or a point is left out.
func (w *world) add(p *place) *place {
	key := gazetteer.Key(p.Name)
	if key == "" || math.IsNaN(p.Lat) || math.IsNaN(p.Lon) {
		return nil
	}
	w.all = append(w.all, p)
	w.index(p, p.Name)
	w.index(p, p.Names...)
	if p.Level == gazetteer.Town {
		c := cell(p.Lat, p.Lon)
		w.cells[c] = append(w.cells[c], p)
	}
	return p
}

// index files a place under names, so that other sources find it.
func (w *world) index(p *place, names ...string) {
	for _, n := range names {
		if k := gazetteer.Key(n); k != "" && !slices.Contains(w.named[k], p) {
			w.named[k] = append(w.named[k], p)
		}
	}
}

func cell(lat, lon float64) [2]int { return [2]int{int(math.Floor(lat)), int(math.Floor(lon))} }

// unit makes p something that others lie in, under a code of GeoNames.
func (w *world) unit(code string, p *place) {
	p.Unit = true
	p.Codes = append(p.Codes, code)
	w.units[code] = p
}

// nearest returns the town of a country ("" for any) nearest to a point within
// some km, nil if there is none.
func (w *world) nearest(cc string, lat, lon, within float64) *place {
	var best *place
	c := cell(lat, lon)
	for i := c[0] - 1; i <= c[0]+1; i++ {
		for j := c[1] - 1; j <= c[1]+1; j++ {
			for _, p := range w.cells[[2]int{i, j}] {
				if cc != "" && p.cc != cc {
					continue
				}
				if d := gazetteer.Distance(lat, lon, p.Lat, p.Lon); d < within {
					best, within = p, d
				}
			}
		}
	}
	return best
}

// names adds other names in Latin letters. Those of a few capitals are found
// only as written.
func (p *place) names(names ...string) {
	for _, n := range names {
		switch {
		case n == "" || n == p.Name || !gazetteer.Latin(n) || len(n) > 120:
		case len(n) <= 4 && isCapitals(n):
			p.exact(n)
		default:
			p.Names = append(p.Names, n)
		}
	}
}

func (p *place) exact(names ...string) {
	for _, n := range names {
		if !slices.Contains(p.Exact, n) {
			p.Exact = append(p.Exact, n)
		}
	}
}

func (p *place) demonyms(words ...string) {
	for _, d := range words {
		if d != "" && !slices.Contains(p.Demonyms, d) {
			p.Demonyms = append(p.Demonyms, d)
		}
	}
}

func isCapitals(s string) bool {
	for i := range len(s) {
		if (s[i] < 'A' || s[i] > 'Z') && s[i] != '.' {
			return false
		}
	}
	return true
}

// reach sets the radii of the units that have none: as far as nearly all of
// their towns lie, and at least that of a circle of their size.
func (w *world) reach() {
	from := make(map[*place][]float64)
	for _, p := range w.all {
		if p.Level != gazetteer.Town {
			continue
		}
		for u := p.in; u != nil; u = u.in {
			from[u] = append(from[u], gazetteer.Distance(u.Lat, u.Lon, p.Lat, p.Lon))
		}
	}
	for _, p := range w.all {
		if !p.Unit || p.RadiusKM < 0 {
			continue
		}
		if d := from[p]; len(d) > 0 {
			slices.Sort(d)
			p.RadiusKM = max(p.RadiusKM, d[len(d)*95/100])
		}
		p.RadiusKM = max(p.RadiusKM, 3)
	}
}

// write returns the gazetteer file.
func (w *world) write(date, notice string) ([]byte, error) {
	b := gazetteer.NewBuilder()
	number := make(map[*place]int)
	for _, p := range w.all {
		p.In = -1
		if p.in != nil {
			n, ok := number[p.in]
			if !ok {
				return nil, fmt.Errorf("%s lies in %s, which comes after it", p.Name, p.in.Name)
			}
			p.In = n
		}
		p.RadiusKM = math.Abs(p.RadiusKM)
		if c := w.units[p.cc]; c != nil {
			p.Arabic = gazetteer.Arabic[c.Country]
		}
		n, err := b.Add(p.Row)
		if err != nil {
			return nil, err
		}
		number[p] = n
	}
	return b.Bytes(date, notice)
}
