package eval

import (
	"math"
	"slices"

	"hearsay"
)

// Places of a coreference [Tally]: MUC, B³ and CEAFe, each as what was found of
// the key's clusters, of how much, and what was right of the answer's, of how
// much.
const (
	mucFound = iota
	mucKey
	mucRight
	mucAnswer
	b3Found
	b3Key
	b3Right
	b3Answer
	ceafFound
	ceafKey
	ceafRight
	ceafAnswer
	corefPlaces
)

// Coreference compares the clusters of a document with those of a key. Clusters
// are of mentions, which are stretches of text; each mention is in one cluster
// of each side at most. Clusters of one mention count: leave them out before if
// they should not.
//
// The measures are those of the CoNLL-2012 scorer: MUC (Vilain et al. 1995), B³
// (Bagga and Baldwin 1998) and CEAF with φ4 (Luo 2005).
func Coreference(key, answer [][]hearsay.Span) Tally {
	t := make(Tally, corefPlaces)
	t[mucFound], t[mucKey] = muc(key, answer)
	t[mucRight], t[mucAnswer] = muc(answer, key)
	t[b3Found], t[b3Key] = bCubed(key, answer)
	t[b3Right], t[b3Answer] = bCubed(answer, key)
	s := ceaf(key, answer)
	t[ceafFound], t[ceafKey] = s, float64(len(key))
	t[ceafRight], t[ceafAnswer] = s, float64(len(answer))
	return t
}

func conll(t Tally) Score {
	if len(t) < corefPlaces {
		return Score{}
	}
	var mean Score
	for i := 0; i < corefPlaces; i += 4 {
		s := prf(t[i+2], t[i+3], t[i], t[i+1])
		mean.Precision += s.Precision / 3
		mean.Recall += s.Recall / 3
		mean.F1 += s.F1 / 3
	}
	return mean
}

// clusterOf tells of every mention its cluster's index.
func clusterOf(clusters [][]hearsay.Span) map[hearsay.Span]int {
	of := make(map[hearsay.Span]int)
	for i, c := range clusters {
		for _, m := range c {
			of[m] = i
		}
	}
	return of
}

// muc counts the links of a that b keeps: a cluster's size less the parts into
// which b cuts it, of its size less one.
func muc(a, b [][]hearsay.Span) (kept, links float64) {
	of := clusterOf(b)
	for _, c := range a {
		parts := 0
		seen := make(map[int]bool)
		for _, m := range c {
			k, ok := of[m]
			switch {
			case !ok:
				parts++
			case !seen[k]:
				seen[k] = true
				parts++
			}
		}
		kept += float64(len(c) - parts)
		links += float64(len(c) - 1)
	}
	return kept, links
}

// bCubed adds up over the mentions of a the share of their cluster that b has
// in one cluster with them.
func bCubed(a, b [][]hearsay.Span) (shares, mentions float64) {
	of := clusterOf(b)
	for _, c := range a {
		together := make(map[int]int)
		for _, m := range c {
			if k, ok := of[m]; ok {
				together[k]++
			}
		}
		for _, m := range c {
			if k, ok := of[m]; ok {
				shares += float64(together[k]) / float64(len(c))
			}
			mentions++
		}
	}
	return shares, mentions
}

// ceaf is the sum of the similarities φ4 of the clusters of a and b, paired one
// to one for the largest sum: twice what two clusters share, of both their sizes.
func ceaf(a, b [][]hearsay.Span) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	of := clusterOf(b)
	cost := make([][]float64, len(a))
	for i, c := range a {
		cost[i] = make([]float64, len(b))
		shared := make(map[int]int)
		for _, m := range c {
			if k, ok := of[m]; ok {
				shared[k]++
			}
		}
		for k, n := range shared {
			cost[i][k] = -2 * float64(n) / float64(len(c)+len(b[k]))
		}
	}
	sum := 0.0
	for i, k := range assign(cost) {
		if k >= 0 {
			sum -= cost[i][k]
		}
	}
	return sum
}

// assign gives every row of cost a column of its own, or -1 where there are
// fewer columns than rows, so that the sum of costs is least (the Hungarian
// algorithm, by shortest augmenting paths: O(n²m)).
func assign(cost [][]float64) []int {
	rows, cols := len(cost), len(cost[0])
	if rows > cols {
		turned := make([][]float64, cols)
		for j := range turned {
			turned[j] = make([]float64, rows)
			for i := range rows {
				turned[j][i] = cost[i][j]
			}
		}
		out := slices.Repeat([]int{-1}, rows)
		for j, i := range assign(turned) {
			out[i] = j
		}
		return out
	}
	u, v := make([]float64, rows+1), make([]float64, cols+1) // potentials, from 1
	rowOf, way := make([]int, cols+1), make([]int, cols+1)   // of each column
	for i := 1; i <= rows; i++ {
		rowOf[0] = i
		least := slices.Repeat([]float64{math.Inf(1)}, cols+1)
		used := make([]bool, cols+1)
		j := 0
		for rowOf[j] != 0 {
			used[j] = true
			row, delta, next := rowOf[j], math.Inf(1), 0
			for k := 1; k <= cols; k++ {
				if used[k] {
					continue
				}
				if c := cost[row-1][k-1] - u[row] - v[k]; c < least[k] {
					least[k], way[k] = c, j
				}
				if least[k] < delta {
					delta, next = least[k], k
				}
			}
			for k := range used {
				if used[k] {
					u[rowOf[k]] += delta
					v[k] -= delta
				} else {
					least[k] -= delta
				}
			}
			j = next
		}
		for j != 0 {
			rowOf[j] = rowOf[way[j]]
			j = way[j]
		}
	}
	out := make([]int, rows)
	for j := 1; j <= cols; j++ {
		if rowOf[j] > 0 {
			out[rowOf[j]-1] = j - 1
		}
	}
	return out
}
