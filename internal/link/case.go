package link

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// A Case is reports with all that links them.
type Case struct {
	Reports []*Report // by publication
	Copies  []Link
	Events  []Group // told by two reports or more
	Links   []Link  // copies, then the links of events, contradictions, corrections
}

// A Group is claims of one event.
type Group struct {
	Claims         []*Claim
	Origins        []Origin
	Circular       [][]string
	Contradictions []Link
}

// cautious is the threshold at which events are joined for readers, above the
// one that scores best: a wrong join makes a wrong corroboration, a missed one
// is only missed.
const cautious = 0.65

// Of links readings with each other. The same readings give the same links in
// whatever order they come.
func Of(readings []*hearsay.Reading) *Case {
	c := new(Case)
	var index Memory
	for _, r := range readings {
		c.Reports = append(c.Reports, NewReport(r))
	}
	slices.SortFunc(c.Reports, earlier)
	c.Reports = slices.CompactFunc(c.Reports, func(a, b *Report) bool { return a.Document.ID == b.Document.ID })
	var claims []*Claim
	for _, p := range c.Reports {
		index.Add(p)
		claims = append(claims, p.Claims()...)
	}
	c.Copies = index.all()
	c.Links = slices.Clone(c.Copies)
	w := Fitted
	w.Threshold = max(w.Threshold, cautious)
	for _, g := range Join(claims, w) {
		var group Group
		for _, i := range g {
			group.Claims = append(group.Claims, claims[i])
		}
		if reportsOf(group.Claims) < 2 {
			continue
		}
		group.Origins, group.Circular = Origins(group.Claims, c.Copies)
		group.Contradictions = Contradictions(group.Claims, w)
		c.Events = append(c.Events, group)
		c.Links = append(c.Links, group.links()...)
	}
	c.Links = append(c.Links, Dates(claims, w)...)
	c.Links = append(c.Links, c.corrections()...)
	return c
}

// all returns the copies among all reports, each pair once.
func (m *Memory) all() []Link {
	var out []Link
	seen := make(map[[2]string]bool)
	for _, p := range m.reports {
		for _, l := range Copies(p, m) {
			k := [2]string{min(l.From.ID, l.To.ID), max(l.From.ID, l.To.ID)}
			if !seen[k] {
				seen[k] = true
				out = append(out, l)
			}
		}
	}
	return out
}

func reportsOf(claims []*Claim) int {
	seen := make(map[*Report]bool)
	for _, c := range claims {
		seen[c.Report] = true
	}
	return len(seen)
}

// links writes a group down: that it is one event, from where it comes, and
// what is contradicted.
func (g *Group) links() []Link {
	same := Link{Kind: KindSameEvent, From: g.Claims[0].Ref(), To: g.Claims[1].Ref(), Origins: len(g.Origins), Confidence: 0.7}
	for _, c := range g.Claims {
		same.Members = append(same.Members, c.Ref())
	}
	grade := GradeInformation(len(g.Origins), contradicting(g))
	same.Why = append(same.Why, why("origins", count(len(g.Origins), "independent origin")), why("grade."+grade.Grade, grade.Why))
	for _, names := range g.Circular {
		same.Why = append(same.Why, why("circular", strings.Join(names, " and ")+" cite each other"))
	}
	out := []Link{same}
	for _, o := range g.Origins {
		l := Link{Kind: KindOrigin, From: o.Claims[0].Ref(), To: o.Claims[0].Ref(), Why: append([]hearsay.Why{why("origin.name", o.Name)}, o.Why...), Confidence: 0.7}
		for _, c := range o.Claims {
			l.Members = append(l.Members, c.Ref())
		}
		out = append(out, l)
	}
	return append(out, g.Contradictions...)
}

// contradicting counts the origins of which every claim is contradicted by
// claims of another with more claims.
func contradicting(g *Group) int {
	if len(g.Contradictions) == 0 {
		return 0
	}
	against := make(map[string]int)
	for _, l := range g.Contradictions {
		against[l.From.ID]++
		against[l.To.ID]++
	}
	n := 0
	for _, o := range g.Origins {
		if slices.ContainsFunc(o.Claims, func(c *Claim) bool { return 2*against[c.Ref().ID] > len(g.Claims)-1 }) {
			n++
		}
	}
	return n
}

// corrections compares versions of one address, each with the one before, and
// finds notices of those that have no other version.
func (c *Case) corrections() []Link {
	var out []Link
	last := make(map[string]*Report)
	for _, p := range c.Reports {
		before := last[p.Document.URL]
		if p.Document.URL != "" && before != nil {
			if l, ok := Corrected(p, before, c.Copies); ok {
				out = append(out, l)
			}
		} else if ns := Notices(p.Reading); len(ns) > 0 {
			l := Link{Kind: KindCorrection, From: p.Ref(), To: p.Ref(), Confidence: 0.8}
			for _, n := range ns {
				l.Why = append(l.Why, why("correction.notice", n.Span.Text))
			}
			out = append(out, l)
		}
		if p.Document.URL != "" {
			last[p.Document.URL] = p
		}
	}
	return out
}

// Sources grades every outlet by its claims in the case: those of events with
// another independent origin are confirmed, those that another contradicts are
// contradicted, and those that it took back are corrected.
func (c *Case) Sources() []Source {
	records := make(map[string]*Record)
	of := func(p *Report) *Record {
		name := p.name()
		if records[name] == nil {
			records[name] = new(Record)
		}
		return records[name]
	}
	for i := range c.Events {
		g := &c.Events[i]
		against := make(map[string]bool)
		for _, l := range g.Contradictions {
			against[l.From.ID], against[l.To.ID] = true, true
		}
		for _, claim := range g.Claims {
			switch r := of(claim.Report); {
			case against[claim.Ref().ID]:
				r.Contradicted++
			case len(g.Origins) > 1:
				r.Confirmed++
			}
		}
	}
	at := make(map[string]*Report)
	for _, p := range c.Reports {
		at[p.Ref().ID] = p
	}
	for _, l := range c.Links {
		if l.Kind == KindCorrection {
			of(at[l.To.ID]).Corrected++
		}
	}
	var out []Source
	for name, r := range records {
		out = append(out, Source{name, *r, r.Grade()})
	}
	slices.SortFunc(out, func(a, b Source) int {
		return cmp.Or(cmp.Compare(a.Grade.Grade, b.Grade.Grade), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// A Source is an outlet with its record.
type Source struct {
	Name   string
	Record Record
	Grade  Grade
}

// String writes a source in one line.
func (s Source) String() string {
	return fmt.Sprintf("%s  %s  %s", s.Grade.Grade, s.Name, s.Grade.Why)
}
