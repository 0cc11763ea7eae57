package lexicon

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"hearsay"
)

//go:embed cues.tsv
var cuesText string

//go:embed attitudes.tsv
var attitudesText string

// A CueKind is the part of speech in which a word marks attribution.
type CueKind uint8

const (
	CueVerb        CueKind = iota // "said", "called for"
	CueNoun                       // "the claim that"
	CueAdverb                     // "reportedly"
	CueAdjective                  // "alleged", "is confident that"
	CuePreposition                // "according to"
)

// A Cue is what a word or phrase does when it marks attribution.
type Cue struct {
	Phrase []string // its lemmas in order: "point", "out"
	Kind   CueKind
	Act    hearsay.Act
	// Strength says how much else is needed: 3 marks attribution nearly
	// wherever it has a speaker ("said"), 2 with a clause, a quotation or a
	// preposition of its own ("found that"), 1 is an attitude toward a thing
	// ("backed the plan").
	Strength int
	frame    string // ",q,c,of,"
}

// Takes reports whether what is said can have a form: "q" a quotation, "c" a
// clause, "i" an infinitive, "o" an object, or a preposition ("of").
func (c *Cue) Takes(form string) bool { return strings.Contains(c.frame, ","+form+",") }

var (
	cues      = loadCues(cuesText)
	attitudes = joinCues(cues, loadCues(attitudesText))
)

// joinCues returns the entries of both lists; one that both have is that of the
// first with the frames of the two.
func joinCues(first, second map[string][]*Cue) map[string][]*Cue {
	m := maps.Clone(first)
	for lemma, cs := range second {
		for _, c := range cs {
			all := slices.Clone(m[lemma])
			k := slices.IndexFunc(all, func(x *Cue) bool { return x.Kind == c.Kind && slices.Equal(x.Phrase, c.Phrase) })
			if k < 0 {
				m[lemma] = append(all, c)
				continue
			}
			both := *all[k]
			both.Strength, both.frame = max(both.Strength, c.Strength), both.frame+c.frame[1:]
			all[k] = &both
			m[lemma] = all
		}
	}
	return m
}

func loadCues(text string) map[string][]*Cue {
	kinds := map[string]CueKind{"verb": CueVerb, "noun": CueNoun, "adverb": CueAdverb, "adjective": CueAdjective, "preposition": CuePreposition}
	m := make(map[string][]*Cue, 512)
	for row := range table(text, 5) {
		c := &Cue{Phrase: strings.Fields(row[0]), Kind: kinds[row[1]], Strength: int(row[3][0] - '0'), frame: "," + row[4] + ","}
		if err := c.Act.UnmarshalText([]byte(row[2])); err != nil {
			panic(err)
		}
		m[c.Phrase[0]] = append(m[c.Phrase[0]], c)
	}
	return m
}

// CuesFrom returns the entries whose first word has the given lemma, in the
// order of the list. The values are shared: do not change them.
func CuesFrom(lemma string) []*Cue { return cues[lemma] }

// AttitudesFrom returns what [CuesFrom] does and the attitudes that count only
// inside what somebody says, with their frames.
func AttitudesFrom(lemma string) []*Cue { return attitudes[lemma] }

// CueOf returns the entry of one word used as kind, nil if the list has none.
func CueOf(lemma string, kind CueKind) *Cue { return single(cues[lemma], kind) }

// AttitudeOf is to [AttitudesFrom] what CueOf is to CuesFrom.
func AttitudeOf(lemma string, kind CueKind) *Cue { return single(attitudes[lemma], kind) }

func single(cs []*Cue, kind CueKind) *Cue {
	for _, c := range cs {
		if c.Kind == kind && len(c.Phrase) == 1 {
			return c
		}
	}
	return nil
}
