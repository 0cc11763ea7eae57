package syntax

import "math"

// An arborist finds the best tree over the words of a sentence. It keeps its
// buffers from one sentence to the next.
type arborist struct {
	rows  []float64 // incoming scores of every node, one row of n+1 heads each
	from  []int32   // the word of a contracted node that the arc of that cell would enter
	up    []int32   // contracted node that holds this one; -1 if none
	group []int32   // union-find over nodes: the outermost node that holds this one
	enter []arc     // the arc chosen to enter each node
	state []uint8
	cycle []int
	best  []int // head of every word in argmax, 0 = root
}

// An arc leads from a head (0 is the root, word i is i+1) to a word.
type arc struct {
	head, word int32
	score      float64
}

const (
	fresh uint8 = iota
	onPath
	settled
)

// heads returns in out the head of every word (-1 for the root) in the tree of
// highest score that has exactly one word under the root. scores holds n rows,
// one for each dependent, of n+1 columns: the root, then each word as head. A
// word's own column is ignored. out must have length n; ties go to the head
// further left.
//
// When the best head of every word already makes such a tree, that is the
// answer, in one pass over the scores. Otherwise Edmonds' algorithm finds it
// in time and memory quadratic in n (Chu and Liu 1965, Edmonds 1967, in the
// form of Tarjan 1977 for dense graphs). The single root comes from charging
// every arc of the root more than all other arcs together could win back
// (Stanojević and Cohen 2021).
func (a *arborist) heads(scores []float32, n int, out []int) {
	if n == 0 {
		return
	}
	a.best = grow(a.best, n)
	for i := range n {
		a.best[i] = argmaxHead(scores[i*(n+1):(i+1)*(n+1)], i)
	}
	if !a.isTree(n) {
		a.contract(scores, n)
	}
	for i := range n {
		out[i] = a.best[i] - 1
	}
}

// argmaxHead returns the column of the highest score in the row of word i,
// without its own column. NaN is lower than any score.
func argmaxHead(row []float32, i int) int {
	at, top := -1, float32(0)
	for j, v := range row {
		if j != i+1 && (at < 0 || v > top || top != top) {
			at, top = j, v
		}
	}
	return at
}

// isTree reports whether best is a tree with one word under the root.
func (a *arborist) isTree(n int) bool {
	roots := 0
	for _, h := range a.best[:n] {
		if h == 0 {
			roots++
		}
	}
	if roots != 1 {
		return false
	}
	a.state = grow(a.state, n+1)
	clear(a.state)
	a.state[0] = settled
	for i := 1; i <= n; i++ {
		j := i
		for ; a.state[j] == fresh; j = a.best[j-1] {
			a.state[j] = onPath
		}
		if a.state[j] == onPath {
			return false
		}
		for k := i; a.state[k] == onPath; k = a.best[k-1] {
			a.state[k] = settled
		}
	}
	return true
}

// contract runs Edmonds' algorithm and leaves the tree in best. Nodes 1 … n
// are words, 0 the root, and those from n+1 on are cycles made into one node.
func (a *arborist) contract(scores []float32, n int) {
	w := n + 1
	a.load(scores, n)
	nodes := w
	for start := 1; start <= n; start++ {
		v := a.find(start)
		for a.state[v] == fresh {
			a.state[v] = onPath
			a.enter[v] = a.bestArc(v, w)
			u := a.find(int(a.enter[v].head))
			if a.state[u] == onPath {
				u = a.merge(u, nodes, w)
				nodes++
			}
			v = u
		}
		a.settle(start)
	}
	a.expand(nodes, n)
}

// load fills the rows from scores, made finite and with the root charged.
func (a *arborist) load(scores []float32, n int) {
	w, most := n+1, 2*n+2
	a.rows, a.from = grow(a.rows, most*w), grow(a.from, most*w)
	a.up, a.group, a.enter, a.state = grow(a.up, most), grow(a.group, most), grow(a.enter, most), grow(a.state, most)
	clear(a.state)
	a.state[0] = settled
	for v := range most {
		a.up[v], a.group[v] = -1, int32(v)
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	for i := range n {
		for j := range w {
			s := finite(scores[i*w+j])
			a.rows[(i+1)*w+j], a.from[(i+1)*w+j] = s, int32(i+1)
			if j != i+1 {
				lo, hi = min(lo, s), max(hi, s)
			}
		}
	}
	charge := (hi - lo + 1) * float64(n+1)
	for i := 1; i <= n; i++ {
		a.rows[i*w] -= charge
	}
}

// finite keeps scores within what the arithmetic can tell apart.
func finite(s float32) float64 {
	const most = 1e6
	if s != s {
		return -most
	}
	return min(max(float64(s), -most), most)
}

// bestArc returns the best arc into node v from outside it.
func (a *arborist) bestArc(v, w int) arc {
	at, top := -1, 0.0
	for j, s := range a.rows[v*w : (v+1)*w] {
		if (at < 0 || s > top) && a.find(j) != v {
			at, top = j, s
		}
	}
	return arc{int32(at), a.from[v*w+at], top}
}

// merge makes one new node of the cycle through v and returns it. An arc into
// the cycle costs what the arc it replaces was worth.
func (a *arborist) merge(v, node, w int) int {
	row, from := a.rows[node*w:(node+1)*w], a.from[node*w:(node+1)*w]
	for j := range row {
		row[j] = math.Inf(-1)
	}
	a.cycle = a.cycle[:0]
	for u := v; len(a.cycle) == 0 || u != v; u = a.find(int(a.enter[u].head)) {
		a.cycle = append(a.cycle, u)
	}
	for _, u := range a.cycle {
		lost := a.enter[u].score
		for j, s := range a.rows[u*w : (u+1)*w] {
			if s-lost > row[j] {
				row[j], from[j] = s-lost, a.from[u*w+j]
			}
		}
		a.up[u], a.group[u] = int32(node), int32(node)
	}
	return node
}

// settle marks the path that began at word v as joined to the root.
func (a *arborist) settle(v int) {
	for u := a.find(v); a.state[u] == onPath; u = a.find(int(a.enter[u].head)) {
		a.state[u] = settled
	}
}

// expand opens the contracted nodes, outermost first: the arc that enters a
// node enters the member it points into; the other members keep their own.
func (a *arborist) expand(nodes, n int) {
	for v := nodes - 1; v > n; v-- {
		member := a.enter[v].word
		for a.up[member] != int32(v) {
			member = a.up[member]
		}
		a.enter[member] = a.enter[v]
	}
	for i := 1; i <= n; i++ {
		a.best[i-1] = int(a.enter[i].head)
	}
}

// find returns the outermost node that holds v.
func (a *arborist) find(v int) int {
	for a.group[v] != int32(v) {
		a.group[v] = a.group[a.group[v]]
		v = int(a.group[v])
	}
	return v
}

// grow returns s with length n, keeping its memory if that is enough.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
