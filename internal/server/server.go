// Package server lets a case be seen over HTTP: pages (package ui) and JSON
// (package api), on this machine alone unless there is a token.
//
// Whoever has the token, as a bearer token or signed in, may correct. On a
// loopback address everybody may read; elsewhere only who has the token.
package server

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/api"
	"hearsay/internal/casefile"
	"hearsay/internal/ui"
)

// Options say where and how a case is served.
type Options struct {
	Listen  string // host and port; "" is 127.0.0.1:8080
	Token   string // needed to correct, and to read from elsewhere; "" lets nobody correct
	Name    string // of the case
	Version string // of the program
	Towns   iter.Seq2[float64, float64]
	Log     *slog.Logger // nil logs nothing
}

// shortest is how long a token must be for other machines to reach the server.
const shortest = 16

// A Server serves one case.
type Server struct {
	o        Options
	loopback bool
	keys     keys
	store    casefile.Store
	log      *slog.Logger
	handler  http.Handler
}

// New returns a server of a case. The error is a [*hearsay.Error] of kind
// Invalid if the options would let others read the case without a token.
func New(store casefile.Store, o Options) (*Server, error) {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:8080"
	}
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return nil, invalid("Write --listen 127.0.0.1:8080.", "%q is no address: %w", o.Listen, err)
	}
	s := &Server{o: o, loopback: isLoopback(host), keys: newKeys(o.Token), store: store, log: o.Log}
	if !s.loopback && len(o.Token) < shortest {
		return nil, invalid("Give --token, or listen on 127.0.0.1.", "%s can be reached by other machines: that needs a token of at least %d characters", o.Listen, shortest)
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.handler = s.routes()
	return s, nil
}

func invalid(hint, format string, args ...any) error {
	return &hearsay.Error{Op: "serve", Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...), Hint: hint}
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

func (s *Server) routes() http.Handler {
	pages := ui.New(s.store, ui.Options{Name: s.o.Name, Towns: s.o.Towns, MayWrite: s.keys.allow, Failed: s.failed, Login: s.o.Token != ""})
	data := api.New(s.store, api.Options{Version: s.o.Version, MayWrite: s.keys.allow, Failed: s.failed})
	mux := http.NewServeMux()
	mux.Handle("/api/", data)
	mux.Handle("GET /openapi.json", data)
	mux.Handle("GET /openapi.yaml", data)
	mux.HandleFunc("GET /healthz", s.health)
	mux.HandleFunc("POST /login", s.keys.login)
	mux.HandleFunc("POST /logout", s.keys.logout)
	mux.Handle("/", pages)
	h := s.guarded(tagged(mux))
	h = http.NewCrossOriginProtection().Handler(h)
	return s.logged(secured(s.named(limited(h))))
}

// failed logs an error of the program's own.
func (s *Server) failed(err error) {
	if !errors.Is(err, context.Canceled) {
		s.log.Error("failed", "error", err)
	}
}

// health says whether the case can be read.
func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	if _, err := s.store.Counts(r.Context()); err != nil {
		http.Error(w, "the case cannot be read", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// grace is how long requests may go on when the server is to stop.
const grace = 5 * time.Second

// Run serves until ctx ends, then lets requests in progress finish. listening is
// called with the address of the front page once it can be reached; may be nil.
func (s *Server) Run(ctx context.Context, listening func(url string)) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.o.Listen)
	if err != nil {
		return &hearsay.Error{Op: "serve", Kind: hearsay.Unavailable, Err: err, Hint: "Another program may use the port: --listen 127.0.0.1:8081."}
	}
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	if listening != nil {
		listening("http://" + l.Addr().String() + "/")
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	}
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if err := srv.Shutdown(last); err != nil {
		srv.Close()
	}
	if err := <-done; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// named refuses requests for other hosts: a page elsewhere could else make its
// own name point here and read the case.
func (s *Server) named(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host := r.Host
		if h, _, err := net.SplitHostPort(host); err == nil {
			host = h
		}
		if s.loopback && !isLoopback(strings.Trim(host, "[]")) {
			http.Error(w, "this server answers to localhost alone", http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
