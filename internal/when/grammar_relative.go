package when

// relativeRules read dates that count from the moment of speaking or from the
// time last spoken of.
var relativeRules = []rule{
	{"story.next", "date", "'the' 'following' unit", "He left the following week.", "", func(a args) meaning { return storyStep(a, 1) }},
	{"story.previous", "date", "'the' 'previous|preceding' unit", "He had left the previous week.", "", func(a args) meaning { return storyStep(a, -1) }},
	{"story.next-day", "date", "'the' 'next' 'day'", "He left the next day.", "", func(args) meaning { return storyUnit{1, Day} }},
	{"relative.unit", "rel", "'the'? which unitq", "He left last week.", "", func(a args) meaning {
		u := a[1].(unit)
		if u.grain < Day || u.times > 1 {
			return nil
		}
		return relUnit{a[0].(which), u.grain}
	}},
	{"word.unit-short", "unitq", "unit", "", "", func(a args) meaning { return a[0] }},
	{"word.unit-short", "unitq", "unitab ~'.'?", "He left last yr.", "", func(a args) meaning { return a[0] }},
	{"relative.fiscal-year", "rel", "'the|its|their'? which 'fiscal|financial|school|academic|calendar' 'year'", "Sales fell in the current fiscal year.", "", func(a args) meaning { return relUnit{a[0].(which), Year} }},
	{"relative.the-fiscal-year", "rel", "'the' 'fiscal|financial|full' 'year'", "Sales fell in the fiscal year.", "", func(a args) meaning { return relUnit{0, Year} }},
	{"relative.or-so", "rel", "'the'? which unit 'or' 'so'", "He leaves in the next year or so.", "", func(a args) meaning { return relUnit{a[0].(which), a[1].(unit).grain} }},
	{"relative.this-past", "rel", "'this|the' 'past|last' unit", "He left this past weekend.", "", func(a args) meaning {
		u := a[0].(unit)
		if u.grain < Day || u.times > 1 {
			return nil
		}
		return relUnit{-1, u.grain}
	}},
	{"relative.this-coming", "rel", "'this' 'coming|upcoming' unit", "He leaves this coming week.", "", func(a args) meaning { return relUnit{1, a[0].(unit).grain} }},
	{"relative.week-end", "rel", "'the'? which 'week' 'end'", "He left last week end.", "", func(a args) meaning { return relUnit{a[0].(which), Weekend} }},
	{"word.week-end", "unit", "'week' '-' 'end'", "", "", func(args) meaning { return unit{Weekend, 1, false} }},
	{"relative.weekend", "rel", "'the' 'weekend'", "He left over the weekend.", "", func(a args) meaning { return relUnit{0, Weekend} }},
	{"relative.unit-after-next", "rel", "'the'? unit 'after' 'the'? 'next'", "He leaves the week after next.", "", func(a args) meaning { return relUnit{2, a[0].(unit).grain} }},
	{"relative.unit-before-last", "rel", "'the'? unit 'before' 'the'? 'last'", "He left the year before last.", "", func(a args) meaning { return relUnit{-2, a[0].(unit).grain} }},
	{"relative.unit-to-come", "rel", "'the' unit 'ahead'", "The week ahead will be dry.", "", func(a args) meaning { return relUnit{1, a[0].(unit).grain} }},
	{"relative.today", "date", "'the' 'present' 'day'", "It stands to the present day.", "", func(a args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"relative", "date", "rel", "", "", func(a args) meaning { return a[0] }},
	{"relative.day-before-yesterday", "date", "'the'? 'day' 'before' 'yesterday'", "He left the day before yesterday.", "", func(a args) meaning { return relUnit{-2, Day} }},
	{"relative.day-after-tomorrow", "date", "'the'? 'day' 'after' 'tomorrow'", "He leaves the day after tomorrow.", "", func(a args) meaning { return relUnit{2, Day} }},

	{"relative.past-weekday", "date", "'this'? 'past' wday", "He left this past Friday.", "", func(a args) meaning {
		return aWeekday{wday: a.num(0), said: true, which: -1, latest: true}
	}},
	{"relative.weekday", "date", "which wday", "He left last Friday.", "", func(a args) meaning {
		return aWeekday{wday: a.num(1), said: true, which: a[0].(which)}
	}},
	{"relative.this-coming-weekday", "date", "'this' 'coming|upcoming' wday ','? md", "He leaves this coming Friday, May 6.", "", weekdayDate},
	{"relative.this-coming-weekday", "date", "'this' 'coming|upcoming' wday", "He leaves this coming Friday.", "", func(a args) meaning {
		return aWeekday{wday: a.num(0), said: false}
	}},
	{"relative.month-day", "date", "'last|past|next|this' md", "He left last Oct. 23.", "", func(a args) meaning { return a[0] }},
	{"relative.weekday-date", "date", "which wday ','? '-'? '('? md ')'?", "He left last Friday, May 6.", "", func(a args) meaning { return weekdayDate(a[1:]) }},
	{"relative.weekday-after-next", "date", "'the'? wday 'after' 'next'", "He leaves the Friday after next.", "", func(a args) meaning {
		return shift{by: length{of: []amount{{n: 1, unit: unit{grain: Week}}}}, dir: 1, base: aWeekday{wday: a.num(0)}}
	}},
	{"relative.weekday-before-last", "date", "'the'? wday 'before' 'last'", "He left the Friday before last.", "", func(a args) meaning {
		return shift{by: length{of: []amount{{n: 1, unit: unit{grain: Week}}}}, dir: -1, base: aWeekday{wday: a.num(0), said: true, which: -1}}
	}},
	{"relative.previous-weekday", "date", "'the' 'previous|preceding' wday", "He had left the previous Friday.", "", func(a args) meaning {
		return storyWeekday{a.num(0), -1}
	}},
	{"relative.following-weekday", "date", "'the' 'following|next' wday", "He left the following Friday.", "", func(a args) meaning {
		return storyWeekday{a.num(0), 1}
	}},
	{"relative.that-weekday", "date", "'that' wday", "He left that Friday.", "", func(a args) meaning { return storyWeekday{a.num(0), 0} }},
	{"relative.weekday-of-week", "date", "wday ','? 'of|in|from'? rel", "He left on Friday of last week.", "He left on Friday this year.", weekdayOf},
	{"relative.week-weekday", "date", "rel ','? 'on|from|by'? wday", "He left last week on Friday.", "", func(a args) meaning { return weekdayOf(args{a[1], a[0]}) }},
	{"relative.weeks-weekday", "date", "rel ''' ~'s' wday", "He left at last week's Friday meeting.", "", func(a args) meaning { return weekdayOf(args{a[1], a[0]}) }},
	{"relative.week-beginning", "date", "'the'? 'week' 'beginning|starting|commencing' 'on'? date", "It is in the week beginning March 6.", "", func(a args) meaning { return weekHolding{a.point(0)} }},
	{"relative.week-of", "date", "'the'? 'week' 'of' date", "It was in the week of March 6.", "", func(a args) meaning { return weekHolding{a.point(0)} }},

	{"relative.week-commencing", "date", "'w' ~'/' ~'c' date", "It is due w/c March 6.", "", func(a args) meaning { return weekHolding{a.point(0)} }},
	{"relative.weekend-of", "date", "'the'? 'weekend' 'of' date", "It was on the weekend of March 6.", "", func(a args) meaning { return weekendHolding{a.point(0)} }},
	{"relative.holiday-weekend", "date", "date 'weekend'", "It was on Christmas weekend.", "", func(a args) meaning {
		if h, ok := a[0].(holiday); ok {
			return weekendHolding{h}
		}
		return nil
	}},
	{"relative.holiday-weekend", "date", "hol 'weekend' ','? 'of|in'? anyyr", "It was on Christmas weekend 2019.", "", func(a args) meaning {
		h := a[0].(holiday)
		h.year = a.num(1)
		return weekendHolding{h}
	}},
	{"relative.month", "date", "'this'? which mon", "He left last June.", "", func(a args) meaning { return namedUnit{month: a.num(1), which: a[0].(which)} }},
	{"relative.season", "date", "'this|the'? which season", "He left last fall.", "", func(a args) meaning { return namedUnit{season: a.num(1), which: a[0].(which)} }},
	{"relative.month-after-next", "date", "mon 'after' 'next'", "He leaves in the March after next.", "", func(a args) meaning {
		return shift{by: length{of: []amount{{n: 1, unit: unit{grain: Year}}}}, dir: 1, base: namedUnit{month: a.num(0), which: 1}}
	}},
	{"relative.holiday", "date", "which hol", "He left last Christmas.", "", func(a args) meaning {
		h := a[1].(holiday)
		h.said, h.which = true, a[0].(which)
		return h
	}},
	{"relative.day-of-month", "date", "'the'? dom 'of|in'? 'the'? which 'month'", "He left on the 3rd of last month.", "", func(a args) meaning {
		return within{dayOfMonth{day: a.num(0)}, relUnit{a[1].(which), Month}}
	}},
	{"relative.day-of-month", "date", "'the'? dom 'day' 'of' 'the'? which 'month'", "He left on the 3rd day of next month.", "", func(a args) meaning {
		return within{dayOfMonth{day: a.num(0)}, relUnit{a[1].(which), Month}}
	}},
	{"relative.later-in", "date", "'earlier|later|sometime' 'on|in'? rel", "He left earlier this year.", "", func(a args) meaning { return a[0] }},
	{"relative.later-in", "date", "'earlier|later' 'on|in'? 'the' unit", "He left later in the week.", "", func(a args) meaning { return relUnit{0, a[0].(unit).grain} }},
	{"relative.earlier-date", "date", "'earlier|later|sometime' 'on|in'? date", "He left earlier Friday.", "", func(a args) meaning {
		if d, ok := a[0].(word); ok {
			_ = d
			return nil
		}
		return a[0]
	}},

	{"story.unit", "date", "'that|the' 'same'? unit", "He left that week.", "The day was dry.", func(a args) meaning {
		return storyUnit{0, a[0].(unit).grain}
	}},
	{"story.day-after", "date", "'the' unit 'after|afterward|afterwards|following'", "He left the day after.", "", func(a args) meaning { return storyStep(a, 1) }},
	{"story.day-before", "date", "'the' unit 'before'", "He had left the day before.", "", func(a args) meaning { return storyStep(a, -1) }},
	{"story.part", "tm", "'that|the' 'same' part", "He left that same night.", "", func(a args) meaning { return moment{storyUnit{0, Day}, partClock(a[0])} }},
	{"story.part", "tm", "'that' part", "He left that night.", "", func(a args) meaning { return moment{storyUnit{0, Day}, partClock(a[0])} }},
	{"story.next-part", "tm", "'the' 'next|following' part", "He left the next morning.", "", func(a args) meaning { return moment{storyUnit{1, Day}, partClock(a[0])} }},
	{"story.previous-part", "tm", "'the' 'previous' part", "He had left the previous night.", "", func(a args) meaning { return moment{storyUnit{-1, Day}, partClock(a[0])} }},
	{"story.day-of-month", "date", "'the' dom 'of' 'that' 'month'", "He left on the 3rd of that month.", "", func(a args) meaning {
		return within{dayOfMonth{day: a.num(0)}, storyUnit{0, Month}}
	}},

	{"shift.ago", "date", "dur 'ago|back'", "He left two days ago.", "", func(a args) meaning { return shifted(a[0], -1, nil, false) }},
	{"shift.hence", "date", "dur 'hence'", "He leaves two days hence.", "", func(a args) meaning { return shifted(a[0], 1, nil, false) }},
	{"shift.in", "date", "'in' dur", "He leaves in two days.", "", ahead},
	{"shift.in-time", "date", "'in' dur ''' 'time'", "He leaves in two days' time.", "", func(a args) meaning { return shifted(a[0], 1, nil, false) }},
	{"shift.in-time", "date", "'in' dur ''' ~'s' 'time'", "He leaves in a year's time.", "", func(a args) meaning { return shifted(a[0], 1, nil, false) }},
	{"shift.from-now", "date", "dur 'from' 'right'? 'now'", "He leaves two days from now.", "", func(a args) meaning { return shifted(a[0], 1, nil, false) }},
	{"shift.earlier", "date", "dur 'earlier|before|previously|beforehand'", "He had left two days earlier.", "", func(a args) meaning { return shifted(a[0], -1, nil, true) }},
	{"shift.later", "date", "dur 'later|after|afterwards|afterward'", "He left two days later.", "", func(a args) meaning { return shifted(a[0], 1, nil, true) }},
	{"shift.before", "date", "dur 'before|until|till' point", "He left two days before Christmas.", "It took a week to May 3.", func(a args) meaning { return shifted(a[0], -1, a.point(1), false) }},
	{"shift.after", "date", "dur 'after|from|following' point", "He left two days after Christmas.", "", func(a args) meaning { return shifted(a[0], 1, a.point(1), false) }},
	{"shift.day-before", "date", "'the' unit 'before' point", "He left the day before Christmas.", "", func(a args) meaning { return shifted(one(a[0]), -1, a.point(1), false) }},
	{"shift.day-after", "date", "'the' unit 'after' point", "He left the day after Christmas.", "", func(a args) meaning { return shifted(one(a[0]), 1, a.point(1), false) }},
	{"shift.weekdays-from-now", "date", "num wdays 'from|after' 'now|today'", "He leaves two Sundays from now.", "", func(a args) meaning { return nthWeekday{a.num(0), a.num(1)} }},
	{"shift.weekdays-ago", "date", "num wdays 'ago|back'", "He left two Sundays ago.", "", func(a args) meaning { return nthWeekday{-a.num(0), a.num(1)} }},
	{"shift.weekday-after", "date", "'the'? ord wday 'after' date", "He left on the third Tuesday after Easter.", "", func(a args) meaning {
		return weekdayFrom{a.num(0), a.num(1), a.point(2)}
	}},
	{"shift.weekday-before", "date", "'the'? ord wday 'before' date", "He left on the second Tuesday before Easter.", "", func(a args) meaning {
		return weekdayFrom{-a.num(0), a.num(1), a.point(2)}
	}},
	{"shift.next-weekday-after", "date", "'the' wday 'after' date", "He left on the Tuesday after Easter.", "", func(a args) meaning { return weekdayFrom{1, a.num(0), a.point(1)} }},
	{"shift.last-weekday-before", "date", "'the' wday 'before' date", "He left on the Tuesday before Easter.", "", func(a args) meaning { return weekdayFrom{-1, a.num(0), a.point(1)} }},
	{"shift.week-from", "date", "'a' 'week' 'on' date", "He leaves a week on Friday.", "", func(a args) meaning {
		return shifted(length{of: []amount{{n: 1, unit: unit{grain: Week}}}}, 1, a.point(0), false)
	}},

	{"nth.weekday", "date", "'the'? ord wday 'of|in' longer", "It meets on the first Monday of March.", "", func(a args) meaning {
		return nth{n: a.num(0), grain: Day, wday: a.num(1), in: a.point(2)}
	}},
	{"nth.last-weekday", "date", "'the'? ord? 'last' wday 'of|in' longer", "It meets on the last Monday of March.", "", func(a args) meaning {
		return nth{n: -max(1, a.num(0)), grain: Day, wday: a.num(1), in: a.point(2)}
	}},
	{"nth.weekday-part", "dt", "'the'? ord wday part 'of|in' longer", "It met on the first Monday morning of March.", "", func(a args) meaning {
		return onDay(nth{n: a.num(0), grain: Day, wday: a.num(1), in: a.point(3)}, partClock(a[2]))
	}},
	{"nth.unit", "date", "'the'? ord unit 'of|in'? longer", "It meets in the first week of March.", "", func(a args) meaning { return nthUnit(a.num(0), a) }},
	{"nth.last-unit", "date", "'the'? ord? 'last|final' unit 'of|in' longer", "It meets in the last week of March.", "", func(a args) meaning {
		return nthUnit(-max(1, a.num(0)), a)
	}},
	{"nth.half", "date", "'the'? ord 'half' 'of' longer", "It met in the second half of March.", "", func(a args) meaning {
		if a.num(0) > 2 {
			return nil
		}
		return nth{n: a.num(0), grain: Half, in: a.point(1)}
	}},
	{"nth.last-half", "date", "'the'? 'latter|last|final' 'half' 'of' longer", "It met in the latter half of March.", "", func(a args) meaning { return nth{n: 2, grain: Half, in: a.point(0)} }},
	{"word.longer", "longer", "date", "", "", func(a args) meaning {
		switch d := a[0].(type) {
		case dateOf:
			if d.day != 0 || d.wday != 0 {
				return nil
			}
		case relUnit:
			if d.grain <= Day {
				return nil
			}
		case storyUnit:
			if d.grain <= Day {
				return nil
			}
		case numbered, seasonIn, namedUnit, within, era, modified:
		default:
			return nil
		}
		return a[0]
	}},
	{"word.longer", "longer", "'the' unit", "", "", func(a args) meaning {
		if u := a[0].(unit); u.grain > Day {
			return relUnit{0, u.grain}
		}
		return nil
	}},

	{"relative.rest", "date", "'the'? 'rest|remainder|remaining' 'of' 'the|this|my|current' 'current'? unit", "It will be dry for the rest of the week.", "", func(a args) meaning { return restOf{a[0].(unit).grain} }},
	{"stage.story", "date", "stage 'on|in'? 'that|the' 'same'? unit", "He left late that day.", "", func(a args) meaning {
		return modified{mod: a[0].(stage), of: storyUnit{0, a[1].(unit).grain}}
	}},
	{"stage.date", "date", "stage '-'? 'in|on'? date", "It fell in mid-August.", "", staged},
	{"stage.the-date", "date", "'the' stage '-'? date", "It fell in the early 1990s.", "", staged},
	{"stage.year-end", "date", "'year' '-'? 'end'", "It fell by year-end.", "", func(args) meaning { return modified{mod: "END", of: relUnit{0, Year}} }},
	{"stage.years-end", "date", "'the'? 'year|month|week' ''' ~'s' 'end'", "It fell by year's end.", "", func(args) meaning { return modified{mod: "END", of: relUnit{0, Year}} }},
	{"stage.of", "date", "'the'? 'very'? edge 'of' longer", "It fell at the end of 1998.", "", edgeOf},
	{"stage.of", "date", "'the'? 'very'? edge 'of' date", "It fell at the end of May 3.", "", edgeOf},
	{"stage.word", "edge", "'beginning|start|outset|dawn|opening'", "", "", func(args) meaning { return stage("START") }},
	{"stage.word", "edge", "'middle'", "", "", func(args) meaning { return stage("MID") }},
	{"stage.word", "edge", "'end|close'", "", "", func(args) meaning { return stage("END") }},
	{"about.date", "date", "about date", "It fell around 1998.", "", func(a args) meaning {
		if a[0].(stage) != "APPROX" {
			return nil
		}
		return modified{mod: "APPROX", of: a.point(1)}
	}},
	{"about.circa", "date", "'ca|c' '.' date", "It fell ca. 1998.", "", func(a args) meaning { return modified{mod: "APPROX", of: a.point(0)} }},

	{"ref.to-date", "date", "'to|till' 'date'", "It is the largest to date.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.now", "date", "'right|just|for|until' 'now'", "They are right now in town.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.moment", "date", "'at' 'the' 'moment'", "They are at the moment in town.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.this-moment", "date", "'at'? 'this' 'moment|time|point|stage'", "They are at this time in town.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.at-present", "date", "'at' 'present'", "They are at present in town.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.these-days", "date", "'these' 'days'", "They live in town these days.", "", func(args) meaning { return word{"DATE", "PRESENT_REF", ""} }},
	{"ref.future", "date", "'the'? 'near|foreseeable|immediate|not' 'future'", "They will act in the near future.", "", func(args) meaning { return word{"DATE", "FUTURE_REF", ""} }},
	{"ref.the-future", "date", "'the' 'future'", "They will act in the future.", "", func(args) meaning { return word{"DATE", "FUTURE_REF", ""} }},
	{"ref.the-past", "date", "'the' 'recent'? 'past'", "They acted in the past.", "The past president spoke.", func(args) meaning { return word{"DATE", "PAST_REF", ""} }},
	{"ref.recent", "date", "'recent' units", "They acted in recent weeks.", "", func(args) meaning { return word{"DATE", "PAST_REF", ""} }},
	{"ref.the-time", "date", "'the' 'time'", "They were in town at the time.", "", func(args) meaning { return word{"DATE", "PAST_REF", ""} }},
}

// ahead returns the time that lies a length ahead, or the length itself where
// what is told is over: "It was built in two years".
func ahead(a args) meaning {
	l, ok := a[0].(length)
	if !ok {
		return nil
	}
	return lengthAhead{l}
}

func staged(a args) meaning {
	if p := a.point(1); p != nil {
		if _, ok := p.(word); !ok {
			return modified{mod: a[0].(stage), of: p}
		}
	}
	return nil
}

// edgeOf returns the beginning, middle or end of a time, which as a bound is a
// moment: "from the end of March" is from its last day.
func edgeOf(a args) meaning {
	m, ok := staged(a).(modified)
	if !ok {
		return nil
	}
	m.edge = true
	return m
}

func storyStep(a args, n int) meaning {
	u := a[0].(unit)
	if u.grain < Day || u.times > 1 {
		return nil
	}
	return storyUnit{n, u.grain}
}

// weekdayOf returns a weekday of a week that is told.
func weekdayOf(a args) meaning {
	r, ok := a[1].(relUnit)
	if !ok || r.grain != Week {
		return nil
	}
	return within{aWeekday{wday: a.num(0)}, r}
}

func shifted(by meaning, dir int, base point, story bool) meaning {
	l, ok := by.(length)
	if !ok {
		return nil
	}
	switch base.(type) {
	case relUnit, aWeekday, dateOf:
		if l.finest() < Day && !l.vague() {
			return nil // three minutes from today is no time
		}
	}
	if m, isMoment := base.(moment); isMoment && m.c.grain < Part && l.finest() >= Day {
		return nil // a quarter to noon is a quarter of an hour
	}
	mod := ""
	if l.mod != "" {
		mod = map[string]string{"MORE_THAN": "BEFORE", "LESS_THAN": "AFTER", "EQUAL_OR_MORE": "ON_OR_BEFORE", "EQUAL_OR_LESS": "ON_OR_AFTER"}[l.mod]
		if dir > 0 {
			mod = aheadMod(l.mod)
		}
		if l.mod == "APPROX" {
			mod = "APPROX"
		}
	}
	return shift{by: l, dir: dir, base: base, story: story, mod: mod}
}

// aheadMod returns the modifier of a time that lies a modified length ahead:
// "in more than two days" is after that day.
func aheadMod(mod string) string {
	return map[string]string{"MORE_THAN": "AFTER", "LESS_THAN": "BEFORE", "EQUAL_OR_MORE": "ON_OR_AFTER", "EQUAL_OR_LESS": "ON_OR_BEFORE", "APPROX": "APPROX"}[mod]
}

func one(u meaning) meaning { return length{of: []amount{{n: 1, unit: u.(unit)}}} }

func nthUnit(n int, a args) meaning {
	u := a[1].(unit)
	if u.times > 1 || u.grain < Day {
		return nil
	}
	return nth{n: n, grain: u.grain, in: a.point(2)}
}
