package main

import (
	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func dot() {
	TEXT("dot8", NOSPLIT, "func(x *float32, y *float32, n int) float32")
	Pragma("noescape")
	Doc("dot8 returns Σ x·y. n is a positive multiple of 8.")
	x, y, n := param("x"), param("y"), param("n")
	s0, s1, v := YMM(), YMM(), YMM()
	VPXOR(s0, s0, s0)
	VPXOR(s1, s1, s1)
	SUBQ(Imm(16), n)
	JL(LabelRef("tail"))
	Label("loop")
	VMOVUPS(Mem{Base: x}, v)
	VFMADD231PS(Mem{Base: y}, v, s0)
	VMOVUPS(Mem{Base: x, Disp: 32}, v)
	VFMADD231PS(Mem{Base: y, Disp: 32}, v, s1)
	ADDQ(Imm(64), x)
	ADDQ(Imm(64), y)
	SUBQ(Imm(16), n)
	JGE(LabelRef("loop"))
	Label("tail")
	ADDQ(Imm(16), n)
	JE(LabelRef("done"))
	VMOVUPS(Mem{Base: x}, v)
	VFMADD231PS(Mem{Base: y}, v, s0)
	Label("done")
	VADDPS(s0, s1, s0)
	Store(sum(s0), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

func largestAbs() {
	TEXT("largest8", NOSPLIT, "func(x *float32, n int) float32")
	Pragma("noescape")
	Doc("largest8 returns max |x|. n is a positive multiple of 8.")
	x, n := param("x"), param("n")
	mask, m, v := YMM(), YMM(), YMM()
	VMOVUPS(absMask, mask)
	VPXOR(m, m, m)
	each("loop", x, n, func(p reg.GPVirtual) {
		VANDPS(Mem{Base: p}, mask, v)
		VMAXPS(v, m, m)
	})
	Store(largest(m), ReturnIndex(0))
	VZEROUPPER()
	RET()
}

func quantise() {
	TEXT("quantise16", NOSPLIT, "func(out *int16, x *float32, n int, scale float32)")
	Pragma("noescape")
	Doc("quantise16 rounds scale·x to integers, halves to even. n is a positive multiple of 16.")
	o, x, n, scale := param("out"), param("x"), param("n"), spread("scale")
	end := GP64()
	LEAQ(Mem{Base: x, Index: n, Scale: 4}, end)
	a, b := YMM(), YMM()
	Label("loop")
	VMULPS(Mem{Base: x}, scale, a)
	VMULPS(Mem{Base: x, Disp: 32}, scale, b)
	VCVTPS2DQ(a, a)
	VCVTPS2DQ(b, b)
	VPACKSSDW(b, a, a)
	VPERMQ(Imm(0xd8), a, a)
	VMOVDQU(a, Mem{Base: o})
	ADDQ(Imm(32), o)
	ADDQ(Imm(64), x)
	CMPQ(x, end)
	JLT(LabelRef("loop"))
	VZEROUPPER()
	RET()
}

// transpose writes the kernel that turns keys into a panel, eight numbers of
// eight rows at a time.
func transpose() {
	TEXT("transpose8", NOSPLIT, "func(out *float32, x *float32, ldx int, n int)")
	Pragma("noescape")
	Doc("transpose8 writes out[16·i + j] = x[j][i] for i < n, j < 8. n is a positive multiple of 8.")
	o, n := param("out"), param("n")
	x := newGrid(param("x"), param("ldx"), 8)
	var v, t [8]reg.VecVirtual
	for i := range v {
		v[i], t[i] = YMM(), YMM()
	}
	Label("loop")
	for i := range v {
		VMOVUPS(x.row(i, 0), v[i])
	}
	for i := 0; i < 8; i += 2 {
		VUNPCKLPS(v[i+1], v[i], t[i])
		VUNPCKHPS(v[i+1], v[i], t[i+1])
	}
	for i := 0; i < 8; i += 4 {
		for j := range 2 {
			VSHUFPS(Imm(0x44), t[i+2+j], t[i+j], v[i+2*j])
			VSHUFPS(Imm(0xee), t[i+2+j], t[i+j], v[i+2*j+1])
		}
	}
	for i := range 4 {
		VPERM2F128(Imm(0x20), v[i+4], v[i], t[i])
		VPERM2F128(Imm(0x31), v[i+4], v[i], t[i+4])
	}
	for i := range t {
		VMOVUPS(t[i], Mem{Base: o, Disp: 64 * i})
	}
	x.advance(32)
	ADDQ(I32(512), o)
	SUBQ(Imm(8), n)
	JG(LabelRef("loop"))
	VZEROUPPER()
	RET()
}
