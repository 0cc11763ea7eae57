package gazetteer_test

import (
	"fmt"
	"testing"

	"hearsay/internal/gazetteer"
)

// small returns a file of invented places: a country of two provinces, towns
// of one name in both, a river, an airport, and enough hamlets for many blocks
// of keys.
func small(t testing.TB) []byte {
	b := gazetteer.NewBuilder()
	add := func(r gazetteer.Row) int {
		t.Helper()
		n, err := b.Add(r)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	land := add(gazetteer.Row{Name: "Orland", Code: "PCLI", Level: gazetteer.Country, Country: "ORL", Unit: true, In: -1,
		Lat: 10, Lon: 20, RadiusKM: 400, Population: 5e6, GeoNames: 11, Names: []string{"Republic of Orland"},
		Exact: []string{"OL", "O.L."}, Demonyms: []string{"Orlandic", "Orlanders"}, Codes: []string{"OL"}})
	north := add(gazetteer.Row{Name: "North Province", Code: "ADM1", Level: gazetteer.Province, Unit: true, In: land,
		Lat: 11, Lon: 20, RadiusKM: 100, Names: []string{"North"}, Codes: []string{"OL.01"}})
	south := add(gazetteer.Row{Name: "South Province", Code: "ADM1", Level: gazetteer.Province, Unit: true, In: land,
		Lat: 9, Lon: 20, RadiusKM: 100, Codes: []string{"OL.02"}})
	hill := add(gazetteer.Row{Name: "Hill District", Code: "ADM2", Level: gazetteer.District, Unit: true, In: north,
		Lat: 11.2, Lon: 20.1, RadiusKM: 20, Codes: []string{"OL.01.7"}})
	add(gazetteer.Row{Name: "Mārvik", Code: "PPLC", Level: gazetteer.Town, In: hill, Lat: 11.25, Lon: 20.15,
		Population: 300000, RadiusKM: 6, GeoNames: 12, Names: []string{"Marwick", "Old Marvik"}})
	add(gazetteer.Row{Name: "Marvik", Code: "PPL", Level: gazetteer.Town, In: south, Lat: 9.1, Lon: 19.5,
		Population: 900, RadiusKM: 1, GeoNames: 13})
	add(gazetteer.Row{Name: "Al Qasra", Code: "PPL", Level: gazetteer.Town, In: south, Lat: 9.2, Lon: 19.7,
		Population: 5000, RadiusKM: 1.3})
	add(gazetteer.Row{Name: "Saint Oda", Code: "PPL", Level: gazetteer.Town, In: south, Lat: 9.3, Lon: 19.8})
	add(gazetteer.Row{Name: "Oh", Code: "PPL", Level: gazetteer.Town, In: south, Lat: 9.4, Lon: 19.8})
	add(gazetteer.Row{Name: "Vell", Code: "STM", Level: gazetteer.Water, In: -1, Lat: 10, Lon: 19, RadiusKM: 200})
	add(gazetteer.Row{Name: "Marvik International Airport", Code: "AIRP", Level: gazetteer.Facility, In: hill,
		Lat: 11.3, Lon: 20.2, RadiusKM: 3})
	syria := add(gazetteer.Row{Name: "Syria", Code: "PCLI", Level: gazetteer.Country, Country: "SYR", Unit: true, In: -1,
		Lat: 35, Lon: 38, RadiusKM: 300, Codes: []string{"SY"}})
	add(gazetteer.Row{Name: "Dayr az Zūl", Code: "PPL", Level: gazetteer.Town, In: syria, Lat: 35.5, Lon: 40, Arabic: true, Population: 9000})
	add(gazetteer.Row{Name: "Al Ḩafīrah", Names: []string{"Al Hafira"}, Code: "PPL", Level: gazetteer.Town, In: syria, Lat: 35.7, Lon: 40, Arabic: true, Population: 9000})
	for i := range 300 {
		add(gazetteer.Row{Name: fmt.Sprintf("Hamlet %c%c of the Upper Valley", 'A'+i%26, 'a'+i/26), Code: "PPL",
			Level: gazetteer.Town, In: south, Lat: 8 + float64(i)/100, Lon: 19, GeoNames: 1000 + i})
	}
	file, err := b.Bytes("2026-01", "Invented.\n")
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func open(t testing.TB, b []byte) *gazetteer.Gazetteer {
	t.Helper()
	g, err := gazetteer.Open(b)
	if err != nil {
		t.Fatal(err)
	}
	return g
}
