package intake

import (
	"cmp"
	"context"
	"errors"
	"iter"
	"slices"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

// Linking says how reports of a case are linked. The zero value is the default.
type Linking struct {
	// Done is called after each report; may be nil.
	Done func(hearsay.DocumentID)
	// Found is called with what saved queries found when all is linked; may be nil.
	Found func([]casefile.Find)
}

// pause is how long [Follow] waits before it looks whether more is to be linked.
// What follows is found for all that came meanwhile at once.
const pause = 2 * time.Second

// Follow links what is read, and runs the saved queries on it, until ctx ends.
func Follow(ctx context.Context, s casefile.Store, o Linking) error {
	for {
		if _, err := Link(ctx, s, o); err != nil {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Link links the reports of a case that wait for it, runs the saved queries on
// them, and returns how many reports it linked. While another process links the
// case it waits.
func Link(ctx context.Context, s casefile.Store, o Linking) (int, error) {
	counts, err := s.LinkCounts(ctx)
	if err != nil {
		return 0, err
	}
	if counts[""] == 0 {
		topics, err := s.Untold(ctx, 1)
		if err != nil || len(topics) == 0 {
			return 0, err
		}
	}
	linked := make(map[hearsay.DocumentID]bool)
	err = s.Alone(ctx, func(ctx context.Context) error {
		if err := place(ctx, s, linked, o.Done); err != nil {
			return err
		}
		return tell(ctx, s)
	})
	if err != nil {
		return len(linked), err
	}
	found, err := Alert(ctx, s, "", linked)
	if len(found) > 0 && o.Found != nil {
		o.Found(found)
	}
	return len(linked), err
}

// place links all reports that wait for it, and notes them.
func place(ctx context.Context, s casefile.Store, linked map[hearsay.DocumentID]bool, done func(hearsay.DocumentID)) error {
	sh, err := newShelf(ctx, s)
	if err != nil {
		return err
	}
	for {
		waiting, err := s.Unlinked(ctx, batch)
		if err != nil || len(waiting) == 0 {
			return err
		}
		for _, w := range waiting {
			sh.next(w.Document)
			c := changeOf(link.Place(w.Document, sh))
			c.Turn = w.Turn
			if sh.err == nil {
				sh.err = s.KeepLinks(ctx, c)
			}
			if errors.Is(sh.err, casefile.ErrNotFound) { // a report that it has to do with was deleted meanwhile
				if sh, err = newShelf(ctx, s); err != nil {
					return err
				}
				break
			}
			if sh.err != nil {
				return sh.err
			}
			if !linked[w.Document] && done != nil {
				done(w.Document)
			}
			linked[w.Document] = true
		}
	}
}

// tell finds anew which events follow from which, of the topics in which one
// changed: that costs what the topics hold, and not the size of the case.
func tell(ctx context.Context, s casefile.Store) error {
	for {
		topics, err := s.Untold(ctx, batch)
		if err != nil || len(topics) == 0 {
			return err
		}
		for _, t := range topics {
			c := casefile.LinkChange{Told: t}
			if c.Links, err = link.Stories(allLinks(ctx, s, hearsay.LinkSameEvent, t.Topic)); err != nil {
				return err
			}
			now := make(map[string]bool)
			for i := range c.Links {
				now[c.Links[i].ID()] = true
			}
			for l, err := range allLinks(ctx, s, hearsay.LinkStory, t.Topic) {
				if err != nil {
					return err
				}
				if !now[l.ID()] {
					c.Gone = append(c.Gone, l.ID())
				}
			}
			if err := s.KeepLinks(ctx, c); err != nil && !errors.Is(err, casefile.ErrNotFound) {
				return err
			}
		}
	}
}

// allLinks yields all links of a kind and topic.
func allLinks(ctx context.Context, s casefile.Store, kind, topic string) iter.Seq2[*hearsay.Link, error] {
	return func(yield func(*hearsay.Link, error) bool) {
		for a := (casefile.LinkAsk{Kinds: []string{kind}, Topic: topic, Limit: 500}); ; {
			p, err := s.Links(ctx, a)
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range p.Links {
				if !yield(&p.Links[i], nil) {
					return
				}
			}
			if a.After = p.Next; a.After == "" {
				return
			}
		}
	}
}

func changeOf(c link.Change) casefile.LinkChange {
	out := casefile.LinkChange{Document: c.Document, Gone: c.Gone, Links: c.Links, Again: c.Again}
	if c.Sketch != nil {
		s := casefile.Sketch(*c.Sketch)
		out.Sketch = &s
	}
	for _, e := range c.Edges {
		out.Edges = append(out.Edges, casefile.Edge(e))
	}
	return out
}

// kept is how many reports are kept ready to be compared: what is new is mostly
// like what came shortly before.
const kept = 400

// A shelf is a case as package link asks for it. The first error ends the work;
// what is answered after it is empty.
type shelf struct {
	ctx    context.Context
	store  casefile.Store
	err    error
	ready  map[hearsay.DocumentID]*link.Report
	used   []hearsay.DocumentID // in the order in which they were made ready
	owners map[string]string
}

func newShelf(ctx context.Context, s casefile.Store) (*shelf, error) {
	sh := &shelf{ctx: ctx, store: s, ready: make(map[hearsay.DocumentID]*link.Report), owners: make(map[string]string)}
	owners, err := s.Owners(ctx)
	for _, o := range owners {
		sh.owners[link.Fold(o.Outlet)] = o.Owner
	}
	return sh, err
}

// fail notes an error, and reports whether there is one.
func (sh *shelf) fail(err error) bool {
	if sh.err == nil {
		sh.err = err
	}
	return sh.err != nil
}

// Report implements [link.Shelf].
func (sh *shelf) Report(id hearsay.DocumentID) *link.Report {
	if p, ok := sh.ready[id]; ok {
		return p
	}
	r, edits, err := sh.store.Reading(sh.ctx, id)
	if errors.Is(err, casefile.ErrNotFound) || err == nil && r == nil {
		return nil
	}
	if sh.fail(err) {
		return nil
	}
	r, _ = casefile.Overlay(r, edits)
	p := link.NewReport(r)
	sh.ready[id] = p
	sh.used = append(sh.used, id)
	return p
}

// next makes ready for placing a report, which may have been corrected since it
// was read. While one is placed no other is forgotten.
func (sh *shelf) next(id hearsay.DocumentID) {
	if _, ok := sh.ready[id]; ok {
		delete(sh.ready, id)
		sh.used = slices.DeleteFunc(sh.used, func(x hearsay.DocumentID) bool { return x == id })
	}
	if n := len(sh.used) - kept; n > 0 {
		for _, old := range sh.used[:n] {
			delete(sh.ready, old)
		}
		sh.used = append(sh.used[:0], sh.used[n:]...)
	}
}

// Sketches implements [link.Shelf].
func (sh *shelf) Sketches(ids ...hearsay.DocumentID) []*link.Sketch {
	out := make([]*link.Sketch, len(ids))
	all, err := sh.store.Sketches(sh.ctx, ids...)
	if sh.fail(err) {
		return out
	}
	for i := range all {
		if s := link.Sketch(all[i]); !s.Document.IsZero() {
			out[i] = &s
		}
	}
	return out
}

// Holders implements [link.Shelf].
func (sh *shelf) Holders(a link.HolderAsk) [][]hearsay.DocumentID {
	kind := casefile.Print
	if a.Clues {
		kind = casefile.Clue
	}
	by, err := sh.store.Holders(sh.ctx, casefile.HolderAsk{Kind: kind, Marks: a.Marks, First: a.First, Last: a.Last, Most: a.Most})
	if sh.fail(err) {
		return make([][]hearsay.DocumentID, len(a.Marks))
	}
	return by
}

// Edges implements [link.Shelf].
func (sh *shelf) Edges(claims ...hearsay.ClaimID) []link.Edge {
	all, err := sh.store.Edges(sh.ctx, 0, claims...)
	if sh.fail(err) {
		return nil
	}
	var out []link.Edge
	for _, e := range all {
		out = append(out, link.Edge(e))
	}
	return out
}

// Names implements [link.Shelf].
func (sh *shelf) Names(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []link.Name {
	all, err := sh.store.LinkNames(sh.ctx, casefile.LinkAsk{Kinds: kinds, Document: id, Event: event})
	if sh.fail(err) {
		return nil
	}
	var out []link.Name
	for _, n := range all {
		out = append(out, link.Name(n))
	}
	return out
}

// Links implements [link.Shelf].
func (sh *shelf) Links(id hearsay.DocumentID, event hearsay.EventID, kinds ...string) []hearsay.Link {
	return sh.links(casefile.LinkAsk{Kinds: kinds, Document: id, Event: event})
}

// Copied implements [link.Shelf].
func (sh *shelf) Copied(id hearsay.DocumentID) []hearsay.Link {
	return sh.links(casefile.LinkAsk{Kinds: []string{hearsay.LinkCopy}, Document: id, From: true})
}

func (sh *shelf) links(a casefile.LinkAsk) []hearsay.Link {
	p, err := sh.store.Links(sh.ctx, a)
	if sh.fail(err) {
		return nil
	}
	return p.Links
}

// Versions implements [link.Shelf]. They are in the order of publication, and of
// one day in that in which they were seen.
func (sh *shelf) Versions(url string) []hearsay.DocumentID {
	if url == "" {
		return nil
	}
	seen, err := sh.store.Versions(sh.ctx, url)
	if sh.fail(err) {
		return nil
	}
	slices.SortStableFunc(seen, func(a, b casefile.Seen) int { return cmp.Compare(a.Published, b.Published) })
	var out []hearsay.DocumentID
	for _, x := range seen {
		out = append(out, x.Document)
	}
	return out
}

// Owner implements [link.Shelf].
func (sh *shelf) Owner(outlet string) string { return sh.owners[link.Fold(outlet)] }
