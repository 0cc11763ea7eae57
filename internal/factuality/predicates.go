package factuality

import (
	_ "embed"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

//go:embed predicates.tsv
var predicatesText string

// A signature is what a predicate makes of its complement.
type signature struct {
	plus, minus float64 // how sure the complement is if the predicate holds, and if it does not
	status      string  // of the complement where the predicate leaves it open; "" hands its own on
	author      int8    // 1: the text itself vouches for the complement; −1: it calls it untrue
}

// A frame is a predicate of a kind with a form of complement.
type frame struct{ lemma, kind, form string }

var predicates = loadPredicates(predicatesText)

func loadPredicates(text string) map[frame]signature {
	m := make(map[frame]signature, 1500)
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := append(strings.Split(line, "\t"), "", "")
		var s signature
		var err, err2 error
		s.plus, err = strconv.ParseFloat(f[3], 64)
		s.minus, err2 = strconv.ParseFloat(f[4], 64)
		if err != nil || err2 != nil {
			panic("factuality: predicates: " + line)
		}
		s.status = f[5]
		switch f[6] {
		case "+":
			s.author = 1
		case "-":
			s.author = -1
		}
		for form := range strings.SplitSeq(f[2], ",") {
			m[frame{f[0], f[1], form}] = s
		}
	}
	return m
}

// of returns how sure the complement of a predicate is that is itself sure to
// degree v: "may refuse to" is a third of "refused to".
func (s signature) of(v float64) float64 {
	var zero float64
	switch {
	case s.plus == s.minus:
		return s.plus
	case s.plus > 0 && s.minus > 0:
		zero = min(s.plus, s.minus)
	case s.plus < 0 && s.minus < 0:
		zero = max(s.plus, s.minus)
	}
	if v >= 0 {
		return toward(zero, s.plus, v)
	}
	return toward(zero, s.minus, -v)
}

// toward goes from zero toward end as far as v, which is 3 at most, reaches.
func toward(zero, end, v float64) float64 {
	full := zero + (end-zero)*v/3
	if end > zero {
		return max(full, min(end, zero+v*0.75))
	}
	return min(full, max(end, zero-v*0.75))
}

// acts are the signatures of cues that predicates.tsv lacks, by their act, for
// the one who says it.
var acts = map[hearsay.Act]signature{
	hearsay.Say:      {plus: 3},
	hearsay.Confirm:  {plus: 3},
	hearsay.Know:     {plus: 3, minus: 2},
	hearsay.Believe:  {plus: 2, minus: -1},
	hearsay.Accuse:   {plus: 2.3},
	hearsay.Predict:  {plus: 2, minus: -0.5, status: Predicted},
	hearsay.Promise:  {plus: 2, minus: -1, status: Planned},
	hearsay.Threaten: {plus: 1.2, minus: -1, status: Threatened},
	hearsay.Want:     {plus: 1.1, minus: -0.7, status: Demanded},
	hearsay.Demand:   {plus: 1.2, minus: -0.2, status: Demanded},
	hearsay.Ask:      {plus: 0, minus: 0, status: Unknown},
	hearsay.Deny:     {plus: -2.8, minus: 1, status: Denied},
	hearsay.Doubt:    {plus: -1, minus: 1, status: Unknown},
}

// cueKinds are the kinds of predicates as the list of cues has them.
var cueKinds = map[string]lexicon.CueKind{"verb": lexicon.CueVerb, "noun": lexicon.CueNoun, "adjective": lexicon.CueAdjective}

// signed looks a predicate up, first among the predicates, then among cues.
func signed(lemma, kind, form string) (signature, bool) {
	if s, ok := predicates[frame{lemma, kind, form}]; ok {
		return s, true
	}
	k, ok := cueKinds[kind]
	if !ok {
		return signature{}, false
	}
	c := lexicon.CueOf(lemma, k)
	if c == nil || !c.Takes(form) {
		return signature{}, false
	}
	s, ok := acts[c.Act]
	switch c.Act {
	case hearsay.Say, hearsay.Ask:
		switch form {
		case "c", "q", "i", "g":
		case "o": // "announced the strike"
			s = signature{plus: 2.6, minus: 0.5}
		default: // "spoke about the strike", "asked about it"
			s = signature{plus: 2.7, minus: 1.5}
		}
	}
	return s, ok
}
