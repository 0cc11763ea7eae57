package desk

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/intake"
)

// A Handed is what somebody hands in at once.
type Handed struct {
	Sources   []intake.Source
	URLs      []string // http and https
	Outlet    string   // of reports that do not say
	Published string   // of all of them; ""
}

// A Batch is what became of what was handed in at once.
type Batch struct {
	ID    string     `json:"id"`
	Began time.Time  `json:"began"`
	Done  bool       `json:"done" doc:"nothing in it is on its way any more"`
	Items []Progress `json:"items"`
}

type batch struct {
	Batch
	taken bool // all that was handed in is in the case
}

const (
	keptBatches = 50   // batches that are remembered
	openBatches = 8    // that are taken in at the same time
	largest     = 2000 // items that a batch shows
)

// Take takes in what was handed in and returns its batch, without waiting. The
// error is of kind Invalid if nothing was handed in, Unavailable if too much is
// on its way or the desk does not run.
func (d *Desk) Take(h Handed) (*Batch, error) {
	if len(h.Sources)+len(h.URLs) == 0 {
		return nil, &hearsay.Error{Op: "add", Kind: hearsay.Invalid, Err: errors.New("nothing was handed in"), Hint: "Give a file, an address or a text."}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	open := 0
	for _, b := range d.mu.batches {
		if !b.taken {
			open++
		}
	}
	if d.mu.ctx == nil || open >= openBatches {
		return nil, &hearsay.Error{Op: "add", Kind: hearsay.Unavailable, Err: errors.New("too much is being taken in"), Hint: "Try again in a moment."}
	}
	b := &batch{Batch: Batch{ID: strings.ToLower(rand.Text()[:12]), Began: time.Now().UTC()}}
	for _, s := range h.Sources {
		b.Items = append(b.Items, Progress{Name: s.Name, State: "taking in", Batch: b.ID})
	}
	for _, u := range h.URLs {
		b.Items = append(b.Items, Progress{Name: u, State: "taking in", Batch: b.ID})
	}
	d.mu.batches = append(d.mu.batches, b)
	if len(d.mu.batches) > keptBatches {
		d.mu.batches = slices.Delete(d.mu.batches, 0, 1)
	}
	ctx := d.mu.ctx
	d.jobs.Go(func() { d.take(ctx, b, h) })
	return b.copied(), nil
}

// take takes in a batch.
func (d *Desk) take(ctx context.Context, b *batch, h Handed) {
	begin := time.Now()
	in := intake.New(d.store, d.o.Web, intake.Options{Outlet: h.Outlet, Published: h.Published, Done: func(s intake.Step) { d.step(b, s) }})
	_, err := in.AddSources(ctx, h.Sources...)
	if err == nil && len(h.URLs) > 0 {
		_, err = in.AddAddresses(ctx, h.URLs...)
	}
	d.o.Observe("take in", time.Since(begin))
	d.mu.Lock()
	b.taken = true
	var ended []Progress
	for i := range b.Items {
		if it := &b.Items[i]; it.State == "taking in" {
			it.State, it.Error = "failed", "there is no report in it"
			if err != nil {
				it.Error = "it was not taken in: " + firstLine(err)
			}
			ended = append(ended, *it)
		}
	}
	d.mu.Unlock()
	for _, p := range ended {
		d.tell(Notice{Document: &p})
	}
}

// step notes what became of one report that was handed in.
func (d *Desk) step(b *batch, s intake.Step) {
	p := Progress{Document: s.Document, Name: s.Name, Title: s.Title, Batch: b.ID}
	switch s.Outcome {
	case casefile.Added, casefile.Version:
		p.State = "waiting"
	case casefile.Known:
		p.State = "known"
	case casefile.Failed:
		p.State = "failed"
	}
	if s.Err != nil {
		p.State, p.Error = "failed", firstLine(s.Err)
	}
	d.mu.Lock()
	whole := func(it Progress) bool { return it.State == "taking in" && it.Name == s.Name }
	part := func(it Progress) bool { return it.State == "taking in" && strings.HasPrefix(s.Name, it.Name+", ") }
	switch i, j := slices.IndexFunc(b.Items, whole), slices.IndexFunc(b.Items, part); {
	case i >= 0:
		b.Items[i] = p
	case j >= 0: // the first of a bundle takes its place
		b.Items[j] = p
	case len(b.Items) < largest:
		b.Items = append(b.Items, p)
	}
	d.mu.Unlock()
	d.o.Log.Info("handed in", "batch", b.ID, "document", p.Document, "state", p.State, "error", p.Error)
	d.tell(Notice{Document: &p})
}

// move notes how far a document has come, in the batch that it came with, too.
func (d *Desk) move(p Progress) {
	d.mu.Lock()
	for _, b := range slices.Backward(d.mu.batches) {
		for i := range b.Items {
			it := &b.Items[i]
			if it.Document == p.Document && it.State == "waiting" {
				it.State, it.Error, it.Title = p.State, p.Error, cmp.Or(p.Title, it.Title)
				p.Batch, p.Name = b.ID, it.Name
			}
		}
	}
	d.mu.Unlock()
	d.tell(Notice{Document: &p})
}

// Batch returns what became of a batch. The error is of kind NotFound if none of
// that id is remembered.
func (d *Desk) Batch(ctx context.Context, id string) (*Batch, error) {
	d.mu.Lock()
	var out *Batch
	for _, b := range d.mu.batches {
		if b.ID == id {
			out = b.copied()
		}
	}
	d.mu.Unlock()
	if out == nil {
		return nil, &hearsay.Error{Op: "batch", Kind: hearsay.NotFound, Err: fmt.Errorf("no batch %q is remembered", id), Hint: "What it brought is in the case."}
	}
	for i := range out.Items { // another process may have read it
		it := &out.Items[i]
		if it.State != "waiting" {
			continue
		}
		k, err := d.store.Document(ctx, it.Document.String())
		if err != nil {
			return nil, err
		}
		if s := states[k.State]; s != "" {
			it.State, it.Error = s, k.Error
		}
	}
	out.Done = !slices.ContainsFunc(out.Items, func(p Progress) bool { return p.State == "taking in" || p.State == "waiting" && d.Works() })
	return out, nil
}

var states = map[casefile.State]string{casefile.Read: "read", casefile.Broken: "failed", casefile.OtherLanguage: "unread"}

func (b *batch) copied() *Batch {
	c := b.Batch
	c.Items = slices.Clone(c.Items)
	return &c
}
