package gazetteer

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"

	"hearsay"
)

// A gazetteer file, version 1. It is used where it lies, without being decoded
// as a whole. Integers are little-endian; "uvarint" is that of
// encoding/binary; "text" is a string coded by the symbols (see below).
//
//	magic      8 bytes   "hearsayG"
//	version    uint32    1
//	sum        uint32    CRC-32C of the table of sections
//	table      8 × { offset uint32, length uint32, sum uint32 (CRC-32C) }
//	sections   one after the other, in this order, to the end of the file:
//
//	info       lines of UTF-8, the first being the date of the data, "2026-11";
//	           the rest are notices for people
//	codes      feature codes, each { level uint8, length uint8, name }
//	symbols    up to 255 symbols, each { length uint8 1–8, bytes }. In a text,
//	           byte c stands for symbol c, and 255 for the one byte that follows.
//	units      { countries uint16, then of each its ISO 3166-1 alpha-3, 3 bytes,
//	           then of every unit, countries first, either by place, { its place
//	           uint24, offset of its name in names uint24 } }. A unit is a place
//	           that others lie in.
//	names      the names of the units, as below; they stand here as well so that
//	           what a place lies in is told without a search
//	blocks     of every block of keys { offset in keys uint32, number of its
//	           first own place uint32 }
//	keys       blocks of 32 keys, the last of fewer, keys in order of their bytes
//	places     14 bytes each: { latitude uint24, of 180° from the south pole;
//	           longitude uint24, of 360° from 180° W; GeoNames id uint24;
//	           code | radius<<10 uint16; population uint8; unit uint16 }
//
// Places are numbered in the order of the keys of their own names. So a key
// need not say which places it names as their own, only how many.
//
// A key is a folded name ([Key]), or one of the following, told by its first
// byte, which no folded name has:
//
//	=SA        a name found only as written
//	@Syrians   a demonym, as written
//	~drzr      the skeleton of an Arabic name, by which other spellings of it are
//	           found: see spell and skeleton
//	#SY.10     the country code and admin codes by which GeoNames knows a unit
//
// In a block a key is stored as
//
//	head       uint8: bytes shared with the key before it (0 for the first of a
//	           block) <<4 | length of the rest as text; 15 in either half means
//	           15 plus a uvarint, that of the shared bytes first
//	rest       text
//	what       uvarint, whose low two bits say what follows:
//	           0  one own place, its name is the key in title case
//	           1  one own place, its name follows
//	           2  one place of which this is another name: its number is what>>2
//	           3  what>>2 own places, then uvarint the number m of others, then
//	              the names of the own places, then m uvarints: the first other
//	              place, and the differences from each to the next
//
// where a name is { length uvarint, text }, of length 0 for the key in title case.
//
// A radius r stands for 2^(r/4)/4 km, a population p > 0 for 2^((p-1)/8)
// people, a unit u > 0 for unit u-1.
const (
	magic      = "hearsayG"
	version    = 1
	headerSize = len(magic) + 8 + sections*12

	blockKeys = 32
	placeSize = 14
	unitSize  = 6
	escape    = 255
)

// The sections, in their order.
const (
	infoSection = iota
	codesSection
	symbolsSection
	unitsSection
	namesSection
	blocksSection
	keysSection
	placesSection
	sections
)

var sectionNames = [sections]string{"info", "codes", "symbols", "units", "names", "blocks", "keys", "places"}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// A code is what a feature code says of a place.
type code struct {
	name  string
	level Level
}

// Gazetteer is an open file of places.
type Gazetteer struct {
	date      string
	notice    string
	sum       uint32 // of the table of sections, and so of the file
	codes     []code
	symbols   symbols
	countries []byte // alpha-3 codes, 3 bytes each
	units     []byte // unitSize bytes each
	names     []byte // of units
	blocks    []byte // 8 bytes each
	keys      []byte
	places    []byte // placeSize bytes each
}

// Open returns the gazetteer in b, which it keeps and never changes. Damage is
// a [hearsay.Error] of kind Unreadable that says at which byte.
func Open(b []byte) (*Gazetteer, error) {
	s, err := split(b)
	if err != nil {
		return nil, damaged(err)
	}
	g := &Gazetteer{
		sum:    binary.LittleEndian.Uint32(b[len(magic)+4:]),
		names:  s[namesSection].b,
		blocks: s[blocksSection].b,
		keys:   s[keysSection].b,
		places: s[placesSection].b,
	}
	for _, read := range []func([sections]section) error{g.readInfo, g.readCodes, g.readSymbols, g.readUnits, g.checkSizes} {
		if err := read(s); err != nil {
			return nil, damaged(err)
		}
	}
	return g, nil
}

func damaged(err error) error {
	return &hearsay.Error{Op: "gazetteer.Open", Kind: hearsay.Unreadable, Err: err,
		Hint: "Build the file again with hearsay gazetteer import, or leave it out to use the built-in one."}
}

// A section is the bytes of one section and where they begin in the file.
type section struct {
	at int
	b  []byte
}

func (s section) errorf(offset int, format string, args ...any) error {
	return fmt.Errorf("byte %d: "+format, append([]any{s.at + offset}, args...)...)
}

// split checks the header and all sums, and returns the sections.
func split(b []byte) (s [sections]section, err error) {
	if len(b) < headerSize {
		return s, fmt.Errorf("byte %d: the file ends inside its header", len(b))
	}
	if string(b[:len(magic)]) != magic {
		return s, errors.New("byte 0: not a gazetteer file")
	}
	if v := binary.LittleEndian.Uint32(b[len(magic):]); v != version {
		return s, fmt.Errorf("byte %d: version %d, not %d", len(magic), v, version)
	}
	table := b[len(magic)+8 : headerSize]
	if crc32.Checksum(table, castagnoli) != binary.LittleEndian.Uint32(b[len(magic)+4:]) {
		return s, fmt.Errorf("byte %d: wrong checksum of the table of sections", len(magic)+8)
	}
	end := uint64(headerSize)
	for i := range s {
		e := table[i*12:]
		at, size := binary.LittleEndian.Uint32(e), binary.LittleEndian.Uint32(e[4:])
		if uint64(at) != end || end+uint64(size) > uint64(len(b)) {
			return s, fmt.Errorf("byte %d: section %s runs from %d for %d bytes, in a file of %d", headerSize-len(table)+i*12, sectionNames[i], at, size, len(b))
		}
		end += uint64(size)
		s[i] = section{int(at), b[at:end]}
		if crc32.Checksum(s[i].b, castagnoli) != binary.LittleEndian.Uint32(e[8:]) {
			return s, s[i].errorf(0, "wrong checksum of section %s", sectionNames[i])
		}
	}
	if end != uint64(len(b)) {
		return s, fmt.Errorf("byte %d: bytes after the last section", end)
	}
	return s, nil
}

func (g *Gazetteer) readCodes(s [sections]section) error {
	sec := s[codesSection]
	for i := 0; i < len(sec.b); {
		if i+2 > len(sec.b) || i+2+int(sec.b[i+1]) > len(sec.b) {
			return sec.errorf(i, "a feature code runs past its section")
		}
		n := int(sec.b[i+1])
		if int(sec.b[i]) >= len(levelNames) {
			return sec.errorf(i, "no level %d", sec.b[i])
		}
		g.codes = append(g.codes, code{string(sec.b[i+2 : i+2+n]), Level(sec.b[i])})
		i += 2 + n
	}
	return nil
}

func (g *Gazetteer) readSymbols(s [sections]section) error {
	sec := s[symbolsSection]
	n := 0
	for i := 0; i < len(sec.b); n++ {
		l := int(sec.b[i])
		if l == 0 || l > 8 || n >= escape || i+1+l > len(sec.b) {
			return sec.errorf(i, "symbol %d of %d bytes", n, l)
		}
		g.symbols[n] = string(sec.b[i+1 : i+1+l])
		i += 1 + l
	}
	return nil
}

func (g *Gazetteer) readUnits(s [sections]section) error {
	sec := s[unitsSection]
	if len(sec.b) < 2 {
		return sec.errorf(0, "no number of countries")
	}
	n := int(binary.LittleEndian.Uint16(sec.b))
	rest := sec.b[2:]
	if len(rest) < (3+unitSize)*n || (len(rest)-3*n)%unitSize != 0 {
		return sec.errorf(0, "%d countries in %d bytes", n, len(rest))
	}
	g.countries, g.units = rest[:3*n], rest[3*n:]
	for i := 0; i < len(g.units); i += unitSize {
		if p := uint24(g.units[i:]); p >= g.Len() {
			return sec.errorf(2+3*n+i, "unit %d is place %d of %d", i/unitSize, p, g.Len())
		}
		if i > 0 && i != n*unitSize && uint24(g.units[i:]) <= uint24(g.units[i-unitSize:]) {
			return sec.errorf(2+3*n+i, "unit %d is out of order", i/unitSize)
		}
		if at := uint24(g.units[i+3:]); at >= len(g.names) {
			return sec.errorf(2+3*n+i, "unit %d has its name at %d of %d", i/unitSize, at, len(g.names))
		}
	}
	return nil
}

// checkSizes checks what lookups rely on to find their way: that the blocks
// follow one another and number the places in order.
func (g *Gazetteer) checkSizes(s [sections]section) error {
	if len(g.places)%placeSize != 0 || g.Len() >= 1<<24 {
		return s[placesSection].errorf(0, "%d bytes of places", len(g.places))
	}
	if len(g.blocks)%8 != 0 {
		return s[blocksSection].errorf(0, "%d bytes of blocks", len(g.blocks))
	}
	offset, first := 0, 0
	for i := 0; i < len(g.blocks); i += 8 {
		o, f := int(binary.LittleEndian.Uint32(g.blocks[i:])), int(binary.LittleEndian.Uint32(g.blocks[i+4:]))
		if i == 0 && (o != 0 || f != 0) || i > 0 && o <= offset || o >= len(g.keys) || f < first || f > g.Len() {
			return s[blocksSection].errorf(i, "block %d at %d, first place %d", i/8, o, f)
		}
		offset, first = o, f
	}
	for i := 0; i < len(g.places); i += placeSize {
		p := g.places[i:]
		if c := int(binary.LittleEndian.Uint16(p[9:])) & 1023; c >= len(g.codes) {
			return s[placesSection].errorf(i, "place %d has code %d of %d", i/placeSize, c, len(g.codes))
		}
		if u := int(binary.LittleEndian.Uint16(p[12:])); u > len(g.units)/unitSize {
			return s[placesSection].errorf(i, "place %d lies in unit %d of %d", i/placeSize, u, len(g.units)/unitSize)
		}
	}
	return nil
}

func (g *Gazetteer) readInfo(s [sections]section) error {
	sec := s[infoSection]
	for i, c := range sec.b {
		if c == '\n' {
			g.date, g.notice = string(sec.b[:i]), string(sec.b[i+1:])
			return nil
		}
	}
	return sec.errorf(0, "no date")
}

// Version returns the date of the data and the sum that tells files of one
// date apart: "2026-11 (crc32c 0123abcd)".
func (g *Gazetteer) Version() string { return fmt.Sprintf("%s (crc32c %08x)", g.date, g.sum) }

// Notice returns where the data are from and under which licences.
func (g *Gazetteer) Notice() string { return g.notice }

// Len returns the number of places.
func (g *Gazetteer) Len() int { return len(g.places) / placeSize }

func uint24(b []byte) int { return int(b[0]) | int(b[1])<<8 | int(b[2])<<16 }
