package eval

import (
	"os"
	"testing"
)

// pairsOfPLOVER are the modes of each type, of the manual's draft 2.0; "" for
// types without modes.
var pairsOfPLOVER = map[string][]string{
	"AGREE": {""}, "SUPPORT": {""}, "CONCEDE": {""}, "COOPERATE": {""}, "AID": {""},
	"CONSULT":  {"visit", "third-party", "multilateral", "phone"},
	"RETREAT":  {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
	"REQUEST":  {"assist", "change", "yield", "meet"},
	"ACCUSE":   {"disapprove", "investigate", "allege"},
	"REJECT":   {"assist", "change", "yield", "meet"},
	"THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
	"PROTEST":  {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
	"SANCTION": {"convict", "expel", "withdraw", "discontinue"},
	"MOBILIZE": {"troops", "weapons", "police", "militia"},
	"COERCE":   {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation", "cyber"},
	"ASSAULT": {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial",
		"drone", "heavy-weapons", "crowd-control", "unconventional"},
}

// TestParagraphs checks that the project's set of events can be read, knows no
// code that PLOVER lacks, and asks for every code that it has.
func TestParagraphs(t *testing.T) {
	ps, err := loadParagraphs(os.DirFS("../../eval/events"))
	if err != nil {
		t.Fatal(err)
	}
	known, asked := make(map[code]bool), make(map[code]bool)
	for kind, modes := range pairsOfPLOVER {
		for _, m := range modes {
			known[code{kind, m}] = true
		}
	}
	names := make(map[string]bool)
	for _, p := range ps {
		if names[p.name] {
			t.Errorf("%s: twice", p.name)
		}
		names[p.name] = true
		for _, e := range p.events {
			for _, c := range e.codes {
				if !known[c] && (c.mode != "" || pairsOfPLOVER[c.kind] == nil) {
					t.Errorf("%s: no code %s", p.name, c)
				}
				if !e.optional {
					asked[c] = true
				}
			}
		}
	}
	for c := range known {
		if !asked[c] {
			t.Errorf("no paragraph has %s", c)
		}
	}
	if len(ps) < 60 {
		t.Errorf("%d paragraphs", len(ps))
	}
}

func TestParseParagraphsErrors(t *testing.T) {
	for name, archive := range map[string]string{
		"a text alone":         "-- a.text --\nMen met.\n",
		"not its events":       "-- a.text --\nMen met.\n-- b.events --\n",
		"a word not there":     "-- a.text --\nMen met.\n-- a.events --\nmeet | CONSULT\n",
		"part of a word":       "-- a.text --\nMen metered.\n-- a.events --\nmet | CONSULT\n",
		"no second such word":  "-- a.text --\nMen met.\n-- a.events --\nmet#2 | CONSULT\n",
		"no type":              "-- a.text --\nMen met.\n-- a.events --\nmet\n",
		"an unknown status":    "-- a.text --\nMen met.\n-- a.events --\nmet | CONSULT | Men | - | done\n",
		"more than 8 columns":  "-- a.text --\nMen met.\n-- a.events --\nmet | CONSULT ||||||| x\n",
		"an event without one": "-- a.text --\nMen met.\n-- a.events --\n | CONSULT\n",
	} {
		if _, err := parseParagraphs("x", []byte(archive)); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
