package tensor

// A Layer is a linear layer y = W·x + b.
type Layer interface {
	// Apply computes y = W·x + b for rows of x. They begin ldx numbers apart,
	// the results ldy ≥ Width numbers apart.
	Apply(rows int, x []float32, ldx int, y []float32, ldy int, s *Scratch)
	// Width returns the length of a row of results: the outputs rounded up to
	// whole panels. The numbers past the outputs are zero.
	Width() int
}

// A Dense is a [Layer] with float32 weights, in panels of 16 outputs, each In ×
// 16 numbers one after another. It needs no Scratch.
type Dense struct {
	In, Out int
	set     *Set
	w, bias []float32
}

// NewDense returns the layer with weights w, row by row: w[o·in+i] takes input
// i to output o. bias has out numbers. Neither is kept.
func (s *Set) NewDense(w, bias []float32, in, out int) *Dense {
	d := &Dense{In: in, Out: out, set: s, w: make([]float32, in*Wide(out)), bias: make([]float32, Wide(out))}
	copy(d.bias, bias[:out])
	for o := range out {
		panel := d.w[o/Panel*in*Panel+o%Panel:]
		for i, v := range w[o*in:][:in] {
			panel[i*Panel] = v
		}
	}
	return d
}

// Width returns Out rounded up to whole panels.
func (d *Dense) Width() int { return Wide(d.Out) }

// Apply computes rows of results, see [Layer].
func (d *Dense) Apply(rows int, x []float32, ldx int, y []float32, ldy int, _ *Scratch) {
	for p := 0; rows > 0 && p < d.Width(); p += Panel {
		d.set.Product(rows, d.In, x, ldx, d.w[p*d.In:], d.bias[p:], 0, y[p:], ldy)
	}
}
