package foreign

import (
	"bytes"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// Brat reads the standoff (.ann) of the brat annotation tool for the document of a
// reading, as export's brat writes it or as PolNeAR has attributions, and returns
// what it says otherwise: the type and Status of events, the Act of attributions,
// and which events, attributions, places and times are gone. Records are known by
// the words that their triggers cover, for brat numbers anew. Offsets count code
// points of the document's text.
//
// Only kinds of which the standoff has any can be gone from it.
func Brat(r io.Reader, x *hearsay.Reading) (Corrections, error) {
	b, err := whole(r)
	if err != nil {
		return Corrections{}, err
	}
	s := standoff{bounds: make(map[string]bound), events: make(map[string]int), places: runes(x.Document.Text), text: x.Document.Text}
	var lines []string
	for l := range strings.Lines(string(bytes.TrimPrefix(b, []byte("\uFEFF")))) {
		lines = append(lines, strings.TrimRight(l, "\r\n"))
	}
	for _, first := range []string{"T", "E", "A"} { // what is referred to first
		for i, l := range lines {
			if !strings.HasPrefix(l, first) {
				continue
			}
			if err := s.line(x, i+1, l); err != nil {
				return Corrections{}, err
			}
		}
	}
	return s.corrections(x), nil
}

// A bound is a text-bound annotation: words with a type.
type bound struct {
	kind string
	span hearsay.Span // of all its fragments
	line int
}

type standoff struct {
	bounds map[string]bound
	order  []string       // ids of bounds
	events map[string]int // id of an event: its place in all
	all    []standing
	used   []string // ids of bounds that are triggers
	places []int    // of characters, in bytes
	text   string
}

// runes returns the byte at which each character of a text begins, and its end.
func runes(text string) []int {
	var all []int
	for i := range text {
		all = append(all, i)
	}
	return append(all, len(text))
}

func (s *standoff) line(x *hearsay.Reading, n int, l string) error {
	cells := strings.Split(l, "\t")
	if len(cells) < 2 {
		return at(n, 1, "no tab after %q", cells[0])
	}
	column := utf8.RuneCountInString(cells[0]) + 2
	parts := strings.Fields(cells[1])
	if len(parts) == 0 {
		return at(n, column, "nothing after the first tab")
	}
	switch l[0] {
	case 'T':
		return s.bound(n, column, cells[0], parts[0], strings.TrimPrefix(strings.TrimSpace(cells[1]), parts[0]))
	case 'E':
		kind, trigger, ok := strings.Cut(parts[0], ":")
		b, known := s.bounds[trigger]
		if !ok || !known {
			return at(n, column, "%q names no text-bound annotation as its trigger", parts[0])
		}
		s.used = append(s.used, trigger)
		st := standing{line: n}
		if kind == "Attribution" {
			st.record = recordAt(x, "a", b.span)
		} else {
			st.record = recordAt(x, "v", b.span)
			st.fields = []field{{"type", kind}}
			if !slices.Contains(types, kind) {
				return at(n, column, "%q is none of PLOVER's types and no Attribution", kind)
			}
		}
		s.events[cells[0]] = len(s.all)
		s.all = append(s.all, st)
	case 'A':
		if len(parts) < 2 {
			return at(n, column, "an attribute of nothing")
		}
		i, known := s.events[parts[1]]
		name := map[string]string{"Status": "status", "Act": "act"}[parts[0]]
		if known && name != "" && len(parts) > 2 {
			s.all[i].fields = append(s.all[i].fields, field{name, parts[2]})
		}
	}
	return nil
}

func (s *standoff) bound(n, column int, id, kind, places string) error {
	var span hearsay.Span
	for i, place := range strings.Split(places, ";") {
		f := strings.Fields(place)
		if len(f) != 2 {
			return at(n, column, "%q is no place: two numbers", strings.TrimSpace(place))
		}
		from, err1 := strconv.Atoi(f[0])
		to, err2 := strconv.Atoi(f[1])
		if err1 != nil || err2 != nil || from < 0 || to < from || to >= len(s.places) {
			return at(n, column, "%q lies outside the text, which has %d characters", strings.TrimSpace(place), len(s.places)-1)
		}
		if i == 0 {
			span.Start = s.places[from]
		}
		span.End = s.places[to]
	}
	if _, twice := s.bounds[id]; twice {
		return at(n, 1, "%s stands twice", id)
	}
	s.bounds[id] = bound{kind, span, n}
	s.order = append(s.order, id)
	return nil
}

// corrections compares what stands in the file with the reading.
func (s *standoff) corrections(x *hearsay.Reading) Corrections {
	var kinds string
	has := func(kind string) {
		if !strings.Contains(kinds, kind) {
			kinds += kind
		}
	}
	var out Corrections
	var all []standing
	for _, st := range s.all {
		kind := "v"
		if len(st.fields) == 0 || st.fields[0].name != "type" {
			kind = "a"
		}
		has(kind)
		if st.record == "" {
			out.Foreign = append(out.Foreign, st.line)
			continue
		}
		all = append(all, st)
	}
	for _, id := range s.order {
		b := s.bounds[id]
		kind := map[string]string{"Place": "p", "Time": "t"}[b.kind]
		if kind == "" || slices.Contains(s.used, id) {
			continue
		}
		has(kind)
		if record := recordAt(x, kind, b.span); record != "" {
			all = append(all, standing{line: b.line, record: record})
		} else {
			out.Foreign = append(out.Foreign, b.line)
		}
	}
	slices.Sort(out.Foreign)
	out.Changed = changes(x, all, kinds)
	return out
}
