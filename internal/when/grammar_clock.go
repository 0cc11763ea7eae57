package when

// clockRules read times of day, alone (tm) and on a day (dt).
var clockRules = []rule{
	{"word.half", "half", "'a' ~'.'? 'm' ~'.'?", "It fell at 5 a.m.", "", func(args) meaning { return half(1) }},
	{"word.half", "half", "'p' ~'.'? 'm' ~'.'?", "It fell at 5 p.m.", "", func(args) meaning { return half(2) }},
	{"word.oclock", "oclock", "'o' ''' ~'clock'", "", "", func(args) meaning { return half(0) }},
	{"word.oclock", "oclock", "'oclock'", "", "", func(args) meaning { return half(0) }},
	{"word.oclock", "oclock", "'o' 'clock'", "", "", func(args) meaning { return half(0) }},

	{"clock.minute", "ck", "h ~':' ~mm", "It fell at 10:30.", "They won 10:75.", func(a args) meaning { return told(a[0], a[1], nil, nil) }},
	{"clock.second", "ck", "h ~':' ~mm ~':' ~mm", "It fell at 10:30:05.", "", func(a args) meaning { return told(a[0], a[1], a[2], nil) }},
	{"clock.leap-second", "ck", "h ~':' ~'59' ~':' ~'60'", "It fell at 23:59:60.", "They won 10:30:60.", func(a args) meaning { return told(a[0], number{59, 2}, number{59, 2}, nil) }},
	{"clock.fraction", "ck", "h ~':' ~mm ~':' ~mm ~'.|,' ~num", "It fell at 10:30:05.250.", "", func(a args) meaning { return told(a[0], a[1], a[2], nil) }},
	{"clock.minute-half", "ck", "h ~':' ~mm half", "It fell at 10:30 p.m.", "", func(a args) meaning { return told(a[0], a[1], nil, a[2]) }},
	{"clock.second-half", "ck", "h ~':' ~mm ~':' ~mm half", "It fell at 10:30:05 p.m.", "", func(a args) meaning { return told(a[0], a[1], a[2], a[3]) }},
	{"clock.dot", "ck", "h ~'.' ~mm half", "It fell at 10.30 p.m.", "It fell 10.30 percent.", func(a args) meaning { return told(a[0], a[1], nil, a[2]) }},
	{"clock.dot-zone", "ck", "h ~'.' ~mm zone", "It fell at 10.30 GMT.", "", func(a args) meaning { return zoned(told(a[0], a[1], nil, nil), a[2]) }},
	{"clock.hour-half", "ck", "h half", "It fell at 5 p.m.", "", func(a args) meaning { return told(a[0], nil, nil, a[1]) }},
	{"clock.word-half", "ck", "hw half", "It fell at five p.m.", "", func(a args) meaning { return told(a[0], nil, nil, a[1]) }},
	{"clock.words-half", "ck", "hw '-'? mw half", "It fell at five thirty p.m.", "", func(a args) meaning { return told(a[0], a[1], nil, a[2]) }},
	{"clock.oclock", "ck", "h oclock half?", "It fell at 5 o'clock.", "", func(a args) meaning { return told(a[0], nil, nil, a[2]) }},
	{"clock.word-oclock", "ck", "hw oclock half?", "It fell at five o'clock.", "", func(a args) meaning { return told(a[0], nil, nil, a[2]) }},
	{"clock.noon", "ck", "noon", "It fell at noon.", "", func(a args) meaning { return a[0] }},
	{"clock.noon", "ck", "'12' noon", "It fell at 12 noon.", "", func(a args) meaning { return a[0] }},
	{"clock.mid-night", "ck", "'mid' '-'? 'night'", "It fell at mid-night.", "", func(a args) meaning { return clock{hour: 24, grain: Hour} }},
	{"clock.mid-day", "ck", "'mid' '-'? 'day'", "It fell at mid-day.", "", func(a args) meaning { return clock{hour: 12, grain: Hour} }},
	{"clock.hundred", "ck", "hhmm 'hours|hrs'", "It fell at 0530 hours.", "It ran for 130 hours.", func(a args) meaning { return fourDigits(a[0], nil) }},
	{"clock.hundred-half", "ck", "hhmm half", "It fell at 530 p.m.", "", func(a args) meaning { return fourDigits(a[0], a[1]) }},
	{"clock.hundred-zone", "ck", "hhmm zone", "It fell at 0530 GMT.", "", func(a args) meaning { return zoned(fourDigits(a[0], nil), a[1]) }},
	{"clock.colon-hours", "ck", "h ~':' ~mm 'hours|hrs|h'", "It fell at 05:30 hrs.", "", func(a args) meaning { return told(a[0], a[1], nil, nil) }},
	{"clock.h", "ck", "h ~'h' ~mm", "It fell at 15h30.", "", func(a args) meaning { return told(a[0], a[1], nil, nil) }},
	{"clock.past", "ck", "minutes 'past' hour", "It fell at ten past five.", "", func(a args) meaning { return offHour(a, 1) }},
	{"clock.to", "ck", "minutes 'to|before|till|of' ck", "It fell at twenty to 5 p.m.", "They met 3 to 5 p.m.", func(a args) meaning {
		if a.num(0) <= 12 {
			return nil
		}
		return offHour(a, -1)
	}},
	{"clock.minutes-to", "ck", "mw 'minutes|mins|min' 'to|before|till|of' hour", "It fell at ten minutes to five.", "", func(a args) meaning { return offHour(a, -1) }},
	{"clock.minutes-to", "ck", "d 'minutes|mins|min' 'to|before|till|of' hour", "It fell at 10 minutes to five.", "", func(a args) meaning { return offHour(a, -1) }},
	{"clock.quarter-to", "ck", "'a'? 'quarter' 'to' hour", "It fell at a quarter to five.", "", func(a args) meaning { return offHour(args{number{n: 15}, a[0]}, -1) }},
	{"clock.half-past", "ck", "'half' 'past' hour", "It fell at half past five.", "", func(a args) meaning { return offHour(args{number{n: 30}, a[0]}, 1) }},
	{"word.minutes", "minutes", "mw 'minutes|mins|min'?", "", "", func(a args) meaning { return a[0] }},
	{"word.minutes", "minutes", "d 'minutes|mins|min'?", "", "", func(a args) meaning { return a[0] }},
	{"word.minutes", "minutes", "'a'? 'quarter'", "", "", func(a args) meaning { return number{n: 15} }},
	{"word.hour", "hour", "ck", "", "", func(a args) meaning {
		if a[0].(clock).grain != Hour {
			return nil
		}
		return a[0]
	}},
	{"word.hour", "hour", "hw", "", "", func(a args) meaning { return told(a[0], nil, nil, nil) }},
	{"word.hour", "hour", "h", "", "", func(a args) meaning { return told(a[0], nil, nil, nil) }},
	{"clock.zone", "ck", "ck '('? zone ')'?", "It fell at 5:30 p.m. EST.", "", func(a args) meaning { return zoned(a[0], a[1]) }},
	{"clock.local", "ck", "ck 'local'? 'time'", "It fell at 5:30 p.m. local time.", "", func(a args) meaning { return a[0] }},
	{"zone.offset", "zone", "'gmt|utc' ~'+' ~num", "It fell at 5:30 p.m. GMT+2.", "", func(a args) meaning { return offset(a.num(0), 1) }},
	{"zone.offset", "zone", "'gmt|utc' ~'-' ~num", "It fell at 5:30 p.m. GMT-2.", "", func(a args) meaning { return offset(a.num(0), -1) }},
	{"zone.name", "zone", "'eastern' 'standard|daylight'? 'time'", "It fell at 5:30 p.m. Eastern time.", "", func(a args) meaning { return zone{"et", -300} }},
	{"zone.name", "zone", "'central' 'standard|daylight'? 'time'", "It fell at 5:30 p.m. Central time.", "", func(a args) meaning { return zone{"ct", -360} }},
	{"zone.name", "zone", "'mountain' 'standard|daylight'? 'time|timezone'", "It fell at 5:30 p.m. Mountain time.", "", func(a args) meaning { return zone{"mt", -420} }},
	{"zone.name", "zone", "'pacific' 'standard|daylight'? 'time'", "It fell at 5:30 p.m. Pacific time.", "", func(a args) meaning { return zone{"pt", -480} }},
	{"clock.in-part", "ck", "ck 'in|at' 'the'? part", "It fell at 5:30 in the morning.", "", inPart},
	{"clock.in-part", "ck", "ck stage? part", "It fell at 5:30 early morning.", "", func(a args) meaning { return inPart(args{a[0], a[2]}) }},
	{"clock.hour-in-part", "ck", "hour 'in|at' 'the'? part", "It fell at 5 in the morning.", "", inPart},
	{"clock.hour-in-half", "ck", "hour 'in' 'the' half", "It fell at 5 in the a.m.", "", func(a args) meaning {
		c := a[0].(clock)
		return told(number{n: c.hour}, nil, nil, a[1])
	}},
	{"clock.about", "ck", "about ck", "It fell around 5:30 p.m.", "", func(a args) meaning {
		c := a[1].(clock)
		c.mod = string(a[0].(stage))
		return c
	}},
	{"clock.shortly", "ck", "'shortly|just|soon' 'after|before' ck", "It fell shortly after 5:30 p.m.", "", func(a args) meaning {
		c := a[0].(clock)
		c.mod = "APPROX"
		return c
	}},

	{"time.clock", "tm", "'at|by'? ck", "It fell at 5:30 p.m.", "", func(a args) meaning { return moment{nil, a[0].(clock)} }},
	{"time.at-hour", "tmh", "'at' hour", "It runs daily at 5.", "They met at 5 places.", func(a args) meaning { return moment{nil, a[0].(clock)} }},
	{"time.part", "tm", "'in|during'? 'the'? part", "It fell in the morning.", "", func(a args) meaning { return moment{nil, partClock(a[0])} }},
	{"time.stage-part", "tm", "'in|during'? 'the'? stage '-'? 'in'? 'the'? part 'hours'?", "It fell in the early morning.", "", func(a args) meaning {
		c := partClock(a[1])
		c.mod = string(a[0].(stage))
		return moment{nil, c}
	}},
	{"time.small-hours", "tm", "'the' 'early|small|wee' 'hours' 'of' 'the' 'morning'", "It fell in the early hours of the morning.", "", func(a args) meaning {
		return moment{nil, clock{grain: Part, part: &partOf{"MO", 0, 9}, mod: "START"}}
	}},

	{"moment.part", "dt", "date ','? 'in|at|during'? 'the'? part", "It fell on Monday morning.", "", func(a args) meaning { return onDay(a[0], partClock(a[1])) }},
	{"moment.stage-part", "dt", "date ','? 'in'? 'the'? stage '-'? 'in'? 'the'? part", "It fell on Monday early in the morning.", "", func(a args) meaning {
		c := partClock(a[2])
		c.mod = string(a[1].(stage))
		return onDay(a[0], c)
	}},
	{"moment.small-hours", "dt", "date ','? 'in'? 'the' 'early|small|wee' 'hours' 'of' 'the' 'morning'", "It fell on Monday in the small hours of the morning.", "", func(a args) meaning {
		return onDay(a[0], clock{grain: Part, part: &partOf{"MO", 0, 9}, mod: "START"})
	}},
	{"moment.hours-of", "dt", "'the' 'early|small|wee' part? 'hours' 'of' date", "It fell in the early hours of Monday.", "", func(a args) meaning {
		return onDay(a[1], clock{grain: Part, part: &partOf{"MO", 0, 9}, mod: "START"})
	}},
	{"moment.stage-part-first", "dt", "'in'? 'the'? stage '-'? part 'on'? date", "It fell in the early morning on Monday.", "", func(a args) meaning {
		c := partClock(a[1])
		c.mod = string(a[0].(stage))
		return onDay(a[2], c)
	}},
	{"moment.part-of", "dt", "'in'? 'the'? stage? part 'hours'? 'of|on' date", "It fell on the morning of May 3.", "", func(a args) meaning {
		c := partClock(a[1])
		if s, ok := a[0].(stage); ok {
			c.mod = string(s)
		}
		return onDay(a[2], c)
	}},
	{"moment.part-before", "dt", "part date", "They met at lunch Tuesday.", "", func(a args) meaning { return onDay(a[1], partClock(a[0])) }},
	{"moment.this-part", "dpart", "which part", "It fell this morning.", "", func(a args) meaning {
		return partOfRef{int(a[0].(which)), a[1].(partOf), ""}
	}},
	{"moment.overnight", "dpart", "'overnight'", "It fell overnight.", "They run overnight trains.", func(a args) meaning { return partOfRef{-1, partOf{"NI", 18, 30}, ""} }},
	{"moment.tonight", "dpart", "tonight", "It falls tonight.", "", func(a args) meaning { return a[0] }},
	{"moment.stage-this-part", "dpart", "stage dpart", "It falls late tonight.", "", func(a args) meaning {
		p := a[1].(partOfRef)
		p.mod = string(a[0].(stage))
		if p.mod == "END" {
			p.part.from = max(p.part.from, p.part.to-3)
		}
		return p
	}},
	{"moment.later-this-part", "dpart", "'later|earlier' dpart", "It falls later this afternoon.", "", func(a args) meaning { return a[0] }},
	{"moment", "dt", "dpart", "", "", func(a args) meaning { return a[0] }},
	{"moment.clock", "dt", "date ',|@'? 'at|for|around|by'? ck", "It fell on Monday at 5:30 p.m.", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"moment.dash-clock", "dt", "mdy '-|–|·' ck", "Posted May 3, 2021 - 6:37 a.m.", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"moment.at-hour", "dt", "date ','? 'at' hour", "They met on Monday at 5.", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"moment.clock-first", "dt", "ck ','? 'on|of'? date", "It fell at 5:30 p.m. on Monday.", "", func(a args) meaning {
		c := a[0].(clock)
		c.ledDay = true
		return onDay(a[1], c)
	}},
	{"moment.part-clock", "dt", "dt ','? 'at|@|around|by'? ck", "It fell on Monday morning at 5:30.", "", partClockOn},
	{"moment.part-hour", "dt", "dt ','? 'at|@|around|by' hour", "It fell on Monday morning at 5.", "", partClockOn},
	{"moment.clock-part", "dt", "ck ','? 'on|in'? dt", "It fell at 5:30 on Monday morning.", "", func(a args) meaning { return partClockOn(args{a[1], a[0]}) }},
	{"moment.clock-year", "dt", "dt zone? anyyr", "Thu Oct 26 11:00:09 EDT 2023.", "", func(a args) meaning {
		m, ok := a[0].(moment)
		if !ok {
			return nil
		}
		d, ok := m.day.(dateOf)
		if !ok || d.year != 0 || d.day == 0 {
			return nil
		}
		d.year = a.num(2)
		m.day = d
		return m
	}},
	{"moment.iso", "dt", "mdy ~'t' ~ck", "It fell at 2022-08-31T05:30:00.", "", func(a args) meaning { return onDay(a[0], a[1].(clock)) }},
	{"moment.iso-offset", "dt", "mdy ~'t' ~ck ~'+' ~h ~':' ~mm", "It fell at 2022-08-31T05:30:00+02:00.", "", func(a args) meaning {
		return onDay(a[0], zoned(a[1], zone{"", a.num(2)*60 + a.num(3)}).(clock))
	}},
	{"moment.iso-offset", "dt", "mdy ~'t' ~ck ~'-' ~h ~':' ~mm", "It fell at 2022-08-31T05:30:00-02:00.", "", func(a args) meaning {
		return onDay(a[0], zoned(a[1], zone{"", -a.num(2)*60 - a.num(3)}).(clock))
	}},
	{"point", "point", "date", "", "", func(a args) meaning { return a[0] }},
	{"point", "point", "dt", "", "", func(a args) meaning { return a[0] }},
	{"point", "point", "tm", "", "", func(a args) meaning { return a[0] }},
}

// told returns a clock from its hour and what else is said; nil if there is no
// such time.
func told(h, min, sec, ampm meaning) meaning {
	hour := h.(number)
	c := clock{hour: hour.n, grain: Hour, open: hour.n >= 1 && hour.n <= 12}
	if hour.n > 24 {
		return nil
	}
	if m, ok := min.(number); ok {
		c.min, c.grain = m.n, Minute
		if m.digits == 0 && m.n > 0 && m.n < 10 || hour.n == 24 && m.n > 0 {
			return nil // "five three" is no time
		}
		if hour.digits == 2 && hour.n < 10 { // 05:30 is told by the 24-hour clock
			c.open = false
		}
	}
	if s, ok := sec.(number); ok {
		c.sec, c.grain = s.n, Second
	}
	if p, ok := ampm.(half); ok && p != 0 {
		if hour.n > 12 && p == 1 || hour.n == 0 && p == 2 || hour.n > 12 && hour.n < 13 {
			return nil
		}
		c.half, c.open = p, false
		if hour.n <= 12 {
			c.hour = hour.n%12 + 12*(int(p)-1)
		}
	}
	if c.hour == 24 && c.half == 0 {
		c.open = false
	}
	return c
}

func fourDigits(n, ampm meaning) meaning {
	v := n.(number)
	if v.digits != 4 && ampm == nil {
		return nil
	}
	c, ok := told(number{v.n / 100, v.digits - 2}, number{v.n % 100, 2}, nil, ampm).(clock)
	if !ok {
		return nil
	}
	if ampm == nil {
		c.open = false
	}
	return c
}

func zoned(c, z meaning) meaning {
	k, ok := c.(clock)
	if !ok {
		return nil
	}
	zz := z.(zone)
	k.zone = &zz
	return k
}

func offset(n, sign int) meaning {
	switch {
	case n <= 14:
		return zone{"utc", sign * n * 60}
	case n/100 <= 14 && n%100 < 60:
		return zone{"utc", sign * (n/100*60 + n%100)}
	}
	return nil
}

// offHour returns a time told as minutes from an hour.
func offHour(a args, dir int) meaning {
	c, ok := a[1].(clock)
	if !ok || a.num(0) >= 60 {
		return nil
	}
	m := c.hour*60 + dir*a.num(0)
	if m < 0 {
		m += 24 * 60
	}
	c.hour, c.min, c.grain = m/60, m%60, Minute
	if c.hour == 0 && c.open {
		c.hour = 12
	}
	return c
}

func partClock(p meaning) clock {
	part := p.(partOf)
	return clock{grain: Part, part: &part}
}

func inPart(a args) meaning {
	c := a[0].(clock)
	if c.grain == Part || a[1] == nil || c.half != 0 {
		return a[0]
	}
	return c.within(a[1].(partOf))
}

// onDay returns a time of day on a day; nil if what is said is no day.
func onDay(d meaning, c clock) meaning {
	switch p := d.(type) {
	case dateOf:
		if p.day == 0 {
			return nil
		}
	case relUnit:
		if p.grain != Day && !(p.grain == Weekend && c.grain == Part) {
			return nil
		}
	case storyUnit:
		if p.grain != Day {
			return nil
		}
	case numericDate, dayOfMonth, aWeekday, holiday, shift, storyWeekday, nth, within, nthWeekday, weekdayFrom:
	case modified:
		if m, ok := onDay(p.of, c).(moment); ok { // early Monday morning
			m.c.mod = string(p.mod)
			return m
		}
		return nil
	default:
		return nil
	}
	return moment{d.(point), c}
}

// partClockOn narrows a part of a day to a time in it.
func partClockOn(a args) meaning {
	c := a[1].(clock)
	switch p := a[0].(type) {
	case partOfRef:
		return moment{relUnit{which(p.days), Day}, c.within(p.part)}
	case moment:
		if p.c.grain == Part && c.grain < Part {
			return moment{p.day, c.within(*p.c.part)}
		}
	}
	return nil
}
