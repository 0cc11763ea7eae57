package export

import (
	"fmt"
	"reflect"
	"unicode/utf8"

	"hearsay"
)

// A Unit is what the offsets of Spans count.
type Unit uint8

const (
	Bytes      Unit = iota // of UTF-8: Go, Rust, and the record itself
	UTF16                  // code units: JavaScript, Java, C#
	CodePoints             // Python
)

var unitNames = []string{"bytes", "utf16", "codepoints"}

// ParseUnit returns the Unit called s: "bytes", "utf16" or "codepoints".
func ParseUnit(s string) (Unit, error) {
	for i, n := range unitNames {
		if n == s {
			return Unit(i), nil
		}
	}
	return 0, fmt.Errorf("offsets %q are not bytes, utf16 or codepoints", s)
}

// String returns the name that [ParseUnit] reads.
func (u Unit) String() string {
	if int(u) < len(unitNames) {
		return unitNames[u]
	}
	return fmt.Sprintf("Unit(%d)", uint8(u))
}

// Convert returns a copy of r in which every Span counts units of u instead of
// bytes, and in which no array is nil. It takes time linear in the size of r.
// The copy shares strings with r, but no array: r is left as it was.
//
// With u other than [Bytes] the copy is fit for encoding only: its Spans are no
// longer offsets into a Go string, so [hearsay.Span.In] and
// [hearsay.Reading.Validate] have no meaning for it.
func Convert(r *hearsay.Reading, u Unit) *hearsay.Reading {
	c := converter{unit: u}
	if u != Bytes {
		c.marks = marksOf(r.Document.Text, u)
	}
	c.text = r.Document.Text
	out := *r
	c.walk(reflect.ValueOf(&out).Elem())
	return &out
}

// every is the number of bytes between two marks. A lookup counts at most so
// many bytes, and the marks of a text take a sixteenth of its size.
const every = 64

// A converter rewrites the Spans of one Reading.
type converter struct {
	text  string
	unit  Unit
	marks []uint32 // units before the first character that starts at byte i*every or later
}

func marksOf(text string, u Unit) []uint32 {
	marks := make([]uint32, 0, len(text)/every+1)
	units := 0
	for i, r := range text {
		for len(marks)*every <= i {
			marks = append(marks, uint32(units))
		}
		units += width(r, u)
	}
	for len(marks)*every <= len(text) {
		marks = append(marks, uint32(units))
	}
	return marks
}

// width returns how many units of u the character r takes.
func width(r rune, u Unit) int {
	if u == UTF16 && r > 0xFFFF {
		return 2
	}
	return 1
}

// offset returns the number of units in the first i bytes of the text. i is
// between characters; it is taken as the text's end if it lies beyond.
func (c *converter) offset(i int) int {
	if c.unit == Bytes || i <= 0 {
		return i
	}
	i = min(i, len(c.text))
	from := i / every * every
	units := int(c.marks[i/every])
	for from < i && !utf8.RuneStart(c.text[from]) {
		from++ // the mark stands before the next character
	}
	for _, r := range c.text[from:i] {
		units += width(r, c.unit)
	}
	return units
}

var spanType = reflect.TypeFor[hearsay.Span]()

// walk converts the Spans in v and below, copying every array on the way and
// making nil ones empty. Ids and other strings of bytes have no Spans below them.
func (c *converter) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == spanType {
			s := v.Addr().Interface().(*hearsay.Span)
			s.Start, s.End = c.offset(s.Start), c.offset(s.End)
			return
		}
		for i := range v.NumField() {
			c.walk(v.Field(i))
		}
	case reflect.Slice:
		fresh := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(fresh, v)
		v.Set(fresh)
		for i := range v.Len() {
			c.walk(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			fresh := reflect.New(v.Type().Elem())
			fresh.Elem().Set(v.Elem())
			v.Set(fresh)
			c.walk(fresh.Elem())
		}
	}
}
