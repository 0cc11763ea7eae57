package postgres

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivertype"

	"hearsay"
	"hearsay/internal/casefile"
)

// Times of a worker. The server's clock counts. Tests shorten them.
var (
	heartbeat = 2 * time.Second  // between two signs of life
	lifetime  = 15 * time.Second // without a sign of life until a worker counts as gone
)

// A document that was on hand when a worker went may be the cause. After
// suspicious losses it is read while its worker reads nothing else, so that no
// other document is blamed; after as many as losses it is set aside.
const (
	suspicious = 2
	losses     = 5
)

// Work implements [casefile.Store].
func (s *Store) Work(ctx context.Context, w casefile.Work) error {
	err := s.work(ctx, w)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return failure("work", s.name, err)
}

func (s *Store) work(ctx context.Context, w casefile.Work) error {
	host, _ := os.Hostname()
	t := &tender{store: s, clock: clock(s.ahead), id: fmt.Sprintf("%s-%d-%s", host, os.Getpid(), rand.Text()[:8]), running: make(map[int64]time.Time)}
	workers := river.NewWorkers()
	river.AddWorker(workers, &reader{store: s, work: w, tender: t})
	for try := range casefile.Tries {
		t.waits = append(t.waits, w.Wait(try+1))
	}
	config := &river.Config{
		ID:                t.id,
		Logger:            silent,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: max(w.Workers, 1)}},
		Workers:           workers,
		FetchCooldown:     20 * time.Millisecond,
		FetchPollInterval: time.Second,
		JobTimeout:        -1, // a book takes minutes
		RetryPolicy:       backoff{w, t},
		SoftStopTimeout:   cmp.Or(w.Grace, time.Nanosecond),
		// River's own upkeep goes by the clocks of the workers, and so does not run:
		// the tender does what is needed by the server's.
		LeaderElectionDisabled: true,
	}
	if s.ahead != 0 {
		config.Test.Time = t.clock
	}
	c, err := river.NewClient(riverpgxv5.New(s.pool), config)
	if err != nil {
		return err
	}
	if err := t.tend(ctx); err != nil {
		return err
	}
	if err := c.Start(context.WithoutCancel(ctx)); err != nil { // it is stopped below, so that what was begun is given back
		return err
	}
	defer func() {
		stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), w.Grace+10*time.Second)
		defer cancel()
		c.Stop(stop)
		t.leave(stop)
	}()
	tick, beat := time.NewTicker(50*time.Millisecond), time.NewTicker(heartbeat)
	defer tick.Stop()
	defer beat.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-beat.C:
			// A server that does not answer may come back: what waits does not go away.
			if err := t.tend(ctx); err != nil && !passing(err) {
				return err
			}
			continue
		case <-tick.C:
		}
		if w.Forever {
			continue
		}
		var left bool
		err := s.pool.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM river_job WHERE state IN "+waits+")").Scan(&left)
		switch {
		case passing(err):
		case err != nil || !left:
			return err
		}
	}
}

// A tender keeps a worker's jobs in order, and those of workers that are gone.
type tender struct {
	store *Store
	clock clock
	id    string
	waits []time.Duration // after each try

	mu      sync.Mutex
	running map[int64]time.Time // jobs on hand, since when
	skew    time.Duration       // how far the server's clock is ahead
}

// A clock is how far the clock of this machine is ahead of the true one: tests
// make it wrong. It implements [rivertype.TimeGenerator].
type clock time.Duration

// Now returns the time of this machine.
func (c clock) Now() time.Time { return time.Now().Add(time.Duration(c)) }

// NowOrNil lets the server's clock count where River asks for it.
func (clock) NowOrNil() *time.Time { return nil }

// tend says that the worker lives, and brings jobs back that nobody works on:
// those of workers that are gone, and those that this one is said to have begun
// and does not know. Whoever comes first does it for all.
func (t *tender) tend(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	before := t.clock.Now()
	var at time.Time
	err := t.store.pool.QueryRow(ctx, "INSERT INTO worker (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen = now() RETURNING clock_timestamp()", t.id).Scan(&at)
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.skew = at.Sub(before.Add(t.clock.Now().Sub(before) / 2))
	mine := []int64{}
	for id := range t.running {
		mine = append(mine, id)
	}
	t.mu.Unlock()
	return t.store.in(ctx, func(tx pgx.Tx) error {
		var first bool
		if err := tx.QueryRow(ctx, "SELECT pg_try_advisory_xact_lock(hashtextextended('hearsay tender ' || current_schema(), 0))").Scan(&first); err != nil || !first {
			return err
		}
		for _, q := range []struct {
			sql  string
			args []any
		}{
			{"DELETE FROM worker WHERE seen < now() - $1::interval", []any{lifetime}},
			// A broken-off try does not count: it says nothing about the document.
			{`UPDATE river_job SET state = 'available', max_attempts = greatest(max_attempts, attempt + 1), scheduled_at = now(),
				metadata = metadata - 'alone' || jsonb_build_object('lost', coalesce((metadata->>'lost')::int, 0)
					+ CASE WHEN metadata ? 'alone' OR coalesce((metadata->>'lost')::int, 0) < $4 THEN 1 ELSE 0 END)
				WHERE state = 'running' AND (attempted_by[array_upper(attempted_by, 1)] NOT IN (SELECT id FROM worker)
				OR attempted_by[array_upper(attempted_by, 1)] = $1 AND id <> ALL ($2) AND attempted_at < now() - $3::interval)`, []any{t.id, mine, lifetime, suspicious}},
			// What waits for its next try.
			{"UPDATE river_job SET state = 'available' WHERE state IN ('retryable', 'scheduled') AND scheduled_at <= now()", nil},
			// No wait is so long: the clock of a worker was ahead, or the server's was set
			// back.
			{`UPDATE river_job SET scheduled_at = now() WHERE state IN ('available', 'retryable', 'scheduled')
				AND scheduled_at > now() + coalesce(($1::interval[])[least(attempt, $2)], '0 s') + interval '5 s'`, []any{t.waits, casefile.Tries}},
			{"DELETE FROM river_job WHERE id IN (SELECT id FROM river_job WHERE state IN ('completed', 'cancelled', 'discarded') LIMIT 5000 FOR UPDATE SKIP LOCKED)", nil},
		} {
			if _, err := tx.Exec(ctx, q.sql, q.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// leave gives back what is on hand still, and signs off.
func (t *tender) leave(ctx context.Context) {
	t.store.in(ctx, func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `UPDATE river_job SET state = 'available', max_attempts = greatest(max_attempts, attempt + 1), scheduled_at = now()
			WHERE state = 'running' AND attempted_by[array_upper(attempted_by, 1)] = $1`, t.id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, "DELETE FROM worker WHERE id = $1", t.id)
		return err
	})
}

// hold notes that a job is on hand; what it returns notes that it is no longer.
func (t *tender) hold(id int64) func() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.running[id] = time.Now()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.running, id)
	}
}

// backoff waits between tries as long as the work says, by the server's clock.
type backoff struct {
	work   casefile.Work
	tender *tender
}

func (b backoff) NextRetry(job *rivertype.JobRow) time.Time {
	b.tender.mu.Lock()
	defer b.tender.mu.Unlock()
	// River takes a time before its own clock's for a mistake. Where that clock is
	// ahead, the tender finds what lies too far off.
	return b.tender.clock.Now().Add(max(b.tender.skew, 0) + b.work.Wait(job.Attempt))
}

// A reader reads the document of a job.
type reader struct {
	river.WorkerDefaults[readJob]
	store  *Store
	work   casefile.Work
	tender *tender
	done   sync.Mutex
	alone  sync.RWMutex // written to by who reads a suspicious document
}

// lost is what a job's metadata say of workers that went while they had it.
type lost struct {
	Lost int `json:"lost"`
}

func lostOf(metadata []byte) int {
	var x lost
	if json.Unmarshal(metadata, &x) != nil {
		return 0
	}
	return x.Lost
}

// Work reads the document and keeps its reading, ends the job and takes the
// document out of what waits, all in one transaction. While the server does not
// answer it waits: the reading is not lost.
func (r *reader) Work(ctx context.Context, job *river.Job[readJob]) error {
	defer r.tender.hold(job.ID)()
	s := r.store
	var k *casefile.Kept
	err := persist(ctx, func() (err error) {
		k, err = s.document(ctx, job.Args.Document)
		return err
	})
	if errors.Is(err, pgx.ErrNoRows) {
		return river.JobCancel(err) // it was deleted meanwhile
	}
	if err != nil {
		return err
	}
	switch n := lostOf(job.Metadata); {
	case n >= losses:
		err = fmt.Errorf("%d workers ended while they read it", n)
		return r.setAside(ctx, job, k.Document.ID, err)
	case n >= suspicious:
		r.alone.Lock()
		defer r.alone.Unlock()
		if err := r.suspect(ctx, job); err != nil {
			return err
		}
	default:
		r.alone.RLock()
		defer r.alone.RUnlock()
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	reading, err := r.work.Safely(ctx, k)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err == nil {
		err = persist(ctx, func() error { return s.finish(ctx, job, reading) })
	}
	switch {
	case err == nil:
		r.tell(k.Document.ID, nil)
		return nil
	case errors.Is(err, casefile.ErrNotFound):
		return river.JobCancel(err)
	case ctx.Err() != nil:
		return ctx.Err()
	case job.Attempt < job.MaxAttempts:
		return err
	}
	return r.setAside(ctx, job, k.Document.ID, err)
}

// suspect notes that a job's document is read alone: if the worker goes now, it
// is to blame.
func (r *reader) suspect(ctx context.Context, job *river.Job[readJob]) error {
	return persist(ctx, func() error {
		_, err := r.store.pool.Exec(ctx, `UPDATE river_job SET metadata = metadata || '{"alone": true}' WHERE id = $1`, job.ID)
		return err
	})
}

// finish keeps a reading and ends its job.
func (s *Store) finish(ctx context.Context, job *river.Job[readJob], reading *hearsay.Reading) error {
	return s.in(ctx, func(tx pgx.Tx) error {
		at, err := locked(ctx, tx, reading.Document.ID)
		if err != nil {
			return err
		}
		if err := s.keep(ctx, tx, at, reading); err != nil {
			return err
		}
		_, err = river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job)
		return err
	})
}

// setAside notes why a document cannot be read, and ends its job.
func (r *reader) setAside(ctx context.Context, job *river.Job[readJob], id hearsay.DocumentID, reason error) error {
	err := persist(ctx, func() error {
		_, err := r.store.pool.Exec(ctx, "UPDATE document SET state = $1, error = $2 WHERE seq = $3", casefile.Broken, clean(reason.Error()), job.Args.Document)
		return err
	})
	if err != nil {
		return err
	}
	r.tell(id, reason)
	return river.JobCancel(reason)
}

// tell calls [casefile.Work.Done], one call at a time.
func (r *reader) tell(id hearsay.DocumentID, err error) {
	if r.work.Done != nil {
		r.done.Lock()
		defer r.done.Unlock()
		r.work.Done(id, err)
	}
}

// persist does f until it succeeds, or fails for another reason than that the
// server does not answer, or ctx ends.
func persist(ctx context.Context, f func() error) error {
	for wait := 100 * time.Millisecond; ; wait = min(2*wait, 5*time.Second) {
		err := f()
		if err == nil || !passing(err) {
			return err
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
