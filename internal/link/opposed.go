package link

import (
	"regexp"
	"slices"

	"hearsay"
)

// A deed is what an event comes to, where its being so keeps another from being
// so: whoever was let go was not killed, whoever agreed did not refuse.
type deed uint8

const (
	agreed deed = iota + 1
	refused
	met
	shunned // refused to meet
	spared  // arrested, abducted, let go: alive
	killed
)

// deedOf returns what an event comes to; 0 if nothing that another excludes.
func deedOf(c *Claim) deed {
	v := c.Event
	if v == nil || !happened(v) {
		return 0
	}
	switch v.Type + " " + v.Mode {
	case "CONSULT ", "CONSULT visit", "CONSULT multilateral":
		return met
	case "REJECT meet":
		return shunned
	case "RETREAT release", "COERCE arrest", "ASSAULT abduct":
		return spared
	case "RETREAT resign", "RETREAT disarm": // to whom, and for what, many ask
		return 0
	}
	switch v.Type {
	case "AGREE", "CONCEDE", "SUPPORT", "RETREAT":
		return agreed
	case "REJECT":
		return refused
	case "ASSAULT":
		if slices.Contains(c.groups, "kill") || c.Report.deadAfter(c.Span) != "" ||
			slices.ContainsFunc(c.counts, func(x hearsay.Count) bool { return x.What == "dead" }) {
			return killed
		}
	}
	return 0
}

// deadNext is what tells that a shot or a blow killed: "was shot dead", "beaten to
// death".
var deadNext = regexp.MustCompile(`(?i)^ (dead|to death)\b`)

// deadAfter returns what stands after a trigger of them; "" if nothing does.
func (p *Report) deadAfter(s hearsay.Span) string {
	return deadNext.FindString(p.Document.Text[s.End:])
}

// excludes reports whether one of two deeds cannot be where the other is, of one
// matter.
func (d deed) excludes(e deed) bool { return d != 0 && e != 0 && d != e && (d+1)/2 == (e+1)/2 }

// Likeness of the words around two claims from which they are of one matter: where
// those who took part agree, and where one of them does not.
const (
	oneMatter  = 0.25
	sameMatter = 0.5
)

// opposed reports whether two claims tell of one matter what excludes each other,
// and with whom: "The council accepted the terms of the truce", "The council has
// turned the truce down"; "Police arrested Ilan Vey at the ferry", "Ilan Vey was
// shot dead at the ferry". In the one it is whoever did it, in the other whoever it
// was done to.
//
// But "the council rejected the terms on Monday, and accepted them on Tuesday" is
// a change of mind, "Vey, who was arrested on Monday, died in custody" a sequel:
// neither of two reports may tell both, nor may they be of two days. And "the
// council accepted the truce", "the council rejected the budget" are two matters:
// the words around both must be alike.
func opposed(a, b *Claim) bool {
	x, y := deedOf(a), deedOf(b)
	if !x.excludes(y) || a.Report == b.Report || sameName(a.Report, b.Report) || !a.oneDay(b) || a.apart(b) ||
		samePlace(a.place, b.place) < 0 || a.tellsOf(y) || b.tellsOf(x) {
		return false
	}
	like := dot(a.about(), b.about())
	if min(x, y) == spared {
		return a.sharesVictim(b) && like >= oneMatter/2
	}
	return agree(a.actors, b.actors) > 0 && (like >= sameMatter || like >= oneMatter && agree(a.recips, b.recips) >= 0)
}

// tellsOf reports whether the claim's report tells another deed of the same who or
// whom, or its sentence or the next of a death.
func (c *Claim) tellsOf(d deed) bool {
	if d == killed {
		text := c.Report.Document.Text
		s := sentenceAt(text, c.Span)
		if s.End+1 < len(text) {
			s.End = sentenceAt(text, hearsay.Span{Start: s.End + 1, End: s.End + 1}).End
		}
		if slices.ContainsFunc(tokens(text[s.Start:s.End]), func(w string) bool { return slices.Contains(groupsOf[stem(w)], "kill") }) {
			return true
		}
	}
	return slices.ContainsFunc(c.Report.Claims(), func(o *Claim) bool {
		return o != c && deedOf(o) == d && (meets(o.actors, c.actors) || meets(o.recips, c.recips) || meets(o.actors, c.recips))
	})
}

// sharesVictim reports whether both claims name somebody to whom it was done.
func (c *Claim) sharesVictim(d *Claim) bool {
	for _, x := range c.Event.Recipients {
		if !c.Report.calls(x) {
			continue
		}
		for _, y := range d.Event.Recipients {
			if d.Report.calls(y) && meets(c.Report.roles([]hearsay.Role{x}), d.Report.roles([]hearsay.Role{y})) {
				return true
			}
		}
	}
	return false
}

// calls reports whether a role is somebody's who has a name.
func (p *Report) calls(r hearsay.Role) bool {
	e := int(r.Entity)
	return e > 0 && e <= len(p.Entities) && p.Entities[e-1].Named && p.Entities[e-1].Kind == hearsay.Person
}

// differentTypes returns the contradiction of type between claims of two reports,
// of which a was told first: their types keep them out of one group.
func differentTypes(a, b *Claim) (Link, bool) {
	if !opposed(a, b) {
		return Link{}, false
	}
	said := func(c *Claim) string { return c.Event.Trigger.Text + c.Report.deadAfter(c.Span) }
	return Link{
		Kind: KindContradiction, From: a.Ref(), To: b.Ref(), Differs: "type",
		Passages: []Passage{{From: a.Event.Trigger, To: b.Event.Trigger}}, Chains: [][]string{a.chain(), b.chain()},
		Why: []hearsay.Why{why("contradiction.type", said(a)+" and "+said(b))}, Confidence: 0.6,
	}, true
}

// pairwise reports whether a contradiction is found between two claims and not
// within a group of claims of one event: what differs keeps them apart.
func pairwise(differs string) bool { return differs == "date" || differs == "type" }
