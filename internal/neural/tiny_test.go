package neural_test

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing/fstest"
)

// A tensorData is one tensor of a file to be written.
type tensorData struct {
	dtype string
	shape []int
	bytes []byte
}

// number is a made-up weight: small, and different everywhere.
func number(seed, i int) float32 {
	x := uint32(i)*2654435761 + uint32(seed)*40503 + 17
	x ^= x >> 15
	x *= 2246822519
	x ^= x >> 13
	return float32(int32(x%2001)-1000) / 4000
}

func f32(seed int, shape ...int) tensorData {
	n := 1
	for _, d := range shape {
		n *= d
	}
	b := make([]byte, 0, 4*n)
	for i := range n {
		b = binary.LittleEndian.AppendUint32(b, math.Float32bits(number(seed, i)))
	}
	return tensorData{"F32", shape, b}
}

func i8(seed int, shape ...int) tensorData {
	b := make([]byte, shape[0]*shape[1])
	for i := range b {
		b[i] = byte(int8(number(seed, i) * 500))
	}
	return tensorData{"I8", shape, b}
}

// safetensors lays out tensors as a file.
func safetensors(tensors map[string]tensorData, meta map[string]string) []byte {
	header := map[string]any{"__metadata__": meta}
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(tensors)) {
		t := tensors[name]
		header[name] = map[string]any{"dtype": t.dtype, "shape": t.shape, "data_offsets": []int{len(body), len(body) + len(t.bytes)}}
		body = append(body, t.bytes...)
	}
	h, err := json.Marshal(header)
	if err != nil {
		panic(err)
	}
	b := binary.LittleEndian.AppendUint64(nil, uint64(len(h)))
	return append(append(b, h...), body...)
}

// Sizes of the tiny model: none is that of the real one.
const (
	tinyHidden, tinyLayers, tinyHeads, tinyFFN = 32, 2, 2, 48
	tinyPieces                                 = 16
)

func tinyVocabulary() string {
	v := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", ".", ",", "'", "\"", "the", "said", "off", "##icer"}
	for c := 'a'; c <= 'z'; c++ {
		v = append(v, string(c), "##"+string(c))
	}
	return strings.Join(v, "\n") + "\n"
}

func tinyLabels() map[string][]string {
	return map[string][]string{
		"upos": {"NOUN", "VERB", "INTJ"}, "ner": {"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}, "cue": {"O", "B", "I"},
		"deprel": {"nsubj", "obj", "root"},
	}
}

func tinyTensors() map[string]tensorData {
	const h = tinyHidden
	vocab := strings.Count(tinyVocabulary(), "\n")
	ts := map[string]tensorData{}
	seed := 0
	add := func(name string, shape ...int) { seed++; ts[name] = f32(seed, shape...) }
	linear := func(name string, in, out int) { add(name+".weight", out, in); add(name+".bias", out) }
	whole := func(name string, in, out int) {
		seed++
		ts[name+".weight"] = i8(seed, out, in)
		scale := f32(seed, out)
		for i := range out {
			binary.LittleEndian.PutUint32(scale.bytes[4*i:], math.Float32bits(0.001+float32(i%7)/3000))
		}
		ts[name+".scale"] = scale
	}
	whole("word", h, vocab)
	add("case.weight", 4, h)
	add("pos.weight", tinyPieces+3, h)
	linearNorm := func(name string) { add(name+".weight", h); add(name+".bias", h) }
	linearNorm("ln")
	for i := range tinyLayers {
		for _, l := range []struct {
			name    string
			in, out int
		}{{"qkv", h, 3 * h}, {"out", h, h}, {"up", h, tinyFFN}, {"down", tinyFFN, h}} {
			name := fmt.Sprintf("layer.%d.%s", i, l.name)
			whole(name, l.in, l.out)
			add(name+".bias", l.out)
		}
		linearNorm(fmt.Sprintf("layer.%d.ln1", i))
		linearNorm(fmt.Sprintf("layer.%d.ln2", i))
	}
	labels := tinyLabels()
	for _, head := range slices.Sorted(maps.Keys(labels)) {
		if head != "deprel" {
			linear("tags."+head, h, len(labels[head]))
		}
	}
	for _, b := range []struct {
		name, left, right string
		size, outputs     int
	}{{"arc", "arc_d", "arc_h", 20, 1}, {"lab", "lab_d", "lab_h", 9, 3}, {"pair", "pair_c", "pair_w", 8, 2}, {"cor", "cor_m", "cor_a", 12, 1}} {
		linear(b.left, h, b.size)
		linear(b.right, h, b.size)
		add(b.name+".U", b.outputs, b.size+1, b.size+1)
	}
	add("root", h)
	add("cor_dist", 11)
	add("cor_same", 2)
	linear("fact1", h, 10)
	linear("fact2", 10, 2)
	return ts
}

// tiny returns the files of a small made-up model.
func tiny() fstest.MapFS {
	labels, err := json.Marshal(map[string]any{
		"config": map[string]int{
			"vocab": strings.Count(tinyVocabulary(), "\n"), "H": tinyHidden, "layers": tinyLayers, "heads": tinyHeads, "ffn": tinyFFN,
			"arc": 20, "lab": 9, "pair": 8, "coref": 12,
		},
		"maxpieces": tinyPieces, "labels": tinyLabels(),
	})
	if err != nil {
		panic(err)
	}
	return fstest.MapFS{
		"reader.safetensors": {Data: safetensors(tinyTensors(), map[string]string{"version": "tiny"})},
		"labels.json":        {Data: labels},
		"vocab.txt":          {Data: []byte(tinyVocabulary())},
	}
}
