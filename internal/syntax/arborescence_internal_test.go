package syntax

import (
	"encoding/binary"
	"math"
	"math/bits"
	"testing"
)

// row makes the scores of a sentence from one string of digits a word; the
// first digit is the root's.
func matrix(rows ...string) []float32 {
	var m []float32
	for _, r := range rows {
		for _, c := range r {
			m = append(m, float32(c-'0'))
		}
	}
	return m
}

func TestHeads(t *testing.T) {
	tests := []struct {
		name string
		rows []string
		want []int
	}{
		{"one word", []string{"10"}, []int{-1}},
		{"argmax is a tree", []string{"1090", "9010", "0091"}, []int{1, -1, 1}},
		{"own column is ignored", []string{"290", "109"}, []int{-1, 0}},
		{"two words that prefer each other", []string{"609", "290"}, []int{-1, 0}},
		{"two roots", []string{"902", "820"}, []int{-1, 0}},
		{"two roots, the second better joined", []string{"806", "901"}, []int{1, -1}},
		{"cycle of three entered at its weakest arc", []string{"1008", "1800", "5080"}, []int{2, 0, -1}},
		{"cycle within a cycle", []string{"00950", "19000", "27001", "30080"}, []int{1, -1, 0, 2}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := make([]int, len(tt.rows))
			new(arborist).heads(matrix(tt.rows...), len(tt.rows), got)
			for i := range got {
				if got[i] != tt.want[i] {
					t.Fatalf("heads(%q) = %v; want %v", tt.rows, got, tt.want)
				}
			}
		})
	}
}

// every tree over n words with one root, as heads (-1 root)
func trees(n int, each func([]int)) {
	h := make([]int, n)
	var fill func(int)
	fill = func(i int) {
		if i == n {
			if treeOf(h) {
				each(h)
			}
			return
		}
		for h[i] = -1; h[i] < n; h[i]++ {
			fill(i + 1)
		}
	}
	fill(0)
}

// treeOf reports whether h is a tree with a single root.
func treeOf(h []int) bool {
	roots := 0
	for i := range h {
		j, steps := i, 0
		for ; j >= 0 && steps <= len(h); steps++ {
			j = h[j]
		}
		if j >= 0 {
			return false
		}
		if h[i] < 0 {
			roots++
		}
	}
	return roots == 1
}

func total(m []float32, h []int) float64 {
	s := 0.0
	for i, j := range h {
		s += float64(m[i*(len(h)+1)+j+1])
	}
	return s
}

// TestHeadsAreBest compares with every tree there is, on small matrices of a
// fixed sequence of pseudo-random scores.
func TestHeadsAreBest(t *testing.T) {
	var a arborist
	seed := uint32(7)
	for round := range 600 {
		n := 1 + round%5
		m := make([]float32, n*(n+1))
		for i := range m {
			seed = seed*1664525 + 1013904223
			m[i] = float32(seed>>24) / 16
		}
		got := make([]int, n)
		a.heads(m, n, got)
		if !treeOf(got) {
			t.Fatalf("heads(%v) = %v, not a tree", m, got)
		}
		best := math.Inf(-1)
		trees(n, func(h []int) { best = max(best, total(m, h)) })
		if have := total(m, got); math.Abs(have-best) > 1e-3 {
			t.Fatalf("heads(%v) = %v with %v; the best tree has %v", m, got, have, best)
		}
	}
}

func FuzzHeads(f *testing.F) {
	f.Add(uint8(3), []byte("scores of three words, any bytes will do"))
	f.Add(uint8(40), []byte{0xff, 0xff, 0xff, 0xff, 0, 0, 0xc0, 0x7f, 1, 2, 3})
	f.Add(uint8(9), []byte{})
	f.Fuzz(func(t *testing.T, size uint8, b []byte) {
		n := 1 + int(size)%60
		m := make([]float32, n*(n+1))
		for i := range m {
			if len(b) >= 4 {
				k := 4 * i % (len(b) - 3)
				m[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[k:]))
			}
		}
		got := make([]int, n)
		new(arborist).heads(m, n, got)
		if !treeOf(got) {
			t.Fatalf("heads of %d words = %v, not a tree with one root", n, got)
		}
	})
}

func BenchmarkHeads(b *testing.B) {
	for _, bench := range []struct {
		name string
		at   func(i, j int) float32
	}{
		{"argmax tree", func(i, j int) float32 { return -float32(i-j) * float32(i-j) }},
		{"cycles", func(i, j int) float32 { // pairs, pairs of pairs and so on prefer each other
			if j == 0 {
				return -float32(i)
			}
			return -float32(bits.Len(uint(i ^ (j - 1))))
		}},
	} {
		const n = 40
		m := make([]float32, n*(n+1))
		for i := range n {
			for j := range n + 1 {
				m[i*(n+1)+j] = bench.at(i, j)
			}
		}
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			var a arborist
			out := make([]int, n)
			for b.Loop() {
				a.heads(m, n, out)
			}
		})
	}
}
