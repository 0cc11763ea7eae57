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
			parts[id] = append(parts[id], shapes[i]...)
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

// water adds a river or lake under "name|other name", split into several if
// its parts lie more than 1,500 km from one another.
func (w *world) water(id, code string, s shape) {
	name, alt, _ := strings.Cut(id, "|")
	for len(s) > 0 {
		var here, rest shape
		first := s[0][len(s[0])/2]
		for _, part := range s {
			if m := part[len(part)/2]; gazetteer.Distance(first.lat, first.lon, m.lat, m.lon) < 1500 {
				here = append(here, part)
			} else {
				rest = append(rest, part)
			}
		}
		s = rest
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
