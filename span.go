package hearsay

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrSpan is returned when a Span does not fit the text it is applied to.
var ErrSpan = errors.New("hearsay: span does not fit the text")

// A Span is the half-open range of bytes [Start, End) in a document's text.
//
// Offsets count bytes of [Document.Text], which is valid UTF-8 and never
// changes once the document has an ID, so a Span stays true for as long as the
// document is kept. Start and End fall between characters, never inside one.
//
// Offsets in code points (for Python) or UTF-16 units (for browsers) exist only
// at the edges of the program; see package export.
//
// The zero Span is empty. It marks something the document does not put into
// words, such as the unnamed source of "it is claimed".
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// IsEmpty reports whether s covers no text.
func (s Span) IsEmpty() bool { return s.Start >= s.End }

// Contains reports whether every byte of t is also in s.
// An empty t is contained in nothing.
func (s Span) Contains(t Span) bool {
	return !t.IsEmpty() && s.Start <= t.Start && t.End <= s.End
}

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// In returns the part of text that s covers. It returns an error wrapping
// [ErrSpan] if s runs past the end of text or splits a character.
func (s Span) In(text string) (string, error) {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return "", fmt.Errorf("%w: %d:%d of %d bytes", ErrSpan, s.Start, s.End, len(text))
	}
	if splits(text, s.Start) || splits(text, s.End) {
		return "", fmt.Errorf("%w: %d:%d splits a character", ErrSpan, s.Start, s.End)
	}
	return text[s.Start:s.End], nil
}

// splits reports whether offset i falls inside a character of text.
func splits(text string, i int) bool {
	return i < len(text) && !utf8.RuneStart(text[i])
}

// A Receipt is a Span written together with its text, so that a reader of the
// record can check it in any language. It is what every name, date, place,
// event and claim of a Reading carries.
//
// The zero Receipt, like the zero Span, marks something not put into words.
type Receipt struct {
	Span
	Text string `json:"text"`
}

// ReceiptFor returns the receipt for s, which must fit text; it panics
// otherwise, since a Span made by this program that does not fit is a bug.
func ReceiptFor(text string, s Span) Receipt {
	return Receipt{Span: s, Text: text[s.Start:s.End]}
}
