package sqlite

import (
	"context"
	"database/sql"
	"fmt"
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
	if _, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO reading (document, record, reading, model, gazetteer, json) VALUES (?,?,?,?,?,?)",
		seq, v.Record, v.Reading, v.Model, v.Gazetteer, b); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, "UPDATE document SET state = ?, error = '' WHERE seq = ?", casefile.Read, seq); err != nil {
		return err
	}
	edits, err := editsOf(ctx, tx, r.Document.ID)
	if err != nil {
		return err
	}
	over, _ := casefile.Overlay(r, edits)
	return s.rows(ctx, tx, seq, over)
}

// rows replaces the rows of a document by those of r. It then waits to be linked.
func (s *Store) rows(ctx context.Context, tx *sql.Tx, seq int64, r *hearsay.Reading) error {
	// Some hundred short statements follow: without a context that may end, the
	// driver need not watch over each.
	in := &inserter{ctx: context.WithoutCancel(ctx), tx: tx, prepared: s.inserts}
	for _, t := range casefile.Tables(r) {
		in.run(deletion(t), seq)
		insert := insertion(t)
		for _, row := range t.Rows {
			if t.Name == "named" {
				kind, name := row[0], row[1]
				in.run(insertName, name)
				in.run(insertNamed, kind, seq, name)
				continue
			}
			in.run(insert, append([]any{seq}, row...)...)
		}
	}
	if in.err != nil {
		return in.err
	}
	return relink(ctx, tx, seq)
}

// The statements that write rows.
const (
	insertName  = "INSERT OR IGNORE INTO name (text) VALUES (?)"
	insertNamed = "INSERT OR IGNORE INTO named (name, kind, document) SELECT id, ?, ? FROM name WHERE text = ?"
)

func deletion(t casefile.Table) string { return "DELETE FROM " + t.Name + " WHERE document = ?" }

func insertion(t casefile.Table) string {
	return "INSERT INTO " + t.Name + " (document, " + strings.Join(t.Columns, ", ") + ") VALUES (?" + strings.Repeat(",?", len(t.Columns)) + ")"
}

// prepare prepares the statements that write rows.
func (s *Store) prepare(ctx context.Context) error {
	all := []string{insertName, insertNamed}
	for _, t := range casefile.Tables(new(hearsay.Reading)) {
		if all = append(all, deletion(t)); t.Name != "named" {
			all = append(all, insertion(t))
		}
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
	prepared map[string]*sql.Stmt
	by       map[string]*sql.Stmt // of them, those in tx
}

func (in *inserter) run(query string, values ...any) {
	if in.err != nil {
		return
	}
	stmt, ok := in.by[query]
	if !ok {
		if in.by == nil {
			in.by = make(map[string]*sql.Stmt)
		}
		stmt = in.tx.StmtContext(in.ctx, in.prepared[query])
		in.by[query] = stmt
	}
	if _, err := stmt.ExecContext(in.ctx, values...); err != nil {
		in.err = fmt.Errorf("%s: %w", query, err)
	}
}
