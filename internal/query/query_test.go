package query_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hearsay/internal/query"
)

var noColumns = cmp.Options{cmpopts.IgnoreFields(query.Words{}, "Column"), cmpopts.IgnoreFields(query.Field{}, "Column")}

func TestParse(t *testing.T) {
	word := func(s string) query.Node { return query.Words{Text: s} }
	field := func(name string, values ...string) query.Node { return query.Field{Name: name, Values: values} }
	tests := []struct {
		query string
		want  query.Node
	}{
		{"", query.And{}},
		{"depot", query.And{word("depot")}},
		{`depot "Harrow Bay"`, query.And{word("depot"), word("Harrow Bay")}},
		{`Type:ASSAULT actor:RUS place:"Hama" said-by:reuters since:2022-08 status:denied "free words"`, query.And{
			field("type", "ASSAULT"), field("actor", "RUS"), field("place", "Hama"), field("said-by", "reuters"), field("since", "2022-08"), field("status", "denied"), word("free words")}},
		{"a OR b c", query.Or{query.And{word("a")}, query.And{word("b"), word("c")}}},
		{"NOT a -type:AID -b", query.And{query.Not{Of: word("a")}, query.Not{Of: field("type", "AID")}, query.Not{Of: word("b")}}},
		{"(a OR b) c", query.And{query.Or{query.And{word("a")}, query.And{word("b")}}, word("c")}},
		{"type:(ASSAULT OR COERCE AID)", query.And{field("type", "ASSAULT", "COERCE", "AID")}},
		{"url:https://bay.example/1", query.And{field("url", "https://bay.example/1")}},
		{"well-known - or not", query.And{word("well-known"), word("-"), word("or"), word("not")}},
		{"ORDER NOTE", query.And{word("ORDER"), word("NOTE")}},
	}
	for _, tt := range tests {
		got, err := query.Parse(tt.query)
		if err != nil {
			t.Errorf("%s: %v", tt.query, err)
			continue
		}
		if diff := cmp.Diff(tt.want, got, noColumns); diff != "" {
			t.Errorf("%s: -want +got:\n%s", tt.query, diff)
		}
	}
}

func TestParseErrors(t *testing.T) {
	tests := []struct {
		query  string
		column int
		text   string
	}{
		{"a OR", 3, "nothing stands after OR"},
		{"OR a", 1, "nothing stands before OR"},
		{"a NOT", 3, "nothing stands after NOT"},
		{"(a", 1, "not closed"},
		{"a)", 2, "none is open"},
		{`é "b`, 3, "not closed"},
		{`""`, 1, "nothing stands between"},
		{"typ:ASSAULT", 1, `no field "typ"`},
		{"type:", 6, "has no value"},
		{"type:(A", 6, "not closed"},
		{":a", 1, "missing"},
		{strings.Repeat("(", 60), 52, "deeper"},
	}
	for _, tt := range tests {
		_, err := query.Parse(tt.query)
		e, ok := errors.AsType[*query.Error](err)
		if !ok {
			t.Errorf("%s: error %v", tt.query, err)
			continue
		}
		if e.Column != tt.column || !strings.Contains(e.Text, tt.text) {
			t.Errorf("%s: column %d: %s; want %d: %s", tt.query, e.Column, e.Text, tt.column, tt.text)
		}
	}
}

// FuzzParse checks that a query that is read can be written and read again to
// the same, and that an error lies within the query or just after it.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "a OR b", `type:(A OR "b c") -x`, "NOT (a b)", "((a))", "url:http://a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := query.Parse(s)
		if err != nil {
			e, ok := errors.AsType[*query.Error](err)
			if !ok || e.Column < 1 || e.Column > len([]rune(s))+1 {
				t.Fatalf("%q: %v", s, err)
			}
			return
		}
		text := query.String(n)
		again, err := query.Parse(text)
		if err != nil {
			t.Fatalf("%q was written as %q: %v", s, text, err)
		}
		if second := query.String(again); second != text {
			t.Fatalf("%q was written as %q, and then as %q", s, text, second)
		}
	})
}
