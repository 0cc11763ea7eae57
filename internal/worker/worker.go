// Package worker works on a case until it is told to stop: it has what waits read
// and linked, says so in a log, and counts it for Prometheus.
//
// A server that does not answer is waited for. When it is told to stop a worker
// takes no more documents, and ends when those on hand are read, or its grace is
// over.
package worker

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/intake"
)

// Options say how a worker works.
type Options struct {
	Jobs    int             // documents read at once; 0 is 1
	Read    casefile.Reader // reads a document
	Forever bool            // wait for more; else end when nothing waits
	Link    bool            // link what is read, when no other worker does
	Grace   time.Duration   // see [casefile.Work]
	Listen  string          // host and port of /metrics, /healthz and /readyz; "" for none
	Log     *slog.Logger    // one line for each document, with its id; nil for none
	Version string          // of the program, for /metrics
	// Observe is called after each stage of a document (read, keep, link), by
	// several goroutines, for tracing; may be nil.
	Observe func(stage string, id hearsay.DocumentID, began time.Time, err error)
	// Ready is called with the address that Listen came to; may be nil.
	Ready func(address string)
}

// A worker is at work.
type worker struct {
	store   casefile.Store
	o       Options
	metrics *metrics
	log     *slog.Logger

	mu   sync.Mutex
	read map[hearsay.DocumentID]time.Time // when they were read
}

// Run works on a case. It returns nil when nothing waits, ctx's error when it
// ends, and any other error that will not go away by itself.
func Run(ctx context.Context, s casefile.Store, o Options) error {
	w := &worker{store: s, o: o, log: o.Log, read: make(map[hearsay.DocumentID]time.Time)}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	w.metrics = newMetrics(s, o.Version)
	if o.Listen != "" {
		stop, err := w.listen(ctx)
		if err != nil {
			return err
		}
		defer stop()
	}
	w.log.Info("working", "jobs", max(o.Jobs, 1), "forever", o.Forever)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	linked := make(chan error, 1)
	go func() { linked <- w.follow(ctx) }()
	err := w.work(ctx)
	if err != nil || o.Forever || !o.Link {
		stop()
		if e := <-linked; err == nil && !errors.Is(e, context.Canceled) {
			err = e
		}
	} else { // what was read last
		stop()
		<-linked
		_, err = intake.Link(context.WithoutCancel(ctx), s, w.linking())
	}
	w.log.Info("stopped", "error", text(err))
	return err
}

func text(err error) string {
	if err == nil || errors.Is(err, context.Canceled) {
		return ""
	}
	return err.Error()
}

// work has what waits read. While the case is not to be reached it tries again.
func (w *worker) work(ctx context.Context) error {
	for wait := time.Second; ; wait = min(2*wait, 30*time.Second) {
		began := time.Now()
		err := w.store.Work(ctx, casefile.Work{Workers: w.o.Jobs, Read: w.reading, Forever: w.o.Forever, Grace: w.o.Grace, Done: w.done})
		if err == nil || ctx.Err() != nil || hearsay.KindOf(err) != hearsay.Unavailable {
			return err
		}
		w.log.Warn("the case is not to be reached", "error", err.Error(), "again", wait.String())
		if time.Since(began) > time.Minute {
			wait = time.Second
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// follow links what is read until ctx ends.
func (w *worker) follow(ctx context.Context) error {
	for w.o.Link {
		err := intake.Follow(ctx, w.store, w.linking())
		if ctx.Err() != nil || hearsay.KindOf(err) != hearsay.Unavailable {
			return err
		}
		w.log.Warn("linking broke off", "error", err.Error())
		select {
		case <-time.After(5 * time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	<-ctx.Done()
	return ctx.Err()
}

func (w *worker) linking() intake.Linking {
	last := time.Now()
	return intake.Linking{Done: func(id hearsay.DocumentID) {
		w.stage("link", id, last, nil)
		w.log.Debug("linked", "document", id.String())
		last = time.Now()
	}, Found: func(all []casefile.Find) {
		for _, f := range all {
			w.log.Info("alert", "alert", f.Alert, "document", f.Document.String(), "text", f.Text)
		}
	}}
}

// reading reads a document, and notes how long it took.
func (w *worker) reading(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
	began := time.Now()
	ended := false
	defer func() {
		if !ended { // a panic, which the case makes an error of
			w.stage("read", k.Document.ID, began, errPanic)
		}
	}()
	r, err := w.o.Read(ctx, k)
	ended = true
	w.stage("read", k.Document.ID, began, err)
	w.mu.Lock()
	w.read[k.Document.ID] = time.Now()
	w.mu.Unlock()
	return r, err
}

var errPanic = errors.New("a fault in hearsay")

// done notes what became of a document.
func (w *worker) done(id hearsay.DocumentID, err error) {
	w.mu.Lock()
	read, ok := w.read[id]
	delete(w.read, id)
	w.mu.Unlock()
	if ok && err == nil {
		w.stage("keep", id, read, nil)
	}
	switch {
	case err != nil:
		w.metrics.documents.WithLabelValues("failed").Inc()
		w.log.Error("set aside", "document", id.String(), "error", err.Error())
	default:
		w.metrics.documents.WithLabelValues("read").Inc()
		w.log.Info("read", "document", id.String())
	}
}

// stage notes how long a stage of a document took.
func (w *worker) stage(name string, id hearsay.DocumentID, began time.Time, err error) {
	w.metrics.stages.WithLabelValues(name).Observe(time.Since(began).Seconds())
	if err != nil {
		w.metrics.errors.WithLabelValues(name).Inc()
	}
	if w.o.Observe != nil {
		w.o.Observe(name, id, began, err)
	}
}
