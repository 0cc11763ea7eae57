package syntax

import (
	"testing"
	"unicode/utf8"
)

func TestParseScript(t *testing.T) {
	tests := []struct {
		label, form, want string
		ok                bool
	}{
		{"l0+", "Harbour", "harbour", true},
		{"k0+", "Harrow", "Harrow", true},
		{"l3+y", "Ferries", "ferry", true},
		{"k1+ember", "Sept.", "September", true},
		{"l2+é", "CAFÉS", "café", true},
		{"l1+", "cafés", "café", true},
		{"l2+e", "cafés", "cafe", true},
		{"k1+", "東京都", "東京", true},
		{"l9+y", "tiny", "", false},
		{"l4+", "tiny", "", false},
		{"l4+go", "went", "go", true},
		{"l0+", "", "", false},
		{"", "tiny", "", false},
		{"x1+y", "tiny", "", false},
		{"l-1+y", "tiny", "", false},
		{"l+1+y", "tiny", "", false},
		{"l1", "tiny", "", false},
		{"l99999999999999999999+", "tiny", "", false},
	}
	for _, tt := range tests {
		got, ok := parseScript(tt.label).apply(tt.form)
		if got != tt.want || ok != tt.ok {
			t.Errorf("%q of %q = %q, %v; want %q, %v", tt.label, tt.form, got, ok, tt.want, tt.ok)
		}
	}
}

func FuzzScript(f *testing.F) {
	f.Add("l3+y", "Ferries")
	f.Add("k2+", "İstanbul")
	f.Add("l1+e", "\xff\xfe")
	f.Fuzz(func(t *testing.T, label, form string) {
		lemma, ok := parseScript(label).apply(form)
		if ok && lemma == "" {
			t.Errorf("%q of %q is empty", label, form)
		}
		if ok && utf8.ValidString(form) && utf8.ValidString(label) && !utf8.ValidString(lemma) {
			t.Errorf("%q of %q = %q splits a character", label, form, lemma)
		}
	})
}

func TestLemma(t *testing.T) {
	tests := []struct{ form, upos, xpos, script, want string }{
		// irregular words, guarded by their tags
		{"was", "AUX", "VBD", "l0+", "be"},
		{"been", "AUX", "VBN", "l0+", "be"},
		{"went", "VERB", "VBD", "l0+", "go"},
		{"Told", "VERB", "VBD", "l0+", "tell"},
		{"found", "VERB", "VBD", "l0+", "find"},
		{"found", "VERB", "VB", "l0+", "found"},
		{"left", "VERB", "VBN", "l0+", "leave"},
		{"left", "ADJ", "JJ", "l0+", "left"},
		{"better", "ADJ", "JJR", "l0+", "good"},
		{"better", "ADV", "RBR", "l0+", "well"},
		{"worst", "ADJ", "JJS", "l0+", "bad"},
		{"children", "NOUN", "NNS", "l0+", "child"},
		{"Children", "PROPN", "NNPS", "k0+", "Child"},
		{"gunmen", "NOUN", "NNS", "l0+", "gunman"},
		{"n't", "PART", "RB", "l0+", "not"},
		{"n’t", "PART", "RB", "l0+", "not"},
		{"’ll", "AUX", "MD", "l0+", "will"},
		{"wo", "AUX", "MD", "l0+", "will"},
		{"'ve", "AUX", "VBP", "l0+", "have"},
		{"’s", "PART", "POS", "l0+", "'s"},
		{"us", "PRON", "PRP", "l0+", "we"},
		{"her", "PRON", "PRP", "l0+", "she"},
		{"her", "PRON", "PRP$", "l0+", "her"},
		{"These", "DET", "DT", "l0+", "this"},
		// regular inflection, whatever the script says
		{"hoping", "VERB", "VBG", "l3+", "hope"},
		{"hopping", "VERB", "VBG", "l3+", "hop"},
		{"decided", "VERB", "VBD", "l2+", "decide"},
		{"visited", "VERB", "VBD", "l2+e", "visit"},
		{"called", "VERB", "VBN", "l2+", "call"},
		{"controlled", "VERB", "VBN", "l2+", "control"},
		{"carried", "VERB", "VBD", "l2+", "carry"},
		{"died", "VERB", "VBD", "l2+", "die"},
		{"dying", "VERB", "VBG", "l3+", "die"},
		{"seeing", "VERB", "VBG", "l3+", "see"},
		{"agreed", "VERB", "VBD", "l2+", "agree"},
		{"intervening", "VERB", "VBG", "l3+", "intervene"},
		{"Opening", "VERB", "VBG", "l3+", "open"},
		{"charged", "VERB", "VBN", "l2+", "charge"},
		{"argued", "VERB", "VBD", "l2+", "argue"},
		{"developed", "VERB", "VBD", "l2+e", "develop"},
		{"panicked", "VERB", "VBD", "l2+", "panic"},
		{"goes", "VERB", "VBZ", "l1+", "go"},
		{"causes", "VERB", "VBZ", "l2+", "cause"},
		{"attaches", "VERB", "VBZ", "l1+", "attach"},
		{"ministries", "NOUN", "NNS", "l1+", "ministry"},
		{"movies", "NOUN", "NNS", "l3+y", "movie"},
		{"viruses", "NOUN", "NNS", "l1+", "virus"},
		{"houses", "NOUN", "NNS", "l2+", "house"},
		{"heroes", "NOUN", "NNS", "l1+", "hero"},
		{"headaches", "NOUN", "NNS", "l2+", "headache"},
		{"headquarters", "NOUN", "NNS", "l1+", "headquarters"},
		{"1990s", "NOUN", "NNS", "l1+", "1990s"},
		{"Iraqis", "NOUN", "NNS", "k1+", "Iraqi"},
		{"Residents", "NOUN", "NNS", "l1+", "resident"},
		{"MPs", "NOUN", "NNS", "l1+", "MP"},
		{"bases", "NOUN", "NNS", "l2+is", "base"},
		{"besieged", "VERB", "VBN", "l2+", "besiege"},
		{"Iranian", "ADJ", "JJ", "l0+", "Iranian"},
		{"largest", "ADJ", "JJS", "l3+", "large"},
		{"bigger", "ADJ", "JJR", "l2+", "big"},
		{"earlier", "ADV", "RBR", "l2+", "early"},
		{"United", "VERB", "NNP", "k0+", "Unite"},
		// words without inflection: the script chooses the case, no more
		{"Syrian", "ADJ", "JJ", "k0+", "Syrian"},
		{"Central", "ADJ", "JJ", "l0+", "central"},
		{"harbour", "NOUN", "NN", "l4+and", "harbour"},
		{"pm", "NOUN", "NN", "l1+.m.", "p.m."},
		{"AP", "PROPN", "NNP", "k0+", "AP"},
		{"12,500", "NUM", "CD", "l0+", "12500"},
		{"“", "PUNCT", "``", "l0+", "\""},
		{"I", "PRON", "PRP", "", "I"},
		// forms that leave nothing to cut
		{"ed", "VERB", "VBD", "l2+", "ed"},
		{"ing", "VERB", "VBG", "l3+", "ing"},
		{"s", "NOUN", "NNS", "l1+", "s"},
		{"es", "NOUN", "NNS", "l0+", "es"},
	}
	for _, tt := range tests {
		if got := lemma(tt.form, tt.upos, tt.xpos, parseScript(tt.script)); got != tt.want {
			t.Errorf("lemma(%q, %s, %s, %q) = %q; want %q", tt.form, tt.upos, tt.xpos, tt.script, got, tt.want)
		}
	}
}

func FuzzLemma(f *testing.F) {
	for _, w := range []string{"hopping", "İing", "s", "’s", "\xff", "ies", "iest"} {
		f.Add(w, uint8(3), uint8(5), "l2+e")
	}
	upos := []string{"VERB", "NOUN", "ADJ", "ADV", "PROPN", "NUM", "PUNCT", "X"}
	xpos := []string{"VBG", "VBD", "VBZ", "NNS", "NNPS", "JJR", "JJS", "NNP", "CD", "VB", "POS", ""}
	f.Fuzz(func(t *testing.T, form string, u, x uint8, label string) {
		if form == "" {
			return
		}
		l := lemma(form, upos[int(u)%len(upos)], xpos[int(x)%len(xpos)], parseScript(label))
		if l == "" {
			t.Errorf("lemma of %q is empty", form)
		}
		if utf8.ValidString(form) && utf8.ValidString(label) && !utf8.ValidString(l) {
			t.Errorf("lemma of %q = %q splits a character", form, l)
		}
	})
}

// TestIrregular checks the table's own consistency: no form twice in a section
// with two different dictionary forms.
func TestIrregular(t *testing.T) {
	if n := len(irregular["VBD"]); n < 200 {
		t.Errorf("%d irregular past forms; want at least 200", n)
	}
	for tag, forms := range irregular {
		for form, l := range forms {
			if form == "" || l == "" {
				t.Errorf("%s: %q → %q", tag, form, l)
			}
		}
	}
}

func BenchmarkLemma(b *testing.B) {
	words := []struct{ form, upos, xpos string }{{"visited", "VERB", "VBD"}, {"Harrow", "PROPN", "NNP"}, {"the", "DET", "DT"}, {"ministries", "NOUN", "NNS"}, {"was", "AUX", "VBD"}}
	s := parseScript("l0+")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		w := &words[i%len(words)]
		lemma(w.form, w.upos, w.xpos, s)
	}
}
