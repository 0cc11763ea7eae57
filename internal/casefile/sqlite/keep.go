package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
)

// Keep implements [casefile.Store].
func (s *Store) Keep(ctx context.Context, readings ...*hearsay.Reading) error {
	return failure("keep", s.path, s.in(ctx, func(tx *sql.Tx) error {
		for _, r := range readings {
			seq, err := sequence(ctx, tx, r.Document.ID)
			if err != nil {
				return err
			}
			if err := s.keep(ctx, tx, seq, r); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, dropJobs, seq); err != nil {
				return err
			}
		}
		return nil
	}))
}

// dropJobs takes away the jobs to read a document that are not begun.
const dropJobs = "DELETE FROM river_job WHERE kind = 'read' AND state <> 'running' AND json_extract(args, '$.document') = ?"

// sequence returns the number of a document.
func sequence(ctx context.Context, tx *sql.Tx, id hearsay.DocumentID) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, "SELECT seq FROM document WHERE id = ?", id[:]).Scan(&seq)
	if err == sql.ErrNoRows {
		err = fmt.Errorf("%w: %s", casefile.ErrNotFound, id)
	}
	return seq, err
}

// keep replaces the reading of a document and the rows made from it.
func (s *Store) keep(ctx context.Context, tx *sql.Tx, seq int64, r *hearsay.Reading) error {
	b, err := s.pack.Reading(r)
	if err != nil {
		return err
	}
	v := r.Hearsay
	in := s.inserter(ctx, tx)
	in.run(dropRead, seq)
	before := in.changed > 0
	in.run(insertRead, seq, v.Record, v.Reading, v.Model, v.Gazetteer, b)
	in.run(setRead, casefile.Read, seq)
	if in.err != nil {
		return in.err
	}
	edits, err := editsOf(ctx, tx, r.Document.ID)
	if err != nil {
		return err
	}
	over, _ := casefile.Overlay(r, edits)
	return s.rows(ctx, tx, seq, over, before)
}

// rows writes the rows of r for a document, which then waits to be linked. If it had
// a reading before, they replace those of that.
func (s *Store) rows(ctx context.Context, tx *sql.Tx, seq int64, r *hearsay.Reading, before bool) error {
	in := s.inserter(ctx, tx)
	for _, t := range casefile.Tables(r) {
		if before {
			in.run(deletion(t), seq)
		}
		if len(t.Rows) == 0 {
			continue
		}
		if t.Name == "named" && in.err == nil {
			var err error
			if t.Rows, err = s.numbered(in, t.Rows); err != nil {
				return err
			}
		}
		for rows := range slices.Chunk(t.Rows, several) {
			if len(rows) < several {
				for _, row := range rows {
					in.run(insertion(t, 1), append([]any{seq}, row...)...)
				}
				continue
			}
			var values []any
			for _, row := range rows {
				values = append(append(values, seq), row...)
			}
			in.run(insertion(t, several), values...)
		}
	}
	if in.err == nil && before {
		in.err = unlink(ctx, tx, seq)
	}
	in.run(unlinkedAgain, seq)
	return in.err
}

// several is how many rows one statement writes, where there are as many.
const several = 8

// The statements that write rows. That of names writes all of a document: one for
// each would have the index of names written to the disk each time.
const (
	insertNames = "INSERT OR IGNORE INTO name (text) SELECT value FROM json_each(?)"
	selectNames = "SELECT j.value, n.id FROM json_each(?) j JOIN name n ON n.text = j.value"
	dropRead    = "DELETE FROM reading WHERE document = ?"
	insertRead  = "INSERT INTO reading (document, record, reading, model, gazetteer, json) VALUES (?,?,?,?,?,?)"
	setRead     = "UPDATE document SET state = ?, error = '' WHERE seq = ?"
	endJob      = "UPDATE river_job SET state = 'completed', finalized_at = datetime('now', 'subsec') WHERE id = ? AND state = 'running'"
)

func deletion(t casefile.Table) string { return "DELETE FROM " + t.Name + " WHERE document = ?" }

// insertion writes n rows.
func insertion(t casefile.Table, n int) string {
	row := ", (?" + strings.Repeat(",?", len(t.Columns)) + ")"
	return "INSERT INTO " + t.Name + " (document, " + strings.Join(t.Columns, ", ") + ") VALUES " + strings.Repeat(row, n)[2:]
}

// prepare prepares the statements that write rows.
func (s *Store) prepare(ctx context.Context) error {
	all := []string{insertNames, selectNames, dropRead, insertRead, setRead, endJob, unlinkedAgain}
	for _, t := range casefile.Tables(new(hearsay.Reading)) {
		all = append(all, deletion(t), insertion(t, 1), insertion(t, several))
	}
	s.inserts = make(map[string]*sql.Stmt, len(all))
	for _, q := range all {
		stmt, err := s.write.PrepareContext(ctx, q)
		if err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
		s.inserts[q] = stmt
	}
	return nil
}

// An inserter runs prepared statements until one fails.
type inserter struct {
	ctx      context.Context
	tx       *sql.Tx
	err      error
	changed  int64 // rows, by the last statement
	prepared map[string]*sql.Stmt
	by       map[string]*sql.Stmt // of them, those in tx
}

// inserter returns an inserter in a transaction. It runs some hundred short
// statements: without a context that may end, the driver need not watch over each.
func (s *Store) inserter(ctx context.Context, tx *sql.Tx) *inserter {
	return &inserter{ctx: context.WithoutCancel(ctx), tx: tx, prepared: s.inserts}
}

// statement returns a statement as it is in the transaction.
func (in *inserter) statement(query string) *sql.Stmt {
	stmt, ok := in.by[query]
	if !ok {
		if in.by == nil {
			in.by = make(map[string]*sql.Stmt)
		}
		stmt = in.tx.StmtContext(in.ctx, in.prepared[query])
		in.by[query] = stmt
	}
	return stmt
}

func (in *inserter) run(query string, values ...any) {
	if in.err != nil {
		return
	}
	res, err := in.statement(query).ExecContext(in.ctx, values...)
	if err != nil {
		in.err = fmt.Errorf("%s: %w", query, err)
		return
	}
	in.changed, in.err = res.RowsAffected()
}
