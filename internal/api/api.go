// Package api answers with a case as JSON over HTTP, described by OpenAPI 3.1
// at /openapi.json. What it returns of reports is the record (package hearsay).
// Questions are asked in the language of package query. Errors are problem
// details (RFC 9457).
package api

import (
	"context"
	"errors"
	"net/http"
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/query"
)

// Options say what an API allows.
type Options struct {
	Version string // of the program
	// MayWrite reports whether who asks may change the case; nil is never.
	MayWrite func(*http.Request) bool
	// Desk takes in what is handed in, and tells of progress. nil: nothing can be
	// handed in, and the operations about it are not there.
	Desk *desk.Desk
	// Failed is told of errors that are answered as the program's own; may be nil.
	Failed func(error)
}

type server struct {
	store casefile.Store
	o     Options
}

// New returns a handler of /api/… and /openapi.json.
func New(s casefile.Store, o Options) http.Handler {
	mux := http.NewServeMux()
	config := huma.DefaultConfig("hearsay", o.Version)
	config.Info.Description = "Who says what happened, on whose word: a case of news reports and what was found in them. " +
		"Spans are half-open byte offsets into a document's text, with the text they cover."
	config.DocsPath, config.SchemasPath, config.CreateHooks = "", "", nil
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "the token that hearsay serve was given"}}
	a := humago.New(mux, config)
	x := &server{s, o}
	a.UseMiddleware(x.authorize(a))
	get(x, a, "/api/counts", "counts", "How much is in the case", x.counts)
	get(x, a, "/api/documents", "find", "Find reports, the best first", x.find)
	get(x, a, "/api/documents/{id}", "document", "A report with its text and how it was kept", x.document)
	get(x, a, "/api/documents/{id}/reading", "reading", "What was found in a report, with corrections laid over it", x.reading)
	get(x, a, "/api/documents/{id}/edits", "edits", "The corrections of a report", x.edits)
	get(x, a, "/api/documents/{id}/versions", "versions", "What was seen at a report's address, the oldest first", x.versions)
	get(x, a, "/api/events", "events", "Find events, the latest first", x.events)
	get(x, a, "/api/sources", "sources", "Who is cited, most often first", x.sources)
	get(x, a, "/api/outlets", "outlets", "Who published the reports, those with most first", x.outlets)
	get(x, a, "/api/findings", "findings", "How often each kind of finding was made", x.findings)
	get(x, a, "/api/places", "places", "Where events took place, the places with most first", x.places)
	get(x, a, "/api/questions", "questions", "What reports leave open, or predict", x.questions)
	get(x, a, "/api/fields", "fields", "The fields of the query language", x.fields)
	get(x, a, "/api/edits", "all-edits", "All corrections, in the order in which they were made", x.allEdits)
	put(x, a, http.MethodPost, "/api/documents/{id}/edits", "correct", "Correct a record of a report", http.StatusCreated, x.correct)
	put(x, a, http.MethodPost, "/api/documents/{id}/edits/{n}/undo", "undo", "Take back a correction, or take that back", http.StatusCreated, x.undo)
	put(x, a, http.MethodDelete, "/api/documents/{id}", "delete", "Remove a report and all that was made from it", http.StatusNoContent, x.delete)
	x.linked(a)
	if o.Desk != nil {
		x.handing(a)
	}
	nullable(a.OpenAPI().Components.Schemas)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem(w, http.StatusNotFound, "there is no such address; /openapi.json lists them")
	})
	return mux
}

// nullable says of fields that may be null that they may: huma takes pointers to
// structs for structs.
func nullable(all huma.Registry) {
	for name, schema := range all.Map() {
		t := all.TypeFromRef("#/components/schemas/" + name)
		if t == nil || t.Kind() != reflect.Struct {
			continue
		}
		for _, f := range reflect.VisibleFields(t) {
			key, how, _ := strings.Cut(f.Tag.Get("json"), ",")
			p := schema.Properties[key]
			if f.Type.Kind() == reflect.Pointer && p != nil && p.Ref != "" && !strings.Contains(how, "omit") {
				schema.Properties[key] = &huma.Schema{OneOf: []*huma.Schema{{Ref: p.Ref}, {Type: "null"}}, Description: p.Description}
			}
		}
	}
}

// problem answers with problem details.
func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	huma.DefaultJSONFormat.Marshal(w, huma.NewError(status, detail))
}

// get registers an operation that reads.
func get[In, Out any](s *server, a huma.API, path, id, summary string, f func(context.Context, *In) (*Out, error)) {
	huma.Register(a, huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Errors: []int{400, 401, 404, 429, 503}}, told(s, f))
}

// put registers an operation that changes something, which needs the token.
func put[In, Out any](s *server, a huma.API, method, path, id, summary string, status int, f func(context.Context, *In) (*Out, error)) {
	huma.Register(a, huma.Operation{OperationID: id, Method: method, Path: path, Summary: summary, DefaultStatus: status, MaxBodyBytes: 1 << 20,
		Security: []map[string][]string{{"token": {}}}, Errors: []int{400, 401, 403, 404, 413, 415, 429, 503}}, told(s, f))
}

// told makes the errors of f problem details.
func told[In, Out any](s *server, f func(context.Context, *In) (*Out, error)) func(context.Context, *In) (*Out, error) {
	return func(ctx context.Context, in *In) (*Out, error) {
		out, err := f(ctx, in)
		if err != nil {
			return nil, s.problemOf(err)
		}
		return out, nil
	}
}

// authorize refuses operations that change something to who may not.
func (s *server) authorize(a huma.API) func(huma.Context, func(huma.Context)) {
	return func(ctx huma.Context, next func(huma.Context)) {
		if len(ctx.Operation().Security) > 0 {
			if r, _ := humago.Unwrap(ctx); s.o.MayWrite == nil || !s.o.MayWrite(r) {
				huma.WriteErr(a, ctx, http.StatusForbidden, "only who has the token for writing may do this")
				return
			}
		}
		next(ctx)
	}
}

// problemOf returns an error as HTTP tells of it. What is wrong inside the
// program is not told.
func (s *server) problemOf(err error) error {
	if _, ok := errors.AsType[huma.StatusError](err); ok {
		return err
	}
	if e, ok := errors.AsType[*query.Error](err); ok {
		return huma.Error400BadRequest(e.Text, &huma.ErrorDetail{Message: e.Error(), Location: "query.q", Value: e.Query})
	}
	status := map[hearsay.Kind]int{hearsay.Invalid: 400, hearsay.NotFound: 404, hearsay.Unreadable: 422, hearsay.Unavailable: 503}[hearsay.KindOf(err)]
	e, ok := errors.AsType[*hearsay.Error](err)
	if status == 0 || !ok {
		if s.o.Failed != nil {
			s.o.Failed(err)
		}
		return huma.Error500InternalServerError("something is wrong inside the program")
	}
	if e.Hint != "" {
		return huma.NewError(status, e.Err.Error(), errors.New(e.Hint))
	}
	return huma.NewError(status, e.Err.Error())
}
