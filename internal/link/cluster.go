package link

import "slices"

// An edge is the probability that two claims are of one event.
type edge struct {
	a, b int
	p    float64
}

// Join puts claims together that are of one event: first the two groups whose
// claims are likeliest to be of one, in the mean over all pairs of them, and so
// on while the mean is at least the threshold. Claims whose times or dates of
// publication are incompatible are never in one group. Each claim is in one of
// the groups that it returns, which hold indices of claims in order.
func Join(claims []*Claim, w Weights) [][]int {
	g := newGrouping(len(claims))
	for _, e := range edgesAmong(claims, w) {
		g.connect(e)
	}
	g.run(w.Threshold)
	return g.result()
}

// edgesAmong compares the claims of reports that are alike.
func edgesAmong(claims []*Claim, w Weights) []edge {
	var out []edge
	Pairs(claims, func(i, j int, reports float64) {
		if claims[i].apart(claims[j]) {
			out = append(out, edge{i, j, never})
		} else if p := w.Probability(Features(claims[i], claims[j], reports)); p > 0.02 {
			out = append(out, edge{i, j, p})
		}
	})
	return out
}

// Pairs calls f with the indices of all claims that are worth comparing, the
// lesser first, and the likeness of their reports.
func Pairs(claims []*Claim, f func(i, j int, reports float64)) {
	var reports []*Report
	of := make(map[*Report][]int)
	for i, c := range claims {
		if of[c.Report] == nil {
			reports = append(reports, c.Report)
		}
		of[c.Report] = append(of[c.Report], i)
	}
	var m Memory
	for _, p := range reports {
		m.Add(p)
		m.apply(Change{Document: p.Document.ID, Sketch: p.Sketch()})
	}
	at := make(map[*Report]int)
	for k, p := range reports {
		at[p] = k
	}
	seen := make(map[[2]int]bool)
	for k, p := range reports {
		for n, i := range of[p] {
			for _, j := range of[p][n+1:] {
				f(i, j, 1)
			}
		}
		for _, o := range newLooker(&m, m.sketches[p.Document.ID]).about(p) {
			pair := [2]int{min(k, at[o]), max(k, at[o])}
			if seen[pair] {
				continue
			}
			seen[pair] = true
			reports := Cosine(p, o)
			for _, i := range of[p] {
				for _, j := range of[o] {
					f(min(i, j), max(i, j), reports)
				}
			}
		}
	}
}

// apart reports whether two claims cannot be of one event by their times.
func (a *Claim) apart(b *Claim) bool {
	if t := a.sameTime(b); t != 0 {
		return t < 0
	}
	return daysApart(a.Report, b.Report) > 7
}

// daysApart is how many days lie between the publication of two reports; 0 if
// it is not known to the day.
func daysApart(a, b *Report) int {
	if a.day == NoDay || b.day == NoDay {
		return 0
	}
	return max(a.day-b.day, b.day-a.day)
}

// never is the probability of what is impossible: no mean makes up for it.
const never = -1e6

// A grouping joins groups of claims.
type grouping struct {
	members [][]int
	sums    []map[int]float64 // of each group, with which other group: the sum over pairs
}

func newGrouping(n int) *grouping {
	g := &grouping{members: make([][]int, n), sums: make([]map[int]float64, n)}
	for i := range n {
		g.members[i] = []int{i}
		g.sums[i] = make(map[int]float64)
	}
	return g
}

func (g *grouping) connect(e edge) {
	g.sums[e.a][e.b] += e.p
	g.sums[e.b][e.a] += e.p
}

func (g *grouping) mean(a, b int) float64 {
	return g.sums[a][b] / float64(len(g.members[a])*len(g.members[b]))
}

// run joins groups until no two are likely enough.
func (g *grouping) run(threshold float64) {
	h := new(edges)
	for a := range g.sums {
		for b := range g.sums[a] {
			if p := g.mean(a, b); a < b && p >= threshold {
				h.items = append(h.items, edge{a, b, p})
			}
		}
	}
	h.init()
	for len(h.items) > 0 {
		e := h.pop()
		if g.members[e.a] == nil || g.members[e.b] == nil || g.mean(e.a, e.b) != e.p {
			continue // joined since, or grown
		}
		g.join(e.a, e.b)
		for c := range g.sums[e.a] {
			if p := g.mean(e.a, c); p >= threshold {
				h.push(edge{min(e.a, c), max(e.a, c), p})
			}
		}
	}
}

func (g *grouping) join(a, b int) {
	g.members[a] = append(g.members[a], g.members[b]...)
	for c, s := range g.sums[b] {
		delete(g.sums[c], b)
		if c != a {
			g.sums[a][c] += s
			g.sums[c][a] += s
		}
	}
	delete(g.sums[a], b)
	g.members[b], g.sums[b] = nil, nil
}

func (g *grouping) result() [][]int {
	var out [][]int
	for _, m := range g.members {
		if m != nil {
			slices.Sort(m)
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b []int) int { return a[0] - b[0] })
	return out
}
