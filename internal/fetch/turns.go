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
func (t *turns) wait(ctx context.Context, host string, delay time.Duration) error {
	if delay <= 0 {
		return nil
	}
	t.mu.Lock()
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
	t.mu.Unlock()
	timer := time.NewTimer(time.Until(at))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
