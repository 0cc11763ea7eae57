package ui

import (
	"encoding/xml"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// base returns where people reach the server, without a slash at its end.
func (u *UI) base(r *http.Request) string {
	switch {
	case u.o.URL != "":
		return strings.TrimSuffix(u.o.URL, "/")
	case r.TLS != nil:
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// alertFeed answers with what saved queries found, or the one called name, as an
// Atom feed, the last first.
func (u *UI) alertFeed(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	finds, err := u.store.Fired(r.Context(), name, 100)
	if err != nil {
		u.fail(w, r, err)
		return
	}
	base := u.base(r)
	f := atom{ID: "urn:hearsay:" + u.o.Name + ":alerts:" + name, Title: orElse(name, "All alerts") + " · " + u.o.Name, Link: atomLink{"self", base + r.URL.RequestURI()}}
	for _, x := range finds {
		key := strings.Join(x.Keys, ",")
		id := "urn:hearsay:find:" + url.QueryEscape(x.Alert+":"+x.Kind+":"+short(key, 80))
		at := x.At.UTC().Format(time.RFC3339)
		f.Updated = max(f.Updated, at)
		f.Entries = append(f.Entries, atomEntry{ID: id, Title: short(orElse(x.Text, x.Kind), 200), Updated: at, Author: x.Alert,
			Link: atomLink{Href: base + "/event/" + x.Document.String() + "/" + x.Event.String()}, Summary: x.Kind + ": " + x.Text})
	}
	u.writeFeed(w, r, f)
}

// eventFeed answers with the events that fit a question as an Atom feed: those of
// the reports that were published last, first.
func (u *UI) eventFeed(w http.ResponseWriter, r *http.Request) {
	q := r.FormValue("q")
	n, err := query.Parse(q)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	p, err := u.store.Events(r.Context(), casefile.Ask{Query: n, Limit: 100})
	if err != nil {
		u.fail(w, r, err)
		return
	}
	base := u.base(r)
	f := atom{ID: "urn:hearsay:" + u.o.Name + ":events:" + q, Title: orElse(q, "All events") + " · " + u.o.Name, Link: atomLink{"self", base + r.URL.RequestURI()}}
	for _, e := range p.Events {
		id, at := e.Document.String(), dated(e.Published)
		f.Updated = max(f.Updated, at)
		who := strings.Join(nonEmpty(strings.Join(e.Actors, ", "), e.Words, strings.Join(e.Recipients, ", ")), " ")
		f.Entries = append(f.Entries, atomEntry{ID: "urn:sha256:" + id + ":" + e.Event.String(), Title: short(who, 200), Updated: at, Author: orElse(e.Outlet, "unknown"),
			Link: atomLink{Href: base + "/report/" + id + "#r1-" + e.Event.String()}, Summary: strings.Join(nonEmpty(e.Type, e.Status, casefile.DaysWritten(e.First, e.Last), e.Place, e.Title), " · ")})
	}
	u.writeFeed(w, r, f)
}

func (u *UI) writeFeed(w http.ResponseWriter, r *http.Request, f atom) {
	f.Updated = orElse(f.Updated, dated(""))
	b, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		u.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
	io.WriteString(w, xml.Header+strings.Map(plain, string(b))+"\n")
}
