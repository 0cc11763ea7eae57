package api

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// linked registers what goes across reports: links, saved queries, grades.
func (s *server) linked(a huma.API) {
	get(s, a, "/api/links", "links", "What joins reports and their events: copies, the same event, contradictions, corrections, origins, stories", s.links)
	get(s, a, "/api/outcomes", "outcomes", "Forecasts and questions that a person said the outcome of", s.outcomes)
	get(s, a, "/api/alerts", "alerts", "The saved queries", s.alerts)
	get(s, a, "/api/alerts/found", "found", "What saved queries found, the last first; as a feed at /alerts.atom", s.found)
	get(s, a, "/api/grades", "grades", "The grades that persons gave sources, in the order in which they were given", s.grades)
	put(s, a, http.MethodPost, "/api/alerts", "save-alert", "Save a query, in place of one of its name", http.StatusCreated, s.saveAlert)
	put(s, a, http.MethodDelete, "/api/alerts/{name}", "drop-alert", "Remove a saved query and what it found", http.StatusNoContent, s.dropAlert)
	put(s, a, http.MethodPost, "/api/grades", "grade", "Grade a source by hand, beside the grade that it earned", http.StatusCreated, s.grade)
}

type linkAsk struct {
	Kind     string `query:"kind" doc:"empty stands for all" enum:"copy,cites,same-event,contradiction,correction,origin,story,forecast"`
	Document string `query:"document" doc:"only links of this report: its id, or the beginning of it" maxLength:"64" pattern:"^([0-9a-f]{4,64})?$"`
	Limit    int    `query:"limit" doc:"links of a page" minimum:"1" maximum:"500" default:"50"`
	After    string `query:"after" doc:"the next of the page before" maxLength:"400"`
}

type linkPage struct {
	Links []hearsay.Link `json:"links"`
	Next  string         `json:"next" doc:"for the next page; empty if there is none"`
}

func (s *server) links(ctx context.Context, in *linkAsk) (*answer[linkPage], error) {
	a := casefile.LinkAsk{Limit: in.Limit, After: in.After}
	if in.Kind != "" {
		a.Kinds = []string{in.Kind}
	}
	if in.Document != "" {
		k, err := s.store.Document(ctx, in.Document)
		if err != nil {
			return nil, err
		}
		a.Document = k.Document.ID
	}
	p, err := s.store.Links(ctx, a)
	if err != nil {
		return nil, err
	}
	for i := range p.Links {
		p.Links[i].Why = listed(p.Links[i].Why)
	}
	return ok(linkPage{listed(p.Links), p.Next}, nil)
}

func (s *server) outcomes(ctx context.Context, _ *none) (*answer[[]casefile.Open], error) {
	all, err := s.store.Settled(ctx)
	return ok(listed(all), err)
}

func (s *server) alerts(ctx context.Context, _ *none) (*answer[[]casefile.Alert], error) {
	all, err := s.store.Alerts(ctx)
	return ok(listed(all), err)
}

type foundAsk struct {
	Name  string `query:"name" doc:"of the saved query; empty stands for all" maxLength:"200"`
	Limit int    `query:"limit" minimum:"1" maximum:"1000" default:"100"`
}

func (s *server) found(ctx context.Context, in *foundAsk) (*answer[[]casefile.Find], error) {
	all, err := s.store.Fired(ctx, in.Name, in.Limit)
	return ok(listed(all), err)
}

func (s *server) grades(ctx context.Context, _ *none) (*answer[[]casefile.Grade], error) {
	all, err := s.store.Grades(ctx)
	return ok(listed(all), err)
}

type savedQuery struct {
	Body struct {
		Name  string `json:"name" minLength:"1" maxLength:"200"`
		Query string `json:"query" minLength:"1" maxLength:"2000"`
	}
}

func (s *server) saveAlert(ctx context.Context, in *savedQuery) (*answer[casefile.Alert], error) {
	a := casefile.Alert{Name: strings.TrimSpace(in.Body.Name), Query: in.Body.Query, Added: time.Now().UTC().Truncate(time.Second)}
	if _, err := query.Parse(a.Query); err != nil {
		return nil, err
	}
	if a.Name == "" {
		return nil, &hearsay.Error{Op: "alert", Kind: hearsay.Invalid, Err: errors.New("the name is empty")}
	}
	return ok(a, s.store.KeepAlert(ctx, a))
}

type ofAlert struct {
	Name string `path:"name" maxLength:"200"`
}

func (s *server) dropAlert(ctx context.Context, in *ofAlert) (*none, error) {
	return nil, s.store.DropAlert(ctx, in.Name)
}

type gradeGiven struct {
	Body struct {
		Source string `json:"source" doc:"an outlet" minLength:"1" maxLength:"400"`
		Grade  string `json:"grade" doc:"A to F; empty takes an earlier one back" enum:"A,B,C,D,E,F,"`
		By     string `json:"by" maxLength:"200"`
		Note   string `json:"note,omitempty" maxLength:"2000"`
	}
}

func (s *server) grade(ctx context.Context, in *gradeGiven) (*answer[casefile.Grade], error) {
	b := in.Body
	g := casefile.Grade{Source: strings.TrimSpace(b.Source), Grade: b.Grade, By: strings.TrimSpace(b.By), Note: strings.TrimSpace(b.Note), At: time.Now().UTC().Truncate(time.Second)}
	if g.Source == "" || !slices.Contains([]string{"", "A", "B", "C", "D", "E", "F"}, g.Grade) {
		return nil, &hearsay.Error{Op: "grade", Kind: hearsay.Invalid, Err: errors.New("a grade is a letter from A to F, of a source that has a name")}
	}
	return ok(g, s.store.KeepGrade(ctx, g))
}
