package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"hearsay"
	"hearsay/internal/casefile"
)

// Keep implements [casefile.Store].
func (s *Store) Keep(ctx context.Context, readings ...*hearsay.Reading) error {
	return failure("keep", s.name, s.in(ctx, func(tx pgx.Tx) error {
		for _, r := range readings {
			at, err := locked(ctx, tx, r.Document.ID)
			if err != nil {
				return err
			}
			if err := s.keep(ctx, tx, at, r); err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, dropJobs, at.seq); err != nil {
				return err
			}
		}
		return nil
	}))
}

// dropJobs takes away the jobs to read a document that are not begun.
const dropJobs = "DELETE FROM river_job WHERE kind = 'read' AND state <> 'running' AND (args->>'document')::bigint = $1"

// A row says where a document and its rows stand.
type row struct {
	seq   int64
	month int
	read  bool // it had a reading: there may be rows
}

// locked returns where a document stands, and keeps others from changing it and
// its rows until the transaction ends.
func locked(ctx context.Context, tx pgx.Tx, id hearsay.DocumentID) (at row, err error) {
	err = tx.QueryRow(ctx, "SELECT seq, month FROM document WHERE id = $1 FOR UPDATE", id[:]).Scan(&at.seq, &at.month)
	if errors.Is(err, pgx.ErrNoRows) {
		return at, fmt.Errorf("%w: %s", casefile.ErrNotFound, id)
	}
	if err != nil {
		return at, err
	}
	err = tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM reading WHERE document = $1 AND month = $2)", at.seq, at.month).Scan(&at.read)
	return at, err
}

// keep replaces the reading of a document and the rows made from it.
func (s *Store) keep(ctx context.Context, tx pgx.Tx, at row, r *hearsay.Reading) error {
	b, err := s.pack.Reading(r)
	if err != nil {
		return err
	}
	edits, err := editsOf(ctx, tx, r.Document.ID)
	if err != nil {
		return err
	}
	over, _ := casefile.Overlay(r, edits)
	v := r.Hearsay
	var batch pgx.Batch
	batch.Queue(`INSERT INTO reading (document, month, record, reading, model, gazetteer, json) VALUES ($1,$2,$3,$4,$5,$6,$7)
		ON CONFLICT (document, month) DO UPDATE SET record = $3, reading = $4, model = $5, gazetteer = $6, json = $7`,
		at.seq, at.month, v.Record, v.Reading, v.Model, v.Gazetteer, b)
	batch.Queue("UPDATE document SET state = $1, error = '' WHERE seq = $2", casefile.Read, at.seq)
	rows(&batch, at, over)
	return tx.SendBatch(ctx, &batch).Close()
}

// rows queues the statements that replace the rows of a document by those of r:
// one for each table, whose rows go as arrays of its columns. The document then
// waits to be linked.
func rows(batch *pgx.Batch, at row, r *hearsay.Reading) {
	for _, t := range casefile.Tables(r) {
		key, values := "document", []any{at.seq}
		if partitioned[t.Name] {
			key, values = "document, month", []any{at.seq, at.month}
		}
		if at.read {
			batch.Queue("DELETE FROM "+t.Name+" WHERE ("+key+") = ("+marks(1, len(values))+")", values...)
		}
		if len(t.Rows) == 0 {
			continue
		}
		if t.Name == "named" {
			names(batch, at.seq, t.Rows)
			continue
		}
		var arrays []string
		for i := range t.Columns {
			array, kind := column(t.Rows, i)
			values = append(values, array)
			arrays = append(arrays, fmt.Sprintf("$%d::%s[]", len(values), kind))
		}
		batch.Queue("INSERT INTO "+t.Name+" ("+key+", "+strings.Join(t.Columns, ", ")+") SELECT "+marks(1, len(values)-len(arrays))+", * FROM unnest("+strings.Join(arrays, ", ")+")", values...)
	}
	relink(batch, at)
}

// partitioned are the tables of rows that stand in partitions.
var partitioned = map[string]bool{"event": true, "context": true, "role": true, "word": true}

// names queues the names of a document. They are added in one order, so that two
// that add the same names wait for one another rather than block each other.
func names(batch *pgx.Batch, seq int64, rows [][]any) {
	kinds, _ := column(rows, 0)
	texts, _ := column(rows, 1)
	batch.Queue(`INSERT INTO name (text) SELECT DISTINCT t FROM unnest($1::text[]) t WHERE NOT EXISTS (SELECT 1 FROM name WHERE text = t)
		ORDER BY t ON CONFLICT DO NOTHING`, texts)
	batch.Queue(`INSERT INTO named (name, kind, document) SELECT n.id, x.kind, $1 FROM unnest($2::smallint[], $3::text[]) x (kind, text) JOIN name n ON n.text = x.text
		ON CONFLICT DO NOTHING`, seq, kinds, texts)
}

// marks returns "$3, $4" for the marks from to the given one.
func marks(from, to int) string {
	var b strings.Builder
	for i := from; i <= to; i++ {
		if i > from {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "$%d", i)
	}
	return b.String()
}

// column returns one column of rows as an array, and the type of its elements.
func column(rows [][]any, i int) (array any, kind string) {
	switch rows[0][i].(type) {
	case int64:
		return columnOf(rows, i, func(v int64) int64 { return v }), "bigint"
	case bool:
		return columnOf(rows, i, func(v bool) bool { return v }), "boolean"
	case float64:
		return columnOf(rows, i, func(v float64) float64 { return v }), "double precision"
	case *float64:
		return columnOf(rows, i, func(v *float64) *float64 { return v }), "double precision"
	}
	return columnOf(rows, i, short), "text"
}

func columnOf[T any](rows [][]any, i int, as func(T) T) []T {
	out := make([]T, len(rows))
	for k, r := range rows {
		out[k] = as(r[i].(T))
	}
	return out
}
