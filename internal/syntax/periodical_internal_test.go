package syntax

import "testing"

func TestPeriodicals(t *testing.T) {
	w := func(text, upos, xpos string, head int, rel string) Word {
		return Word{Text: text, UPOS: upos, XPOS: xpos, Head: head, Rel: rel}
	}
	// "He agreed, according to the Veld-based daily." as the model reads it.
	daily := []Word{
		w("He", "PRON", "PRP", 1, "nsubj"), w("agreed", "VERB", "VBD", -1, "root"), w(",", "PUNCT", ",", 1, "punct"),
		w("according", "VERB", "VBG", 5, "case"), w("to", "ADP", "IN", 3, "fixed"),
		w("Veld", "PROPN", "NNP", 1, "obl"), w("-", "PUNCT", "HYPH", 5, "punct"), w("based", "VERB", "VBN", 5, "amod"),
		w("daily", "ADV", "RB", 1, "advmod"),
	}
	the := append(append(append([]Word{}, daily[:5]...), w("the", "DET", "DT", 6, "det")), daily[5:]...)
	for i := range the {
		if the[i].Head >= 5 && i != 5 {
			the[i].Head++
		}
	}
	periodicals(the, 0, len(the))
	if d := the[9]; d.UPOS != "NOUN" || d.Head != 1 || d.Rel != "obl" {
		t.Errorf("daily is %+v; want a noun, obl of word 1", d)
	}
	if v := the[5]; v.Head != 9 || v.Rel != "det" {
		t.Errorf("the is %+v; want det of word 9", v)
	}
	if v := the[6]; v.Head != 9 || v.Rel != "compound" {
		t.Errorf("Veld is %+v; want compound of word 9", v)
	}
	// "The ferry runs daily" and "the daily report" stay as they are.
	for _, s := range [][]Word{
		{w("The", "DET", "DT", 1, "det"), w("ferry", "NOUN", "NN", 2, "nsubj"), w("runs", "VERB", "VBZ", -1, "root"), w("daily", "ADV", "RB", 2, "advmod")},
		{w("the", "DET", "DT", 2, "det"), w("daily", "ADJ", "JJ", 2, "amod"), w("report", "NOUN", "NN", -1, "root")},
	} {
		before := append([]Word{}, s...)
		periodicals(s, 0, len(s))
		for i := range s {
			if s[i] != before[i] {
				t.Errorf("%q changed from %+v to %+v", s[i].Text, before[i], s[i])
			}
		}
	}
}
