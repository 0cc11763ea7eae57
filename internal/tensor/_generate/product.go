package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func param(name string) reg.GPVirtual { return Load(Param(name), GP64()).(reg.GPVirtual) }

// A grid addresses up to six rows that lie ld bytes apart with three
// registers: its base, base + 3·ld, and ld.
type grid struct{ base, base3, ld reg.GPVirtual }

func newGrid(base, ld reg.GPVirtual) grid {
	b3 := GP64()
	LEAQ(Mem{Base: ld, Index: ld, Scale: 2}, b3)
	ADDQ(base, b3)
	return grid{base, b3, ld}
}

func (g grid) row(r, disp int) Mem {
	b := g.base
	if r >= 3 {
		b = g.base3
	}
	switch r % 3 {
	case 0:
		return Mem{Base: b, Disp: disp}
	case 1:
		return Mem{Base: b, Index: g.ld, Scale: 1, Disp: disp}
	default:
		return Mem{Base: b, Index: g.ld, Scale: 2, Disp: disp}
	}
}

func (g grid) advance(bytes int) {
	ADDQ(I32(bytes), g.base)
	ADDQ(I32(bytes), g.base3)
}

// product writes the kernel C = init + A·B for rows × k times k × 16.
func product(rows int) {
	TEXT(fmt.Sprintf("product%d", rows), NOSPLIT, "func(k int, a *float32, lda int, b *float32, init *float32, ldi int, c *float32, ldc int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("product%d computes c[r][j] = init[r][j] + Σ a[r][i]·b[i][j] for r < %d, i < k, j < 16.", rows, rows))
	k, b := param("k"), param("b")
	var acc [rowsMax][2]reg.VecVirtual
	{
		init := newGrid(param("init"), param("ldi"))
		for r := range rows {
			for j := range 2 {
				acc[r][j] = YMM()
				VMOVUPS(init.row(r, 32*j), acc[r][j])
			}
		}
	}
	a := newGrid(param("a"), param("lda"))
	b0, b1 := YMM(), YMM()
	spread := []reg.VecVirtual{YMM(), YMM()}
	n := 0
	step := func(u int) {
		VMOVUPS(Mem{Base: b, Disp: u * 64}, b0)
		VMOVUPS(Mem{Base: b, Disp: u*64 + 32}, b1)
		for r := range rows {
			t := spread[n&1]
			n++
			VBROADCASTSS(a.row(r, 4*u), t)
			VFMADD231PS(b0, t, acc[r][0])
			VFMADD231PS(b1, t, acc[r][1])
		}
	}
	SUBQ(Imm(4), k)
	JL(LabelRef("tail"))
	Label("loop")
	for u := range 4 {
		step(u)
	}
	a.advance(16)
	ADDQ(I32(256), b)
	SUBQ(Imm(4), k)
	JGE(LabelRef("loop"))
	Label("tail")
	ADDQ(Imm(4), k)
	JE(LabelRef("done"))
	Label("one")
	step(0)
	a.advance(4)
	ADDQ(Imm(64), b)
	SUBQ(Imm(1), k)
	JNE(LabelRef("one"))
	Label("done")
	c := newGrid(param("c"), param("ldc"))
	for r := range rows {
		for j := range 2 {
			VMOVUPS(acc[r][j], c.row(r, 32*j))
		}
	}
	VZEROUPPER()
	RET()
}
