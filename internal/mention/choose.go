package mention

import (
	"math/bits"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// best returns the chain of the likeliest antecedent of the k-th mention, -1 if
// none is likely. Names join by their words alone, and who is just brought up
// has none.
func (r *resolver) best(k int) (int, hearsay.Why) {
	i := r.order[k]
	m := &r.s.Mentions[i]
	switch {
	case m.Form == hearsay.Pronoun && (m.person > 0 || !m.fresh):
		return r.bestForPronoun(k)
	case m.Form == hearsay.Nominal && !m.fresh && len(m.phrase) > 0 && !r.naming(m.Head):
		return r.bestForNominal(k)
	}
	return -1, hearsay.Why{}
}

func (r *resolver) bestForPronoun(k int) (int, hearsay.Why) {
	i := r.order[k]
	at, top, nearer := -1, 0.0, 0
	for j := k - 1; j >= 0 && j >= k-reachPronoun; j-- {
		o := r.order[j]
		if !r.agree(i, o) {
			continue
		}
		if s := r.salience(i, o, r.score(k, j), nearer); s > top {
			at, top = o, s
		}
		nearer++
	}
	if at < 0 {
		return -1, hearsay.Why{}
	}
	return r.chainOf[at], hearsay.Why{Rule: "coref.pronoun", Score: top, Note: r.s.text(at)}
}

// score is the model's score for the j-th mention as antecedent of the k-th.
// Without a model it falls with the distance in sentences and prefers subjects.
func (r *resolver) score(k, j int) float64 {
	a, m := r.s.Mentions[r.order[j]].Head, r.s.Mentions[r.order[k]].Head
	if r.ante != nil {
		return float64(r.ante.Score(k, j, r.d.Model.Same(a, m)))
	}
	far := r.d.Words[m].Sent - r.d.Words[a].Sent
	s := 0.5 - float64(bits.Len(uint(far))) - float64(k-j)/64
	if r.s.Mentions[r.order[k]].Form == hearsay.Nominal {
		s -= 2
	}
	return s
}

// agree says whether mention o, which comes before i, can be its antecedent.
func (r *resolver) agree(i, o int) bool {
	m, a := &r.s.Mentions[i], &r.s.Mentions[o]
	if m.From <= a.Head && a.Head < m.To || a.From <= m.Head && m.Head < a.To {
		return false // "[[its] bases]"
	}
	c := &r.chains[r.chainOf[o]]
	if !personsAgree(m, a, c) || !r.numbersAgree(m, c) {
		return false
	}
	if m.Gender != lexicon.AnyGender && c.gender != lexicon.AnyGender && m.Gender != c.gender {
		return false
	}
	switch {
	case m.Form == hearsay.Pronoun:
		return r.pronounAgrees(i, o, m, c)
	case !kindsAgree(m.Kind, c.kind):
		return false
	case m.Country != "" && c.country != "" && m.Country != c.country:
		return false // "Syrian troops" are no Russian ones
	case m.Count > 0 && m.Count != c.count:
		return false
	case m.Form == hearsay.Name:
		return !c.named && a.Form != hearsay.Pronoun && !a.fresh
	}
	return r.nominalAgrees(m, c) && r.ownersAgree(m, a) && r.sameOffice(m, c)
}

// sameOffice says whether a chain that the same noun was said of had it of the
// same owner: after "Hale's attorney, Luis Ros," the U.S. attorney is another.
func (r *resolver) sameOffice(m *Mention, c *chain) bool {
	if m.Form != hearsay.Nominal {
		return true
	}
	same := true
	for _, o := range c.mentions[:min(len(c.mentions), mostPerChain)] {
		a := &r.s.Mentions[o]
		if a.Form != hearsay.Nominal || r.d.Words[a.Head].Lemma != r.d.Words[m.Head].Lemma {
			continue
		}
		if same = r.ownersAgree(m, a); same {
			break
		}
	}
	return same
}

// ownersAgree keeps "her brother" apart from "his brother" and "the brother of
// Hale": the owners of both must be one. Nor is a person's own what a name says
// is a body's: "Hale's attorney" is not "the Harrow attorney".
//
// Counter-sentences: "Hale's attorney" is "the attorney" and "the young
// attorney"; "the company's attorney" may be "the Harrow Steel attorney".
func (r *resolver) ownersAgree(m, a *Mention) bool {
	x, y := r.owner(m), r.owner(a)
	switch {
	case x >= 0 && y >= 0:
		return x == y
	case x >= 0:
		return r.chains[x].kind != hearsay.Person || !r.namedAfter(a)
	case y >= 0:
		return r.chains[y].kind != hearsay.Person || !r.namedAfter(m)
	}
	return true
}

// namedAfter says whether a noun has a name before it that is no person's: "the
// U.S. attorney".
func (r *resolver) namedAfter(m *Mention) bool {
	if m.Form != hearsay.Nominal {
		return false
	}
	for _, c := range r.d.Children(m.Head) {
		w := &r.d.Words[c]
		if c > m.Head || w.UPOS != "PROPN" || !w.Is("compound", "nmod:desc", "amod") {
			continue
		}
		if o := r.s.At(c); o < 0 || r.s.Mentions[o].Kind != hearsay.Person {
			return true
		}
	}
	return false
}

// owner is the chain of the possessor of a mention, -1 if it has none.
func (r *resolver) owner(m *Mention) int {
	if m.Form == hearsay.Pronoun {
		return -1
	}
	for _, c := range r.d.Children(m.Head) {
		w := &r.d.Words[c]
		if w.Is("nmod:poss") || w.Is("nmod") && m.Kind == hearsay.Person && hasCase(r.d, c, "of") {
			if o := r.s.At(c); o >= 0 {
				return r.chainOf[o]
			}
		}
	}
	return -1
}

// personsAgree keeps "I" and "you" to those who say them: within one quotation.
// Who speaks there is for attribution to find, which then joins the two.
func personsAgree(m, a *Mention, c *chain) bool {
	if m.person == 1 || m.person == 2 {
		return a.person == m.person && a.number == m.number && a.scope == m.scope ||
			m.scope == 0 && a.scope == 0 && a.person == 0 && m.person == 1 && m.number == plural && isCollective(c.kind)
	}
	return c.person == 0 || c.person == 3
}

func (r *resolver) numbersAgree(m *Mention, c *chain) bool {
	if m.number == anyNumber || c.number == anyNumber || m.number == c.number {
		return true
	}
	// "the army … they", "the police … it"; but "the officers" are no "it".
	if isCollective(c.kind) || isCollective(m.Kind) && m.Form != hearsay.Pronoun {
		return m.number == plural && c.number == singular || c.named || c.people
	}
	return false
}

func (r *resolver) pronounAgrees(i, o int, m *Mention, c *chain) bool {
	if m.person < 3 {
		return true
	}
	switch {
	case m.Gender != lexicon.AnyGender:
		if c.kind != hearsay.Person && c.kind != hearsay.EntityUnknown {
			return false
		}
	case m.person == 3 && m.number == singular:
		if c.kind == hearsay.Person {
			return false
		}
	}
	return !r.sameClause(i, o)
}

// sameClause says whether two mentions depend on one verb as its subject and
// object: in "Prado praised her", "her" is somebody else.
func (r *resolver) sameClause(i, o int) bool {
	w, v := &r.d.Words[r.s.Mentions[i].Head], &r.d.Words[r.s.Mentions[o].Head]
	return w.Head >= 0 && w.Head == v.Head && v.Is("nsubj") && w.Is("obj", "iobj", "obl") && !r.s.Mentions[i].reflexes
}

// nominalAgrees keeps apart descriptions whose words differ: "the foreign
// minister" and "the defence minister", "the officers" and "the residents".
func (r *resolver) nominalAgrees(m *Mention, c *chain) bool {
	if len(m.phrase) == 0 || c.kind == hearsay.OtherEntity {
		return true
	}
	if c.named && c.kind == hearsay.PlaceEntity && m.Kind == hearsay.Organization && m.Sector != "" {
		return false // "this militant organisation" is no town
	}
	head, mods := m.phrase[len(m.phrase)-1], m.phrase[:len(m.phrase)-1]
	if c.named && len(c.roles) == 0 {
		return true
	}
	for _, role := range c.roles {
		words := strings.Fields(role)
		if words[len(words)-1] != head {
			continue
		}
		if len(mods) == 0 || len(words) == 1 {
			return true
		}
		for _, w := range mods {
			if slices.Contains(words, w) {
				return true
			}
		}
		return false
	}
	return true
}

// pointed says whether a noun has "the" or a demonstrative, not a possessive.
func pointed(d *syntax.Doc, i int) bool {
	if !rooted(d, i) {
		from, _ := plainExtent(d, i)
		return from < i && pointing[strings.ToLower(d.Words[from].Text)]
	}
	for _, c := range d.Children(i) {
		if d.Words[c].Rel == "det" && pointing[strings.ToLower(d.Words[c].Text)] {
			return true
		}
	}
	return false
}

// pointing are the determiners that point to something known.
var pointing = map[string]bool{"the": true, "this": true, "that": true, "these": true, "those": true}

func endsIn(phrase, word string) bool {
	return phrase == word || strings.HasSuffix(phrase, " "+word)
}

// ranks are words before an office that make it another one.
var ranks = setOf("former ex vice deputy assistant late acting outgoing incoming next first chief")

// sameRank says whether an office and a description agree in such words: "the
// president" is not "former President Prado".
func sameRank(office string, phrase []string) bool {
	words := strings.Fields(office)
	for _, w := range words {
		if ranks[w] && !slices.Contains(phrase, w) {
			return false
		}
	}
	for _, w := range phrase {
		if ranks[w] && !slices.Contains(words, w) {
			return false
		}
	}
	return true
}

// qualifiers returns the ranks among words.
func qualifiers(words []string) []string {
	var out []string
	for _, w := range words {
		if ranks[w] {
			out = append(out, w)
		}
	}
	return out
}
