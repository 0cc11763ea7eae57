//go:build emulate && amd64 && !noasm

package tensor

import (
	"bytes"
	"context"
	"debug/elf"
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestEmulated runs the AVX-512 kernels on an emulated processor, bit for bit
// against the sets that run here. It needs GNU as and ld and the emulator
// Bochs, 2.7 or later, with its SDL display, and a test binary with symbols:
//
//	go test -tags emulate -c ./internal/tensor && (cd internal/tensor && ../../tensor.test -test.run Emulated -test.v)
//
// The kernels need no operating system: their code and the cases are put on a
// disk with a boot sector (testdata/emulate).
func TestEmulated(t *testing.T) {
	for _, tool := range []string{"as", "ld", "bochs"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip(err)
		}
	}
	m := machine{code: kernels(t), at: make(map[string]uint64)}
	for _, rows := range []int{1, 2, 3, 4, 6, 12} {
		m.products(rows)
	}
	for _, n := range []int{16, 32, 48, 160} {
		m.quantise(n)
	}
	// The last case must fail, or the others prove nothing.
	wrong := m.cases[0]
	wrong.expect = m.put(make([]byte, wrong.count+1))
	m.cases = append(m.cases, wrong)
	m.names = append(m.names, "wrong on purpose")

	got := m.run(t)
	if len(got) != len(m.cases) {
		t.Fatalf("%d results of %d cases: %q", len(got), len(m.cases), got)
	}
	for i, r := range got {
		if want := i < len(got)-1; (r == '.') != want {
			t.Errorf("%s: %c", m.names[i], r)
		}
	}
	t.Logf("%d kernels, %d cases", len(m.at), len(got)-1)
}

const (
	tableAt  = 0x10200 // where the cases lie in the machine's memory
	casesMax = 400
	dataAt   = tableAt + 8 + casesMax*128
)

// A call is one case, as run.S has it.
type call struct {
	function           uint64
	slots              [12]uint64
	out, expect, count uint64
}

type machine struct {
	code  map[string][]byte
	at    map[string]uint64 // where a kernel lies
	data  []byte
	cases []call
	names []string
}

// kernels returns the machine code of the AVX-512 kernels.
func kernels(t *testing.T) map[string][]byte {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	f, err := elf.Open(exe)
	if err != nil {
		t.Skip(err)
	}
	defer f.Close()
	symbols, err := f.Symbols()
	if err != nil {
		t.Skip("a binary without symbols: ", err)
	}
	code := make(map[string][]byte)
	for _, s := range symbols {
		_, name, ok := strings.Cut(strings.TrimSuffix(s.Name, ".abi0"), "tensor.wide")
		if !ok || s.Size == 0 || !strings.HasSuffix(s.Name, ".abi0") {
			continue
		}
		b := make([]byte, s.Size)
		section := f.Sections[s.Section]
		if _, err := section.ReadAt(b, int64(s.Value-section.Addr)); err != nil {
			t.Fatal(err)
		}
		code[name] = b
	}
	if len(code) != 19 {
		t.Fatalf("%d kernels, want 19", len(code))
	}
	return code
}

// put places bytes in memory and returns where.
func (m *machine) put(b []byte) uint64 {
	m.data = append(m.data, make([]byte, -len(m.data)&3)...)
	at := dataAt + len(m.data)
	m.data = append(m.data, b...)
	return uint64(at)
}

// place is put for numbers.
func (m *machine) place(numbers any) uint64 {
	b, err := binary.Append(nil, binary.LittleEndian, numbers)
	if err != nil {
		panic(err)
	}
	return m.put(b)
}

func (m *machine) add(kernel string, out, expect uint64, count int, slots ...uint64) {
	if m.at[kernel] == 0 {
		m.at[kernel] = m.put(m.code[kernel])
	}
	c := call{function: m.at[kernel], out: out, expect: expect, count: uint64(count)}
	copy(c.slots[:], slots)
	m.cases, m.names = append(m.cases, c), append(m.names, kernel)
}

func normal(n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(rand.NormFloat64())
	}
	return x
}

// products adds cases of the three kernels for so many rows.
func (m *machine) products(rows int) {
	for _, k := range []int{1, 2, 3, 8, 33, 64} {
		lda, ldc, ldi := k+3, 21, k%2*17
		a, b, init, c := normal(rows*lda), normal(k*Panel), normal(rows*17+Panel), normal(rows*21+8)
		out := m.place(c)
		avx2.Product(rows, k, a, lda, b, init, ldi, c, ldc)
		m.add(fmt.Sprint("Product", rows), out, m.place(c), 4*len(c),
			uint64(k), m.place(a), uint64(4*lda), m.place(b), m.place(init), uint64(4*ldi), out, uint64(4*ldc))
	}
	for _, k := range []int{16, 32, 64, 112} {
		lda, ldc := k+5, 19
		rs, cs, bias, c := normal(rows), normal(Panel), normal(Panel), normal(rows*19+8)
		a16, a8, b16, b8, init := make([]int16, rows*lda), make([]int8, rows*lda), make([]int8, k*Panel), make([]uint8, k*Panel), make([]int32, rows)
		for i := range a16 {
			a16[i], a8[i] = int16(rand.IntN(65535)-32767), int8(rand.IntN(255)-127)
			switch rand.IntN(9) {
			case 0:
				a16[i], a8[i] = math.MaxInt16, math.MaxInt8
			case 1:
				a16[i], a8[i] = -math.MaxInt16, -math.MaxInt8
			}
		}
		for i := range b16 {
			b16[i], b8[i] = int8(rand.IntN(255)-127), uint8(rand.IntN(256))
		}
		for i := range init {
			init[i] = int32(rand.IntN(2e6) - 1e6)
		}
		want, out := append([]float32(nil), c...), m.place(c)
		product16Generic(rows, k, a16, lda, b16, rs, cs, bias, want, ldc)
		m.add(fmt.Sprint("Product16x", rows), out, m.place(want), 4*len(c),
			uint64(k), m.place(a16), uint64(2*lda), m.place(b16), m.place(rs), m.place(cs), m.place(bias), out, uint64(4*ldc))
		want, out = append([]float32(nil), c...), m.place(c)
		product8Generic(rows, k, a8, lda, b8, init, rs, cs, bias, want, ldc)
		m.add(fmt.Sprint("Product8x", rows), out, m.place(want), 4*len(c),
			uint64(k), m.place(a8), uint64(lda), m.place(b8), m.place(init), m.place(rs), m.place(cs), m.place(bias), out, uint64(4*ldc))
	}
}

// quantise adds cases for n numbers: what is written, and the sum returned.
func (m *machine) quantise(n int) {
	x, want := normal(n), make([]int8, n+4)
	for i := range x {
		x[i] *= 10
		if i%7 == 0 {
			x[i] = float32(i/2) + 0.5
		}
	}
	scale := float32(n) / 160
	sum := quantise8Generic(want[:n], x, scale)
	out := m.put(make([]byte, n+4))
	slots := []uint64{out, m.place(x), uint64(n), uint64(math.Float32bits(scale))}
	m.add("Quantise8", out, m.place(want), n+4, slots...)
	result := uint64(tableAt + 8 + len(m.cases)*128 + 8*5)
	m.add("Quantise8", result, m.place(sum), 4, slots...)
}

// run returns what the machine wrote: a character a case.
func (m *machine) run(t *testing.T) string {
	dir := t.TempDir()
	cases := new(bytes.Buffer)
	for _, x := range []any{uint64(len(m.cases)), m.cases, make([]byte, (casesMax-len(m.cases))*128), m.data} {
		if err := binary.Write(cases, binary.LittleEndian, x); err != nil {
			t.Fatal(err)
		}
	}
	file := func(name string) string { return filepath.Join(dir, name) }
	write := func(name string, b []byte) {
		if err := os.WriteFile(file(name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	do := func(name string, args ...string) {
		if b, err := exec.Command(name, args...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v: %s", name, err, b)
		}
	}
	build := func(name, at string, args ...string) []byte {
		do("as", append(args, "--64", "-I", dir, "-o", file(name+".o"), "testdata/emulate/"+name+".S")...)
		do("ld", "-Ttext", at, "--oformat", "binary", "-o", file(name), file(name+".o"))
		b, err := os.ReadFile(file(name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	write("cases.bin", cases.Bytes())
	run := build("run", "0x10000")
	if len(run) > 0x80000 {
		t.Fatalf("%d bytes do not fit below the video memory", len(run))
	}
	boot := build("boot", "0x7c00", "--defsym", fmt.Sprint("SECTORS=", len(run)/512))
	disk := make([]byte, 20*16*63*512)
	copy(disk[copy(disk, boot):], run)
	write("disk", disk)
	write("bochsrc", fmt.Appendf(nil, `megs: 64
cpu: model=corei7_icelake_u, ips=100000000
romimage: file=/usr/share/bochs/BIOS-bochs-latest
vgaromimage: file=/usr/share/bochs/VGABIOS-lgpl-latest
ata0-master: type=disk, path=%q, mode=flat, cylinders=20, heads=16, spt=63
boot: disk
port_e9_hack: enabled=1
display_library: sdl2
sound: driver=dummy
clock: sync=none
log: %q
`, file("disk"), file("log")))
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // it halts, but does not end
	defer cancel()
	bochs := exec.CommandContext(ctx, "bochs", "-q", "-f", file("bochsrc"))
	bochs.Env = append(os.Environ(), "SDL_VIDEODRIVER=dummy")
	bochs.Stdin = strings.NewReader("c\n")
	bochs.WaitDelay = time.Second
	out, _ := bochs.CombinedOutput()
	_, rest, _ := strings.Cut(string(out), "<.")
	result, _, ok := strings.Cut("."+rest, ">")
	if !ok {
		t.Fatalf("no result: %s", out)
	}
	return result
}
