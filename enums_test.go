package hearsay_test

import (
	"encoding"
	"fmt"
	"testing"

	"hearsay"
)

// TestEnums walks all values of every enumeration: each has a name of its own
// that reads back to the same value, and the value after the last has none.
func TestEnums(t *testing.T) {
	walk[hearsay.Precision](t, hearsay.Second)
	walk[hearsay.DateFrom](t, hearsay.FromOption)
	walk[hearsay.BlockKind](t, hearsay.Boilerplate)
	walk[hearsay.EntityKind](t, hearsay.OtherEntity)
	walk[hearsay.Form](t, hearsay.Pronoun)
	walk[hearsay.Mode](t, hearsay.Scare)
	walk[hearsay.Act](t, hearsay.Decline)
}

func walk[E interface {
	~uint8
	encoding.TextMarshaler
	fmt.Stringer
}, P interface {
	*E
	encoding.TextUnmarshaler
}](t *testing.T, last E) {
	t.Helper()
	seen := map[string]bool{}
	for v := E(0); v <= last; v++ {
		b, err := v.MarshalText()
		if err != nil || seen[string(b)] || string(b) != v.String() {
			t.Errorf("%T(%d): name %q, %v; want one of its own", v, v, b, err)
		}
		seen[string(b)] = true
		var back E
		if err := P(&back).UnmarshalText(b); err != nil || back != v {
			t.Errorf("%T: %q reads back as %v, %v; want %v", v, b, back, err, v)
		}
	}
	if b, err := (last + 1).MarshalText(); err == nil {
		t.Errorf("%T(%d) has the name %q; want an error", last, last+1, b)
	}
	var v E
	if err := P(&v).UnmarshalText([]byte("no such name")); err == nil {
		t.Errorf("%T: reads %q without an error", v, "no such name")
	}
}

func TestIDs(t *testing.T) {
	var m hearsay.MentionID
	for _, s := range []string{"m0", "m", "m-1", "m+1", "E1", "1", "mm", "m1.5"} {
		if err := m.UnmarshalText([]byte(s)); err == nil {
			t.Errorf("MentionID reads %q as %v; want an error", s, m)
		}
	}
	for _, n := range []hearsay.MentionID{0, 1, 12} {
		b, _ := n.MarshalText()
		if err := m.UnmarshalText(b); err != nil || m != n {
			t.Errorf("%q reads back as %v, %v; want %v", b, m, err, n)
		}
	}
	id := hearsay.IDOf("a text")
	b, _ := id.MarshalText()
	var back hearsay.DocumentID
	if err := back.UnmarshalText(b); err != nil || back != id {
		t.Errorf("document id %s reads back as %s, %v", b, back, err)
	}
	if err := back.UnmarshalText(b[:10]); err == nil {
		t.Error("a short document id is read without an error")
	}
}
