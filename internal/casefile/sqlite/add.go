package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"hearsay/internal/casefile"
)

// Add implements [casefile.Store].
func (s *Store) Add(ctx context.Context, reports ...casefile.Report) ([]casefile.Outcome, error) {
	out := make([]casefile.Outcome, len(reports))
	now := time.Now().UnixMilli()
	err := s.in(ctx, func(tx *sql.Tx) error {
		var waiting []int64
		for i := range reports {
			seq, outcome, err := s.add(ctx, tx, &reports[i], now)
			if err != nil {
				return err
			}
			if out[i] = outcome; seq != 0 {
				waiting = append(waiting, seq)
			}
		}
		return s.enqueue(ctx, tx, waiting...)
	})
	if err != nil {
		return nil, failure("add", s.path, err)
	}
	return out, nil
}

// add adds one report. It returns the number of its document if that is now to be
// read, else 0.
func (s *Store) add(ctx context.Context, tx *sql.Tx, r *casefile.Report, now int64) (waiting int64, o casefile.Outcome, err error) {
	id, d := casefile.Identity(r), &r.Document
	var seq int64
	err = tx.QueryRowContext(ctx, "SELECT seq FROM document WHERE id = ?", id[:]).Scan(&seq)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, 0, err
	}
	if !known {
		d.ID = id
		state := casefile.First(r)
		if seq, err = s.insert(ctx, tx, &casefile.Kept{Report: *r, State: state, Added: time.UnixMilli(now)}); err != nil {
			return 0, 0, err
		}
		if state == casefile.Waiting {
			waiting = seq
		}
	}
	again := false
	if d.URL != "" && r.Error == "" {
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM version WHERE url = ? AND document <> ?)", d.URL, seq).Scan(&again); err != nil {
			return 0, 0, err
		}
		res, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO version (url, document, first) VALUES (?,?,?)", d.URL, seq, now)
		if err != nil {
			return 0, 0, err
		}
		if n, _ := res.RowsAffected(); n == 0 {
			again = false
		} else if known {
			again = true
		}
	}
	switch {
	case again:
		return waiting, casefile.Version, nil
	case known:
		return waiting, casefile.Known, nil
	case r.Error != "":
		return waiting, casefile.Failed, nil
	}
	return waiting, casefile.Added, nil
}

// insert adds a document under its id, and returns its number.
func (s *Store) insert(ctx context.Context, tx *sql.Tx, k *casefile.Kept) (seq int64, err error) {
	d := &k.Document
	b, err := s.pack.Document(d, k.Findings)
	if err != nil {
		return 0, err
	}
	var source []byte
	if k.Error != "" {
		source = s.pack.Bytes(k.Source)
	}
	res, err := tx.ExecContext(ctx, `INSERT INTO document (id, name, url, outlet, authors, title, language, agency, section, published, updated, record, source, state, error, added)
		VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, d.ID[:], d.Name, d.URL, d.Outlet, strings.Join(d.Authors, "\n"), d.Title, d.Language, d.Agency, k.Section,
		d.Published.Value, k.Updated, b, source, k.State, k.Error, k.Added.UnixMilli())
	if err != nil {
		return 0, err
	}
	if seq, err = res.LastInsertId(); err != nil || d.Text == "" {
		return seq, err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO words (rowid, title, text) VALUES (?,?,?)", seq, d.Title, d.Text)
	return seq, err
}

// A readJob is the job to read one document.
type readJob struct {
	Document int64 `json:"document"`
}

// Kind names the job for River.
func (readJob) Kind() string { return "read" }

// enqueue makes the jobs to read documents, in one statement.
func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, seqs ...int64) error {
	if len(seqs) == 0 {
		return nil
	}
	jobs := make([]river.InsertManyParams, len(seqs))
	for i, seq := range seqs {
		jobs[i] = river.InsertManyParams{Args: readJob{seq}, InsertOpts: &river.InsertOpts{MaxAttempts: casefile.Tries}}
	}
	_, err := s.jobs.InsertManyFastTx(ctx, tx, jobs)
	return err
}
