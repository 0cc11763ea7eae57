package gazetteer

import (
	"fmt"
	"math"
	"unicode"
)

// A Row is a place to be written.
type Row struct {
	Name       string
	Names      []string // other names
	Exact      []string // other names, found only as written
	Demonyms   []string // words for its people and things, as written
	Codes      []string // by which [Gazetteer.Coded] finds it; only of units
	Code       string   // GeoNames' feature code or the like
	Level      Level
	GeoNames   int
	Country    string // alpha-3, only of countries
	In         int    // number of the unit it lies in, as Add returned it; -1 for none
	Unit       bool   // others may lie in it
	Arabic     bool   // its names are Arabic: they are found in other spellings too
	Lat, Lon   float64
	Population int
	RadiusKM   float64
}

// A Builder makes a gazetteer file of rows added in any order. The same rows
// in the same order make the same bytes.
type Builder struct {
	rows      []built
	keys      []byte // bytes of all keys and names, one after the other
	said      []said
	codes     []code
	seen      map[string]int // of codes
	countries int            // units that are countries, once known
}

// built is a place as far as it is known before it has a number.
type built struct {
	name, key  text    // as displayed, and what that folds to
	fame       float64 // orders places of one key
	lat, lon   uint32  // these as in the file
	geonames   uint32
	code       uint16
	radius     uint8
	population uint8
	in         int32 // row of the unit it lies in, -1 for none
	unit       bool
	country    [3]byte // of a unit that is a country
}

// A text is a stretch of Builder.keys.
type text struct {
	at uint32
	n  uint16
}

// said is one name of one row.
type said struct {
	key text
	row int32
}

// NewBuilder returns a Builder without rows.
func NewBuilder() *Builder { return &Builder{seen: make(map[string]int)} }

// Len returns the number of rows added.
func (b *Builder) Len() int { return len(b.rows) }

// Add adds a row and returns its number, by which other rows may lie in it.
// Names that fold to nothing are left out. A row whose own name does is an
// error, as is one that lies in no unit or nowhere on Earth.
func (b *Builder) Add(r Row) (int, error) {
	key := Key(r.Name)
	switch {
	case key == "":
		return 0, fmt.Errorf("no letters in the name %q", r.Name)
	case !onEarth(r.Lat, r.Lon):
		return 0, fmt.Errorf("%s: no such point: %g, %g", r.Name, r.Lat, r.Lon)
	case r.In >= len(b.rows) || r.In >= 0 && !b.rows[r.In].unit:
		return 0, fmt.Errorf("%s: lies in row %d, which is no unit", r.Name, r.In)
	case r.Level == Country && len(r.Country) != 3:
		return 0, fmt.Errorf("%s: country with code %q", r.Name, r.Country)
	case r.GeoNames < 0 || r.GeoNames >= 1<<24:
		return 0, fmt.Errorf("%s: GeoNames id %d", r.Name, r.GeoNames)
	case len(b.rows) >= 1<<24-1 || len(b.keys) > math.MaxInt32-1<<20:
		return 0, fmt.Errorf("%s: too many places", r.Name)
	}
	code, err := b.code(r.Code, r.Level)
	if err != nil {
		return 0, fmt.Errorf("%s: %v", r.Name, err)
	}
	n := len(b.rows)
	p := built{
		name: b.text(r.Name), key: b.text(key),
		fame: Place{Level: r.Level, Code: r.Code, Population: r.Population, RadiusKM: r.RadiusKM}.fame(),
		lat:  turned(r.Lat, 180), lon: turned(r.Lon, 360), geonames: uint32(r.GeoNames),
		code: code, radius: radiusCode(r.RadiusKM), population: populationCode(r.Population),
		in: int32(r.In), unit: r.Unit,
	}
	copy(p.country[:], r.Country)
	b.rows = append(b.rows, p)
	b.AddNames(n, r)
	return n, nil
}

// AddNames adds the other names, demonyms and codes of r to row n.
func (b *Builder) AddNames(n int, r Row) {
	for _, name := range r.Names {
		b.say(n, Key(name))
	}
	if r.Arabic {
		for _, name := range append([]string{r.Name}, r.Names...) {
			if s := skeleton(spell(Key(name))); s != "" {
				b.say(n, "~"+s)
			}
		}
	}
	for _, name := range r.Exact {
		b.say(n, "="+name)
	}
	for _, word := range r.Demonyms {
		b.say(n, "@"+word)
	}
	for _, code := range r.Codes {
		b.say(n, "#"+code)
	}
}

func (b *Builder) say(row int, key string) {
	if len(key) < 2 || len(key) > 200 {
		return // one letter names no place
	}
	b.said = append(b.said, said{b.text(key), int32(row)})
}

func (b *Builder) text(s string) text {
	s = s[:min(len(s), 200)]
	t := text{uint32(len(b.keys)), uint16(len(s))}
	b.keys = append(b.keys, s...)
	return t
}

func (b *Builder) bytes(t text) []byte { return b.keys[t.at : int(t.at)+int(t.n)] }

func (b *Builder) code(name string, level Level) (uint16, error) {
	id := level.String() + " " + name
	if i, ok := b.seen[id]; ok {
		return uint16(i), nil
	}
	if len(b.codes) == 1024 || len(name) > 255 {
		return 0, fmt.Errorf("no room for feature code %q", name)
	}
	b.seen[id] = len(b.codes)
	b.codes = append(b.codes, code{name, level})
	return uint16(len(b.codes) - 1), nil
}

func radiusCode(km float64) uint8 {
	if km <= 0.25 {
		return 0
	}
	return uint8(min(63, math.Round(math.Log2(km*4)*4)))
}

// turned returns the number of a latitude or longitude; see degrees.
func turned(angle, turn float64) uint32 {
	return uint32(math.Round((angle + turn/2) / turn * (1<<24 - 1)))
}

func populationCode(n int) uint8 {
	if n <= 0 {
		return 0
	}
	return uint8(min(255, 1+math.Round(math.Log2(float64(n))*8)))
}

func onEarth(lat, lon float64) bool { return math.Abs(lat) <= 90 && math.Abs(lon) <= 180 }

// TownRadius returns the radius in km of a town of so many people: that of a
// circle with three thousand to the km², and at least 1.
func TownRadius(people int) float64 {
	return max(1, math.Sqrt(float64(people)/3000/math.Pi))
}

// Latin reports whether a name is written in Latin letters: others are not
// looked up in English text.
func Latin(name string) bool {
	for _, r := range name {
		if unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && r != 'ʻ' && r != 'ʼ' {
			return false
		}
	}
	return true
}
