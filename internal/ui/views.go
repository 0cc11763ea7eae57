package ui

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

type frontView struct {
	Counts    casefile.Counts
	Latest    *casefile.Page
	Events    []casefile.Happening
	Findings  []casefile.Tally
	Sources   []casefile.Source
	Questions []casefile.Open
	Forecasts []casefile.Open
}

// front shows what is new in the case.
func (u *UI) front(r *http.Request) (view, error) {
	ctx := r.Context()
	var v frontView
	var err error
	happened := query.And{query.Field{Name: "status", Values: []string{"happened"}}}
	for _, step := range []func() error{
		func() error { v.Counts, err = u.store.Counts(ctx); return err },
		func() error { v.Latest, err = u.store.Find(ctx, casefile.Ask{Limit: 8}); return err },
		func() error {
			v.Events, err = u.varied(ctx, casefile.Ask{Query: happened, Limit: 100}, 10)
			return err
		},
		func() error { v.Findings, err = u.store.Findings(ctx); return err },
		func() error { v.Sources, err = u.named(ctx, 10); return err },
		func() error { v.Questions, err = u.store.Questions(ctx, "question", 6); return err },
		func() error { v.Forecasts, err = u.store.Questions(ctx, "prediction", 6); return err },
	} {
		if err := step(); err != nil {
			return view{}, err
		}
	}
	return view{u.o.Name, v}, nil
}

// varied returns the first n events that are found and have a day, at most two
// of a report.
func (u *UI) varied(ctx context.Context, a casefile.Ask, n int) (some []casefile.Happening, err error) {
	found, err := u.store.Events(ctx, a)
	if err != nil {
		return nil, err
	}
	of := make(map[hearsay.DocumentID]int)
	for _, e := range found.Events {
		if e.First == "" || e.Last == "" || of[e.Document] == 2 || len(some) == n {
			continue
		}
		of[e.Document]++
		some = append(some, e)
	}
	return some, nil
}

// named returns the sources cited most that are more than a pronoun.
func (u *UI) named(ctx context.Context, limit int) (some []casefile.Source, err error) {
	all, err := u.store.Sources(ctx, "", 3*limit)
	for _, x := range all {
		if x.Name != "" && !slices.Contains(pronouns, strings.ToLower(x.Name)) && len(some) < limit {
			some = append(some, x)
		}
	}
	return some, err
}

// pronouns are what a source is called that the text never names.
var pronouns = strings.Fields("he she it they we i you who that this these those one")

type findView struct {
	Query, Wrong, Before, At, After string
	Page                            *casefile.Page
	Words                           []string
	Next                            string
}

// find shows what answers a question, and what is wrong with one that cannot be
// read.
func (u *UI) find(r *http.Request) (view, error) {
	q := r.FormValue("q")
	v := findView{Query: q}
	n, err := query.Parse(q)
	if err == nil {
		v.Page, err = u.store.Find(r.Context(), casefile.Ask{Query: n, After: r.FormValue("after")})
	}
	if e, ok := asQuery(err); ok {
		v.Wrong = e.Error()
		runes := []rune(q)
		at := min(max(e.Column-1, 0), len(runes))
		end := min(at+1, len(runes))
		v.Before, v.At, v.After = string(runes[:at]), string(runes[at:end]), string(runes[end:])
		return view{"Find", v}, nil
	}
	if err != nil {
		return view{}, err
	}
	v.Words, v.Next = wordsOf(n), after(r, v.Page.Next)
	return view{orElse(short(q, 60), "All reports"), v}, nil
}

// after returns the address of the page that begins with next.
func after(r *http.Request, next string) string {
	if next == "" {
		return ""
	}
	q := make(url.Values)
	for k, all := range r.URL.Query() {
		if len(all) > 0 && all[0] != "" {
			q.Set(k, all[0])
		}
	}
	q.Set("after", next)
	return r.URL.Path + "?" + q.Encode()
}

// wordsOf returns the words that a query asks for and does not exclude.
func wordsOf(n query.Node) (all []string) {
	switch n := n.(type) {
	case query.And:
		for _, x := range n {
			all = append(all, wordsOf(x)...)
		}
	case query.Or:
		for _, x := range n {
			all = append(all, wordsOf(x)...)
		}
	case query.Words:
		return strings.Fields(n.Text)
	}
	return all
}

// A run is a stretch of a snippet.
type run struct {
	Text string
	Mark bool
}

// Marked returns a snippet in runs, with the words that were asked for marked.
func (v findView) Marked(r hearsay.Receipt) (runs []run) {
	text, at := r.Text, 0
	spans := casefile.Where(text, v.Words)
	for at < len(text) {
		next := hearsay.Span{Start: len(text), End: len(text)}
		for _, s := range spans {
			if s.Start >= at && s.Start < next.Start {
				next = s
			}
		}
		if next.Start > at {
			runs = append(runs, run{text[at:next.Start], false})
		}
		if next.End > next.Start {
			runs = append(runs, run{text[next.Start:next.End], true})
		}
		at = next.End
	}
	return runs
}

// filters are the fields that the page of events offers as a form.
var filters = []string{"who", "place", "said-by", "since", "until"}

type eventsView struct {
	Wrong    string
	Query    string
	Types    []casefile.Tally
	Statuses []string
	Filters  []filter
	Type     string
	Status   string
	Page     *casefile.Happenings
	Next     string
}

type filter struct{ Name, Value, Help string }

var statuses = strings.Fields("happened ongoing habitual planned demanded threatened predicted hypothetical denied not-happened unknown")

// events lists events that fit a form.
func (u *UI) events(r *http.Request) (view, error) {
	v := eventsView{Query: r.FormValue("q"), Type: r.FormValue("type"), Status: r.FormValue("status"), Statuses: statuses}
	var all query.And
	n, err := query.Parse(v.Query)
	if and, ok := n.(query.And); ok {
		all = append(all, and...)
	} else if n != nil {
		all = append(all, n)
	}
	add := func(name, value string) {
		if value = strings.TrimSpace(value); value != "" {
			all = append(all, query.Field{Name: name, Values: []string{value}})
		}
	}
	add("type", v.Type)
	add("status", v.Status)
	for _, f := range query.Fields {
		for _, name := range filters {
			if f.Name == name {
				value := r.FormValue(name)
				v.Filters = append(v.Filters, filter{name, value, f.Help})
				add(name, value)
			}
		}
	}
	types, errTypes := u.store.Types(r.Context())
	if errTypes != nil {
		return view{}, errTypes
	}
	v.Types = types
	if err == nil {
		v.Page, err = u.store.Events(r.Context(), casefile.Ask{Query: all, Limit: 40, After: r.FormValue("after")})
	}
	if e, ok := asQuery(err); ok {
		v.Wrong = e.Text
		return view{"Events", v}, nil
	}
	if err != nil {
		return view{}, err
	}
	v.Next = after(r, v.Page.Next)
	return view{"Events", v}, nil
}

type sourcesView struct {
	Sources []casefile.Source
	Outlets []casefile.Tally
	Reports int
}

// sources lists who is cited, and who publishes.
func (u *UI) sources(r *http.Request) (view, error) {
	var v sourcesView
	var err error
	if v.Sources, err = u.store.Sources(r.Context(), "", 200); err != nil {
		return view{}, err
	}
	if v.Outlets, err = u.store.Outlets(r.Context()); err != nil {
		return view{}, err
	}
	for _, x := range v.Outlets {
		v.Reports += x.Reports
	}
	return view{"Sources", v}, nil
}

type nameView struct {
	Name     string
	Source   *casefile.Source
	OnWord   *casefile.Happenings
	PartIn   *casefile.Happenings
	Mentions *casefile.Page
}

// name shows what is known of a name: what is said on its word, what it takes
// part in, and where it is mentioned.
func (u *UI) name(r *http.Request) (view, error) {
	ctx, name := r.Context(), strings.TrimSpace(r.FormValue("name"))
	if name == "" {
		return view{}, &hearsay.Error{Op: "name", Kind: hearsay.NotFound, Err: errNoName, Hint: "The page of sources lists them."}
	}
	v := nameView{Name: name}
	cited, err := u.store.Sources(ctx, name, 1)
	if err != nil {
		return view{}, err
	}
	if len(cited) > 0 {
		v.Source = &cited[0]
	}
	ask := func(field string, limit int) casefile.Ask {
		return casefile.Ask{Query: query.And{query.Field{Name: field, Values: []string{name}}}, Limit: limit}
	}
	if v.OnWord, err = u.store.Events(ctx, ask("said-by", 15)); err != nil {
		return view{}, err
	}
	if v.PartIn, err = u.store.Events(ctx, ask("who", 15)); err != nil {
		return view{}, err
	}
	if v.Mentions, err = u.store.Find(ctx, ask("mentions", 12)); err != nil {
		return view{}, err
	}
	return view{short(name, 60), v}, nil
}

type openView struct{ Questions, Forecasts []casefile.Open }

// open shows what reports leave open and what they predict.
func (u *UI) open(r *http.Request) (view, error) {
	var v openView
	var err error
	if v.Questions, err = u.store.Questions(r.Context(), "question", 200); err != nil {
		return view{}, err
	}
	if v.Forecasts, err = u.store.Questions(r.Context(), "prediction", 200); err != nil {
		return view{}, err
	}
	return view{"Open questions", v}, nil
}
