package mention

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// titles before a name that are written short.
var shortTitles = map[string]struct {
	sector string
	noun   string
}{
	"gen.": {"MIL", "general"}, "maj.": {"MIL", "major"}, "col.": {"MIL", "colonel"}, "lt.": {"MIL", "lieutenant"},
	"capt.": {"MIL", "captain"}, "sgt.": {"MIL", "sergeant"}, "adm.": {"MIL", "admiral"}, "brig.": {"MIL", "brigadier"},
	"cmdr.": {"MIL", "commander"}, "gen": {"MIL", "general"}, "col": {"MIL", "colonel"}, "lt": {"MIL", "lieutenant"},
	"sen.": {"LEG", "senator"}, "sens.": {"LEG", "senator"}, "rep.": {"LEG", "representative"}, "reps.": {"LEG", "representative"},
	"gov.": {"GOV", "governor"}, "pres.": {"GOV", "president"}, "amb.": {"GOV", "ambassador"}, "sec.": {"GOV", "secretary"},
	"rev.": {"REL", "reverend"}, "fr.": {"REL", "father"}, "prof.": {"EDU", "professor"}, "mp": {"LEG", "mp"},
	"president": {"GOV", "president"}, "vice president": {"GOV", "vice president"}, "secretary": {"GOV", "secretary"},
	"lord": {"LEG", "lord"}, "reverend": {"REL", "reverend"}, "commander": {"MIL", "commander"}, "representative": {"LEG", "representative"},
}

// titleOf reads the words [from, to) before a person's name as a title: "Foreign
// Minister" gives GOV and the noun "foreign minister". Sector is "*" where the
// noun needs a modifier it does not have.
func titleOf(words []string) (noun, sector string) {
	if len(words) == 0 {
		return "", ""
	}
	if t, ok := shortTitles[strings.ToLower(words[len(words)-1])]; ok {
		if r, n := lexicon.RoleOf(words); n > 1 {
			return strings.ToLower(strings.Join(words[len(words)-n:], " ")), r.Sector
		}
		return t.noun, t.sector
	}
	if r, n := lexicon.RoleOf(words); n > 0 && (r.Kind == hearsay.Person || r.Kind == hearsay.DocumentEntity) {
		return strings.ToLower(strings.Join(words[len(words)-n:], " ")), r.Sector
	}
	return "", ""
}

// nameSector finds what the words of an organisation's name say it is:
// "Harrow Police Department", "Ministry of Defense", "Bank of Northport". The
// noun before "of" or "for" counts, else the end.
func nameSector(words []string) (lexicon.Role, bool) {
	cut := len(words)
	for i, w := range words {
		if i > 0 && (w == "of" || w == "for" || w == "in" || w == "on" || w == "and") {
			cut = i
			break
		}
	}
	if cut < len(words) && (words[cut] == "of" || words[cut] == "for") {
		// "Ministry of Defense" is in the list as a whole where it matters.
		if r, n := lexicon.RoleOf(words); n == len(words) {
			return r, true
		}
		last := strings.ToLower(words[len(words)-1])
		if s, ok := portfolios[last]; ok && strings.EqualFold(words[cut-1], "ministry") {
			return lexicon.Role{Kind: hearsay.Organization, Sector: s}, true
		}
	}
	r, n := lexicon.RoleOf(words[:cut])
	if n == 0 || r.Kind == hearsay.Person && !r.Plural || r.Sector == "CVL" {
		return lexicon.Role{}, false
	}
	if r.Sector == "*" && (strings.EqualFold(words[cut-1], "ministry") || strings.EqualFold(words[cut-1], "department")) {
		r.Sector = "GOV"
		if cut > 1 {
			if s, ok := portfolios[strings.ToLower(words[cut-2])]; ok {
				r.Sector = s
			}
		}
	}
	// "Harrow [Police] Command", "Harrow [Medical] Center"
	for n := cut - 1; n > 0 && r.Sector == "*"; n-- {
		if b, k := lexicon.RoleOf(words[:n]); k > 0 && b.Sector != "*" && b.Sector != "" {
			r.Sector = b.Sector
		} else if s := fields[strings.ToLower(words[n-1])]; s != "" {
			r.Sector = s
		}
	}
	return r, true
}

// portfolios are what a ministry is for, where that makes a sector of its own.
var portfolios = map[string]string{"defense": "MIL", "defence": "MIL", "police": "COP", "fire": "GOV"}

// lendSector settles the sectors marked "*", which a modifier or the owner
// gives: "police source", "a source in the ministry", "Hezbollah's leader".
func lendSector(d *syntax.Doc, s *Set, i int) {
	m := &s.Mentions[i]
	if m.Sector != "*" {
		return
	}
	m.Sector = ""
	for n := len(m.phrase) - 1; n > 0; n-- {
		if r, k := lexicon.RoleOf(m.phrase[:n]); k > 0 && r.Sector != "*" && r.Sector != "" {
			m.Sector = r.Sector
			return
		}
		// "a state official", not "the Harrow State group"
		if sec, ok := fields[m.phrase[n-1]]; ok && !properBefore(d, m.Head, m.phrase[n-1]) {
			m.Sector = sec
			return
		}
	}
	for _, c := range d.Children(m.Head) {
		switch d.Words[c].Rel {
		case "compound", "nmod:poss", "nmod", "nmod:desc":
			if c > m.Head && !hasCase(d, c, "of", "for", "in", "from", "at", "with") {
				continue
			}
			if o := s.At(c); o >= 0 && o != i && s.Mentions[o].Sector != "*" && s.Mentions[o].Kind != hearsay.Person {
				if m.Sector = s.Mentions[o].Sector; m.Sector != "" {
					return
				}
			}
			if b := lexicon.BodyNamed(d.Words[c].Text); b != nil {
				m.Sector = b.Sector
				return
			}
		}
	}
	noun := m.title
	if len(m.phrase) > 0 {
		noun = m.phrase[len(m.phrase)-1]
	}
	// With a country and nothing else, these are the state's: "Russian
	// officers", "Northport's president", "US officials".
	if m.Country != "" || noun == "ministry" || noun == "ministries" {
		m.Sector = stateNouns[noun]
	} else if m.Form == hearsay.Name && strings.HasSuffix(noun, "president") {
		m.Sector = "GOV" // "President Prado"
	}
}

// properBefore says whether a word stands as a proper noun right before a head.
func properBefore(d *syntax.Doc, head int, word string) bool {
	for i := max(head-6, d.SentOf(head).From); i < head; i++ {
		if d.Words[i].UPOS == "PROPN" && strings.EqualFold(d.Words[i].Text, word) {
			return true
		}
	}
	return false
}

// stateNouns are nouns that with a country alone mean a servant of its state.
var stateNouns = map[string]string{
	"officer": "MIL", "officers": "MIL", "commander": "MIL", "commanders": "MIL", "force": "MIL", "forces": "MIL",
	"personnel": "MIL", "unit": "MIL", "units": "MIL",
	"official": "GOV", "officials": "GOV", "president": "GOV", "presidents": "GOV", "leader": "GOV", "leaders": "GOV",
	"secretary": "GOV", "delegation": "GOV", "negotiator": "GOV", "negotiators": "GOV", "authorities": "GOV",
	"authority": "GOV", "vice president": "GOV", "spokesman": "GOV", "spokeswoman": "GOV", "representative": "GOV",
	"leadership": "GOV", "ministry": "GOV", "ministries": "GOV",
}

// fields are modifiers that give a sector without naming a role.
var fields = map[string]string{
	"military": "MIL", "naval": "MIL", "defense": "MIL", "defence": "MIL", "army": "MIL",
	"intelligence": "SPY", "diplomatic": "GOV", "government": "GOV", "governmental": "GOV", "presidential": "GOV",
	"rebel": "REB", "insurgent": "REB", "opposition": "OPP", "judicial": "JUD", "legal": "JUD",
	"medical": "MED", "health": "MED", "humanitarian": "SOC", "aid": "SOC", "relief": "SOC", "business": "BUS",
	"corporate": "BUS", "industry": "BUS", "media": "JRN", "press": "JRN", "religious": "REL", "church": "REL",
	"parliamentary": "LEG", "congressional": "LEG", "legislative": "LEG", "union": "LAB", "party": "PTY", "campaign": "PTY",
	"regime": "GOV", "state": "GOV", "local": "", "ministry": "GOV", "embassy": "GOV", "palace": "GOV", "militia": "UAF",
	"administration": "GOV", "judiciary": "JUD", "court": "JUD", "university": "EDU", "school": "EDU", "hospital": "MED",
	"company": "BUS", "bank": "BUS", "law": "COP", "enforcement": "COP",
}
