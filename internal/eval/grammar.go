package eval

import (
	"fmt"
	"strings"

	"hearsay"
)

// grammar compares tags, dictionary forms and trees. A word is right if the
// annotator has a word of the same stretch of text with the same value; so F1
// on raw text is that of the CoNLL shared task of 2018. Relations are compared
// with their subtypes.
func (e *evaluation) grammar(c *corpus, in Input, rs []*Reading) {
	measures := []string{"UPOS", "XPOS", "lemma", "UAS", "LAS"}
	own := make([]*Row, len(measures))
	for i, m := range measures {
		own[i] = e.row("grammar", c, in, "hearsay", m)
	}
	measures[2] = "lemma script"
	model := make([]*Row, len(measures))
	for i, m := range measures {
		model[i] = e.row("grammar", c, in, "model", m)
	}
	for _, r := range rs {
		words := make([]answer, len(r.Doc.Words))
		for i, w := range r.Doc.Words {
			words[i] = answer{w.UPOS, w.XPOS, w.Lemma, w.Head, w.Rel}
		}
		counted := compare(r, words, func(w Word) string { return w.Lemma }, e.errors)
		for i, n := range counted {
			own[i].add(Tally{n, float64(len(words)), float64(len(r.Key.Words))})
		}
		if r.Doc.Model == nil {
			continue
		}
		counted = compare(r, modelAnswers(r), func(w Word) string { return script(w.Text, w.Lemma) }, nil)
		for i, n := range counted {
			model[i].add(Tally{n, float64(len(words)), float64(len(r.Key.Words))})
		}
	}
}

// An answer is what somebody says of a word.
type answer struct {
	upos, xpos, lemma string
	head              int // word of the system's document
	rel               string
}

// compare counts the words whose UPOS, XPOS, lemma, head, and head and relation
// are right. lemma gives the right answer for a word's.
func compare(r *Reading, words []answer, lemma func(Word) string, errors *Errors) (right [5]float64) {
	for i, a := range words {
		k := r.keyWord(i)
		if k < 0 {
			continue
		}
		w := r.Key.Words[k]
		hit := [5]bool{a.upos == w.UPOS, a.xpos == w.XPOS, a.lemma == lemma(w)}
		hit[3] = a.head < 0 && w.Head < 0 || a.head >= 0 && w.Head >= 0 && r.Doc.Words[a.head].Span == r.Key.Words[w.Head].Span
		hit[4] = hit[3] && a.rel == w.Rel
		for j, ok := range hit {
			if ok {
				right[j]++
			}
		}
		if errors == nil {
			continue
		}
		where := around(r.Key.Text, w.Span)
		if !hit[0] {
			errors.add("UPOS", fmt.Sprintf("%s for %s", a.upos, w.UPOS), where)
		}
		if !hit[1] {
			errors.add("XPOS", fmt.Sprintf("%s for %s", a.xpos, w.XPOS), where)
		}
		if !hit[2] {
			errors.add("lemma", fmt.Sprintf("%s: %s for %s", w.Text, a.lemma, w.Lemma), where)
		}
		switch {
		case !hit[3]:
			errors.add("head", w.Rel, where+"  head "+wordOr(r, a.head)+" for "+keyWordOr(r.Key, w.Head))
		case !hit[4]:
			errors.add("relation", fmt.Sprintf("%s for %s", a.rel, w.Rel), where)
		}
	}
	return right
}

func wordOr(r *Reading, i int) string {
	if i < 0 {
		return "root"
	}
	return r.Doc.Words[i].Text
}

func keyWordOr(d *Document, i int) string {
	if i < 0 {
		return "root"
	}
	return d.Words[i].Text
}

// modelAnswers decodes the model as its description does: every head by itself,
// the best label; heads of words without regard to the tree.
func modelAnswers(r *Reading) []answer {
	m := r.Doc.Model
	out := make([]answer, m.Len())
	rels := m.Labels("deprel")
	for _, s := range r.Doc.Sents {
		n := s.To - s.From
		arcs := m.Arcs(s.From, s.To)
		heads := make([]int, n)
		for i := range n {
			heads[i] = most(arcs[i*(n+1):][:n+1]) - 1
			if heads[i] >= 0 {
				heads[i] += s.From
			}
		}
		logits := m.Rels(s.From, s.To, heads)
		for i := range n {
			a := &out[s.From+i]
			a.head, a.rel = heads[i], rels[most(logits[i*len(rels):][:len(rels)])]
			a.upos, _ = m.Best("upos", s.From+i)
			a.xpos, _ = m.Best("xpos", s.From+i)
			a.lemma, _ = m.Best("lemma", s.From+i)
		}
	}
	return out
}

// most returns the index of the largest, the first of equals.
func most(x []float32) int {
	k := 0
	for i, v := range x {
		if v > x[k] {
			k = i
		}
	}
	return k
}

// script returns the edit script that turns a word into its dictionary form:
// "l" or "k", lower-case or keep, the number of characters to cut off the end,
// "+", what to append. It is "" if there is none.
func script(form, lemma string) string {
	l := []rune(lemma)
	for _, f := range []struct{ mark, form string }{{"l", strings.ToLower(form)}, {"k", form}} {
		w := []rune(f.form)
		i := 0
		for i < len(w) && i < len(l) && w[i] == l[i] {
			i++
		}
		if i > 0 || len(w) == 0 {
			return fmt.Sprintf("%s%d+%s", f.mark, len(w)-i, string(l[i:]))
		}
	}
	return ""
}

// around returns the words around s in text on one line, s between brackets.
func around(text string, s hearsay.Span) string {
	const width = 45
	from, to := max(0, s.Start-width), min(len(text), s.End+width)
	for from < s.Start && text[from]&0xC0 == 0x80 {
		from++
	}
	for to < len(text) && text[to]&0xC0 == 0x80 {
		to++
	}
	line := text[from:s.Start] + "[" + text[s.Start:s.End] + "]" + text[s.End:to]
	return strings.Join(strings.Fields(line), " ")
}
