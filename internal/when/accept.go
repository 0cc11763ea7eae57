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
	if s.digits(from) && s.dialled(from) {
		return true
	}
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

// dialled reports whether the digits at atom i end a row of groups of digits that
// begins as a number to be dialled does: "+44 1998 2001", "0800 1998".
func (s *stand) dialled(i int) bool {
	first := i
	for first > 0 && first > i-6 && s.digits(first-1) {
		first--
	}
	return first < i && (s.lower(first-1) == "+" && s.glued(first) || len(s.row[first].text) > 2 && s.row[first].text[0] == '0')
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
