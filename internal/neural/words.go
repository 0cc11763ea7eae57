package neural

import (
	"crypto/sha256"
	"slices"
	"strings"
	"sync/atomic"
)

// Words is what the model says about the words of one document, numbered
// through the document from 0. It is read-only and may be used by many
// goroutines at once.
type Words struct {
	m       *Model
	lower   []string  // the words in lower case
	vectors []float32 // rows of hidden
	logits  []float32 // rows of all tag heads
	width   int       // of a row of logits
	windows []int     // the word at which each window begins, and the number of words
	pieces  int
	// pairs holds, for each window in which a cue was asked for, the right side
	// of the pair head: made by whoever asks first, the same whoever that is.
	pairs []atomic.Pointer[[]float32]
}

// Read runs the model over the words of a document, given sentence by sentence.
// Words are tokens by the conventions of Universal Dependencies; a sentence may
// be empty. The cost is one forward pass; the memory is about three kilobytes a
// word.
func (m *Model) Read(sents [][]string) *Words {
	w := &Words{m: m, width: m.tagger.Width(), lower: slices.Concat(sents...)}
	for i, s := range w.lower {
		w.lower[i] = strings.ToLower(s)
	}
	windows := m.pack(sents)
	w.vectors = make([]float32, len(w.lower)*m.hidden)
	w.logits = make([]float32, len(w.lower)*w.width)
	w.pairs = make([]atomic.Pointer[[]float32], len(windows))
	for _, x := range windows {
		w.windows = append(w.windows, x.from)
		w.pieces += len(x.ids)
	}
	w.windows = append(w.windows, len(w.lower))
	if m.kept == nil {
		w.encode(windows)
		return w
	}
	key := m.key(sents)
	if v := m.kept.Load(key); len(v) == len(w.vectors) {
		w.vectors = v
		m.tagger.Apply(len(w.lower), v, m.hidden, w.logits, w.width, nil)
		return w
	}
	w.encode(windows)
	m.kept.Save(key, w.vectors)
	return w
}

// key names what the vectors of the words of sents depend on.
func (m *Model) key(sents [][]string) (key [sha256.Size]byte) {
	h := sha256.New()
	h.Write([]byte(m.name + "\x00" + m.Kernel()))
	for _, s := range sents {
		h.Write([]byte("\x00\x00"))
		for _, t := range s {
			h.Write([]byte(t + "\x00"))
		}
	}
	h.Sum(key[:0])
	return key
}

// encode computes the vectors and logits of the words of all windows.
func (w *Words) encode(windows []window) {
	m := w.m
	groups := group(windows)
	todo, done := make(chan []window, len(groups)), make(chan struct{})
	for _, g := range groups {
		todo <- g
	}
	close(todo)
	work := func() {
		ws := m.workspace()
		for g := range todo {
			w.fill(ws, g)
		}
		m.release(ws)
	}
	others := min(m.workers, len(groups)) - 1
	for range others {
		go func() { work(); done <- struct{}{} }()
	}
	work()
	for range others {
		<-done
	}
}

// workspace returns memory for one worker: what another has left, or new.
func (m *Model) workspace() *workspace {
	select {
	case ws := <-m.spare:
		return ws
	default:
		return m.newWorkspace(max(groupPieces, m.pieces), m.pieces)
	}
}

// release keeps memory for the next worker, unless enough is kept already.
func (m *Model) release(ws *workspace) {
	select {
	case m.spare <- ws:
	default:
	}
}

// groupPieces is how many pieces go through the layers together, at least
// where there are as many: enough rows for the products, few enough for the
// cache.
const groupPieces = 192

// group cuts windows into runs to be worked on together.
func group(windows []window) [][]window {
	var out [][]window
	from, n := 0, 0
	for i, w := range windows {
		if n > 0 && n+len(w.ids) > groupPieces {
			out = append(out, windows[from:i])
			from, n = i, 0
		}
		n += len(w.ids)
	}
	if n > 0 {
		out = append(out, windows[from:])
	}
	return out
}

// fill computes the vectors and logits of the words of some windows.
func (w *Words) fill(ws *workspace, windows []window) {
	m, h := w.m, w.m.hidden
	n, from := m.encode(m.set, ws, windows), windows[0].from
	copy(w.vectors[from*h:], ws.x[:n*h])
	m.tagger.Apply(n, ws.x, h, w.logits[from*w.width:], w.width, nil)
}

// Len returns the number of words.
func (w *Words) Len() int { return len(w.lower) }

// Pieces returns the number of word pieces that went through the encoder, which
// is what the time of [Model.Read] goes by.
func (w *Words) Pieces() int { return w.pieces }

// Labels returns the labels of a head, as [Model.Labels].
func (w *Words) Labels(head string) []string { return w.m.Labels(head) }

// Vector returns the vector of word i. It is read-only.
func (w *Words) Vector(i int) []float32 {
	h := w.m.hidden
	return w.vectors[i*h:][:h:h]
}

// Window returns the words [from, to) that the model saw together with word i.
func (w *Words) Window(i int) (from, to int) {
	k := w.window(i)
	return w.windows[k], w.windows[k+1]
}

// window returns the number of the window that word i stands in.
func (w *Words) window(i int) int {
	k, found := slices.BinarySearch(w.windows, i)
	if !found {
		k--
	}
	return k
}

// Logits returns the logits of a tag head for word i, one for each of its
// labels, nil if there is no such head. They are read-only.
func (w *Words) Logits(head string, i int) []float32 {
	t, ok := w.m.tag(head)
	if !ok {
		return nil
	}
	return w.logits[i*w.width:][t.from:t.to:t.to]
}

// Best returns the likeliest label of word i and its softmax probability; of
// equals, the first. It returns "", 0 if there is no such head.
func (w *Words) Best(head string, i int) (label string, prob float32) {
	x := w.Logits(head, i)
	if len(x) == 0 {
		return "", 0
	}
	k := best(x)
	return w.m.labels[head][k], softmaxAt(x, k)
}

// rows returns the vectors of words [from, to).
func (w *Words) rows(from, to int) []float32 { return w.vectors[from*w.m.hidden : to*w.m.hidden] }

// never is the score of what cannot be.
const never = -1e4

// Arcs scores the heads of the n words [from, to), a sentence: n rows of n+1
// numbers, one row a dependent. Column 0 is the root, column j+1 the word
// from+j. A word is no head of itself: its own column is −10,000.
func (w *Words) Arcs(from, to int) []float32 {
	n := to - from
	if n <= 0 {
		return nil
	}
	b := &w.m.arc
	left := apply(b.form, project(b.left, w.rows(from, to), n), n)
	right := project(b.right, w.rows(from, to), n)
	out := make([]float32, 0, n*(n+1))
	for i := range n {
		u := left[i*b.form.Width():][:b.size+1]
		out = append(out, w.m.dot(u, w.m.arcRoot))
		for j := range n {
			if i == j {
				out = append(out, never)
				continue
			}
			out = append(out, w.m.dot(u, right[j*b.right.Width():]))
		}
	}
	return out
}

// Rels scores the relations of the words [from, to) to the given heads, one a
// word: the number of a word of the document, or −1 for the root. It returns a
// row of logits a word, one for each label of "deprel".
func (w *Words) Rels(from, to int, heads []int) []float32 {
	const most = 16 // words at once: their forms stay in the cache
	b, h := &w.m.rel, w.m.hidden
	n := min(most, max(to-from, 0))
	out := make([]float32, 0, max(to-from, 0)*b.outputs)
	y, left := make([]float32, n*h), make([]float32, n*b.form.Width())
	for ; from < to; from += n {
		n = min(most, to-from)
		for i, hd := range heads[:n] {
			if hd >= 0 {
				copy(y[i*h:], w.Vector(hd))
			}
		}
		b.form.Apply(n, project(b.left, w.rows(from, from+n), n), b.left.Width(), left, b.form.Width(), nil)
		right := project(b.right, y[:n*h], n)
		for i, hd := range heads[:n] {
			r := right[i*b.right.Width():]
			if hd < 0 {
				r = w.m.relRoot
			}
			u := left[i*b.form.Width():]
			for o := range b.outputs {
				out = append(out, w.m.dot(u[o*(b.size+1):][:b.size+1], r))
			}
		}
		heads = heads[n:]
	}
	return out
}

// Pair asks of every word in the window of a cue's first word whether it
// belongs to the cue's source and to its content. It returns the words
// [from, to) and a logit for each; above 0 is yes.
func (w *Words) Pair(cue int) (from, to int, source, content []float32) {
	k := w.window(cue)
	from, to = w.windows[k], w.windows[k+1]
	b, n := &w.m.pair, to-from
	u := apply(b.form, project(b.left, w.Vector(cue), 1), 1)
	if w.pairs[k].Load() == nil {
		r := project(b.right, w.rows(from, to), n)
		w.pairs[k].Store(&r)
	}
	right := *w.pairs[k].Load()
	source, content = make([]float32, n), make([]float32, n)
	for i := range n {
		r := right[i*b.right.Width():]
		source[i] = w.m.dot(u[:b.size+1], r)
		content[i] = w.m.dot(u[b.size+1:][:b.size+1], r)
	}
	return from, to, source, content
}

// Antecedents scores which earlier mention a mention refers back to.
type Antecedents struct {
	m           *Model
	heads       []int
	left, right []float32
}

// Antecedents prepares scoring among mentions, given by the numbers of their
// head words in ascending order.
func (w *Words) Antecedents(heads []int) *Antecedents {
	b, h, n := &w.m.cor, w.m.hidden, len(heads)
	x := make([]float32, n*h)
	for i, hd := range heads {
		copy(x[i*h:], w.Vector(hd))
	}
	return &Antecedents{
		m:     w.m,
		heads: slices.Clone(heads),
		left:  apply(b.form, project(b.left, x, n), n),
		right: project(b.right, x, n),
	}
}

// Score tells how likely mention m refers to the earlier mention ante, both
// indices into the heads given to [Words.Antecedents]; above 0 is likelier than
// not. same says whether their head words are the same but for case.
func (a *Antecedents) Score(m, ante int, same bool) float32 {
	b := &a.m.cor
	s := a.m.dot(a.left[m*b.form.Width():][:b.size+1], a.right[ante*b.right.Width():])
	far := a.heads[m] - a.heads[ante]
	bucket := 0
	for bucket < len(distances) && far > distances[bucket] {
		bucket++
	}
	s += a.m.corDist[bucket]
	if same {
		return s + a.m.corSame[1]
	}
	return s + a.m.corSame[0]
}

// Same reports whether words i and j are the same but for case.
func (w *Words) Same(i, j int) bool {
	return w.lower[i] == w.lower[j]
}

// Factuality tells how sure the text is that the event of word i happens, from
// −3, certainly not, to 3, certainly: first on the scale of news annotation,
// then as readers of UDS judged it. It means something for words of events only.
func (w *Words) Factuality(i int) [2]float32 {
	y := apply(w.m.fact2, project(w.m.fact1, w.Vector(i), 1), 1)
	return [2]float32{y[0], y[1]}
}
