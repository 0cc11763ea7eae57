package neural_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"hearsay/internal/neural"
)

func TestLoadTiny(t *testing.T) {
	m, err := neural.Load(tiny(), neural.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := m.Heads(), []string{"cue", "ner", "upos"}; !slices.Equal(got, want) {
		t.Errorf("Heads = %v, want %v", got, want)
	}
	if got := m.Labels("ner"); len(got) != 5 || got[1] != "B-PER" {
		t.Errorf("Labels = %v", got)
	}
	if got := m.Labels("colour"); got != nil {
		t.Errorf("Labels of no head = %v", got)
	}
	const want = "reader-tiny (sha256 "
	if got := m.Name(); !strings.HasPrefix(got, want) || len(got) != len(want)+64+1 {
		t.Errorf("Name = %q", got)
	}
}

func TestLoadMissing(t *testing.T) {
	for name := range tiny() {
		files := tiny()
		delete(files, name)
		_, err := neural.Load(files, neural.Options{})
		if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), name) {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// TestLoadDamaged changes one thing in one file.
func TestLoadDamaged(t *testing.T) {
	edit := func(file, from, to string) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			if !bytes.Contains(f[file].Data, []byte(from)) {
				t.Fatalf("%s holds no %q", file, from)
			}
			b := bytes.Replace(f[file].Data, []byte(from), []byte(to), 1)
			if file == "reader.safetensors" {
				binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)+uint64(len(to)-len(from)))
			}
			f[file].Data = b
		}
	}
	cut := func(file string, n int) func(fstest.MapFS) {
		return func(f fstest.MapFS) { f[file].Data = f[file].Data[:n] }
	}
	tensors := func(change func(map[string]tensorData)) func(fstest.MapFS) {
		return func(f fstest.MapFS) {
			ts := tinyTensors()
			change(ts)
			f["reader.safetensors"].Data = safetensors(ts, nil)
		}
	}
	const weights, labels, vocab = "reader.safetensors", "labels.json", "vocab.txt"
	for _, tt := range []struct {
		name, says string
		damage     func(fstest.MapFS)
	}{
		{"no bytes", "too few", cut(weights, 0)},
		{"only the header's length", "does not fit", cut(weights, 8)},
		{"cut short", "does not lie", func(f fstest.MapFS) { f[weights].Data = f[weights].Data[:len(f[weights].Data)-1] }},
		{"a byte too many", "belong to no tensor", func(f fstest.MapFS) { f[weights].Data = append(f[weights].Data, 0) }},
		{"huge header", "does not fit", func(f fstest.MapFS) { copy(f[weights].Data, "\xff\xff\xff\xff\xff\xff\xff\xff") }},
		{"header is no JSON", "header", func(f fstest.MapFS) { f[weights].Data[8] = '[' }},
		{"unknown type", "unknown type", edit(weights, `"dtype":"I8"`, `"dtype":"Z8"`)},
		{"negative size", "larger", edit(weights, `"shape":[11]`, `"shape":[-1]`)},
		{"overflowing size", "larger", edit(weights, `"shape":[11]`, `"shape":[4611686018427387904,4]`)},
		{"wrong size", "does not lie", edit(weights, `"shape":[11]`, `"shape":[12]`)},
		{"overlap", "hole or overlap", tensorsTwice},
		{"missing tensor", `"root"`, tensors(func(ts map[string]tensorData) { delete(ts, "root") })},
		{"missing scale", `"word.scale"`, tensors(func(ts map[string]tensorData) { delete(ts, "word.scale") })},
		{"another shape", `"root" has the shape [31]`, tensors(func(ts map[string]tensorData) { ts["root"] = f32(1, 31) })},
		{"float embedding", "not of type I8", tensors(func(ts map[string]tensorData) { ts["word.weight"] = f32(1, ts["word.weight"].shape...) })},
		{"integers for floats", "type U8", tensors(func(ts map[string]tensorData) { ts["root"] = tensorData{"U8", []int{32}, make([]byte, 32)} })},
		{"not a number", "not finite", tensors(func(ts map[string]tensorData) { copy(ts["root"].bytes, "\xff\xff\xff\xff") })},
		{"too few positions", "windows of 16 pieces", tensors(func(ts map[string]tensorData) { ts["pos.weight"] = f32(1, 15, 32) })},
		{"labels are no JSON", "labels.json at byte 1", cut(labels, 1)},
		{"sizes of another type", "labels.json at byte", edit(labels, `"H":32`, `"H":"x"`)},
		{"no layers", "sizes", edit(labels, `"layers":2`, `"layers":0`)},
		{"odd sizes", "multiples", edit(labels, `"heads":2`, `"heads":3`)},
		{"no such head", `"tags.uposs.weight"`, edit(labels, `"upos"`, `"uposs"`)},
		{"fewer labels", `"tags.upos.weight" has the shape`, edit(labels, `"NOUN",`, ``)},
		{"no relations", "lab.U", edit(labels, `"deprel"`, `"depre"`)},
		{"short vocabulary", "pieces where the model has", cut(vocab, len(tinyVocabulary())-4)},
		{"piece twice", "stands twice", edit(vocab, "said", "the")},
		{"no [CLS]", "[CLS]", edit(vocab, "[CLS]", "[CL]")},
	} {
		files := tiny()
		tt.damage(files)
		m, err := neural.Load(files, neural.Options{})
		if m != nil || !errors.Is(err, neural.ErrCorrupt) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v; want an error that says %q", tt.name, err, tt.says)
		}
	}
}

// tensorsTwice lets two tensors lie in the same place.
func tensorsTwice(f fstest.MapFS) {
	d := f["reader.safetensors"].Data
	i := bytes.Index(d, []byte(`"arc_d.bias"`))
	j := bytes.Index(d, []byte(`"arc_h.bias"`))
	at := func(k int) []byte { // the digits of its offsets
		from := k + bytes.Index(d[k:], []byte(`"data_offsets":[`)) + 16
		return d[from : from+bytes.IndexByte(d[from:], ']')]
	}
	if len(at(i)) != len(at(j)) {
		panic("offsets of different lengths")
	}
	copy(at(j), at(i))
}

// read asks a model everything about some sentences; it must not panic and must
// answer in the right shapes.
func read(t testing.TB, m *neural.Model, sents [][]string) *neural.Words {
	t.Helper()
	w := m.Read(sents)
	n := count(sents)
	if w.Len() != n {
		t.Fatalf("%d words, want %d", w.Len(), n)
	}
	heads, from := make([]int, n), 0
	for _, s := range sents {
		to := from + len(s)
		for i := range s {
			heads[from+i] = from + i - 1
		}
		if len(s) > 0 {
			heads[from] = -1
		}
		if got, want := len(w.Arcs(from, to)), len(s)*(len(s)+1); got != want {
			t.Fatalf("%d arcs of %d words", got, len(s))
		}
		if got, want := len(w.Rels(from, to, heads[from:to])), len(s)*len(m.Labels("deprel")); got != want {
			t.Fatalf("%d relation scores, want %d", got, want)
		}
		from = to
	}
	for i := range heads {
		heads[i] = i
	}
	a := w.Antecedents(heads)
	for i := range n {
		from, to, source, content := w.Pair(i)
		if f, u := w.Window(i); from != f || to != u || i < from || i >= to || len(source) != to-from || len(content) != to-from {
			t.Fatalf("pair of %d: words %d to %d of window %d to %d", i, from, to, f, u)
		}
		for _, head := range m.Heads() {
			if l, p := w.Best(head, i); !slices.Contains(m.Labels(head), l) || p < 0 || p > 1.0001 {
				t.Fatalf("%s of word %d: %q %v", head, i, l, p)
			}
		}
		a.Score(i, i/2, w.Same(i, i/2))
		w.Factuality(i)
	}
	for _, head := range m.Heads() {
		end := 0
		for _, s := range w.Spans(head, 0, n) {
			if s.From < end || s.To <= s.From || s.To > n {
				t.Fatalf("%s: span %v after word %d of %d", head, s, end, n)
			}
			end = s.To
		}
	}
	return w
}

// FuzzLoad damages the files of a small model. A model that still loads must
// read.
func FuzzLoad(f *testing.F) {
	files := tiny()
	f.Add(uint64(1), uint8(0), []byte(nil))
	f.Add(uint64(1), uint8(1), files["labels.json"].Data)
	f.Add(uint64(1), uint8(2), files["vocab.txt"].Data)
	f.Add(uint64(1), uint8(3), []byte(`{"root":{"dtype":"F32","shape":[8],"data_offsets":[0,32]}}`))
	f.Fuzz(func(t *testing.T, seed uint64, how uint8, data []byte) {
		files := tiny()
		w := files["reader.safetensors"]
		switch how % 4 {
		case 0: // some bytes of the weights
			r := rand.New(rand.NewPCG(seed, 0))
			for range r.IntN(4) + 1 {
				w.Data[r.IntN(len(w.Data))] = byte(r.Uint32())
			}
		case 1:
			files["labels.json"].Data = data
		case 2:
			files["vocab.txt"].Data = data
		case 3: // another header over the same numbers
			head := len(data)
			w.Data = append(append([]byte{byte(head), byte(head >> 8), byte(head >> 16), 0, 0, 0, 0, 0}, data...), w.Data[min(len(w.Data), int(seed%4096)):]...)
		}
		m, err := neural.Load(files, neural.Options{Workers: 1})
		if err != nil {
			if m != nil || !errors.Is(err, neural.ErrCorrupt) {
				t.Fatalf("%v does not wrap ErrCorrupt", err)
			}
			return
		}
		read(t, m, [][]string{strings.Fields("The officers said \" off , off \" .")})
	})
}
