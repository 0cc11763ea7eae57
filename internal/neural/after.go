package neural

import (
	"slices"
	"sync/atomic"
)

// After returns what the model says about the words from word n on, numbered
// from 0: the words before n have been their context and are forgotten. It
// shares memory with w.
func (w *Words) After(n int) *Words {
	out := &Words{
		m: w.m, width: w.width, pieces: w.pieces,
		lower: w.lower[n:], vectors: w.vectors[n*w.m.hidden:], logits: w.logits[n*w.width:],
	}
	if len(out.lower) > 0 {
		out.windows = append(out.windows, 0)
	}
	for _, begin := range w.windows {
		if begin > n {
			out.windows = append(out.windows, begin-n)
		}
	}
	if len(out.windows) == 0 {
		out.windows = []int{0}
	}
	out.windows = slices.Compact(out.windows)
	out.pairs = make([]atomic.Pointer[[]float32], len(out.windows)-1)
	return out
}
