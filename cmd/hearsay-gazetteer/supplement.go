package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"hearsay/internal/gazetteer"
)

// say adds names as the supplement writes them: "=SA" is found only as
// written, "@Syrians" is a demonym, any other is a name.
func (p *place) say(names []string) {
	for _, n := range names {
		switch {
		case strings.HasPrefix(n, "="):
			p.exact(n[1:])
			if bare, ok := strings.CutSuffix(n[1:], "."); ok && strings.Contains(bare, ".") {
				p.exact(bare) // "D.C", where the sentence ends with it
			}
		case strings.HasPrefix(n, "@"):
			p.demonyms(n[1:])
		case n != p.Name && !slices.Contains(p.Names, n):
			p.Names = append(p.Names, n)
		}
	}
}

// aliases gives other names to countries and provinces, from rows of
//
//	ISO 3166 code, names, and optionally latitude, longitude, radius in km
//
// whose point is then that of the unit.
func (w *world) aliases(text string) error {
	for r := range rows(text, 5) {
		p := w.units[r[0]]
		if p == nil {
			p = w.iso[r[0]]
		}
		if p == nil {
			return fmt.Errorf("no country or province %q", r[0])
		}
		p.say(list(r[1]))
		if r[2] == "" {
			continue
		}
		var err error
		if p.Lat, p.Lon, err = parsePoint(r[2], r[3]); err != nil {
			return fmt.Errorf("%s: %w", r[0], err)
		}
		if r[4] != "" {
			n, err := strconv.ParseFloat(r[4], 64)
			if err != nil {
				return fmt.Errorf("%s: %w", r[0], err)
			}
			p.RadiusKM = -n // as given: see reach
		}
	}
	return nil
}

func parsePoint(a, b string) (lat, lon float64, err error) {
	if lat, err = strconv.ParseFloat(a, 64); err != nil {
		return 0, 0, err
	}
	lon, err = strconv.ParseFloat(b, 64)
	return lat, lon, err
}

// supplement adds places of the project's own lists, from rows of
//
//	class and code of GeoNames, latitude, longitude, radius in km, country, names
//
// whose country is an alpha-2 code, or empty for places of none or several.
// Names are given to the place that another source has at the same spot under
// one of them, if there is one, and the first becomes its usual name if both
// are of one level; the point of a water is ours.
func (w *world) supplement(text string) error {
	for r := range rows(text, 6) {
		p, err := w.supplementRow(r)
		if err != nil {
			return fmt.Errorf("%s: %w", r[5], err)
		}
		p.say(list(r[5]))
		if q := w.same(p); q != nil {
			if p.Level == q.Level { // "Ḩamāh" is Hama in English
				q.Names = append(q.Names, q.Name)
				q.Name = p.Name
			}
			q.say(append([]string{p.Name}, list(r[5])...))
			w.index(q, p.Name)
			w.index(q, p.Names...)
			if p.Level == gazetteer.Water { // where the news is, not half way up
				q.Lat, q.Lon, q.RadiusKM = p.Lat, p.Lon, max(p.RadiusKM, q.RadiusKM)
			}
			continue
		}
		w.add(p)
	}
	return nil
}

func (w *world) supplementRow(r []string) (*place, error) {
	class, code, ok := strings.Cut(r[0], ".")
	if !ok {
		return nil, fmt.Errorf("feature code %q without a class", r[0])
	}
	p := &place{cc: r[4]}
	var err error
	if p.Lat, p.Lon, err = parsePoint(r[1], r[2]); err != nil {
		return nil, err
	}
	if p.RadiusKM, err = strconv.ParseFloat(r[3], 64); err != nil {
		return nil, err
	}
	p.Name, p.Code, p.Level = list(r[5])[0], code, gazetteer.LevelOf(class, code)
	if p.cc == "" {
		return p, nil
	}
	if p.in = w.units[p.cc]; p.in == nil {
		return nil, fmt.Errorf("no country %q", p.cc)
	}
	if near := w.nearest(p.cc, p.Lat, p.Lon, 40); near != nil {
		switch p.Level {
		case gazetteer.Facility, gazetteer.Town:
			p.in = near.in
		case gazetteer.District:
			if p.in = near.in; p.in.Level == gazetteer.District && p.in.in != nil {
				p.in = p.in.in
			}
		}
	}
	return p, nil
}

// same returns the place of another source that p is, by the first of its names
// that leads to one, the nearest of several.
func (w *world) same(p *place) *place {
	for _, n := range append([]string{p.Name}, p.Names...) {
		key := gazetteer.Key(n)
		var best *place
		within := 15 + p.RadiusKM
		if p.Level == gazetteer.Province {
			within += 100
		}
		for _, q := range w.named[key] {
			if q.cc != p.cc && q.cc != "" && p.cc != "" || p.Level != q.Level && !isDivision(p, q, key) {
				continue
			}
			if d := gazetteer.Distance(p.Lat, p.Lon, q.Lat, q.Lon); d < within {
				best, within = q, d
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// isDivision reports whether a region of ours is a division of a country in
// another source: England is, and the Galapagos are, but Anatolia is not the
// province of Antalya that somebody calls so, nor the Atacama desert that of
// Atacama.
func isDivision(p, q *place, key string) bool {
	return p.Level == gazetteer.Region && (q.Level == gazetteer.Province || q.Level == gazetteer.District) &&
		p.cc != "" && key == gazetteer.Key(bare(q.Name)) &&
		slices.Contains([]string{"RGN", "ISL", "ISLS", "PEN"}, p.Code)
}
