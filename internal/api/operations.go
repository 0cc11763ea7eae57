package api

import (
	"context"

	"github.com/danielgtaylor/huma/v2"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/desk"
	"hearsay/internal/query"
)

type (
	none struct{}
	byID struct {
		ID string `path:"id" doc:"a document's id, or at least four characters of its beginning" minLength:"4" maxLength:"64"`
	}
	asked struct {
		Q     string `query:"q" doc:"a question in the query language; empty asks for all" maxLength:"2000" example:"type:ASSAULT said-by:\"coast guard\""`
		Limit int    `query:"limit" doc:"records of a page" minimum:"1" maximum:"200" default:"20"`
		After string `query:"after" doc:"the next of the page before" maxLength:"40"`
	}
	answer[T any] struct{ Body T }
)

func ok[T any](body T, err error) (*answer[T], error) {
	if err != nil {
		return nil, err
	}
	return &answer[T]{body}, nil
}

func (a asked) ask() (casefile.Ask, error) {
	n, err := query.Parse(a.Q)
	return casefile.Ask{Query: n, Limit: a.Limit, After: a.After}, err
}

func (s *server) counts(ctx context.Context, _ *none) (*answer[desk.Totals], error) {
	c, err := s.store.Counts(ctx)
	return ok(desk.TotalsOf(c), err)
}

func (s *server) find(ctx context.Context, in *asked) (*answer[casefile.Page], error) {
	a, err := in.ask()
	if err != nil {
		return nil, err
	}
	p, err := s.store.Find(ctx, a)
	if err != nil {
		return nil, err
	}
	for i := range p.Hits {
		h := &p.Hits[i]
		h.Events, h.Snippets = listed(h.Events), listed(h.Snippets)
	}
	p.Hits = listed(p.Hits)
	return ok(*p, nil)
}

// listed makes an empty list of none at all: [] in JSON, not null.
func listed[T any](all []T) []T {
	if all == nil {
		return []T{}
	}
	return all
}

func (s *server) events(ctx context.Context, in *asked) (*answer[casefile.Happenings], error) {
	a, err := in.ask()
	if err != nil {
		return nil, err
	}
	p, err := s.store.Events(ctx, a)
	if err != nil {
		return nil, err
	}
	return ok(*p, nil)
}

// kept is [casefile.Kept] with the names of JSON.
type kept struct {
	Document hearsay.Document `json:"document"`
	State    string           `json:"state" enum:"waiting,read,failed,unread"`
	Error    string           `json:"error"`
	Added    string           `json:"added" format:"date-time"`
	Reading  hearsay.Versions `json:"reading"`
}

func (s *server) document(ctx context.Context, in *byID) (*answer[kept], error) {
	k, err := s.store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	state := map[casefile.State]string{casefile.Waiting: "waiting", casefile.Read: "read", casefile.Broken: "failed", casefile.OtherLanguage: "unread"}[k.State]
	return ok(kept{k.Document, state, k.Error, k.Added.Format("2006-01-02T15:04:05Z07:00"), k.Reading}, nil)
}

func (s *server) reading(ctx context.Context, in *byID) (*answer[hearsay.Reading], error) {
	k, err := s.store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	r, edits, err := s.store.Reading(ctx, k.Document.ID)
	if err != nil {
		return nil, err
	}
	if r == nil {
		return nil, huma.Error404NotFound("the report has no reading: its state is told by /api/documents/" + k.Document.ID.String())
	}
	r, _ = casefile.Overlay(r, edits)
	return ok(*r, nil)
}

func (s *server) edits(ctx context.Context, in *byID) (*answer[[]casefile.Edit], error) {
	k, err := s.store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	_, edits, err := s.store.Reading(ctx, k.Document.ID)
	return ok(listed(edits), err)
}

// seen is [casefile.Seen] with the names of JSON.
type seen struct {
	Document hearsay.DocumentID `json:"document"`
	URL      string             `json:"url"`
	Title    string             `json:"title"`
	First    string             `json:"first" format:"date-time"`
}

func (s *server) versions(ctx context.Context, in *byID) (*answer[[]seen], error) {
	k, err := s.store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	all := []seen{}
	if k.Document.URL == "" {
		return ok(all, nil)
	}
	versions, err := s.store.Versions(ctx, k.Document.URL)
	for _, v := range versions {
		all = append(all, seen{v.Document, v.URL, v.Title, v.First.Format("2006-01-02T15:04:05Z07:00")})
	}
	return ok(all, err)
}

type named struct {
	Limit int    `query:"limit" doc:"how many at most" minimum:"1" maximum:"1000" default:"100"`
	Name  string `query:"name" doc:"only the source of this name" maxLength:"400"`
}

func (s *server) sources(ctx context.Context, in *named) (*answer[[]casefile.Source], error) {
	return ok(s.store.Sources(ctx, in.Name, in.Limit))
}

func (s *server) outlets(ctx context.Context, _ *none) (*answer[[]casefile.Tally], error) {
	return ok(s.store.Outlets(ctx))
}

func (s *server) findings(ctx context.Context, _ *none) (*answer[[]casefile.Tally], error) {
	return ok(s.store.Findings(ctx))
}

func (s *server) places(ctx context.Context, _ *none) (*answer[[]casefile.Site], error) {
	return ok(s.store.Sites(ctx, casefile.Ask{}))
}

type ofKind struct {
	Limit int    `query:"limit" doc:"how many at most" minimum:"1" maximum:"1000" default:"100"`
	Kind  string `query:"kind" enum:"question,prediction" default:"question"`
}

func (s *server) questions(ctx context.Context, in *ofKind) (*answer[[]casefile.Open], error) {
	return ok(s.store.Questions(ctx, in.Kind, in.Limit))
}

type field struct {
	Name  string `json:"name"`
	Event bool   `json:"event" doc:"about an event"`
	Help  string `json:"help"`
}

func (s *server) fields(context.Context, *none) (*answer[[]field], error) {
	var all []field
	for _, f := range query.Fields {
		all = append(all, field(f))
	}
	return ok(all, nil)
}

type correction struct {
	ID   string `path:"id" doc:"as in the other operations" minLength:"4" maxLength:"64"`
	Body struct {
		Record string `json:"record" doc:"v3, E1, q1 …; d for the document itself" maxLength:"20"`
		Field  string `json:"field" maxLength:"40"`
		Value  string `json:"value" maxLength:"2000"`
		By     string `json:"by" doc:"who corrects" maxLength:"200"`
		Note   string `json:"note,omitempty" doc:"why" maxLength:"2000"`
	}
}

func (s *server) correct(ctx context.Context, in *correction) (*answer[casefile.Edit], error) {
	b := in.Body
	return ok(casefile.Correct(ctx, s.store, in.ID, b.Record, b.Field, b.Value, b.By, b.Note))
}

type taking struct {
	ID   string `path:"id" doc:"as in the other operations" minLength:"4" maxLength:"64"`
	N    int    `path:"n" doc:"number of the correction among those of the report, from 1" minimum:"1" maximum:"100000"`
	Body struct {
		By   string `json:"by" doc:"who takes it back" maxLength:"200"`
		Note string `json:"note,omitempty" doc:"why" maxLength:"2000"`
	}
}

func (s *server) undo(ctx context.Context, in *taking) (*answer[casefile.Edit], error) {
	return ok(casefile.Undo(ctx, s.store, in.ID, in.N, in.Body.By, in.Body.Note))
}

func (s *server) allEdits(ctx context.Context, _ *none) (*answer[[]casefile.Edit], error) {
	all, err := s.store.Edits(ctx)
	return ok(listed(all), err)
}

func (s *server) delete(ctx context.Context, in *byID) (*none, error) {
	k, err := s.store.Document(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	return nil, s.store.Delete(ctx, k.Document.ID)
}
