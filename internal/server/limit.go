package server

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Limits of one client: an IPv4 address, or the network of an IPv6 address.
const (
	asks      = 20 // requests a second
	asksBurst = 200
	tells     = 2 // of them, those that change something
	tellBurst = 40
	streams   = 20 // streams of events that are open at the same time
	clients   = 10_000
)

// limits count what clients ask for.
type limits struct {
	proxied bool // a proxy on this machine passes requests on
	mu      sync.Mutex
	of      map[string]*client
}

type client struct {
	ask, tell *rate.Limiter
	streams   int
	seen      time.Time
}

// client returns the limits of a client. mu must be held.
func (l *limits) client(name string, now time.Time) *client {
	if l.of == nil {
		l.of = make(map[string]*client)
	}
	if len(l.of) >= clients {
		for n, c := range l.of {
			if c.streams == 0 && now.Sub(c.seen) > time.Minute {
				delete(l.of, n)
			}
		}
	}
	c := l.of[name]
	if c == nil {
		c = &client{ask: rate.NewLimiter(asks, asksBurst), tell: rate.NewLimiter(tells, tellBurst)}
		l.of[name] = c
	}
	c.seen = now
	return c
}

// limited refuses requests of who asks too often. This machine's own are not
// counted: it can do worse by other ways.
func (l *limits) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		name, own := l.nameOf(r)
		if own {
			next.ServeHTTP(w, r)
			return
		}
		now := time.Now()
		stream := isStream(r)
		l.mu.Lock()
		c := l.client(name, now)
		ok := c.ask.AllowN(now, 1) && (r.Method == http.MethodGet || r.Method == http.MethodHead || c.tell.AllowN(now, 1)) && (!stream || c.streams < streams)
		if ok && stream {
			c.streams++
		}
		l.mu.Unlock()
		if !ok {
			w.Header().Set("Retry-After", "5")
			problem(w, http.StatusTooManyRequests, "you ask too often: wait a moment")
			return
		}
		if stream {
			defer func() { l.mu.Lock(); c.streams--; l.mu.Unlock() }()
		}
		next.ServeHTTP(w, r)
	})
}

// nameOf returns who asks, and whether that is this machine itself. Behind a
// proxy it is whom the proxy names last: what comes before anybody can write.
func (l *limits) nameOf(r *http.Request) (name string, own bool) {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	a, err := netip.ParseAddr(host)
	if err != nil {
		return host, false
	}
	if l.proxied && (a.IsLoopback() || a.IsPrivate()) {
		all := r.Header.Values("X-Forwarded-For")
		if len(all) > 0 {
			last := all[len(all)-1]
			if b, err := netip.ParseAddr(strings.TrimSpace(last[strings.LastIndexByte(last, ',')+1:])); err == nil {
				a = b
			}
		}
	}
	a = a.Unmap()
	if a.Is6() && !a.IsLoopback() {
		p, _ := a.Prefix(64)
		return p.String(), false
	}
	return a.String(), a.IsLoopback()
}

// isStream reports whether a request is for a stream that does not end.
func isStream(r *http.Request) bool { return r.URL.Path == "/api/progress" }
