package sqlite

import (
	"context"
	"fmt"
	"time"

	"hearsay/internal/casefile"
)

// Feeds implements [casefile.Store].
func (s *Store) Feeds(ctx context.Context) ([]casefile.Feed, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT url, interval, etag, modified, checked, changed, failures, error, added FROM feed ORDER BY url")
	if err != nil {
		return nil, failure("feeds", s.path, err)
	}
	defer rows.Close()
	var all []casefile.Feed
	for rows.Next() {
		var f casefile.Feed
		var interval, checked, changed int64
		if err := rows.Scan(&f.URL, &interval, &f.ETag, &f.Modified, &checked, &changed, &f.Failures, &f.Error, &f.Added); err != nil {
			return nil, failure("feeds", s.path, err)
		}
		f.Interval, f.Checked, f.Changed = time.Duration(interval)*time.Second, instant(checked), instant(changed)
		all = append(all, f)
	}
	return all, failure("feeds", s.path, rows.Err())
}

// KeepFeed implements [casefile.Store].
func (s *Store) KeepFeed(ctx context.Context, f casefile.Feed) error {
	_, err := s.write.ExecContext(ctx, `INSERT OR REPLACE INTO feed (url, interval, etag, modified, checked, changed, failures, error, added) VALUES (?,?,?,?,?,?,?,?,?)`,
		f.URL, int64(f.Interval/time.Second), f.ETag, f.Modified, millis(f.Checked), millis(f.Changed), f.Failures, f.Error, f.Added)
	return failure("watch", s.path, err)
}

// DropFeed implements [casefile.Store].
func (s *Store) DropFeed(ctx context.Context, url string) error {
	done, err := s.write.ExecContext(ctx, "DELETE FROM feed WHERE url = ?", url)
	if err == nil {
		if n, _ := done.RowsAffected(); n == 0 {
			err = fmt.Errorf("%w: no feed %q is watched", casefile.ErrNotFound, url)
		}
	}
	return failure("watch", s.path, err)
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
