package neural_test

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"hearsay/data/weights"
	"hearsay/internal/neural"
)

// A vector is one text of testdata/vectors.json: what the training program says
// about it, computed in float32 from the same weights. Offsets of tokens are in
// code points; heads are numbered within the sentence from 1, 0 being the root.
type vector struct {
	Text      string
	Sentences [][][2]int
	Pieces    [][]int32
	Case      [][]uint8
	First     [][2]int
	Vectors   [][]float32 `json:"word_vectors_first8"`
	Tags      map[string][]string
	Logits    map[string][]float32 `json:"tag_logits_of_word_1"`
	Heads     [][]int
	Deprel    [][]string
	Fact      [][2]float32 `json:"factuality"`
	Pairs     []struct {
		Cue             int
		Source, Content []int
	}
	Coref *struct {
		Heads  []int
		Scores [][]float32 `json:"scores_lower_triangle"`
	}
}

func (v vector) tokens() [][]string {
	text := []rune(v.Text)
	var out [][]string
	for _, s := range v.Sentences {
		var toks []string
		for _, c := range s {
			toks = append(toks, string(text[c[0]:c[1]]))
		}
		out = append(out, toks)
	}
	return out
}

func vectors(t testing.TB) []vector {
	t.Helper()
	b, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vs []vector
	if err := json.Unmarshal(b, &vs); err != nil {
		t.Fatal(err)
	}
	if len(vs) < 5 {
		t.Fatalf("%d texts in vectors.json, want 5", len(vs))
	}
	return vs
}

func load(t testing.TB, o neural.Options) *neural.Model {
	t.Helper()
	m, err := neural.Load(weights.FS, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func near(a, b, tolerance float32) bool { return math.Abs(float64(a-b)) <= float64(tolerance) }

// TestVectors compares everything the model says with the training program.
func TestVectors(t *testing.T) {
	for _, k := range []struct {
		name   string
		kernel neural.Kernel
	}{{"f32", neural.F32}, {"portable", neural.Portable}} {
		t.Run(k.name, func(t *testing.T) {
			m := load(t, neural.Options{Kernel: k.kernel})
			for _, v := range vectors(t) {
				compare(t, m, v)
			}
		})
	}
}

func compare(t *testing.T, m *neural.Model, v vector) {
	t.Helper()
	w := m.Read(v.tokens())
	if w.Len() != len(v.Vectors) {
		t.Fatalf("%q: %d words, want %d", v.Text, w.Len(), len(v.Vectors))
	}
	for i, want := range v.Vectors {
		for j, x := range w.Vector(i)[:len(want)] {
			if !near(x, want[j], 2e-3) {
				t.Errorf("%q: vector of word %d, number %d: %v, want %v", v.Text, i, j, x, want[j])
			}
		}
		if f := w.Factuality(i); !near(f[0], v.Fact[i][0], 3e-3) || !near(f[1], v.Fact[i][1], 3e-3) {
			t.Errorf("%q: factuality of word %d: %v, want %v", v.Text, i, f, v.Fact[i])
		}
	}
	if len(v.Tags) != len(m.Heads()) {
		t.Errorf("%d heads, want %d", len(m.Heads()), len(v.Tags))
	}
	for head, want := range v.Tags {
		for i := range want {
			if got, p := w.Best(head, i); got != want[i] || p <= 0 || p > 1 {
				t.Errorf("%q: %s of word %d: %s (%v), want %s", v.Text, head, i, got, p, want[i])
			}
		}
		logits := w.Logits(head, min(1, w.Len()-1))
		if len(logits) != len(m.Labels(head)) {
			t.Errorf("%s: %d logits for %d labels", head, len(logits), len(m.Labels(head)))
		}
		for j, x := range v.Logits[head] {
			if !near(logits[j], x, 5e-3) {
				t.Errorf("%q: %s logit %d of word 1: %v, want %v", v.Text, head, j, logits[j], x)
			}
		}
	}
	from := 0
	for s, want := range v.Heads {
		n := len(want)
		compareTree(t, w, v.Text, from, from+n, want, v.Deprel[s])
		from += n
	}
	for _, p := range v.Pairs {
		from, to, source, content := w.Pair(p.Cue)
		if len(source) != to-from || len(content) != to-from {
			t.Fatalf("%q: %d and %d pair logits for %d words", v.Text, len(source), len(content), to-from)
		}
		if got := positive(from, source); !slices.Equal(got, p.Source) {
			t.Errorf("%q: source of word %d: %v, want %v", v.Text, p.Cue, got, p.Source)
		}
		if got := positive(from, content); !slices.Equal(got, p.Content) {
			t.Errorf("%q: content of word %d: %v, want %v", v.Text, p.Cue, got, p.Content)
		}
	}
	if v.Coref == nil {
		return
	}
	a := w.Antecedents(v.Coref.Heads)
	for i, row := range v.Coref.Scores {
		for j, want := range row {
			same := w.Same(v.Coref.Heads[i], v.Coref.Heads[j])
			if got := a.Score(i, j, same); !near(got, want, 2e-2) {
				t.Errorf("%q: antecedent %d of %d: %v, want %v", v.Text, j, i, got, want)
			}
		}
	}
}

func compareTree(t *testing.T, w *neural.Words, text string, from, to int, heads []int, rels []string) {
	t.Helper()
	n := to - from
	arcs := w.Arcs(from, to)
	at := make([]int, n)
	for i := range n {
		k := argmax(arcs[i*(n+1):][:n+1])
		if k != heads[i] {
			t.Errorf("%q: head of word %d: %d, want %d", text, from+i, k, heads[i])
		}
		at[i] = from + heads[i] - 1
		if heads[i] == 0 {
			at[i] = -1
		}
	}
	labels := w.Labels("deprel")
	scores := w.Rels(from, to, at)
	for i, want := range rels {
		if got := labels[argmax(scores[i*len(labels):][:len(labels)])]; got != want {
			t.Errorf("%q: relation of word %d: %s, want %s", text, from+i, got, want)
		}
	}
}

func argmax(x []float32) int {
	k := 0
	for i, v := range x {
		if v > x[k] {
			k = i
		}
	}
	return k
}

func positive(from int, x []float32) []int {
	out := []int{}
	for i, v := range x {
		if v > 0 {
			out = append(out, from+i)
		}
	}
	return out
}
