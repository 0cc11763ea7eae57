package syntax

import "testing"

func TestAcross(t *testing.T) {
	x := func(text, upos, xpos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
	}
	for _, c := range []struct {
		name  string
		words []Word
		at    int // the word, its head and its relation
		head  int
		rel   string
	}{
		{"a verb", []Word{x("Northland", "PROPN", "NNP", 2, "nmod:poss"), x("deployed", "VERB", "VBD", -1, "root"), x("peacekeepers", "NOUN", "NNS", 1, "obj")}, 0, 1, "nsubj"},
		{"a copula", []Word{x("city", "NOUN", "NN", 3, "nmod:poss"), x("was", "AUX", "VBD", 3, "cop"), x("under", "ADP", "IN", 3, "case"), x("siege", "NOUN", "NN", -1, "root")}, 0, 3, "nsubj"},
		{"a preposition", []Word{x("threat", "NOUN", "NN", 3, "nsubj"), x("against", "ADP", "IN", 2, "case"), x("Dale", "PROPN", "NNP", 4, "compound"), x("shook", "VERB", "VBD", -1, "root"), x("traders", "NOUN", "NNS", 3, "obj")}, 2, 0, "nmod"},
		{"an owner", []Word{x("Northland", "PROPN", "NNP", 3, "nmod:poss"), x("’s", "PART", "POS", 0, "case"), x("deployed", "VERB", "VBD", 3, "dep"), x("peacekeepers", "NOUN", "NNS", -1, "root")}, 0, 3, "nmod:poss"},
		{"no finite verb", []Word{x("Northland", "PROPN", "NNP", 2, "compound"), x("trained", "VERB", "VBN", 2, "amod"), x("peacekeepers", "NOUN", "NNS", -1, "root")}, 0, 2, "compound"},
		{"nothing between", []Word{x("city", "NOUN", "NN", 1, "compound"), x("siege", "NOUN", "NN", -1, "root")}, 0, 1, "compound"},
		{"a subject it has", []Word{x("Prado", "PROPN", "NNP", 2, "nsubj"), x("Northland", "PROPN", "NNP", 3, "compound"), x("sent", "VERB", "VBD", -1, "root"), x("guards", "NOUN", "NNS", 2, "obj")}, 1, 3, "compound"},
	} {
		across(c.words, 0, len(c.words))
		if got := c.words[c.at]; got.Head != c.head || got.Rel != c.rel {
			t.Errorf("%s: %s is %s of %d; want %s of %d", c.name, got.Text, got.Rel, got.Head, c.rel, c.head)
		}
	}
}

func TestOfficeBefore(t *testing.T) {
	s := []Word{w("The", "DET", 1, "det"), w("minister", "NOUN", 3, "nmod:desc"), w(",", "PUNCT", 3, "punct"), w("Ana", "PROPN", 6, "nsubj"), w("Prado", "PROPN", 3, "flat"), w(",", "PUNCT", 3, "punct"), w("told", "VERB", -1, "root")}
	officeBefore(s, 0, len(s))
	if s[1].Head != 6 || s[1].Rel != "nsubj" || s[3].Head != 1 || s[3].Rel != "appos" {
		t.Errorf("minister is %s of %d, Ana %s of %d; want nsubj of 6, appos of 1", s[1].Rel, s[1].Head, s[3].Rel, s[3].Head)
	}
	// No comma between, or none behind.
	s = []Word{w("Minister", "NOUN", 1, "nmod:desc"), w("Ana", "PROPN", 3, "nsubj"), w(",", "PUNCT", 1, "punct"), w("told", "VERB", -1, "root")}
	if officeBefore(s, 0, len(s)); s[0].Head != 1 {
		t.Errorf("Minister hangs on %d; want 1", s[0].Head)
	}
	s = []Word{w("minister", "NOUN", 2, "nmod:desc"), w(",", "PUNCT", 2, "punct"), w("Ana", "PROPN", 3, "nsubj"), w("told", "VERB", -1, "root")}
	if officeBefore(s, 0, len(s)); s[0].Head != 2 {
		t.Errorf("minister hangs on %d; want 2", s[0].Head)
	}
}

func TestPast(t *testing.T) {
	for _, c := range []struct{ before, verb, want string }{{"never", "denied", "VBD"}, {"never", "proceed", "VB"}, {"to", "embed", "VB"}, {"to", "denied", "VB"}} {
		s := []Word{{Text: c.before, UPOS: "PART", XPOS: "RB", Head: 1, Rel: "mark"}, {Text: c.verb, UPOS: "VERB", XPOS: "VB", Head: -1, Rel: "root"}}
		if c.before == "to" {
			s[0].XPOS = "TO"
		}
		if past(s, 0, 2); s[1].XPOS != c.want {
			t.Errorf("%s %s: %s; want %s", c.before, c.verb, s[1].XPOS, c.want)
		}
	}
}
