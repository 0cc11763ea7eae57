package earth_test

import (
	"testing"

	"hearsay/internal/earth"
)

func TestAround(t *testing.T) {
	w, err := earth.Load()
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Countries) < 230 || len(w.Borders) < 300 || len(w.Coasts) < 1000 {
		t.Errorf("%d countries, %d borders, %d coasts", len(w.Countries), len(w.Borders), len(w.Coasts))
	}
	for _, tt := range []struct {
		p    earth.Point
		want string
	}{
		{earth.Point{Lon: 13.4, Lat: 52.5}, "Germany"},
		{earth.Point{Lon: 37.0, Lat: 35.1}, "Syria"},
		{earth.Point{Lon: -58.4, Lat: -34.7}, "Argentina"},
		{earth.Point{Lon: 28.2, Lat: -29.5}, "Lesotho"}, // a hole in South Africa
		{earth.Point{Lon: 0, Lat: 0}, ""},
	} {
		name := ""
		if c := w.Around(tt.p); c != nil {
			name = c.Name
		}
		if name != tt.want {
			t.Errorf("Around(%v) = %q, want %q", tt.p, name, tt.want)
		}
	}
}

// TestRings: every outline is closed and lies on Earth.
func TestRings(t *testing.T) {
	w, err := earth.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range w.Countries {
		for _, r := range c.Rings {
			if len(r) < 4 || r[0] != r[len(r)-1] {
				t.Errorf("%s has an open ring of %d points", c.Name, len(r))
			}
			for _, p := range r {
				if p.Lon < -180.001 || p.Lon > 180.001 || p.Lat < -90.001 || p.Lat > 90.001 {
					t.Errorf("%s has a point at %v", c.Name, p)
				}
			}
		}
	}
}
