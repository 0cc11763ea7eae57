package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/ulikunitz/xz"
)

// TestUnpack checks that wanted files are found in packages of either kind.
func TestUnpack(t *testing.T) {
	var plain bytes.Buffer
	w := tar.NewWriter(&plain)
	for _, f := range []struct{ name, text string }{{"package/data/list.json", "[]"}, {"package/other.txt", "no"}, {"package/all/a/b.json", "{}"}} {
		if err := w.WriteHeader(&tar.Header{Name: f.name, Size: int64(len(f.text)), Mode: 0o644}); err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(w, f.text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var zipped, squeezed bytes.Buffer
	z := gzip.NewWriter(&zipped)
	z.Write(plain.Bytes())
	z.Close()
	x, err := xz.NewWriter(&squeezed)
	if err != nil {
		t.Fatal(err)
	}
	x.Write(plain.Bytes())
	x.Close()
	deb := "!<arch>\n" + fmt.Sprintf("%-16s%-32s%-10d`\n%s\n", "debian-binary", "", 3, "2.0") +
		fmt.Sprintf("%-16s%-32s%-10d`\n%s", "data.tar.xz", "", squeezed.Len(), squeezed.String())
	for registry, b := range map[string][]byte{"npm": zipped.Bytes(), "debian": []byte(deb)} {
		f := make(files)
		if err := f.unpack(source{registry: registry, name: "p", wanted: []string{"data/list.json", "all/"}}, b); err != nil {
			t.Fatal(registry, err)
		}
		if len(f) != 2 || string(f["p/data/list.json"]) != "[]" || string(f["p/all/a/b.json"]) != "{}" {
			t.Errorf("%s: %q", registry, f)
		}
	}
	for _, b := range []string{"", "!<arch>\n", "!<arch>\n" + fmt.Sprintf("%-16s%-32s%-10s`\n", "data.tar.xz", "", "-9")} {
		if err := make(files).unpack(source{registry: "debian"}, []byte(b)); err == nil {
			t.Errorf("%q was unpacked", b)
		}
	}
}

// table returns a dBase table of one field of eight bytes.
func table(rows ...string) []byte {
	b := make([]byte, 32)
	binary.LittleEndian.PutUint32(b[4:], uint32(len(rows)))
	binary.LittleEndian.PutUint16(b[8:], 65)
	binary.LittleEndian.PutUint16(b[10:], 9)
	field := make([]byte, 32)
	copy(field, "name")
	field[16] = 8
	b = append(append(b, field...), '\r')
	for _, r := range rows {
		b = append(b, fmt.Sprintf(" %-8s", r)...)
	}
	return b
}

func TestDbase(t *testing.T) {
	rows, err := dbase(table("Orland", "M\xe4rvik"))
	if err != nil || len(rows) != 2 || rows[0]["name"] != "Orland" || rows[1]["name"] != "Märvik" {
		t.Errorf("%v, %v", rows, err)
	}
}

// square returns a shapefile of one square of ten degrees around (20, 50).
func square() []byte {
	c := binary.LittleEndian.AppendUint32(nil, 5)
	c = append(c, make([]byte, 32)...)
	c = binary.LittleEndian.AppendUint32(c, 1)
	c = binary.LittleEndian.AppendUint32(c, 5)
	c = binary.LittleEndian.AppendUint32(c, 0)
	for _, p := range []point{{15, 45}, {25, 45}, {25, 55}, {15, 55}, {15, 45}} {
		c = binary.LittleEndian.AppendUint64(c, math.Float64bits(p.lon))
		c = binary.LittleEndian.AppendUint64(c, math.Float64bits(p.lat))
	}
	b := make([]byte, 100, 300)
	b = binary.BigEndian.AppendUint32(b, 1)
	b = binary.BigEndian.AppendUint32(b, uint32(len(c)/2))
	return append(b, c...)
}

func TestShapefile(t *testing.T) {
	shapes, err := shapefile(square())
	if err != nil || len(shapes) != 1 {
		t.Fatalf("%v, %v", shapes, err)
	}
	if c, area := shapes[0].centre(); math.Abs(c.lon-20) > 1e-9 || math.Abs(c.lat-50) > 1e-9 || math.Abs(area-100) > 1e-9 {
		t.Errorf("centre %v, area %g", c, area)
	}
}

// FuzzShapes checks that no table and no shapefile, however damaged, does more
// than fail.
func FuzzShapes(f *testing.F) {
	f.Add(table("Orland"))
	f.Add(square())
	f.Fuzz(func(t *testing.T, b []byte) {
		if rows, err := dbase(b); err == nil && len(rows) > len(b) {
			t.Errorf("%d rows in %d bytes", len(rows), len(b))
		}
		shapes, err := shapefile(b)
		if err == nil && len(shapes) > len(b) {
			t.Errorf("%d shapes in %d bytes", len(shapes), len(b))
		}
		for _, s := range shapes {
			s.centre()
		}
	})
}

func TestBare(t *testing.T) {
	for name, want := range map[string]string{
		"Hama Governorate": "Hama", "Orland": "Orland", "County of Orland": "Orland", "Département d’Orland": "Orland",
		"Muḩāfaz̧at Hama": "Hama", "Oblast": "Oblast", "Miami-Dade County": "Miami-Dade",
	} {
		if got := bare(name); got != want {
			t.Errorf("bare(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{"185,180 sq km": 185180, "9.6 million (July 2014 est.)": 9.6e6, "none": 0, "total: 1,230.": 1230} {
		if got := number(text); got != want {
			t.Errorf("number(%q) = %g, want %g", text, got, want)
		}
	}
}

// TestConnected checks that a river in pieces is one, and two rivers of a name
// are two.
func TestConnected(t *testing.T) {
	s := shape{{{0, 0}, {1, 0}}, {{50, 0}, {51, 0}}, {{2, 0}, {3, 0}}, {{5, 0}, {4, 0}}}
	here, rest := s.connected()
	if len(here) != 3 || len(rest) != 1 || rest[0][0].lon != 50 {
		t.Errorf("%v and %v", here, rest)
	}
}

func TestPeoples(t *testing.T) {
	p := peoples("# comment\nORL\tOrland\tOrlandia\tOrlandic\tOrlander|Orlandese|Orlandman/Orlandmen\tOrl\n")["ORL"]
	want := []string{"Orlandic", "Orlander", "Orlanders", "Orlandese", "Orlandman", "Orlandmen"}
	if p.name != "Orland" || !slices.Equal(p.words, want) || !slices.Equal(p.names, []string{"Orlandia"}) {
		t.Errorf("%+v", p)
	}
}
