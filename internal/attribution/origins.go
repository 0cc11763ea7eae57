package attribution

import (
	"fmt"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// Origins returns what a reader should know about where the document's
// statements come from: a finding "single-origin" if they all go back to one
// source, or else for every republished part all of whose statements do, and
// one "unnamed-source" for every source without a name that statements depend
// on. Their spans are the sources in bytes; they have no ids.
//
// as must be what [Find] returned for d and ms, whole.
func Origins(d *syntax.Doc, ms *mention.Set, as []Attribution) []hearsay.Finding {
	if ms == nil {
		return nil
	}
	o := origins{d: d, ms: ms, as: as, below: make([]int, len(as)), body: bodySentences(d)}
	for i := range as {
		if o.states(i) {
			for n, k := 0, i; k >= 0 && n <= len(as); n, k = n+1, as[k].Within {
				o.below[k]++
			}
		}
	}
	var out []hearsay.Finding
	if f, ok := o.single(whole); ok {
		out = append(out, f)
	} else {
		for i := range as {
			if !as[i].Voice {
				continue
			}
			if f, ok := o.single(i); ok {
				out = append(out, f)
			}
		}
	}
	return append(out, o.unnamed()...)
}

// whole is the scope of the whole document; another is the index of a voice.
const whole = -1

// origins is the work of following statements back.
type origins struct {
	d     *syntax.Doc
	ms    *mention.Set
	as    []Attribution
	below []int  // statements that hang on each attribution, itself included
	body  []bool // sentences of the text itself: no headline, byline, caption
}

func bodySentences(d *syntax.Doc) []bool {
	out := make([]bool, len(d.Sents))
	for i, s := range d.Sents {
		if s.Block < 0 || s.Block >= len(d.Blocks) {
			out[i] = true
			continue
		}
		switch d.Blocks[s.Block].Kind {
		case hearsay.Headline, hearsay.Byline, hearsay.Dateline, hearsay.Heading, hearsay.Caption, hearsay.Boilerplate:
		default:
			out[i] = true
		}
	}
	return out
}

// states reports whether attribution i hands on information, so that its truth
// depends on its source: in the body, with an act of saying or foretelling.
//
// Not so "Northport wants the militia gone", "Oren declined to comment", "Oren
// did not say", "citing the weather", and a step that only carries others ("told
// the Herald").
func (o *origins) states(i int) bool {
	a := &o.as[i]
	if a.Voice || a.relay || a.Negated || a.Naming || !o.body[o.d.Words[a.Content[0][0]].Sent] || o.titled(i) {
		return false
	}
	if a.CueTo-a.CueFrom == 1 && o.d.Words[a.CueFrom].Lemma == "cite" && !a.fixed {
		return false
	}
	switch a.Act {
	case hearsay.Say, hearsay.Confirm, hearsay.Deny, hearsay.Accuse, hearsay.Predict, hearsay.Know, hearsay.Promise, hearsay.Threaten, hearsay.Demand:
		return a.Mode != hearsay.Scare || a.CueFrom < a.CueTo
	}
	return false
}

// titled reports whether attribution i stands in the headline that introduces a
// voice: “Northport tells militia to leave,” Meridian Wire.
func (o *origins) titled(i int) bool {
	k := o.as[i].Within
	for k >= 0 && !o.as[k].Voice {
		k = o.as[k].Within
	}
	if k < 0 {
		return false
	}
	c := o.as[k].Content
	return o.as[i].place() < c[len(c)-1][0]
}

// entity returns the entity of the source of attribution i, −1 if it has none.
func (o *origins) entity(i int) int {
	if m := o.as[i].Source; m >= 0 {
		return o.ms.Mentions[m].Entity
	}
	return -1
}

// Below these a report is no single-origin one: it says too little on others'
// word for its dependence to matter, or enough on its own.
const (
	fewestStatements = 3
	leastCovered     = 0.5 // of the sentences of the body
)

// single looks for the source that stands in the chain of every statement of
// the scope: the innermost such source of the first statement. Statements
// without any source ("it was reported") may have others, so that there is none
// then.
//
//	The fire was set, a guard told the Herald. Two men ran away, he said. He
//	heard shots. The men were soldiers, according to the guard.
//
// Counter-examples: the same with one sentence "Police said two men were held";
// a report that only a page's words "From Meridian Wire:" have in common.
func (o *origins) single(scope int) (hearsay.Finding, bool) {
	var common []int // attributions of the first statement's chain, innermost first
	n := 0
	for i := range o.as {
		chain, ok := o.chain(i, scope)
		if !ok || !o.states(i) {
			continue
		}
		if n == 0 {
			common = chain
		}
		common = slices.DeleteFunc(common, func(k int) bool {
			return o.entity(k) < 0 || !slices.ContainsFunc(chain, func(c int) bool { return o.entity(c) == o.entity(k) })
		})
		if n++; len(common) == 0 {
			return hearsay.Finding{}, false
		}
	}
	if n < fewestStatements || o.as[common[0]].Voice || o.covers(o.entity(common[0]), scope) < leastCovered {
		return hearsay.Finding{}, false
	}
	who := o.entity(common[0])
	var spans []hearsay.Receipt
	for i := range o.as {
		if _, ok := o.chain(i, scope); ok && o.entity(i) == who {
			spans = o.receipt(spans, i)
		}
	}
	text := fmt.Sprintf("all %d statements go back to one source, %s", n, o.name(who))
	if scope != whole && o.entity(scope) >= 0 {
		text = fmt.Sprintf("all %d statements in the words of %s go back to one source, %s", n, o.name(o.entity(scope)), o.name(who))
	}
	if outer := o.through(common); outer != "" {
		text += ", through " + outer
	}
	return hearsay.Finding{Kind: "single-origin", Text: text, Spans: spans}, true
}

// mostHands is how many hands statements go through at most.
const mostHands = 64

// chain returns attribution i and what it is within, out to the scope, which is
// left out; ok is false if it does not stand in the scope.
func (o *origins) chain(i, scope int) (chain []int, ok bool) {
	k := i
	for ; k >= 0 && k != scope && len(chain) < mostHands; k = o.as[k].Within {
		chain = append(chain, k)
	}
	return chain, k == scope && i != scope
}

// covers returns the part of the scope's sentences that hold the words or the
// cues of entity who.
func (o *origins) covers(who, scope int) float64 {
	covered := make([]bool, len(o.d.Sents))
	for i := range o.as {
		if o.entity(i) != who {
			continue
		}
		a := &o.as[i]
		covered[o.d.Words[a.anchor()].Sent] = true
		for _, r := range a.Content {
			for w := r[0]; w < r[1]; w++ {
				covered[o.d.Words[w].Sent] = true
			}
		}
	}
	from, to := 0, len(o.d.Words)
	if scope != whole {
		c := o.as[scope].Content
		from, to = c[len(c)-1][0], c[len(c)-1][1]
	}
	all, some := 0, 0
	for s, body := range o.body {
		if x := o.d.Sents[s]; body && x.From < x.To && x.From >= from && x.To <= to {
			all++
			if covered[s] {
				some++
			}
		}
	}
	return float64(some) / float64(max(all, 1))
}

// through names the sources that the common one is quoted by, innermost first.
func (o *origins) through(common []int) string {
	var names []string
	for _, k := range common[1:] {
		if n := o.name(o.entity(k)); o.entity(k) != o.entity(common[0]) && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return strings.Join(names, ", ")
}

// name quotes how the text names an entity.
func (o *origins) name(e int) string {
	if x := &o.ms.Entities[e]; x.Named {
		return x.Name
	}
	return "“" + o.ms.Entities[e].Name + "”, who is not named"
}

// receipt adds the words of the source of attribution i, which are there once
// for the same words.
func (o *origins) receipt(spans []hearsay.Receipt, i int) []hearsay.Receipt {
	a := &o.as[i]
	if a.SourceFrom >= a.SourceTo {
		return spans
	}
	r := hearsay.ReceiptFor(o.d.Text, o.d.Span(a.SourceFrom, a.SourceTo))
	if slices.ContainsFunc(spans, func(s hearsay.Receipt) bool { return s.Span == r.Span }) {
		return spans
	}
	return append(spans, r)
}

// unnamed makes the findings of sources without a name, by their first mention
// as a source; those that the text gives the same words ("officials", again
// "officials") share one, which does not say that they are the same. Counted are
// the statements that hang on them, those inside others' included.
func (o *origins) unnamed() []hearsay.Finding {
	at := make(map[string]int) // finding of a description
	var out []hearsay.Finding
	var counts []int
	var who []int
	var why []string
	for i := range o.as {
		a := &o.as[i]
		e := o.entity(i)
		if !a.Anonymous || e < 0 || o.below[i] == 0 || a.Within >= 0 && o.entity(a.Within) == e {
			continue
		}
		name := strings.ToLower(o.ms.Entities[e].Name)
		k, ok := at[name]
		if !ok {
			k = len(out)
			at[name] = k
			out = append(out, hearsay.Finding{Kind: "unnamed-source"})
			counts, who, why = append(counts, 0), append(who, e), append(why, "")
		}
		counts[k] += o.below[i]
		out[k].Spans = o.receipt(out[k].Spans, i)
		if r := a.Unnamed; r[0] < r[1] && why[k] == "" {
			s := o.d.Span(r[0], r[1])
			why[k] = o.d.Text[s.Start:s.End]
		}
	}
	for k := range out {
		verb := "statements depend"
		if counts[k] == 1 {
			verb = "statement depends"
		}
		out[k].Text = fmt.Sprintf("%d %s on “%s”, not named", counts[k], verb, o.ms.Entities[who[k]].Name)
		if why[k] != "" {
			out[k].Text += "; the text says why: “" + why[k] + "”"
		}
	}
	return out
}
