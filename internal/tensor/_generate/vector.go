package main

import (
	"fmt"
	"math"

	. "github.com/mmcloughlin/avo/build"
	. "github.com/mmcloughlin/avo/operand"
	"github.com/mmcloughlin/avo/reg"
)

func floats(name string, v float64) Mem { return words(name, math.Float32bits(float32(v))) }

func words(name string, v uint32) Mem {
	m := GLOBL(name, RODATA|NOPTR)
	for i := range 8 {
		DATA(4*i, U32(v))
	}
	return m
}

var (
	log2e, ln2hi, ln2lo, expMin, expBias, one, absMask Mem

	expPoly [6]Mem
)

func constants() {
	log2e = floats("log2e", math.Log2E)
	ln2hi = floats("ln2hi", 0.693359375)
	ln2lo = floats("ln2lo", -2.12194440e-4)
	expMin = floats("expMin", -87.3)
	expBias = words("expBias", 127)
	one = floats("one", 1)
	absMask = words("absMask", 0x7fffffff)
	for i, v := range []float64{1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1} {
		expPoly[i] = floats(fmt.Sprintf("expPoly%d", i), v)
	}
}

// exp replaces x ≤ 0 by e^x (the polynomial of Cephes); t and r are scratch.
func exp(x, t, r reg.VecVirtual) {
	VMAXPS(expMin, x, x)
	VMULPS(log2e, x, t)
	VROUNDPS(Imm(8), t, t)
	VMOVAPS(x, r)
	VFNMADD231PS(ln2hi, t, r)
	VFNMADD231PS(ln2lo, t, r)
	VCVTPS2DQ(t, t)
	VPADDD(expBias, t, t)
	VPSLLD(Imm(23), t, t)
	VMOVAPS(r, x)
	p := YMM()
	VMOVUPS(expPoly[0], p)
	for _, c := range expPoly[1:] {
		VFMADD213PS(c, r, p)
	}
	VMULPS(r, r, r)
	VFMADD213PS(x, r, p)
	VADDPS(one, p, p)
	VMULPS(t, p, x)
}

type combine func(a, b, c Op)

// across folds the eight lanes of v into lane 0 of the result.
func across(v reg.VecVirtual, packed, single combine) reg.VecVirtual {
	x, y := XMM(), XMM()
	VEXTRACTF128(Imm(1), v, x)
	packed(v.AsX(), x, x)
	VMOVHLPS(x, x, y)
	packed(x, y, x)
	VSHUFPS(Imm(1), x, x, y)
	single(x, y, x)
	return x
}

func sum(v reg.VecVirtual) reg.VecVirtual {
	return across(v, func(a, b, c Op) { VADDPS(a, b, c) }, func(a, b, c Op) { VADDSS(a, b, c) })
}

func largest(v reg.VecVirtual) reg.VecVirtual {
	return across(v, func(a, b, c Op) { VMAXPS(a, b, c) }, func(a, b, c Op) { VMAXSS(a, b, c) })
}

// each writes a loop over the n floats from start, eight at a time.
func each(label string, start, n reg.GPVirtual, body func(p reg.GPVirtual)) {
	p, end := GP64(), GP64()
	MOVQ(start, p)
	LEAQ(Mem{Base: start, Index: n, Scale: 4}, end)
	Label(label)
	body(p)
	ADDQ(Imm(32), p)
	CMPQ(p, end)
	JLT(LabelRef(label))
}

func spread(name string) reg.VecVirtual {
	v := YMM()
	p, err := Param(name).Resolve()
	if err != nil {
		panic(err)
	}
	VBROADCASTSS(p.Addr, v)
	return v
}

func softmax() {
	TEXT("softmax8", NOSPLIT, "func(x *float32, n int, scale float32)")
	Pragma("noescape")
	Doc("softmax8 replaces x by e^(scale·x) / Σ e^(scale·x). n is a positive multiple of 8.")
	x, n, scale := param("x"), param("n"), spread("scale")
	m := YMM()
	VMOVUPS(Mem{Base: x}, m)
	each("most", x, n, func(p reg.GPVirtual) { VMAXPS(Mem{Base: p}, m, m) })
	most := YMM()
	VBROADCASTSS(largest(m), most)
	total, v, t, r := YMM(), YMM(), YMM(), YMM()
	VPXOR(total, total, total)
	each("power", x, n, func(p reg.GPVirtual) {
		VMOVUPS(Mem{Base: p}, v)
		VSUBPS(most, v, v)
		VMULPS(scale, v, v)
		exp(v, t, r)
		VADDPS(v, total, total)
		VMOVUPS(v, Mem{Base: p})
	})
	inv := XMM()
	VMOVSS(one, inv)
	VDIVSS(sum(total), inv, inv)
	VBROADCASTSS(inv, scale)
	each("divide", x, n, func(p reg.GPVirtual) {
		VMULPS(Mem{Base: p}, scale, v)
		VMOVUPS(v, Mem{Base: p})
	})
	VZEROUPPER()
	RET()
}

func gelu() {
	TEXT("gelu8", NOSPLIT, "func(x *float32, n int)")
	Pragma("noescape")
	Doc("gelu8 replaces x by x·Φ(x), Φ by Abramowitz and Stegun 7.1.26. n is a positive multiple of 8.")
	x, n := param("x"), param("n")
	slope := floats("erfP", 0.3275911/math.Sqrt2)
	var poly []Mem
	for i, v := range []float64{1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592} {
		poly = append(poly, floats(fmt.Sprintf("erf%d", i), v/2))
	}
	half := floats("minusHalf", -0.5)
	zero, v, a, t, q, s, r, u := YMM(), YMM(), YMM(), YMM(), YMM(), YMM(), YMM(), YMM()
	VPXOR(zero, zero, zero)
	each("loop", x, n, func(p reg.GPVirtual) {
		VMOVUPS(Mem{Base: p}, v)
		VANDPS(absMask, v, a)
		VMOVUPS(one, q)
		VMOVAPS(a, t)
		VFMADD132PS(slope, q, t)
		VDIVPS(t, q, t)
		VMULPS(v, v, s)
		VMULPS(half, s, s)
		exp(s, u, r)
		VMOVUPS(poly[0], q)
		for _, c := range poly[1:] {
			VFMADD213PS(c, t, q)
		}
		VMULPS(t, q, q)
		VMULPS(s, q, q)
		VMAXPS(zero, v, v)
		VFNMADD231PS(a, q, v)
		VMOVUPS(v, Mem{Base: p})
	})
	VZEROUPPER()
	RET()
}

func addNorm() {
	TEXT("addNorm8", NOSPLIT, "func(out *float32, x *float32, y *float32, gamma *float32, beta *float32, n int, inv float32, eps float32)")
	Pragma("noescape")
	Doc("addNorm8 writes gamma·(z − mean z)/√(var z + eps) + beta for z = x + y. n is a positive multiple of 8, inv = 1/n.")
	out, x, y, g, b, n := param("out"), param("x"), param("y"), param("gamma"), param("beta"), param("n")
	i := GP64()
	loop := func(label string, body func()) {
		XORQ(i, i)
		Label(label)
		body()
		ADDQ(Imm(8), i)
		CMPQ(i, n)
		JLT(LabelRef(label))
	}
	at := func(p reg.GPVirtual) Mem { return Mem{Base: p, Index: i, Scale: 4} }
	inv := Load(Param("inv"), XMM()).(reg.VecVirtual)
	total, v, w := YMM(), YMM(), YMM()
	VPXOR(total, total, total)
	loop("add", func() {
		VMOVUPS(at(x), v)
		VADDPS(at(y), v, v)
		VADDPS(v, total, total)
		VMOVUPS(v, at(out))
	})
	mean := YMM()
	s := sum(total)
	VMULSS(inv, s, s)
	VBROADCASTSS(s, mean)
	squares := YMM()
	VPXOR(squares, squares, squares)
	loop("square", func() {
		VMOVUPS(at(out), v)
		VSUBPS(mean, v, v)
		VFMADD231PS(v, v, squares)
	})
	q := sum(squares)
	VMULSS(inv, q, q)
	VADDSS(Load(Param("eps"), XMM()), q, q)
	VSQRTSS(q, q, q)
	o := XMM()
	VMOVSS(one, o)
	VDIVSS(q, o, q)
	scale := YMM()
	VBROADCASTSS(q, scale)
	loop("norm", func() {
		VMOVUPS(at(out), v)
		VSUBPS(mean, v, v)
		VMULPS(scale, v, v)
		VMOVUPS(at(b), w)
		VFMADD132PS(at(g), w, v)
		VMOVUPS(v, at(out))
	})
	VZEROUPPER()
	RET()
}
