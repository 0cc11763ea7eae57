// Package link says how reports hang together: which copied which, and which
// words; which tell of the same event; on how many independent origins a claim
// rests; where reports contradict each other, and which were corrected.
//
// It works on [hearsay.Reading] values alone. A [Report] is a reading made
// ready to be compared. [Place] links one report with others: which those are is
// asked of a [Shelf], so that adding a report costs what its candidates cost and
// not the size of the case; [Memory] is a Shelf that fits in memory.
//
// Every answer is a [Link] with its reasons. Undecided is a legal answer.
package link

import (
	"cmp"
	"slices"
	"strconv"

	"hearsay"
)

// Names of the record that are used throughout.
type (
	Link    = hearsay.Link
	Ref     = hearsay.Ref
	Passage = hearsay.Passage
)

// Kinds of link: see [hearsay.LinkCopy] and the others there.
const (
	KindCopy          = hearsay.LinkCopy
	KindCites         = hearsay.LinkCites
	KindSameEvent     = hearsay.LinkSameEvent
	KindContradiction = hearsay.LinkContradiction
	KindCorrection    = hearsay.LinkCorrection
	KindOrigin        = hearsay.LinkOrigin
	KindStory         = hearsay.LinkStory
	KindForecast      = hearsay.LinkForecast
)

// A Report is a reading made ready to be compared. It is not to be used by
// several goroutines at once.
type Report struct {
	*hearsay.Reading
	words  []word
	own    int               // words that are not quoted
	prints []uint64          // see winnow; in order, each once
	whole  uint64            // hash of all words
	grams  *grams            // of words; nil until needed
	bag    bag               // of all its text; nil until needed
	vector vector            // of bag; nil until needed
	lead   vector            // of its head; nil until needed
	names  vector            // of its capitalized words; nil until needed
	often  map[string]int    // how often each stem stands in it; nil until needed
	claims []*Claim          // nil until needed
	alias  map[string]string // see aliases; nil until needed
	day    int               // of publication, or NoDay
}

// NewReport makes r ready. r must not change afterwards.
func NewReport(r *hearsay.Reading) *Report {
	p := &Report{Reading: r, words: wordsOf(r)}
	p.whole = hashWords(p.words)
	for i := range p.words {
		if !p.words[i].quoted {
			p.own++
		}
	}
	p.prints = winnow(p.words)
	p.day = p.dayOfReport()
	return p
}

// atHead is how far into a text a date may stand that is taken for the report's.
const atHead = 400

// dayOfReport returns the day on which the report was published, NoDay if it is
// not known. Where nothing else says it, it is the first full date at the head of
// the text: "AFP, 27 April 2014".
func (p *Report) dayOfReport() int {
	if d, ok := dayOf(p.published()); ok {
		return d
	}
	if p.published() == "" {
		for i := range p.Times {
			if t := &p.Times[i]; t.Type == "DATE" && t.Span.Start < atHead {
				if d, ok := dayOf(t.Value); ok {
					return d
				}
			}
		}
	}
	return NoDay
}

// Ref names the report.
func (p *Report) Ref() Ref { return Ref{ID: p.Document.ID.String(), URL: p.Document.URL} }

// EventRef names one event of the report.
func (p *Report) EventRef(id hearsay.EventID) Ref {
	return Ref{ID: p.Document.ID.String() + "#v" + strconv.Itoa(int(id)), URL: p.Document.URL}
}

// earlier orders reports by what is known of their publication, then by id;
// one without a date comes last.
func earlier(a, b *Report) int {
	da, db := a.published(), b.published()
	if (da == "") != (db == "") {
		return cmp.Compare(db, da)
	}
	return cmp.Or(cmp.Compare(da, db), slices.Compare(a.Document.ID[:], b.Document.ID[:]))
}

func why(rule, note string) hearsay.Why { return hearsay.Why{Rule: rule, Score: 1, Note: note} }
