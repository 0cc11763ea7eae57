package syntax

import "testing"

func TestDoubled(t *testing.T) {
	w := func(text, upos, xpos string, head int, rel string) Word {
		return Word{Text: text, Lemma: text, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
	}
	for _, c := range []struct {
		name  string
		words []Word
		head  int // of the first word of the sentence, with its relation
		rel   string
	}{
		{"owner", []Word{w("Oren", "PROPN", "NNP", 3, "nsubj"), w("’s", "PART", "POS", 0, "case"), w("family", "NOUN", "NN", 3, "nsubj"), w("said", "VERB", "VBD", -1, "root")}, 2, "nmod:poss"},
		{"title", []Word{w("spokeswoman", "NOUN", "NN", 3, "nsubj"), w("Jo", "PROPN", "NNP", 3, "nsubj"), w("Marsh", "PROPN", "NNP", 1, "flat"), w("said", "VERB", "VBD", -1, "root")}, 1, "nmod:desc"},
		{"compound", []Word{w("Office", "PROPN", "NNP", 2, "nsubj"), w("officials", "NOUN", "NNS", 2, "nsubj"), w("said", "VERB", "VBD", -1, "root")}, 1, "compound"},
		{"office", []Word{w("Secretary", "PROPN", "NNP", 4, "nsubj"), w("of", "ADP", "IN", 3, "case"), w("State", "PROPN", "NNP", 0, "compound"), w("Jo", "PROPN", "NNP", 4, "nsubj"), w("said", "VERB", "VBD", -1, "root")}, 3, "nmod:desc"},
		{"day", []Word{w("Monday", "PROPN", "NNP", 2, "nsubj"), w("Oren", "PROPN", "NNP", 2, "nsubj"), w("left", "VERB", "VBD", -1, "root")}, 2, "nsubj"},
		{"pronoun", []Word{w("what", "PRON", "WP", 2, "nsubj"), w("Oren", "PROPN", "NNP", 2, "nsubj"), w("said", "VERB", "VBD", -1, "root")}, 2, "nsubj"},
		{"comma", []Word{w("officials", "NOUN", "NNS", 3, "nsubj"), w(",", "PUNCT", ",", 2, "punct"), w("residents", "NOUN", "NNS", 3, "nsubj"), w("fled", "VERB", "VBD", -1, "root")}, 3, "nsubj"},
		{"two verbs", []Word{w("man", "NOUN", "NN", 3, "nsubj"), w("Oren", "PROPN", "NNP", 2, "nsubj"), w("saw", "VERB", "VBD", 0, "acl:relcl"), w("left", "VERB", "VBD", -1, "root")}, 3, "nsubj"},
	} {
		doubled(c.words, 0, len(c.words))
		if got := c.words[0]; got.Head != c.head || got.Rel != c.rel {
			t.Errorf("%s: %s is %s of %d; want %s of %d", c.name, got.Text, got.Rel, got.Head, c.rel, c.head)
		}
	}
}
