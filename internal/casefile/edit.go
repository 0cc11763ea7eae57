package casefile

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay"
)

// An Edit is a person's correction of one record of a reading.
//
// Records are named by receipts, not by numbers: a new version of the program
// numbers anew, but the words stay where they are. An edit whose words are no
// longer a record of its kind is kept and reported as [Overlay]'s leftover.
type Edit struct {
	Document hearsay.DocumentID `json:"document"`
	At       time.Time          `json:"at"`
	By       string             `json:"by"`
	// Record is the kind of record, by its letter: v an event, p a place, t a
	// time, a an attribution, E an entity, q a question or forecast, d the document.
	Record string          `json:"record"`
	Span   hearsay.Receipt `json:"span"`  // trigger, place, time, cue, mention or question; empty for d
	Field  string          `json:"field"` // what is corrected: see [Fields]
	// Value is what the field becomes. Other records in it carry their words:
	// "E3@12:23 Ana Prado" stays true when a new reading numbers anew.
	Value  string `json:"value"`
	Before string `json:"before"` // the value that the person saw
	Note   string `json:"note"`
}

// Fields are the fields that can be corrected, by kind of record.
var Fields = map[string][]string{
	"v": {"type", "mode", "status", "actor", "recipient", "time", "place", "dead", "injured", "arrested", "gone"},
	"p": {"country", "name", "point", "gone"},
	"t": {"value", "gone"},
	"a": {"act", "source", "gone"},
	"E": {"name", "country", "sector", "same-as", "split", "wikidata"},
	"q": {"outcome"},
	"d": {"title", "outlet", "published", "agency", "language"},
}

// Resolve returns the edit that sets a field of the record called id ("v3") in
// r to value, with what stood there before. The error says what is wrong and
// what would be right.
func Resolve(r *hearsay.Reading, id, field, value string) (Edit, error) {
	e := Edit{Document: r.Document.ID, Field: field, Value: value}
	if id == "" || id == "d" {
		e.Record = "d"
	} else {
		n, err := strconv.Atoi(id[1:])
		e.Record = id[:1]
		if e.Span = spanOf(r, e.Record, n); err != nil || e.Span.IsEmpty() {
			return e, fmt.Errorf("no record %q in this reading", id)
		}
	}
	if !slices.Contains(Fields[e.Record], field) {
		return e, fmt.Errorf("%q is no field of %s: there are %s", field, id, strings.Join(Fields[e.Record], ", "))
	}
	value, err := checked(r, e)
	if err != nil {
		return e, err
	}
	e.Value = value
	if m := mentionOf(r, id, value); field == "split" && !m.IsEmpty() {
		e.Span, e.Value = m, ""
	}
	e.Value = pinned(r, e)
	out := clone(r)
	before, err := apply(out, e)
	e.Before = before
	if err == nil {
		err = out.Validate()
	}
	return e, err
}

// Overlay returns a copy of r with those edits laid over it that stand
// ([Standing]), and those of them whose record is no longer there. r is left as
// it was.
func Overlay(r *hearsay.Reading, edits []Edit) (*hearsay.Reading, []Edit) {
	if len(edits) == 0 {
		return r, nil
	}
	out := clone(r)
	var left []Edit
	stand := Standing(edits)
	for i, e := range edits {
		if !stand[i] || e.Field == undo {
			continue
		}
		if _, err := apply(out, e); err != nil {
			left = append(left, e)
		}
	}
	return out, left
}

// clone copies a reading.
func clone(r *hearsay.Reading) *hearsay.Reading {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err) // a reading is plain data
	}
	out := new(hearsay.Reading)
	if err := json.Unmarshal(b, out); err != nil {
		panic(err)
	}
	return out
}

// spanOf returns the words that name record n of a kind; empty if there is none.
func spanOf(r *hearsay.Reading, kind string, n int) hearsay.Receipt {
	at := func(length int) bool { return n >= 1 && n <= length }
	switch {
	case kind == "v" && at(len(r.Events)):
		return r.Events[n-1].Trigger
	case kind == "p" && at(len(r.Places)):
		return r.Places[n-1].Span
	case kind == "t" && at(len(r.Times)):
		return r.Times[n-1].Span
	case kind == "a" && at(len(r.Attributions)):
		a := r.Attributions[n-1]
		if a.Cue.IsEmpty() {
			return a.Content[0]
		}
		return a.Cue
	case kind == "q" && at(len(r.Questions)):
		return r.Questions[n-1].Span
	case kind == "E" && at(len(r.Entities)):
		return r.Mentions[r.Entities[n-1].Mentions[0]-1].Span
	}
	return hearsay.Receipt{}
}

// find returns the number of the record of a kind that span names, 0 if there
// is none.
func find(r *hearsay.Reading, kind string, span hearsay.Receipt) int {
	length := map[string]int{"v": len(r.Events), "p": len(r.Places), "t": len(r.Times), "a": len(r.Attributions), "E": len(r.Entities), "q": len(r.Questions)}[kind]
	for n := 1; n <= length; n++ {
		if spanOf(r, kind, n).Span == span.Span {
			return n
		}
	}
	if kind == "E" { // another mention may come first by now
		for _, m := range r.Mentions {
			if m.Span.Span == span.Span {
				return int(m.Entity)
			}
		}
	}
	return 0
}
