package fetch

import (
	"context"
	"sync"
	"time"
)

// turns lets requests to one host follow one another at a distance.
type turns struct {
	mu   sync.Mutex
	next map[string]time.Time // when the next request to a host may go out
}

// wait returns when it is the caller's turn to ask host, or with ctx's error.
// shared is [Options.Turn].
func (t *turns) wait(ctx context.Context, host string, delay time.Duration, shared func(context.Context, string, time.Duration) (time.Duration, error)) error {
	if delay <= 0 {
		return nil
	}
	at := t.own(host, delay)
	if shared != nil {
		if wait, err := shared(ctx, host, delay); err == nil {
			at = time.Now().Add(wait)
		}
	}
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// own returns when it is the caller's turn by this client's count.
func (t *turns) own(host string, delay time.Duration) time.Time {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.next == nil {
		t.next = make(map[string]time.Time)
	}
	now := time.Now()
	at := t.next[host]
	if at.Before(now) {
		at = now
	}
	t.next[host] = at.Add(delay)
	if len(t.next) > 10_000 { // hosts long done with
		for h, x := range t.next {
			if x.Before(now) {
				delete(t.next, h)
			}
		}
	}
	return at
}
