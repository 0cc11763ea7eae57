package gazetteer

import "iter"

// Towns returns the latitude and longitude of every town.
func (g *Gazetteer) Towns() iter.Seq2[float64, float64] {
	return func(yield func(lat, lon float64) bool) {
		for id := range g.Len() {
			if r := g.record(id); g.codes[r.code].level == Town && !yield(r.lat, r.lon) {
				return
			}
		}
	}
}
