package attribution

import (
	"hearsay"
)

// relative returns the mention that the relative pronoun in [from, to) stands
// for: in "the union, which called it an insult", the union. -1 if there is none.
func (v *view) relative(from, to int) int {
	if v.ms == nil || to-from != 1 {
		return -1
	}
	switch v.lower(from) {
	case "who", "which", "that", "whom":
	default:
		return -1
	}
	i := v.d.Words[from].Head
	for n := 0; n < 6 && i >= 0; n++ {
		w := &v.d.Words[i]
		if w.Is("acl") && w.Head >= 0 && v.ms.At(w.Head) >= 0 {
			return v.animate(v.ms.At(w.Head), v.lower(from))
		}
		i = w.Head
	}
	for i := from - 1; i >= 0 && i >= from-2; i-- { // what ends just before it
		for k := i; k >= 0 && k > i-8; k-- {
			if m := v.ms.At(k); m >= 0 && v.ms.Mentions[m].To == i+1 {
				return v.animate(m, v.lower(from))
			}
		}
	}
	return -1
}

// animate climbs from the antecedent m of a relative pronoun to somebody: in
// "the candidate of the Pier Party, who admitted it" it was the candidate.
//
// Counter-sentences: "the candidate of the Pier Party, which admitted it"; "the
// head of the guards, who admitted it" could be either, and the tree decides.
func (v *view) animate(m int, pronoun string) int {
	if pronoun != "who" && pronoun != "whom" {
		return m
	}
	best := m
	for n := 0; n < 3; n++ {
		switch k := v.ms.Mentions[best].Kind; k {
		case hearsay.Person, hearsay.Group, hearsay.Nationality:
			return best
		}
		w := &v.d.Words[v.ms.Mentions[best].Head]
		if !w.Is("nmod", "appos") || v.ms.At(w.Head) < 0 {
			return m
		}
		best = v.ms.At(w.Head)
	}
	return m
}
