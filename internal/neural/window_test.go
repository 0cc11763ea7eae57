package neural

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"hearsay/data/weights"
)

// TestPack checks pieces, case ids and windows against the training program.
func TestPack(t *testing.T) {
	m, err := Load(weights.FS, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var vs []struct {
		Text      string
		Sentences [][][2]int
		Pieces    [][]int32
		Case      [][]uint8
		First     [][2]int
	}
	if err := json.Unmarshal(b, &vs); err != nil {
		t.Fatal(err)
	}
	for _, v := range vs {
		text := []rune(v.Text)
		var sents [][]string
		for _, s := range v.Sentences {
			var toks []string
			for _, c := range s {
				toks = append(toks, string(text[c[0]:c[1]]))
			}
			sents = append(sents, toks)
		}
		ws := m.pack(sents)
		if len(ws) != len(v.Pieces) {
			t.Fatalf("%q: %d windows, want %d", v.Text, len(ws), len(v.Pieces))
		}
		var first [][2]int
		for k, w := range ws {
			if !slices.Equal(w.ids, v.Pieces[k]) {
				t.Errorf("%q: pieces %v, want %v", v.Text, w.ids, v.Pieces[k])
			}
			if !slices.Equal(w.cases, v.Case[k]) {
				t.Errorf("%q: cases %v, want %v", v.Text, w.cases, v.Case[k])
			}
			for _, f := range w.first {
				first = append(first, [2]int{k, f})
			}
		}
		if !slices.Equal(first, v.First) {
			t.Errorf("%q: first pieces %v, want %v", v.Text, first, v.First)
		}
	}
}
