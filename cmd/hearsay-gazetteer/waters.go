package main

import (
	"fmt"
	"math"
	"regexp"
	"strings"

	"hearsay/internal/gazetteer"
)

// waters adds the rivers and lakes of Natural Earth, one place for each. Its
// lakes lie among its oceans.
func (w *world) waters(f files) error {
	for _, layer := range []struct{ name, code string }{{"ocean", "LK"}, {"rivers_lake_centerlines", "STM"}} {
		base := "libmagics++-data/10m/ne_10m_" + layer.name
		table, err := dbase(f[base+".dbf"])
		if err != nil {
			return fmt.Errorf("%s: %w", base, err)
		}
		shapes, err := shapefile(f[base+".shp"])
		if err != nil {
			return fmt.Errorf("%s: %w", base, err)
		}
		parts := make(map[string]shape)
		var order []string
		for i, r := range table {
			name := r["name"]
			if i >= len(shapes) || len(shapes[i]) == 0 || name == "" || damaged.MatchString(name) {
				continue // letters that were lost in the package
			}
			id := name + "|" + r["name_alt"]
			if parts[id] == nil {
				order = append(order, id)
			}
			for _, part := range shapes[i] {
				if len(part) > 0 {
					parts[id] = append(parts[id], part)
				}
			}
		}
		for _, id := range order {
			w.water(id, layer.code, parts[id])
		}
	}
	return nil
}

var (
	damaged   = regexp.MustCompile(`\?|\*`)
	lakeShort = regexp.MustCompile(`^L\. | L\.$`)
)

// water adds a river or lake under "name|other name", or several, if its parts
// are of several.
func (w *world) water(id, code string, s shape) {
	name, alt, _ := strings.Cut(id, "|")
	for len(s) > 0 {
		var here shape
		here, s = s.connected()
		p := &place{}
		p.Code, p.Level = code, gazetteer.Water
		p.Name = strings.TrimSpace(lakeShort.ReplaceAllStringFunc(name, func(m string) string { return strings.Replace(m, "L.", "Lake", 1) }))
		p.names(alt)
		if code == "STM" && !strings.Contains(p.Name, "River") {
			p.names(p.Name+" River", "River "+p.Name)
		}
		p.Lat, p.Lon, p.RadiusKM = here.middle()
		w.add(p)
	}
}

// connected returns the first part of s with all that lie within 300 km of it,
// of one another, and so on, and the rest.
func (s shape) connected() (here, rest shape) {
	here, rest = s[:1:1], s[1:]
	for i := 0; i < len(here); i++ {
		var far shape
		for _, part := range rest {
			if near(here[i], part, 300) {
				here = append(here, part)
			} else {
				far = append(far, part)
			}
		}
		rest = far
	}
	return here, rest
}

// near reports whether an end or the middle of one line is within some km of
// one of the other.
func near(a, b []point, km float64) bool {
	for _, p := range [...]point{a[0], a[len(a)/2], a[len(a)-1]} {
		for _, q := range [...]point{b[0], b[len(b)/2], b[len(b)-1]} {
			if gazetteer.Distance(p.lat, p.lon, q.lat, q.lon) < km {
				return true
			}
		}
	}
	return false
}

// middle returns the point of s nearest to the middle of all, and how far the
// farthest is from it.
func (s shape) middle() (lat, lon, reach float64) {
	var sumLat, sumLon, n float64
	for _, part := range s {
		for _, p := range part {
			sumLat, sumLon, n = sumLat+p.lat, sumLon+p.lon, n+1
		}
	}
	near := math.Inf(1)
	for _, part := range s {
		for _, p := range part {
			if d := gazetteer.Distance(sumLat/n, sumLon/n, p.lat, p.lon); d < near {
				near, lat, lon = d, p.lat, p.lon
			}
		}
	}
	for _, part := range s {
		for _, p := range part {
			reach = max(reach, gazetteer.Distance(lat, lon, p.lat, p.lon))
		}
	}
	return lat, lon, reach
}
