package link

import (
	"cmp"
	"slices"

	"hearsay"
)

// Memory is a Shelf of reports that are held in memory. The zero Memory is empty.
// It is not to be used by several goroutines at once.
type Memory struct {
	reports  map[hearsay.DocumentID]*Report
	order    []*Report // as they were added
	sketches map[hearsay.DocumentID]*Sketch
	prints   map[uint64][]*Sketch // by day
	clues    map[uint64][]*Sketch
	edges    map[hearsay.ClaimID][]Edge
	links    map[string]Link
	joined   map[hearsay.DocumentID]map[string]map[string]bool // of each report, by kind, the ids of its links; under "copied" those that copy
	versions map[string][]hearsay.DocumentID
	Owners   map[string]string // of outlets, folded
}

// Add takes a report in, and reports whether it was new. It is to be placed
// then.
func (m *Memory) Add(p *Report) bool {
	if m.reports == nil {
		m.reports = make(map[hearsay.DocumentID]*Report)
		m.sketches = make(map[hearsay.DocumentID]*Sketch)
		m.prints, m.clues = make(map[uint64][]*Sketch), make(map[uint64][]*Sketch)
		m.edges, m.links = make(map[hearsay.ClaimID][]Edge), make(map[string]Link)
		m.joined, m.versions = make(map[hearsay.DocumentID]map[string]map[string]bool), make(map[string][]hearsay.DocumentID)
	}
	d := &p.Document
	if m.reports[d.ID] != nil {
		return false
	}
	m.reports[d.ID] = p
	m.order = append(m.order, p)
	if d.URL != "" {
		m.versions[d.URL] = append(m.versions[d.URL], d.ID)
		slices.SortStableFunc(m.versions[d.URL], func(a, b hearsay.DocumentID) int {
			return cmp.Compare(m.reports[a].Document.Published.Value, m.reports[b].Document.Published.Value)
		})
	}
	return true
}

// PlaceAll places all reports that were added, and those again that changes
// name.
func (m *Memory) PlaceAll() {
	var waiting []hearsay.DocumentID
	waits := make(map[hearsay.DocumentID]bool)
	for _, p := range m.order {
		if m.sketches[p.Document.ID] == nil {
			waiting = append(waiting, p.Document.ID)
			waits[p.Document.ID] = true
		}
	}
	for len(waiting) > 0 {
		c := Place(waiting[0], m)
		delete(waits, waiting[0])
		waiting = waiting[1:]
		m.apply(c)
		for _, id := range c.Again {
			if !waits[id] {
				waiting = append(waiting, id)
				waits[id] = true
			}
		}
	}
}

func (m *Memory) apply(c Change) {
	if s := c.Sketch; s != nil {
		m.sketches[c.Document] = s
		enter := func(by map[uint64][]*Sketch, marks []uint64) {
			for _, h := range marks {
				i, _ := slices.BinarySearchFunc(by[h], s, func(a, b *Sketch) int {
					return cmp.Or(a.Day-b.Day, slices.Compare(a.Document[:], b.Document[:]))
				})
				by[h] = slices.Insert(by[h], i, s)
			}
		}
		enter(m.prints, s.Prints)
		enter(m.clues, s.Clues)
	}
	if p := m.reports[c.Document]; p != nil {
		for i := range p.Events {
			id := hearsay.ClaimID{Document: c.Document, Event: p.Events[i].ID}
			for _, e := range m.edges[id] {
				for _, end := range []hearsay.ClaimID{e.A, e.B} {
					m.edges[end] = slices.DeleteFunc(m.edges[end], func(x Edge) bool { return x.A == id || x.B == id })
				}
			}
		}
	}
	for _, e := range c.Edges {
		m.edges[e.A] = append(m.edges[e.A], e)
		m.edges[e.B] = append(m.edges[e.B], e)
	}
	for _, id := range c.Gone {
		m.drop(id)
	}
	for _, l := range c.Links {
		id := l.ID()
		m.drop(id)
		m.links[id] = l
		m.each(&l, func(ids map[string]bool) { ids[id] = true })
	}
}

// each calls f with the sets that a link's id belongs to.
func (m *Memory) each(l *Link, f func(ids map[string]bool)) {
	at := func(d hearsay.DocumentID, kind string) {
		if m.joined[d] == nil {
			m.joined[d] = make(map[string]map[string]bool)
		}
		if m.joined[d][kind] == nil {
			m.joined[d][kind] = make(map[string]bool)
		}
		f(m.joined[d][kind])
	}
	for _, r := range l.Refs() {
		at(r.Document(), l.Kind)
	}
	if l.Kind == KindCopy {
		at(l.From.Document(), copied)
	}
}

// copied marks the copies whose From a report is.
const copied = "copied"

func (m *Memory) drop(id string) {
	if l, ok := m.links[id]; ok {
		m.each(&l, func(ids map[string]bool) { delete(ids, id) })
		delete(m.links, id)
	}
}

// All returns all links, in the order of [hearsay.CompareLinks].
func (m *Memory) All() []Link {
	out := make([]Link, 0, len(m.links))
	for _, id := range sorted(m.links) {
		out = append(out, m.links[id])
	}
	slices.SortStableFunc(out, func(a, b Link) int { return hearsay.CompareLinks(&a, &b) })
	return out
}

// Report implements [Shelf].
func (m *Memory) Report(id hearsay.DocumentID) *Report { return m.reports[id] }

// Sketches implements [Shelf].
func (m *Memory) Sketches(ids ...hearsay.DocumentID) []*Sketch {
	out := make([]*Sketch, len(ids))
	for i, id := range ids {
		out[i] = m.sketches[id]
	}
	return out
}

// Holders implements [Shelf].
func (m *Memory) Holders(a HolderAsk) [][]hearsay.DocumentID {
	by := m.prints
	if a.Clues {
		by = m.clues
	}
	out := make([][]hearsay.DocumentID, len(a.Marks))
	for i, h := range a.Marks {
		all := by[h] // by day; those of no day are last
		if a.First != 0 || a.Last != 0 {
			from := func(day int) int {
				n, _ := slices.BinarySearchFunc(all, day, func(s *Sketch, day int) int { return cmp.Compare(s.Day, day) })
				return n
			}
			begin := from(a.First)
			all = slices.Concat(all[begin:min(from(a.Last+1), begin+a.Most)], all[from(NoDay):])
		}
		for _, s := range all[:min(len(all), a.Most)] {
			out[i] = append(out[i], s.Document)
		}
	}
	return out
}

// Edges implements [Shelf].
func (m *Memory) Edges(claims ...hearsay.ClaimID) []Edge {
	var out []Edge
	for _, c := range claims {
		out = append(out, m.edges[c]...)
	}
	slices.SortFunc(out, compareEdges)
	return slices.Compact(out)
}

// Names implements [Shelf].
func (m *Memory) Names(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []Name {
	var out []Name
	for _, l := range m.Links(id, event, kinds...) {
		out = append(out, Name{l.ID(), l.Kind, l.Differs})
	}
	return out
}

// Links implements [Shelf].
func (m *Memory) Links(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []Link {
	var out []Link
	for _, kind := range kinds {
		for _, k := range sorted(m.joined[id][kind]) {
			l := m.links[k]
			if event == 0 || slices.ContainsFunc(l.Refs(), func(r Ref) bool { return r.Document() == id && r.Event() == event }) {
				out = append(out, l)
			}
		}
	}
	return out
}

// Copied implements [Shelf].
func (m *Memory) Copied(id hearsay.DocumentID) []Link { return m.Links(id, 0, copied) }

// Versions implements [Shelf].
func (m *Memory) Versions(url string) []hearsay.DocumentID { return m.versions[url] }

// Owner implements [Shelf].
func (m *Memory) Owner(outlet string) string { return m.Owners[Fold(outlet)] }
