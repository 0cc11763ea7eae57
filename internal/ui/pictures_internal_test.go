package ui

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/casefile"
	"hearsay/internal/earth"
)

func TestStepsOf(t *testing.T) {
	for _, tt := range []struct {
		way, origin string
		want        []step
	}{
		{"Bay Today ← copied ← Meridian Wire ← Ana Prado", "Ana Prado", []step{{"Ana Prado", ""}, {"Meridian Wire", "told"}, {"Bay Today", "copied"}}},
		{"Harbour News ← the Herald ← a source", "a source, by the Herald", []step{{"a source", ""}, {"the Herald", "told"}, {"Harbour News", "cited"}}},
		{"Bay Today", "Bay Today", []step{{"Bay Today", ""}}},
		{"A ← B ← B ← A ← circular", "nobody: A and B cite each other", []step{{"nobody: A and B cite each other", ""}, {"A", "cited"}, {"B", "cited"}, {"A", "cited"}}},
	} {
		if diff := cmp.Diff(tt.want, stepsOf(tt.way, tt.origin)); diff != "" {
			t.Errorf("%s: %s", tt.way, diff)
		}
	}
}

// TestChainDashesCopiesAlone: who cites is joined by a whole line, who copied by a
// dashed one, from an origin too.
func TestChainDashesCopiesAlone(t *testing.T) {
	for text, want := range map[string]int{
		"Bay Today ← copied ← Coast Times":     1,
		"Bay Today ← Coast Times":              0,
		"Bay Today ← the Herald ← Coast Times": 0,
	} {
		c := chainOf([]origin{{"Coast Times", []way{{casefile.Happening{Outlet: "Bay Today", Event: 1}, stepsOf(text, "Coast Times")}}}})
		dashed := 0
		for _, l := range c.Lines {
			if l.Dashed {
				dashed++
			}
		}
		if dashed != want {
			t.Errorf("%d dashed lines for %s; want %d", dashed, text, want)
		}
	}
}

// TestChainOf: every claim has a leaf, every origin one number, and nothing is
// drawn outside of the picture.
func TestChainOf(t *testing.T) {
	told := func(outlet string) casefile.Happening { return casefile.Happening{Outlet: outlet, Event: 1} }
	way1 := func(outlet, text string) way { return way{told(outlet), stepsOf(text, "Ana Prado")} }
	c := chainOf([]origin{
		{"Ana Prado", []way{way1("Meridian Wire", "Meridian Wire ← Ana Prado"), way1("Bay Today", "Bay Today ← copied ← Meridian Wire ← Ana Prado"), way1("Harbour News", "Harbour News ← copied ← Bay Today ← copied ← Meridian Wire ← Ana Prado")}},
		{"Coast Times", []way{{told("Coast Times"), stepsOf("Coast Times", "Coast Times")}}},
	})
	numbers := 0
	for _, b := range c.Boxes {
		if b.N > 0 {
			numbers++
		}
		if b.X < 0 || b.Y < 0 || b.X+b.W > c.W || b.Y+b.H > c.H {
			t.Errorf("%s stands outside: %+v of %d × %d", b.Name, b, c.W, c.H)
		}
	}
	dashed := 0
	for _, l := range c.Lines {
		if l.Dashed {
			dashed++
		}
	}
	if numbers != 2 || len(c.Leaves) != 4 || dashed == 0 || len(c.Words) != 4 {
		t.Errorf("%d origins, leaves %+v, %d copies, %q", numbers, c.Leaves, dashed, c.Words)
	}
}

// TestRiver: no event is lost, and none is drawn on a day that is not told.
func TestRiver(t *testing.T) {
	dates := []casefile.Date{{First: "2021-05-03", Last: "2021-05-03", Events: 5}, {First: "2021-05-01", Last: "2021-05-31", Events: 31}, {First: "2021-05-09", Last: "", Events: 2}, {Events: 7}, {First: "1999-01-01", Last: "1999-12-31", Events: 1}}
	r := riverOf(dates, "2021-05-01", "2021-05-31", 310, 118, 60)
	if r.Total != 46 || r.Undated != 7 || r.Open != 2 || r.Outside != 1 || r.Unit != "day" {
		t.Errorf("%+v", r)
	}
	if len(r.Exact) != 1 || !strings.Contains(r.Exact[0].Title, "2021-05-03: 5 events") || strings.Count(r.Vague, "M") != 31 {
		t.Errorf("drawn: %+v, %q", r.Exact, r.Vague)
	}
	if none := riverOf(nil, "", "", 100, 100, 10); none.From != "" || len(none.Exact) != 0 {
		t.Errorf("of nothing: %+v", none)
	}
}

func TestScores(t *testing.T) {
	f := func(who, outcome string, low, high float64) casefile.Open {
		return casefile.Open{Kind: "prediction", Who: who, Outcome: outcome, Low: low, High: high}
	}
	all, of := scores([]casefile.Open{f("Mira", "yes", 0.6, 0.8), f("mira", "no", 0.6, 0.8), f("Tomas", "yes", 0.9, 1), f("Tomas", "void", 0.5, 0.7), f("Tomas", "yes", 0, 0), {Kind: "question", Outcome: "yes"}},
		func(q casefile.Open) string { return q.Who })
	if all.N != 3 || all.Right != 2 || all.Void != 1 || math.Abs(all.Brier-(0.09+0.49+0.0025)/3) > 1e-9 {
		t.Errorf("all: %+v", all)
	}
	if len(of) != 2 || of[0].Name != "Mira" || math.Abs(of[0].Brier-0.29) > 1e-9 || of[1].N != 1 || of[1].Void != 1 {
		t.Errorf("by whom: %+v", of)
	}
	if low, high := wilson(8, 10); math.Abs(low-0.4902) > 1e-3 || math.Abs(high-0.9433) > 1e-3 {
		t.Errorf("wilson of 8 of 10: %v to %v", low, high)
	}
}

// TestConclude: what a single piece of evidence carries is said.
func TestConclude(t *testing.T) {
	v := matrixView{Rows: []hypothesisRow{{Name: "navy"}, {Name: "militia"}}}
	for _, says := range [][]int{{-2, 0}, {0, -1}, {1, 1}} {
		v.Evidence = append(v.Evidence, casefile.Evidence{Says: says})
		v.Columns = append(v.Columns, evidenceColumn{Evidence: casefile.Evidence{Says: says}, Weight: 1, Origins: 1, Origin: "Ana Prado"})
	}
	v.conclude()
	if v.Verdict != "Least speaks against “militia”." || len(v.Turns) != 2 || !strings.Contains(v.Turns[0], "Without evidence 1, which rests on Ana Prado alone") || !strings.Contains(v.Turns[1], "1 piece of evidence says the same of all") {
		t.Errorf("%q, %q", v.Verdict, v.Turns)
	}
}

// TestClip: a ring that is cut to a box stays within it, and one within stays whole.
func TestClip(t *testing.T) {
	b := box{0, 0, 10, 10}
	big := []earth.Point{{Lon: -5, Lat: -5}, {Lon: 20, Lat: -5}, {Lon: 20, Lat: 20}, {Lon: -5, Lat: 20}}
	for _, p := range b.clip(big) {
		if p.Lon < 0 || p.Lon > 10 || p.Lat < 0 || p.Lat > 10 {
			t.Errorf("%v lies outside", p)
		}
	}
	small := []earth.Point{{Lon: 1, Lat: 1}, {Lon: 2, Lat: 1}, {Lon: 2, Lat: 2}}
	if diff := cmp.Diff(small, b.clip(small)); diff != "" {
		t.Error(diff)
	}
	if out := b.clip([]earth.Point{{Lon: 20, Lat: 20}, {Lon: 30, Lat: 20}, {Lon: 30, Lat: 30}}); len(out) != 0 {
		t.Errorf("a ring outside leaves %v", out)
	}
}
