package hearsay

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
)

// Kinds of link.
const (
	LinkCopy          = "copy"          // From has words of To
	LinkCites         = "cites"         // From names To's outlet as its source, or quotes it
	LinkSameEvent     = "same-event"    // Members are one event told by several reports
	LinkContradiction = "contradiction" // From and To tell of one event what cannot both be true
	LinkCorrection    = "correction"    // From changes or withdraws what To said
	LinkOrigin        = "origin"        // Members go back to the utterance From
	LinkStory         = "story"         // Members are events that follow from one another, by time
	LinkForecast      = "forecast"      // the event To may settle the prediction From
)

// A Ref names a report, or one event or question of it.
type Ref struct {
	ID  string `json:"id"`  // "3f9c…", "3f9c…#v1" or "3f9c…#q1"
	URL string `json:"url"` // of the report; ""
}

// Document returns the id of the report, zero if r names none.
func (r Ref) Document() DocumentID {
	var id DocumentID
	s, _, _ := strings.Cut(r.ID, "#")
	if id.UnmarshalText([]byte(s)) != nil {
		return DocumentID{}
	}
	return id
}

// Event returns the number of the event that r names, zero if it names none.
func (r Ref) Event() EventID {
	_, s, ok := strings.Cut(r.ID, "#v")
	n, err := strconv.Atoi(s)
	if !ok || err != nil {
		return 0
	}
	return EventID(n)
}

// A ClaimID names one event as one report tells of it.
type ClaimID struct {
	Document DocumentID `json:"document"`
	Event    EventID    `json:"event"`
}

// Compare orders claims by document, then event.
func (c ClaimID) Compare(d ClaimID) int {
	return cmp.Or(bytes.Compare(c.Document[:], d.Document[:]), cmp.Compare(c.Event, d.Event))
}

// A Link joins reports, or events of reports.
type Link struct {
	Kind    string `json:"kind"`
	From    Ref    `json:"from"`
	To      Ref    `json:"to"`
	Members []Ref  `json:"members,omitempty"` // of what joins more than two
	// Direction of a copy: "from-to" if From copied To, "common" if both copied
	// a third, "undecided"; "" for links that have none.
	Direction  string     `json:"direction"`
	Passages   []Passage  `json:"passages,omitempty"`
	Coverage   [2]float64 `json:"coverage"`         // of a copy: the part of From's own words that To has, and the reverse
	Differs    string     `json:"differs"`          // of a contradiction: count, date, place, actor, type, denied
	Chains     [][]string `json:"chains,omitempty"` // of a contradiction: on whose word each stands, innermost first
	Origins    int        `json:"origins"`          // of a same event: how many independent origins it rests on
	Why        []Why      `json:"why"`
	Confidence float64    `json:"confidence"`
}

// ID names the link among all others of a case, by what it joins: twelve
// hexadecimal digits. It stays while From, To and what differs stay.
func (l *Link) ID() string {
	from, to := l.From.ID, l.To.ID
	switch l.Kind {
	case LinkCopy, LinkContradiction: // whoever copied whom
		from, to = min(from, to), max(from, to)
	case LinkSameEvent, LinkOrigin, LinkStory: // by their first member
		to = ""
	}
	h := sha256.Sum256([]byte(strings.Join([]string{l.Kind, from, to, l.Differs}, "|")))
	return hex.EncodeToString(h[:6])
}

// ruleTopic is the rule of the reason that names a link's topic.
const ruleTopic = "topic"

// Topic returns what course of things an event or a story belongs to, such as
// "fighting in Harrow Bay": events of one topic make stories. It is "" if that is
// not known.
func (l *Link) Topic() string {
	for _, w := range l.Why {
		if w.Rule == ruleTopic {
			return w.Note
		}
	}
	return ""
}

// Refs returns all that l joins, each once: From, To, then the other members.
func (l *Link) Refs() []Ref {
	out := []Ref{l.From}
	seen := map[string]bool{l.From.ID: true}
	for _, r := range append([]Ref{l.To}, l.Members...) {
		if r.ID != "" && !seen[r.ID] {
			seen[r.ID] = true
			out = append(out, r)
		}
	}
	return out
}

// CompareLinks orders links by kind, then by what they join: the order in which
// they are exported.
func CompareLinks(a, b *Link) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.From.ID, b.From.ID), cmp.Compare(a.To.ID, b.To.ID), cmp.Compare(a.Differs, b.Differs))
}

// A Passage is words that two reports share.
type Passage struct {
	From   Receipt `json:"from"` // in the link's From
	To     Receipt `json:"to"`
	Edited bool    `json:"edited"` // words were changed, left out or put in
	// Quote is set if the shared words are quoted in both reports: both have
	// them from a third, and it is no copying.
	Quote bool `json:"quote"`
	// Cited is set if the words are quoted in one of the two: "from", "to"; "".
	Cited string `json:"cited"`
	Words int    `json:"words"` // that are the same
}
