package postgres

import (
	"context"
	"crypto/sha256"
	"errors"
	"iter"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"hearsay/internal/casefile"
)

// Wholes implements [casefile.Mover].
func (s *Store) Wholes(ctx context.Context) iter.Seq2[*casefile.Whole, error] {
	return func(yield func(*casefile.Whole, error) bool) {
		for after := int64(0); ; {
			rows, _ := s.pool.Query(ctx, "SELECT "+keptColumns+" WHERE d.seq > $1 ORDER BY d.seq LIMIT $2", after, stride)
			all, err := pgx.CollectRows(rows, s.kept)
			if err != nil {
				yield(nil, failure("move", s.name, err))
				return
			}
			for _, k := range all {
				w, err := s.whole(ctx, k)
				if !yield(w, failure("move", s.name, err)) || err != nil {
					return
				}
				after = k.seq
			}
			if len(all) < stride {
				return
			}
		}
	}
}

func (s *Store) whole(ctx context.Context, k *kept) (w *casefile.Whole, err error) {
	w = &casefile.Whole{Kept: k.Kept}
	if w.Made, err = s.readingOf(ctx, s.pool, k.Document.ID); err != nil {
		return nil, err
	}
	if err := s.pool.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM river_job WHERE kind = 'read' AND state IN "+waits+" AND (args->>'document')::bigint = $1)", k.seq).Scan(&w.Queued); err != nil {
		return nil, err
	}
	rows, _ := s.pool.Query(ctx, "SELECT "+seenColumns+" FROM version v JOIN document d ON d.seq = v.document WHERE d.seq = $1 ORDER BY v.first, v.url COLLATE \"C\"", k.seq)
	w.Seen, err = pgx.AppendRows(w.Seen, rows, seen)
	return w, err
}

// Restore implements [casefile.Mover].
func (s *Store) Restore(ctx context.Context, all ...*casefile.Whole) error {
	months := make([]int, len(all))
	for i, w := range all {
		m, err := s.month(ctx, w.Document.Published.Value)
		if err != nil {
			return failure("move", s.name, err)
		}
		months[i] = m
	}
	return failure("move", s.name, s.in(ctx, func(tx pgx.Tx) error {
		for i, w := range all {
			if err := s.restore(ctx, tx, w, months[i]); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (s *Store) restore(ctx context.Context, tx pgx.Tx, w *casefile.Whole, month int) error {
	at := row{month: month}
	err := tx.QueryRow(ctx, "SELECT nextval(pg_get_serial_sequence('document', 'seq'))").Scan(&at.seq)
	if err != nil {
		return err
	}
	if err := s.insert(ctx, tx, at, &w.Kept); errors.Is(err, errKnown) {
		return nil
	} else if err != nil {
		return err
	}
	var batch pgx.Batch
	for _, x := range w.Seen {
		key := sha256.Sum256([]byte(x.URL))
		batch.Queue("INSERT INTO version (key, url, document, first) VALUES ($1,$2,$3,$4) ON CONFLICT DO NOTHING", key[:], clean(x.URL), at.seq, millis(x.First))
	}
	if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
		return err
	}
	if w.Made != nil {
		if err := s.keep(ctx, tx, at, w.Made); err != nil {
			return err
		}
		edits, err := editsOf(ctx, tx, w.Document.ID)
		if err != nil {
			return err
		}
		var batch pgx.Batch
		if over, _ := casefile.Overlay(w.Made, edits); len(edits) > 0 {
			describe(&batch, at, &over.Document)
		}
		batch.Queue("UPDATE document SET state = $1, error = $2 WHERE seq = $3", w.State, clean(w.Error), at.seq)
		if err := tx.SendBatch(ctx, &batch).Close(); err != nil {
			return err
		}
	}
	if w.Queued {
		_, err = s.jobs.InsertTx(ctx, tx, readJob{at.seq}, &river.InsertOpts{MaxAttempts: casefile.Tries})
	}
	return err
}

// RestoreEdits implements [casefile.Mover].
func (s *Store) RestoreEdits(ctx context.Context, all ...casefile.Edit) error {
	return failure("move", s.name, s.in(ctx, func(tx pgx.Tx) error {
		for _, e := range all {
			if err := addEdit(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	}))
}

// FiredKeys implements [casefile.Mover].
func (s *Store) FiredKeys(ctx context.Context, alert string) ([]string, error) {
	return list(ctx, s, "alerts", `SELECT key FROM fired_key WHERE alert = $1 ORDER BY key COLLATE "C"`, pgx.RowTo[string], short(alert))
}

// RestoreKeys implements [casefile.Mover].
func (s *Store) RestoreKeys(ctx context.Context, alert string, keys ...string) error {
	_, err := s.pool.Exec(ctx, "INSERT INTO fired_key (alert, key) SELECT $1, k FROM unnest($2::text[]) k ON CONFLICT DO NOTHING", short(alert), keys)
	return failure("move", s.name, err)
}
