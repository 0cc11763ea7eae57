package link

import (
	"cmp"
	"math"
	"slices"

	"hearsay"
)

// A Shelf holds the reports of a case and what is known of their links. [Place]
// asks it for no more than the report at hand can have to do with.
type Shelf interface {
	// Report returns a report, nil if there is none.
	Report(id hearsay.DocumentID) *Report
	// Sketches returns by what reports are found, nil for one that was not placed yet.
	Sketches(ids ...hearsay.DocumentID) []*Sketch
	// Holders returns for each mark the reports that have it.
	Holders(a HolderAsk) [][]hearsay.DocumentID
	// Edges returns the pairs that any of the claims is of, each once.
	Edges(claims ...hearsay.ClaimID) []Edge
	// Names names the links of certain kinds that join a report, or one event of it
	// if event is not zero.
	Names(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []Name
	// Links returns the links of certain kinds that join a report, or one event
	// of it if event is not zero.
	Links(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []Link
	// Copied returns the copies whose From a report is. What is copied by
	// thousands copies few.
	Copied(id hearsay.DocumentID) []Link
	// Versions returns the reports that were seen at an address, the oldest first.
	Versions(url string) []hearsay.DocumentID
	// Owner returns to whom an outlet belongs, "" if that is not known.
	Owner(outlet string) string
}

// A Name names a link: see [hearsay.Link.ID].
type Name struct{ ID, Kind, Differs string }

// NoDay stands for the day of a report whose day of publication is not known.
const NoDay = math.MaxInt32

// A Sketch is by what a report is found when others are placed.
type Sketch struct {
	Document hearsay.DocumentID
	Day      int    // of publication, in days since 1970, or [NoDay]
	Site     string // who published it, folded; ""
	Whole    uint64 // a hash of all its words
	Prints   []uint64
	Clues    []uint64
}

// A HolderAsk asks which reports have marks: prints, or else clues.
type HolderAsk struct {
	Clues bool
	Marks []uint64
	// First and Last bound the day of publication; reports of no known day are
	// holders too. Both zero: of any day.
	First, Last int
	Most        int // holders of one mark, those of the earliest days
}

// An Edge says how probable it is that two claims are of one event. A is less
// than B.
type Edge struct {
	A, B        hearsay.ClaimID
	Probability float64
}

func compareEdges(e, f Edge) int { return cmp.Or(e.A.Compare(f.A), e.B.Compare(f.B)) }

// A Change is what is to be kept when a report was placed.
type Change struct {
	Document hearsay.DocumentID
	Sketch   *Sketch
	Edges    []Edge   // of its claims, in place of those before
	Gone     []string // ids of links
	Links    []Link   // new, or in place of those of the same id
	Again    []hearsay.DocumentID
}

// How many of the rarest words of a report, and of its head, are clues to others
// about the same.
const (
	topStems = 24
	topAhead = 12
)

// clueOfEvent is what the clue of an event counts for, in words.
const clueOfEvent = 3

// Sketch returns by what p is found: prints of its words, and as clues its
// rarest words, and of its events place and day together.
func (p *Report) Sketch() *Sketch {
	s := &Sketch{Document: p.Document.ID, Day: p.day, Site: p.site(), Whole: p.whole, Prints: p.prints}
	s.clues(p.about(), topStems)
	s.clues(p.ahead(), topAhead)
	for _, c := range p.Claims() {
		if len(c.begin) >= len("2006-01-02") && c.place != nil && c.place.Level != "country" {
			s.Clues = append(s.Clues, keyOf(Fold(c.place.Name)+c.begin[:len("2006-01-02")])|1) // odd: of an event
		}
	}
	slices.Sort(s.Clues)
	s.Clues = slices.Compact(s.Clues)
	return s
}

// clues adds the n weightiest words of v.
func (s *Sketch) clues(v vector, n int) {
	v = slices.Clone(v)
	slices.SortFunc(v, func(a, b weighed) int { return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key)) })
	for _, w := range v[:min(len(v), n)] {
		s.Clues = append(s.Clues, w.key&^1)
	}
}
