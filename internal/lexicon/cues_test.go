package lexicon_test

import (
	"testing"

	"hearsay"
	"hearsay/internal/lexicon"
)

func TestCueOf(t *testing.T) {
	for _, tt := range []struct {
		lemma    string
		kind     lexicon.CueKind
		act      hearsay.Act
		strength int
	}{
		{"say", lexicon.CueVerb, hearsay.Say, 3},
		{"claim", lexicon.CueNoun, hearsay.Say, 3},
		{"deny", lexicon.CueVerb, hearsay.Deny, 3},
		{"want", lexicon.CueVerb, hearsay.Want, 3},
		{"back", lexicon.CueVerb, hearsay.Want, 1},
		{"reportedly", lexicon.CueAdverb, hearsay.Say, 3},
	} {
		c := lexicon.CueOf(tt.lemma, tt.kind)
		if c == nil {
			t.Errorf("CueOf(%q, %d) = nil", tt.lemma, tt.kind)
			continue
		}
		if c.Act != tt.act || c.Strength != tt.strength {
			t.Errorf("CueOf(%q, %d) = %v of strength %d; want %v, %d", tt.lemma, tt.kind, c.Act, c.Strength, tt.act, tt.strength)
		}
	}
	if c := lexicon.CueOf("say", lexicon.CueNoun); c != nil {
		t.Errorf("CueOf(say, noun) = %v; want none", c)
	}
	if c := lexicon.CueOf("eat", lexicon.CueVerb); c != nil {
		t.Errorf("CueOf(eat, verb) = %v; want none", c)
	}
}

func TestCuesFrom(t *testing.T) {
	var found bool
	for _, c := range lexicon.CuesFrom("call") {
		if len(c.Phrase) == 2 && c.Phrase[1] == "for" {
			found = true
			if c.Act != hearsay.Demand || !c.Takes("o") || c.Takes("q") {
				t.Errorf("call for: act %v, object %v, quotation %v; want demand, true, false", c.Act, c.Takes("o"), c.Takes("q"))
			}
		}
	}
	if !found {
		t.Error("CuesFrom(call) lacks \"call for\"")
	}
}

// Every line must be complete: a word without an act or a frame could never
// be used.
func TestCuesComplete(t *testing.T) {
	n := 0
	for _, lemma := range []string{"say", "tell", "according", "call", "point", "want", "deny", "threaten", "alleged", "in"} {
		for _, c := range lexicon.CuesFrom(lemma) {
			n++
			if c.Strength < 1 || c.Strength > 3 || c.Phrase[0] != lemma {
				t.Errorf("%v: strength %d", c.Phrase, c.Strength)
			}
		}
	}
	if n < 12 {
		t.Errorf("%d entries for ten words; want at least 12", n)
	}
}
