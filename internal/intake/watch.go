package intake

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/fetch"
)

// A Look is what looking at a feed came to.
type Look struct {
	Feed casefile.Feed
	Totals
	Err error
}

// Watch looks at the feeds of the case whenever they are due, takes in what is
// new, and calls looked after each look, until ctx ends. It never gives a feed
// up: after looks that failed it waits longer.
func (in *Intake) Watch(ctx context.Context, looked func(Look)) error {
	for {
		feeds, err := in.store.Feeds(ctx)
		if err != nil {
			return err
		}
		next := time.Now().Add(time.Minute) // a feed may be added meanwhile
		slices.SortStableFunc(feeds, func(a, b casefile.Feed) int { return a.Due().Compare(b.Due()) })
		for _, f := range feeds {
			if due := f.Due(); due.After(time.Now()) {
				if due.Before(next) {
					next = due
				}
				break
			}
			look, err := in.Look(ctx, f)
			if err != nil {
				return err
			}
			looked(look)
			next = time.Now()
		}
		if len(feeds) == 0 {
			return nil
		}
		timer := time.NewTimer(time.Until(next))
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
	}
}

// Look asks a feed for what is new, unless its server says that nothing is, and
// keeps how it did. Reports whose address the case has seen are not fetched
// again. The error is of the case or ctx; that of the feed stands in the Look.
func (in *Intake) Look(ctx context.Context, f casefile.Feed) (Look, error) {
	f.Checked = time.Now().UTC()
	r, err := in.web.GetChanged(ctx, f.URL, fetch.Seen{ETag: f.ETag, Modified: f.Modified})
	if ctx.Err() != nil {
		return Look{}, ctx.Err()
	}
	if err != nil {
		f.Failures++
		f.Error = err.Error()
		return Look{Feed: f, Err: err}, in.keepFeed(ctx, f)
	}
	f.Failures, f.Error = 0, ""
	f.ETag, f.Modified = cmp.Or(r.Seen.ETag, f.ETag), cmp.Or(r.Seen.Modified, f.Modified)
	if r.Unchanged {
		return Look{Feed: f}, in.keepFeed(ctx, f)
	}
	inner := *in
	inner.fresh = true
	t, err := inner.take(ctx, func(send func(found) bool) {
		in := &inner
		in.open(ctx, bytes.NewReader(r.Body), origin{name: f.URL, url: r.URL, contentType: r.ContentType}, 1, send)
	})
	if err != nil {
		return Look{}, err
	}
	f.Added += t.Added + t.Versions
	if t.Added+t.Versions > 0 {
		f.Changed = f.Checked
	}
	return Look{Feed: f, Totals: t}, in.keepFeed(ctx, f)
}

// keepFeed keeps how a feed does, unless it was forgotten while it was looked at.
func (in *Intake) keepFeed(ctx context.Context, f casefile.Feed) error {
	feeds, err := in.store.Feeds(ctx)
	if err != nil || !slices.ContainsFunc(feeds, func(x casefile.Feed) bool { return x.URL == f.URL }) {
		return err
	}
	return in.store.KeepFeed(ctx, f)
}

// seen reports whether the case has a text from an address.
func (in *Intake) seen(ctx context.Context, url string) bool {
	v, err := in.store.Versions(ctx, url)
	return err == nil && len(v) > 0
}
