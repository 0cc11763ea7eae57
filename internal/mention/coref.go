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
	// A title with an owner comes after the name that it stands before, to join it:
	// "[[Veld's] president] Ana Prado".
	at := func(i int) int {
		if m := &s.Mentions[i]; isTitleBefore(d, s, m) {
			return 2*d.Words[m.Head].Head + 1
		}
		return 2 * s.Mentions[i].Head
	}
	slices.SortFunc(r.order, func(a, b int) int { return at(a) - at(b) })
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
