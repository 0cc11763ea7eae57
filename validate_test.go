package hearsay_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"hearsay"
)

const harrow = "The Daily Herald reported that a source said the depot had burned."

// at returns the receipt for the first occurrence of s in the text.
func at(s string) hearsay.Receipt {
	i := strings.Index(harrow, s)
	if i < 0 {
		panic(s)
	}
	return hearsay.ReceiptFor(harrow, hearsay.Span{Start: i, End: i + len(s)})
}

// valid returns a small Reading that breaks no invariant.
func valid() *hearsay.Reading {
	return &hearsay.Reading{
		Hearsay: hearsay.Versions{Record: hearsay.RecordVersion, Reading: "test", Model: "none", Gazetteer: "none"},
		Document: hearsay.Document{ID: hearsay.IDOf(harrow), Text: harrow, Language: "en",
			Blocks: []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(harrow)}}}},
		Entities: []hearsay.Entity{
			{ID: 1, Name: "The Daily Herald", Kind: hearsay.Organization, Named: true, Sector: "JRN", Mentions: []hearsay.MentionID{1}},
			{ID: 2, Name: "a source", Kind: hearsay.Person, Mentions: []hearsay.MentionID{2}},
		},
		Mentions: []hearsay.Mention{
			{ID: 1, Entity: 1, Span: at("The Daily Herald"), Head: at("Herald"), Form: hearsay.Name},
			{ID: 2, Entity: 2, Span: at("a source"), Head: at("source"), Form: hearsay.Nominal},
		},
		Attributions: []hearsay.Attribution{
			{ID: 1, Source: 1, SourceSpan: at("The Daily Herald"), Cue: at("reported"), Content: []hearsay.Receipt{at("a source said the depot had burned")}, Mode: hearsay.Indirect, Act: hearsay.Say, Confidence: 0.9},
			{ID: 2, Source: 2, SourceSpan: at("a source"), Cue: at("said"), Content: []hearsay.Receipt{at("the depot had burned")}, Within: 1, Mode: hearsay.Indirect, Act: hearsay.Say, Anonymous: true, Confidence: 0.9},
		},
		Events:   []hearsay.Event{{ID: 1, Trigger: at("burned"), Said: 2, Factuality: hearsay.Factuality{Value: 3, Label: "CT+", By: 2}}},
		Findings: []hearsay.Finding{{ID: 1, Kind: "unnamed-source", Spans: []hearsay.Receipt{at("a source")}, Text: "one statement rests on a source that is not named"}},
	}
}

func TestValidate(t *testing.T) {
	if err := valid().Validate(); err != nil {
		t.Fatalf("Validate() = %v; want nil", err)
	}
	tests := []struct {
		name  string
		spoil func(r *hearsay.Reading)
		want  string
	}{
		{"text changed", func(r *hearsay.Reading) { r.Document.Text += " " }, "not the hash"},
		{"not UTF-8", func(r *hearsay.Reading) { r.Document.Text = "\xff" }, "not UTF-8"},
		{"block order", func(r *hearsay.Reading) { r.Document.Blocks = append(r.Document.Blocks, r.Document.Blocks[0]) }, "out of order"},
		{"block past the end", func(r *hearsay.Reading) { r.Document.Blocks[0].Span.End++ }, "does not fit"},
		{"date without precision", func(r *hearsay.Reading) { r.Document.Published.Value = "2021-05-03" }, "precision none"},
		{"receipt reads otherwise", func(r *hearsay.Reading) { r.Mentions[0].Span.Text = "The Evening Herald" }, `m1: span reads "The Evening Herald"`},
		{"receipt past the end", func(r *hearsay.Reading) { r.Attributions[0].Cue.End = 1000 }, "a1: cue"},
		{"mention out of order", func(r *hearsay.Reading) {
			r.Mentions[1].Span = at("The Daily Herald")
			r.Mentions[0].Span = at("a source")
		}, "head lies outside"},
		{"head outside", func(r *hearsay.Reading) { r.Mentions[0].Head = at("depot") }, "m1: its head lies outside it"},
		{"mention of no entity", func(r *hearsay.Reading) { r.Mentions[1].Entity = 3 }, "E2 lists m2, which belongs to E3"},
		{"mention listed twice", func(r *hearsay.Reading) { r.Entities[1].Mentions = []hearsay.MentionID{1, 2} }, "E2 lists m1"},
		{"mention not listed", func(r *hearsay.Reading) { r.Entities = r.Entities[:1] }, "entities list 1 mentions of 2"},
		{"entity id", func(r *hearsay.Reading) { r.Entities[1].ID = 7 }, "entity 2 has id E7"},
		{"source missing", func(r *hearsay.Reading) { r.Attributions[1].Source = 9 }, "a2 refers to m9"},
		{"source without words", func(r *hearsay.Reading) { r.Attributions[1].SourceSpan = hearsay.Receipt{} }, "a2: source m2 with words"},
		{"no content", func(r *hearsay.Reading) { r.Attributions[1].Content = nil }, "a2 has no content"},
		{"content out of order", func(r *hearsay.Reading) {
			r.Attributions[1].Content = []hearsay.Receipt{at("burned"), at("depot")}
		}, "a2: its content is out of order"},
		{"cycle", func(r *hearsay.Reading) { r.Attributions[0].Within = 2 }, "a1 never reaches the document"},
		{"within itself", func(r *hearsay.Reading) { r.Attributions[1].Within = 2 }, "a2 never reaches the document"},
		{"confidence", func(r *hearsay.Reading) { r.Attributions[1].Confidence = 1.5 }, "confidence 1.5"},
		{"event said by nobody", func(r *hearsay.Reading) { r.Events[0].Said = 3 }, "v1 refers to a3"},
		{"factuality", func(r *hearsay.Reading) { r.Events[0].Factuality.Value = 4 }, "factuality 4"},
		{"kind of finding", func(r *hearsay.Reading) { r.Findings[0].Kind = "odd" }, `f1 has unknown kind "odd"`},
		{"half a pin", func(r *hearsay.Reading) {
			lat := 1.0
			r.Places = []hearsay.Place{{ID: 1, Span: at("depot"), Lat: &lat}}
		}, "p1 has half a pin"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := valid()
			tt.spoil(r)
			err := r.Validate()
			if !errors.Is(err, hearsay.ErrInvalid) || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Validate() = %v; want an ErrInvalid with %q", err, tt.want)
			}
		})
	}
}

func TestChain(t *testing.T) {
	var ids []hearsay.AttributionID
	for _, a := range valid().Chain(2) {
		ids = append(ids, a.ID)
	}
	if want := []hearsay.AttributionID{2, 1}; !reflect.DeepEqual(ids, want) {
		t.Errorf("Chain(2) = %v; want %v", ids, want)
	}
	if c := valid().Chain(5); c != nil {
		t.Errorf("Chain(5) = %v; want nil", c)
	}
}

func TestJSONKeepsEverything(t *testing.T) {
	r := valid()
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var back hearsay.Reading
	if err := json.Unmarshal(b, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(r, &back) {
		t.Errorf("decoded Reading differs:\n%+v\n%+v", r, &back)
	}
	for _, want := range []string{`"source":"m2"`, `"within":"a1"`, `"said":"a2"`, `"mode":"indirect"`, `"kind":"paragraph"`, `"head":{"start":10,"end":16,"text":"Herald"}`} {
		if !strings.Contains(string(b), want) {
			t.Errorf("JSON lacks %s: %s", want, b)
		}
	}
}
