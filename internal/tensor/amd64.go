//go:build amd64 && !noasm

package tensor

import "golang.org/x/sys/cpu"

var avx2 = &Set{
	name:    "avx2",
	product: productAVX2,
	softmax: softmaxAVX2,
	gelu:    geluAVX2,
	addNorm: addNormAVX2,
}

func machineSets() []*Set {
	if cpu.X86.HasAVX2 && cpu.X86.HasFMA {
		return []*Set{avx2}
	}
	return nil
}

// lane is the number of float32 in a register.
const lane = 8

func productAVX2(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	if k == 0 {
		productGeneric(rows, k, a, lda, b, init, ldi, c, ldc)
		return
	}
	for ; rows >= 6; rows -= 6 {
		product6(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		if rows == 6 {
			return
		}
		a, init, c = a[6*lda:], init[6*ldi:], c[6*ldc:]
	}
	switch rows {
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
