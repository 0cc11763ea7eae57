package link

import (
	"cmp"
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// commonTSV says in how many of some thousand news reports each stem stands; it
// is written by hearsay-eval -fit common. What is rare is measured on these, not
// on a case: a pair of reports is then as alike in one case as in another, and
// stays so when others are added.
//
//go:embed common.tsv
var commonTSV string

var counted = mustCount(commonTSV)

// Counts are in how many reports stems stand. The zero Counts are of none.
type Counts struct {
	reports int
	of      map[string]int
}

// unseen is the count of a stem that stands in too few reports to be listed.
const unseen = 3

// listed is the least count that is listed.
const listed = 8

// Add counts the stems of a text.
func (c *Counts) Add(text string) {
	if c.of == nil {
		c.of = make(map[string]int)
	}
	c.reports++
	b := make(bag)
	b.add(text)
	for k := range b {
		c.of[k]++
	}
}

// String writes what [ParseCounts] reads: the number of reports, then stems with
// their counts, in order.
func (c *Counts) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "\t%d\n", c.reports)
	for _, k := range sorted(c.of) {
		if n := c.of[k]; n >= listed {
			fmt.Fprintf(&b, "%s\t%d\n", k, n)
		}
	}
	return b.String()
}

// ParseCounts reads what [Counts.String] writes.
func ParseCounts(tsv string) (*Counts, error) {
	c := &Counts{of: make(map[string]int)}
	for line := range strings.Lines(tsv) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		stem, n, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		v, err := strconv.Atoi(n)
		if err != nil {
			return nil, fmt.Errorf("counts of stems: %q: %w", stem, err)
		}
		if stem == "" {
			c.reports = v
		} else {
			c.of[stem] = v
		}
	}
	return c, nil
}

func mustCount(tsv string) *Counts {
	c, err := ParseCounts(tsv)
	if err != nil {
		panic(err)
	}
	return c
}

// rarity weighs a stem by how few reports have it.
func rarity(stem string) float64 {
	n, ok := counted.of[stem]
	if !ok {
		n = unseen
	}
	return math.Log(float64(counted.reports+2) / float64(n+1))
}

// rarest is the greatest weight.
var rarest = rarity("")

// weigh makes a vector of a bag.
func weigh(b bag) vector {
	out := make(vector, 0, len(b))
	var sum float64
	for _, k := range sorted(b) {
		w := math.Sqrt(b[k]) * rarity(k)
		out = append(out, weighed{keyOf(k), w})
		sum += w * w
	}
	if sum > 0 {
		for i := range out {
			out[i].weight /= math.Sqrt(sum)
		}
	}
	slices.SortFunc(out, func(a, b weighed) int { return cmp.Compare(a.key, b.key) })
	return out
}

// sorted returns the keys of a map in order.
func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}
