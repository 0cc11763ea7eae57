package reading_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/calibrate"
	"hearsay/internal/page"
	"hearsay/internal/reading"
)

// TestConfidenceOfTheModel checks that confidence.json was fitted for the model
// that it stands beside. After another model is put there, run
//
//	go run ./cmd/hearsay-eval -corpora DIR -fit confidence -o data/weights/confidence.json -page docs/accuracy.md
func TestConfidenceOfTheModel(t *testing.T) {
	maps, err := calibrate.Load(weights.FS, model.Name())
	if err != nil {
		t.Fatal(err)
	}
	if maps == nil {
		t.Fatalf("data/weights/confidence.json is not of %s: fit it again, as this test says", model.Name())
	}
	for _, k := range calibrate.Kinds {
		if len(maps.Kinds[k]) == 0 {
			t.Errorf("no map for %q", k)
		}
	}
}

// TestConfidence checks that maps change what is stated and nothing else, and
// that each kind of record has its own.
func TestConfidence(t *testing.T) {
	const text = "Mara Lindqvist said that Ana Prado had told her that the pumps had failed because of the flood.\n\n" +
		"The police said a witness had reported that two men entered the depot. The mayor said the governor had warned that the bridge was unsafe.\n\n" +
		"Militia fighters attacked Marseille, France, on Friday, and Damascus in Syria. The harbour was closed because the ice had come early.\n"
	p, err := page.Parse([]byte(text), page.Options{Name: "test.txt"})
	if err != nil {
		t.Fatal(err)
	}
	stated := map[calibrate.Kind]float64{calibrate.Attribution: 0.11, calibrate.Nested: 0.22, calibrate.Event: 0.33, calibrate.Place: 0.44, calibrate.Reason: 0.55}
	maps := &calibrate.Maps{Kinds: make(map[calibrate.Kind]calibrate.Map)}
	for k, y := range stated {
		maps.Kinds[k] = calibrate.Map{{X: 0.01, Y: y}}
	}
	read := func(m *calibrate.Maps) *hearsay.Reading {
		return reading.New(model, reading.Options{Gazetteer: places, Confidence: m}).Read(p.Document, nil)
	}
	scores, r := read(nil), read(maps)
	if diff := cmp.Diff(scores, r, cmpopts.IgnoreFields(hearsay.Attribution{}, "Confidence"), cmpopts.IgnoreFields(hearsay.Event{}, "Confidence"),
		cmpopts.IgnoreFields(hearsay.Place{}, "Confidence"), cmpopts.IgnoreFields(hearsay.Reason{}, "Confidence")); diff != "" {
		t.Errorf("maps change more than confidence:\n%s", diff)
	}
	seen := make(map[calibrate.Kind]bool)
	check := func(k calibrate.Kind, got float64) {
		t.Helper()
		seen[k] = true
		if got != stated[k] {
			t.Errorf("%s states %v, want %v", k, got, stated[k])
		}
	}
	for _, a := range r.Attributions {
		if a.Within > 0 && r.Attributions[a.Within-1].Cue.Text != "" && a.Confidence != stated[calibrate.Attribution] {
			check(calibrate.Nested, a.Confidence)
		} else {
			check(calibrate.Attribution, a.Confidence)
		}
	}
	for _, e := range r.Events {
		check(calibrate.Event, e.Confidence)
	}
	for i, p := range r.Places {
		if p.Lat != nil {
			check(calibrate.Place, p.Confidence)
		} else if p.Confidence != scores.Places[i].Confidence {
			t.Errorf("%q has no pin, and states %v where it scored %v", p.Span.Text, p.Confidence, scores.Places[i].Confidence)
		}
	}
	for _, x := range r.Reasons {
		check(calibrate.Reason, x.Confidence)
	}
	for _, k := range calibrate.Kinds {
		if !seen[k] {
			t.Errorf("the text has no %s", k)
		}
	}
}
