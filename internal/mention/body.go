package mention

import (
	"slices"

	"hearsay"
)

// A spokenBody is a named organisation and the mention that spoke of it last.
type spokenBody struct{ chain, mention int }

// How many bodies are kept in mind, and for how many sentences.
const (
	mostBodies = 8
	reachBody  = 3
)

func (r *resolver) spokenOf(c, i int) {
	r.bodies = slices.DeleteFunc(r.bodies, func(b spokenBody) bool { return b.chain == c })
	if len(r.bodies) == mostBodies {
		r.bodies = slices.Delete(r.bodies, 0, 1)
	}
	r.bodies = append(r.bodies, spokenBody{c, i})
}

// bodyNouns are general nouns for a body, and the sectors of the bodies that
// they fit; "" is a body of no known sector.
var bodyNouns = map[string]map[string]bool{
	"group":        sectorSet("REB", "UAF", "PRM", "OPP", "SOC", "CRM", "LAB", ""),
	"organization": sectorSet("REB", "UAF", "SOC", "OPP", "MED", "EDU", "REF", ""),
	"organisation": sectorSet("REB", "UAF", "SOC", "OPP", "MED", "EDU", "REF", ""),
	"movement":     sectorSet("REB", "OPP", "PTY", ""),
	"militia":      sectorSet("REB", "UAF", "PRM", ""),
	"party":        sectorSet("PTY"),
	"company":      sectorSet("BUS", ""),
	"firm":         sectorSet("BUS", ""),
	"charity":      sectorSet("SOC", "MED"),
	"union":        sectorSet("LAB"),
	"bank":         sectorSet("BUS"),
	"court":        sectorSet("JUD"),
}

func sectorSet(sectors ...string) map[string]bool {
	m := map[string]bool{}
	for _, s := range sectors {
		m[s] = true
	}
	return m
}

// body returns the chain of the named organisation that a general noun with
// "the" means: after "the Harrow Front", "the group", "the movement".
//
// Counter-sentences: "the company" is no rebel front; "the government" and "the
// army" have names of their own; a body spoken of long ago is not meant.
func (r *resolver) body(i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	if m.Form != hearsay.Nominal || !m.Definite || len(m.phrase) == 0 || m.Plural || !pointed(r.d, m.Head) || r.other(m.Head) || r.naming(m.Head) || r.defined(m.Head) {
		return -1, hearsay.Why{}
	}
	fits, ok := bodyNouns[m.phrase[len(m.phrase)-1]]
	if !ok || quantified(r.d, m.Head) >= 0 {
		return -1, hearsay.Why{}
	}
	for k := len(r.bodies) - 1; k >= 0; k-- {
		b := r.bodies[k]
		ch := &r.chains[b.chain]
		a := &r.s.Mentions[b.mention]
		if r.sentences(b.mention, i) > reachBody {
			break
		}
		if ch.outlet || otherwise(ch, m.phrase[len(m.phrase)-1]) || !fits[a.Sector] || m.From <= a.Head && a.Head < m.To || m.Country != "" && ch.country != "" && m.Country != ch.country {
			continue
		}
		return b.chain, hearsay.Why{Rule: "coref.body", Score: 0.7, Note: a.text}
	}
	return -1, hearsay.Why{}
}

// otherwise says whether a body was called by a general noun of another sort:
// what was a movement is no company.
func otherwise(c *chain, noun string) bool {
	for _, role := range c.roles {
		if was := bodyNouns[lastWord(role)]; was != nil && lastWord(role) != noun && bodyNouns[noun]["BUS"] != was["BUS"] {
			return true
		}
	}
	return false
}
