package where

import (
	"math"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A relation is how a text places something by a place that it names.
type relation struct {
	words    string  // "30 km north of"
	km       float64 // distance; 0 if none is given
	bearing  float64 // degrees from north; negative if none is given
	inner    bool    // inside the place: "northern Syria", "the north of Syria"
	from     int     // the first word of it
	vicinity float64 // how far off "near" and the like may be, in km
}

// bearings are the points of the compass, in degrees from north.
var bearings = map[string]float64{
	"north": 0, "northeast": 45, "north-east": 45, "east": 90, "southeast": 135, "south-east": 135,
	"south": 180, "southwest": 225, "south-west": 225, "west": 270, "northwest": 315, "north-west": 315,
	"north-northeast": 22.5, "east-northeast": 67.5, "east-southeast": 112.5, "south-southeast": 157.5,
	"south-southwest": 202.5, "west-southwest": 247.5, "west-northwest": 292.5, "north-northwest": 337.5,
}

// vicinities are words for being close to a place, and how far that may be, in
// km. They are estimates: no corpus measures them.
var vicinities = map[string]float64{
	"near": 20, "outside": 20, "around": 15, "beside": 5, "close": 20, "nearby": 20, "off": 30, "outskirts": 10, "edge": 10, "vicinity": 20,
	"surroundings": 15, "countryside": 30, "suburbs": 15,
}

// units are lengths in km.
var units = map[string]float64{
	"km": 1, "kilometer": 1, "kilometre": 1, "mile": 1.609344, "mi": 1.609344, "meter": 0.001, "metre": 0.001, "m": 0.001, "yard": 0.0009144,
	"nautical": 1.852,
}

// relate returns how the words before the name at word from place something by
// it.
//
//	30 km (19 miles) north of Hama      just west of Hama     near Hama
//	on the outskirts of Hama            northern Syria        the north of Syria
//	30 km from Hama
//
// Counter-sentences: "he flew west from Hama" moves, "the north wind of Hama"
// is no direction, "30 km of road in Hama".
//
// In "near Harrow's harbour" and "near the Harrow garrison" it is the harbour
// and the garrison that something is near.
func relate(d *syntax.Doc, from, to int) (relation, bool) {
	s := d.SentOf(from)
	if to < s.To && isPossessive(&d.Words[to]) {
		return relation{}, false
	}
	if h := &d.Words[d.Head(from, to)]; h.Is("compound", "nmod:poss") && h.Head >= to && !isPlain(strings.ToLower(d.Words[h.Head].Lemma)) {
		return relation{}, false
	}
	r := relation{bearing: -1, from: from}
	low := func(w int) string {
		if w < s.From {
			return ""
		}
		return strings.ToLower(d.Words[w].Text)
	}
	w := from - 1
	for w >= s.From && (d.Words[w].UPOS == "DET" || isPlain(low(w)) || low(w) == "of" && isPlain(low(w-1))) { // "of the Syrian city of Hama"
		w--
	}
	if b, ok := adjective(low(w)); ok && w == from-1 { // "northern Syria"
		r.bearing, r.inner, r.from = b, true, w
		r.words = "in the " + compass(b) + " of"
		return r, true
	}
	if b, ok := bearings[low(w)]; ok && w == from-1 && d.Words[w].UPOS == "ADJ" { // "north Hama"
		r.bearing, r.inner, r.from = b, true, w
		r.words = "in the " + compass(b) + " of"
		return r, true
	}
	switch low(w) {
	case "of", "from", "to":
		if b, ok := bearings[low(w-1)]; ok {
			r.bearing, r.from = b, w-1
			r.words = compass(b) + " of"
			if low(w) == "from" && d.Words[w-1].UPOS == "ADV" && d.Words[max(d.Words[w-1].Head, 0)].UPOS == "VERB" && r.measured(d, s, w-2, low) == w-2 {
				return relation{}, false // "flew west from Hama"
			}
			if low(w-2) == "the" && low(w) == "of" { // "in the north of Syria"
				switch low(w - 3) {
				case "in", "across", "throughout", "from":
					r.inner, r.from, r.words = true, w-2, "in the "+compass(b)+" of"
					return r, true
				}
			}
			r.from = r.measured(d, s, w-2, low) + 1
			return r, true
		}
		if km, ok := vicinities[low(w-1)]; ok && (low(w) == "of" || low(w-1) == "close" && low(w) == "to") {
			r.vicinity, r.from, r.words = km, w-1, low(w-1)+" "+low(w)
			if low(w-1) == "close" {
				r.words = "near"
			}
			if low(w-2) == "the" {
				r.from, r.words = w-2, "on the "+low(w-1)+" of"
			}
			return r, true
		}
		if low(w) == "from" {
			if at := r.measured(d, s, w-1, low); at < w-1 {
				r.from, r.words = at+1, distanceWords(r.km)+" from"
				return r, true
			}
		}
	case "near", "outside", "around", "beside", "off":
		if d.Words[w].UPOS == "ADP" || low(w) == "near" {
			r.vicinity, r.from, r.words = vicinities[low(w)], w, low(w)
			r.from = r.measured(d, s, w-1, low) + 1
			return r, true
		}
	}
	return relation{}, false
}

// isPlain reports whether a word between a relation and a name says only what
// the name is: "north of the city of Hama".
func isPlain(w string) bool {
	_, ok := typeWords[w]
	if !ok && w != "" {
		_, ok = lexicon.Adjective(strings.ToUpper(w[:1]) + w[1:])
	}
	return ok || w == "central" || w == "besieged"
}

// adjective returns the bearing of "northern", "southeastern".
func adjective(w string) (float64, bool) {
	if stem, ok := strings.CutSuffix(w, "ern"); ok {
		b, ok := bearings[stem]
		return b, ok
	}
	return 0, false
}

// isBearing reports whether a word says a direction: "Northern", "north".
func isBearing(w string) bool {
	w = strings.ToLower(w)
	_, ok := bearings[w]
	if !ok {
		_, ok = adjective(w)
	}
	return ok
}

// compass names a bearing.
func compass(bearing float64) string {
	return [...]string{"north", "north-northeast", "northeast", "east-northeast", "east", "east-southeast", "southeast", "south-southeast",
		"south", "south-southwest", "southwest", "west-southwest", "west", "west-northwest", "northwest", "north-northwest"}[int(bearing/22.5+0.5)%16]
}

// measured reads a distance that ends at word w, "30 km", "about 30 kilometres
// (19 miles)", and returns the word before it; w if there is none.
func (r *relation) measured(d *syntax.Doc, s syntax.Sent, w int, low func(int) string) int {
	at := w
	for at >= s.From && (low(at) == "to" || low(at) == "the" || low(at) == "just" || low(at) == "away") {
		at--
	}
	if low(at) == ")" { // the same distance in another unit
		open := at - 1
		for open >= max(s.From, at-6) && low(open) != "(" {
			open--
		}
		if low(open) != "(" {
			return w
		}
		at = open - 1
	}
	unit, ok := units[strings.TrimSuffix(strings.ToLower(lemma(d, at, s)), "s")]
	number := at - 1
	text := low(number)
	if !ok { // "30km", "30-mile"
		text = strings.TrimRight(low(at), "kmiles-.")
		unit, ok = units[strings.TrimSuffix(strings.Trim(strings.TrimPrefix(low(at), text), "-."), "s")]
		number = at
	}
	if !ok || number < s.From {
		return w
	}
	n, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil {
		v, vague, ok := lexicon.Number([]string{text})
		if !ok || vague {
			return w
		}
		n = float64(v)
	}
	if km := n * unit; km > 0 && km < 5000 {
		r.km = km
		r.words = strings.TrimSpace(distanceWords(km) + " " + r.words)
		return number - 1
	}
	return w
}

func lemma(d *syntax.Doc, w int, s syntax.Sent) string {
	if w < s.From {
		return ""
	}
	return d.Words[w].Lemma
}

func distanceWords(km float64) string {
	return strconv.FormatFloat(math.Round(km*10)/10, 'f', -1, 64) + " km"
}

// shift moves a pin as the words before it say. Directions and distances in news
// are rough: the error is a quarter of the distance, and of a direction alone
// nobody knows how far it reaches, so the pin stays and the radius grows.
func (r *relation) shift(p *Place) {
	p.Relation = r.words
	p.Why = append(p.Why, hearsay.Why{Rule: "where.relation", Score: 1, Note: r.words})
	if p.Lat == nil || r.inner {
		return
	}
	switch {
	case r.km > 0 && r.bearing >= 0:
		lat, lon := offset(*p.Lat, *p.Lon, r.km, r.bearing)
		p.Lat, p.Lon = &lat, &lon
		p.RadiusKM = max(1, min(p.RadiusKM, r.km)/2+r.km/4)
	case r.km > 0:
		p.RadiusKM += r.km
	case r.bearing >= 0:
		p.RadiusKM += 50
	default:
		p.RadiusKM += r.vicinity
	}
}

// offset returns the point at a distance and a bearing from another.
func offset(lat, lon, km, bearing float64) (float64, float64) {
	const degree = math.Pi / 180
	a, b, t := lat*degree, bearing*degree, km/6371
	la := math.Asin(math.Sin(a)*math.Cos(t) + math.Cos(a)*math.Sin(t)*math.Cos(b))
	lo := lon*degree + math.Atan2(math.Sin(b)*math.Sin(t)*math.Cos(a), math.Cos(t)-math.Sin(a)*math.Sin(la))
	lo /= degree
	return la / degree, math.Mod(lo+540, 360) - 180
}

// between returns a place for each pair of pinned places that the text puts
// something between: "on the road between Hama and Homs". Its pin is half way,
// its radius reaches both.
//
// Counter-sentence: "talks between Hama and Homs": the places would have to be
// where something is, not who takes part, so what stands before must not be a
// thing that only people have; and they may not be further apart than roads
// are spoken of.
func between(d *syntax.Doc, ps []Place) []Place {
	const most = 500 // km
	var out []Place
	for i := 0; i+1 < len(ps); i++ {
		a, b := &ps[i], &ps[i+1]
		if a.Lat == nil || b.Lat == nil || a.Level == "country" || b.Level == "country" || b.From != a.To+1 || !strings.EqualFold(d.Words[a.To].Text, "and") {
			continue
		}
		w := a.From - 1
		for w > 0 && d.Words[w].UPOS == "DET" {
			w--
		}
		if w < d.SentOf(a.From).From || !strings.EqualFold(d.Words[w].Text, "between") {
			continue
		}
		x, y := onSphere(*a.Lat, *a.Lon), onSphere(*b.Lat, *b.Lon)
		apart := 6371 * math.Acos(min(1, dot(x, y)))
		if apart > most || apart == 0 {
			continue
		}
		m := [3]float64{x[0] + y[0], x[1] + y[1], x[2] + y[2]}
		lat, lon := math.Atan2(m[2], math.Hypot(m[0], m[1]))*180/math.Pi, math.Atan2(m[1], m[0])*180/math.Pi
		p := Place{From: a.From, To: b.To, Mention: -1, Name: a.Name + " and " + b.Name, Level: "unknown", Lat: &lat, Lon: &lon,
			RadiusKM: apart / 2, Relation: "between", Confidence: min(a.Confidence, b.Confidence),
			Why: []hearsay.Why{{Rule: "where.between", Score: 1, Note: d.Text[d.Words[w].Start:d.Words[b.To-1].End]}}}
		if a.Country == b.Country {
			p.Country = a.Country
		}
		if a.Country == b.Country && a.Admin1 == b.Admin1 {
			p.Admin1 = a.Admin1
		}
		out = append(out, p)
	}
	return out
}
