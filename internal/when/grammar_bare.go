package when

// bareRules read what stands for a time only where nothing else could be meant:
// in an answer, a form, a command. Their sentences are whole inputs.
var bareRules = []rule{
	{"bare.for", "span", "point 'for' dur", "Monday for two days", "", func(a args) meaning { return runningFrom(a[1], a[0]) }},
	{"bare.from-for", "span", "'from' point 'for' dur", "from Monday for two days", "", func(a args) meaning { return runningFrom(a[1], a[0]) }},
	{"bare.day-month", "mdyw", "d '/' d", "15/2", "", func(a args) meaning { return numeric(args{a[0], a[1], nil}) }},
	{"bare.which-weekday-day-month", "mdyw", "which wday ','? d '/' d", "this Friday 5/12", "", func(a args) meaning { return numericIn(a[0], a.num(1), a[2], a[3]) }},
	{"bare.which-day-month", "mdyw", "which d '/' d", "this 5/12", "", func(a args) meaning { return numericIn(a[0], 0, a[1], a[2]) }},
	{"bare.which-weekday-day-dot-month", "mdyw", "which wday ','? d ~'.' ~d", "this Friday 7.6", "", func(a args) meaning { return numericIn(a[0], a.num(1), a[2], a[3]) }},
	{"bare.weekday-day-dot-month", "mdyw", "wday ','? d ~'.' ~d", "Friday 7.6", "", func(a args) meaning { return weekdayDate(args{a[0], numeric(args{a[1], a[2], nil})}) }},
	{"bare.day-dash-month", "mdyw", "d '-' d", "15-2", "", func(a args) meaning { return numeric(args{a[0], a[1], nil}) }},
	{"bare.weekday-day-dash-month", "mdyw", "wday ','? d '-' d", "Friday 7-6", "Friday 6-7", func(a args) meaning {
		if a.num(1) < a.num(2) {
			return nil
		}
		return weekdayDate(args{a[0], numeric(args{a[1], a[2], nil})})
	}},
	{"bare.day-half", "dt", "date 'am'", "Feb 5 AM", "", func(a args) meaning {
		if _, ok := a[0].(numericDate); ok {
			return nil
		}
		return onDay(a[0], clock{grain: Part, part: &partOf{"MO", 0, 12}})
	}},
	{"bare.day-half", "dt", "date 'pm'", "Feb 5 PM", "", func(a args) meaning {
		if _, ok := a[0].(numericDate); ok {
			return nil
		}
		return onDay(a[0], clock{grain: Part, part: &partOf{"AF", 12, 19}})
	}},
	{"bare.full", "amt", "'full|whole|entire|all' '-'? unit", "full day", "", func(a args) meaning { return amount{n: 1, unit: a[0].(unit)} }},
	{"bare.some", "amt", "'some' units", "some days", "", func(a args) meaning { return amount{vague: true, unit: a[0].(unit)} }},
	{"bare.weekdays", "set", "'every|each|all' 'weekday|weekdays'", "every weekday", "", func(args) meaning { return word{"SET", "XXXX-WXX-WD", ""} }},
	{"bare.any-weekend", "set", "'any|all' 'weekend|weekends'", "any weekend", "", func(args) meaning { return word{"SET", "XXXX-WXX-WE", ""} }},
	{"bare.present-time", "date", "'at'? 'the' 'present' 'time'", "at the present time", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"bare.day-around-hour", "dt", "date 'around|about' hour", "Friday around 4", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"bare.part-clock", "dt", "tm ','? 'at|@|around'? ck", "afternoon 7:00", "", func(a args) meaning {
		m := a[0].(moment)
		if m.c.grain != Part {
			return nil
		}
		return moment{m.day, a[1].(clock).within(*m.c.part)}
	}},
	{"bare.at-dot", "tm", "'at' h ~'.' ~mm", "at 2.30", "", func(a args) meaning { return clockMoment(told(a[0], a[1], nil, nil)) }},
	{"bare.day-at-dot", "dt", "date 'at' h ~'.' ~mm", "Monday at 2.30", "", func(a args) meaning {
		c, ok := told(a[1], a[2], nil, nil).(clock)
		if !ok {
			return nil
		}
		return onDay(a[0], c)
	}},
	{"bare.last-minute", "win", "which unitq", "last minute", "", func(a args) meaning {
		u := a[1].(unit)
		if u.grain >= Day || a.num(0) == 0 {
			return nil
		}
		return window{dir: a.num(0), by: length{of: []amount{{n: 1, unit: u}}}}
	}},
	{"bare.hours-day", "span", "hour to hour ','? 'on'? date", "five to seven today", "", func(a args) meaning { return spanOnDay(args{clockSpan(a[0], a[2]), a[3]}) }},
	{"bare.date", "mdy", "d '/' d '/' y4", "31 / 10 / 1974", "", numeric},
	{"bare.date-dash", "mdy", "d '-' d '-' y4", "31 - 10 - 1974", "", numeric},
	{"bare.date-dot", "mdy", "d '.' d '.' y4", "31. 10. 1974", "", numeric},
	{"bare.date-spaces", "mdy", "d d y4", "31 10 1974", "", numeric},
	{"bare.date-short", "mdy", "d '-' d '-' y2", "31-10-74", "", func(a args) meaning {
		return numeric(args{a[0], a[1], number{n: year2(a.num(2))}})
	}},
	{"bare.year-spaces", "mdy", "y4 m d", "1974 10 31", "", yearMonthDay},
	{"bare.year-dots", "mdy", "y4 '/|-|.' m '/|-|.' d", "1974 / 10 / 31", "", yearMonthDay},
	{"bare.short-year", "mdy", "md 'of'? y2", "3 May 15", "", func(a args) meaning {
		if _, ok := a[0].(dateOf); !ok {
			return nil
		}
		return inYear(a[0], year2(a.num(1)))
	}},
	{"bare.the-dom", "dom", "'the' d", "from the 13 to the 15 of July", "", func(a args) meaning { return a[0] }},
	{"bare.hundreds", "span", "'from|between'? hhmm '-|to|and|until|till' hhmm", "0730-0930", "", func(a args) meaning {
		x, ok1 := fourOrThree(a[0]).(clock)
		y, ok2 := fourOrThree(a[1]).(clock)
		if !ok1 || !ok2 || a[0].(number).digits != 4 || a[1].(number).digits != 4 || a.num(0) > 1300 && a.num(0) < 2100 && a.num(1) > 1300 && a.num(0)%100 > 0 {
			return nil
		}
		return clockSpan(x, y)
	}},
	{"bare.after-hour", "open", "'after|since' hour", "after three", "", func(a args) meaning { return open{begin: true, strictly: true, of: moment{nil, a[0].(clock)}} }},
	{"bare.before-hour", "open", "'before|until|till' hour", "before 4", "", func(a args) meaning { return open{end: true, strictly: true, of: moment{nil, a[0].(clock)}} }},
	{"bare.no-later", "open", "'no' 'later' 'than' hour", "no later than 4", "", func(a args) meaning { return open{end: true, of: moment{nil, a[0].(clock)}} }},
	{"bare.no-later", "open", "'no' 'later' 'than' point", "no later than Friday", "", func(a args) meaning { return open{end: true, of: a.point(0)} }},
	{"bare.hour-for", "span", "'from' hour 'for' dur", "from 9 for 2.5 hrs", "", func(a args) meaning { return runningFrom(a[1], moment{nil, a[0].(clock)}) }},
	{"bare.for-hour", "span", "'for' dur 'from' hour", "for 2.5 hours from 9", "", func(a args) meaning { return runningFrom(a[0], moment{nil, a[1].(clock)}) }},
	{"bare.compact", "mdy", "compact", "20220831", "", func(a args) meaning { return a[0] }},
	{"bare.day-dot-month", "md", "d '.' mon", "16. Nov.", "", func(a args) meaning { return monthDay(args{a[1], a[0]}) }},
	{"bare.month-dot-day", "md", "month '.' dom", "October. 2", "", monthDay},
	{"bare.day-word", "md", "mon 'the'? dw", "May twenty-nine", "", monthDay},
	{"bare.month-year-day", "mdy", "mon '-|/' y4 '-|/' d", "Sep-2020-23", "", func(a args) meaning { return dateOf{year: a.num(1), month: a.num(0), day: a.num(2)} }},
	{"bare.month-number-year", "my", "m '/|-' y4", "11 - 2016", "", func(a args) meaning { return dateOf{month: a.num(0), year: a.num(1)} }},
	{"bare.year-month-number", "my", "y4 '/|-|.' m", "2016 / 11", "", func(a args) meaning { return dateOf{month: a.num(1), year: a.num(0)} }},
	{"bare.weekday-ordinal", "date", "wday ','? 'the'? ord", "Friday the twenty-second", "", func(a args) meaning {
		if a.num(1) > 31 {
			return nil
		}
		return dayOfMonth{a.num(1), a.num(0)}
	}},
	{"bare.weekday-word", "date", "wday ','? 'the'? dw", "Friday the fifteen", "", func(a args) meaning { return dayOfMonth{a.num(1), a.num(0)} }},
	{"bare.nth-weekday", "date", "'the'? ord wday", "first Sunday", "", func(a args) meaning {
		return nth{n: a.num(0), grain: Day, wday: a.num(1), in: relUnit{0, Month}}
	}},
	{"bare.weekday-shift", "date", "wday ','? shift", "Monday two weeks from now", "", func(a args) meaning {
		return within{aWeekday{wday: a.num(0)}, weekHolding{a.point(1)}}
	}},
	{"bare.days-of-month", "span", "'from|between'? d 'to|-|till|until|and|through' d ','? 'of|in'? 'the'? which 'month'", "4 to 23 next month", "", func(a args) meaning {
		m := relUnit{a[2].(which), Month}
		return between{within{dayOfMonth{day: a.num(0)}, m}, within{dayOfMonth{day: a.num(1)}, m}}
	}},
	{"bare.month-days", "span", "mon ','? 'between|from' d 'and|to|-|through' d", "November between 19 and 20", "", func(a args) meaning { return daySpan(a[0], a[1], a[2], nil) }},
	{"bare.month-days-year", "span", "mon ','? 'between|from' d 'and|to|-|through' d ','? 'of|in'? anyyr", "Feb between 2-7 2018", "", func(a args) meaning { return daySpan(a[0], a[1], a[2], a[3]) }},
	{"bare.in-the-future", "date", "dur 'in' 'the' 'future'", "4 weeks in the future", "", func(a args) meaning { return shifted(a[0], 1, nil, false) }},
	{"bare.the-day", "date", "'the' d", "the 24", "", func(a args) meaning { return dayOfMonth{day: a.num(0)} }},
	{"bare.ordinal", "date", "'the'? ord", "24th", "", func(a args) meaning {
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
	{"bare.day-hour-zone", "dt", "date ','? 'at|@' hour zone", "Thursday at 8 GMT", "", func(a args) meaning {
		c, ok := zoned(a[1], a[2]).(clock)
		if !ok {
			return nil
		}
		return onDay(a[0], c)
	}},
	{"bare.hundred-in-part", "ck", "'at|@'? hhmm 'in' 'the' part", "at 730 in the evening", "", func(a args) meaning {
		c, ok := fourOrThree(a[0]).(clock)
		if !ok {
			return nil
		}
		return inPart(args{c, a[1]})
	}},
	{"bare.dash-ish", "ck", "h '-' 'ish' half?", "7-ish", "", func(a args) meaning { return told(a[0], nil, nil, a[1]) }},
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
		switch d := a[1].(type) {
		case relUnit:
			if d.which > 1 || d.which < -1 {
				return nil // 2 [the] day before yesterday
			}
			return onDay(d, a[0].(clock))
		case aWeekday:
			return onDay(d, a[0].(clock))
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
	{"bare.span-hours", "span", "'from' hour to hour", "from 3 to 4", "", func(a args) meaning { return clockSpan(a[0], a[2]) }},
	{"bare.between-clock-hour", "span", "'between' ck 'and|to|-' hour", "between 10:10pm and 3", "", func(a args) meaning { return clockSpan(a[0], a[1]) }},
	{"bare.part-hours", "span", "dt ','? 'from'? hour to hour", "next Monday morning 6-8", "", func(a args) meaning { return spanOnDay(args{clockSpan(a[1], a[3]), a[0]}) }},
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
	{"bare.unit-apart", "amt", "num 'h'", "for 3 h", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Hour, 1, false}} }},
	{"bare.unit-fraction-apart", "amt", "frac 'h|hr|hrs'", "in 1/2 h", "", func(a args) meaning {
		f := a[0].(fraction)
		return amount{0, f.num, f.den, unit{Hour, 1, false}, false}
	}},
	{"bare.minute-mark", "amt", "num ~'''", "in 15'", "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Minute, 1, false}} }},
	{"bare.second-mark", "amt", `num ~'"'`, `in 15"`, "", func(a args) meaning { return amount{n: a.num(0), unit: unit{Second, 1, false}} }},
	{"bare.plus", "date", "'+' dur", "+15 minutes", "", ahead},
	{"bare.minus", "date", "'-' dur", "-3 years", "", func(a args) meaning { return shifted(a[0], -1, nil, false) }},
	{"bare.within", "win", "'within' dur", "within two weeks", "", func(a args) meaning {
		w, ok := windowOf(a[0], 1).(window)
		if !ok {
			return nil
		}
		w.from = true
		return w
	}},
	{"bare.within-shift", "span", "'within' shift", "within two weeks from today", "", func(a args) meaning {
		if s, ok := a[0].(shift); ok && s.dir > 0 {
			return between{relUnit{0, Day}, s}
		}
		return nil
	}},
	{"bare.my-unit", "date", "'my' unit", "my week", "", func(a args) meaning { return relUnit{0, a[0].(unit).grain} }},
	{"bare.weekend", "date", "'weekend'", "weekend", "", func(args) meaning { return relUnit{0, Weekend} }},
	{"bare.rest-of-unit", "date", "'rest' 'of' unit", "rest of week", "", func(a args) meaning { return restOf{a[0].(unit).grain} }},
	{"bare.rest-of-unit", "date", "'rest' 'the|this' unit", "rest the week", "", func(a args) meaning { return restOf{a[0].(unit).grain} }},
	{"bare.workweek", "date", "which 'workweek'", "next workweek", "", func(a args) meaning { return relUnit{a[0].(which), Week} }},
	{"bare.workweek", "date", "which 'working|work|business' 'week'", "next working week", "", func(a args) meaning { return relUnit{a[0].(which), Week} }},
	{"bare.later-than", "open", "'later|greater|newer' 'than' point", "later than 2018", "", func(a args) meaning { return open{begin: true, strictly: true, of: a.point(0)} }},
	{"bare.sooner-than", "open", "'sooner|earlier|less|older' 'than' point", "sooner than 2018", "", func(a args) meaning { return open{end: true, strictly: true, of: a.point(0)} }},
	{"bare.year-words", "date", "'year' num", "year two hundred and sixty-seven", "", func(a args) meaning {
		if a.num(0) < 1 || a.num(0) > lastYear {
			return nil
		}
		return dateOf{year: a.num(0)}
	}},
	{"bare.day-to-month-day", "span", "'from|between' d 'to|and|-' mdy", "from 4 to January 22, 1995", "", func(a args) meaning {
		d, ok := a[1].(dateOf)
		if !ok || a.num(0) >= d.day {
			return nil
		}
		return between{dateOf{d.year, d.month, a.num(0), 0}, d}
	}},
	{"bare.day-to-month-day", "span", "'from|between' d 'to|and|-' md", "from 4 to January 22", "", func(a args) meaning {
		d, ok := a[1].(dateOf)
		if !ok || a.num(0) >= d.day {
			return nil
		}
		return between{dateOf{month: d.month, day: a.num(0)}, d}
	}},
	{"bare.number-year", "mdy", "d '/' d ','? y4", "08/12,2015", "", numeric},
	{"bare.dot-date", "date", "'on|in' d ~'.' ~d", "on 4.22", "", func(a args) meaning { return numeric(args{a[0], a[1], nil}) }},
	{"bare.word-day-year", "mdy", "dw mon anyyr", "twenty-five January 1986", "", func(a args) meaning { return inYear(monthDay(args{a[1], a[0]}), a.num(2)) }},
	{"bare.whole", "amt", "'a'? 'couple|pair' 'of'? u", "a pair of minutes", "", func(a args) meaning { return amount{n: 2, unit: a[0].(unit)} }},
	{"bare.end", "date", "'the'? edge 'of'? 'the'? unit", "end of month", "", func(a args) meaning {
		return modified{mod: a[0].(stage), of: relUnit{0, a[1].(unit).grain}}
	}},
	{"bare.end-of-weekday", "date", "'the'? edge 'of' 'the' wday", "end of the Sunday", "", func(a args) meaning {
		return modified{mod: a[0].(stage), of: aWeekday{wday: a.num(1)}}
	}},
	{"bare.mid-part", "tm", "'midmorning'", "midmorning", "", func(args) meaning { return midPart("morning") }},
	{"bare.mid-part", "tm", "'midafternoon'", "midafternoon", "", func(args) meaning { return midPart("afternoon") }},
	{"bare.be", "yrbc", "year 'be'", "10 August 2555 BE", "", func(a args) meaning { return number{n: a.num(0) - 543} }},
	{"bare.part-comma-day", "dt", "tm ',' date", "in the afternoon, this Friday", "", func(a args) meaning {
		m := a[0].(moment)
		if m.day != nil || m.c.grain != Part {
			return nil
		}
		return onDay(a[1], m.c)
	}},
	{"bare.school-year", "date", "'sy|cy|fy' ~y2", "sales in SY18", "", func(a args) meaning { return dateOf{year: year2(a.num(0))} }},
	{"bare.school-year", "date", "'sy|cy' anyyr", "sales in SY 2018", "", func(a args) meaning { return dateOf{year: a.num(0)} }},
	{"bare.eod", "date", "'the'? 'eod'", "by EOD", "", func(args) meaning { return modified{mod: "END", of: relUnit{0, Day}} }},
	{"bare.eom", "date", "'the'? 'eom'", "by EOM", "", func(args) meaning { return modified{mod: "END", of: relUnit{0, Month}} }},
	{"bare.eoy", "date", "'the'? 'eoy'", "by EOY", "", func(args) meaning { return modified{mod: "END", of: relUnit{0, Year}} }},
	{"bare.bom", "date", "'the'? 'bom'", "by BOM", "", func(args) meaning { return modified{mod: "START", of: relUnit{0, Month}} }},
	{"bare.boy", "date", "'the'? 'boy'", "by BOY", "", func(args) meaning { return modified{mod: "START", of: relUnit{0, Year}} }},
	{"bare.asap", "date", "'asap|atm'", "asap", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"bare.possible", "date", "'as' 'soon' 'as' 'possible'", "as soon as possible", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
}

// numericIn returns a day of this, the last or the next year, by its numbers and
// perhaps its weekday.
func numericIn(w meaning, wday int, a, b meaning) meaning {
	n, ok := numeric(args{a, b, number{}}).(numericDate)
	if !ok {
		return nil
	}
	n.wday = wday
	k := w.(which)
	if wday != 0 { // the next Friday is not in the next year
		k = 0
	}
	return numericOfYear{n, k}
}

// A numericOfYear is "this 5/12".
type numericOfYear struct {
	of    numericDate
	which which
}

func (n numericOfYear) place(f *frame) (value, bool) {
	if f.has(Year) {
		n.of.year = f.ref.Year() + int(n.which)
	}
	v, ok := n.of.place(f)
	v.by = max(v.by, byRef)
	return v, ok
}

func midPart(name string) meaning {
	p := vocabulary[name][0].means.(partOf)
	return moment{nil, clock{grain: Part, part: &p, mod: "MID"}}
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
