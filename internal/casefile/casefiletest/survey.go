package casefiletest

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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
	sites, err := s.Sites(ctx)
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
