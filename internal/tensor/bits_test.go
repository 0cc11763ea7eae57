package tensor

import "testing"

// TestEightBits runs the arithmetic of the AVX-512 kernels for 8 bits, in Go
// and in their own layout, against the same products by way of 16 bits.
func TestEightBits(t *testing.T) {
	model := *Generic
	model.product8, model.quantise8 = product8Generic, quantise8Generic
	for _, in := range []int{1, 4, 15, 16, 50, 384} {
		const out, rows = 21, 5
		q := make([]int8, in*out)
		x := make([]float32, rows*in)
		scale, bias := make([]float32, out), make([]float32, out)
		for i := range q {
			q[i] = int8(i*37%255 - 127)
		}
		for i := range x {
			x[i] = float32(i*53%101-50) / 7
		}
		for i := range scale {
			scale[i], bias[i] = float32(i+1)/100, float32(i)
		}
		var s Scratch
		got, want := make([]float32, rows*Wide(out)), make([]float32, rows*Wide(out))
		model.NewQuantised(q, scale, bias, in, out, 8).Apply(rows, x, in, got, Wide(out), &s)
		Generic.NewQuantised(q, scale, bias, in, out, 8).Apply(rows, x, in, want, Wide(out), &s)
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%d inputs: result %d is %v, want %v", in, i, got[i], want[i])
			}
		}
	}
}
