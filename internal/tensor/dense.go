package tensor

// A Dense is a linear layer y = W·x + b with float32 weights, in the layout of
// the kernels: panels of 16 outputs, each In × 16 numbers one after another.
// It is read-only once made.
type Dense struct {
	In, Out int
	set     *Set
	w, bias []float32
}

// NewDense returns the layer with weights w, row by row: w[o·in+i] takes input
// i to output o. bias may be nil for none. Neither is kept.
func (s *Set) NewDense(w, bias []float32, in, out int) *Dense {
	d := &Dense{In: in, Out: out, set: s, w: make([]float32, in*Wide(out)), bias: make([]float32, Wide(out))}
	copy(d.bias, bias[:min(out, len(bias))])
	for o := range out {
		panel := d.w[o/Panel*in*Panel+o%Panel:]
		for i, v := range w[o*in:][:in] {
			panel[i*Panel] = v
		}
	}
	return d
}

// Width returns the length of a row of results: Out rounded up to whole
// panels. The numbers past Out are zero.
func (d *Dense) Width() int { return Wide(d.Out) }

// Apply computes y = W·x + b for rows of x. They begin ldx numbers apart, the
// results ldy ≥ Width numbers apart.
func (d *Dense) Apply(rows int, x []float32, ldx int, y []float32, ldy int) {
	for p := 0; p < d.Width(); p += Panel {
		d.set.Product(rows, d.In, x, ldx, d.w[p*d.In:], d.bias[p:], 0, y[p:], ldy)
	}
}
