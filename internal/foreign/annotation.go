package foreign

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"hearsay"
)

// An Annotation is one of W3C's Web Annotations, as far as it can correct a record.
type Annotation struct {
	Document string // id of the document
	Record   string // "v3"
	item     int    // its place in the page, from 1
	tag      string // "event/ASSAULT/aerial"
	about    string // what describes it
	status   string
}

// Annotations reads an AnnotationPage, a list of annotations, or one, in JSON-LD,
// and returns those that are about records of hearsay, by the ids that export's
// webannotation gives them. others is how many are not.
func Annotations(r io.Reader) (all []Annotation, others int, err error) {
	b, err := whole(r)
	if err != nil {
		return nil, 0, err
	}
	d := json.NewDecoder(bytes.NewReader(b))
	var v any
	if err := d.Decode(&v); err != nil {
		offset := d.InputOffset()
		if e, ok := errors.AsType[*json.SyntaxError](err); ok {
			offset = e.Offset - 1 // which counts what is wrong, too
		}
		if err == io.EOF {
			err = errors.New("the file is empty")
		}
		line, column := position(b, offset)
		return nil, 0, at(line, column, "%w", err)
	}
	items := list(v)
	if m, ok := v.(map[string]any); ok {
		for _, k := range []string{"items", "first"} {
			if inner, ok := m[k]; ok {
				items = list(inner)
				if page := node(inner); k == "first" && page != nil {
					items = list(page["items"])
				}
				break
			}
		}
	}
	for i, item := range items {
		m, ok := item.(map[string]any)
		if !ok {
			return nil, 0, at(1, 1, "item %d is no annotation", i+1)
		}
		id, _ := m["id"].(string)
		text, record, ok := strings.Cut(strings.TrimPrefix(id, "urn:sha256:"), "#")
		if !ok || len(record) < 2 || !strings.Contains("vatp", record[:1]) || strings.Contains(record, "-") {
			if !ok || text == "" {
				others++
			}
			continue
		}
		a := Annotation{Document: text, Record: record, item: i + 1}
		a.status, _ = m["hearsay:status"].(string)
		for _, body := range list(m["body"]) {
			b := node(body)
			value, _ := b["value"].(string)
			switch purpose, _ := b["purpose"].(string); purpose {
			case "tagging":
				a.tag = value
			case "describing":
				a.about = value
			}
		}
		all = append(all, a)
	}
	return all, others, nil
}

// list returns v as a list.
func list(v any) []any {
	if all, ok := v.([]any); ok {
		return all
	}
	return []any{v}
}

// Differ returns what annotations of x's document say otherwise than x: the type,
// mode and status of events, the act of attributions, the value of times, the name
// of places. Records of a kind of which the annotations have any, and that none of
// them is about, are gone.
func Differ(annotations []Annotation, x *hearsay.Reading) Corrections {
	var all []standing
	var out Corrections
	kinds := ""
	for _, a := range annotations {
		if a.Document != x.Document.ID.String() {
			continue
		}
		kind := a.Record[:1]
		if !strings.Contains(kinds, kind) {
			kinds += kind
		}
		if _, known := valueOf(x, a.Record, map[string]string{"v": "type", "a": "act", "t": "value", "p": "name"}[kind]); !known {
			out.Foreign = append(out.Foreign, a.item)
			continue
		}
		st := standing{line: a.item, record: a.Record}
		tag := append(strings.Split(a.tag, "/"), "", "", "")
		switch kind {
		case "v":
			st.fields = []field{{"type", tag[1]}, {"mode", tag[2]}, {"status", a.status}}
		case "a":
			st.fields = []field{{"act", tag[1]}}
		case "t":
			st.fields = []field{{"value", a.about}}
		case "p":
			st.fields = []field{{"name", a.about}}
		}
		all = append(all, st)
	}
	out.Changed = changes(x, all, kinds)
	return out
}
