package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
)

// at makes a set of the words that begin at some places, of one byte each.
func at(places ...int) set[hearsay.Span] {
	out := make(set[hearsay.Span])
	for _, p := range places {
		out[hearsay.Span{Start: p, End: p + 1}] = true
	}
	return out
}

func TestCompareSaid(t *testing.T) {
	attribution := func(from, to int, source, about set[hearsay.Span]) said {
		s := said{hearsay.Span{Start: from, End: to}, make(set[hearsay.Span]), source, about}
		for i := from; i < to; i++ {
			s.cueWords[hearsay.Span{Start: i, End: i + 1}] = true
		}
		return s
	}
	key := []said{
		attribution(2, 3, at(0, 1), at(3, 4, 5)),
		attribution(12, 14, at(11), at(14, 15)),
		attribution(22, 23, at(), at(24)),
	}
	own := []said{
		attribution(2, 3, at(0, 1), at(3, 4, 5)), // right
		attribution(13, 14, at(11), at(14, 15)),  // the cue is cut short
		attribution(32, 33, at(31), at(22, 24)),  // false, but it shares words with the third
	}
	want := []Tally{
		{1, 3, 3}, // cue
		{2, 3, 2}, // source: the third of the key has none
		{2, 3, 3}, // content
		{2, 3, 3}, // all three
		{1, 3, 3}, // all three, same cue
		{3, 4, 3}, // source, words
		{5, 7, 6}, // content, words
		{3, 4, 3}, // lenient, source
		{6, 7, 6}, // lenient, content: 24 counts
	}
	// All: the first pair shares 6 words, the second 1 of the cue, 1, 2; the
	// third 1. Answers have 3 of cues, 4, 7; the key 4, 3, 6.
	want = append(want, Tally{6 + 4 + 1, 3 + 4 + 7, 4 + 3 + 6})
	if diff := cmp.Diff(want, compareSaid(key, own)); diff != "" {
		t.Errorf("tallies (-want +got):\n%s", diff)
	}
}

func TestBestRun(t *testing.T) {
	for _, tt := range []struct {
		logits   []float32
		from, to int
	}{
		{[]float32{-1, 2, -1, 3, -5, 1}, 1, 4},
		{[]float32{9, -9, 9, 9}, 2, 4}, // clipped at 4
		{[]float32{-1, -2}, 0, 0},
		{nil, 0, 0},
	} {
		if from, to := bestRun(tt.logits); from != tt.from || to != tt.to {
			t.Errorf("bestRun(%v) = %d, %d; want %d, %d", tt.logits, from, to, tt.from, tt.to)
		}
	}
}

func TestBridge(t *testing.T) {
	x := []float32{1, -1, -1, 1, -1, 1, -1, -1, -1, 1}
	bridge(x, 4, 5) // the cue
	if diff := cmp.Diff([]float32{1, 1, 1, 1, -1, 1, -1, -1, -1, 1}, x); diff != "" {
		t.Errorf("logits (-want +got):\n%s", diff)
	}
}

func TestScript(t *testing.T) {
	for _, tt := range []struct{ form, lemma, want string }{
		{"Officers", "officer", "l1+"},
		{"said", "say", "l2+y"},
		{"NATO", "NATO", "k0+"},
		{"was", "be", ""},
		{"studies", "study", "l3+y"},
	} {
		if got := script(tt.form, tt.lemma); got != tt.want {
			t.Errorf("script(%q, %q) = %q; want %q", tt.form, tt.lemma, got, tt.want)
		}
	}
}

func TestSpansOf(t *testing.T) {
	span := func(from, to int) hearsay.Span { return hearsay.Span{Start: from, End: to} }
	got := spansOf([]string{"O", "I-PER", "I-PER", "B-PER", "I-LOC", "", "B-ORG"}, span)
	want := []named{{span(1, 3), "PER"}, {span(3, 4), "PER"}, {span(4, 5), "LOC"}, {span(6, 7), "ORG"}}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(named{})); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}
