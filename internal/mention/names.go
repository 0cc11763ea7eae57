package mention

import (
	"hearsay"
	"hearsay/internal/syntax"
)

// A name is a run of words that names something.
type name struct {
	From, To int
	Label    string // PER ORG LOC FAC NORP MISC DATE MONEY
	Prob     float64
	Why      []hearsay.Why
}

// findNames returns the names of d in order.
func findNames(d *syntax.Doc) []name {
	if d.Model == nil {
		return nil
	}
	var out []name
	for _, s := range d.Sents {
		for _, t := range d.Model.Spans("ner", s.From, s.To) {
			out = append(out, name{From: t.From, To: t.To, Label: t.Label, Prob: float64(t.Prob), Why: []hearsay.Why{{Rule: "model.ner", Score: float64(t.Prob)}}})
		}
	}
	return out
}
