package tensor

import "math"

func productGeneric(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	for j := 0; j < Panel; j += 4 {
		r := 0
		for ; r+2 <= rows; r += 2 {
			product2x4(a[r*lda:][:k], a[(r+1)*lda:][:k], b[j:],
				(*[4]float32)(init[r*ldi+j:]), (*[4]float32)(init[(r+1)*ldi+j:]),
				(*[4]float32)(c[r*ldc+j:]), (*[4]float32)(c[(r+1)*ldc+j:]))
		}
		if r < rows {
			product1x4(a[r*lda:][:k], b[j:], (*[4]float32)(init[r*ldi+j:]), (*[4]float32)(c[r*ldc+j:]))
		}
	}
}

// product2x4 keeps eight sums in registers. It is not inlined so that it has
// the registers to itself.
//
//go:noinline
func product2x4(a0, a1, b []float32, i0, i1, c0, c1 *[4]float32) {
	a1 = a1[:len(a0)]
	s00, s01, s02, s03 := i0[0], i0[1], i0[2], i0[3]
	s10, s11, s12, s13 := i1[0], i1[1], i1[2], i1[3]
	for i, x := range a0 {
		y := a1[i]
		q := (*[4]float32)(b)
		b = b[min(Panel, len(b)):]
		b0, b1, b2, b3 := q[0], q[1], q[2], q[3]
		s00 += x * b0
		s01 += x * b1
		s02 += x * b2
		s03 += x * b3
		s10 += y * b0
		s11 += y * b1
		s12 += y * b2
		s13 += y * b3
	}
	*c0 = [4]float32{s00, s01, s02, s03}
	*c1 = [4]float32{s10, s11, s12, s13}
}

//go:noinline
func product1x4(a, b []float32, init, c *[4]float32) {
	s0, s1, s2, s3 := init[0], init[1], init[2], init[3]
	for _, x := range a {
		q := (*[4]float32)(b)
		b = b[min(Panel, len(b)):]
		s0 += x * q[0]
		s1 += x * q[1]
		s2 += x * q[2]
		s3 += x * q[3]
	}
	*c = [4]float32{s0, s1, s2, s3}
}

// exp returns e^x for x ≤ 0 by the polynomial of Cephes, to about 1e-7.
func exp(x float32) float32 {
	x = max(x, -87.3)
	const magic = 12582912 // 1.5·2²³: adding and subtracting it rounds to an integer
	n := float32(float32(x*math.Log2E)+magic) - magic
	r := x - n*0.693359375
	r += n * 2.12194440e-4
	p := float32(1.9875691500e-4)
	p = p*r + 1.3981999507e-3
	p = p*r + 8.3334519073e-3
	p = p*r + 4.1665795894e-2
	p = p*r + 1.6666665459e-1
	p = p*r + 5.0000001201e-1
	p = p*(r*r) + r + 1
	return p * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func softmaxGeneric(x []float32, scale float32) {
	most := x[0]
	for _, v := range x {
		most = max(most, v)
	}
	var sum float32
	for i, v := range x {
		e := exp((v - most) * scale)
		x[i] = e
		sum += e
	}
	inv := 1 / sum
	for i := range x {
		x[i] *= inv
	}
}

// geluGeneric is x·Φ(x) = max(x, 0) − |x|·q with q = ½·erfc(|x|/√2) by
// Abramowitz and Stegun 7.1.26, which does not cancel for x < 0.
func geluGeneric(x []float32) {
	for i, v := range x {
		a := max(v, -v)
		t := 1 / (1 + a*(0.3275911/math.Sqrt2))
		q := ((((0.5*1.061405429*t-0.5*1.453152027)*t+0.5*1.421413741)*t-0.5*0.284496736)*t + 0.5*0.254829592) * t * exp(-0.5*v*v)
		x[i] = max(v, 0) - a*q
	}
}

func addNormGeneric(out, x, y, gamma, beta []float32, eps float32) {
	n := float32(len(out))
	var sum, squares float32
	for i := range out {
		z := x[i] + y[i]
		out[i] = z
		sum += z
	}
	mean := sum / n
	for _, z := range out {
		squares += (z - mean) * (z - mean)
	}
	scale := float32(1 / math.Sqrt(float64(squares/n+eps)))
	for i, z := range out {
		out[i] = (z-mean)*scale*gamma[i] + beta[i]
	}
}

// product16Generic computes c[r][j] = rs[r]·cs[j]·Σ a[r][i]·b[i][j] + bias[j],
// where b holds the numbers of neighbouring i side by side.
func product16Generic(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int) {
	for r := range rows {
		ar, cr := a[r*lda:][:k], c[r*ldc:][:Panel]
		for j := range cr {
			var sum int32
			for i := 0; i+1 < k; i += 2 {
				q := b[i*Panel+2*j:][:2]
				sum += int32(ar[i])*int32(q[0]) + int32(ar[i+1])*int32(q[1])
			}
			// The conversion keeps the compiler from fusing, which would round otherwise.
			cr[j] = float32(float32(sum)*(rs[r]*cs[j])) + bias[j]
		}
	}
}

func quantise16Generic(out []int16, x []float32, scale float32) {
	for i, v := range x {
		out[i] = int16(max(-32768, min(32767, math.RoundToEven(float64(v*scale)))))
	}
}

func largestGeneric(x []float32) float32 {
	var m float32
	for _, v := range x {
		m = max(m, v, -v)
	}
	return m
}

func dotGeneric(x, y []float32) float32 {
	var s0, s1, s2, s3 float32
	for len(x) >= 4 && len(y) >= 4 {
		s0 += x[0] * y[0]
		s1 += x[1] * y[1]
		s2 += x[2] * y[2]
		s3 += x[3] * y[3]
		x, y = x[4:], y[4:]
	}
	for i, v := range x {
		s0 += v * y[i]
	}
	return s0 + s1 + (s2 + s3)
}

func transposeGeneric(out, x []float32, ldx, rows, n int) {
	for j := range rows {
		for i, v := range x[j*ldx:][:n] {
			out[i*Panel+j] = v
		}
	}
}

// product8Generic is product16Generic with a of 8 bits and with 128 added to
// the weights, four of neighbouring i side by side; init[r] takes 128·Σ a[r] off.
func product8Generic(rows, k int, a []int8, lda int, b []uint8, init []int32, rs, cs, bias, c []float32, ldc int) {
	for r := range rows {
		ar, cr := a[r*lda:][:k], c[r*ldc:][:Panel]
		for j := range cr {
			sum := init[r]
			for i, v := range ar {
				sum += int32(v) * int32(b[i/4*4*Panel+4*j+i%4])
			}
			cr[j] = float32(float32(sum)*(rs[r]*cs[j])) + bias[j]
		}
	}
}

// quantise8Generic rounds scale·x, at most ±127, and returns the sum of the
// results.
func quantise8Generic(out []int8, x []float32, scale float32) int32 {
	var sum int32
	for i, v := range x {
		out[i] = int8(max(-128, min(127, math.RoundToEven(float64(v*scale)))))
		sum += int32(out[i])
	}
	return sum
}
