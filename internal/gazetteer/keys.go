package gazetteer

import (
	"encoding/binary"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An entry is what a key says.
type entry struct {
	key    []byte
	own    int      // number of the first place whose own name this is
	names  [][]byte // texts of the names of the own places; empty for the key in title case
	others []int    // places of which this is another name
}

// A cursor walks through the entries of a block. Its entry is valid until the
// next call of next. Damage ends the walk.
type cursor struct {
	g     *Gazetteer
	b     []byte // what is left of the block
	entry entry
}

// block returns a cursor before the first entry of block i.
func (g *Gazetteer) block(i int) cursor {
	from, own := int(binary.LittleEndian.Uint32(g.blocks[i*8:])), int(binary.LittleEndian.Uint32(g.blocks[i*8+4:]))
	to := len(g.keys)
	if (i+1)*8 < len(g.blocks) {
		to = int(binary.LittleEndian.Uint32(g.blocks[(i+1)*8:]))
	}
	return cursor{g: g, b: g.keys[from:to], entry: entry{own: own}}
}

func (c *cursor) uvarint() (int, bool) {
	v, n := binary.Uvarint(c.b)
	if n <= 0 || v > 1<<30 {
		return 0, false
	}
	c.b = c.b[n:]
	return int(v), true
}

func (c *cursor) bytes(n int) ([]byte, bool) {
	if n < 0 || n > len(c.b) {
		return nil, false
	}
	s := c.b[:n]
	c.b = c.b[n:]
	return s, true
}

// nextKey reads the key of the next entry, whose places must be read, by
// places, before the next key.
func (c *cursor) nextKey() bool {
	head, ok := c.bytes(1)
	if !ok {
		return false
	}
	shared, n := int(head[0]>>4), int(head[0]&15)
	if shared == 15 {
		more, ok := c.uvarint()
		if !ok {
			return false
		}
		shared += more
	}
	if n == 15 {
		more, ok := c.uvarint()
		if !ok {
			return false
		}
		n += more
	}
	text, ok := c.bytes(n)
	if !ok || shared > len(c.entry.key) {
		return false
	}
	c.entry.key = c.g.symbols.append(c.entry.key[:shared], text)
	return true
}

// places reads what the key just read says.
func (c *cursor) places() bool {
	e := &c.entry
	e.own += len(e.names)
	e.names, e.others = e.names[:0], e.others[:0]
	what, ok := c.uvarint()
	if !ok {
		return false
	}
	switch what & 3 {
	case 0:
		e.names = append(e.names, nil)
	case 1:
		return c.name() && c.inside()
	case 2:
		e.others = append(e.others, what>>2)
	case 3:
		m, ok := c.uvarint()
		if !ok || what>>2 > len(c.b) || m > len(c.b) {
			return false
		}
		for range what >> 2 {
			if !c.name() {
				return false
			}
		}
		other := 0
		for range m {
			d, ok := c.uvarint()
			if !ok {
				return false
			}
			other += d
			e.others = append(e.others, other)
		}
	}
	return c.inside()
}

func (c *cursor) name() bool {
	n, ok := c.uvarint()
	if !ok {
		return false
	}
	text, ok := c.bytes(n)
	c.entry.names = append(c.entry.names, text)
	return ok
}

// inside reports whether all places of the entry exist.
func (c *cursor) inside() bool {
	e := &c.entry
	if e.own+len(e.names) > c.g.Len() {
		return false
	}
	for _, o := range e.others {
		if o >= c.g.Len() {
			return false
		}
	}
	return true
}

func (c *cursor) next() bool { return c.nextKey() && c.places() }

// find returns a cursor at the entry of a key.
func (g *Gazetteer) find(key string) (c cursor, ok bool) {
	n := len(g.blocks) / 8
	var room [64]byte
	i := sort.Search(n, func(i int) bool {
		c := g.block(i)
		c.entry.key = room[:0]
		return c.nextKey() && string(c.entry.key) > key
	})
	if i == 0 {
		return c, false
	}
	for c = g.block(i - 1); c.next(); {
		switch strings.Compare(string(c.entry.key), key) {
		case 0:
			return c, true
		case 1:
			return c, false
		}
	}
	return c, false
}

// nameOf returns the own name of a place.
func (g *Gazetteer) nameOf(id int) string {
	n := len(g.blocks) / 8
	i := sort.Search(n, func(i int) bool { return int(binary.LittleEndian.Uint32(g.blocks[i*8+4:])) > id })
	if i == 0 {
		return ""
	}
	for c := g.block(i - 1); c.next(); {
		if e := &c.entry; id < e.own+len(e.names) {
			return g.display(e, id-e.own)
		}
	}
	return ""
}

// display returns the name of own place i of an entry.
func (g *Gazetteer) display(e *entry, i int) string {
	if i < 0 || i >= len(e.names) {
		return ""
	}
	if len(e.names[i]) == 0 {
		return title(string(e.key))
	}
	return strings.ToValidUTF8(string(g.symbols.append(nil, e.names[i])), "\uFFFD")
}

// title returns a key with capitals at the beginnings of its words, save for
// those that names write small: "Isle of Wight".
func title(key string) string {
	var b strings.Builder
	for i, w := range strings.Split(key, " ") {
		if i > 0 {
			b.WriteByte(' ')
			if small[w] {
				b.WriteString(w)
				continue
			}
		}
		r, n := utf8.DecodeRuneInString(w)
		if n > 0 {
			b.WriteRune(unicode.ToUpper(r))
		}
		b.WriteString(w[n:])
	}
	return strings.ToValidUTF8(b.String(), "\uFFFD")
}

var small = map[string]bool{
	"of": true, "and": true, "the": true, "de": true, "da": true, "do": true, "dos": true, "das": true,
	"del": true, "di": true, "du": true, "des": true, "la": true, "las": true, "los": true, "les": true, "le": true,
	"upon": true, "under": true, "sur": true, "en": true, "y": true, "e": true, "der": true, "am": true, "an": true,
	"im": true, "in": true, "bei": true, "nad": true, "pod": true, "sous": true, "ob": true, "na": true, "pri": true,
}
