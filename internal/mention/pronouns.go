package mention

import (
	"strings"

	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A pronoun is what the form of a personal pronoun says of whom it stands for.
type pronoun struct {
	person uint8
	number number
	gender lexicon.Gender
	thing  bool // it, its: no person
	reflex bool
}

var pronouns = map[string]pronoun{
	"i": {person: 1, number: singular}, "me": {person: 1, number: singular}, "my": {person: 1, number: singular},
	"mine": {person: 1, number: singular}, "myself": {person: 1, number: singular, reflex: true},
	"we": {person: 1, number: plural}, "us": {person: 1, number: plural}, "our": {person: 1, number: plural},
	"ours": {person: 1, number: plural}, "ourselves": {person: 1, number: plural, reflex: true},
	"you": {person: 2}, "your": {person: 2}, "yours": {person: 2},
	"yourself": {person: 2, number: singular, reflex: true}, "yourselves": {person: 2, number: plural, reflex: true},
	"he": {person: 3, number: singular, gender: lexicon.Male}, "him": {person: 3, number: singular, gender: lexicon.Male},
	"his": {person: 3, number: singular, gender: lexicon.Male}, "himself": {person: 3, number: singular, gender: lexicon.Male, reflex: true},
	"she": {person: 3, number: singular, gender: lexicon.Female}, "her": {person: 3, number: singular, gender: lexicon.Female},
	"hers": {person: 3, number: singular, gender: lexicon.Female}, "herself": {person: 3, number: singular, gender: lexicon.Female, reflex: true},
	"it": {person: 3, number: singular, thing: true}, "its": {person: 3, number: singular, thing: true},
	"itself": {person: 3, number: singular, thing: true, reflex: true},
	"they":   {person: 3, number: plural}, "them": {person: 3, number: plural}, "their": {person: 3, number: plural},
	"theirs": {person: 3, number: plural}, "'em": {person: 3, number: plural},
	"themselves": {person: 3, number: plural, reflex: true}, "themself": {person: 3, reflex: true},
}

func isPersonal(w *syntax.Word) bool {
	_, ok := pronouns[strings.ToLower(w.Text)]
	return ok
}

// isExpletive finds an "it" that stands for nothing though the tree calls it a
// subject: "it is raining", "it is likely that", "it seems that".
func isExpletive(d *syntax.Doc, i int) bool {
	w := &d.Words[i]
	if !strings.EqualFold(w.Text, "it") || w.Head < 0 {
		return false
	}
	for _, c := range d.Children(w.Head) {
		switch d.Words[c].Rel {
		case "csubj", "csubj:pass", "csubj:outer":
			return true
		}
	}
	switch d.Words[w.Head].Lemma {
	case "rain", "snow", "seem", "appear", "turn":
		return d.Words[w.Head].UPOS == "VERB" && !strings.HasPrefix(w.Rel, "obj")
	}
	return false
}

// quotations numbers the quotation that each word stands in, 0 outside any.
// Straight marks open and close by turns within a block, so that one left open
// reaches no further than its block.
func quotations(d *syntax.Doc) []int {
	scope := make([]int, len(d.Words))
	open, count, block := 0, 0, -1
	for _, s := range d.Sents {
		if s.Block != block {
			open, block = 0, s.Block
		}
		for i := s.From; i < s.To; i++ {
			switch d.Words[i].Text {
			case "“", "``", "«", "„":
				count++
				open = count
			case "”", "''", "»":
				open = 0
			case `"`:
				if open > 0 {
					open = 0
				} else {
					count++
					open = count
				}
			}
			scope[i] = open
		}
	}
	return scope
}
