// Package event finds what a document says happened, was done, wanted or
// denied, and codes it by PLOVER: type, mode and context, who did it to whom,
// when, where, how many, on whose word, and how certainly.
//
// In "Northland jets bombed the port of Selm on Friday, killing 12 people, the
// governor said." there is one event: ASSAULT, mode aerial; actor the jets
// (Northland, military), recipients the port and 12 people; time that Friday,
// place Selm, 12 dead; said by the governor; happened.
//
// The words that carry an event are found by package codebook and by the
// model's heads for events, the roles by the tree, status and certainty by
// package factuality. Several mentions of one happening in a document are one
// Event; the rules that tell one from two are in same.go. Types, modes, contexts,
// sectors, quad classes and scores follow the PLOVER manual (draft 2.0).
//
// Not attempted: events that the text only implies, and who did what it leaves
// unsaid. Values and functions may be used by several goroutines at once.
package event

import (
	"cmp"
	"slices"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/codebook"
	"hearsay/internal/factuality"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
	"hearsay/internal/when"
	"hearsay/internal/where"
)

// An Event is one happening as a document tells it. Ranges of words are
// half-open.
type Event struct {
	From, To   int      // the words that carry it where it is first told
	Word       int      // the one of them that the tree hangs them on
	Also       [][2]int // further mentions of it, by position
	Type, Mode string   // PLOVER's; no mode is ""
	Contexts   []string // PLOVER's, sorted
	Quad       int      // 1 to 4
	Scale      float64  // −10 to 10
	CAMEO      string   // "" where the mapping is not certain
	Actors     []Role   // by position; none if the text does not say
	Recipients []Role
	Place      int // index in [Inputs.Places], −1 if none
	// PlaceFrom is "stated", "inferred from …", or "none".
	PlaceFrom string
	Time      Time
	Counts    []Count
	Said      int // innermost attribution that holds it, −1 in the document's own voice
	// Value and Label are the certainty of whoever says so, on FactBank's scale.
	Value float64
	Label string
	// Author is the document's own commitment where it shows another.
	Author     *factuality.Author
	Status     string // happened, ongoing, habitual, planned, demanded, threatened, predicted, hypothetical, denied, not-happened, unknown
	Confidence float64
	Why        []hearsay.Why

	facts facts
}

// A Role is somebody or something taking part in an event.
type Role struct {
	From, To int // its words
	Word     int // their head
	Mention  int // index in [mention.Set.Mentions], −1 for words that are none, such as "Russian" in "Russian strikes"
	Entity   int // index in [mention.Set.Entities], −1 if not known
	Country  string
	Sector   string
	Wikidata string
	Why      []hearsay.Why // how the role, the country and the sector were found
}

// A Time is when an event took place.
type Time struct {
	Ref        int    // index in [Inputs.Times], −1 if none
	Value      string // TIMEX3, or the date assumed; "" if not known
	Precision  hearsay.Precision
	Begin, End string // first and last day, ISO 8601; "" open or not known
	// From is "stated", "anchored" (stated, and counted from another day),
	// "tense" (before or after publication), "assumed publication date", "none".
	From string
}

// A Count is a number that the text gives for an event.
type Count struct {
	What      string  // dead, injured, arrested, displaced, abducted, missing, crowd, weapons, times, other
	Value     float64 // the number, or the lowest that the words allow
	Low, High float64 // what the words allow; High is 0 where they set no limit
	Modifier  string  // "at least", "dozens"; ""
	From, To  int     // the words
	Said      int     // innermost attribution that holds them, −1 in the document's own voice

	clause int // the word that says so: numbers of one clause are parts, of two perhaps rivals
}

// Inputs is what other packages have found in the document. The zero value is
// nothing, not even a date.
type Inputs struct {
	Times     []when.Time
	Places    []where.Place
	Published hearsay.Date
	// Weights are those of the witnesses; nil is the built-in ones.
	Weights *Weights
}

// Find returns the events of a document by position, and findings about
// numbers that disagree. Cost grows linearly with the words.
func Find(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution, in Inputs) ([]Event, []hearsay.Finding) {
	f := newFinder(d, ms, said, in)
	f.triggers()
	es := f.events()
	f.tallies(es)
	es = slices.DeleteFunc(es, func(e Event) bool { return f.sum(&e) })
	es = f.consequences(es)
	f.moments(es)
	f.sites(es)
	es = f.joined(es)
	for i := range es {
		es[i].clear()
	}
	es = slices.DeleteFunc(es, func(e Event) bool { return e.Confidence < least })
	f.settings(es)
	for i := range es {
		f.finish(&es[i])
	}
	slices.SortStableFunc(es, func(a, b Event) int { return cmp.Compare(a.From, b.From) })
	return es, f.conflicts(es)
}

// A finder holds what is known of one document.
type finder struct {
	d      *syntax.Doc
	ms     *mention.Set
	said   []attribution.Attribution
	in     Inputs
	judge  *factuality.Judge
	book   *codebook.Book
	cue    []int // of each word the attribution whose cue it belongs to, −1
	timeAt []int // of each word the time it belongs to, −1
	place  []int // of each word the smallest place it belongs to, −1
	found  []trigger
	at     map[int]int     // from a word to the trigger that it carries, an index in found
	who    map[int]whoCode // what is known of each entity
	seen   map[int][]codebook.Match
	judged map[int]factuality.Judgement
	names  map[string]int // entities by name
	states map[string]int // entities of countries by code
	weigh  *Weights
}

func newFinder(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution, in Inputs) *finder {
	f := &finder{d: d, ms: ms, said: said, in: in, judge: factuality.New(d, ms, said), book: codebook.Plover(),
		at: map[int]int{}, who: map[int]whoCode{}, seen: map[int][]codebook.Match{}, judged: map[int]factuality.Judgement{},
		names: map[string]int{}, states: map[string]int{}}
	f.index()
	if f.weigh = in.Weights; f.weigh == nil {
		f.weigh = fitted
	}
	none := func() []int {
		s := make([]int, len(d.Words))
		for i := range s {
			s[i] = -1
		}
		return s
	}
	f.cue, f.timeAt, f.place = none(), none(), none()
	for i, a := range said {
		for w := a.CueFrom; w < a.CueTo; w++ {
			f.cue[w] = i
		}
	}
	for i, t := range in.Times {
		for w := t.From; w < t.To; w++ {
			f.timeAt[w] = i
		}
	}
	for i, p := range in.Places { // the longer come first
		for w := p.From; w < p.To; w++ {
			f.place[w] = i
		}
	}
	return f
}

// matches returns the codebook's matches at a word, each computed once.
func (f *finder) matches(word int) []codebook.Match {
	m, ok := f.seen[word]
	if !ok {
		m = f.book.Match(f.d, word)
		f.seen[word] = m
	}
	return m
}

// judgement returns how sure the event of a word is, each computed once.
func (f *finder) judgement(word int) factuality.Judgement {
	j, ok := f.judged[word]
	if !ok {
		j = f.judge.Of(word)
		f.judged[word] = j
	}
	return j
}

// word returns word i of the document.
func (f *finder) word(i int) *syntax.Word { return &f.d.Words[i] }

// finish fills in what follows from type and mode.
func (f *finder) finish(e *Event) {
	e.Quad, e.Scale = codebook.Quad(e.Type), codebook.Scale(e.Type, e.Mode)
	if e.Mode == "cyber" || e.Mode == "misinformation" {
		e.Contexts = append(e.Contexts, e.Mode)
	}
	slices.Sort(e.Contexts)
	e.Contexts = slices.Compact(e.Contexts)
	for _, roles := range []*[]Role{&e.Actors, &e.Recipients} {
		slices.SortStableFunc(*roles, func(a, b Role) int { return cmp.Compare(a.Word, b.Word) })
	}
	slices.SortFunc(e.Also, func(a, b [2]int) int { return cmp.Compare(a[0], b[0]) })
}
