package eval

import "slices"

// classes counts answers that are one of several names.
type classes struct {
	names []string
	pairs [][2]string // of each question the key's and the own answer
}

func (c *classes) add(key, own string) {
	c.pairs = append(c.pairs, [2]string{key, own})
	if !slices.Contains(c.names, key) {
		c.names = append(c.names, key)
	}
}

// rows adds a row for each name that the key has, and before them the mean of
// their scores.
func (c *classes) rows(e *evaluation, of *corpus, task, input, by, what string) {
	slices.Sort(c.names)
	macro := e.row(task, of, Input(input), by, what+", macro")
	macro.Count = Macro
	each := make([]*Row, len(c.names))
	for k, n := range c.names {
		each[k] = e.row(task, of, Input(input), by, what+" "+n)
	}
	for _, p := range c.pairs {
		all := make(Tally, 3*len(c.names))
		for k, n := range c.names {
			t := all[3*k : 3*k+3]
			if p[1] == n {
				t[1] = 1
			}
			if p[0] == n {
				t[2] = 1
			}
			t[0] = t[1] * t[2]
			each[k].add(slices.Clone(t))
		}
		macro.add(all)
	}
}
