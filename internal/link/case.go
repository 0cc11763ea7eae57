package link

import (
	"slices"

	"hearsay"
)

// A Case is reports with all that links them.
type Case struct {
	Reports []*Report // by publication
	Copies  []Link
	Events  []Group // told by two reports or more
	Links   []Link  // in the order of [hearsay.CompareLinks]
}

// Of links readings with each other. The same readings give the same links in
// whatever order they come.
func Of(readings []*hearsay.Reading) *Case {
	c := new(Case)
	for _, r := range readings {
		c.Reports = append(c.Reports, NewReport(r))
	}
	slices.SortFunc(c.Reports, earlier)
	var m Memory
	for _, p := range c.Reports {
		m.Add(p)
	}
	c.Reports = m.order
	m.PlaceAll()
	c.Links = m.All()
	for _, l := range c.Links {
		switch l.Kind {
		case KindCopy:
			c.Copies = append(c.Copies, l)
		case KindSameEvent:
			c.Events = append(c.Events, m.group(l))
		}
	}
	return c
}

// group reads back what a link of one event was written from.
func (m *Memory) group(l Link) Group {
	var g Group
	var of []*Report
	var copies []Link
	for _, r := range l.Members {
		p := m.reports[r.Document()]
		g.Claims = append(g.Claims, p.Claims()[r.Event()-1])
		if !slices.Contains(of, p) {
			of = append(of, p)
			copies = append(copies, m.Copied(r.Document())...)
		}
	}
	slices.SortFunc(copies, func(a, b Link) int { return hearsay.CompareLinks(&a, &b) })
	g.Origins, g.Circular = Origins(g.Claims, copies, m.Owner)
	g.Contradictions = Contradictions(g.Claims, joining)
	return g
}
