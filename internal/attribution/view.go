package attribution

import (
	"math"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A view is a document with what all parts of the package ask about it.
type view struct {
	d        *syntax.Doc
	ms       *mention.Set
	quotes   []quotation
	quoteAt  []int                  // innermost quotation of each word, -1 if none
	cue      [][3]float64           // log-probabilities of O, B, I of each word
	done     map[[2]int]Attribution // cues with their sources and contents
	first    [][]candidate          // cues by sentence, as first judged
	edited   []bool                 // words in square brackets inside a quotation: the editor's
	findings []hearsay.Finding
}

func newView(d *syntax.Doc, ms *mention.Set) *view {
	v := &view{d: d, ms: ms, quotes: quotations(d), quoteAt: make([]int, len(d.Words)), done: make(map[[2]int]Attribution)}
	for i := range v.quoteAt {
		v.quoteAt[i] = -1
	}
	for k, q := range v.quotes { // inner ones come later and win
		for i := q.from; i < q.to; i++ {
			v.quoteAt[i] = k
		}
	}
	v.edited = v.brackets()
	for _, q := range v.quotes {
		switch {
		case q.opened && !q.closed && !q.goesOn:
			v.find("quote-unclosed", "a quotation mark opens here and none closes it; the quotation is taken to end with its sentence or paragraph", q.from, q.to)
		case q.closed && !q.opened:
			v.find("quote-unclosed", "a quotation mark closes here and none opens it; the quotation is taken to begin with its sentence", q.from, q.to)
		}
	}
	v.cue = cueLogs(d)
	return v
}

// longestBracket is how many words of an editor's remark are looked at.
const longestBracket = 40

// brackets tells which words stand in square brackets inside a quotation: in “He
// [the mayor, who said no] left” they are not the speaker's. Brackets that the
// sentence does not close hold nothing.
func (v *view) brackets() []bool {
	out := make([]bool, len(v.d.Words))
	for i := 0; i < len(out); i++ {
		if v.d.Words[i].Text != "[" || v.quoteAt[i] < 0 {
			continue
		}
		end := min(v.d.SentOf(i).To, i+longestBracket)
		for k := i + 1; k < end; k++ {
			if v.d.Words[k].Text == "]" {
				for n := i; n <= k; n++ {
					out[n] = true
				}
				i = k
				break
			}
		}
	}
	return out
}

// cueLogs returns the model's log-probabilities of O, B and I for each word;
// without a model every word is O.
func cueLogs(d *syntax.Doc) [][3]float64 {
	out := make([][3]float64, len(d.Words))
	var at [3]int
	if d.Model != nil {
		for k, l := range d.Model.Labels("cue") {
			switch l {
			case "O":
				at[0] = k
			case "B":
				at[1] = k
			case "I":
				at[2] = k
			}
		}
	}
	for i := range out {
		out[i] = [3]float64{0, floor, floor}
		if d.Model == nil {
			continue
		}
		x := d.Model.Logits("cue", i)
		if len(x) < 3 {
			continue
		}
		var s float64
		for k := range 3 {
			s += math.Exp(float64(x[at[k]] - x[at[0]]))
		}
		for k := range 3 {
			out[i][k] = max(floor, float64(x[at[k]]-x[at[0]])-math.Log(s))
		}
	}
	return out
}

// floor is the least log-probability that is told from another.
const floor = -9.0

// logit turns a log-probability into log-odds.
func logit(lp float64) float64 {
	p := min(max(math.Exp(lp), 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}

func clip(x, by float64) float64 { return min(max(x, -by), by) }

// lower returns word i in lower case, "" outside the document.
func (v *view) lower(i int) string {
	if i < 0 || i >= len(v.d.Words) {
		return ""
	}
	return strings.ToLower(v.d.Words[i].Text)
}

// isMark reports whether word i is a quotation mark.
func (v *view) isMark(i int) bool {
	if i < 0 || i >= len(v.d.Words) {
		return false
	}
	w := v.d.Words[i].Text
	return markByte[w[0]] && len(marks(w, true, true)) > 0
}

// class describes word i as a neighbour: a closed-class word, a mark, or its
// part of speech.
func (v *view) class(i int) string {
	if i < 0 || i >= len(v.d.Words) {
		return "#"
	}
	w := &v.d.Words[i]
	if v.isMark(i) {
		return "\""
	}
	switch w.UPOS {
	case "ADP", "SCONJ", "CCONJ", "PART", "DET", "PRON", "PUNCT":
		return strings.ToLower(w.Text)
	}
	if w.XPOS != "" {
		return w.XPOS
	}
	return w.UPOS
}

// farWord is how many words of a sentence on either side of a cue are looked at:
// more than any sentence of prose has.
const farWord = 400

// sentence returns the sentence of word i, cut to what is near it.
func (v *view) sentence(i int) syntax.Sent {
	s := v.d.SentOf(i)
	s.From, s.To = max(s.From, i-farWord), min(s.To, i+farWord)
	return s
}

// quote returns the outermost quotation of word i, -1 if none.
func (v *view) quote(i int) int {
	k := v.quoteAt[i]
	for k >= 0 && v.quotes[k].outer >= 0 {
		k = v.quotes[k].outer
	}
	return k
}

// entry returns the lexicon's entry for the cue whose head is word h and the
// words [from, to) of the phrase, nil if there is none. Of several the longest
// phrase wins.
func (v *view) entry(h int) (c *lexicon.Cue, from, to int) {
	return v.longest(h, lexicon.CuesFrom(v.d.Words[h].Lemma))
}

// longest returns the longest of the entries es whose phrase begins with word h.
func (v *view) longest(h int, es []*lexicon.Cue) (c *lexicon.Cue, from, to int) {
	w := &v.d.Words[h]
	for _, e := range es {
		if !fits(e.Kind, w.UPOS) || c != nil && len(e.Phrase) <= len(c.Phrase) {
			continue
		}
		k := h
		for _, p := range e.Phrase[1:] {
			k++
			if k >= len(v.d.Words) || v.d.Words[k].Lemma != p && v.lower(k) != p {
				k = -1
				break
			}
		}
		if k >= 0 {
			c, from, to = e, h, k+1
		}
	}
	return c, from, to
}

// fits reports whether a word of the part of speech can be a cue of the kind.
func fits(k lexicon.CueKind, upos string) bool {
	switch k {
	case lexicon.CueVerb:
		return upos == "VERB" || upos == "AUX" || upos == "X"
	case lexicon.CueNoun:
		return upos == "NOUN" || upos == "X"
	case lexicon.CueAdjective:
		return upos == "ADJ" || upos == "VERB" || upos == "X"
	case lexicon.CueAdverb:
		return upos == "ADV" || upos == "X"
	}
	return true
}

// logp1m returns log(1−p) for log p.
func logp1m(lp float64) float64 { return math.Log(max(1-math.Exp(lp), 1e-4)) }

func logOf(p float64) float64 { return math.Log(max(p, 1e-9)) }
