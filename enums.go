package hearsay

import (
	"fmt"
	"strings"
)

// Names of the values of each enumeration, in their order. They are the JSON.
var (
	precisionNames  = []string{"none", "year", "month", "day", "minute", "second"}
	dateFromNames   = []string{"none", "metadata", "byline", "dateline", "option"}
	blockKindNames  = []string{"unknown", "headline", "byline", "dateline", "paragraph", "quote", "list", "heading", "caption", "boilerplate"}
	entityKindNames = []string{"unknown", "person", "organization", "group", "place", "nationality", "document", "other"}
	formNames       = []string{"unknown", "name", "nominal", "pronoun"}
	modeNames       = []string{"unknown", "direct", "indirect", "mixed", "scare"}
	actNames        = []string{"other", "say", "believe", "want", "demand", "ask", "deny", "promise", "threaten", "predict", "know", "confirm", "doubt", "accuse", "decline"}
)

func (v Precision) String() string  { return nameOf(precisionNames, v) }
func (v DateFrom) String() string   { return nameOf(dateFromNames, v) }
func (v BlockKind) String() string  { return nameOf(blockKindNames, v) }
func (v EntityKind) String() string { return nameOf(entityKindNames, v) }
func (v Form) String() string       { return nameOf(formNames, v) }
func (v Mode) String() string       { return nameOf(modeNames, v) }
func (v Act) String() string        { return nameOf(actNames, v) }

func (v Precision) MarshalText() ([]byte, error)  { return marshalName(precisionNames, v) }
func (v DateFrom) MarshalText() ([]byte, error)   { return marshalName(dateFromNames, v) }
func (v BlockKind) MarshalText() ([]byte, error)  { return marshalName(blockKindNames, v) }
func (v EntityKind) MarshalText() ([]byte, error) { return marshalName(entityKindNames, v) }
func (v Form) MarshalText() ([]byte, error)       { return marshalName(formNames, v) }
func (v Mode) MarshalText() ([]byte, error)       { return marshalName(modeNames, v) }
func (v Act) MarshalText() ([]byte, error)        { return marshalName(actNames, v) }

func (v *Precision) UnmarshalText(b []byte) error  { return unmarshalName(precisionNames, b, v) }
func (v *DateFrom) UnmarshalText(b []byte) error   { return unmarshalName(dateFromNames, b, v) }
func (v *BlockKind) UnmarshalText(b []byte) error  { return unmarshalName(blockKindNames, b, v) }
func (v *EntityKind) UnmarshalText(b []byte) error { return unmarshalName(entityKindNames, b, v) }
func (v *Form) UnmarshalText(b []byte) error       { return unmarshalName(formNames, b, v) }
func (v *Mode) UnmarshalText(b []byte) error       { return unmarshalName(modeNames, b, v) }
func (v *Act) UnmarshalText(b []byte) error        { return unmarshalName(actNames, b, v) }

func nameOf[E ~uint8](names []string, v E) string {
	if int(v) < len(names) {
		return names[v]
	}
	return fmt.Sprintf("%T(%d)", v, uint8(v))
}

func marshalName[E ~uint8](names []string, v E) ([]byte, error) {
	if int(v) >= len(names) {
		return nil, fmt.Errorf("hearsay: %s has no name", nameOf(names, v))
	}
	return []byte(names[v]), nil
}

func unmarshalName[E ~uint8](names []string, b []byte, v *E) error {
	for i, n := range names {
		if n == string(b) {
			*v = E(i)
			return nil
		}
	}
	return fmt.Errorf("hearsay: %q is not one of %s", b, strings.Join(names, ", "))
}
