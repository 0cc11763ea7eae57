package when

import "slices"

// lengthRules read lengths of time (dur) and runs of time that touch the moment
// of speaking (win).
var lengthRules = []rule{
	{"word.unit", "u", "unit", "", "", func(a args) meaning { return a[0] }},
	{"word.short-unit", "u", "unitab ~'.'?", "It took two hrs.", "", func(a args) meaning { return a[0] }},
	{"word.unit", "u", "units", "", "", func(a args) meaning { return a[0] }},
	{"word.night", "u", "'nights'", "They stayed three nights.", "", func(args) meaning { return unit{grain: Day, times: 1} }},
	{"word.working-day", "u", "'business|working|trading|school|week' ~'-'? 'day|days'", "It took five business days.", "", func(args) meaning {
		return unit{Day, 1, true}
	}},
	{"word.calendar-unit", "u", "'full|whole|calendar|consecutive|straight|long|more|additional|solid|successive' u", "It took two full days.", "", func(a args) meaning { return a[0] }},
	{"length.count", "amt", "num '-'? u", "It took two weeks.", "", amountOf},
	{"length.decimal", "amt", "dec '-'? u", "It took 2.5 hours.", "", func(a args) meaning {
		x := a[0].(amount)
		x.unit = a[1].(unit)
		return x
	}},
	{"length.fraction", "amt", "num 'and|-'? 'a|an'? fr '-'? u", "It took 2 1/2 hours.", "", func(a args) meaning {
		f := a[1].(fraction)
		return amount{a.num(0), f.num, f.den, a[2].(unit), false}
	}},
	{"length.a-fraction", "amt", "fr '-|of'? 'a|an'? u", "It took half an hour.", "", func(a args) meaning {
		f := a[0].(fraction)
		return amount{0, f.num, f.den, a[1].(unit), false}
	}},
	{"length.and-a-half", "amt", "num u 'and' 'a'? fr", "It took two years and a half.", "", func(a args) meaning {
		f := a[2].(fraction)
		return amount{a.num(0), f.num, f.den, a[1].(unit), false}
	}},
	{"length.one-and-a-half", "amt", "'a|an' unit '-'? 'and' '-'? 'a' '-'? fr", "It took a year and a half.", "", func(a args) meaning {
		f := a[1].(fraction)
		return amount{1, f.num, f.den, a[0].(unit), false}
	}},
	{"word.fraction", "fr", "frac", "", "", func(a args) meaning { return a[0] }},
	{"word.fraction", "fr", "'half'", "", "", func(args) meaning { return fraction{1, 2} }},
	{"word.fraction", "fr", "'a'? 'quarter' 'of'?", "", "", func(args) meaning { return fraction{1, 4} }},
	{"word.fraction", "fr", "'three' '-'? 'quarters' 'of'?", "", "", func(args) meaning { return fraction{3, 4} }},
	{"length.one", "amt1", "'a|an|another' u", "It took an hour.", "", func(a args) meaning { return amount{n: 1, unit: a[0].(unit)} }},
	{"length.one", "amt1", "'a|an|one' 'single|full|whole|further|additional' u", "It took a single day.", "", func(a args) meaning { return amount{n: 1, unit: a[0].(unit)} }},
	{"length.another", "amt", "'another|some|the|these|those|further' num u", "It took another two days.", "", amountOf},
	{"length.hundred", "amt", "'a' num u", "It took a hundred years.", "", func(a args) meaning {
		if n := a.num(0); n < 12 || a[0].(number).digits > 0 {
			return nil
		}
		return amount{n: a.num(0), unit: a[1].(unit)}
	}},
	{"length.or-two", "amt1", "'a|an' unit 'or' 'two'", "It took a year or two.", "", func(a args) meaning { return amount{vague: true, unit: a[0].(unit)} }},
	{"length.vague-adjective", "amt", "vague '-' unit", "It was a several-year war.", "", func(a args) meaning {
		x := a[0].(amount)
		x.unit = a[1].(unit)
		return x
	}},
	{"length.vague", "amt", "'a'? vague 'more'? 'of'? u", "It took several weeks.", "", func(a args) meaning {
		x := a[0].(amount)
		x.unit = a[1].(unit)
		return x
	}},
	{"length.many", "amt", "'dozens|hundreds|thousands|tens' 'of' units", "It took hundreds of years.", "", func(a args) meaning { return amount{vague: true, unit: a[0].(unit)} }},
	{"length.units", "dur0", "units", "It took weeks.", "", func(a args) meaning { return length{of: []amount{{vague: true, unit: a[0].(unit)}}} }},
	{"length.units-or", "dur0", "units 'or' 'even'? units", "It took weeks or months.", "", func(a args) meaning { return length{of: []amount{{vague: true, unit: a[0].(unit)}}} }},
	{"length.or-more", "amt", "num 'or' num u", "It took two or three weeks.", "", func(a args) meaning { return amount{n: a.num(0), unit: a[2].(unit)} }},
	{"length.to", "amt", "num 'to|-' num u", "It took two to three weeks.", "", func(a args) meaning {
		if a.num(0) >= a.num(1) {
			return nil
		}
		return amount{n: a.num(0), unit: a[2].(unit)}
	}},
	{"length", "dur", "amt", "", "", func(a args) meaning { return length{of: []amount{a[0].(amount)}} }},
	{"length", "dur", "amt1", "", "", func(a args) meaning { return length{of: []amount{a[0].(amount)}} }},
	{"length", "dur", "dur0", "", "", func(a args) meaning { return a[0] }},
	{"length.sum", "dur", "dur 'and|,'? amt", "It took two hours and ten minutes.", "It took two years and three years.", sumOf},
	{"length.sum-any-order", "dur", "amt amt", "It took 1 month 2 years 21 days.", "", sumAnyOrder},
	{"length.one-and-half", "amt", "'a|an' unit 'and' fr", "It took an hour and half.", "", func(a args) meaning {
		f := a[1].(fraction)
		return amount{1, f.num, f.den, a[0].(unit), false}
	}},
	{"length.sum", "dur", "dur ',' 'and' amt", "It took two hours, five minutes, and ten seconds.", "", sumOf},
	{"length.about", "dur", "about dur", "It took about two weeks.", "It changed over several weeks.", func(a args) meaning {
		if l, ok := a[1].(length); ok && l.vague() {
			return nil
		}
		return lengthMod(a[1], string(a[0].(stage)))
	}},
	{"length.more-than", "dur", "'more|longer' 'than' dur", "It took more than two weeks.", "", func(a args) meaning { return lengthMod(a[0], "MORE_THAN") }},
	{"length.less-than", "dur", "'less|fewer' 'than' dur", "It took less than two weeks.", "", func(a args) meaning { return lengthMod(a[0], "LESS_THAN") }},
	{"length.at-least", "dur", "'at' 'least' dur", "It took at least two weeks.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_MORE") }},
	{"length.at-least", "dur", "'no' 'less' 'than' dur", "It took no less than two weeks.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_MORE") }},
	{"length.at-most", "dur", "'at' 'most' dur", "It took at most two weeks.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_LESS") }},
	{"length.at-most", "dur", "'up' 'to' dur", "It took up to two weeks.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_LESS") }},
	{"length.at-most", "dur", "'no' 'more' 'than' dur", "It took no more than two weeks.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_LESS") }},
	{"length.or-so", "dur", "dur 'or' 'so'", "It took two weeks or so.", "", func(a args) meaning { return lengthMod(a[0], "APPROX") }},
	{"length.or-more", "dur", "dur 'or' 'more|longer'", "It took two weeks or more.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_MORE") }},
	{"length.or-less", "dur", "dur 'or' 'less'", "It took two weeks or less.", "", func(a args) meaning { return lengthMod(a[0], "EQUAL_OR_LESS") }},
	{"length.adjective", "dur", "'a'? num '-' unit '-' 'long|old'", "It was a two-week-long siege.", "", func(a args) meaning { return length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}} }},
	{"length.adjective", "dur", "num units? unit? 'long|old'", "It was two weeks long.", "", func(a args) meaning {
		u, ok := a[1].(unit)
		if a[2] != nil {
			u, ok = a[2].(unit)
		}
		if !ok {
			return nil
		}
		return length{of: []amount{{n: a.num(0), unit: u}}}
	}},
	{"length.unit-long", "dur", "unit '-' 'long'", "It was a decade-long war.", "", func(a args) meaning { return length{of: []amount{{n: 1, unit: a[0].(unit)}}} }},
	{"length.units-long", "dur", "units '-' 'long'", "It was a decades-long war.", "", func(a args) meaning { return length{of: []amount{{vague: true, unit: a[0].(unit)}}} }},
	{"length.yearlong", "dur", "'yearlong'", "It was a yearlong war.", "", func(args) meaning { return length{of: []amount{{n: 1, unit: unit{Year, 1, false}}}} }},
	{"length.monthlong", "dur", "'monthlong'", "It was a monthlong war.", "", func(args) meaning { return length{of: []amount{{n: 1, unit: unit{Month, 1, false}}}} }},
	{"length.weeklong", "dur", "'weeklong'", "It was a weeklong war.", "", func(args) meaning { return length{of: []amount{{n: 1, unit: unit{Week, 1, false}}}} }},
	{"length.daylong", "dur", "'daylong'", "It was a daylong war.", "", func(args) meaning { return length{of: []amount{{n: 1, unit: unit{Day, 1, false}}}} }},
	{"length.hourlong", "dur", "'hourlong'", "It was an hourlong war.", "", func(args) meaning { return length{of: []amount{{n: 1, unit: unit{Hour, 1, false}}}} }},
	{"length.all", "dur", "'all|whole|entire' 'the'? unit", "It took all week.", "", func(a args) meaning {
		if a[0].(unit).grain < Day {
			return nil
		}
		return length{of: []amount{{n: 1, unit: a[0].(unit)}}}
	}},
	{"length.all", "dur", "'the' 'whole|entire' unit", "It took the whole week.", "", func(a args) meaning { return length{of: []amount{{n: 1, unit: a[0].(unit)}}} }},
	{"length.first", "dur", "'the' 'first|final|opening|closing' num u", "Sales fell in the first nine months.", "", func(a args) meaning {
		return length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}
	}},
	{"length.period", "dur", "'a|the' num '-' unit '-'? 'period|term|span|stretch|spell'", "It was over a two-week period.", "", func(a args) meaning {
		return length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}
	}},
	{"length.year-ended", "dur", "'the' 'fiscal|financial|full'? unit ^'ended|ending'", "Sales fell in the year ended June 30.", "", func(a args) meaning { return length{of: []amount{{n: 1, unit: a[0].(unit)}}} }},
	{"length.while", "dur", "'a|some' 'long|short|little'? 'while|period'", "It took a while.", "", func(args) meaning { return word{"DURATION", "PXX", ""} }},
	{"length.some-time", "dur", "'some' 'time'", "It took some time.", "", func(args) meaning { return word{"DURATION", "PXX", ""} }},
	{"length.some-time", "dur", "'a' 'long|short' 'time'", "It took a long time.", "He waited at a time of need.", func(args) meaning { return word{"DURATION", "PXX", ""} }},

	{"window.past", "win", "'over|in|for|during'? 'the'? 'last|past|previous|latest' dur", "It fell three times in the last two weeks.", "", func(a args) meaning { return windowOf(a[0], -1) }},
	{"window.next", "win", "'over|in|for|during|within'? 'the'? 'next|coming|following|upcoming' dur", "It will fall in the next two weeks.", "", func(a args) meaning { return windowOf(a[0], 1) }},
	{"window.these", "win", "'these' 'last|past' dur", "It fell three times these past two weeks.", "", func(a args) meaning { return windowOf(a[0], -1) }},
	{"window.past", "win", "'the'? num 'last|past|previous' units", "It fell three times in the 3 past weeks.", "", func(a args) meaning {
		return windowOf(length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}, -1)
	}},
	{"window.next", "win", "'the'? num 'next|coming|upcoming|following' units", "It will fall in the 3 coming weeks.", "", func(a args) meaning {
		return windowOf(length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}, 1)
	}},
	{"window.fortnight", "win", "'the'? which unit", "It fell three times in the past fortnight.", "", func(a args) meaning {
		u := a[1].(unit)
		if u.times < 2 || a.num(0) == 0 {
			return nil
		}
		return window{dir: a.num(0), by: length{of: []amount{{n: 1, unit: u}}}}
	}},
	{"window.ahead", "win", "'the' dur 'ahead'", "It will fall in the weeks ahead.", "", func(a args) meaning { return windowOf(a[0], 1) }},
	{"window.small-unit", "win", "'the' 'last|past' unit", "It fell in the past hour.", "", func(a args) meaning {
		if a[0].(unit).grain >= Day {
			return nil
		}
		return windowOf(one(a[0]), -1)
	}},
	{"window.small-unit", "win", "'the' 'next|coming' unit", "It falls in the next hour.", "", func(a args) meaning {
		if a[0].(unit).grain >= Day {
			return nil
		}
		return windowOf(one(a[0]), 1)
	}},
}

// amountOf returns a number of units. A year before a unit is none: "the 1998
// quarter".
func amountOf(a args) meaning {
	if n := a[0].(number); n.digits == 4 && n.n > 1900 && n.n < 2100 {
		return nil
	}
	return amount{n: a.num(0), unit: a[1].(unit)}
}

func lengthMod(m meaning, mod string) meaning {
	l, ok := m.(length)
	if !ok || l.mod != "" {
		return nil
	}
	l.mod = mod
	return l
}

func windowOf(m meaning, dir int) meaning {
	l, ok := m.(length)
	if !ok || l.mod != "" {
		return nil
	}
	return window{dir: dir, by: l}
}

// sumOf adds a smaller unit to a length.
// sumAnyOrder returns the sum of amounts of different units that are not said from
// large to small.
func sumAnyOrder(a args) meaning {
	var l length
	for _, m := range a {
		x := m.(amount)
		if x.vague || x.den != 0 || slices.ContainsFunc(l.of, func(o amount) bool { return o.unit.grain == x.unit.grain }) {
			return nil
		}
		l.of = append(l.of, x)
	}
	slices.SortFunc(l.of, func(x, y amount) int { return int(y.unit.grain) - int(x.unit.grain) })
	return l
}

func sumOf(a args) meaning {
	l, ok := a[0].(length)
	if !ok {
		return nil
	}
	next := a[1].(amount)
	last := l.of[len(l.of)-1]
	if last.unit.grain <= next.unit.grain || last.vague || next.vague || l.mod != "" || len(l.of) > 5 {
		return nil
	}
	return length{of: append(l.of[:len(l.of):len(l.of)], next)}
}
