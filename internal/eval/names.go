package eval

import (
	"fmt"

	"hearsay"
	"hearsay/internal/mention"
)

// names compares names by exact stretch and type. Types that the model's head
// does not know are left out of the key, as the reference does. "hearsay" is
// what [mention.Names] finds.
func (e *evaluation) names(c *corpus, in Input, rs []*Reading) {
	head := c.namesHead
	measure := fmt.Sprintf("names, %s types", map[string]string{"ner": "8", "ner4": "4"}[head])
	model, best := e.row("names", c, in, "model", measure), e.row("names", c, in, "hearsay", measure)
	for _, r := range rs {
		m := r.Doc.Model
		if m == nil {
			continue
		}
		kinds := kindsOf(m.Labels(head))
		key := keep(keyNames(r.Key), kinds)
		var first, found []named
		for _, s := range r.Doc.Sents {
			labels := make([]string, s.To-s.From)
			for i := range labels {
				labels[i], _ = m.Best(head, s.From+i)
			}
			span := func(from, to int) hearsay.Span { return r.Doc.Span(s.From+from, s.From+to) }
			first = append(first, spansOf(labels, span)...)
		}
		for _, t := range mention.Names(r.Doc, head) {
			found = append(found, named{r.Doc.Span(t.From, t.To), t.Label})
		}
		model.add(key.tally(keep(first, kinds)))
		own := keep(found, kinds)
		best.add(key.tally(own))
		if e.errors != nil {
			confuse(e.errors, "names", r.Key.Text, key, own)
		}
	}
}

// keyNames returns the annotator's names.
func keyNames(d *Document) []named {
	var out []named
	for _, s := range d.Sents {
		labels := make([]string, s.To-s.From)
		for i := range labels {
			labels[i] = d.Words[s.From+i].Name
		}
		out = append(out, spansOf(labels, func(from, to int) hearsay.Span {
			return d.Span(Stretch{s.From + from, s.From + to})
		})...)
	}
	return out
}

// confuse notes the names that only one side has.
func confuse(errors *Errors, task, text string, key, own set[named]) {
	label := make(map[hearsay.Span]string)
	for k := range key {
		label[k.Span] = k.label
	}
	for o := range own {
		if key[o] {
			continue
		}
		if l, ok := label[o.Span]; ok {
			errors.add(task+": type", o.label+" for "+l, around(text, o.Span))
		} else {
			errors.add(task+": false", o.label, around(text, o.Span))
		}
	}
	has := make(map[hearsay.Span]bool)
	for o := range own {
		has[o.Span] = true
	}
	for k := range key {
		if !has[k.Span] {
			errors.add(task+": missed", k.label, around(text, k.Span))
		}
	}
}
