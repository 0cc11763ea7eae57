package eval

import (
	"hearsay"
	"hearsay/internal/when"
)

// A Timex is an annotated expression of time.
type Timex struct {
	Stretch
	Type, Value string // TIMEX3
}

// times compares expressions of time as TempEval-3 does: the words, by exact
// stretch and by overlap ("relaxed"), and of those that overlap the types and
// the values. An expression of one side answers one of the other, the first
// that is free. "model" is what the model's timex head marks.
func (e *evaluation) times(c *corpus, in Input, rs []*Reading) {
	model := e.row("when", c, in, "model", "spans")
	modelRelaxed := e.row("when", c, in, "model", "spans, relaxed")
	strict := e.row("when", c, in, "hearsay", "spans")
	relaxed := e.row("when", c, in, "hearsay", "spans, relaxed")
	types := e.row("when", c, in, "hearsay", "types")
	values := e.row("when", c, in, "hearsay", "values")
	for _, r := range rs {
		key := keyTimes(r.Key)
		if m := r.Doc.Model; m != nil {
			var marked []timed
			for _, s := range r.Doc.Sents {
				for _, t := range m.Spans("timex", s.From, s.To) {
					marked = append(marked, timed{Span: r.Doc.Span(t.From, t.To), kind: t.Label})
				}
			}
			p := pairUp(key, marked)
			model.add(p.tally(func(k, o timed) bool { return k.Span == o.Span }))
			modelRelaxed.add(p.tally(func(k, o timed) bool { return true }))
		}
		found, _ := when.Find(r.Doc, when.Options{Published: hearsay.Date{Value: r.Key.Written}})
		var own []timed
		for _, t := range found {
			own = append(own, timed{r.Doc.Span(t.From, t.To), t.Type, t.Value})
		}
		p := pairUp(key, own)
		strict.add(p.tally(func(k, o timed) bool { return k.Span == o.Span }))
		relaxed.add(p.tally(func(k, o timed) bool { return true }))
		types.add(p.tally(func(k, o timed) bool { return k.kind == o.kind }))
		values.add(p.tally(func(k, o timed) bool { return k.value == o.value }))
		if e.errors != nil {
			p.note(e.errors, r.Key.Text)
		}
	}
}

// timed is an expression of time in the text.
type timed struct {
	hearsay.Span
	kind, value string
}

func keyTimes(d *Document) []timed {
	var out []timed
	for _, t := range d.Times {
		out = append(out, timed{d.Span(t.Stretch), t.Type, t.Value})
	}
	return out
}

// paired are the expressions of two sides, and which answer each other.
type paired struct {
	key, own []timed
	of       []int // the key's expression that each of own answers; -1 if none
}

func pairUp(key, own []timed) paired {
	p := paired{key, own, make([]int, len(own))}
	taken := make([]bool, len(key))
	for i, o := range own {
		p.of[i] = -1
		for k, x := range key {
			if !taken[k] && o.Start < x.End && x.Start < o.End {
				p.of[i], taken[k] = k, true
				break
			}
		}
	}
	return p
}

// tally counts the answers that are right.
func (p paired) tally(right func(key, own timed) bool) Tally {
	n := 0
	for i, k := range p.of {
		if k >= 0 && right(p.key[k], p.own[i]) {
			n++
		}
	}
	return Tally{float64(n), float64(len(p.own)), float64(len(p.key))}
}

// note notes what is wrong.
func (p paired) note(errors *Errors, text string) {
	answered := make([]bool, len(p.key))
	for i, k := range p.of {
		o := p.own[i]
		if k < 0 {
			errors.add("when: false", "", o.value+"  "+around(text, o.Span))
			continue
		}
		answered[k] = true
		switch x := p.key[k]; {
		case x.value != o.value:
			errors.add("when: value", "", o.value+" for "+x.value+"  "+around(text, o.Span))
		case x.Span != o.Span:
			errors.add("when: span", "", around(text, o.Span)+"  for  "+text[x.Start:x.End])
		}
	}
	for k, x := range p.key {
		if !answered[k] {
			errors.add("when: missed", "", x.value+"  "+around(text, x.Span))
		}
	}
}
