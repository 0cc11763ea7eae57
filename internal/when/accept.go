package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// accept reports whether an expression is one where it stands. Many words of
// the calendar are other words as well: "may", "march", "the second", "Sun".
func (f *finder) accept(x *found) bool {
	return (&stand{row: f.atoms, x: x, atoms: f.atoms[x.from:x.to], rule: ruleOf(x.edge), f: f}).accept()
}

func (s *stand) accept() bool {
	x := s.x
	if in := wrapped(x.edge); in != nil {
		base := x.from - x.edge.from
		if x.edge.to != x.to-base { // trimmed
			base = x.to - x.edge.to
		}
		y := found{from: base + in.from, to: base + in.to, edge: in}
		t := stand{row: s.row, x: &y, atoms: s.row[y.from:y.to], rule: ruleOf(in), f: s.f}
		if !t.accept() {
			return false
		}
	}
	if x.pair == 0 && s.inNumber() || s.cutOff() {
		return false
	}
	if s.f == nil {
		return s.fitsAlone()
	}
	return !s.name() && s.fits()
}

// wrapped returns the expression that an edge only adds a bound or a stage to:
// "May 3" in "since May 3"; nil if there is none.
func wrapped(e *edge) *edge {
	for e.rule != nil && !strings.Contains(e.rule.name, ".") && len(e.kids) == 1 {
		e = e.kids[0]
	}
	if e.rule == nil {
		return nil
	}
	switch head, _, _ := strings.Cut(e.rule.name, "."); head {
	case "open", "about", "stage":
		for _, k := range e.kids {
			if _, ok := k.means.(point); ok {
				return k
			}
		}
	}
	return nil
}

// A stand is where an expression stands.
type stand struct {
	row   []atom // the sentence
	x     *found
	atoms []atom // its own
	rule  string
	f     *finder // nil where the text has no grammar
}

// before and after return the lower-case form of the atom k places before or
// after the expression; "" at the ends of the sentence.
func (s *stand) before(k int) string { return s.lower(s.x.from - k) }
func (s *stand) after(k int) string  { return s.lower(s.x.to + k - 1) }

func (s *stand) lower(i int) string {
	if i < 0 || i >= len(s.row) {
		return ""
	}
	return s.row[i].lower
}

// glued reports whether atom i stands right behind the one before it.
func (s *stand) glued(i int) bool { return i > 0 && i < len(s.row) && !s.row[i].space }

func (s *stand) digits(i int) bool { return i >= 0 && i < len(s.row) && s.row[i].digits }

// inNumber reports whether the expression is part of a longer number or code:
// "2082.1", "$1998", "555-1998", "A320".
func (s *stand) inNumber() bool {
	from, to := s.x.from, s.x.to
	if s.digits(from) && s.glued(from) {
		switch s.before(1) {
		case "$", "£", "€", "#", "¥", "%", "+", "@", "=":
			return true
		case ".", ",", ":", "/", "-":
			if s.digits(from-2) && s.glued(from-1) {
				return true
			}
		default:
			if r, _ := utf8.DecodeRuneInString(s.before(1)); unicode.IsLetter(r) {
				return true
			}
		}
	}
	if s.letter(to-1) && s.digits(to) && s.glued(to) {
		return true
	}
	if s.digits(to-1) && s.glued(to) {
		switch s.after(1) {
		case "%", "@", "°":
			return true
		case ".", ",", ":", "/", "-":
			return s.digits(to+1) && s.glued(to+1)
		default:
			if r, _ := utf8.DecodeRuneInString(s.after(1)); unicode.IsLetter(r) {
				return true
			}
		}
	}
	return false
}

// cutOff reports whether the words go on in a way that makes something else of
// them: "a month after they left", "a year-earlier loss", "32 August".
func (s *stand) cutOff() bool {
	if s.rule == "date.month" || s.rule == "date.month-year" {
		if k := s.x.from - 1; s.digits(k) && len(s.row[k].text) <= 2 && s.row[k].text > "31" && len(s.row[k].text) == 2 && !s.glued(k) {
			return true
		}
		if k := s.x.to; s.rule == "date.month" && s.digits(k) && len(s.row[k].text) == 2 && s.row[k].text > "31" && !counted[s.lower(k+1)] {
			return true
		}
	}
	last := s.atoms[len(s.atoms)-1].lower
	if (last == "after" || last == "before" || last == "following") && (s.letter(s.x.to) || s.digits(s.x.to)) {
		return true
	}
	return s.after(1) == "-" && (s.after(2) == "earlier" || s.after(2) == "ago" || s.after(2) == "long" && s.rule == "length.one")
}

func (s *stand) letter(i int) bool {
	if i < 0 || i >= len(s.row) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.row[i].text)
	return unicode.IsLetter(r)
}

func (s *stand) capital(i int) bool {
	if i < 0 || i >= len(s.row) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.row[i].text)
	return unicode.IsUpper(r)
}

// headline reports whether the sentence writes most words with a capital.
func (s *stand) headline() bool {
	if s.f != nil && s.f.headlineSent == s.f.sent.To {
		return s.f.headline
	}
	is := s.allCapitals()
	if s.f != nil {
		s.f.headline, s.f.headlineSent = is, s.f.sent.To
	}
	return is
}

func (s *stand) allCapitals() bool {
	long, capitals := 0, 0
	for i := range s.row {
		if len(s.row[i].text) > 3 && s.letter(i) {
			long++
			if s.capital(i) {
				capitals++
			}
		}
	}
	return capitals*4 > long*3
}

// name reports whether a capital shows that the words are the name of
// something: "VOA Today", "This Week with …", "the Daily Herald".
func (s *stand) name() bool {
	last := s.x.to - 1
	if !s.letter(last) || !s.capital(last) || strings.HasPrefix(s.rule, "date.holiday") || s.headline() {
		return false
	}
	a := s.atoms[len(s.atoms)-1].lower
	for _, r := range vocabulary[a] {
		switch r.cat {
		case "unit", "units", "date", "set", "tonight", "part", "noon":
			return last > 0 && !(last == s.x.from && s.opens(last))
		}
	}
	return false
}

// opens reports whether atom i is the first word of a sentence or quotation.
func (s *stand) opens(i int) bool {
	for i--; i >= 0; i-- {
		if s.letter(i) || s.digits(i) {
			return false
		}
	}
	return true
}

var introducing = words(`in on at by since until till from before after during of for to through between and or last next this early late
	mid around about past throughout ending ended starting beginning as than`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

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
	if len(w.text) == 3 && w.lower != "may" { // Mar, Dec, Sep
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

// tag returns the part of speech of the expression's first word.
func (s *stand) tag() string {
	if s.f == nil {
		return ""
	}
	return s.f.d.Words[s.atoms[0].word].UPOS
}

// aux reports whether a word with a capital is tagged as a verb.
func (s *stand) aux() bool {
	if s.f == nil {
		return false
	}
	u := s.f.d.Words[s.atoms[0].word].UPOS
	return s.f.d.Model != nil && (u == "AUX" || u == "VERB")
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

func (s *stand) witness() int {
	if s.f == nil {
		return 0
	}
	return s.f.witness(s.x)
}

// witness asks the model whether the words of an expression are a time: 1 if it
// says so, -1 if not, 0 if there is no model.
func (f *finder) witness(x *found) int {
	if f.d.Model == nil {
		return 0
	}
	if f.taggedSent != f.sent.To {
		f.tagged, f.taggedSent = f.d.Model.Spans("timex", f.sent.From, f.sent.To), f.sent.To
	}
	from, to := f.words(*x)
	for _, t := range f.tagged {
		if t.From < to && from < t.To {
			return 1
		}
	}
	return -1
}

// fitsAlone applies the tests for a text without grammar, in which capitals mean
// nothing.
func (s *stand) fitsAlone() bool {
	whole := s.x.from == 0 && s.x.to == len(s.row) || s.x.to == len(s.row)-1 && s.x.from == 0 && !s.letter(s.x.to)
	if whole {
		return true
	}
	last := s.atoms[len(s.atoms)-1].lower
	switch s.rule {
	case "span.to":
		return !s.onlyDigits()
	case "date.month", "relative.month", "date.season-alone", "relative.season":
		if last == "may" && s.atoms[0].lower == "this" && !s.capital(s.x.to-1) {
			return false // "this may or may not be right"
		}
		switch last {
		case "may", "march", "fall", "spring", "mar", "dec":
			if last == "may" && s.noun(s.x.to) || s.before(1) == "$" {
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
		return s.before(1) != "of" && s.theUnit()
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
