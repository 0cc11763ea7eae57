package gazetteer

import (
	"fmt"
	"math"
	"strings"
)

// A Level says how much of the Earth a place takes up. Values are stored: add
// at the end only.
type Level uint8

const (
	LevelUnknown Level = iota
	Facility           // an airport, a base, a crossing, a building, a camp
	Town               // a populated place: city, town, village, quarter
	District           // a second-order division, or a smaller one
	Province           // a first-order division: province, state, governorate
	Country            // a state or a territory with a code of its own
	Region             // anything else with an extent: Sahel, Donbas, a continent, an island, mountains
	Water              // a sea, strait, lake or river
)

var levelNames = []string{"", "facility", "populated place", "district", "province", "country", "region", "water"}

// String returns the level as records name it, "" for LevelUnknown.
func (l Level) String() string {
	if int(l) < len(levelNames) {
		return levelNames[l]
	}
	return fmt.Sprintf("Level(%d)", uint8(l))
}

// A Place is one entry of a gazetteer.
type Place struct {
	ID         int     // number in this file, from 0; not stable from one file to another
	GeoNames   int     // id in GeoNames; 0 if it has none
	Name       string  // usual name, with its capitals and marks: "Ḩamāh"
	Code       string  // GeoNames' feature code, or the like of it: "PPLC", "ADM1", "AIRP"
	Level      Level   // from Code
	Country    string  // ISO 3166-1 alpha-3, KOS for Kosovo; "" if in none or several
	Admin1     string  // name of the province it lies in, or is; ""
	Admin2     string  // name of the district it lies in, or is; ""
	Lat, Lon   float64 // a representative point, in degrees
	Population int     // people, within a twentieth; 0 if unknown
	RadiusKM   float64 // how far from the point the place may reach, within a tenth

	// Alias is set by lookups: the name looked up is another name of the place
	// ("Constantinople"), not its own.
	Alias bool
}

// Distance returns the length in km of the great circle between two points
// given in degrees.
func Distance(lat1, lon1, lat2, lon2 float64) float64 {
	const radius, degree = 6371, math.Pi / 180
	lat1, lon1, lat2, lon2 = lat1*degree, lon1*degree, lat2*degree, lon2*degree
	a, b := math.Sin((lat2-lat1)/2), math.Sin((lon2-lon1)/2)
	h := a*a + math.Cos(lat1)*math.Cos(lat2)*b*b
	return 2 * radius * math.Asin(min(1, math.Sqrt(h)))
}

// LevelOf returns the level of a feature class and code of GeoNames: "A" and
// "ADM1" is a province.
func LevelOf(class, code string) Level {
	switch class {
	case "A":
		switch {
		case code == "PCLH":
			return Region // a state of the past
		case strings.HasPrefix(code, "PCL"):
			return Country
		case strings.HasPrefix(code, "ADM1"):
			return Province
		}
		return District
	case "P":
		return Town
	case "S", "R":
		return Facility
	case "H", "U":
		return Water
	case "L":
		if grounds[code] {
			return Facility
		}
		return Region
	case "T", "V":
		return Region
	}
	return LevelUnknown
}

// grounds are the feature codes of class L for what is built or used as one.
var grounds = map[string]bool{
	"MILB": true, "NVB": true, "PRT": true, "INDS": true, "OILF": true, "GASF": true,
	"MNA": true, "MVA": true, "CMN": true, "LCTY": true, "BTL": true, "COLF": true, "PRK": true,
}
