package calibrate

import (
	"cmp"
	"slices"
)

// A Statement is a record with its score, and which part of it was right: 0 or
// 1 for most.
type Statement struct{ Score, Right float64 }

// Each knot stands for a tenth of the statements, but for this many at least, so
// that a few do not bend the map.
const (
	mostKnots = 10
	perKnot   = 30
)

// Fit returns the map that fits statements best among those that rise: they are
// cut into groups of like score, and neighbouring groups of which the surer one
// is right less often are put together (pool adjacent violators; Ayer et al.
// 1955). Equal scores stay in one group. It orders the statements.
func Fit(ss []Statement) Map {
	slices.SortStableFunc(ss, func(a, b Statement) int { return cmp.Compare(a.Score, b.Score) })
	size := max(perKnot, (len(ss)+mostKnots-1)/mostKnots)
	var groups []group
	var g group
	for i, s := range ss {
		g = g.plus(group{1, s.Score, s.Right})
		if g.n >= float64(size) && (i+1 == len(ss) || ss[i+1].Score > s.Score) {
			groups, g = append(groups, g), group{}
		}
	}
	if g.n > 0 { // too few for a knot of their own
		if len(groups) > 0 {
			groups[len(groups)-1] = groups[len(groups)-1].plus(g)
		} else {
			groups = append(groups, g)
		}
	}
	var pooled []group
	for _, g := range groups {
		for len(pooled) > 0 && pooled[len(pooled)-1].right() >= g.right() {
			g = g.plus(pooled[len(pooled)-1])
			pooled = pooled[:len(pooled)-1]
		}
		pooled = append(pooled, g)
	}
	var m Map
	for _, g := range pooled {
		if x := round(g.score / g.n); x > 0 {
			m = append(m, Knot{x, round(g.right())})
		}
	}
	return m
}

// A group is how many statements, and the sums of their scores and of what was
// right.
type group struct{ n, score, sum float64 }

func (g group) plus(h group) group { return group{g.n + h.n, g.score + h.score, g.sum + h.sum} }

// right is the part that was right, drawn a little to a half (Krichevsky and
// Trofimov), so that nothing is stated as certain.
func (g group) right() float64 { return (g.sum + 0.5) / (g.n + 1) }
