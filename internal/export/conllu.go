package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"hearsay"
	"hearsay/internal/token"
)

// A CoNLLU writes the sentences and tokens of texts in the CoNLL-U format, with
// what the record says of them in the last column. Lemmas, tags and trees are not
// in a record: their columns are the [CoNLLUOptions] grammar's, or empty ("_"). No
// reader knows FEATS and DEPS.
//
//	Entity       mentions as in CorefUD: "(E1-person" opens one, "E1)" closes it
//	Event        v1:ASSAULT for a word of the trigger, and of further mentions
//	Attribution  a1:source, a1:cue, a1:content for a word of that part
//	Time, Place  t1, p1
//	SpaceAfter   No where no space follows
type CoNLLU struct {
	w io.Writer
	o CoNLLUOptions
}

// CoNLLUOptions say what a [CoNLLU] holds beside the record.
type CoNLLUOptions struct {
	// Grammar returns the grammar of the sentences that [token.Split] makes of a
	// text, of every token of each; nil: there is none.
	Grammar func(text string, blocks []hearsay.Block) ([][]Grammar, error)
}

// A Grammar is what a parser says of a token, by the conventions of Universal
// Dependencies. Empty fields are not known.
type Grammar struct {
	Lemma, UPOS, XPOS, Relation string
	Head                        int // index in the sentence of the token it depends on; -1 for the root
}

// NewCoNLLU returns a writer to w.
func NewCoNLLU(w io.Writer, o CoNLLUOptions) *CoNLLU { return &CoNLLU{w, o} }

// Write appends the sentences of r. The name under which the report was given is
// ignored.
func (x *CoNLLU) Write(_ string, r *hearsay.Reading) error {
	c := newColumns(r)
	d := &r.Document
	sentences := token.Split(d.Text, d.Blocks)
	var grammar [][]Grammar
	known := "LEMMA to DEPS are not known"
	if x.o.Grammar != nil {
		var err error
		if grammar, err = x.o.Grammar(d.Text, d.Blocks); err != nil {
			return err
		}
		known = "LEMMA UPOS XPOS HEAD DEPREL are as parsed; FEATS and DEPS are not known"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# newdoc id = %v\n# generator = hearsay %s, %s\n# columns = %s; MISC is the record\n# global.Entity = eid-etype\n",
		d.ID, clean(r.Hearsay.Reading), clean(r.Hearsay.Model), known)
	block := -1
	for i, s := range sentences {
		if s.Block != block {
			block = s.Block
			fmt.Fprintf(&b, "# newpar id = %.12s-p%d\n", d.ID, block+1)
		}
		fmt.Fprintf(&b, "# sent_id = %.12s-s%d\n# text = %s\n", d.ID, i+1, strings.Join(strings.Fields(d.Text[s.Span().Start:s.Span().End]), " "))
		var words []Grammar
		if i < len(grammar) && len(grammar[i]) == len(s.Tokens) {
			words = grammar[i]
		}
		for k, t := range s.Tokens {
			misc := c.of(t)
			if k+1 < len(s.Tokens) && s.Tokens[k+1].Start == t.End {
				misc = append(misc, "SpaceAfter=No")
			}
			if len(misc) == 0 {
				misc = []string{"_"}
			}
			var g Grammar
			if words != nil {
				g = words[k]
			}
			fmt.Fprintf(&b, "%d\t%s\t%s\t_\t%s\n", k+1, strings.Join(strings.Fields(d.Text[t.Start:t.End]), " "), g.columns(), strings.Join(misc, "|"))
		}
		b.WriteByte('\n')
	}
	_, err := io.WriteString(x.w, b.String())
	return err
}

// columns returns LEMMA to DEPREL, of which FEATS is never known.
func (g *Grammar) columns() string {
	head := "_"
	if g.Relation != "" {
		head = strconv.Itoa(g.Head + 1)
	}
	cell := func(s string) string { return cmp.Or(strings.Join(strings.Fields(s), " "), "_") }
	return strings.Join([]string{cell(g.Lemma), cell(g.UPOS), cell(g.XPOS), "_", head, cell(g.Relation)}, "\t")
}

// Close does nothing: every sentence is complete.
func (x *CoNLLU) Close() error { return nil }

// A mark is a name for a stretch of text.
type mark struct {
	hearsay.Span
	column string
	name   string
}

// A columns holds the marks of one document, and those that reach the token that
// is asked for. Tokens must be asked for in order.
type columns struct {
	marks []mark // by position
	next  int
	open  []mark
	depth []opened // mentions whose end has not come
}

type opened struct {
	end int
	id  string
}

func newColumns(r *hearsay.Reading) *columns {
	c := &columns{}
	add := func(q hearsay.Receipt, column, name string) {
		if !q.IsEmpty() {
			c.marks = append(c.marks, mark{q.Span, column, name})
		}
	}
	for _, m := range r.Mentions {
		add(m.Span, "Entity", m.Entity.String()+"-"+r.Entities[m.Entity-1].Kind.String())
	}
	for _, e := range r.Events {
		for _, q := range append([]hearsay.Receipt{e.Trigger}, e.Also...) {
			add(q, "Event", e.ID.String()+":"+e.Type)
		}
	}
	for _, a := range r.Attributions {
		id := a.ID.String()
		add(a.SourceSpan, "Attribution", id+":source")
		add(a.Cue, "Attribution", id+":cue")
		for _, q := range a.Content {
			add(q, "Attribution", id+":content")
		}
	}
	for _, t := range r.Times {
		add(t.Span, "Time", t.ID.String())
	}
	for _, p := range r.Places {
		add(p.Span, "Place", p.ID.String())
	}
	slices.SortStableFunc(c.marks, func(a, b mark) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return b.End - a.End
	})
	return c
}

// of returns the columns of a token, in order of their names.
func (c *columns) of(t hearsay.Span) []string {
	c.open = slices.DeleteFunc(c.open, func(m mark) bool { return m.End <= t.Start })
	entity := ""
	for ; c.next < len(c.marks) && c.marks[c.next].Start < t.End; c.next++ {
		m := c.marks[c.next]
		if m.End <= t.Start {
			continue // nothing but what stands between tokens
		}
		if m.column != "Entity" {
			c.open = append(c.open, m)
			continue
		}
		id, _, _ := strings.Cut(m.name, "-")
		entity += "(" + m.name
		if m.End <= t.End {
			entity += ")"
		} else {
			c.depth = append(c.depth, opened{m.End, id})
		}
	}
	// The last one opened is closed first, if both end here.
	for i := len(c.depth) - 1; i >= 0; i-- {
		if c.depth[i].end <= t.End {
			entity += c.depth[i].id + ")"
			c.depth = slices.Delete(c.depth, i, i+1)
		}
	}
	var misc []string
	for _, column := range []string{"Attribution", "Entity", "Event", "Place", "Time"} {
		var names []string
		for _, m := range c.open {
			if m.column == column {
				names = append(names, m.name)
			}
		}
		if column == "Entity" && entity != "" {
			names = []string{entity}
		}
		if len(names) > 0 {
			misc = append(misc, column+"="+strings.Join(names, ","))
		}
	}
	return misc
}
