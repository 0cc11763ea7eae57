package gazetteer

import (
	"bytes"
	"encoding/binary"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A cursor walks through the entries of a block. What it says of an entry is
// true until the next call of next. Damage ends the walk.
type cursor struct {
	g      *Gazetteer
	b      []byte // what is left of the block
	key    []byte
	own    int  // number of the first place whose own name the key is
	owns   int  // how many there are
	others int  // places of which it is another name
	one    int  // the other place, if the key says only that
	form   int  // of what the key says: its low two bits
	unread bool // the names and other places are still ahead in b
}

// block returns a cursor before the first entry of block i, which puts keys
// into room.
func (g *Gazetteer) block(i int, room []byte) cursor {
	from := int(binary.LittleEndian.Uint32(g.blocks[i*8:]))
	to := len(g.keys)
	if (i+1)*8 < len(g.blocks) {
		to = int(binary.LittleEndian.Uint32(g.blocks[(i+1)*8:]))
	}
	return cursor{g: g, b: g.keys[from:to], key: room[:0], own: g.firstOwn(i)}
}

// firstOwn returns the number of the first own place of block i or, if it has
// none, of the next that has.
func (g *Gazetteer) firstOwn(i int) int { return int(binary.LittleEndian.Uint32(g.blocks[i*8+4:])) }

func (c *cursor) uvarint() (int, bool) {
	if len(c.b) > 0 && c.b[0] < 0x80 {
		v := int(c.b[0])
		c.b = c.b[1:]
		return v, true
	}
	v, n := binary.Uvarint(c.b)
	if n <= 0 || v > 1<<30 {
		return 0, false
	}
	c.b = c.b[n:]
	return int(v), true
}

// text takes a text of n bytes.
func (c *cursor) text(n int) ([]byte, bool) {
	if n > len(c.b) {
		return nil, false
	}
	t := c.b[:n]
	c.b = c.b[n:]
	return t, true
}

// name takes the text of a name.
func (c *cursor) name() ([]byte, bool) {
	n, ok := c.uvarint()
	if !ok {
		return nil, false
	}
	return c.text(n)
}

// next comes to the next entry.
func (c *cursor) next() bool {
	if c.unread && !c.read(nil, nil) {
		return false
	}
	c.own += c.owns
	if len(c.b) == 0 {
		return false
	}
	shared, n := int(c.b[0]>>4), int(c.b[0]&15)
	c.b = c.b[1:]
	for _, half := range []*int{&shared, &n} {
		if *half == 15 {
			more, ok := c.uvarint()
			if !ok {
				return false
			}
			*half += more
		}
	}
	text, ok := c.text(n)
	if !ok || shared > len(c.key) {
		return false
	}
	c.key = c.g.symbols.append(c.key[:shared], text)
	return c.counts()
}

// counts reads what the key says, up to the names.
func (c *cursor) counts() bool {
	what, ok := c.uvarint()
	if !ok {
		return false
	}
	c.owns, c.others, c.form, c.unread = 1, 0, what&3, what&1 != 0
	switch c.form {
	case 2:
		c.owns, c.others, c.one = 0, 1, what>>2
		return c.one < c.g.Len()
	case 3:
		c.owns = what >> 2
		if c.others, ok = c.uvarint(); !ok || c.owns > len(c.b) || c.others > len(c.b) {
			return false
		}
	}
	return c.own+c.owns <= c.g.Len()
}

// read passes the texts of the names of the own places, empty for the key in
// title case, and the numbers of the other places to two functions, either of
// which may be nil. It can be called once on an entry.
func (c *cursor) read(name func(i int, text []byte), other func(id int)) bool {
	switch {
	case !c.unread && c.form == 0 && name != nil:
		name(0, nil)
	case !c.unread && c.form == 2 && other != nil:
		other(c.one)
	}
	if !c.unread {
		return true
	}
	c.unread = false
	for i := range c.owns {
		text, ok := c.name()
		if !ok {
			return false
		}
		if name != nil {
			name(i, text)
		}
	}
	id := 0
	for range c.others {
		d, ok := c.uvarint()
		if id += d; !ok || id >= c.g.Len() {
			return false
		}
		if other != nil {
			other(id)
		}
	}
	return true
}

// find returns a cursor at the entry of a key.
func (g *Gazetteer) find(key string) (c cursor, ok bool) {
	want := []byte(key)
	room := make([]byte, 0, 128)
	i := sort.Search(len(g.blocks)/8, func(i int) bool {
		c := g.block(i, room)
		return c.next() && bytes.Compare(c.key, want) > 0
	})
	if i == 0 {
		return c, false
	}
	for c = g.block(i-1, room); c.next(); {
		if order := bytes.Compare(c.key, want); order >= 0 {
			return c, order == 0
		}
	}
	return c, false
}

// nameOf returns the own name of a place.
func (g *Gazetteer) nameOf(id int) string {
	i := sort.Search(len(g.blocks)/8, func(i int) bool { return g.firstOwn(i) > id })
	if i == 0 {
		return ""
	}
	found := ""
	for c := g.block(i-1, make([]byte, 0, 128)); c.next(); {
		if id < c.own+c.owns {
			c.read(func(i int, text []byte) {
				if c.own+i == id {
					found = g.display(text, c.key)
				}
			}, nil)
			break
		}
	}
	return found
}

// display returns the name of a place from its text and its key.
func (g *Gazetteer) display(text, key []byte) string {
	if len(text) == 0 {
		return title(string(key))
	}
	return strings.ToValidUTF8(string(g.symbols.append(nil, text)), "\uFFFD")
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
