package where

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/gazetteer"
	"hearsay/internal/lexicon"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A toponym is a stretch of words that names a place, or seems to.
type toponym struct {
	from, to int // words
	mention  int // index in the set; -1
	text     string
	facility bool // a building, a road, an airport
	given    bool // known to be a place
	metonym  bool // stands for a government or a team
	country  string
	why      []hearsay.Why
	group    int // index of its [group]
}

// maxName is the length in bytes up to which words are looked up as a name. The
// longest names of places in use are shorter; a longer stretch is no name.
const maxName = 120

// names returns the names of places in order, none overlapping another.
func names(d *syntax.Doc, ms *mention.Set, g *gazetteer.Gazetteer) []toponym {
	var out []toponym
	for i := range ms.Mentions {
		m := &ms.Mentions[i]
		if m.Form != hearsay.Name || len(out) > 0 && m.From < out[len(out)-1].to {
			continue
		}
		t := toponym{mention: i, facility: m.Label == "FAC", metonym: m.Metonym, country: m.Country}
		switch {
		case m.Label == "ORG":
			t.from, t.to = seated(d, m, g)
			t.metonym, t.country = true, ""
			t.why = append(t.why, hearsay.Why{Rule: "where.body", Score: 1, Note: "in the name of " + d.Text[d.Words[m.From].Start:d.Words[m.To-1].End]})
			if t.from < t.to {
				out = append(out, t)
			}
			continue
		case m.Label != "LOC" && m.Label != "FAC":
			continue
		case m.Metonym:
			t.why = append(t.why, hearsay.Why{Rule: "where.metonym", Score: 1, Note: "the government of " + m.Country})
		case team(d, m.Head):
			t.metonym, t.country = true, ""
			t.why = append(t.why, hearsay.Why{Rule: "where.team", Score: 1, Note: "a team"})
		}
		from, to := bare(d, m.From, m.To)
		if from >= to {
			continue
		}
		if code, ok := seats[strings.ToLower(d.Text[d.Words[m.From].Start:d.Words[m.To-1].End])]; ok && speaks(d, m.Head) {
			t.metonym, t.country = true, code
			t.why = append(t.why, hearsay.Why{Rule: "where.metonym", Score: 1, Note: "the government of " + code})
			t.from, t.to = from, to
			out = append(out, t)
			continue
		}
		if w := from - 2; w >= d.SentOf(from).From && d.Words[w+1].Text == "of" && begins(&d.Words[w]) && known(d, w, to, g) {
			from = w // "the Gulf of Aden"
		}
		if len(out) > 0 && from < out[len(out)-1].to {
			continue
		}
		for _, part := range parts(d, from, to, g) {
			t.from, t.to = part[0], part[1]
			out = append(out, t)
		}
	}
	return joined(d, out, g)
}

// known reports whether words are the name of a place as they stand.
func known(d *syntax.Doc, from, to int, g *gazetteer.Gazetteer) bool {
	if g == nil || from >= to {
		return false
	}
	text := d.Text[d.Words[from].Start:d.Words[to-1].End]
	return len(text) <= maxName && len(g.Lookup(spell(text))) > 0
}

// describes reports whether a word before a name is none of it: "Syrian capital
// Damascus", "Near Aleppo", "Western Hama". A plain direction is ("South Harrow").
func describes(w *syntax.Word) bool {
	low := strings.ToLower(w.Text)
	if _, ok := typeWords[low]; ok {
		return w.Text == low || low == "capital"
	}
	if _, ok := lexicon.Adjective(w.Text); ok {
		return true
	}
	_, leaning := adjective(low)
	return leaning || w.UPOS == "ADP" && low != "of"
}

// country reports whether words name a country, also where a careless text has
// lost an apostrophe ("Syrias Hama").
func country(d *syntax.Doc, from, to int) bool {
	text := d.Text[d.Words[from].Start:d.Words[to-1].End]
	_, ok := lexicon.CountryNamed(text)
	if !ok {
		_, ok = lexicon.CountryNamed(strings.TrimSuffix(text, "s"))
	}
	return ok
}

// parts takes apart what is several names: "Harrow, Northport" is a place and
// what it lies in, unless the whole is a name ("Washington, D.C."), and of "City
// of Harrow" the name is Harrow, unless there is one ("Isle of Wight").
func parts(d *syntax.Doc, from, to int, g *gazetteer.Gazetteer) [][2]int {
	if to-from < 2 || known(d, from, to, g) {
		return spans(from, to)
	}
	for w := from + 1; w < to-1; w++ {
		if d.Words[w].Text == "," || d.Words[w].Text == "/" {
			return append(parts(d, from, w, g), parts(d, w+1, to, g)...)
		}
	}
	for w := from + 1; w < to && describes(&d.Words[w-1]); w++ { // "Syrian capital Damascus", "Western Hama"
		if known(d, w, to, g) {
			return spans(w, to)
		}
	}
	for w := from + 1; w < to-1; w++ { // "Idlib northern Syria"
		if describes(&d.Words[w]) && d.Words[w].Text == strings.ToLower(d.Words[w].Text) && known(d, from, w, g) {
			return append(spans(from, w), parts(d, w+1, to, g)...)
		}
	}
	for w := from + 1; w < to; w++ { // "Hama Syria"
		if known(d, from, w, g) && !isBearing(d.Words[from].Text) && country(d, w, to) || country(d, from, w) && known(d, w, to, g) {
			return [][2]int{{from, w}, {w, to}}
		}
	}
	for w := from + 1; w < to-1; w++ {
		if !strings.EqualFold(d.Words[w].Text, "of") || !known(d, w+1, to, g) {
			continue
		}
		if _, ok := typeWords[strings.ToLower(d.Words[w-1].Text)]; ok && w-1 == from {
			return spans(w+1, to)
		}
		if known(d, from, w, g) {
			return [][2]int{{from, w}, {w + 1, to}}
		}
	}
	return spans(from, to)
}

func spans(from, to int) [][2]int {
	if from >= to {
		return nil
	}
	return [][2]int{{from, to}}
}

// joined makes one name of two that are one with the word between them: "Jammu
// and Kashmir".
func joined(d *syntax.Doc, ts []toponym, g *gazetteer.Gazetteer) []toponym {
	var out []toponym
	for _, t := range ts {
		if n := len(out); n > 0 && !t.metonym && !out[n-1].metonym && out[n-1].to+1 == t.from &&
			(strings.EqualFold(d.Words[t.from-1].Text, "and") || d.Words[t.from-1].Text == "-") && known(d, out[n-1].from, t.to, g) {
			out[n-1].to = t.to
			continue
		}
		out = append(out, t)
	}
	return out
}

// seated returns the words of a place at the beginning of the name of a body
// that belongs to it: "Harrow Police", "Northport City Council". Its name is no
// place where something happens, but tells which Harrow a report is about.
//
// Counter-sentences: "Harrow Motors", "the Northport Herald", "Interior Ministry"
// though there is a town called Interior.
func seated(d *syntax.Doc, m *mention.Mention, g *gazetteer.Gazetteer) (from, to int) {
	from = m.From
	for from < m.To && !begins(&d.Words[from]) {
		from++
	}
	for n := min(3, m.To-from-1); n > 0; n-- { // "Harrow Police"
		after := strings.ToLower(d.Words[from+n].Text)
		if bodies[after] && owns(d, from, from+n, g, local[after]) || n > 1 && owns(d, from, from+n, g, false) {
			return from, from + n
		}
	}
	for w := m.To - 2; w > from; w-- { // "University of Harrow"
		if d.Words[w].Text == "of" {
			if owns(d, w+1, m.To, g, true) {
				return w + 1, m.To
			}
			break
		}
	}
	return from, from
}

// owns reports whether words name a place that bodies are named after: a country,
// province or district, or if towns count, a town of some size.
func owns(d *syntax.Doc, from, to int, g *gazetteer.Gazetteer, towns bool) bool {
	name := spell(d.Text[d.Words[from].Start:d.Words[to-1].End])
	if g == nil || len(name) > maxName || isBearing(name) || to-from == 1 && d.Words[from].UPOS == "ADJ" {
		return false
	}
	if _, ok := lexicon.Adjective(name); ok {
		return false
	}
	found := g.Lookup(name)
	if len(found) == 0 {
		return false
	}
	p := &found[0]
	return p.Level == gazetteer.Country || p.Level == gazetteer.Province || p.Level == gazetteer.District && (towns || to-from > 1) || towns && p.Population >= 5000
}

// local and bodies are words after the name of a place in the name of a body that
// belongs to it: to a town or a county, and to a state or country.
var (
	local = set(`police city county town fire sheriff sheriff's school high middle elementary council municipal public community
		area hospital`)
	bodies = union(local, set(`state university college department district regional board national legislature army navy
		parliament court courthouse chamber correctional senate airport highway`))
)

func union(a, b map[string]bool) map[string]bool {
	for k := range a {
		b[k] = true
	}
	return b
}

// bare takes off the words of a mention that are no part of the name: "the
// northern city", "downtown Harrow", "Harrow island", "Harrow's".
func bare(d *syntax.Doc, from, to int) (int, int) {
	for from < to && !begins(&d.Words[from]) {
		from++
	}
	for to > from && !begins(&d.Words[to-1]) {
		to--
	}
	return from, to
}

// begins reports whether a name can begin or end with w: it has a capital, or a
// script without capitals, or is a number, and is no article.
func begins(w *syntax.Word) bool {
	if w.UPOS == "DET" && strings.EqualFold(w.Text, "the") {
		return false
	}
	r, _ := utf8.DecodeRuneInString(w.Text)
	return unicode.IsUpper(r) || unicode.IsLetter(r) && !unicode.IsLower(r) || unicode.IsDigit(r)
}

// team reports whether the name at word i stands for a team: it beats or loses
// to somebody.
//
//	Harrow beat Northport 3-1     Northport were beaten by Harrow
//
// Counter-sentences: "Harrow lost its harbour", "rain beat on Harrow".
func team(d *syntax.Doc, i int) bool {
	w := &d.Words[i]
	if w.Head < 0 {
		return false
	}
	h := &d.Words[w.Head]
	switch {
	case w.Is("nsubj"):
		return contests[h.Lemma] && (d.Child(w.Head, "obj") >= 0 || score(d, w.Head))
	case w.Is("obj"):
		return contests[h.Lemma] && d.Child(w.Head, "nsubj") >= 0
	case w.Is("obl:agent"), w.Is("obl"):
		return contests[h.Lemma] && cased(d, i, "by", "against")
	}
	return false
}

// contests are verbs whose subject and object in a sports report are teams. In
// other reports they take a person or a thing as one of the two: the other is
// still no place where something happens.
var contests = set("beat defeat outplay outscore trounce thrash edge rout")

// seats are buildings by which news calls a government, and whose it is.
var seats = map[string]string{
	"the white house": "USA", "white house": "USA", "the pentagon": "USA", "pentagon": "USA", "capitol hill": "USA",
	"the kremlin": "RUS", "kremlin": "RUS", "downing street": "GBR", "whitehall": "GBR", "the elysee": "FRA", "the élysée": "FRA",
	"the quai d'orsay": "FRA", "the blue house": "KOR", "zhongnanhai": "CHN",
}

// speaks reports whether the name of a seat at word i stands for the government:
// "the White House said", "a White House aide", "worked with the White House".
// Counter-sentence: "a crowd outside the White House".
func speaks(d *syntax.Doc, i int) bool {
	return !cased(d, i, "in", "at", "outside", "inside", "near", "around", "into", "on", "to", "from")
}

// score reports whether a result of a match depends on word i: "won 3-1".
func score(d *syntax.Doc, i int) bool {
	for _, c := range d.Children(i) {
		if t := d.Words[c].Text; len(t) >= 3 && len(t) <= 7 && strings.ContainsAny(t, "-–") && unicode.IsDigit(rune(t[0])) && unicode.IsDigit(rune(t[len(t)-1])) {
			return true
		}
	}
	return false
}

// cased reports whether word i has one of the prepositions.
func cased(d *syntax.Doc, i int, cases ...string) bool {
	for _, c := range d.Children(i) {
		if d.Words[c].Is("case") {
			for _, k := range cases {
				if strings.EqualFold(d.Words[c].Text, k) {
					return true
				}
			}
		}
	}
	return false
}

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
