package syntax

import (
	"strings"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/token"
)

// Parse gives every token of a document its tags, its dictionary form and its
// place in the tree of its sentence. Sentence i of the result is sents[i]. With
// a nil model it tags by word lists and endings alone and grows no trees: every
// Head is -1 and every Rel empty.
//
// The tree of a sentence is the best that the model's scores allow with a
// single root. A sentence of more than [MaxSentence] words, which is seldom
// one, is parsed in stretches joined under the root of the first.
//
// Time and memory are linear in the length of the text; the cost is the
// model's.
func Parse(text string, blocks []hearsay.Block, sents []token.Sentence, m *neural.Model) *Doc {
	words, spans := lay(text, sents)
	if m == nil {
		for _, s := range spans {
			tagPlainly(words[s.From:s.To])
		}
		return New(text, blocks, words, spans, nil)
	}
	model := read(m, texts(words, spans), len(words))
	p := newParser(model, words)
	for _, s := range spans {
		p.tag(s)
		p.attach(s)
		p.lemmas(s)
	}
	return New(text, blocks, words, spans, model)
}

// MaxSentence is the number of words up to which a sentence is parsed whole.
const MaxSentence = 400

// read runs the model over a document. The model was trained on windows of
// some two hundred words and is lost in much smaller ones: of a sentence that
// is the whole document it gets 81 % of the arcs and relations right, of the
// same sentence among others 85 %. So a short document is read as if two plain
// sentences stood before it, which makes that 84 % (EWT and GUM development
// sets, 2026; one sentence is worth half of it).
func read(m *neural.Model, sents [][]string, words int) *neural.Words {
	const short = 60 // words
	if words == 0 || words >= short {
		return m.Read(sents)
	}
	n := 0
	for _, s := range context {
		n += len(s)
	}
	return m.Read(append(context[:len(context):len(context)], sents...)).After(n)
}

// context is what stands before a short document. It names nobody and says
// nothing that a report would.
var context = [][]string{
	strings.Fields("The council met on Tuesday evening ."),
	strings.Fields("It was the first meeting in a year , and there was much to say ."),
}

// lay puts the tokens of all sentences in one row.
func lay(text string, sents []token.Sentence) ([]Word, []Sent) {
	n := 0
	for _, s := range sents {
		n += len(s.Tokens)
	}
	words, spans := make([]Word, 0, n), make([]Sent, 0, len(sents))
	for k, s := range sents {
		spans = append(spans, Sent{len(words), len(words) + len(s.Tokens), s.Block})
		for _, t := range s.Tokens {
			words = append(words, Word{
				Span: t, Text: text[t.Start:t.End], Head: -1, Sent: k,
				Space: t.End < len(text) && isSpace(text[t.End:]),
			})
		}
	}
	return words, spans
}

// texts returns the words' texts sentence by sentence.
func texts(words []Word, spans []Sent) [][]string {
	all := make([]string, len(words))
	for i := range words {
		all[i] = words[i].Text
	}
	out := make([][]string, len(spans))
	for k, s := range spans {
		out[k] = all[s.From:s.To]
	}
	return out
}

// A parser reads what the model says about the words of one document. It keeps
// its buffers from one sentence to the next.
type parser struct {
	model            *neural.Words
	words            []Word
	upos, xpos, rels []string
	scripts          []script
	root             int      // label "root" in rels; -1 if there is none
	agree            [][]bool // labels of xpos and upos that go together
	trees            arborist
	heads            []int
	marks            marks
}

func newParser(model *neural.Words, words []Word) *parser {
	p := &parser{model: model, words: words, root: -1}
	p.upos, p.xpos, p.rels = model.Labels("upos"), model.Labels("xpos"), model.Labels("deprel")
	p.agree = agreement(p.upos, p.xpos)
	for _, l := range model.Labels("lemma") {
		p.scripts = append(p.scripts, parseScript(l))
	}
	for k, l := range p.rels {
		if l == "root" {
			p.root = k
		}
	}
	return p
}

// tag sets the parts of speech of a sentence.
func (p *parser) tag(s Sent) {
	for i := s.From; i < s.To; i++ {
		w := &p.words[i]
		u, x := bestPair(p.model.Logits("upos", i), p.model.Logits("xpos", i), p.agree)
		w.UPOS, w.XPOS = p.upos[u], p.xpos[x]
	}
}

// attach grows the tree of a sentence.
func (p *parser) attach(s Sent) {
	first := -1
	for from := s.From; from < s.To; {
		to := stretch(p.words, from, s.To)
		root := p.grow(from, to)
		if first < 0 {
			first = root
		} else {
			p.words[root].Head, p.words[root].Rel = first, "parataxis"
		}
		from = to
	}
}

// stretch returns the end of the next stretch of words to parse at once: to,
// or in a sentence too long for that, the last mark in the stretch's second
// half at which it can be cut.
func stretch(words []Word, from, to int) int {
	if to-from <= MaxSentence {
		return to
	}
	for _, marks := range []string{".!?;…", ":,–—|•"} {
		for i := from + MaxSentence; i > from+MaxSentence/2; i-- {
			for _, m := range marks {
				if words[i-1].Text == string(m) {
					return i
				}
			}
		}
	}
	return from + MaxSentence
}

// grow sets heads and relations of the words [from, to) and returns the root.
func (p *parser) grow(from, to int) (root int) {
	n := to - from
	p.heads = grow(p.heads, n)
	p.trees.heads(p.model.Arcs(from, to), n, p.heads)
	for i, h := range p.heads {
		if h < 0 {
			root = from + i
		} else {
			p.heads[i] = from + h
		}
	}
	logits := p.model.Rels(from, to, p.heads)
	for i, h := range p.heads {
		w := &p.words[from+i]
		w.Head = h
		if h < 0 {
			w.Rel = "root"
		} else if k := bestBut(logits[i*len(p.rels):(i+1)*len(p.rels)], p.root); k >= 0 {
			w.Rel = p.rels[k]
		}
		reconcile(w)
	}
	named(p.words, from, to)
	officeBefore(p.words, from, to)
	apposed(p.words, from, to)
	across(p.words, from, to)
	doubled(p.words, from, to)
	periodicals(p.words, from, to)
	accordingTo(p.words, from, to)
	oneSubject(p.words, from, to)
	reports(p.words, from, to)
	cites(p.words, from, to)
	agreeVoice(p.words[from:to])
	past(p.words, from, to)
	p.marks.attach(p.words[from:to], from)
	return root
}

// bestBut returns the index of the largest number, the first of equals, other
// than index not; -1 if there is none.
func bestBut(x []float32, not int) int {
	k := -1
	for i, v := range x {
		if i != not && (k < 0 || v > x[k]) {
			k = i
		}
	}
	return k
}

// lemmas sets the dictionary forms of a sentence that has its tree.
func (p *parser) lemmas(s Sent) {
	for i := s.From; i < s.To; i++ {
		w := &p.words[i]
		var sc script
		if k := bestBut(p.model.Logits("lemma", i), -1); k >= 0 {
			sc = p.scripts[k]
		}
		w.Lemma = lemma(w.Text, w.UPOS, w.XPOS, sc)
		if w.Lemma == "be" && p.perfect(w) {
			w.Lemma = "have"
		}
	}
}

// perfect tells "'s" for "has" from "'s" for "is": in "She's gone home" it is
// the auxiliary of a past participle in the active voice, in "She's gone mad"
// and "She's paid badly" it is not. Only the tree shows the difference.
func (p *parser) perfect(w *Word) bool {
	if w.XPOS != "VBZ" || w.Rel != "aux" || w.Head < 0 || w.Text == "is" || w.Text == "Is" || w.Text == "IS" {
		return false
	}
	return p.words[w.Head].XPOS == "VBN" || p.words[w.Head].XPOS == "VBD"
}
