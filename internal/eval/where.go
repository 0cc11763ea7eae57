package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"math"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/calibrate"
	"hearsay/internal/gazetteer"
	"hearsay/internal/lexicon"
	"hearsay/internal/neural"
	"hearsay/internal/where"
)

// tolerance is how far off a pin may be to count as right, in km: 100 miles, as
// in the literature.
const tolerance = 161

// folds is into how many parts documents are divided: each is resolved with
// weights fitted on the others.
const folds = 5

// places adds the rows of places. On the annotator's names: how many pins are
// within 161 km, how many are so or have the annotator's id, and the error in
// km. End to end, from the text alone: which names are found, and which with a
// pin within 161 km. Every document is resolved with weights that were fitted
// without it. Only places that the annotators gave a pin count, except for
// finding names.
func (e *evaluation) places(fsys fs.FS, m *neural.Model, wanted func(corpus string) bool) error {
	if e.gazetteer == nil {
		return errors.New("places: no gazetteer")
	}
	docs, err := readAllGazetted(fsys, m)
	if err != nil {
		return err
	}
	weights := make([]*where.Weights, folds)
	for f := range folds {
		var rest []*gazettedDoc
		for i, d := range docs {
			if i%folds != f {
				rest = append(rest, d)
			}
		}
		weights[f] = fitWhere(rest, e.gazetteer)
	}
	for _, c := range placeCorpora {
		if !wanted(c.name) {
			continue
		}
		var s placeScores
		for i, d := range docs {
			if d.Corpus == c.name {
				s.add(e, d, where.Options{Weights: weights[i%folds]})
			}
		}
		s.rows(e, c.name)
	}
	return nil
}

// placeScores are tallies, one a document.
type placeScores struct {
	within, same, km, town []Tally
	names, pins            []Tally
	places, placePins      []Tally // without words for peoples
}

func (s *placeScores) add(e *evaluation, d *gazettedDoc, o where.Options) {
	within, same, town, km := Tally{0, 0, 0}, Tally{0, 0, 0}, Tally{0, 0, 0}, Tally{}
	for i, p := range where.Given(d.doc, d.spans, e.gazetteer, o) {
		gold := &d.gold[i]
		if !gold.Pinned {
			continue
		}
		away := float64(farthest)
		if p.Lat != nil {
			away = gazetteer.Distance(gold.Lat, gold.Lon, *p.Lat, *p.Lon)
		}
		id := gold.GeoNames != 0 && p.GeoNames == gold.GeoNames
		count(within, away <= tolerance)
		count(same, away <= tolerance || id)
		if p.Level != "country" {
			count(town, away <= tolerance)
		}
		km = append(km, away)
		if away > tolerance && !id && e.errors != nil {
			kind := "far"
			if p.Lat == nil {
				kind = "unknown"
			}
			var cs []string
			for _, c := range p.Candidates {
				cs = append(cs, fmt.Sprintf("%s %.2f", c.Name, c.Score))
			}
			e.errors.add("where: "+kind+" "+d.Corpus, gold.Name, fmt.Sprintf("%s: %.0f km, gold %.1f,%.1f id %d, %s, %s", around(d.Text, gold.Span), away, gold.Lat, gold.Lon, gold.GeoNames, p.Level, strings.Join(cs, "; ")))
		}
	}
	s.within, s.same, s.town, s.km = append(s.within, within), append(s.same, same), append(s.town, town), append(s.km, km)
	s.endToEnd(e, d, o)
}

// farthest is the error of a place without a pin: half the Earth's girth, in km.
const farthest = 20039

func count(t Tally, right bool) {
	if right {
		t[0]++
	}
	t[1]++
	t[2]++
}

// endToEnd counts names and pins found in the text alone. Of the annotators' names
// those that are words for a people ("American") are counted or not.
func (s *placeScores) endToEnd(e *evaluation, d *gazettedDoc, o where.Options) {
	found, _ := where.Find(d.doc, d.mentions, e.gazetteer, o)
	at := make(map[hearsay.Span]*Toponym)
	names, pins := Tally{0, 0, 0}, Tally{0, 0, 0}
	peoples, peoplePins := 0.0, 0.0
	for i := range d.gold {
		t := &d.gold[i]
		at[t.Span] = t
		names[2]++
		people := isPeople(e.gazetteer, t.Name)
		if people {
			peoples++
		}
		if t.Pinned {
			pins[2]++
			if people {
				peoplePins++
			}
		}
	}
	for _, p := range found {
		if p.Mention < 0 {
			continue
		}
		span := d.doc.Span(p.From, p.To)
		gold := at[span]
		names[1]++
		if gold != nil {
			names[0]++
			delete(at, span)
		} else {
			e.note("where: no name "+d.Corpus, p.Level, around(d.Text, span))
		}
		if p.Lat == nil || gold != nil && !gold.Pinned {
			continue
		}
		pins[1]++
		right := gold != nil && (gazetteer.Distance(gold.Lat, gold.Lon, *p.Lat, *p.Lon) <= tolerance || gold.GeoNames != 0 && gold.GeoNames == p.GeoNames)
		e.stated.add(calibrate.Place, d.Text, p.Confidence, right)
		if right {
			pins[0]++
		} else {
			e.note("where: wrong pin "+d.Corpus, d.Text[span.Start:span.End], fmt.Sprintf("%s: %s, %.2f, %s", around(d.Text, span), p.Name, p.Confidence, p.Country))
		}
	}
	for _, t := range d.gold {
		if at[t.Span] != nil {
			e.note("where: name missed "+d.Corpus, t.Name, around(d.Text, t.Span))
		}
	}
	s.names, s.pins = append(s.names, names), append(s.pins, pins)
	s.places = append(s.places, Tally{names[0], names[1], names[2] - peoples})
	s.placePins = append(s.placePins, Tally{pins[0], pins[1], pins[2] - peoplePins})
}

// isPeople reports whether a name is a word for a people and no place's.
func isPeople(g *gazetteer.Gazetteer, name string) bool {
	for _, p := range g.Lookup(name) {
		if p.Level == gazetteer.Country || p.Level == gazetteer.Province || p.Population > 100000 {
			return false
		}
	}
	_, adjective := lexicon.Adjective(name)
	return adjective || len(g.Demonym(name)) > 0
}

func (e *evaluation) note(kind, confusion, where string) {
	if e.errors != nil {
		e.errors.add(kind, confusion, where)
	}
}

func (s *placeScores) rows(e *evaluation, name string) {
	add := func(input, measure string, count Count, ts []Tally) {
		r := e.row("where", &corpus{name: name}, Input(input), "hearsay", measure)
		r.Count, r.Tallies = count, ts
	}
	add("names", "within 161 km", F1, s.within)
	add("names", "within 161 km or same id", F1, s.same)
	add("names", "within 161 km, no countries", F1, s.town)
	add("names", "error, median km", MedianKM, s.km)
	add("names", "error, mean km", MeanKM, s.km)
	add("names", "error, area of logarithms", ErrorArea, s.km)
	add("raw", "names", F1, s.names)
	add("raw", "names with pins", F1, s.pins)
	add("raw", "names, without peoples", F1, s.places)
	add("raw", "names with pins, without peoples", F1, s.placePins)
}

// kilometres makes a score of errors in km.
func kilometres(c Count, errors Tally) float64 {
	if len(errors) == 0 {
		return 0
	}
	switch c {
	case MedianKM:
		sorted := slices.Sorted(slices.Values(errors))
		return sorted[len(sorted)/2]
	case MeanKM:
		sum := 0.0
		for _, x := range errors {
			sum += x
		}
		return sum / float64(len(errors))
	}
	sum := 0.0
	for _, x := range errors {
		sum += 100 * math.Log(1+min(x, farthest)) / math.Log(1+farthest)
	}
	return sum / float64(len(errors))
}

// readAllGazetted reads the documents of all corpora with annotated places.
func readAllGazetted(fsys fs.FS, m *neural.Model) ([]*gazettedDoc, error) {
	files, err := unpack(fsys, placeArchive)
	if err != nil {
		return nil, err
	}
	var docs []*gazettedDoc
	for _, c := range placeCorpora {
		gs, err := loadPlaces(files, c.name, c.file)
		if err != nil {
			return nil, err
		}
		for i := range gs {
			d := readGazetted(&gs[i], m)
			docs = append(docs, &d)
		}
	}
	return docs, nil
}
