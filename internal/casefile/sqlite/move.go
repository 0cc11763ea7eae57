package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"iter"

	"hearsay"
	"hearsay/internal/casefile"
)

// Wholes implements [casefile.Mover].
func (s *Store) Wholes(ctx context.Context) iter.Seq2[*casefile.Whole, error] {
	return func(yield func(*casefile.Whole, error) bool) {
		for seq := int64(0); ; {
			w, next, err := s.whole(ctx, seq)
			if errors.Is(err, sql.ErrNoRows) {
				return
			}
			if !yield(w, failure("move", s.path, err)) || err != nil {
				return
			}
			seq = next
		}
	}
}

// whole returns the first document after a number, and its own.
func (s *Store) whole(ctx context.Context, after int64) (*casefile.Whole, int64, error) {
	var seq int64
	row := s.read.QueryRowContext(ctx, "SELECT d.seq, "+keptColumns+" WHERE d.seq > ? ORDER BY d.seq LIMIT 1", after)
	k, err := s.scan(scanner(func(to ...any) error { return row.Scan(append([]any{&seq}, to...)...) }))
	if err != nil {
		return nil, 0, err
	}
	w := &casefile.Whole{Kept: *k}
	if w.Made, err = s.readingOf(ctx, k.Document.ID); err != nil {
		return nil, 0, err
	}
	if err := s.read.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM river_job WHERE kind = 'read' AND state IN ('available','running','retryable','scheduled','pending')
		AND json_extract(args, '$.document') = ?)`, seq).Scan(&w.Queued); err != nil {
		return nil, 0, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT v.url, d.title, d.published, v.first FROM version v JOIN document d ON d.seq = v.document WHERE d.seq = ? ORDER BY v.first, v.url", seq)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		x := casefile.Seen{Document: k.Document.ID}
		var first int64
		if err := rows.Scan(&x.URL, &x.Title, &x.Published, &first); err != nil {
			return nil, 0, err
		}
		x.First = instant(first)
		w.Seen = append(w.Seen, x)
	}
	return w, seq, rows.Err()
}

// A scanner scans a row.
type scanner func(to ...any) error

func (f scanner) Scan(to ...any) error { return f(to...) }

// Restore implements [casefile.Mover].
func (s *Store) Restore(ctx context.Context, all ...*casefile.Whole) error {
	return failure("move", s.path, s.in(ctx, func(tx *sql.Tx) error {
		for _, w := range all {
			if err := s.restore(ctx, tx, w); err != nil {
				return err
			}
		}
		return nil
	}))
}

func (s *Store) restore(ctx context.Context, tx *sql.Tx, w *casefile.Whole) error {
	if _, err := sequence(ctx, tx, w.Document.ID); !errors.Is(err, casefile.ErrNotFound) {
		return err
	}
	seq, err := s.insert(ctx, tx, &w.Kept)
	if err != nil {
		return err
	}
	for _, x := range w.Seen {
		if _, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO version (url, document, first) VALUES (?,?,?)", x.URL, seq, millis(x.First)); err != nil {
			return err
		}
	}
	if w.Made != nil {
		if err := s.keep(ctx, tx, seq, w.Made); err != nil {
			return err
		}
		edits, err := editsOf(ctx, tx, w.Document.ID)
		if err != nil {
			return err
		}
		if over, _ := casefile.Overlay(w.Made, edits); len(edits) > 0 {
			if err := describe(ctx, tx, seq, &over.Document); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, "UPDATE document SET state = ?, error = ? WHERE seq = ?", w.State, w.Error, seq); err != nil {
			return err
		}
	}
	if w.Queued {
		return s.enqueue(ctx, tx, seq)
	}
	return nil
}

// describe notes what a person's corrections make of a document's description.
func describe(ctx context.Context, tx *sql.Tx, seq int64, d *hearsay.Document) error {
	_, err := tx.ExecContext(ctx, "UPDATE document SET title = ?, outlet = ?, agency = ?, language = ?, published = ? WHERE seq = ?",
		d.Title, d.Outlet, d.Agency, d.Language, d.Published.Value, seq)
	return err
}

// RestoreEdits implements [casefile.Mover].
func (s *Store) RestoreEdits(ctx context.Context, all ...casefile.Edit) error {
	return failure("move", s.path, s.in(ctx, func(tx *sql.Tx) error {
		for _, e := range all {
			if err := addEdit(ctx, tx, e); err != nil {
				return err
			}
		}
		return nil
	}))
}

func addEdit(ctx context.Context, tx *sql.Tx, e casefile.Edit) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO edit (document, json) VALUES (?,?)", e.Document[:], string(b))
	return err
}

// FiredKeys implements [casefile.Mover].
func (s *Store) FiredKeys(ctx context.Context, alert string) ([]string, error) {
	return list(ctx, s, "alerts", "SELECT key FROM fired_key WHERE alert = ? ORDER BY key", func(rows *sql.Rows) (key string, err error) { return key, rows.Scan(&key) }, alert)
}

// RestoreKeys implements [casefile.Mover].
func (s *Store) RestoreKeys(ctx context.Context, alert string, keys ...string) error {
	return failure("move", s.path, s.in(ctx, func(tx *sql.Tx) error {
		in := &execer{ctx: ctx, tx: tx}
		for _, k := range keys {
			in.run("INSERT OR IGNORE INTO fired_key (alert, key) VALUES (?,?)", alert, k)
		}
		return in.err
	}))
}
