package casefiletest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// survey tests the part of the contract about a case as a whole.
func survey(t *testing.T, open func(t *testing.T, name string) casefile.Store) {
	ctx := t.Context()
	s := open(t, "survey")
	empty, err := s.Events(ctx, casefile.Ask{})
	if err != nil || empty.Total != 0 || empty.Events == nil {
		t.Errorf("events of an empty case: %+v, %v", empty, err)
	}
	second := Report(t, "https://herald.example/2", "Depot quiet", "Soldiers had not attacked the depot, Ana Prado said. Will they leave?")
	if _, err := s.Add(ctx, Report(t, "https://herald.example/1", "Depot burns", "Soldiers attacked the depot on Friday, Ana Prado said. A sailor said so too."), second); err != nil {
		t.Fatal(err)
	}
	if err := s.Work(ctx, casefile.Work{Read: Read, Retry: soon}); err != nil {
		t.Fatal(err)
	}

	for name, want := range map[string]int{"": 2, "ANA PRADO": 1, "nobody": 0} {
		sources, err := s.Sources(ctx, name, 2)
		if err != nil || len(sources) != want {
			t.Errorf("sources %q: %+v, %v", name, sources, err)
		}
		if want > 0 && (sources[0].Name != "Ana Prado" || sources[0].Reports != 2 || sources[0].Outlets != 1 || sources[0].Unnamed != 0) {
			t.Errorf("the first source is %+v", sources[0])
		}
	}
	outlets, err := s.Outlets(ctx)
	if diff := cmp.Diff([]casefile.Tally{{Name: "Daily Herald", Reports: 2, Records: 2}}, outlets); diff != "" || err != nil {
		t.Errorf("outlets: %v\n%s", err, diff)
	}

	n, err := query.Parse("type:assault status:happened")
	if err != nil {
		t.Fatal(err)
	}
	happened, err := s.Events(ctx, casefile.Ask{Query: n})
	if err != nil || happened.Total != 1 || happened.Events[0].Words != "attacked" || happened.Events[0].Title != "Depot burns" {
		t.Fatalf("what happened: %+v, %v", happened, err)
	}
	if diff := cmp.Diff([]string{"Ana Prado"}, happened.Events[0].Chain); diff != "" {
		t.Errorf("its chain: %s", diff)
	}
	types, err := s.Types(ctx)
	all, err2 := s.Events(ctx, casefile.Ask{Limit: 1})
	sum := 0
	for _, x := range types {
		sum += x.Records
	}
	if err != nil || err2 != nil || sum != all.Total || len(all.Events) != 1 || all.Next == "" {
		t.Errorf("types %+v, events %+v, %v, %v", types, all, err, err2)
	}
	seen := make(map[string]bool)
	for after, more := "", true; more; more = after != "" {
		p, err := s.Events(ctx, casefile.Ask{Limit: 1, After: after})
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range p.Events {
			seen[e.Document.String()+e.Event.String()] = true
		}
		after = p.Next
	}
	if len(seen) != all.Total {
		t.Errorf("%d events on the pages of %d", len(seen), all.Total)
	}
	events := 0
	sites, err := s.Sites(ctx, casefile.Ask{})
	for _, x := range sites {
		events += x.Events
	}
	if err != nil || events != all.Total {
		t.Errorf("sites %+v, %v", sites, err)
	}
	questions, err := s.Questions(ctx, "question", 5)
	if err != nil || len(questions) != 1 || questions[0].Document != second.Document.ID {
		t.Errorf("questions %+v, %v", questions, err)
	}
	findings, err := s.Findings(ctx)
	if err != nil || len(findings) == 0 {
		t.Errorf("findings %+v, %v", findings, err)
	}
	if err := s.Delete(ctx, second.Document.ID); err != nil {
		t.Fatal(err)
	}
	if left, err := s.Questions(ctx, "question", 5); err != nil || len(left) != 0 {
		t.Errorf("questions after their report went: %+v, %v", left, err)
	}
}

// views tests what is asked for by those who look at a case: single claims,
// dates, forecasts with their outcomes, hypotheses.
func views(t *testing.T, open func(t *testing.T, name string) casefile.Store) {
	ctx := t.Context()
	s := open(t, "views")
	if err := KeepBay(ctx, s); err != nil {
		t.Fatal(err)
	}
	all, err := s.Events(ctx, casefile.Ask{Limit: 1000})
	if err != nil || len(all.Events) < 20 {
		t.Fatalf("events %+v, %v", all, err)
	}
	of := all.Events[3].Document
	count := 0
	for _, e := range all.Events {
		if e.Document == of {
			count++
		}
	}
	for _, x := range []struct {
		only []hearsay.DocumentID
		want int
	}{{[]hearsay.DocumentID{of}, count}, {[]hearsay.DocumentID{of, {1}}, count}, {[]hearsay.DocumentID{{1}}, 0}} {
		p, err := s.Events(ctx, casefile.Ask{Limit: 1000, Only: x.only})
		if err != nil || len(p.Events) != x.want || p.Total != x.want {
			t.Errorf("of %d reports: %d events of %d, want %d; %v", len(x.only), len(p.Events), p.Total, x.want, err)
		}
		for _, e := range p.Events {
			if e.Document != of {
				t.Errorf("an event of another report: %+v", e)
			}
		}
	}
	ids := []hearsay.ClaimID{{Document: all.Events[3].Document, Event: all.Events[3].Event}, {Document: all.Events[0].Document, Event: 999}, {Document: all.Events[0].Document}}
	claims, err := s.Claims(ctx, ids...)
	if err != nil || len(claims) != 2 || claims[1].Title != all.Events[0].Title || claims[1].Words != "" {
		t.Fatalf("claims %+v, %v", claims, err)
	}
	if diff := cmp.Diff(all.Events[3], claims[0]); diff != "" {
		t.Errorf("a claim by its id: %s", diff)
	}
	denied, err := query.Parse("type:ASSAULT")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range []casefile.Ask{{}, {Query: denied}} {
		want, err := s.Events(ctx, a)
		if err != nil {
			t.Fatal(err)
		}
		dates, err := s.Dates(ctx, a)
		sites, err2 := s.Sites(ctx, a)
		n, m := 0, 0
		for _, d := range dates {
			n += d.Events
		}
		for _, x := range sites {
			m += x.Events
		}
		if err != nil || err2 != nil || n != want.Total || m != want.Total {
			t.Errorf("%d events at places and %d on days, of %d: %v, %v", m, n, want.Total, err, err2)
		}
	}
	due, err := s.Due(ctx, "2021-06-15", 10)
	if err != nil || len(due) == 0 || due[0].Due <= "2021-06-15" {
		t.Fatalf("due %+v, %v", due, err)
	}
	if _, err := casefile.Correct(ctx, s, due[0].Document.String(), due[0].Question.String(), "outcome", "no", "Ana", ""); err != nil {
		t.Fatal(err)
	}
	settled, err := s.Settled(ctx)
	if err != nil || len(settled) != 1 || settled[0].Outcome != "no" || settled[0].Question != due[0].Question || settled[0].Span.IsEmpty() {
		t.Errorf("settled %+v, %v", settled, err)
	}
	if again, err := s.Due(ctx, "2021-06-15", 10); err != nil || len(again) != len(due)-1 {
		t.Errorf("due after one is settled: %+v, %v", again, err)
	}
	matrices(t, s, ids[0])
	published, err := s.Published(ctx)
	if len(published) != len(Bay()) || published[claims[0].Document] != claims[0].Outlet || err != nil {
		t.Errorf("%d reports are published, %q: %v", len(published), published[claims[0].Document], err)
	}
	makers, err := s.Makers(ctx)
	if counts, err2 := s.Counts(ctx); err != nil || err2 != nil || len(makers) != 1 || makers[0].Readings != counts.Read || makers[0].Reading == "" {
		t.Errorf("readings were made by %+v: %v, %v", makers, err, err2)
	}
	ref := func(n int) hearsay.Ref { return hearsay.Ref{ID: all.Events[n].Document.String() + "#v1"} }
	var others []int // the first event of two other reports
	for i, e := range all.Events {
		if e.Document != all.Events[0].Document && (len(others) == 0 || e.Document != all.Events[others[0]].Document) && len(others) < 2 {
			others = append(others, i)
		}
	}
	two := hearsay.Link{Kind: hearsay.LinkSameEvent, From: ref(0), To: ref(others[0])}
	three := hearsay.Link{Kind: hearsay.LinkSameEvent, From: ref(others[0]), To: ref(0), Members: []hearsay.Ref{ref(others[1])}}
	if err := s.KeepLinks(ctx, casefile.LinkChange{Document: all.Events[0].Document, Links: []hearsay.Link{two, three}}); err != nil {
		t.Fatal(err)
	}
	leading, err := s.Leading(ctx, hearsay.LinkSameEvent, 5)
	if diff := cmp.Diff([]string{three.ID(), two.ID()}, idsOf(leading)); diff != "" || err != nil {
		t.Errorf("the links of most reports: %v\n%s", err, diff)
	}
	if none, err := s.Leading(ctx, hearsay.LinkCopy, 5); err != nil || none == nil || len(none) != 0 {
		t.Errorf("links of a kind that there is none of: %+v, %v", none, err)
	}
}

func idsOf(links []hearsay.Link) (ids []string) {
	for i := range links {
		ids = append(ids, links[i].ID())
	}
	return ids
}

func matrices(t *testing.T, s casefile.Store, claim hearsay.ClaimID) {
	ctx := t.Context()
	m := casefile.Matrix{ID: "who-fired", Question: "Who fired?", Hypotheses: []string{"the navy", "the militia"}, By: "Ana", At: time.Unix(1, 0).UTC(),
		Evidence: []casefile.Evidence{{Claim: claim, Words: "It denies it.", Says: []int{-1, 1}}}}
	wrong := m
	wrong.Evidence = []casefile.Evidence{{Claim: claim, Says: []int{3, 0}}}
	if err := s.KeepMatrix(ctx, wrong); hearsay.KindOf(err) != hearsay.Invalid {
		t.Errorf("a matrix that says 3: %v", err)
	}
	if err := s.KeepMatrix(ctx, m); err != nil {
		t.Fatal(err)
	}
	m.Note = "changed"
	if err := s.KeepMatrix(ctx, m); err != nil {
		t.Fatal(err)
	}
	all, err := s.Matrices(ctx)
	if diff := cmp.Diff([]casefile.Matrix{m}, all); diff != "" || err != nil {
		t.Errorf("hypotheses: %v\n%s", err, diff)
	}
	if err := s.DropMatrix(ctx, m.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.DropMatrix(ctx, m.ID); !errors.Is(err, casefile.ErrNotFound) {
		t.Errorf("hypotheses dropped twice: %v", err)
	}
}
