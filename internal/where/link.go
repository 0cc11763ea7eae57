package where

import (
	"strings"

	"hearsay/internal/gazetteer"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A link says that the text puts one toponym inside another.
type link struct {
	outer int    // index of the toponym; -1: only a country is named
	code  string // the country of an adjective ("the Syrian city of Hama")
	how   string // "," "(" "in" "'s" "adjective"
}

// links returns, for each toponym, what the text says it lies in; how is ""
// where it says nothing.
//
//	Masyaf, Hama, Syria     Masyaf (Syria)      Masyaf, a town in Syria
//	Syria's Masyaf          the Syrian town of Masyaf
//
// Counter-sentence: "Masyaf, Hama and Syria's coast". Which of the readings of
// a comma holds is for the resolver to see: in "Paris, London" no Paris lies in
// a London.
func links(d *syntax.Doc, ts []toponym) []link {
	out := make([]link, len(ts))
	for i := range ts {
		out[i] = link{outer: -1}
		t := &ts[i]
		if i+1 < len(ts) && d.Words[ts[i+1].from].Sent == d.Words[t.from].Sent {
			if how := gap(d, t.to, ts[i+1].from); how != "" {
				out[i] = link{outer: i + 1, how: how}
				continue
			}
		}
		if i > 0 && ts[i-1].to+1 == t.from && isPossessive(&d.Words[t.from-1]) {
			out[i] = link{outer: i - 1, how: "'s"}
			continue
		}
		if code := adjectiveBefore(d, t.from); code != "" {
			out[i] = link{outer: -1, code: code, how: "adjective"}
		}
	}
	return out
}

// maxGap is the number of words between a place and what it is said to lie in:
// "Masyaf, a small town in the province of Hama".
const maxGap = 8

// gap says how the words [from, to) between two names join them.
func gap(d *syntax.Doc, from, to int) string {
	if to <= from || to-from > maxGap {
		return ""
	}
	first := d.Words[from].Text
	switch {
	case first == "," && to-from == 1:
		return ","
	case first == "(" && to-from == 1:
		return "("
	}
	in := false
	for w := from; w < to; w++ {
		word := &d.Words[w]
		switch {
		case word.Text == "," && w == from:
		case strings.EqualFold(word.Text, "in"):
			in = true
		case word.UPOS == "DET" || word.UPOS == "ADJ":
		case word.UPOS == "NOUN" && (!in && w > from && first == "," || in):
		case in && strings.EqualFold(word.Text, "of"):
		case in && strings.EqualFold(word.Text, "'s"):
		default:
			return ""
		}
	}
	if in {
		return "in"
	}
	return ""
}

func isPossessive(w *syntax.Word) bool {
	return w.XPOS == "POS" || w.Text == "'s" || w.Text == "’s" || w.Text == "'" || w.Text == "’"
}

// adjectiveBefore returns the country of an adjective that stands before the
// name at word from, with a noun for a place between them or none: "the Syrian
// city of Hama", "Syrian Hama", "the northern Syrian port Hama".
func adjectiveBefore(d *syntax.Doc, from int) string {
	s := d.SentOf(from)
	for w := from - 1; w >= max(s.From, from-5); w-- {
		word := &d.Words[w]
		if code, ok := lexicon.Adjective(word.Text); ok && code != "" {
			return code
		}
		l := strings.ToLower(word.Lemma)
		if _, ok := typeWords[l]; !ok && l != "of" && word.UPOS != "ADJ" && word.UPOS != "DET" && l != "capital" {
			return ""
		}
	}
	return ""
}

// typeWords say of what kind the place is that they stand beside.
var typeWords = map[string]gazetteer.Level{
	"city": gazetteer.Town, "town": gazetteer.Town, "village": gazetteer.Town, "hamlet": gazetteer.Town, "suburb": gazetteer.Town,
	"neighborhood": gazetteer.Town, "neighbourhood": gazetteer.Town, "quarter": gazetteer.Town, "port": gazetteer.Town,
	"settlement": gazetteer.Town, "township": gazetteer.Town, "capital": gazetteer.Town, "municipality": gazetteer.Town,
	"county": gazetteer.District, "parish": gazetteer.District, "district": gazetteer.District, "borough": gazetteer.District,
	"province": gazetteer.Province, "governorate": gazetteer.Province, "state": gazetteer.Province, "oblast": gazetteer.Province,
	"prefecture": gazetteer.Province, "canton": gazetteer.Province, "region": gazetteer.Region, "territory": gazetteer.Province,
	"country": gazetteer.Country, "nation": gazetteer.Country, "republic": gazetteer.Country, "kingdom": gazetteer.Country,
	"river": gazetteer.Water, "lake": gazetteer.Water, "sea": gazetteer.Water, "gulf": gazetteer.Water, "bay": gazetteer.Water,
	"strait": gazetteer.Water, "ocean": gazetteer.Water, "reservoir": gazetteer.Water, "creek": gazetteer.Water,
	"island": gazetteer.Region, "peninsula": gazetteer.Region, "valley": gazetteer.Region, "mountain": gazetteer.Region,
	"desert": gazetteer.Region, "continent": gazetteer.Region, "mount": gazetteer.Region, "forest": gazetteer.Region, "park": gazetteer.Region,
	"airport": gazetteer.Facility, "base": gazetteer.Facility, "airbase": gazetteer.Facility, "crossing": gazetteer.Facility,
	"camp": gazetteer.Facility, "fort": gazetteer.Facility, "prison": gazetteer.Facility, "airfield": gazetteer.Facility,
}

// kindOf returns the level that the words beside or in a name give it: "the
// province of Hama", "Hama province", "Hama County"; LevelUnknown if they give
// none. "Kansas City" is one by its own words.
func kindOf(d *syntax.Doc, t *toponym) (level gazetteer.Level, word string) {
	at := func(w int) (gazetteer.Level, string, bool) {
		l := strings.ToLower(d.Words[w].Lemma)
		k, ok := typeWords[l]
		return k, l, ok
	}
	if t.to-t.from > 1 {
		for _, w := range [...]int{t.to - 1, t.from} {
			if k, l, ok := at(w); ok {
				return k, l
			}
		}
	}
	s := d.SentOf(t.from)
	if w := afterList(d, t.to, s.To); w < s.To && d.Words[w].UPOS == "NOUN" {
		if k, l, ok := at(w); ok && (w == t.to || d.Words[w].XPOS == "NNS") {
			return k, l
		}
	}
	for w := t.from - 1; w >= max(s.From, t.from-3); w-- {
		if k, l, ok := at(w); ok && d.Words[w].UPOS != "VERB" {
			return k, l
		}
		if !strings.EqualFold(d.Words[w].Text, "of") && d.Words[w].UPOS != "DET" {
			break
		}
	}
	return gazetteer.LevelUnknown, ""
}

// afterList returns the word that follows a list of names of which one ends
// before word w: "Harrow, Dale and Northport counties".
func afterList(d *syntax.Doc, w, end int) int {
	const longest = 24
	start := w
	for w < end && w-start < longest {
		word := &d.Words[w]
		if word.Text != "," && !strings.EqualFold(word.Text, "and") && word.UPOS != "PROPN" {
			break
		}
		w++
	}
	return w
}
