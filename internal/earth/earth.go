// Package earth holds the outlines of the world's countries, to draw maps of.
//
// They are Natural Earth's "Admin 0 – Countries" at 1:50 million, version 4.1, in
// the public domain (naturalearthdata.com), as TopoJSON made by world-atlas 2.0.2
// (Michael Bostock, ISC licence). Borders are drawn as Natural Earth draws them
// and say nothing of who is right.
//
// A [World] may be used by several goroutines at once.
package earth

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/json"
	"fmt"
)

//go:embed countries-50m.json.gz
var packed []byte

// A Point is a longitude and a latitude in degrees.
type Point struct{ Lon, Lat float64 }

// A Country is an outline with its name.
type Country struct {
	Name  string
	Rings [][]Point // closed, in no order: a hole is a ring inside another
	Bounds
}

// Bounds are the least box around points.
type Bounds struct{ West, South, East, North float64 }

// A World is all countries, by name.
type World struct {
	Countries []Country
	// Borders are lines between two countries, Coasts all others.
	Borders, Coasts [][]Point
}

// Load returns the embedded world. It takes some 40 ms: call it once.
func Load() (*World, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("the outlines of countries: %w", err)
	}
	var t topology
	if err := json.NewDecoder(z).Decode(&t); err != nil {
		return nil, fmt.Errorf("the outlines of countries: %w", err)
	}
	return t.world()
}

// A topology is what is needed of a TopoJSON file (version 1): arcs are lists of
// steps on a grid; shapes are made of them by number, one's complement for an arc
// that is walked backwards.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]float64
	Objects   struct {
		Countries struct {
			Geometries []struct {
				Type       string
				Arcs       json.RawMessage
				Properties struct{ Name string }
			}
		}
	}
}

func (t *topology) world() (*World, error) {
	arcs := make([][]Point, len(t.Arcs))
	for i, steps := range t.Arcs {
		var x, y float64
		for _, s := range steps {
			x, y = x+s[0], y+s[1]
			arcs[i] = append(arcs[i], Point{x*t.Transform.Scale[0] + t.Transform.Translate[0], y*t.Transform.Scale[1] + t.Transform.Translate[1]})
		}
	}
	w := new(World)
	used := make([]int, len(arcs))
	for _, g := range t.Objects.Countries.Geometries {
		var polygons [][][]int
		var err error
		switch g.Type {
		case "Polygon":
			polygons = make([][][]int, 1)
			err = json.Unmarshal(g.Arcs, &polygons[0])
		case "MultiPolygon":
			err = json.Unmarshal(g.Arcs, &polygons)
		}
		if err != nil {
			return nil, fmt.Errorf("the outline of %s: %w", g.Properties.Name, err)
		}
		c := Country{Name: g.Properties.Name, Bounds: Bounds{West: 180, South: 90, East: -180, North: -90}}
		for _, p := range polygons {
			for _, r := range p {
				ring, err := ringOf(arcs, r, used)
				if err != nil {
					return nil, fmt.Errorf("the outline of %s: %w", c.Name, err)
				}
				c.Rings = append(c.Rings, ring)
				for _, p := range ring {
					c.West, c.East, c.South, c.North = min(c.West, p.Lon), max(c.East, p.Lon), min(c.South, p.Lat), max(c.North, p.Lat)
				}
			}
		}
		w.Countries = append(w.Countries, c)
	}
	for i, n := range used {
		switch {
		case n > 1:
			w.Borders = append(w.Borders, arcs[i])
		case n == 1:
			w.Coasts = append(w.Coasts, arcs[i])
		}
	}
	return w, nil
}

func ringOf(arcs [][]Point, numbers []int, used []int) (ring []Point, err error) {
	for _, n := range numbers {
		back := n < 0
		if back {
			n = ^n
		}
		if n >= len(arcs) {
			return nil, fmt.Errorf("there is no arc %d", n)
		}
		used[n]++
		arc := arcs[n]
		for i := range arc {
			p := arc[i]
			if back {
				p = arc[len(arc)-1-i]
			}
			if i > 0 || len(ring) == 0 { // an arc begins where the one before ended
				ring = append(ring, p)
			}
		}
	}
	return ring, nil
}

// Around returns the country that a point lies in, nil at sea.
func (w *World) Around(p Point) *Country {
	for i := range w.Countries {
		if c := &w.Countries[i]; c.Holds(p) {
			return c
		}
	}
	return nil
}

// Holds reports whether p lies inside c: on a line from p to the east, an odd
// number of its sides is crossed.
func (c *Country) Holds(p Point) bool {
	if p.Lon < c.West || p.Lon > c.East || p.Lat < c.South || p.Lat > c.North {
		return false
	}
	inside := false
	for _, r := range c.Rings {
		for i := range r {
			a, b := r[i], r[(i+1)%len(r)]
			if (a.Lat > p.Lat) != (b.Lat > p.Lat) && p.Lon < a.Lon+(p.Lat-a.Lat)*(b.Lon-a.Lon)/(b.Lat-a.Lat) {
				inside = !inside
			}
		}
	}
	return inside
}

// Meets reports whether two boxes have a point in common.
func (b Bounds) Meets(o Bounds) bool {
	return b.West <= o.East && o.West <= b.East && b.South <= o.North && o.South <= b.North
}
