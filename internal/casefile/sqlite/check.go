package sqlite

import (
	"cmp"
	"context"
	"fmt"

	"hearsay"
	"hearsay/internal/casefile"
)

// Check implements [casefile.Store].
func (s *Store) Check(ctx context.Context) ([]casefile.Problem, error) {
	var all []casefile.Problem
	add := func(id hearsay.DocumentID, kind, format string, args ...any) {
		all = append(all, casefile.Problem{Document: id, Kind: kind, Text: fmt.Sprintf(format, args...)})
	}
	rows, err := s.read.QueryContext(ctx, "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'")
	if err != nil {
		return nil, failure("check", s.path, err)
	}
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			rows.Close()
			return nil, failure("check", s.path, err)
		}
		add(hearsay.DocumentID{}, "damaged", "%s", text)
	}
	if err := cmp.Or(rows.Err(), rows.Close()); err != nil {
		return nil, failure("check", s.path, err)
	}
	var lost int
	if err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&lost); err != nil {
		return nil, failure("check", s.path, err)
	}
	if lost > 0 {
		add(hearsay.DocumentID{}, "orphan", "%d rows belong to no document", lost)
	}
	if err := s.read.QueryRowContext(ctx, `SELECT count(*) FROM document d WHERE d.state = 0 AND NOT EXISTS (SELECT 1 FROM river_job j WHERE j.kind = 'read'
		AND j.state IN ('available','running','retryable','scheduled','pending') AND json_extract(j.args, '$.document') = d.seq)`).Scan(&lost); err != nil {
		return nil, failure("check", s.path, err)
	}
	if lost > 0 {
		add(hearsay.DocumentID{}, "orphan", "%d documents wait to be read, but nothing will read them: run hearsay reread", lost)
	}
	return all, nil
}
