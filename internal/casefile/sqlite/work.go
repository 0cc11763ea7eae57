package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"hearsay"
	"hearsay/internal/casefile"
)

// Work implements [casefile.Store].
func (s *Store) Work(ctx context.Context, w casefile.Work) error {
	err := s.work(ctx, w)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return failure("work", s.path, err)
}

func (s *Store) work(ctx context.Context, w casefile.Work) error {
	workers := river.NewWorkers()
	r := &reader{store: s, work: w, turns: make(chan struct{}, max(w.Workers, 1)), keep: make(chan *made), hurry: make(chan struct{}), ended: make(chan struct{})}
	river.AddWorker(workers, r)
	id := fmt.Sprintf("%d-%d", os.Getpid(), time.Now().UnixNano())
	running.Store(id, true)
	defer running.Delete(id)
	c, err := river.NewClient(riversqlite.New(s.write), &river.Config{
		ID:                id,
		Logger:            slog.New(slog.DiscardHandler),
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(w.Workers, 1) + together}},
		Workers:           workers,
		PollOnly:          true,
		FetchCooldown:     20 * time.Millisecond,
		FetchPollInterval: 100 * time.Millisecond,
		JobTimeout:        -1, // a book takes minutes
		RetryPolicy:       backoff{w},
		SoftStopTimeout:   cmp.Or(w.Grace, time.Nanosecond),
		// Completed jobs are not asked for again.
		CompletedJobRetentionPeriod: time.Minute,
	})
	if err != nil {
		return err
	}
	if err := s.orphans(ctx); err != nil {
		return err
	}
	if err := c.Start(context.WithoutCancel(ctx)); err != nil { // it is stopped below, so that what was begun is given back
		return err
	}
	go r.keeping(context.WithoutCancel(ctx))
	defer close(r.ended)
	defer func() {
		close(r.hurry)
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), w.Grace+10*time.Second)
		defer cancel()
		c.Stop(stop)
	}()
	for tick := time.NewTicker(50 * time.Millisecond); ; {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		if w.Forever || len(r.turns) > 0 {
			continue
		}
		var left int
		err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM (SELECT 1 FROM river_job WHERE state IN ('available','running','retryable','scheduled','pending') LIMIT 1)").Scan(&left)
		if err != nil || left == 0 {
			return err
		}
	}
}

// orphans makes the jobs available that processes which no longer run had begun.
// River would find them by their age; on one machine the process is a surer sign.
// Jobs that are to begin in an hour or later were made before the clock was set
// back: no wait is so long. They begin now.
func (s *Store) orphans(ctx context.Context) error {
	return s.in(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `UPDATE river_job SET scheduled_at = datetime('now', 'subsec'), state = 'available'
			WHERE state IN ('available', 'retryable', 'scheduled') AND (scheduled_at > datetime('now', '+1 hour') OR state = 'available' AND scheduled_at > datetime('now', 'subsec'))`); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, "SELECT id, coalesce(json_extract(attempted_by, '$[#-1]'), '') FROM river_job WHERE state = 'running'")
		if err != nil {
			return err
		}
		var dead []int64
		for rows.Next() {
			var id int64
			var by string
			if err := rows.Scan(&id, &by); err != nil {
				rows.Close()
				return err
			}
			if !alive(by) {
				dead = append(dead, id)
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, id := range dead {
			// The broken-off try does not count: it says nothing about the document,
			// unless it is the document that kills the process each time.
			if _, err := tx.ExecContext(ctx, "UPDATE river_job SET state = 'available', max_attempts = max(max_attempts, attempt + 1) WHERE id = ? AND state = 'running'", id); err != nil {
				return err
			}
		}
		return nil
	})
}

// running holds the ids of the clients of this process.
var running sync.Map

// alive reports whether the client of that id still works: a process that runs,
// and in this one a call of Work that has not returned.
func alive(client string) bool {
	pid, _, _ := strings.Cut(client, "-")
	n, err := strconv.Atoi(pid)
	if err != nil || n <= 0 {
		return false
	}
	if n == os.Getpid() {
		_, ok := running.Load(client)
		return ok
	}
	p, err := os.FindProcess(n)
	if err != nil {
		return false
	}
	err = p.Signal(syscall.Signal(0))
	return err == nil || err == syscall.EPERM
}

// backoff waits between tries as long as the work says.
type backoff struct{ work casefile.Work }

func (b backoff) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(b.work.Wait(job.Attempt))
}

// A reader reads the document of a job.
type reader struct {
	river.WorkerDefaults[readJob]
	store *Store
	work  casefile.Work
	done  sync.Mutex
	// turns holds one value for each document that is being read. There are more
	// jobs than turns: while documents are got and kept, others are read.
	turns chan struct{}
	keep  chan *made    // what was made of a document, to be kept
	hurry chan struct{} // closed when work is to end: nothing then waits to be kept
	ended chan struct{} // closed when all jobs have ended
}

// Work reads the document and has its reading kept.
func (r *reader) Work(ctx context.Context, job *river.Job[readJob]) error {
	s := r.store
	var id hearsay.DocumentID
	var reading *hearsay.Reading
	k, err := s.document(ctx, job.Args.Document)
	if errors.Is(err, sql.ErrNoRows) {
		return river.JobCancel(err) // it was deleted meanwhile
	}
	if err == nil {
		id = k.Document.ID
		select {
		case r.turns <- struct{}{}:
			reading, err = r.work.Safely(ctx, k)
			<-r.turns
		case <-ctx.Done():
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		m := &made{job: job.ID, document: job.Args.Document, reading: reading, kept: make(chan error, 1)}
		select {
		case r.keep <- m:
			err = <-m.kept
		case <-r.ended:
			return context.Canceled
		}
		r.tell(id, err)
		return err
	}
	if job.Attempt < job.MaxAttempts {
		return err
	}
	kept := s.in(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE document SET state = ?, error = ? WHERE seq = ?", casefile.Broken, err.Error(), job.Args.Document)
		return err
	})
	if kept != nil {
		return kept
	}
	r.tell(id, err)
	return river.JobCancel(err)
}

// tell calls [casefile.Work.Done], one call at a time.
func (r *reader) tell(id hearsay.DocumentID, err error) {
	if r.work.Done != nil {
		r.done.Lock()
		defer r.done.Unlock()
		r.work.Done(id, err)
	}
}
