package mention

import (
	"slices"
	"strings"

	"hearsay"
)

// reachReport is how many sentences after an outlet's own report "the report"
// still means it.
const reachReport = 12

// outlet returns the chain of the outlet that a description means: "the daily",
// "the London-based Arabic newspaper", "the news outlet" mean the outlet spoken
// of last, one that was quoted sooner than one that was not; "the report" means
// what it reported, unless another report was spoken of since.
//
// Counter-sentences: "a newspaper reported" brings up a new one; after "a
// United Nations report", "the report" is that; "the agency" is no newspaper;
// the name at the head of a page was not quoted.
func (r *resolver) outlet(i int) (int, hearsay.Why) {
	m := &r.s.Mentions[i]
	paper := m.Outlet && m.Kind == hearsay.Organization
	report := m.Kind == hearsay.DocumentEntity && m.role.Sector == "JRN"
	if m.Form != hearsay.Nominal || !m.Definite || !pointed(r.d, m.Head) || !paper && !report || r.naming(m.Head) || r.defined(m.Head) {
		return -1, hearsay.Why{}
	}
	head := m.phrase[len(m.phrase)-1]
	if sorts[head] == "any" {
		return -1, hearsay.Why{} // "the press" is all of them
	}
	if det := r.d.Child(m.Head, "det"); report && det >= 0 && !strings.EqualFold(r.d.Words[det].Text, "the") {
		return -1, hearsay.Why{} // "this article" is the one we read
	}
	if report {
		for _, c := range r.d.Children(m.Head) {
			if r.d.Words[c].Is("nmod", "obl", "acl") && (hasCase(r.d, c, "by") || hasCase(r.d, c, "from")) {
				return -1, hearsay.Why{} // "the report by the Herald" says whose it is
			}
		}
	}
	found, at := -1, -1
	for k := len(r.outlets) - 1; k >= 0; k-- {
		c := r.outlets[k]
		ch := &r.chains[c]
		last := ch.mentions[len(ch.mentions)-1]
		switch {
		case report && slices.Contains(ch.roles, head):
		case report && (!ch.outlet || !ch.spoke || r.sentences(last, i) > reachReport):
			continue
		case paper && (!ch.outlet || !sortsAgree(head, ch)):
			continue
		}
		if found < 0 || paper && ch.spoke && !r.chains[found].spoke {
			found, at = c, last
		}
	}
	if found < 0 {
		return -1, hearsay.Why{}
	}
	rule := "coref.outlet"
	if report {
		rule = "coref.report"
	}
	return found, hearsay.Why{Rule: rule, Score: 1, Note: joined(r.d, r.s.Mentions[at].From, r.s.Mentions[at].To)}
}

// mostOutlets is how many outlets and documents are kept in mind.
const mostOutlets = 16

// remember keeps the outlets and documents in the order they were spoken of
// last.
func (r *resolver) remember(c int) {
	if ch := &r.chains[c]; !ch.outlet && ch.kind != hearsay.DocumentEntity {
		return
	}
	if k := slices.Index(r.outlets, c); k >= 0 {
		r.outlets = slices.Delete(r.outlets, k, k+1)
	} else if len(r.outlets) == mostOutlets {
		r.outlets = slices.Delete(r.outlets, 0, 1)
	}
	r.outlets = append(r.outlets, c)
}

func (r *resolver) sentences(a, b int) int {
	return r.d.Words[r.s.Mentions[b].Head].Sent - r.d.Words[r.s.Mentions[a].Head].Sent
}

// sorts are the words for outlets that fit one sort only.
var sorts = map[string]string{
	"newspaper": "newspaper", "daily": "newspaper", "paper": "newspaper", "tabloid": "newspaper", "broadsheet": "newspaper", "gazette": "newspaper",
	"agency": "agency", "wire": "agency", "newswire": "agency",
	"broadcaster": "broadcaster", "channel": "broadcaster", "station": "broadcaster", "television": "broadcaster", "tv": "broadcaster", "radio": "broadcaster",
	"magazine": "magazine", "weekly": "magazine", "monthly": "magazine",
	"press": "any", "media": "any",
	"website": "site", "site": "site", "portal": "site", "blog": "site",
}

// sortsAgree says whether an outlet can be called by a noun: no agency is a
// daily. Newspapers have websites and weeklies may be newspapers.
func sortsAgree(noun string, c *chain) bool {
	want := sorts[noun]
	if want == "" || want == "site" {
		return true
	}
	return c.sort == "" || c.sort == want || want == "magazine" && c.sort == "newspaper" || want == "newspaper" && c.sort == "site"
}
