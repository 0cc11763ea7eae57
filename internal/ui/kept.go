package ui

import (
	"context"
	"fmt"
	"sync"
)

// A memory keeps what was made of the whole case until the case changes: counting
// ten thousand reports anew for every view would take longer than showing it.
// What it keeps is shared and not to be changed.
type memory struct {
	sync.Mutex
	state string
	of    map[string]any
}

// mostRemembered is how many things are kept of one state: there are as many as
// there are questions.
const mostRemembered = 100

// state names the state that the case is in: what any change to it changes.
func (u *UI) state(ctx context.Context) (string, error) {
	counts, err := u.store.Counts(ctx)
	if err != nil {
		return "", err
	}
	links, err := u.store.LinkCounts(ctx)
	return fmt.Sprint(counts, links), err
}

// remembered returns what is kept under key, or what compute makes of the case as
// it is now.
func remembered[T any](ctx context.Context, u *UI, key string, compute func() (T, error)) (T, error) {
	var none T
	state, err := u.state(ctx)
	if err != nil {
		return none, err
	}
	u.memory.Lock()
	if u.memory.state != state {
		u.memory.state, u.memory.of = state, make(map[string]any)
	}
	x, ok := u.memory.of[key].(T)
	u.memory.Unlock()
	if ok {
		return x, nil
	}
	if x, err = compute(); err != nil {
		return none, err
	}
	u.memory.Lock()
	if u.memory.state == state && len(u.memory.of) < mostRemembered {
		u.memory.of[key] = x
	}
	u.memory.Unlock()
	return x, nil
}
