package eval

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"hearsay"
)

// Errors collects what went wrong, for a developer's terminal. It quotes the
// corpora, so it is never to be kept with the project.
type Errors struct {
	kinds map[string]*mistakes
}

// mistakes are those of one kind.
type mistakes struct {
	n        int
	counts   map[string]int
	examples []string
}

func (e *Errors) add(kind, confusion, where string) {
	if e.kinds == nil {
		e.kinds = make(map[string]*mistakes)
	}
	m := e.kinds[kind]
	if m == nil {
		m = &mistakes{counts: make(map[string]int)}
		e.kinds[kind] = m
	}
	m.n++
	if confusion != "" {
		m.counts[confusion]++
		where = confusion + "  " + where
	}
	m.examples = append(m.examples, where)
}

// Print writes, for every kind of mistake, its n commonest confusions and n
// examples drawn at random.
func (e *Errors) Print(w io.Writer, n int) {
	for _, kind := range slices.Sorted(maps.Keys(e.kinds)) {
		m := e.kinds[kind]
		fmt.Fprintf(w, "\n== %s: %d\n", kind, m.n)
		common := slices.SortedFunc(maps.Keys(m.counts), func(a, b string) int {
			return cmp.Or(m.counts[b]-m.counts[a], strings.Compare(a, b))
		})
		for _, c := range common[:min(n, len(common))] {
			fmt.Fprintf(w, "%6d  %s\n", m.counts[c], c)
		}
		slices.Sort(m.examples)
		rng := rand.New(rand.NewPCG(3, 4))
		rng.Shuffle(len(m.examples), func(i, j int) { m.examples[i], m.examples[j] = m.examples[j], m.examples[i] })
		for _, x := range m.examples[:min(n, len(m.examples))] {
			fmt.Fprintf(w, "    %s\n", x)
		}
	}
}

// lower returns the text of s in lower case.
func lower(text string, s hearsay.Span) string { return strings.ToLower(text[s.Start:s.End]) }

// join returns the words of s in order, with "…" where words lie between.
func join(text string, s set[hearsay.Span]) string {
	words := slices.SortedFunc(maps.Keys(s), func(a, b hearsay.Span) int { return a.Start - b.Start })
	var b strings.Builder
	for i, w := range words {
		if i > 0 {
			if strings.TrimSpace(text[words[i-1].End:w.Start]) != "" {
				b.WriteString(" …")
			}
			b.WriteByte(' ')
		}
		b.WriteString(text[w.Start:w.End])
	}
	return b.String()
}
