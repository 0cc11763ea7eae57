package when

// spanRules read runs from one time to another (span) and expressions that give
// one bound (open).
var spanRules = []rule{
	{"word.to", "to", "'-|to|until|untill|till|til|through|thru|~'", "", "", func(args) meaning { return half(0) }},
	{"word.to", "to", "'up' 'to|until|till'", "", "", func(args) meaning { return half(0) }},
	{"span.days-of-month", "span", "'from'? mon dom to dom", "They met on May 3-5.", "", func(a args) meaning { return daySpan(a[0], a[1], a[3], nil) }},
	{"span.days-of-month-year", "span", "'from'? mon dom to dom ',|of|in'? anyyr", "They met on May 3-5, 2022.", "", func(a args) meaning { return daySpan(a[0], a[1], a[3], a[4]) }},
	{"span.days-month", "span", "'from'? dom to dom 'of|in'? mon", "They met on 3-5 May.", "", func(a args) meaning { return daySpan(a[3], a[0], a[2], nil) }},
	{"span.days-month-year", "span", "'from'? dom to dom 'of|in'? mon ',|of|in'? anyyr", "They met on 3-5 May 2022.", "", func(a args) meaning { return daySpan(a[3], a[0], a[2], a[4]) }},
	{"span.between-days", "span", "'between' mon dom 'and' dom", "They met between May 3 and 5.", "", func(a args) meaning { return daySpan(a[0], a[1], a[2], nil) }},
	{"span.between-days", "span", "'between' mon dom 'and' dom ',|of|in'? anyyr", "They met between May 3 and 5, 2022.", "", func(a args) meaning { return daySpan(a[0], a[1], a[2], a[3]) }},
	{"span.between-days", "span", "'between' dom 'and' dom 'of|in'? mon", "They met between 3 and 5 May.", "", func(a args) meaning { return daySpan(a[2], a[0], a[1], nil) }},
	{"span.between-days", "span", "'between' dom 'and' dom 'of|in'? mon ',|of|in'? anyyr", "They met between 3 and 5 May 2022.", "", func(a args) meaning { return daySpan(a[2], a[0], a[1], a[3]) }},
	{"both.days", "span", "md 'and|or|&' dom", "They met on May 3 and 5.", "", func(a args) meaning {
		d, ok := a[0].(dateOf)
		if !ok || d.day >= a.num(1) {
			return nil
		}
		return both{d, dateOf{month: d.month, day: a.num(1)}}
	}},
	{"both.days-one-year", "span", "md 'and|or|&' dom ',|of|in'? anyyr", "They met on May 3 and 5, 2019.", "", func(a args) meaning {
		d, ok := a[0].(dateOf)
		if !ok || d.day >= a.num(1) {
			return nil
		}
		return both{dateOf{year: a.num(2), month: d.month, day: d.day}, dateOf{year: a.num(2), month: d.month, day: a.num(1)}}
	}},
	{"both.days-first", "span", "dom 'and|or|&' md", "They met on the 3rd and 5th of May.", "", func(a args) meaning {
		d, ok := a[1].(dateOf)
		if !ok || d.day <= a.num(0) {
			return nil
		}
		return both{dateOf{month: d.month, day: a.num(0)}, d}
	}},
	{"both.months-year", "span", "mon 'and|or|&' my", "They met in May and June 2019.", "", func(a args) meaning {
		d, ok := a[1].(dateOf)
		if !ok || d.year == 0 || a.num(0) >= d.month {
			return nil
		}
		return both{dateOf{year: d.year, month: a.num(0)}, d}
	}},
	{"both.days-year", "span", "md 'and|or|&' mdy", "They met on May 3 and June 5, 2019.", "", func(a args) meaning {
		x, ok1 := a[0].(dateOf)
		y, ok2 := a[1].(dateOf)
		if !ok1 || !ok2 || y.year == 0 || x.month > y.month {
			return nil
		}
		x.year = y.year
		return both{x, y}
	}},
	{"span.years", "span", "'from'? y4 ~'-|/' ~y2", "The 1998-99 season was lost.", "Flight 2013-02 was lost.", func(a args) meaning {
		y := a.num(0)/100*100 + a.num(1)
		if y != a.num(0)+1 && (a.num(1) < 13 || y <= a.num(0) || y > a.num(0)+12) {
			return nil
		}
		return between{dateOf{year: a.num(0)}, dateOf{year: y}}
	}},
	{"span.months-year", "span", "'from'? mon to mon ','? 'of|in'? anyyr", "It ran from May to July 2022.", "", func(a args) meaning {
		return between{dateOf{month: a.num(0)}, dateOf{month: a.num(2), year: a.num(3)}}
	}},
	{"span.from-to", "span", "'from|between' point ','? to point", "It ran from May 3 to July 5.", "", func(a args) meaning { return spanOf(a[0], a[2]) }},
	{"span.to-date", "span", "'from' point 'to|till' 'date'", "It lost millions from March to date.", "", func(a args) meaning {
		return spanOf(a[0], word{"DATE", "PRESENT_REF", ""})
	}},
	{"span.between", "span", "'between' point 'and' point", "It ran between May 3 and July 5.", "", func(a args) meaning { return spanOf(a[0], a[1]) }},
	{"both.weekdays-week", "date", "rel ','? 'on'? wday 'or|and|,' wday", "It meets next week on Monday or Tuesday.", "", func(a args) meaning { return bothOf(weekdayOf(args{a[1], a[0]}), weekdayOf(args{a[2], a[0]})) }},
	{"both.weekdays-of-week", "date", "wday 'or|and|,' wday ','? 'of'? rel", "It meets on Monday or Tuesday next week.", "", func(a args) meaning { return bothOf(weekdayOf(args{a[0], a[2]}), weekdayOf(args{a[1], a[2]})) }},
	{"span.to", "span", "point to point", "It ran May 3 to July 5.", "", func(a args) meaning { return spanOf(a[0], a[2]) }},
	{"span.half-hour", "span", "'from'? hour to ck", "It ran 3 to 4 p.m.", "They won 3 to 4.", func(a args) meaning { return clockSpan(a[0], a[2]) }},
	{"span.between-hour", "span", "'between' hour 'and|to|-' ck", "It ran between 3 and 4 p.m.", "", func(a args) meaning { return clockSpan(a[0], a[1]) }},
	{"span.clock-hour", "span", "'from'? ck to hour", "It ran from 3 p.m. to 4.", "", func(a args) meaning {
		if c := a[0].(clock); c.half == 0 && c.grain == Hour {
			return nil
		}
		return clockSpan(a[0], a[2])
	}},
	{"span.on-day", "span", "span ','? 'on|of'? date", "It ran from 3 to 4 p.m. on Monday.", "", spanOnDay},
	{"span.day-first", "span", "date ','? span", "It ran on Monday from 3 to 4 p.m.", "", func(a args) meaning { return spanOnDay(args{a[1], a[0]}) }},
	{"span.part-first", "span", "dt ','? span", "It ran on Monday morning from 9 to 10 a.m.", "", func(a args) meaning { return spanOnDay(args{a[1], a[0]}) }},
	{"span.part-last", "span", "span ','? dt", "It ran between 7 and 9 p.m. last night.", "", func(a args) meaning { return spanOnDay(a) }},
	{"span.length-from", "span", "'for' dur ','? 'from' point", "It ran for two days from Monday.", "", func(a args) meaning { return runningFrom(a[0], a[1]) }},
	{"span.length-starting", "span", "'for'? dur ','? 'starting|beginning|starts|begins' 'from|on|at|in'? point", "It ran for two days starting Monday.", "", func(a args) meaning { return runningFrom(a[0], a[1]) }},
	{"span.last-of", "span", "'the'? 'last|final|closing' num u 'of' longer", "It ran in the last two weeks of May.", "", func(a args) meaning {
		return lengthWithin{length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}, -1, a.point(2)}
	}},
	{"span.length-of", "span", "'the'? 'first|opening' num u 'of' longer", "It ran in the first two weeks of May.", "", func(a args) meaning {
		return lengthWithin{length{of: []amount{{n: a.num(0), unit: a[1].(unit)}}}, 1, a.point(2)}
	}},
	{"span.length-to", "span", "'the'? dur 'to|through|ended|ending' 'on|in|at'? date", "It ran in the two weeks to May 3.", "", func(a args) meaning {
		l, ok := a[0].(length)
		if !ok {
			return nil
		}
		return running{l, a.point(1), -1}
	}},

	{"open.since", "open", "'since' point", "It has run since March.", "", func(a args) meaning { return open{begin: true, past: true, of: a.point(0)} }},
	{"open.from", "open", "'from|starting|beginning|effective' 'from|on|in|at|as'? 'of'? point 'on|onward|onwards'?", "It runs from March.", "", func(a args) meaning { return open{begin: true, of: a.point(0)} }},
	{"open.as-of", "open", "'as' 'of|from' point", "It runs as of March 3.", "", func(a args) meaning { return open{begin: true, of: a.point(0)} }},
	{"open.after", "open", "'after' point", "It runs after March.", "", func(a args) meaning { return open{begin: true, strictly: true, of: a.point(0)} }},
	{"open.until", "open", "'until|till|til|through|thru' point", "It runs until March.", "", func(a args) meaning { return open{end: true, of: a.point(0)} }},
	{"open.up-to", "open", "'up' 'to|until' point", "It ran up to March.", "", func(a args) meaning { return open{end: true, of: a.point(0)} }},
	{"open.before", "open", "'before' point", "It ran before March.", "", func(a args) meaning { return open{end: true, strictly: true, of: a.point(0)} }},
	{"open.by", "open", "'by' point", "It closes by March.", "", func(a args) meaning { return open{end: true, of: a.point(0)} }},
	{"open.day-before", "open", "date ','? 'before|until|till' ck", "It closes on Friday before 5 p.m.", "", func(a args) meaning { return openOn(a, open{end: true, strictly: true}) }},
	{"open.day-after", "open", "date ','? 'after|from' ck", "It opens on Friday after 5 p.m.", "", func(a args) meaning { return openOn(a, open{begin: true, strictly: true}) }},
	{"open.day-later", "open", "date ','? 'later' 'than' ck", "It opens on Friday later than 5 p.m.", "", func(a args) meaning { return openOn(a, open{begin: true, strictly: true}) }},
	{"open.day-no-later", "open", "date ','? 'no' 'later' 'than' ck", "It closes on Friday no later than 5 p.m.", "", func(a args) meaning { return openOn(a, open{end: true}) }},
	{"open.or-later", "open", "date 'or' 'later|after|beyond|newer|greater'", "It closes in 1994 or later.", "", func(a args) meaning { return open{begin: true, of: a.point(0)} }},
	{"open.and-beyond", "open", "date 'and' 'beyond|onward|onwards'", "It closes in 1994 and beyond.", "", func(a args) meaning { return open{begin: true, of: a.point(0)} }},
	{"open.or-earlier", "open", "date 'or' 'earlier|before|older'", "It closed in 1994 or earlier.", "", func(a args) meaning { return open{end: true, of: a.point(0)} }},
	{"open.post", "open", "'post' '-' y4", "It was built in post-1959 style.", "", func(a args) meaning { return open{begin: true, strictly: true, of: dateOf{year: a.num(0)}} }},
	{"open.pre", "open", "'pre' '-' y4", "It was built in pre-1959 style.", "", func(a args) meaning { return open{end: true, strictly: true, of: dateOf{year: a.num(0)}} }},
}

func bothOf(a, b meaning) meaning {
	x, ok1 := a.(point)
	y, ok2 := b.(point)
	if !ok1 || !ok2 {
		return nil
	}
	return both{x, y}
}

// openOn gives a bound on a day.
func openOn(a args, o open) meaning {
	m, ok := onDay(a[0], a[1].(clock)).(moment)
	if !ok {
		return nil
	}
	o.of = m
	return o
}

func daySpan(month, a, b, year meaning) meaning {
	x, y := a.(number), b.(number)
	if x.n >= y.n {
		return nil
	}
	m := int(month.(monthName))
	from, to := dateOf{month: m, day: x.n}, dateOf{month: m, day: y.n}
	if n, ok := year.(number); ok {
		from.year, to.year = n.n, n.n
	}
	return between{from, to}
}

// spanOf returns the run between two times, unless they are of such different
// kinds that they are hardly its ends.
func spanOf(a, b meaning) meaning {
	pa, pb := a.(point), b.(point)
	if w, ok := pa.(word); ok && w.text != "PRESENT_REF" {
		return nil
	}
	if w, ok := pb.(word); ok && w.text != "PRESENT_REF" {
		return nil
	}
	x, isTimeA := pa.(moment)
	y, isTimeB := pb.(moment)
	w, _ := pb.(word)
	now, _ := pa.(word)
	if isTimeA && x.day == nil && x.c.grain != Part && !isTimeB && w.text != "PRESENT_REF" ||
		isTimeB && y.day == nil && y.c.grain != Part && !isTimeA && now.text != "PRESENT_REF" {
		return nil
	}
	return between{pa, pb}
}

func clockSpan(a, b meaning) meaning {
	x, y := a.(clock), b.(clock)
	if x.hour > 12 && x.half == 0 && x.grain == Hour && y.hour <= 12 && !y.open {
		return nil // 15 to noon
	}
	if x.zone == nil {
		x.zone = y.zone
	}
	return between{moment{nil, x}, moment{nil, y}}
}

// spanOnDay puts a run of hours on a day.
func spanOnDay(a args) meaning {
	if r, ok := a[0].(running); ok { // on Monday from 9 for two hours
		m, ok := r.at.(moment)
		if !ok || m.day != nil {
			return nil
		}
		if m, ok = onDay(a[1], m.c).(moment); !ok {
			return nil
		}
		r.at = m
		return r
	}
	b, ok := a[0].(between)
	if !ok {
		return nil
	}
	x, ok1 := b.a.(moment)
	y, ok2 := b.b.(moment)
	if !ok1 || !ok2 || x.day != nil || y.day != nil {
		return nil
	}
	if m, ok := a[1].(moment); ok && m.c.grain == Part { // on Monday morning from 9 to 10
		if m.day == nil {
			return nil
		}
		x.c, y.c = x.c.within(*m.c.part), y.c.within(*m.c.part)
		x.day, y.day = m.day, m.day
		return between{x, y}
	}
	if p, ok := a[1].(partOfRef); ok {
		x.c, y.c = x.c.within(p.part), y.c.within(p.part)
		x.day, y.day = relUnit{which(p.days), Day}, relUnit{which(p.days), Day}
		return between{x, y}
	}
	if onDay(a[1], x.c) == nil {
		return nil
	}
	x.day, y.day = a.point(1), a.point(1)
	return between{x, y}
}

func runningFrom(by, at meaning) meaning {
	l, ok := by.(length)
	if !ok {
		return nil
	}
	return running{l, at.(point), 1}
}
