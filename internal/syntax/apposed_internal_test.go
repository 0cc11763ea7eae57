package syntax

import "testing"

func w(text, upos string, head int, rel string) Word {
	return Word{Text: text, UPOS: upos, Head: head, Rel: rel}
}

func TestApposed(t *testing.T) {
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

func TestNamed(t *testing.T) {
	sentence := func(comma, rel string) []Word {
		return []Word{
			w("Ana", "PROPN", 7, rel), w("Prado", "PROPN", 0, "flat"), w(",", "PUNCT", 4, "punct"), w("the", "DET", 4, "det"),
			w("minister", "NOUN", 7, "nsubj"), w(comma, "PUNCT", 4, "punct"), w("quietly", "ADV", 7, "advmod"), w("left", "VERB", -1, "root"),
		}
	}
	s := sentence(",", "obl")
	named(s, 0, len(s))
	if s[0].Rel != "nsubj" || s[4].Head != 0 || s[4].Rel != "appos" {
		t.Errorf("Ana is %s, minister %s of %d; want nsubj, appos of 0", s[0].Rel, s[4].Rel, s[4].Head)
	}
	for _, s := range [][]Word{sentence("-", "obl"), sentence(",", "nmod")} {
		named(s, 0, len(s))
		if s[4].Rel != "nsubj" {
			t.Errorf("minister is %s after %s and %q; want nsubj", s[4].Rel, s[0].Rel, s[5].Text)
		}
	}
	s = sentence(",", "obl")
	s[1].Rel = "compound"
	if named(s, 0, len(s)); s[4].Rel != "nsubj" {
		t.Errorf("minister is %s after what is no name of two words; want nsubj", s[4].Rel)
	}
}
