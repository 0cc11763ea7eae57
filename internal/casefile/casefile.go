// Package casefile says what a case is: reports that are kept together with
// their readings, and found again.
//
// A case keeps a document for ever under the hash of its text, with every
// address it was seen at and when. Its reading can be made again at any time and
// replaces the one before, together with the rows that questions are answered
// from, in one transaction. What people correct is kept apart, with its history,
// and laid over every reading ([Overlay]).
//
// The engines are packages below this one: sqlite keeps a case in one file.
// Each passes the same tests (package casefiletest).
package casefile

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"time"

	"hearsay"
	"hearsay/internal/query"
)

// Errors that engines wrap in a [*hearsay.Error].
var (
	ErrNotFound = errors.New("not in the case")
	ErrNewer    = errors.New("the case was made by a newer version of hearsay")
	ErrForeign  = errors.New("the file is no case")
	ErrBusy     = errors.New("another program is writing to the case")
)

// A Report is a document on its way into a case.
type Report struct {
	Document hearsay.Document
	Findings []hearsay.Finding // made while it was taken from its page
	// What its page or bundle says beyond the document.
	Section string
	Updated string
	// Error says why it could not be read as a text; Document then has its name
	// and address alone, and Source what was received. It is kept all the same.
	Error  string
	Source []byte
}

// An Outcome is what adding a report came to.
type Outcome uint8

// Outcomes.
const (
	Added   Outcome = iota // a new document, with a job to read it
	Known                  // the same text at the same address: nothing changed
	Version                // another address, or another text at an address that is known
	Failed                 // kept with its error
)

// A State is how far a document has come. Values are stored: add at the end only.
type State uint8

// States.
const (
	Waiting       State = iota // to be read
	Read                       // it has a reading
	Broken                     // it could not be read; see Error
	OtherLanguage              // kept, and not read as if it were English
)

// A Kept is a document in a case.
type Kept struct {
	Report
	State   State
	Added   time.Time        // by the clock of the machine that added it
	Reading hearsay.Versions // of its reading; zero if it has none
}

// A Seen is one sight of a text at an address.
type Seen struct {
	URL      string
	Document hearsay.DocumentID
	Title    string
	// Published is the day of publication that the text gives, "" if none.
	Published string
	First     time.Time
}

// A Hit is a report that answers a question, the best first.
type Hit struct {
	Document  hearsay.DocumentID `json:"document"`
	Title     string             `json:"title"`
	Outlet    string             `json:"outlet"`
	URL       string             `json:"url"`
	Published string             `json:"published"`
	Events    []hearsay.EventID  `json:"events"`   // those that the question is about
	Snippets  []hearsay.Receipt  `json:"snippets"` // where its words stand, or its events
}

// A Page of hits.
type Page struct {
	Hits  []Hit  `json:"hits"`
	Total int    `json:"total"` // in the whole case
	Next  string `json:"next"`  // for the next page; "" if there is none
}

// Ask is a question to a case.
type Ask struct {
	Query query.Node
	Limit int    // hits of a page; 0 is 20
	After string // [Page.Next] of the page before; "" for the first
	// Only asks for events of these reports; empty: of all. Find does not look at it.
	Only []hearsay.DocumentID
}

// A Problem is something that [Check] found wrong.
type Problem struct {
	Document hearsay.DocumentID `json:"document"` // zero for the case as a whole
	Kind     string             `json:"kind"`     // damaged, orphan, hash, receipt, edit, failed
	Text     string             `json:"text"`
	Detail   string             `json:"detail,omitempty"` // more lines: the stack of a fault
}

// Counts says how much is in a case.
type Counts struct {
	Documents, Read, Waiting, Broken, OtherLanguage int
	Versions, Events, Attributions, Edits           int
	Bytes                                           int64
}

// A Reader makes a reading of a document. A panic in it is an error of that
// document alone.
type Reader func(ctx context.Context, k *Kept) (*hearsay.Reading, error)

// Work says how to work through what waits in a case.
type Work struct {
	Workers int // documents read at once; 0 is 1
	Read    Reader
	// Retry says how long to wait after the given try, from 1; nil is 1, 4 and 16
	// seconds. After four tries a document is set aside.
	Retry func(try int) time.Duration
	// Forever keeps on waiting for more; else work ends when nothing waits.
	Forever bool
	// Grace is how long documents that are being read when ctx ends may take still;
	// what is not read by then waits for the next who works.
	Grace time.Duration
	// Done is called after each document, by one goroutine at a time; may be nil.
	Done func(id hearsay.DocumentID, err error)
}

// A Feed is watched for new reports.
type Feed struct {
	URL      string        `json:"url"`
	Interval time.Duration `json:"interval"` // between two looks; in JSON a number of seconds
	ETag     string        `json:"etag"`     // what the server said of its state
	Modified string        `json:"modified"`
	Checked  time.Time     `json:"checked"`  // the last look; zero if there was none
	Changed  time.Time     `json:"changed"`  // the last look that found something new
	Failures int           `json:"failures"` // looks in a row that failed
	Error    string        `json:"error"`    // of the last of them
	Added    int           `json:"added"`    // reports that came from it
}

// MarshalJSON implements [json.Marshaler].
func (f Feed) MarshalJSON() ([]byte, error) {
	type plain Feed
	return json.Marshal(struct {
		plain
		Interval float64 `json:"interval"`
	}{plain(f), f.Interval.Seconds()})
}

// Due returns when the feed is to be looked at next. After looks that failed it
// waits longer, up to a day.
func (f *Feed) Due() time.Time {
	if f.Checked.IsZero() {
		return time.Time{}
	}
	wait := f.Interval << min(f.Failures, 10)
	if f.Failures > 0 {
		wait = max(f.Interval, min(wait, 24*time.Hour))
	}
	return f.Checked.Add(wait)
}

// A Store keeps one case. Its methods may be called by several goroutines, and
// by several processes on one case. Errors are [*hearsay.Error]s; after any of
// them the case is as it was before the call.
type Store interface {
	io.Closer
	Survey
	Linker
	Matrices
	Mover

	// Add keeps reports, each with its version and the job to read it in one
	// transaction with all the others, and returns what became of each. Adding
	// what is known changes nothing.
	Add(ctx context.Context, reports ...Report) ([]Outcome, error)

	// Document returns a document whose id begins with prefix, in hexadecimal.
	// The error wraps [ErrNotFound] if there is none, or more than one.
	Document(ctx context.Context, prefix string) (*Kept, error)

	// Documents returns all documents by their date of publication, then id: an
	// order that does not depend on when they were added.
	Documents(ctx context.Context) iter.Seq2[*Kept, error]

	// Versions returns what was seen at an address, the oldest first.
	Versions(ctx context.Context, url string) ([]Seen, error)

	// Reading returns the reading of a document as it was made, and the edits
	// over it. The reading is nil if there is none yet.
	Reading(ctx context.Context, id hearsay.DocumentID) (*hearsay.Reading, []Edit, error)

	// Keep replaces the readings of documents and the rows made from them, all in
	// one transaction. They then no longer wait to be read.
	Keep(ctx context.Context, readings ...*hearsay.Reading) error

	// Work reads what waits: each document once in effect, whatever happens to
	// this process. It returns when nothing waits, or ctx ends.
	Work(ctx context.Context, w Work) error

	// Queue returns what waits, and who works.
	Queue(ctx context.Context) (Queue, error)

	// Again makes documents wait to be read again: those that which returns true
	// for, and returns how many. Failed ones get all their tries anew.
	Again(ctx context.Context, which func(*Kept) bool) (int, error)

	// Find answers a question.
	Find(ctx context.Context, a Ask) (*Page, error)

	// Correct keeps an edit. The edits of a document are laid over its readings
	// in the order in which they were made.
	Correct(ctx context.Context, e Edit) error

	// Edits returns all edits of the case in the order in which they were made.
	Edits(ctx context.Context) ([]Edit, error)

	// Feeds returns the feeds that are watched, by address.
	Feeds(ctx context.Context) ([]Feed, error)

	// KeepFeed keeps how a feed does, or one that is new.
	KeepFeed(ctx context.Context, f Feed) error
	// DropFeed forgets a feed; the reports that came from it stay. The error wraps
	// [ErrNotFound] if it is not watched.
	DropFeed(ctx context.Context, url string) error

	// Delete removes a document and all that was made from it.
	Delete(ctx context.Context, id hearsay.DocumentID) error

	// Check looks for damage in the engine's own tables: the file, keys that lead
	// nowhere, documents that wait with no job to read them. The function [Check]
	// looks at what they hold, too.
	Check(ctx context.Context) ([]Problem, error)

	// Counts returns how much there is.
	Counts(ctx context.Context) (Counts, error)
}
