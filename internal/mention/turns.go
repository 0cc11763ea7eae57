package mention

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// A Turn is one statement of a document: the mention Source makes it, -1 for
// nobody known, the word Cue says so, and its last word is before To. What of
// it stands before the cue is in [From, Left). Nested is set for a statement
// within another's.
type Turn struct {
	Source, Cue, To int
	From, Left      int
	Nested          bool
}

// mostBetween is how many sentences back the last speaker may have spoken.
const mostBetween = 2

// Continue gives a pronoun that makes a statement to whoever made the one before
// it, if that was no more than two sentences ago and nobody else that the
// pronoun could stand for has come up since:
//
//	“The pier is safe,” said R. Cole, the group's director. He added, “We checked.”
//
// Who is spoken of most in a document is not who speaks on. Counter-sentences:
// "Cole said so. Oren left the room. He said it was late" (Oren came up), "Cole
// blamed Oren. He denied it" (an answer, in another sentence), "said Ms. Cole. He added" (no woman),
// "the ministry said. He added" (no person).
//
// Who speaks is for attribution to find. Entities are numbered anew as in
// [Set.Speak].
func (s *Set) Continue(turns []Turn) {
	turns = slices.Clone(turns)
	slices.SortStableFunc(turns, func(a, b Turn) int { return cmp.Compare(a.Cue, b.Cue) })
	group, kinds := make([]int, len(s.Mentions)), make([]hearsay.EntityKind, len(s.Entities))
	for i := range s.Mentions {
		group[i] = s.Mentions[i].Entity
	}
	for e := range s.Entities {
		kinds[e] = s.Entities[e].Kind
	}
	last, changed := -1, false
	for n := range turns {
		t := &turns[n]
		if t.Nested || t.Source < 0 {
			continue
		}
		if g := s.headlined(t.Source, turns[n+1:], group); g >= 0 && g != group[t.Source] {
			group[t.Source] = g
			m := &s.Mentions[t.Source]
			m.Why = append(m.Why, hearsay.Why{Rule: "coref.headline", Score: 0.8})
			changed = true
			last = n
			continue
		}
		if last >= 0 {
			if i := s.answered(&turns[last], t, group); i >= 0 {
				s.move(t.Source, group, group[i])
				m := &s.Mentions[t.Source]
				m.Why = append(m.Why, hearsay.Why{Rule: "coref.answer", Score: 0.7, Note: s.text(i)})
				changed = true
				last = n
				continue
			}
		}
		if last >= 0 && s.speaksOn(&turns[last], t, group) {
			who := turns[last].Source
			s.move(t.Source, group, group[who])
			m := &s.Mentions[t.Source]
			m.Why = append(m.Why, hearsay.Why{Rule: "coref.same-speaker", Score: 1, Note: s.text(who)})
			changed = true
		}
		last = n
	}
	if changed {
		s.gather(group, kinds)
	}
}

// speaksOn says whether the source of t is a pronoun that goes back to the
// source of the statement before, and is not yet known to.
func (s *Set) speaksOn(before, t *Turn, group []int) bool {
	m, who := &s.Mentions[t.Source], &s.Mentions[before.Source]
	if m.Form != hearsay.Pronoun || m.person != 3 || group[t.Source] == group[before.Source] || who.Head >= m.Head || who.person == 1 || who.person == 2 {
		return false
	}
	switch strings.ToLower(s.doc.Words[m.Head].Text) {
	case "he", "she", "they":
	case "it": // "The source said the road was shut. It added that …"
		if len(s.Entities[m.Entity].Mentions) > 1 && !s.alone(group[t.Source], group) {
			return false
		}
	default:
		return false
	}
	if answers[s.doc.Words[t.Cue].Lemma] && s.doc.Words[t.Cue].Sent != s.doc.Words[before.Cue].Sent || s.doc.Words[m.Head].Sent-s.doc.Words[before.To-1].Sent > mostBetween || !s.fits(m, before.Source, group) {
		return false
	}
	for w := before.To; w < m.Head; w++ {
		if w == t.From {
			w = max(w, t.Left-1) // what it says itself: “A good man was killed,” she said
			continue
		}
		i := s.At(w)
		if i < 0 || !s.leading(w) || group[i] == group[before.Source] {
			continue
		}
		if o := &s.Mentions[i]; o.Form != hearsay.Pronoun && !o.Describes && s.fits(m, i, group) {
			return false
		}
	}
	return true
}

// answered returns whom a pronoun stands for that answers the statement before it,
// in another sentence, where it was taken for who made that: the person whom that
// statement is about. In "Cole said Oren builds for himself. He rejected the claim"
// Oren does. -1 if it is no answer, or the statement is about nobody.
//
// Counter-sentences: "Cole said Oren builds for himself. He added" (no answer),
// "Cole said the pier was lost. He rejected the plan" (about no person).
func (s *Set) answered(before, t *Turn, group []int) int {
	m := &s.Mentions[t.Source]
	if m.Form != hearsay.Pronoun || m.person != 3 || m.number == plural || group[t.Source] != group[before.Source] ||
		!answers[s.doc.Words[t.Cue].Lemma] || s.doc.Words[t.Cue].Sent == s.doc.Words[before.Cue].Sent || s.doc.Words[m.Head].Sent-s.doc.Words[before.To-1].Sent > mostBetween {
		return -1
	}
	from := before.Cue
	if before.From >= 0 {
		from = before.From
	}
	for w := from; w < before.To; w++ {
		i := s.At(w)
		if i < 0 || s.Mentions[i].Head != w || !s.doc.Words[w].Is("nsubj") || group[i] == group[before.Source] {
			continue
		}
		if o := &s.Mentions[i]; o.Form != hearsay.Pronoun && o.Kind == hearsay.Person && s.fits(m, i, group) {
			return i
		}
	}
	return -1
}

// leading says whether word w is a subject or owns one: "Oren left", "Oren's bet
// is".
func (s *Set) leading(w int) bool {
	word := &s.doc.Words[w]
	if word.Is("nmod:poss") && word.Head >= 0 {
		word = &s.doc.Words[word.Head]
	}
	return word.Is("nsubj")
}

// answers are cues by which one speaker turns on another.
var answers = setOf("reply respond retort counter answer deny refute rebut dispute reject disagree")

// alone says whether no mention but pronouns is in group g.
func (s *Set) alone(g int, group []int) bool {
	for i := range s.Mentions {
		if group[i] == g && s.Mentions[i].Form != hearsay.Pronoun {
			return false
		}
	}
	return true
}

// impersonal are nouns of sources for which "it" stands, whoever speaks there.
var impersonal = setOf("source statement report ministry army agency council committee")

// fits says whether the pronoun m can stand for mention i by number, kind and
// gender.
func (s *Set) fits(m *Mention, i int, group []int) bool {
	o := &s.Mentions[i]
	if m.number == plural {
		return (o.Plural || o.number == plural) && (o.Kind == hearsay.Person || isCollective(o.Kind))
	}
	if o.Plural || o.number == plural {
		return false
	}
	if strings.EqualFold(s.doc.Words[m.Head].Text, "it") {
		return o.Kind == hearsay.Organization || o.Kind == hearsay.DocumentEntity || impersonal[s.doc.Words[o.Head].Lemma]
	}
	gender := o.Gender
	for _, k := range s.Entities[group[i]].Mentions {
		switch s.Mentions[k].Kind {
		case hearsay.Person, hearsay.EntityUnknown:
		default:
			return false
		}
		if gender == lexicon.AnyGender {
			gender = s.Mentions[k].Gender
		}
	}
	return gender == lexicon.AnyGender || gender == m.Gender
}

// move puts the pronoun i into group g, and those after it in its sentence that
// stand for the same one: "He said that his wife had left".
func (s *Set) move(i int, group []int, g int) {
	m, old := &s.Mentions[i], group[i]
	group[i] = g
	for w := m.Head + 1; w < s.doc.SentOf(m.Head).To; w++ {
		k := s.At(w)
		if k < 0 || group[k] != old {
			continue
		}
		if o := &s.Mentions[k]; o.Form == hearsay.Pronoun && o.scope == m.scope && o.number == m.number && o.Gender == m.Gender {
			group[k] = g
		}
	}
}

// headlined says whom the source i of a headline, a noun without an article,
// stands for by what a later turn's source is called: "Paper: Pier Sold" is the
// Herald that the report cites, "Mayor Says Pier Sold" its mayor.
//
// Counter-sentences: "Papers: Pier Sold" (several), "A Mayor Says" (anybody), a
// headline of one mayor above a report that cites none.
func (s *Set) headlined(i int, later []Turn, group []int) int {
	m := &s.Mentions[i]
	block := s.doc.SentOf(m.Head).Block
	if m.Form != hearsay.Nominal || m.Plural || m.To-m.From != 1 || block > 0 && s.doc.Blocks[block].Kind != hearsay.Headline {
		return -1
	}
	noun := strings.ToLower(s.doc.Words[m.Head].Text)
	for n := range later {
		who := later[n].Source
		if who < 0 || s.doc.SentOf(s.Mentions[who].Head).Block == block {
			continue
		}
		for _, k := range s.Entities[s.Mentions[who].Entity].Mentions {
			o := &s.Mentions[k]
			if strings.ToLower(s.doc.Words[o.Head].Text) == noun || papers[noun] && o.Outlet && o.Form == hearsay.Name || o.Form == hearsay.Name && o.title == noun {
				return group[who]
			}
		}
	}
	return -1
}

// papers are nouns by which headlines call an outlet.
var papers = setOf("paper newspaper daily weekly agency broadcaster magazine")
