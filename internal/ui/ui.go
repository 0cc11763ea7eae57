// Package ui shows a case as pages of HTML, made on the server. They need no
// script, load nothing but one style sheet, and follow from the case alone: what
// is shown is what [casefile.Store] answers.
//
// Everything taken from documents is escaped by html/template, and marks that
// would change the direction or order of the text around them are left out.
package ui

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"html/template"
	"io"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/earth"
	"hearsay/internal/export"
)

// Options say what a [UI] shows besides its case.
type Options struct {
	Name string // of the case
	// MayWrite reports whether who asks may correct; nil is never.
	MayWrite func(*http.Request) bool
	// Failed is told of errors that are shown as the program's own; may be nil.
	Failed func(error)
	// Login shows a link to the page that signs in.
	Login bool
	// Desk takes in what is handed in; nil shows no form for it.
	Desk *desk.Desk
	// URL is where people reach the pages, for feeds; "" is where they are asked for.
	URL string
}

// A UI is the pages of one case.
type UI struct {
	store casefile.Store
	o     Options
	mux   *http.ServeMux
	world func() (*earth.World, error)
	pages map[string]*template.Template
	// What is made of the whole case, kept until it changes.
	memory memory
	heads  heads
}

//go:embed *.tmpl frame.css views.css
var files embed.FS

// style is the one style sheet: that of exported reports, and the frame's.
var style = export.HTMLStyle() + must(files.ReadFile("frame.css")) + formStyle + must(files.ReadFile("views.css"))

var styleSum = func() string { sum := sha256.Sum256([]byte(style + liveScript)); return hex.EncodeToString(sum[:6]) }()

func must(b []byte, err error) string {
	if err != nil {
		panic(err)
	}
	return string(b)
}

// New returns the pages of a case.
func New(s casefile.Store, o Options) *UI {
	u := &UI{store: s, o: o, mux: http.NewServeMux(), pages: make(map[string]*template.Template)}
	u.world = sync.OnceValues(earth.Load)
	u.mux.HandleFunc("GET /style.css", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/css; charset=utf-8")
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		io.WriteString(w, style)
	})
	u.page("GET /{$}", "front", u.front)
	u.page("GET /find", "find", u.find)
	u.page("GET /report/{id}", "report", u.report)
	u.page("GET /events", "events", u.events)
	u.page("GET /event/{id}/{event}", "event", u.event)
	u.page("GET /told", "told", u.told)
	u.page("GET /stories", "stories", u.stories)
	u.page("GET /story/{id}", "story", u.story)
	u.page("GET /apart", "apart", u.apart)
	u.page("GET /timeline", "timeline", u.timeline)
	u.page("GET /compare", "compare", u.compare)
	u.page("GET /hypotheses", "hypotheses", u.hypotheses)
	u.page("GET /hypotheses/{id}", "hypothesis", u.hypothesis)
	u.page("GET /check", "check", u.check)
	u.page("GET /sources", "sources", u.sources)
	u.page("GET /name", "name", u.name)
	u.page("GET /places", "places", u.places)
	u.page("GET /open", "open", u.open)
	u.page("GET /login", "login", u.login)
	u.page("GET /", "error", func(*http.Request) (view, error) {
		return view{}, &hearsay.Error{Op: "page", Kind: hearsay.NotFound, Err: errors.New("there is no such page")}
	})
	u.parse("error")
	u.mux.HandleFunc("GET /feed.atom", u.feed)
	u.mux.HandleFunc("POST /hypotheses/{id}", u.keepMatrix)
	u.mux.HandleFunc("POST /find/saved", u.saveQuery)
	u.changes()
	return u
}

// ServeHTTP answers with a page.
func (u *UI) ServeHTTP(w http.ResponseWriter, r *http.Request) { u.mux.ServeHTTP(w, r) }

// A view is what a page shows.
type view struct {
	Title string
	Body  any
}

// A frame is what stands around a view.
type frame struct {
	view
	Case, Here, Style string
	Query             string // in the search box
	Main              string // id of the main element
	Nav               []navigation
	Write, Login      bool
	Live              bool // news come as they happen
}

// A navigation leads to a view.
type navigation struct {
	Href, Name string
	On         bool
}

// views are those that every page leads to, with the templates of those that
// belong to each.
var views = []struct{ href, name, of string }{
	{"/", "Front", "front"}, {"/find", "Reports", "find report compare"}, {"/events", "Events", "events event"}, {"/told", "Origins", "told"},
	{"/stories", "Stories", "stories story"}, {"/apart", "Disputed", "apart"}, {"/timeline", "Timeline", "timeline"}, {"/places", "Map", "places"}, {"/sources", "Sources", "sources name"},
	{"/open", "Forecasts", "open"}, {"/hypotheses", "Hypotheses", "hypotheses hypothesis"}, {"/check", "Check", "check"},
}

func navigate(here string) (all []navigation) {
	for _, v := range views {
		all = append(all, navigation{v.href, v.name, slices.Contains(strings.Fields(v.of), here)})
	}
	return all
}

func (u *UI) parse(name string) {
	t := template.Must(template.New("frame.tmpl").Funcs(funcs).ParseFS(files, "frame.tmpl", "parts.tmpl"))
	u.pages[name] = template.Must(t.ParseFS(files, name+".tmpl"))
}

// page serves the template called name with what make returns.
func (u *UI) page(pattern, name string, make func(*http.Request) (view, error)) {
	u.parse(name)
	u.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		v, err := make(r)
		if err != nil {
			u.fail(w, r, err)
			return
		}
		u.write(w, r, http.StatusOK, name, v)
	})
}

func (u *UI) write(w http.ResponseWriter, r *http.Request, status int, name string, v view) {
	f := frame{view: v, Case: u.o.Name, Here: name, Style: styleSum, Query: r.URL.Query().Get("q"), Main: "main", Nav: navigate(name), Write: u.mayWrite(r), Login: u.o.Login, Live: u.o.Desk != nil}
	if _, ok := v.Body.(reportView); ok {
		f.Main = "r1-"
	}
	var b bytes.Buffer
	if err := u.pages[name].Execute(&b, f); err != nil {
		if u.o.Failed != nil {
			u.o.Failed(err)
		}
		http.Error(w, "the page could not be made", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "private, no-cache")
	w.WriteHeader(status)
	io.WriteString(w, strings.Map(plain, b.String()))
}

// plain leaves out characters that change the order of others, and those that
// are no text.
func plain(r rune) rune {
	switch {
	case r < ' ' && r != '\n' && r != '\t', r == 0x7f, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069, r == 0xfeff:
		return -1
	}
	return r
}

// A failure is what went wrong, as people are told.
type failure struct {
	Status int
	Text   string
	Hint   string
}

// fail answers with a page that says what is wrong. What is wrong inside the
// program is not shown.
func (u *UI) fail(w http.ResponseWriter, r *http.Request, err error) {
	if statusOf(err) == http.StatusInternalServerError && u.o.Failed != nil {
		u.o.Failed(err)
	}
	f := failure{Status: statusOf(err), Text: "Something is wrong inside the program."}
	if e, ok := errors.AsType[*hearsay.Error](err); ok && f.Status != http.StatusInternalServerError {
		f.Text, f.Hint = e.Err.Error(), e.Hint
	}
	u.write(w, r, f.Status, "error", view{Title: cmp.Or(http.StatusText(f.Status), "Error"), Body: f})
}

// statusOf returns the HTTP status that tells of an error.
func statusOf(err error) int {
	switch hearsay.KindOf(err) {
	case hearsay.Invalid:
		return http.StatusBadRequest
	case hearsay.NotFound:
		return http.StatusNotFound
	case hearsay.Unreadable:
		return http.StatusUnprocessableEntity
	case hearsay.Unavailable:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

func (u *UI) mayWrite(r *http.Request) bool { return u.o.MayWrite != nil && u.o.MayWrite(r) }

// login shows the form that server answers.
func (u *UI) login(r *http.Request) (view, error) {
	to := path.Clean("/" + strings.TrimLeft(r.URL.Query().Get("to"), "/"))
	return view{Title: "Sign in", Body: struct {
		To    string
		Wrong bool
	}{to, r.URL.Query().Has("wrong")}}, nil
}
