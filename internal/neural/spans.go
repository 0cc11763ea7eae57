package neural

import (
	"math"
	"strings"
)

// A Tagged is a run of words with one label.
type Tagged struct {
	From, To int     // words [From, To)
	Label    string  // without B- and I-; empty for a head whose labels are B and I alone
	Prob     float32 // the mean softmax probability of its words' labels
}

// Spans decodes a head with labels O, B-X, I-X (or O, B, I) over the words
// [from, to): the likeliest valid sequence (Viterbi), in which I-X follows B-X
// or I-X only. It returns the runs in order, nil if there is no such head.
func (w *Words) Spans(head string, from, to int) []Tagged {
	labels := w.m.labels[head]
	if _, ok := w.m.tag(head); !ok || from >= to {
		return nil
	}
	path := viterbi(labels, to-from, func(i int) []float32 { return w.Logits(head, from+i) })
	var out []Tagged
	for i, k := range path {
		l := labels[k]
		if l == "O" {
			continue
		}
		p := softmaxAt(w.Logits(head, from+i), k)
		kind := strings.TrimPrefix(l[1:], "-")
		if l[0] == 'B' {
			out = append(out, Tagged{from + i, from + i + 1, kind, p})
			continue
		}
		t := &out[len(out)-1]
		t.To++
		t.Prob += p
	}
	for i := range out {
		out[i].Prob /= float32(out[i].To - out[i].From)
	}
	return out
}

// viterbi returns the valid sequence of n labels with the largest sum of
// logits; the first of equals.
func viterbi(labels []string, n int, logits func(int) []float32) []int {
	k := len(labels)
	score, next := make([]float64, k), make([]float64, k)
	back := make([]int32, n*k)
	follows := func(a, b string) bool { // may b follow a?
		return b[0] != 'I' || a[0] != 'O' && a[1:] == b[1:]
	}
	for i := range n {
		x := logits(i)
		for j, l := range labels {
			next[j] = math.Inf(-1)
			if i == 0 {
				if l[0] != 'I' {
					next[j] = float64(x[j])
				}
				continue
			}
			for p, prev := range labels {
				if s := score[p] + float64(x[j]); s > next[j] && follows(prev, l) {
					next[j], back[i*k+j] = s, int32(p)
				}
			}
		}
		score, next = next, score
	}
	path := make([]int, n)
	for j := range score {
		if score[j] > score[path[n-1]] {
			path[n-1] = j
		}
	}
	for i := n - 1; i > 0; i-- {
		path[i-1] = int(back[i*k+path[i]])
	}
	return path
}
