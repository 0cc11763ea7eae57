// Package link says how reports hang together: which copied which, and which
// words; which tell of the same event; on how many independent origins a claim
// rests; where reports contradict each other, and which were corrected.
//
// It works on [hearsay.Reading] values alone. A [Report] is a reading made
// ready to be compared. Which reports are worth comparing is asked of an
// [Index], so that adding a report costs what its candidates cost and not the
// size of the case; [Memory] is an Index that fits in memory.
//
// Every answer is a [Link] with its reasons. Undecided is a legal answer.
package link

import (
	"cmp"
	"slices"
	"strconv"

	"hearsay"
)

// Kinds of link.
const (
	KindCopy          = "copy"          // From has words of To
	KindCites         = "cites"         // From names To's outlet as its source, or quotes it
	KindSameEvent     = "same-event"    // Members are one event told by several reports
	KindContradiction = "contradiction" // From and To tell of one event what cannot both be true
	KindCorrection    = "correction"    // From changes or withdraws what To said
	KindOrigin        = "origin"        // Members go back to the utterance From
)

// A Ref names a report, or one event of it.
type Ref struct {
	ID  string `json:"id"`  // "3f9c…" or "3f9c…#v1"
	URL string `json:"url"` // of the report; ""
}

// A Link joins reports, or events of reports.
type Link struct {
	Kind    string `json:"kind"`
	From    Ref    `json:"from"`
	To      Ref    `json:"to"`
	Members []Ref  `json:"members,omitempty"` // of what joins more than two
	// Direction of a copy: "from-to" if From copied To, "common" if both copied
	// a third, "undecided"; "" for links that have none.
	Direction  string        `json:"direction"`
	Passages   []Passage     `json:"passages,omitempty"`
	Coverage   [2]float64    `json:"coverage"`         // of a copy: the part of From's own words that To has, and the reverse
	Differs    string        `json:"differs"`          // of a contradiction: count, date, place, actor, type, denied
	Chains     [][]string    `json:"chains,omitempty"` // of a contradiction: on whose word each stands, innermost first
	Origins    int           `json:"origins"`          // of a same event: how many independent origins it rests on
	Why        []hearsay.Why `json:"why"`
	Confidence float64       `json:"confidence"`
}

// A Report is a reading made ready to be compared. It is not to be used by
// several goroutines at once.
type Report struct {
	*hearsay.Reading
	words  []word
	own    int      // words that are not quoted
	prints []uint64 // see winnow; in order, each once
	whole  uint64   // hash of all words
	grams  *grams   // of words; nil until needed
	bag    bag      // of all its text; nil until needed
	vector vector   // of bag; nil until needed

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
	return p
}

// Ref names the report.
func (p *Report) Ref() Ref { return Ref{p.Document.ID.String(), p.Document.URL} }

// EventRef names one event of the report.
func (p *Report) EventRef(id hearsay.EventID) Ref {
	return Ref{p.Document.ID.String() + "#v" + strconv.Itoa(int(id)), p.Document.URL}
}

// earlier orders reports by what is known of their publication, then by id;
// one without a date comes last.
func earlier(a, b *Report) int {
	da, db := a.Document.Published.Value, b.Document.Published.Value
	if (da == "") != (db == "") {
		return cmp.Compare(db, da)
	}
	return cmp.Or(cmp.Compare(da, db), slices.Compare(a.Document.ID[:], b.Document.ID[:]))
}

func why(rule, note string) hearsay.Why { return hearsay.Why{Rule: rule, Score: 1, Note: note} }
