package where

import (
	"math"
	"slices"
	"strings"

	"hearsay/internal/gazetteer"
)

// A candidate is a place that a name could mean.
type candidate struct {
	gazetteer.Place
	unit   [3]float64 // its point on the unit sphere
	rank   int        // 0 for the best known of its name
	change gazetteer.Change
	people bool    // found as a word for its people ("Syrian")
	local  vector  // what speaks for it whatever the company
	alone  float64 // score of local without company
	score  float64
	share  float64 // probability among the group's candidates
}

// maxCandidates is how many places of one name are weighed: the best known, and
// after them those in countries and provinces that the document names.
const maxCandidates = 40

// A group is the toponyms of a document that are taken to mean one place: those
// of one name, said to lie in the same place or in none.
type group struct {
	text    string
	key     string
	members []int // toponyms
	outers  []outer
	kind    gazetteer.Level // what words beside it make it
	kindBy  string
	cands   []candidate
	none    none
}

// none is the chance that a name means none of the candidates: a place that the
// gazetteer lacks, or nothing that is a place.
type none struct {
	local        vector
	alone, share float64
	score        float64
}

// An outer is what a group is said to lie in.
type outer struct {
	group int    // -1: only a country is named
	code  string // its code
	how   string
}

// spell returns the words of a toponym as a name to be looked up: single spaces,
// no invisible marks of direction, no final possessive.
func spell(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u200b' || r == '\ufeff' || r >= '\u200e' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, text)
	text = strings.Join(strings.Fields(text), " ")
	for _, end := range [...]string{"'s", "’s"} {
		text = strings.TrimSuffix(text, end)
	}
	return text
}

// candidates looks a name up. Words for a people are looked up as such where the
// name is nothing else.
func (r *resolver) candidates(t *toponym) (cs []candidate) {
	text := t.text
	if text == "" || len(text) > maxName || r.g == nil {
		return nil
	}
	var found []gazetteer.Place
	var change gazetteer.Change
	if !t.metonym && seats[strings.ToLower(text)] != "" {
		for _, p := range r.g.Lookup(text) { // no town called White House
			if p.Level == gazetteer.Facility {
				found = append(found, p)
			}
		}
	} else {
		found, change = r.g.Search(text)
		if change == gazetteer.Transliterated {
			if at := slices.ContainsFunc(found, func(p gazetteer.Place) bool { return r.named[p.Country] }); at {
				found = slices.DeleteFunc(found, func(p gazetteer.Place) bool { return !r.named[p.Country] })
			}
		}
	}
	if t.given {
		for i, p := range r.g.Demonym(text) {
			cs = append(cs, candidate{Place: p, rank: i, people: true})
		}
		if len(cs) > 0 && change != "" {
			found = nil
		}
	}
	if len(found) == 0 && len(cs) == 0 {
		// "Springfield, Ill." given as one name: what stands before the comma
		if head, _, ok := strings.Cut(text, ","); ok {
			found, change = r.g.Search(strings.TrimSpace(head))
		}
	}
	for i, p := range found {
		if i >= maxCandidates && !r.named[p.Country] {
			continue
		}
		if len(cs) >= 2*maxCandidates {
			break
		}
		cs = append(cs, candidate{Place: p, rank: i, change: change})
	}
	for i := range cs {
		cs[i].unit = onSphere(cs[i].Lat, cs[i].Lon)
	}
	return cs
}

func onSphere(lat, lon float64) [3]float64 {
	const degree = math.Pi / 180
	lat, lon = lat*degree, lon*degree
	return [3]float64{math.Cos(lat) * math.Cos(lon), math.Cos(lat) * math.Sin(lon), math.Sin(lat)}
}

func dot(a, b [3]float64) float64 { return a[0]*b[0] + a[1]*b[1] + a[2]*b[2] }

// cosine returns the cosine of the angle of km on the Earth's sphere.
func cosine(km float64) float64 { return math.Cos(km / 6371) }

// inside reports whether candidate c lies in o, a country, province, district or
// town: by its units, or, of what has no units, by distance.
func (c *candidate) inside(o *candidate) bool {
	if c.ID == o.ID {
		return false
	}
	switch o.Level {
	case gazetteer.Country:
		return c.Country == o.Country && c.Level != gazetteer.Country
	case gazetteer.Province:
		return c.Country == o.Country && c.Admin1 == o.Admin1 && c.Level != gazetteer.Country && c.Level != gazetteer.Province
	case gazetteer.District:
		return c.Country == o.Country && c.Admin1 == o.Admin1 && c.Admin2 == o.Admin2 && c.Level != gazetteer.District &&
			c.Level != gazetteer.Country && c.Level != gazetteer.Province
	case gazetteer.Town, gazetteer.Region:
		reach := max(o.RadiusKM, 15)
		return c.Level != gazetteer.Country && c.Level != gazetteer.Province && reach < 3000 && dot(c.unit, o.unit) >= cosine(reach) &&
			(c.RadiusKM <= o.RadiusKM || c.Level == gazetteer.Facility || c.Level == gazetteer.Town)
	}
	return false
}
