package where

import (
	"slices"

	"hearsay/internal/gazetteer"
	"hearsay/internal/syntax"
)

// A Question asks which of some places a name means, for whoever fits weights.
type Question struct {
	Spans  []int // which of the names given
	Places []gazetteer.Place
	Rows   [][]Value // what speaks for each place
}

// Questions returns what [Given] asks itself about names that are known to be
// places. After 0 passes it asks about each name alone, for [Weights.Alone];
// after more in the company of the others, as these are weighed by o's weights.
func Questions(d *syntax.Doc, spans [][2]int, g *gazetteer.Gazetteer, o Options, passes int) []Question {
	r := newResolver(d, g, o)
	var ts []toponym
	for _, s := range spans {
		ts = append(ts, toponym{from: s[0], to: s[1], mention: -1, given: true})
	}
	r.add(ts)
	r.weighAlone()
	for range passes - 1 {
		r.weigh()
	}
	out := make([]Question, len(r.groups))
	for i := range r.groups {
		out[i].Spans = r.groups[i].members
		for k := range r.groups[i].cands {
			c := &r.groups[i].cands[k]
			out[i].Places = append(out[i].Places, c.Place)
			out[i].Rows = append(out[i].Rows, slices.Clone(c.local))
		}
	}
	if passes > 0 {
		r.company(func(g, c int, x vector) { out[g].Rows[c] = append(out[g].Rows[c], x...) })
	}
	return out
}
