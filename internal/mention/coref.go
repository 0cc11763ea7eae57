package mention

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// How far back, in mentions, an antecedent is looked for. Names are found at
// any distance by their words; these bound what the model is asked, so that a
// long document costs no more a word than a short one.
const (
	reachNominal = 150
	reachPronoun = 80
)

// A chain is the mentions joined so far.
type chain struct {
	mentions []int
	kind     hearsay.EntityKind
	named    bool
	outlet   bool
	people   bool // a nationality: "the Russians"
	gender   lexicon.Gender
	number   number
	person   uint8
	country  string
	count    int
	names    [][]string
	sort     string   // of an outlet that the lists know: newspaper, agency …
	roles    []string // phrases that describe it: "foreign minister"
	lemmas   []string // of the nouns that head its mentions
	offices  []string // those that do so as a title, an apposition or a predicate
	spoke    bool     // an outlet or document that reported something
	why      []hearsay.Why
}

// A resolver joins mentions from left to right.
type resolver struct {
	d       *syntax.Doc
	s       *Set
	order   []int // mentions by head word
	rank    []int // their place in order
	chainOf []int // of each mention; -1 before its turn
	chains  []chain
	ante    *neural.Antecedents
	index   nameIndex
	bearers map[string][]int // noun for a person or group → chains it was said of, the latest last
	bodies  []spokenBody     // named organisations, the one spoken of last at the end
	outlets []int            // chains of outlets and documents, the one spoken of last at the end
}

// resolve joins the mentions of s that speak of the same one, and makes the
// entities.
func resolve(d *syntax.Doc, s *Set) {
	r := &resolver{d: d, s: s, index: newNameIndex(), bearers: map[string][]int{}}
	r.order = make([]int, len(s.Mentions))
	r.rank = make([]int, len(s.Mentions))
	r.chainOf = make([]int, len(s.Mentions))
	for i := range r.order {
		r.order[i], r.chainOf[i] = i, -1
	}
	slices.SortFunc(r.order, func(a, b int) int { return s.Mentions[a].Head - s.Mentions[b].Head })
	hs := make([]int, len(r.order))
	for k, i := range r.order {
		r.rank[i], hs[k] = k, s.Mentions[i].Head
	}
	if d.Model != nil && len(hs) > 1 {
		r.ante = d.Model.Antecedents(hs)
	}
	markMetonyms(d, s)
	for k := range r.order {
		r.place(k)
	}
	kinds := make([]hearsay.EntityKind, len(r.chains))
	for c := range r.chains {
		kinds[c] = r.chains[c].kind
	}
	s.gather(r.chainOf, kinds)
}

// place finds the chain of the k-th mention, or begins one.
func (r *resolver) place(k int) {
	i := r.order[k]
	m := &r.s.Mentions[i]
	if c, why := r.described(i); c >= 0 {
		m.Describes = true
		r.join(i, c, why)
		return
	}
	if m.Form == hearsay.Name {
		if c, why := r.index.find(r, i); c >= 0 {
			r.join(i, c, why)
			return
		}
	}
	for _, rule := range [...]func(*resolver, int) (int, hearsay.Why){(*resolver).titled, (*resolver).outlet, (*resolver).bearer, (*resolver).body, (*resolver).reflexive} {
		if c, why := rule(r, i); c >= 0 {
			r.join(i, c, why)
			return
		}
	}
	if c, why := r.best(k); c >= 0 {
		r.join(i, c, why)
		return
	}
	r.chains = append(r.chains, chain{})
	r.join(i, len(r.chains)-1, hearsay.Why{})
}

// join puts mention i into chain c and lets the chain learn from it.
func (r *resolver) join(i, c int, why hearsay.Why) {
	m, ch := &r.s.Mentions[i], &r.chains[c]
	if why.Rule != "" {
		m.Why = append(m.Why, why)
	}
	first := len(ch.mentions) == 0
	ch.mentions = append(ch.mentions, i)
	r.chainOf[i] = c
	if first || ch.kind == hearsay.EntityUnknown || ch.kind == hearsay.OtherEntity && m.Form != hearsay.Pronoun && m.Kind != hearsay.EntityUnknown ||
		!ch.named && m.Form == hearsay.Name && m.Kind != hearsay.OtherEntity && m.Kind != hearsay.EntityUnknown {
		ch.kind = m.Kind
	}
	if first || ch.number == anyNumber {
		ch.number = m.number
	}
	if ch.gender == lexicon.AnyGender {
		ch.gender = m.Gender
	}
	if first {
		ch.person = m.person
	}
	if ch.country == "" || m.Form == hearsay.Name && !ch.named {
		if m.Country != "" {
			ch.country = m.Country
		}
	}
	if ch.count == 0 {
		ch.count = m.Count
	}
	ch.outlet = ch.outlet || m.Outlet
	ch.people = ch.people || m.Kind == hearsay.Nationality
	if m.Form == hearsay.Name && len(m.name) > 0 {
		ch.named = true
		ch.names = addName(ch.names, m.name)
		if b := lexicon.BodyNamed(m.text); b != nil && ch.sort == "" {
			ch.sort = b.Outlet
		}
		r.index.add(r, i, c)
	}
	if m.title != "" {
		ch.roles = addRole(ch.roles, m.title)
		push(r.bearers, lastWord(m.title), c)
		ch.offices = addRole(ch.offices, strings.Join(append(qualifiers(m.phrase), m.title), " "))
	}
	if m.Form != hearsay.Pronoun {
		ch.lemmas = addRole(ch.lemmas, r.d.Words[m.Head].Lemma)
	}
	if m.Form == hearsay.Nominal && len(m.phrase) > 0 {
		ch.roles = addRole(ch.roles, strings.Join(m.phrase, " "))
		if m.Kind == hearsay.Person || m.Kind == hearsay.Group {
			if m.Plural || !first || r.determined(m.Head) {
				push(r.bearers, m.phrase[len(m.phrase)-1], c)
			}
		}
		if m.Describes || first {
			ch.offices = addRole(ch.offices, strings.Join(m.phrase, " "))
		}
	}
	if ch.outlet || ch.kind == hearsay.DocumentEntity {
		ch.spoke = ch.spoke || reports(r.d, m.Head)
		r.remember(c)
	}
	if m.Form == hearsay.Name && ch.kind == hearsay.Organization && !m.part {
		r.spokenOf(c, i)
	}
}

const mostPerChain = 12 // names and roles that a chain remembers

func addName(names [][]string, n []string) [][]string {
	for _, o := range names {
		if slices.Equal(o, n) {
			return names
		}
	}
	if len(names) == mostPerChain {
		return names
	}
	return append(names, n)
}

func addRole(roles []string, role string) []string {
	if slices.Contains(roles, role) || len(roles) == mostPerChain {
		return roles
	}
	return append(roles, role)
}

// reports says whether the mention headed by word i is the subject of a verb of
// saying, or what something is according to.
func reports(d *syntax.Doc, i int) bool {
	w := &d.Words[i]
	if w.Head < 0 {
		return false
	}
	if w.Is("nsubj", "obl:agent") {
		return lexicon.CueOf(d.Words[w.Head].Lemma, lexicon.CueVerb) != nil
	}
	if w.Is("obl", "nmod") {
		return hasCase(d, i, "according")
	}
	return w.Is("obj") && (d.Words[w.Head].Lemma == "cite" || d.Words[w.Head].Lemma == "quote")
}

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
		if o := r.s.At(w.Head); o >= 0 && r.chainOf[o] >= 0 && r.apposed(o, i) {
			return r.chainOf[o], hearsay.Why{Rule: "coref.apposition", Score: 1, Note: joined(d, m.From, m.To)}
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
// Counter-sentences: "the Herald building"; "the United Nations agency" and "the
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
		if c > m.Head || !r.d.Words[c].Is("compound", "nmod:desc") || o < 0 || r.chainOf[o] < 0 {
			continue
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
		if !personNames(n, m.name) || fold(n[len(n)-1]) != fold(m.name[len(m.name)-1]) {
			return false
		}
	}
	return true
}

// alike says whether two mentions can be of one kind.
func alike(a, b *Mention) bool {
	return kindsAgree(a.Kind, b.Kind) && (a.Gender == b.Gender || a.Gender == lexicon.AnyGender || b.Gender == lexicon.AnyGender)
}

func isCollective(k hearsay.EntityKind) bool {
	switch k {
	case hearsay.Organization, hearsay.Group, hearsay.Nationality, hearsay.EntityUnknown:
		return true
	}
	return false
}

// kindsAgree says whether mentions of two kinds can speak of the same one.
func kindsAgree(a, b hearsay.EntityKind) bool {
	if a == b || a == hearsay.EntityUnknown || b == hearsay.EntityUnknown {
		return true
	}
	if a > b {
		a, b = b, a
	}
	switch {
	case a == hearsay.Person:
		return false
	case a == hearsay.Organization:
		return b == hearsay.Group || b == hearsay.Nationality || b == hearsay.DocumentEntity || b == hearsay.OtherEntity || b == hearsay.PlaceEntity
	case a == hearsay.Group:
		return b == hearsay.Nationality
	case a == hearsay.PlaceEntity:
		return b == hearsay.Nationality || b == hearsay.OtherEntity
	case a == hearsay.DocumentEntity:
		return b == hearsay.OtherEntity
	}
	return false
}

// reflexive finds the subject that "himself" or "each other" points back to.
func (r *resolver) reflexive(i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	if !m.reflexes {
		return -1, hearsay.Why{}
	}
	for h, n := r.d.Words[m.Head].Head, 0; h >= 0 && n < 4; h, n = r.d.Words[h].Head, n+1 {
		if c := r.d.Child(h, "nsubj"); c >= 0 && c < m.Head {
			if o := r.s.At(c); o >= 0 && r.chainOf[o] >= 0 && r.agree(i, o) {
				return r.chainOf[o], hearsay.Why{Rule: "coref.reflexive", Score: 1, Note: r.d.Words[c].Text}
			}
		}
	}
	return -1, hearsay.Why{}
}
