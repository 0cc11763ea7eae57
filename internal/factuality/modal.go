package factuality

import (
	"strings"

	"hearsay"
)

// modal adds a modal with its negation and perfect.
//
// "may fire" is possible, "may not fire" possibly not; "could have fired" did
// not, but "may have fired" and "must have fired" are guesses about the past;
// "said they would leave" is "will leave", said earlier.
func (j *Judge) modal(c *climb, i int, l *local) {
	m := &j.d.Words[l.modal]
	low := strings.ToLower(m.Text)
	s, ok := predicates[frame{low, "modal", "b"}]
	if !ok {
		s = signature{plus: 1, minus: -1, status: Hypothetical}
	}
	rule := "modal"
	switch low {
	case "will", "'ll", "’ll", "wo", "shall":
		s.status = j.ahead(i)
	case "would", "'d", "’d":
		switch {
		case l.have >= 0:
			s, rule = signature{plus: -1.8, minus: 1.5}, "counterfactual"
		case l.condition < 0 && (j.in[i] >= 0 || j.reported(i)):
			s = signature{plus: 2, minus: -2, status: j.ahead(i)}
		}
	case "could", "should", "ought":
		switch {
		case l.have >= 0:
			s, rule = signature{plus: -1.2, minus: 1.5}, "counterfactual"
		case low != "could" && l.passive < 0 && l.subject >= 0 && !j.agent(l.subject): // "The vote should tell"
			s.status = Predicted
		}
	case "may", "might":
		if l.have >= 0 {
			s.status = Unknown
		}
	case "must":
		if l.have >= 0 {
			s = signature{plus: 2, minus: -2}
		}
	}
	if l.not >= 0 && l.not != c.from {
		s = signature{plus: s.minus, minus: s.plus, status: s.status}
		if s.plus < -1.5 { // "could not be reached": it was not
			s.status = ""
		}
		rule += ", negated"
	}
	c.add(s, rule, l.modal, "")
}

// reported reports whether i is the clause under a verb in the past.
func (j *Judge) reported(i int) bool {
	w := &j.d.Words[i]
	return w.Is("ccomp") && w.Head >= 0 && j.local[w.Head].past
}

// ahead tells whether what will be is planned or predicted: people plan what
// they do, and what is done by somebody is planned ("will meet", "will be
// held"); what befalls is predicted ("prices will fall", "they will suffer").
func (j *Judge) ahead(i int) string {
	w, l := &j.d.Words[i], &j.local[i]
	if befalls[w.Lemma] || w.UPOS == "ADJ" || w.UPOS == "NOUN" || l.adverb >= 0 {
		return Predicted
	}
	if l.passive >= 0 {
		return Planned
	}
	s := l.subject
	if s < 0 && w.Is("conj") && w.Head >= 0 {
		s = j.local[w.Head].subject
	}
	if s < 0 {
		return Predicted
	}
	if scheduled[j.d.Words[s].Lemma] || j.agent(s) {
		return Planned
	}
	return Predicted
}

// agent reports whether a subject is somebody who can plan and be told.
func (j *Judge) agent(s int) bool {
	switch p := &j.d.Words[s]; p.UPOS {
	case "PROPN":
		return true
	case "PRON":
		return people[strings.ToLower(p.Text)]
	}
	if j.ms == nil {
		return false
	}
	m := j.ms.At(s)
	if m < 0 {
		return false
	}
	switch j.ms.Mentions[m].Kind {
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.Nationality:
		return true
	}
	return false
}

var (
	people    = words("i we you he she they who everyone everybody somebody someone")
	befalls   = words("be suffer face lose die need fall rise collapse win become have know see cause remain continue fail depend happen drop grow increase decline worsen improve deteriorate survive lead mean")
	scheduled = words("talk meeting summit election visit trial ceremony conference hearing vote referendum strike exercise march rally protest negotiation session round drill service funeral debate tour match game concert")
)
