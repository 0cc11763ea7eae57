package mention

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// describe fills in what each mention says by its own words: kind, number,
// count, country, sector, gender, definiteness.
func describe(d *syntax.Doc, s *Set) {
	scope := quotations(d)
	for i := range s.Mentions {
		m := &s.Mentions[i]
		m.scope = scope[m.Head]
		switch m.Form {
		case hearsay.Pronoun:
			describePronoun(d, m)
		case hearsay.Name:
			if isMember(d, m) {
				m.Form, m.Label, m.name, m.text = hearsay.Nominal, "", nil, ""
				describeNominal(d, m)
				m.Kind, m.Country = hearsay.Person, modifierCountry(d, m)
				if code, _, _, ok := lexicon.People(d.Words[m.Head].Text); ok {
					m.Country = code
				}
				break
			}
			if isTitleAlone(d, m) {
				m.Form, m.Label = hearsay.Nominal, ""
				describeNominal(d, m)
				break
			}
			describeName(d, m)
		default:
			describeNominal(d, m)
		}
		if m.Form != hearsay.Pronoun {
			m.Count, m.Approx = count(d, m.Head)
			if m.Count > 1 {
				m.number, m.Plural = plural, true
			}
			if m.Country == "" {
				m.Country = modifierCountry(d, m)
			}
		}
	}
	for i := range s.Mentions {
		lendSector(d, s, i)
		m := &s.Mentions[i]
		if of := quantified(d, m.Head); of >= 0 {
			if o := s.At(of); o >= 0 {
				s.Mentions[o].part, s.Mentions[o].News = true, false // "dozens of [residents]" are one group
			}
		}
		m.News = m.Form != hearsay.Pronoun && !m.part && isNews(m)
	}
}

func isNews(m *Mention) bool {
	if m.Form == hearsay.Nominal && m.role.Kind == hearsay.EntityUnknown && (m.weak || len(m.phrase) == 0) {
		return false // "one another", "by air"
	}
	switch m.Kind {
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.PlaceEntity, hearsay.Nationality, hearsay.DocumentEntity:
		return m.Kind != hearsay.PlaceEntity || m.Form == hearsay.Name
	}
	return m.Form == hearsay.Name && m.Label != ""
}

func describePronoun(d *syntax.Doc, m *Mention) {
	w := &d.Words[m.Head]
	m.From, m.To = m.Head, m.Head+1
	p, ok := pronouns[strings.ToLower(w.Text)]
	if !ok {
		// "someone", "those who stayed": speaks of somebody, points to no one.
		switch strings.ToLower(w.Text) {
		case "someone", "somebody", "anyone", "everyone", "everybody", "anybody", "nobody":
			m.Kind, m.number, m.fresh = hearsay.Person, singular, true
		case "some", "many", "others", "several", "few", "most", "all":
			m.number, m.Plural, m.fresh = plural, true, true
		case "those", "these":
			m.number, m.Plural = plural, true
		}
		if m.Kind == 0 {
			m.Kind = kindOfType(m.Type, m.Plural)
		}
		return
	}
	m.person, m.number, m.Gender, m.reflexes = p.person, p.number, p.gender, p.reflex
	m.Plural, m.Definite = p.number == plural, true
	switch {
	case p.gender != lexicon.AnyGender || p.person < 3 && p.number == singular:
		m.Kind = hearsay.Person
	case p.person < 3:
		m.Kind = hearsay.Group
	case p.thing:
		m.Kind = kindOfType(m.Type, false)
		if m.Kind == hearsay.Person {
			m.Kind = hearsay.EntityUnknown
		}
	}
}

// kindOfType turns the model's type of mention into a kind of entity.
func kindOfType(t string, plural bool) hearsay.EntityKind {
	switch t {
	case "person":
		if plural {
			return hearsay.Group
		}
		return hearsay.Person
	case "organization":
		return hearsay.Organization
	case "place":
		return hearsay.PlaceEntity
	case "":
		return hearsay.EntityUnknown
	}
	return hearsay.OtherEntity
}

func describeNominal(d *syntax.Doc, m *Mention) {
	w := &d.Words[m.Head]
	m.phrase = phraseOf(d, m.Head)
	m.number = singular
	if w.XPOS == "NNS" || w.XPOS == "NNPS" {
		m.number = plural
	}
	core := m
	if of := quantified(d, m.Head); of >= 0 {
		// "dozens of people", "a group of officers": the noun behind "of" says
		// who they are, the first word how many.
		c := &Mention{Head: of, From: of, To: of + 1, Form: hearsay.Nominal}
		c.phrase = phraseOf(d, of)
		core = c
		m.number = plural
		m.Country = modifierCountry(d, c)
	}
	role, n := lexicon.RoleOf(core.phrase)
	if n > 0 {
		m.role, m.Sector, m.Outlet = role, role.Sector, role.Outlet
		m.Kind = role.Kind
		if role.Plural {
			m.number = plural
		}
		if m.Kind == hearsay.Person && m.number == plural {
			m.Kind = hearsay.Group
		}
	}
	m.Plural = m.number == plural || role.Kind == hearsay.Group && alwaysPlural[core.phrase[len(core.phrase)-1]]
	if m.Plural {
		m.number = plural
	}
	m.Kind = nominalKind(m)
	if code, one, many, ok := lexicon.People(d.Words[core.Head].Text); ok && w.UPOS != "ADJ" {
		m.Kind = hearsay.Nationality
		if one && !many {
			m.Kind = hearsay.Person
		}
		m.Country = code
	}
	// "one of the organizers, Mila Oren," is one; "one in ten officers" is not.
	if core != m && strings.EqualFold(w.Text, "one") {
		m.number, m.Plural = singular, false
		if m.Kind == hearsay.Group {
			m.Kind = hearsay.Person
		}
	}
	m.Gender = lexicon.GenderOf(d.Words[m.Head].Text)
	m.Definite, m.fresh = definiteness(d, m)
}

// alwaysPlural are nouns without an s that take a plural verb: "police said
// they …".
var alwaysPlural = map[string]bool{"police": true, "people": true}

// nominalKind weighs the word list against the model's type: the list knows
// what a ministry is, the model whether this "head" is a person or a part of a
// body.
func nominalKind(m *Mention) hearsay.EntityKind {
	byModel := kindOfType(m.Type, m.Plural)
	switch {
	case m.Kind == hearsay.EntityUnknown:
		return byModel
	case m.Type == "" || byModel == m.Kind:
		return m.Kind
	case m.Kind == hearsay.DocumentEntity:
		if m.Type == "person" || m.Type == "place" || m.Type == "event" {
			m.Sector, m.Outlet = "", false
			return byModel
		}
	case m.Kind == hearsay.Organization && m.Type == "person":
		return hearsay.Group // "the group", "the authorities"
	case m.Kind == hearsay.Group && (m.Type == "organization" || m.Type == "person"):
		return hearsay.Group
	case m.Outlet && (m.Type == "object" || m.Type == "abstract"):
		return hearsay.Organization
	case m.Type == "organization" && (m.Kind == hearsay.Person || m.Kind == hearsay.Group):
		return m.Kind
	case m.Type == "person":
		return byModel
	default:
		// "the council chamber" as a place, "the head of the table"
		m.Sector, m.Outlet, m.role = "", false, lexicon.Role{}
		return byModel
	}
	return m.Kind
}

// phraseOf returns the words of a nominal that say what it is, modifiers and
// head, in lower case: "foreign minister" of "the Russian foreign minister".
func phraseOf(d *syntax.Doc, h int) []string {
	var out []string
	if !rooted(d, h) {
		from, _ := plainExtent(d, h)
		for _, w := range d.Words[from : h+1] {
			if w.UPOS != "DET" && w.UPOS != "NUM" {
				out = append(out, strings.ToLower(w.Text))
			}
		}
		return out
	}
	for _, c := range d.Children(h) {
		w := &d.Words[c]
		if c < h && c >= h-6 && (w.Rel == "compound" || w.Rel == "amod" || w.Rel == "flat") {
			from, _ := d.Subtree(c)
			for i := max(from, h-6); i <= c; i++ {
				if u := d.Words[i].UPOS; u == "NOUN" || u == "ADJ" || u == "PROPN" || u == "VERB" || u == "PART" {
					out = append(out, strings.ToLower(d.Words[i].Text))
				}
			}
		}
	}
	return append(out, strings.ToLower(d.Words[h].Text))
}

// quantities are nouns that only say how many or how much of what follows "of".
var quantities = map[string]bool{
	"dozen": true, "hundred": true, "thousand": true, "million": true, "score": true, "ten": true,
	"number": true, "handful": true, "group": true, "couple": true, "majority": true, "pair": true,
	"lot": true, "series": true, "wave": true, "crowd": true, "scores": true, "team": true,
	"dozens": true, "hundreds": true, "thousands": true, "tens": true, "millions": true,
	"some": true, "many": true, "several": true, "most": true, "half": true, "one": true, "two": true,
	"three": true, "four": true, "five": true, "six": true, "seven": true, "eight": true, "nine": true,
}

// quantified returns the noun behind "of" that a quantity counts, -1 if head is
// no quantity: "dozens of [people]", "a group of [officers]", not "the group".
func quantified(d *syntax.Doc, head int) int {
	w := &d.Words[head]
	if !quantities[strings.ToLower(w.Text)] && !quantities[w.Lemma] && w.UPOS != "NUM" {
		return -1
	}
	for _, c := range d.Children(head) {
		if c > head && d.Words[c].Rel == "nmod" && hasCase(d, c, "of") && d.Words[c].XPOS != "NN" {
			return c
		}
	}
	return -1
}

func hasCase(d *syntax.Doc, i int, prepositions ...string) bool {
	for _, c := range d.Children(i) {
		if d.Words[c].Rel == "case" && slices.Contains(prepositions, strings.ToLower(d.Words[c].Text)) {
			return true
		}
	}
	return false
}

// joined returns the words [from, to) as written, with one space where the
// text has white space.
func joined(d *syntax.Doc, from, to int) string {
	if to == from+1 {
		return d.Words[from].Text
	}
	return strings.Join(strings.Fields(d.Text[d.Words[from].Start:d.Words[to-1].End]), " ")
}

// definiteness says whether a nominal points to something known, and whether
// it brings up somebody new.
//
//	the officers, these officers, their officers    definite
//	a source, another source, three officers        fresh
//	officials said                                  fresh: bare plurals of persons
func definiteness(d *syntax.Doc, m *Mention) (definite, fresh bool) {
	if !rooted(d, m.Head) {
		from, _ := plainExtent(d, m.Head)
		definite = pointing[strings.ToLower(d.Words[from].Text)]
		return definite, !definite
	}
	determined := false
	for _, c := range d.Children(m.Head) {
		w := &d.Words[c]
		t := strings.ToLower(w.Text)
		switch w.Rel {
		case "det", "det:predet":
			determined = true
			switch t {
			case "the", "this", "that", "these", "those", "both":
				definite = true
			case "a", "an", "another", "some", "any", "no", "each", "every", "either", "neither":
				fresh = true
			}
		case "nmod:poss":
			determined, definite = true, true
		case "amod":
			switch t {
			case "other", "second", "further", "more", "additional", "new", "different", "several", "many", "various", "numerous":
				fresh = true
			case "same", "said", "latter", "former":
				if t == "same" {
					definite = true
				}
			}
		}
	}
	if !determined && !definite {
		fresh = true
	}
	return definite && !fresh, fresh
}
