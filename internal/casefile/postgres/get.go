package postgres

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"hearsay"
	"hearsay/internal/casefile"
)

// querier is a transaction or the connections.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
}

const keptColumns = `d.seq, d.id, d.published, b.record, b.source, d.section, d.updated, d.state, d.error, d.added,
	coalesce(r.record, 0), coalesce(r.reading, ''), coalesce(r.model, ''), coalesce(r.gazetteer, '')
	FROM document d JOIN body b ON b.document = d.seq AND b.month = d.month LEFT JOIN reading r ON r.document = d.seq AND r.month = d.month`

// A kept is a document with what it is found by.
type kept struct {
	casefile.Kept
	seq       int64
	id        []byte
	published string
}

// kept reads a row of keptColumns.
func (s *Store) kept(row pgx.CollectableRow) (*kept, error) {
	var k kept
	var record, source []byte
	var added int64
	v := &k.Reading
	if err := row.Scan(&k.seq, &k.id, &k.published, &record, &source, &k.Section, &k.Updated, &k.State, &k.Error, &added, &v.Record, &v.Reading, &v.Model, &v.Gazetteer); err != nil {
		return nil, err
	}
	d, findings, err := s.pack.OpenDocument(record)
	if err != nil {
		return nil, fmt.Errorf("document %x: %w", k.id, err)
	}
	k.Document, k.Findings, k.Added = *d, findings, time.UnixMilli(added).UTC()
	if k.Source, err = s.pack.OpenBytes(source); err != nil {
		return nil, fmt.Errorf("document %x: %w", k.id, err)
	}
	return &k, nil
}

func (s *Store) document(ctx context.Context, seq int64) (*casefile.Kept, error) {
	rows, _ := s.pool.Query(ctx, "SELECT "+keptColumns+" WHERE d.seq = $1", seq)
	k, err := pgx.CollectExactlyOneRow(rows, s.kept)
	if err != nil {
		return nil, err
	}
	return &k.Kept, nil
}

// Document implements [casefile.Store].
func (s *Store) Document(ctx context.Context, prefix string) (*casefile.Kept, error) {
	k, err := s.byPrefix(ctx, strings.ToLower(prefix))
	return k, failure("show", s.name, err)
}

func (s *Store) byPrefix(ctx context.Context, prefix string) (*casefile.Kept, error) {
	if len(prefix) < 4 || len(prefix) > 64 || strings.Trim(prefix, "0123456789abcdef") != "" {
		return nil, fmt.Errorf("%w: %q is no document: give at least four characters of its id", casefile.ErrNotFound, prefix)
	}
	from, err := hex.DecodeString(prefix + strings.Repeat("0", 64-len(prefix)))
	if err != nil {
		return nil, err
	}
	to, err := hex.DecodeString(prefix + strings.Repeat("f", 64-len(prefix)))
	if err != nil {
		return nil, err
	}
	rows, _ := s.pool.Query(ctx, "SELECT "+keptColumns+" WHERE d.id BETWEEN $1 AND $2 LIMIT 2", from, to)
	found, err := pgx.CollectRows(rows, s.kept)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, fmt.Errorf("%w: no document %s", casefile.ErrNotFound, prefix)
	case len(found) > 1:
		return nil, fmt.Errorf("%w: several documents begin with %s: give more of its id", casefile.ErrNotFound, prefix)
	}
	return &found[0].Kept, nil
}

// stride is how many documents are listed at a time.
const stride = 200

// Documents implements [casefile.Store]. It asks for them a stride at a time, and
// so holds nothing in the server meanwhile.
func (s *Store) Documents(ctx context.Context) iter.Seq2[*casefile.Kept, error] {
	return func(yield func(*casefile.Kept, error) bool) {
		for published, id, first := "", []byte{}, true; ; {
			more := "(d.published, d.id) > ($1, $2)"
			if first {
				more = "(d.published, d.id) >= ($1, $2)"
			}
			rows, _ := s.pool.Query(ctx, "SELECT "+keptColumns+" WHERE "+more+" ORDER BY d.published, d.id LIMIT $3", published, id, stride)
			all, err := pgx.CollectRows(rows, s.kept)
			if err != nil {
				yield(nil, failure("list", s.name, err))
				return
			}
			for _, k := range all {
				if !yield(&k.Kept, nil) {
					return
				}
			}
			if len(all) < stride {
				return
			}
			last := all[len(all)-1]
			published, id, first = last.published, last.id, false
		}
	}
}

// Versions implements [casefile.Store].
func (s *Store) Versions(ctx context.Context, url string) ([]casefile.Seen, error) {
	key := sha256.Sum256([]byte(url))
	rows, _ := s.pool.Query(ctx, "SELECT "+seenColumns+" FROM version v JOIN document d ON d.seq = v.document WHERE v.key = $1 ORDER BY v.first, v.seq", key[:])
	all, err := pgx.CollectRows(rows, seen)
	return all, failure("versions", s.name, err)
}

const seenColumns = "v.url, d.id, d.title, d.published, v.first"

func seen(row pgx.CollectableRow) (x casefile.Seen, err error) {
	var id []byte
	var first int64
	if err := row.Scan(&x.URL, &id, &x.Title, &x.Published, &first); err != nil {
		return x, err
	}
	x.Document, x.First = hearsay.DocumentID(id), time.UnixMilli(first).UTC()
	return x, nil
}

// Reading implements [casefile.Store].
func (s *Store) Reading(ctx context.Context, id hearsay.DocumentID) (*hearsay.Reading, []casefile.Edit, error) {
	r, err := s.readingOf(ctx, s.pool, id)
	if err != nil {
		return nil, nil, failure("show", s.name, err)
	}
	edits, err := editsOf(ctx, s.pool, id)
	return r, edits, failure("show", s.name, err)
}

func (s *Store) readingOf(ctx context.Context, q querier, id hearsay.DocumentID) (*hearsay.Reading, error) {
	var record, body []byte
	err := q.QueryRow(ctx, `SELECT b.record, r.json FROM document d JOIN body b ON b.document = d.seq AND b.month = d.month
		LEFT JOIN reading r ON r.document = d.seq AND r.month = d.month WHERE d.id = $1`, id[:]).Scan(&record, &body)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		return nil, fmt.Errorf("%w: no document %s", casefile.ErrNotFound, id)
	case err != nil:
		return nil, err
	}
	return s.pack.OpenBoth(id, record, body)
}

// waits are the states of jobs that are not done.
const waits = "('available','running','retryable','scheduled','pending')"

// Again implements [casefile.Store].
func (s *Store) Again(ctx context.Context, which func(*casefile.Kept) bool) (int, error) {
	n := 0
	for k, err := range s.Documents(ctx) {
		if err != nil {
			return n, err
		}
		if k.Document.Text == "" || !which(k) {
			continue
		}
		err := s.in(ctx, func(tx pgx.Tx) error {
			at, err := locked(ctx, tx, k.Document.ID)
			if err != nil {
				return err
			}
			var waiting bool
			if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM river_job WHERE kind = 'read' AND state IN "+waits+" AND (args->>'document')::bigint = $1)", at.seq).Scan(&waiting); err != nil || waiting {
				return err
			}
			if _, err := tx.Exec(ctx, "UPDATE document SET state = CASE WHEN state = $1 THEN $2 ELSE state END, error = '' WHERE seq = $3", casefile.Broken, casefile.Waiting, at.seq); err != nil {
				return err
			}
			n++
			_, err = s.jobs.InsertTx(ctx, tx, readJob{at.seq}, &river.InsertOpts{MaxAttempts: casefile.Tries})
			return err
		})
		if err != nil && !errors.Is(err, casefile.ErrNotFound) {
			return n, failure("reread", s.name, err)
		}
	}
	return n, nil
}

// Delete implements [casefile.Store].
func (s *Store) Delete(ctx context.Context, id hearsay.DocumentID) error {
	return failure("delete", s.name, s.in(ctx, func(tx pgx.Tx) error {
		at, err := locked(ctx, tx, id)
		if err != nil {
			return err
		}
		var batch pgx.Batch
		unlink(&batch, at.seq)
		for _, t := range []string{"body", "reading", "event", "context", "role", "word"} {
			batch.Queue("DELETE FROM "+t+" WHERE document = $1 AND month = $2", at.seq, at.month)
		}
		for _, t := range []string{"summary", "entity", "attribution", "place", "finding", "question", "named"} {
			batch.Queue("DELETE FROM "+t+" WHERE document = $1", at.seq)
		}
		batch.Queue("DELETE FROM document WHERE seq = $1", at.seq)
		batch.Queue(dropJobs, at.seq)
		return tx.SendBatch(ctx, &batch).Close()
	}))
}

// Counts implements [casefile.Store]. Bytes are those of all tables and indexes.
func (s *Store) Counts(ctx context.Context) (casefile.Counts, error) {
	var c casefile.Counts
	err := s.pool.QueryRow(ctx, `SELECT count(*), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3),
		(SELECT count(*) FROM version), (SELECT count(*) FROM event), (SELECT count(*) FROM attribution), (SELECT count(*) FROM edit),
		(SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'm'))
		FROM document`).Scan(&c.Documents, &c.Read, &c.Waiting, &c.Broken, &c.OtherLanguage, &c.Versions, &c.Events, &c.Attributions, &c.Edits, &c.Bytes)
	return c, failure("count", s.name, err)
}

// Queue implements [casefile.Store].
func (s *Store) Queue(ctx context.Context) (casefile.Queue, error) {
	var q casefile.Queue
	var oldest float64
	err := s.pool.QueryRow(ctx, `SELECT count(*) FILTER (WHERE state = 'available'), count(*) FILTER (WHERE state = 'running'), count(*) FILTER (WHERE state NOT IN ('available', 'running')),
		coalesce(greatest(0, extract(epoch FROM now() - min(scheduled_at) FILTER (WHERE state = 'available'))), 0)::float8,
		(SELECT count(*) FROM worker), (SELECT count(*) FROM unlinked)
		FROM river_job WHERE state IN `+waits).Scan(&q.Waiting, &q.Running, &q.Retrying, &oldest, &q.Workers, &q.Unlinked)
	q.Oldest = time.Duration(oldest * float64(time.Second))
	return q, failure("count", s.name, err)
}

// Correct implements [casefile.Store].
func (s *Store) Correct(ctx context.Context, e casefile.Edit) error {
	return failure("correct", s.name, s.in(ctx, func(tx pgx.Tx) error {
		at, err := locked(ctx, tx, e.Document)
		if err != nil {
			return err
		}
		r, err := s.readingOf(ctx, tx, e.Document)
		if err == nil && r == nil {
			err = fmt.Errorf("%w: %s has no reading yet", casefile.ErrNotFound, e.Document)
		}
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
		var batch pgx.Batch
		if e.Record == "d" {
			describe(&batch, at, &over.Document)
		}
		rows(&batch, at, over)
		return tx.SendBatch(ctx, &batch).Close()
	}))
}

// describe queues what a person's corrections make of a document's description.
func describe(batch *pgx.Batch, at row, d *hearsay.Document) {
	batch.Queue("UPDATE document SET title = $1, outlet = $2, agency = $3, language = $4, published = $5 WHERE seq = $6",
		clean(d.Title), short(d.Outlet), clean(d.Agency), clean(d.Language), short(d.Published.Value), at.seq)
}

func addEdit(ctx context.Context, tx pgx.Tx, e casefile.Edit) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, "INSERT INTO edit (document, json) VALUES ($1,$2)", e.Document[:], string(b))
	return err
}

// Edits implements [casefile.Store].
func (s *Store) Edits(ctx context.Context) ([]casefile.Edit, error) {
	rows, _ := s.pool.Query(ctx, "SELECT json FROM edit ORDER BY seq")
	all, err := pgx.CollectRows(rows, edit)
	return all, failure("edits", s.name, err)
}

// editsOf returns the edits of a document in the order in which they were made.
func editsOf(ctx context.Context, q querier, id hearsay.DocumentID) ([]casefile.Edit, error) {
	rows, _ := q.Query(ctx, "SELECT json FROM edit WHERE document = $1 ORDER BY seq", id[:])
	return pgx.CollectRows(rows, edit)
}

func edit(row pgx.CollectableRow) (e casefile.Edit, err error) {
	var text string
	if err := row.Scan(&text); err != nil {
		return e, err
	}
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return e, fmt.Errorf("an edit: %w", err)
	}
	return e, nil
}
