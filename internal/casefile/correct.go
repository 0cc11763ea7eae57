package casefile

import (
	"context"
	"errors"
	"strings"
	"time"

	"hearsay"
)

// correctionSize is how many bytes a field of a correction may have.
const correctionSize = 2000

// Correct keeps in s that a person sets a field of the record called record
// ("v3", or "d" for the document itself) of the document whose id begins with
// id, and returns what is kept.
func Correct(ctx context.Context, s Store, id, record, field, value, by, note string) (Edit, error) {
	k, err := s.Document(ctx, id)
	if err != nil {
		return Edit{}, err
	}
	r, edits, err := s.Reading(ctx, k.Document.ID)
	if err != nil {
		return Edit{}, err
	}
	invalid := func(err error) (Edit, error) {
		return Edit{}, &hearsay.Error{Op: "correct", Doc: k.Document.ID, Kind: hearsay.Invalid, Err: err}
	}
	if r == nil {
		return invalid(errors.New("the report has no reading yet"))
	}
	if max(len(value), len(by), len(note)) > correctionSize {
		return invalid(errors.New("a correction is longer than 2000 bytes"))
	}
	r, _ = Overlay(r, edits)
	e, err := Resolve(r, strings.TrimSpace(record), field, strings.TrimSpace(value))
	if err != nil {
		return invalid(err)
	}
	e.At, e.By, e.Note = time.Now().UTC().Truncate(time.Second), strings.TrimSpace(by), strings.TrimSpace(note)
	return e, s.Correct(ctx, e)
}
