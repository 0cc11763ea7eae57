// Package discourse finds why things are said to have happened, who is for or
// against whom, what a text leaves open, what it expects, and where it speaks
// for itself in words that take sides.
//
// "Northport wants the militia gone for two reasons. First, its raids endanger
// the pumps. Second, its leaders see Northport as a rival. The militia will
// likely stay. Will it be bombed, or bought?" holds two numbered reasons for one
// wish, a want and a rivalry, a forecast (likely, 55–80 %) and an open question
// with two options.
//
// Connectives, verbs and nouns from embedded lists say what to look for, the
// trees of package syntax what they join; the model's head for causes is one
// witness more. Nothing is judged: a word that takes sides is named, not
// answered, and a forecast is kept with its maker, not believed. What an
// attribution reports belongs to its source.
//
// Kinds of reason follow what the words say: cause, reason and result for what
// brings about, purpose, condition and concession for what is meant, needed or
// set aside. Words of likelihood have the ranges of ICD 203 (2015) and of the
// studies named in likelihood.tsv.
//
// Values and functions may be used by several goroutines at once.
package discourse

import (
	"cmp"
	"slices"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
	"hearsay/internal/when"
)

// A Stretch is the words [From, To) of a document; empty if From is not below
// To.
type Stretch struct{ From, To int }

// IsEmpty reports whether s has no words.
func (s Stretch) IsEmpty() bool { return s.From >= s.To }

// Holds reports whether word i is in s.
func (s Stretch) Holds(i int) bool { return s.From <= i && i < s.To }

// Kinds of reason.
const (
	Ground     = "reason"     // "because": why somebody does or thinks something
	Cause      = "cause"      // "led to": what brought something about
	Purpose    = "purpose"    // "so that": what it is meant for
	Condition  = "condition"  // "if": what it hangs on
	Concession = "concession" // "although": what stands against it
	Result     = "result"     // "therefore": the clause with the cue follows from the other
)

// A Reason joins what is explained to what explains it.
type Reason struct {
	Kind    string
	For     Stretch // what is explained: what was done, caused, wanted, or holds
	Because Stretch // what explains it: ground, cause, aim, condition, obstacle
	Cue     Stretch // the words that join them; empty where the model alone saw it
	Order   int     // place in an enumeration, from 1; 0 outside one
	Said    int     // innermost attribution that holds the cue, -1 for the document's own voice
	Sure    float64 // 0 … 1
	Why     []hearsay.Why
}

// Polarities of stance.
const (
	For     = "for"
	Against = "against"
	Rival   = "rival"
	Ally    = "ally"
	Fears   = "fears"
	Wants   = "wants"
	Depends = "depends"
)

// A Stance is somebody's attitude.
type Stance struct {
	Holder   int     // index of the holder's mention; -1 if no mention covers Who
	Who      Stretch // words for the holder
	Author   bool    // the holder is the document's author
	Toward   int     // index of the mention it is toward, -1 if it is toward what is no mention
	What     Stretch // words for what it is toward
	Polarity string
	Strength int     // 1 weak or hedged, 2 plain, 3 strong ("abhors", "staunch ally")
	Span     Stretch // the words that show it: holder, stance and object, as far as they stand in one clause
	Cue      Stretch // the word of stance itself
	Said     int     // innermost attribution that holds the cue
	Why      []hearsay.Why
}

// Kinds of Question.
const (
	Open       = "question"
	Prediction = "prediction"
)

// A Question is an open question of the text, or a prediction.
type Question struct {
	Kind      string
	Span      Stretch
	Cue       Stretch // what marks it: "?", "unclear whether", "likely"
	Options   []Stretch
	Horizon   int     // index in the times given, -1 if the text sets none
	Until     Stretch // words that set a horizon, with or without a time in them
	Condition Stretch // "if …": what a prediction hangs on
	Certainty string  // a prediction's word of likelihood in its plainest form: "likely"
	Low, High float64 // range of that word, per cent; both 0 if it has none
	By        int     // mention of who predicts or asks; -1 for the document
	Said      int
	Why       []hearsay.Why
}

// Manners of a sentence.
const (
	Reports   = "report"
	Comments  = "comment"
	Advocates = "advocate"
)

// An Opinion says whether the document reports in a sentence, comments, or
// advocates, in its own voice.
type Opinion struct {
	Sent     int
	Manner   string
	Evidence []Stretch // the words that show it; none for a report
	Why      []hearsay.Why
}

// A Discourse is all that is found in one document.
type Discourse struct {
	Reasons   []Reason   // by position of the cue, items of an enumeration in order
	Stances   []Stance   // by position of the cue
	Questions []Question // by position
	Opinions  []Opinion  // of sentences that do more than report
	// Manner is that of the document as a whole, Share the part of its own
	// sentences, outside what it reports of others, that comment or advocate.
	Manner   string
	Share    float64
	Findings []hearsay.Finding // "loaded-word", without ids
}

// Inputs are what other stages found. The zero value is nothing.
type Inputs struct {
	Times []when.Time // by position
}

// Find reads the discourse of d. ms and said are what packages mention and
// attribution found in d. Its cost grows linearly with the words.
func Find(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution, in Inputs) Discourse {
	v := newView(d, ms, said, in)
	var out Discourse
	out.Reasons = v.reasons()
	out.Questions = append(v.questions(), v.forecasts(out.Reasons)...)
	out.Stances = v.stances()
	out.Findings = v.loaded()
	v.opinions(&out)
	slices.SortStableFunc(out.Questions, func(a, b Question) int { return cmp.Compare(a.Span.From, b.Span.From) })
	return out
}
