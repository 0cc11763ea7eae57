package mention

import (
	"hearsay"
	"hearsay/internal/syntax"
)

// settleTypes gives each mention the type that the model holds likeliest for
// its noun over the whole document: half from its own words, half from the
// other mentions with the same noun. Pronouns keep their own.
func settleTypes(d *syntax.Doc, ms []Mention) {
	if d.Model == nil {
		return
	}
	labels := d.Model.Labels("mention")
	type tally struct {
		sum []float32
		n   float32
	}
	nouns := map[string]*tally{}
	each := func(do func(m *Mention, t *tally, logits []float32)) {
		for i := range ms {
			m := &ms[i]
			if m.Form == hearsay.Pronoun || m.Type == "" {
				continue
			}
			lemma := d.Words[m.Head].Lemma
			if nouns[lemma] == nil {
				nouns[lemma] = &tally{sum: make([]float32, len(labels))}
			}
			do(m, nouns[lemma], d.Model.Logits("mention", m.Head))
		}
	}
	each(func(_ *Mention, t *tally, logits []float32) {
		for k, x := range logits {
			t.sum[k] += x
		}
		t.n++
	})
	each(func(m *Mention, t *tally, logits []float32) {
		best := -1
		for k, x := range logits {
			if labels[k] != "O" && (best < 0 || x+t.sum[k]/t.n > logits[best]+t.sum[best]/t.n) {
				best = k
			}
		}
		if best >= 0 {
			m.Type = labels[best]
		}
	})
}

// unify gives all mentions of an entity the type that most of them have, so
// that "it" for a ministry is an organization. Pronouns count half. Of equals
// the type of the first mention wins.
func (s *Set) unify(e int) {
	votes := map[string]int{}
	for _, i := range s.Entities[e].Mentions {
		m := &s.Mentions[i]
		switch {
		case m.Type == "" || m.Describes:
		case m.Form == hearsay.Pronoun:
			votes[m.Type]++
		default:
			votes[m.Type] += 2
		}
	}
	best := ""
	for _, i := range s.Entities[e].Mentions {
		if t := s.Mentions[i].Type; votes[t] > votes[best] {
			best = t
		}
	}
	for _, i := range s.Entities[e].Mentions {
		if m := &s.Mentions[i]; best != "" && !m.Describes {
			m.Type = best
		}
	}
}
