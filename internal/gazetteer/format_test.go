package gazetteer_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"regexp"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/gazetteer"
)

var atByte = regexp.MustCompile(`byte \d+: `)

// TestOpenDamaged checks that no single damaged byte, and no cut, goes
// unnoticed.
func TestOpenDamaged(t *testing.T) {
	file := small(t)
	check := func(b []byte, what string, i int) {
		t.Helper()
		g, err := gazetteer.Open(b)
		if err == nil || g != nil {
			t.Fatalf("%s byte %d: opened", what, i)
		}
		if e, ok := errors.AsType[*hearsay.Error](err); !ok || e.Kind != hearsay.Unreadable || !atByte.MatchString(err.Error()) {
			t.Fatalf("%s byte %d: error %v", what, i, err)
		}
	}
	b := bytes.Clone(file)
	for i := range b {
		b[i] ^= 0x40
		check(b, "changed", i)
		b[i] ^= 0x40
	}
	for i := range file {
		check(file[:i], "cut at", i)
	}
	check(append(bytes.Clone(file), 0), "added", len(file))
}

// TestOpenSealed checks that sections whose sums are right, and whose contents
// make no sense, are refused by name of what is wrong.
func TestOpenSealed(t *testing.T) {
	file := small(t)
	section := func(i int) int { return int(binary.LittleEndian.Uint32(file[16+i*12:])) }
	units := section(3) + 2 + 2*3 // after the codes of the two countries
	tests := []struct {
		name   string
		at     int
		values []byte
		want   string
	}{
		{"magic", 0, []byte("x"), "not a gazetteer"},
		{"version", 8, []byte{9}, "version 9"},
		{"info without a line", section(0), bytes.Repeat([]byte("x"), section(1)-section(0)), "no date"},
		{"level", section(1), []byte{200}, "no level 200"},
		{"length of a code", section(1) + 1, []byte{255}, "runs past"},
		{"symbol", section(2), []byte{9}, "symbol 0 of 9"},
		{"countries", section(3), []byte{255, 255}, "65535 countries"},
		{"unit", units, []byte{255, 255, 255}, "unit 0 is place 16777215"},
		{"order of units", units + 3*6, []byte{0, 0, 0}, "unit 3 is out of order"},
		{"name of a unit", units + 3, []byte{255, 255, 255}, "unit 0 has its name at 16777215"},
		{"first block", section(5), []byte{1}, "block 0 at 1"},
		{"second block", section(5) + 8, []byte{0, 0, 0, 0}, "block 1 at 0"},
		{"first place", section(5) + 12, []byte{255, 255, 255}, "first place 16777215"},
		{"code of a place", section(7) + 9, []byte{255, 3}, "has code 1023"},
		{"unit of a place", section(7) + 12, []byte{255, 255}, "lies in unit 65535"},
	}
	for _, tt := range tests {
		b := bytes.Clone(file)
		copy(b[tt.at:], tt.values)
		if _, err := gazetteer.Open(gazetteer.Seal(b)); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

// FuzzOpen changes a file at three spots, with sums made right again, and asks
// it everything: nothing may panic, run on, or lie outside the Earth.
func FuzzOpen(f *testing.F) {
	file := small(f)
	for i := range 8 {
		at := binary.LittleEndian.Uint32(file[16+i*12:])
		f.Add(at, byte(255), at+2, byte(0), at+7, byte(129))
	}
	f.Fuzz(func(t *testing.T, i uint32, x byte, j uint32, y byte, k uint32, z byte) {
		b := bytes.Clone(file)
		n := uint32(len(b))
		b[i%n], b[j%n], b[k%n] = x, y, z
		b = gazetteer.Seal(b)
		if b == nil {
			return
		}
		g, err := gazetteer.Open(b)
		if err != nil {
			if !atByte.MatchString(err.Error()) {
				t.Fatal(err)
			}
			return
		}
		for _, name := range []string{"Orland", "OL", "Marvik", "Hamlet Qf of the Upper Valley", "Upper", "Vell River"} {
			found, _ := g.Search(name)
			for _, p := range append(found, g.Demonym(name)...) {
				if p.ID < 0 || p.ID >= g.Len() || p.Lat < -90 || p.Lat > 90 || p.Lon < -180 || p.Lon > 180 || p.RadiusKM <= 0 || p.Population < 0 {
					t.Fatalf("%q: %+v", name, p)
				}
				g.Within(p)
			}
		}
		g.Coded("OL.01")
		for id := range g.Len() {
			g.At(id)
		}
	})
}
