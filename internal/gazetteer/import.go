package gazetteer

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// Import options say what of a dump to take. The zero value takes all.
type ImportOptions struct {
	Countries []string // alpha-2 codes in capitals; empty for all, with what lies in none
	Date      string   // of the new file; "" for that of the base with "+geonames"
}

// An ImportReport counts what became of the rows of a dump.
type ImportReport struct {
	Rows    int // read
	Added   int // new places
	Merged  int // rows that are about places of the base
	Skipped int // rows of other countries, without a name in Latin letters, or damaged
}

// Import returns a gazetteer file of the places of a base and those of a dump
// of GeoNames, "allCountries.txt" or that of a country: rows of 19 fields
// between tabs, as download.geonames.org describes them. Places of the base
// stay as they are, and gain the dump's names and ids.
//
// A division of the dump that the base lacks becomes a place like any other:
// none is said to lie in it. The whole dump needs some 5 GB of memory.
func Import(base *Gazetteer, dump io.Reader, o ImportOptions) ([]byte, ImportReport, error) {
	m := merger{base: base, b: NewBuilder(), byID: make(map[int]int), units: make(map[string]int), countries: o.Countries}
	if err := m.load(); err != nil {
		return nil, m.report, err
	}
	lines := bufio.NewScanner(dump)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		m.report.Rows++
		if m.report.Rows == 1 && strings.Count(lines.Text(), "\t") != dumpFields-1 {
			return nil, m.report, errors.New("line 1: not a row of GeoNames' dump: it has 19 fields between tabs")
		}
		if err := m.row(strings.Split(lines.Text(), "\t")); err != nil {
			return nil, m.report, fmt.Errorf("line %d: %w", m.report.Rows, err)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, m.report, fmt.Errorf("line %d: %w", m.report.Rows+1, err)
	}
	date := o.Date
	if date == "" {
		date = base.date + "+geonames"
	}
	file, err := m.b.Bytes(date, base.notice)
	return file, m.report, err
}

const dumpFields = 19

// A merger adds rows of a dump to the places of a base.
type merger struct {
	base      *Gazetteer
	b         *Builder       // whose first rows are the places of the base, in their order
	byID      map[int]int    // rows by id of GeoNames
	units     map[string]int // rows of units by code of GeoNames
	countries []string
	report    ImportReport
}

// load puts the places of the base into the builder.
func (m *merger) load() error {
	g, b := m.base, m.b
	b.codes = slices.Clone(g.codes)
	for i, c := range b.codes {
		b.seen[c.level.String()+" "+c.name] = i
	}
	b.rows = make([]built, g.Len())
	unitRow := make([]int32, len(g.units)/unitSize)
	for i := range unitRow {
		u := g.unit(i)
		unitRow[i] = int32(u.place)
		b.rows[u.place].unit = true
		copy(b.rows[u.place].country[:], u.country)
	}
	for id := range b.rows {
		p, r := g.places[id*placeSize:], g.record(id)
		row := &b.rows[id]
		row.lat, row.lon, row.geonames = uint32(uint24(p)), uint32(uint24(p[3:])), uint32(r.geonames)
		row.code, row.radius, row.population = uint16(r.code), p[10]>>2, p[11]
		row.fame = g.place(id).fame()
		if row.in = -1; r.unit > 0 {
			row.in = unitRow[r.unit-1]
		}
		if r.geonames > 0 {
			m.byID[r.geonames] = id
		}
	}
	next := 0
	for i := range len(g.blocks) / 8 {
		for c := g.block(i, nil); c.next(); {
			key := b.text(string(c.key))
			c.read(func(j int, name []byte) {
				row := &b.rows[c.own+j]
				row.key, row.name = key, b.text(g.display(name, c.key))
				next++
			}, func(id int) {
				b.said = append(b.said, said{key, int32(id)})
				if code, ok := strings.CutPrefix(string(c.key), "#"); ok && b.rows[id].unit {
					m.units[code] = id
				}
			})
		}
	}
	if next != g.Len() {
		return errors.New("the base gazetteer is damaged: places without a name")
	}
	return nil
}

// row adds one row of the dump.
func (m *merger) row(f []string) error {
	if len(f) != dumpFields || len(m.countries) > 0 && !slices.Contains(m.countries, f[8]) {
		m.report.Skipped++
		return nil
	}
	r, ok := m.parse(f)
	if !ok {
		m.report.Skipped++
		return nil
	}
	if id, ok := m.known(r, f); ok {
		m.report.Merged++
		if m.b.rows[id].geonames == 0 {
			m.b.rows[id].geonames = uint32(r.GeoNames)
			m.byID[r.GeoNames] = id
		}
		r.Names = append(r.Names, r.Name)
		m.b.AddNames(id, r)
		return nil
	}
	id, err := m.b.Add(r)
	if err != nil {
		return err
	}
	m.byID[r.GeoNames] = id
	m.report.Added++
	return nil
}

// parse turns the fields of a row into a place, if it has a name to be looked
// up and a point.
func (m *merger) parse(f []string) (r Row, ok bool) {
	r = Row{Name: f[1], Code: f[7], Level: LevelOf(f[6], f[7]), In: -1}
	if !Latin(r.Name) || Key(r.Name) == "" {
		r.Name = f[2]
	}
	var err [3]error
	r.GeoNames, err[0] = strconv.Atoi(f[0])
	r.Lat, err[1] = strconv.ParseFloat(f[4], 64)
	r.Lon, err[2] = strconv.ParseFloat(f[5], 64)
	if n, e := strconv.Atoi(f[14]); e == nil && n > 0 {
		r.Population = n
	}
	if err != [3]error{} || r.GeoNames <= 0 || r.GeoNames >= 1<<24 || !onEarth(r.Lat, r.Lon) || Key(r.Name) == "" {
		return r, false
	}
	for _, n := range strings.Split(f[3], ",") {
		if n != strings.ToLower(n) && n != r.Name && Latin(n) {
			r.Names = append(r.Names, n)
		}
	}
	if r.Level == Country { // the base has all of them; others are of the past
		r.Level = Region
	}
	r.RadiusKM = 2
	switch {
	case r.Level == Town:
		r.RadiusKM = TownRadius(r.Population)
	case r.Level == Province:
		r.RadiusKM = 80
	case r.Level == District || r.Code == "RGN":
		r.RadiusKM = 15
	}
	for _, code := range []string{f[8] + "." + f[10] + "." + f[11], f[8] + "." + f[10], f[8]} {
		if u, ok := m.units[code]; ok {
			r.In = u
			r.Arabic = inArabia(m.base.place(u))
			break
		}
	}
	return r, true
}

// known returns the place of the base that a row is about: of its id, of its
// code for countries and divisions, or of its name at the same spot.
func (m *merger) known(r Row, f []string) (id int, ok bool) {
	if id, ok := m.byID[r.GeoNames]; ok {
		return id, true
	}
	code := ""
	switch {
	case f[7] == "ADM1":
		code = f[8] + "." + f[10]
	case f[7] == "ADM2":
		code = f[8] + "." + f[10] + "." + f[11]
	case f[6] == "A" && strings.HasPrefix(f[7], "PCL") && f[7] != "PCLH":
		code = f[8]
	}
	if code != "" {
		id, ok = m.units[code]
		return id, ok
	}
	c, ok := m.base.find(Key(r.Name))
	if !ok {
		return 0, false
	}
	for i := range c.owns {
		p := m.base.place(c.own + i)
		if m.b.rows[p.ID].geonames == 0 && p.Level == r.Level && Distance(p.Lat, p.Lon, r.Lat, r.Lon) < 10 {
			return p.ID, true
		}
	}
	return 0, false
}
