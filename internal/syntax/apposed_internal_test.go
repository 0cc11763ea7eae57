package syntax

import "testing"

func TestApposed(t *testing.T) {
	w := func(text, upos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, Head: head, Rel: rel}
	}
	s := []Word{w("The", "DET", 1, "det"), w("minister", "NOUN", 6, "nsubj"), w(",", "PUNCT", 3, "punct"), w("Ana", "PROPN", 6, "nsubj"), w("Prado", "PROPN", 3, "flat"), w(",", "PUNCT", 3, "punct"), w("told", "VERB", -1, "root"), w("reporters", "NOUN", 6, "obj")}
	apposed(s, 0, len(s))
	if s[3].Head != 1 || s[3].Rel != "appos" {
		t.Errorf("Ana is %s of %d; want appos of 1", s[3].Rel, s[3].Head)
	}
	if s[1].Head != 6 || s[1].Rel != "nsubj" {
		t.Errorf("minister is %s of %d; want nsubj of 6", s[1].Rel, s[1].Head)
	}
	// Without the second comma there is no apposition.
	s = []Word{w("Officials", "NOUN", 3, "nsubj"), w(",", "PUNCT", 2, "punct"), w("residents", "NOUN", 3, "nsubj"), w("fled", "VERB", -1, "root")}
	apposed(s, 0, len(s))
	if s[2].Head != 3 {
		t.Errorf("residents depends on %d; want 3", s[2].Head)
	}
}
