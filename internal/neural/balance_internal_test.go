package neural

import (
	"slices"
	"strings"
	"testing"

	"hearsay/data/weights"
)

// TestBalance: the last windows share what there is, and every word keeps its
// pieces.
func TestBalance(t *testing.T) {
	m, err := Load(weights.FS, Options{})
	if err != nil {
		t.Fatal(err)
	}
	sentence := strings.Fields("Northport denied the ministry's claims , Ana Prado told reporters in Veld on Tuesday evening .")
	for n := 1; n < 60; n++ {
		sents := slices.Repeat([][]string{sentence}, n)
		ws := m.pack(sents)
		word := 0
		for k, w := range ws {
			if w.from != word || len(w.first) != w.to-w.from || len(w.ids) != len(w.cases) || len(w.ids) > m.pieces {
				t.Fatalf("%d sentences: window %d is words %d:%d after %d, %d pieces, %d cases, %d first pieces", n, k, w.from, w.to, word, len(w.ids), len(w.cases), len(w.first))
			}
			if w.ids[0] != m.vocab.cls || w.ids[len(w.ids)-1] != m.vocab.sep {
				t.Fatalf("%d sentences: window %d does not stand between [CLS] and [SEP]", n, k)
			}
			for i, f := range w.first {
				text := sentence[(w.from+i)%len(sentence)]
				if want := m.vocab.cut(nil, text); !slices.Equal(w.ids[f:f+len(want)], want) {
					t.Fatalf("%d sentences: word %d (%q) has pieces %v; want %v", n, w.from+i, text, w.ids[f:f+len(want)], want)
				}
			}
			word = w.to
		}
		if word != n*len(sentence) {
			t.Fatalf("%d sentences: %d words in windows; want %d", n, word, n*len(sentence))
		}
		if last := ws[len(ws)-1]; len(ws) > 1 && len(last.ids) < fewPieces {
			t.Errorf("%d sentences: %d pieces in the last window", n, len(last.ids))
		}
	}
	// A sentence longer than a window is cut as ever.
	long := [][]string{slices.Repeat([]string{"harbour"}, m.pieces+5)}
	if ws := m.pack(long); len(ws) != 2 || ws[1].to-ws[1].from != 7 {
		t.Errorf("a sentence of %d words: %d windows", len(long[0]), len(ws))
	}
}
