package reading

import (
	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/where"
)

// places finds the places that the text names.
func (a *assembly) places(r *Reader) ([]where.Place, []hearsay.Finding) {
	ps, found := where.Find(a.doc, a.mentions, r.o.Gazetteer, where.Options{Country: lexicon.OutletCountry(a.out.Document.Outlet)})
	for i, p := range ps {
		a.out.Places = append(a.out.Places, hearsay.Place{
			ID: hearsay.PlaceID(i + 1), Span: a.receipt(p.From, p.To), Name: p.Name, Level: p.Level, GeoNames: p.GeoNames, Country: p.Country,
			Admin1: p.Admin1, Lat: p.Lat, Lon: p.Lon, RadiusKM: p.RadiusKM, Relation: p.Relation, Candidates: p.Candidates, Metonym: p.Metonym,
			Confidence: p.Confidence, Why: p.Why,
		})
	}
	return ps, a.unplaced(found, r.o.Gazetteer)
}
