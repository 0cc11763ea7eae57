package hearsay

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// A DocumentID names a document by the SHA-256 of its text.
type DocumentID [32]byte

// IDOf returns the id of the document whose text is text.
func IDOf(text string) DocumentID { return sha256.Sum256([]byte(text)) }

// IsZero reports whether id is unset.
func (id DocumentID) IsZero() bool { return id == DocumentID{} }

// String returns id in hexadecimal.
func (id DocumentID) String() string { return hex.EncodeToString(id[:]) }

// MarshalText returns id in hexadecimal.
func (id DocumentID) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, id[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (id *DocumentID) UnmarshalText(b []byte) error {
	if hex.DecodedLen(len(b)) != len(id) {
		return fmt.Errorf("hearsay: document id of %d characters; want %d", len(b), 2*len(id))
	}
	if _, err := hex.Decode(id[:], b); err != nil {
		return fmt.Errorf("hearsay: document id: %w", err)
	}
	return nil
}

// Ids number the records of one kind within their Reading, counting from 1 in
// the order of the array that holds them, so that record n stands at index
// n-1. Zero means none. In JSON they are a letter and the number ("m4"), and
// the empty string for none.
type (
	MentionID     int // "m4"
	EntityID      int // "E1"
	AttributionID int // "a2"
	EventID       int // "v1"
	PlaceID       int // "p1"
	TimeID        int // "t3"
	ReasonID      int // "r1"
	QuestionID    int // "q1"
	StanceID      int // "s1"
	FindingID     int // "f1"
)

func (id MentionID) String() string     { return formatID('m', int(id)) }
func (id EntityID) String() string      { return formatID('E', int(id)) }
func (id AttributionID) String() string { return formatID('a', int(id)) }
func (id EventID) String() string       { return formatID('v', int(id)) }
func (id PlaceID) String() string       { return formatID('p', int(id)) }
func (id TimeID) String() string        { return formatID('t', int(id)) }
func (id ReasonID) String() string      { return formatID('r', int(id)) }
func (id QuestionID) String() string    { return formatID('q', int(id)) }
func (id StanceID) String() string      { return formatID('s', int(id)) }
func (id FindingID) String() string     { return formatID('f', int(id)) }

func (id MentionID) MarshalText() ([]byte, error)     { return []byte(id.String()), nil }
func (id EntityID) MarshalText() ([]byte, error)      { return []byte(id.String()), nil }
func (id AttributionID) MarshalText() ([]byte, error) { return []byte(id.String()), nil }
func (id EventID) MarshalText() ([]byte, error)       { return []byte(id.String()), nil }
func (id PlaceID) MarshalText() ([]byte, error)       { return []byte(id.String()), nil }
func (id TimeID) MarshalText() ([]byte, error)        { return []byte(id.String()), nil }
func (id ReasonID) MarshalText() ([]byte, error)      { return []byte(id.String()), nil }
func (id QuestionID) MarshalText() ([]byte, error)    { return []byte(id.String()), nil }
func (id StanceID) MarshalText() ([]byte, error)      { return []byte(id.String()), nil }
func (id FindingID) MarshalText() ([]byte, error)     { return []byte(id.String()), nil }

func (id *MentionID) UnmarshalText(b []byte) error     { return parseID('m', b, (*int)(id)) }
func (id *EntityID) UnmarshalText(b []byte) error      { return parseID('E', b, (*int)(id)) }
func (id *AttributionID) UnmarshalText(b []byte) error { return parseID('a', b, (*int)(id)) }
func (id *EventID) UnmarshalText(b []byte) error       { return parseID('v', b, (*int)(id)) }
func (id *PlaceID) UnmarshalText(b []byte) error       { return parseID('p', b, (*int)(id)) }
func (id *TimeID) UnmarshalText(b []byte) error        { return parseID('t', b, (*int)(id)) }
func (id *ReasonID) UnmarshalText(b []byte) error      { return parseID('r', b, (*int)(id)) }
func (id *QuestionID) UnmarshalText(b []byte) error    { return parseID('q', b, (*int)(id)) }
func (id *StanceID) UnmarshalText(b []byte) error      { return parseID('s', b, (*int)(id)) }
func (id *FindingID) UnmarshalText(b []byte) error     { return parseID('f', b, (*int)(id)) }

func formatID(letter byte, n int) string {
	if n == 0 {
		return ""
	}
	return string(letter) + strconv.Itoa(n)
}

func parseID(letter byte, b []byte, n *int) error {
	if len(b) == 0 {
		*n = 0
		return nil
	}
	v, err := strconv.Atoi(string(b[1:]))
	if b[0] != letter || err != nil || v < 1 || b[1] == '+' {
		return fmt.Errorf("hearsay: id %q; want %q and a number from 1", b, string(letter))
	}
	*n = v
	return nil
}
