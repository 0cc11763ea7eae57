package syntax

import "testing"

func TestAccordingTo(t *testing.T) {
	w := func(text, upos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, Head: head, Rel: rel}
	}
	tests := []struct {
		name  string
		words []Word
		heads []int
		rels  map[int]string
	}{
		{"a verb of its own", []Word{w("Two", "NUM", 1, "nsubj"), w("died", "VERB", -1, "root"), w("according", "VERB", 1, "advcl"), w("to", "ADP", 2, "fixed"), w("the", "DET", 5, "det"), w("hospital", "NOUN", 1, "obl")},
			[]int{1, -1, 5, 2, 5, 1}, map[int]string{2: "case", 5: "obl"}},
		{"the noun hangs on it", []Word{w("Two", "NUM", 1, "nsubj"), w("died", "VERB", -1, "root"), w("according", "VERB", 1, "advcl"), w("to", "ADP", 4, "case"), w("Prado", "PROPN", 2, "obl")},
			[]int{1, -1, 4, 2, 1}, map[int]string{2: "case", 3: "fixed", 4: "obl"}},
		{"a clause follows", []Word{w("It", "PRON", 1, "nsubj"), w("changes", "VERB", -1, "root"), w("according", "VERB", 1, "advcl"), w("to", "ADP", 2, "fixed"), w("whether", "SCONJ", 6, "mark"), w("they", "PRON", 6, "nsubj"), w("pay", "VERB", 2, "ccomp")},
			[]int{1, -1, 1, 2, 6, 6, 2}, nil},
		{"a clause between them hangs on it", []Word{w("Two", "NUM", 1, "nsubj"), w("died", "VERB", -1, "root"), w("clerks", "NOUN", 3, "nsubj"), w("gave", "VERB", 4, "ccomp"), w("according", "VERB", 1, "advcl"), w("to", "ADP", 4, "fixed"), w("figures", "NOUN", 2, "nmod")},
			[]int{1, -1, 3, 4, 1, 4, 2}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			accordingTo(tt.words, 0, len(tt.words))
			for i, w := range tt.words {
				if w.Head != tt.heads[i] {
					t.Errorf("%q depends on %d; want %d", w.Text, w.Head, tt.heads[i])
				}
				if r := tt.rels[i]; r != "" && w.Rel != r {
					t.Errorf("%q is %s; want %s", w.Text, w.Rel, r)
				}
			}
		})
	}
}
