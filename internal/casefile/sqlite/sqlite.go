// Package sqlite keeps a case in one file: SQLite, in WAL mode, with full-text
// search (FTS5), by modernc.org/sqlite, which needs no C.
//
// The tables are those of migrations/*.sql, and River's, which hold the jobs: a
// document and the job to read it are written in one transaction, and so are its
// reading, the rows made from it and the end of the job. A process that is
// killed leaves jobs that it had begun; whoever works on the case next finds that
// the process is gone and takes them up again.
//
// One connection writes, others read beside it. Several processes may use one
// case: they wait for one another for up to ten seconds.
package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"hearsay"
	"hearsay/internal/casefile"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID marks a file as a case: "HRSY".
const applicationID = 0x48525359

// A Store is a case in a file. It implements [casefile.Store].
type Store struct {
	path  string
	write *sql.DB // one connection
	read  *sql.DB
	jobs  *river.Client[*sql.Tx] // for inserting
	pack  *casefile.Packer
	// The statements that write rows, by their SQL.
	inserts map[string]*sql.Stmt
	// The numbers of names, as far as they were needed, for who is in a transaction.
	names  map[string]int64
	naming sync.Mutex
}

var _ casefile.Store = (*Store)(nil)

// Open opens the case at path. If there is none it is made, unless mustExist is
// set: the error then wraps [fs.ErrNotExist].
//
// The error wraps [casefile.ErrForeign] if the file is something else, and
// [casefile.ErrNewer] if a newer version of the program made it; the file is
// then left as it was.
func Open(ctx context.Context, path string, mustExist bool) (*Store, error) {
	s, err := open(ctx, path, mustExist)
	if err != nil {
		return nil, failure("open", path, err)
	}
	return s, nil
}

func open(ctx context.Context, path string, mustExist bool) (*Store, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && mustExist, err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, err
	case err == nil && info.IsDir():
		return nil, fmt.Errorf("%w: it is a folder", casefile.ErrForeign)
	case err == nil && info.Size() > 0:
		if err := isDatabase(path); err != nil {
			return nil, err
		}
	}
	s := &Store{path: path, pack: casefile.NewPacker(), names: make(map[string]int64)}
	if s.write, err = connect(path, 1); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx); err != nil {
		s.Close()
		return nil, err
	}
	if err := s.prepare(ctx); err != nil {
		s.Close()
		return nil, err
	}
	if s.read, err = connect(path, 2*runtime.GOMAXPROCS(0)); err != nil {
		s.Close()
		return nil, err
	}
	if s.jobs, err = river.NewClient(riversqlite.New(s.write), &river.Config{Logger: slog.New(slog.DiscardHandler)}); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// isDatabase looks at the first bytes of a file, where SQLite says what it is
// (https://sqlite.org/fileformat2.html, 1.3).
func isDatabase(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	var head [16]byte
	if _, err := f.ReadAt(head[:], 0); err != nil || string(head[:]) != "SQLite format 3\x00" {
		return fmt.Errorf("%w: it does not begin as one", casefile.ErrForeign)
	}
	return nil
}

func connect(path string, connections int) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "cache_size(-32000)", "mmap_size(268435456)"}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(abs), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// claim marks a new file as a case, before anything else is written to it, and
// returns an error if it is another program's.
func (s *Store) claim(ctx context.Context) error {
	var id, tables int64
	if err := s.write.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_master)").Scan(&id, &tables); err != nil {
		return err
	}
	switch {
	case id == applicationID:
		return nil
	case tables > 0:
		return fmt.Errorf("%w: it is another program's database", casefile.ErrForeign)
	}
	_, err := s.write.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID))
	return err
}

// migrate brings the tables, ours and River's, to their newest version. Where
// there is nothing to do nothing is written.
func (s *Store) migrate(ctx context.Context) error {
	if err := s.claim(ctx); err != nil {
		return err
	}
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.write, sub, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	newest := p.ListSources()[len(p.ListSources())-1].Version
	now, err := p.GetDBVersion(ctx)
	switch {
	case err != nil:
		return err
	case now > newest:
		return fmt.Errorf("%w: its tables are of version %d, this program knows %d", casefile.ErrNewer, now, newest)
	case now < newest:
		for try := 1; now < newest; try++ { // another process may be at it, too
			_, failed := p.Up(ctx)
			if now, err = p.GetDBVersion(ctx); err != nil || failed != nil && try == 2*int(newest) {
				return cmp.Or(failed, err)
			}
		}
	}
	m, err := rivermigrate.New(riversqlite.New(s.write), &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return err
	}
	all := m.AllVersions()
	var has int
	err = s.write.QueryRowContext(ctx, "SELECT max(version) FROM river_migration WHERE line = 'main'").Scan(&has)
	if err == nil && has >= all[len(all)-1].Version {
		return nil
	}
	for try := 1; ; try++ { // likewise
		if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err == nil {
			break
		} else if try == 2*len(all) {
			return err
		}
	}
	// The job of a document is found by its number; the table is River's.
	_, err = s.write.ExecContext(ctx, "CREATE INDEX IF NOT EXISTS river_job_document ON river_job (json_extract(args, '$.document')) WHERE kind = 'read'")
	return err
}

// Close closes the case. What is in the log beside the file is brought into it.
func (s *Store) Close() error {
	var errs []error
	if s.read != nil {
		errs = append(errs, s.read.Close())
	}
	if s.write != nil {
		// Where much came in, SQLite counts anew what its indices tell apart. A case
		// that cannot be written to is searched as it is.
		_, _ = s.write.Exec("PRAGMA optimize")
		errs = append(errs, s.write.Close())
	}
	return errors.Join(errs...)
}

// in runs f in a transaction that writes. If f or the commit fails nothing is
// written.
func (s *Store) in(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	s.naming.Lock()
	defer s.naming.Unlock()
	if err = f(tx); err != nil {
		tx.Rollback()
	} else {
		err = tx.Commit()
	}
	if err != nil {
		clear(s.names) // numbers that were given are not
	}
	return err
}

// failure says what went wrong with a case, and how to go on.
func failure(op, path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	e, known := casefile.Failure(op, path, err)
	if known {
		return e
	}
	var code *sqlite.Error
	switch {
	case errors.Is(err, casefile.ErrForeign):
		e.Kind, e.Hint = hearsay.Unreadable, "Give a file made by hearsay add, or the name of a new one."
	case errors.Is(err, fs.ErrPermission):
		e.Kind, e.Hint = hearsay.Unavailable, "Check that you may read and write the file and its folder."
	case errors.As(err, &code):
		switch code.Code() & 0xff {
		case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
			e.Kind, e.Err, e.Hint = hearsay.Unavailable, fmt.Errorf("%s: %w", path, casefile.ErrBusy), "Try again when the other program has ended."
		case sqlite3.SQLITE_FULL:
			e.Kind, e.Hint = hearsay.Unavailable, "The disk is full: make room and run the same command again; nothing was half-written."
		case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
			e.Kind, e.Hint = hearsay.Unavailable, "Check that you may write the file and its folder."
		case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
			e.Kind, e.Hint = hearsay.Unreadable, "The file is damaged: run hearsay check on a copy, or take a backup."
		case sqlite3.SQLITE_IOERR:
			e.Kind, e.Hint = hearsay.Unavailable, "The disk answers with errors: check it, and run the same command again."
		}
	}
	return e
}
