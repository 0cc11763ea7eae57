package when

import (
	"testing"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// uses reports whether r had a part in reading an edge.
func (e *edge) uses(r *rule) bool {
	if e.rule == r {
		return true
	}
	for _, k := range e.kids {
		if k.uses(r) {
			return true
		}
	}
	return false
}

// inReport returns the expressions that are found in a report of one sentence.
func inReport(text string) []found {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: len(text)}}}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
	f := newFinder(d, Options{Published: hearsay.Date{Value: "2021-05-04", Precision: hearsay.Day}})
	f.find()
	var out []found
	for _, h := range f.hits {
		out = append(out, h.found)
	}
	return out
}

func alone(text string) []found {
	atoms := atomize(nil, text, 0, len(text), 0)
	s := scanner{accept: func(*found) bool { return true }}
	return s.scan(bareLexed, atoms, nil)
}

// Every rule reads its own sentence, and leaves its counter-sentence alone.
func TestRules(t *testing.T) {
	tables := map[string][]rule{"date": dateRules, "relative": relativeRules, "clock": clockRules, "length": lengthRules, "set": setRules, "span": spanRules, "news": newsRules, "bare": bareRules}
	for table, rules := range tables {
		find := inReport
		if table == "bare" {
			find = alone
		}
		for i := range rules {
			r := &rules[i]
			used := func(text string) bool {
				for _, x := range find(text) {
					if x.edge.uses(r) || x.whole != nil && x.whole.uses(r) {
						return true
					}
				}
				return false
			}
			if r.yes != "" && !used(r.yes) {
				t.Errorf("%s: %q (%s) does not read %q", table, r.name, r.pattern, r.yes)
			}
			if r.no != "" && used(r.no) {
				t.Errorf("%s: %q (%s) reads %q", table, r.name, r.pattern, r.no)
			}
		}
	}
}
