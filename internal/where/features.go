package where

import (
	"math"
	"strconv"
	"strings"

	"hearsay/internal/gazetteer"
)

// size names a number of people coarsely: by powers of √10.
func size(n int) string {
	if n <= 0 {
		return "?"
	}
	return strconv.Itoa(int(2 * math.Log10(float64(n))))
}

// few names a small number coarsely.
func few(n int) string {
	switch {
	case n <= 4:
		return strconv.Itoa(n)
	case n <= 8:
		return "5"
	case n <= 20:
		return "9"
	}
	return "21"
}

// level names the level of a candidate, capitals apart.
func (c *candidate) level() string {
	switch c.Code {
	case "PPLC":
		return "capital"
	case "PPLA":
		return "seat"
	case "CONT":
		return "continent"
	case "PPLX":
		return "quarter"
	}
	return c.Level.String()
}

// describe fills what speaks for each candidate of a group whatever else the
// document names.
func (r *resolver) describe(g *group) {
	most, ranks := 0, make(map[gazetteer.Level]int)
	for i := range g.cands {
		most = max(most, g.cands[i].Population)
	}
	for i := range g.cands {
		c := &g.cands[i]
		x := &c.local
		level := c.level()
		x.on("level", level)
		x.on("people", level+" "+size(c.Population))
		x.on("rank", few(c.rank)+" of "+few(len(g.cands)))
		x.on("rank of level", level+" "+few(ranks[c.Level]))
		ranks[c.Level]++
		if c.Population > 0 {
			x.add("people share", c.Level.String(), math.Log10(float64(c.Population)/float64(most)))
			x.add("people log", c.Level.String(), math.Log10(float64(c.Population)))
		}
		if c.Alias {
			x.on("alias", level)
		}
		if c.change != "" {
			x.on("change", string(c.change)+" "+c.Level.String())
		}
		if c.people {
			x.on("of people", level)
		}
		if len(g.text) <= 3 {
			x.on("short", c.Level.String())
		}
		switch {
		case g.kind == gazetteer.LevelUnknown:
			x.on("no kind", level)
		default:
			x.on("kind", g.kind.String()+" "+c.Level.String())
			if strings.Contains(strings.ToLower(c.Name), g.kindBy) {
				x.on("kind in name", "")
			}
		}
		if r.o.Country != "" && c.Country == r.o.Country {
			x.on("outlet", "country")
		}
		if r.o.Lat != nil && r.o.Lon != nil {
			x.on("outlet", distance(dot(c.unit, onSphere(*r.o.Lat, *r.o.Lon))))
		}
	}
}

// doubt fills what speaks for none of a group's candidates.
func (r *resolver) doubt(g *group) {
	t := &r.ts[g.members[0]]
	how := "found"
	switch {
	case t.given:
		how = "given"
	case t.facility:
		how = "facility"
	case t.metonym:
		how = "metonym"
	}
	x := &g.none.local
	x.on("none", how)
	if len(g.cands) > 0 {
		c := &g.cands[0]
		x.on("none of", few(len(g.cands)))
		x.on("none, best known", how+" "+c.Level.String())
		x.add("none, people log", how, math.Log10(float64(c.Population+1)))
		if c.change != "" {
			x.on("none, change", how+" "+string(c.change))
		}
		if c.Alias {
			x.on("none, alias", c.Level.String())
		}
	}
	x.on("none, words", how+" "+few(t.to-t.from))
	if t.facility {
		x.on("none, kind", g.kind.String())
	}
	if len(g.members) > 1 {
		x.on("none, again", how)
	}
	if len(g.outers) > 0 {
		x.on("none, lies in", how)
	}
}

// Bounds of distances, in km, and the cosines of their angles.
var (
	bounds  = [...]float64{15, 50, 161, 400, 1000, 3000}
	cosines = func() (c [len(bounds)]float64) {
		for i, b := range bounds {
			c[i] = cosine(b)
		}
		return c
	}()
)

// distance names a distance, given as the cosine of its angle, by the bound that
// it is within.
func distance(cos float64) string {
	for i, c := range cosines {
		if cos >= c {
			return strconv.Itoa(int(bounds[i]))
		}
	}
	return "far"
}

// part names a number from 0 to 1 coarsely.
func part(x float64) string {
	switch {
	case x < 0.01:
		return "0"
	case x < 0.1:
		return "1"
	case x < 0.3:
		return "2"
	case x < 0.6:
		return "3"
	case x < 0.9:
		return "4"
	}
	return "5"
}
