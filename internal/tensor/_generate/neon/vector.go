package main

import (
	"fmt"
	"math"
	"strings"
)

// table are the constants of the functions below, in the registers from first
// on.
var table = []uint32{
	float(math.Log2E), float(0.693359375), float(-2.12194440e-4), float(-87.3), 127,
	float(1.9875691500e-4), float(1.3981999507e-3), float(8.3334519073e-3), float(4.1665795894e-2), float(1.6666665459e-1), float(5.0000001201e-1),
	float(1),
	float(0.3275911 / math.Sqrt2), float(0.5 * 1.061405429), float(-0.5 * 1.453152027), float(0.5 * 1.421413741), float(-0.5 * 0.284496736), float(0.5 * 0.254829592), float(-0.5),
}

const (
	first = 8
	log2e = first + iota - 1
	ln2hi
	ln2lo
	expMin
	expBias
	expPoly // six of them
	one     = expPoly + 6
	scaleT  = one + 1
	erfPoly = scaleT + 1 // five of them
	half    = erfPoly + 5
)

func float(x float64) uint32 { return math.Float32bits(float32(x)) }

func constants() string {
	var b strings.Builder
	b.WriteByte('\n')
	for i, v := range table {
		fmt.Fprintf(&b, "DATA neonTable<>+%d(SB)/4, $0x%08x\n", 4*i, v)
	}
	fmt.Fprintf(&b, "GLOBL neonTable<>(SB), RODATA|NOPTR, $%d\n", 4*len(table))
	return b.String()
}

// constants loads the first n constants.
func (w *writer) constants(n int) {
	w.line("MOVD $neonTable<>(SB), R9")
	for i := range n {
		w.line("VLD1R.P 4(R9), [V%d.S4]", first+i)
	}
}

// exp replaces x ≤ 0 by e^x (the polynomial of Cephes); t, r and p are scratch.
func (w *writer) exp(x, t, r, p int) {
	w.fmax(x, x, expMin)
	w.fmul(t, x, log2e)
	w.frintn(t, t)
	w.mov(r, x)
	w.fmls(r, t, ln2hi)
	w.fmls(r, t, ln2lo)
	w.fcvtns(t, t)
	w.add(t, t, expBias)
	w.shl(t, t, 23)
	from, to := p, x
	w.mov(from, expPoly)
	for i := 1; i < 6; i++ {
		w.mov(to, expPoly+i)
		w.fmla(to, from, r)
		from, to = to, from
	}
	w.fmul(to, r, r) // p·r² + r + 1
	w.fmla(r, from, to)
	w.fadd(r, r, one)
	w.fmul(x, r, t)
}

// each writes a loop over the numbers from R0 on, four at a time, as many as R1
// says, which is a positive multiple of 4. R2 points at them.
func (w *writer) each(label string, body func()) {
	w.line("MOVD R0, R2")
	w.line("MOVD R1, R3")
	w.label(label)
	body()
	w.line("SUB $4, R3")
	w.line("CBNZ R3, %s", label)
}

func (w *writer) dot() {
	w.function("neonDot", "returns Σ x·y. n is a positive multiple of 4.", "x *float32, y *float32, n int", 28)
	w.result()
	w.line("MOVD x+0(FP), R0")
	w.line("MOVD y+8(FP), R4")
	w.line("MOVD n+16(FP), R1")
	w.clear(0)
	w.each("loop", func() {
		w.line("VLD1.P 16(R2), [V1.S4]")
		w.line("VLD1.P 16(R4), [V2.S4]")
		w.fmla(0, 1, 2)
	})
	w.across(0)
	w.line("FMOVS F0, ret+24(FP)")
	w.line("RET")
}

// result gives the function that was just begun a result of float32.
func (w *writer) result() {
	for _, b := range []*strings.Builder{&w.stubs, &w.code} {
		s := b.String()
		i := strings.LastIndex(s, ")\n")
		if b == &w.code {
			i = strings.LastIndex(s, ")\nTEXT")
		}
		b.Reset()
		b.WriteString(s[:i] + ") float32" + s[i+1:])
	}
}

// across leaves in all of v the sum of its four numbers.
func (w *writer) across(v int) {
	w.faddp(v, v, v)
	w.faddp(v, v, v)
}

func (w *writer) largest() {
	w.function("neonLargest", "returns max |x|. n is a positive multiple of 4.", "x *float32, n int", 20)
	w.result()
	w.line("MOVD x+0(FP), R0")
	w.line("MOVD n+8(FP), R1")
	w.clear(0)
	w.each("loop", func() {
		w.line("VLD1.P 16(R2), [V1.S4]")
		w.fabs(1, 1)
		w.fmax(0, 0, 1)
	})
	w.fmaxv(0, 0)
	w.line("FMOVS F0, ret+16(FP)")
	w.line("RET")
}

func (w *writer) quantise() {
	w.function("neonQuantise16", "rounds scale·x to integers, halves to even. n is a positive multiple of 8.",
		"out *int16, x *float32, n int, scale float32", 28)
	w.line("MOVD out+0(FP), R0")
	w.line("MOVD x+8(FP), R1")
	w.line("MOVD n+16(FP), R2")
	w.line("FMOVS scale+24(FP), F0")
	w.spread(0, 0, 0)
	w.label("loop")
	w.line("VLD1.P 32(R1), [V1.S4, V2.S4]")
	for v := 1; v <= 2; v++ {
		w.fmul(v, v, 0)
		w.fcvtns(v, v)
	}
	w.sqxtn(3, 1)
	w.sqxtn2(3, 2)
	w.line("VST1.P [V3.H8], 16(R0)")
	w.line("SUB $8, R2")
	w.line("CBNZ R2, loop")
	w.line("RET")
}

func (w *writer) softmax() {
	w.function("neonSoftmax", "replaces x by e^(scale·x) / Σ e^(scale·x). n is a positive multiple of 4.", "x *float32, n int, scale float32", 20)
	w.line("MOVD x+0(FP), R0")
	w.line("MOVD n+8(FP), R1")
	w.constants(12)
	w.line("FMOVS scale+16(FP), F7")
	w.spread(7, 7, 0)
	w.line("VLD1R (R0), [V6.S4]")
	w.each("most", func() {
		w.line("VLD1.P 16(R2), [V0.S4]")
		w.fmax(6, 6, 0)
	})
	w.fmaxv(6, 6)
	w.spread(6, 6, 0)
	w.clear(5)
	w.each("power", func() {
		w.line("VLD1 (R2), [V0.S4]")
		w.fsub(0, 0, 6)
		w.fmul(0, 0, 7)
		w.exp(0, 1, 2, 3)
		w.fadd(5, 5, 0)
		w.line("VST1.P [V0.S4], 16(R2)")
	})
	w.across(5)
	w.fdiv(5, one, 5)
	w.each("share", func() {
		w.line("VLD1 (R2), [V0.S4]")
		w.fmul(0, 0, 5)
		w.line("VST1.P [V0.S4], 16(R2)")
	})
	w.line("RET")
}

// gelu writes x·Φ(x) = max(x, 0) − |x|·q, see geluGeneric.
func (w *writer) gelu() {
	w.function("neonGELU", "replaces x by x·Φ(x). n is a positive multiple of 4.", "x *float32, n int", 16)
	w.line("MOVD x+0(FP), R0")
	w.line("MOVD n+8(FP), R1")
	w.constants(len(table))
	w.clear(30)
	w.each("loop", func() {
		w.line("VLD1 (R2), [V0.S4]")
		w.fabs(4, 0)
		w.mov(1, one)
		w.fmla(1, 4, scaleT)
		w.fdiv(5, one, 1) // t
		from, to := 6, 1
		w.mov(from, erfPoly)
		for i := 1; i < 5; i++ {
			w.mov(to, erfPoly+i)
			w.fmla(to, from, 5)
			from, to = to, from
		}
		w.fmul(6, from, 5)
		w.fmul(6, 6, 4) // |x|·q without the power
		w.fmul(7, 0, 0)
		w.fmul(7, 7, half)
		w.exp(7, 1, 2, 3)
		w.fmax(0, 0, 30)
		w.fmls(0, 6, 7)
		w.line("VST1.P [V0.S4], 16(R2)")
	})
	w.line("RET")
}

func (w *writer) addNorm() {
	w.function("neonAddNorm", "writes gamma·(z − mean z)/√(var z + eps) + beta for z = x + y to out. n is a positive multiple of 4; inverse is 1/n.",
		"out *float32, x *float32, y *float32, gamma *float32, beta *float32, n int, inverse float32, eps float32", 56)
	for i, p := range []string{"out", "x", "y", "gamma", "beta", "n"} {
		w.line("MOVD %s+%d(FP), R%d", p, 8*i, []int{0, 4, 5, 6, 7, 1}[i])
	}
	w.line("FMOVS inverse+48(FP), F7")
	w.spread(7, 7, 0)
	w.line("FMOVS eps+52(FP), F6")
	w.spread(6, 6, 0)
	w.clear(2)
	w.each("sum", func() {
		w.line("VLD1.P 16(R4), [V0.S4]")
		w.line("VLD1.P 16(R5), [V1.S4]")
		w.fadd(0, 0, 1)
		w.fadd(2, 2, 0)
		w.line("VST1.P [V0.S4], 16(R2)")
	})
	w.across(2)
	w.fmul(2, 2, 7) // mean
	w.clear(3)
	w.each("squares", func() {
		w.line("VLD1.P 16(R2), [V0.S4]")
		w.fsub(0, 0, 2)
		w.fmla(3, 0, 0)
	})
	w.across(3)
	w.fmla(6, 3, 7)
	w.fsqrt(6, 6)
	w.each("norm", func() {
		w.line("VLD1 (R2), [V0.S4]")
		w.fsub(0, 0, 2)
		w.fdiv(0, 0, 6)
		w.line("VLD1.P 16(R6), [V1.S4]")
		w.line("VLD1.P 16(R7), [V4.S4]")
		w.fmla(4, 0, 1)
		w.line("VST1.P [V4.S4], 16(R2)")
	})
	w.line("RET")
}
