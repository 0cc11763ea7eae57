package lexicon

import (
	_ "embed"
	"strings"
)

//go:embed outlets.tsv
var outletsText string

//go:embed organizations.tsv
var organizationsText string

// A Body is an organisation known by name.
type Body struct {
	Name    string // its fullest usual name
	Country string // ISO 3166-1 alpha-3; "" if it belongs to none
	Order   string // for one that belongs to no country: IGO, NGO, ISM as in PLOVER; else ""
	Sector  string // PLOVER's sector
	Outlet  string // for a news outlet its sort: newspaper, agency, broadcaster, magazine, site; else ""
}

var bodies = loadBodies()

func loadBodies() map[string]*Body {
	m := make(map[string]*Body, 1024)
	add := func(b *Body, others string) {
		m[b.Name] = b
		for n := range each(others) {
			if _, ok := m[n]; !ok {
				m[n] = b
			}
		}
	}
	for row := range table(organizationsText, 4) {
		b := &Body{Name: row[0], Country: row[2], Sector: row[3]}
		if CountryName(b.Country) == "" {
			b.Country, b.Order = "", row[2]
		}
		add(b, row[1])
	}
	for row := range table(outletsText, 4) {
		add(&Body{Name: row[0], Country: row[3], Sector: "JRN", Outlet: row[2]}, row[1])
	}
	return m
}

// BodyNamed returns the organisation or outlet that goes by a name, nil if the
// lists have none. Case counts. The value is shared: do not change it.
func BodyNamed(name string) *Body { return bodies[name] }

// OutletCountry returns the country (ISO 3166-1 alpha-3) where a news outlet is
// at home, by its name, with or without its article; "" if the name is not in
// the list or is that of another body. It decides whether 3/4 is in March.
func OutletCountry(name string) string {
	short, _ := strings.CutPrefix(name, "The ")
	for _, n := range [...]string{name, short, "The " + short} {
		if b := bodies[n]; b != nil && b.Outlet != "" {
			return b.Country
		}
	}
	return ""
}
