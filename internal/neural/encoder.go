package neural

import (
	"errors"
	"fmt"
	"math"

	"hearsay/internal/tensor"
)

// epsilon of layer normalisation.
const epsilon = 1e-12

// norms are the scale and shift of a layer normalisation.
type norms struct{ gamma, beta []float32 }

// A block is one layer of the encoder: attention, then a feed-forward net, each
// added to its input and normalised.
type block struct {
	qkv, out, up, down tensor.Layer
	norm1, norm2       norms
}

// An encoder turns word pieces into vectors.
type encoder struct {
	hidden, nheads, ffn int
	word                []int8    // vocabulary × hidden
	wordScale           []float32 // by row
	caseRows, pos       []float32 // rows of hidden
	norm                norms
	blocks              []block
}

// load makes the encoder with layers of int8, where the file has them, for
// inputs of the given bits; 0 is float32.
func (e *encoder) load(s *store, c config, set *tensor.Set, bits int) (err error) {
	h := c.Hidden
	e.hidden, e.nheads, e.ffn = h, c.Heads, c.FFN
	if e.word, e.wordScale, err = s.bytes("word.weight", c.Vocab, h); err != nil {
		return err
	}
	var errs []error
	floats := func(name string, shape ...int) []float32 {
		v, err := s.floats(name, shape...)
		errs = append(errs, err)
		return v
	}
	norm := func(name string) norms { return norms{floats(name+".weight", h), floats(name+".bias", h)} }
	layer := func(name string, in, out int) tensor.Layer {
		b := floats(name+".bias", out)
		if a := s.tensors[name+".weight"]; a.dtype == "I8" && bits != 0 {
			q, scale, err := s.bytes(name+".weight", out, in)
			if errs = append(errs, err); errors.Join(errs...) != nil {
				return nil
			}
			return set.NewQuantised(q, scale, b, in, out, bits)
		}
		w := floats(name+".weight", out, in)
		if errors.Join(errs...) != nil {
			return nil
		}
		return set.NewDense(w, b, in, out)
	}
	e.caseRows = floats("case.weight", 4, h)
	e.pos = floats("pos.weight", -1, h)
	e.norm = norm("ln")
	for i := range c.Layers {
		p := fmt.Sprintf("layer.%d.", i)
		e.blocks = append(e.blocks, block{
			qkv: layer(p+"qkv", h, 3*h), out: layer(p+"out", h, h), up: layer(p+"up", h, e.ffn), down: layer(p+"down", e.ffn, h),
			norm1: norm(p + "ln1"), norm2: norm(p + "ln2"),
		})
		if err := errors.Join(errs...); err != nil {
			return err
		}
	}
	return nil
}

// A workspace is the memory of one worker for one group of windows, so that
// none is made for each.
type workspace struct {
	x, y, qkv, ffn []float32
	k, v, scores   []float32 // one head of one window
	scratch        tensor.Scratch
}

// newWorkspace returns memory for so many pieces in all, and so many in the
// longest window.
func (e *encoder) newWorkspace(pieces, longest int) *workspace {
	wide, d := tensor.Wide(longest), e.hidden/e.nheads
	return &workspace{
		x: make([]float32, pieces*e.hidden), y: make([]float32, pieces*e.hidden),
		qkv: make([]float32, pieces*3*e.hidden), ffn: make([]float32, pieces*e.ffn),
		k: make([]float32, wide*d), v: make([]float32, wide*d), scores: make([]float32, longest*wide),
	}
}

// encode leaves in ws.x the vectors of the words of windows, one after another,
// and returns their number.
func (e *encoder) encode(set *tensor.Set, ws *workspace, windows []window) int {
	h, ld := e.hidden, 3*e.hidden
	n := 0
	for _, w := range windows {
		for i, id := range w.ids {
			e.embed(ws.x[n*h:][:h], ws.y[:h], id, int(w.cases[i]), i, set)
			n++
		}
	}
	for i := range e.blocks {
		b := &e.blocks[i]
		b.qkv.Apply(n, ws.x, h, ws.qkv, ld, &ws.scratch)
		at := 0
		for _, w := range windows {
			e.attend(set, ws, at, len(w.ids)) // its result stands where the queries were
			at += len(w.ids)
		}
		if i == len(e.blocks)-1 {
			n = keepFirst(ws, windows, h) // nobody asks for the other pieces after this
		}
		b.out.Apply(n, ws.qkv, ld, ws.y, h, &ws.scratch)
		add(set, ws.x, ws.y, b.norm1, n, h)
		b.up.Apply(n, ws.x, h, ws.ffn, e.ffn, &ws.scratch)
		set.GELU(ws.ffn[:n*e.ffn])
		b.down.Apply(n, ws.ffn, e.ffn, ws.y, h, &ws.scratch)
		add(set, ws.x, ws.y, b.norm2, n, h)
	}
	return n
}

// keepFirst moves the rows of each word's first piece together and returns
// their number.
func keepFirst(ws *workspace, windows []window, h int) int {
	n, at := 0, 0
	for _, w := range windows {
		for _, p := range w.first {
			copy(ws.qkv[n*3*h:][:h], ws.qkv[(at+p)*3*h:])
			copy(ws.x[n*h:][:h], ws.x[(at+p)*h:])
			n++
		}
		at += len(w.ids)
	}
	return n
}

func add(set *tensor.Set, x, y []float32, n norms, rows, h int) {
	for i := range rows {
		r := x[i*h:][:h]
		set.AddNorm(r, r, y[i*h:], n.gamma, n.beta, epsilon)
	}
}

// embed writes the vector of a piece before the first layer; tmp is scratch.
func (e *encoder) embed(x, tmp []float32, id int32, cas, at int, set *tensor.Set) {
	h := e.hidden
	scale := e.wordScale[id]
	word, cs, pos := e.word[int(id)*h:][:h], e.caseRows[cas*h:][:h], e.pos[at*h:][:h]
	for i := range x {
		x[i] = float32(word[i]) * scale
		tmp[i] = cs[i] + pos[i]
	}
	set.AddNorm(x, x, tmp, e.norm.gamma, e.norm.beta, epsilon)
}

// attend computes attention within one window of n pieces, which begins at row
// at of ws.qkv. The result of each head replaces its queries.
func (e *encoder) attend(set *tensor.Set, ws *workspace, at, n int) {
	const p = tensor.Panel
	h, d, wide := e.hidden, e.hidden/e.nheads, tensor.Wide(n)
	ld := 3 * h
	scale := float32(1 / math.Sqrt(float64(d)))
	for head := range e.nheads {
		q := ws.qkv[at*ld+head*d:]
		k, v := q[h:], q[2*h:]
		set.Transpose(ws.k, k, ld, n, d)
		for j := range n {
			for i := 0; i < d; i += p {
				*(*[p]float32)(ws.v[i*n+j*p:]) = [p]float32(v[j*ld+i:])
			}
		}
		for j := 0; j < wide; j += p {
			set.Product(n, d, q, ld, ws.k[j*d:], zeros[:], 0, ws.scores[j:], wide)
		}
		for i := range n {
			row := ws.scores[i*wide:][:wide]
			for j := n; j < wide; j++ {
				row[j] = -1e30
			}
			set.Softmax(row, scale)
		}
		for i := 0; i < d; i += p {
			set.Product(n, n, ws.scores, wide, ws.v[i*n:], zeros[:], 0, q[i:], ld)
		}
	}
}

var zeros [tensor.Panel]float32
