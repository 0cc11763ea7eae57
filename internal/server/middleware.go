package server

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net"
	"net/http"
	"net/url"
	"path"
	"runtime/debug"
	"strconv"
	"strings"
	"time"
)

// policy lets pages load style, script and pictures from here, and nothing from
// elsewhere; scripts may ask this server alone.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// secured adds headers that keep browsers from doing what pages do not ask for.
func secured(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		next.ServeHTTP(w, r)
	})
}

// What a request may send: a form, or reports that are handed in, for which
// there is more time, too.
const (
	mostSent   = 1 << 20
	mostHanded = 50 << 20
	handing    = 5 * time.Minute
)

// bounded bounds what a request may send.
func bounded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := int64(mostSent)
		if r.Method == http.MethodPost && (r.URL.Path == "/add" || r.URL.Path == "/api/documents") {
			most = mostHanded
			c := http.NewResponseController(w)
			c.SetReadDeadline(time.Now().Add(handing))
			c.SetWriteDeadline(time.Now().Add(handing + time.Minute))
		}
		http.MaxBytesHandler(next, most).ServeHTTP(w, r)
	})
}

// logged logs requests, and answers for those that panic.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &statusWriter{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil && p != http.ErrAbortHandler {
				s.log.Error("panic", "path", r.URL.Path, "panic", p, "stack", string(debug.Stack()))
				if rec.status == 0 {
					http.Error(rec, "something is wrong inside the program", http.StatusInternalServerError)
				}
			}
			s.log.Info("request", "method", r.Method, "path", r.URL.Path, "status", rec.status, "took", time.Since(begin).Round(100*time.Microsecond))
		}()
		next.ServeHTTP(rec, r)
	})
}

// measured notes how long requests took, by the pattern that they matched.
func (s *Server) measured(mux *http.ServeMux) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begin := time.Now()
		rec := &statusWriter{ResponseWriter: w}
		defer func() {
			if rec.status == 0 {
				rec.status = http.StatusInternalServerError // it panicked
			}
			s.metrics.request(r.Pattern, r.Method, rec.status, time.Since(begin))
		}()
		mux.ServeHTTP(rec, r)
	})
}

type statusWriter struct {
	http.ResponseWriter
	status int
}

// Unwrap lets [http.ResponseController] flush, and set deadlines.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// guarded lets only those read who may.
func (s *Server) guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case s.open, isOpen(r.URL.Path), s.keys.role(r) >= reader:
			next.ServeHTTP(w, r)
		case r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html"):
			http.Redirect(w, r, "/login?"+url.Values{"to": {r.URL.RequestURI()}}.Encode(), http.StatusSeeOther)
		default:
			w.Header().Add("WWW-Authenticate", "Bearer")
			w.Header().Add("WWW-Authenticate", `Basic realm="hearsay: the token is the password"`)
			problem(w, http.StatusUnauthorized, "send the token: Authorization: Bearer …")
		}
	})
}

// isOpen reports whether an address tells nothing of the case.
func isOpen(at string) bool {
	switch at {
	case "/login", "/healthz", "/readyz":
		return true
	}
	ending := path.Ext(at)
	return strings.Count(at, "/") == 1 && (ending == ".css" || ending == ".js")
}

// problem answers with problem details (RFC 9457).
func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(struct {
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{http.StatusText(status), status, detail})
}

// tagged gives answers a tag of their contents, sends nothing to who has them,
// and packs long ones.
func tagged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead || isStream(r) {
			next.ServeHTTP(w, r)
			return
		}
		a := &answer{header: w.Header(), status: http.StatusOK}
		next.ServeHTTP(a, r)
		h := w.Header()
		h.Add("Vary", "Accept-Encoding, Cookie, Authorization")
		if a.status == http.StatusOK {
			sum := sha256.Sum256(a.body.Bytes())
			tag := `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
			h.Set("ETag", tag)
			if has(r.Header.Get("If-None-Match"), tag) {
				h.Del("Content-Type")
				w.WriteHeader(http.StatusNotModified)
				return
			}
		}
		body := a.body.Bytes()
		if len(body) > 1400 && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			z.Write(body)
			z.Close()
			h.Set("Content-Encoding", "gzip")
			body = packed.Bytes()
		}
		h.Set("Content-Length", strconv.Itoa(len(body)))
		w.WriteHeader(a.status)
		w.Write(body)
	})
}

// has reports whether a list of tags holds one, compared weakly.
func has(list, tag string) bool {
	for t := range strings.SplitSeq(list, ",") {
		if t = strings.TrimSpace(t); t == "*" || strings.TrimPrefix(t, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}

// An answer is kept until it is whole.
type answer struct {
	header http.Header
	status int
	wrote  bool
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) {
	if !a.wrote {
		a.status, a.wrote = status, true
	}
}

func (a *answer) Write(b []byte) (int, error) {
	a.wrote = true
	return a.body.Write(b)
}

// named refuses requests for other hosts: a page elsewhere could else make its
// own name point here and read the case.
func (s *Server) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if s.loopback && !isLoopback(strings.Trim(host, "[]")) && (s.host == "" || !strings.EqualFold(r.Host, s.host)) {
			http.Error(w, "this server answers to localhost alone", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
