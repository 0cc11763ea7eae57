// Package neural reads the words of a document with a trained encoder: one
// forward pass gives every word a vector, from which heads tell tags, names,
// trees, cues and their sources, coreference and factuality.
//
// For "Officers said the depot burned." the head "upos" gives NOUN VERB DET
// NOUN VERB PUNCT, the head "cue" marks "said", and [Words.Pair] of "said"
// gives high source logits to "Officers" and high content logits to "the depot
// burned". The package gives scores; what they mean for the reading is decided
// by the packages above.
//
// The model is a BERT-shaped encoder (Devlin et al. 2019) over word pieces,
// with biaffine heads (Dozat and Manning 2017). It is read from three files,
// whose format stands at [Load]; sizes and label lists come from them.
//
// A [Model] is read-only and may be used by many goroutines at once, and so
// may [Words].
package neural

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"runtime"
	"sort"

	"hearsay/internal/tensor"
)

// A Kernel is a way to compute the layers of the encoder.
//
// Measured on 25 November 2026 with reader 0.1 on some 25,000 words each of the
// development sets of EWT, GUM, worldwide and PolNeAR (gold tokens): of all
// labels of all tag heads W8A16 gives 99.998 % as F32 does, W8A8 99.7 %. LAS by
// argmax with F32, W8A16 and W8A8: EWT 84.15, 84.16, 84.15; GUM 84.91, 84.92,
// 84.91.
type Kernel uint8

// Kernels. New ones are added at the end only.
const (
	Auto     Kernel = iota // W8A16 where it is the faster one ([tensor.Set.Integers]): with AVX2, AVX-512 VNNI or ARM DotProd; else F32
	F32                    // float32 throughout, the reference
	Portable               // float32 in plain Go, whatever the processor
	W8A16                  // the encoder's int8 weights as they are, its inputs rounded to 16 bits
	W8A8                   // the same with 8 bits: faster than W8A16 with AVX-512 VNNI only
)

// Options are choices about running a model. The zero value is the default.
type Options struct {
	Kernel  Kernel
	Workers int // windows read at once; 0 is GOMAXPROCS. Results do not depend on it
	Kept    Kept
}

// Kept keeps the vectors of documents read before, so that whoever reads one
// corpus again and again while changing rules waits for the encoder once. It
// must be safe for use by many goroutines at once.
type Kept interface {
	// Load returns the vectors saved under key, nil if there are none.
	Load(key [sha256.Size]byte) []float32
	// Save keeps vectors under key. It must not change or hold on to them.
	Save(key [sha256.Size]byte, vectors []float32)
}

// Names of the files of a model.
const (
	weightsFile    = "reader.safetensors"
	labelsFile     = "labels.json"
	vocabularyFile = "vocab.txt"
)

// A Model is a trained reader.
type Model struct {
	name    string
	workers int
	kept    Kept // nil: nothing is kept
	bits    int  // of the encoder's inputs; 0 where it computes in float32
	vocab   *vocabulary
	pieces  int // of one window, at most
	labels  map[string][]string
	tags    []tagHead       // in the order of their names
	spare   chan *workspace // memory that workers have left
	encoder
	heads
}

// A tagHead is the place of one linear head's outputs in the row of them all.
type tagHead struct {
	name     string
	from, to int
	bio      bool // the labels are O, B-X, I-X
}

// config is the part of labels.json that gives sizes.
type config struct {
	Vocab  int `json:"vocab"`
	Hidden int `json:"H"`
	Layers int `json:"layers"`
	Heads  int `json:"heads"`
	FFN    int `json:"ffn"`
	Arc    int `json:"arc"`
	Label  int `json:"lab"`
	Pair   int `json:"pair"`
	Coref  int `json:"coref"`
}

// Load reads a model from three files at the top of fsys:
//
//	reader.safetensors  the weights. X.weight of int8 with a sibling X.scale
//	                    is row-wise: w[r, c] = int8[r, c] · scale[r]
//	labels.json         {"config": sizes, "maxpieces": of a window, "labels":
//	                    {head: [label …]}}; the head "deprel" is the biaffine
//	                    one, all others are tags.<head>
//	vocab.txt           one word piece a line
//
// It returns an error wrapping [ErrCorrupt] if a file is damaged or the three
// do not fit one another, and one wrapping [fs.ErrNotExist] if one is missing.
func Load(fsys fs.FS, o Options) (*Model, error) {
	var files [3][]byte
	for i, name := range []string{weightsFile, labelsFile, vocabularyFile} {
		b, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("load model: %w", err)
		}
		files[i] = b
	}
	m, err := load(files[0], files[1], files[2], o)
	if err != nil {
		return nil, fmt.Errorf("load model: %w: install its three files again, all of one release", err)
	}
	return m, nil
}

func load(weights, labels, vocab []byte, o Options) (*Model, error) {
	var l struct {
		Config config              `json:"config"`
		Pieces int                 `json:"maxpieces"`
		Labels map[string][]string `json:"labels"`
	}
	if err := json.Unmarshal(labels, &l); err != nil {
		return nil, corrupt(labelsFile, syntaxOffset(err), "%v", err)
	}
	sum := make(chan [sha256.Size]byte, 1)
	go func() { sum <- sha256.Sum256(weights) }()
	s, err := parseStore(weightsFile, weights)
	if err != nil {
		return nil, err
	}
	m := &Model{
		workers: o.Workers,
		kept:    o.Kept,
		pieces:  l.Pieces,
		labels:  l.Labels,
	}
	set := tensor.Fastest()
	if m.workers <= 0 {
		m.workers = runtime.GOMAXPROCS(0)
	}
	m.spare = make(chan *workspace, m.workers)
	if o.Kernel == Portable {
		set = tensor.Generic
	}
	bits := 0
	switch {
	case o.Kernel == W8A8:
		bits = 8
	case o.Kernel == W8A16, o.Kernel == Auto && set.Integers():
		bits = 16
	}
	m.bits = bits
	if err := l.Config.check(); err != nil {
		return nil, err
	}
	others := make(chan error, 1)
	go func() {
		var err error
		if m.vocab, err = parseVocabulary(vocabularyFile, string(vocab)); err == nil && l.Config.Vocab != m.vocab.size() {
			err = corrupt(vocabularyFile, 0, "%d pieces where the model has %d", m.vocab.size(), l.Config.Vocab)
		}
		if err == nil {
			err = m.heads.load(s, l.Config, l.Labels, set)
		}
		if err == nil {
			err = m.loadTags(s, l.Config.Hidden)
		}
		others <- err
	}()
	err = m.encoder.load(s, l.Config, set, bits)
	if e := <-others; err == nil {
		err = e
	}
	if err != nil {
		return nil, err
	}
	if m.pieces < 3 || m.pieces > len(m.pos)/m.hidden {
		return nil, corrupt(labelsFile, 0, "windows of %d pieces, where the model has %d positions", m.pieces, len(m.pos)/m.hidden)
	}
	m.name = fmt.Sprintf("reader-%s (sha256 %x)", s.meta["version"], <-sum)
	return m, nil
}

func syntaxOffset(err error) int64 {
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return e.Offset
	}
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return e.Offset
	}
	return 0
}

// check reports whether sizes are those of a model that the kernels can run.
func (c config) check() error {
	const most = 1 << 20
	for _, n := range []int{c.Vocab, c.Hidden, c.Layers, c.Heads, c.FFN, c.Arc, c.Label, c.Pair, c.Coref} {
		if n < 1 || n > most {
			return corrupt(labelsFile, 0, "the sizes %+v are not those of a model", c)
		}
	}
	if c.FFN%tensor.Panel != 0 || c.Hidden%(c.Heads*tensor.Panel) != 0 {
		return corrupt(labelsFile, 0, "sizes of layers must be multiples of %d", tensor.Panel)
	}
	return nil
}

// loadTags joins the linear heads into one layer.
func (m *Model) loadTags(s *store, hidden int) error {
	var names []string
	for name := range m.labels {
		if name != deprel {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	var w, b []float32
	for _, name := range names {
		n := len(m.labels[name])
		if n == 0 {
			return corrupt(labelsFile, 0, "the head %q has no labels", name)
		}
		wi, err := s.floats("tags."+name+".weight", n, hidden)
		if err != nil {
			return err
		}
		bi, err := s.floats("tags."+name+".bias", n)
		if err != nil {
			return err
		}
		m.tags = append(m.tags, tagHead{name, len(b), len(b) + n, isBIO(m.labels[name])})
		w, b = append(w, wi...), append(b, bi...)
	}
	m.tagger = m.set.NewDense(w, b, hidden, len(b))
	return nil
}

// Name identifies the model: its version and the SHA-256 of its weights.
func (m *Model) Name() string { return m.name }

// Labels returns the labels of a head in the order of its logits, nil if the
// model has no such head. The heads are "upos", "xpos", "lemma" (edit scripts),
// "ner", "ner4", "mention", "cue", "event", "timex", "causal", "plover" and,
// for [Words.Rels], "deprel". The caller may not change them.
func (m *Model) Labels(head string) []string { return m.labels[head] }

// Heads returns the names of the tag heads in alphabetical order.
func (m *Model) Heads() []string {
	names := make([]string, len(m.tags))
	for i, t := range m.tags {
		names[i] = t.name
	}
	return names
}

// tag returns the head of that name.
func (m *Model) tag(name string) (t tagHead, ok bool) {
	for _, t := range m.tags {
		if t.name == name {
			return t, true
		}
	}
	return tagHead{}, false
}

// softmaxAt returns e^x[i] / Σ e^x.
func softmaxAt(x []float32, i int) float32 {
	most := x[best(x)]
	var sum float64
	for _, v := range x {
		if d := v - most; d > -20 { // the others add less than a float32 can hold
			sum += math.Exp(float64(d))
		}
	}
	return float32(math.Exp(float64(x[i]-most)) / sum)
}

// best returns the index of the largest, the first of equals.
func best(x []float32) int {
	k, most := 0, x[0]
	for i, v := range x {
		if v > most {
			k, most = i, v
		}
	}
	return k
}
