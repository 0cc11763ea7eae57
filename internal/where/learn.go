package where

import (
	"slices"

	"hearsay/internal/gazetteer"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A Question asks which of some places a name means, for whoever fits weights.
type Question struct {
	Words  [][2]int // the name, wherever it stands
	Places []gazetteer.Place
	Rows   [][]Value // what speaks for each place
	None   []Value   // what speaks for none of them
}

// Questions returns what [Find] asks itself about names, or, if spans are given,
// [Given] about these. After 0 passes it asks about each name alone, for
// [Weights.Alone]; after more in the company of the others, as these are weighed
// by o's weights.
func Questions(d *syntax.Doc, ms *mention.Set, spans [][2]int, g *gazetteer.Gazetteer, o Options, passes int) []Question {
	r := newResolver(d, g, o)
	if spans != nil {
		r.add(given(spans))
	} else {
		r.add(names(d, ms, g))
	}
	r.weighAlone()
	for range passes - 1 {
		r.weigh()
	}
	out := make([]Question, len(r.groups))
	for i := range r.groups {
		gr := &r.groups[i]
		for _, t := range gr.members {
			out[i].Words = append(out[i].Words, [2]int{r.ts[t].from, r.ts[t].to})
		}
		out[i].None = gr.none.local
		for k := range gr.cands {
			out[i].Places = append(out[i].Places, gr.cands[k].Place)
			out[i].Rows = append(out[i].Rows, slices.Clone(gr.cands[k].local))
		}
	}
	if passes > 0 {
		r.company(func(g, c int, x vector) { out[g].Rows[c] = append(out[g].Rows[c], x...) })
	}
	return out
}
