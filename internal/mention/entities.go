package mention

import (
	"cmp"
	"slices"

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

// entities turns the chains into entities, by their first mention.
func (r *resolver) entities() {
	s := r.s
	of := make([]int, len(r.chains))
	for i := range s.Mentions {
		c := r.chainOf[i]
		if of[c] == 0 {
			s.Entities = append(s.Entities, Entity{})
			of[c] = len(s.Entities)
		}
		e := of[c] - 1
		s.Mentions[i].Entity = e
		s.Entities[e].Mentions = append(s.Entities[e].Mentions, i)
	}
	for c := range r.chains {
		if of[c] > 0 {
			s.Entities[of[c]-1].Kind = r.chains[c].kind
		}
	}
	for e := range s.Entities {
		s.summarize(e)
	}
}

// summarize fills in an entity from its mentions.
func (s *Set) summarize(e int) {
	ent := &s.Entities[e]
	kind := ent.Kind
	*ent = Entity{Kind: kind, Mentions: ent.Mentions}
	var longest, described, first int = -1, -1, -1
	acting := false
	for _, i := range ent.Mentions {
		m := &s.Mentions[i]
		ent.News = ent.News || m.News
		ent.Outlet = ent.Outlet || m.Outlet
		if m.Form == hearsay.Pronoun {
			continue
		}
		if first < 0 {
			first = i
		}
		if ent.Count == 0 {
			ent.Count = m.Count
		}
		if ent.Country == "" {
			ent.Country = m.Country
		}
		if ent.Sector == "" {
			ent.Sector = m.Sector
		}
		switch {
		case m.Form == hearsay.Name && len(m.name) > 0:
			ent.Named = true
			if !m.Metonym && (longest < 0 || fuller(m, &s.Mentions[longest])) {
				longest = i
			}
		case described < 0 || m.To-m.From > s.Mentions[described].To-s.Mentions[described].From && !s.Mentions[described].Describes:
			described = i
		}
		acting = acting || acts(s.doc, m.Head, 0) || s.doc.Words[m.Head].Is("nsubj") && s.doc.Child(s.doc.Words[m.Head].Head, "cop") < 0
	}
	if described >= 0 {
		ent.Description = s.text(described)
	}
	switch {
	case longest >= 0:
		ent.Name = s.Mentions[longest].text
	case first >= 0 && ent.Named:
		ent.Name = s.text(first)
	case described >= 0:
		ent.Name = ent.Description
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

// fuller says whether the name of a says more than that of b: more words, and
// no acronym where the words are known.
func fuller(a, b *Mention) bool {
	if isAcronym(a.name) != isAcronym(b.name) {
		return isAcronym(b.name)
	}
	return len(a.name) > len(b.name)
}

func (s *Set) text(i int) string {
	m := &s.Mentions[i]
	return joined(s.doc, m.From, m.To)
}

// Join makes the mentions of entity b mentions of entity a and returns the
// entity that has them all, by its number after the change: entities stay in
// the order of their first mention. Attribution calls it when it learns that
// "I" in a quotation is the one who is quoted.
func (s *Set) Join(a, b int, why hearsay.Why) int {
	if a == b {
		return a
	}
	keep, gone := min(a, b), max(a, b)
	if !s.Entities[a].Named && s.Entities[b].Named || s.Entities[a].Kind == hearsay.EntityUnknown {
		s.Entities[keep].Kind = s.Entities[b].Kind
	} else {
		s.Entities[keep].Kind = s.Entities[a].Kind
	}
	for _, i := range s.Entities[b].Mentions {
		s.Mentions[i].Why = append(s.Mentions[i].Why, why)
	}
	s.Entities[keep].Mentions = append(s.Entities[keep].Mentions, s.Entities[gone].Mentions...)
	slices.Sort(s.Entities[keep].Mentions)
	s.Entities = slices.Delete(s.Entities, gone, gone+1)
	for i := range s.Mentions {
		switch e := &s.Mentions[i].Entity; {
		case *e == gone:
			*e = keep
		case *e > gone:
			*e--
		}
	}
	s.summarize(keep)
	return keep
}
