//go:build arm64 && !noasm

package tensor

import "golang.org/x/sys/cpu"

// neon is the set for every arm64 processor. Its kernels were checked under
// emulation (qemu-user) by the tests of this package; their speed on a real
// processor has not been measured.
var neon = &Set{
	name:       "neon",
	product:    productNEON,
	product16:  product16NEON,
	quantise16: quantise16NEON,
	largest:    largestNEON,
	dot:        dotNEON,
	softmax:    softmaxNEON,
	gelu:       geluNEON,
	addNorm:    addNormNEON,
	transpose:  transposeGeneric,
}

// dotprod is the set for those with instructions for sums of products of bytes
// (ARMv8.2 FEAT_DotProd): servers and telephones since about 2018.
var dotprod = func() *Set {
	s := *neon
	s.name, s.integers = "dotprod", true
	s.product16 = product16Dot
	return &s
}()

func machineSets() []*Set {
	if cpu.ARM64.HasASIMDDP {
		return []*Set{dotprod, neon}
	}
	return []*Set{neon}
}

// lane is the number of float32 in a register.
const lane = 4

func productNEON(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	if k == 0 {
		productGeneric(rows, k, a, lda, b, init, ldi, c, ldc)
		return
	}
	for rows > 0 {
		n := min(rows, 4)
		switch n {
		case 4:
			neonProduct4(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 3:
			neonProduct3(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 2:
			neonProduct2(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 1:
			neonProduct1(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, init, c = a[n*lda:], init[n*ldi:], c[n*ldc:]
		}
	}
}

func product16NEON(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int) {
	for rows > 0 {
		n := min(rows, 4)
		switch n {
		case 4:
			neonProduct16x4(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 3:
			neonProduct16x3(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 2:
			neonProduct16x2(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 1:
			neonProduct16x1(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, rs, c = a[n*lda:], rs[n:], c[n*ldc:]
		}
	}
}

func product16Dot(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int) {
	for rows > 0 {
		n := min(rows, 2)
		if n == 2 {
			dotProduct16x2(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		} else {
			dotProduct16x1(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, rs, c = a[n*lda:], rs[n:], c[n*ldc:]
		}
	}
}

func quantise16NEON(out []int16, x []float32, scale float32) {
	n := len(x) / 8 * 8
	if n > 0 {
		neonQuantise16(&out[0], &x[0], n, scale)
	}
	quantise16Generic(out[n:], x[n:], scale)
}

func largestNEON(x []float32) float32 {
	n := len(x) / lane * lane
	m := largestGeneric(x[n:])
	if n > 0 {
		m = max(m, neonLargest(&x[0], n))
	}
	return m
}

func dotNEON(x, y []float32) float32 {
	n := len(x) / lane * lane
	var s float32
	if n > 0 {
		s = neonDot(&x[0], &y[0], n)
	}
	for i, v := range x[n:] {
		s += v * y[n+i]
	}
	return s
}

func softmaxNEON(x []float32, scale float32) {
	if len(x)%lane != 0 {
		softmaxGeneric(x, scale)
		return
	}
	neonSoftmax(&x[0], len(x), scale)
}

func geluNEON(x []float32) {
	n := len(x) / lane * lane
	if n > 0 {
		neonGELU(&x[0], n)
	}
	geluGeneric(x[n:])
}

func addNormNEON(out, x, y, gamma, beta []float32, eps float32) {
	n := len(out)
	if n%lane != 0 {
		addNormGeneric(out, x, y, gamma, beta, eps)
		return
	}
	neonAddNorm(&out[0], &x[0], &y[0], &gamma[0], &beta[0], n, 1/float32(n), eps)
}
