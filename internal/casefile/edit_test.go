package casefile_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/casefile/casefiletest"
)

// readings returns generated readings with events, attributions and entities.
func readings(t *testing.T) (all []*hearsay.Reading) {
	t.Helper()
	for _, r := range casefiletest.Many(5) {
		if len(r.Events) > 0 && len(r.Attributions) > 0 && len(r.Entities) > 1 {
			all = append(all, r)
		}
	}
	if len(all) < 2 {
		t.Fatal("no readings with records to correct")
	}
	return all
}

// records returns the ids of the first records of each kind that can be corrected.
func records(r *hearsay.Reading) []string {
	ids := []string{"d"}
	for kind, n := range map[string]int{"v": len(r.Events), "p": len(r.Places), "t": len(r.Times), "a": len(r.Attributions), "E": len(r.Entities)} {
		for i := range min(n, 3) {
			ids = append(ids, fmt.Sprintf("%s%d", kind, i+1))
		}
	}
	slices.Sort(ids)
	return ids
}

// values are tried for every field of every record, the right and the wrong.
var values = []string{"", "yes", "E1", "E2", "p0", "denied", "2021-05-01", "2021", "12", "deny", "35.1 36.7", "Zoë", "AST"}

// TestOverlayValidates lays every correction that Resolve takes over its reading:
// the result must validate, and the reading be as it was.
func TestOverlayValidates(t *testing.T) {
	taken := 0
	for _, r := range readings(t)[:2] {
		before := copyOf(t, r)
		for _, id := range records(r) {
			for _, field := range casefile.Fields[id[:1]] {
				for _, v := range values {
					e, err := casefile.Resolve(r, id, field, v)
					if err != nil {
						continue
					}
					taken++
					over, left := casefile.Overlay(r, []casefile.Edit{e})
					if len(left) > 0 {
						t.Errorf("%s %s=%s is left over", id, field, v)
					}
					if err := over.Validate(); err != nil {
						t.Errorf("%s %s=%s: %v", id, field, v, err)
					}
				}
			}
		}
		if diff := cmp.Diff(before, r); diff != "" {
			t.Fatalf("corrections changed the reading itself:\n%s", diff)
		}
	}
	if taken < 100 {
		t.Errorf("only %d corrections were tried", taken)
	}
}

// copyOf copies a reading by laying an edit over it that is left over.
func copyOf(t *testing.T, r *hearsay.Reading) *hearsay.Reading {
	t.Helper()
	over, left := casefile.Overlay(r, []casefile.Edit{{Record: "v", Field: "gone", Span: hearsay.Receipt{Span: hearsay.Span{Start: -1, End: -1}}}})
	if len(left) != 1 {
		t.Fatal("an edit of nothing is not left over")
	}
	return over
}

// TestUndo sets fields and sets them back to what stood there: nothing of them
// must differ then.
func TestUndo(t *testing.T) {
	for _, r := range readings(t) {
		for _, tt := range []struct{ id, field, value string }{
			{"E1", "name", "Another"}, {"E1", "country", "AST"}, {"E1", "sector", "MIL"}, {"v1", "status", "denied"}, {"v1", "mode", ""}, {"a1", "act", "deny"}, {"d", "title", "Another title"}, {"d", "outlet", "Another"},
		} {
			e, err := casefile.Resolve(r, tt.id, tt.field, tt.value)
			if err != nil {
				t.Errorf("%s %s: %v", tt.id, tt.field, err)
				continue
			}
			over, _ := casefile.Overlay(r, []casefile.Edit{e})
			back, err := casefile.Resolve(over, tt.id, tt.field, e.Before)
			if err != nil {
				t.Errorf("%s %s back to %q: %v", tt.id, tt.field, e.Before, err)
				continue
			}
			if back.Before != tt.value {
				t.Errorf("%s %s: %q stood there, want %q", tt.id, tt.field, back.Before, tt.value)
			}
			undone, left := casefile.Overlay(r, []casefile.Edit{e, back})
			again, err := casefile.Resolve(undone, tt.id, tt.field, tt.value)
			if err != nil || len(left) > 0 || again.Before != e.Before {
				t.Errorf("%s %s: %q after the undo, want %q; %v", tt.id, tt.field, again.Before, e.Before, err)
			}
		}
	}
}

// TestMergeAndSplit joins two entities, and takes one of them out again.
func TestMergeAndSplit(t *testing.T) {
	for _, r := range readings(t) {
		e, err := casefile.Resolve(r, "E2", "same-as", "E1")
		if err != nil {
			t.Fatal(err)
		}
		if e.Before != r.Entities[1].Name {
			t.Errorf("%q was joined, want %q", e.Before, r.Entities[1].Name)
		}
		over, _ := casefile.Overlay(r, []casefile.Edit{e})
		if len(over.Entities) != len(r.Entities)-1 || len(over.Entities[0].Mentions) != len(r.Entities[0].Mentions)+len(r.Entities[1].Mentions) {
			t.Errorf("%d entities of %d after the merger", len(over.Entities), len(r.Entities))
		}
		out := r.Entities[1].Mentions[0]
		split, err := casefile.Resolve(over, "E1", "split", out.String())
		if err != nil || split.Span != r.Mentions[out-1].Span {
			t.Fatalf("%+v, %v", split, err)
		}
		apart, left := casefile.Overlay(r, []casefile.Edit{e, split})
		if len(left) > 0 || len(apart.Entities) != len(r.Entities) {
			t.Errorf("%d entities of %d after the split, left over %v", len(apart.Entities), len(r.Entities), left)
		}
		if err := apart.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// TestRemoveAll takes out every event and attribution, one after the other.
func TestRemoveAll(t *testing.T) {
	for _, r := range readings(t) {
		var edits []casefile.Edit
		for i := range r.Events {
			edits = append(edits, casefile.Edit{Record: "v", Field: "gone", Value: "yes", Span: r.Events[i].Trigger})
		}
		over, _ := casefile.Overlay(r, edits)
		if len(over.Events) != 0 {
			t.Errorf("%d events are left", len(over.Events))
		}
		for n := len(over.Attributions); n > 0; n-- {
			e, err := casefile.Resolve(over, fmt.Sprintf("a%d", n), "gone", "yes")
			if err != nil {
				t.Fatal(err)
			}
			over, _ = casefile.Overlay(over, []casefile.Edit{e})
		}
		if err := over.Validate(); err != nil || len(over.Attributions) != 0 {
			t.Errorf("%d attributions are left: %v", len(over.Attributions), err)
		}
	}
}

func TestResolveErrors(t *testing.T) {
	r := readings(t)[0]
	for _, tt := range [][3]string{{"v0", "type", "x"}, {"v99", "type", "x"}, {"x1", "type", "x"}, {"v", "type", "x"}, {"v1", "colour", "x"}, {"v1", "time", "soon"}, {"v1", "status", "x"}, {"E1", "same-as", "E1"}, {"d", "published", "32"},
		{"v1", "type", "STRIKE"}, {"v1", "mode", "bombing"}, {"E1", "country", "Ukraine"}, {"E1", "sector", "government"}, {"E1", "wikidata", "42"}, {"d", "language", "English"}, {"v1", "dead", "many"}, {"v1", "dead", "-1"}} {
		if _, err := casefile.Resolve(r, tt[0], tt[1], tt[2]); err == nil {
			t.Errorf("%v is taken", tt)
		}
	}
}

// TestValues holds that values are written as the codebook has them, that nothing
// empties a field, and that an event of another type keeps no mode that is not its.
func TestValues(t *testing.T) {
	r := readings(t)[0]
	var edits []casefile.Edit
	now := func() *hearsay.Event {
		over, left := casefile.Overlay(r, edits)
		if err := over.Validate(); err != nil || len(left) > 0 {
			t.Fatalf("%v, left over %v", err, left)
		}
		return &over.Events[0]
	}
	set := func(field, value, want string) {
		t.Helper()
		over, _ := casefile.Overlay(r, edits)
		e, err := casefile.Resolve(over, "v1", field, value)
		if err != nil || e.Value != want {
			t.Fatalf("%s=%s is %q: %v", field, value, e.Value, err)
		}
		edits = append(edits, e)
	}
	set("type", "assault", "ASSAULT")
	set("mode", "Drone", "drone")
	set("dead", "3", "3")
	set("time", "2021-05", "2021-05")
	if v := now(); v.Type != "ASSAULT" || v.Mode != "drone" || v.Time.Value != "2021-05" || len(v.Counts) == 0 {
		t.Errorf("%+v", v)
	}
	set("type", "PROTEST", "PROTEST")
	for _, field := range []string{"dead", "injured", "time", "actor", "recipient"} {
		set(field, "", "")
	}
	if v := now(); v.Mode != "" || v.Time.Value != "" || len(v.Counts) != 0 || len(v.Actors)+len(v.Recipients) != 0 {
		t.Errorf("%+v", v)
	}
	if e, err := casefile.Resolve(r, "", "published", ""); err != nil || e.Before == "" {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestDays(t *testing.T) {
	for _, tt := range []struct {
		time        hearsay.EventTime
		first, last string
	}{
		{hearsay.EventTime{Value: "2021-05"}, "2021-05-01", "2021-05-31"},
		{hearsay.EventTime{Value: "2020-02"}, "2020-02-01", "2020-02-29"},
		{hearsay.EventTime{Value: "2021"}, "2021-01-01", "2021-12-31"},
		{hearsay.EventTime{Value: "2021-05-04T10:00"}, "2021-05-04", "2021-05-04"},
		{hearsay.EventTime{Begin: "2021-05-04", End: "2021-06"}, "2021-05-04", "2021-06-30"},
		{hearsay.EventTime{Begin: "2021-05-04"}, "2021-05-04", ""},
		{hearsay.EventTime{Value: "2021-05-04", From: "assumed-publication"}, "", ""},
		{hearsay.EventTime{Value: "XXXX-05"}, "", ""},
	} {
		if first, last := casefile.Days(tt.time); first != tt.first || last != tt.last {
			t.Errorf("%+v: %s to %s, want %s to %s", tt.time, first, last, tt.first, tt.last)
		}
	}
}

// FuzzSnippet checks that snippets are of the text, hold what they are around and
// stay on its line.
func FuzzSnippet(f *testing.F) {
	f.Add("The depot burned on Friday.\nNobody died.", "burning", 4)
	f.Add("Zoë\xffİ x", "x", 1)
	f.Fuzz(func(t *testing.T, text, word string, at int) {
		spans := casefile.Where(text, []string{word})
		if at >= 0 && at <= len(text) {
			spans = append(spans, hearsay.Span{Start: at, End: at})
		}
		for _, s := range spans {
			got := casefile.Around(text, s)
			if got.Start > s.Start || got.End < s.End || got.Text != text[got.Start:got.End] {
				t.Fatalf("around %v: %+v", s, got)
			}
		}
	})
}

// TestTakenBack takes back what cannot be set back: records that are gone,
// entities that were joined; and takes that back again.
func TestTakenBack(t *testing.T) {
	r := readings(t)[0]
	for _, tt := range []struct{ id, field, value string }{{"v1", "gone", "yes"}, {"E2", "same-as", "E1"}, {"a1", "gone", "yes"}, {"v1", "actor", "E2"}, {"t1", "gone", "yes"}} {
		e, err := casefile.Resolve(r, tt.id, tt.field, tt.value)
		if err != nil {
			t.Errorf("%s %s: %v", tt.id, tt.field, err)
			continue
		}
		after, _ := casefile.Overlay(r, []casefile.Edit{e})
		back := casefile.Edit{Document: e.Document, Record: "d", Field: "undo", Value: "1"}
		again := back
		again.Value = "2"
		for n, want := range []*hearsay.Reading{after, r, after} {
			edits := []casefile.Edit{e, back, again}[:n+1]
			over, left := casefile.Overlay(r, edits)
			if diff := cmp.Diff(want, over); diff != "" || len(left) > 0 {
				t.Errorf("%s %s after %d edits: %s", tt.id, tt.field, n+1, diff)
			}
		}
	}
	if got := casefile.Standing([]casefile.Edit{{Field: "title"}, {Field: "undo", Value: "9"}, {Field: "undo", Value: "x"}, {Field: "undo", Value: "1"}}); !slices.Equal(got, []bool{false, true, true, true}) {
		t.Errorf("standing %v", got)
	}
}

// TestActors sets who takes part in an event. The edit must name them by their
// words: with other numbers it still means them.
func TestActors(t *testing.T) {
	r := readings(t)[0]
	e, err := casefile.Resolve(r, "v1", "actor", "E2, E1")
	if err != nil {
		t.Fatal(err)
	}
	over, _ := casefile.Overlay(r, []casefile.Edit{e})
	if a := over.Events[0].Actors; len(a) != 2 || a[0].Entity != 2 || a[1].Entity != 1 {
		t.Errorf("actors %+v", a)
	}
	joined, err := casefile.Resolve(r, "E1", "same-as", "E2")
	if err != nil {
		t.Fatal(err)
	}
	over, left := casefile.Overlay(r, []casefile.Edit{joined, e})
	if a := over.Events[0].Actors; len(left) > 0 || len(a) != 2 || a[0].Entity != 1 || over.Validate() != nil {
		t.Errorf("after the entities were numbered anew: %+v, left over %v", a, left)
	}
	if e, err = casefile.Resolve(r, "v1", "recipient", ""); err != nil {
		t.Fatal(err)
	}
	if over, _ = casefile.Overlay(r, []casefile.Edit{e}); len(over.Events[0].Recipients) != 0 {
		t.Errorf("recipients %+v", over.Events[0].Recipients)
	}
	for _, wrong := range []string{"E99", "p1", "Ana", "E1@0:1 x"} {
		if _, err := casefile.Resolve(r, "v1", "actor", wrong); err == nil {
			t.Errorf("actor %q is taken", wrong)
		}
	}
}

// TestOutcome says what became of a forecast, and takes it back.
func TestOutcome(t *testing.T) {
	r := *readings(t)[0]
	r.Questions = []hearsay.Question{{ID: 1, Kind: "prediction", Span: hearsay.ReceiptFor(r.Document.Text, hearsay.Span{Start: 0, End: 10}), Options: []string{"go", "stay"}, About: []hearsay.EventID{}, Conditions: []hearsay.Receipt{}}}
	var edits []casefile.Edit
	over := &r
	for _, value := range []string{"yes", "stay", "void", ""} {
		before := casefile.Resolved(&over.Questions[0])
		e, err := casefile.Resolve(over, "q1", "outcome", value)
		if err != nil || e.Before != before {
			t.Fatalf("outcome %q: %v, before %q", value, err, e.Before)
		}
		edits = append(edits, e)
		over, _ = casefile.Overlay(&r, edits)
		if got := casefile.Resolved(&over.Questions[0]); got != value {
			t.Errorf("outcome %q, want %q", got, value)
		}
	}
	if _, err := casefile.Resolve(&r, "q1", "outcome", "perhaps"); err == nil {
		t.Error("an outcome that is none is taken")
	}
}
