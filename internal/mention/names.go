package mention

import (
	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// A name is a run of words that names something.
type name struct {
	From, To int
	Label    string // PER ORG LOC FAC NORP MISC DATE MONEY
	Prob     float64
	Why      []hearsay.Why
}

// findNames returns the names of d in order, none overlapping, none across the
// end of a sentence or a line. Titles before persons, articles and the 's of
// the possessive are no part of them. The second opinion of the model's head
// "ner4" stands in Why where it differs: of "Washington said" one head may hold
// that it is an organisation, the other that it is a place, and both are
// readings that whoever uses the name should know.
//
// Without a model there are none: capitals alone do not tell a name from the
// first word of a sentence.
func findNames(d *syntax.Doc) []name {
	if d.Model == nil {
		return nil
	}
	second := Names(d, "ner4")
	var out []name
	for _, t := range Names(d, "ner") {
		n := name{From: t.From, To: t.To, Label: t.Label, Prob: float64(t.Prob)}
		n.Why = append(n.Why, hearsay.Why{Rule: "model.ner", Score: n.Prob})
		for len(second) > 0 && second[0].To <= n.From {
			second = second[1:]
		}
		if len(second) > 0 && second[0].From < n.To && !agree(n.Label, second[0].Label) {
			n.Why = append(n.Why, hearsay.Why{Rule: "model.ner4", Score: float64(second[0].Prob), Note: second[0].Label})
		}
		out = append(out, n)
	}
	return out
}

// agree reports whether a label of "ner" and one of "ner4" can both be right.
// The four types of CoNLL-2003 call buildings places and peoples miscellaneous.
func agree(label, of4 string) bool {
	switch label {
	case "FAC":
		return of4 == "LOC" || of4 == "ORG"
	case "NORP":
		return of4 == "MISC"
	case "DATE", "MONEY":
		return true
	}
	return label == of4
}

// Names returns the names of d by the types of one of the model's heads, "ner"
// or "ner4", in order; nil without a model. Prob is the mean probability of the
// words' labels after the document's vote (see vote).
func Names(d *syntax.Doc, head string) []neural.Tagged {
	if d.Model == nil {
		return nil
	}
	labels := d.Model.Labels(head)
	if len(labels) == 0 {
		return nil
	}
	logs := vote(d, head, kinds(labels))
	var out []neural.Tagged
	for _, s := range d.Sents {
		out = append(out, decode(labels, logs[s.From*len(labels):s.To*len(labels)], s.From)...)
	}
	if head == "ner" {
		out = money(d, out)
	}
	out = missed(d, whole(d, bodies(d, trim(d, out))))
	leading(d, out)
	titled(d, out)
	datelined(d, out)
	return out
}
