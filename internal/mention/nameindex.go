package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A nameIndex finds the chains that bear a name or a part of one, at any
// distance.
type nameIndex struct {
	whole    map[string]int   // key of a name → chain
	surname  map[string][]int // last word of a person's name → chains, the latest last
	given    map[string][]int // first word likewise
	parts    map[string][]int // word of an organisation's or place's name → chains
	acronyms map[string]int   // initials → chain
}

func newNameIndex() nameIndex {
	return nameIndex{
		whole: map[string]int{}, surname: map[string][]int{}, given: map[string][]int{},
		parts: map[string][]int{}, acronyms: map[string]int{},
	}
}

// mostSharing is how many chains one word leads to; those spoken of last stay.
const mostSharing = 8

func push(m map[string][]int, key string, c int) {
	l := m[key]
	if k := slices.Index(l, c); k >= 0 {
		l = slices.Delete(l, k, k+1)
	} else if len(l) == mostSharing {
		l = slices.Delete(l, 0, 1)
	}
	m[key] = append(l, c)
}

// keyOf is what two mentions have in common that bear the same name. Countries
// go by their code, so that "U.S." and "United States" are one, and so does a
// government called by its capital; known organisations go by their usual
// name; a people is told from its country, a person from a place.
//
// Counter-sentence: in "Sami Hama left Hama" the second is no person.
func keyOf(m *Mention) string {
	text := m.text
	if m.Kind == hearsay.Person {
		return "person " + fold(strings.Join(m.name, ""))
	}
	if code, ok := lexicon.CountryNamed(text); ok {
		return "country " + code
	}
	if code, ok := lexicon.Capital(text); ok && m.Metonym {
		return "country " + code
	}
	if m.Kind == hearsay.Nationality {
		if _, one, _, ok := lexicon.People(text); ok {
			if t := strings.TrimSuffix(text, "s"); !one && t != text {
				text = t
			}
			return "people " + fold(text)
		}
	}
	if b := lexicon.BodyNamed(text); b != nil && m.Kind == hearsay.Organization && !m.part {
		return "name " + fold(b.Name)
	}
	return "name " + fold(text)
}

// fold makes names that differ in case, dots and marks alike.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '.', '\'', '’', '‘', '-':
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

func plainName(name []string) string { return fold(strings.Join(name, "")) }

// initials returns the first letters of the capitalised words of a name in
// lower case, "" for a name of one word: "idf".
func initials(name []string) string {
	var b strings.Builder
	for _, w := range name {
		r, _ := utf8.DecodeRuneInString(w)
		if unicode.IsUpper(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	if b.Len() < 2 {
		return ""
	}
	return b.String()
}

func sameBody(a, b []string) bool {
	x, y := lexicon.BodyNamed(strings.Join(a, " ")), lexicon.BodyNamed(strings.Join(b, " "))
	return x != nil && x == y
}

// isAcronym says whether a name is written like one: "IDF", "U.N.".
func isAcronym(name []string) bool {
	if len(name) != 1 {
		return false
	}
	n := 0
	for _, r := range name[0] {
		switch {
		case unicode.IsUpper(r):
			n++
		case r != '.' && r != '-' && r != '/':
			return false
		}
	}
	return n >= 2 && n <= 7
}

// add makes chain c known by the name of mention i.
func (x *nameIndex) add(r *resolver, i, c int) {
	m := &r.s.Mentions[i]
	if m.Type == "time" || m.Kind == hearsay.Nationality && m.fresh {
		return // "three Russians" are not those of the next sentence
	}
	if _, ok := x.whole[keyOf(m)]; !ok || !m.part {
		x.whole[keyOf(m)] = c
	}
	if m.part {
		return
	}
	if m.Kind == hearsay.Person {
		last := m.name[len(m.name)-1]
		for n := len(m.name) - 1; n > 0 && isSuffix(last); n-- {
			last = m.name[n-1]
		}
		push(x.surname, fold(last), c)
		if len(m.name) > 1 {
			push(x.given, fold(m.name[0]), c)
		}
		return
	}
	if len(m.name) > 1 && m.Kind != hearsay.Nationality {
		if s := initials(m.name); len(s) > 1 {
			x.acronyms[s] = c
		}
		for _, w := range m.name {
			if u, _ := utf8.DecodeRuneInString(w); unicode.IsUpper(u) {
				push(x.parts, fold(w), c)
			}
		}
	}
}

func isSuffix(w string) bool {
	switch strings.ToLower(strings.TrimSuffix(w, ".")) {
	case "jr", "sr", "ii", "iii", "iv", "phd", "md":
		return true
	}
	return false
}

// find returns the chain that the name of mention i belongs to, -1 if it is
// new.
func (x *nameIndex) find(r *resolver, i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	none := hearsay.Why{}
	if len(m.name) == 0 || m.Type == "time" || m.Kind == hearsay.Nationality && m.fresh {
		return -1, none
	}
	note := m.text
	if c, ok := x.whole[keyOf(m)]; ok && (m.Kind != hearsay.Person || len(m.name) > 1 && !genderClash(m.Gender, r.chains[c].gender)) {
		return c, hearsay.Why{Rule: "coref.name", Score: 1, Note: note}
	}
	if m.part {
		return -1, none
	}
	if m.Kind == hearsay.Person {
		if c, why := x.findPerson(r, m, note); c >= 0 {
			return c, why
		}
		// "Ana", then "Ana" again, of whom nothing more is known
		if c, ok := x.whole[keyOf(m)]; ok && !genderClash(m.Gender, r.chains[c].gender) {
			return c, hearsay.Why{Rule: "coref.name", Score: 1, Note: note}
		}
		return -1, none
	}
	if isAcronym(m.name) {
		if c, ok := x.acronyms[plainName(m.name)]; ok {
			return c, hearsay.Why{Rule: "coref.acronym", Score: 1, Note: note}
		}
	}
	if s := initials(m.name); len(s) > 2 {
		if c, ok := x.whole["name "+s]; ok && isAcronym(r.chains[c].names[0]) {
			return c, hearsay.Why{Rule: "coref.acronym", Score: 1, Note: note}
		}
	}
	// "Assad" taken for a place or a body, where a person of that name is known.
	//
	// Counter-sentence: "in Assad" is the lake.
	if len(m.name) == 1 && (m.Kind != hearsay.PlaceEntity || m.Label == "LOC" && m.sure < 0.9 && !locative(r.d, m.Head)) {
		if l := x.surname[fold(note)]; len(l) == 1 && len(r.chains[l[0]].names[0]) > 1 {
			m.Kind = hearsay.Person
			return l[0], hearsay.Why{Rule: "coref.surname", Score: 0.8, Note: note}
		}
	}
	return x.findPart(r, m, note)
}

// locative says whether word i stands where only a place can: after "in" or
// "near".
func locative(d *syntax.Doc, i int) bool {
	return hasCase(d, i, "in", "near", "at", "around", "into", "outside", "inside", "within", "across", "throughout")
}

// findPerson looks for "Ana Prado" behind "Prado", "Ana" or "A. Prado". A
// surname borne by two goes to the one spoken of last whose gender agrees.
//
// Counter-sentence: "Ana Prado met her brother Luis Prado" speaks of two.
func (x *nameIndex) findPerson(r *resolver, m *Mention, note string) (int, hearsay.Why) {
	last := m.name[len(m.name)-1]
	for n := len(m.name) - 1; n > 0 && isSuffix(last); n-- {
		last = m.name[n-1]
	}
	l := x.surname[fold(last)]
	for n := len(l) - 1; n >= 0; n-- {
		c := &r.chains[l[n]]
		if genderClash(m.Gender, c.gender) {
			continue
		}
		for _, name := range c.names {
			if personNames(name, m.name) {
				return l[n], hearsay.Why{Rule: "coref.surname", Score: 1, Note: note}
			}
		}
	}
	if len(m.name) > 1 {
		// "Ana" may come first, then "Ana Prado".
		for _, c := range x.surname[fold(m.name[0])] {
			ch := &r.chains[c]
			if len(ch.names) == 1 && len(ch.names[0]) == 1 && lexicon.GenderOf(m.name[0]) != lexicon.AnyGender && !genderClash(m.Gender, ch.gender) {
				return c, hearsay.Why{Rule: "coref.given-name", Score: 0.8, Note: note}
			}
		}
	}
	if len(m.name) == 1 {
		if l := x.given[fold(note)]; len(l) == 1 && !genderClash(m.Gender, r.chains[l[0]].gender) {
			return l[0], hearsay.Why{Rule: "coref.given-name", Score: 0.9, Note: note}
		}
	}
	return -1, hearsay.Why{}
}

func genderClash(a, b lexicon.Gender) bool {
	return a != lexicon.AnyGender && b != lexicon.AnyGender && a != b
}

// personNames says whether two names with the same last word can be one
// person's: one is the last word alone, or the first words agree, as a whole or
// by an initial.
func personNames(a, b []string) bool {
	if len(a) == 1 || len(b) == 1 {
		return true
	}
	x, y := fold(a[0]), fold(b[0])
	if x == y {
		return true
	}
	if len(x) == 1 || len(y) == 1 { // a word of signs alone folds to nothing
		return x != "" && y != "" && x[0] == y[0]
	}
	return strings.HasPrefix(x, y) || strings.HasPrefix(y, x) || // "Mohamed", "Mohammed" differ; "Alex" and "Alexander" do not
		containsAll(a, b) || containsAll(b, a)
}

// containsAll says whether the words of short all stand in long in that order.
func containsAll(long, short []string) bool {
	n := 0
	for _, w := range long {
		if n < len(short) && fold(w) == fold(short[n]) {
			n++
		}
	}
	return n == len(short)
}

// findPart looks for the body behind a part of its name: "the Observatory" for
// "Harrow Observatory for Fisheries", "Northport Police" for "Northport Police
// Department". The part must keep the first word or the noun, and only one
// chain may bear it.
//
// Counter-sentence: "Northport" alone is not the Northport Police Department.
func (x *nameIndex) findPart(r *resolver, m *Mention, note string) (int, hearsay.Why) {
	if m.Kind == hearsay.Organization && len(m.name) > 1 {
		// The short name may come first: "the Observatory", then all of it.
		if c, ok := x.whole["name "+bodyNoun(m.name)]; ok && r.chains[c].kind == m.Kind && len(r.chains[c].names) == 1 {
			return c, hearsay.Why{Rule: "coref.name-part", Score: 0.8, Note: note}
		}
	}
	if m.Kind != hearsay.Organization || lexicon.BodyNamed(m.text) != nil ||
		len(m.name) == 1 && !pointed(r.d, m.Head) && !r.d.Words[m.Head].Is("compound") {
		return -1, hearsay.Why{}
	}
	found := -1
	for _, c := range x.parts[fold(m.name[len(m.name)-1])] {
		if r.chains[c].kind != m.Kind || found == c {
			continue
		}
		for _, n := range r.chains[c].names {
			if len(n) > len(m.name) && containsAll(n, m.name) && (len(m.name) > 1 || bodyNoun(n) == fold(m.name[0]) && !listed(r.chains[c].names)) {
				if found >= 0 && found != c {
					return -1, hearsay.Why{}
				}
				found = c
			}
		}
	}
	if found < 0 {
		return -1, hearsay.Why{}
	}
	return found, hearsay.Why{Rule: "coref.name-part", Score: 0.9, Note: note}
}

// listed says whether the lists know a body, and so all its short names: "the
// House" is not the White House.
func listed(names [][]string) bool {
	for _, n := range names {
		if lexicon.BodyNamed(strings.Join(n, " ")) != nil {
			return true
		}
	}
	return false
}

// bodyNoun is the word of a name that says what the body is: the one before
// "of" or "for", else the last.
func bodyNoun(name []string) string {
	for i, w := range name {
		if i > 0 && (w == "of" || w == "for") {
			return fold(name[i-1])
		}
	}
	return fold(name[len(name)-1])
}
