package export

import (
	"cmp"
	"io"
	"strconv"
	"strings"

	"hearsay"
)

// A POLECAT writes events as the tab-separated values of the POLECAT data set
// (2023), 40 columns under their names, one event a row; several actors or
// recipients stand in one cell, divided by semicolons. Only what is said to
// have happened is written. Left empty: Actor Title of whom the text does not
// describe, District, and whatever the text does not say.
type POLECAT struct{ rows }

// NewPOLECAT returns a writer to w.
func NewPOLECAT(w io.Writer) *POLECAT {
	return &POLECAT{rows{w: w, columns: strings.Split("Event ID,Event Date,Event Type,Event Mode,Intensity,Quad Code,Contexts,"+
		"Actor Name,Actor Country,Actor COW,Primary Actor Sector,Actor Sectors,Actor Title,Actor Name Raw,Wikipedia Actor ID,"+
		"Recipient Name,Recipient Country,Recipient COW,Primary Recipient Sector,Recipient Sectors,Recipient Title,Recipient Name Raw,Wikipedia Recipient ID,"+
		"Placename,City,District,Province,Country,Latitude,Longitude,GeoNames ID,Raw Placename,Feature Type,"+
		"Source,Publication Date,Story People,Story Organizations,Story Locations,Language,Version", ",")}}
}

// Write appends the events of r. The name under which the report was given is ignored.
func (x *POLECAT) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	people := strings.Join(s.named(hearsay.Person), "; ")
	bodies := strings.Join(s.named(hearsay.Organization), "; ")
	places := strings.Join(s.named(hearsay.PlaceEntity), "; ")
	for i := range s.Events {
		e := &s.Events[i]
		if !asserted(e) {
			continue
		}
		row := []string{number(s.Document.ID.String() + "#" + e.ID.String()), dayOf(e.Time.Value), e.Type, e.Mode, decimal(e.Scale), strconv.Itoa(e.Quad), strings.Join(e.Contexts, "; ")}
		row = append(row, s.polecatSide(e.Actors)...)
		row = append(row, s.polecatSide(e.Recipients)...)
		row = append(row, polecatPlace(s.placed(e))...)
		row = append(row, cmp.Or(s.Document.Outlet, s.Document.URL), cmp.Or(dayOf(s.Document.Published.Value), s.Document.Published.Value), people, bodies, places, s.Document.Language, "hearsay "+s.Hearsay.Reading)
		if err := x.add(row...); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the columns' names if there was no event.
func (x *POLECAT) Close() error { return x.head() }

// polecatSide returns the eight cells of one side of an event.
func (s *scene) polecatSide(roles []hearsay.Role) []string {
	var name, country, cow, sectors, title, raw, id []string
	for _, r := range roles {
		p := s.party(r)
		name, country, cow = append(name, listed(p.name)), append(country, cmp.Or(countryName(p.country), p.country)), append(cow, countries[p.country].cow)
		sectors, title, raw, id = append(sectors, p.sector), append(title, listed(p.title)), append(raw, listed(p.raw)), append(id, p.id)
	}
	primary := ""
	if len(sectors) > 0 {
		primary = sectors[0]
	}
	return []string{cell(name), cell(country), cell(cow), primary, cell(sectors), cell(title), cell(raw), cell(id)}
}

// cell lists items in one cell. Those of one position belong together across
// the cells of a side, so a missing one is empty; if all are, the cell is.
func cell(items []string) string {
	if strings.Join(items, "") == "" {
		return ""
	}
	return strings.Join(items, "; ")
}

// polecatPlace returns the ten cells of a place.
func polecatPlace(p *hearsay.Place) []string {
	if p == nil {
		return make([]string, 10)
	}
	city, province, geonames := "", p.Admin1, ""
	switch p.Level {
	case "populated place":
		city = p.Name
	case "province":
		province = p.Name
	}
	if p.GeoNames != 0 {
		geonames = strconv.Itoa(p.GeoNames)
	}
	return []string{p.Name, city, "", province, countryName(p.Country), coordinate(p.Lat), coordinate(p.Lon), geonames, p.Span.Text, p.Level}
}
