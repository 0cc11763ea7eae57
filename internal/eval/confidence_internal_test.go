package eval

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"hearsay/internal/calibrate"
)

func TestGap(t *testing.T) {
	var s statements
	say := func(score float64, n, right int) {
		for i := range n {
			s.add(calibrate.Event, fmt.Sprint(score, i), score, i < right)
		}
	}
	say(0.35, 100, 35) // 0 off
	say(0.75, 100, 55) // 20 off
	say(0.95, 10, 0)   // too few: compared with those before
	want := 100 * (0 + math.Abs(75+9.5-55)) / 210
	if got := gap(byTenths(s.of(calibrate.Event))); math.Abs(got-want) > 1e-9 {
		t.Errorf("gap %v, want %v", got, want)
	}
	if got := gap(make(Tally, 3*tenths)); got != 0 {
		t.Errorf("gap of nothing: %v", got)
	}
	if n := len(s.of(calibrate.Place)); n != 0 {
		t.Errorf("%d statements of places", n)
	}
}

// TestMapped checks that what scores are worth is learned from other texts, and
// mends scores that claim too much.
func TestMapped(t *testing.T) {
	var s statements
	for i := range 3000 {
		score := 0.3 + 0.6*float64(i%50)/50
		s.add(calibrate.Place, fmt.Sprint("text ", i/10), score, float64(i*7919%3000)/3000 < score/2)
	}
	ss := s.of(calibrate.Place)
	before, after := gap(byTenths(ss)), gap(byTenths(mapped(ss)))
	if before < 25 || after > 5 {
		t.Errorf("gap %.1f before, %.1f after", before, after)
	}
	if texts := textsOf(ss); len(texts) != 300 || len(texts[0]) != 10 {
		t.Errorf("%d texts", len(texts))
	}
}

func TestReplaceSection(t *testing.T) {
	page := "# Page\n\n## A\n\na\n\n" + confidenceHead + "\n\nold\n\n### old\n\n## B\n\nb\n"
	var e evaluation
	for i := range 1200 {
		e.stated.add(calibrate.Event, fmt.Sprint(i), float64(i%10)/10+0.05, i%10 > 4)
	}
	got, ok := ReplaceSection(page, e.diagrams("reader-1 (sha256 00)"))
	if !ok || strings.Contains(got, "old") || !strings.HasPrefix(got, "# Page\n\n## A\n\na\n\n"+confidenceHead) || !strings.HasSuffix(got, "\n\n## B\n\nb\n") {
		t.Errorf("%v\n%s", ok, got)
	}
	for _, want := range []string{"reader-1, sha256 00.", "1,200 records", "| 90–100 % | 120 | 100 % |", "████████████████████"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if _, ok := ReplaceSection("# Page\n", "x"); ok {
		t.Error("a page without the section has one")
	}
}
