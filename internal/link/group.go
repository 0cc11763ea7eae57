package link

import (
	"slices"
	"strings"

	"hearsay"
)

// A Group is claims of one event.
type Group struct {
	Claims         []*Claim
	Origins        []Origin
	Circular       [][]string
	Contradictions []Link
}

// cautious is the threshold at which events are joined for readers, above the
// one that scores best: a wrong join makes a wrong corroboration, a missed one
// is only missed.
const cautious = 0.65

// most is how many claims are sorted into groups at once. Where more hang
// together, only those that are likelier one event do: a war is told in claims
// each of which is like another.
const most = 120

// levels are the probabilities at which claims hang together.
var levels = []float64{cautious, 0.75, 0.85, 0.95}

// groups sorts the claims that hang together with p's into groups, and says what
// follows from it.
func (pl *placing) groups() {
	done := make(map[hearsay.ClaimID]bool)
	for _, c := range pl.p.Claims() {
		if done[c.ID()] {
			continue
		}
		ids := pl.together(c.ID())
		var claims []*Claim
		for _, id := range ids {
			done[id] = true
			if x := pl.claim(id); x != nil {
				claims = append(claims, x)
			}
			for _, l := range pl.shelf.Names(id.Document, id.Event, KindSameEvent, KindOrigin, KindContradiction) {
				if !pairwise(l.Differs) {
					pl.gone[l.ID] = true
				}
			}
		}
		for _, g := range grouped(claims, pl.copied, pl.shelf.Owner) {
			for _, l := range g.links() {
				pl.add(l)
			}
		}
		// Reports that begin with one event are held against each other even where
		// their words for it keep them apart.
		for _, l := range contradictions(claims, sameLead) {
			pl.add(l)
		}
	}
}

// together returns the claims that hang together with one, in order.
func (pl *placing) together(first hearsay.ClaimID) []hearsay.ClaimID {
	var all []hearsay.ClaimID
	for _, least := range levels {
		all = []hearsay.ClaimID{first}
		seen := map[hearsay.ClaimID]bool{first: true}
		for at := 0; at < len(all) && len(all) <= most; at++ {
			for _, e := range pl.edgesOf(all[at]) {
				for _, id := range []hearsay.ClaimID{e.A, e.B} {
					if e.Probability >= least && !seen[id] {
						seen[id] = true
						all = append(all, id)
					}
				}
			}
		}
		if len(all) <= most {
			break
		}
	}
	all = all[:min(len(all), most)]
	slices.SortFunc(all, hearsay.ClaimID.Compare)
	return all
}

// edgesOf returns the edges of a claim, p's as they are found now.
func (pl *placing) edgesOf(id hearsay.ClaimID) []Edge {
	if known, ok := pl.edged[id]; ok {
		return known
	}
	own := pl.p.Document.ID
	var out []Edge
	for _, e := range pl.strong {
		if e.A == id || e.B == id {
			out = append(out, e)
		}
	}
	if id.Document != own {
		for _, e := range pl.shelf.Edges(id) {
			if e.A.Document != own && e.B.Document != own {
				out = append(out, e)
			}
		}
	}
	slices.SortFunc(out, compareEdges)
	pl.edged[id] = out
	return out
}

func (pl *placing) claim(id hearsay.ClaimID) *Claim {
	p := pl.p
	if id.Document != p.Document.ID {
		if p = pl.shelf.Report(id.Document); p == nil {
			return nil
		}
	}
	if cs := p.Claims(); id.Event >= 1 && int(id.Event) <= len(cs) {
		return cs[id.Event-1]
	}
	return nil
}

// copied returns the copies whose From a report is, p's as they are found now.
func (pl *placing) copied(p *Report) []Link {
	if known, ok := pl.copiers[p.Document.ID]; ok {
		return known
	}
	var out []Link
	for _, l := range pl.copies {
		if l.From == p.Ref() {
			out = append(out, l)
		}
	}
	if p != pl.p {
		of := pl.p.Ref()
		for _, l := range pl.shelf.Copied(p.Document.ID) {
			if l.From != of && l.To != of {
				out = append(out, l)
			}
		}
	}
	pl.copiers[p.Document.ID] = out
	return out
}

// grouped sorts claims into groups, and returns those that several reports tell
// of.
func grouped(claims []*Claim, copied func(*Report) []Link, owner func(string) string) []Group {
	slices.SortFunc(claims, (*Claim).before)
	g := newGrouping(len(claims))
	cosines := make(map[[2]*Report]float64)
	for i, a := range claims {
		for j, b := range claims[i+1:] {
			pair := [2]*Report{a.Report, b.Report}
			reports, ok := cosines[pair]
			if !ok {
				reports = Cosine(a.Report, b.Report)
				cosines[pair] = reports
			}
			e := edge{i, i + 1 + j, likely(a, b, reports)}
			if e.p == 0 {
				continue
			}
			g.connect(e)
		}
	}
	g.run(joining.Threshold)
	var out []Group
	for _, ns := range g.result() {
		var x Group
		var of []*Report
		for _, i := range ns {
			x.Claims = append(x.Claims, claims[i])
			if p := claims[i].Report; !slices.Contains(of, p) {
				of = append(of, p)
			}
		}
		if len(of) < 2 {
			continue
		}
		var copies []Link
		for _, p := range of {
			copies = append(copies, copied(p)...)
		}
		slices.SortFunc(copies, func(a, b Link) int { return hearsay.CompareLinks(&a, &b) })
		x.Origins, x.Circular = Origins(x.Claims, copies, owner)
		x.Contradictions = Contradictions(x.Claims, joining)
		out = append(out, x)
	}
	return out
}

// Independent counts the origins that stand for themselves: a circle does not.
func (g *Group) Independent() int {
	n := 0
	for _, o := range g.Origins {
		if o.Kind != circle {
			n++
		}
	}
	return n
}

// links writes a group down: that it is one event, from where it comes, and
// what is contradicted.
func (g *Group) links() []Link {
	// A circle is not counted beside an origin, and confirms nothing: whoever began
	// it may have it from there.
	stand := g.Independent()
	same := Link{Kind: KindSameEvent, From: g.Claims[0].Ref(), To: g.Claims[1].Ref(), Origins: max(1, stand), Confidence: g.confidence()}
	for _, c := range g.Claims {
		same.Members = append(same.Members, c.Ref())
	}
	grade := GradeInformation(stand, contradicting(g))
	note := count(stand, "independent origin")
	if stand == 0 {
		note = "no known origin: a circle of outlets that cite each other"
	}
	same.Why = append(same.Why, why("origins", note), why("grade."+grade.Grade, grade.Why))
	for _, names := range g.Circular {
		same.Why = append(same.Why, why("circular", strings.Join(names, " and ")+" cite each other"))
	}
	same.Why = append(same.Why, g.summary()...)
	out := []Link{same}
	for _, o := range g.Origins {
		l := Link{Kind: KindOrigin, From: o.Claims[0].Ref(), To: o.Claims[0].Ref(), Why: append([]hearsay.Why{why(ruleOriginName, o.Name), why(ruleOriginKind, o.Kind)}, o.Why...), Confidence: 0.7}
		for _, c := range o.Claims {
			l.Members = append(l.Members, c.Ref())
		}
		out = append(out, l)
	}
	return append(out, g.Contradictions...)
}

// Rules of the reasons that say what an origin is.
const (
	ruleOriginName = "origin.name"
	ruleOriginKind = "origin.kind"
)

// confidence is the mean probability that two of the group's claims, of
// different reports, are of one event.
func (g *Group) confidence() float64 {
	sum, n := 0.0, 0
	for i, a := range g.Claims {
		for _, b := range g.Claims[i+1:] {
			if a.Report != b.Report && n < 1000 {
				reports := Cosine(a.Report, b.Report)
				sum += max(likely(a, b, reports), joining.Probability(Features(a, b, reports)))
				n++
			}
		}
	}
	return float64(int(100*sum/float64(n))) / 100
}

// contradicting counts the origins of which every claim is contradicted by
// claims of another with more claims.
func contradicting(g *Group) int {
	if len(g.Contradictions) == 0 {
		return 0
	}
	against := make(map[string]int)
	for _, l := range g.Contradictions {
		against[l.From.ID]++
		against[l.To.ID]++
	}
	n := 0
	for _, o := range g.Origins {
		if slices.ContainsFunc(o.Claims, func(c *Claim) bool { return 2*against[c.Ref().ID] > len(g.Claims)-1 }) {
			n++
		}
	}
	return n
}
