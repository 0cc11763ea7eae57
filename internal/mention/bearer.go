package mention

import (
	"slices"
	"strings"

	"hearsay"
)

// reachUnnamed is how many sentences an unnamed person stays "the official".
const reachUnnamed = 40

// bearer returns the chain of the person or group that a description with "the"
// means: the one spoken of last that was called so, by a title ("Foreign
// Minister Ana Prado", then "the minister"), an apposition, or the same noun
// ("three officers", then "the officers"; "a source", then "the source").
//
// Counter-sentences: "a source" and "officials" bring up new ones; "the defence
// minister" is not the foreign minister, "the president" not a former one, "the
// other officers" not the same.
func (r *resolver) bearer(i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	if m.Form != hearsay.Nominal || !m.Definite || m.Kind != hearsay.Person && m.Kind != hearsay.Group ||
		len(m.phrase) == 0 || !pointed(r.d, m.Head) || r.other(m.Head) || r.naming(m.Head) || r.defined(m.Head) {
		return -1, hearsay.Why{}
	}
	found, latest, rule := -1, -1, ""
	noun := m.phrase[len(m.phrase)-1]
	called := r.bearers[noun]
	for _, n := range narrower[noun] {
		called = append(called[:len(called):len(called)], r.bearers[n]...)
	}
	for _, c := range called {
		ch := &r.chains[c]
		last := ch.mentions[len(ch.mentions)-1]
		if r.rank[last] <= latest || !r.agree(i, last) {
			continue
		}
		switch {
		case ch.named && r.holds(ch, m):
			found, latest, rule = c, r.rank[last], "coref.role"
		case !ch.named && r.sentences(last, i) <= reachUnnamed && r.holds(ch, m):
			found, latest, rule = c, r.rank[last], "coref.head"
		}
	}
	if found < 0 {
		return -1, hearsay.Why{}
	}
	return found, hearsay.Why{Rule: rule, Score: 1, Note: r.s.text(r.chains[found].mentions[0])}
}

// holds says whether a chain was called what m calls it, in the same rank.
func (r *resolver) holds(c *chain, m *Mention) bool {
	head := m.phrase[len(m.phrase)-1]
	for _, role := range slices.Concat(c.offices, c.roles) {
		if (endsIn(role, head) || slices.Contains(narrower[head], lastWord(role))) && sameRank(role, m.phrase) {
			return true
		}
	}
	return false
}

// narrower are offices that a wider noun is said for: "Senator Prado", then "the
// lawmaker".
var narrower = map[string][]string{
	"congressman":   {"representative"},
	"congresswoman": {"representative"},
	"lawmaker":      {"representative", "senator", "congressman", "congresswoman", "mp"},
	"legislator":    {"representative", "senator", "congressman", "congresswoman", "mp"},
	"pontiff":       {"pope"},
	"monarch":       {"king", "queen"},
	"spokesperson":  {"spokesman", "spokeswoman"},
	"journalist":    {"reporter", "correspondent"},
	"attorney":      {"lawyer"},
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }
