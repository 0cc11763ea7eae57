package when

// bareRules read what stands for a time only where nothing else could be meant:
// in an answer, a form, a command. Their sentences are whole inputs.
var bareRules = []rule{
	{"bare.for", "span", "point 'for' dur", "Monday for two days", "", func(a args) meaning { return runningFrom(a[1], a[0]) }},
	{"bare.from-for", "span", "'from' point 'for' dur", "from Monday for two days", "", func(a args) meaning { return runningFrom(a[1], a[0]) }},
	{"bare.day-month", "md", "d '/|-|.' d", "15/2", "", func(a args) meaning { return numeric(args{a[0], a[1], nil}) }},
	{"bare.month-name-number", "md", "mon '/|-' dom", "May/22", "", monthDay},
	{"bare.date", "mdy", "d '/|-|.' d '/|-|.' y4", "31 - 10 - 1974", "", numeric},
	{"bare.date-spaces", "mdy", "d d y4", "31 10 1974", "", numeric},
	{"bare.date-short", "mdy", "d '/|-|.' d '/|-|.' y2", "31-10-74", "", func(a args) meaning {
		return numeric(args{a[0], a[1], number{n: year2(a.num(2))}})
	}},
	{"bare.year-spaces", "mdy", "y4 m d", "1974 10 31", "", yearMonthDay},
	{"bare.year-dots", "mdy", "y4 '/|-|.' m '/|-|.' d", "1974 / 10 / 31", "", yearMonthDay},
	{"bare.short-year", "mdy", "md ','? y2", "3 May 15", "", func(a args) meaning {
		return inYear(a[0], year2(a.num(1)))
	}},
	{"bare.the-day", "date", "'the' d", "the 24", "", func(a args) meaning { return dayOfMonth{day: a.num(0)} }},
	{"bare.ordinal", "date", "ord", "24th", "", func(a args) meaning {
		if a.num(0) > 31 || a.num(0) < 1 {
			return nil
		}
		return dayOfMonth{day: a.num(0)}
	}},
	{"bare.on-day", "date", "'on|for' d", "on 24", "", func(a args) meaning { return dayOfMonth{day: a.num(0)} }},
	{"bare.weekday-day", "date", "wday ','? 'the'? d", "Friday 23", "", func(a args) meaning { return dayOfMonth{a.num(1), a.num(0)} }},
	{"bare.holiday-shift", "date", "hol ','? shift", "Christmas two years ago", "", func(a args) meaning { return firstAfter{a.point(0), a.point(1)} }},
	{"bare.month-shift", "date", "mon ','? shift", "March in a year", "", func(a args) meaning { return firstAfter{dateOf{month: a.num(0)}, a.point(1)} }},
	{"word.shift", "shift", "date", "", "", func(a args) meaning {
		switch a[0].(type) {
		case shift, lengthAhead:
			return a[0]
		}
		return nil
	}},
	{"bare.short-quarter", "date", "y2 ~'q' ~num", "18q4", "", func(a args) meaning { return quarterOf(args{a[1], Quarter, number{n: year2(a.num(0))}}) }},

	{"bare.a", "half", "'a' ~'.'?", "7a", "", func(args) meaning { return half(1) }},
	{"bare.p", "half", "'p' ~'.'?", "7p", "", func(args) meaning { return half(2) }},
	{"bare.hour-words", "ck", "hw '-'? mw", "ten thirty", "", func(a args) meaning {
		if a.num(1) < 10 {
			return nil
		}
		return told(a[0], number{a.num(1), 2}, nil, nil)
	}},
	{"bare.hour-oh", "ck", "hw '-'? 'oh|o|zero|ou' '-'? mw", "ten oh three", "", func(a args) meaning {
		if a.num(1) > 9 {
			return nil
		}
		return told(a[0], number{a.num(1), 2}, nil, nil)
	}},
	{"bare.at-minutes", "tm", "'at|@' h mm", "at 3 15", "", func(a args) meaning { return clockMoment(told(a[0], a[1], nil, nil)) }},
	{"bare.at-hundred", "tm", "'at|@|around|approximately|about|by' hhmm 'ish'?", "at 1030", "", func(a args) meaning { return clockMoment(fourOrThree(a[0])) }},
	{"bare.at-hour", "tm", "'at|@|around|about|by' hour 'ish'?", "at 7", "", func(a args) meaning { return moment{nil, a[0].(clock)} }},
	{"bare.ish", "ck", "h ~'ish' half?", "7ish", "", func(a args) meaning { return told(a[0], nil, nil, a[1]) }},
	{"bare.noonish", "ck", "'noonish'", "noonish", "", func(args) meaning { return clock{hour: 12, grain: Hour} }},
	{"bare.h", "ck", "h ~'h'", "15h", "", func(a args) meaning {
		c, ok := told(a[0], nil, nil, nil).(clock)
		if !ok {
			return nil
		}
		c.open = false
		return c
	}},
	{"bare.half-hour", "ck", "'half' hw", "half three", "", func(a args) meaning { return told(a[0], number{30, 2}, nil, nil) }},
	{"bare.past", "ck", "minutes 'past|after' hour", "20 after 3", "", func(a args) meaning { return offHour(a, 1) }},
	{"bare.to", "ck", "minutes 'to|of|till|before|from' hour", "20 to 3", "", func(a args) meaning {
		if a.num(0) <= 12 {
			return nil
		}
		return offHour(a, -1)
	}},
	{"bare.hour-part", "dt", "hour ','? dpart", "8 tonight", "", func(a args) meaning { return partClockOn(args{a[1], a[0]}) }},
	{"bare.hour-part-day", "dt", "'at'? hour ','? 'on'? dt", "9 tomorrow morning", "", func(a args) meaning { return partClockOn(args{a[1], a[0]}) }},
	{"bare.hour-day", "dt", "'at'? hour ','? 'on'? date", "9 tomorrow", "", func(a args) meaning {
		switch a[1].(type) {
		case relUnit, aWeekday:
			return onDay(a[1], a[0].(clock))
		}
		return nil
	}},
	{"bare.part-hundred", "dt", "dt ','? 'at|@'? hhmm", "tonight 815", "", func(a args) meaning {
		c, ok := fourOrThree(a[1]).(clock)
		if !ok {
			return nil
		}
		return partClockOn(args{a[0], c})
	}},
	{"bare.day-hundred", "dt", "date ','? 'at|@' hhmm 'ish'?", "tomorrow at 150ish", "", func(a args) meaning {
		c, ok := fourOrThree(a[1]).(clock)
		if !ok {
			return nil
		}
		return onDay(a[0], c)
	}},
	{"bare.part-at", "dt", "tm ','? 'at|@|around' hour", "in the evening at eight", "", func(a args) meaning {
		m := a[0].(moment)
		if m.c.grain != Part {
			return nil
		}
		return moment{m.day, a[1].(clock).within(*m.c.part)}
	}},
	{"bare.at", "dt", "date '@' ck", "today @ 3pm", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"bare.span-hours", "span", "'from' hour to hour", "from 3 to 4", "", func(a args) meaning { return clockSpan(a[0], a[2]) }},
	{"bare.between-hours", "span", "'between' hour 'and|to|-' hour", "between 3 and 4", "", func(a args) meaning { return clockSpan(a[0], a[1]) }},
	{"bare.span-on-day", "span", "date ','? hour to hour", "Monday 9-11", "", func(a args) meaning { return spanOnDay(args{clockSpan(a[1], a[3]), a[0]}) }},

	{"bare.unit", "amt", "num ~'h|hr|hrs'", "in 1h", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Hour, 1, false}} }},
	{"bare.unit", "amt", "num ~'m|min|mins'", "in 15m", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Minute, 1, false}} }},
	{"bare.unit", "amt", "num ~'s|sec|secs'", "in 15s", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Second, 1, false}} }},
	{"bare.unit", "amt", "num ~'d'", "in 2d", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Day, 1, false}} }},
	{"bare.unit", "amt", "num ~'w'", "in 2w", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Week, 1, false}} }},
	{"bare.unit", "amt", "num ~'mo'", "in 2mo", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Month, 1, false}} }},
	{"bare.unit", "amt", "num ~'y'", "in 2y", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Year, 1, false}} }},
	{"bare.unit-fraction", "amt", "frac ~'h'", "in 1/2h", "", func(a args) meaning {
		f := a[0].(fraction)
		return amount{0, f.num, f.den, unit{Hour, 1, false}, false}
	}},
	{"bare.minute-mark", "amt", "num ~'''", "in 15'", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Minute, 1, false}} }},
	{"bare.second-mark", "amt", `num ~'"'`, `in 15"`, "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Second, 1, false}} }},
	{"bare.plus", "date", "'+' dur", "+15 minutes", "", ahead},
	{"bare.minus", "date", "'-' dur", "-3 years", "", func(a args) meaning { return shifted(a[0], -1, nil, false) }},
	{"bare.within", "win", "'within' dur", "within two weeks", "", func(a args) meaning { return windowOf(a[0], 1) }},
	{"bare.whole", "amt", "'a'? 'couple|pair' 'of'? u", "a pair of minutes", "", func(a args) meaning { return amount{n: 2, unit: a[0].(unit)} }},
	{"bare.end", "date", "'the'? edge 'of'? 'the'? unit", "end of month", "", func(a args) meaning {
		return modified{a[0].(stage), relUnit{0, a[1].(unit).grain}}
	}},
	{"bare.eod", "date", "'the'? 'eod'", "by EOD", "", func(args) meaning { return modified{"END", relUnit{0, Day}} }},
	{"bare.eom", "date", "'the'? 'eom'", "by EOM", "", func(args) meaning { return modified{"END", relUnit{0, Month}} }},
	{"bare.eoy", "date", "'the'? 'eoy'", "by EOY", "", func(args) meaning { return modified{"END", relUnit{0, Year}} }},
	{"bare.bom", "date", "'the'? 'bom'", "by BOM", "", func(args) meaning { return modified{"START", relUnit{0, Month}} }},
	{"bare.boy", "date", "'the'? 'boy'", "by BOY", "", func(args) meaning { return modified{"START", relUnit{0, Year}} }},
	{"bare.asap", "date", "'asap|atm'", "asap", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"bare.possible", "date", "'as' 'soon' 'as' 'possible'", "as soon as possible", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
}

func clockMoment(m meaning) meaning {
	c, ok := m.(clock)
	if !ok {
		return nil
	}
	return moment{nil, c}
}

// fourOrThree reads a time without a colon: "1030", "815".
func fourOrThree(n meaning) meaning {
	v := n.(number)
	return told(number{v.n / 100, v.digits - 2}, number{v.n % 100, 2}, nil, nil)
}

// A firstAfter is the first of a time that recurs after another: "Christmas two
// years ago" is the first one after that day.
type firstAfter struct{ what, after point }

func (x firstAfter) place(f *frame) (value, bool) {
	v, ok := x.after.place(f)
	if !ok || !v.isPlaced() {
		return value{}, false
	}
	g := *f
	g.near, g.lean = v.stretch.begin, Future
	return x.what.place(&g)
}
