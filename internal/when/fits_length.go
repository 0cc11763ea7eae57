package when

// part reports whether a part of the day alone is a time: "in the morning", not
// "the morning paper", "good morning".
func (s *stand) part() bool {
	if s.noun(s.x.to) || s.after(1) == "-" || s.before(1) == "good" || s.before(1) == "-" || s.before(1) == "a" {
		return false
	}
	last := s.atoms[len(s.atoms)-1].lower
	if last == "lunch" || last == "daylight" || last == "eve" {
		return false
	}
	return len(s.atoms) > 1 || s.before(1) == "at" || s.before(1) == "by" || s.before(1) == "before" || s.before(1) == "after" ||
		s.before(1) == "until" || s.witness() > 0
}

// units reports whether a unit in the plural alone is a length of time: "for
// years", not "the early years of", "police quarters".
func (s *stand) units() bool {
	switch s.before(1) {
	case "for", "in", "within", "over", "after", "of", "took", "take", "takes", "lasted", "last", "lasts", "spent", "spend":
		return !s.noun(s.x.to)
	}
	return s.witness() > 0
}

// aUnit reports whether "a week", "an hour" is a length of time, rather than
// "a second attempt" or a rate.
func (s *stand) aUnit() bool {
	if s.after(1) == "of" && s.atoms[len(s.atoms)-1].lower == "quarter" {
		return false
	}
	if s.atoms[len(s.atoms)-1].lower == "second" {
		return !s.letter(s.x.to)
	}
	return true
}

// rate reports whether "a week" says how often: "four flights a week", "nine
// dollars a day", not "after a week" or "it took a week".
func (s *stand) rate() bool {
	i := s.x.from - 1
	switch s.after(1) {
	case "after", "before", "later", "earlier", "ago", "from":
		return false
	}
	if s.digits(i) && s.lower(i-1) != "$" {
		return false // "on July 2, a day after"
	}
	if !s.letter(i) && !s.digits(i) && s.lower(i) != "%" {
		return false
	}
	switch w := &s.f.d.Words[s.row[i].word]; w.UPOS {
	case "NOUN", "NUM", "SYM", "PROPN":
		if introducing[s.lower(i)] {
			return false
		}
	default:
		return false
	}
	for k := i; k >= 0 && k > i-6; k-- {
		if s.digits(k) || cardinals[s.lower(k)] > 0 || s.lower(k) == "times" {
			return true
		}
	}
	return false
}

// age reports whether a length is somebody's age: "52 years old".
func (s *stand) age() bool {
	return s.after(1) == "old" || s.after(1) == "-" && s.after(2) == "old" || s.after(1) == "of" && s.after(2) == "age"
}

// theUnit reports whether "the week", "that year" is a time.
func (s *stand) theUnit() bool {
	w := s.atoms[len(s.atoms)-1].lower
	if w == "year" && s.digits(s.x.to) { // the year 0
		return false
	}
	if w == "century" || w == "second" || w == "minute" || w == "millennium" {
		return false
	}
	if s.atoms[0].lower == "the" && len(s.atoms) == 2 {
		if s.noun(s.x.to) {
			return false
		}
		return s.before(1) != "" && introducing[s.before(1)] && s.before(1) != "to" || s.witness() > 0
	}
	return true
}

// word reports whether a word like "now" or "soon" is a time.
func (s *stand) word() bool {
	switch s.atoms[0].lower {
	case "annual", "quarterly", "daily", "monthly", "weekly":
		if s.tag() == "NOUN" || !s.noun(s.x.to) && (s.capital(s.x.from-1) || s.before(1) == "the" || s.before(1) == "a") {
			return false // the Arabic daily is a newspaper
		}
		if s.capital(s.x.to) && !s.headline() {
			return false // and so is the daily Herald
		}
		return !s.noun(s.x.to) || s.atoms[0].lower == "daily"
	case "now":
		return s.after(1) != "that"
	case "soon":
		return s.before(1) != "as" && s.before(1) != "too" && s.before(1) != "how" && s.after(1) != "after" && s.after(1) != "as"
	}
	return true
}
