package eval

import "testing"

func TestUnmark(t *testing.T) {
	p, ok := unmark("On Monday <s>the mayor</s> of Lunde, <5 days in office, met <t>Ana Prado</t>.")
	if !ok || p.text != "On Monday the mayor of Lunde, <5 days in office, met Ana Prado." {
		t.Fatalf("%v %q", ok, p.text)
	}
	if s := p.text[p.source.Start:p.source.End]; s != "the mayor" {
		t.Errorf("source %q", s)
	}
	if s := p.text[p.target.Start:p.target.End]; s != "Ana Prado" {
		t.Errorf("target %q", s)
	}
	for _, bad := range []string{"<s>The mayor</s> slept.", "Nobody met.", "<s></s> met <t>Ana</t>."} {
		if _, ok := unmark(bad); ok {
			t.Errorf("%q is a marked pair", bad)
		}
	}
}
