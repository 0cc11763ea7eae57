package eval

import (
	"math"
	"testing"

	"hearsay"
	"hearsay/internal/gazetteer"
)

func TestLoadPlaces(t *testing.T) {
	files := map[string][]byte{
		"good.jsonl": []byte(`{"doc_id": "7", "url": "u", "text": "Ål burns", "mentions": [{"start": 0, "end": 2, "name": "Ål", "lat": 60.6, "lon": 8.6, "geonames_id": 3},
			{"start": null, "end": null, "name": "nowhere"}]}`),
		"bad.jsonl": []byte(`{"text": "Ål", "mentions": [{"start": 0, "end": 4}]}`),
	}
	docs, err := loadPlaces(files, "C", "good.jsonl")
	if err != nil || len(docs) != 1 || len(docs[0].Toponyms) != 1 {
		t.Fatalf("loadPlaces = %+v, %v; want one document with one place", docs, err)
	}
	want := Toponym{Span: hearsay.Span{End: 3}, Name: "Ål", GeoNames: 3, Pinned: true, Lat: 60.6, Lon: 8.6}
	if docs[0].Toponyms[0] != want {
		t.Errorf("place = %+v; want %+v", docs[0].Toponyms[0], want)
	}
	for _, file := range []string{"bad.jsonl", "none.jsonl"} {
		if _, err := loadPlaces(files, "C", file); err == nil {
			t.Errorf("loadPlaces(%s) has no error", file)
		}
	}
}

func TestKilometres(t *testing.T) {
	errors := Tally{0, 10, 100, farthest}
	for _, tt := range []struct {
		count Count
		want  float64
	}{{MedianKM, 100}, {MeanKM, (110 + farthest) / 4.0}, {ErrorArea, 100 * (math.Log(11) + math.Log(101) + math.Log(1+farthest)) / math.Log(1+farthest) / 4}} {
		r := Row{Count: tt.count, Tallies: []Tally{errors[:2], errors[2:]}}
		if got := tt.count.Of(r.Total()).F1; math.Abs(got-tt.want) > 1e-9 || r.N() != 4 {
			t.Errorf("score %d of %v = %g of %d; want %g of 4", tt.count, errors, got, r.N(), tt.want)
		}
	}
}

func TestRightOf(t *testing.T) {
	gold := &Toponym{Pinned: true, Lat: 60, Lon: 10, GeoNames: 5}
	town := func(id int, lat float64) gazetteer.Place {
		return gazetteer.Place{GeoNames: id, Level: gazetteer.Town, Lat: lat, Lon: 10}
	}
	for _, tt := range []struct {
		name   string
		places []gazetteer.Place
		gold   *Toponym
		want   []bool
	}{
		{"the same id, though far", []gazetteer.Place{town(5, 64), town(6, 60)}, gold, []bool{true, false, false}},
		{"the nearest", []gazetteer.Place{town(7, 60.1), town(6, 61)}, gold, []bool{true, false, false}},
		{"none is near", []gazetteer.Place{town(7, 64)}, gold, []bool{false, true}},
		{"no place at all", []gazetteer.Place{town(7, 60)}, nil, []bool{false, true}},
	} {
		got := rightOf(tt.places, tt.gold)
		for i := range tt.want {
			if got[i] != tt.want[i] {
				t.Errorf("%s: rightOf = %v; want %v", tt.name, got, tt.want)
				break
			}
		}
	}
}
