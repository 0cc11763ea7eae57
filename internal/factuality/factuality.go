// Package factuality judges whether the events of a text happened, and on whose
// word.
//
// In "The mayor denied that guards had fired, and plans to visit the port." the
// firing is denied, and certainly did not happen by the mayor (CT−), which is
// not to say that the document thinks so; the visit is planned, and not certain
// (PR+); the planning is certain (CT+).
//
// Two witnesses are heard. The model gives every word two numbers, on the scale
// of news annotation and on that of a crowd. The rules climb the tree from the
// event to the top of its sentence and gather what stands above it: negation
// and its particles, modals, adverbs, conditions, questions, and the predicates
// of predicates.tsv with their two-way signatures (Karttunen 1971; Nairn,
// Condoravdi and Karttunen 2006: "managed to" did, "did not manage to" did not);
// then they work out, from the top down to the event, how sure it is. Trees of
// regression learned from both (weights.tsv) make one number of them; the
// further the witnesses are apart, the lower the confidence.
//
// Values and labels follow FactBank (Saurí and Pustejovsky 2009), with the scale
// from −3 to 3 of Stanovsky and others (2017). The package does not decide which
// words are events: any word may be asked about. A [Judge] remembers what it has
// asked the model and belongs to one goroutine at a time.
package factuality

import (
	"math"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// What can be the matter with an event; the values of [hearsay.Event.Status].
const (
	Happened     = "happened"
	Ongoing      = "ongoing"
	Habitual     = "habitual"
	Planned      = "planned"
	Demanded     = "demanded"
	Threatened   = "threatened"
	Predicted    = "predicted"
	Hypothetical = "hypothetical"
	Denied       = "denied"
	NotHappened  = "not-happened"
	Unknown      = "unknown"
)

// Statuses are all of them, in the order of the record's description.
var Statuses = []string{Happened, Ongoing, Habitual, Planned, Demanded, Threatened, Predicted, Hypothetical, Denied, NotHappened, Unknown}

// A Judgement is how sure an event is.
//
// Status and Value agree: what is denied or has not happened has a value below
// −0.5, what happened, goes on or is habitual one above 0.5, and nothing else
// is below −0.5.
type Judgement struct {
	// Value is how sure the innermost source is, from −3 (certainly not) to 3
	// (certainly); what has no source has the document for one.
	Value  float64
	Label  string // FactBank's label of Value, see [Label]
	Status string
	Said   int     // index of the innermost attribution whose content holds the event, −1 if there is none
	Author *Author // the document's own commitment where the text shows that it differs, else nil
	// Readers is, on the same scale, how sure readers of news would be, who
	// stand at some distance from the source: Value before the rules have had
	// the last word.
	Readers float64
	// Crowd is how sure they would be that the event has happened by now: what
	// is planned has a high Value and a low Crowd.
	Crowd      float64
	Confidence float64 // that Value is right within one step of the labels, 0 to 1
	Why        []hearsay.Why
}

// An Author is the document's own commitment to what a source of it says:
// "falsely claimed that" takes the claim back, "admitted that" vouches for it.
type Author struct {
	Value float64
	Label string
}

// Label returns FactBank's label of a value, the nearest of its grades:
// CT (certain) from 2.5, PR (probable) from 1.5, PS (possible) from 0.5, with
// the sign of the value, and UU (underspecified) between −0.5 and 0.5.
func Label(value float64) string {
	grade := math.Abs(value)
	label := "CT"
	switch {
	case grade < 0.5:
		return "UU"
	case grade < 1.5:
		label = "PS"
	case grade < 2.5:
		label = "PR"
	}
	if value < 0 {
		return label + "-"
	}
	return label + "+"
}

// A Judge judges the events of one document.
type Judge struct {
	d     *syntax.Doc // with trees, guessed ones if the document has none
	model bool
	ms    *mention.Set
	said  []attribution.Attribution
	in    []int              // innermost attribution whose content holds each word, −1 if none
	local []local            // what hangs on each word
	heard map[int][2]float64 // the model's numbers of words asked for
}

// New returns the judge of the events of d. ms and said may be nil; said is
// what [attribution.Find] found in d. Nothing of them is changed or copied.
// Cost is linear in the words, but for sorting the contents of said.
func New(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution) *Judge {
	j := &Judge{d: planted(d), model: d.Model != nil, ms: ms, said: said, heard: make(map[int][2]float64)}
	j.in = innermost(len(d.Words), said)
	j.local = j.locals()
	return j
}

// Of judges the event of a word: of a verb, of a noun or of an adjective that
// stands for one. A word that is no event's gets a judgement that means
// nothing; one outside the document the zero Judgement with status "unknown",
// label UU, and −1 for Said.
func (j *Judge) Of(word int) Judgement {
	if word < 0 || word >= len(j.d.Words) {
		return Judgement{Label: Label(0), Status: Unknown, Said: -1}
	}
	r := j.rule(word)
	out := Judgement{Said: j.in[word], Status: r.status, Why: r.why}
	out.Readers, out.Crowd, out.Confidence = j.weigh(word, &r)
	out.Value, out.Status = agree(out.Readers, &r)
	if r.author != nil {
		v := clip(*r.author)
		if Label(v) != Label(out.Value) {
			out.Author = &Author{v, Label(v)}
		}
	}
	out.Label = Label(out.Value)
	return out
}

func clip(v float64) float64 { return min(max(v, -3), 3) }
