package foreign

import (
	"strconv"
	"strings"

	"hearsay"
)

// A Correction is what somebody changed in one record of hearsay's own
// annotations: see package casefile's edits.
type Correction struct {
	Document string // its id
	Record   string // "v3"
	Field    string
	Value    string
	Line     int // of the file; 0 for what is no longer in it
}

// Corrections are what annotations of one document say otherwise than its reading.
type Corrections struct {
	Changed []Correction
	// Foreign are lines whose words are no record of the reading: there is nothing
	// to correct.
	Foreign []int
}

// A standing is what an annotation says of words that are a record's.
type standing struct {
	line   int
	record string
	fields []field
}

type field struct{ name, value string }

// changes returns what standings say otherwise than r. Records of the kinds, by
// their letters, that none of them is about are gone.
func changes(r *hearsay.Reading, all []standing, kinds string) []Correction {
	var out []Correction
	seen := make(map[string]bool)
	id := r.Document.ID.String()
	for _, s := range all {
		seen[s.record] = true
		for _, f := range s.fields {
			if now, ok := valueOf(r, s.record, f.name); ok && f.value != "" && now != f.value {
				out = append(out, Correction{id, s.record, f.name, f.value, s.line})
			}
		}
	}
	gone := func(kind string, n int) {
		for i := range n {
			// From the last: those before keep their numbers.
			if record := kind + strconv.Itoa(n-i); strings.Contains(kinds, kind) && !seen[record] {
				out = append(out, Correction{id, record, "gone", "yes", 0})
			}
		}
	}
	gone("v", len(r.Events))
	gone("a", len(r.Attributions))
	gone("t", len(r.Times))
	gone("p", len(r.Places))
	return out
}

// valueOf returns what a reading has in a field of a record.
func valueOf(r *hearsay.Reading, record, name string) (string, bool) {
	kind := record[:1]
	n, _ := strconv.Atoi(record[1:])
	switch {
	case kind == "v" && n >= 1 && n <= len(r.Events):
		e := &r.Events[n-1]
		v, ok := map[string]string{"type": e.Type, "mode": e.Mode, "status": e.Status}[name]
		return v, ok
	case kind == "a" && n >= 1 && n <= len(r.Attributions) && name == "act":
		return r.Attributions[n-1].Act.String(), true
	case kind == "t" && n >= 1 && n <= len(r.Times) && name == "value":
		return r.Times[n-1].Value, true
	case kind == "p" && n >= 1 && n <= len(r.Places) && name == "name":
		return r.Places[n-1].Name, true
	}
	return "", false
}

// recordAt returns the record of a kind whose words are at a span, "" for none.
func recordAt(r *hearsay.Reading, kind string, s hearsay.Span) string {
	var at func(int) hearsay.Span
	n := 0
	switch kind {
	case "v":
		n, at = len(r.Events), func(i int) hearsay.Span { return r.Events[i].Trigger.Span }
	case "a":
		n, at = len(r.Attributions), func(i int) hearsay.Span {
			if a := &r.Attributions[i]; a.Cue.IsEmpty() {
				return hearsay.Span{Start: a.Content[0].Start, End: a.Content[len(a.Content)-1].End}
			}
			return r.Attributions[i].Cue.Span
		}
	case "t":
		n, at = len(r.Times), func(i int) hearsay.Span { return r.Times[i].Span.Span }
	case "p":
		n, at = len(r.Places), func(i int) hearsay.Span { return r.Places[i].Span.Span }
	}
	for i := range n {
		if at(i) == s {
			return kind + strconv.Itoa(i+1)
		}
	}
	return ""
}
