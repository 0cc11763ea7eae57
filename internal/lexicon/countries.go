package lexicon

import (
	_ "embed"
	"strings"
)

//go:embed countries.tsv
var countriesText string

//go:embed peoples.tsv
var peoplesText string

var places = loadCountries()

type countryLists struct {
	names      map[string]string // "Russia" → RUS
	shown      map[string]string // RUS → "Russia"
	adjectives map[string]string // "Russian" → RUS
	people     map[string]people // "Russians" → RUS, plural
	capitals   map[string]string // "Moscow" → RUS
}

type people struct {
	country          string
	singular, plural bool
}

func loadCountries() countryLists {
	l := countryLists{
		names:      make(map[string]string, 512),
		shown:      make(map[string]string, 256),
		adjectives: make(map[string]string, 512),
		people:     make(map[string]people, 512),
		capitals:   make(map[string]string, 256),
	}
	for row := range table(countriesText, 6) {
		code, adjectives, nouns := row[0], row[3], row[4]
		l.shown[code] = row[1]
		l.names[row[1]] = code
		for n := range each(row[2]) {
			l.names[n] = code
		}
		l.addPeople(code, adjectives, nouns)
		for c := range each(row[5]) {
			if _, ok := l.names[c]; !ok {
				l.capitals[c] = code
			}
		}
	}
	for row := range table(peoplesText, 3) {
		l.addPeople(row[2], row[0], row[1])
	}
	return l
}

func (l *countryLists) addPeople(code, adjectives, nouns string) {
	for a := range each(adjectives) {
		l.adjectives[a] = code
	}
	if nouns == "" {
		nouns = adjectives
	}
	for n := range each(nouns) {
		if strings.HasSuffix(n, "ese") && !strings.Contains(n, "/") {
			n += "/" + n
		}
		one, more := forms(n)
		p := l.people[one]
		l.people[one] = people{code, true, p.plural || one == more}
		l.people[more] = people{code, one == more, true}
	}
}

// CountryNamed returns the code of the country that a name stands for: ISO
// 3166-1 alpha-3, and KOS for Kosovo. Case counts: "US" is a country, "us" is
// not. An article before the name must be taken off, save where it belongs to
// it ("The Gambia").
func CountryNamed(name string) (code string, ok bool) {
	code, ok = places.names[name]
	return code, ok
}

// CountryName returns the usual English name of a country, "" for an unknown
// code.
func CountryName(code string) string { return places.shown[code] }

// Adjective returns the code of the country that an adjective belongs to:
// "Russian" gives RUS. A people without a state of its own, as in "Kurdish",
// gives "" and true.
func Adjective(word string) (code string, ok bool) {
	code, ok = places.adjectives[word]
	return code, ok
}

// People returns the country of a noun for its people, and whether the noun
// can be one person or several: "Russian" one, "Russians" several, "Chinese"
// both. A people without a state has code "".
func People(noun string) (code string, singular, plural, ok bool) {
	p, ok := places.people[noun]
	return p.country, p.singular, p.plural, ok
}

// Capital returns the country whose government news calls by the name of a
// city: "Moscow wants" is RUS. Whether the city or the government is meant is
// for the caller to find out. Capitals called like their country (Singapore)
// are not among them.
func Capital(name string) (code string, ok bool) {
	code, ok = places.capitals[name]
	return code, ok
}
