package mention

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// describeName fills in what a name and the words around it say.
func describeName(d *syntax.Doc, m *Mention) {
	w := &d.Words[m.Head]
	m.Definite = true
	if len(m.name) == 0 {
		m.name, m.text = properWords(d, m)
	}
	m.number = singular
	if w.XPOS == "NNPS" && m.Label != "ORG" && m.Label != "LOC" {
		m.number = plural
	}
	text := m.text
	m.Kind = kindOfName(m, text)
	switch {
	case m.Kind == hearsay.Person:
		describePerson(d, m)
	case m.Kind == hearsay.Nationality:
		code, one, many, ok := lexicon.People(text)
		if !ok {
			code, ok = lexicon.Adjective(text)
		}
		if ok {
			m.Country = code
			if one && !many && w.XPOS != "NNPS" && w.UPOS != "ADJ" {
				m.Kind = hearsay.Person // "an Iranian", not "the Iranians"
			} else {
				m.number = plural
			}
		}
		m.Definite, m.fresh = definiteness(d, m)
		if m.fresh && bare(d, m.Head) {
			m.fresh = false
		}
	default:
		describeBody(d, m, text)
	}
	m.Plural = m.number == plural
	if m.Label == "PER" && m.Plural {
		m.Plural, m.number = false, anyNumber
	}
}

// isTitleAlone says whether what looks like a name is a role written with a
// capital: "the President", "Senators". It describes like any noun.
//
// So is one of a country: "US Secretary of State". Counter-sentence: "Congress"
// is a name, "President Prado" too.
func isTitleAlone(d *syntax.Doc, m *Mention) bool {
	for _, c := range d.Children(m.Head) {
		if d.Words[c].UPOS == "PROPN" && d.Words[c].Is("flat", "compound", "nmod:desc") && (c > m.Head || countryOf(d, c) == "") {
			return false
		}
	}
	r, n := lexicon.RoleOf([]string{d.Words[m.Head].Text})
	return n > 0 && (r.Kind == hearsay.Person || r.Kind == hearsay.Group) && len(m.name) <= 1 && lexicon.BodyNamed(m.text) == nil
}

// bare says whether a noun has neither determiner nor number nor modifier.
func bare(d *syntax.Doc, i int) bool {
	for _, c := range d.Children(i) {
		if d.Words[c].Is("det", "nummod", "amod", "nmod", "compound", "acl") {
			return false
		}
	}
	return true
}

// properWords is the name of a mention that no recognised name covers: the
// capitalised words that end in its head or begin there as flat parts.
func properWords(d *syntax.Doc, m *Mention) ([]string, string) {
	from, to := m.Head, m.Head+1
	for from > m.From && d.Words[from-1].UPOS == "PROPN" {
		from--
	}
	for to < m.To && d.Words[to].UPOS == "PROPN" && d.Words[to].Is("flat", "compound") {
		to++
	}
	return nameWords(d, from, to)
}

// kindOfName turns the label of a name into a kind, and lets the lists speak
// where they know the name.
func kindOfName(m *Mention, text string) hearsay.EntityKind {
	if _, ok := lexicon.CountryNamed(text); ok && m.Label != "PER" {
		return hearsay.PlaceEntity
	}
	if b := lexicon.BodyNamed(text); b != nil && (m.Label != "PER" || b.Outlet == "" && len(m.name) > 1) && (m.Label != "LOC" || b.Outlet == "") {
		return hearsay.Organization
	}
	if _, _, _, ok := lexicon.People(text); ok && m.Label != "PER" && m.Label != "ORG" {
		return hearsay.Nationality
	}
	switch m.Label {
	case "PER":
		return hearsay.Person
	case "ORG":
		return hearsay.Organization
	case "LOC", "FAC":
		return hearsay.PlaceEntity
	case "NORP":
		return hearsay.Nationality
	case "MISC":
		return hearsay.OtherEntity
	}
	return kindOfType(m.Type, false)
}

// describeBody fills in country and sector of an organisation or place.
func describeBody(d *syntax.Doc, m *Mention, text string) {
	if code, ok := lexicon.CountryNamed(text); ok {
		m.Country = code
		return
	}
	if m.Kind != hearsay.Organization {
		return
	}
	if b := lexicon.BodyNamed(text); b != nil {
		m.Country, m.Sector, m.Outlet = b.Country, b.Sector, b.Outlet != ""
		return
	}
	if r, ok := nameSector(m.name); ok {
		m.Sector, m.Outlet, m.role = r.Sector, r.Outlet, r
	}
	for _, w := range m.name {
		if code, ok := lexicon.Adjective(w); ok && code != "" {
			m.Country = code // "Syrian Observatory", "Northport's" is none
			break
		}
	}
	if outletNames[m.name[len(m.name)-1]] && (len(m.name) > 1 || pointed(d, m.Head)) && (m.Sector == "" || m.Sector == "JRN") {
		m.Outlet, m.Sector = true, "JRN"
	}
	if m.Outlet {
		m.Country = "" // "Russian Times" may be printed anywhere
	}
	// "the daily [Al-Shorouk]", "[Harrow] newspaper": the noun beside the name.
	for _, c := range d.Children(m.Head) {
		if w := &d.Words[c]; w.Is("compound", "nmod:desc", "flat", "amod") && w.UPOS == "NOUN" {
			if r, n := lexicon.RoleOf([]string{strings.ToLower(w.Text)}); n > 0 && r.Outlet {
				m.Outlet, m.Sector, m.role = true, r.Sector, r
			}
		}
	}
}

// outletNames end the names of newspapers and agencies, and of little else when
// the name is an organisation's.
var outletNames = map[string]bool{
	"Times": true, "Herald": true, "Tribune": true, "Gazette": true, "Chronicle": true, "Post": true, "Courier": true,
	"Journal": true, "Review": true, "News": true, "Telegraph": true, "Observer": true, "Examiner": true, "Dispatch": true,
	"Daily": true, "Weekly": true, "Magazine": true, "Mirror": true, "Inquirer": true, "Globe": true, "Sentinel": true,
	"Newspaper": true, "Wire": true, "Press": true, "Mail": true, "TV": true, "Radio": true, "Monitor": true, "Bulletin": true,
}

// describePerson reads the title before a name and its gender.
func describePerson(d *syntax.Doc, m *Mention) {
	first := m.Head
	for first > m.From && !strings.EqualFold(d.Words[first].Text, m.name[0]) {
		first--
	}
	before := texts(d, m.From, first)
	if noun, sector := titleOf(before); noun != "" {
		m.title, m.Sector = noun, sector
		m.role, _ = lexicon.RoleOf(strings.Fields(noun))
		m.phrase = phraseBefore(before)
	}
	// A title may be taken as part of the name: "President Ana Prado".
	for len(m.name) > 1 {
		n, noun, sector := leadingTitle(m.name)
		if n == 0 {
			break
		}
		if m.title == "" {
			m.title, m.Sector = noun, sector
		}
		m.name = m.name[n:]
		if f := strings.Fields(m.text); len(f) > n {
			m.text = strings.Join(f[n:], " ")
		}
	}
	for _, w := range before {
		if g := lexicon.GenderOf(w); g != lexicon.AnyGender {
			m.Gender = g
		}
	}
	if m.Gender == lexicon.AnyGender && len(m.name) > 1 {
		m.Gender = lexicon.GenderOf(m.name[0])
	}
}

func phraseBefore(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		out = append(out, strings.ToLower(w))
	}
	return out
}

// leadingTitle returns how many words at the start of a name are a title, with
// its noun and sector; at least one word is left.
func leadingTitle(words []string) (n int, noun, sector string) {
	first := strings.ToLower(words[0])
	switch strings.TrimSuffix(first, ".") {
	case "mr", "mrs", "ms", "miss", "dr", "sir", "dame":
		return 1, "", ""
	}
	if t, ok := shortTitles[first]; ok {
		return 1, t.noun, t.sector
	}
	for n = min(3, len(words)-1); n > 0; n-- {
		if r, k := lexicon.RoleOf(words[:n]); k == n && r.Kind == hearsay.Person && !r.Plural {
			return n, strings.ToLower(strings.Join(words[:n], " ")), r.Sector
		}
	}
	return 0, "", ""
}
