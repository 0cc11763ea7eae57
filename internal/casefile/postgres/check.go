package postgres

import (
	"context"
	"fmt"

	"hearsay"
	"hearsay/internal/casefile"
)

// looks are what the tables are asked for damage: how many rows are wrong, and
// what to say of them. Of the disk's own damage the server tells, with its
// checksums (initdb --data-checksums) and pg_amcheck.
var looks = []struct{ count, text string }{
	{"SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM body b WHERE b.document = d.seq AND b.month = d.month)", "%d documents have no text"},
	{"SELECT count(*) FROM body b WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = b.document AND b.month = d.month)", "%d texts belong to no document"},
	{"SELECT count(*) FROM reading r WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = r.document AND d.month = r.month)", "%d readings belong to no document"},
	{"SELECT count(*) FROM event e WHERE NOT EXISTS (SELECT 1 FROM reading r WHERE r.document = e.document AND r.month = e.month)", "%d events belong to no reading"},
	{"SELECT count(*) FROM role x WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.document = x.document AND e.month = x.month AND e.id = x.event)", "%d roles belong to no event"},
	{"SELECT count(*) FROM word x WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.document = x.document AND e.month = x.month AND e.id = x.event)", "%d sources belong to no event"},
	{"SELECT count(*) FROM attribution a WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = a.document)", "%d attributions belong to no document"},
	{"SELECT count(*) FROM entity a WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.seq = a.document)", "%d entities belong to no document"},
	{"SELECT count(*) FROM document d WHERE d.state = 0 AND NOT EXISTS (SELECT 1 FROM river_job j WHERE j.kind = 'read' AND j.state IN " + waits + " AND (j.args->>'document')::bigint = d.seq)",
		"%d documents wait to be read, but nothing will read them: run hearsay reread"},
}

// Check implements [casefile.Store].
func (s *Store) Check(ctx context.Context) ([]casefile.Problem, error) {
	var all []casefile.Problem
	for _, look := range looks {
		var wrong int
		if err := s.pool.QueryRow(ctx, look.count).Scan(&wrong); err != nil {
			return nil, failure("check", s.name, err)
		}
		if wrong > 0 {
			all = append(all, casefile.Problem{Document: hearsay.DocumentID{}, Kind: "orphan", Text: fmt.Sprintf(look.text, wrong)})
		}
	}
	return all, nil
}
