package main

// three is an instruction of two vectors and the one that takes the result.
func (w *writer) three(code int, name, as string, d, n, m int) {
	w.word(code|m<<16|n<<5|d, "%s v%d.%s, v%d.%s, v%d.%s", name, d, as, n, as, m, as)
}

// two is an instruction of one vector.
func (w *writer) two(code int, name, to, from string, d, n int) {
	w.word(code|n<<5|d, "%s v%d.%s, v%d.%s", name, d, to, n, from)
}

func (w *writer) fadd(d, n, m int)  { w.three(0x4e20d400, "fadd", "4s", d, n, m) }
func (w *writer) fsub(d, n, m int)  { w.three(0x4ea0d400, "fsub", "4s", d, n, m) }
func (w *writer) fmul(d, n, m int)  { w.three(0x6e20dc00, "fmul", "4s", d, n, m) }
func (w *writer) fdiv(d, n, m int)  { w.three(0x6e20fc00, "fdiv", "4s", d, n, m) }
func (w *writer) fmla(d, n, m int)  { w.three(0x4e20cc00, "fmla", "4s", d, n, m) }
func (w *writer) fmls(d, n, m int)  { w.three(0x4ea0cc00, "fmls", "4s", d, n, m) }
func (w *writer) fmax(d, n, m int)  { w.three(0x4e20f400, "fmax", "4s", d, n, m) }
func (w *writer) faddp(d, n, m int) { w.three(0x6e20d400, "faddp", "4s", d, n, m) }
func (w *writer) add(d, n, m int)   { w.three(0x4ea08400, "add", "4s", d, n, m) }
func (w *writer) sub(d, n, m int)   { w.three(0x6ea08400, "sub", "4s", d, n, m) }
func (w *writer) eor(d, n, m int)   { w.three(0x6e201c00, "eor", "16b", d, n, m) }
func (w *writer) zip1(d, n, m int)  { w.three(0x4e403800, "zip1", "8h", d, n, m) }
func (w *writer) zip2(d, n, m int)  { w.three(0x4e407800, "zip2", "8h", d, n, m) }
func (w *writer) uzp1(d, n, m int)  { w.three(0x4e001800, "uzp1", "16b", d, n, m) }
func (w *writer) uzp2(d, n, m int)  { w.three(0x4e005800, "uzp2", "16b", d, n, m) }

func (w *writer) mov(d, n int)    { w.word(0x4ea01c00|n<<16|n<<5|d, "mov v%d.16b, v%d.16b", d, n) }
func (w *writer) fabs(d, n int)   { w.two(0x4ea0f800, "fabs", "4s", "4s", d, n) }
func (w *writer) frintn(d, n int) { w.two(0x4e218800, "frintn", "4s", "4s", d, n) }
func (w *writer) fcvtns(d, n int) { w.two(0x4e21a800, "fcvtns", "4s", "4s", d, n) }
func (w *writer) scvtf(d, n int)  { w.two(0x4e21d800, "scvtf", "4s", "4s", d, n) }
func (w *writer) sxtl(d, n int)   { w.two(0x0f08a400, "sxtl", "8h", "8b", d, n) }
func (w *writer) sxtl2(d, n int)  { w.two(0x4f08a400, "sxtl2", "8h", "16b", d, n) }
func (w *writer) sqxtn(d, n int)  { w.two(0x0e614800, "sqxtn", "4h", "4s", d, n) }
func (w *writer) sqxtn2(d, n int) { w.two(0x4e614800, "sqxtn2", "8h", "4s", d, n) }

func (w *writer) shl(d, n, by int) {
	w.word(0x4f005400|(32+by)<<16|n<<5|d, "shl v%d.4s, v%d.4s, #%d", d, n, by)
}

// clear sets a vector to zeros.
func (w *writer) clear(d int) { w.word(0x4f000400|d, "movi v%d.4s, #0", d) }

// bytes sets every byte of a vector.
func (w *writer) bytes(d, v int) {
	w.word(0x4f00e400|v>>5<<16|v&31<<5|d, "movi v%d.16b, #%d", d, v)
}

// spread puts number i of n into all of d.
func (w *writer) spread(d, n, i int) {
	w.word(0x4e040400|i<<19|n<<5|d, "dup v%d.4s, v%d.s[%d]", d, n, i)
}

// addv and fmaxv leave the sum or the largest of n's numbers in the first of d.
func (w *writer) addv(d, n int)  { w.word(0x4eb1b800|n<<5|d, "addv s%d, v%d.4s", d, n) }
func (w *writer) fmaxv(d, n int) { w.word(0x6e30f800|n<<5|d, "fmaxv s%d, v%d.4s", d, n) }

func (w *writer) fsqrt(d, n int) { w.two(0x6ea1f800, "fsqrt", "4s", "4s", d, n) }

// fmlaAt adds n times number i of m to d.
func (w *writer) fmlaAt(d, n, m, i int) {
	w.word(0x4f801000|i&1<<21|m<<16|i>>1<<11|n<<5|d, "fmla v%d.4s, v%d.4s, v%d.s[%d]", d, n, m, i)
}

// smlalAt and smlal2At add the lower and the upper four of n times number i of m
// to d. m is one of the first 16.
func (w *writer) smlalAt(d, n, m, i int) {
	w.word(0x0f402000|i>>1&1<<21|i&1<<20|m<<16|i>>2<<11|n<<5|d, "smlal v%d.4s, v%d.4h, v%d.h[%d]", d, n, m, i)
}

func (w *writer) smlal2At(d, n, m, i int) {
	w.word(0x4f402000|i>>1&1<<21|i&1<<20|m<<16|i>>2<<11|n<<5|d, "smlal2 v%d.4s, v%d.8h, v%d.h[%d]", d, n, m, i)
}

// sdotAt and udotAt add the products of four neighbouring bytes of n with the
// four that are number i of m to d: signed, and not.
func (w *writer) sdotAt(d, n, m, i int) {
	w.word(0x4f80e000|i&1<<21|m<<16|i>>1<<11|n<<5|d, "sdot v%d.4s, v%d.16b, v%d.4b[%d]", d, n, m, i)
}

func (w *writer) udotAt(d, n, m, i int) {
	w.word(0x6f80e000|i&1<<21|m<<16|i>>1<<11|n<<5|d, "udot v%d.4s, v%d.16b, v%d.4b[%d]", d, n, m, i)
}

func (w *writer) udot(d, n, m int) {
	w.word(0x6e809400|m<<16|n<<5|d, "udot v%d.4s, v%d.16b, v%d.16b", d, n, m)
}
