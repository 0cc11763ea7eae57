package mention

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// order sorts the mentions and notes their heads.
func (s *Set) order() {
	slices.SortStableFunc(s.Mentions, func(a, b Mention) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(a.Head, b.Head))
	})
	s.renumber()
}

func (s *Set) renumber() {
	for w := range s.byHead {
		s.byHead[w] = -1
	}
	for i := range s.Mentions {
		s.byHead[s.Mentions[i].Head] = i
	}
}

// gather makes the entities anew from the group that each mention belongs to,
// in the order of their first mention. kinds holds the kind of each group.
func (s *Set) gather(group []int, kinds []hearsay.EntityKind) {
	s.Entities = nil
	of := make([]int, len(kinds))
	for i := range s.Mentions {
		g := group[i]
		if of[g] == 0 {
			s.Entities = append(s.Entities, Entity{Kind: kinds[g]})
			of[g] = len(s.Entities)
		}
		e := of[g] - 1
		s.Mentions[i].Entity = e
		s.Entities[e].Mentions = append(s.Entities[e].Mentions, i)
	}
	for e := range s.Entities {
		s.summarize(e)
		s.unify(e)
	}
}

// summarize fills in an entity from its mentions.
func (s *Set) summarize(e int) {
	ent := &s.Entities[e]
	kind := ent.Kind
	*ent = Entity{Kind: kind, Mentions: ent.Mentions}
	longest, described, first, acting := -1, -1, -1, false
	for _, i := range ent.Mentions {
		m := &s.Mentions[i]
		ent.News = ent.News || m.News
		ent.Outlet = ent.Outlet || m.Outlet
		if m.Form == hearsay.Pronoun {
			continue
		}
		if first < 0 || s.Mentions[first].Describes {
			first = i
		}
		if ent.Count == 0 {
			ent.Count = m.Count
		}
		if ent.Country == "" && (!m.Describes || kind == hearsay.Person) {
			ent.Country = m.Country
		}
		if ent.Sector == "" && !(m.claimed && (kind == hearsay.Nationality || accuses[m.Sector])) {
			ent.Sector = m.Sector
		}
		switch {
		case m.Form == hearsay.Name && len(m.name) > 0:
			ent.Named = true
			if !m.Metonym && (longest < 0 || fuller(m, &s.Mentions[longest])) {
				longest = i
			}
		case m.Type == "time": // "HARROW BAY, May 4 (Meridian)": a day describes nobody
		case described < 0 || tells(m) > tells(&s.Mentions[described]):
			described = i
		}
		acting = acting || acts(s.doc, m.Head, 0) || s.does(m.Head)
	}
	if described >= 0 {
		ent.Description = s.text(described)
	}
	switch {
	case longest >= 0:
		ent.Name = s.Mentions[longest].text
	case first >= 0:
		ent.Name = s.text(first)
	default:
		ent.Name = s.text(ent.Mentions[0])
	}
	// A country that does something is one of those who act; one that things
	// happen in is a place.
	if kind == hearsay.PlaceEntity && ent.Named && acting {
		if _, ok := lexicon.CountryNamed(ent.Name); ok {
			ent.Kind = hearsay.Nationality
		}
	}
}

// accuses are the sectors that a predicate gives nobody: "the Dalesmen are
// terrorists" is somebody's opinion.
var accuses = map[string]bool{"UAF": true, "CRM": true, "REB": true, "SPY": true}

// tells is how well a nominal describes its entity: appositions and predicates
// best, then the longer of those that are not too long.
func tells(m *Mention) int {
	const most = 12 // words
	n := m.To - m.From
	if n > most {
		n = 1
	}
	if m.Describes && !m.claimed {
		n += most
	}
	return n
}

// does says whether word i is the subject of a verb.
func (s *Set) does(i int) bool {
	w := &s.doc.Words[i]
	return w.Is("nsubj") && w.Head >= 0 && s.doc.Words[w.Head].UPOS == "VERB"
}

// fuller says whether the name of a says more than that of b: more words, no
// acronym where the words are known, and its capitals where b is all capitals
// as in a dateline.
func fuller(a, b *Mention) bool {
	if isAcronym(a.name) != isAcronym(b.name) {
		return isAcronym(b.name)
	}
	if len(a.name) == len(b.name) {
		return len(a.name) > 1 && b.text == strings.ToUpper(b.text) && a.text != strings.ToUpper(a.text)
	}
	return len(a.name) > len(b.name)
}

func (s *Set) text(i int) string {
	m := &s.Mentions[i]
	return joined(s.doc, m.From, m.To)
}
