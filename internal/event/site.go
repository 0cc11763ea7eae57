package event

import (
	"slices"

	"hearsay"
)

// sites gives each event its place: that which the tree hangs on its words; else
// where its recipients are; else the one place of its sentence. A place is
// never taken from another sentence.
func (f *finder) sites(es []Event) {
	for i := range es {
		e := &es[i]
		if p := f.under(e.Word, e); p >= 0 {
			e.Place, e.PlaceFrom = p, "stated"
			continue
		}
		for _, v := range append([]int{e.facts.verb}, e.facts.words...) {
			if v >= 0 && v != e.Word && e.Place < 0 {
				if p := f.under(v, e); p >= 0 {
					e.Place, e.PlaceFrom = p, "stated"
				}
			}
		}
		if e.Place >= 0 {
			continue
		}
		if p := f.ofRecipients(e); p >= 0 {
			e.Place, e.PlaceFrom = p, "stated"
			continue
		}
		if p := f.above(e); p >= 0 {
			e.Place, e.PlaceFrom = p, "stated"
		}
	}
}

// located reports whether place p can be where something took place: not a
// government called by its capital, nor a country that acts.
func (f *finder) located(p int) bool {
	x := &f.in.Places[p]
	return !x.Metonym && !(x.Mention >= 0 && f.ms.Mentions[x.Mention].Metonym)
}

// whereabouts are prepositions before the place of an event.
var whereabouts = setOf(`in at near outside on inside around across over along throughout by off above under beside within south north east west toward to into from through`)

// under returns the smallest place that hangs on word i with a preposition of
// place, directly or through a noun that is no event's; -1 if there is none.
func (f *finder) under(i int, e *Event) int {
	best := -1
	for _, c := range f.d.Children(i) {
		w := f.word(c)
		if !w.Is("obl", "nmod", "advmod") || f.timeAt[c] >= 0 {
			continue
		}
		if e.Type != "ASSAULT" && e.Type != "COERCE" && e.takesPart(c) {
			continue // "demanded from Iran"
		}
		best = f.smaller(best, f.within(c, f.preposition(c)))
	}
	return best
}

// takesPart reports whether word i heads a role of e.
func (e *Event) takesPart(i int) bool {
	is := func(r Role) bool { return r.Word == i }
	return slices.ContainsFunc(e.Actors, is) || slices.ContainsFunc(e.Recipients, is)
}

// within returns the smallest place of the noun phrase at word c: its own name,
// if a preposition says that something is there, or that of what it stands in.
func (f *finder) within(c int, preposition string) int {
	best := -1
	if p := f.place[c]; p >= 0 && f.located(p) && whereabouts[preposition] {
		best = p
	}
	for _, k := range f.d.Children(c) {
		w := f.word(k)
		if w.Is("nmod", "appos", "nmod:desc", "compound", "obl") && !w.Is("nmod:poss") {
			if p := f.place[k]; p >= 0 && f.located(p) && (whereabouts[f.preposition(k)] || w.Is("appos", "compound") || f.preposition(k) == "of") && !f.peoples(k) {
				best = f.smaller(best, p)
			}
		}
	}
	return best
}

// peoples reports whether word k is an adjective or name of a people.
func (f *finder) peoples(k int) bool {
	m := f.ms.At(k)
	return f.word(k).UPOS == "ADJ" || m >= 0 && f.ms.Mentions[m].Label == "NORP"
}

// ofRecipients returns the smallest place that one of the recipients is or is
// said to be in: "shelled [Selm]", "killed twelve people in [Selm]".
func (f *finder) ofRecipients(e *Event) int {
	best := -1
	if e.Type != "ASSAULT" && e.Type != "COERCE" && e.Type != "PROTEST" && e.Type != "AID" {
		return -1 // whoever meets the mayor of Harrow may do so anywhere
	}
	for _, r := range e.Recipients {
		if p := f.place[r.Word]; p >= 0 && f.located(p) && (e.Type == "ASSAULT" || e.Type == "COERCE") &&
			r.Mention >= 0 && f.ms.Entities[max(r.Entity, 0)].Kind == hearsay.PlaceEntity {
			best = f.smaller(best, p)
		}
		best = f.smaller(best, f.within(r.Word, ""))
	}
	return best
}

// above returns a place that hangs on the clause the event stands in: "twelve
// were killed in Selm when the army attacked".
func (f *finder) above(e *Event) int {
	w := f.word(e.Word)
	for range 4 {
		if w.Head < 0 || w.Is("ccomp", "parataxis", "acl:relcl") || f.cue[w.Head] >= 0 {
			return -1
		}
		i := w.Head
		if p := f.under(i, e); p >= 0 {
			return p
		}
		w = f.word(i)
	}
	return -1
}

// levels are those of places, the smallest first.
var levels = []string{"facility", "populated place", "district", "province", "water", "region", "country", "continent", "unknown"}

// smaller returns the smaller of two places, the first of equals; -1 is none.
func (f *finder) smaller(a, b int) int {
	switch {
	case a < 0:
		return b
	case b < 0:
		return a
	case slices.Index(levels, f.in.Places[b].Level) < slices.Index(levels, f.in.Places[a].Level):
		return b
	}
	return a
}
