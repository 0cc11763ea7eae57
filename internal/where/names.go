package where

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
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
func names(d *syntax.Doc, ms *mention.Set) []toponym {
	var out []toponym
	for i := range ms.Mentions {
		m := &ms.Mentions[i]
		if m.Form != hearsay.Name || m.Label != "LOC" && m.Label != "FAC" {
			continue
		}
		from, to := bare(d, m.From, m.To)
		if from >= to || len(out) > 0 && from < out[len(out)-1].to {
			continue
		}
		t := toponym{from: from, to: to, mention: i, facility: m.Label == "FAC", metonym: m.Metonym, country: m.Country}
		if m.Metonym {
			t.why = append(t.why, hearsay.Why{Rule: "where.metonym", Score: 1, Note: "the government of " + m.Country})
		} else if team(d, m.Head) {
			t.metonym, t.country = true, ""
			t.why = append(t.why, hearsay.Why{Rule: "where.team", Score: 1, Note: "a team"})
		}
		out = append(out, t)
	}
	return out
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
