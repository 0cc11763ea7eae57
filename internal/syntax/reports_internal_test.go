package syntax

import "testing"

func TestReports(t *testing.T) {
	w := func(text, upos, xpos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
	}
	tests := []struct {
		name  string
		words []Word
		heads []int
	}{
		{"the paper as a name of the militia", []Word{
			w("They", "PRON", "PRP", 1, "nsubj"), w("told", "VERB", "VBD", -1, "root"), w("the", "DET", "DT", 3, "det"), w("militia", "NOUN", "NN", 1, "iobj"),
			w(",", "PUNCT", ",", 5, "punct"), w("Asharq", "PROPN", "NNP", 3, "appos"), w("reported", "VERB", "VBD", 1, "xcomp"), w("Friday", "PROPN", "NNP", 6, "obl"), w(".", "PUNCT", ".", 1, "punct")},
			[]int{1, -1, 3, 1, 5, 6, 1, 6, 1}},
		{"the verb hangs on the paper", []Word{
			w("They", "PRON", "PRP", 1, "nsubj"), w("told", "VERB", "VBD", -1, "root"), w("the", "DET", "DT", 3, "det"), w("militia", "NOUN", "NN", 1, "iobj"),
			w(",", "PUNCT", ",", 5, "punct"), w("Asharq", "PROPN", "NNP", 3, "appos"), w("reported", "VERB", "VBD", 5, "acl"), w(".", "PUNCT", ".", 1, "punct")},
			[]int{1, -1, 3, 1, 5, 6, 1, 1}},
		{"as it should be", []Word{
			w("It", "PRON", "PRP", 1, "nsubj"), w("closed", "VERB", "VBD", 4, "ccomp"), w(",", "PUNCT", ",", 1, "punct"), w("Oren", "PROPN", "NNP", 4, "nsubj"), w("said", "VERB", "VBD", -1, "root"), w(".", "PUNCT", ".", 4, "punct")},
			[]int{1, 4, 1, 4, -1, 4}},
		{"a phrase as a clause of the verb", []Word{
			w("Two", "NUM", "CD", 2, "nsubj"), w("were", "AUX", "VBD", 2, "aux:pass"), w("held", "VERB", "VBN", -1, "root"), w("after", "SCONJ", "IN", 8, "mark"), w("a", "DET", "DT", 5, "det"), w("row", "NOUN", "NN", 8, "obl"),
			w(",", "PUNCT", ",", 8, "punct"), w("Oren", "PROPN", "NNP", 8, "nsubj"), w("reported", "VERB", "VBD", 2, "advcl"), w(".", "PUNCT", ".", 2, "punct")},
			[]int{2, 2, -1, 5, 5, 2, 8, 8, 2, 2}},
		{"after who reported", []Word{
			w("Two", "NUM", "CD", 2, "nsubj"), w("were", "AUX", "VBD", 2, "aux:pass"), w("held", "VERB", "VBN", -1, "root"), w("after", "SCONJ", "IN", 6, "mark"), w(",", "PUNCT", ",", 6, "punct"), w("Oren", "PROPN", "NNP", 6, "nsubj"),
			w("reported", "VERB", "VBD", 2, "advcl"), w(".", "PUNCT", ".", 2, "punct")},
			[]int{2, 2, -1, 6, 6, 6, 2, 2}},
		{"a second clause", []Word{
			w("She", "PRON", "PRP", 1, "nsubj"), w("left", "VERB", "VBD", -1, "root"), w(",", "PUNCT", ",", 5, "punct"), w("and", "CCONJ", "CC", 5, "cc"), w("Oren", "PROPN", "NNP", 1, "obj"), w("reported", "VERB", "VBD", 1, "conj"), w(".", "PUNCT", ".", 1, "punct")},
			[]int{1, -1, 5, 5, 1, 1, 1}},
		{"what was said follows", []Word{
			w("He", "PRON", "PRP", 1, "nsubj"), w("left", "VERB", "VBD", -1, "root"), w(",", "PUNCT", ",", 1, "punct"), w("Oren", "PROPN", "NNP", 1, "obl"), w("said", "VERB", "VBD", 1, "parataxis"), w("he", "PRON", "PRP", 6, "nsubj"), w("ran", "VERB", "VBD", 4, "ccomp"), w(".", "PUNCT", ".", 1, "punct")},
			[]int{1, -1, 1, 1, 1, 6, 4, 1}},
		{"no clause before", []Word{
			w("In", "ADP", "IN", 1, "case"), w("May", "PROPN", "NNP", 4, "obl"), w(",", "PUNCT", ",", 1, "punct"), w("Oren", "PROPN", "NNP", 1, "appos"), w("said", "VERB", "VBD", -1, "root"), w(".", "PUNCT", ".", 4, "punct")},
			[]int{1, 4, 1, 1, -1, 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			reports(tt.words, 0, len(tt.words))
			for i, w := range tt.words {
				if w.Head != tt.heads[i] {
					t.Errorf("%q depends on %d; want %d", w.Text, w.Head, tt.heads[i])
				}
				for h, n := i, 0; h >= 0; h, n = tt.words[h].Head, n+1 {
					if n > len(tt.words) {
						t.Fatalf("a circle at %q", w.Text)
					}
				}
			}
		})
	}
}

func TestCites(t *testing.T) {
	sentence := func(comma string) []Word {
		w := func(text, upos, xpos string, head int, rel string) Word {
			return Word{Text: text, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
		}
		return []Word{
			w("Oren", "PROPN", "NNP", 1, "nsubj"), w("reported", "VERB", "VBD", -1, "root"), w(",", "PUNCT", ",", 3, "punct"), w("citing", "VERB", "VBG", 1, "advcl"),
			w("officers", "NOUN", "NNS", 3, "obj"), w(comma, "PUNCT", ",", 9, "punct"), w("that", "SCONJ", "IN", 9, "mark"), w("it", "PRON", "PRP", 9, "nsubj"),
			w("was", "AUX", "VBD", 9, "cop"), w("empty", "ADJ", "JJ", 3, "ccomp"), w(".", "PUNCT", ".", 1, "punct"),
		}
	}
	for comma, want := range map[string]int{",": 1, "–": 3} {
		words := sentence(comma)
		cites(words, 0, len(words))
		if words[9].Head != want {
			t.Errorf("with %q the clause hangs on %q", comma, words[words[9].Head].Text)
		}
	}
}
