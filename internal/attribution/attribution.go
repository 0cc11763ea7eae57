// Package attribution finds who says what on whose word: the words that mark
// speaking, thinking, wanting and asking, their sources, and what is said,
// nested as deep as the text nests it.
//
// In "The depot is empty, a guard told the Herald." the cue is "told", the
// source "a guard", the content "The depot is empty", the recipient "the
// Herald".
//
// What belongs to a cue, a source and a content follows PolNeAR (Newell,
// Margolin and Ruths 2018): the cue with its auxiliaries and adverbs, the
// source with its appositions and relative clauses, the content with its
// conjunction and quotation marks, without the stop that ends the sentence.
// The model's word scores, the tree and the quotation marks are witnesses;
// candidates made from all three are weighed by the weights in weights.tsv.
//
// The package judges only what the text says. It does not judge whether it is
// true, and does not follow sources beyond the document. Its functions may be
// called by several goroutines at once.
package attribution

import (
	"hearsay"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// An Attribution is one step of hearsay in words of a [syntax.Doc]. Ranges are
// half-open; an empty range means that the text has none.
type Attribution struct {
	CueFrom, CueTo       int
	Source               int // index of the source's mention, -1 if the text names none or none covers it
	SourceFrom, SourceTo int
	Content              [][2]int // in order, not overlapping, at least one
	Within               int      // index of the attribution this one is reported in, -1 in the document's own voice
	Mode                 hearsay.Mode
	Act                  hearsay.Act
	Negated              bool
	Anonymous            bool
	Unnamed              [2]int // words that say why the source is not named ("because he feared for his job"); empty if none do
	Recipient            int    // index of the mention that was told, -1 if none
	Confidence           float64
	Why                  []hearsay.Why

	// Naming is set where the cue gives a name or an office and says nothing:
	// "Dale, also known as the Gate", "Oren was nominated". PolNeAR marks many of
	// these; a reader would not call them somebody's word.
	Naming bool

	// Voice is set where whole blocks are republished or quoted; Content then
	// covers them, and all that is said in them lies within.
	Voice bool

	pCue, pSource, pContent float64 // what the weights made of its parts
	sure                    float64
	deep                    bool // found inside another's content
	fixed                   bool // act and mode are set
	relay                   bool // the step of an outlet that was told
	inner                   bool // within another of the same content
}

// Find returns the attributions of d by position of their cue (of their
// content, for one without), and what a reader should know about them:
// findings "quote-unclosed", "source-unclear" and "voice-unclear", with spans
// in bytes and without ids. Following Within never leads round in a circle.
//
// Cost grows linearly with the words.
func Find(d *syntax.Doc, ms *mention.Set) ([]Attribution, []hearsay.Finding) {
	v := newView(d, ms)
	var as []Attribution
	if d.Model == nil {
		as = v.plainly()
	} else {
		as = v.spoken()
	}
	as = v.quotedTelling(as)
	as = v.citedBefore(as)
	as = v.phrased(as)
	as = v.nouns(as, false)
	as = v.reportedly(as)
	as = v.goOn(as)
	as = v.voices(as)
	as = v.agencies(as)
	as = v.credited(as)
	as = v.labelled(as)
	as = v.uncued(as)
	as = v.within(as)
	as = v.scares(as)
	as = v.relayed(as)
	as = v.steps(as)
	as = v.toldWhich(as)
	as = v.deeper(as)
	v.undated(as)
	order(as)
	v.nest(as)
	for i := range as {
		v.finish(as, i)
	}
	return as, v.findings
}
