package when

// An edge is a run of atoms that has been read as a category.
type edge struct {
	cat      cat
	from, to int // atoms [from, to)
	means    meaning
	rule     *rule // nil for a word of the vocabulary
	order    int
	kids     []*edge // one for each element of the rule's sequence
}

// A chart holds all that the grammar can read in a run of atoms. It works from
// the right end of the run to the left: when it looks at what may begin at an
// atom, all that may follow is known already.
type chart struct {
	g     *grammar
	atoms []atom
	at    [][]*edge // edges that begin at each atom, shortest first
	queue []*edge
	kids  []*edge // of the sequence being matched
}

// fill reads all of the run.
func (c *chart) fill(atoms []atom, seeds func(i int, add func(e edge))) {
	c.atoms = atoms
	c.at = make([][]*edge, len(atoms)+1)
	for i := len(atoms) - 1; i >= 0; i-- {
		c.queue = c.queue[:0]
		seeds(i, c.add)
		for k := 0; k < len(c.queue); k++ { // the queue grows, and stays in order of length
			e := c.queue[k]
			if e.means == dropped {
				continue
			}
			c.at[i] = append(c.at[i], e)
			for s := range c.g.byFirst[e.cat] {
				seq := &c.g.byFirst[e.cat][s]
				c.kids = append(c.kids[:0], e)
				c.match(seq, 1, e.to)
			}
		}
	}
}

// match extends a sequence whose first n elements reach up to atom p.
func (c *chart) match(seq *sequence, n, p int) {
	if n == len(seq.of) {
		c.complete(seq, p)
		return
	}
	if p >= len(c.atoms) || seq.of[n].glued && c.atoms[p].space {
		return
	}
	if seq.of[n].ahead {
		for _, e := range c.at[p] {
			if e.cat == seq.of[n].cat {
				c.complete(seq, p)
				return
			}
		}
		return
	}
	for _, e := range c.at[p] {
		if e.cat == seq.of[n].cat {
			c.kids = append(c.kids[:n], e)
			c.match(seq, n+1, e.to)
		}
	}
}

func (c *chart) complete(seq *sequence, to int) {
	a := make(args, seq.args)
	for k, e := range seq.of[:len(c.kids)] {
		if e.arg >= 0 {
			a[e.arg] = c.kids[k].means
		}
	}
	m := seq.rule.make(a)
	if m == nil {
		return
	}
	c.add(edge{cat: seq.to, from: c.kids[0].from, to: to, means: m, rule: seq.rule, order: seq.order, kids: c.kids})
}

// dropped is the meaning of an edge in the queue that an earlier rule replaced.
var dropped meaning = &number{}

// add puts an edge in the queue behind those that are as short, unless the same
// atoms have been read as the same category by an earlier rule.
func (c *chart) add(e edge) {
	for _, o := range c.at[e.from] {
		if o.cat == e.cat && o.to == e.to {
			return
		}
	}
	at := len(c.queue)
	for k, o := range c.queue {
		if o.cat == e.cat && o.to == e.to && o.means != dropped {
			if o.order <= e.order {
				return
			}
			o.means = dropped
		}
		if o.to > e.to && at == len(c.queue) {
			at = k
		}
	}
	n := e
	n.kids = append([]*edge(nil), e.kids...)
	c.queue = append(c.queue, nil)
	copy(c.queue[at+1:], c.queue[at:])
	c.queue[at] = &n
}
