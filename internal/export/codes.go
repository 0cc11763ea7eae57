package export

import (
	"cmp"
	_ "embed"
	"strconv"
	"strings"

	"hearsay"
)

//go:embed countries.tsv
var countryList string

//go:embed cameo.tsv
var cameoList string

// A country is a state or territory in the codes of event data sets.
type country struct {
	code, fips string // ISO 3166-1 alpha-3, FIPS 10-4
	iso, cow   string // numbers; "" where it has none
	name       string
}

var (
	countries = countriesOf(countryList)
	goldstein = goldsteinOf(cameoList)
)

func countriesOf(list string) map[string]country {
	all := make(map[string]country)
	for row := range rowsOf(list, 5) {
		all[row[0]] = country{row[0], row[1], row[2], row[3], row[4]}
	}
	return all
}

// A category is a root of CAMEO, or one inside whose score differs.
type category struct {
	score float64
	name  string // of a root
}

func goldsteinOf(list string) map[string]category {
	all := make(map[string]category)
	for row := range rowsOf(list, 3) {
		score, err := strconv.ParseFloat(row[1], 64)
		if err != nil {
			panic("export: cameo.tsv: " + err.Error())
		}
		all[row[0]] = category{score, row[2]}
	}
	return all
}

// rowsOf yields the rows of an embedded list, which have n cells.
func rowsOf(list string, n int) func(func([]string) bool) {
	return func(yield func([]string) bool) {
		for line := range strings.Lines(list) {
			line = strings.TrimSuffix(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			row := strings.Split(line, "\t")
			if len(row) != n {
				panic("export: a row of " + strconv.Itoa(len(row)) + " cells in an embedded list: " + line)
			}
			if !yield(row) {
				return
			}
		}
	}
}

// intensity returns the Goldstein score of a CAMEO code: that of the nearest
// category above it that has one.
func intensity(cameo string) float64 {
	for n := len(cameo); n >= 2; n-- {
		if c, ok := goldstein[cameo[:n]]; ok {
			return c.score
		}
	}
	return 0
}

// cameoQuad returns CAMEO's quad class of a code: 1 verbal cooperation, 2
// material cooperation, 3 verbal conflict, 4 material conflict; 0 for no code.
func cameoQuad(cameo string) int {
	switch root := rootOf(cameo); {
	case root == "":
		return 0
	case root <= "05":
		return 1
	case root <= "08":
		return 2
	case root <= "13":
		return 3
	}
	return 4
}

// rootOf and baseOf return the first two and the first three digits of a code.
func rootOf(cameo string) string { return cameo[:min(2, len(cameo))] }
func baseOf(cameo string) string { return cameo[:min(3, len(cameo))] }

// cameoFor returns the CAMEO code of an event, of three digits or four: the
// event's own, else that of its type and mode. A root alone becomes what the
// mode says below it, or "not specified".
func cameoFor(e *hearsay.Event) string {
	ofMode := cameoOf[e.Type+" "+e.Mode]
	switch {
	case len(e.CAMEO) != 2:
		return cmp.Or(e.CAMEO, ofMode, cameoOf[e.Type])
	case rootOf(ofMode) == e.CAMEO:
		return ofMode
	}
	return e.CAMEO + "0"
}

// cameoOf is the CAMEO code of what the text gives only a PLOVER type for: the
// root that the conversion table of the PLOVER project has the type from, or,
// where a mode is one of CAMEO's categories, that. It is no finer than PLOVER:
// "190" is "fight, no more said".
var cameoOf = map[string]string{
	"AGREE": "030", "CONSULT": "040", "SUPPORT": "050", "COOPERATE": "060", "AID": "070", "CONCEDE": "080", "RETREAT": "080",
	"REQUEST": "100", "ACCUSE": "110", "REJECT": "120", "THREATEN": "130", "PROTEST": "140", "MOBILIZE": "150", "SANCTION": "160",
	"COERCE": "170", "ASSAULT": "180",

	"CONSULT phone": "041", "CONSULT visit": "042", "CONSULT third-party": "045",
	"RETREAT release": "0841", "RETREAT ceasefire": "0871", "RETREAT withdraw": "0874",
	"ACCUSE disapprove": "111", "ACCUSE investigate": "090",
	"PROTEST demo": "141", "PROTEST hunger": "142", "PROTEST strike": "143", "PROTEST obstruct": "144", "PROTEST riot": "145",
	"COERCE seize": "171", "COERCE arrest": "173", "COERCE deport": "174", "COERCE curfew": "1723", "COERCE censor": "172", "COERCE martial-law": "1724",
	"ASSAULT abduct": "181", "ASSAULT beat": "182", "ASSAULT sexual": "1821", "ASSAULT torture": "1822", "ASSAULT explosives": "183",
	"ASSAULT suicide-attack": "1831", "ASSAULT targeted": "186", "ASSAULT firearms": "193", "ASSAULT heavy-weapons": "194",
	"ASSAULT aerial": "195", "ASSAULT drone": "195", "ASSAULT unconventional": "200",
}

// cameoTypes are CAMEO's codes of what PLOVER calls sectors. Those missing here
// have none: parties, paramilitaries, religious and social bodies.
var cameoTypes = map[string]string{
	"COP": "COP", "GOV": "GOV", "JUD": "JUD", "LEG": "LEG", "MIL": "MIL", "REB": "REB", "SPY": "SPY", "UAF": "UAF", "AGR": "AGR", "BUS": "BUS",
	"CRM": "CRM", "CVL": "CVL", "EDU": "EDU", "ELI": "ELI", "JRN": "MED", "LAB": "LAB", "MED": "HLH", "REF": "REF", "OPP": "OPP",
	"IGO": "IGO", "NGO": "NGO", "IMG": "IMG", "MNC": "MNC",
}

// CountryCalled returns the ISO 3166-1 alpha-3 code of what a data set calls a
// country: its FIPS 10-4 code, its alpha-3 code or its English name; "" for none.
// Codes of two letters are FIPS: "GM" is Germany and not the Gambia.
func CountryCalled(name string) string {
	if _, ok := countries[name]; ok || name == "" {
		return name
	}
	return countryCodes[strings.ToLower(name)]
}

// countryCodes are alpha-3 codes by FIPS code and by name, in lower case.
var countryCodes = func() map[string]string {
	all := make(map[string]string, 2*len(countries))
	for row := range rowsOf(countryList, 5) {
		if row[1] != "" {
			all[strings.ToLower(row[1])] = row[0]
		}
		all[strings.ToLower(row[4])] = row[0]
	}
	return all
}()
