package when

// newsRules read what only reports have.
var newsRules = []rule{
	{"news.year-ago-period", "date", "'the'? 'comparable|corresponding'? 'year' '-'? 'ago|earlier' 'period|quarter'?", "Sales were up from the year-ago quarter.", "", func(a args) meaning {
		return shift{by: length{of: []amount{{n: 1, unit: unit{Year, 1, false}}}}, dir: -1, story: true}
	}},
	{"news.year-ago-quarter", "date", "'the'? 'year' '-'? 'ago|earlier' ord '-'? quarter", "Sales were up from the year-ago third quarter.", "", func(a args) meaning {
		n, ok := quarterOf(args{a[0], a[1], nil}).(numbered)
		if !ok {
			return nil
		}
		return shift{by: length{of: []amount{{n: 1, unit: unit{Year, 1, false}}}}, dir: -1, base: n}
	}},
	{"news.latest", "date", "'the' 'latest' unit", "Sales fell in the latest quarter.", "", func(a args) meaning {
		if a[0].(unit).grain < Week {
			return nil
		}
		return relUnit{-1, a[0].(unit).grain}
	}},
	{"news.the-period", "date", "'the' yr 'period|quarter'", "Sales were up from the 1998 period.", "", func(a args) meaning { return dateOf{year: a.num(0)} }},
	{"news.fiscal-quarter", "date", "'the|its|their'? 'fiscal' ord '-'? quarter", "Sales fell in its fiscal third quarter.", "", func(a args) meaning {
		return quarterOf(args{a[0], a[1], nil})
	}},
	{"news.past-words", "date", "'more' 'recently'", "They met more recently.", "", func(args) meaning { return word{"DATE", "PAST_REF", ""} }},
}
