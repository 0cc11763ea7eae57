package event_test

import (
	"strings"
	"testing"

	"hearsay/internal/event"
)

// TestWeights checks that weights survive being written and read, and that
// lines that say nothing are refused by their number.
func TestWeights(t *testing.T) {
	w := event.ModelAlone()
	w.Own[0][3] = -1.25
	text := w.Encode()
	back, err := event.ParseWeights("# comment\n" + text)
	if err != nil {
		t.Fatal(err)
	}
	if *back != *w {
		t.Errorf("%q reads as %v", text, back)
	}
	for _, bad := range []string{"bias\t*", "bias\t*\tx", "luck\t*\t1", "bias\tFIGHT\t1"} {
		if _, err := event.ParseWeights("\n" + bad); err == nil || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

// TestTypesSum checks that types share one certainty.
func TestTypesSum(t *testing.T) {
	var e event.Evidence
	e[1][0] = 2
	sum := 0.0
	p := event.ModelAlone().Types(&e)
	for _, v := range p {
		sum += v
	}
	if sum < 0.999 || sum > 1.001 {
		t.Errorf("sum %v", sum)
	}
	if p[0] < p[1] {
		t.Errorf("evidence for a type makes it unlikelier: %v", p)
	}
}

// FuzzParseWeights checks that what is read is written in a form that reads the
// same, but for rounding.
func FuzzParseWeights(f *testing.F) {
	f.Add("bias\tAGREE\t0.25\nknown\tany\t-1\nbook.top\t*\t2\n")
	f.Add("# nothing\n")
	f.Add("bias\tAGREE\tNaN\n")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := event.ParseWeights(text)
		if err != nil {
			return
		}
		once := w.Encode()
		back, err := event.ParseWeights(once)
		if err != nil {
			t.Fatalf("%q is written as %q: %v", text, once, err)
		}
		if twice := back.Encode(); twice != once {
			t.Errorf("%q, then %q", once, twice)
		}
	})
}
