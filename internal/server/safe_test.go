package server_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/server"
)

const readToken = "another-twenty-letters"

// TestRoles asks with each token for what each may do.
func TestRoles(t *testing.T) {
	s := open(t, server.Options{Listen: "0.0.0.0:80", Token: token, ReadToken: readToken})
	for _, tt := range []struct {
		token       string
		read, write int
	}{{"", 401, 401}, {"wrong", 401, 401}, {readToken, 200, 403}, {token, 200, 400}} {
		bearer := []string{"Authorization", "Bearer " + tt.token}
		if r := ask(s, "GET", "/api/counts", nil, bearer...); r.StatusCode != tt.read {
			t.Errorf("%q reads: %d", tt.token, r.StatusCode)
		}
		if r := ask(s, "POST", "/report/0123/edit/v1", url.Values{"what": {"gone"}}, bearer...); r.StatusCode == 303 || tt.write == 401 && r.StatusCode != 401 {
			t.Errorf("%q corrects: %d", tt.token, r.StatusCode)
		}
		if r := ask(s, "POST", "/api/webhooks", nil, append(bearer, "Content-Type", "application/json")...); r.StatusCode != tt.write {
			t.Errorf("%q writes: %d", tt.token, r.StatusCode)
		}
	}
	r := httptest.NewRequest("GET", "http://localhost/alerts.atom", nil)
	r.SetBasicAuth("me", readToken)
	w := httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != 200 || !strings.Contains(w.Body.String(), "<feed") {
		t.Errorf("a reader of feeds is answered %d", w.Code)
	}
	r = httptest.NewRequest("POST", "http://localhost/api/webhooks", strings.NewReader("{}"))
	r.SetBasicAuth("me", token)
	w = httptest.NewRecorder()
	if s.ServeHTTP(w, r); w.Code != 403 {
		t.Errorf("a browser that knows the password may write: %d", w.Code)
	}
}

// TestPublished lets everybody read and nobody write.
func TestPublished(t *testing.T) {
	s := open(t, server.Options{Listen: "0.0.0.0:80", ReadOnly: true, Token: token})
	if r := ask(s, "GET", "/", nil); r.StatusCode != 200 {
		t.Errorf("the front page: %d", r.StatusCode)
	}
	for _, target := range []string{"/add", "/report/0123/edit/v1", "/report/0123/undo", "/grade", "/report/0123/correct"} {
		if r := ask(s, "POST", target, url.Values{"text": {"x"}, "n": {"1"}}, "Authorization", "Bearer "+token); r.StatusCode < 400 {
			t.Errorf("%s: %d", target, r.StatusCode)
		}
	}
	if r := ask(s, "POST", "/api/documents", nil, "Authorization", "Bearer "+token, "Content-Type", "application/json"); r.StatusCode != 403 {
		t.Errorf("added: %d", r.StatusCode)
	}
	s = open(t, server.Options{ReadOnly: true, URL: "https://case.example"})
	for host, want := range map[string]int{"case.example": 200, "localhost:8080": 200, "evil.example": 421} {
		if r := ask(s, "GET", "/", nil, "Host", host); r.StatusCode != want {
			t.Errorf("as %s: %d", host, r.StatusCode)
		}
	}
	body, _ := io.ReadAll(ask(s, "GET", "/events.atom", nil, "Host", "case.example").Body)
	if !strings.Contains(string(body), `href="https://case.example/report/`) {
		t.Errorf("a feed leads to other places: %s", body)
	}
	for _, o := range []server.Options{{URL: "https://case.example"}, {URL: "case.example", Token: token}, {URL: "https://case.example/path", Token: token}, {Token: token, ReadToken: token}, {Listen: "0.0.0.0:80", Token: token, ReadToken: "short"}} {
		if _, err := server.New(nil, o); hearsay.KindOf(err) != hearsay.Invalid {
			t.Errorf("%+v: %v", o, err)
		}
	}
}

// TestLimits asks too often, and sends too much.
func TestLimits(t *testing.T) {
	s := open(t, server.Options{Listen: "0.0.0.0:80", ReadOnly: true})
	last, first := 0, 0
	for i := range 400 {
		last = ask(s, "GET", "/style.css", nil).StatusCode
		if i == 0 {
			first = last
		}
	}
	if first != 200 || last != http.StatusTooManyRequests {
		t.Errorf("the first of many requests is answered %d, the last %d", first, last)
	}
	s = open(t, server.Options{Token: token})
	for range 5 {
		r := httptest.NewRequest("POST", "http://localhost/report/0123/edit/v1", strings.NewReader("note="+strings.Repeat("a", 2<<20)))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		if s.ServeHTTP(w, r); w.Code < 400 || w.Code >= 500 {
			t.Errorf("two megabytes of a form are answered %d", w.Code)
		}
	}
}

func TestMetrics(t *testing.T) {
	s := open(t, server.Options{})
	for _, target := range []string{"/", "/find?q=depot", "/api/counts", "/nothing"} {
		ask(s, "GET", target, nil)
	}
	body, _ := io.ReadAll(ask(s, "GET", "/metrics", nil).Body)
	for _, want := range []string{`hearsay_documents{state="read"} 1`, `hearsay_request_seconds_count{method="GET",route="/",status="404"}`, `hearsay_records{kind="event"} 1`, "hearsay_info"} {
		if !strings.Contains(string(body), want) {
			t.Errorf("no %s in\n%.2000s", want, body)
		}
	}
	if r := ask(s, "GET", "/readyz", nil); r.StatusCode != 200 {
		t.Errorf("readyz: %d", r.StatusCode)
	}
}
