package neural_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay/internal/neural"
)

func loadTiny(t testing.TB, o neural.Options) *neural.Model {
	t.Helper()
	m, err := neural.Load(tiny(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// babble is n sentences of words that the tiny model can spell, of all lengths.
func babble(n int) [][]string {
	r := rand.New(rand.NewPCG(3, 4))
	words := []string{"the", "officer", "Said", "off", ".", "\"", "UN", "a", "withdrawal", "é", ""}
	out := make([][]string, n)
	for i := range out {
		for range r.IntN(12) {
			out[i] = append(out[i], words[r.IntN(len(words))])
		}
	}
	return out
}

func TestReadEmpty(t *testing.T) {
	m := loadTiny(t, neural.Options{})
	for _, sents := range [][][]string{nil, {}, {{}}, {{}, nil, {}}} {
		w := read(t, m, sents)
		if w.Pieces() != 0 {
			t.Errorf("%v: %d pieces", sents, w.Pieces())
		}
		if got := w.Spans("ner", 0, 0); got != nil {
			t.Errorf("spans of nothing: %v", got)
		}
	}
	read(t, m, [][]string{{}, {"said"}, {}, {"off", "."}, {}})
	read(t, m, [][]string{{""}})
}

// TestReadLong has words that no window holds whole and sentences longer than
// a window.
func TestReadLong(t *testing.T) {
	m := loadTiny(t, neural.Options{})
	w := read(t, m, [][]string{{strings.Repeat("q", 500)}, slices.Repeat([]string{"off", "withdrawal", "."}, 50), {"said"}})
	end := 0
	for i := 0; i < w.Len(); i = end {
		var from int
		if from, end = w.Window(i); from != i || end <= from || end-from > tinyPieces-2 {
			t.Fatalf("window of word %d: %d to %d", i, from, end)
		}
	}
}

// TestWorkers reads the same with any number of workers, and whether or not
// memory was used before.
func TestWorkers(t *testing.T) {
	sents := babble(300)
	var want *neural.Words
	for _, workers := range []int{1, 2, 3, 16} {
		m := loadTiny(t, neural.Options{Workers: workers})
		for range 2 {
			w := m.Read(sents)
			if want == nil {
				want = w
				continue
			}
			for i := range w.Len() {
				if !slices.Equal(w.Vector(i), want.Vector(i)) || !slices.Equal(w.Logits("ner", i), want.Logits("ner", i)) {
					t.Fatalf("%d workers: word %d differs", workers, i)
				}
			}
			m.Read(babble(7)) // leaves other numbers behind
		}
	}
}

// TestAlone reads every sentence alone and all together: a window's words know
// nothing of other windows.
func TestAlone(t *testing.T) {
	m := loadTiny(t, neural.Options{})
	var sents [][]string
	for range 40 { // each fills its window
		sents = append(sents, slices.Repeat([]string{"off"}, tinyPieces-2))
	}
	sents[17][3] = "Said"
	all := m.Read(sents)
	for s, words := range sents {
		w := m.Read([][]string{words})
		for i := range words {
			if !slices.Equal(w.Vector(i), all.Vector(s*len(words)+i)) {
				t.Fatalf("word %d of sentence %d differs", i, s)
			}
		}
	}
}

func TestConcurrent(t *testing.T) {
	m := loadTiny(t, neural.Options{Workers: 2})
	sents := babble(40)
	want := m.Read(sents)
	done := make(chan bool)
	for range 8 {
		go func() {
			w := m.Read(sents)
			same := true
			for i := range w.Len() {
				same = same && slices.Equal(w.Vector(i), want.Vector(i)) && w.Factuality(i) == want.Factuality(i)
			}
			done <- same
		}()
	}
	for range 8 {
		if !<-done {
			t.Error("a reading at the same time as others differs")
		}
	}
}

// TestKernelsAgree compares the kernels on the tiny model, whose sizes are not
// those of the real one.
func TestKernelsAgree(t *testing.T) {
	sents := babble(60)
	want := loadTiny(t, neural.Options{Kernel: neural.Portable}).Read(sents)
	for _, k := range []struct {
		name      string
		kernel    neural.Kernel
		tolerance float64
	}{{"f32", neural.F32, 1e-4}, {"w8a16", neural.W8A16, 2e-3}, {"w8a8", neural.W8A8, 0.3}} {
		w := loadTiny(t, neural.Options{Kernel: k.kernel}).Read(sents)
		var off float64
		for i := range w.Len() {
			for j, v := range w.Vector(i) {
				off = max(off, math.Abs(float64(v-want.Vector(i)[j])))
			}
		}
		if !(off <= k.tolerance) {
			t.Errorf("%s: off by %v, at most %v expected", k.name, off, k.tolerance)
		}
		if k.kernel == neural.W8A8 && off == 0 {
			t.Errorf("%s computes nothing of its own", k.name)
		}
	}
}

func TestKernelNames(t *testing.T) {
	for _, tt := range []struct {
		kernel neural.Kernel
		want   string
	}{{neural.F32, "f32 on "}, {neural.W8A16, "w8a16 on "}, {neural.W8A8, "w8a8 on "}, {neural.Portable, "f32 on generic"}} {
		if got := loadTiny(t, neural.Options{Kernel: tt.kernel}).Kernel(); !strings.HasPrefix(got, tt.want) {
			t.Errorf("Kernel = %q, want %q", got, tt.want)
		}
	}
}

func TestArcsOwnColumn(t *testing.T) {
	m := loadTiny(t, neural.Options{})
	w := m.Read([][]string{{"the", "officer", "said"}})
	arcs := w.Arcs(0, 3)
	for i := range 3 {
		for j := range 4 {
			if got := arcs[4*i+j]; (got == -1e4) != (j == i+1) {
				t.Errorf("arc of %d to column %d: %v", i, j, got)
			}
		}
	}
}

// TestAntecedentBuckets checks that the score changes with distance as the
// buckets do, and with sameness.
func TestAntecedentBuckets(t *testing.T) {
	m := loadTiny(t, neural.Options{})
	sents := [][]string{slices.Repeat([]string{"off"}, tinyPieces-2)}
	for range 30 {
		sents = append(sents, sents[0])
	}
	w := m.Read(sents)
	n := tinyPieces - 2 // the same word of each window has the same vector
	score := func(windows int) float32 {
		return w.Antecedents([]int{0, windows * n}).Score(1, 0, false)
	}
	for _, tt := range []struct {
		a, b int
		same bool
	}{{2, 1, false}, {2, 3, false}, {3, 4, true}, {4, 5, false}, {5, 9, true}, {9, 10, false}, {19, 30, true}} {
		if got := score(tt.a) == score(tt.b); got != tt.same {
			t.Errorf("antecedents %d and %d words back score the same: %v, want %v", tt.a*n, tt.b*n, got, tt.same)
		}
	}
	a := w.Antecedents([]int{0, n})
	if a.Score(1, 0, true) == a.Score(1, 0, false) {
		t.Error("the same word scores like another")
	}
	if !w.Same(0, 1) {
		t.Error("equal words are not the same")
	}
}

// TestSpansReader decodes names in sentences that the reader knows well.
func TestSpansReader(t *testing.T) {
	m := load(t, neural.Options{})
	sents := [][]string{
		strings.Fields("The minister , Ana Prado , told reporters in Paris on 3 May 2021 ."),
		strings.Fields("The governor said on Monday that two of Reuters ' offices had closed ."),
	}
	w := m.Read(sents)
	var got []string
	words := slices.Concat(sents...)
	for _, s := range w.Spans("ner", 0, w.Len()) {
		got = append(got, s.Label+" "+strings.Join(words[s.From:s.To], " "))
		if s.Prob < 0.3 || s.Prob > 1 {
			t.Errorf("%v: probability %v", got[len(got)-1], s.Prob)
		}
	}
	want := []string{"PER Ana Prado", "LOC Paris", "DATE 3 May 2021", "DATE Monday", "ORG Reuters"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	got = nil
	for _, s := range w.Spans("cue", len(sents[0]), w.Len()) {
		got = append(got, s.Label+words[s.From])
	}
	if d := cmp.Diff([]string{"said"}, got); d != "" {
		t.Error(d)
	}
	if w.Spans("upos", 0, w.Len()) != nil || w.Spans("colour", 0, w.Len()) != nil || w.Logits("colour", 0) != nil {
		t.Error("spans of a head that has none")
	}
	if l, p := w.Best("colour", 0); l != "" || p != 0 {
		t.Errorf("best of no head: %q %v", l, p)
	}
}

// FuzzRead reads any words: never a panic, every answer in shape, the same
// twice.
func FuzzRead(f *testing.F) {
	f.Add("the officer said\n\" off \" .\n\nÉ \xff 東")
	f.Add(strings.Repeat("withdrawal ", 40))
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		m := loadTiny(t, neural.Options{Workers: 2})
		var sents [][]string
		for line := range strings.Lines(text) {
			sents = append(sents, strings.Split(line, " "))
		}
		w, again := read(t, m, sents), m.Read(sents)
		for i := range w.Len() {
			if !slices.Equal(w.Vector(i), again.Vector(i)) {
				t.Fatalf("word %d differs the second time", i)
			}
			for _, v := range w.Vector(i) {
				if v-v != 0 {
					t.Fatalf("word %d has the number %v", i, v)
				}
			}
		}
	})
}
