package sqlite

import (
	"context"
	"fmt"

	"hearsay"
	"hearsay/internal/casefile"
)

// Check implements [casefile.Store]. It looks at the file, the keys, the hash of
// every text, every receipt of every reading, and what failed.
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
	rows.Close()
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
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return nil, err
		}
		d := &k.Document
		switch {
		case k.State == casefile.Broken:
			add(d.ID, "failed", "%s: %s", name(d), firstLine(k.Error))
			continue
		case hearsay.IDOf(d.Text) != d.ID:
			add(d.ID, "hash", "%s: its text is not the one that it was kept under", name(d))
			continue
		case k.State != casefile.Read:
			continue
		}
		r, edits, err := s.Reading(ctx, d.ID)
		switch {
		case err != nil:
			add(d.ID, "damaged", "%s: %v", name(d), err)
		case r == nil:
			add(d.ID, "orphan", "%s: it is said to be read, and has no reading", name(d))
		default:
			if err := r.Validate(); err != nil {
				add(d.ID, "receipt", "%s: %v", name(d), err)
			}
			if _, left := casefile.Overlay(r, edits); len(left) > 0 {
				add(d.ID, "edit", "%s: %d corrections are about records that are no longer there", name(d), len(left))
			}
		}
	}
	return all, nil
}

// name returns what a document is called in a message.
func name(d *hearsay.Document) string {
	for _, s := range []string{d.Name, d.URL, d.Title} {
		if s != "" {
			return s
		}
	}
	return d.ID.String()[:12]
}

func firstLine(s string) string {
	for i, r := range s {
		if r == '\n' {
			return s[:i]
		}
	}
	return s
}
