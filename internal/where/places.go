package where

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/gazetteer"
)

// places returns the place of each toponym, with a pin where its likeliest
// candidate is at least as likely as sure.
func (r *resolver) places(sure float64) []Place {
	var out []Place
	for i := range r.ts {
		t := &r.ts[i]
		g := &r.groups[t.group]
		p := Place{From: t.from, To: t.to, Mention: t.mention, Name: t.text, Level: "unknown", Metonym: t.metonym, Why: t.why}
		best := top(g.cands)
		if t.metonym {
			if p.Country = t.country; best >= 0 && p.Country == "" && g.mass(best) >= sure {
				p.Country, p.Candidates = g.cands[best].Country, g.shown()
			}
			out = append(out, p)
			continue
		}
		if best >= 0 {
			p.Candidates = g.shown()
			p.Confidence = g.mass(best)
			if sure > 0 && p.Confidence < trust && r.only(g, best) {
				p.Confidence = trust
				p.Why = append(p.Why, hearsay.Why{Rule: "where.only", Score: p.Confidence, Note: "one place of the name in " + g.cands[best].Country + ", which the text names"})
			}
			if p.Confidence >= sure {
				g.cands[best].settle(&p, t.text)
			}
		}
		if !t.given {
			if rel, ok := relate(r.d, t.from, t.to); ok {
				rel.shift(&p)
			}
		}
		out = append(out, p)
	}
	if sure > 0 {
		r.enclose(out)
	}
	return out
}

// trust is the confidence in the only place of a name in a country that the text
// names. It is an estimate: the annotated corpora are short of such places.
const trust = 0.5

// only reports whether candidate i is the only one that the name can mean, if it
// means any, and lies in a country that the document names: "Khan Tuman" in a
// report about Syria. What weighs against it is then only that other names in
// other reports turned out not to be in the gazetteer.
func (r *resolver) only(g *group, i int) bool {
	c := &g.cands[i]
	switch c.change {
	case gazetteer.TypeWord, gazetteer.Direction, gazetteer.Belongs:
		return false
	}
	return r.named[c.Country] && !r.ts[g.members[0]].facility && g.none.share < 0.97 && g.mass(i) >= 0.9*(1-g.none.share)
}

// enclose gives a place without a pin of its own the pin of what the text puts it
// into: "the hospital in Harrow" is somewhere in Harrow.
func (r *resolver) enclose(ps []Place) {
	for i := range ps {
		l := r.links[i]
		if ps[i].Lat != nil || ps[i].Metonym || l.outer < 0 || l.how == "'s" || l.how == "," && !r.ts[i].facility {
			continue
		}
		o := &ps[l.outer]
		if o.Lat == nil || o.Relation != "" || o.Level != "populated place" && o.Level != "district" {
			continue
		}
		p := &ps[i]
		lat, lon := *o.Lat, *o.Lon
		p.Lat, p.Lon, p.RadiusKM, p.Country, p.Admin1, p.Confidence = &lat, &lon, max(o.RadiusKM, 5), o.Country, o.Admin1, o.Confidence
		p.Relation = "in " + o.Name
		p.Why = append(p.Why, hearsay.Why{Rule: "where.within", Score: 1, Note: o.Name})
		if r.ts[i].facility {
			p.Level = "facility"
		}
	}
}

// top returns the likeliest candidate, the better known of equals; -1 if there
// are none.
func top(cs []candidate) int {
	best := -1
	for i := range cs {
		if best < 0 || cs[i].share > cs[best].share {
			best = i
		}
	}
	return best
}

// mass returns the probability of all candidates that lie where candidate i
// does: a town and the district named after it are one pin.
func (g *group) mass(i int) float64 {
	var sum float64
	for k := range g.cands {
		if dot(g.cands[k].unit, g.cands[i].unit) >= cosine(50) {
			sum += g.cands[k].share
		}
	}
	return min(1, sum)
}

// settle puts a place where the candidate is.
func (c *candidate) settle(p *Place, text string) {
	lat, lon := c.Lat, c.Lon
	p.Lat, p.Lon = &lat, &lon
	p.RadiusKM, p.Level, p.GeoNames, p.Country, p.Admin1 = c.RadiusKM, c.Level.String(), c.GeoNames, c.Country, c.Admin1
	if !c.Alias && (strings.ToUpper(text) == text || gazetteer.Key(text) != gazetteer.Key(c.Name)) {
		p.Name = c.Name
	}
	if p.Level == "" {
		p.Level = "unknown"
	}
}

// shownCandidates is how many candidates a place keeps.
const shownCandidates = 5

// shown returns the likeliest candidates.
func (g *group) shown() []hearsay.PlaceCandidate {
	order := make([]int, 0, len(g.cands))
	for i := range g.cands {
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(g.cands[b].share, g.cands[a].share) })
	var out []hearsay.PlaceCandidate
	for _, i := range order[:min(shownCandidates, len(order))] {
		c := &g.cands[i]
		out = append(out, hearsay.PlaceCandidate{Name: c.full(), GeoNames: c.GeoNames, Score: c.share})
	}
	return out
}

// full names a candidate with what it lies in: "Hama, Hama, SYR".
func (c *candidate) full() string {
	parts := []string{c.Name}
	for _, s := range [...]string{c.Admin1, c.Country} {
		if s != "" && s != c.Name {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, ", ")
}

// order sorts places by position, the longer first.
func order(ps []Place) {
	slices.SortStableFunc(ps, func(a, b Place) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To)) })
}

// findings says of each name without a pin why it has none, once for all its
// occurrences.
func (r *resolver) findings(ps []Place) []hearsay.Finding {
	if r.g == nil {
		return nil
	}
	var out []hearsay.Finding
	at := make(map[string]int)
	for _, p := range ps {
		if p.Lat != nil || p.Metonym {
			continue
		}
		receipt := hearsay.ReceiptFor(r.d.Text, r.d.Span(p.From, p.To))
		key := gazetteer.Key(p.Name)
		if i, ok := at[key]; ok {
			if len(out[i].Spans) < 20 {
				out[i].Spans = append(out[i].Spans, receipt)
			}
			continue
		}
		at[key] = len(out)
		text := fmt.Sprintf("no place named %q is known", cut(p.Name))
		if len(p.Candidates) > 0 {
			text = fmt.Sprintf("%q could be %s", cut(p.Name), either(p.Candidates))
		}
		out = append(out, hearsay.Finding{Kind: "unresolved-place", Spans: []hearsay.Receipt{receipt}, Text: text})
	}
	return out
}

// cut shortens a name that is too long to be one.
func cut(name string) string {
	if len(name) <= maxName {
		return name
	}
	return strings.ToValidUTF8(name[:maxName], "") + "…"
}

// either names candidates: "Springfield, Illinois, USA or Springfield, Ohio, USA".
func either(cs []hearsay.PlaceCandidate) string {
	var names []string
	for _, c := range cs[:min(3, len(cs))] {
		names = append(names, c.Name)
	}
	return strings.Join(names, " or ")
}
