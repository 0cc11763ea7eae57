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
// or I-X only. It returns the runs in order, nil if there is no such head or it
// has other labels.
//
// "Ana Prado Veld" may have B-PER first for "Ana", and then I-LOC first for
// "Prado", by a little: the best valid sequence decides between a person of two
// words and a place.
func (w *Words) Spans(head string, from, to int) []Tagged {
	labels := w.m.labels[head]
	if t, ok := w.m.tag(head); !ok || !t.bio || from >= to {
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
		if n := len(out) - 1; l[0] == 'I' && n >= 0 && out[n].To == from+i && out[n].Label == kind {
			out[n].To++
			out[n].Prob += p
			continue
		}
		out = append(out, Tagged{from + i, from + i + 1, kind, p})
	}
	for i := range out {
		out[i].Prob /= float32(out[i].To - out[i].From)
	}
	return out
}

// isBIO reports whether labels are O and others that are B, I or begin with B-
// or I-.
func isBIO(labels []string) bool {
	outside := false
	for _, l := range labels {
		switch {
		case l == "O":
			outside = true
		case l != "B" && l != "I" && !strings.HasPrefix(l, "B-") && !strings.HasPrefix(l, "I-"):
			return false
		}
	}
	return outside
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
