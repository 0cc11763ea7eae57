package casefile

import (
	"strings"

	"hearsay"
)

// A Table is the rows that a reading gives one table of a case. Engines write
// them behind the number of the document.
type Table struct {
	Name    string
	Columns []string
	Rows    [][]any // int64, float64, *float64, string and bool
}

// What names are of, as the column kind of the table named has it.
const (
	OfEntity = 1 + iota
	OfAttribution
	OfRole
	OfPlace
	OfWord

	Codes = 10 // more for a code of one
)

// tables are the tables that rows are made for, with their columns but the
// document. The last, named, holds names and codes of a document that parts are
// looked for in: an engine keeps each name once.
var tables = []Table{
	{Name: "summary", Columns: []string{"manner"}},
	{Name: "entity", Columns: []string{"id", "name", "kind", "country", "sector", "wikidata"}},
	{Name: "attribution", Columns: []string{"id", "source", "act", "within", "anonymous"}},
	{Name: "event", Columns: []string{"id", "type", "mode", "status", "first", "last", "place", "country", "lat", "lon", "dead", "confidence", "words", "radius", "start", "stop"}},
	{Name: "context", Columns: []string{"event", "name"}},
	{Name: "role", Columns: []string{"event", "side", "n", "name", "country", "sector"}},
	{Name: "word", Columns: []string{"event", "n", "source"}},
	{Name: "place", Columns: []string{"id", "name", "country", "lat", "lon"}},
	{Name: "finding", Columns: []string{"id", "kind", "text"}},
	{Name: "question", Columns: []string{"id", "kind", "words", "who", "certainty", "start", "stop", "low", "high", "due", "options", "outcome"}},
	{Name: "named", Columns: []string{"kind", "name"}},
}

// Tables returns the rows that questions about r are answered from, by table, in
// an order that depends on nothing else. All tables are there, with or without
// rows.
func Tables(r *hearsay.Reading) []Table {
	w := rowWriter{at: make(map[string]*Table, len(tables)), named: make(map[naming]bool), out: make([]Table, len(tables))}
	copy(w.out, tables)
	for i := range w.out {
		w.at[w.out[i].Name] = &w.out[i]
	}
	w.add("summary", r.Manner)
	for _, e := range r.Entities {
		w.add("entity", int64(e.ID), e.Name, e.Kind.String(), e.Country, e.Sector, e.Wikidata)
		w.name(OfEntity, e.Name)
		w.name(Codes+OfEntity, e.Country)
	}
	source := func(a *hearsay.Attribution) string {
		if a.Source == 0 {
			return ""
		}
		return r.Entities[r.Mentions[a.Source-1].Entity-1].Name
	}
	for i := range r.Attributions {
		a := &r.Attributions[i]
		w.add("attribution", int64(a.ID), source(a), a.Act.String(), int64(a.Within), a.Anonymous)
		w.name(OfAttribution, source(a))
	}
	for _, p := range r.Places {
		w.add("place", int64(p.ID), p.Name, p.Country, p.Lat, p.Lon)
	}
	for _, f := range r.Findings {
		w.add("finding", int64(f.ID), f.Kind, f.Text)
	}
	for _, q := range r.Questions {
		who := ""
		switch {
		case q.By != 0:
			who = r.Entities[q.By-1].Name
		case q.Said != 0:
			who = source(&r.Attributions[q.Said-1])
		}
		due := ""
		if q.Horizon != 0 {
			t := r.Times[q.Horizon-1]
			_, due = Days(hearsay.EventTime{Value: t.Value, Begin: t.Begin, End: t.End})
		}
		w.add("question", int64(q.ID), q.Kind, q.Span.Text, who, q.Certainty, int64(q.Span.Start), int64(q.Span.End), q.Low, q.High, due,
			strings.Join(q.Options, "\n"), Resolved(&q))
	}
	for i := range r.Events {
		w.event(r, &r.Events[i], source)
	}
	return w.out
}

type naming struct {
	kind int
	name string
}

type rowWriter struct {
	out   []Table
	at    map[string]*Table
	named map[naming]bool // those that are in
}

func (w *rowWriter) add(table string, values ...any) {
	t := w.at[table]
	t.Rows = append(t.Rows, values)
}

func (w *rowWriter) name(kind int, names ...string) {
	for _, n := range names {
		if n != "" && !w.named[naming{kind, n}] {
			w.named[naming{kind, n}] = true
			w.add("named", int64(kind), n)
		}
	}
}

func (w *rowWriter) event(r *hearsay.Reading, e *hearsay.Event, source func(*hearsay.Attribution) string) {
	id := int64(e.ID)
	place := hearsay.Place{}
	if e.Place.Ref != 0 {
		place = r.Places[e.Place.Ref-1]
	}
	var dead *float64
	for k := range e.Counts {
		if e.Counts[k].What == "dead" {
			dead = &e.Counts[k].Value
		}
	}
	first, last := Days(e.Time)
	w.add("event", id, e.Type, e.Mode, e.Status, first, last, place.Name, place.Country, place.Lat, place.Lon, dead, e.Confidence,
		e.Trigger.Text, place.RadiusKM, int64(e.Trigger.Start), int64(e.Trigger.End))
	w.name(OfPlace, place.Name)
	w.name(Codes+OfPlace, place.Country)
	for _, c := range e.Contexts {
		w.add("context", id, c)
	}
	for side, roles := range [][]hearsay.Role{e.Actors, e.Recipients} {
		for n, x := range roles {
			name := x.Span.Text
			if x.Entity != 0 {
				name = r.Entities[x.Entity-1].Name
			}
			w.add("role", id, int64(side), int64(n), name, x.Country, x.Sector)
			w.name(OfRole, name)
			w.name(Codes+OfRole, x.Country, x.Sector)
		}
	}
	for n, a := range r.Chain(e.Said) {
		w.add("word", id, int64(n), source(&a))
		w.name(OfWord, source(&a))
	}
}
