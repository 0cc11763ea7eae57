package codebook

import "slices"

// A Kind is one of the PLOVER types with what the manual says of it.
type Kind struct {
	Name      string
	Quad      int     // 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict
	Recipient bool    // a recipient is required
	Scale     float64 // score without a mode
	Modes     []Mode
}

// the manual gives no score.
type Mode struct {
	Name  string
	Scale float64
}

// Types holds the 16 types in the order of the manual.
//
// The manual prints 3 for ACCUSE, a type of verbal conflict whose modes are all
// negative: -3 is meant. One of its tables puts SANCTION in quad class 3, its
// section and summary in 4. PROTEST/vandalize has no score in the manual; it
// takes that of its type.
var Types = []Kind{
	{"AGREE", 1, false, 2.5, nil},
	{"CONSULT", 1, false, 2.5, []Mode{{"visit", 4}, {"third-party", 1}, {"multilateral", 4}, {"phone", 1.5}}},
	{"SUPPORT", 1, false, 5, nil},
	{"CONCEDE", 1, false, 4.5, nil},
	{"COOPERATE", 2, true, 9.5, nil},
	{"AID", 2, true, 10, nil},
	{"RETREAT", 2, false, 6.5, []Mode{{"withdraw", 8}, {"release", 6.5}, {"disarm", 10}, {"ceasefire", 7.5}, {"access", 6.5}, {"resign", 4.5}}},
	{"REQUEST", 3, false, 0, []Mode{{"assist", 0.5}, {"change", -1}, {"yield", -1}, {"meet", 0}}},
	{"ACCUSE", 3, false, -3, []Mode{{"disapprove", -2}, {"investigate", -3.5}, {"allege", -3.5}}},
	{"REJECT", 3, false, -2, []Mode{{"assist", -1.5}, {"change", -2}, {"yield", -2}, {"meet", -2}}},
	{"THREATEN", 3, false, -3.5, []Mode{{"restrict", -3}, {"arrest", -3.5}, {"relations", -3.5}, {"expel", -3.5}, {"territory", -4}, {"violence", -3.5}}},
	{"PROTEST", 4, false, -5, []Mode{{"demo", -5}, {"riot", -7}, {"strike", -5}, {"hunger", -4.5}, {"boycott", -4.5}, {"obstruct", -4.5}, {"vandalize", -5}}},
	{"SANCTION", 4, true, -6, []Mode{{"convict", -6}, {"expel", -5.5}, {"withdraw", -6}, {"discontinue", -6}}},
	{"MOBILIZE", 4, false, -5.5, []Mode{{"troops", -6.5}, {"weapons", -6.5}, {"police", -5.5}, {"militia", -6}}},
	{"COERCE", 4, false, -7, []Mode{{"seize", -7}, {"restrict", -7}, {"censor", -6.5}, {"curfew", -6.5}, {"martial-law", -7.5}, {"arrest", -7}, {"deport", -7}, {"withhold", -7}, {"misinformation", -6.5}, {"cyber", -7}}},
	{"ASSAULT", 4, false, -9, []Mode{{"abduct", -8.5}, {"beat", -7.5}, {"torture", -8.5}, {"sexual", -8.5}, {"targeted", -9.5}, {"destroy", -8.5}, {"primitive", -8}, {"firearms", -9}, {"explosives", -9}, {"suicide-attack", -9.5}, {"aerial", -9.5}, {"drone", -9.5}, {"heavy-weapons", -9.5}, {"crowd-control", -7.5}, {"unconventional", -10}}},
}

// ContextNames holds the 37 contexts of the manual.
var ContextNames = []string{
	"military", "intelligence", "executive", "legislative", "election", "political_institutions", "pro_democracy", "pro_autocracy",
	"economic", "legal", "reparations", "human_rights", "rights_freedoms", "repression", "human_security", "gender", "lgbt",
	"religion_ethnicity", "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration", "disasters",
	"natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption",
	"illegal_drugs", "trafficking",
}

// Type returns the type of that name; false if PLOVER has none.
func Type(name string) (Kind, bool) {
	for i := range Types {
		if Types[i].Name == name {
			return Types[i], true
		}
	}
	return Kind{}, false
}

// Has reports whether mode is one of k. Every type may go without a mode.
func (k Kind) Has(mode string) bool {
	return mode == "" || slices.ContainsFunc(k.Modes, func(m Mode) bool { return m.Name == mode })
}

// Quad returns the quad class of a type, 1 to 4; 0 if there is no such type.
func Quad(typ string) int {
	k, _ := Type(typ)
	return k.Quad
}

// Scale returns the score of a type and mode, between −10 and 10. A mode that
// the type lacks counts as none, a type that PLOVER lacks as 0.
func Scale(typ, mode string) float64 {
	k, _ := Type(typ)
	for _, m := range k.Modes {
		if m.Name == mode {
			return m.Scale
		}
	}
	return k.Scale
}

// Future returns the type that the manual gives to a future event of a type:
// that somebody will meet, help or support is an agreement to do so, an
// announced withdrawal a concession. Types that it leaves as they are, with the
// auxiliary mode "future", return themselves.
func Future(typ string) string {
	switch typ {
	case "CONSULT", "SUPPORT", "COOPERATE", "AID":
		return "AGREE"
	case "RETREAT":
		return "CONCEDE"
	}
	return typ
}
