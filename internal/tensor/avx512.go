//go:build amd64 && !noasm

package tensor

// tile returns how many rows one call of an AVX-512 kernel takes.
func tile(rows int) int {
	switch {
	case rows >= 12:
		return 12
	case rows >= 6:
		return 6
	}
	return min(rows, 4)
}

func productAVX512(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	if k == 0 {
		productGeneric(rows, k, a, lda, b, init, ldi, c, ldc)
		return
	}
	for rows > 0 {
		n := tile(rows)
		switch n {
		case 12:
			wideProduct12(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 6:
			wideProduct6(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 4:
			wideProduct4(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 3:
			wideProduct3(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 2:
			wideProduct2(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		case 1:
			wideProduct1(k, &a[0], lda*4, &b[0], &init[0], ldi*4, &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, init, c = a[n*lda:], init[n*ldi:], c[n*ldc:]
		}
	}
}

func product16AVX512(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int) {
	for rows > 0 {
		n := tile(rows)
		switch n {
		case 12:
			wideProduct16x12(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 6:
			wideProduct16x6(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 4:
			wideProduct16x4(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 3:
			wideProduct16x3(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 2:
			wideProduct16x2(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 1:
			wideProduct16x1(k, &a[0], lda*2, &b[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, rs, c = a[n*lda:], rs[n:], c[n*ldc:]
		}
	}
}

func product8AVX512(rows, k int, a []int8, lda int, b []uint8, init []int32, rs, cs, bias, c []float32, ldc int) {
	for rows > 0 {
		n := tile(rows)
		switch n {
		case 12:
			wideProduct8x12(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 6:
			wideProduct8x6(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 4:
			wideProduct8x4(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 3:
			wideProduct8x3(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 2:
			wideProduct8x2(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		case 1:
			wideProduct8x1(k, &a[0], lda, &b[0], &init[0], &rs[0], &cs[0], &bias[0], &c[0], ldc*4)
		}
		if rows -= n; rows > 0 {
			a, init, rs, c = a[n*lda:], init[n:], rs[n:], c[n*ldc:]
		}
	}
}

func quantise8AVX512(out []int8, x []float32, scale float32) int32 {
	n := len(x) / 16 * 16
	var sum int32
	if n > 0 {
		sum = wideQuantise8(&out[0], &x[0], n, scale)
	}
	return sum + quantise8Generic(out[n:], x[n:], scale)
}
