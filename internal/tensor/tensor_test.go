package tensor_test

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"math"
	"math/rand/v2"
	"testing"

	"hearsay/internal/tensor"
)

// numbers returns n random numbers about zero, seeded by n. The slice begins in
// the middle of an array, so that it lies on no particular border.
func numbers(n int) []float32 {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	x := make([]float32, n+3)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x[3:]
}

func weights(n int) []int8 {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	q := make([]int8, n)
	for i := range q {
		q[i] = int8(r.IntN(255) - 127)
	}
	return q
}

// differ returns the largest difference of two slices, and infinity if they
// are not equally long or a number is not one.
func differ(a, b []float32) float64 {
	if len(a) != len(b) {
		return math.Inf(1)
	}
	var d float64
	for i := range a {
		x := math.Abs(float64(a[i]) - float64(b[i]))
		if math.IsNaN(x) {
			return math.Inf(1)
		}
		d = max(d, x)
	}
	return d
}

// eachSet runs f for every set of this processor.
func eachSet(t *testing.T, f func(t *testing.T, s *tensor.Set)) {
	for _, s := range tensor.Sets() {
		t.Run(s.Name(), func(t *testing.T) { f(t, s) })
	}
}

func TestVectors(t *testing.T) {
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for n := range 68 {
			x, y, g, b := numbers(n), numbers(n + 100)[:n], numbers(n + 200)[:n], numbers(n + 300)[:n]

			var dot float64
			for i := range x {
				dot += float64(x[i]) * float64(y[i])
			}
			if got := s.Dot(x, y); math.Abs(float64(got)-dot) > 1e-5*float64(n+1) {
				t.Errorf("Dot of %d numbers = %v, want %v", n, got, dot)
			}

			soft, sum := make([]float32, n), 0.0
			for _, v := range x {
				sum += math.Exp(float64(v) * 0.7)
			}
			for i, v := range x {
				soft[i] = float32(math.Exp(float64(v)*0.7) / sum)
			}
			got := append([]float32(nil), x...)
			s.Softmax(got, 0.7)
			if d := differ(got, soft); d > 1e-6 {
				t.Errorf("Softmax of %d numbers is off by %v", n, d)
			}

			gelu := make([]float32, n)
			got = append([]float32(nil), x...)
			for i := range got {
				got[i] *= 3
				v := float64(got[i])
				gelu[i] = float32(0.5 * v * math.Erfc(-v/math.Sqrt2))
			}
			s.GELU(got)
			if d := differ(got, gelu); d > 2e-6 {
				t.Errorf("GELU of %d numbers is off by %v", n, d)
			}

			var mean, variance float64
			for i := range x {
				mean += float64(x[i]+y[i]) / float64(n)
			}
			for i := range x {
				variance += math.Pow(float64(x[i]+y[i])-mean, 2) / float64(n)
			}
			want := make([]float32, n)
			for i := range x {
				want[i] = float32((float64(x[i]+y[i])-mean)/math.Sqrt(variance+1e-3)*float64(g[i]) + float64(b[i]))
			}
			got = append([]float32(nil), x...)
			s.AddNorm(got, got, y, g, b, 1e-3)
			if d := differ(got, want); d > 1e-5 {
				t.Errorf("AddNorm of %d numbers is off by %v", n, d)
			}
		}
	})
}

func TestExtremes(t *testing.T) {
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for _, n := range []int{1, 7, 8, 16, 19} {
			x := make([]float32, n)
			for i := range x {
				x[i] = -1e30
			}
			x[n-1] = 50
			s.Softmax(x, 1)
			for i, v := range x {
				if i == n-1 && v != 1 || i < n-1 && v > 1e-30 {
					t.Errorf("Softmax of −1e30 … 50: number %d of %d is %v", i, n, v)
				}
			}
			for i := range x {
				x[i] = []float32{-1e4, 1e4, 0, -20}[i%4]
			}
			s.GELU(x)
			for i, v := range x {
				if want := []float32{0, 1e4, 0, 0}[i%4]; math.Abs(float64(v-want)) > 1e-6 {
					t.Errorf("GELU: number %d of %d is %v, want %v", i, n, v, want)
				}
			}
		}
	})
}

func TestTranspose(t *testing.T) {
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for _, n := range []int{1, 7, 8, 32, 40} {
			for rows := range 40 {
				ldx := n + 5
				x := numbers(rows*ldx + n)
				out := make([]float32, tensor.Wide(rows)*n)
				for i := range out {
					out[i] = 7
				}
				s.Transpose(out, x, ldx, rows, n)
				for p := range out {
					r, i := p/(n*tensor.Panel)*tensor.Panel+p%tensor.Panel, p/tensor.Panel%n
					want := float32(7)
					if r < rows {
						want = x[r*ldx+i]
					}
					if out[p] != want {
						t.Fatalf("Transpose of %d × %d: number %d is %v, want %v", rows, n, p, out[p], want)
					}
				}
			}
		}
	})
}

// checkDense compares a layer of float32 with float64.
func checkDense(s *tensor.Set, rows, in, out, extra int) error {
	w, bias, ldx := numbers(in*out), numbers(out), in+extra
	x := numbers(rows*ldx + 1)
	l := s.NewDense(w, bias, in, out)
	ldy := l.Width() + extra
	y := make([]float32, rows*ldy)
	l.Apply(rows, x, ldx, y, ldy, nil)
	for r := range rows {
		for o := range ldy {
			var want float64
			if o < out {
				want = float64(bias[o])
				for i := range in {
					want += float64(x[r*ldx+i]) * float64(w[o*in+i])
				}
			}
			if got := y[r*ldy+o]; math.Abs(float64(got)-want) > 2e-5*math.Sqrt(float64(in+1)) || math.IsNaN(float64(got)) {
				return fmt.Errorf("%s: %d rows of %d to %d: y[%d][%d] = %v, want %v", s.Name(), rows, in, out, r, o, got, want)
			}
		}
	}
	return nil
}

// checkQuantised compares a layer of int8 with exact arithmetic on the rounded
// inputs, the same in every set to the last bit.
func checkQuantised(s *tensor.Set, rows, in, out, bits, extra int) error {
	q, scale, bias, ldx := weights(in*out), numbers(out), numbers(out + 1)[:out], in+extra
	x := numbers(rows*ldx + 2)
	l, g := s.NewQuantised(q, scale, bias, in, out, bits), tensor.Generic.NewQuantised(q, scale, bias, in, out, bits)
	ldy := l.Width() + extra
	y, z := make([]float32, rows*ldy), make([]float32, rows*ldy)
	var work tensor.Scratch
	l.Apply(rows, x, ldx, y, ldy, &work)
	g.Apply(rows, x, ldx, z, ldy, &work)
	if d := differ(y, z); d != 0 {
		return fmt.Errorf("%s: %d rows of %d to %d in %d bits: off by %v from generic", s.Name(), rows, in, out, bits, d)
	}
	// An input is off by half a step at most.
	step := map[int]float64{16: 1.0 / 8000, 8: 1.0 / 127}[bits]
	for r := range rows {
		var most float64
		for i := range in {
			most = max(most, math.Abs(float64(x[r*ldx+i])))
		}
		for o := range out {
			want, slack := float64(bias[o]), 1e-4
			for i := range in {
				w := float64(scale[o]) * float64(q[o*in+i])
				want += float64(x[r*ldx+i]) * w
				slack += math.Abs(w) * (most*step*0.51 + 1e-6)
			}
			if got := float64(y[r*ldy+o]); !(math.Abs(got-want) <= slack) {
				return fmt.Errorf("%s: %d rows of %d to %d in %d bits: y[%d][%d] = %v, want %v ± %v", s.Name(), rows, in, out, bits, r, o, got, want, slack)
			}
		}
	}
	return nil
}

func TestLayers(t *testing.T) {
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for _, in := range []int{1, 2, 3, 7, 8, 15, 16, 17, 32, 67, 96} {
			for _, out := range []int{1, 15, 16, 17, 48, 51} {
				for _, rows := range []int{0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 19, 24, 31} {
					if err := checkDense(s, rows, in, out, rows%3); err != nil {
						t.Fatal(err)
					}
					if rows < 20 {
						for _, bits := range []int{16, 8} {
							if err := checkQuantised(s, rows, in, out, bits, rows%3); err != nil {
								t.Fatal(err)
							}
						}
					}
				}
			}
		}
	})
}

// TestDeep has as many inputs as the model's widest layer, and the largest
// weights and inputs everywhere, where sums of integers would overflow if they
// could.
func TestDeep(t *testing.T) {
	const in, out, rows = 1536, 16, 7
	q := make([]int8, in*out)
	for i := range q {
		q[i] = int8(127 - 254*(i/in%2))
	}
	scale, bias, x := make([]float32, out), make([]float32, out), make([]float32, rows*in)
	for i := range scale {
		scale[i] = 1.0 / 127
	}
	for i := range x {
		x[i] = float32(1 - 2*(i/in%2))
	}
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for _, bits := range []int{16, 8} {
			y := make([]float32, rows*out)
			s.NewQuantised(q, scale, bias, in, out, bits).Apply(rows, x, in, y, out, new(tensor.Scratch))
			for i, v := range y {
				want := float32(in * (1 - 2*(i%2)) * (1 - 2*(i/out%2)))
				if math.Abs(float64(v-want)) > 0.2 {
					t.Fatalf("%d bits: y[%d] = %v, want %v", bits, i, v, want)
				}
			}
		}
	})
}

// TestRowsAlone checks that a row's result does not depend on its company.
func TestRowsAlone(t *testing.T) {
	const in, out, rows = 40, 33, 29
	x := numbers(rows * in)
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		for _, l := range []tensor.Layer{
			s.NewDense(numbers(in*out), numbers(out), in, out),
			s.NewQuantised(weights(in*out), numbers(out), numbers(out), in, out, 16),
			s.NewQuantised(weights(in*out), numbers(out), numbers(out), in, out, 8),
		} {
			n := l.Width()
			all, one := make([]float32, rows*n), make([]float32, n)
			var work tensor.Scratch
			l.Apply(rows, x, in, all, n, &work)
			for r := range rows {
				l.Apply(1, x[r*in:], in, one, n, &work)
				if d := differ(one, all[r*n:][:n]); d != 0 {
					t.Fatalf("%T: row %d alone is off by %v", l, r, d)
				}
			}
		}
	})
}

// TestSameBits checks that products of float32 are the same to the last bit in
// every set in assembly, whatever the processor: each sum begins with the bias
// and takes its terms in order, rounded once each.
func TestSameBits(t *testing.T) {
	const in, out, rows, want = 67, 48, 13, 0x945c83ad
	x, y := numbers(rows*in), make([]float32, rows*out)
	eachSet(t, func(t *testing.T, s *tensor.Set) {
		if s == tensor.Generic {
			t.Skip("Go may round twice")
		}
		s.NewDense(numbers(in*out), numbers(out), in, out).Apply(rows, x, in, y, out, nil)
		sum := crc32.NewIEEE()
		if err := binary.Write(sum, binary.LittleEndian, y); err != nil {
			t.Fatal(err)
		}
		if got := sum.Sum32(); got != want {
			t.Errorf("checksum %#08x, want %#08x", got, uint32(want))
		}
	})
}

func FuzzLayers(f *testing.F) {
	f.Add(uint8(13), uint8(40), uint8(17), uint8(1))
	f.Add(uint8(1), uint8(1), uint8(1), uint8(0))
	f.Fuzz(func(t *testing.T, rows, in, out, extra uint8) {
		n, k, m, e := int(rows)%40, int(in)+1, int(out)%80+1, int(extra)%20
		for _, s := range tensor.Sets() {
			if err := checkDense(s, n, k, m, e); err != nil {
				t.Error(err)
			}
			for _, bits := range []int{16, 8} {
				if err := checkQuantised(s, n, k, m, bits, e); err != nil {
					t.Error(err)
				}
			}
		}
	})
}

func BenchmarkLayer(b *testing.B) {
	for _, shape := range [][3]int{{128, 384, 1152}, {128, 384, 1536}, {128, 1536, 384}} {
		rows, in, out := shape[0], shape[1], shape[2]
		x, y := numbers(rows*in), make([]float32, rows*out)
		for _, s := range tensor.Sets() {
			for _, l := range []struct {
				name  string
				layer tensor.Layer
			}{
				{"f32", s.NewDense(numbers(in*out), numbers(out), in, out)},
				{"w8a16", s.NewQuantised(weights(in*out), numbers(out), numbers(out), in, out, 16)},
			} {
				b.Run(fmt.Sprintf("%dx%dx%d/%s/%s", rows, in, out, s.Name(), l.name), func(b *testing.B) {
					var work tensor.Scratch
					for b.Loop() {
						l.layer.Apply(rows, x, in, y, out, &work)
					}
					b.ReportMetric(2*float64(rows*in*out)*float64(b.N)/b.Elapsed().Seconds()/1e9, "GFLOP/s")
				})
			}
		}
	}
}
