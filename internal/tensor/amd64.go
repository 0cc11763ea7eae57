//go:build amd64 && !noasm

package tensor

import "golang.org/x/sys/cpu"

var avx2 = &Set{
	name:       "avx2",
	integers:   true,
	product:    productAVX2,
	product16:  product16AVX2,
	quantise16: quantise16AVX2,
	largest:    largestAVX2,
	dot:        dotAVX2,
	softmax:    softmaxAVX2,
	gelu:       geluAVX2,
	addNorm:    addNormAVX2,
	transpose:  transposeAVX2,
}

// avx512 shares with avx2 what is no product of matrices, and gives the same
// numbers to the last bit. Its kernels were checked on an emulated Ice Lake (see
// TestEmulated: all 19 kernels, 92 cases, bit for bit, 25 November 2026); their
// speed on a real one has not been measured.
var avx512 = func() *Set {
	s := *avx2
	s.name = "avx512"
	s.product, s.product16 = productAVX512, product16AVX512
	s.product8, s.quantise8 = product8AVX512, quantise8AVX512
	return &s
}()

func machineSets() []*Set {
	x := &cpu.X86
	var sets []*Set
	if x.HasAVX2 && x.HasFMA {
		sets = []*Set{avx2}
		if x.HasAVX512F && x.HasAVX512BW && x.HasAVX512VNNI {
			sets = []*Set{avx512, avx2}
		}
	}
	return sets
}

// lane is the number of float32 in a register.
const lane = 8

func productAVX2(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	if k == 0 {
		productGeneric(rows, k, a, lda, b, init, ldi, c, ldc)
		return
	}
	for rows > 0 {
		n := min(rows, 6)
		switch n {
		case 6:
			product6(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 5:
			product5(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 4:
			product4(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 3:
			product3(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 2:
			product2(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 1:
			product1(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, init, c = a[n*lda:], init[n*ldi:], c[n*ldc:]
		}
	}
}

func product16AVX2(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int) {
	for rows > 0 {
		n := min(rows, 6)
		switch n {
		case 6:
			product16x6(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 5:
			product16x5(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 4:
			product16x4(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 3:
			product16x3(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 2:
			product16x2(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 1:
			product16x1(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, rs, c = a[n*lda:], rs[n:], c[n*ldc:]
		}
	}
}

func quantise16AVX2(out []int16, x []float32, scale float32) {
	n := len(x) / 16 * 16
	if n > 0 {
		quantise16(&out[0], &x[0], n, scale)
	}
	quantise16Generic(out[n:], x[n:], scale)
}

func largestAVX2(x []float32) float32 {
	n := len(x) / lane * lane
	m := largestGeneric(x[n:])
	if n > 0 {
		m = max(m, largest8(&x[0], n))
	}
	return m
}

func dotAVX2(x, y []float32) float32 {
	n := len(x) / lane * lane
	var s float32
	if n > 0 {
		s = dot8(&x[0], &y[0], n)
	}
	for i, v := range x[n:] {
		s += v * y[n+i]
	}
	return s
}

func softmaxAVX2(x []float32, scale float32) {
	if len(x)%lane != 0 {
		softmaxGeneric(x, scale)
		return
	}
	softmax8(&x[0], len(x), scale)
}

func geluAVX2(x []float32) {
	n := len(x) / lane * lane
	if n > 0 {
		gelu8(&x[0], n)
	}
	geluGeneric(x[n:])
}

func addNormAVX2(out, x, y, gamma, beta []float32, eps float32) {
	n := len(out)
	if n%lane != 0 {
		addNormGeneric(out, x, y, gamma, beta, eps)
		return
	}
	addNorm8(&out[0], &x[0], &y[0], &gamma[0], &beta[0], n, 1/float32(n), eps)
}

func transposeAVX2(out, x []float32, ldx, rows, n int) {
	j := 0
	if n%lane == 0 {
		for ; j+lane <= rows; j += lane {
			transpose8(&out[j], &x[j*ldx], ldx*4, n)
		}
	}
	if j < rows {
		transposeGeneric(out[j:], x[j*ldx:], ldx, rows-j, n)
	}
}
