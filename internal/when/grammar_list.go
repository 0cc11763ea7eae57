package when

// listRules read several times that share what only one of them says. Each rule's
// categories are the members, in order.
var listRules = []rule{
	{"list.days", "span", "md ',' dom ','? 'and|or|&' dom", "They met on May 3, 5 and 7.", "They met on May 3, 5 and 2.", listOf},
	{"list.days", "span", "md ',' dom ',' dom ','? 'and|or|&' dom", "They met on May 3, 5, 7 and 9.", "", listOf},
	{"list.days-year", "span", "md ',' dom ','? 'and|or|&' dom ',|of|in'? anyyr", "They met on May 3, 5 and 7, 2019.", "", listOf},
	{"list.days-first", "span", "dom ',' dom ','? 'and|or|&' md", "They met on the 3rd, 5th or 7th of May.", "", listOf},
	{"list.days-first", "span", "dom ',' dom ',' dom ','? 'and|or|&' md", "They met on the 3rd, 5th, 7th or 9th of May.", "", listOf},
	{"list.days-first-year", "span", "dom ',' dom ','? 'and|or|&' md ',|of|in'? anyyr", "They met on the 3rd, 5th or 7th of May 2019.", "", listOf},
}

// A many is several days of one month said as one: "May 3, 5 and 7".
type many []point

func (x many) place(f *frame) (value, bool) { return x[0].place(f) }

// listOf returns the days of a month, of which one is said with the month and a
// year may follow the last.
func listOf(a args) meaning {
	var d dateOf
	year := 0
	for i, m := range a {
		switch m := m.(type) {
		case dateOf:
			d = m
		case number:
			if i > 0 && i == len(a)-1 && d.day > 0 && m.n >= 1000 {
				year = m.n
			}
		}
	}
	if d.month == 0 || d.wday != 0 {
		return nil
	}
	var days many
	last := 0
	for i, m := range a {
		n, ok := m.(number)
		switch {
		case !ok:
			n.n = d.day
		case i == len(a)-1 && year != 0:
			continue
		}
		if n.n <= last {
			return nil
		}
		last = n.n
		days = append(days, dateOf{year: year, month: d.month, day: n.n})
	}
	return days
}

// members returns the expressions that a list is told as: each from its first
// atom, with the month or year that stands with it.
func (x many) members(e *edge, means func(k *edge) bool) []found {
	var out []found
	for _, k := range e.kids {
		if !means(k) || len(out) == len(x) {
			continue
		}
		out = append(out, found{from: k.from, to: k.to, edge: k, means: x[len(out)], whole: e})
	}
	if len(out) != len(x) {
		return nil
	}
	out[len(out)-1].to = e.to
	return out
}
