package casefile

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// undo is the field of an edit that takes another of the same document back. Its
// value is the number of that edit, from 1, in the order in which they were made.
const undo = "undo"

// Standing reports for each edit of one document, in the order in which they
// were made, whether it stands: no later edit that stands takes it back. Taking
// back what took something back makes that stand again.
func Standing(edits []Edit) []bool {
	stand := make([]bool, len(edits))
	for i := range stand {
		stand[i] = true
	}
	for i := len(edits) - 1; i >= 0; i-- {
		if n, ok := undone(edits[i]); ok && stand[i] && n <= i {
			stand[n-1] = false
		}
	}
	return stand
}

// undone returns the number of the edit that e takes back.
func undone(e Edit) (n int, ok bool) {
	if e.Field != undo {
		return 0, false
	}
	n, err := strconv.Atoi(e.Value)
	return n, err == nil && n >= 1
}

// Undo keeps in s that a person takes back edit n, from 1, of the document whose
// id begins with id. Nothing of the history is lost: it is an edit of its own,
// which can be taken back likewise.
func Undo(ctx context.Context, s Store, id string, n int, by, note string) (Edit, error) {
	k, err := s.Document(ctx, id)
	if err != nil {
		return Edit{}, err
	}
	_, edits, err := s.Reading(ctx, k.Document.ID)
	if err != nil {
		return Edit{}, err
	}
	invalid := func(format string, args ...any) (Edit, error) {
		return Edit{}, &hearsay.Error{Op: "undo", Doc: k.Document.ID, Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...)}
	}
	switch {
	case n < 1 || n > len(edits):
		return invalid("there is no correction %d of this report: it has %d", n, len(edits))
	case !Standing(edits)[n-1]:
		return invalid("correction %d is taken back already", n)
	case max(len(by), len(note)) > correctionSize:
		return invalid("a correction is longer than 2000 bytes")
	}
	of := edits[n-1]
	e := Edit{Document: k.Document.ID, At: time.Now().UTC().Truncate(time.Second), By: strings.TrimSpace(by), Record: "d", Field: undo,
		Value: strconv.Itoa(n), Before: strings.TrimSpace(of.Field + " " + of.Value), Note: strings.TrimSpace(note)}
	return e, s.Correct(ctx, e)
}

// outcomes are what becomes of a forecast or a question, beside its options:
// "" leaves it open, "void" says that it cannot be told.
var outcomes = []string{"", "yes", "no", "void"}

// outcome stands before the note that says what became of a question.
const outcome = "outcome: "

// applyQuestion notes what became of a question.
func applyQuestion(q *hearsay.Question, e Edit) (before string, err error) {
	before = Resolved(q)
	if !slices.Contains(outcomes, e.Value) && !slices.Contains(q.Options, e.Value) {
		return before, errors.New("no outcome " + strconv.Quote(e.Value) + ": there are yes, no, void (it cannot be told), nothing at all for open, and the options that the text names")
	}
	q.Why = append(q.Why, hearsay.Why{Rule: edited, Score: 1, Note: outcome + e.Value})
	return before, nil
}

// Resolved returns what a person said has become of a question or forecast, in a
// reading with edits laid over it: yes, no, void, or one of its options; "" while
// it is open.
func Resolved(q *hearsay.Question) string {
	for _, w := range slices.Backward(q.Why) {
		if w.Rule == edited {
			if s, ok := strings.CutPrefix(w.Note, outcome); ok {
				return s
			}
		}
	}
	return ""
}
