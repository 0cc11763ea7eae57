package fetch_test

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/fetch"
)

const report = "<!doctype html><html><body><h1>Depot burns</h1><p>The depot near Harrow Bay burns.</p></body></html>"

// pack compresses s with the writer that newWriter makes.
func pack[W io.WriteCloser](newWriter func(io.Writer) W, s string) []byte {
	var out bytes.Buffer
	w := newWriter(&out)
	if _, err := io.WriteString(w, s); err != nil {
		panic(err)
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func gzipped(s string) []byte { return pack(gzip.NewWriter, s) }
func zlibbed(s string) []byte { return pack(zlib.NewWriter, s) }
func flated(s string) []byte {
	return pack(func(w io.Writer) *flate.Writer { f, _ := flate.NewWriter(w, 9); return f }, s)
}

// site serves pages that behave in every way that pages do.
func site(t *testing.T) *httptest.Server {
	mux := http.NewServeMux()
	answer := func(path, encoding string, body []byte) {
		mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			if encoding != "" {
				w.Header().Set("Content-Encoding", encoding)
			}
			w.Write(body)
		})
	}
	answer("/report", "", []byte(report))
	mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Tue, 04 May 2021 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") == "Tue, 04 May 2021 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Write([]byte("<rss/>"))
	})
	answer("/gzip", "gzip", gzipped(report))
	answer("/zlib", "deflate", zlibbed(report))
	answer("/deflate", "deflate", flated(report))
	answer("/twice", "deflate, gzip", gzipped(string(zlibbed(report))))
	answer("/thrice", "gzip, gzip, gzip", gzipped(string(gzipped(string(gzipped(report))))))
	answer("/brotli", "br", []byte("\x0b\x02\x80abc\x03"))
	answer("/bomb", "gzip", gzipped(strings.Repeat("0", 4<<20)))
	answer("/large", "", bytes.Repeat([]byte("word "), 1<<18))
	answer("/damaged", "gzip", gzipped(report)[:40])
	answer("/no-gzip", "gzip", []byte(report))
	answer("/private/report", "", []byte(report))
	mux.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
	})
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/report", http.StatusMovedPermanently)
	})
	mux.HandleFunc("/circle", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/circle", http.StatusFound) })
	mux.HandleFunc("/away", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
	})
	mux.HandleFunc("/into-private", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/private/report", http.StatusFound) })
	mux.HandleFunc("/cookie", func(w http.ResponseWriter, r *http.Request) {
		if _, err := r.Cookie("seen"); err != nil {
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/cookie", http.StatusFound)
			return
		}
		fmt.Fprint(w, report)
	})
	mux.HandleFunc("/agent", func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.UserAgent()) })
	mux.HandleFunc("/film", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Type", "video/mp4") })
	mux.HandleFunc("/slow", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	for _, code := range []int{401, 403, 410, 418, 429, 500, 503} {
		mux.HandleFunc(fmt.Sprintf("/status/%d", code), func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) })
	}
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s
}

// client returns a client that may connect to this machine.
func client(t *testing.T, o fetch.Options) *fetch.Client {
	o.AllowPrivate = true
	c := fetch.New(o)
	t.Cleanup(c.Close)
	return c
}

func TestGet(t *testing.T) {
	s := site(t)
	c := client(t, fetch.Options{MaxSize: 1 << 20})
	for _, path := range []string{"/report", "/gzip", "/zlib", "/deflate", "/twice", "/moved", "/cookie", "/report#part"} {
		t.Run(path[1:], func(t *testing.T) {
			r, err := c.Get(t.Context(), s.URL+path)
			if err != nil {
				t.Fatal(err)
			}
			if string(r.Body) != report || r.Status != 200 || !strings.HasPrefix(r.ContentType, "text/html") || !strings.HasPrefix(r.URL, s.URL) {
				t.Errorf("Get = %+v, %q", r, r.Body)
			}
			if path == "/moved" && r.URL != s.URL+"/report" {
				t.Errorf("URL %s after a redirect", r.URL)
			}
		})
	}
	r, err := c.Get(t.Context(), s.URL+"/agent")
	if err != nil || string(r.Body) != "hearsay/1.0" {
		t.Errorf("user agent %q, %v", r.Body, err)
	}
}

// TestGetChanged asks again with what the server said the first time.
func TestGetChanged(t *testing.T) {
	s := site(t)
	c := client(t, fetch.Options{Delay: time.Millisecond})
	first, err := c.GetChanged(t.Context(), s.URL+"/feed", fetch.Seen{})
	if err != nil || first.Unchanged || string(first.Body) != "<rss/>" {
		t.Fatalf("%+v, %v", first, err)
	}
	again, err := c.GetChanged(t.Context(), s.URL+"/feed", first.Seen)
	if err != nil || !again.Unchanged || again.Body != nil || again.Seen != first.Seen {
		t.Errorf("asked again: %+v, %v", again, err)
	}
}

// TestDelay counts how many of many requests go out before their time is over:
// those that wait are given up with their context.
func TestDelay(t *testing.T) {
	s := site(t)
	c := client(t, fetch.Options{Delay: time.Hour})
	if _, err := c.Get(t.Context(), s.URL+"/report"); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, s.URL+"/report"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a second request within the hour: %v", err)
	}
}

func TestGetErrors(t *testing.T) {
	s := site(t)
	c := client(t, fetch.Options{MaxSize: 1 << 20, Timeout: 2 * time.Second})
	gone := httptest.NewServer(nil)
	gone.Close()
	for _, tt := range []struct {
		address string
		kind    hearsay.Kind
		want    string
	}{
		{s.URL + "/nowhere", hearsay.NotFound, "404 Not Found"},
		{s.URL + "/status/410", hearsay.NotFound, "410 Gone"},
		{s.URL + "/status/401", hearsay.Unavailable, "401"},
		{s.URL + "/status/403", hearsay.Unavailable, "403 Forbidden"},
		{s.URL + "/status/418", hearsay.Unavailable, "418"},
		{s.URL + "/status/429", hearsay.Unavailable, "429"},
		{s.URL + "/status/500", hearsay.Unavailable, "500"},
		{s.URL + "/status/503", hearsay.Unavailable, "503"},
		{s.URL + "/circle", hearsay.Unavailable, "more than 10 redirects"},
		{s.URL + "/away", hearsay.Invalid, "no address of the web"},
		{s.URL + "/private/report", hearsay.Unavailable, "robots.txt"},
		{s.URL + "/into-private", hearsay.Unavailable, "robots.txt"},
		{s.URL + "/brotli", hearsay.Unreadable, "compressed"},
		{s.URL + "/thrice", hearsay.Unreadable, "compressed"},
		{s.URL + "/damaged", hearsay.Unavailable, "breaks off"},
		{s.URL + "/no-gzip", hearsay.Unreadable, "compressed"},
		{s.URL + "/bomb", hearsay.Unreadable, "too large"},
		{s.URL + "/large", hearsay.Unreadable, "too large"},
		{s.URL + "/film", hearsay.Unreadable, "video/mp4"},
		{s.URL + "/slow", hearsay.Unavailable, "no answer in time"},
		{gone.URL, hearsay.Unavailable, "refused"},
		{"ftp://review.example/depot", hearsay.Invalid, "no address of the web"},
		{"review.example/depot", hearsay.Invalid, "no address of the web"},
		{"https:///depot", hearsay.Invalid, "no host"},
		{"https://ana:secret@review.example/", hearsay.Invalid, "credentials"},
		{"https://review.example/%zz", hearsay.Invalid, "invalid URL"},
	} {
		t.Run(tt.address[strings.LastIndex(tt.address, "/")+1:], func(t *testing.T) {
			r, err := c.Get(t.Context(), tt.address)
			var e *hearsay.Error
			if !errors.As(err, &e) || e.Kind != tt.kind || e.Hint == "" || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Get = %v, %#v; want kind %d, a hint and %q", r, err, tt.kind, tt.want)
			}
		})
	}
}

// TestPrivate shows that by default no way leads to this machine.
func TestPrivate(t *testing.T) {
	var asked atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	defer s.Close()
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	c := fetch.New(fetch.Options{})
	defer c.Close()
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "127.1", "2130706433", "[64:ff9b::7f00:1]"} {
		_, err := c.Get(t.Context(), "http://"+host+port+"/")
		if err == nil {
			t.Errorf("Get of %s succeeded", host)
		}
		if k := hearsay.KindOf(err); host != "127.1" && host != "2130706433" && k != hearsay.Invalid {
			t.Errorf("Get of %s = %v, kind %d", host, err, k)
		}
	}
	if n := asked.Load(); n != 0 {
		t.Errorf("%d requests reached this machine", n)
	}
}

// TestRobotsUnavailable holds that a site whose robots.txt fails is left alone,
// and that robots.txt is read once for many pages.
func TestRobotsUnavailable(t *testing.T) {
	var asked atomic.Int32
	status := http.StatusInternalServerError
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			asked.Add(1)
			w.WriteHeader(status)
			return
		}
		fmt.Fprint(w, report)
	}))
	defer s.Close()
	c := client(t, fetch.Options{})
	if _, err := c.Get(t.Context(), s.URL+"/a"); hearsay.KindOf(err) != hearsay.Unavailable {
		t.Errorf("Get with a failing robots.txt = %v", err)
	}
	status = http.StatusNotFound
	asked.Store(0)
	c = client(t, fetch.Options{})
	for _, p := range []string{"/a", "/b", "/c"} {
		if _, err := c.Get(t.Context(), s.URL+p); err != nil {
			t.Error(err)
		}
	}
	if asked.Load() != 1 {
		t.Errorf("robots.txt was read %d times", asked.Load())
	}
}

func TestCancel(t *testing.T) {
	s := site(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := client(t, fetch.Options{}).Get(ctx, s.URL+"/report"); !errors.Is(err, context.Canceled) {
		t.Errorf("Get = %v; want context.Canceled", err)
	}
}

// TestTurn waits as long as those say who share the turns, and by its own count
// when they do not answer.
func TestTurn(t *testing.T) {
	site := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "<p>The ferry was late.</p>") }))
	defer site.Close()
	var asked []string
	answer := error(nil)
	c := client(t, fetch.Options{Delay: time.Hour, Turn: func(_ context.Context, host string, delay time.Duration) (time.Duration, error) {
		asked = append(asked, host+" "+delay.String())
		return 0, answer
	}})
	for range 2 { // the second would have to wait for an hour
		if _, err := c.Get(context.Background(), site.URL); err != nil {
			t.Fatal(err)
		}
	}
	host := strings.TrimPrefix(site.URL, "http://")
	if want := []string{host + " 1h0m0s", host + " 1h0m0s"}; !slices.Equal(asked, want) {
		t.Errorf("asked %q, want %q", asked, want)
	}
	answer = errors.New("no answer")
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if _, err := c.Get(ctx, site.URL); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("when nobody answers: %v", err)
	}
}
