package factuality

import (
	"cmp"
	"slices"

	"hearsay/internal/attribution"
)

// innermost returns, for each of n words, the attribution whose content holds
// it and no other within; −1 where there is none.
func innermost(n int, said []attribution.Attribution) []int {
	type run struct{ from, to, depth, of int }
	var runs []run
	for k := range said {
		depth := 0
		for w := said[k].Within; w >= 0 && w < len(said) && depth < steep; w = said[w].Within {
			depth++
		}
		for _, r := range said[k].Content {
			if r[0] >= 0 && r[0] < r[1] && r[1] <= n {
				runs = append(runs, run{r[0], r[1], depth, k})
			}
		}
	}
	slices.SortStableFunc(runs, func(a, b run) int {
		return cmp.Or(a.from-b.from, b.to-a.to, a.depth-b.depth)
	})
	out := make([]int, n)
	var open []run
	next := 0
	for i := range out {
		for ; next < len(runs) && runs[next].from == i; next++ {
			open = append(open, runs[next])
		}
		for len(open) > 0 && open[len(open)-1].to <= i {
			open = open[:len(open)-1]
		}
		out[i] = -1
		if len(open) > 0 {
			out[i] = open[len(open)-1].of
		}
	}
	return out
}
