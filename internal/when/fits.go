package when

// fits applies the test that the expression's rule needs.
func (s *stand) fits() bool {
	one := len(s.atoms) == 1
	if s.shortNames() {
		return false
	}
	switch s.rule {
	case "date.month":
		return s.month()
	case "date.year":
		return s.x.pair != 0 && s.digits(s.x.from) || s.year()
	case "date.ordinal-day":
		return s.ordinal()
	case "date.weekday-alone":
		return s.weekday()
	case "relative.month":
		return s.capital(s.x.to - 1)
	case "date.short-decade":
		return !possessive[s.before(1)] && (s.atoms[0].lower == "the" || s.atoms[0].lower == "'")
	case "length.a-fraction":
		return s.after(1) != "of"
	case "length.more-than", "length.about":
		return s.after(1) != "of" || s.atoms[len(s.atoms)-1].lower != "quarter" && s.atoms[len(s.atoms)-1].lower != "quarters"
	case "date.season-alone", "relative.season":
		return s.season()
	case "date.holiday", "date.holiday-year":
		return s.capital(s.x.from) && !placeAfter[s.after(1)]
	case "time.part":
		return s.part()
	case "length.units":
		return s.units()
	case "length.one":
		return s.aUnit()
	case "length.adjective":
		return s.atoms[len(s.atoms)-1].lower != "old"
	case "length.count":
		return !s.age()
	case "story.unit":
		return s.theUnit()
	case "span.to":
		return s.alike() && !s.onlyDigits()
	case "ref.the-time": // "now is not the time"
		return s.before(1) == "at"
	case "ref.the-past":
		return !s.noun(s.x.to) && !s.digits(s.x.to) && cardinals[s.after(1)] == 0
	case "moment.overnight":
		return one && !s.noun(s.x.to)
	case "word":
		return s.word()
	}
	return true
}

var possessive = words("his her their its my our your")

// shortNames reports whether a weekday stands in a short form with nothing that
// shows it to be one: "that Sun workstation".
func (s *stand) shortNames() bool {
	short := false
	for i := range s.atoms {
		a := &s.atoms[i]
		if a.digits || a.lower == "." {
			return false
		}
		for _, r := range vocabulary[a.lower] {
			short = short || r.cat == "wdayab"
		}
	}
	return short
}

var placeAfter = words("island islands sunday river bay rising market tree trees parade concert gift gifts card cards story song")

// month reports whether a month's name alone is one. "May" and "March" are other
// words and "August", "April" and "June" names of people.
func (s *stand) month() bool {
	i := s.x.from
	w := s.atoms[0]
	if !s.capital(i) {
		return false
	}
	if len(w.text) == 3 && w.lower != "may" { // Mar, Dec, Sep, but not Mar-a-Lago
		if s.after(1) == "-" && s.letter(s.x.to+1) && len(s.row[s.x.to+1].text) == 1 {
			return false
		}
		return len(s.atoms) > 1 && s.after(1) != "" || introducing[s.before(1)] && !s.capital(s.x.to)
	}
	if w.lower != "may" && w.lower != "march" {
		return !s.person()
	}
	if introducing[s.before(1)] || s.before(1) == "," && s.before(2) != "" {
		return true
	}
	return !s.opens(i) && (!s.capital(i-1) || determining[s.before(1)]) && (s.witness() > 0 || s.witness() == 0 && !s.capital(s.x.to)) && !s.aux()
}

// person reports whether a name that is also a month's stands among other
// names: "April Jones", "Theresa May".
func (s *stand) person() bool {
	w := s.atoms[len(s.atoms)-1].lower
	if w != "april" && w != "june" && w != "august" {
		return false
	}
	if !s.capital(s.x.to) || s.glued(s.x.to) {
		return false
	}
	said := s.witness()
	return said < 0 || said == 0 && (!introducing[s.before(1)] || s.before(1) == "and") && !s.headline()
}

// year reports whether a number is a year: "in 1998", "the 1998 election", but
// "1998 cars".
func (s *stand) year() bool {
	if len(s.atoms) > 1 || !s.digits(s.x.from) { // with AD or BC, or in words
		return true
	}
	n := 0
	for _, c := range s.atoms[0].text {
		n = n*10 + int(c-'0')
	}
	if counted[s.after(1)] || numberedThings[s.before(1)] || s.before(1) == "than" || s.before(1) == "at" && s.capital(s.x.to) { // "at 1998 Harbour Street"
		return false
	}
	switch w := s.witness(); {
	case w > 0:
		return true
	case n >= 1800 && n < 2100:
		return introducing[s.before(1)] || w == 0 && (determining[s.before(1)] || !s.plural(s.x.to))
	}
	return introducing[s.before(1)] && s.before(1) != "to" && s.before(1) != "of" && s.before(1) != "about" && !s.noun(s.x.to)
}

var counted = words(`people persons men women dollars euros pounds points percent percentage miles kilometers kilometres meters metres feet
	tons tonnes barrels soldiers troops cars vehicles homes houses votes shares units square cubic members killed wounded dead others
	million billion thousand hundred times hours minutes days weeks months yards acres hectares jobs workers`)

var numberedThings = words(`flight room channel resolution highway route section no number article chapter page line model boeing unit
	regiment battalion street avenue rs dlrs gate bus train`)

var determining = words("the this that these those his her their its our my your s")

// plural reports whether atom i is a noun in the plural.
func (s *stand) plural(i int) bool {
	return s.f != nil && s.letter(i) && (s.f.d.Words[s.row[i].word].XPOS == "NNS" || s.f.d.Words[s.row[i].word].XPOS == "NNPS")
}

// ordinal reports whether "the 15th" is a day: not where something is counted.
func (s *stand) ordinal() bool {
	return s.digits(s.x.to-2) && !s.noun(s.x.to) && !s.capital(s.x.to) && s.after(1) != "-" &&
		(introducing[s.before(1)] || s.witness() > 0)
}

// noun reports whether atom i begins a word that an expression before it would
// qualify.
func (s *stand) noun(i int) bool {
	if i >= len(s.row) || !s.letter(i) {
		return false
	}
	if s.f == nil {
		return !introducing[s.row[i].lower] && !small[s.row[i].lower]
	}
	switch w := &s.f.d.Words[s.row[i].word]; w.UPOS {
	case "NOUN", "PROPN", "ADJ", "NUM":
		return !(s.f.d.Model == nil && introducing[s.row[i].lower])
	}
	return false
}

// small are words that no expression qualifies.
var small = words("a an the and or but is was are were be will would it he she we they i you at with if that this please ok okay thanks there here works")

// weekday reports whether a weekday's name alone is one: "Sun", "Sat", "Wed" and
// "Mon" have to be more than that, and "the Sunday Herald" is a newspaper.
func (s *stand) weekday() bool {
	if s.before(1) == "the" && s.capital(s.x.to) && !s.glued(s.x.to) && s.witness() <= 0 && !s.headline() {
		return false
	}
	if len(s.atoms[0].text) > 4 {
		return s.capital(s.x.from)
	}
	return s.capital(s.x.from) && (len(s.atoms) > 1 || s.after(1) == ",") && s.atoms[0].lower != "sun" && s.atoms[0].lower != "sat"
}

// season reports whether the words are a season: "in the fall", not "the fall of
// the wall", "prices fall", "the Winter Olympics", "a spring".
func (s *stand) season() bool {
	last := s.atoms[len(s.atoms)-1]
	if (s.capital(s.x.to) || s.capital(s.x.from-1) && !s.opens(s.x.from-1)) && s.capital(s.x.to-1) && !s.headline() {
		return false
	}
	if last.lower != "fall" && last.lower != "spring" {
		return len(s.atoms) > 1 || !s.noun(s.x.to) || introducing[s.before(1)]
	}
	if len(s.atoms) > 1 && s.atoms[0].lower != "the" {
		return true
	}
	prep := s.before(1)
	return introducing[prep] && prep != "to" && prep != "and" && prep != "or" && prep != "for" && s.after(1) != "of" && s.after(1) != "in" && s.witness() >= 0
}

// alike reports whether two times with no more than "to" between them are of one
// kind: "May to July", not "a revision on Friday to December's figures".
func (s *stand) alike() bool {
	b, ok := s.x.means.(between)
	return ok && kindOf(b.a) == kindOf(b.b)
}

// onlyDigits reports whether an expression is nothing but groups of digits with
// dashes, more than two of them: "2017-13-12" is no run of time.
func (s *stand) onlyDigits() bool {
	groups := 0
	for i := range s.atoms {
		switch {
		case s.atoms[i].digits:
			groups++
		case s.atoms[i].lower != "-" || s.atoms[i].space:
			return false
		}
	}
	return groups > 2
}

// kindOf returns what a time names: a year, a month, a day …
func kindOf(p point) string {
	switch d := p.(type) {
	case dateOf:
		switch {
		case d.month == 0:
			return "year"
		case d.day == 0:
			return "month"
		}
		return "day"
	case numericDate, dayOfMonth:
		return "day"
	case aWeekday:
		return "weekday"
	case moment:
		return "moment"
	}
	return "other"
}
