package eval_test

import (
	"math"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/eval"
)

// clusters turns "ab c" into a cluster of a and b and one of c: a letter is a
// mention.
func clusters(s string) [][]hearsay.Span {
	var out [][]hearsay.Span
	for c := range strings.FieldsSeq(s) {
		var cluster []hearsay.Span
		for _, r := range c {
			cluster = append(cluster, hearsay.Span{Start: int(r), End: int(r) + 1})
		}
		out = append(out, cluster)
	}
	return out
}

func TestCoreference(t *testing.T) {
	tests := []struct {
		name, key, answer string
		want              eval.Tally // MUC, B³, CEAFe: found, of the key, right, of the answer
	}{
		{"same", "abc de", "de abc", eval.Tally{3, 3, 3, 3, 5, 5, 5, 5, 2, 2, 2, 2}},
		{"nothing found", "abc", "", eval.Tally{0, 2, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0}},
		{"nothing there", "", "ab", eval.Tally{0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1}},
		// The key's abc is cut into ab and the missing c: one link of two. Its
		// de keeps none: d is with f, e is missing. B³: a and b have 2/3 of
		// their cluster each, d has 1/2. φ4: 2·2/(3+2) for abc and ab, 2·1/(2+2)
		// for de and df.
		{"cut", "abc de", "ab df", eval.Tally{1, 3, 1, 2, 2*2./3 + .5, 5, 2*1. + .5, 4, .8 + .5, 2, .8 + .5, 2}},
		// Two clusters in one: no link is lost, one of the answer's four is
		// wrong. Of the answer's abcde, a, b, c have 3/5, d, e have 2/5. The
		// pairing takes the better of 2·3/8 and 2·2/7.
		{"joined", "abc de", "abcde", eval.Tally{3, 3, 3, 4, 5, 5, 3*3./5 + 2*2./5, 5, .75, 2, .75, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := eval.Coreference(clusters(tt.key), clusters(tt.answer))
			for i := range tt.want {
				if math.Abs(got[i]-tt.want[i]) > 1e-9 {
					t.Fatalf("got %v; want %v", got, tt.want)
				}
			}
		})
	}
}

func TestCoNLL(t *testing.T) {
	// MUC: R 1/3, P 1/2, F 0.4. B³: R (4/3+1/2)/5 = 11/30, P 2.5/4 = 5/8, F
	// 0.4622. CEAFe: R and P 1.3/2, F 0.65.
	s := eval.CoNLL.Of(eval.Coreference(clusters("abc de"), clusters("ab df")))
	if want := 100 * (0.4 + 2*(11./30)*(5./8)/(11./30+5./8) + 0.65) / 3; math.Abs(s.F1-want) > 1e-9 {
		t.Errorf("CoNLL F1 %v; want %v", s.F1, want)
	}
}

// TestPairing compares the pairing of clusters with the best of all.
func TestPairing(t *testing.T) {
	letters := "abcdefgh"
	seed := uint32(7)
	next := func(n int) int {
		seed = seed*1664525 + 1013904223
		return int(seed>>16) % n
	}
	draw := func() [][]hearsay.Span {
		parts := make([]string, 1+next(5))
		for _, r := range letters {
			k := next(len(parts))
			parts[k] += string(r)
		}
		return clusters(strings.Join(parts, " "))
	}
	for range 300 {
		key, answer := draw(), draw()
		got := eval.Coreference(key, answer)[8]
		if want := bestPairing(key, answer, 0, make([]bool, len(answer))); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v and %v: %v; want %v", key, answer, got, want)
		}
	}
}

func bestPairing(key, answer [][]hearsay.Span, i int, used []bool) float64 {
	if i == len(key) {
		return 0
	}
	best := bestPairing(key, answer, i+1, used)
	for j, a := range answer {
		if used[j] {
			continue
		}
		shared := 0
		for _, m := range key[i] {
			for _, n := range a {
				if m == n {
					shared++
				}
			}
		}
		used[j] = true
		v := 2*float64(shared)/float64(len(key[i])+len(a)) + bestPairing(key, answer, i+1, used)
		used[j] = false
		best = max(best, v)
	}
	return best
}
