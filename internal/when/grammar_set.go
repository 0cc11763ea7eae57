package when

import "strings"

// setRules read times that recur.
var setRules = []rule{
	{"set.every-unit", "set", "'every|each' 'single'? unit", "It runs every day.", "", func(a args) meaning {
		if a[0].(unit).grain == Weekend {
			return word{"SET", "XXXX-WXX-WE", ""}
		}
		return recurring(amount{n: 1, unit: a[0].(unit)})
	}},
	{"set.every-units", "set", "'every|each' num u", "It runs every two days.", "", func(a args) meaning { return recurring(amount{n: a.num(0), unit: a[1].(unit)}) }},
	{"set.every-few", "set", "'every' 'few|couple' 'of'? units", "It runs every few days.", "", func(a args) meaning { return recurring(amount{vague: true, unit: a[0].(unit)}) }},
	{"set.every-other", "set", "'every|each' 'other|second|alternate' unit", "It runs every other day.", "", func(a args) meaning { return recurring(amount{n: 2, unit: a[0].(unit)}) }},
	{"set.every-nth", "set", "'every|each' ord unit", "It runs every third day.", "", func(a args) meaning { return recurring(amount{n: a.num(0), unit: a[1].(unit)}) }},
	{"set.units-of-ref", "set", "'each|every' 'of' 'the' 'last|past' num u", "It ran in each of the past three years.", "", func(a args) meaning { return recurring(amount{n: 1, unit: a[1].(unit)}) }},
	{"set.every-date", "set", "'every|each' point", "It runs every Monday morning.", "", func(a args) meaning { return everyPoint(a.point(0)) }},
	{"set.every-other-date", "set", "'every|each' 'other|second' point", "It runs every other Monday.", "", func(a args) meaning { return everyPoint(a.point(0)) }},
	{"set.weekdays", "set", "wdays", "It runs on Mondays.", "", func(a args) meaning { return everyPoint(aWeekday{wday: a.num(0)}) }},
	{"set.weekday-parts", "set", "wday parts", "It runs on Monday mornings.", "", func(a args) meaning {
		return everyPoint(moment{aWeekday{wday: a.num(0)}, partClock(a[1])})
	}},
	{"set.weekday-parts", "set", "wdays 'in'? 'the'? part", "It runs on Mondays in the morning.", "", func(a args) meaning {
		return everyPoint(moment{aWeekday{wday: a.num(0)}, partClock(a[1])})
	}},
	{"set.parts", "set", "parts", "It runs in the mornings.", "They stayed three nights.", func(a args) meaning { return everyPoint(moment{nil, partClock(a[0])}) }},
	{"set.weekends", "set", "'weekends'", "It runs on weekends.", "", func(args) meaning { return word{"SET", "XXXX-WXX-WE", ""} }},
	{"set.weekdays-all", "set", "'weekdays'", "It runs on weekdays.", "", func(args) meaning { return word{"SET", "XXXX-WXX-WD", ""} }},
	{"set.times-a-unit", "set", "'once|twice|thrice' 'a|per|each|every' unit", "It runs twice a day.", "It runs twice in one week.", func(a args) meaning { return recurring(amount{n: 1, unit: a[0].(unit)}) }},
	{"set.times-a-unit", "set", "num 'times' 'a|per|each|every' unit", "It runs three times a day.", "", func(a args) meaning { return recurring(amount{n: 1, unit: a[1].(unit)}) }},
	{"set.times-every", "set", "'once|twice|thrice' 'every|each' num u", "It runs once every two days.", "", func(a args) meaning { return recurring(amount{n: a.num(0), unit: a[1].(unit)}) }},
	{"set.per-unit", "set", "'per' unit", "It costs nine dollars per day.", "", func(a args) meaning { return recurring(amount{n: 1, unit: a[0].(unit)}) }},
	{"set.day-of-month", "set", "'the'? ord 'day'? 'of' 'every|each' 'month'", "It falls due on the 19th of every month.", "", func(a args) meaning { return everyPoint(dayOfMonth{day: a.num(0)}) }},
	{"set.half", "set", "'semi' '-' 'annual|annually'", "It holds semi-annual talks.", "", func(args) meaning { return recurring(amount{n: 6, unit: unit{grain: Month}}) }},
	{"set.double", "set", "'bi' '-' 'weekly'", "It holds bi-weekly talks.", "", func(args) meaning { return recurring(amount{n: 2, unit: unit{grain: Week}}) }},
	{"set.double", "set", "'bi' '-' 'monthly'", "It holds bi-monthly talks.", "", func(args) meaning { return recurring(amount{n: 2, unit: unit{grain: Month}}) }},
	{"set.clock", "set", "set ','? 'at'? tm", "It runs daily at 5 p.m.", "", func(a args) meaning { return setAt(a[0], a[1]) }},
	{"set.clock", "set", "set ','? tmh", "It runs daily at 5.", "", func(a args) meaning { return setAt(a[0], a[1]) }},
	{"set.clock-first", "set", "tm 'on'? set", "It runs at 5 p.m. every day.", "", func(a args) meaning { return setAt(a[1], a[0]) }},
	{"set.day-in-day-out", "set", "'day' 'in' 'and'? 'day' 'out'", "It runs day in day out.", "", func(args) meaning { return recurring(amount{n: 1, unit: unit{grain: Day}}) }},
}

func recurring(a amount) meaning { return word{"SET", lengthText([]amount{a}), ""} }

// everyPoint returns the recurrence of a time: what is left of its value when
// nothing is known of the moment of speaking.
func everyPoint(p point) meaning {
	v, ok := p.place(&frame{})
	if !ok || v.isPlaced() || strings.HasSuffix(v.text, "_REF") || v.typ == "SET" || v.typ == "DURATION" {
		return nil
	}
	return word{"SET", v.text, v.mod}
}

// setAt adds a time of day to a recurrence.
func setAt(s, t meaning) meaning {
	w, ok := s.(word)
	m, isMoment := t.(moment)
	if !ok || !isMoment || m.day != nil || m.c.grain == Part && strings.Contains(w.text, "T") {
		return nil
	}
	switch base, part, hasPart := strings.Cut(w.text, "T"); {
	case w.text == "P1D":
		return word{"SET", "XXXX-XX-XX" + m.c.text(), w.mod}
	case !isDay(base):
		return nil
	case hasPart && len(part) == 2: // every morning at nine
		for _, r := range vocabulary["morning"] {
			if p, ok := r.means.(partOf); ok && p.code == part {
				m.c = m.c.within(p)
			}
		}
		for _, n := range [...]string{"afternoon", "evening", "night"} {
			if p, ok := vocabulary[n][0].means.(partOf); ok && p.code == part {
				m.c = m.c.within(p)
			}
		}
		return word{"SET", base + m.c.text(), w.mod}
	case !hasPart:
		return word{"SET", w.text + m.c.text(), w.mod}
	}
	return nil
}
