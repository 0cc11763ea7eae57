package export

import (
	"bytes"
	"encoding/json"
	"io"
	"reflect"
	"slices"
	"strings"

	"hearsay"
)

// A PLOVER writes events as JSON Lines in the fields of the PLOVER manual 2.0
// (Open Event Data Alliance, draft), one event a line, in the order of the text.
//
// PLOVER has no field for who says so, how sure it is, or where in the text a
// value stands. They are under "hearsay", a field of our own: on whose word
// (the chain, innermost source first), status, factuality, what date and place
// were taken from, and the receipts of trigger and counts. Offsets count
// characters, as the manual has it.
//
// An event that is not asserted to have happened carries the manual's auxiliary
// modes after its mode: "future", "hypothetical", "negation". Types that mean
// as much by themselves (AGREE, REQUEST, REJECT, THREATEN) go without.
type PLOVER struct{ w io.Writer }

// NewPLOVER returns a writer to w.
func NewPLOVER(w io.Writer) *PLOVER { return &PLOVER{w} }

// Write appends the events of r. The name under which the report was given is ignored.
func (p *PLOVER) Write(_ string, r *hearsay.Reading) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	s := newScene(r)
	c := converter{text: r.Document.Text, unit: CodePoints, marks: marksOf(r.Document.Text, CodePoints)}
	for i := range r.Events {
		event := s.plover(&r.Events[i])
		c.walk(reflect.ValueOf(&event).Elem())
		if err := e.Encode(event); err != nil {
			return err
		}
	}
	_, err := b.WriteTo(p.w)
	return err
}

// Close does nothing: every line is complete.
func (p *PLOVER) Close() error { return nil }

// The manual's fields that a Reading can fill, in its order.
type (
	ploverEvent struct {
		ID        string          `json:"id"`
		HasEvent  bool            `json:"has_event"`
		Date      string          `json:"date"`
		Time      string          `json:"time,omitempty"`
		EndDate   string          `json:"enddate,omitempty"`
		Actor     []ploverEntity  `json:"actor"`
		Recipient []ploverEntity  `json:"recipient"`
		Event     []string        `json:"event"`
		Location  *ploverLocation `json:"event_loc,omitempty"`
		EventText []string        `json:"event_text"`
		Quad      int             `json:"quad_code"`
		Scale     float64         `json:"event_scale"`
		Mode      []string        `json:"mode"`
		Context   []string        `json:"context"`
		Size      *ploverSize     `json:"size,omitempty"`
		Text      string          `json:"text"`
		TextInfo  ploverTextInfo  `json:"text_info"`
		Cite      ploverCite      `json:"cite_info"`
		Coder     string          `json:"coder"`
		Hearsay   ploverReceipts  `json:"hearsay"`
	}
	ploverEntity struct {
		Code           string `json:"code"`
		Sector         string `json:"sector"`
		EntityText     string `json:"entity_text"`
		IdentifierID   string `json:"identifier_id,omitempty"`
		IdentifierText string `json:"identifier_text,omitempty"`
	}
	ploverLocation struct {
		Extracted  string   `json:"extracted_place"`
		Resolved   string   `json:"resolved_place"`
		GeoNames   int      `json:"geonameid,omitempty"`
		Lat        *float64 `json:"lat"`
		Lon        *float64 `json:"lon"`
		Province   string   `json:"province,omitempty"`
		Country    string   `json:"country_code,omitempty"`
		Resolution int      `json:"resolution,omitempty"` // 5 within a city … 1 country
		RadiusKM   float64  `json:"radius_km,omitempty"`
		Relation   string   `json:"relation,omitempty"`
	}
	ploverSize struct {
		Dead     *float64 `json:"dead,omitempty"`
		Injured  *float64 `json:"injured,omitempty"`
		Arrested *float64 `json:"arrested,omitempty"`
	}
	ploverTextInfo struct {
		hearsay.Span
		Story string `json:"text_story"`
	}
	ploverCite struct {
		Publication string `json:"publication,omitempty"`
		Title       string `json:"title,omitempty"`
		URL         string `json:"url,omitempty"`
		Language    string `json:"language,omitempty"`
		Published   string `json:"published,omitempty"`
		Version     string `json:"version"` // of the model
	}
	ploverReceipts struct {
		Trigger    hearsay.Receipt     `json:"trigger"`
		Also       []hearsay.Receipt   `json:"also"`
		Said       []string            `json:"said"` // innermost first; empty: the document's own voice
		Status     string              `json:"status"`
		Factuality hearsay.Factuality  `json:"factuality"`
		Author     *hearsay.Factuality `json:"factuality_author,omitempty"`
		TimeFrom   string              `json:"time_from"`
		PlaceFrom  string              `json:"place_from"`
		Counts     []hearsay.Count     `json:"counts"`
		CAMEO      string              `json:"cameo,omitempty"`
		Confidence float64             `json:"confidence"`
	}
)

// plover returns e in the manual's fields, with offsets in bytes.
func (s *scene) plover(e *hearsay.Event) ploverEvent {
	text, _ := s.sentence(e.Trigger.Span)
	out := ploverEvent{
		ID: s.Document.ID.String() + "#" + e.ID.String(), HasEvent: true, Event: []string{e.Type}, EventText: []string{e.Trigger.Text},
		Quad: e.Quad, Scale: e.Scale, Mode: nonEmpty(e.Mode), Context: e.Contexts,
		Actor: s.ploverEntities(e.Actors), Recipient: s.ploverEntities(e.Recipients), Location: s.ploverLocation(e.Place), Size: sizeOf(e.Counts),
		Text: text.Text, TextInfo: ploverTextInfo{Span: text.Span, Story: s.Document.ID.String()},
		Cite:  ploverCite{s.Document.Outlet, s.Document.Title, s.Document.URL, s.Document.Language, s.Document.Published.Value, s.Hearsay.Model},
		Coder: "hearsay " + s.Hearsay.Reading,
		Hearsay: ploverReceipts{
			Trigger: e.Trigger, Also: e.Also, Status: e.Status, Factuality: e.Factuality, Author: e.FactualityAuthor,
			TimeFrom: e.Time.From, PlaceFrom: e.Place.From, Counts: e.Counts, CAMEO: e.CAMEO, Confidence: degree(e.Confidence),
		},
	}
	out.Date, out.Time, _ = strings.Cut(e.Time.Value, "T")
	if e.Time.End != e.Time.Value {
		out.EndDate = e.Time.End
	}
	for _, a := range s.Chain(e.Said) {
		name, _ := s.wordOf(a.ID)
		out.Hearsay.Said = append(out.Hearsay.Said, strings.Trim(name, "“”"))
	}
	if a := auxiliary(e); a != "" {
		out.Mode = append(out.Mode, a)
	}
	return out
}

func (s *scene) ploverEntities(roles []hearsay.Role) []ploverEntity {
	var all []ploverEntity
	for _, r := range roles {
		p := ploverEntity{Code: r.Country, Sector: r.Sector}
		if m := s.mention(r.Mention); m != nil {
			p.EntityText = m.Span.Text
		}
		if e := s.entity(r.Entity); e != nil {
			p.IdentifierID, p.IdentifierText = e.Wikidata, e.Name
		}
		all = append(all, p)
	}
	return all
}

// resolutions are the manual's numbers for how near a place is known.
var resolutions = map[string]int{"facility": 5, "populated place": 4, "district": 3, "province": 2, "country": 1}

func (s *scene) ploverLocation(at hearsay.EventPlace) *ploverLocation {
	if at.Ref < 1 || int(at.Ref) > len(s.Places) {
		return nil
	}
	p := s.Places[at.Ref-1]
	return &ploverLocation{p.Span.Text, p.Name, p.GeoNames, p.Lat, p.Lon, p.Admin1, p.Country, resolutions[p.Level], p.RadiusKM, p.Relation}
}

// sizeOf returns the numbers of dead, injured and arrested, nil if none is given.
func sizeOf(counts []hearsay.Count) *ploverSize {
	var size ploverSize
	for i := range counts {
		switch c := &counts[i]; c.What {
		case "dead":
			size.Dead = &c.Value
		case "injured":
			size.Injured = &c.Value
		case "arrested":
			size.Arrested = &c.Value
		}
	}
	if size == (ploverSize{}) {
		return nil
	}
	return &size
}

// auxiliary returns the manual's mode for what is not asserted to have happened.
func auxiliary(e *hearsay.Event) string {
	switch e.Status {
	case "denied", "not-happened":
		return "negation"
	case "hypothetical":
		return "hypothetical"
	case "planned", "predicted", "demanded", "threatened":
		if slices.Contains([]string{"AGREE", "REQUEST", "REJECT", "THREATEN"}, e.Type) {
			return ""
		}
		return "future"
	}
	return ""
}
