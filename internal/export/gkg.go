package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay"
)

// A GKG writes documents as the 27 columns of GDELT's Global Knowledge Graph
// 2.1, tab-separated without a head, one document a row. Offsets count
// characters. Counts are those of events that are said to have happened.
//
// Themes, tone, GCAM, pictures and videos are empty: hearsay computes none. A
// name that stands for a government is no location.
type GKG struct{ rows }

// NewGKG returns a writer to w.
func NewGKG(w io.Writer) *GKG { return &GKG{rows{w: w, columns: make([]string, 27), headed: true}} }

// Write appends r. The name under which the report was given is ignored.
func (x *GKG) Write(_ string, r *hearsay.Reading) error {
	s := newScene(r)
	g := gkg{s, converter{text: r.Document.Text, unit: CodePoints, marks: marksOf(r.Document.Text, CodePoints)}}
	kind, at := gdeltSource(&s.Document)
	counts, placedCounts := g.counts()
	locations, placed := g.locations()
	return x.add(strings.TrimPrefix(stamp(s.Document.Published)+"-", "-")+number(s.Document.ID.String()), stamp(s.Document.Published), kind, gdeltName(&s.Document), at,
		counts, placedCounts, "", "", locations, placed,
		strings.Join(s.named(hearsay.Person), ";"), g.mentions(hearsay.Person),
		strings.Join(s.named(hearsay.Organization), ";"), g.mentions(hearsay.Organization),
		"", g.dates(), "", "", "", "", "", g.quotations(),
		g.mentions(hearsay.Person, hearsay.Organization, hearsay.PlaceEntity, hearsay.OtherEntity), g.amounts(), "", g.extras())
}

// Close does nothing: every row is complete.
func (x *GKG) Close() error { return nil }

// gkg makes the cells of one row.
type gkg struct {
	*scene
	converter
}

// gkgCounts are GDELT's types of counts.
var gkgCounts = map[string]string{
	"dead": "KILL", "injured": "WOUND", "arrested": "ARREST", "abducted": "KIDNAP", "displaced": "DISPLACED", "crowd": "PROTEST",
}

// counts lists what was counted, with its place; the second list with offsets.
func (g *gkg) counts() (plain, offsets string) {
	var one, two []string
	for i := range g.Events {
		e := &g.Events[i]
		if !asserted(e) {
			continue
		}
		for _, c := range e.Counts {
			kind := gkgCounts[c.What]
			if kind == "" {
				continue
			}
			of := ""
			for _, r := range e.Recipients {
				of = listed(g.party(r).raw)
				break
			}
			text := strings.Join([]string{kind, decimal(c.Value), of, geoCell(g.placed(e), false)}, "#")
			one, two = append(one, text), append(two, text+"#"+strconv.Itoa(g.offset(c.Span.Start)))
		}
	}
	return strings.Join(one, ";"), strings.Join(two, ";")
}

// geoCell returns a place as the parts of GDELT's lists: type, name, country,
// division, (the division below it), latitude, longitude, feature.
func geoCell(p *hearsay.Place, below bool) string {
	cells := gdeltPlace(p)
	if !below {
		cells = slices.Delete(cells, 4, 5)
	}
	return strings.Join(cells, "#")
}

// locations lists the places, each once, and then each mention with its offset.
func (g *gkg) locations() (plain, offsets string) {
	var one, two []string
	for i := range g.Places {
		p := &g.Places[i]
		if p.Metonym || p.Level == "" { // GDELT lists what it knows the kind of
			continue
		}
		if text := geoCell(p, false); !slices.Contains(one, text) {
			one = append(one, text)
		}
		two = append(two, geoCell(p, true)+"#"+strconv.Itoa(g.offset(p.Span.Start)))
	}
	return strings.Join(one, ";"), strings.Join(two, ";")
}

// mentions lists the mentions by name of the entities of some kinds, as "Piet
// Lorrimer,212".
func (g *gkg) mentions(kinds ...hearsay.EntityKind) string {
	var all []string
	for _, m := range g.Mentions {
		if e := g.entity(m.Entity); e != nil && e.Named && m.Form == hearsay.Name && slices.Contains(kinds, e.Kind) {
			all = append(all, listed(e.Name)+","+strconv.Itoa(g.offset(m.Span.Start)))
		}
	}
	return strings.Join(all, ";")
}

// dates lists the dates that the text fixes: resolution (1 year, 2 month, 3
// day), month, day, year, offset.
func (g *gkg) dates() string {
	var all []string
	for _, t := range g.Times {
		if t.Type != "DATE" && t.Type != "TIME" {
			continue
		}
		month, year := monthAndYear(t.Value)
		day := dayOf(t.Value)
		if len(year) != 4 {
			continue
		}
		resolution, m, d := 1, 0, 0
		if month != "" {
			resolution = 2
			m, _ = strconv.Atoi(month[4:])
		}
		if day != "" {
			resolution = 3
			d, _ = strconv.Atoi(day[8:])
		}
		y, _ := strconv.Atoi(year)
		all = append(all, fmt.Sprintf("%d#%d#%d#%d#%d", resolution, m, d, y, g.offset(t.Span.Start)))
	}
	return strings.Join(all, ";")
}

// quotations lists what is quoted word for word: offset, length, the words of
// speaking, the words spoken, divided by "|", one after another by "#".
func (g *gkg) quotations() string {
	var all []string
	for _, a := range g.Attributions {
		if a.Mode != hearsay.Direct {
			continue
		}
		for _, c := range a.Content {
			start, end := g.offset(c.Start), g.offset(c.End)
			all = append(all, fmt.Sprintf("%d|%d|%s|%s", start, end-start, unbarred(a.Cue.Text), unbarred(c.Text)))
		}
	}
	return strings.Join(all, "#")
}

// unbarred returns a text without the signs that divide quotations.
func unbarred(s string) string { return clean(strings.NewReplacer("|", " ", "#", " ").Replace(s)) }

// amounts lists the numbers of all events: number, what is counted, offset.
func (g *gkg) amounts() string {
	var all []string
	for i := range g.Events {
		for _, c := range g.Events[i].Counts {
			all = append(all, fmt.Sprintf("%s,%s,%d", decimal(c.Value), listed(c.What), g.offset(c.Span.Start)))
		}
	}
	return strings.Join(all, ";")
}

// extras returns the elements that the last column holds.
func (g *gkg) extras() string {
	var b bytes.Buffer
	element := func(name, text string) {
		if text != "" {
			b.WriteString("<" + name + ">")
			xml.EscapeText(&b, []byte(clean(text)))
			b.WriteString("</" + name + ">")
		}
	}
	element("PAGE_AUTHORS", strings.Join(g.Document.Authors, ";"))
	element("PAGE_TITLE", g.Document.Title)
	return b.String()
}
