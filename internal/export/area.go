package export

import (
	"math"
	"slices"
)

// A point is a longitude and a latitude in degrees, in GeoJSON's order.
type point [2]float64

// An area is what a place may be in: rings, each closed and counterclockwise,
// none of which crosses the 180th meridian (RFC 7946, 3.1.9). One of a single
// point is exact.
type area [][]point

// corners is how many corners stand for a circle.
const corners = 48

// earth is the Earth's mean radius in kilometres.
const earth = 6371.0088

// circle returns the area of all points within a distance in kilometres. A
// pin whose place is known "within 40 km" is thus drawn 80 km wide, so that
// nobody takes it for a point.
func circle(lat, lon, radius float64) area {
	lat, lon = max(-90, min(90, lat)), math.Mod(lon+540, 360)-180
	if radius <= 0 {
		return area{{rounded(lon, lat)}}
	}
	angle := min(radius/earth, math.Pi/2)
	ring := make([]point, 0, corners+1)
	for i := range corners { // counterclockwise: bearings fall
		b := -2 * math.Pi * float64(i) / corners
		ring = append(ring, along(lat, lon, b, angle))
	}
	switch reach := angle * 180 / math.Pi; {
	case lat+reach >= 90 && lat-reach <= -90: // more than half of the Earth: draw it all
		return area{{{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}}}
	case lat+reach >= 90:
		return area{polar(ring, 90)}
	case lat-reach <= -90:
		return area{polar(ring, -90)}
	}
	var all area
	for _, shift := range []float64{0, -360, 360} {
		if part := clipped(ring, shift); len(part) > 2 {
			part = append(part, part[0])
			all = append(all, part)
		}
	}
	return all
}

// along returns the point at an angle from another in a direction. Its
// longitude may lie beyond 180 degrees, so that rings do not jump.
func along(lat, lon, bearing, angle float64) point {
	f := lat * math.Pi / 180
	sin := math.Sin(f)*math.Cos(angle) + math.Cos(f)*math.Sin(angle)*math.Cos(bearing)
	turn := math.Atan2(math.Sin(bearing)*math.Sin(angle)*math.Cos(f), math.Cos(angle)-math.Sin(f)*sin)
	return point{lon + turn*180/math.Pi, math.Asin(max(-1, min(1, sin))) * 180 / math.Pi}
}

// clipped returns the part of a ring, moved by shift, that lies between the
// 180th meridians, not closed.
func clipped(ring []point, shift float64) []point {
	moved := make([]point, len(ring))
	for i, p := range ring {
		moved[i] = point{p[0] + shift, p[1]}
	}
	for _, side := range []float64{-1, 1} { // lon·side ≤ 180
		var kept []point
		for i, p := range moved {
			before := moved[(i+len(moved)-1)%len(moved)]
			in, was := p[0]*side <= 180, before[0]*side <= 180
			if in != was {
				f := (180*side - before[0]) / (p[0] - before[0])
				kept = append(kept, point{180 * side, before[1] + f*(p[1]-before[1])})
			}
			if in {
				kept = append(kept, p)
			}
		}
		moved = kept
	}
	var out []point
	for _, p := range moved {
		if q := rounded(p[0], p[1]); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	if len(out) > 1 && out[0] == out[len(out)-1] {
		out = out[:len(out)-1]
	}
	return out
}

// polar returns the closed ring of a circle around a pole: its edge from one
// 180th meridian to the other, and back along the pole.
func polar(ring []point, pole float64) []point {
	edge := slices.Clone(ring)
	for i, p := range edge {
		edge[i] = rounded(math.Mod(p[0]+540, 360)-180, p[1])
	}
	slices.SortFunc(edge, func(a, b point) int {
		if a[0] < b[0] {
			return -1
		}
		if a[0] > b[0] {
			return 1
		}
		return 0
	})
	first, last := edge[0], edge[len(edge)-1]
	at := (first[1] + last[1]) / 2 // where the edge meets the 180th meridian
	edge = append([]point{{-180, at}}, append(edge, point{180, at})...)
	if pole < 0 {
		slices.Reverse(edge)
	}
	out := append(edge, point{edge[len(edge)-1][0], pole}, point{edge[0][0], pole}, edge[0])
	return out
}

// rounded returns a point to a hundred-thousandth of a degree, a metre.
func rounded(lon, lat float64) point {
	return point{math.Round(lon*1e5) / 1e5, math.Round(lat*1e5) / 1e5}
}
