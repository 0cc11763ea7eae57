package link

import (
	"cmp"
	"container/heap"
)

// edges is a heap of edges, the likeliest first, then by their groups: the
// order does not depend on the order in which they came.
type edges struct{ items []edge }

func (h *edges) init()       { heap.Init(h) }
func (h *edges) push(e edge) { heap.Push(h, e) }
func (h *edges) pop() edge   { return heap.Pop(h).(edge) }

// Len, Less, Swap, Push and Pop implement [heap.Interface].
func (h *edges) Len() int      { return len(h.items) }
func (h *edges) Swap(i, j int) { h.items[i], h.items[j] = h.items[j], h.items[i] }
func (h *edges) Less(i, j int) bool {
	x, y := h.items[i], h.items[j]
	return cmp.Or(cmp.Compare(y.p, x.p), x.a-y.a, x.b-y.b) < 0
}
func (h *edges) Push(x any) { h.items = append(h.items, x.(edge)) }
func (h *edges) Pop() any {
	n := len(h.items) - 1
	e := h.items[n]
	h.items = h.items[:n]
	return e
}
