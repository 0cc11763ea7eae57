package assistant

import (
	"context"
	"strings"

	"hearsay/internal/casefile"
)

type (
	change struct {
		ID    string `json:"id" jsonschema:"the record: 3f9c81d02b44#v3 an event, #p1 a place, #t1 a time, #a2 an attribution, #E1 an entity; a report's id alone: the document"`
		Field string `json:"field" jsonschema:"of an event type mode status time place dead injured arrested gone; of a place country name point gone; of a time value gone; of an attribution act source gone; of an entity name country sector wikidata same-as split; of the document title outlet published agency language"`
		Value string `json:"value"`
		Note  string `json:"note" jsonschema:"why: what in the text shows it"`
	}
	changed struct {
		Words  string `json:"words" jsonschema:"the words of the record"`
		Field  string `json:"field"`
		Before string `json:"before"`
		Value  string `json:"value"`
		By     string `json:"by"`
	}
	added struct {
		ID      string   `json:"id"`
		Unknown []string `json:"unknown"`
	}
)

func (d *desk) correct(ctx context.Context, in change) (*changed, error) {
	id, record, _ := strings.Cut(in.ID, "#")
	e, err := casefile.Correct(ctx, d.Store, id, record, in.Field, in.Value, d.By, in.Note)
	if err != nil {
		return nil, err
	}
	return &changed{e.Span.Text, e.Field, e.Before, e.Value, e.By}, nil
}

func (d *desk) add(ctx context.Context, in Given) (*added, error) {
	id, err := d.Add(ctx, in)
	if err != nil {
		return nil, err
	}
	r, err := d.reading(ctx, id.String())
	if err != nil {
		return nil, err
	}
	return &added{id.String(), once(unknownOfDocument(&r.Document))}, nil
}
