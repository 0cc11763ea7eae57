package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"hearsay/internal/casefile"
)

// Alerts implements [casefile.Linker].
func (s *Store) Alerts(ctx context.Context) ([]casefile.Alert, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT name, query, added FROM alert ORDER BY name")
	if err != nil {
		return nil, failure("alerts", s.path, err)
	}
	defer rows.Close()
	var all []casefile.Alert
	for rows.Next() {
		var a casefile.Alert
		var added int64
		if err := rows.Scan(&a.Name, &a.Query, &added); err != nil {
			return nil, failure("alerts", s.path, err)
		}
		a.Added = time.UnixMilli(added).UTC()
		all = append(all, a)
	}
	return all, failure("alerts", s.path, rows.Err())
}

// KeepAlert implements [casefile.Linker].
func (s *Store) KeepAlert(ctx context.Context, a casefile.Alert) error {
	_, err := s.write.ExecContext(ctx, "INSERT INTO alert (name, query, added) VALUES (?,?,?) ON CONFLICT (name) DO UPDATE SET query = excluded.query, added = excluded.added",
		a.Name, a.Query, a.Added.UnixMilli())
	return failure("alert", s.path, err)
}

// DropAlert implements [casefile.Linker].
func (s *Store) DropAlert(ctx context.Context, name string) error {
	res, err := s.write.ExecContext(ctx, "DELETE FROM alert WHERE name = ?", name)
	if err == nil {
		if n, _ := res.RowsAffected(); n == 0 {
			err = fmt.Errorf("%w: no alert %q", casefile.ErrNotFound, name)
		}
	}
	return failure("alert", s.path, err)
}

// Fire implements [casefile.Linker].
func (s *Store) Fire(ctx context.Context, name string, finds ...casefile.Find) ([]casefile.Find, error) {
	var fresh []casefile.Find
	err := s.in(ctx, func(tx *sql.Tx) error {
		for _, f := range finds {
			f.Alert = name
			known := 0
			for _, k := range f.Keys {
				res, err := tx.ExecContext(ctx, "INSERT OR IGNORE INTO fired_key (alert, key) VALUES (?,?)", name, k)
				if err != nil {
					return err
				}
				if n, _ := res.RowsAffected(); n == 0 {
					known++
				}
			}
			if known > 0 {
				continue
			}
			b, err := json.Marshal(f)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, "INSERT INTO fired (alert, json) VALUES (?,?)", name, string(b)); err != nil {
				return err
			}
			fresh = append(fresh, f)
		}
		return nil
	})
	return fresh, failure("alert", s.path, err)
}

// Fired implements [casefile.Linker].
func (s *Store) Fired(ctx context.Context, name string, limit int) ([]casefile.Find, error) {
	if limit <= 0 {
		limit = -1
	}
	all, err := scanJSON[casefile.Find](s.read.QueryContext(ctx, "SELECT json FROM fired WHERE ? IN ('', alert) ORDER BY seq DESC LIMIT ?", name, limit))
	return all, failure("alerts", s.path, err)
}

func scanJSON[T any](rows *sql.Rows, err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []T
	for rows.Next() {
		var text string
		var x T
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return all, rows.Err()
}

// KeepGrade implements [casefile.Linker].
func (s *Store) KeepGrade(ctx context.Context, g casefile.Grade) error {
	b, err := json.Marshal(g)
	if err == nil {
		_, err = s.write.ExecContext(ctx, "INSERT INTO grade (json) VALUES (?)", string(b))
	}
	return failure("grade", s.path, err)
}

// Grades implements [casefile.Linker].
func (s *Store) Grades(ctx context.Context) ([]casefile.Grade, error) {
	all, err := scanJSON[casefile.Grade](s.read.QueryContext(ctx, "SELECT json FROM grade ORDER BY seq"))
	return all, failure("grades", s.path, err)
}

// KeepOwners implements [casefile.Linker].
func (s *Store) KeepOwners(ctx context.Context, all []casefile.Owner) error {
	return failure("owners", s.path, s.in(ctx, func(tx *sql.Tx) error {
		in := &execer{ctx: ctx, tx: tx}
		in.run("DELETE FROM owner")
		for _, o := range all {
			in.run("INSERT OR REPLACE INTO owner (outlet, owner) VALUES (?,?)", o.Outlet, o.Owner)
		}
		in.run("INSERT INTO unlinked (document) SELECT document FROM reading WHERE TRUE ON CONFLICT (document) DO UPDATE SET turn = turn + 1")
		return in.err
	}))
}

// Owners implements [casefile.Linker].
func (s *Store) Owners(ctx context.Context) ([]casefile.Owner, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT outlet, owner FROM owner ORDER BY outlet")
	if err != nil {
		return nil, failure("owners", s.path, err)
	}
	defer rows.Close()
	var all []casefile.Owner
	for rows.Next() {
		var o casefile.Owner
		if err := rows.Scan(&o.Outlet, &o.Owner); err != nil {
			return nil, failure("owners", s.path, err)
		}
		all = append(all, o)
	}
	return all, failure("owners", s.path, rows.Err())
}
