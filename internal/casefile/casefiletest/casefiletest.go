// Package casefiletest is the contract of [casefile.Store]: the tests that every
// engine must pass.
package casefiletest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/page"
	"hearsay/internal/query"
	"hearsay/internal/reading"
)

// Report returns an invented report as it would be added.
func Report(t testing.TB, url, title, text string) casefile.Report {
	t.Helper()
	p, err := page.Parse([]byte(title+"\n\n"+text), page.Options{URL: url, ContentType: "text/plain", Published: "2021-05-04"})
	if err != nil {
		t.Fatal(err)
	}
	p.Document.Outlet = "Daily Herald"
	return casefile.Report{Document: p.Document, Findings: p.Findings}
}

// Read reads by rules alone: quick, and enough for what is tested here.
func Read(_ context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
	return reading.New(nil, reading.Options{}).Read(k.Document, k.Findings), nil
}

var soon = func(int) time.Duration { return time.Millisecond }

// Run runs the contract. open opens the case called name, empty at first, and
// again what is in it when called again.
func Run(t *testing.T, open func(t *testing.T, name string) casefile.Store) {
	ctx := context.Background()
	add := func(t *testing.T, s casefile.Store, reports ...casefile.Report) []casefile.Outcome {
		t.Helper()
		out, err := s.Add(ctx, reports...)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	work := func(t *testing.T, s casefile.Store) {
		t.Helper()
		if err := s.Work(ctx, casefile.Work{Workers: 2, Read: Read, Retry: soon}); err != nil {
			t.Fatal(err)
		}
	}
	counts := func(t *testing.T, s casefile.Store) casefile.Counts {
		t.Helper()
		c, err := s.Counts(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	depot := Report(t, "https://herald.example/1", "Depot burns", "Soldiers attacked the depot on Friday, Ana Prado said.")
	ferry := Report(t, "https://herald.example/2", "Ferry late", "The ferry was late, the harbour master said.")

	t.Run("survey", func(t *testing.T) { survey(t, open) })
	t.Run("views", func(t *testing.T) { views(t, open) })
	t.Run("linked", func(t *testing.T) { linked(t, open) })

	t.Run("add", func(t *testing.T) {
		s := open(t, "add")
		if got := add(t, s, depot, ferry, depot); !slices.Equal(got, []casefile.Outcome{casefile.Added, casefile.Added, casefile.Known}) {
			t.Errorf("outcomes %v", got)
		}
		before := counts(t, s)
		if got := add(t, s, depot, ferry); !slices.Equal(got, []casefile.Outcome{casefile.Known, casefile.Known}) {
			t.Errorf("outcomes when added again: %v", got)
		}
		after := counts(t, s)
		before.Bytes, after.Bytes = 0, 0
		if before != after || after.Documents != 2 || after.Waiting != 2 {
			t.Errorf("adding again changed %+v to %+v", before, after)
		}
		k, err := s.Document(ctx, depot.Document.ID.String()[:12])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(depot.Document, k.Document); diff != "" {
			t.Errorf("-added +kept:\n%s", diff)
		}
	})

	t.Run("versions", func(t *testing.T) {
		s := open(t, "versions")
		changed := Report(t, "https://herald.example/1", "Depot burns", "Soldiers attacked the depot on Saturday, Ana Prado said.")
		moved := depot
		moved.Document.URL = "https://other.example/1"
		if got := add(t, s, depot, changed, moved, changed); !slices.Equal(got, []casefile.Outcome{casefile.Added, casefile.Version, casefile.Version, casefile.Known}) {
			t.Errorf("outcomes %v", got)
		}
		seen, err := s.Versions(ctx, "https://herald.example/1")
		if err != nil || len(seen) != 2 || seen[0].Document != depot.Document.ID || seen[1].Document != changed.Document.ID || seen[0].Published != "2021-05-04" {
			t.Errorf("versions %+v, %v", seen, err)
		}
	})

	t.Run("work", func(t *testing.T) {
		s := open(t, "work")
		foreign := ferry
		foreign.Document.Text += "\nLa nef est en retard."
		foreign.Document.ID, foreign.Document.Language = hearsay.IDOf(foreign.Document.Text), "fr"
		broken := casefile.Report{Document: hearsay.Document{Name: "picture.png"}, Error: "it is no text", Source: []byte{1, 2, 3}}
		if got := add(t, s, depot, ferry, foreign, broken); got[3] != casefile.Failed {
			t.Errorf("outcomes %v", got)
		}
		if q, err := s.Queue(ctx); err != nil || q.Waiting != 2 || q.Running+q.Retrying+q.Unlinked+q.Workers != 0 || q.Oldest < 0 || q.Oldest > time.Minute {
			t.Errorf("queue %+v, %v", q, err)
		}
		var reads atomic.Int64
		err := s.Work(ctx, casefile.Work{Workers: 2, Retry: soon, Read: func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
			reads.Add(1)
			return Read(ctx, k)
		}})
		if err != nil {
			t.Fatal(err)
		}
		c := counts(t, s)
		if c.Read != 2 || c.OtherLanguage != 1 || c.Broken != 1 || c.Waiting != 0 || reads.Load() != 2 {
			t.Errorf("%+v after %d readings", c, reads.Load())
		}
		r, edits, err := s.Reading(ctx, depot.Document.ID)
		if err != nil || r == nil || len(edits) != 0 {
			t.Fatalf("reading %v, edits %v, %v", r, edits, err)
		}
		want, _ := Read(ctx, &casefile.Kept{Report: depot})
		if diff := cmp.Diff(want.Attributions, r.Attributions); diff != "" {
			t.Errorf("-read +kept:\n%s", diff)
		}
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
		k, err := s.Document(ctx, find(t, s, "is:failed").Hits[0].Document.String())
		if err != nil || k.Error != "it is no text" || string(k.Source) != "\x01\x02\x03" {
			t.Errorf("kept as failed: %+v, %v", k, err)
		}
	})

	t.Run("poison", func(t *testing.T) {
		s := open(t, "poison")
		add(t, s, depot, ferry)
		var tried atomic.Int64
		poison := func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
			if k.Document.ID == depot.Document.ID {
				tried.Add(1)
				panic("a bad word")
			}
			return Read(ctx, k)
		}
		if err := s.Work(ctx, casefile.Work{Workers: 2, Read: poison, Retry: soon}); err != nil {
			t.Fatal(err)
		}
		if c := counts(t, s); c.Read != 1 || c.Broken != 1 || tried.Load() != 4 {
			t.Errorf("%+v after %d tries", c, tried.Load())
		}
		k, err := s.Document(ctx, depot.Document.ID.String())
		if err != nil || !strings.Contains(k.Error, "a bad word") || !strings.Contains(k.Error, "goroutine") {
			t.Errorf("error %q, %v", k.Error, err)
		}
		if all, err := casefile.Check(ctx, s, nil); err != nil || len(all) != 1 || !strings.Contains(all[0].Text, "a bad word") || !strings.Contains(all[0].Detail, "goroutine") {
			t.Errorf("problems %+v, %v", all, err)
		}
		n, err := s.Again(ctx, func(k *casefile.Kept) bool { return k.State == casefile.Broken })
		if err != nil || n != 1 {
			t.Fatalf("again: %d, %v", n, err)
		}
		work(t, s)
		if c := counts(t, s); c.Read != 2 || c.Broken != 0 {
			t.Errorf("after the mending: %+v", c)
		}
	})

	t.Run("interrupted", func(t *testing.T) {
		s := open(t, "interrupted")
		var reports []casefile.Report
		for i := range 30 {
			reports = append(reports, Report(t, fmt.Sprintf("https://herald.example/n%d", i), fmt.Sprintf("Report %d", i), "The ferry was late, the harbour master said."))
		}
		add(t, s, reports...)
		stop, cancel := context.WithCancel(ctx)
		var n atomic.Int64
		err := s.Work(stop, casefile.Work{Workers: 2, Retry: soon, Read: func(ctx context.Context, k *casefile.Kept) (*hearsay.Reading, error) {
			if n.Add(1) == 7 {
				cancel()
			}
			return Read(ctx, k)
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		cancel()
		s.Close()
		s = open(t, "interrupted")
		work(t, s)
		if c := counts(t, s); c.Read != 30 || c.Waiting != 0 {
			t.Errorf("%+v", c)
		}
	})

	t.Run("reread", func(t *testing.T) {
		s := open(t, "reread")
		add(t, s, depot, ferry)
		work(t, s)
		before := counts(t, s)
		n, err := s.Again(ctx, func(k *casefile.Kept) bool { return k.Document.ID == depot.Document.ID })
		if err != nil || n != 1 {
			t.Fatalf("again: %d, %v", n, err)
		}
		if n, _ := s.Again(ctx, func(k *casefile.Kept) bool { return true }); n != 1 {
			t.Errorf("again while one waits: %d more; want the other alone", n)
		}
		work(t, s)
		after := counts(t, s)
		before.Bytes, after.Bytes = 0, 0
		if before != after {
			t.Errorf("reading again changed %+v to %+v", before, after)
		}
	})

	t.Run("find", func(t *testing.T) {
		s := open(t, "find")
		add(t, s, depot, ferry)
		work(t, s)
		for q, want := range map[string]int{
			"": 2, "depot": 1, "attacking": 1, `"the depot"`: 1, `"depot the"`: 0, "NOT depot": 1, "depot OR ferry": 2, "ferry -late": 0,
			"source:prado": 1, "act:say": 2, "outlet:herald": 2, "since:2021-06": 0, "until:2021": 2, "is:read": 2, "is:waiting": 0, "title:ferry": 1, "url:example/2": 1,
			"language:en": 2, "mentions:prado": 1, "ferry source:prado": 0, "mentions:an": 0, "mentions:ana": 1,
			"depot ferry": 0, "(depot OR ferry) -late": 1, "title:(depot OR ferry)": 2, "depot (burns OR late)": 1, "depot OR source:master": 2, "depot -source:prado": 0, "-depot -ferry": 0,
			"ferry -(late depot)": 1, "depot (- OR late)": 1, "(-late) ferry": 0, "source:(prado OR master)": 2, "-": 2,
		} {
			if got := find(t, s, q); got.Total != want || len(got.Hits) != want {
				t.Errorf("find %q: %d, want %d", q, got.Total, want)
			}
		}
		hit := find(t, s, "attacking").Hits[0]
		if len(hit.Snippets) == 0 || !strings.Contains(hit.Snippets[0].Text, "attacked") || hit.Title != "Depot burns" {
			t.Errorf("hit %+v", hit)
		}
		for _, q := range []string{"since:yesterday", "dead:many", "is:lost"} {
			n, err := query.Parse(q)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := s.Find(ctx, casefile.Ask{Query: n}); err == nil || !strings.Contains(err.Error(), "column 1") {
				t.Errorf("find %q: %v", q, err)
			}
		}
		all, _ := query.Parse("")
		first, err := s.Find(ctx, casefile.Ask{Query: all, Limit: 1})
		if err != nil || len(first.Hits) != 1 || first.Next == "" {
			t.Fatalf("%+v, %v", first, err)
		}
		second, err := s.Find(ctx, casefile.Ask{Query: all, Limit: 1, After: first.Next})
		if err != nil || len(second.Hits) != 1 || second.Next != "" || second.Hits[0].Document == first.Hits[0].Document {
			t.Errorf("%+v, %v", second, err)
		}
	})

	t.Run("correct", func(t *testing.T) {
		s := open(t, "correct")
		add(t, s, depot)
		work(t, s)
		r, _, err := s.Reading(ctx, depot.Document.ID)
		if err != nil {
			t.Fatal(err)
		}
		e, err := casefile.Resolve(r, "E1", "country", "AST")
		if err != nil {
			t.Fatal(err)
		}
		e.At, e.By = time.Date(2021, 5, 5, 0, 0, 0, 0, time.UTC), "Ines"
		if err := s.Correct(ctx, e); err != nil {
			t.Fatal(err)
		}
		check := func() {
			t.Helper()
			r, edits, err := s.Reading(ctx, depot.Document.ID)
			if err != nil || len(edits) != 1 {
				t.Fatalf("edits %v, %v", edits, err)
			}
			over, left := casefile.Overlay(r, edits)
			if over.Entities[0].Country != "AST" || len(left) != 0 {
				t.Errorf("country %q, left over %v", over.Entities[0].Country, left)
			}
			if got := find(t, s, "mentions:AST"); got.Total != 1 {
				t.Errorf("the corrected country is found %d times", got.Total)
			}
		}
		check()
		if _, err := s.Again(ctx, func(*casefile.Kept) bool { return true }); err != nil {
			t.Fatal(err)
		}
		work(t, s)
		check()
		all, err := s.Edits(ctx)
		if err != nil || len(all) != 1 || all[0] != e {
			t.Errorf("edits %+v, %v", all, err)
		}
	})

	t.Run("delete", func(t *testing.T) {
		s := open(t, "delete")
		add(t, s, depot, ferry)
		work(t, s)
		if err := s.Delete(ctx, depot.Document.ID); err != nil {
			t.Fatal(err)
		}
		if c := counts(t, s); c.Documents != 1 || c.Read != 1 || c.Versions != 1 {
			t.Errorf("%+v", c)
		}
		if got := find(t, s, "depot"); got.Total != 0 {
			t.Errorf("its words are found %d times", got.Total)
		}
		if err := s.Delete(ctx, depot.Document.ID); !errors.Is(err, casefile.ErrNotFound) {
			t.Errorf("deleted twice: %v", err)
		}
	})

	t.Run("check", func(t *testing.T) {
		s := open(t, "check")
		add(t, s, depot, casefile.Report{Document: hearsay.Document{Name: "x.bin"}, Error: "no text", Source: []byte("x")})
		work(t, s)
		problems, err := casefile.Check(ctx, s, nil)
		if err != nil || len(problems) != 1 || problems[0].Kind != "failed" {
			t.Errorf("problems %+v, %v", problems, err)
		}
	})

	t.Run("feeds", func(t *testing.T) {
		s := open(t, "feeds")
		at := time.Date(2021, 5, 4, 10, 0, 0, 0, time.UTC)
		want := []casefile.Feed{
			{URL: "https://a.example/rss", Interval: time.Minute},
			{URL: "https://b.example/rss", Interval: time.Hour, ETag: `"7"`, Modified: "yesterday", Checked: at, Changed: at, Failures: 2, Error: "no answer", Added: 3},
		}
		for _, f := range []casefile.Feed{{URL: want[1].URL}, want[1], want[0]} {
			if err := s.KeepFeed(ctx, f); err != nil {
				t.Fatal(err)
			}
		}
		got, err := s.Feeds(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("-kept +got:\n%s", diff)
		}
		if due := got[0].Due(); !due.IsZero() {
			t.Errorf("a new feed is due %v", due)
		}
		if due := got[1].Due(); !due.Equal(at.Add(4 * time.Hour)) {
			t.Errorf("after two failures it is due %v", due)
		}
		if err := s.DropFeed(ctx, want[0].URL); err != nil {
			t.Error(err)
		}
		if err := s.DropFeed(ctx, want[0].URL); !errors.Is(err, casefile.ErrNotFound) {
			t.Errorf("dropped again: %v", err)
		}
		if got, err = s.Feeds(ctx); err != nil || len(got) != 1 || got[0].URL != want[1].URL {
			t.Errorf("%+v, %v are left", got, err)
		}
	})

	t.Run("order", func(t *testing.T) {
		order := func(reports ...casefile.Report) (all []hearsay.DocumentID) {
			s := open(t, fmt.Sprintf("order%d", len(reports[0].Document.Text)))
			for _, r := range reports {
				add(t, s, r)
			}
			for k, err := range s.Documents(ctx) {
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, k.Document.ID)
			}
			return all
		}
		if a, b := order(depot, ferry), order(ferry, depot); !slices.Equal(a, b) {
			t.Errorf("the order depends on that of adding: %v, %v", a, b)
		}
	})

	t.Run("not there", func(t *testing.T) {
		s := open(t, "nothing")
		for _, prefix := range []string{"", "zz", "0123456789"} {
			if _, err := s.Document(ctx, prefix); !errors.Is(err, casefile.ErrNotFound) {
				t.Errorf("document %q: %v", prefix, err)
			}
		}
		if _, _, err := s.Reading(ctx, hearsay.DocumentID{}); !errors.Is(err, casefile.ErrNotFound) {
			t.Errorf("reading: %v", err)
		}
	})
}

// find answers a question that is well written.
func find(t testing.TB, s casefile.Store, q string) *casefile.Page {
	t.Helper()
	n, err := query.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Find(context.Background(), casefile.Ask{Query: n})
	if err != nil {
		t.Fatalf("find %q: %v", q, err)
	}
	return p
}
