package eval

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// boost is gradient boosting: trees of regression, each fitted to what the ones
// before left unexplained (Friedman 2001), on bins of the features. The same
// rows give the same trees.
type boost struct {
	Trees  int
	Depth  int
	Rate   float64
	Leaf   float64 // the least number of rows under a leaf
	Ridge  float64 // pulls leaves towards 0
	Rows   float64 // part of the rows that a tree sees
	Column float64 // part of the features that it sees
}

// A grown tree asks whether a feature is below a bound; a leaf has feature −1.
type grown struct {
	feature int
	below   float64
	value   float64
	no, yes *grown // yes: it is below
}

// fit returns the mean of y and trees whose values add up to what is left.
func (b boost) fit(x [][]float64, y []float64) (base float64, trees []*grown) {
	g := &growth{boost: b, rows: x, left: make([]float64, len(y)), r: 7}
	g.bin()
	for _, v := range y {
		base += v / float64(len(y))
	}
	for i, v := range y {
		g.left[i] = v - base
	}
	for range b.Trees {
		var which []int
		for i := range x {
			if g.r.next() < b.Rows {
				which = append(which, i)
			}
		}
		g.columns = g.columns[:0]
		for f := range g.bounds {
			if g.r.next() < b.Column {
				g.columns = append(g.columns, f)
			}
		}
		t := g.grow(which, b.Depth)
		trees = append(trees, t)
		for i, row := range x {
			g.left[i] -= t.of(row)
		}
	}
	return base, trees
}

func (t *grown) of(x []float64) float64 {
	for t.feature >= 0 {
		if x[t.feature] < t.below {
			t = t.yes
		} else {
			t = t.no
		}
	}
	return t.value
}

// growth is the state of fitting.
type growth struct {
	boost
	rows    [][]float64
	bins    [][]uint8   // of each row, the bin of each feature
	bounds  [][]float64 // of each feature, the lower bounds of its bins but the first
	left    []float64   // what is unexplained
	columns []int
	r       random
}

const maxBins = 48

// bin cuts each feature into bins of about equal numbers.
func (g *growth) bin() {
	n := len(g.rows[0])
	g.bounds, g.bins = make([][]float64, n), make([][]uint8, len(g.rows))
	for i := range g.bins {
		g.bins[i] = make([]uint8, n)
	}
	values := make([]float64, len(g.rows))
	for f := range n {
		for i, row := range g.rows {
			values[i] = row[f]
		}
		slices.Sort(values)
		var bounds []float64
		for k := 1; k < maxBins; k++ {
			v := values[k*len(values)/maxBins]
			if v > values[0] && (len(bounds) == 0 || v > bounds[len(bounds)-1]) {
				bounds = append(bounds, v)
			}
		}
		if len(bounds) < 4 { // flags, or nearly so: every value
			bounds = nil
			for i := 1; i < len(values) && len(bounds) < maxBins; i++ {
				if values[i] > values[i-1] {
					bounds = append(bounds, values[i])
				}
			}
		}
		for k, v := range bounds { // halfway to the value before, and short
			at, _ := slices.BinarySearch(values, v)
			bounds[k] = between(values[at-1], v)
		}
		g.bounds[f] = slices.Compact(bounds)
		for i, row := range g.rows {
			k, found := slices.BinarySearch(g.bounds[f], row[f])
			if found {
				k++
			}
			g.bins[i][f] = uint8(k)
		}
	}
}

// between returns the shortest decimal above a and not above b.
func between(a, b float64) float64 {
	for d := 0; d < 6; d++ {
		v, _ := strconv.ParseFloat(strconv.FormatFloat((a+b)/2, 'f', d, 64), 64)
		if a < v && v <= b {
			return v
		}
	}
	return b
}

func clip(x, by float64) float64 { return min(max(x, -by), by) }

func (g *growth) grow(which []int, depth int) *grown {
	var sum float64
	for _, i := range which {
		sum += g.left[i]
	}
	n := float64(len(which))
	leaf := &grown{feature: -1, value: g.Rate * sum / (n + g.Ridge)}
	if depth == 0 || n < 2*g.Leaf {
		return leaf
	}
	best, feature, at := 1e-9+sum*sum/(n+g.Ridge), -1, 0
	var sums, counts [maxBins + 2]float64
	for _, f := range g.columns {
		bins := len(g.bounds[f]) + 1
		if bins == 1 {
			continue
		}
		clear(sums[:bins])
		clear(counts[:bins])
		for _, i := range which {
			k := g.bins[i][f]
			sums[k] += g.left[i]
			counts[k]++
		}
		var s, c float64
		for k := range bins - 1 {
			s, c = s+sums[k], c+counts[k]
			if c < g.Leaf || n-c < g.Leaf {
				continue
			}
			if gain := s*s/(c+g.Ridge) + (sum-s)*(sum-s)/(n-c+g.Ridge); gain > best {
				best, feature, at = gain, f, k
			}
		}
	}
	if feature < 0 {
		return leaf
	}
	var yes, no []int
	for _, i := range which {
		if int(g.bins[i][feature]) <= at {
			yes = append(yes, i)
		} else {
			no = append(no, i)
		}
	}
	return &grown{feature: feature, below: g.bounds[feature][at], yes: g.grow(yes, depth-1), no: g.grow(no, depth-1)}
}

// write writes t as package factuality reads it.
func (t *grown) write(b *strings.Builder, names []string) {
	if t.feature < 0 {
		b.WriteString(strconv.FormatFloat(t.value, 'f', 3, 64))
		return
	}
	fmt.Fprintf(b, "%s<%s ", names[t.feature], strconv.FormatFloat(t.below, 'f', -1, 64))
	t.yes.write(b, names)
	b.WriteByte(' ')
	t.no.write(b, names)
}
