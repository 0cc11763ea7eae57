package where

import (
	"math"
	"strconv"
	"strings"

	"hearsay/internal/gazetteer"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A resolver weighs what the names of one document mean, all together.
type resolver struct {
	d      *syntax.Doc
	g      *gazetteer.Gazetteer
	o      Options
	w      *Weights
	ts     []toponym
	links  []link
	groups []group
	named  map[string]bool    // countries that the document names, or whose adjectives it uses
	adj    map[string]float64 // how often adjectives of a country are used
}

func newResolver(d *syntax.Doc, g *gazetteer.Gazetteer, o Options) *resolver {
	r := &resolver{d: d, g: g, o: o, w: o.Weights, named: make(map[string]bool), adj: make(map[string]float64)}
	if r.w == nil {
		r.w = builtIn
	}
	return r
}

// add takes toponyms in order of position, groups them and looks them up.
func (r *resolver) add(ts []toponym) {
	r.ts = ts
	for i := range r.d.Words {
		w := &r.d.Words[i]
		if code, ok := lexicon.Adjective(w.Text); ok && code != "" {
			r.adj[code]++
			r.named[code] = true
		}
	}
	for i := range ts {
		t := &ts[i]
		t.text = spell(r.d.Text[r.d.Words[t.from].Start:r.d.Words[t.to-1].End])
		if code, ok := lexicon.CountryNamed(t.text); ok {
			r.named[code] = true
		}
	}
	r.links = links(r.d, ts)
	r.group()
	for i := range r.groups {
		g := &r.groups[i]
		t := &r.ts[g.members[0]]
		g.cands = r.candidates(t)
		for _, m := range g.members {
			if k, by := kindOf(r.d, &r.ts[m]); k != gazetteer.LevelUnknown {
				g.kind, g.kindBy = k, by
				break
			}
		}
		r.describe(g)
		r.doubt(g)
	}
}

// group gathers toponyms of one name into groups. A name that the text puts
// into two different places is two ("Paris, Texas" and "Paris, France"); where
// it stands alone it means what it meant last, or if it has not been placed
// yet, what it means next.
func (r *resolver) group() {
	type placed struct{ key, outer string }
	byOuter, last, open := make(map[placed]int), make(map[string]int), make(map[string]int)
	for i := range r.ts {
		t := &r.ts[i]
		key := gazetteer.Key(t.text)
		outer := ""
		if l := r.links[i]; l.how == "," || l.how == "(" {
			outer = gazetteer.Key(r.ts[l.outer].text)
		}
		g, ok := -1, false
		if outer == "" {
			if g, ok = last[key]; !ok {
				g = r.newGroup(t.text, key)
				open[key] = g
			}
		} else if g, ok = byOuter[placed{key, outer}]; !ok {
			if g, ok = open[key]; !ok {
				g = r.newGroup(t.text, key)
			}
			delete(open, key)
			byOuter[placed{key, outer}] = g
		}
		last[key] = g
		t.group = g
		r.groups[g].members = append(r.groups[g].members, i)
	}
	for i := range r.ts {
		l := r.links[i]
		if l.how == "" {
			continue
		}
		o := outer{group: -1, code: l.code, how: l.how}
		if l.outer >= 0 {
			o.group = r.ts[l.outer].group
		}
		if g := &r.groups[r.ts[i].group]; o.group != r.ts[i].group && len(g.outers) < 8 {
			g.outers = append(g.outers, o)
		}
	}
}

func (r *resolver) newGroup(text, key string) int {
	r.groups = append(r.groups, group{text: text, key: key})
	return len(r.groups) - 1
}

// passes is how often the candidates are weighed anew by what the rest of the
// document has come to mean.
const passes = 3

// resolve weighs all candidates: first alone, then in company.
func (r *resolver) resolve() {
	r.weighAlone()
	for range passes {
		r.weigh()
	}
}

// weighAlone weighs the candidates of each name without regard to the others.
func (r *resolver) weighAlone() {
	for i := range r.groups {
		g := &r.groups[i]
		for k := range g.cands {
			c := &g.cands[k]
			c.score = c.local.score(r.w.Alone)
			c.alone = c.local.score(r.w.Together)
		}
		g.none.score, g.none.alone = g.none.local.score(r.w.Alone), g.none.local.score(r.w.Together)
		g.share()
	}
}

// weigh scores every candidate in the company of the others as they were
// weighed before.
func (r *resolver) weigh() {
	scores := make([][]float64, len(r.groups))
	r.company(func(g, c int, x vector) {
		scores[g] = append(scores[g], r.groups[g].cands[c].alone+x.score(r.w.Together))
	})
	for i := range r.groups {
		for k := range r.groups[i].cands {
			r.groups[i].cands[k].score = scores[i][k]
		}
		r.groups[i].none.score = r.groups[i].none.alone
		r.groups[i].share()
	}
}

// window is how many groups before and after a group are its company.
const window = 30

// A friend is a likely candidate of another group.
type friend struct {
	*candidate
	group int
}

// company calls do for every candidate with what speaks for it in the company of
// the others.
func (r *resolver) company(do func(g, c int, x vector)) {
	friends := make([][]friend, len(r.groups))
	holds := make([][]int, len(r.groups)) // groups said to lie in the group
	for i := range r.groups {
		friends[i] = likely(r.groups[i].cands, i)
		for _, o := range r.groups[i].outers {
			if o.group >= 0 && len(holds[o.group]) < window {
				holds[o.group] = append(holds[o.group], i)
			}
		}
	}
	before, after := r.neighbours()
	lists := r.lists()
	for i := range r.groups {
		g := &r.groups[i]
		var all []friend
		for j := max(0, i-window); j <= min(len(r.groups)-1, i+window); j++ {
			if j != i && r.groups[j].key != g.key {
				all = append(all, friends[j]...)
			}
		}
		c := r.climate(all)
		for k := range g.cands {
			x := make(vector, 0, 24)
			r.among(&x, &g.cands[k], all, c)
			r.placed(&x, g, &g.cands[k], holds[i])
			beside(&x, &g.cands[k], "before", friends, before[i])
			beside(&x, &g.cands[k], "after", friends, after[i])
			r.listed(&x, &g.cands[k], friends, lists[i])
			for j := max(0, i-window); j <= min(len(r.groups)-1, i+window); j++ {
				if j != i && r.groups[j].key == g.key {
					for _, f := range friends[j] {
						if f.ID == g.cands[k].ID {
							x.add("same name", "", f.share)
						}
					}
				}
			}
			do(i, k, x)
		}
	}
}

// likely returns the likeliest candidates of a group, three at most.
func likely(cs []candidate, group int) []friend {
	var out []friend
	for i := range cs {
		c := &cs[i]
		if c.share < 0.05 {
			continue
		}
		at := len(out)
		for at > 0 && out[at-1].share < c.share {
			at--
		}
		if at < 3 {
			out = append(out[:at], append([]friend{{c, group}}, out[at:]...)...)
			out = out[:min(3, len(out))]
		}
	}
	return out
}

// neighbours returns for each group the groups named last before one of its
// members and first after it, -1 for none: of the first member that has any.
func (r *resolver) neighbours() (before, after []int) {
	before, after = make([]int, len(r.groups)), make([]int, len(r.groups))
	for i := range before {
		before[i], after[i] = -1, -1
	}
	for i := 1; i < len(r.ts); i++ {
		a, b := r.ts[i-1].group, r.ts[i].group
		if a == b || r.groups[a].key == r.groups[b].key {
			continue
		}
		if after[a] < 0 {
			after[a] = b
		}
		if before[b] < 0 {
			before[b] = a
		}
	}
	return before, after
}

// A climate is how much of a document's company is in which country and province.
type climate struct {
	country, province map[string]float64
	all               float64 // weight of the whole
	named             map[string]float64
}

func (r *resolver) climate(all []friend) climate {
	c := climate{country: make(map[string]float64), province: make(map[string]float64), named: make(map[string]float64)}
	for _, f := range all {
		w := f.share * (1 + math.Log(float64(len(r.groups[f.group].members))))
		c.all += w
		if f.Country == "" {
			continue
		}
		c.country[f.Country] += w
		if f.Level == gazetteer.Country {
			c.named[f.Country] += f.share
		}
		if f.Admin1 != "" {
			c.province[f.Country+" "+f.Admin1] += w
			if f.Level == gazetteer.Province {
				c.named[f.Country+" "+f.Admin1] += f.share
			}
		}
	}
	for code, n := range r.adj {
		w := 1 + math.Log(n)
		c.all += w
		c.country[code] += w
		c.named[code]++
	}
	return c
}

// among adds what the whole company says of a candidate: how much of it is in
// its country and province, and how much is near.
func (r *resolver) among(x *vector, c *candidate, all []friend, cl climate) {
	level := c.Level.String()
	if cl.all == 0 {
		x.on("no company", c.level())
		return
	}
	if c.Country != "" {
		country := cl.country[c.Country] / cl.all
		x.on("country", part(country)+" "+level)
		x.add("country share", level, country)
		if c.Level == gazetteer.Town {
			x.add("people in company", part(country), math.Log10(float64(c.Population+1)))
			x.on("rank in company", part(country)+" "+few(c.rank))
		}
		if c.Level != gazetteer.Country && cl.named[c.Country] > 0.5 {
			x.on("country named", level)
		}
		if c.Admin1 != "" {
			key := c.Country + " " + c.Admin1
			province := cl.province[key] / cl.all
			x.on("province", part(province)+" "+level)
			x.add("province share", level, province)
			if c.Level != gazetteer.Province && cl.named[key] > 0.5 {
				x.on("province named", level)
			}
		}
	}
	if c.Level == gazetteer.Country || c.Level == gazetteer.Region {
		return
	}
	var near [4]float64
	for _, f := range all {
		if f.Level == gazetteer.Country || f.Level == gazetteer.Region && f.RadiusKM > 300 {
			continue
		}
		d := dot(c.unit, f.unit)
		for b := range near {
			if d >= cosines[b] {
				near[b] += f.share
			}
		}
	}
	for b, n := range near {
		x.on("near", strconv.Itoa(int(bounds[b]))+" "+some(n))
	}
}

// some names a sum of probabilities coarsely.
func some(x float64) string {
	switch {
	case x < 0.1:
		return "0"
	case x < 0.6:
		return "½"
	case x < 1.5:
		return "1"
	case x < 3.5:
		return "2"
	}
	return "4"
}

// beside adds how far a candidate is from what is named next to it.
func beside(x *vector, c *candidate, side string, friends [][]friend, next int) {
	if next < 0 || c.Level == gazetteer.Country {
		return
	}
	for _, f := range friends[next] {
		switch {
		case f.Level == gazetteer.Country:
			if f.Country == c.Country {
				x.add("beside", side+" its country", f.share)
			} else {
				x.add("beside", side+" another country", f.share)
			}
		case f.Level == gazetteer.Region && f.RadiusKM > 300:
		default:
			x.add("beside", side+" "+distance(dot(c.unit, f.unit)), f.share)
		}
	}
}

// placed adds whether a candidate lies in what the text puts it into, and holds
// what the text puts into it.
func (r *resolver) placed(x *vector, g *group, c *candidate, holds []int) {
	for _, o := range g.outers {
		var in, known float64
		if o.group < 0 {
			known = 1
			if c.Country == o.code {
				in = 1
			}
		} else {
			for k := range r.groups[o.group].cands {
				oc := &r.groups[o.group].cands[k]
				if oc.share < 0.01 {
					continue
				}
				if c.inside(oc) {
					in += oc.share
				}
				if oc.Level == gazetteer.Country || oc.Level == gazetteer.Province {
					known += oc.share
				}
			}
		}
		x.add("lies in", o.how, in)
		x.add("lies not in", o.how, max(0, known-in))
	}
	best := 0.0
	for _, h := range holds {
		for k := range r.groups[h].cands {
			if hc := &r.groups[h].cands[k]; hc.share > best && hc.inside(c) {
				best = hc.share
			}
		}
	}
	if len(holds) > 0 {
		x.add("holds", c.Level.String(), best)
		x.add("holds not", c.Level.String(), 1-best)
	}
}

// lists returns for each group those that stand next to it in a list: "Dale,
// Harrow and Northport".
func (r *resolver) lists() [][]int {
	out := make([][]int, len(r.groups))
	for i := 1; i < len(r.ts); i++ {
		a, b := &r.ts[i-1], &r.ts[i]
		if a.group == b.group || b.from-a.to > 3 || b.from <= a.to {
			continue
		}
		and, list := false, true
		for w := a.to; w < b.from; w++ {
			switch word := &r.d.Words[w]; {
			case strings.EqualFold(word.Text, "and") || strings.EqualFold(word.Text, "or") || word.Text == "&" || word.Text == ";":
				and = true
			case word.Text == "," || word.UPOS == "DET" || word.UPOS == "ADP" && and:
			default:
				list = false
			}
		}
		// a comma alone may also put the first into the second
		if !list || !and && r.links[i-1].how != "," {
			continue
		}
		for _, x := range [...][2]int{{a.group, b.group}, {b.group, a.group}} {
			if len(out[x[0]]) < window {
				out[x[0]] = append(out[x[0]], x[1])
			}
		}
	}
	return out
}

// listed adds how likely what stands in a list with a candidate is of its level:
// lists are of equals.
func (r *resolver) listed(x *vector, c *candidate, friends [][]friend, list []int) {
	if len(list) == 0 {
		return
	}
	var same, n float64
	for _, g := range list {
		for _, f := range friends[g] {
			n += f.share
			if f.Level == c.Level {
				same += f.share
			}
		}
	}
	if n > 0 {
		x.add("list of its level", c.Level.String(), same/n)
		x.add("list of other levels", c.Level.String(), 1-same/n)
	}
}
