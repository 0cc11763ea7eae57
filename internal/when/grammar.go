package when

// The grammar, from the smallest expressions to the largest. Every rule says
// what the words mean; when that was is for the meaning's place method.
//
// Categories of words: month, wday, unit (one), units (several), season, part
// (of a day), which (last, this, next), stage (early, mid, late), about, zone,
// half (a.m., p.m.), noon; num (a count), ord (an ordinal), dec, frac, d (1 to
// 31), m (1 to 12), y4 (1000 to 2999), y2, h (to 24), mm (00 to 59), hhmm; hol
// (a holiday). Expressions: date, tm (a time of day), dt (one on a day), dur,
// set, span (a run between two times), open (one that gives one bound).
var (
	reportGrammar = compile(dateRules, relativeRules, clockRules, lengthRules, setRules, spanRules, listRules, newsRules)
	bareGrammar   = compile(dateRules, relativeRules, clockRules, lengthRules, setRules, spanRules, listRules, bareRules)
)

func (a args) num(i int) int {
	switch n := a[i].(type) {
	case number:
		return n.n
	case monthName:
		return int(n)
	case dayName:
		return int(n)
	case seasonOf:
		return int(n)
	case half:
		return int(n)
	case which:
		return int(n)
	}
	return 0
}

func (a args) point(i int) point { p, _ := a[i].(point); return p }

// year2 completes a year of two digits: those from 30 on are of the last
// century.
func year2(n int) int {
	if n < 30 {
		return 2000 + n
	}
	return 1900 + n
}

// beforeChrist returns a year before Christ. There was no year 0.
func beforeChrist(a args) meaning {
	if a.num(0) == 0 {
		return nil
	}
	return number{n: -a.num(0)}
}

var dateRules = []rule{
	{"word.month", "mon", "month", "The bridge fell in September.", "", func(a args) meaning { return a[0] }},
	{"word.short-month", "mon", "monthab ~'.'?", "The bridge fell on Sept. 3.", "", func(a args) meaning { return a[0] }},
	{"word.weekday", "wday", "wdayname", "The bridge fell on Monday.", "", func(a args) meaning { return a[0] }},
	{"word.short-weekday", "wday", "wdayab ~'.'?", "The bridge fell on Mon. 3 May.", "", func(a args) meaning { return a[0] }},
	{"word.day", "dom", "d", "They met on May 3.", "", func(a args) meaning { return a[0] }},
	{"word.ordinal-day", "dom", "'the'? ord", "They met on the 3rd of May.", "", func(a args) meaning {
		if a.num(0) > 31 {
			return nil
		}
		return a[0]
	}},
	{"word.year", "yr", "y4", "It closed in May 1998.", "", func(a args) meaning { return a[0] }},
	{"word.the-year", "yr", "'the'? 'year' y4", "It closed in the year 1998.", "", func(a args) meaning { return a[0] }},
	{"word.short-year", "yr2", "''' ~y2", "It closed in May '98.", "", func(a args) meaning { return number{n: year2(a.num(0))} }},
	{"word.numbered-year", "yrbc", "'the' 'year' year", "The wall was built in the year 76.", "", func(a args) meaning {
		if a.num(0) == 0 {
			return nil
		}
		return a[0]
	}},
	{"word.numbered-year", "yrbc", "'year' year", "The wall was built in year 476.", "The plan is in year 2.", func(a args) meaning {
		if a.num(0) < 100 {
			return nil
		}
		return a[0]
	}},
	{"word.bc", "yrbc", "year 'bc|bce'", "The wall was built in 480 BC.", "", beforeChrist},
	{"word.b.c.", "yrbc", "year 'b' ~'.' ~'c' ~'.'?", "The wall was built in 480 B.C.", "", beforeChrist},
	{"word.ad", "yrbc", "year 'ad|ce'", "The wall was built in 79 AD.", "", func(a args) meaning { return a[0] }},
	{"word.ad-before", "yrbc", "'ad' year", "The wall was built in AD 79.", "", func(a args) meaning { return a[0] }},
	{"word.a.d.", "yrbc", "year 'a' ~'.' ~'d' ~'.'?", "The wall was built in 79 A.D.", "", func(a args) meaning { return a[0] }},
	{"word.any-year", "anyyr", "yr", "", "", func(a args) meaning { return a[0] }},
	{"word.any-year", "anyyr", "yr2", "", "", func(a args) meaning { return a[0] }},
	{"word.any-year", "anyyr", "yrbc", "", "", func(a args) meaning { return a[0] }},

	{"date.month-day", "md", "mon '-|/|,'? dom", "The bridge fell on Aug. 31.", "He was seen in May 40 times.", monthDay},
	{"date.day-month", "md", "dom '-|/'? 'of'? mon", "The bridge fell on 31 August.", "", func(a args) meaning { return monthDay(args{a[1], a[0]}) }},
	{"date.day-of-month", "md", "'the'? ord 'day' 'of' mon", "The bridge fell on the third day of May.", "", func(a args) meaning { return monthDay(args{a[1], a[0]}) }},
	{"date.month-day-year", "mdy", "md ',|of|in|-|/'? anyyr", "The bridge fell on Aug. 31, 2022.", "", func(a args) meaning {
		return inYear(a[0], a.num(1))
	}},
	{"date.impossible-day", "mdy", "num mon anyyr", "The bridge fell on 32 August 2014.", "", func(a args) meaning {
		if a.num(0) < 32 || a.num(0) > 99 {
			return nil
		}
		return dateOf{year: a.num(2), month: a.num(1), day: a.num(0)}
	}},
	{"date.impossible-day", "mdy", "mon num ','? anyyr", "The bridge fell on August 32, 2014.", "", func(a args) meaning {
		if a.num(1) < 32 || a.num(1) > 99 {
			return nil
		}
		return dateOf{year: a.num(2), month: a.num(0), day: a.num(1)}
	}},
	{"date.short-year", "mdy", "dom '-|/' mon '-|/' ~y2", "The bridge fell on 19-Nov-12.", "They met on May 3-15.", func(a args) meaning {
		return inYear(monthDay(args{a[1], a[0]}), year2(a.num(2)))
	}},
	{"date.short-year-after", "mdy", "md ','? y2", "The bridge fell on 9 Aug 96.", "", func(a args) meaning {
		if a.num(1) < 32 {
			return nil // an hour, or another day
		}
		return inYear(a[0], year2(a.num(1)))
	}},
	{"date.iso", "mdy", "y4 ~'-' ~m ~'-' ~d", "The bridge fell on 2022-08-31.", "Part 2022-45-31 is out of stock.", yearMonthDay},
	{"date.year-first", "mdy", "y4 ~'/|.' ~m ~'/|.' ~d", "The bridge fell on 2022/8/31.", "", yearMonthDay},
	{"date.numeric", "mdy", "d ~'/|.|-' ~d ~'/|.|-' ~y4", "The bridge fell on 31/8/2022.", "It fell on 99/99/9999.", numeric},
	{"date.numeric-short", "mdy", "d ~'/' ~d ~'/' ~y2", "The bridge fell on 31/8/22.", "", func(a args) meaning {
		return numeric(args{a[0], a[1], number{n: year2(a.num(2))}})
	}},
	{"date.month-first-year", "mdy", "y4 '-|/|,'? md", "The bridge fell on 2018 Apr 7.", "", func(a args) meaning {
		return inYear(a[1], a.num(0))
	}},
	{"date.weekday", "mdw", "wday ','? '-'? 'the'? md", "The bridge fell on Wednesday, Aug. 31.", "", weekdayDate},
	{"date.weekday", "mdyw", "wday ','? '-'? 'the'? mdy", "The bridge fell on Wednesday, Aug. 31, 2022.", "", weekdayDate},
	{"date.weekday-in-brackets", "mdw", "md ','? '('? wday ')'?", "The bridge fell on 31 August (Wednesday).", "", func(a args) meaning { return weekdayDate(args{a[1], a[0]}) }},
	{"date.weekday-in-brackets", "mdyw", "mdy ','? '('? wday ')'?", "The bridge fell on 31 August 2022 (Wednesday).", "", func(a args) meaning { return weekdayDate(args{a[1], a[0]}) }},
	{"date.weekday-numeric", "mdyw", "wday ','? d ~'/' ~d", "The bridge fell on Friday 5/12.", "", func(a args) meaning {
		n, _ := numeric(args{a[1], a[2], number{}}).(numericDate)
		n.wday = a.num(0)
		return n
	}},
	{"date", "date", "md", "", "", func(a args) meaning { return a[0] }},
	{"date", "date", "mdy", "", "", func(a args) meaning { return a[0] }},
	{"date", "date", "mdw", "", "", func(a args) meaning { return a[0] }},
	{"date", "date", "mdyw", "", "", func(a args) meaning { return a[0] }},
	{"date.day-year-apart", "date", "md 'of|in|,' date", "The bridge fell on June 3 of last year.", "", inLonger},

	{"date.month-year", "my", "mon ',|of|in|-|/'? anyyr", "The bridge fell in August 2022.", "", func(a args) meaning {
		return dateOf{month: a.num(0), year: a.num(1)}
	}},
	{"date.year-month", "my", "y4 '-|/|,'? mon", "The bridge fell in 2022 August.", "", func(a args) meaning { return dateOf{month: a.num(1), year: a.num(0)} }},
	{"date.month-short-year", "my", "mon '-|/|of'? y2", "The bridge fell in Aug 96.", "", func(a args) meaning {
		if a.num(1) < 40 {
			return nil
		}
		return dateOf{month: a.num(0), year: year2(a.num(1))}
	}},
	{"date.iso-month", "my", "y4 ~'-|/|.' ~m", "The bridge fell in 2022-08.", "The 2019-20 season was lost.", func(a args) meaning {
		if a[1].(number).digits != 2 {
			return nil
		}
		return dateOf{month: a.num(1), year: a.num(0)}
	}},
	{"date.month-slash-year", "my", "m ~'/' ~y4", "The bridge fell in 8/2022.", "", func(a args) meaning { return dateOf{month: a.num(0), year: a.num(1)} }},
	{"date.month-of", "my", "'the'? 'month' 'of' my", "It was shut in the month of August 2022.", "", func(a args) meaning { return a[0] }},
	{"date.month-of", "month1", "'the'? 'month' 'of' mon", "It was shut in the month of August.", "", func(a args) meaning { return dateOf{month: a.num(0)} }},
	{"date.month", "month1", "mon", "The bridge fell in August.", "She may come.", func(a args) meaning { return dateOf{month: a.num(0)} }},
	{"date.month-in", "date", "month1 ','? 'of|in'? date", "The bridge fell in August of that year.", "", inLonger},
	{"date", "date", "month1", "", "", func(a args) meaning { return a[0] }},
	{"date", "date", "my", "", "", func(a args) meaning { return a[0] }},
	{"date.year", "date", "anyyr", "The bridge fell in 1998.", "They sold 1998 cars.", func(a args) meaning { return dateOf{year: a.num(0)} }},

	{"date.weekday-alone", "date", "wday", "The bridge fell on Friday.", "The Sun rose.", func(a args) meaning { return aWeekday{wday: a.num(0)} }},
	{"date.weekday-ordinal", "date", "wday ','? 'the'? nth", "The bridge fell on Friday the 13th.", "", func(a args) meaning {
		if a.num(1) > 31 {
			return nil
		}
		return dayOfMonth{a.num(1), a.num(0)}
	}},
	{"date.ordinal-day", "date", "'the' nth", "They left on the 15th.", "He was the third to leave.", func(a args) meaning {
		if a.num(0) > 31 || a.num(0) == 0 {
			return nil
		}
		return dayOfMonth{day: a.num(0)}
	}},

	{"date.season", "date", "'the'? season 'of|,'? anyyr", "The bridge fell in the summer of 1998.", "", func(a args) meaning { return seasonIn{a.num(0), a.num(1)} }},
	{"date.season-alone", "date", "'the'? season", "The bridge fell in the summer.", "Prices fall.", func(a args) meaning { return seasonIn{season: a.num(0)} }},
	{"date.season-in", "date", "'the'? season 'of'? date", "The bridge fell in the spring of that year.", "", func(a args) meaning {
		return inLonger(args{seasonIn{season: a.num(0)}, a[1]})
	}},
	{"date.quarter", "date", "'the'? ord '-'? quarter 'of|in|,'? anyyr", "Sales fell in the third quarter of 1998.", "", quarterOf},
	{"date.quarter-alone", "date", "'the'? ord '-'? quarter", "Sales fell in the third quarter.", "", func(a args) meaning { return quarterOf(args{a[0], a[1], nil}) }},
	{"date.year-quarter", "date", "'the'? yr ord '-'? quarter", "Sales fell in the 1998 third quarter.", "", func(a args) meaning { return quarterOf(args{a[1], a[2], a[0]}) }},
	{"date.quarter-in", "date", "'the'? ord '-'? quarter ','? 'of'? date", "Sales fell in the third quarter of last year.", "", func(a args) meaning {
		n, _ := quarterOf(args{a[0], a[1], nil}).(numbered)
		if n.n == 0 {
			return nil
		}
		return inLonger(args{n, a[2]})
	}},
	{"date.possessive-quarter", "date", "date ''' ~'s' ord '-'? quarter", "Sales fell in last year's third quarter.", "", func(a args) meaning {
		n, _ := quarterOf(args{a[1], a[2], nil}).(numbered)
		if n.n == 0 {
			return nil
		}
		return inLonger(args{n, a[0]})
	}},
	{"word.quarter", "quarter", "'quarter|qtr'", "", "", func(args) meaning { return Quarter }},
	{"word.half", "quarter", "'half'", "", "", func(args) meaning { return Half }},
	{"date.q", "date", "'q' ~num 'of|,|-|/'? anyyr", "Sales fell in Q3 1998.", "", func(a args) meaning { return quarterOf(args{a[0], Quarter, a[1]}) }},
	{"date.q-alone", "date", "'q' ~num", "Sales fell in Q3.", "", func(a args) meaning { return quarterOf(args{a[0], Quarter, nil}) }},
	{"date.year-q", "date", "y4 '-|/'? 'q' ~num", "Sales fell in 1998 Q3.", "", func(a args) meaning { return quarterOf(args{a[1], Quarter, a[0]}) }},
	{"date.h", "date", "'h' ~num 'of|,|-|/'? anyyr", "Sales fell in H2 1998.", "", func(a args) meaning { return quarterOf(args{a[0], Half, a[1]}) }},
	{"date.year-h", "date", "y4 '-|/'? 'h' ~num", "Sales fell in 1998-H2.", "", func(a args) meaning { return quarterOf(args{a[1], Half, a[0]}) }},
	{"date.iso-week", "date", "y4 ~'-'? ~'w' ~num", "Sales fell in 1998-W07.", "", func(a args) meaning { return weekOf(a.num(1), a.num(0)) }},
	{"date.week-number", "date", "'the'? 'week' 'number|no|#'? num 'of|in|,'? yr", "Sales fell in week 7 of 1998.", "", func(a args) meaning { return weekOf(a.num(0), a.num(1)) }},
	{"date.week-number-in", "date", "'the'? 'week' 'number|no|#'? num 'of|in'? date", "Sales fell in week 7 of last year.", "", func(a args) meaning {
		n, ok := weekOf(a.num(0), 0).(numbered)
		if !ok {
			return nil
		}
		return inLonger(args{n, a[1]})
	}},
	{"date.week-number-alone", "date", "'the'? 'week' 'number|no|#'? num", "Sales fell in week 7.", "", func(a args) meaning { return weekOf(a.num(0), 0) }},
	{"date.fiscal", "date", "'the'? 'fiscal|financial' 'year'? anyyr", "Sales fell in fiscal 1998.", "", func(a args) meaning {
		return modified{mod: "APPROX", of: dateOf{year: a.num(0)}}
	}},
	{"date.school-year", "date", "'the'? 'school|academic' 'year' anyyr", "Fees rose in the school year 2018.", "", func(a args) meaning {
		return modified{mod: "APPROX", of: dateOf{year: a.num(0)}}
	}},
	{"date.calendar-year", "date", "'the'? 'calendar' 'year' anyyr", "Sales fell in the calendar year 2018.", "", func(a args) meaning { return dateOf{year: a.num(0)} }},
	{"date.fy", "date", "'fy' ~anyyr", "Sales fell in FY2018.", "", func(a args) meaning { return modified{mod: "APPROX", of: dateOf{year: a.num(0)}} }},

	{"date.decade", "date", "'the'? y4 ~'''? ~'s'", "It was built in the 1990s.", "", func(a args) meaning {
		if a.num(0)%10 != 0 {
			return nil
		}
		if a.num(0)%100 == 0 && a.num(0) < 2000 {
			return era{grain: Century, n: a.num(0)/100 + 1}
		}
		return era{grain: Decade, n: a.num(0) / 10}
	}},
	{"date.short-decade", "date", "'the'? '''? y2 ~'''? ~'s'", "It was built in the '90s.", "", func(a args) meaning {
		if a.num(0)%10 != 0 {
			return nil
		}
		return era{grain: Decade, n: a.num(0) / 10, short: true}
	}},
	{"date.decade-name", "date", "'the'? decade", "It was built in the nineties.", "", func(a args) meaning { return a[0] }},
	{"date.decade-name-century", "date", "'the'? num decade", "It was built in the nineteen nineties.", "", func(a args) meaning {
		if c := a.num(0); c < 10 || c > 20 {
			return nil
		}
		return era{grain: Decade, n: a.num(0)*10 + a[1].(era).n}
	}},
	{"date.two-thousands", "date", "'the' 'two' '-'? 'thousands'", "It was built in the two thousands.", "", func(args) meaning { return era{grain: Decade, n: 200} }},
	{"date.twenty-tens", "date", "'the' 'twenty' '-'? 'tens|teens'", "It was built in the twenty-tens.", "", func(args) meaning { return era{grain: Decade, n: 201} }},
	{"date.twenty-tens", "date", "'the' 'two' 'thousand' 'and'? 'tens'", "It was built in the two thousand and tens.", "", func(args) meaning { return era{grain: Decade, n: 201} }},
	{"date.century", "date", "'the'? ord '-'? 'century'", "It was built in the 19th century.", "", func(a args) meaning {
		if a.num(0) > 30 {
			return nil
		}
		return era{grain: Century, n: a.num(0)}
	}},
	{"date.century-bc", "date", "'the'? ord '-'? 'century' 'bc|bce'", "It was built in the 5th century BC.", "", func(a args) meaning {
		return era{grain: Century, n: a.num(0), bc: true}
	}},

	{"word.rabi-al-awwal", "hijrimonth", "'rabi' 'al' '-'? 'awwal'", "He was born on 12 Rabi al-awwal 1438.", "", func(args) meaning { return number{n: 3} }},
	{"word.rabi-al-thani", "hijrimonth", "'rabi' 'al' '-'? 'thani'", "He was born on 12 Rabi al-thani 1438.", "", func(args) meaning { return number{n: 4} }},
	{"word.jumada-al-awwal", "hijrimonth", "'jumada' 'al' '-'? 'awwal|ula'", "He was born on 12 Jumada al-awwal 1438.", "", func(args) meaning { return number{n: 5} }},
	{"word.jumada-al-thani", "hijrimonth", "'jumada' 'al' '-'? 'thani|akhira'", "He was born on 12 Jumada al-thani 1438.", "", func(args) meaning { return number{n: 6} }},
	{"word.dhu-al-qadah", "hijrimonth", "'dhu' 'al' '-'? 'qadah|qidah'", "He was born on 12 Dhu al-Qadah 1438.", "", func(args) meaning { return number{n: 11} }},
	{"word.dhu-al-hijjah", "hijrimonth", "'dhu' 'al' '-'? 'hijjah|hijja'", "He was born on 12 Dhu al-Hijjah 1438.", "", func(args) meaning { return number{n: 12} }},
	{"date.hijri", "date", "d hijrimonth ','? num 'ah|hijri'?", "He was born on 27 Rajab 1438.", "", func(a args) meaning {
		return hijriDate{a.num(2), a.num(1), a.num(0)}
	}},
	{"date.hijri-month-first", "date", "hijrimonth d ','? num 'ah|hijri'?", "He was born on Rajab 27, 1438.", "", func(a args) meaning {
		return hijriDate{a.num(2), a.num(0), a.num(1)}
	}},
	{"date.hijri-month", "date", "hijrimonth num 'ah|hijri'?", "He was born in Rajab 1438 AH.", "", func(a args) meaning {
		if a.num(1) < 1000 || a.num(1) > 1600 {
			return nil
		}
		return hijriDate{a.num(1), a.num(0), 0}
	}},
	{"date.hijri-year", "date", "num 'ah|hijri'", "He was born in 1438 AH.", "", func(a args) meaning { return hijriDate{a.num(0), 0, 0} }},

	{"date.holiday", "date", "hol", "The bridge fell on Christmas Eve.", "", func(a args) meaning { return a[0] }},
	{"date.holiday-year", "date", "hol ','? 'of|in'? anyyr", "The bridge fell on Christmas Eve 1998.", "", func(a args) meaning {
		h := a[0].(holiday)
		h.year = a.num(1)
		return h
	}},
	{"date.holiday-in", "date", "hol ','? 'of|in'? date", "The bridge fell at Easter last year.", "", inLonger},
}

func monthDay(a args) meaning { return dateOf{month: a.num(0), day: a.num(1)} }

// inYear gives a day of the year its year.
func inYear(m meaning, year int) meaning {
	switch d := m.(type) {
	case dateOf:
		d.year = year
		return d
	case numericDate:
		d.year = year
		return d
	}
	return nil
}

func yearMonthDay(a args) meaning { return dateOf{year: a.num(0), month: a.num(1), day: a.num(2)} }

func weekdayDate(a args) meaning {
	switch d := a[1].(type) {
	case dateOf:
		d.wday = a.num(0)
		return d
	case numericDate:
		d.wday = a.num(0)
		return d
	}
	return nil
}

// numeric returns a date of which it is not said whether the day or the month
// comes first.
func numeric(a args) meaning {
	x, y := a.num(0), a.num(1)
	if x > 12 && y > 12 {
		return nil
	}
	return numericDate{x, y, a.num(2), 0}
}

// inLonger says that a date is the one within a longer time.
func inLonger(a args) meaning {
	in := a.point(1)
	if a.point(0) == nil {
		return nil
	}
	switch d := in.(type) {
	case dateOf:
		if d.month != 0 || d.wday != 0 || d.year < 0 {
			return nil
		}
		if _, ok := a[0].(dateOf); ok { // a month and its year are one date
			return nil
		}
	case relUnit:
		if d.grain < Month {
			return nil
		}
	case storyUnit:
		if d.grain < Month {
			return nil
		}
	case holiday:
	default:
		return nil
	}
	return within{a.point(0), in}
}

func quarterOf(a args) meaning {
	g := a[1].(Grain)
	if n := a.num(0); n < 1 || n > 12/months(g) {
		return nil
	}
	n := numbered{grain: g, n: a.num(0)}
	if a[2] != nil {
		n.year = astronomical(a.num(2))
	}
	return n
}

func weekOf(n, year int) meaning {
	if n < 1 || n > 53 {
		return nil
	}
	return numbered{grain: Week, n: n, year: year}
}
