package export

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"

	"hearsay"
)

// A GeoJSON writes places and the events at them as one FeatureCollection (RFC
// 7946), one feature a line. A place is the area that it may be in, a polygon
// around the pin as wide as its radius_km; only a pin without a radius is a
// point. Places without a pin, and names that stand for governments, are left
// out: nothing is put on the map that the text does not put there.
//
// Every event with a pin is a feature of the kind "event", whatever its status;
// a place with a pin where nothing happened is one of the kind "place".
type GeoJSON struct {
	w io.Writer
	n int // features written
}

// NewGeoJSON returns a writer to w.
func NewGeoJSON(w io.Writer) *GeoJSON { return &GeoJSON{w: w} }

// A spot is what a map shows: an event, or a place alone.
type spot struct {
	Kind       string   `json:"kind"` // event, place
	ID         string   `json:"id"`   // document and record
	Place      string   `json:"place"`
	Words      string   `json:"place_text"`
	Level      string   `json:"level"`
	Country    string   `json:"country,omitempty"`
	Radius     float64  `json:"radius_km"`
	Relation   string   `json:"relation,omitempty"`
	PlaceFrom  string   `json:"place_from,omitempty"`
	Type       string   `json:"type,omitempty"`
	Mode       string   `json:"mode,omitempty"`
	Status     string   `json:"status,omitempty"`
	Date       string   `json:"date,omitempty"`
	DateFrom   string   `json:"date_from,omitempty"`
	Actors     []string `json:"actors,omitempty"`
	Recipients []string `json:"recipients,omitempty"`
	Dead       *float64 `json:"dead,omitempty"`
	Injured    *float64 `json:"injured,omitempty"`
	Said       string   `json:"on_word_of,omitempty"`
	Trigger    string   `json:"trigger,omitempty"`
	Text       string   `json:"text,omitempty"`
	Confidence float64  `json:"confidence"` // of the place, for an event of the event
	Title      string   `json:"title"`
	URL        string   `json:"url,omitempty"`
	Outlet     string   `json:"outlet,omitempty"`
	Published  string   `json:"published,omitempty"`

	area area
}

// spots returns what a map shows of a Reading: the events in the order of the
// text, then the places where none is.
func (s *scene) spots() []spot {
	var all []spot
	used := make([]bool, len(s.Places)+1)
	for i := range s.Events {
		e := &s.Events[i]
		p := s.placed(e)
		if p == nil || p.Lat == nil || p.Lon == nil {
			continue
		}
		used[p.ID] = true
		x := s.spot(p)
		x.Kind, x.ID, x.PlaceFrom = "event", s.Document.ID.String()+"#"+e.ID.String(), e.Place.From
		x.Type, x.Mode, x.Status, x.Confidence = e.Type, e.Mode, e.Status, degree(e.Confidence)
		x.Date, x.DateFrom = e.Time.Value, e.Time.From
		x.Trigger, x.Text = e.Trigger.Text, s.sentenceOf(e)
		for _, r := range e.Actors {
			x.Actors = append(x.Actors, s.party(r).name)
		}
		for _, r := range e.Recipients {
			x.Recipients = append(x.Recipients, s.party(r).name)
		}
		if size := sizeOf(e.Counts); size != nil {
			x.Dead, x.Injured = size.Dead, size.Injured
		}
		word, _ := s.wordOf(e.Said)
		x.Said = strings.Trim(word, "“”")
		all = append(all, x)
	}
	for i := range s.Places {
		p := &s.Places[i]
		if p.Metonym || used[p.ID] || p.Lat == nil || p.Lon == nil {
			continue
		}
		x := s.spot(p)
		x.Kind, x.ID, x.Confidence = "place", s.Document.ID.String()+"#"+p.ID.String(), degree(p.Confidence)
		all = append(all, x)
	}
	return all
}

func (s *scene) spot(p *hearsay.Place) spot {
	d := &s.Document
	return spot{Place: p.Name, Words: p.Span.Text, Level: p.Level, Country: p.Country, Radius: p.RadiusKM, Relation: p.Relation,
		Title: d.Title, URL: d.URL, Outlet: d.Outlet, Published: d.Published.Value, area: circle(*p.Lat, *p.Lon, p.RadiusKM)}
}

// A geometry is one of GeoJSON.
type geometry struct {
	Type        string `json:"type"`
	Coordinates any    `json:"coordinates"`
}

func (a area) geometry() geometry {
	switch {
	case len(a) == 1 && len(a[0]) == 1:
		return geometry{"Point", a[0][0]}
	case len(a) == 1:
		return geometry{"Polygon", a}
	}
	var polygons []area
	for _, ring := range a {
		polygons = append(polygons, area{ring})
	}
	return geometry{"MultiPolygon", polygons}
}

// Write appends the features of r. The name under which the report was given is ignored.
func (x *GeoJSON) Write(_ string, r *hearsay.Reading) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for _, p := range newScene(r).spots() {
		b.WriteString(x.before())
		feature := struct {
			Type       string   `json:"type"`
			ID         string   `json:"id"`
			Geometry   geometry `json:"geometry"`
			Properties spot     `json:"properties"`
		}{"Feature", p.ID, p.area.geometry(), p}
		if err := e.Encode(feature); err != nil {
			return err
		}
		b.Truncate(b.Len() - 1) // the line feed, which a comma may need to precede
		x.n++
	}
	_, err := b.WriteTo(x.w)
	return err
}

// before returns what stands before the next feature.
func (x *GeoJSON) before() string {
	if x.n == 0 {
		return `{"type":"FeatureCollection","features":[` + "\n"
	}
	return ",\n"
}

// Close ends the collection. It does not close the underlying writer.
func (x *GeoJSON) Close() error {
	end := "\n]}\n"
	if x.n == 0 {
		end = `{"type":"FeatureCollection","features":[]}` + "\n"
	}
	_, err := io.WriteString(x.w, end)
	return err
}
