package when

import (
	"strings"

	"hearsay/internal/lexicon"
)

// A reading of a word is one of the categories it may be of, and what it means
// as such.
type reading struct {
	cat   string
	means meaning
}

// vocabulary lists words by what they mean. A word may stand in several lists:
// "second" is a unit and an ordinal. Origin: written for this program from
// general knowledge of English.
var vocabulary = loadVocabulary()

func loadVocabulary() map[string][]reading {
	m := map[string][]reading{}
	put := func(cat string, means meaning, words string) {
		for _, w := range strings.Fields(words) {
			m[w] = append(m[w], reading{cat, means})
		}
	}
	for i, words := range [...]string{"january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
		"august aug", "september sept sep", "october oct", "november nov", "december dec"} {
		name, short, _ := strings.Cut(words, " ")
		put("month", monthName(i+1), name)
		put("monthab", monthName(i+1), short)
	}
	for i, words := range [...]string{"monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs",
		"friday fri", "saturday sat", "sunday sun"} {
		name, short, _ := strings.Cut(words, " ")
		put("wdayname", dayName(i+1), name)
		put("wdayab", dayName(i+1), short)
		put("wdays", dayName(i+1), name+"s")
	}
	for i, words := range [...]string{"winter wintertime", "spring springtime", "summer summertime", "autumn fall"} {
		put("season", seasonOf(i), words)
	}
	for _, u := range [...]struct {
		unit
		one, many string
	}{
		{unit{Second, 1, false}, "second sec", "seconds secs"},
		{unit{Minute, 1, false}, "minute min", "minutes mins"},
		{unit{Hour, 1, false}, "hour hr", "hours hrs"},
		{unit{Day, 1, false}, "day", "days"},
		{unit{Weekend, 1, false}, "weekend wkend", "weekends"},
		{unit{Week, 1, false}, "week wk", "weeks wks"},
		{unit{Week, 2, false}, "fortnight", "fortnights"},
		{unit{Month, 1, false}, "month", "months"},
		{unit{Quarter, 1, false}, "quarter qtr", "quarters qtrs"},
		{unit{Year, 1, false}, "year yr", "years yrs"},
		{unit{Decade, 1, false}, "decade", "decades"},
		{unit{Century, 1, false}, "century", "centuries"},
		{unit{Millennium, 1, false}, "millennium", "millennia millenniums"},
	} {
		one, short, _ := strings.Cut(u.one, " ")
		many, shorts, _ := strings.Cut(u.many, " ")
		put("unit", u.unit, one)
		put("units", u.unit, many)
		put("unitab", u.unit, short+" "+shorts)
	}
	put("which", which(-1), "last past previous preceding")
	put("which", which(0), "this current present")
	put("which", which(1), "next coming upcoming following")
	put("stage", stage("START"), "early")
	put("stage", stage("MID"), "mid middle")
	put("stage", stage("END"), "late")
	put("about", stage("APPROX"), "about around approximately roughly circa some near almost nearly")
	put("about", stage("LESS_THAN"), "under")
	put("about", stage("MORE_THAN"), "over")
	for _, p := range [...]struct {
		code     string
		from, to int
		words    string
	}{
		{"MO", 0, 12, "morning morn dawn daybreak sunrise"},
		{"AF", 12, 19, "afternoon"},
		{"EV", 18, 24, "evening dusk nightfall sunset sundown"},
		{"NI", 18, 24, "night overnight nighttime"},
		{"DT", 8, 18, "daytime daylight"},
		{"MI", 12, 14, "lunchtime lunch"},
	} {
		put("part", partOf{p.code, p.from, p.to}, p.words)
		put("parts", partOf{p.code, p.from, p.to}, strings.Fields(p.words)[0]+"s")
	}
	put("half", half(1), "am")
	put("half", half(2), "pm")
	put("noon", clock{hour: 12, grain: Hour}, "noon midday noontime")
	put("noon", clock{hour: 24, grain: Hour}, "midnight")
	put("date", relUnit{0, Day}, "today")
	put("date", relUnit{-1, Day}, "yesterday")
	put("date", relUnit{1, Day}, "tomorrow tmr tmrw")
	put("date", word{"DATE", "PRESENT_REF", ""}, "now currently nowadays")
	put("date", word{"DATE", "PAST_REF", ""}, "recently lately")
	put("date", word{"DATE", "FUTURE_REF", ""}, "soon")
	put("tonight", partOfRef{0, partOf{"NI", 18, 24}, ""}, "tonight tonite")
	put("set", word{"SET", "P1D", ""}, "daily everyday")
	put("set", word{"SET", "PT1H", ""}, "hourly")
	put("set", word{"SET", "P1W", ""}, "weekly")
	put("set", word{"SET", "P2W", ""}, "fortnightly biweekly")
	put("set", word{"SET", "P1M", ""}, "monthly")
	put("set", word{"SET", "P3M", ""}, "quarterly")
	put("set", word{"SET", "P6M", ""}, "semiannual semiannually biannual biannually")
	put("set", word{"SET", "P2M", ""}, "bimonthly")
	put("set", word{"SET", "P2Y", ""}, "biennial biennially")
	put("set", word{"SET", "P1Y", ""}, "yearly annually annual")
	put("set", word{"SET", "XXXX-XX-XXTNI", ""}, "nightly")
	for i, w := range strings.Fields("twenties thirties forties fifties sixties seventies eighties nineties") {
		put("decade", era{grain: Decade, n: i + 2, short: true}, w)
	}
	put("decade", era{grain: Decade, n: 200}, "noughties")
	for i, w := range [...]string{"muharram", "safar", "", "", "", "", "rajab", "shaban shabaan", "ramadan ramadhan ramazan", "shawwal", "", ""} {
		put("hijrimonth", number{n: i + 1}, w)
	}
	put("vague", amount{n: 2}, "couple")
	put("vague", amount{vague: true}, "several few many numerous")
	for name, minutes := range zones {
		put("zone", zone{name, minutes}, name)
	}
	return m
}

// zones are the names of time zones that reports give, in minutes east of
// Greenwich. Of names with several meanings (IST, CST, BST) the commonest in
// English news stands.
var zones = map[string]int{
	"gmt": 0, "utc": 0, "z": 0, "bst": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180,
	"est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
	"et": -300, "ist": 330, "jst": 540, "aest": 600, "aedt": 660, "akst": -540, "hst": -600, "sgt": 480, "hkt": 480, "pkt": 300,
}

// A nameTree holds the names of holidays, word by word.
type nameTree struct {
	next map[string]*nameTree
	name string // a name that ends here
}

var holidayNames = loadHolidayNames()

func loadHolidayNames() *nameTree {
	root := &nameTree{}
	for _, name := range lexicon.Holidays() {
		n := root
		atoms := atomize(nil, name, 0, len(name), 0)
		for j := 0; j < len(atoms); {
			var w string
			if w, j = nameWord(atoms, j); w == "" {
				continue
			}
			if n.next == nil {
				n.next = map[string]*nameTree{}
			}
			if n.next[w] == nil {
				n.next[w] = &nameTree{}
			}
			n = n.next[w]
		}
		n.name = name
	}
	return root
}

// nameWord returns the word of a name at atom j, with the "s" that an apostrophe
// sets off, and where the next begins; "" for a mark. "Mother's Day", "Mothers'
// Day" and "Mothers Day" have the same words, as "New Years Day" and "New Year's
// Day".
func nameWord(atoms []atom, j int) (word string, next int) {
	w := atoms[j].lower
	switch {
	case w == "'" || w == "." || w == "-":
		return "", j + 1
	case j+2 < len(atoms) && atoms[j+1].lower == "'" && atoms[j+2].lower == "s" && !atoms[j+1].space && !atoms[j+2].space:
		return w + "s", j + 3
	}
	return w, j + 1
}

// holidaysAt calls add for every holiday whose name begins at atom i. Names of
// weekdays in it may be cut short: "Easter Mon".
func holidaysAt(atoms []atom, i int, add func(name string, to int)) {
	n := holidayNames
	for j := i; j < len(atoms); {
		w, next := nameWord(atoms, j)
		switch {
		case w == "" && j > i:
			j = next
			continue
		case n.next[w] == nil && n.next[fullWeekday[w]] == nil:
			return
		case n.next[w] == nil:
			w = fullWeekday[w]
		}
		if n = n.next[w]; n.name != "" {
			add(n.name, next)
		}
		j = next
	}
}

var fullWeekday = map[string]string{"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "thu": "thursday",
	"thur": "thursday", "thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday"}
