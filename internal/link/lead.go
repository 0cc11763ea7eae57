package link

import (
	"regexp"
	"slices"
	"strings"

	"hearsay"
)

// Limits of what reports are about before all else.
const (
	inLead   = 400  // bytes of a text in which its main event is told
	leadSize = 700  // bytes that say what a report is about
	leads    = 0.4  // the likeness of the leads of two reports of one event
	leadSure = 0.75 // how probable it then is that their main events are one
)

// ahead returns what the head of p is about.
func (p *Report) ahead() vector {
	if p.lead == nil {
		b := make(bag)
		b.add(p.Document.Title)
		text := p.Document.Text
		b.add(text[:min(len(text), leadSize)])
		p.lead = weigh(b)
	}
	return p.lead
}

// sameLead reports whether two reports of one day, of different outlets,
// begin with one toll: "Twelve killed in a blast at the wedding in Lunde", "Blast
// at wedding kills at least 20". What they call it, and how many died, may differ:
// that is what is to be found. Heads of two raids on one town are less alike: each
// has names and things of its own.
func sameLead(a, b *Claim) bool {
	p, q := a.Report, b.Report
	if p == q || a.Span.Start > inLead || b.Span.Start > inLead || a.sameType(b) <= 0 || sameName(p, q) ||
		p.day == NoDay || q.day == NoDay || !a.oneDay(b) || a.apart(b) || samePlace(a.place, b.place) < 0 || open(a) != open(b) {
		return false
	}
	if a.Event == nil || b.Event == nil || !happened(a.Event) || !happened(b.Event) || otherSide(a.Event.Actors, b.Event.Actors) {
		return false
	}
	return a.tolls(b) && dot(p.ahead(), q.ahead()) >= leads
}

// oneDay reports whether two claims are of one day: by what they say, or told on
// one.
func (a *Claim) oneDay(b *Claim) bool {
	return a.Report.day == b.Report.day || toTheDay(a.begin) && toTheDay(b.begin) && a.sameTime(b) > 0 && daysApart(a.Report, b.Report) <= 1
}

// tolls reports whether both claims tell at the head of their reports how many died.
func (a *Claim) tolls(b *Claim) bool {
	_, okA := a.toll()
	_, okB := b.toll()
	return okA && okB
}

// otherToll reports whether two claims tell at the head of their reports that so
// many died, and not as many.
func (a *Claim) otherToll(b *Claim) bool {
	x, okA := a.toll()
	y, okB := b.toll()
	return okA && okB && apart(x, y)
}

// sameName reports whether two reports are of one outlet, as far as is known. An
// outlet that tells of two tolls on one day tells of two events, or of what has
// been found since.
func sameName(p, q *Report) bool { return p.site() != "" && p.site() == q.site() }

// site is who published the report, folded: its outlet, or where that is not known
// the host of its address; "" if neither is known.
func (p *Report) site() string {
	if p.Document.Outlet != "" {
		return Fold(p.Document.Outlet)
	}
	_, rest, ok := strings.Cut(p.Document.URL, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(strings.ToLower(host), "www.")
}

// otherSide reports whether the actors of two claims are of different countries.
func otherSide(a, b []hearsay.Role) bool {
	known := func(rs []hearsay.Role) bool {
		return len(rs) > 0 && !slices.ContainsFunc(rs, func(r hearsay.Role) bool { return r.Country == "" })
	}
	return known(a) && known(b) && !slices.ContainsFunc(a, func(r hearsay.Role) bool { return !otherCountry(b, r.Country) })
}

var (
	// "including three children", "among them two nurses", "another two died":
	// what follows is a part.
	partBefore = regexp.MustCompile(`(?i)\b(including|among (them|those)|another|of (them|whom)|with)\W+(\w+\W+)?$`)
	// "11 children among 18 dead", "three of them children", "nine other people",
	// "two more died".
	partAfter = regexp.MustCompile(`(?i)^\W+(\w+\W+){0,2}(among|amongst|others?|more|of (them|whom|those|which))\b`)
	// "20 people injured" is no toll of dead, whatever stands before it: "Child
	// killed 20 people injured in attacks". Nor are "four people killed" a toll of
	// injured.
	hurtAfter = regexp.MustCompile(`(?i)^\W*(\w+\W+){0,3}?(injured|wounded|hurt|injuries)\b`)
	deadAfter = regexp.MustCompile(`(?i)^\W*(\w+\W+){0,3}?(killed|dead|died|deaths)\b`)
)
