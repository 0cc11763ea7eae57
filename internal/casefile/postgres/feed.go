package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"hearsay/internal/casefile"
)

// Feeds implements [casefile.Store].
func (s *Store) Feeds(ctx context.Context) ([]casefile.Feed, error) {
	rows, _ := s.pool.Query(ctx, "SELECT url, interval, etag, modified, checked, changed, failures, error, added FROM feed ORDER BY url")
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (f casefile.Feed, err error) {
		var interval, checked, changed int64
		err = row.Scan(&f.URL, &interval, &f.ETag, &f.Modified, &checked, &changed, &f.Failures, &f.Error, &f.Added)
		f.Interval, f.Checked, f.Changed = time.Duration(interval)*time.Second, instant(checked), instant(changed)
		return f, err
	})
	return all, failure("feeds", s.name, err)
}

// KeepFeed implements [casefile.Store].
func (s *Store) KeepFeed(ctx context.Context, f casefile.Feed) error {
	_, err := s.pool.Exec(ctx, `INSERT INTO feed (url, interval, etag, modified, checked, changed, failures, error, added) VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)
		ON CONFLICT (url) DO UPDATE SET interval = $2, etag = $3, modified = $4, checked = $5, changed = $6, failures = $7, error = $8, added = $9`,
		short(f.URL), int64(f.Interval/time.Second), clean(f.ETag), clean(f.Modified), millis(f.Checked), millis(f.Changed), f.Failures, clean(f.Error), f.Added)
	return failure("watch", s.name, err)
}

// DropFeed implements [casefile.Store].
func (s *Store) DropFeed(ctx context.Context, url string) error {
	done, err := s.pool.Exec(ctx, "DELETE FROM feed WHERE url = $1", short(url))
	if err == nil && done.RowsAffected() == 0 {
		err = fmt.Errorf("%w: no feed %q is watched", casefile.ErrNotFound, url)
	}
	return failure("watch", s.name, err)
}

// Turn returns how long to wait before a request to a host may go out, so that
// all who take in reports for the case together ask it once in delay.
func (s *Store) Turn(ctx context.Context, host string, delay time.Duration) (time.Duration, error) {
	var wait float64
	err := s.pool.QueryRow(ctx, `INSERT INTO host (name, next) VALUES ($1, clock_timestamp() + $2::interval)
		ON CONFLICT (name) DO UPDATE SET next = greatest(host.next, clock_timestamp()) + $2::interval
		RETURNING extract(epoch FROM next - $2::interval - clock_timestamp())::float8`, short(host), delay).Scan(&wait)
	return time.Duration(max(wait, 0) * float64(time.Second)), failure("watch", s.name, err)
}

// instant returns a time kept in milliseconds; 0 is none.
func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}
