package export

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// A KML writes what [GeoJSON] writes as KML 2.2 (OGC 12-007): a placemark for
// every event and place with a pin, its geometry the area that it may be in.
type KML struct {
	w     io.Writer
	begun bool
}

// NewKML returns a writer to w.
func NewKML(w io.Writer) *KML { return &KML{w: w} }

const (
	kmlHead = xml.Header + `<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>hearsay</name>` + "\n" +
		`<Style id="area"><LineStyle><color>ff2a4fd6</color><width>1</width></LineStyle><PolyStyle><color>332a4fd6</color></PolyStyle></Style>` + "\n"
	kmlFoot = "</Document></kml>\n"
)

// Elements of KML, in the order that its schema wants.
type (
	kmlPlacemark struct {
		XMLName     xml.Name    `xml:"Placemark"`
		Name        string      `xml:"name"`
		Description string      `xml:"description"`
		When        *kmlWhen    `xml:"TimeStamp"`
		Style       string      `xml:"styleUrl"`
		Data        []kmlDatum  `xml:"ExtendedData>Data"`
		Point       *kmlPoint   `xml:"Point"`
		Polygon     *kmlPolygon `xml:"Polygon"`
		Several     *kmlSeveral `xml:"MultiGeometry"`
	}
	kmlWhen struct {
		When string `xml:"when"`
	}
	kmlDatum struct {
		Name  string `xml:"name,attr"`
		Value string `xml:"value"`
	}
	kmlPoint struct {
		Coordinates string `xml:"coordinates"`
	}
	kmlPolygon struct {
		Coordinates string `xml:"outerBoundaryIs>LinearRing>coordinates"`
	}
	kmlSeveral struct {
		Polygons []kmlPolygon `xml:"Polygon"`
	}
)

// Write appends the placemarks of r. The name under which the report was given is ignored.
func (x *KML) Write(_ string, r *hearsay.Reading) error {
	var b bytes.Buffer
	if !x.begun {
		x.begun = true
		b.WriteString(kmlHead)
	}
	for _, p := range newScene(r).spots() {
		mark, err := xml.Marshal(p.placemark())
		if err != nil {
			return err
		}
		b.Write(mark)
		b.WriteByte('\n')
	}
	_, err := b.WriteTo(x.w)
	return err
}

// Close ends the document. It does not close the underlying writer.
func (x *KML) Close() error {
	end := kmlFoot
	if !x.begun {
		end = kmlHead + kmlFoot
	}
	_, err := io.WriteString(x.w, end)
	return err
}

func (p *spot) placemark() kmlPlacemark {
	m := kmlPlacemark{Name: clean(cmp.Or(strings.TrimSpace(p.Type+" "+p.Mode), p.Place)), Description: clean(cmp.Or(p.Text, p.Words)), Style: "#area"}
	if day := dayOf(p.Date); day != "" {
		m.When = &kmlWhen{day}
	}
	for _, d := range []kmlDatum{
		{"kind", p.Kind}, {"id", p.ID}, {"place", p.Place}, {"level", p.Level}, {"radius_km", decimal(p.Radius)}, {"status", p.Status}, {"date", p.Date},
		{"actors", strings.Join(p.Actors, "; ")}, {"recipients", strings.Join(p.Recipients, "; ")}, {"on_word_of", p.Said},
		{"confidence", strconv.FormatFloat(p.Confidence, 'f', 2, 64)}, {"title", p.Title}, {"url", p.URL}, {"published", p.Published},
	} {
		if d.Value != "" {
			d.Value = clean(d.Value)
			m.Data = append(m.Data, d)
		}
	}
	switch a := p.area; {
	case len(a) == 1 && len(a[0]) == 1:
		m.Point = &kmlPoint{kmlRing(a[0])}
	case len(a) == 1:
		m.Polygon = &kmlPolygon{kmlRing(a[0])}
	default:
		m.Several = new(kmlSeveral)
		for _, ring := range a {
			m.Several.Polygons = append(m.Several.Polygons, kmlPolygon{kmlRing(ring)})
		}
	}
	return m
}

// kmlRing writes points as KML does: "lon,lat lon,lat".
func kmlRing(ring []point) string {
	var b strings.Builder
	for i, p := range ring {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(decimal(p[0]) + "," + decimal(p[1]))
	}
	return b.String()
}
