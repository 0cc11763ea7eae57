package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func param(name string) reg.GPVirtual { return Load(Param(name), GP64()).(reg.GPVirtual) }

// A grid addresses rows that lie ld bytes apart: every third row has a register
// of its own, and the two after it are reached with ld as an index.
type grid struct {
	base []reg.GPVirtual // rows 0, 3, 6 …
	ld   reg.GPVirtual
}

func newGrid(base, ld reg.GPVirtual, rows int) grid {
	g := grid{[]reg.GPVirtual{base}, ld}
	for r := 3; r < rows; r += 3 {
		b := GP64()
		LEAQ(Mem{Base: g.base[len(g.base)-1], Index: ld, Scale: 2}, b)
		ADDQ(ld, b)
		g.base = append(g.base, b)
	}
	return g
}

func (g grid) row(r, disp int) Mem {
	m := Mem{Base: g.base[r/3], Disp: disp}
	if r%3 > 0 {
		m.Index, m.Scale = g.ld, uint8(r%3)
	}
	return m
}

func (g grid) advance(bytes int) {
	for _, b := range g.base {
		ADDQ(I32(bytes), b)
	}
}

// product writes the kernel C = init + A·B for rows × k times k × 16. Six rows
// need 12 of the 16 registers for sums, two for B and two for A.
func product(rows int) {
	TEXT(fmt.Sprintf("product%d", rows), NOSPLIT, "func(k int, a *float32, lda int, b *float32, init *float32, ldi int, c *float32, ldc int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("product%d computes c[r][j] = init[r][j] + Σ a[r][i]·b[i][j] for r < %d, i < k, j < 16.", rows, rows))
	k, b := param("k"), param("b")
	var acc [6][2]reg.VecVirtual
	{
		init := newGrid(param("init"), param("ldi"), rows)
		for r := range rows {
			for j := range 2 {
				acc[r][j] = YMM()
				VMOVUPS(init.row(r, 32*j), acc[r][j])
			}
		}
	}
	a := newGrid(param("a"), param("lda"), rows)
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
	c := newGrid(param("c"), param("ldc"), rows)
	for r := range rows {
		for j := range 2 {
			VMOVUPS(acc[r][j], c.row(r, 32*j))
		}
	}
	VZEROUPPER()
	RET()
}
