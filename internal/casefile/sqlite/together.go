package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"hearsay"
)

// Readings are kept together, up to so many in one transaction: what it costs to
// end one is then shared. None waits for the others longer than patience, nor
// when no other document is being read.
const (
	together = 8
	patience = time.Second
)

// made is a reading that is to be kept.
type made struct {
	job, document int64
	reading       *hearsay.Reading
	kept          chan error // room for one: what came of it
}

// keeping keeps readings until there will be no more.
func (r *reader) keeping(ctx context.Context) {
	var waiting []*made
	var late <-chan time.Time
	hurry, hurried := r.hurry, false
	for {
		select {
		case m := <-r.keep:
			if waiting = append(waiting, m); len(waiting) == 1 {
				late = time.After(patience)
			}
			if len(waiting) < together && len(r.turns) > 0 && !hurried {
				continue
			}
		case <-late:
		case <-hurry:
			hurry, hurried = nil, true
		case <-r.ended:
			return
		}
		r.store.keepMade(ctx, waiting)
		waiting, late = waiting[:0], nil
	}
}

// keepMade keeps readings and ends their jobs in one transaction. If that fails
// each is kept by itself, so that one that cannot be kept holds up no other.
func (s *Store) keepMade(ctx context.Context, all []*made) {
	if len(all) == 0 {
		return
	}
	err := s.in(ctx, func(tx *sql.Tx) error {
		for _, m := range all {
			if err := s.keepOne(ctx, tx, m); err != nil {
				return err
			}
		}
		return nil
	})
	for _, m := range all {
		if err != nil && len(all) > 1 {
			m.kept <- s.in(ctx, func(tx *sql.Tx) error { return s.keepOne(ctx, tx, m) })
			continue
		}
		m.kept <- err
	}
}

// keepOne keeps a reading, takes its document out of what waits and ends the job.
// River's own statement for that ([river.JobCompleteTx]) is parsed anew each time.
func (s *Store) keepOne(ctx context.Context, tx *sql.Tx, m *made) error {
	if err := s.keep(ctx, tx, m.document, m.reading); err != nil {
		return err
	}
	in := s.inserter(ctx, tx)
	if in.run(endJob, m.job); in.err == nil && in.changed == 0 {
		return fmt.Errorf("job %d is another's by now", m.job)
	}
	return in.err
}
