// Package gazetteer finds places by their names: "Masyaf" gives a town of
// Syria, its district and province, its point, and its id in GeoNames.
//
// It does not judge which of several places of one name a text means; that is
// the work of package where. A [Gazetteer] does not change once opened and may
// be used by several goroutines.
//
// Files are made by a [Builder], from the sources of cmd/hearsay-gazetteer or
// from what a user imports ([Import]).
package gazetteer

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"sort"
	"strings"
)

// Key returns the form of a name under which it is filed.
func (g *Gazetteer) Key(name string) string { return Key(name) }

// Lookup returns all places of a name, best known first, in a new slice.
//
// Case, marks and a leading article do not count ([Key]), save for short names
// that are words as well: "US", "Man." and "SA" are found only as written so,
// and two capitals are no town called Us or Is.
func (g *Gazetteer) Lookup(name string) []Place {
	var found []Place
	if key := Key(name); key != "" && !isAcronym(name) {
		found = g.gather(found, key)
	}
	if len(name) <= longestExact {
		found = g.gather(found, "="+strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The "))
	}
	return order(found)
}

// isAcronym reports whether a name is two capitals.
func isAcronym(name string) bool {
	return len(name) == 2 && name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'A' && name[1] <= 'Z'
}

// longestExact is the length of the longest name that is found only as written.
const longestExact = 24

// Demonym returns the places whose people or things a word names, in the case
// as given: "Syrian" and "Syrians" give Syria, "Georgian" a country and a
// state.
func (g *Gazetteer) Demonym(word string) []Place {
	return order(g.gather(nil, "@"+word))
}

// Coded returns the country, province or district of a code: "SY" or "SYR",
// and with GeoNames' codes of divisions "SY.10" and "US.CA.037".
func (g *Gazetteer) Coded(code string) (Place, bool) {
	if len(code) == 3 {
		for i := 0; i < len(g.countries); i += 3 {
			if string(g.countries[i:i+3]) == code {
				return g.At(uint24(g.units[i/3*unitSize:])), true
			}
		}
	}
	if found := g.gather(nil, "#"+code); len(found) > 0 {
		return found[0], true
	}
	return Place{}, false
}

// gather appends the places of a key that are not among those found.
func (g *Gazetteer) gather(found []Place, key string) []Place {
	c, ok := g.find(key)
	if !ok {
		return found
	}
	add := func(p Place) {
		if !slices.ContainsFunc(found, func(q Place) bool { return q.ID == p.ID }) {
			found = append(found, p)
		}
	}
	whole := c.read(func(i int, text []byte) {
		p := g.place(c.own + i)
		p.Name = g.display(text, c.key)
		add(p)
	}, func(id int) {
		p := g.At(id)
		p.Alias = untyped(Key(p.Name)) != untyped(key)
		add(p)
	})
	if !whole {
		return nil
	}
	return found
}

// order sorts places, best known first.
func order(found []Place) []Place {
	slices.SortStableFunc(found, func(a, b Place) int {
		return cmp.Or(cmp.Compare(b.fame(), a.fame()), cmp.Compare(a.ID, b.ID))
	})
	return found
}

// fame is how well known a place is taken to be, as the population of a town
// equally known.
func (p Place) fame() float64 {
	people := float64(p.Population)
	switch p.Level {
	case Country:
		return 1e10 + people
	case Province: // often named after its largest town, which is then meant
		return 2e5 + people/2
	case Region:
		return 1e3 * p.RadiusKM * p.RadiusKM
	case Water:
		if open[p.Code] {
			return 5e6
		}
		return 1e5
	case Facility:
		return 2e5
	case District:
		return 5e4 + people
	}
	if p.Alias { // Hong Kong was once called Victoria
		return people / 3
	}
	return people
}

// open are the codes of waters that are not named after lands, as rivers and
// lakes are.
var open = map[string]bool{"OCN": true, "SEA": true, "GULF": true, "STRT": true, "CHN": true}

// At returns the place with a number from 0 to Len, and the zero Place for any
// other.
func (g *Gazetteer) At(id int) Place {
	if id < 0 || id >= g.Len() {
		return Place{}
	}
	p := g.place(id)
	p.Name = g.nameOf(id)
	return p
}

// place returns a place without its name.
func (g *Gazetteer) place(id int) Place {
	r := g.record(id)
	p := Place{
		ID:         id,
		GeoNames:   r.geonames,
		Code:       g.codes[r.code].name,
		Level:      g.codes[r.code].level,
		Lat:        r.lat,
		Lon:        r.lon,
		Population: r.population,
		RadiusKM:   r.radius,
	}
	g.above(id, func(u unit) {
		switch u.level {
		case Country:
			p.Country = u.country
		case Province:
			p.Admin1 = g.unitName(u)
		case District:
			p.Admin2 = g.unitName(u)
		}
	})
	return p
}

// A unit is a place that others lie in.
type unit struct {
	number  int // among the units
	place   int
	level   Level
	country string // alpha-3, if it is one
}

// above calls f with the units that a place lies in, innermost first, the
// place itself first if it is one.
func (g *Gazetteer) above(id int, f func(unit)) {
	r := g.record(id)
	if level := g.codes[r.code].level; level == Country || level == Province || level == District {
		if u, ok := g.unitAt(id, level); ok {
			f(u)
		}
	}
	for depth := 0; r.unit > 0 && depth < 6; depth++ {
		u := g.unit(r.unit - 1)
		f(u)
		r = g.record(u.place)
	}
}

func (g *Gazetteer) unit(i int) unit {
	u := unit{number: i, place: uint24(g.units[i*unitSize:])}
	u.level = g.codes[g.record(u.place).code].level
	if i*3 < len(g.countries) {
		u.country = string(g.countries[i*3 : i*3+3])
	}
	return u
}

// unitAt returns the unit that a country, province or district is, if it is
// one.
func (g *Gazetteer) unitAt(id int, level Level) (unit, bool) {
	from, to := len(g.countries)/3, len(g.units)/unitSize
	if level == Country {
		from, to = 0, from
	}
	i := from + sort.Search(to-from, func(i int) bool { return uint24(g.units[(from+i)*unitSize:]) >= id })
	if i == to || uint24(g.units[i*unitSize:]) != id {
		return unit{}, false
	}
	return g.unit(i), true
}

func (g *Gazetteer) unitName(u unit) string {
	c := cursor{b: g.names[uint24(g.units[u.number*unitSize+3:]):]}
	text, _ := c.name()
	return g.display(text, nil)
}

// Within returns what a place lies in, innermost first: district, province,
// country, as far as known.
func (g *Gazetteer) Within(p Place) []Place {
	var in []Place
	g.above(p.ID, func(u unit) {
		if u.place != p.ID {
			in = append(in, g.At(u.place))
		}
	})
	return in
}

// Contains reports whether outer is one of the places that inner lies in, or
// inner itself.
func (g *Gazetteer) Contains(outer, inner Place) bool {
	found := outer.ID == inner.ID
	g.above(inner.ID, func(u unit) { found = found || u.place == outer.ID })
	return found
}

// A record is what the file holds of a place beside its names.
type record struct {
	lat, lon   float64
	geonames   int
	code       int
	radius     float64
	population int
	unit       int // that it lies in, plus one; 0 for none
}

func (g *Gazetteer) record(id int) record {
	b := g.places[id*placeSize:]
	codeRadius := int(binary.LittleEndian.Uint16(b[9:]))
	return record{
		lat:        degrees(uint24(b), 180),
		lon:        degrees(uint24(b[3:]), 360),
		geonames:   uint24(b[6:]),
		code:       codeRadius & 1023,
		radius:     radiusKM(codeRadius >> 10),
		population: people(b[11]),
		unit:       int(binary.LittleEndian.Uint16(b[12:])),
	}
}

// degrees returns the latitude or longitude that a number stands for, to the
// fourth decimal, ten metres.
func degrees(n int, turn float64) float64 {
	return math.Round((float64(n)/(1<<24-1)*turn-turn/2)*1e4)/1e4 + 0 // no -0
}

func radiusKM(r int) float64 { return round2(math.Exp2(float64(r)/4) / 4) }

func people(p byte) int {
	if p == 0 {
		return 0
	}
	return int(round2(math.Exp2(float64(p-1) / 8)))
}

// round2 rounds to two digits: no more are known.
func round2(x float64) float64 {
	if x < 10 {
		return math.Round(x*10) / 10
	}
	unit := math.Pow(10, math.Floor(math.Log10(x))-1)
	return math.Round(x/unit) * unit
}
