package server_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/server"
)

const token = "twenty-letters-or-so"

// newCase returns a case with one report, read.
func newCase(t *testing.T) casefile.Store {
	t.Helper()
	c, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "case.hearsay"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	if _, err := c.Add(t.Context(), casefiletest.Report(t, "https://herald.example/1", "Depot burns", "Soldiers attacked the depot, Ana Prado said.")); err != nil {
		t.Fatal(err)
	}
	work(t, c)
	return c
}

// work reads what waits in a case.
func work(t *testing.T, c casefile.Store) {
	t.Helper()
	if err := c.Work(t.Context(), casefile.Work{Read: casefiletest.Read}); err != nil {
		t.Fatal(err)
	}
}

func open(t *testing.T, o server.Options) *server.Server {
	t.Helper()
	s, err := server.New(newCase(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ask(s http.Handler, method, target string, form url.Values, header ...string) *http.Response {
	r := httptest.NewRequest(method, "http://localhost"+target, strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result()
}

func TestHeaders(t *testing.T) {
	s := open(t, server.Options{})
	for _, target := range []string{"/", "/find", "/nothing", "/api/counts", "/openapi.json", "/style.css", "/healthz"} {
		h := ask(s, "GET", target, nil).Header
		if csp := h.Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "unsafe") || strings.Contains(csp, "http") {
			t.Errorf("%s: policy %q", target, csp)
		}
		if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", target, h)
		}
	}
}

func TestTags(t *testing.T) {
	s := open(t, server.Options{})
	for _, target := range []string{"/", "/api/documents", "/openapi.json"} {
		tag := ask(s, "GET", target, nil).Header.Get("ETag")
		if tag == "" {
			t.Fatalf("%s has no tag", target)
		}
		if r := ask(s, "GET", target, nil, "If-None-Match", `"other", `+tag); r.StatusCode != http.StatusNotModified {
			t.Errorf("%s, asked with its tag, answers %d", target, r.StatusCode)
		}
		if r := ask(s, "GET", target, nil, "If-None-Match", `"other"`); r.StatusCode != http.StatusOK {
			t.Errorf("%s, asked with another tag, answers %d", target, r.StatusCode)
		}
	}
}

func TestPacking(t *testing.T) {
	s := open(t, server.Options{})
	plain, err := io.ReadAll(ask(s, "GET", "/openapi.json", nil).Body)
	if err != nil {
		t.Fatal(err)
	}
	r := ask(s, "GET", "/openapi.json", nil, "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if packed, err := io.ReadAll(z); err != nil || string(packed) != string(plain) {
		t.Errorf("unpacked to %d bytes of %d, %v", len(packed), len(plain), err)
	}
}

func TestOtherHosts(t *testing.T) {
	s := open(t, server.Options{})
	for host, want := range map[string]int{"localhost:8080": 200, "127.0.0.1": 200, "[::1]:8080": 200, "evil.example": 421, "127.0.0.1.evil.example": 421} {
		if r := ask(s, "GET", "/", nil, "Host", host); r.StatusCode != want {
			t.Errorf("as %s: %d", host, r.StatusCode)
		}
	}
}

func TestElsewhereNeedsToken(t *testing.T) {
	for _, o := range []server.Options{{Listen: "0.0.0.0:80"}, {Listen: ":80"}, {Listen: "192.0.2.1:80", Token: "short"}, {Listen: "nonsense"}} {
		if _, err := server.New(nil, o); hearsay.KindOf(err) != hearsay.Invalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
	s := open(t, server.Options{Listen: "0.0.0.0:80", Token: token})
	if r := ask(s, "GET", "/api/counts", nil); r.StatusCode != 401 {
		t.Errorf("without a token: %d", r.StatusCode)
	}
	if r := ask(s, "GET", "/find?q=a", nil, "Accept", "text/html"); r.StatusCode != 303 || r.Header.Get("Location") != "/login?to=%2Ffind%3Fq%3Da" {
		t.Errorf("a browser is sent to %q", r.Header.Get("Location"))
	}
	if r := ask(s, "GET", "/api/counts", nil, "Authorization", "Bearer "+token); r.StatusCode != 200 {
		t.Errorf("with the token: %d", r.StatusCode)
	}
	if r := ask(s, "GET", "/api/counts", nil, "Authorization", "Bearer "+token+"x"); r.StatusCode != 401 {
		t.Errorf("with another token: %d", r.StatusCode)
	}
}

func TestSignIn(t *testing.T) {
	s := open(t, server.Options{Listen: "0.0.0.0:80", Token: token})
	if r := ask(s, "POST", "/login", url.Values{"token": {"wrong"}, "to": {"/find"}}); len(r.Cookies()) > 0 || !strings.Contains(r.Header.Get("Location"), "wrong=1") {
		t.Errorf("a wrong token: %v", r.Header)
	}
	for to, want := range map[string]string{"/find?q=a": "/find?q=a", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "": "/"} {
		r := ask(s, "POST", "/login", url.Values{"token": {token}, "to": {to}})
		if r.Header.Get("Location") != want || len(r.Cookies()) != 1 {
			t.Fatalf("to %q: %v", to, r.Header)
		}
		c := r.Cookies()[0]
		if !c.HttpOnly || c.SameSite != http.SameSiteStrictMode || strings.Contains(c.Value, token) {
			t.Errorf("cookie %v", c)
		}
		if r := ask(s, "GET", "/", nil, "Cookie", c.Name+"="+c.Value); r.StatusCode != 200 {
			t.Errorf("signed in: %d", r.StatusCode)
		}
	}
	last := 0
	for range 30 {
		last = ask(s, "POST", "/login", url.Values{"token": {"wrong"}}).StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the last of many tries is answered %d", last)
	}
}

// TestForgedRequests sends what a page elsewhere could make a browser send.
func TestForgedRequests(t *testing.T) {
	s := open(t, server.Options{Token: token})
	for _, target := range []string{"/login", "/logout", "/report/0123/edit/v1", "/report/0123/undo", "/add", "/grade"} {
		if r := ask(s, "POST", target, url.Values{}, "Sec-Fetch-Site", "cross-site", "Authorization", "Bearer "+token); r.StatusCode != http.StatusForbidden {
			t.Errorf("%s from another site: %d", target, r.StatusCode)
		}
	}
}

func TestRun(t *testing.T) {
	s := open(t, server.Options{Listen: "127.0.0.1:0"})
	ctx, stop := context.WithCancel(t.Context())
	urls, done := make(chan string, 1), make(chan error, 1)
	go func() { done <- s.Run(ctx, func(url string) { urls <- url }) }()
	r, err := http.Get(<-urls + "healthz")
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(r.Body); string(body) != "ok\n" {
		t.Errorf("healthz: %q", body)
	}
	r.Body.Close()
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
