package casefile

import (
	"context"
	"fmt"
	"iter"
	"math"
	"slices"

	"hearsay"
)

// A Whole is a document with all that a case keeps of it, but for edits and links.
type Whole struct {
	Kept
	Made   *hearsay.Reading // as it was made; nil if there is none
	Seen   []Seen           // the addresses that it was seen at, the first sight first
	Queued bool             // it waits to be read, or to be read again
}

// A Mover gives and takes documents with all that a case keeps of them, so that
// a case can go from one engine to another ([Move]).
type Mover interface {
	// Wholes returns all documents in the order in which they were added.
	Wholes(ctx context.Context) iter.Seq2[*Whole, error]

	// Restore keeps documents as another case kept them, with the rows made from
	// their readings and the edits over them, all in one transaction. Those that are
	// known stay as they are. Edits must be there before.
	Restore(ctx context.Context, all ...*Whole) error

	// RestoreEdits keeps edits, after those that are there.
	RestoreEdits(ctx context.Context, all ...Edit) error

	// FiredKeys returns all that was noted as found by a saved query, in order;
	// RestoreKeys notes it.
	FiredKeys(ctx context.Context, alert string) ([]string, error)
	RestoreKeys(ctx context.Context, alert string, keys ...string) error
}

// together is how many documents are moved in one transaction.
const together = 50

// Move copies everything that from keeps into to: documents with their readings
// and addresses, corrections, feeds, links, alerts, grades, owners and
// hypotheses. from stays as it is. A move that broke off goes on where it ended
// when it is done again; what to holds beside stays. step is called after each
// document; it may be nil.
func Move(ctx context.Context, from, to Store, step func()) error {
	for _, part := range []func(context.Context, Store, Store) error{moveEdits, moveFeeds, moveOwners} {
		if err := part(ctx, from, to); err != nil {
			return err
		}
	}
	var batch []*Whole
	flush := func() error {
		if err := to.Restore(ctx, batch...); err != nil {
			return err
		}
		for range batch {
			if step != nil {
				step()
			}
		}
		batch = batch[:0]
		return nil
	}
	for w, err := range from.Wholes(ctx) {
		if err != nil {
			return err
		}
		if batch = append(batch, w); len(batch) == together {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if err := flush(); err != nil {
		return err
	}
	for _, part := range []func(context.Context, Store, Store) error{moveLinks, moveAlerts, moveGrades, moveMatrices} {
		if err := part(ctx, from, to); err != nil {
			return err
		}
	}
	return nil
}

// missing returns those of all that there are more of than in has.
func missing[T any](all, has []T) []T {
	count := make(map[string]int)
	for _, x := range has {
		count[fmt.Sprintf("%+v", x)]++
	}
	var out []T
	for _, x := range all {
		if k := fmt.Sprintf("%+v", x); count[k] > 0 {
			count[k]--
		} else {
			out = append(out, x)
		}
	}
	return out
}

func moveEdits(ctx context.Context, from, to Store) error {
	all, err := from.Edits(ctx)
	if err != nil {
		return err
	}
	has, err := to.Edits(ctx)
	if err != nil {
		return err
	}
	return to.RestoreEdits(ctx, missing(all, has)...)
}

func moveFeeds(ctx context.Context, from, to Store) error {
	all, err := from.Feeds(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		if err := to.KeepFeed(ctx, f); err != nil {
			return err
		}
	}
	return nil
}

func moveOwners(ctx context.Context, from, to Store) error {
	all, err := from.Owners(ctx)
	if err != nil {
		return err
	}
	has, err := to.Owners(ctx)
	if err != nil || slices.Equal(all, has) || len(all) == 0 {
		return err
	}
	return to.KeepOwners(ctx, all)
}

// moveLinks copies what links each document, and by what it is found. Those that
// wait to be linked wait on.
func moveLinks(ctx context.Context, from, to Store) error {
	unlinked, err := from.Unlinked(ctx, math.MaxInt32)
	if err != nil {
		return err
	}
	waits := make(map[hearsay.DocumentID]bool)
	for _, w := range unlinked {
		waits[w.Document] = true
	}
	for k, err := range from.Documents(ctx) {
		if err != nil {
			return err
		}
		if k.State != Read {
			continue
		}
		c, err := linksOf(ctx, from, k.Document.ID)
		if err != nil {
			return err
		}
		if waits[c.Document] {
			c.Again = append(c.Again, c.Document)
		}
		if err := to.KeepLinks(ctx, *c); err != nil {
			return err
		}
	}
	return nil
}

// linksOf returns the change that makes the links of a document what they are.
func linksOf(ctx context.Context, s Store, id hearsay.DocumentID) (*LinkChange, error) {
	c := &LinkChange{Document: id}
	sketches, err := s.Sketches(ctx, id)
	if err != nil {
		return nil, err
	}
	if k := sketches[0]; !k.Document.IsZero() {
		c.Sketch = &k
	}
	r, edits, err := s.Reading(ctx, id)
	if err != nil || r == nil {
		return c, err
	}
	r, _ = Overlay(r, edits)
	var claims []hearsay.ClaimID
	for _, e := range r.Events {
		claims = append(claims, hearsay.ClaimID{Document: id, Event: e.ID})
	}
	if c.Edges, err = s.Edges(ctx, 0, claims...); err != nil {
		return nil, err
	}
	p, err := s.Links(ctx, LinkAsk{Document: id, From: true})
	if err != nil {
		return nil, err
	}
	c.Links = p.Links
	return c, nil
}

func moveAlerts(ctx context.Context, from, to Store) error {
	all, err := from.Alerts(ctx)
	if err != nil {
		return err
	}
	for _, a := range all {
		if err := to.KeepAlert(ctx, a); err != nil {
			return err
		}
		finds, err := from.Fired(ctx, a.Name, 0)
		if err != nil {
			return err
		}
		slices.Reverse(finds)
		if _, err := to.Fire(ctx, a.Name, finds...); err != nil {
			return err
		}
		keys, err := from.FiredKeys(ctx, a.Name)
		if err != nil {
			return err
		}
		if err := to.RestoreKeys(ctx, a.Name, keys...); err != nil {
			return err
		}
	}
	return nil
}

func moveGrades(ctx context.Context, from, to Store) error {
	all, err := from.Grades(ctx)
	if err != nil {
		return err
	}
	has, err := to.Grades(ctx)
	if err != nil {
		return err
	}
	for _, g := range missing(all, has) {
		if err := to.KeepGrade(ctx, g); err != nil {
			return err
		}
	}
	return nil
}

func moveMatrices(ctx context.Context, from, to Store) error {
	all, err := from.Matrices(ctx)
	if err != nil {
		return err
	}
	for _, m := range all {
		if err := to.KeepMatrix(ctx, m); err != nil {
			return err
		}
	}
	return nil
}
