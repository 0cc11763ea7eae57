package casefiletest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
)

// linked tests what a case keeps of links, alerts, grades and owners.
func linked(t *testing.T, open func(t *testing.T, name string) casefile.Store) {
	ctx := context.Background()
	must := func(t *testing.T, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var reports []casefile.Report
	var ids []hearsay.DocumentID
	for _, r := range []struct{ url, text string }{
		{"https://herald.example/1", "Soldiers attacked the depot on Friday, Ana Prado said."},
		{"https://courier.example/2", "The depot was attacked by soldiers on Friday, Ana Prado said."},
		{"https://echo.example/3", "The ferry was late, the harbour master said."},
	} {
		k := Report(t, r.url, "Depot", r.text)
		reports, ids = append(reports, k), append(ids, k.Document.ID)
	}
	fill := func(t *testing.T, name string) casefile.Store {
		t.Helper()
		s := open(t, name)
		_, err := s.Add(ctx, reports...)
		must(t, err)
		must(t, s.Work(ctx, casefile.Work{Workers: 2, Read: Read, Retry: soon}))
		return s
	}
	ref := func(n int, what string) hearsay.Ref {
		return hearsay.Ref{ID: ids[n].String() + what, URL: reports[n].Document.URL}
	}
	unlinked := func(t *testing.T, s casefile.Store) []hearsay.DocumentID {
		t.Helper()
		waiting, err := s.Unlinked(ctx, 10)
		must(t, err)
		var got []hearsay.DocumentID
		for _, w := range waiting {
			got = append(got, w.Document)
		}
		slices.SortFunc(got, func(a, b hearsay.DocumentID) int { return slices.Compare(a[:], b[:]) })
		return got
	}
	waiting := func(t *testing.T, s casefile.Store, want ...int) {
		t.Helper()
		var all []hearsay.DocumentID
		for _, n := range want {
			all = append(all, ids[n])
		}
		slices.SortFunc(all, func(a, b hearsay.DocumentID) int { return slices.Compare(a[:], b[:]) })
		if got := unlinked(t, s); !slices.Equal(got, all) {
			t.Errorf("%d wait to be linked, want %v", len(got), want)
		}
	}
	all := func(t *testing.T, s casefile.Store, a casefile.LinkAsk) []hearsay.Link {
		t.Helper()
		p, err := s.Links(ctx, a)
		must(t, err)
		return p.Links
	}
	// A copy, an event that both tell of, and a contradiction.
	copied := hearsay.Link{Kind: hearsay.LinkCopy, From: ref(1, ""), To: ref(0, ""), Direction: "from-to", Coverage: [2]float64{1, 0.5}, Confidence: 0.9,
		Passages: []hearsay.Passage{{From: hearsay.ReceiptFor(reports[1].Document.Text, hearsay.Span{Start: 0, End: 9}), To: hearsay.ReceiptFor(reports[0].Document.Text, hearsay.Span{Start: 0, End: 9}), Words: 2}}}
	event := hearsay.Link{Kind: hearsay.LinkSameEvent, From: ref(0, "#v1"), To: ref(1, "#v1"), Members: []hearsay.Ref{ref(0, "#v1"), ref(1, "#v1")}, Origins: 1,
		Why: []hearsay.Why{{Rule: "origins", Score: 1, Note: "1 independent origin"}}}
	against := hearsay.Link{Kind: hearsay.LinkContradiction, From: ref(0, "#v1"), To: ref(2, "#v1"), Differs: "count", Chains: [][]string{{"Ana Prado"}, {"the harbour master"}}}
	change := casefile.LinkChange{Document: ids[0], Links: []hearsay.Link{event, copied, against}, Edges: []casefile.Edge{
		edge(ids[0], 1, ids[1], 1, 0.9), edge(ids[0], 2, ids[2], 1, 0.3),
	}}

	t.Run("links", func(t *testing.T) {
		s := fill(t, "links")
		waiting(t, s, 0, 1, 2)
		must(t, s.KeepLinks(ctx, change))
		must(t, s.KeepLinks(ctx, change)) // again, in their place
		waiting(t, s, 1, 2)
		want := []hearsay.Link{against, copied, event}
		if diff := cmp.Diff(want, all(t, s, casefile.LinkAsk{})); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
		for _, x := range []struct {
			name string
			ask  casefile.LinkAsk
			want []hearsay.Link
		}{
			{"of a kind", casefile.LinkAsk{Kinds: []string{hearsay.LinkCopy}}, []hearsay.Link{copied}},
			{"of a report", casefile.LinkAsk{Document: ids[1]}, []hearsay.Link{copied, event}},
			{"from a report", casefile.LinkAsk{Document: ids[1], From: true}, []hearsay.Link{copied}},
			{"of an event", casefile.LinkAsk{Document: ids[0], Event: 1, Kinds: []string{hearsay.LinkSameEvent, hearsay.LinkContradiction}}, []hearsay.Link{against, event}},
			{"by id", casefile.LinkAsk{ID: event.ID()}, []hearsay.Link{event}},
			{"of none", casefile.LinkAsk{Document: ids[0], Event: 7}, nil},
		} {
			if diff := cmp.Diff(x.want, all(t, s, x.ask)); diff != "" {
				t.Errorf("%s: -want +got:\n%s", x.name, diff)
			}
			var names []casefile.LinkName
			for _, l := range x.want {
				names = append(names, casefile.LinkName{ID: l.ID(), Kind: l.Kind, Differs: l.Differs})
			}
			got, err := s.LinkNames(ctx, x.ask)
			must(t, err)
			if diff := cmp.Diff(names, got, cmpEmpty); diff != "" {
				t.Errorf("names %s: -want +got:\n%s", x.name, diff)
			}
		}
		var paged []hearsay.Link
		for a := (casefile.LinkAsk{Limit: 1}); ; {
			p, err := s.Links(ctx, a)
			must(t, err)
			paged = append(paged, p.Links...)
			if a.After = p.Next; a.After == "" {
				break
			}
		}
		if diff := cmp.Diff(want, paged); diff != "" {
			t.Errorf("in pages: -want +got:\n%s", diff)
		}
		n, err := s.LinkCounts(ctx)
		must(t, err)
		if diff := cmp.Diff(map[string]int{hearsay.LinkContradiction: 1, hearsay.LinkCopy: 1, hearsay.LinkSameEvent: 1, "": 2}, n); diff != "" {
			t.Errorf("-want +counted:\n%s", diff)
		}
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Links: []hearsay.Link{event}}))
		waiting(t, s, 1, 2)
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: ids[1], Gone: []string{copied.ID()}, Again: []hearsay.DocumentID{ids[0]}}))
		waiting(t, s, 0, 2)
		if got := all(t, s, casefile.LinkAsk{Kinds: []string{hearsay.LinkCopy}}); len(got) != 0 {
			t.Errorf("still there: %+v", got)
		}
	})

	t.Run("links go", func(t *testing.T) {
		for how, do := range map[string]func(t *testing.T, s casefile.Store){
			"read again": func(t *testing.T, s casefile.Store) {
				r, _, err := s.Reading(ctx, ids[0])
				must(t, err)
				must(t, s.Keep(ctx, r))
			},
			"corrected": func(t *testing.T, s casefile.Store) {
				r, _, err := s.Reading(ctx, ids[0])
				must(t, err)
				e, err := casefile.Resolve(r, "", "outlet", "Daily Echo")
				must(t, err)
				must(t, s.Correct(ctx, e))
			},
			"deleted": func(t *testing.T, s casefile.Store) { must(t, s.Delete(ctx, ids[0])) },
		} {
			t.Run(how, func(t *testing.T) {
				s := fill(t, "links "+how)
				for _, id := range ids {
					must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: id}))
				}
				must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: ids[0], Sketch: &casefile.Sketch{Document: ids[0], Day: 5, Prints: []uint64{1}}}))
				must(t, s.KeepLinks(ctx, change))
				waiting(t, s)
				do(t, s)
				if how == "deleted" {
					waiting(t, s, 1, 2)
				} else {
					waiting(t, s, 0, 1, 2)
				}
				if got := all(t, s, casefile.LinkAsk{}); len(got) != 0 {
					t.Errorf("links stay: %+v", got)
				}
				edges, err := s.Edges(ctx, 0, hearsay.ClaimID{Document: ids[1], Event: 1}, hearsay.ClaimID{Document: ids[2], Event: 1})
				if err != nil || len(edges) != 0 {
					t.Errorf("edges %+v, %v", edges, err)
				}
				by, err := s.Holders(ctx, casefile.HolderAsk{Kind: casefile.Print, Marks: []uint64{1}, Most: 9})
				if err != nil || len(by[0]) != 0 {
					t.Errorf("it is found by a mark: %v, %v", by, err)
				}
				problems, err := s.Check(ctx)
				if err != nil || len(problems) != 0 {
					t.Errorf("problems %+v, %v", problems, err)
				}
			})
		}
	})

	t.Run("read again while it is linked", func(t *testing.T) {
		s := fill(t, "turns")
		turn := func(id hearsay.DocumentID) int64 {
			t.Helper()
			all, err := s.Unlinked(ctx, 10)
			must(t, err)
			for _, w := range all {
				if w.Document == id {
					return w.Turn
				}
			}
			return 0
		}
		again := func(n int) {
			t.Helper()
			r, _, err := s.Reading(ctx, ids[n])
			must(t, err)
			must(t, s.Keep(ctx, r))
		}
		first := turn(ids[0])
		late := change
		late.Turn = first
		again(0)
		must(t, s.KeepLinks(ctx, late))
		waiting(t, s, 0, 1, 2)
		if got := all(t, s, casefile.LinkAsk{}); len(got) != 0 {
			t.Errorf("links of a reading that is gone are kept: %+v", got)
		}
		if next := turn(ids[0]); next <= first {
			t.Errorf("turn %d after %d", next, first)
		}
		late.Turn = turn(ids[0])
		must(t, s.KeepLinks(ctx, late))
		waiting(t, s, 1, 2)
		// A report that it was joined with is read again while it is linked anew.
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Again: ids[:1]}))
		late.Turn = turn(ids[0])
		again(1)
		must(t, s.KeepLinks(ctx, late))
		waiting(t, s, 0, 1, 2)
	})

	t.Run("topics", func(t *testing.T) {
		s := fill(t, "topics")
		untold := func(want ...string) (all []casefile.Untold) {
			t.Helper()
			all, err := s.Untold(ctx, 10)
			must(t, err)
			var got []string
			for _, u := range all {
				got = append(got, u.Topic)
			}
			if !slices.Equal(got, want) {
				t.Errorf("untold %q, want %q", got, want)
			}
			return all
		}
		const topic = "fighting in Bay"
		topical := event
		topical.Why = append(slices.Clone(event.Why), hearsay.Why{Rule: "topic", Score: 1, Note: topic})
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: ids[0], Links: []hearsay.Link{topical, copied}}))
		old := untold(topic)
		story := hearsay.Link{Kind: hearsay.LinkStory, From: event.From, To: event.To, Why: []hearsay.Why{{Rule: "topic", Score: 1, Note: topic}}}
		for _, kind := range []string{hearsay.LinkSameEvent, hearsay.LinkCopy} {
			want := []hearsay.Link{topical}
			if kind == hearsay.LinkCopy {
				want = nil
			}
			if diff := cmp.Diff(want, all(t, s, casefile.LinkAsk{Kinds: []string{kind}, Topic: topic})); diff != "" {
				t.Errorf("%s of a topic: -want +got:\n%s", kind, diff)
			}
		}
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Links: []hearsay.Link{topical}})) // it changed meanwhile
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Told: old[0], Links: []hearsay.Link{story}}))
		if got := all(t, s, casefile.LinkAsk{Kinds: []string{hearsay.LinkStory}}); len(got) != 0 {
			t.Errorf("a story of what is over is kept: %+v", got)
		}
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Told: untold(topic)[0], Links: []hearsay.Link{story}}))
		untold()
		if diff := cmp.Diff([]hearsay.Link{story}, all(t, s, casefile.LinkAsk{Kinds: []string{hearsay.LinkStory}, Topic: topic})); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: ids[0], Gone: []string{topical.ID()}}))
		untold(topic)
		must(t, s.KeepLinks(ctx, casefile.LinkChange{Told: untold(topic)[0], Links: []hearsay.Link{topical}}))
		must(t, s.Delete(ctx, ids[1]))
		untold(topic)
	})

	t.Run("edges", func(t *testing.T) {
		s := fill(t, "edges")
		must(t, s.KeepLinks(ctx, change))
		a, b, c := hearsay.ClaimID{Document: ids[0], Event: 1}, hearsay.ClaimID{Document: ids[1], Event: 1}, hearsay.ClaimID{Document: ids[2], Event: 1}
		got, err := s.Edges(ctx, 0.5, a, b, c)
		must(t, err)
		if diff := cmp.Diff([]casefile.Edge{edge(ids[0], 1, ids[1], 1, 0.9)}, got); diff != "" {
			t.Errorf("-want +got:\n%s", diff)
		}
		if got, err := s.Edges(ctx, 0, c); err != nil || len(got) != 1 || got[0].Probability != 0.3 {
			t.Errorf("edges %+v, %v", got, err)
		}
	})

	t.Run("marks", func(t *testing.T) {
		s := fill(t, "marks")
		const high = 1<<63 + 5
		sketches := []casefile.Sketch{
			{Document: ids[0], Day: 18750, Site: "herald", Whole: high, Prints: []uint64{3, high}, Clues: []uint64{3}},
			{Document: ids[1], Day: 18752, Site: "courier", Whole: 2, Prints: []uint64{high}},
			{Document: ids[2], Day: casefile.NoDay, Prints: []uint64{high, 9}},
		}
		keep := func(k casefile.Sketch) {
			t.Helper()
			must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: k.Document, Sketch: &k}))
		}
		for _, k := range append(sketches, sketches[0]) { // the first twice
			keep(k)
		}
		got, err := s.Sketches(ctx, ids[2], hearsay.DocumentID{1}, ids[0])
		must(t, err)
		if diff := cmp.Diff([]casefile.Sketch{sketches[2], {}, sketches[0]}, got, cmpEmpty); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
		for _, x := range []struct {
			name string
			ask  casefile.HolderAsk
			want [][]int
		}{
			{"of any day", casefile.HolderAsk{Kind: casefile.Print, Marks: []uint64{high, 3, 7}, Most: 9}, [][]int{{0, 1, 2}, {0}, {}}},
			{"another kind", casefile.HolderAsk{Kind: casefile.Clue, Marks: []uint64{high, 3}, Most: 9}, [][]int{{}, {0}}},
			{"of some days", casefile.HolderAsk{Kind: casefile.Print, Marks: []uint64{high}, First: 18751, Last: 18760, Most: 9}, [][]int{{1, 2}}},
			{"the first", casefile.HolderAsk{Kind: casefile.Print, Marks: []uint64{high}, Most: 2}, [][]int{{0, 1}}},
		} {
			by, err := s.Holders(ctx, x.ask)
			must(t, err)
			want := make([][]hearsay.DocumentID, len(x.want))
			for i, ns := range x.want {
				for _, n := range ns {
					want[i] = append(want[i], ids[n])
				}
			}
			if diff := cmp.Diff(want, by, cmpEmpty); diff != "" {
				t.Errorf("%s: -want +got:\n%s", x.name, diff)
			}
		}
		sketches[0].Prints = []uint64{4}
		keep(sketches[0])
		if by, err := s.Holders(ctx, casefile.HolderAsk{Kind: casefile.Print, Marks: []uint64{3, 4}, Most: 9}); err != nil || len(by[0]) != 0 || len(by[1]) != 1 {
			t.Errorf("after another sketch: %v, %v", by, err)
		}
	})

	t.Run("marks of one day", func(t *testing.T) {
		// Which holders are found does not depend on the order in which they came.
		inOrder := []hearsay.DocumentID{ids[0], ids[1], ids[2]}
		slices.SortFunc(inOrder, func(a, b hearsay.DocumentID) int { return slices.Compare(a[:], b[:]) })
		for n, order := range [][]int{{0, 1, 2}, {2, 1, 0}} {
			s := open(t, fmt.Sprint("marks of one day ", n))
			for _, i := range order {
				_, err := s.Add(ctx, reports[i])
				must(t, err)
			}
			must(t, s.Work(ctx, casefile.Work{Workers: 1, Read: Read, Retry: soon}))
			for _, i := range order {
				must(t, s.KeepLinks(ctx, casefile.LinkChange{Document: ids[i], Sketch: &casefile.Sketch{Document: ids[i], Day: 18750, Prints: []uint64{3}, Clues: []uint64{4}}}))
			}
			for _, a := range []casefile.HolderAsk{
				{Kind: casefile.Print, Marks: []uint64{3}, Most: 2},
				{Kind: casefile.Clue, Marks: []uint64{4}, First: 18740, Last: 18760, Most: 2},
			} {
				by, err := s.Holders(ctx, a)
				must(t, err)
				if !slices.Equal(by[0], inOrder[:2]) {
					t.Errorf("order %v: holders %v, want %v", order, by[0], inOrder[:2])
				}
			}
		}
	})

	t.Run("alone", func(t *testing.T) {
		s := fill(t, "alone")
		short, cancel := context.WithTimeout(ctx, 200*time.Millisecond)
		defer cancel()
		ran := false
		must(t, s.Alone(ctx, func(ctx context.Context) error {
			if err := s.Alone(short, func(context.Context) error { ran = true; return nil }); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("beside another: %v", err)
			}
			return nil
		}))
		if ran {
			t.Error("two ran at once")
		}
		must(t, s.Alone(ctx, func(context.Context) error { ran = true; return nil }))
		if !ran {
			t.Error("it did not run after the other")
		}
	})

	t.Run("alerts", func(t *testing.T) {
		s := fill(t, "alerts")
		at := time.Date(2021, 5, 4, 10, 0, 0, 0, time.UTC)
		want := []casefile.Alert{{Name: "depots", Query: "depot", Added: at}, {Name: "ferries", Query: "ferry type:CONSULT", Added: at}}
		for _, a := range []casefile.Alert{want[1], {Name: "depots", Query: "fuel"}, want[0]} {
			must(t, s.KeepAlert(ctx, a))
		}
		got, err := s.Alerts(ctx)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
		one := casefile.Find{At: at, Kind: "event", Keys: []string{"a", "b"}, Document: ids[0], Event: 1, Text: "The depot was attacked."}
		more := casefile.Find{At: at, Kind: "event", Keys: []string{"b", "c"}, Document: ids[1], Event: 1, Text: "The depot was attacked."}
		two := casefile.Find{At: at, Kind: "contradiction", Keys: []string{"d"}, Link: against.ID(), Text: "12 and 14"}
		for i, n := range []int{2, 0} {
			fresh, err := s.Fire(ctx, "depots", one, more, two)
			if err != nil || len(fresh) != n {
				t.Errorf("time %d: %d new, want %d; %v", i, len(fresh), n, err)
			}
		}
		if fresh, err := s.Fire(ctx, "depots", casefile.Find{Keys: []string{"c"}}); err != nil || len(fresh) != 0 {
			t.Errorf("a key that came with a known one is new: %v, %v", fresh, err)
		}
		if fresh, err := s.Fire(ctx, "ferries", one); err != nil || len(fresh) != 1 {
			t.Errorf("another alert: %v, %v", fresh, err)
		}
		fired, err := s.Fired(ctx, "depots", 0)
		must(t, err)
		one.Alert, two.Alert = "depots", "depots"
		if diff := cmp.Diff([]casefile.Find{two, one}, fired); diff != "" {
			t.Errorf("-fired +got:\n%s", diff)
		}
		if fired, err := s.Fired(ctx, "", 1); err != nil || len(fired) != 1 || fired[0].Alert != "ferries" {
			t.Errorf("of all: %v, %v", fired, err)
		}
		must(t, s.DropAlert(ctx, "depots"))
		if err := s.DropAlert(ctx, "depots"); !errors.Is(err, casefile.ErrNotFound) {
			t.Errorf("dropped twice: %v", err)
		}
		if fired, err := s.Fired(ctx, "depots", 0); err != nil || len(fired) != 0 {
			t.Errorf("after the drop: %v, %v", fired, err)
		}
	})

	t.Run("grades", func(t *testing.T) {
		s := fill(t, "grades")
		at := time.Date(2021, 5, 4, 10, 0, 0, 0, time.UTC)
		grades := []casefile.Grade{{Source: "Daily Herald", Grade: "B", By: "Ines", At: at}, {Source: "Daily Herald", By: "Ines", At: at, Note: "too early"}}
		for _, g := range grades {
			must(t, s.KeepGrade(ctx, g))
		}
		got, err := s.Grades(ctx)
		must(t, err)
		if diff := cmp.Diff(grades, got); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
		owners := []casefile.Owner{{Outlet: "Courier", Owner: "Bay Press"}, {Outlet: "Daily Herald", Owner: "Bay Press"}}
		must(t, s.KeepOwners(ctx, []casefile.Owner{{Outlet: "Echo", Owner: "Nobody"}}))
		must(t, s.KeepOwners(ctx, owners))
		now, err := s.Owners(ctx)
		must(t, err)
		if diff := cmp.Diff(owners, now); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
	})
}

// cmpEmpty takes nil and empty lists for the same.
var cmpEmpty = cmp.FilterPath(func(p cmp.Path) bool {
	v, w := p.Last().Values()
	return v.IsValid() && w.IsValid() && v.Kind().String() == "slice" && v.Len() == 0 && w.Len() == 0
}, cmp.Ignore())

// edge makes an edge with the lesser claim first.
func edge(a hearsay.DocumentID, v hearsay.EventID, b hearsay.DocumentID, w hearsay.EventID, p float64) casefile.Edge {
	e := casefile.Edge{A: hearsay.ClaimID{Document: a, Event: v}, B: hearsay.ClaimID{Document: b, Event: w}, Probability: p}
	if e.A.Compare(e.B) > 0 {
		e.A, e.B = e.B, e.A
	}
	return e
}
