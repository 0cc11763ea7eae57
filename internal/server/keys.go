package server

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"
)

// A role is what somebody may do.
type role uint8

const (
	stranger role = iota
	reader
	writer
)

// A key is a token, and the cookie that is given for it. Cookies hold until the
// server ends.
type key struct {
	role    role
	token   [32]byte // SHA-256
	session string
}

// keys tell who has which token: by a header, or by a cookie.
type keys struct {
	all    []key // those of writers first
	secure bool  // cookies are for https alone
	tries  *tries
}

// cookie is the name of the cookie of who is signed in.
const cookie = "hearsay-session"

func newKeys(write, read string) keys {
	k := keys{tries: new(tries)}
	secret := []byte(rand.Text())
	add := func(token string, r role) {
		if token != "" {
			m := hmac.New(sha256.New, secret)
			m.Write([]byte{byte(r)})
			m.Write([]byte(token))
			k.all = append(k.all, key{r, sha256.Sum256([]byte(token)), hex.EncodeToString(m.Sum(nil))})
		}
	}
	add(write, writer)
	add(read, reader)
	return k
}

// role returns what who asks may do, by the token that comes with the request.
func (k keys) role(r *http.Request) role {
	if r == nil {
		return stranger
	}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		if x := k.of(token); x != nil {
			return x.role
		}
		return stranger
	}
	if _, token, ok := r.BasicAuth(); ok { // as readers of feeds know it: the token is the password, for reading alone
		if x := k.of(token); x != nil {
			return reader
		}
		return stranger
	}
	c, err := r.Cookie(cookie)
	if err != nil {
		return stranger
	}
	found := stranger
	for _, x := range k.all { // all of them, so that the time tells nothing
		if subtle.ConstantTimeCompare([]byte(c.Value), []byte(x.session)) == 1 {
			found = max(found, x.role)
		}
	}
	return found
}

// of returns the key of a token, nil if there is none.
func (k keys) of(token string) *key {
	sum := sha256.Sum256([]byte(token))
	var found *key
	for i := range k.all {
		if subtle.ConstantTimeCompare(sum[:], k.all[i].token[:]) == 1 && found == nil {
			found = &k.all[i]
		}
	}
	return found
}

// login signs in who sends a token: with the form, or by following the address
// that is printed when the server begins.
func (k keys) login(w http.ResponseWriter, r *http.Request) {
	if !k.tries.more(time.Now()) {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many tries: wait a minute", http.StatusTooManyRequests)
		return
	}
	to := local(r.FormValue("to"))
	x := k.of(strings.TrimSpace(r.FormValue("token")))
	if x == nil {
		http.Redirect(w, r, "/login?"+url.Values{"wrong": {"1"}, "to": {to}}.Encode(), http.StatusSeeOther)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: x.session, Path: "/", HttpOnly: true, Secure: k.secure || r.TLS != nil, SameSite: http.SameSiteStrictMode})
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (k keys) logout(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, Secure: k.secure || r.TLS != nil, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, "/", http.StatusSeeOther)
}

// local returns an address on this server: to, or the front page where to leads
// elsewhere.
func local(to string) string {
	u, err := url.Parse(to)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(u.Path, "//") || strings.Contains(to, `\`) {
		return "/"
	}
	return to
}

// tries counts how often somebody tried to sign in.
type tries struct {
	sync.Mutex
	since time.Time
	n     int
}

// perMinute is how many tries there are in a minute, from everywhere together.
const perMinute = 20

func (t *tries) more(now time.Time) bool {
	t.Lock()
	defer t.Unlock()
	if now.Sub(t.since) > time.Minute {
		t.since, t.n = now, 0
	}
	t.n++
	return t.n <= perMinute
}
