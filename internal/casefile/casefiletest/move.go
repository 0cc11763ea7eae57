package casefiletest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
)

// Move fills the case from with something of everything, moves it into between,
// and from there into to: each must then hold what the first holds. The cases
// are empty at first.
func Move(t *testing.T, from, between, to casefile.Store) {
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(KeepBay(ctx, from))
	odd := casefile.Report{Document: hearsay.Document{Name: "picture.png"}, Error: "it is no text", Source: []byte{1, 2, 3}, Section: "world"}
	poison := Report(t, "https://herald.example/poison", "Poison", "A bad word was said, Ana Prado said.")
	foreign := Report(t, "https://herald.example/nef", "Nef", "La nef est en retard.")
	foreign.Document.Language = "fr"
	changed := Bay()[0]
	changed.Document.Text += "\nCorrection: an earlier version gave another day."
	changed.Document.ID = hearsay.IDOf(changed.Document.Text)
	_, err := from.Add(ctx, odd, poison, foreign, changed)
	must(err)
	must(from.Work(ctx, casefile.Work{Retry: soon, Read: func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
		if strings.Contains(k.Document.Text, "bad word") {
			panic("a bad word")
		}
		return ReadBay(ctx, k)
	}}))
	_, err = from.Add(ctx, Report(t, "https://herald.example/late", "Late", "The ferry was late, the harbour master said."))
	must(err)
	all, err := from.Events(ctx, casefile.Ask{Limit: 100})
	must(err)
	one, two := all.Events[0], all.Events[0]
	for _, e := range all.Events {
		if e.Document != one.Document {
			two = e
		}
	}
	for _, c := range []struct{ id, field, value string }{{one.Event.String(), "status", "denied"}, {"d", "outlet", "Daily Echo"}, {one.Event.String(), "status", "planned"}} {
		_, err := casefile.Correct(ctx, from, one.Document.String(), c.id, c.field, c.value, "Ana", "")
		must(err)
	}
	at := time.Date(2021, 6, 1, 10, 0, 0, 0, time.UTC)
	must(from.KeepFeed(ctx, casefile.Feed{URL: "https://herald.example/rss", Interval: time.Hour, ETag: `"7"`, Checked: at, Failures: 2, Error: "no answer", Added: 3}))
	must(from.KeepOwners(ctx, []casefile.Owner{{Outlet: "Daily Herald", Owner: "Meridian"}}))
	ref := func(e casefile.Happening) hearsay.Ref {
		return hearsay.Ref{ID: e.Document.String() + "#" + e.Event.String()}
	}
	sketch := casefile.Sketch{Document: one.Document, Day: 18000, Site: "herald", Whole: 1 << 63, Prints: []uint64{1, 1 << 63}, Clues: []uint64{7}}
	must(from.KeepLinks(ctx, casefile.LinkChange{Document: one.Document, Sketch: &sketch, Links: []hearsay.Link{{Kind: hearsay.LinkSameEvent, From: ref(one), To: ref(two)}},
		Edges: []casefile.Edge{edge(one.Document, one.Event, two.Document, two.Event, 0.7)}}))
	must(from.KeepLinks(ctx, casefile.LinkChange{Document: two.Document, Sketch: &casefile.Sketch{Document: two.Document, Day: casefile.NoDay}, Edges: []casefile.Edge{edge(one.Document, one.Event, two.Document, two.Event, 0.7)}}))
	must(from.KeepAlert(ctx, casefile.Alert{Name: "assaults", Query: "type:ASSAULT", Added: at}))
	_, err = from.Fire(ctx, "assaults", casefile.Find{At: at, Kind: "event", Keys: []string{"b", "a"}, Document: one.Document}, casefile.Find{At: at, Kind: "event", Keys: []string{"c"}})
	must(err)
	_, err = from.Fire(ctx, "assaults", casefile.Find{At: at, Kind: "event", Keys: []string{"a", "d"}})
	must(err)
	must(from.KeepGrade(ctx, casefile.Grade{Source: "Daily Herald", Grade: "B", By: "Ana", At: at}))
	must(from.KeepMatrix(ctx, casefile.Matrix{ID: "who-fired", Question: "Who?", Hypotheses: []string{"the navy", "the militia"}, By: "Ana", At: at}))

	want := Contents(t, from)
	moved := 0
	must(casefile.Move(ctx, from, between, func() { moved++ }))
	must(casefile.Move(ctx, from, between, nil)) // again changes nothing
	must(casefile.Move(ctx, between, to, nil))
	if c, err := from.Counts(ctx); err != nil || moved != c.Documents {
		t.Errorf("%d documents moved of %d, %v", moved, c.Documents, err)
	}
	for name, s := range map[string]casefile.Store{"there": between, "back": to} {
		if diff := cmp.Diff(want, Contents(t, s)); diff != "" {
			t.Errorf("%s: -first +moved:\n%s", name, diff)
		}
		problems, err := casefile.Check(ctx, s, nil)
		if err != nil || len(problems) != 2 { // those that failed
			t.Errorf("%s: problems %+v, %v", name, problems, err)
		}
	}
	must(to.Work(ctx, casefile.Work{Read: ReadBay}))
	if c, err := to.Counts(ctx); err != nil || c.Waiting != 0 {
		t.Errorf("what waited was not read: %+v, %v", c, err)
	}
}

// Contents returns all that a case holds, line by line: the same for cases that
// hold the same, whichever engine keeps them.
func Contents(t testing.TB, s casefile.Store) []string {
	t.Helper()
	ctx := context.Background()
	var all []string
	add := func(what string, v any, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		all = append(all, what+" "+string(b))
	}
	for w, err := range s.Wholes(ctx) {
		if err != nil {
			t.Fatal(err)
		}
		if i := strings.Index(w.Error, "\n"); i >= 0 {
			w.Error = w.Error[:i] // a stack has addresses
		}
		add("document", w, nil)
	}
	slices.Sort(all)
	c, err := s.Counts(ctx)
	c.Bytes = 0
	add("counts", c, err)
	edits, err := s.Edits(ctx)
	add("edits", edits, err)
	feeds, err := s.Feeds(ctx)
	add("feeds", feeds, err)
	events, err := s.Events(ctx, casefile.Ask{Limit: 1 << 20})
	for _, e := range events.Events {
		add("event", e, err)
	}
	links, err := s.Links(ctx, casefile.LinkAsk{})
	add("links", links, err)
	counts, err := s.LinkCounts(ctx)
	add("waiting to be linked", counts[""], err)
	for k, err := range s.Documents(ctx) {
		sketches, err2 := s.Sketches(ctx, k.Document.ID)
		if err == nil {
			err = err2
		}
		add("sketch", sketches, err)
	}
	alerts, err := s.Alerts(ctx)
	add("alerts", alerts, err)
	for _, a := range alerts {
		fired, err := s.Fired(ctx, a.Name, 0)
		add("fired", fired, err)
		keys, err := s.FiredKeys(ctx, a.Name)
		add("keys", keys, err)
	}
	grades, err := s.Grades(ctx)
	add("grades", grades, err)
	owners, err := s.Owners(ctx)
	add("owners", owners, err)
	matrices, err := s.Matrices(ctx)
	add("hypotheses", matrices, err)
	sources, err := s.Sources(ctx, "", 100)
	add("sources", sources, err)
	for _, q := range []string{"", "northport", "type:ASSAULT", "outlet:echo", "is:failed"} {
		add("found "+q, fmt.Sprint(find(t, s, q).Total), nil)
	}
	return all
}
