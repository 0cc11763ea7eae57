package event

import (
	"slices"

	"hearsay"
)

// figurative reports whether a verb that the codebook knows is used for
// something that is no event of its type.
//
//	"Dorn stormed back into the room": he left or came in anger, but "stormed
//	the depot".
//	"The plan was met with disdain": nobody meets, but "the envoys met".
//	"a figure she will not meet": a person alone meets nobody, but "the council
//	met".
//	"Dorn protested, saying that it was late": he spoke, but "drivers protested".
//	"holding the budget hostage": not persons, but "held two nuns hostage".
func (f *finder) figurative(e *Event) bool {
	w := f.word(e.Word)
	if w.UPOS != "VERB" {
		return false
	}
	switch w.Lemma {
	case "storm":
		if e.Word+1 < len(f.d.Words) {
			switch f.word(e.Word + 1).Lemma {
			case "back", "out", "off", "away":
				return len(e.Recipients) == 0
			}
		}
	case "meet":
		return f.passive(e.Word) || len(e.Recipients) == 0 && f.single(e)
	case "protest":
		return len(e.Recipients) == 0 && f.single(e) && f.cued(e.Word)
	}
	return e.Mode == "abduct" && len(e.facts.patients) > 0 && !slices.ContainsFunc(e.facts.patients, f.seizable)
}

// seizable reports whether word i may be somebody whom others hold: a person or
// persons, not a government, a people or a thing.
func (f *finder) seizable(i int) bool {
	m := f.ms.At(f.bearer(i))
	if m < 0 {
		return true
	}
	x := &f.ms.Mentions[m]
	k := f.ms.Entities[x.Entity].Kind
	return k != hearsay.PlaceEntity && k != hearsay.Organization && !abstractHeld[f.word(i).Lemma]
}

// abstractHeld are nouns for what is held hostage in a figure of speech only.
var abstractHeld = setOf(`government country nation economy budget congress parliament senate democracy state society world market process
	future policy bill program programme public taxpayer`)

// single reports whether one person alone acts in e.
func (f *finder) single(e *Event) bool {
	if len(e.Actors) != 1 || e.Actors[0].Mention < 0 {
		return false
	}
	x := &f.ms.Mentions[e.Actors[0].Mention]
	k := f.ms.Entities[x.Entity].Kind
	p := f.word(e.Actors[0].Word).XPOS
	return k == hearsay.Person && p != "NNS" && p != "NNPS" && f.d.Child(e.Actors[0].Word, "conj") < 0 && x.Count <= 1
}

// cued reports whether verb i brings in somebody's words: it is the cue of an
// attribution, or a verb of speech goes with it.
func (f *finder) cued(i int) bool {
	if f.cue[i] >= 0 {
		return true
	}
	for _, c := range f.d.Children(i) {
		if f.word(c).Is("advcl", "ccomp", "parataxis") && (f.word(c).Lemma == "say" || f.word(c).Is("ccomp")) {
			return true
		}
	}
	return false
}

// statistics is the least number of those harmed that, with the words for a
// long time, makes a sum of many events of what looks like one.
const statistics = 1000

// sum reports whether e is a statistic of years and no event of its own: "the
// war has killed more than 280,000 people since 2011", "some 12,000 have been
// displaced in ten years of conflict".
//
// Counter-sentences: "The earthquake killed 2,000 people", "2,000 people have
// fled since the army began its offensive".
func (f *finder) sum(e *Event) bool {
	if e.Type != "ASSAULT" && e.Type != "COERCE" && e.Type != "SANCTION" || !slices.ContainsFunc(e.Counts, func(c Count) bool { return c.Value >= statistics }) {
		return false
	}
	if slices.ContainsFunc(e.facts.means, func(w int) bool { return wars[f.word(w).Lemma] }) {
		return true
	}
	s := f.d.SentOf(e.Word)
	for i := max(s.From, e.Word-wide); i < min(s.To, e.Word+wide); i++ {
		switch w := f.word(i); {
		case w.Lemma == "since" && f.longAgo(i+1, min(s.To, i+6)):
			return true
		case wars[w.Lemma] && w.UPOS == "NOUN" && (w.Is("nsubj") && w.Head == e.Word || w.Is("obl") && w.Head == e.Word):
			return true
		case w.XPOS == "NNS" && (w.Lemma == "year" || w.Lemma == "decade") && w.Is("obl", "nmod"):
			return true
		}
	}
	return false
}

// longAgo reports whether the words [from, to), behind "since", name a year or
// the beginning of a war.
func (f *finder) longAgo(from, to int) bool {
	for i := from; i < to; i++ {
		if w := f.word(i); wars[w.Lemma] || len(w.Text) == 4 && digits(w.Text) && f.timeAt[i] >= 0 {
			return true
		}
	}
	return false
}
