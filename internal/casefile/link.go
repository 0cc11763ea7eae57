package casefile

import (
	"cmp"
	"context"
	"math"
	"time"

	"hearsay"
)

// A Linker keeps what links the reports of a case: copies, events that several
// tell of, what contradicts, corrects and cites what (see [hearsay.Link]).
//
// Links are found by whoever works on the case, a report at a time, and kept as
// rows that are only read afterwards. A report waits to be linked from when its
// reading is kept until its links are; a reading that is replaced, an edit and a
// deletion take away the links of the report, and make those wait anew that were
// joined with it.
type Linker interface {
	// Unlinked returns at most n reports that wait to be linked, by date of
	// publication, then id.
	Unlinked(ctx context.Context, n int) ([]Unlinked, error)

	// Sketches returns the sketches of reports, in the order of ids; those of
	// reports without one are zero.
	Sketches(ctx context.Context, ids ...hearsay.DocumentID) ([]Sketch, error)

	// Holders returns for each of the marks that a asks for the reports that have
	// it, by day of publication, then id.
	Holders(ctx context.Context, a HolderAsk) ([][]hearsay.DocumentID, error)

	// Edges returns the pairs that any of the claims is of, whose probability is
	// at least least, each once, by A, then B.
	Edges(ctx context.Context, least float64, claims ...hearsay.ClaimID) ([]Edge, error)

	// KeepLinks keeps the links of a report, in one transaction with all that
	// changes by it. Nothing is kept of a change that was made for a turn which is
	// not the last: what waits, waits on.
	KeepLinks(ctx context.Context, c LinkChange) error

	// Untold returns at most n topics of which events were joined or parted, and
	// whose stories are to be told again, in order. See [hearsay.Link.Topic].
	Untold(ctx context.Context, n int) ([]Untold, error)

	// Links returns links, by kind and by what they join, as
	// [hearsay.CompareLinks] has it.
	Links(ctx context.Context, a LinkAsk) (*LinkPage, error)

	// LinkNames names the links that a asks for, without reading them.
	LinkNames(ctx context.Context, a LinkAsk) ([]LinkName, error)

	// LinkCounts returns how many links there are of each kind, by kind; under
	// the kind "" how many reports wait to be linked.
	LinkCounts(ctx context.Context) (map[string]int, error)

	// Alone runs f while no other process, and no other goroutine of this one,
	// runs another f on the case. If one does it waits until ctx ends.
	Alone(ctx context.Context, f func(context.Context) error) error

	// Alerts returns the saved queries, by name.
	Alerts(ctx context.Context) ([]Alert, error)

	// KeepAlert keeps a saved query, in place of one of its name.
	KeepAlert(ctx context.Context, a Alert) error

	// DropAlert removes a saved query and what it found. The error wraps
	// [ErrNotFound] if there is none of the name.
	DropAlert(ctx context.Context, name string) error

	// Fire keeps what a saved query found, and returns what was not known: a find
	// of which no key was in an earlier one of the query. All keys are noted.
	Fire(ctx context.Context, name string, finds ...Find) ([]Find, error)

	// Fired returns what saved queries found, the last first: of all queries if
	// name is "".
	Fired(ctx context.Context, name string, limit int) ([]Find, error)

	// KeepGrade keeps a person's grade of a source; earlier ones stay.
	KeepGrade(ctx context.Context, g Grade) error

	// Grades returns persons' grades in the order in which they were given.
	Grades(ctx context.Context) ([]Grade, error)

	// KeepOwners replaces the table of who owns which outlet. All reports then wait
	// to be linked.
	KeepOwners(ctx context.Context, all []Owner) error

	// Owners returns the table of who owns which outlet, by outlet.
	Owners(ctx context.Context) ([]Owner, error)
}

// An Unlinked is a report that waits to be linked. Its turn grows whenever its
// reading, or that of a report that it was joined with, changes.
type Unlinked struct {
	Document hearsay.DocumentID
	Turn     int64 // from 1
}

// An Untold is a topic whose stories are to be told again. Its turn grows whenever
// an event of it changes.
type Untold struct {
	Topic string
	Turn  int64 // from 1
}

// NoDay stands for the day of a report whose day of publication is not known.
const NoDay = math.MaxInt32

// A Sketch is what a report is found by when others are linked.
type Sketch struct {
	Document hearsay.DocumentID
	Day      int    // of publication, in days since 1970, or [NoDay]
	Site     string // who published it, folded; "" if not known
	Whole    uint64 // a hash of all its words
	Prints   []uint64
	Clues    []uint64
}

// A MarkKind says what a mark of a report is made of.
type MarkKind uint8

// Kinds of mark. Values are stored: add at the end only.
const (
	Print MarkKind = 1 // some words of its text in a row
	Clue  MarkKind = 2 // something that one of its events is about
)

// A HolderAsk asks which reports have marks.
type HolderAsk struct {
	Kind  MarkKind
	Marks []uint64
	// First and Last bound the day of publication of the holders; those of no
	// known day are holders too. Both zero: of any day.
	First, Last int
	Most        int // holders returned of one mark, those of the earliest days and least ids
}

// An Edge says how probable it is that two claims are of one event. A is less
// than B by document, then event.
type Edge struct {
	A, B        hearsay.ClaimID
	Probability float64
}

// Compare orders edges by A, then B.
func (e Edge) Compare(f Edge) int { return cmp.Or(e.A.Compare(f.A), e.B.Compare(f.B)) }

// A LinkChange is what changes when a report is linked.
type LinkChange struct {
	Document hearsay.DocumentID   // no longer waits; zero: only links change
	Turn     int64                // the turn of Document for which the change was made; zero: whatever it is
	Told     Untold               // a topic of which Links are the stories; zero: of none
	Sketch   *Sketch              // by what it is found from now on; nil: as before
	Edges    []Edge               // of its claims; those before are gone
	Gone     []string             // ids of links
	Links    []hearsay.Link       // new, or in place of those of the same id
	Again    []hearsay.DocumentID // wait to be linked again
}

// A LinkAsk asks for links: of certain kinds, joining a document or an event.
type LinkAsk struct {
	Kinds    []string // none: all
	Document hearsay.DocumentID
	Event    hearsay.EventID // of Document
	From     bool            // Document is the links' From
	ID       string          // one link: see [hearsay.Link.ID]
	Topic    string          // of events and stories: see [hearsay.Link.Topic]
	Limit    int             // links of a page; 0 is all
	After    string          // [LinkPage.Next] of the page before
}

// A LinkName names a link: see [hearsay.Link.ID].
type LinkName struct{ ID, Kind, Differs string }

// A LinkPage is links that were asked for.
type LinkPage struct {
	Links []hearsay.Link
	Next  string // for the next page; "" if there is none
}

// An Alert is a saved query.
type Alert struct {
	Name  string    `json:"name"`
	Query string    `json:"query"` // as package query has it
	Added time.Time `json:"added"`
}

// A Find is one thing that a saved query found: an event, or a contradiction.
type Find struct {
	Alert string    `json:"alert"`
	At    time.Time `json:"at"`
	Kind  string    `json:"kind"` // "event", "contradiction"
	// Keys name what was found: all claims of an event, the id of a link. A find
	// of which one was found before is not new.
	Keys     []string           `json:"keys"`
	Document hearsay.DocumentID `json:"document"`
	Event    hearsay.EventID    `json:"event"`
	Link     string             `json:"link"` // id of the link; "" if the event is told by one report
	Text     string             `json:"text"` // one sentence
}

// A Grade is a person's grade of a source.
type Grade struct {
	Source string    `json:"source"` // an outlet
	Grade  string    `json:"grade"`  // A to F; "" takes an earlier one back
	By     string    `json:"by"`
	At     time.Time `json:"at"`
	Note   string    `json:"note"`
}

// An Owner says to whom an outlet belongs.
type Owner struct {
	Outlet string `json:"outlet"`
	Owner  string `json:"owner"`
}
