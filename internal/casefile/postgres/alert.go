package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"hearsay/internal/casefile"
)

// Alerts implements [casefile.Linker].
func (s *Store) Alerts(ctx context.Context) ([]casefile.Alert, error) {
	rows, _ := s.pool.Query(ctx, "SELECT name, query, added FROM alert ORDER BY name")
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (a casefile.Alert, err error) {
		var added int64
		err = row.Scan(&a.Name, &a.Query, &added)
		a.Added = time.UnixMilli(added).UTC()
		return a, err
	})
	return all, failure("alerts", s.name, err)
}

// KeepAlert implements [casefile.Linker].
func (s *Store) KeepAlert(ctx context.Context, a casefile.Alert) error {
	_, err := s.pool.Exec(ctx, "INSERT INTO alert (name, query, added) VALUES ($1,$2,$3) ON CONFLICT (name) DO UPDATE SET query = excluded.query, added = excluded.added",
		short(a.Name), clean(a.Query), a.Added.UnixMilli())
	return failure("alert", s.name, err)
}

// DropAlert implements [casefile.Linker].
func (s *Store) DropAlert(ctx context.Context, name string) error {
	done, err := s.pool.Exec(ctx, "DELETE FROM alert WHERE name = $1", short(name))
	if err == nil && done.RowsAffected() == 0 {
		err = fmt.Errorf("%w: no alert %q", casefile.ErrNotFound, name)
	}
	return failure("alert", s.name, err)
}

// Fire implements [casefile.Linker]. What one query found at two places at once
// is told apart by the row of the query, which only one changes at a time.
func (s *Store) Fire(ctx context.Context, name string, finds ...casefile.Find) ([]casefile.Find, error) {
	var fresh []casefile.Find
	err := s.in(ctx, func(tx pgx.Tx) error {
		fresh = nil
		if _, err := tx.Exec(ctx, "SELECT 1 FROM alert WHERE name = $1 FOR UPDATE", short(name)); err != nil {
			return err
		}
		for _, f := range finds {
			f.Alert = name
			known := false
			for _, k := range f.Keys {
				done, err := tx.Exec(ctx, "INSERT INTO fired_key (alert, key) VALUES ($1,$2) ON CONFLICT DO NOTHING", short(name), short(k))
				if err != nil {
					return err
				}
				known = known || done.RowsAffected() == 0
			}
			if known {
				continue
			}
			b, err := json.Marshal(f)
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, "INSERT INTO fired (alert, json) VALUES ($1,$2)", short(name), string(b)); err != nil {
				return err
			}
			fresh = append(fresh, f)
		}
		return nil
	})
	return fresh, failure("alert", s.name, err)
}

// Fired implements [casefile.Linker].
func (s *Store) Fired(ctx context.Context, name string, limit int) ([]casefile.Find, error) {
	most := ""
	if limit > 0 {
		most = fmt.Sprintf(" LIMIT %d", limit)
	}
	rows, _ := s.pool.Query(ctx, "SELECT json FROM fired WHERE $1 IN ('', alert) ORDER BY seq DESC"+most, short(name))
	all, err := pgx.CollectRows(rows, parsed[casefile.Find])
	return all, failure("alerts", s.name, err)
}

// parsed reads a column of JSON.
func parsed[T any](row pgx.CollectableRow) (x T, err error) {
	var text string
	if err := row.Scan(&text); err != nil {
		return x, err
	}
	return x, json.Unmarshal([]byte(text), &x)
}

// KeepGrade implements [casefile.Linker].
func (s *Store) KeepGrade(ctx context.Context, g casefile.Grade) error {
	b, err := json.Marshal(g)
	if err == nil {
		_, err = s.pool.Exec(ctx, "INSERT INTO grade (json) VALUES ($1)", string(b))
	}
	return failure("grade", s.name, err)
}

// Grades implements [casefile.Linker].
func (s *Store) Grades(ctx context.Context) ([]casefile.Grade, error) {
	rows, _ := s.pool.Query(ctx, "SELECT json FROM grade ORDER BY seq")
	all, err := pgx.CollectRows(rows, parsed[casefile.Grade])
	return all, failure("grades", s.name, err)
}

// KeepOwners implements [casefile.Linker].
func (s *Store) KeepOwners(ctx context.Context, all []casefile.Owner) error {
	return failure("owners", s.name, s.in(ctx, func(tx pgx.Tx) error {
		var batch pgx.Batch
		batch.Queue("DELETE FROM owner")
		for _, o := range all {
			batch.Queue("INSERT INTO owner (outlet, owner) VALUES ($1,$2) ON CONFLICT (outlet) DO UPDATE SET owner = $2", short(o.Outlet), clean(o.Owner))
		}
		batch.Queue("INSERT INTO unlinked (document) SELECT seq FROM document WHERE state = $1 ORDER BY seq ON CONFLICT (document) DO UPDATE SET turn = unlinked.turn + 1", casefile.Read)
		return tx.SendBatch(ctx, &batch).Close()
	}))
}

// Owners implements [casefile.Linker].
func (s *Store) Owners(ctx context.Context) ([]casefile.Owner, error) {
	rows, _ := s.pool.Query(ctx, "SELECT outlet, owner FROM owner ORDER BY outlet")
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[casefile.Owner])
	return all, failure("owners", s.name, err)
}
