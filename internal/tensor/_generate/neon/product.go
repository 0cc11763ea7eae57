package main

import "fmt"

// sums are the registers that hold the results of a product: four for a row.
const sums = 16

// product writes the product of float32 for so many rows: four numbers of each
// row at a time, then one.
func (w *writer) product(rows int) {
	w.function(fmt.Sprintf("neonProduct%d", rows),
		fmt.Sprintf("computes c[r][j] = init[r][j] + Σ a[r][i]·b[i][j] for r < %d, i < k, j < 16.", rows),
		"k int, a *float32, lda int, b *float32, init *float32, ldi int, c *float32, ldc int", 64)
	for i, p := range []string{"k", "a", "lda", "b", "init", "ldi", "c", "ldc"} {
		w.line("MOVD %s+%d(FP), R%d", p, 8*i, i)
	}
	a := w.pointers(1, 2, []int{8, 9, 10}[:rows-1]...)
	for r := range rows {
		w.line("VLD1 (R4), %s", list(sums+4*r, 4, "S4"))
		if r+1 < rows {
			w.line("ADD R5, R4, R4")
		}
	}
	w.line("CMP $4, R0")
	w.line("BLT tail")
	w.label("loop")
	for r, p := range a {
		w.line("VLD1.P 16(R%d), [V%d.S4]", p, 8+r)
	}
	for i := range 4 {
		b := i % 2 * 4
		w.line("VLD1.P 64(R3), %s", list(b, 4, "S4"))
		for r := range rows {
			for j := range 4 {
				w.fmlaAt(sums+4*r+j, b+j, 8+r, i)
			}
		}
	}
	w.line("SUB $4, R0")
	w.line("CMP $4, R0")
	w.line("BGE loop")
	w.label("tail")
	w.line("CBZ R0, done")
	w.label("one")
	for r, p := range a {
		w.line("FMOVS.P 4(R%d), F%d", p, 8+r)
	}
	w.line("VLD1.P 64(R3), %s", list(0, 4, "S4"))
	for r := range rows {
		for j := range 4 {
			w.fmlaAt(sums+4*r+j, j, 8+r, 0)
		}
	}
	w.line("SUB $1, R0")
	w.line("CBNZ R0, one")
	w.label("done")
	w.store(rows, 6, 7)
	w.line("RET")
}

// store writes the results from where register c points, ldc apart.
func (w *writer) store(rows, c, ldc int) {
	for r := range rows {
		w.line("VST1 %s, (R%d)", list(sums+4*r, 4, "S4"), c)
		if r+1 < rows {
			w.line("ADD R%d, R%d, R%d", ldc, c, c)
		}
	}
}

// integers begins a product of integers: k, a, lda, b, rows, cols, bias, c, ldc
// in R0 … R8.
func (w *writer) integers(name string, rows int) {
	w.function(name,
		fmt.Sprintf("computes c[r][j] = rows[r]·cols[j]·Σ a[r][i]·b[i][j] + bias[j] for r < %d, i < k, j < 16.", rows),
		"k int, a *int16, lda int, b *int8, rows *float32, cols *float32, bias *float32, c *float32, ldc int", 72)
	for i, p := range []string{"k", "a", "lda", "b", "rows", "cols", "bias", "c", "ldc"} {
		w.line("MOVD %s+%d(FP), R%d", p, 8*i, i)
	}
}

// product16 writes the product of 16 and 8 bits for so many rows, eight numbers
// of each row at a time. Weights of neighbouring numbers stand side by side, so
// that loading pairs takes them apart.
func (w *writer) product16(rows int) {
	w.integers(fmt.Sprintf("neonProduct16x%d", rows), rows)
	a := w.pointers(1, 2, []int{9, 10, 11}[:rows-1]...)
	for v := range 4 * rows {
		w.clear(sums + v)
	}
	w.label("loop")
	for r, p := range a {
		w.line("VLD1.P 16(R%d), [V%d.H8]", p, 8+r)
	}
	for i := 0; i < 8; i += 2 {
		w.line("VLD2.P 32(R3), [V0.B16, V1.B16]")
		w.sxtl(2, 0)
		w.sxtl2(3, 0)
		w.sxtl(4, 1)
		w.sxtl2(5, 1)
		for next := range 2 {
			for r := range rows {
				for half := range 2 {
					w.smlalAt(sums+4*r+2*half, 2+2*next+half, 8+r, i+next)
					w.smlal2At(sums+4*r+2*half+1, 2+2*next+half, 8+r, i+next)
				}
			}
		}
	}
	w.line("SUB $8, R0")
	w.line("CBNZ R0, loop")
	w.scale(rows)
	w.line("RET")
}

// scale turns sums of integers into results and stores them.
func (w *writer) scale(rows int) {
	w.line("VLD1 (R5), %s", list(0, 4, "S4"))
	w.line("VLD1 (R6), %s", list(8, 4, "S4"))
	for r := range rows {
		w.line("VLD1R.P 4(R4), [V4.S4]")
		for j := range 4 {
			s := sums + 4*r + j
			w.fmul(5, 4, j)
			w.scvtf(s, s)
			w.fmul(s, s, 5)
			w.fadd(s, s, 8+j)
		}
	}
	w.store(rows, 7, 8)
}

// dotProduct16 writes the product of 16 and 8 bits with the instructions for sums
// of four products of bytes. A number of 16 bits is 256 times its upper byte and
// its lower byte, which has no sign: it is multiplied by the weight plus 128,
// which has none either, and 128 times the sum of lower bytes is taken off. All
// of this is exact, whatever overflows on the way.
func (w *writer) dotProduct16(rows int) {
	const (
		ones  = 8
		flip  = 9  // 128 in every byte
		low   = 10 // of row r, 10 + 4r; the upper bytes after it
		lows  = 12 // sums of them
		lower = sums + 8
	)
	w.integers(fmt.Sprintf("dotProduct16x%d", rows), rows)
	a := w.pointers(1, 2, []int{9}[:rows-1]...)
	for r := range rows {
		w.clear(lows + r)
		for j := range 4 {
			w.clear(sums + 4*r + j)
			w.clear(lower + 4*r + j)
		}
	}
	w.bytes(ones, 1)
	w.bytes(flip, 128)
	w.label("loop")
	for r, p := range a {
		t := 4 + 2*r
		w.line("VLD1.P 32(R%d), %s", p, list(t, 2, "B16"))
		w.uzp1(low+4*r, t, t+1)
		w.uzp2(low+4*r+1, t, t+1)
		w.udot(lows+r, low+4*r, ones)
	}
	for i := range 4 {
		w.line("VLD1.P 64(R3), %s", list(4, 4, "B16"))
		w.zip1(0, 4, 6)
		w.zip2(1, 4, 6)
		w.zip1(2, 5, 7)
		w.zip2(3, 5, 7)
		for j := range 4 {
			for r := range rows {
				w.sdotAt(sums+4*r+j, j, low+4*r+1, i)
			}
			w.eor(j, j, flip)
			for r := range rows {
				w.udotAt(lower+4*r+j, j, low+4*r, i)
			}
		}
	}
	w.line("SUB $16, R0")
	w.line("CBNZ R0, loop")
	for r := range rows {
		w.addv(lows+r, lows+r)
		w.spread(lows+r, lows+r, 0)
		w.shl(lows+r, lows+r, 7)
		for j := range 4 {
			s := sums + 4*r + j
			w.shl(s, s, 8)
			w.add(s, s, lower+4*r+j)
			w.sub(s, s, lows+r)
		}
	}
	w.scale(rows)
	w.line("RET")
}
