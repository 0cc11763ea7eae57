package postgres

import "time"

// Shorten makes workers give signs of life more often, and count as gone sooner,
// than they do.
func Shorten() { heartbeat, lifetime = 200*time.Millisecond, 2*time.Second }

// Skew sets the clock that the store's workers go by ahead of the true one.
func (s *Store) Skew(by time.Duration) { s.ahead = by }
