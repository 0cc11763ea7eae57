package main

import (
	"encoding/binary"
	"errors"
	"math"
	"strings"
	"unicode/utf8"
)

// dbase returns the rows of a dBase III table, each by the names of its
// fields. Text that is not UTF-8 is taken for Latin-1.
func dbase(b []byte) ([]map[string]string, error) {
	if len(b) < 33 {
		return nil, errors.New("short table")
	}
	n := int(binary.LittleEndian.Uint32(b[4:]))
	head, size := int(binary.LittleEndian.Uint16(b[8:])), int(binary.LittleEndian.Uint16(b[10:]))
	if head > len(b) || size == 0 {
		return nil, errors.New("damaged table")
	}
	type field struct {
		name string
		size int
	}
	var fields []field
	width := 1
	for i := 32; i+32 <= head && b[i] != '\r'; i += 32 {
		name, _, _ := strings.Cut(string(b[i:i+11]), "\x00")
		fields = append(fields, field{name, int(b[i+16])})
		width += int(b[i+16])
	}
	if width > size {
		return nil, errors.New("rows too short for their fields")
	}
	var out []map[string]string
	for i := head; i+size <= len(b) && len(out) < n; i += size {
		row, at := make(map[string]string), i+1
		for _, f := range fields {
			row[f.name] = strings.Trim(decode(b[at:at+f.size]), " \x00")
			at += f.size
		}
		out = append(out, row)
	}
	return out, nil
}

func decode(b []byte) string {
	if utf8.Valid(b) {
		return string(b)
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

// A shape is the parts of a line or polygon, each a sequence of points.
type shape [][]point

type point struct{ lon, lat float64 }

// shapefile returns the lines and polygons of an ESRI shapefile, nil for other
// shapes.
func shapefile(b []byte) ([]shape, error) {
	le := binary.LittleEndian
	var out []shape
	for i := 100; i+8 <= len(b); {
		n := int(binary.BigEndian.Uint32(b[i+4:])) * 2
		if n < 4 || n > len(b)-i-8 {
			return nil, errors.New("damaged shapefile")
		}
		c := b[i+8 : i+8+n]
		i += 8 + n
		if kind := le.Uint32(c) % 10; kind != 3 && kind != 5 || len(c) < 44 {
			out = append(out, nil)
			continue
		}
		parts, points := int(le.Uint32(c[36:])), int(le.Uint32(c[40:]))
		if parts < 0 || points < 0 || parts > len(c) || points > len(c) || 44+4*parts+16*points > len(c) {
			return nil, errors.New("damaged shape")
		}
		xy := 44 + 4*parts
		var s shape
		for p := range parts {
			from, to := int(le.Uint32(c[44+4*p:])), points
			if p+1 < parts {
				to = int(le.Uint32(c[48+4*p:]))
			}
			var part []point
			for k := max(from, 0); k < min(to, points); k++ {
				part = append(part, point{math.Float64frombits(le.Uint64(c[xy+16*k:])), math.Float64frombits(le.Uint64(c[xy+16*k+8:]))})
			}
			s = append(s, part)
		}
		out = append(out, s)
	}
	return out, nil
}

// centre returns the centre of the largest part of a polygon, and the area of
// that part in square degrees.
func (s shape) centre() (c point, area float64) {
	for _, part := range s {
		var a, x, y float64
		for i := 1; i < len(part); i++ {
			p, q := part[i-1], part[i]
			k := p.lon*q.lat - q.lon*p.lat
			a, x, y = a+k, x+(p.lon+q.lon)*k, y+(p.lat+q.lat)*k
		}
		if math.Abs(a)/2 > area {
			c, area = point{x / (3 * a), y / (3 * a)}, math.Abs(a)/2
		}
	}
	return c, area
}
