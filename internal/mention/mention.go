// Package mention finds whom and what a document speaks of, and which of its
// mentions speak of the same one.
//
// In "Three Northport officers met Foreign Minister Ana Prado, who told them to
// leave. The minister did not say why." the first mention is a group of three,
// of the military; "Foreign Minister Ana Prado" and "The minister" are one
// person, of the government. Every decision carries the rule or the score that
// made it.
//
// Words, extents and heads follow the Universal Dependencies trees of package
// syntax; what counts as a mention follows the GUM corpus (every noun phrase
// and pronoun, not modifying adjectives), and sectors are those of the PLOVER
// manual 2.0. The package does not say where a place is, nor who speaks.
//
// A [Set] is built by one goroutine and may then be read by several.
package mention

import (
	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A Mention is one noun phrase or pronoun, as words of the document.
type Mention struct {
	From, To int // its words [From, To), without relative clause, apposition and case marker
	Head     int // the word that the rest depends on
	Form     hearsay.Form
	Kind     hearsay.EntityKind
	Label    string // of its name: PER ORG LOC FAC NORP MISC; "" if it is none
	Type     string // the model's type of mention: person, place, abstract …; "" if a rule found it
	Entity   int    // index in [Set.Entities]
	Count    int    // members, if it gives their number ("three officers"); else 0
	Approx   string // what the text puts before the number: "at least"; ""
	Country  string // ISO 3166-1 alpha-3 where its own words support one; else ""
	Sector   string // PLOVER's sector, likewise
	Plural   bool
	Gender   lexicon.Gender
	Outlet   bool // an organisation that publishes news
	// Definite is set for names and for phrases that point to something known:
	// "the minister", "this report", "its leader".
	Definite bool
	// Metonym is set for a capital that stands for a government ("Moscow wants").
	// Nothing is to be put on a map for it.
	Metonym bool
	// Describes is set for an apposition or a predicate that says what another
	// mention is ("Ana Prado, the minister"; "Prado is the minister"): it belongs
	// to the entity and refers to nothing of its own.
	Describes bool
	// News is set for what a record of news needs: persons, groups,
	// organisations, places, peoples, documents, and what refers to them.
	News bool
	Why  []hearsay.Why

	name     []string // the words of its name in order, without article, titles and hyphens
	text     string   // its name as written, likewise
	sure     float64  // how sure the tagger was of its label
	phrase   []string // the words before and including a nominal head, in lower case
	role     lexicon.Role
	title    string // the noun before a name that says what the person is, in lower case
	person   uint8  // grammatical person of a pronoun: 1, 2, 3
	scope    int    // number of the quotation it stands in; 0 outside any
	number   number
	fresh    bool // "a source", "another officer", "officials": speaks of somebody new
	reflexes bool // himself, itself
	part     bool // inside the name of another mention
	weak     bool // the model only half saw a mention
	claimed  bool // a predicate: somebody's claim, not the text's own naming
}

// A number is what a mention's form says about how many it speaks of.
type number uint8

const (
	anyNumber number = iota
	singular
	plural
)

// An Entity is what some mentions have in common.
type Entity struct {
	Name        string // the fullest name, or the description of what is never named
	Kind        hearsay.EntityKind
	Named       bool
	Count       int
	Country     string
	Sector      string
	Outlet      bool
	Mentions    []int  // indices in [Set.Mentions], ascending
	Description string // the text's own words for it; "" if it has only names
	News        bool   // one of its mentions is
	Why         []hearsay.Why
}

// A Set is the mentions and entities of one document.
type Set struct {
	Mentions []Mention // by From, then the longer first
	Entities []Entity  // by first mention

	doc    *syntax.Doc
	byHead []int // of each word the mention whose head it is; -1
}

// Find finds the mentions of a document and joins them to entities. The cost is
// linear in the length of the document, save for scoring up to a few hundred
// antecedents a mention.
func Find(d *syntax.Doc) *Set {
	return find(d, findNames(d))
}

func find(d *syntax.Doc, names []name) *Set {
	s := &Set{doc: d, byHead: make([]int, len(d.Words))}
	settle(d, names)
	s.Mentions = heads(d, names)
	settleTypes(d, s.Mentions)
	s.order()
	describe(d, s)
	s.order() // a pronoun's extent shrinks to itself
	resolve(d, s)
	return s
}

// At returns the index of the mention whose head is the given word, -1 if there
// is none.
func (s *Set) At(word int) int {
	if word < 0 || word >= len(s.byHead) {
		return -1
	}
	return s.byHead[word]
}
