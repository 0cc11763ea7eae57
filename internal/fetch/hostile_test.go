package fetch_test

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearsay"
	"hearsay/internal/fetch"
)

// raw serves what a function writes to each connection, after the request's
// headers, until the client goes.
func raw(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				b := make([]byte, 4096)
				if n, _ := c.Read(b); strings.HasPrefix(string(b[:n]), "GET /robots.txt") {
					io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
					return
				}
				answer(c)
			}()
		}
	}()
	return "http://" + l.Addr().String()
}

// drip writes s again and again, a moment between, until the client goes.
func drip(c net.Conn, s string) {
	for {
		if _, err := io.WriteString(c, s); err != nil {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// flood writes s again and again until the client goes.
func flood(c net.Conn, s string) {
	s = strings.Repeat(s, 1+65536/len(s))
	for {
		if _, err := io.WriteString(c, s); err != nil {
			return
		}
	}
}

// TestHostileServers asks servers that send slowly, without end, or other than they
// say. Each ends with an error of its own, and asks for no more memory than the
// limits allow.
func TestHostileServers(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	for _, tt := range []struct {
		name   string
		answer func(net.Conn)
		kind   hearsay.Kind
		want   string
	}{
		{"says nothing", func(c net.Conn) { io.Copy(io.Discard, c) }, hearsay.Unavailable, "no answer in time"},
		{"headers one by one", func(c net.Conn) { io.WriteString(c, ok); drip(c, "X-A: b\r\n") }, hearsay.Unavailable, "no answer in time"},
		{"a header letter by letter", func(c net.Conn) { io.WriteString(c, ok+"X: "); drip(c, "a") }, hearsay.Unavailable, "no answer in time"},
		{"a body letter by letter", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); drip(c, "a") }, hearsay.Unavailable, "no answer in time"},
		{"chunks of a letter", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n")
			drip(c, "1\r\na\r\n")
		}, hearsay.Unavailable, "no answer in time"},
		{"a body without end", func(c net.Conn) { io.WriteString(c, ok+"\r\n"); flood(c, "The depot burned. ") }, hearsay.Unreadable, "too large"},
		{"chunks without end", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n")
			flood(c, "3\r\nabc\r\n")
		}, hearsay.Unreadable, "too large"},
		{"extensions of a chunk", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n1;")
			flood(c, "a=b;")
		}, hearsay.Unavailable, ""},
		{"trailers without end", func(c net.Conn) {
			io.WriteString(c, ok+"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n")
			flood(c, "X: a\r\n")
		}, hearsay.Unavailable, ""},
		{"a gzip body without end", func(c net.Conn) {
			io.WriteString(c, ok+"Content-Encoding: gzip\r\n\r\n")
			flood(c, string(gzipped(strings.Repeat("\x00", 1<<20))))
		}, hearsay.Unreadable, "too large"},
		{"gzip headers without end", func(c net.Conn) {
			io.WriteString(c, ok+"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03")
			flood(c, "name")
		}, hearsay.Unreadable, "compressed"},
		{"empty gzip members without end", func(c net.Conn) {
			io.WriteString(c, ok+"Content-Encoding: gzip\r\n\r\n")
			flood(c, string(gzipped("")))
		}, hearsay.Unreadable, "too large"},
		{"headers without end", func(c net.Conn) { io.WriteString(c, ok); flood(c, "X-Header: "+strings.Repeat("a", 100)+"\r\n") }, hearsay.Unavailable, "header"},
		{"a header without end", func(c net.Conn) { io.WriteString(c, ok+"X: "); flood(c, "a") }, hearsay.Unavailable, "header"},
		{"cookies without end", func(c net.Conn) { io.WriteString(c, ok); flood(c, "Set-Cookie: a=b; Path=/\r\n") }, hearsay.Unavailable, "header"},
		{"a status without end", func(c net.Conn) { io.WriteString(c, "HTTP/1.1 200 "); flood(c, "OK") }, hearsay.Unavailable, ""},
		{"early hints without end", func(c net.Conn) { flood(c, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n") }, hearsay.Unavailable, ""},
		{"a length that is too long", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 100000\r\n\r\nThe depot burned.") }, hearsay.Unavailable, "breaks off"},
		{"a length past the limit", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 9223372036854775807\r\n\r\na") }, hearsay.Unreadable, "too large"},
		{"a length below nothing", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: -1\r\n\r\na") }, hearsay.Unavailable, "Content-Length"},
		{"two lengths", func(c net.Conn) { io.WriteString(c, ok+"Content-Length: 1\r\nContent-Length: 2\r\n\r\nab") }, hearsay.Unavailable, "Content-Length"},
		{"no HTTP", func(c net.Conn) { flood(c, "SSH-2.0-OpenSSH ") }, hearsay.Unavailable, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := client(t, fetch.Options{MaxSize: 1 << 20, Timeout: 2 * time.Second})
			address := raw(t, tt.answer)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r, err := c.Get(t.Context(), address+"/")
			runtime.ReadMemStats(&after)
			if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != tt.kind || e.Hint == "" || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Get = %v, %v; want an error of kind %d with a hint that says %q", r, err, tt.kind, tt.want)
			}
			if got := after.TotalAlloc - before.TotalAlloc; got > 48<<20 {
				t.Errorf("%d MB asked for", got>>20)
			}
		})
	}
}

// TestShortLength reads no more than a server says there is.
func TestShortLength(t *testing.T) {
	address := raw(t, func(c net.Conn) {
		io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nHTTP/1.1 200 OK\r\n\r\n")
	})
	r, err := client(t, fetch.Options{}).Get(t.Context(), address+"/")
	if err != nil || string(r.Body) != "HTTP/" {
		t.Errorf("Get = %+v, %v", r, err)
	}
}

// TestCookieFlood holds that of the cookies that a site sends few are sent back, and
// that none goes to the next page.
func TestCookieFlood(t *testing.T) {
	var most atomic.Int64
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n := int64(0)
		for _, c := range r.Header["Cookie"] {
			n += int64(len(c))
		}
		most.Store(max(most.Load(), n))
		for i := range 2000 {
			w.Header().Add("Set-Cookie", fmt.Sprintf("n%s%d=%s", strings.ReplaceAll(r.URL.Path, "/", "x"), i, strings.Repeat("v", 200)))
		}
		if r.URL.Path != "/robots.txt" {
			http.Redirect(w, r, r.URL.Path+"a", http.StatusFound)
		}
	}))
	defer s.Close()
	c := client(t, fetch.Options{Timeout: 20 * time.Second})
	if _, err := c.Get(t.Context(), s.URL+"/"); hearsay.KindOf(err) != hearsay.Unavailable {
		t.Errorf("Get = %v, want a refusal", err)
	}
	if n := most.Load(); n > 50*4096 || n == 0 {
		t.Errorf("%d bytes of cookies were sent", n)
	}
	most.Store(0)
	c.Get(t.Context(), s.URL+"/robots.txt")
	if n := most.Load(); n != 0 {
		t.Errorf("%d bytes of cookies went to another page", n)
	}
}

// TestRedirects holds that no redirect leads to what is not public, and none on
// without end: neither of a page nor of robots.txt.
func TestRedirects(t *testing.T) {
	var reached atomic.Int32
	inner := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer inner.Close()
	port := inner.URL[strings.LastIndex(inner.URL, ":"):]
	for _, to := range []string{"gopher://a.example/", "file:///etc/passwd", "ftp://a.example/", "javascript:alert(1)", "http://", "http:///a", "//", "http://ana:secret@a.example/", "http://[::1"} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				return
			}
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusFound)
		}))
		_, err := client(t, fetch.Options{Timeout: 5 * time.Second}).Get(t.Context(), s.URL+"/")
		if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Hint == "" {
			t.Errorf("redirect to %s: %v", to, err)
		}
		s.Close()
	}
	// From a public host, which the test's own network stands for, to this machine.
	for _, host := range []string{"127.0.0.1", "localhost", "[::1]", "[::ffff:7f00:1]", "0.0.0.0", "0x7f000001", "2130706433", "127.1"} {
		for _, robots := range []bool{false, true} {
			n := network(t, map[string][]string{"public.example.": {outside}}, func(w http.ResponseWriter, r *http.Request) {
				if (r.URL.Path == "/robots.txt") == robots {
					http.Redirect(w, r, "http://"+host+port+"/robots.txt", http.StatusFound)
				}
			})
			if _, err := n.client.Get(t.Context(), "http://public.example"+n.port+"/"); err == nil {
				t.Errorf("redirect to %s (robots.txt: %t) succeeded", host, robots)
			}
			if n.asked.Load() == 0 {
				t.Errorf("redirect to %s: the public host was not asked", host)
			}
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests reached this machine", n)
	}
}

// TestRebinding lets a name lead to a public host first and to this machine then.
// The address is judged when it is connected to, so the second one is refused.
func TestRebinding(t *testing.T) {
	for _, private := range []string{"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"} {
		n := network(t, map[string][]string{"rebind.example.": {outside, private}}, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Connection", "close")
			fmt.Fprint(w, report)
		})
		_, err := n.client.Get(t.Context(), "http://rebind.example"+n.port+"/")
		if hearsay.KindOf(err) != hearsay.Invalid || !strings.Contains(err.Error(), "not public") {
			t.Errorf("%s: %v, want a refusal", private, err)
		}
		if got := n.asked.Load(); got != 1 { // for robots.txt, before the name led elsewhere
			t.Errorf("%s: %d requests, want one", private, got)
		}
	}
}

// TestNotations gives this machine's address, and others that are not public, in
// every way that some program reads.
func TestNotations(t *testing.T) {
	var reached atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	defer s.Close()
	port := s.URL[strings.LastIndex(s.URL, ":"):]
	c := network(t, nil, nil).client
	for _, host := range []string{
		"127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "017700000001", "127.000.000.001",
		"0", "0.0.0.0", "localhost", "localhost.", "LOCALHOST", "l\u043ecalhost", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[::ffff:127.0.0.1]",
		"[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "[2002:7f00:1::]", "[fe80::1%25lo]", "\u2460\u2461\u2466.0.0.1", "127\u30020\u30020\u30021", "%31%32%37.0.0.1", "127.0.0.1%00.a.example",
	} {
		if _, err := c.Get(t.Context(), "http://"+host+port+"/"); err == nil {
			t.Errorf("Get of %s succeeded", host)
		}
	}
	if n := reached.Load(); n != 0 {
		t.Errorf("%d requests reached this machine", n)
	}
}
