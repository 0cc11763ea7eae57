package main

import (
	"fmt"

	. "github.com/mmcloughlin/avo/build"
	"github.com/mmcloughlin/avo/ir"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

// The kernels of this file are for AVX-512: one register holds all 16 columns
// of a panel, and twelve rows are summed at once.

func zeros512(rows int) []reg.VecVirtual {
	acc := make([]reg.VecVirtual, rows)
	for r := range acc {
		acc[r] = ZMM()
		VPXORD(acc[r], acc[r], acc[r])
	}
	return acc
}

// wideProduct is product.
func wideProduct(rows int) {
	TEXT(fmt.Sprintf("wideProduct%d", rows), NOSPLIT, "func(k int, a *float32, lda int, b *float32, init *float32, ldi int, c *float32, ldc int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("wideProduct%d computes c[r][j] = init[r][j] + Σ a[r][i]·b[i][j] for r < %d, i < k, j < 16. k is positive.", rows, rows))
	acc := make([]reg.VecVirtual, rows)
	init := newGrid(param("init"), param("ldi"), rows)
	for r := range acc {
		acc[r] = ZMM()
		VMOVUPS(init.row(r, 0), acc[r])
	}
	k, b := param("k"), param("b")
	a := newGrid(param("a"), param("lda"), rows)
	v := ZMM()
	Label("loop")
	VMOVUPS(Mem{Base: b}, v)
	for r := range acc {
		VFMADD231PS_BCST(a.row(r, 0), v, acc[r])
	}
	a.advance(4)
	ADDQ(Imm(64), b)
	SUBQ(Imm(1), k)
	JNE(LabelRef("loop"))
	c := newGrid(param("c"), param("ldc"), rows)
	for r := range acc {
		VMOVUPS(acc[r], c.row(r, 0))
	}
	VZEROUPPER()
	RET()
}

// vnni appends an instruction that avo lacks: acc += the dot products of the
// small integers of v and of the 32 bits at m, spread over all lanes.
func vnni(opcode string, m Mem, v, acc reg.VecVirtual) {
	Instruction(&ir.Instruction{
		Opcode: opcode, Suffixes: []string{"BCST"},
		Operands: []Op{m, v, acc}, Inputs: []Op{m, v, acc}, Outputs: []Op{acc},
		ISA: []string{"AVX512F", "AVX512_VNNI"},
	})
}

// wideEpilogue writes rows[r]·cols[j]·acc + bias[j].
func wideEpilogue(acc []reg.VecVirtual) {
	cols, bias, t, u := ZMM(), ZMM(), ZMM(), ZMM()
	VMOVUPS(Mem{Base: param("cols")}, cols)
	VMOVUPS(Mem{Base: param("bias")}, bias)
	rs := param("rows")
	c := newGrid(param("c"), param("ldc"), len(acc))
	for r := range acc {
		VBROADCASTSS(Mem{Base: rs, Disp: 4 * r}, t)
		VCVTDQ2PS(acc[r], acc[r])
		VMULPS(cols, t, u)
		VMULPS(acc[r], u, acc[r])
		VADDPS(bias, acc[r], acc[r])
		VMOVUPS(acc[r], c.row(r, 0))
	}
	VZEROUPPER()
	RET()
}

// wideProduct16 is product16 with VPDPWSSD, which adds two products of 16 bits
// to a sum of 32 in one step: the same integers, hence the same results.
func wideProduct16(rows int) {
	TEXT(fmt.Sprintf("wideProduct16x%d", rows), NOSPLIT, signature16)
	Pragma("noescape")
	Doc(fmt.Sprintf("wideProduct16x%d computes c[r][j] = rows[r]·cols[j]·Σ a[r][i]·b[i][j] + bias[j] for r < %d, i < k, j < 16.", rows, rows))
	acc := zeros512(rows)
	k, b := param("k"), param("b")
	a := newGrid(param("a"), param("lda"), rows)
	v := []reg.VecVirtual{ZMM(), ZMM()}
	Label("loop")
	for u := range 4 {
		VPMOVSXBW(Mem{Base: b, Disp: 32 * u}, v[u&1])
		for r := range acc {
			vnni("VPDPWSSD", a.row(r, 4*u), v[u&1], acc[r])
		}
	}
	a.advance(16)
	ADDQ(I32(128), b)
	SUBQ(Imm(8), k)
	JG(LabelRef("loop"))
	wideEpilogue(acc)
}

// wideProduct8 has A in int8 and B in uint8: the weight plus 128, the four
// numbers of neighbouring k side by side. 128·Σ a is taken off again: init
// holds its negative for each row.
func wideProduct8(rows int) {
	TEXT(fmt.Sprintf("wideProduct8x%d", rows), NOSPLIT, "func(k int, a *int8, lda int, b *uint8, init *int32, rows *float32, cols *float32, bias *float32, c *float32, ldc int)")
	Pragma("noescape")
	Doc(fmt.Sprintf("wideProduct8x%d computes c[r][j] = rows[r]·cols[j]·(init[r] + Σ a[r][i]·b[i][j]) + bias[j] for r < %d, i < k, j < 16. k is a multiple of 16.", rows, rows))
	acc := make([]reg.VecVirtual, rows)
	init := param("init")
	for r := range acc {
		acc[r] = ZMM()
		VPBROADCASTD(Mem{Base: init, Disp: 4 * r}, acc[r])
	}
	k, b := param("k"), param("b")
	a := newGrid(param("a"), param("lda"), rows)
	v := []reg.VecVirtual{ZMM(), ZMM()}
	Label("loop")
	for u := range 4 {
		VMOVDQU32(Mem{Base: b, Disp: 64 * u}, v[u&1])
		for r := range acc {
			vnni("VPDPBUSD", a.row(r, 4*u), v[u&1], acc[r])
		}
	}
	a.advance(16)
	ADDQ(I32(256), b)
	SUBQ(Imm(16), k)
	JG(LabelRef("loop"))
	wideEpilogue(acc)
}

// wideQuantise8 rounds to int8 and returns the sum of what it wrote.
func wideQuantise8() {
	TEXT("wideQuantise8", NOSPLIT, "func(out *int8, x *float32, n int, scale float32) int32")
	Pragma("noescape")
	Doc("wideQuantise8 rounds scale·x to integers, halves to even, and returns their sum. n is a positive multiple of 16.")
	o, x, n := param("out"), param("x"), param("n")
	scale, v, total := ZMM(), ZMM(), ZMM()
	p, err := Param("scale").Resolve()
	if err != nil {
		panic(err)
	}
	VBROADCASTSS(p.Addr, scale)
	VPXORD(total, total, total)
	Label("loop")
	VMULPS(Mem{Base: x}, scale, v)
	VCVTPS2DQ(v, v)
	VPADDD(v, total, total)
	VPMOVSDB(v, Mem{Base: o})
	ADDQ(Imm(64), x)
	ADDQ(Imm(16), o)
	SUBQ(Imm(16), n)
	JG(LabelRef("loop"))
	y := YMM()
	VEXTRACTI64X4(Imm(1), total, y)
	VPADDD(total.AsY(), y, y)
	s, t := XMM(), XMM()
	VEXTRACTI128(Imm(1), y, s)
	VPADDD(y.AsX(), s, s)
	VPSHUFD(Imm(0x4e), s, t)
	VPADDD(s, t, s)
	VPSHUFD(Imm(0xb1), s, t)
	VPADDD(s, t, s)
	r := GP32()
	VMOVD(s, r)
	Store(r, ReturnIndex(0))
	VZEROUPPER()
	RET()
}
