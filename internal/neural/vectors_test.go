package neural_test

import (
	"encoding/json"
	"fmt"
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

// A tally counts decisions that agree with the training program, and keeps the
// first that do not.
type tally struct {
	right, wrong int
	errors       []string
}

func (c *tally) check(ok bool, format string, args ...any) {
	if ok {
		c.right++
		return
	}
	c.wrong++
	if len(c.errors) < 20 {
		c.errors = append(c.errors, fmt.Sprintf(format, args...))
	}
}

// TestVectors compares everything the model says with the training program.
// Numbers may differ by the tolerance times what rounding is worth to them;
// decisions must agree, all of them in float32.
func TestVectors(t *testing.T) {
	for _, k := range []struct {
		name      string
		kernel    neural.Kernel
		tolerance float32
		agree     float64
	}{
		{"f32", neural.F32, 1, 1},
		{"portable", neural.Portable, 1, 1},
		{"w8a16", neural.W8A16, 1, 0.99},
		{"w8a8", neural.W8A8, 120, 0.95},
	} {
		t.Run(k.name, func(t *testing.T) {
			m := load(t, neural.Options{Kernel: k.kernel})
			var c tally
			for _, v := range vectors(t) {
				compare(t, m, v, k.tolerance, &c)
			}
			if share := float64(c.right) / float64(c.right+c.wrong); share < k.agree {
				t.Errorf("%.4f of %d decisions agree, want %v", share, c.right+c.wrong, k.agree)
				for _, e := range c.errors {
					t.Log(e)
				}
			}
		})
	}
}

func compare(t *testing.T, m *neural.Model, v vector, tolerance float32, c *tally) {
	t.Helper()
	w := m.Read(v.tokens())
	if w.Len() != len(v.Vectors) {
		t.Fatalf("%q: %d words, want %d", v.Text, w.Len(), len(v.Vectors))
	}
	for i, want := range v.Vectors {
		for j, x := range w.Vector(i)[:len(want)] {
			if !near(x, want[j], 2e-3*tolerance) {
				t.Errorf("%q: vector of word %d, number %d: %v, want %v", v.Text, i, j, x, want[j])
			}
		}
		if f := w.Factuality(i); !near(f[0], v.Fact[i][0], 3e-3*tolerance) || !near(f[1], v.Fact[i][1], 3e-3*tolerance) {
			t.Errorf("%q: factuality of word %d: %v, want %v", v.Text, i, f, v.Fact[i])
		}
	}
	if len(v.Tags) != len(m.Heads()) {
		t.Errorf("%d heads, want %d", len(m.Heads()), len(v.Tags))
	}
	for head, want := range v.Tags {
		for i := range want {
			got, p := w.Best(head, i)
			c.check(got == want[i] && p > 0 && p <= 1, "%q: %s of word %d: %s (%v), want %s", v.Text, head, i, got, p, want[i])
		}
		logits := w.Logits(head, min(1, w.Len()-1))
		if len(logits) != len(m.Labels(head)) {
			t.Errorf("%s: %d logits for %d labels", head, len(logits), len(m.Labels(head)))
		}
		for j, x := range v.Logits[head] {
			if !near(logits[j], x, 5e-3*tolerance) {
				t.Errorf("%q: %s logit %d of word 1: %v, want %v", v.Text, head, j, logits[j], x)
			}
		}
	}
	from := 0
	for s, want := range v.Heads {
		compareTree(w, v.Text, from, from+len(want), want, v.Deprel[s], c)
		from += len(want)
	}
	for _, p := range v.Pairs {
		from, to, source, content := w.Pair(p.Cue)
		if len(source) != to-from || len(content) != to-from {
			t.Fatalf("%q: %d and %d pair logits for %d words", v.Text, len(source), len(content), to-from)
		}
		for i := range source {
			c.check(source[i] > 0 == slices.Contains(p.Source, from+i), "%q: word %d in source of %d: %v", v.Text, from+i, p.Cue, source[i])
			c.check(content[i] > 0 == slices.Contains(p.Content, from+i), "%q: word %d in content of %d: %v", v.Text, from+i, p.Cue, content[i])
		}
	}
	if v.Coref == nil {
		return
	}
	a := w.Antecedents(v.Coref.Heads)
	for i, row := range v.Coref.Scores {
		for j, want := range row {
			same := w.Same(v.Coref.Heads[i], v.Coref.Heads[j])
			if got := a.Score(i, j, same); !near(got, want, 1e-2*tolerance) {
				t.Errorf("%q: antecedent %d of %d: %v, want %v", v.Text, j, i, got, want)
			}
		}
	}
}

func compareTree(w *neural.Words, text string, from, to int, heads []int, rels []string, c *tally) {
	n := to - from
	arcs := w.Arcs(from, to)
	at := make([]int, n)
	for i := range n {
		k := argmax(arcs[i*(n+1):][:n+1])
		c.check(k == heads[i], "%q: head of word %d: %d, want %d", text, from+i, k, heads[i])
		at[i] = from + heads[i] - 1
		if heads[i] == 0 {
			at[i] = -1
		}
	}
	labels := w.Labels("deprel")
	scores := w.Rels(from, to, at)
	for i, want := range rels {
		got := labels[argmax(scores[i*len(labels):][:len(labels)])]
		c.check(got == want, "%q: relation of word %d: %s, want %s", text, from+i, got, want)
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
