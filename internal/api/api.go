// Package api answers with a case as JSON over HTTP, described by OpenAPI 3.1
// at /openapi.json. What it returns of reports is the record (package hearsay).
// Questions are asked in the language of package query. Errors are problem
// details (RFC 9457).
package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// Options say what an API allows.
type Options struct {
	Version string // of the program
	// MayWrite reports whether who asks may correct; nil is never.
	MayWrite func(*http.Request) bool
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
	huma.Register(a, huma.Operation{OperationID: "correct", Method: http.MethodPost, Path: "/api/documents/{id}/edits", Summary: "Correct a record of a report",
		DefaultStatus: http.StatusCreated, MaxBodyBytes: 64 << 10, Security: []map[string][]string{{"token": {}}}, Errors: []int{400, 403, 404}}, x.correct)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		problem(w, http.StatusNotFound, "there is no such address; /openapi.json lists them")
	})
	return mux
}

// problem answers with problem details.
func problem(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	huma.DefaultJSONFormat.Marshal(w, huma.NewError(status, detail))
}

// get registers an operation that reads.
func get[In, Out any](s *server, a huma.API, path, id, summary string, f func(context.Context, *In) (*Out, error)) {
	huma.Register(a, huma.Operation{OperationID: id, Method: http.MethodGet, Path: path, Summary: summary, Errors: []int{400, 404}},
		func(ctx context.Context, in *In) (*Out, error) {
			out, err := f(ctx, in)
			if err != nil {
				return nil, s.problemOf(err)
			}
			return out, nil
		})
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
