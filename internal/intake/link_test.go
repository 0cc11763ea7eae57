package intake_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
	"hearsay/internal/casefile/sqlite"
	"hearsay/internal/intake"
	"hearsay/internal/link"
)

// The links of a case are those that package link finds in memory, in whatever
// order the reports came, and one at a time or all at once.
func TestLink(t *testing.T) {
	ctx := context.Background()
	reports := casefiletest.Bay()
	var readings []*hearsay.Reading
	for i := range reports {
		r, err := casefiletest.Read(ctx, &casefile.Kept{Report: reports[i]})
		if err != nil {
			t.Fatal(err)
		}
		readings = append(readings, r)
	}
	want := link.Of(readings).Links
	if len(want) == 0 {
		t.Fatal("nothing links the reports")
	}
	all := func(s casefile.Store) []hearsay.Link {
		p, err := s.Links(ctx, casefile.LinkAsk{})
		if err != nil {
			t.Fatal(err)
		}
		return slices.DeleteFunc(p.Links, func(l hearsay.Link) bool { return l.Kind == hearsay.LinkStory })
	}
	for n, step := range []int{len(reports), 1, 3} {
		s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), fmt.Sprint(n)), false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		order := slices.Clone(reports)
		if n > 0 {
			slices.Reverse(order)
		}
		for some := range slices.Chunk(order, step) {
			if _, err := s.Add(ctx, some...); err != nil {
				t.Fatal(err)
			}
			if err := s.Work(ctx, casefile.Work{Workers: 1, Read: casefiletest.Read}); err != nil {
				t.Fatal(err)
			}
			if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
				t.Fatal(err)
			}
		}
		if diff := cmp.Diff(want, all(s)); diff != "" {
			t.Errorf("%d at a time: -memory +case:\n%s", step, diff)
		}
		if n, err := intake.Link(ctx, s, intake.Linking{}); n != 0 || err != nil {
			t.Errorf("linked again: %d, %v", n, err)
		}
		if step != 1 {
			continue
		}
		// What is read again is linked again, to the same end; what goes takes its links.
		if err := s.Keep(ctx, readings[0]); err != nil {
			t.Fatal(err)
		}
		if n, err := intake.Link(ctx, s, intake.Linking{}); n == 0 || err != nil {
			t.Errorf("after another reading %d were linked, %v", n, err)
		}
		if diff := cmp.Diff(want, all(s)); diff != "" {
			t.Errorf("read again: -before +after:\n%s", diff)
		}
		if err := s.Delete(ctx, readings[0].Document.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(link.Of(readings[1:]).Links, all(s)); diff != "" {
			t.Errorf("deleted: -never there +gone:\n%s", diff)
		}
	}
}

// crowd are so many reports of one day with the same words that not all of them
// are compared with each other.
func crowd(t *testing.T) []casefile.Report {
	const wire = "Soldiers attacked the fuel depot above Harrow Bay on Friday, the harbour office said, at an hour at which all of its tankers lay at the northern pier, between the old lighthouse and the low sheds of the customs."
	var out []casefile.Report
	for i := range 70 {
		out = append(out, casefiletest.Report(t, fmt.Sprintf("https://paper%d.example/1", i), "Depot", fmt.Sprintf("%s This is paper number %d.", wire, i)))
		out[i].Document.Outlet = fmt.Sprintf("Paper %d", i)
	}
	return out
}

// Reports that came in another order are linked the same, where more have the same
// words than are compared, too.
func TestLinkOrder(t *testing.T) {
	if testing.Short() {
		t.Skip("hundreds of placings")
	}
	ctx := context.Background()
	reports := crowd(t)
	var want []hearsay.Link
	for n := range 2 {
		s, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), fmt.Sprint(n)), false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if n == 1 {
			slices.Reverse(reports)
		}
		if _, err := s.Add(ctx, reports...); err != nil {
			t.Fatal(err)
		}
		if err := s.Work(ctx, casefile.Work{Workers: 1, Read: casefiletest.Read}); err != nil {
			t.Fatal(err)
		}
		if _, err := intake.Link(ctx, s, intake.Linking{}); err != nil {
			t.Fatal(err)
		}
		p, err := s.Links(ctx, casefile.LinkAsk{})
		if err != nil {
			t.Fatal(err)
		}
		copies := 0
		for _, l := range p.Links {
			if l.Kind == hearsay.LinkCopy {
				copies++
			}
		}
		if pairs := len(reports) * (len(reports) - 1) / 2; copies == 0 || copies >= pairs {
			t.Errorf("%d of %d pairs are copies: the test is of what is not compared", copies, pairs)
		}
		if n == 0 {
			want = p.Links
		} else if diff := cmp.Diff(want, p.Links); diff != "" {
			t.Errorf("-one order +the other:\n%s", diff)
		}
	}
}
