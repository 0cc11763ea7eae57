package ui

import (
	"encoding/xml"
	"net/http"
	"strings"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// An atom is a feed as RFC 4287 writes it.
type atom struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Link    atomLink    `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID      string   `xml:"id"`
	Title   string   `xml:"title"`
	Updated string   `xml:"updated"`
	Author  string   `xml:"author>name"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
}

// feed answers with what a question finds as an Atom feed.
func (u *UI) feed(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	n, err := query.Parse(q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p, err := u.store.Find(r.Context(), casefile.Ask{Query: n, Limit: 50})
	if err != nil {
		u.fail(w, r, err)
		return
	}
	base := u.base(r)
	f := atom{ID: "urn:hearsay:" + u.o.Name + ":" + q, Title: orElse(q, "All reports") + " · " + u.o.Name, Link: atomLink{"self", base + r.URL.RequestURI()}}
	for _, h := range p.Hits {
		var words []string
		for _, s := range h.Snippets {
			words = append(words, s.Text)
		}
		id := h.Document.String()
		updated := dated(h.Published)
		f.Updated = max(f.Updated, updated)
		f.Entries = append(f.Entries, atomEntry{ID: "urn:sha256:" + id, Title: orElse(h.Title, "Without a headline"), Updated: updated, Author: orElse(h.Outlet, "unknown"),
			Link: atomLink{Href: base + "/report/" + id}, Summary: strings.Join(words, " … ")})
	}
	u.writeFeed(w, r, f)
}

// dated writes the day of publication as Atom wants it; the beginning of 1970
// where it is not known.
func dated(day string) string {
	t, err := time.Parse(time.DateOnly, casefile.Since(day))
	if err != nil {
		t = time.Unix(0, 0).UTC()
	}
	return t.Format(time.RFC3339)
}
