package when

// fitsAlone applies the tests for a text without grammar, in which capitals mean
// nothing.
func (s *stand) fitsAlone() bool {
	whole := s.x.from == 0 && s.x.to == len(s.row) || s.x.to == len(s.row)-1 && s.x.from == 0 && !s.letter(s.x.to)
	if s.rule == "span.to" && s.onlyDigits() {
		return false
	}
	if whole {
		return true
	}
	last := s.atoms[len(s.atoms)-1].lower
	switch s.rule {
	case "date.month", "relative.month", "date.season-alone", "relative.season":
		if last == "may" && s.atoms[0].lower == "this" && !s.capital(s.x.to-1) {
			return false // "this may or may not be right"
		}
		switch last {
		case "may", "march", "fall", "spring", "mar", "dec":
			if last == "may" && (s.noun(s.x.to) || !s.capital(s.x.to-1) && verbal[s.before(1)]) || s.before(1) == "$" {
				return false
			}
			return introducing[s.before(1)] || len(s.atoms) > 1
		}
	case "date.year":
		return s.before(1) != "$" && (introducing[s.before(1)] || !s.noun(s.x.to)) && s.year()
	case "date.ordinal-day", "bare.ordinal":
		return s.digits(s.x.to-2) && !s.noun(s.x.to) || s.after(1) == "with" || s.after(1) == "for"
	case "date.weekday-alone":
		return last != "sun" || s.capital(s.x.from)
	case "length.units":
		return s.units()
	case "length.one":
		return s.aUnit()
	case "story.unit":
		return (s.before(1) != "of" || edges[s.before(2)]) && s.theUnit()
	case "bare.minus":
		return !s.glued(s.x.from) // "cc23-413d"
	case "time.part":
		return s.before(1) != "good" && last != "dawn" && (last != "lunch" || introducing[s.before(1)] || s.before(1) == "at")
	case "time.clock":
		return (last != "h" || s.before(1) != "for") && !(s.digits(s.x.to-1) && counted[s.after(1)]) // "for 3h", "at 6.45 percent"
	case "bare.at-hour", "bare.at-hundred", "bare.on-day", "bare.hour-day", "bare.at-dot", "bare.dot-date", "span.clock-hour":
		return !counted[s.after(1)] && s.after(1) != "-"
	case "bare.day-dash-month":
		return s.before(1) != "a" // "a 1-1 meeting"
	}
	return true
}

// edges are what "of the day" may follow: "by the end of the day", but not "the
// partner of the day".
var edges = words("end start beginning middle close")

// verbal are words after which "may" is the verb rather than the month.
var verbal = words("this that and or")
