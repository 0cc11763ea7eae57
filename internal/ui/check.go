package ui

import (
	"net/http"
	"strconv"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

type checkView struct {
	Counts          casefile.Counts
	Failed, Waiting *casefile.Page
	Unread          *casefile.Page
	Unlinked        int
	Makers          []casefile.Maker
	Reasons         map[hearsay.DocumentID]string
}

// check shows what could not be read, what waits, and what is not English.
func (u *UI) check(r *http.Request) (view, error) {
	ctx := r.Context()
	var v checkView
	var err error
	if v.Counts, err = u.store.Counts(ctx); err != nil {
		return view{}, err
	}
	for _, x := range []struct {
		state string
		to    **casefile.Page
	}{{"failed", &v.Failed}, {"waiting", &v.Waiting}, {"unread", &v.Unread}} {
		if *x.to, err = u.store.Find(ctx, casefile.Ask{Query: query.And{query.Field{Name: "is", Values: []string{x.state}}}, Limit: 100}); err != nil {
			return view{}, err
		}
	}
	for _, p := range []*casefile.Page{v.Waiting, v.Unread} {
		u.headlinesOfHits(ctx, p)
	}
	v.Reasons = make(map[hearsay.DocumentID]string)
	for _, h := range v.Failed.Hits {
		k, err := u.store.Document(ctx, h.Document.String())
		if err != nil {
			return view{}, err
		}
		v.Reasons[h.Document] = k.Error
		if h.Title == "" && k.Document.Name != "" {
			v.Reasons[h.Document] = k.Document.Name + ": " + k.Error
		}
	}
	if v.Makers, err = u.store.Makers(ctx); err != nil {
		return view{}, err
	}
	links, err := u.store.LinkCounts(ctx)
	v.Unlinked = links[""]
	return view{"Check", v}, err
}

// Reason says why a report could not be read.
func (v checkView) Reason(id hearsay.DocumentID) string { return v.Reasons[id] }

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}
