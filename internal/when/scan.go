package when

import (
	"strings"

	"hearsay/internal/syntax"
)

// A found is an expression of time in a row of atoms.
type found struct {
	from, to int // atoms [from, to), without a preposition before it
	edge     *edge
	means    point
	pair     int   // 1 and 2: the two ends of a run of time; 0: alone
	whole    *edge // the edge that it was part of, if two times were told as one
}

// outputs are the categories that stand for a time by themselves; of two that
// cover the same words the earlier counts.
var outputs = [...]string{"set", "dt", "date", "win", "span", "tm", "open", "dur"}

// A scanner finds expressions with one grammar. It keeps its buffers from one
// row of atoms to the next.
type scanner struct {
	chart chart
	// accept says whether an expression is one where it stands.
	accept func(f *found) bool
}

// A seed is a reading of a word as a category of the grammar.
type seed struct {
	cat   cat
	means meaning
}

// A lexed is a grammar with the words that it knows.
type lexed struct {
	g     *grammar
	words map[string][]seed
	rank  []int
}

var (
	reportLexed = lex(reportGrammar)
	bareLexed   = lex(bareGrammar)
)

func lex(g *grammar) *lexed {
	l := &lexed{g: g, words: map[string][]seed{}, rank: make([]int, len(g.names)+1)}
	for w, cats := range g.literals {
		for _, c := range cats {
			l.words[w] = append(l.words[w], seed{c, nil})
		}
	}
	for w, rs := range vocabulary {
		for _, r := range rs {
			if c, ok := g.names[r.cat]; ok {
				l.words[w] = append(l.words[w], seed{c, r.means})
			}
		}
	}
	for i, name := range outputs {
		if c, ok := g.names[name]; ok {
			l.rank[c] = i + 1
		}
	}
	return l
}

// longest is the number of atoms up to which a run is read whole.
const longest = 40

// scan appends the expressions in a row of atoms, in order.
func (s *scanner) scan(l *lexed, atoms []atom, out []found) []found {
	for from := 0; from < len(atoms); {
		if !l.knows(atoms, from) {
			from++
			continue
		}
		to, trigger := from, false
		for to < len(atoms) && to < from+longest && l.knows(atoms, to) {
			trigger = trigger || triggers(atoms, to) || l == bareLexed
			to++
		}
		if trigger {
			out = s.run(l, atoms[from:to], from, out)
		}
		from = to
	}
	return out
}

// knows reports whether the grammar knows anything about an atom.
func (l *lexed) knows(atoms []atom, i int) bool {
	a := &atoms[i]
	if a.digits {
		return len(a.text) <= 9
	}
	if _, ok := l.words[a.lower]; ok {
		return true
	}
	if cardinals[a.lower] > 0 || ordinals[a.lower] > 0 || partOfName[a.lower] {
		return true
	}
	_, ok := fractions[a.lower]
	return ok || a.lower == "st" || a.lower == "nd" || a.lower == "rd" || a.lower == "th"
}

// run reads atoms that the grammar knows; they begin at the atom base of the
// row.
func (s *scanner) run(l *lexed, atoms []atom, base int, out []found) []found {
	c := &s.chart
	c.g = l.g
	c.fill(atoms, func(i int, add func(edge)) {
		one := func(k cat, to int, m meaning) { add(edge{cat: k, from: i, to: to, means: m, order: -1}) }
		named := func(name string, to int, m meaning) {
			if k, ok := l.g.names[name]; ok {
				one(k, to, m)
			}
		}
		for _, w := range l.words[atoms[i].lower] {
			one(w.cat, i+1, w.means)
		}
		numbersAt(atoms, i, named)
		holidaysAt(atoms, i, func(name string, to int) { named("hol", to, holiday{name: name}) })
	})
	for i := 0; i < len(atoms); {
		f, to := s.best(l, i, base)
		if to == i {
			i++
			continue
		}
		if start := f[0].from - base; len(f) == 1 && start > i { // "at [noon Thursday]", not "[at noon] Thursday"
			if g, further := s.best(l, start, base); further > to {
				f, to = g, further
			}
		}
		out = append(out, f...)
		i = to
	}
	return out
}

// best returns the longest expression that begins at an atom of the run, as one
// or as several, and where it ends; the atom itself if none does.
func (s *scanner) best(l *lexed, i, base int) ([]found, int) {
	tried := map[*edge]bool{}
	for {
		var best *edge
		for _, e := range s.chart.at[i] {
			if r := l.rank[e.cat]; r == 0 || tried[e] || best != nil &&
				(e.to < best.to || e.to == best.to && r >= l.rank[best.cat]) {
				continue
			}
			best = e
		}
		if best == nil {
			return nil, i
		}
		tried[best] = true
		p, ok := best.means.(point)
		if !ok {
			continue
		}
		f := found{from: base + i, to: base + best.to, edge: best, means: p}
		if told := ends(best, l); told != nil {
			accepted := true
			for k := range told {
				told[k].from, told[k].to = told[k].from+base, told[k].to+base
				accepted = accepted && s.accept(&told[k])
			}
			if accepted {
				return told, best.to
			}
			continue
		}
		for s.trim(&f, i, base) {
		}
		if s.accept(&f) {
			return []found{f}, best.to
		}
	}
}

// ends returns the expressions that one of a report is told as, if each can
// stand alone: "from May 3 to May 5", "May 3 and 5", "the six months ended May
// 3". Their atoms are counted from the beginning of the run.
func ends(e *edge, l *lexed) []found {
	if e.rule == nil {
		return nil
	}
	switch m := e.means.(type) {
	case many:
		return m.members(e, func(k *edge) bool { return k.means != nil })
	case both:
	default:
		if l != reportLexed {
			return nil // a command's run of time is one time
		}
	}
	two := func(a, b *edge, x, y point, pair int) []found {
		if x == nil || y == nil {
			return nil
		}
		return []found{{a.from, a.to, a, x, pair, e}, {b.from, b.to, b, y, 2 * pair, e}}
	}
	switch m := e.means.(type) {
	case between:
		if e.rule.name == "span.to" && kindOf(m.a) != kindOf(m.b) {
			return nil
		}
		var at []*edge
		for _, k := range e.kids {
			if k.cat == l.g.names["point"] {
				at = append(at, k.kids[0])
			}
		}
		if len(at) == 2 {
			m = m.shared()
			return two(at[0], at[1], m.a, m.b, 1)
		}
	case both:
		first, last := 0, len(e.kids)-1
		var days []int
		for k := range e.kids {
			if _, ok := e.kids[k].means.(dayName); ok {
				days = append(days, k)
			}
		}
		if len(days) == 2 { // with the week before the first or behind the last
			a, b := *e, *e
			a.from, a.to, a.kids = e.kids[first].from, e.kids[days[0]].to, nil
			b.from, b.to, b.kids = e.kids[days[1]].from, e.kids[last].to, nil
			return two(&a, &b, m.a, m.b, 0)
		}
		second := *e.kids[2] // what follows the "and"
		second.to = e.to
		return two(e.kids[0], &second, m.a, m.b, 0)
	case running:
		for _, k := range e.kids[:2] {
			if _, ok := k.means.(length); ok && m.dir < 0 && k.to > e.from+1 {
				first := *k
				first.from = e.from
				return two(&first, e.kids[len(e.kids)-1], m, m.at, 0)
			}
		}
	case lengthWithin:
		last := e.kids[len(e.kids)-1]
		for k := len(e.kids) - 2; k > 0; k-- {
			if _, ok := e.kids[k].means.(unit); ok {
				a := *e
				a.to, a.kids = e.kids[k].to, nil
				return two(&a, last, m, m.in, 0)
			}
		}
	}
	return nil
}

// prepositions stand before an expression and are no part of it.
var prepositions = map[string]bool{"in": true, "on": true, "at": true, "from": true, "since": true, "until": true, "till": true,
	"by": true, "during": true, "for": true, "over": true, "within": true, "between": true}

func (s *scanner) trim(f *found, i, base int) bool {
	k := f.from - base
	if f.from+1 >= f.to {
		return false
	}
	e := f.edge
	if e.rule != nil && e.to == f.to-base && e.cat == s.chart.g.names["open"] {
		for _, kid := range e.kids {
			if kid.cat == s.chart.g.names["point"] && kid.to <= f.to-base && kid.from > k {
				f.from = base + kid.from
				return false
			}
		}
	}
	if e.cat == s.chart.g.names["dur"] || !prepositions[s.chart.atoms[k].lower] {
		return false
	}
	if next := s.chart.atoms[k+1].lower; next == "least" || next == "most" {
		return false
	}
	f.from++
	return true
}

// triggers reports whether an atom can make an expression of time.
func triggers(atoms []atom, i int) bool {
	a := &atoms[i]
	if a.digits {
		if len(a.text) == 4 {
			return true
		}
		if i+1 < len(atoms) {
			switch atoms[i+1].lower {
			case ":", "/", "-", ".", "h", "s", "'", "th", "st", "nd", "rd":
				return !atoms[i+1].space
			case "am", "pm", "a", "p", "o", "b":
				return true
			}
		}
		return i > 0 && (atoms[i-1].lower == "'" || atoms[i-1].lower == "q" || atoms[i-1].lower == "h")
	}
	return triggerWords[a.lower]
}

var triggerWords, partOfName = loadTriggers()

func loadTriggers() (triggers, parts map[string]bool) {
	triggers, parts = map[string]bool{}, map[string]bool{}
	idle := map[string]bool{"which": true, "stage": true, "about": true, "vague": true}
	for w, rs := range vocabulary {
		for _, r := range rs {
			if !idle[r.cat] {
				triggers[w] = true
			}
		}
	}
	for _, w := range [...]string{"m", "oclock", "clock", "future", "past", "moment", "time", "present", "yearlong", "monthlong", "weeklong",
		"daylong", "hourlong", "date", "ago", "ad", "bc", "bce", "ah", "weekdays", "while", "period", "ce", "fy"} {
		triggers[w] = true
	}
	for _, w := range strings.Fields("rabi jumada dhu") {
		triggers[w] = true
	}
	for _, w := range [...]string{"seventeen", "eighteen", "nineteen", "thousand"} {
		triggers[w] = true // nineteen ninety-four
	}
	var walk func(n *nameTree, top bool)
	walk = func(n *nameTree, top bool) {
		for w, c := range n.next {
			one := strings.TrimSuffix(w, "s") // "mother" of "Mother's Day"
			parts[w], parts[one] = true, true
			if top {
				triggers[w], triggers[one] = true, true
			}
			walk(c, false)
		}
	}
	walk(holidayNames, true)
	return triggers, parts
}

// hasTrigger reports whether a word of the text can make an expression of time,
// at a fraction of the cost of looking closer.
func hasTrigger(w *syntax.Word) bool {
	s := w.Text
	if s == "" || len(s) > 3*maxAtom {
		return false
	}
	if isDigit(rune(s[0])) {
		return true
	}
	if c := s[0]; c < 'A' {
		return c == '\''
	}
	var buf [3 * maxAtom]byte
	n := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '-' || c == '.' || c == '/' || c == '\'' || c >= 0x80:
			if triggerWords[string(buf[:n])] {
				return true
			}
			n = 0
			continue
		case isDigit(rune(c)):
			return true
		}
		buf[n] = c
		n++
	}
	return triggerWords[string(buf[:n])]
}
