package when

import (
	"reflect"
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

// Rules are given what their categories may mean, of all kinds, and make of it
// something or nothing. What they make can be placed, whatever is known.
func TestRuleArgs(t *testing.T) {
	type key struct {
		cat  cat
		kind reflect.Type
	}
	g := bareGrammar
	samples := make(map[cat][]meaning)
	seen := make(map[key]bool)
	gather := func(text string) {
		atoms := atomize(nil, text, 0, len(text), 0)
		s := scanner{accept: func(*found) bool { return true }}
		s.scan(bareLexed, atoms, nil)
		for _, at := range s.chart.at {
			for _, e := range at {
				if k := (key{e.cat, reflect.TypeOf(e.means)}); !seen[k] && e.means != nil {
					seen[k] = true
					samples[e.cat] = append(samples[e.cat], e.means)
				}
			}
		}
	}
	var all []sequence
	for _, seqs := range g.byFirst {
		for _, seq := range seqs {
			all = append(all, seq)
			gather(seq.rule.yes)
		}
	}
	for w := range vocabulary {
		gather(w)
	}
	ref := day(2021, 5, 4)
	story, _ := placed(unitAt(day(2019, 3, 1), Month), byItself)
	frames := []frame{{}, {ref: ref, known: Day, near: ref, nearBy: byRef}, {ref: ref, known: Second, near: ref, nearBy: byRef, bare: true, lean: Future, story: &story}}
	for _, seq := range all {
		var has []element // those that have a meaning
		for _, e := range seq.of {
			if e.arg >= 0 {
				has = append(has, e)
			}
		}
		a := make(args, seq.args)
		var try func(i int)
		try = func(i int) {
			if i < len(has) {
				for _, m := range samples[has[i].cat] {
					a[has[i].arg] = m
					try(i + 1)
				}
				return
			}
			defer func() {
				if p := recover(); p != nil {
					t.Errorf("%s (%s) of %#v: %v", seq.rule.name, seq.rule.pattern, a, p)
				}
			}()
			if p, ok := seq.rule.make(append(args(nil), a...)).(point); ok {
				for f := range frames {
					p.place(&frames[f])
				}
			}
		}
		try(0)
	}
}
