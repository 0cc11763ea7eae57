package neural

import "hearsay/internal/tensor"

// deprel is the label list of the biaffine head of relations.
const deprel = "deprel"

// distances are the borders between the buckets of distances, in words, of the
// coreference head.
var distances = [...]int{1, 2, 3, 5, 8, 16, 32, 64, 128, 256}

// A biaffine scores pairs of words: [ReLU(left·x); 1]ᵀ U [ReLU(right·y); 1].
type biaffine struct {
	left, right *tensor.Dense // to size numbers
	form        *tensor.Dense // [left; 1]ᵀ U for every output: outputs × (size + 1) numbers
	size        int
	outputs     int
}

// heads are the parts of the model that read word vectors.
type heads struct {
	set                 *tensor.Set
	tagger              *tensor.Dense
	arc, rel, pair, cor biaffine
	arcRoot, relRoot    []float32 // the right side of the root
	corDist, corSame    []float32
	fact1, fact2        *tensor.Dense
}

func (hd *heads) load(s *store, c config, labels map[string][]string, set *tensor.Set) error {
	hd.set = set
	var first error
	floats := func(name string, shape ...int) []float32 {
		v, err := s.floats(name, shape...)
		if err != nil && first == nil {
			first = err
		}
		return v
	}
	dense := func(name string, in, out int) *tensor.Dense {
		w, b := floats(name+".weight", out, in), floats(name+".bias", out)
		if first != nil {
			return nil
		}
		return set.NewDense(w, b, in, out)
	}
	pairs := func(u, left, right string, size, outputs int) biaffine {
		b := biaffine{left: dense(left, c.Hidden, size), right: dense(right, c.Hidden, size), size: size, outputs: outputs}
		w := floats(u+".U", outputs, size+1, size+1)
		if first == nil {
			b.form = form(set, w, size, outputs)
		}
		return b
	}
	hd.arc = pairs("arc", "arc_d", "arc_h", c.Arc, 1)
	hd.rel = pairs("lab", "lab_d", "lab_h", c.Label, len(labels[deprel]))
	hd.pair = pairs("pair", "pair_c", "pair_w", c.Pair, 2)
	hd.cor = pairs("cor", "cor_m", "cor_a", c.Coref, 1)
	hd.corDist, hd.corSame = floats("cor_dist", len(distances)+1), floats("cor_same", 2)
	root := floats("root", c.Hidden)
	fact, err := s.find("fact1.weight", -1, c.Hidden)
	if err != nil {
		return err
	}
	hd.fact1, hd.fact2 = dense("fact1", c.Hidden, fact.shape[0]), dense("fact2", fact.shape[0], 2)
	if first != nil {
		return first
	}
	if len(labels[deprel]) == 0 {
		return corrupt(labelsFile, 0, "the head %q has no labels", deprel)
	}
	hd.arcRoot, hd.relRoot = project(hd.arc.right, root, 1), project(hd.rel.right, root, 1)
	return nil
}

// form lays out U [outputs, size+1, size+1] as the layer that takes the left
// side to [left; 1]ᵀ U. The row of U that the 1 meets is its bias.
func form(set *tensor.Set, u []float32, size, outputs int) *tensor.Dense {
	n := size + 1
	w, bias := make([]float32, outputs*n*size), make([]float32, outputs*n)
	for o := range outputs {
		m := u[o*n*n:]
		for e := range n {
			for d := range size {
				w[(o*n+e)*size+d] = m[d*n+e]
			}
			bias[o*n+e] = m[size*n+e]
		}
	}
	return set.NewDense(w, bias, size, outputs*n)
}

// apply returns rows of results of d, Width numbers each.
func apply(d *tensor.Dense, x []float32, rows int) []float32 {
	y := make([]float32, rows*d.Width())
	d.Apply(rows, x, d.In, y, d.Width(), nil)
	return y
}

// project is apply with ReLU.
func project(d *tensor.Dense, x []float32, rows int) []float32 {
	y := apply(d, x, rows)
	for i, v := range y {
		y[i] = max(v, 0)
	}
	return y
}

// dot is the score of one output: u is its stretch of [left; 1]ᵀ U.
func (hd *heads) dot(u, right []float32) float32 {
	n := len(u) - 1
	return hd.set.Dot(u[:n], right) + u[n]
}
