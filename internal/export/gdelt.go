package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// A GDELTEvents writes events as the 61 columns of GDELT 2.0's table of events,
// tab-separated without a head, one row for each pair of actor and recipient.
// Only what is said to have happened is written.
//
// DATEADDED is the time of publication, for the program keeps no clock. Empty
// are AvgTone, which hearsay does not compute, the places of actors, ethnic and
// religious codes, the codes of divisions below countries, and an SQLDATE that
// the text leaves open. Countries of places are FIPS 10-4 codes, of actors ISO
// 3166-1 alpha-3, as in GDELT.
type GDELTEvents struct{ rows }

// NewGDELTEvents returns a writer to w.
func NewGDELTEvents(w io.Writer) *GDELTEvents {
	return &GDELTEvents{rows{w: w, columns: make([]string, 61), headed: true}}
}

// Write appends the events of r. The name under which the report was given is ignored.
func (x *GDELTEvents) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	added := stamp(s.Document.Published)
	_, source := gdeltSource(&s.Document)
	for d := range s.dyads {
		day := strings.ReplaceAll(dayOf(d.Time.Value), "-", "")
		month, year := monthAndYear(d.Time.Value)
		row := []string{number(s.key(d)), day, month, year, fraction(day)}
		row = append(row, gdeltActor(d.actor)...)
		row = append(row, gdeltActor(d.target)...)
		mentions := strconv.Itoa(1 + len(d.Also))
		row = append(row, truth(s.leads(d.Event)), d.cameo, baseOf(d.cameo), rootOf(d.cameo), strconv.Itoa(cameoQuad(d.cameo)), decimal(intensity(d.cameo)), mentions, "1", "1", "")
		row = append(row, gdeltPlace(nil)...)
		row = append(row, gdeltPlace(nil)...)
		row = append(row, gdeltPlace(d.place)...)
		if err := x.add(append(row, added, source)...); err != nil {
			return err
		}
	}
	return nil
}

// Close does nothing: every row is complete.
func (x *GDELTEvents) Close() error { return nil }

// A GDELTMentions writes the mentions of events as the 16 columns of GDELT
// 2.0's table of mentions: one row for each mention of each row of
// [GDELTEvents], under the same id. Offsets count characters. MentionDocTone is
// empty: a Reading has none.
type GDELTMentions struct{ rows }

// NewGDELTMentions returns a writer to w.
func NewGDELTMentions(w io.Writer) *GDELTMentions {
	return &GDELTMentions{rows{w: w, columns: make([]string, 16), headed: true}}
}

// Write appends the mentions in r. The name under which the report was given is ignored.
func (x *GDELTMentions) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	c := converter{text: r.Document.Text, unit: CodePoints, marks: marksOf(r.Document.Text, CodePoints)}
	offset := func(at int) string {
		if at < 0 {
			return "-1"
		}
		return strconv.Itoa(c.offset(at))
	}
	kind, at := gdeltSource(&s.Document)
	for d := range s.dyads {
		when := strings.ReplaceAll(dayOf(d.Time.Value), "-", "")
		if when != "" {
			when += "000000"
		}
		for _, m := range append([]hearsay.Receipt{d.Trigger}, d.Also...) {
			err := x.add(number(s.key(d)), when, stamp(s.Document.Published), kind, gdeltName(&s.Document), at, s.sentenceNumber(m.Span),
				offset(d.actor.at), offset(d.target.at), offset(m.Start), "1", strconv.Itoa(int(d.Confidence*100+.5)), offset(len(s.Document.Text)), "", "", "")
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// Close does nothing: every row is complete.
func (x *GDELTMentions) Close() error { return nil }

// gdeltActor returns the ten cells of an actor.
func gdeltActor(p party) []string {
	country, group, kind := "", "", cameoTypes[p.sector]
	switch _, state := countries[p.country]; {
	case state:
		country = p.country
	case p.country == "UNO":
		group, kind = "UNO", "IGO"
	case cameoTypes[p.country] != "":
		kind = p.country
	}
	return []string{country + kind + group, strings.ToUpper(p.name), country, group, "", "", "", kind, "", ""}
}

// gdeltPlace returns the eight cells of a place.
func gdeltPlace(p *hearsay.Place) []string {
	if p == nil {
		return []string{"0", "", "", "", "", "", "", ""}
	}
	g := gdeltWhere(p)
	return []string{g.kind, g.name, g.country, g.division, "", coordinate(p.Lat), coordinate(p.Lon), g.feature}
}

// A gdeltGeo is a place in GDELT's codes.
type gdeltGeo struct{ kind, name, country, division, feature string }

// gdeltWhere returns GDELT's type of a place (1 country, 2 state of the United
// States, 3 city there, 4 city of the world, 5 state of the world), its name
// with those of what it lies in, and its codes. The first-order division of a
// country as a whole is the country, as in GDELT.
func gdeltWhere(p *hearsay.Place) gdeltGeo {
	g := gdeltGeo{kind: "4", country: countries[p.Country].fips}
	names := []string{p.Name}
	switch usa := p.Country == "USA"; {
	case p.Level == "": // a name and no more
		g.kind = "0"
	case p.Level == "country":
		g.kind, g.division, g.feature = "1", g.country, g.country
	case p.Level == "province" && usa:
		g.kind = "2"
	case p.Level == "province":
		g.kind = "5"
	case usa:
		g.kind = "3"
	}
	if p.Level != "country" {
		if p.Level != "province" && p.Admin1 != "" {
			names = append(names, p.Admin1)
		}
		if n := countryName(p.Country); n != "" {
			names = append(names, n)
		}
	}
	for i, n := range names {
		names[i] = listed(n)
	}
	g.name = strings.Join(names, ", ")
	return g
}

// gdeltSource returns GDELT's type of a source, 1 the web, 2 a citation alone,
// and what identifies the document there.
func gdeltSource(d *hearsay.Document) (kind, at string) {
	if strings.HasPrefix(d.URL, "http://") || strings.HasPrefix(d.URL, "https://") {
		return "1", d.URL
	}
	cite := slices.DeleteFunc([]string{d.Outlet, d.Title, d.Published.Value}, func(s string) bool { return s == "" })
	return "2", clean(strings.Join(cite, " | "))
}

// gdeltName returns the domain of the document's address, or its outlet.
func gdeltName(d *hearsay.Document) string {
	if kind, at := gdeltSource(d); kind == "1" {
		_, host, _ := strings.Cut(at, "://")
		host, _, _ = strings.Cut(host, "/")
		return strings.TrimPrefix(host, "www.")
	}
	return d.Outlet
}

// leads reports whether e is told in the first paragraph below the headline.
func (s *scene) leads(e *hearsay.Event) bool {
	for _, b := range s.Document.Blocks {
		if b.Kind == hearsay.Paragraph {
			return b.Span.Contains(e.Trigger.Span)
		}
	}
	return false
}

func truth(b bool) string {
	if b {
		return "1"
	}
	return "0"
}

// stamp returns a time of publication as YYYYMMDDHHMMSS, "" if the day is not known.
func stamp(d hearsay.Date) string {
	if t, ok := moment(d); ok {
		return t.Format("20060102150405")
	}
	return ""
}

// monthAndYear returns YYYYMM and YYYY of a value as far as it says them.
func monthAndYear(value string) (month, year string) {
	date, _, _ := strings.Cut(value, "T")
	digits := strings.ReplaceAll(date, "-", "")
	if strings.Trim(digits, "0123456789") != "" {
		return "", ""
	}
	if len(digits) >= 6 {
		month = digits[:6]
	}
	if len(digits) >= 4 {
		year = digits[:4]
	}
	return month, year
}

// fraction returns a day YYYYMMDD as a year with its fraction, months of 30 days
// in a year of 365: 2015-02-18 is 2015.1315, as in GDELT's files. (Its codebook
// forgets that January is no month gone by.)
func fraction(day string) string {
	if day == "" {
		return ""
	}
	month, _ := strconv.Atoi(day[4:6])
	n, _ := strconv.Atoi(day[6:])
	year, _ := strconv.Atoi(day[:4])
	return fmt.Sprintf("%.4f", float64(year)+min(float64((month-1)*30+n)/365, .9999))
}
