// Package server lets a case be seen over HTTP: pages (package ui) and JSON
// (package api), on this machine alone unless there is a token or the case is
// published for reading.
//
// Whoever has the token, as a bearer token or signed in, may correct and add.
// On a loopback address everybody may read; elsewhere who has that token or the
// one for reading, or everybody if nobody may write.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"hearsay"
	"hearsay/docs"
	"hearsay/internal/api"
	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/export"
	"hearsay/internal/help"
	"hearsay/internal/ui"
)

// Options say where and how a case is served.
type Options struct {
	Listen    string       // host and port; "" is 127.0.0.1:8080
	Token     string       // needed to write, and to read from elsewhere; "" lets nobody write
	ReadToken string       // enough to read
	ReadOnly  bool         // nobody may write, everybody may read, or who has ReadToken if there is one
	URL       string       // where people reach the server, if that is by a proxy; "" is Listen
	Desk      desk.Options // for what is handed in; nothing is read here if nobody may write
	Name      string       // of the case
	Version   string       // of the program
	Log       *slog.Logger // nil logs nothing
}

// shortest is how long a token must be for other machines to reach the server.
const shortest = 16

// A Server serves one case.
type Server struct {
	warm     func(context.Context) // makes the front page before it is asked for
	o        Options
	loopback bool   // it listens to this machine alone
	open     bool   // everybody may read
	host     string // of Options.URL
	keys     keys
	limits   limits
	metrics  *metrics
	store    casefile.Store
	desk     *desk.Desk
	log      *slog.Logger
	handler  http.Handler
}

// New returns a server of a case. The error is a [*hearsay.Error] of kind
// Invalid if the options would let others write to the case, or read one that is
// not published, without a token.
func New(store casefile.Store, o Options) (*Server, error) {
	if o.Listen == "" {
		o.Listen = "127.0.0.1:8080"
	}
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return nil, invalid("Write --listen 127.0.0.1:8080.", "%q is no address: %w", o.Listen, err)
	}
	if o.ReadOnly {
		o.Token = ""
	}
	s := &Server{o: o, loopback: isLoopback(host), keys: newKeys(o.Token, o.ReadToken), store: store, log: o.Log}
	s.open = o.ReadToken == "" && (s.loopback && o.URL == "" || o.ReadOnly)
	if o.URL != "" {
		u, err := url.Parse(o.URL)
		if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" {
			return nil, invalid("Write --url https://case.example.", "%q is no address of a server", o.URL)
		}
		s.host, s.keys.secure, s.limits.proxied = u.Host, u.Scheme == "https", true
	}
	if elsewhere := !s.loopback || o.URL != ""; elsewhere {
		for _, token := range []string{o.Token, o.ReadToken} {
			if token != "" && len(token) < shortest {
				return nil, invalid("Take a longer one: openssl rand -hex 16.", "%s can be reached by other machines: that needs tokens of at least %d characters", o.Listen, shortest)
			}
		}
		if len(s.keys.all) == 0 && !o.ReadOnly {
			return nil, invalid("Give --token-file, listen on 127.0.0.1, or publish the case with --read-only.", "%s can be reached by other machines: that needs a token of at least %d characters", o.Listen, shortest)
		}
	}
	if o.Token != "" && o.Token == o.ReadToken {
		return nil, invalid("Take another for reading.", "the two tokens are the same")
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	s.metrics = newMetrics(store, o.Version)
	d := o.Desk
	d.Name, d.Log, d.Observe = o.Name, s.log, s.metrics.stage
	if o.Token == "" {
		d.Reader = nil
	}
	if s.desk, err = desk.New(store, d); err != nil {
		return nil, err
	}
	s.handler = s.routes()
	return s, nil
}

func invalid(hint, format string, args ...any) error {
	return &hearsay.Error{Op: "serve", Kind: hearsay.Invalid, Err: fmt.Errorf(format, args...), Hint: hint}
}

// IsLocal reports whether only this machine can reach who listens there: a host
// and a port.
func IsLocal(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	return err == nil && isLoopback(host)
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// mayWrite reports whether who asks may change the case.
func (s *Server) mayWrite(r *http.Request) bool { return s.keys.role(r) == writer }

// manual shows the documentation, the pages of which are made when one is first
// asked for.
func manual() http.Handler {
	made := sync.OnceValues(func() (http.Handler, error) {
		pages, err := help.Site(docs.Files, export.Schema)
		return help.Handler(pages), err
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h, err := made()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		h.ServeHTTP(w, r)
	})
}

func (s *Server) routes() http.Handler {
	pages := ui.New(s.store, ui.Options{Name: s.o.Name, MayWrite: s.mayWrite, Failed: s.failed, Login: len(s.keys.all) > 0, Desk: s.desk, URL: s.o.URL})
	s.warm = pages.Warm
	data := api.New(s.store, api.Options{Version: s.o.Version, MayWrite: s.mayWrite, Failed: s.failed, Desk: s.desk})
	mux := http.NewServeMux()
	mux.Handle("/api/", data)
	mux.Handle("GET /openapi.json", data)
	mux.Handle("GET /openapi.yaml", data)
	mux.HandleFunc("GET /healthz", alive)
	mux.HandleFunc("GET /readyz", s.ready)
	mux.Handle("GET /metrics", s.metrics.handler)
	mux.HandleFunc("POST /login", s.keys.login)
	mux.HandleFunc("POST /logout", s.keys.logout)
	mux.HandleFunc("GET /login", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Has("token") {
			s.keys.login(w, r)
			return
		}
		pages.ServeHTTP(w, r)
	})
	mux.Handle("GET /help/", http.StripPrefix("/help", manual()))
	mux.Handle("/", pages)
	h := s.guarded(tagged(s.measured(mux)))
	h = http.NewCrossOriginProtection().Handler(h)
	return s.logged(secured(s.named(s.limits.limited(bounded(h)))))
}

// failed logs an error of the program's own.
func (s *Server) failed(err error) {
	if !errors.Is(err, context.Canceled) {
		s.log.Error("failed", "error", err)
	}
}

// alive says that the server runs.
func alive(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	fmt.Fprintln(w, "ok")
}

// ready says whether the case can be read.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 5*time.Second)
	defer cancel()
	if _, err := s.store.Counts(ctx); err != nil {
		s.failed(err)
		http.Error(w, "the case cannot be read", http.StatusServiceUnavailable)
		return
	}
	alive(w, r)
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.handler.ServeHTTP(w, r) }

// grace is how long requests may go on when the server is to stop.
const grace = 5 * time.Second

// Run serves until ctx ends, and works on what waits in the case if somebody may
// write; then it lets requests and documents in progress finish. listening is
// called with the address of the front page once it can be reached; may be nil.
func (s *Server) Run(ctx context.Context, listening func(url string)) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", s.o.Listen)
	if err != nil {
		return &hearsay.Error{Op: "serve", Kind: hearsay.Unavailable, Err: err, Hint: "Another program may use the port: --listen 127.0.0.1:8081."}
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 15 * time.Second, WriteTimeout: 60 * time.Second, IdleTimeout: 2 * time.Minute,
		MaxHeaderBytes: 32 << 10,
		ErrorLog:       slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	worked := make(chan error, 1)
	go func() { worked <- s.desk.Run(ctx) }()
	warmed := make(chan struct{})
	go func() {
		defer close(warmed)
		s.warm(ctx)
	}()
	if listening != nil {
		listening("http://" + l.Addr().String() + "/")
	}
	done := make(chan error, 1)
	go func() { done <- srv.Serve(l) }()
	select {
	case err = <-done:
	case <-ctx.Done():
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
		defer cancel()
		if srv.Shutdown(last) != nil {
			srv.Close()
		}
		err = <-done
	}
	stop()
	<-warmed
	if e := <-worked; !errors.Is(e, context.Canceled) {
		err = errors.Join(err, e)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
