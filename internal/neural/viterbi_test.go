package neural

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestViterbi compares with trying every sequence.
func TestViterbi(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, labels := range [][]string{{"O", "B", "I"}, {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}, {"I-X", "B-X", "O"}} {
		for n := 1; n <= 5; n++ {
			for range 30 {
				x := make([][]float32, n)
				for i := range x {
					x[i] = make([]float32, len(labels))
					for j := range x[i] {
						x[i][j] = float32(r.NormFloat64())
					}
				}
				got := viterbi(labels, n, func(i int) []float32 { return x[i] })
				if want := try(labels, x); !slices.Equal(got, want) {
					t.Fatalf("%v over %v: %v, want %v", labels, x, got, want)
				}
			}
		}
	}
}

// try returns the best valid sequence of labels by trying all.
func try(labels []string, x [][]float32) []int {
	var best []int
	var most float64
	path := make([]int, len(x))
	var walk func(i int, sum float64)
	walk = func(i int, sum float64) {
		if i == len(x) {
			if best == nil || sum > most {
				best, most = slices.Clone(path), sum
			}
			return
		}
		for j, l := range labels {
			if l[0] == 'I' && (i == 0 || labels[path[i-1]] != "B"+l[1:] && labels[path[i-1]] != l) {
				continue
			}
			path[i] = j
			walk(i+1, sum+float64(x[i][j]))
		}
	}
	walk(0, 0)
	return best
}

func TestIsBIO(t *testing.T) {
	for _, tt := range []struct {
		labels []string
		want   bool
	}{
		{[]string{"O", "B", "I"}, true},
		{[]string{"O", "B-PER", "I-PER"}, true},
		{[]string{"B", "I"}, false},
		{[]string{"O", "OCCURRENCE"}, false},
		{[]string{"NOUN", "INTJ"}, false},
		{[]string{"O", ""}, false},
	} {
		if got := isBIO(tt.labels); got != tt.want {
			t.Errorf("isBIO(%q) = %v", tt.labels, got)
		}
	}
}

func TestHalf(t *testing.T) {
	for _, tt := range []struct {
		h    uint16
		want float32
	}{
		{0x0000, 0}, {0x3c00, 1}, {0xbc00, -1}, {0x3555, 0.33325195}, {0x7bff, 65504}, {0x0400, 6.1035156e-05},
		{0x0001, 5.9604645e-08}, {0x83ff, -6.097555e-05},
	} {
		if got := half(tt.h); got != tt.want {
			t.Errorf("half(%#04x) = %v, want %v", tt.h, got, tt.want)
		}
	}
	if v := half(0x7c00); v-v == 0 {
		t.Errorf("half of infinity is %v", v)
	}
}
