package tensor

import "math"

// A Quantised is a [Layer] whose weights are int8 with a scale for each output.
// Every row of inputs is rounded to integers, of 16 bits or of 8, with a scale
// of its own; sums are exact in int32, so that all sets give the same results.
type Quantised struct {
	In, Out     int
	set         *Set
	limit       float32 // the largest input is rounded to this
	w16         []int8  // panels of in/2 × 16 × 2
	w8          []uint8 // panels of in/4 × 16 × 4, plus 128; for product8
	scale, bias []float32
}

// depth is what the number of inputs is rounded up to, by zeros.
func depth(in int) int { return (in + 15) / 16 * 16 }

// NewQuantised returns the layer with weights scale[o]·q[o·in+i], whose inputs
// are rounded to 16 bits, or to 8 if bits is 8. Nothing given is kept.
func (s *Set) NewQuantised(q []int8, scale, bias []float32, in, out, bits int) *Quantised {
	l := &Quantised{In: in, Out: out, set: s, scale: make([]float32, Wide(out)), bias: make([]float32, Wide(out))}
	copy(l.scale, scale[:out])
	copy(l.bias, bias[:out])
	k := depth(in)
	var heaviest int64 = 1 // of all outputs, the sum of the weights' sizes
	if bits == 8 && s.product8 != nil {
		l.w8 = make([]uint8, Wide(out)*k)
		for i := range l.w8 {
			l.w8[i] = 128
		}
	} else {
		l.w16 = make([]int8, Wide(out)*k)
	}
	for o := range out {
		row := q[o*in:][:in]
		panel, j := o/Panel*Panel*k, o%Panel
		if l.w8 != nil {
			for i, v := range row {
				l.w8[panel+i/4*4*Panel+4*j+i%4] = uint8(v) + 128
			}
			continue
		}
		var weight int64
		to := l.w16[panel+2*j:]
		for i, v := range row {
			to[i&^1*Panel+i&1] = v
			weight += max(int64(v), -int64(v))
		}
		heaviest = max(heaviest, weight)
	}
	l.limit = 127
	if bits != 8 {
		l.limit = float32(min(math.MaxInt16, math.MaxInt32/heaviest))
	}
	return l
}

// Width returns Out rounded up to whole panels.
func (l *Quantised) Width() int { return Wide(l.Out) }

// A Scratch is memory for [Quantised.Apply], which grows as needed. One
// goroutine uses it at a time. The zero value is ready.
type Scratch struct {
	a16   []int16
	a8    []int8
	scale []float32
	init  []int32
}

// grown returns s with n elements, of any value.
func grown[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// Apply computes rows of results, see [Layer].
func (l *Quantised) Apply(rows int, x []float32, ldx int, y []float32, ldy int, s *Scratch) {
	if rows <= 0 || l.In == 0 {
		return
	}
	_, _ = x[:(rows-1)*ldx+l.In], y[:(rows-1)*ldy+l.Width()]
	k := depth(l.In)
	s.scale = grown(s.scale, rows)
	if l.w8 != nil {
		l.apply8(rows, k, x, ldx, y, ldy, s)
		return
	}
	s.a16 = grown(s.a16, rows*k)
	for r := range rows {
		in, a := x[r*ldx:][:l.In], s.a16[r*k:][:k]
		clear(a[l.In:])
		l.set.quantise16(a, in, l.scaleOf(in, &s.scale[r]))
	}
	for p := 0; p < l.Width(); p += Panel {
		l.set.product16(rows, k, s.a16, k, l.w16[p*k:][:k*Panel], s.scale, l.scale[p:], l.bias[p:], y[p:], ldy)
	}
}

func (l *Quantised) apply8(rows, k int, x []float32, ldx int, y []float32, ldy int, s *Scratch) {
	s.a8, s.init = grown(s.a8, rows*k), grown(s.init, rows)
	for r := range rows {
		in, a := x[r*ldx:][:l.In], s.a8[r*k:][:k]
		clear(a[l.In:])
		s.init[r] = -128 * l.set.quantise8(a, in, l.scaleOf(in, &s.scale[r]))
	}
	for p := 0; p < l.Width(); p += Panel {
		l.set.product8(rows, k, s.a8, k, l.w8[p*k:][:k*Panel], s.init, s.scale, l.scale[p:], l.bias[p:], y[p:], ldy)
	}
}

// scaleOf returns what to multiply a row by before rounding, and leaves its
// inverse in back.
func (l *Quantised) scaleOf(row []float32, back *float32) float32 {
	most := max(l.set.largest(row), 1e-30)
	*back = most / l.limit
	return l.limit / most
}
