package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"os"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
)

// querier is a transaction or a database.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

const keptColumns = `d.id, d.record, d.source, d.section, d.updated, d.state, d.error, d.added,
	coalesce(r.record, 0), coalesce(r.reading, ''), coalesce(r.model, ''), coalesce(r.gazetteer, '')
	FROM document d LEFT JOIN reading r ON r.document = d.seq`

// scan reads a row of keptColumns.
func (s *Store) scan(row interface{ Scan(...any) error }) (*casefile.Kept, error) {
	var k casefile.Kept
	var id, record, source []byte
	var added int64
	v := &k.Reading
	if err := row.Scan(&id, &record, &source, &k.Section, &k.Updated, &k.State, &k.Error, &added, &v.Record, &v.Reading, &v.Model, &v.Gazetteer); err != nil {
		return nil, err
	}
	d, findings, err := s.pack.OpenDocument(record)
	if err != nil {
		return nil, fmt.Errorf("document %x: %w", id, err)
	}
	k.Document, k.Findings, k.Added = *d, findings, time.UnixMilli(added).UTC()
	if k.Source, err = s.pack.OpenBytes(source); err != nil {
		return nil, fmt.Errorf("document %x: %w", id, err)
	}
	return &k, nil
}

func (s *Store) document(ctx context.Context, seq int64) (*casefile.Kept, error) {
	return s.scan(s.read.QueryRowContext(ctx, "SELECT "+keptColumns+" WHERE d.seq = ?", seq))
}

// Document implements [casefile.Store].
func (s *Store) Document(ctx context.Context, prefix string) (*casefile.Kept, error) {
	k, err := s.byPrefix(ctx, strings.ToLower(prefix))
	return k, failure("show", s.path, err)
}

func (s *Store) byPrefix(ctx context.Context, prefix string) (*casefile.Kept, error) {
	if len(prefix) < 4 || len(prefix) > 64 || strings.Trim(prefix, "0123456789abcdef") != "" {
		return nil, fmt.Errorf("%w: %q is no document: give at least four characters of its id", casefile.ErrNotFound, prefix)
	}
	rows, err := s.read.QueryContext(ctx, "SELECT "+keptColumns+" WHERE d.id >= unhex(?) AND hex(d.id) LIKE ? LIMIT 2", prefix[:len(prefix)/2*2], prefix+"%")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []*casefile.Kept
	for rows.Next() {
		k, err := s.scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, k)
	}
	switch {
	case rows.Err() != nil:
		return nil, rows.Err()
	case len(found) == 0:
		return nil, fmt.Errorf("%w: no document %s", casefile.ErrNotFound, prefix)
	case len(found) > 1:
		return nil, fmt.Errorf("%w: several documents begin with %s: give more of its id", casefile.ErrNotFound, prefix)
	}
	return found[0], nil
}

// Documents implements [casefile.Store].
func (s *Store) Documents(ctx context.Context) iter.Seq2[*casefile.Kept, error] {
	return func(yield func(*casefile.Kept, error) bool) {
		rows, err := s.read.QueryContext(ctx, "SELECT "+keptColumns+" ORDER BY d.published, d.id")
		if err != nil {
			yield(nil, failure("list", s.path, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			k, err := s.scan(rows)
			if !yield(k, failure("list", s.path, err)) {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(nil, failure("list", s.path, err))
		}
	}
}

// Versions implements [casefile.Store].
func (s *Store) Versions(ctx context.Context, url string) ([]casefile.Seen, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT v.url, d.id, d.title, d.published, v.first FROM version v JOIN document d ON d.seq = v.document WHERE v.url = ? ORDER BY v.first, d.seq", url)
	if err != nil {
		return nil, failure("versions", s.path, err)
	}
	defer rows.Close()
	var all []casefile.Seen
	for rows.Next() {
		var x casefile.Seen
		var id []byte
		var first int64
		if err := rows.Scan(&x.URL, &id, &x.Title, &x.Published, &first); err != nil {
			return nil, failure("versions", s.path, err)
		}
		x.Document, x.First = hearsay.DocumentID(id), time.UnixMilli(first).UTC()
		all = append(all, x)
	}
	return all, failure("versions", s.path, rows.Err())
}

// Reading implements [casefile.Store].
func (s *Store) Reading(ctx context.Context, id hearsay.DocumentID) (*hearsay.Reading, []casefile.Edit, error) {
	r, err := s.readingOf(ctx, id)
	if err != nil {
		return nil, nil, failure("show", s.path, err)
	}
	edits, err := editsOf(ctx, s.read, id)
	return r, edits, failure("show", s.path, err)
}

func (s *Store) readingOf(ctx context.Context, id hearsay.DocumentID) (*hearsay.Reading, error) {
	var record, body []byte
	err := s.read.QueryRowContext(ctx, "SELECT d.record, r.json FROM document d LEFT JOIN reading r ON r.document = d.seq WHERE d.id = ?", id[:]).Scan(&record, &body)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, fmt.Errorf("%w: no document %s", casefile.ErrNotFound, id)
	case err != nil:
		return nil, err
	}
	return s.pack.OpenBoth(id, record, body)
}

// Again implements [casefile.Store].
func (s *Store) Again(ctx context.Context, which func(*casefile.Kept) bool) (int, error) {
	n := 0
	err := s.in(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, "SELECT d.seq, "+keptColumns)
		if err != nil {
			return err
		}
		var seqs []int64
		for rows.Next() {
			var seq int64
			k, err := s.scan(withSeq{rows, &seq})
			if err != nil {
				rows.Close()
				return err
			}
			if k.Document.Text != "" && which(k) {
				seqs = append(seqs, seq)
			}
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, seq := range seqs {
			var waits bool
			if err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM river_job WHERE kind = 'read' AND state IN ('available','running','retryable','scheduled','pending')
				AND json_extract(args, '$.document') = ?)`, seq).Scan(&waits); err != nil {
				return err
			}
			if waits {
				continue
			}
			if _, err := tx.ExecContext(ctx, "UPDATE document SET state = CASE WHEN state = ? THEN ? ELSE state END, error = '' WHERE seq = ?", casefile.Broken, casefile.Waiting, seq); err != nil {
				return err
			}
			if err := s.enqueue(ctx, tx, seq); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, failure("reread", s.path, err)
}

// withSeq reads a number before the columns of a document.
type withSeq struct {
	rows *sql.Rows
	seq  *int64
}

func (w withSeq) Scan(to ...any) error { return w.rows.Scan(append([]any{w.seq}, to...)...) }

// Delete implements [casefile.Store].
func (s *Store) Delete(ctx context.Context, id hearsay.DocumentID) error {
	return failure("delete", s.path, s.in(ctx, func(tx *sql.Tx) error {
		seq, err := sequence(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := unlink(ctx, tx, seq); err != nil {
			return err
		}
		for _, q := range []string{"DELETE FROM words WHERE rowid = ?", "DELETE FROM document WHERE seq = ?", dropJobs} {
			if _, err := tx.ExecContext(ctx, q, seq); err != nil {
				return err
			}
		}
		return nil
	}))
}

// Counts implements [casefile.Store].
func (s *Store) Counts(ctx context.Context) (casefile.Counts, error) {
	var c casefile.Counts
	err := s.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM document WHERE state = 1), (SELECT count(*) FROM document WHERE state = 0),
		(SELECT count(*) FROM document WHERE state = 2), (SELECT count(*) FROM document WHERE state = 3), (SELECT count(*) FROM version), (SELECT count(*) FROM event),
		(SELECT count(*) FROM attribution), (SELECT count(*) FROM edit)`).Scan(&c.Documents, &c.Read, &c.Waiting, &c.Broken, &c.OtherLanguage, &c.Versions, &c.Events, &c.Attributions, &c.Edits)
	for _, end := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + end); err == nil {
			c.Bytes += info.Size()
		}
	}
	return c, failure("count", s.path, err)
}

// Queue implements [casefile.Store].
func (s *Store) Queue(ctx context.Context) (casefile.Queue, error) {
	var q casefile.Queue
	var oldest float64
	err := s.read.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE state = 'available'), count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state NOT IN ('available', 'running')),
		coalesce(max(0, (julianday('now') - julianday(min(scheduled_at) FILTER (WHERE state = 'available'))) * 86400), 0),
		count(DISTINCT json_extract(attempted_by, '$[#-1]')) FILTER (WHERE state = 'running'), (SELECT count(*) FROM unlinked)
		FROM river_job WHERE state IN ('available','running','retryable','scheduled','pending')`).Scan(&q.Waiting, &q.Running, &q.Retrying, &oldest, &q.Workers, &q.Unlinked)
	q.Oldest = time.Duration(oldest * float64(time.Second))
	return q, failure("count", s.path, err)
}

// Correct implements [casefile.Store].
func (s *Store) Correct(ctx context.Context, e casefile.Edit) error {
	r, err := s.readingOf(ctx, e.Document)
	if err == nil && r == nil {
		err = fmt.Errorf("%w: %s has no reading yet", casefile.ErrNotFound, e.Document)
	}
	if err != nil {
		return failure("correct", s.path, err)
	}
	return failure("correct", s.path, s.in(ctx, func(tx *sql.Tx) error {
		seq, err := sequence(ctx, tx, e.Document)
		if err != nil {
			return err
		}
		if err := addEdit(ctx, tx, e); err != nil {
			return err
		}
		edits, err := editsOf(ctx, tx, e.Document)
		if err != nil {
			return err
		}
		over, _ := casefile.Overlay(r, edits)
		if e.Record == "d" {
			if err := describe(ctx, tx, seq, &over.Document); err != nil {
				return err
			}
		}
		return s.rows(ctx, tx, seq, over, true)
	}))
}

// Edits implements [casefile.Store].
func (s *Store) Edits(ctx context.Context) ([]casefile.Edit, error) {
	all, err := scanEdits(s.read.QueryContext(ctx, "SELECT json FROM edit ORDER BY seq"))
	return all, failure("edits", s.path, err)
}

// editsOf returns the edits of a document in the order in which they were made.
func editsOf(ctx context.Context, q querier, id hearsay.DocumentID) ([]casefile.Edit, error) {
	return scanEdits(q.QueryContext(ctx, "SELECT json FROM edit WHERE document = ? ORDER BY seq", id[:]))
}

func scanEdits(rows *sql.Rows, err error) ([]casefile.Edit, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []casefile.Edit
	for rows.Next() {
		var text string
		var e casefile.Edit
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &e); err != nil {
			return nil, fmt.Errorf("an edit: %w", err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}
