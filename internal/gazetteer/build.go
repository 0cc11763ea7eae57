package gazetteer

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"slices"
	"strings"
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
	Lat, Lon   float64
	Population int
	RadiusKM   float64
}

// A Builder makes a gazetteer file of rows added in any order. The same rows
// in the same order make the same bytes.
type Builder struct {
	rows  []built
	keys  []byte // bytes of all keys and names, one after the other
	said  []said
	codes []code
	seen  map[string]int // of codes
	units int
}

// built is a place as far as it is known before it has a number.
type built struct {
	name         text // as displayed
	key          text // that the name folds to
	lat, lon     float64
	fame         float64
	geonames, in int32
	population   int32
	code         uint16
	radius       uint8
	unit         bool
	country      [3]byte
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
	case !(math.Abs(r.Lat) <= 90 && math.Abs(r.Lon) <= 180):
		return 0, fmt.Errorf("%s: no such point: %g, %g", r.Name, r.Lat, r.Lon)
	case r.In >= len(b.rows) || r.In >= 0 && !b.rows[r.In].unit:
		return 0, fmt.Errorf("%s: lies in row %d, which is no unit", r.Name, r.In)
	case r.Level == Country && len(r.Country) != 3:
		return 0, fmt.Errorf("%s: country with code %q", r.Name, r.Country)
	case r.GeoNames < 0 || r.GeoNames >= 1<<24:
		return 0, fmt.Errorf("%s: GeoNames id %d", r.Name, r.GeoNames)
	case len(b.rows) >= 1<<24-1 || len(b.keys) > math.MaxUint32-1<<20:
		return 0, fmt.Errorf("%s: too many places", r.Name)
	}
	code, err := b.code(r.Code, r.Level)
	if err != nil {
		return 0, fmt.Errorf("%s: %v", r.Name, err)
	}
	n := len(b.rows)
	p := built{
		name: b.text(r.Name), key: b.text(key), lat: r.Lat, lon: r.Lon,
		fame:     Place{Level: r.Level, Population: r.Population}.fame(),
		geonames: int32(r.GeoNames), in: int32(r.In), population: int32(min(r.Population, math.MaxInt32)),
		code: code, radius: radiusCode(r.RadiusKM), unit: r.Unit,
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

func populationCode(n int32) byte {
	if n <= 0 {
		return 0
	}
	return byte(min(255, 1+math.Round(math.Log2(float64(n))*8)))
}

// Bytes returns the file, whose first line of info is date and whose other
// lines are notice. The Builder is spent.
func (b *Builder) Bytes(date, notice string) ([]byte, error) {
	if strings.Contains(date, "\n") || date == "" {
		return nil, fmt.Errorf("gazetteer: date %q", date)
	}
	number := b.number()
	units, err := b.unitNumbers()
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %v", err)
	}
	c := train(b.sample())
	blocks, keys := b.writeKeys(c, number)
	var parts [sections][]byte
	parts[infoSection] = []byte(date + "\n" + notice)
	for _, k := range b.codes {
		parts[codesSection] = append(append(parts[codesSection], byte(k.level), byte(len(k.name))), k.name...)
	}
	for _, s := range c.symbols {
		if s != "" {
			parts[symbolsSection] = append(append(parts[symbolsSection], byte(len(s))), s...)
		}
	}
	parts[unitsSection] = b.writeUnits(units, number)
	parts[blocksSection], parts[keysSection] = blocks, keys
	parts[placesSection] = b.writePlaces(units, number)
	return join(parts)
}

// join puts sections together to a file.
func join(parts [sections][]byte) ([]byte, error) {
	file := append([]byte(magic), make([]byte, headerSize-len(magic))...)
	binary.LittleEndian.PutUint32(file[len(magic):], version)
	for i, p := range parts {
		if len(file)+len(p) > math.MaxUint32 {
			return nil, fmt.Errorf("gazetteer: the file would be larger than 4 GiB")
		}
		e := file[len(magic)+8+i*12:]
		binary.LittleEndian.PutUint32(e, uint32(len(file)))
		binary.LittleEndian.PutUint32(e[4:], uint32(len(p)))
		binary.LittleEndian.PutUint32(e[8:], crc32.Checksum(p, castagnoli))
		file = append(file, p...)
	}
	binary.LittleEndian.PutUint32(file[len(magic)+4:], crc32.Checksum(file[len(magic)+8:headerSize], castagnoli))
	return file, nil
}

// number gives every row its number as a place: in the order of the keys of
// their names, best known first among those of one key.
func (b *Builder) number() []int32 {
	order := make([]int32, len(b.rows))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		p, q := &b.rows[i], &b.rows[j]
		return cmp.Or(
			bytes.Compare(b.bytes(p.key), b.bytes(q.key)),
			cmp.Compare(q.fame, p.fame),
			cmp.Compare(p.geonames, q.geonames),
			cmp.Compare(i, j))
	})
	number := make([]int32, len(order))
	for n, row := range order {
		number[row] = int32(n)
	}
	return number
}

// unitNumbers returns the rows of the units, countries first, each in the
// order added.
func (b *Builder) unitNumbers() (units []int32, err error) {
	var others []int32
	for i, p := range b.rows {
		switch {
		case p.unit && p.country[0] != 0:
			units = append(units, int32(i))
		case p.unit:
			others = append(others, int32(i))
		}
	}
	b.units = len(units)
	if units = append(units, others...); len(units) >= 1<<16-1 {
		return nil, fmt.Errorf("%d units, more than %d", len(units), 1<<16-2)
	}
	return units, nil
}

func (b *Builder) writeUnits(units, number []int32) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(b.units))
	for _, u := range units[:b.units] {
		out = append(out, b.rows[u].country[:]...)
	}
	for _, u := range units {
		out = appendUint24(out, int(number[u]))
	}
	return out
}

func (b *Builder) writePlaces(units, number []int32) []byte {
	unit := make(map[int32]int, len(units))
	for i, u := range units {
		unit[u] = i + 1
	}
	out := make([]byte, len(b.rows)*placeSize)
	for i, p := range b.rows {
		r := out[int(number[i])*placeSize:][:0]
		r = appendUint24(r, int(math.Round((p.lat+90)/180*(1<<24-1))))
		r = appendUint24(r, int(math.Round((p.lon+180)/360*(1<<24-1))))
		r = appendUint24(r, int(p.geonames))
		r = binary.LittleEndian.AppendUint16(r, p.code|uint16(p.radius)<<10)
		r = append(r, populationCode(p.population))
		binary.LittleEndian.AppendUint16(r, uint16(unit[p.in]))
	}
	return out
}

func appendUint24(b []byte, n int) []byte { return append(b, byte(n), byte(n>>8), byte(n>>16)) }

// sample returns keys and names to train the symbols on.
func (b *Builder) sample() [][]byte {
	var s [][]byte
	step := max(1, (len(b.said)+2*len(b.rows))/40000)
	for i := 0; i < len(b.said); i += step {
		k := b.bytes(b.said[i].key)
		s = append(s, k[min(len(k), 3):]) // what neighbours share is not written
	}
	for i := 0; i < len(b.rows); i += step {
		k := b.bytes(b.rows[i].key)
		s = append(s, k[min(len(k), 3):])
		if n := b.bytes(b.rows[i].name); string(n) != title(string(k)) {
			s = append(s, n)
		}
	}
	return s
}

// writeKeys writes the sections blocks and keys.
func (b *Builder) writeKeys(c *coder, number []int32) (blocks, keys []byte) {
	own := make([]int32, len(b.rows)) // rows by number
	for row, n := range number {
		own[n] = int32(row)
	}
	for i := range b.said {
		b.said[i].row = number[b.said[i].row]
	}
	slices.SortFunc(b.said, func(x, y said) int {
		return cmp.Or(bytes.Compare(b.bytes(x.key), b.bytes(y.key)), cmp.Compare(x.row, y.row))
	})
	var last, names []byte
	var others []int32
	first, s := 0, 0
	for n := 0; first < len(own) || s < len(b.said); n++ {
		key := b.nextKey(own[first:], b.said[s:])
		if n%blockKeys == 0 {
			blocks = binary.LittleEndian.AppendUint32(blocks, uint32(len(keys)))
			blocks = binary.LittleEndian.AppendUint32(blocks, uint32(first))
			last = nil
		}
		keys = appendKey(c, keys, last, key)
		last = key
		from := first
		names, others = names[:0], others[:0]
		for ; first < len(own) && bytes.Equal(b.bytes(b.rows[own[first]].key), key); first++ {
			names = b.appendName(c, names, b.bytes(b.rows[own[first]].name), string(key))
		}
		for ; s < len(b.said) && bytes.Equal(b.bytes(b.said[s].key), key); s++ {
			o := b.said[s].row
			if isOwn := int(o) >= from && int(o) < first; !isOwn && (len(others) == 0 || others[len(others)-1] != o) {
				others = append(others, o)
			}
		}
		keys = appendWhat(keys, first-from, names, others)
	}
	return blocks, keys
}

// nextKey returns the first of the keys left.
func (b *Builder) nextKey(own []int32, said []said) []byte {
	if len(own) == 0 {
		return b.bytes(said[0].key)
	}
	k := b.bytes(b.rows[own[0]].key)
	if len(said) > 0 && bytes.Compare(b.bytes(said[0].key), k) < 0 {
		return b.bytes(said[0].key)
	}
	return k
}

func appendKey(c *coder, out, last, key []byte) []byte {
	shared := 0
	for shared < len(last) && shared < len(key) && last[shared] == key[shared] {
		shared++
	}
	rest := c.append(nil, key[shared:])
	out = append(out, byte(min(shared, 15)<<4|min(len(rest), 15)))
	if shared >= 15 {
		out = binary.AppendUvarint(out, uint64(shared-15))
	}
	if len(rest) >= 15 {
		out = binary.AppendUvarint(out, uint64(len(rest)-15))
	}
	return append(out, rest...)
}

// appendName appends a name, empty if it is the key in title case.
func (b *Builder) appendName(c *coder, out, name []byte, key string) []byte {
	if string(name) == title(key) {
		return append(out, 0)
	}
	text := c.append(nil, name)
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

func appendWhat(out []byte, own int, names []byte, others []int32) []byte {
	switch {
	case own == 1 && len(others) == 0 && names[0] == 0:
		return append(out, 0)
	case own == 1 && len(others) == 0:
		return append(append(out, 1), names...)
	case own == 0 && len(others) == 1:
		return binary.AppendUvarint(out, uint64(others[0])<<2|2)
	}
	out = binary.AppendUvarint(out, uint64(own)<<2|3)
	out = binary.AppendUvarint(out, uint64(len(others)))
	out = append(out, names...)
	last := int32(0)
	for _, o := range others {
		out = binary.AppendUvarint(out, uint64(o-last))
		last = o
	}
	return out
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
