package reading

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/lexicon"
)

// hidden leaves out of the findings of sources without a name those that hide
// nobody a reader would ask for: who only knew, ignored or plotted something
// ("officials ignored the order"), everybody ("people tend to forget"), a body
// that the text names ("the White Oars, a rescue group,"), papers ("official
// figures say"), and the kin of somebody named ("Mr. Vale's wife"). What is left
// said something: "a guard said", "according to two officials".
func (a *assembly) hidden(found []hearsay.Finding) []hearsay.Finding {
	return slices.DeleteFunc(found, func(f hearsay.Finding) bool {
		if f.Kind != "unnamed-source" || len(f.Spans) == 0 {
			return false
		}
		return !slices.ContainsFunc(a.said, func(s attribution.Attribution) bool {
			return s.Source >= 0 && s.SourceFrom < s.SourceTo && s.CueFrom < s.CueTo &&
				slices.ContainsFunc(f.Spans, func(r hearsay.Receipt) bool { return r.Span.Overlaps(a.doc.Span(s.SourceFrom, s.SourceTo)) }) &&
				a.tells(&s) && a.asks(s.SourceFrom, s.SourceTo)
		})
	})
}

// tells reports whether an attribution is one of saying something, or of a source
// cited: "said", "according to", "on the word of".
func (a *assembly) tells(s *attribution.Attribution) bool {
	if s.Mode == hearsay.Direct || s.Mode == hearsay.Mixed {
		return true
	}
	for i := s.CueFrom; i < s.CueTo; i++ {
		w := &a.doc.Words[i]
		lemma := strings.ToLower(w.Lemma)
		if quiet[lemma] {
			continue
		}
		told := w.UPOS == "NOUN" || w.UPOS == "ADP" || w.UPOS == "SCONJ" || lemma == "according"
		if w.UPOS == "VERB" || w.UPOS == "AUX" {
			c := lexicon.CueOf(lemma, lexicon.CueVerb)
			told = c != nil && c.Strength > 1
		}
		if told || lemma == "accord" {
			return true
		}
	}
	return false
}

// quiet are verbs of knowing, wanting and doing, by which nobody tells anything.
var quiet = set("know learn understand realise realize ignore plot tend grapple brief want plan hope agree decide forget remember think feel wonder")

// asks reports whether a reader would ask who the source [from, to) is.
func (a *assembly) asks(from, to int) bool {
	head := a.doc.Head(from, to)
	if head < 0 {
		return true
	}
	w := &a.doc.Words[head]
	lemma := strings.ToLower(w.Lemma)
	if w.UPOS == "PROPN" && to-from > 1 || masses[lemma] || masses[strings.ToLower(w.Text)] || lemma == "people" && to-from == 1 {
		return false
	}
	for _, c := range a.doc.Children(head) {
		if a.doc.Words[c].Is("appos") && a.doc.Words[c].UPOS == "PROPN" {
			return false // "one of the sponsors, Denmark,"
		}
	}
	return !kin[lemma] || !slices.ContainsFunc(a.doc.Children(head), func(c int) bool { return a.doc.Words[c].Is("nmod:poss") })
}

// masses are words for who is nobody in particular, or is told before.
var masses = set("figure state nation panel he she they it most many percent voter gang liberal conservative president public world plaintiff")

var kin = set("wife husband father mother son daughter brother sister widow widower parent staff office")
