// Package tensor holds the arithmetic of neural networks on slices of
// float32: linear layers with weights in float32 or int8, softmax, GELU, layer
// normalisation. It knows nothing of language and nothing of models.
//
// Every operation belongs to a [Set] of kernels, one set for each kind of
// processor: [Generic] in Go, which runs everywhere and states what each
// kernel computes, and sets in assembly for AVX2 with FMA, for AVX-512 with
// VNNI, and for arm64. [Fastest] chooses at run time. Built with the tag noasm the package
// holds Generic only.
//
// A row of a result depends on that row of the input alone, never on how many
// rows were computed together: callers may cut their work anywhere and get the
// same numbers. Products of integers give the same numbers in every set. In
// float32 products in the assembly sets agree to the last bit, on amd64 and on
// arm64, and so does all else within one of the two; Generic differs in the last
// bits, since they fuse multiplication with addition.
//
// Nothing here allocates but constructors and [Scratch]. Layers are read-only:
// every function may be called from many goroutines on different results.
package tensor

//go:generate sh -c "cd _generate && go run . -out ../kernels_amd64.s -stubs ../stubs_amd64.go -pkg tensor && go run ./neon -out ../kernels_arm64.s -stubs ../stubs_arm64.go"

// Panel is the number of columns that a product computes at once. Weights are
// kept in panels of this width, and rows of results are as long as a whole
// number of them.
const Panel = 16

// Wide returns n rounded up to a whole number of panels.
func Wide(n int) int { return (n + Panel - 1) / Panel * Panel }

// A Set is the kernels for one kind of processor.
type Set struct {
	name      string
	integers  bool // its products of integers are faster than those of float32
	product   func(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int)
	product16 func(rows, k int, a []int16, lda int, b []int8, rs, cs, bias, c []float32, ldc int)
	// product8 and quantise8 are nil where product16 does the work of 8 bits.
	product8  func(rows, k int, a []int8, lda int, b []uint8, init []int32, rs, cs, bias, c []float32, ldc int)
	quantise8 func(out []int8, x []float32, scale float32) int32

	quantise16 func(out []int16, x []float32, scale float32)
	largest    func(x []float32) float32
	dot        func(x, y []float32) float32
	softmax    func(x []float32, scale float32)
	gelu       func(x []float32)
	addNorm    func(out, x, y, gamma, beta []float32, eps float32)
	transpose  func(out, x []float32, ldx, rows, n int)
}

// Name returns the name of the set: "generic", "avx2", "avx512", "neon",
// "dotprod".
func (s *Set) Name() string { return s.name }

// Integers reports whether a [Quantised] layer of 16 bits is faster than a
// [Dense] one.
func (s *Set) Integers() bool { return s.integers }

// Generic is the set in plain Go. The others are tested against it.
var Generic = &Set{
	name:       "generic",
	product:    productGeneric,
	product16:  product16Generic,
	quantise16: quantise16Generic,
	largest:    largestGeneric,
	dot:        dotGeneric,
	softmax:    softmaxGeneric,
	gelu:       geluGeneric,
	addNorm:    addNormGeneric,
	transpose:  transposeGeneric,
}

// Sets returns the sets that run on this processor, the fastest first. The
// last is Generic.
func Sets() []*Set { return append(machineSets(), Generic) }

// Fastest returns the fastest set that runs on this processor.
func Fastest() *Set { return Sets()[0] }

// Softmax replaces x by e^(scale·x) / Σ e^(scale·x). An empty x stays empty.
func (s *Set) Softmax(x []float32, scale float32) {
	if len(x) > 0 {
		s.softmax(x, scale)
	}
}

// GELU replaces each x by x·Φ(x), where Φ is the normal distribution.
func (s *Set) GELU(x []float32) {
	if len(x) > 0 {
		s.gelu(x)
	}
}

// AddNorm writes gamma·(z − mean z)/√(var z + eps) + beta for z = x + y to
// out. The other slices are at least as long as out; out may be x or y.
func (s *Set) AddNorm(out, x, y, gamma, beta []float32, eps float32) {
	if n := len(out); n > 0 {
		s.addNorm(out, x[:n], y[:n], gamma[:n], beta[:n], eps)
	}
}

// Dot returns Σ x·y; y is at least as long as x.
func (s *Set) Dot(x, y []float32) float32 {
	if len(x) == 0 {
		return 0
	}
	return s.dot(x, y[:len(x)])
}

// Transpose writes rows of n numbers, ldx apart, as the columns of panels:
// panel p is n × 16 numbers, number i of row 16·p + j at 16·i + j. The columns
// of the last panel that no row fills keep what they held.
func (s *Set) Transpose(out, x []float32, ldx, rows, n int) {
	for r := 0; r < rows && n > 0; r += Panel {
		m := min(Panel, rows-r)
		s.transpose(out[r*n:][:n*Panel], x[r*ldx:][:(m-1)*ldx+n], ldx, m, n)
	}
}

// Product computes c = init + A·B, where A has rows × k numbers, B is one
// panel of k × 16 numbers one after another, and c has rows × 16 numbers. The
// rows of A, init and c begin lda, ldi and ldc numbers apart; ldi 0 gives every
// row the same beginning. c may be init, and may not overlap A or B.
func (s *Set) Product(rows, k int, a []float32, lda int, b, init []float32, ldi int, c []float32, ldc int) {
	if rows <= 0 {
		return
	}
	_ = a[:(rows-1)*lda+k]
	_ = init[:(rows-1)*ldi+Panel]
	_ = c[:(rows-1)*ldc+Panel]
	s.product(rows, k, a, lda, b[:k*Panel], init, ldi, c, ldc)
}
