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

// keys tell who has the token: by a header, or by a cookie that was given for
// it. Cookies hold until the server ends.
type keys struct {
	token   [32]byte // SHA-256
	session string   // value of the cookie; "" if there is no token
	tries   *tries
}

// cookie is the name of the cookie of who is signed in.
const cookie = "hearsay-session"

func newKeys(token string) keys {
	k := keys{token: sha256.Sum256([]byte(token)), tries: new(tries)}
	if token != "" {
		m := hmac.New(sha256.New, []byte(rand.Text()))
		m.Write([]byte(token))
		k.session = hex.EncodeToString(m.Sum(nil))
	}
	return k
}

// allow reports whether a request comes from who has the token.
func (k keys) allow(r *http.Request) bool {
	if k.session == "" || r == nil {
		return false
	}
	if token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return k.is(token)
	}
	c, err := r.Cookie(cookie)
	return err == nil && subtle.ConstantTimeCompare([]byte(c.Value), []byte(k.session)) == 1
}

func (k keys) is(token string) bool {
	sum := sha256.Sum256([]byte(token))
	return k.session != "" && subtle.ConstantTimeCompare(sum[:], k.token[:]) == 1
}

func (k keys) login(w http.ResponseWriter, r *http.Request) {
	if !k.tries.more(time.Now()) {
		w.Header().Set("Retry-After", "60")
		http.Error(w, "too many tries: wait a minute", http.StatusTooManyRequests)
		return
	}
	to := local(r.PostFormValue("to"))
	if !k.is(r.PostFormValue("token")) {
		http.Redirect(w, r, "/login?"+url.Values{"wrong": {"1"}, "to": {to}}.Encode(), http.StatusSeeOther)
		return
	}
	http.SetCookie(w, &http.Cookie{Name: cookie, Value: k.session, Path: "/", HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteStrictMode})
	http.Redirect(w, r, to, http.StatusSeeOther)
}

func (k keys) logout(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: cookie, Path: "/", MaxAge: -1, HttpOnly: true, SameSite: http.SameSiteStrictMode})
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
