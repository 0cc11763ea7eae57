// Package desk takes in what people hand in to a case that is served, has what
// waits in it read, and tells whoever listens how far it is: the page by
// server-sent events, other programs by webhooks.
//
// A [Desk] belongs to one process and keeps nothing that the case does not: what
// was handed in before the process began is in the case, read or waiting. What
// other processes do to the case is noticed by looking at its counts.
package desk

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/fetch"
	"hearsay/internal/intake"
)

// Options say how a desk works. The zero value reads nothing.
type Options struct {
	// Reader loads what reads documents, when the first waits to be read; nil
	// leaves them waiting.
	Reader  func() (casefile.Reader, error)
	Workers int                                    // documents read at once; 0 is 1
	Web     *fetch.Client                          // gets addresses that are handed in, and posts to hooks
	Hooks   string                                 // file that keeps the hooks; "": they last as long as the desk
	Every   time.Duration                          // between two looks at what others did to the case; 0 is 2 s
	Retry   []time.Duration                        // before each further try of a hook; nil is from 1 s to 1 h
	Name    string                                 // of the case, as hooks are told
	Observe func(stage string, took time.Duration) // told how long each stage of a document took; may be nil
	Log     *slog.Logger                           // nil logs nothing
}

// A Desk works on one case.
type Desk struct {
	store casefile.Store
	o     Options
	load  func() (casefile.Reader, error)
	hooks *hooks
	jobs  sync.WaitGroup
	ended chan struct{} // closed when Run is about to return
	mu    struct {
		sync.Mutex
		ctx     context.Context // of Run; nil while it does not run
		news    []Notice        // the last of them
		n       int             // number of the last notice
		more    chan struct{}   // closed when there is another
		batches []*batch        // the last of them
		counts  casefile.Counts
		found   map[string]bool // what saved queries found, as far as it was told
	}
}

// New returns a desk for a case. [Desk.Run] makes it work. The error is of the
// file of hooks.
func New(store casefile.Store, o Options) (*Desk, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Observe == nil {
		o.Observe = func(string, time.Duration) {}
	}
	if o.Every == 0 {
		o.Every = 2 * time.Second
	}
	d := &Desk{store: store, o: o, ended: make(chan struct{})}
	if o.Reader != nil {
		d.load = sync.OnceValues(o.Reader)
	}
	d.mu.more = make(chan struct{})
	var err error
	d.hooks, err = openHooks(o)
	return d, err
}

// Run works until ctx ends, and returns when all that it began has come to an
// end. What is then unread waits in the case. A desk runs once.
func (d *Desk) Run(ctx context.Context) error {
	d.mu.Lock()
	d.mu.ctx = ctx
	d.mu.Unlock()
	if d.load != nil {
		d.jobs.Go(func() { d.read(ctx) })
		d.jobs.Go(func() { d.link(ctx) })
	}
	d.jobs.Go(func() { d.hooks.run(ctx) })
	d.watch(ctx)
	close(d.ended)
	d.mu.Lock()
	d.mu.ctx = nil
	d.mu.Unlock()
	d.jobs.Wait()
	return ctx.Err()
}

// Works reports whether documents are read here.
func (d *Desk) Works() bool { return d.load != nil }

// again is how long reading rests after the case could not be worked on.
const again = 5 * time.Second

// read reads what waits, and goes on when the case was out of reach.
func (d *Desk) read(ctx context.Context) {
	for ctx.Err() == nil {
		err := d.store.Work(ctx, casefile.Work{Workers: d.o.Workers, Forever: true, Read: d.one, Done: d.done})
		if ctx.Err() != nil {
			return
		}
		d.o.Log.Error("work on the case", "error", err)
		select {
		case <-time.After(again):
		case <-ctx.Done():
		}
	}
}

// link links what is read, runs the saved queries on it, and goes on when the case was out of reach.
func (d *Desk) link(ctx context.Context) {
	for ctx.Err() == nil {
		err := intake.Follow(ctx, d.store, intake.Linking{Done: func(id hearsay.DocumentID) {
			d.tell(Notice{Document: &Progress{Document: id, State: "linked"}})
		}})
		if ctx.Err() != nil {
			return
		}
		d.o.Log.Error("link the case", "error", err)
		select {
		case <-time.After(again):
		case <-ctx.Done():
		}
	}
}

// one reads one document.
func (d *Desk) one(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
	read, err := d.load()
	if err != nil {
		return nil, err
	}
	begin := time.Now()
	r, err := read(ctx, k)
	d.o.Observe("read", time.Since(begin))
	return r, err
}

// done is told of each document that was read, or could not be.
func (d *Desk) done(id hearsay.DocumentID, err error) {
	p := Progress{Document: id, State: "read"}
	if err != nil {
		p.State, p.Error = "failed", firstLine(err)
	}
	if k, err := d.store.Document(context.Background(), id.String()); err == nil {
		p.Title, p.Name = k.Document.Title, k.Document.Name
		if k.State == casefile.OtherLanguage {
			p.State = "unread"
		}
	}
	d.o.Log.Info("document", "document", id, "state", p.State, "error", p.Error)
	d.move(p)
}

// watch looks at what becomes of the case.
func (d *Desk) watch(ctx context.Context) {
	tick := time.NewTicker(d.o.Every)
	defer tick.Stop()
	d.look(ctx, true)
	for {
		select {
		case <-tick.C:
			d.look(ctx, false)
		case <-ctx.Done():
			return
		}
	}
}

// look tells of counts that changed since the last look, and of what saved
// queries found, whichever process did it.
func (d *Desk) look(ctx context.Context, first bool) {
	c, err := d.store.Counts(ctx)
	var finds []casefile.Find
	if err == nil {
		finds, err = d.store.Fired(ctx, "", remembered)
	}
	if err != nil {
		if !errors.Is(err, context.Canceled) {
			d.o.Log.Warn("look at the case", "error", err)
		}
		return
	}
	d.found(finds, first)
	t := TotalsOf(c)
	c.Bytes = 0 // grows by itself
	d.mu.Lock()
	changed := c != d.mu.counts
	d.mu.counts = c
	d.mu.Unlock()
	if changed && !first {
		d.tell(Notice{Case: &t})
	}
}

// found tells of what saved queries found and had not been told.
func (d *Desk) found(finds []casefile.Find, first bool) {
	var fresh []casefile.Find
	d.mu.Lock()
	known := make(map[string]bool, len(finds))
	for _, f := range slices.Backward(finds) { // the first comes first
		key := f.Alert + "\x00" + f.At.String() + "\x00" + strings.Join(f.Keys, "\x00")
		if known[key] = true; !d.mu.found[key] {
			fresh = append(fresh, f)
		}
	}
	d.mu.found = known
	d.mu.Unlock()
	for i := range fresh {
		if !first {
			d.tell(Notice{Alert: &fresh[i]})
		}
	}
}

func firstLine(err error) string {
	s, _, _ := strings.Cut(err.Error(), "\n")
	return s
}
