package ui

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

type findView struct {
	Query, Wrong, Before, At, After string
	Page                            *casefile.Page
	Words                           []string
	Next                            string
	Saved                           []casefile.Alert
}

// find shows what answers a question, and what is wrong with one that cannot be
// read.
func (u *UI) find(r *http.Request) (view, error) {
	q := r.FormValue("q")
	v := findView{Query: q}
	var err error
	if v.Saved, err = u.store.Alerts(r.Context()); err != nil {
		return view{}, err
	}
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
	u.headlinesOfHits(r.Context(), v.Page)
	v.Words, v.Next = wordsOf(n), after(r, v.Page.Next)
	return view{orElse(short(q, 60), "All reports"), v}, nil
}

// saveQuery keeps a saved query, or drops it.
func (u *UI) saveQuery(w http.ResponseWriter, r *http.Request) {
	if !u.mayWrite(r) {
		http.Error(w, "sign in to save queries", http.StatusForbidden)
		return
	}
	of := r.PostFormValue
	a := casefile.Alert{Name: strings.TrimSpace(of("name")), Query: strings.TrimSpace(of("query")), Added: time.Now().UTC()}
	_, err := query.Parse(a.Query)
	switch {
	case of("what") == "drop":
		err = u.store.DropAlert(r.Context(), a.Name)
	case a.Name == "" || len(a.Name) > 80 || a.Query == "" || len(a.Query) > 2000:
		err = &hearsay.Error{Op: "save", Kind: hearsay.Invalid, Err: errors.New("a saved query needs a name of at most 80 bytes and a query of at most 2000")}
	case err == nil:
		err = u.store.KeepAlert(r.Context(), a)
	}
	if err != nil {
		u.fail(w, r, err)
		return
	}
	http.Redirect(w, r, "/find?"+url.Values{"q": {a.Query}}.Encode(), http.StatusSeeOther)
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
	u.headlinesOf(r.Context(), v.Page.Events)
	v.Next = after(r, v.Page.Next)
	return view{"Events", v}, nil
}
