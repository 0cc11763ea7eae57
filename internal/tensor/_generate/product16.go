package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

const signature16 = "func(k int, a *int16, lda int, b *int8, rows *float32, cols *float32, bias *float32, c *float32, ldc int)"

// product16 writes the kernel of integers C = (A·B) ∘ (rows ⊗ cols) + bias for
// rows × k times k × 16, k a multiple of 8. A is int16, B int8 with the two
// numbers of neighbouring k side by side.
func product16(rows int) {
	TEXT(fmt.Sprintf("product16x%d", rows), NOSPLIT, signature16)
	Pragma("noescape")
	Doc(fmt.Sprintf("product16x%d computes c[r][j] = rows[r]·cols[j]·Σ a[r][i]·b[i][j] + bias[j] for r < %d, i < k, j < 16.", rows, rows))
	k, b := param("k"), param("b")
	a := newGrid(param("a"), param("lda"), rows)
	var acc [6][2]reg.VecVirtual
	for r := range rows {
		for j := range 2 {
			acc[r][j] = YMM()
			VPXOR(acc[r][j], acc[r][j], acc[r][j])
		}
	}
	b0, b1, t0, t1 := YMM(), YMM(), YMM(), YMM()
	Label("loop")
	for u := range 4 {
		VPMOVSXBW(Mem{Base: b, Disp: u * 32}, b0)
		VPMOVSXBW(Mem{Base: b, Disp: u*32 + 16}, b1)
		for r := range rows {
			VPBROADCASTD(a.row(r, 4*u), t0)
			VPMADDWD(b0, t0, t1)
			VPMADDWD(b1, t0, t0)
			VPADDD(t1, acc[r][0], acc[r][0])
			VPADDD(t0, acc[r][1], acc[r][1])
		}
	}
	a.advance(16)
	ADDQ(I32(128), b)
	SUBQ(Imm(8), k)
	JG(LabelRef("loop"))
	// Multiply, then add: fused they would round otherwise than in Go.
	cols, bias, rs := param("cols"), param("bias"), param("rows")
	c := newGrid(param("c"), param("ldc"), rows)
	for r := range rows {
		VBROADCASTSS(Mem{Base: rs, Disp: 4 * r}, t0)
		for j := range 2 {
			VCVTDQ2PS(acc[r][j], acc[r][j])
			VMULPS(Mem{Base: cols, Disp: 32 * j}, t0, t1)
			VMULPS(acc[r][j], t1, acc[r][j])
			VADDPS(Mem{Base: bias, Disp: 32 * j}, acc[r][j], acc[r][j])
			VMOVUPS(acc[r][j], c.row(r, 32*j))
		}
	}
	VZEROUPPER()
	RET()
}
