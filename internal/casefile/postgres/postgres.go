// Package postgres keeps a case in a PostgreSQL database, for any number of
// machines, by pgx.
//
// The tables are those of migrations/*.sql, and River's, which hold the jobs: a
// document and the job to read it are written in one transaction, and so are its
// reading, the rows made from it and the end of the job. They stand in the first
// schema of the connection's search path. What there is most of is partitioned by
// month of publication; partitions are made as months come in.
//
// Time is the server's: no decision depends on the clock of a worker. A worker
// says every few seconds that it lives; jobs of one that does not are given to
// others.
package postgres

import (
	"cmp"
	"context"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"hearsay"
	"hearsay/internal/casefile"
)

//go:embed migrations/*.sql
var migrations embed.FS

// versions is the table in which goose keeps the version of the tables. It also
// tells a case from another program's database.
const versions = "hearsay_version"

// A Store is a case in a database. It implements [casefile.Store].
type Store struct {
	name   string // the address, without its password
	pool   *pgxpool.Pool
	jobs   *river.Client[pgx.Tx] // for inserting
	pack   *casefile.Packer
	months sync.Map      // of those that have partitions
	ahead  time.Duration // of the true time this machine's clock is; only in tests
}

var _ casefile.Store = (*Store)(nil)

// Open opens the case at an address: postgres://user@host:port/database. If there
// is none in the database, tables are made, unless mustExist is set: the error
// then wraps [fs.ErrNotExist]. The database itself must be there. pool_max_conns
// in the address says how many connections are used at most.
//
// The error wraps [casefile.ErrForeign] if other tables stand there, and
// [casefile.ErrNewer] if a newer version of the program made them.
func Open(ctx context.Context, address string, mustExist bool) (*Store, error) {
	s, err := open(ctx, address, mustExist)
	if err != nil {
		return nil, failure("open", Redacted(address), err)
	}
	return s, nil
}

// Redacted returns an address without its password and its options.
func Redacted(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "postgres://…"
	}
	u.RawQuery = ""
	return u.Redacted()
}

// patience is how long a statement waits for a server that does not answer, at
// the least: a connection that was cut without a sign is noticed by then.
const patience = 10 * time.Second

func open(ctx context.Context, address string, mustExist bool) (*Store, error) {
	c, err := pgxpool.ParseConfig(address)
	if err != nil {
		return nil, &hearsay.Error{Op: "case open", Kind: hearsay.Invalid, Err: fmt.Errorf("%s: not an address of a database", Redacted(address)), Hint: "Write postgres://user@host:5432/database."}
	}
	if !strings.Contains(address, "pool_max_conns") {
		c.MaxConns = 16
	}
	c.ConnConfig.ConnectTimeout = cmp.Or(c.ConnConfig.ConnectTimeout, patience)
	for k, v := range map[string]string{
		"application_name": "hearsay",
		// The server lets go of what a connection holds that it cannot reach.
		"tcp_user_timeout": "20000", "idle_in_transaction_session_timeout": "60000",
	} {
		if c.ConnConfig.RuntimeParams[k] == "" {
			c.ConnConfig.RuntimeParams[k] = v
		}
	}
	s := &Store{name: Redacted(address), pack: casefile.NewPacker()}
	if s.pool, err = pgxpool.NewWithConfig(ctx, c); err != nil {
		return nil, err
	}
	if err := s.prepare(ctx, mustExist); err != nil {
		s.pool.Close()
		return nil, err
	}
	if s.jobs, err = river.NewClient(riverpgxv5.New(s.pool), &river.Config{Logger: silent}); err != nil {
		s.pool.Close()
		return nil, err
	}
	return s, nil
}

var silent = slog.New(slog.DiscardHandler)

// prepare looks whether the tables are there and of this version, and makes them
// so. Where there is nothing to do nothing is written: who may only read can open
// a case.
func (s *Store) prepare(ctx context.Context, mustExist bool) error {
	newest, err := newestVersion()
	if err != nil {
		return err
	}
	now, err := s.version(ctx)
	switch {
	case err != nil:
		return err
	case now > newest:
		return fmt.Errorf("%w: its tables are of version %d, this program knows %d", casefile.ErrNewer, now, newest)
	case now == newest:
		return nil
	case now == none && mustExist:
		return fmt.Errorf("there is no case in this database: %w", fs.ErrNotExist)
	}
	return s.migrate(ctx)
}

// none is the version of a schema without a case.
const none = -1

// version returns the version of the tables, or none.
func (s *Store) version(ctx context.Context) (version int64, err error) {
	var ours, others bool
	if err := s.pool.QueryRow(ctx, "SELECT to_regclass($1) IS NOT NULL, EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema())", versions).Scan(&ours, &others); err != nil {
		return 0, err
	}
	switch {
	case !ours && others:
		return 0, fmt.Errorf("%w: other tables stand in the schema", casefile.ErrForeign)
	case !ours:
		return none, nil
	}
	err = s.pool.QueryRow(ctx, "SELECT coalesce(max(version_id), 0) FROM "+versions+" WHERE is_applied").Scan(&version)
	if err != nil {
		return 0, err
	}
	// River's tables come last, and with them an index of ours.
	var whole bool
	err = s.pool.QueryRow(ctx, "SELECT to_regclass('river_job_document') IS NOT NULL").Scan(&whole)
	if !whole {
		version = min(version, 0)
	}
	return version, err
}

func newestVersion() (int64, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	return goose.NumericComponent(files[len(files)-1])
}

// migrate brings the tables, ours and River's, to their newest version. Only one
// process at a time does.
func (s *Store) migrate(ctx context.Context) error {
	c, err := s.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer c.Release()
	const lock = "hashtextextended('hearsay migration ' || current_schema(), 0)"
	if _, err := c.Exec(ctx, "SELECT pg_advisory_lock("+lock+")"); err != nil {
		return err
	}
	defer c.Exec(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock("+lock+")")
	sub, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	db := stdlib.OpenDBFromPool(s.pool)
	defer db.Close()
	p, err := goose.NewProvider(goose.DialectPostgres, db, sub, goose.WithDisableGlobalRegistry(true), goose.WithTableName(versions))
	if err != nil {
		return err
	}
	if _, err := p.Up(ctx); err != nil {
		return err
	}
	m, err := rivermigrate.New(riverpgxv5.New(s.pool), &rivermigrate.Config{Logger: silent})
	if err != nil {
		return err
	}
	if _, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return err
	}
	// Parts of names are found by their letters, three in a row, where the server
	// has the means; without them every name is looked at.
	if _, err := s.pool.Exec(ctx, "CREATE EXTENSION IF NOT EXISTS pg_trgm"); err == nil {
		if _, err := s.pool.Exec(ctx, "CREATE INDEX IF NOT EXISTS name_parts ON name USING gin (text gin_trgm_ops)"); err != nil {
			return err
		}
	}
	// The job of a document is found by its number; the table is River's.
	_, err = s.pool.Exec(ctx, "CREATE INDEX IF NOT EXISTS river_job_document ON river_job (((args->>'document')::bigint)) WHERE kind = 'read'")
	return err
}

// Close closes all connections.
func (s *Store) Close() error {
	s.pool.Close()
	return nil
}

// in runs f in a transaction that writes. If f or the commit fails nothing is
// written. A transaction that the server ended because another stood in its way
// runs again.
func (s *Store) in(ctx context.Context, f func(pgx.Tx) error) error {
	for try := 1; ; try++ {
		err := pgx.BeginFunc(ctx, s.pool, f)
		if e, ok := errors.AsType[*pgconn.PgError](err); !ok || try == 5 || e.Code != "40P01" && e.Code != "40001" {
			return err
		}
	}
}

// failure says what went wrong with a case, and how to go on.
func failure(op, name string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	e, known := casefile.Failure(op, name, err)
	if known {
		return e
	}
	code := ""
	if x, ok := errors.AsType[*pgconn.PgError](err); ok {
		code = x.Code
	}
	switch {
	case errors.Is(err, casefile.ErrForeign):
		e.Kind, e.Hint = hearsay.Unreadable, "Give a database, or a schema (?search_path=NAME), that is empty or holds a case."
	case code == "3D000":
		e.Kind, e.Hint = hearsay.NotFound, "Make the database first: createdb NAME."
	case code == "42501":
		e.Kind, e.Hint = hearsay.Unavailable, "The user may not do this: docs/operations.md lists what each role needs."
	case strings.HasPrefix(code, "28"):
		e.Kind, e.Hint = hearsay.Unavailable, "Check user and password: PGPASSWORD or a file .pgpass keep the password out of the command line."
	case strings.HasPrefix(code, "53"):
		e.Kind, e.Hint = hearsay.Unavailable, "The server has no room left: on disk, in memory, or for connections. Nothing was half-written."
	case code == "25006":
		e.Kind, e.Hint = hearsay.Unavailable, "The server only reads: give the address of its primary."
	case passing(err):
		e.Kind, e.Hint = hearsay.Unavailable, "The database does not answer: check that it runs and can be reached. Nothing was half-written."
	}
	return e
}

// passing reports whether an error is of the server or the way to it, rather than
// of what was asked of it: it may go away by itself.
func passing(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code[:2] {
		case "08", "40", "53", "55", "57", "58":
			return true
		}
		return false
	}
	network, ok := errors.AsType[net.Error](err)
	return ok && network != nil || pgconn.SafeToRetry(err) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.Is(err, context.DeadlineExceeded)
}
