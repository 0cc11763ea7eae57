package export

import (
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"math"
	"strconv"
	"strings"

	"hearsay"
)

// A STIX writes Readings as a bundle of STIX 2.1:
//
//   - a report for each document, which refers to all that was found in it;
//   - an identity for its outlet and each entity that takes part or speaks, a
//     location for each place with a pin or a country, the same in all documents;
//   - a note for each attribution and each event, about those identities and
//     locations. What a source said is a note about the source: STIX's authors
//     are those who made the note.
//
// Confidence is the program's in having read the text right, 1 to 100, not a
// grade of the source: STIX has no field for one. Values that STIX has no field
// for are labels ("plover:ASSAULT", "status:denied").
//
// The same text makes the same file. Ids are UUIDs of version 5; named entities
// have the same in all documents. Without a clock, objects have the date of
// publication for created. STIX has no word for a time that is not known: those of
// no one document, like all of documents whose date is not known, have the
// beginning of Unix time and the label "date:unknown".
type STIX struct {
	list jsonList
	seen map[space]bool
	id   hash.Hash // over the ids of all objects
}

// stixEpoch stands for a time that is not known.
const stixEpoch = "1970-01-01T00:00:00.000Z"

// stixSpace is the namespace of our ids. STIX reserves one of its own for the ids of
// observables, which must not be used for others.
var stixSpace = ours.of("stix")

// NewSTIX returns a writer to w.
func NewSTIX(w io.Writer) *STIX {
	return &STIX{jsonList{w: w, head: "{\n \"type\": \"bundle\",\n \"objects\": ["}, map[space]bool{}, sha1.New()}
}

// Write appends the objects of r. A document that was written before is left
// out. The name under which the report was given is ignored.
func (x *STIX) Write(_ string, r *hearsay.Reading) error {
	s := stixScene{scene: newScene(r), made: stixDate(r.Document.Published), identities: map[hearsay.EntityID]string{}}
	for _, o := range s.all() {
		if id := stixSpace.of(o.ID); !x.seen[id] {
			x.seen[id] = true
			if o.Created == stixEpoch {
				o.Labels = append(o.Labels, "date:unknown")
			}
			io.WriteString(x.id, o.ID)
			if err := x.list.add(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close ends the bundle, whose id follows from those of its objects. It does not
// close the underlying writer.
func (x *STIX) Close() error {
	id := stixSpace.of("bundle " + hex.EncodeToString(x.id.Sum(nil)))
	return x.list.end(fmt.Sprintf(" ],\n \"id\": \"bundle--%v\"\n}", id))
}

// A stixObject is any of the types that are written; which fields it has
// follows from the type.
type stixObject struct {
	Type        string         `json:"type"`
	Spec        string         `json:"spec_version"`
	ID          string         `json:"id"`
	By          string         `json:"created_by_ref,omitempty"`
	Created     string         `json:"created"`
	Modified    string         `json:"modified"`
	Name        string         `json:"name,omitempty"`
	Description string         `json:"description,omitempty"`
	Class       string         `json:"identity_class,omitempty"`
	Abstract    string         `json:"abstract,omitempty"`
	Content     string         `json:"content,omitempty"`
	Published   string         `json:"published,omitempty"`
	Country     string         `json:"country,omitempty"`
	Area        string         `json:"administrative_area,omitempty"`
	Latitude    *float64       `json:"latitude,omitempty"`
	Longitude   *float64       `json:"longitude,omitempty"`
	Precision   float64        `json:"precision,omitempty"` // metres
	Labels      []string       `json:"labels,omitempty"`
	Confidence  int            `json:"confidence,omitempty"`
	Language    string         `json:"lang,omitempty"`
	External    []stixExternal `json:"external_references,omitempty"`
	Refs        []string       `json:"object_refs,omitempty"`
}

type stixExternal struct {
	Source string            `json:"source_name"`
	ID     string            `json:"external_id,omitempty"`
	URL    string            `json:"url,omitempty"`
	Hashes map[string]string `json:"hashes,omitempty"`
}

// A stixScene makes the objects of one document.
type stixScene struct {
	*scene
	made       string // when its objects were created
	objects    []stixObject
	refs       []string // of all that the report refers to, each once
	identities map[hearsay.EntityID]string
	places     []string // by index; "" for a place without a location
}

// object returns an object of a type, whose id follows from key.
func object(kind, key, made string) stixObject {
	return stixObject{Type: kind, Spec: "2.1", ID: kind + "--" + stixSpace.of(kind+" "+key).String(), By: stixMaker, Created: made, Modified: made}
}

// stixMaker is the id of the identity of the program.
var stixMaker = "identity--" + stixSpace.of("identity hearsay").String()

// stixDate returns a date of publication as a time, at the beginning of the day,
// month or year if that is all that is known.
func stixDate(d hearsay.Date) string {
	if t, ok := moment(d); ok {
		return t.Format("2006-01-02T15:04:05.000Z")
	}
	parts := append(dateParts(d), 1, 1)
	if len(parts) < 3 || d.Value == "" {
		return stixEpoch
	}
	return fmt.Sprintf("%04d-%02d-%02dT00:00:00.000Z", parts[0], parts[1], parts[2])
}

// percent returns a confidence as STIX has it, whose 0 says that there is none
// at all.
func percent(confidence float64) int {
	if confidence <= 0 {
		return 0 // left out
	}
	return max(1, int(math.Round(confidence*100)))
}

func (s *stixScene) add(o stixObject) string {
	s.objects = append(s.objects, o)
	s.refs = append(s.refs, o.ID)
	return o.ID
}

// all returns the objects of the document, the report last.
func (s *stixScene) all() []stixObject {
	maker := object("identity", "hearsay", stixEpoch)
	maker.Name, maker.Class = "hearsay", "system"
	s.objects = append(s.objects, maker)

	d := &s.Document
	report := object("report", d.ID.String(), s.made)
	report.Name, report.Published, report.Language = clean(d.Title), s.made, d.Language
	if report.Name == "" {
		report.Name = "Without a headline"
	}
	if report.Language == "und" {
		report.Language = ""
	}
	text := stixExternal{Source: "text", ID: address(d), URL: uri(d.URL), Hashes: map[string]string{"SHA-256": d.ID.String()}}
	if d.Outlet != "" {
		text.Source = clean(d.Outlet)
		outlet := object("identity", "organization "+folded(d.Outlet), stixEpoch)
		outlet.Name, outlet.Class = clean(d.Outlet), "organization"
		s.add(outlet)
	}
	report.External = []stixExternal{text}
	for i := range s.Places {
		s.places = append(s.places, s.location(&s.Places[i]))
	}
	for i := range s.Attributions {
		s.said(report.ID, &s.Attributions[i])
	}
	for i := range s.Events {
		s.event(report.ID, &s.Events[i])
	}
	for i, f := range s.Findings {
		note := object("note", fmt.Sprintf("%v finding %d", d.ID, i+1), s.made)
		note.Abstract, note.Content, note.Labels, note.Refs = f.Kind, clean(f.Text), []string{"finding:" + f.Kind}, []string{report.ID}
		s.objects = append(s.objects, note)
	}
	report.Refs = distinct(s.refs)
	if len(report.Refs) == 0 {
		report.Refs = []string{stixMaker} // STIX wants one, and nothing was found
	}
	return append(s.objects, report)
}

// distinct returns the first of each of ids.
func distinct(ids []string) []string {
	seen := map[string]bool{}
	var all []string
	for _, id := range ids {
		if id != "" && !seen[id] {
			seen[id] = true
			all = append(all, id)
		}
	}
	return all
}

// identity returns the id of an entity's identity, made at its first use; ""
// for none. Those without a name are of the document alone.
func (s *stixScene) identity(id hearsay.EntityID) string {
	e := s.entity(id)
	if e == nil {
		return ""
	}
	if known, ok := s.identities[id]; ok {
		return known
	}
	key, made := e.Kind.String()+" "+folded(e.Name), stixEpoch
	if !e.Named {
		key, made = s.Document.ID.String()+" "+e.ID.String(), s.made
	}
	o := object("identity", key, made)
	o.Name, o.Class = clean(e.Name), "unknown"
	if o.Name == "" {
		o.Name = e.ID.String()
	}
	switch e.Kind {
	case hearsay.Person:
		o.Class = "individual"
	case hearsay.Organization:
		o.Class = "organization"
	case hearsay.Group:
		o.Class = "group"
	case hearsay.Nationality:
		o.Class = "class"
	}
	// What differs between documents is no part of a named entity, whose object
	// is one for all.
	if !e.Named {
		o.Labels = []string{"unnamed"}
	}
	s.identities[id] = s.add(o)
	return o.ID
}

// location returns the id of a place's location, "" if it has neither a pin nor
// a country that STIX can hold.
func (s *stixScene) location(p *hearsay.Place) string {
	o := object("location", "", stixEpoch)
	o.Name, o.Country, o.Area = clean(p.Name), alpha2(p.Country), clean(p.Admin1)
	o.Latitude, o.Longitude = p.Lat, p.Lon
	if p.Lat != nil {
		o.Precision = math.Round(p.RadiusKM * 1000)
	}
	if p.Lat == nil && o.Country == "" {
		return ""
	}
	// One place is one object in all documents. How sure a document's mention of it
	// is, is no part of it.
	o.ID = object("location", strings.Join([]string{o.Name, o.Country, o.Area, coordinate(p.Lat), coordinate(p.Lon), decimal(o.Precision), strconv.Itoa(p.GeoNames)}, "|"), "").ID
	if p.GeoNames > 0 {
		o.External = []stixExternal{{Source: "GeoNames", ID: fmt.Sprint(p.GeoNames), URL: fmt.Sprintf("https://sws.geonames.org/%d/", p.GeoNames)}}
	}
	return s.add(o)
}

func (s *stixScene) said(report string, a *hearsay.Attribution) {
	o := object("note", fmt.Sprintf("%v %v", s.Document.ID, a.ID), s.made)
	name, _ := s.wordOf(a.ID)
	var content []string
	for _, c := range a.Content {
		content = append(content, clean(c.Text))
	}
	o.Abstract, o.Content, o.Confidence = s.saying(name, a), strings.Join(content, " … "), percent(a.Confidence)
	o.Labels = []string{"act:" + a.Act.String(), "mode:" + a.Mode.String()}
	if a.Negated {
		o.Labels = append(o.Labels, "negated")
	}
	if a.Anonymous {
		o.Labels = append(o.Labels, "unnamed-source")
	}
	o.Refs = distinct([]string{report, s.identity(s.source(a.ID))})
	s.add(o)
}

func (s *stixScene) event(report string, e *hearsay.Event) {
	o := object("note", fmt.Sprintf("%v %v", s.Document.ID, e.ID), s.made)
	name, _ := s.wordOf(e.Said)
	o.Abstract = strings.TrimSpace(e.Type+" "+e.Mode) + ", on the word of " + name
	o.Content = s.sentenceOf(e)
	o.Confidence = percent(e.Confidence)
	o.Labels = []string{"plover:" + e.Type}
	for _, l := range []struct{ kind, value string }{{"mode", e.Mode}, {"status", e.Status}, {"factuality", e.Factuality.Label}, {"time", e.Time.Value}} {
		if l.value != "" {
			o.Labels = append(o.Labels, l.kind+":"+l.value)
		}
	}
	refs := []string{report}
	for _, roles := range [][]hearsay.Role{e.Actors, e.Recipients} {
		for _, r := range roles {
			refs = append(refs, s.identity(r.Entity))
		}
	}
	if e.Place.Ref > 0 {
		refs = append(refs, s.places[e.Place.Ref-1])
	}
	o.Refs = distinct(refs)
	s.add(o)
}
