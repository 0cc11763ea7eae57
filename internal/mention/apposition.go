package mention

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// described returns the chain of the mention that mention i says something
// about: by apposition ("Ana Prado, [the minister]", "the Harrow Defence Force
// ([HDF])") or as a predicate ("Prado is [the minister]").
//
// Counter-sentences: "Harrow, [Northport] and Dale" is a list; "Prado is not
// [the minister]" and "Is Prado [the minister]?" say nothing of the kind; "the
// problem is [the minister]" joins a thing and a person.
func (r *resolver) described(i int) (int, hearsay.Why) {
	d, m := r.d, &r.s.Mentions[i]
	w := &d.Words[m.Head]
	if m.Form == hearsay.Pronoun {
		return -1, hearsay.Why{}
	}
	if o := r.bracketed(i); o >= 0 {
		return r.chainOf[o], hearsay.Why{Rule: "coref.acronym", Score: 1, Note: r.s.text(o)}
	}
	if (w.Rel == "appos" || w.Rel == "flat" && m.Form == hearsay.Name) && w.Head >= 0 && w.Head < m.Head {
		if o := r.s.At(r.oneOf(w.Head, m)); o >= 0 && r.chainOf[o] >= 0 && r.apposed(o, i) {
			return r.chainOf[o], hearsay.Why{Rule: "coref.apposition", Score: 1, Note: joined(d, m.From, m.To)}
		}
	}
	if isTitleBefore(d, r.s, m) {
		if o := r.s.At(w.Head); r.chainOf[o] >= 0 && r.apposedTitle(o, m) {
			return r.chainOf[o], hearsay.Why{Rule: "coref.title", Score: 1, Note: joined(d, m.From, m.To)}
		}
	}
	if d.Child(m.Head, "cop") < 0 || m.Form == hearsay.Name && m.Kind == hearsay.PlaceEntity {
		return -1, hearsay.Why{}
	}
	subject := d.Child(m.Head, "nsubj")
	if subject < 0 || subject > m.Head {
		return -1, hearsay.Why{}
	}
	o := r.s.At(subject)
	if o < 0 || r.chainOf[o] < 0 || !r.predicates(o, i) {
		return -1, hearsay.Why{}
	}
	m.claimed = true
	return r.chainOf[o], hearsay.Why{Rule: "coref.predicate", Score: 1, Note: joined(d, m.From, m.To)}
}

// oneOf returns the word that an apposition m to word h is about: in "one of the
// officers, Ana Prado," the one and not the officers.
func (r *resolver) oneOf(h int, m *Mention) int {
	g := r.d.Words[h].Head
	if g >= 0 && m.number != plural && strings.EqualFold(r.d.Words[g].Text, "one") && quantified(r.d, g) == h {
		return g
	}
	return h
}

// isTitleBefore says whether m is a noun for a person that the tree makes a
// title of the name behind it, as in "Veld's president Ana Prado".
//
// Counter-sentence: in "told the president Prado had left" the name is a subject
// and the noun no part of it; nothing but a name or
// what belongs to the title ("secretary of state") stands between the two.
func isTitleBefore(d *syntax.Doc, s *Set, m *Mention) bool {
	w := &d.Words[m.Head]
	if m.Form != hearsay.Nominal || m.Kind != hearsay.Person || m.Plural || !w.Is("nmod:desc", "compound") || w.Head <= m.Head {
		return false
	}
	for k := m.Head + 1; k < w.Head; k++ {
		if d.Words[k].UPOS != "PROPN" && !d.Descends(k, m.Head) || d.Words[k].UPOS == "PUNCT" {
			return false
		}
	}
	o := s.At(w.Head)
	return o >= 0 && s.Mentions[o].Form == hearsay.Name && s.Mentions[o].Kind == hearsay.Person && s.Mentions[o].number != plural
}

// apposedTitle says whether the person named by mention o can have the title m
// by gender and country.
func (r *resolver) apposedTitle(o int, m *Mention) bool {
	c := &r.chains[r.chainOf[o]]
	return !genderClash(m.Gender, c.gender) && (m.Country == "" || c.country == "" || m.Country == c.country)
}

// bracketed returns the mention of the name right before an acronym in brackets,
// wherever the tree hangs it: "a leader of [the Harrow Defence Force] ([HDF])".
func (r *resolver) bracketed(i int) int {
	m := &r.s.Mentions[i]
	if m.Form != hearsay.Name || !isAcronym(m.name) || m.From == 0 || r.d.Words[m.From-1].Text != "(" {
		return -1
	}
	for w := m.From - 2; w >= max(r.d.SentOf(m.Head).From, m.From-10); w-- {
		if o := r.s.At(w); o >= 0 && r.chainOf[o] >= 0 {
			if a := &r.s.Mentions[o]; a.Form == hearsay.Name && a.To == m.From-1 && a.Kind != hearsay.Person {
				return o
			}
		}
	}
	return -1
}

// defined says whether a relative clause tells which one is meant, so that
// nothing before need do so: "the company that owns the port".
//
// Counter-sentence: "the company, which owns the port," goes back to one known.
func (r *resolver) defined(i int) bool {
	c := r.d.Child(i, "acl:relcl")
	return c > i && c < i+30 && !hasComma(r.d, i, c)
}

// naming says whether a noun is followed by the name of what it stands for:
// "the news agency SANA", "the minister, Ana Prado". It then means that one and
// nothing before it.
func (r *resolver) naming(i int) bool {
	for _, c := range r.d.Children(i) {
		if c > i && r.d.Words[c].Is("appos", "flat") {
			if o := r.s.At(c); o >= 0 && r.s.Mentions[o].Form == hearsay.Name && alike(&r.s.Mentions[o], &r.s.Mentions[r.s.At(i)]) {
				return true
			}
		}
	}
	return false
}

// titled returns the chain of the body whose name stands before a noun that
// only says what it is: "the [Harrow Front] group", "the Herald newspaper".
//
// Counter-sentences: "the Herald building"; "the pro-Harrow group"; "the United Nations agency" and "the
// Kenya group" belong to one.
func (r *resolver) titled(i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	if m.Form != hearsay.Nominal || len(m.phrase) == 0 || !pointed(r.d, m.Head) {
		return -1, hearsay.Why{}
	}
	switch noun := m.phrase[len(m.phrase)-1]; {
	case m.Outlet, noun == "group", noun == "movement", noun == "militia", noun == "organization", noun == "organisation":
	default:
		return -1, hearsay.Why{}
	}
	for _, c := range r.d.Children(m.Head) {
		o := r.s.At(c)
		if c > m.Head || !r.d.Words[c].Is("compound", "nmod:desc") || o < 0 || r.chainOf[o] < 0 || c > 0 && r.d.Words[c-1].Text == "-" {
			continue // "the pro-Harrow group" is not Harrow
		}
		a := &r.s.Mentions[o]
		if b := lexicon.BodyNamed(a.text); a.Form == hearsay.Name && a.Kind == hearsay.Organization && !a.part && (b == nil || b.Order != "IGO") {
			return r.chainOf[o], hearsay.Why{Rule: "coref.titled", Score: 0.9, Note: a.text}
		}
	}
	return -1, hearsay.Why{}
}

// apposed says whether mention i can be an apposition to o.
func (r *resolver) apposed(o, i int) bool {
	a, m := &r.s.Mentions[o], &r.s.Mentions[i]
	if genderClash(m.Gender, r.chains[r.chainOf[o]].gender) {
		return false
	}
	if a.Form == hearsay.Pronoun && a.number != m.number || m.Count > 0 && m.Count != a.Count || m.From <= a.Head {
		return false
	}
	if m.Form == hearsay.Nominal && r.other(m.Head) {
		return false // "Prado, another minister"
	}
	if m.Kind == hearsay.Person && m.Form == hearsay.Name && !r.canBear(r.chainOf[o], m) {
		return false
	}
	if a.Form == hearsay.Name && m.Form == hearsay.Name {
		// "Harrow, Northport" are two places; "Harrow Defence Force (HDF)" is one body.
		return initials(a.name) == plainName(m.name) || initials(m.name) == plainName(a.name) || sameBody(a.name, m.name)
	}
	return alike(a, m) && (a.number == m.number || a.number == anyNumber || m.number == anyNumber || isCollective(a.Kind) || isCollective(m.Kind))
}

// predicates says whether "o is i" makes them one.
func (r *resolver) predicates(o, i int) bool {
	a, m := &r.s.Mentions[o], &r.s.Mentions[i]
	if m.Form != hearsay.Nominal || !alike(a, m) || !isNews(m) || m.Kind == hearsay.PlaceEntity || r.other(m.Head) {
		return false
	}
	if a.Form == hearsay.Pronoun && (a.person != 3 || a.number == singular && a.Gender == lexicon.AnyGender) {
		return false // "it was the minister who left"
	}
	for _, c := range r.d.Children(m.Head) {
		w := &r.d.Words[c]
		switch {
		case w.Is("advmod", "aux", "mark"):
			t := strings.ToLower(w.Text)
			if t == "not" || t == "n't" || t == "n’t" || t == "never" || t == "no" || w.Is("aux") && w.XPOS == "MD" || w.Is("mark") && (t == "if" || t == "whether") {
				return false
			}
		case w.Is("det") && strings.EqualFold(w.Text, "no"), w.Is("case"):
			return false // "was no minister", "was in the audience"
		}
	}
	s := r.d.SentOf(m.Head)
	if last := r.d.Words[s.To-1].Text; last == "?" && r.d.Words[m.Head].Head < 0 {
		return false
	}
	return a.number == m.number || a.number == anyNumber || isCollective(a.Kind)
}

// determined says whether a noun has a determiner or an owner: "the president",
// not "as president".
func (r *resolver) determined(i int) bool {
	return !rooted(r.d, i) || r.d.Child(i, "det", "nmod:poss", "nummod") >= 0
}

// other says whether a noun is told apart from what was spoken of: "another
// returnee", "the other officers".
func (r *resolver) other(i int) bool {
	for _, c := range r.d.Children(i) {
		switch strings.ToLower(r.d.Words[c].Text) {
		case "another", "other", "fellow", "second", "different":
			return true
		}
	}
	return false
}

// canBear says whether the person of a chain can have the name of m too.
func (r *resolver) canBear(c int, m *Mention) bool {
	for _, n := range r.chains[c].names {
		if len(n) == 0 || len(m.name) == 0 || !personNames(n, m.name) || fold(n[len(n)-1]) != fold(m.name[len(m.name)-1]) {
			return false
		}
	}
	return true
}
