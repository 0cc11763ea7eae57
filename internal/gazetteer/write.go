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
)

// Bytes returns the file, whose first line of info is date and whose other
// lines are notice. The Builder is spent.
func (b *Builder) Bytes(date, notice string) ([]byte, error) {
	if strings.Contains(date, "\n") || date == "" {
		return nil, fmt.Errorf("gazetteer: date %q", date)
	}
	number := b.number()
	units, err := b.unitNumbers(number)
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
	parts[unitsSection], parts[namesSection], err = b.writeUnits(c, units, number)
	if err != nil {
		return nil, fmt.Errorf("gazetteer: %v", err)
	}
	parts[blocksSection], parts[keysSection] = blocks, keys
	parts[placesSection] = b.writePlaces(units, number)
	return join(parts)
}

// join puts sections together to a file.
func join(parts [sections][]byte) ([]byte, error) {
	file := append([]byte(magic), make([]byte, headerSize-len(magic))...)
	binary.LittleEndian.PutUint32(file[len(magic):], version)
	for i, p := range parts {
		if len(p) > math.MaxInt32-len(file) {
			return nil, fmt.Errorf("gazetteer: the file would be larger than 2 GiB")
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

// unitNumbers returns the rows of the units, countries first, either by the
// numbers of their places.
func (b *Builder) unitNumbers(number []int32) (units []int32, err error) {
	for i, p := range b.rows {
		if p.unit {
			units = append(units, int32(i))
		}
	}
	slices.SortFunc(units, func(i, j int32) int {
		other := func(row int32) int {
			if b.rows[row].country[0] != 0 {
				return 0
			}
			return 1
		}
		return cmp.Or(other(i)-other(j), cmp.Compare(number[i], number[j]))
	})
	for b.countries < len(units) && b.rows[units[b.countries]].country[0] != 0 {
		b.countries++
	}
	if len(units) >= 1<<16-1 {
		return nil, fmt.Errorf("%d units, more than %d", len(units), 1<<16-2)
	}
	return units, nil
}

// writeUnits writes the sections units and names.
func (b *Builder) writeUnits(c *coder, units, number []int32) (out, names []byte, err error) {
	out = binary.LittleEndian.AppendUint16(nil, uint16(b.countries))
	for _, u := range units[:b.countries] {
		out = append(out, b.rows[u].country[:]...)
	}
	for _, u := range units {
		out = appendUint24(appendUint24(out, int(number[u])), len(names))
		names = b.appendName(c, names, b.bytes(b.rows[u].name), "")
	}
	if len(names) >= 1<<24 {
		return nil, nil, fmt.Errorf("%d bytes of names of units", len(names))
	}
	return out, names, nil
}

func (b *Builder) writePlaces(units, number []int32) []byte {
	unit := make(map[int32]int, len(units))
	for i, u := range units {
		unit[u] = i + 1
	}
	out := make([]byte, len(b.rows)*placeSize)
	for i, p := range b.rows {
		r := out[int(number[i])*placeSize:][:0]
		r = appendUint24(r, int(p.lat))
		r = appendUint24(r, int(p.lon))
		r = appendUint24(r, int(p.geonames))
		r = binary.LittleEndian.AppendUint16(r, p.code|uint16(p.radius)<<10)
		r = append(r, p.population)
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
