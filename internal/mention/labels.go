package mention

import (
	"strings"

	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"

	"hearsay"
)

// settle makes the labels of equal names agree over the document, since the
// tagger sees each name in its own sentence only: what is a place nine times is
// no person the tenth.
//
// A person and a place may share a name, so a label moves between PER and the
// rest only where the tagger was unsure of it. Names of two or more words that
// begin with a given name and end as a person's name elsewhere ("Ramo Kadir",
// "Kadir") are that person's.
func settle(d *syntax.Doc, names []name) {
	votes := map[string]map[string]float64{}
	surnames := map[string]bool{}
	keys := make([]string, len(names))
	for i, n := range names {
		words, text := nameWords(d, n.From, n.To)
		keys[i] = fold(text)
		if votes[keys[i]] == nil {
			votes[keys[i]] = map[string]float64{}
		}
		votes[keys[i]][n.Label] += n.Prob
		if n.Label == "PER" {
			surnames[fold(words[len(words)-1])] = true
		}
	}
	for i := range names {
		n := &names[i]
		words, _ := nameWords(d, n.From, n.To)
		v := votes[keys[i]]
		label, most := n.Label, v[n.Label]
		for _, l := range [...]string{"PER", "ORG", "LOC", "FAC", "NORP", "MISC"} {
			if v[l] > most {
				label, most = l, v[l]
			}
		}
		sure := (label == "PER") != (n.Label == "PER") && n.Prob > 0.9
		if label != n.Label && most > 1.5*v[n.Label] && !sure {
			relabel(n, label, "name.majority")
			continue
		}
		if (n.Label == "LOC" || n.Label == "ORG") && len(words) > 1 && lexicon.GenderOf(words[0]) != lexicon.AnyGender &&
			surnames[fold(words[len(words)-1])] && lexicon.BodyNamed(strings.Join(words, " ")) == nil {
			relabel(n, "PER", "name.given")
		}
	}
}

func relabel(n *name, label, rule string) {
	n.Why = append(n.Why, hearsay.Why{Rule: rule, Score: n.Prob, Note: n.Label + "→" + label})
	n.Label = label
}
