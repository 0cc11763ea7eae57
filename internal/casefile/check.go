package casefile

import (
	"context"
	"fmt"
	"strings"

	"hearsay"
)

// Check looks for damage in a case: first what its engine can tell of its own
// tables ([Store.Check]), then the hash of every text, every receipt of every
// reading, corrections whose record is gone, and what could not be read. step is
// called after each document; it may be nil.
func Check(ctx context.Context, s Store, step func()) ([]Problem, error) {
	all, err := s.Check(ctx)
	if err != nil {
		return nil, err
	}
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		of, err := check(ctx, s, k)
		if err != nil {
			return nil, err
		}
		if all = append(all, of...); step != nil {
			step()
		}
	}
	return all, nil
}

// check looks at one document and its reading.
func check(ctx context.Context, s Store, k *Kept) (all []Problem, err error) {
	d := &k.Document
	add := func(kind, format string, args ...any) {
		all = append(all, Problem{Document: d.ID, Kind: kind, Text: nameOf(d) + ": " + fmt.Sprintf(format, args...)})
	}
	switch {
	case k.State == Broken:
		reason, detail, _ := strings.Cut(k.Error, "\n")
		add("failed", "%s", reason)
		all[0].Detail = detail
		return all, nil
	case hearsay.IDOf(d.Text) != d.ID:
		add("hash", "its text is not the one that it was kept under")
		return all, nil
	case k.State != Read:
		return nil, nil
	}
	r, edits, err := s.Reading(ctx, d.ID)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		add("damaged", "%v", err)
	case r == nil:
		add("orphan", "it is said to be read, and has no reading")
	default:
		if err := r.Validate(); err != nil {
			add("receipt", "%v", err)
		}
		if _, left := Overlay(r, edits); len(left) > 0 {
			add("edit", "%d corrections are about records that are no longer there", len(left))
		}
	}
	return all, nil
}

// nameOf returns what a document is called in a message.
func nameOf(d *hearsay.Document) string {
	for _, s := range []string{d.Name, d.URL, d.Title} {
		if s != "" {
			return s
		}
	}
	return d.ID.String()[:12]
}
