package link

import "slices"

// likely returns the probability that two claims are of one event, as it is
// weighed for readers: 0 where too little identifies the event, [never] where
// the claims cannot be of one. Reports of one war tell every day of shelling in
// the same words: likeness alone does not make two claims one.
func likely(a, b *Claim, reports float64) float64 {
	if sameLead(a, b) {
		return max(leadSure, joining.Probability(Features(a, b, reports)))
	}
	switch {
	case a.apart(b), samePlace(a.place, b.place) < 0:
		return never
	case a.Report.Document.URL != b.Report.Document.URL && sameName(a.Report, b.Report) && a.otherToll(b):
		return 0
	case a.sameType(b) < 0 && !meets(a.stems, b.stems), open(a) != open(b), habitual(a), habitual(b),
		agree(a.actors, b.actors) < 0 && agree(a.recips, b.recips) < 0:
		return 0
	}
	need := 3
	if a.sameTime(b) == 0 {
		switch {
		case a.Report.day == NoDay || b.Report.day == NoDay: // it may have been years apart
			need = 5
		case daysApart(a.Report, b.Report) > 1:
			return 0
		}
	}
	if identified(a, b) < need {
		return 0
	}
	return joining.Probability(Features(a, b, reports))
}

// open reports whether the claim is of what has not happened: planned, demanded,
// threatened, predicted. Its event is no other than the one that does happen, but
// whoever tells of the plan does not tell that it came true.
func open(c *Claim) bool {
	return c.Event != nil && slices.Contains([]string{"planned", "demanded", "threatened", "predicted", "hypothetical"}, c.Event.Status)
}

// habitual reports whether the claim is of what happens again and again.
func habitual(c *Claim) bool { return c.Event != nil && c.Event.Status == "habitual" }

// identified counts what two claims have in common that few others have.
func identified(a, b *Claim) int {
	n := 0
	if samePlace(a.place, b.place) > 0 && town(a) && town(b) {
		n++
	}
	if a.sameTime(b) > 0 && toTheDay(a.begin) && toTheDay(b.begin) {
		n++
	}
	if agree(a.actors, b.actors) > 0 {
		n++
	}
	if agree(a.recips, b.recips) > 0 {
		n++
	}
	for _, x := range a.counts {
		y, ok := b.count(x.What)
		switch {
		case !ok || !exact(x) || !exact(y):
		case x.Value == y.Value:
			n++
		case apart(x, y) && (samePlace(a.place, b.place) < 1 || a.sameTime(b) < 1 && a.Report.day != b.Report.day):
			n-- // another event; or a contradiction, if all else is the same
		}
	}
	// The words of the sentences: names and numbers of both, or most words of one.
	for _, least := range []float64{0.2, 0.3, 0.4, 0.6} {
		if dot(a.about(), b.about()) >= least {
			n++
		}
	}
	return n
}

// town reports whether the claim's place is smaller than a province.
func town(c *Claim) bool {
	switch c.place.Level {
	case "country", "region", "province", "water", "continent":
		return false
	}
	return true
}

func toTheDay(value string) bool { _, ok := dayOf(value); return ok }
