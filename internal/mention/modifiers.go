package mention

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// count returns the number in front of a noun, and the words that hold it
// open: "at least [14] people" is 14, "at least".
func count(d *syntax.Doc, head int) (int, string) {
	for _, c := range d.Children(head) {
		w := &d.Words[c]
		if c > head || w.Rel != "nummod" && w.Rel != "det" && w.Rel != "amod" {
			continue
		}
		from, to := d.Subtree(c)
		if to > head {
			continue
		}
		// "both men" are two; "both Russian and Syrian soldiers" are more.
		if w.Rel == "det" && (!strings.EqualFold(w.Text, "both") || c+1 != head) {
			continue
		}
		// The number is the end of its subtree that reads as one.
		for i := max(from, to-longestNumber); i < to; i++ {
			if n, vague, ok := lexicon.Number(texts(d, i, to)); ok && !vague && n > 0 {
				if i == from {
					return n, ""
				}
				return n, strings.ToLower(joined(d, from, i))
			}
		}
	}
	return 0, ""
}

// longestNumber is how many words a number may have: "one hundred and
// twenty-five thousand".
const longestNumber = 8

func texts(d *syntax.Doc, from, to int) []string {
	out := make([]string, 0, to-from)
	for _, w := range d.Words[from:to] {
		out = append(out, w.Text)
	}
	return out
}

// modifierCountry returns the country that an adjective, a possessive or a name
// before the noun gives it, or for those who serve a state "of": "Russian
// officers", "Russia's army", "US officials", "the president of Kenya".
//
// Counter-sentences: "Iranian-backed militias", "Kenya's friends", "an ally of
// Kenya", "victims of Kenya's army".
func modifierCountry(d *syntax.Doc, m *Mention) string {
	relative := m.Form == hearsay.Nominal && relational[d.Words[m.Head].Lemma]
	for _, c := range d.Children(m.Head) {
		w := &d.Words[c]
		if relative && w.Rel == "nmod:poss" {
			continue
		}
		switch w.Rel {
		case "amod", "compound", "nmod:poss", "nmod:desc", "flat", "det":
			if code := countryOf(d, c); code != "" {
				return code
			}
		case "nmod":
			if c > m.Head && servesState(m) && hasCase(d, c, "of") {
				if code := countryOf(d, c); code != "" {
					return code
				}
			}
		}
	}
	return ""
}

// relational are nouns for those who stand beside or against an owner.
var relational = setOf(`ally friend enemy foe rival partner neighbor neighbour opponent critic counterpart supporter
	adversary backer victim target`)

// servesState says whether a noun is of those who serve a state.
func servesState(m *Mention) bool {
	switch m.role.Sector {
	case "GOV", "MIL", "LEG", "JUD", "COP", "SPY":
		return true
	}
	return len(m.phrase) > 0 && stateNouns[lastWord(m.phrase[len(m.phrase)-1])] != ""
}

// countryOf returns the country of an adjective or name at word i with the
// words that belong to it ("South Korean", "Saudi Arabia").
func countryOf(d *syntax.Doc, i int) string {
	w := &d.Words[i]
	if w.UPOS != "ADJ" && w.UPOS != "PROPN" && w.UPOS != "NOUN" {
		return ""
	}
	for from := max(i-3, d.SentOf(i).From); from <= i; from++ {
		to := i + 1
		if from == i {
			// "United States" may be headed by its first word.
			for to < min(i+3, d.SentOf(i).To) && d.Words[to].Head == i && d.Words[to].UPOS == "PROPN" && d.Words[to].Rel != "appos" && d.Words[to].Rel != "conj" {
				to++
			}
		} else if d.Words[from].Head != i && d.Words[from].Head != d.Words[i].Head {
			continue
		}
		for ; to > i; to-- {
			text := joined(d, from, to)
			if code, ok := lexicon.Adjective(text); ok {
				return code
			}
			if code, ok := lexicon.CountryNamed(text); ok {
				return code
			}
		}
	}
	return ""
}
