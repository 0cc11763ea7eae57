package syntax

import "testing"

func TestOneSubject(t *testing.T) {
	w := func(text, upos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, Head: head, Rel: rel}
	}
	tests := []struct {
		name  string
		words []Word
		heads []int
		rels  map[int]string
	}{
		{"of the clause", []Word{w("Northport", "PROPN", 1, "nsubj"), w("demanded", "VERB", -1, "root"), w("that", "SCONJ", 4, "mark"), w("militias", "NOUN", 1, "nsubj"), w("withdraw", "VERB", 1, "xcomp")},
			[]int{1, -1, 4, 4, 1}, map[int]string{3: "nsubj", 4: "ccomp"}},
		{"the object", []Word{w("They", "PRON", 1, "nsubj"), w("urged", "VERB", -1, "root"), w("Prado", "PROPN", 1, "nsubj"), w("to", "PART", 4, "mark"), w("go", "VERB", 1, "xcomp")},
			[]int{1, -1, 1, 4, 1}, map[int]string{2: "obj"}},
		{"the only one", []Word{w("Away", "ADV", 1, "advmod"), w("went", "VERB", -1, "root"), w("guards", "NOUN", 1, "nsubj"), w("to", "PART", 4, "mark"), w("see", "VERB", 1, "xcomp")},
			[]int{1, -1, 1, 4, 1}, map[int]string{2: "nsubj"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			oneSubject(tt.words, 0, len(tt.words))
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
