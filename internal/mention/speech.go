package mention

import (
	"slices"

	"hearsay"
)

// A Speech is words [From, To) that the mention Speaker says in its own person,
// a direct quotation, to Hearer. Either may be -1 for nobody known.
type Speech struct {
	From, To        int
	Speaker, Hearer int
}

// Speak gives the pronouns of the first and second person in each speech to
// those it is said by and to: in “I have not decided,” Prado said, "I" is Prado.
// "We" is the speaker only where that is a group or a body ("“We regret it,” the
// ministry said"); a spokesman's "we" stays as it is. In speeches within
// speeches the innermost counts. Who speaks is for attribution to find.
//
// Entities are numbered anew: they stay in the order of their first mention.
func (s *Set) Speak(speeches []Speech) {
	speeches = slices.Clone(speeches)
	slices.SortStableFunc(speeches, func(a, b Speech) int { return (b.To - b.From) - (a.To - a.From) })
	said := make([]int, len(s.byHead)) // 1 + the innermost speech of each word
	for n, sp := range speeches {
		for w := max(sp.From, 0); w < min(sp.To, len(said)); w++ {
			said[w] = n + 1
		}
	}
	group := make([]int, len(s.Mentions))
	kinds := make([]hearsay.EntityKind, len(s.Entities))
	for e := range s.Entities {
		kinds[e] = s.Entities[e].Kind
	}
	changed := false
	for i := range s.Mentions {
		m := &s.Mentions[i]
		group[i] = m.Entity
		n := said[m.Head]
		if n == 0 || m.person != 1 && m.person != 2 {
			continue
		}
		who := speeches[n-1].Speaker
		if m.person == 2 {
			who = speeches[n-1].Hearer
		}
		if who < 0 || who >= len(s.Mentions) || who == i || !s.canSpeak(m, who) {
			continue
		}
		group[i], changed = s.Mentions[who].Entity, true
		m.Why = append(m.Why, hearsay.Why{Rule: "coref.speaker", Score: 1, Note: s.text(who)})
	}
	if changed {
		s.gather(group, kinds)
	}
}

// canSpeak says whether the pronoun m can be the one that mention who names.
func (s *Set) canSpeak(m *Mention, who int) bool {
	e := &s.Entities[s.Mentions[who].Entity]
	if m.number == plural {
		return e.Kind != hearsay.Person && e.Kind != hearsay.PlaceEntity || s.Mentions[who].Plural
	}
	return e.Kind == hearsay.Person || e.Kind == hearsay.EntityUnknown || m.person == 2
}

// Add adds a mention for the words [from, to), an entity of its own, for a
// source that no mention covers, and returns its index, which is the highest:
// [Set.Mentions] is no longer by position then.
func (s *Set) Add(from, to int, why hearsay.Why) int {
	m := Mention{From: from, To: to, Head: headOf(s.doc, from, to), Form: hearsay.Nominal, Why: []hearsay.Why{why}}
	if i := s.At(m.Head); i >= 0 {
		m.Head = to - 1 // the head has a mention of its own
	}
	describeNominal(s.doc, &m)
	m.Count, m.Approx = count(s.doc, m.Head)
	m.Country = modifierCountry(s.doc, &m)
	m.News, m.Entity = true, len(s.Entities)
	if m.Sector == "*" {
		m.Sector = ""
	}
	i := len(s.Mentions)
	s.Mentions = append(s.Mentions, m)
	if s.At(m.Head) < 0 {
		s.byHead[m.Head] = i
	}
	s.Entities = append(s.Entities, Entity{Kind: m.Kind, Mentions: []int{i}})
	s.summarize(m.Entity)
	return i
}
