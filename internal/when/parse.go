package when

import "time"

// A Reference is what is known where an expression stands alone, outside any
// document.
type Reference struct {
	Time    time.Time // the moment of speaking, by the clock of the place; its zone is not used
	Grain   Grain     // how exactly it is known; NoGrain if not at all
	Lean    Lean      // what is meant by "Friday"
	Country string    // as in [Options]
}

// An Expression is an expression of time in a text without grammar.
type Expression struct {
	Start, End int // bytes of the text
	Type       string
	Value, Mod string
	Begin      string
	Close      string // the TIMEX3 value of the end
	Grain      Grain
	From, To   time.Time // the instants [From, To) it stands for; zero if it could not be placed
	Rule       string
}

// Parse returns the times in a text that is an answer, a command or a field of
// a form, where "at 5" and "15-2" are times as well. The grammar is otherwise
// that of [Find].
func Parse(text string, ref Reference) []Expression {
	t := ref.Time
	now := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	atoms := atomize(nil, text, 0, len(text), 0)
	s := scanner{accept: func(x *found) bool {
		return (&stand{row: atoms, x: x, atoms: atoms[x.from:x.to], rule: ruleOf(x.edge)}).accept()
	}}
	var out []Expression
	var story *value
	end := 0 // of the expression before
	for _, x := range s.scan(bareLexed, atoms, nil) {
		f := frame{ref: now, known: ref.Grain, lean: ref.Lean, near: now, nearBy: byRef, bare: true, country: ref.Country, monthly: monthFirst(ref.Country), story: story}
		if story != nil && listed(atoms[end:x.from]) {
			if further(x.means, story) {
				f.near, f.lean = story.stretch.begin, Future
			}
			if m, ok := x.means.(moment); ok && m.day == nil && story.typ == "TIME" { // Monday at 9 a.m. or 1 p.m.
				x.means = moment{fixed{unitAt(story.stretch.begin, Day), story.by}, m.c}
			}
		}
		end = x.to
		v, ok := x.means.place(&f)
		if v = v.within(); !ok || !v.isSaid() {
			continue
		}
		out = append(out, Expression{Start: atoms[x.from].start, End: atoms[x.to-1].end, Type: v.typ, Value: v.timex(), Mod: v.mod,
			Begin: v.begin, Close: v.end, Grain: v.grain, From: v.stretch.begin, To: v.stretch.end, Rule: ruleOf(x.edge)})
		if v.isPlaced() && v.typ != "DURATION" && v.typ != "SET" {
			story = &v
		}
	}
	return out
}

// listed reports whether two expressions with no more than these atoms between
// them stand in a list: "July 17th, 18th, or 19th".
func listed(between []atom) bool {
	for i := range between {
		switch between[i].lower {
		case ",", "or", "and", "&", "/":
		default:
			return false
		}
	}
	return len(between) <= 2
}

// further reports whether an expression in a list goes on from the one before
// it: "18th" from "July 17th", "Thursday" from "next week on Tuesday".
func further(p point, before *value) bool {
	switch p := p.(type) {
	case moment:
		return p.day != nil && further(p.day, before)
	case running:
		return further(p.at, before)
	case dayOfMonth:
		return before.grain <= Day && p.day > before.stretch.begin.Day()
	case aWeekday:
		return before.grain <= Day && !p.said && p.wday > weekday(before.stretch.begin)
	}
	return false
}
