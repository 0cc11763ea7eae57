package lexicon

import (
	_ "embed"
	"strings"
)

//go:embed names.tsv
var namesText string

var givenNames = loadGivenNames()

func loadGivenNames() map[string]Gender {
	m := make(map[string]Gender, 1024)
	for row := range table(namesText, 2) {
		g := Male
		if row[0] == "f" {
			g = Female
		}
		for n := range strings.FieldsSeq(row[1]) {
			m[n] = g
		}
	}
	return m
}

// A Gender is what a word says about the sex of the person it stands for.
type Gender uint8

const (
	AnyGender Gender = iota // the word does not say
	Male
	Female
)

// GenderOf returns the gender that a given name, a title or a noun for a
// person shows, such as "Ana", "Mrs." or "spokeswoman".
func GenderOf(word string) Gender {
	if g, ok := givenNames[word]; ok {
		return g
	}
	w := strings.TrimSuffix(strings.ToLower(word), ".")
	if g, ok := genderWords[w]; ok {
		return g
	}
	switch {
	case strings.HasSuffix(w, "woman") || strings.HasSuffix(w, "women"):
		return Female
	case len(w) > 4 && (strings.HasSuffix(w, "man") || strings.HasSuffix(w, "men")) &&
		word == w && !notMen[w] && !notMen[strings.TrimSuffix(w, "s")]:
		return Male
	}
	return AnyGender
}

// Nouns in -man and -men that are not men, written without a capital.
var notMen = map[string]bool{"human": true, "specimen": true, "women": true, "layman": true}

var genderWords = map[string]Gender{
	"mr": Male, "sir": Male, "lord": Male, "king": Male, "prince": Male, "father": Male, "son": Male,
	"brother": Male, "husband": Male, "uncle": Male, "nephew": Male, "grandfather": Male, "boy": Male,
	"man": Male, "men": Male, "gentleman": Male, "emperor": Male, "monk": Male,
	"priest": Male, "pope": Male, "imam": Male, "ayatollah": Male, "sheikh": Male, "boyfriend": Male,
	"widower": Male, "dad": Male, "grandson": Male, "stepfather": Male, "guy": Male, "sultan": Male,
	"emir": Male, "pontiff": Male, "bishop": Male, "archbishop": Male, "cardinal": Male, "boys": Male,
	"mrs": Female, "ms": Female, "miss": Female, "madam": Female, "madame": Female, "lady": Female,
	"queen": Female, "princess": Female, "mother": Female, "daughter": Female, "sister": Female,
	"wife": Female, "aunt": Female, "niece": Female, "grandmother": Female, "girl": Female,
	"woman": Female, "actress": Female, "empress": Female, "nun": Female, "widow": Female,
	"waitress": Female, "girlfriend": Female, "mom": Female, "mum": Female, "granddaughter": Female,
	"stepmother": Female, "duchess": Female, "girls": Female, "heroine": Female,
	"duke": Male, "baron": Male, "baroness": Female, "countess": Female,
}
