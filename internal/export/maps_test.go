package export_test

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"math"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/export"
)

func geoJSON(w io.Writer) exporter { return export.NewGeoJSON(w) }
func kml(w io.Writer) exporter     { return export.NewKML(w) }
func ical(w io.Writer) exporter    { return export.NewICal(w) }

// A collection is what a GeoJSON parser sees.
type collection struct {
	Type     string
	Features []struct {
		ID       string
		Geometry struct {
			Type        string
			Coordinates json.RawMessage
		}
		Properties map[string]any
	}
}

func features(t *testing.T, readings ...*hearsay.Reading) collection {
	t.Helper()
	var c collection
	d := json.NewDecoder(strings.NewReader(exported(t, geoJSON, readings...)))
	if err := d.Decode(&c); err != nil {
		t.Fatal(err)
	}
	if d.More() || c.Type != "FeatureCollection" {
		t.Fatalf("%q with something after it", c.Type)
	}
	return c
}

// TestGeoJSON compares with a golden file, and checks that a place is drawn as
// wide as it is uncertain.
func TestGeoJSON(t *testing.T) {
	golden(t, "geojson.golden", exported(t, geoJSON, quay(t), depot(t)))
	if c := features(t); len(c.Features) != 0 {
		t.Errorf("%d features of nothing", len(c.Features))
	}
	c := features(t, quay(t))
	if len(c.Features) != 3 {
		t.Fatalf("%d features, want three with pins: Paris has none, France is its government", len(c.Features))
	}
	for i, want := range []struct {
		kind             string
		lat, lon, radius float64
	}{{"Polygon", 45.35, 28.84, 6}, {"Polygon", 46.6, 33.5, 95}, {"Point", 41.08, -81.5, 0}} {
		g := c.Features[i].Geometry
		if g.Type != want.kind {
			t.Errorf("feature %d is a %s, want a %s", i, g.Type, want.kind)
		}
		if g.Type != "Polygon" {
			continue
		}
		var rings [][][2]float64
		if err := json.Unmarshal(g.Coordinates, &rings); err != nil {
			t.Fatal(err)
		}
		for _, p := range rings[0] {
			if d := distance(want.lat, want.lon, p[1], p[0]); math.Abs(d-want.radius) > .01*want.radius {
				t.Errorf("a corner of feature %d is %.1f km off, want %.1f", i, d, want.radius)
			}
		}
	}
}

// TestAreas draws circles over the 180th meridian and the poles: no ring leaves
// the map, every one is closed and counterclockwise, and the middle is in one.
func TestAreas(t *testing.T) {
	for _, c := range []struct {
		name             string
		lat, lon, radius float64
		kind             string
	}{
		{"a town", 45, 28, 6, "Polygon"}, {"Fiji", -17, 179.5, 300, "MultiPolygon"}, {"beyond the meridian", 66, -179.9, 900, "MultiPolygon"},
		{"the Arctic", 85, 10, 1200, "Polygon"}, {"Antarctica", -82, 0, 2100, "Polygon"}, {"the South Pole", -90, 0, 500, "Polygon"}, {"the Earth", 0, 0, 20000, "Polygon"},
		{"a pin on the meridian", 10, 180, 50, "MultiPolygon"}, {"huge", 60, 100, 3000, "Polygon"},
	} {
		r := quay(t)
		r.Places[0].Lat, r.Places[0].Lon, r.Places[0].RadiusKM = &c.lat, &c.lon, c.radius
		g := features(t, r).Features[0].Geometry
		if g.Type != c.kind {
			t.Errorf("%s is a %s, want a %s", c.name, g.Type, c.kind)
		}
		var polygons [][][][2]float64
		err := json.Unmarshal(g.Coordinates, &polygons)
		if g.Type == "Polygon" {
			polygons = make([][][][2]float64, 1)
			err = json.Unmarshal(g.Coordinates, &polygons[0])
		}
		if err != nil {
			t.Fatal(err)
		}
		inside := false
		for _, p := range polygons {
			ring := p[0]
			if len(ring) < 4 || ring[0] != ring[len(ring)-1] {
				t.Errorf("%s: a ring of %d that is not closed", c.name, len(ring))
			}
			area := 0.0
			for i, q := range ring[1:] {
				area += (q[0] - ring[i][0]) * (q[1] + ring[i][1]) / 2
				if math.Abs(q[0]) > 180 || math.Abs(q[1]) > 90 {
					t.Errorf("%s: %v is off the map", c.name, q)
				}
			}
			if area >= 0 {
				t.Errorf("%s: a ring is clockwise", c.name)
			}
			inside = inside || within(ring, c.lon, c.lat)
		}
		if !inside {
			t.Errorf("%s: the middle is in no ring", c.name)
		}
	}
}

// within reports whether a point is in a ring or near its edge.
func within(ring [][2]float64, lon, lat float64) bool {
	in := false
	lat = max(-89.99, min(89.99, lat))
	if lon == 180 {
		lon = 179.99
	}
	for i, q := range ring[1:] {
		p := ring[i]
		if (p[1] > lat) != (q[1] > lat) && lon < (q[0]-p[0])*(lat-p[1])/(q[1]-p[1])+p[0] {
			in = !in
		}
	}
	return in
}

// distance returns kilometres along a great circle.
func distance(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	a := math.Pow(math.Sin((lat2-lat1)*rad/2), 2) + math.Cos(lat1*rad)*math.Cos(lat2*rad)*math.Pow(math.Sin((lon2-lon1)*rad/2), 2)
	return 2 * 6371.0088 * math.Asin(math.Sqrt(a))
}

// TestKML compares with a golden file and parses it strictly.
func TestKML(t *testing.T) {
	for _, got := range []string{exported(t, kml, quay(t), depot(t)), exported(t, kml)} {
		d := xml.NewDecoder(strings.NewReader(got))
		marks := 0
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if s, ok := token.(xml.StartElement); ok && s.Name.Local == "Placemark" {
				marks++
			}
		}
		if want := strings.Count(got, "<Placemark>"); marks != want {
			t.Errorf("%d placemarks, want %d", marks, want)
		}
	}
	golden(t, "kml.golden", exported(t, kml, quay(t), depot(t)))
}

// TestICal compares with a golden file and checks its lines: of 75 bytes at
// most, ended by CR LF, each begun closed again.
func TestICal(t *testing.T) {
	got := exported(t, ical, quay(t), depot(t))
	golden(t, "ical.golden", got)
	var open []string
	events := 0
	for line := range strings.SplitAfterSeq(strings.ReplaceAll(got, "\r\n ", ""), "\r\n") {
		name, value, ok := strings.Cut(strings.TrimSuffix(line, "\r\n"), ":")
		switch {
		case line == "":
		case !ok:
			t.Errorf("a line without a name: %q", line)
		case name == "BEGIN":
			open = append(open, value)
		case name == "END":
			if len(open) == 0 || open[len(open)-1] != value {
				t.Fatalf("END:%s within %v", value, open)
			}
			open = open[:len(open)-1]
			if value == "VEVENT" {
				events++
			}
		}
	}
	if len(open) != 0 || events != 2 {
		t.Errorf("%d events and %v left open, want the strike and the march", events, open)
	}
	for line := range strings.SplitSeq(got, "\r\n") {
		if len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d bytes: %q", len(line), line)
		}
	}
	if !strings.Contains(got, "DTSTART;VALUE=DATE:20210520\r\nDTEND;VALUE=DATE:20210521\r\n") || !strings.Contains(got, "DTSTART;VALUE=DATE:20210601\r\nDTEND;VALUE=DATE:20210701\r\n") {
		t.Error("not the day and the month of the plans")
	}
}
