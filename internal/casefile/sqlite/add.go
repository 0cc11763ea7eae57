package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"hearsay"
	"hearsay/internal/casefile"
)

// stored is the JSON of document.record.
type stored struct {
	Document hearsay.Document  `json:"document"`
	Findings []hearsay.Finding `json:"findings"`
}

// Add implements [casefile.Store].
func (s *Store) Add(ctx context.Context, reports ...casefile.Report) ([]casefile.Outcome, error) {
	out := make([]casefile.Outcome, len(reports))
	now := time.Now().UnixMilli()
	err := s.in(ctx, func(tx *sql.Tx) error {
		for i := range reports {
			var err error
			if out[i], err = s.add(ctx, tx, &reports[i], now); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, failure("add", s.path, err)
	}
	return out, nil
}

// identity returns the id that a report is kept under: of its text, or for what
// could not be read, of what was received.
func identity(r *casefile.Report) hearsay.DocumentID {
	if r.Error == "" {
		return r.Document.ID
	}
	h := sha256.New()
	h.Write(r.Source)
	h.Write([]byte("\x00" + r.Document.URL + "\x00" + r.Document.Name))
	return hearsay.DocumentID(h.Sum(nil))
}

func (s *Store) add(ctx context.Context, tx *sql.Tx, r *casefile.Report, now int64) (casefile.Outcome, error) {
	id, d := identity(r), &r.Document
	var seq int64
	err := tx.QueryRowContext(ctx, "SELECT seq FROM document WHERE id = ?", id[:]).Scan(&seq)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	if !known {
		state := casefile.Waiting
		switch {
		case r.Error != "":
			state = casefile.Broken
		case !english(d.Language):
			state = casefile.OtherLanguage
		}
		d.ID = id
		b, err := json.Marshal(stored{*d, r.Findings})
		if err != nil {
			return 0, err
		}
		var source []byte
		if r.Error != "" {
			source = s.zip.EncodeAll(r.Source, nil)
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO document (id, name, url, outlet, authors, title, language, agency, section, published, updated, record, source, state, error, added)
			VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)`, id[:], d.Name, d.URL, d.Outlet, strings.Join(d.Authors, "\n"), d.Title, d.Language, d.Agency, r.Section,
			d.Published.Value, r.Updated, s.zip.EncodeAll(b, nil), source, state, r.Error, now)
		if err != nil {
			return 0, err
		}
		if seq, err = res.LastInsertId(); err != nil {
			return 0, err
		}
		if r.Error == "" {
			if _, err := tx.ExecContext(ctx, "INSERT INTO words (rowid, title, text) VALUES (?,?,?)", seq, d.Title, d.Text); err != nil {
				return 0, err
			}
		}
		if state == casefile.Waiting {
			if err := s.enqueue(ctx, tx, seq); err != nil {
				return 0, err
			}
		}
	}
	again := false
	if d.URL != "" && r.Error == "" {
		if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM version WHERE url = ? AND document <> ?)", d.URL, seq).Scan(&again); err != nil {
			return 0, err
		}
		res, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO version (url, document, first) VALUES (?,?,?)", d.URL, seq, now)
		if err != nil {
			return 0, err
		}
		if n, _ := res.RowsAffected(); n == 0 {
			again = false
		} else if known {
			again = true
		}
	}
	switch {
	case again:
		return casefile.Version, nil
	case known:
		return casefile.Known, nil
	case r.Error != "":
		return casefile.Failed, nil
	}
	return casefile.Added, nil
}

// english reports whether a document of this language is read. Documents without
// letters, "und", are too: there is nothing to get wrong in them.
func english(language string) bool {
	return language == "" || language == "und" || language == "en" || strings.HasPrefix(language, "en-")
}

// A readJob is the job to read one document.
type readJob struct {
	Document int64 `json:"document"`
}

// Kind names the job for River.
func (readJob) Kind() string { return "read" }

// tries is how often a document is tried before it is set aside.
const tries = 4

func (s *Store) enqueue(ctx context.Context, tx *sql.Tx, seq int64) error {
	_, err := s.jobs.InsertTx(ctx, tx, readJob{seq}, &river.InsertOpts{MaxAttempts: tries})
	return err
}
