package attribution

import (
	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// plainly returns what the lexicon and the quotation marks find without a
// model, where there are no trees: the surest verbs with the words between the
// last mark of punctuation and them as the source, or the words behind them
// where nothing stands before, and a quotation, what follows or what precedes
// as the content; and "according to".
func (v *view) plainly() []Attribution {
	var out []Attribution
	for _, s := range v.d.Sents {
		for i := s.From; i < s.To && i < s.From+farWord; i++ {
			a := Attribution{CueFrom: i, CueTo: i + 1, Source: -1, Recipient: -1, Within: -1, Confidence: 0.3,
				Why: []hearsay.Why{{Rule: "cue.plain", Score: 0.3, Note: v.words(i, i+1)}}}
			if v.lower(i) == "according" && v.lower(i+1) == "to" && i+2 < s.To {
				a.CueTo = i + 2
				a.SourceFrom, a.SourceTo = i+2, v.stop(i+2, s.To)
				a.Content = v.rest(s, i, a.SourceTo)
			} else if !v.plainVerb(i) {
				continue
			} else if from := v.startOf(i, s.From); from < i {
				a.SourceFrom, a.SourceTo = from, i
				a.Content = v.plainContent(s, from, i+1)
			} else {
				a.SourceFrom, a.SourceTo = i+1, v.stop(i+1, s.To)
				a.Content = v.plainContent(s, i, a.SourceTo)
			}
			if len(a.Content) > 0 && a.SourceFrom < a.SourceTo {
				out = append(out, a)
				i = max(i, a.SourceTo-1)
			}
		}
	}
	return out
}

// plainVerb reports whether word i is one of the surest verbs of saying.
func (v *view) plainVerb(i int) bool {
	w := &v.d.Words[i]
	c := lexicon.CueOf(w.Lemma, lexicon.CueVerb)
	return c != nil && c.Strength == 3 && c.Takes("c") && fits(lexicon.CueVerb, w.UPOS)
}

// stop returns where the words from i on end: before punctuation, a mark or to.
func (v *view) stop(i, to int) int {
	for i < to && v.d.Words[i].UPOS != "PUNCT" && !v.isMark(i) {
		i++
	}
	return i
}

// startOf returns where the source before the verb at i begins: behind the last
// punctuation, conjunction or verb before it. Auxiliaries belong to the verb.
func (v *view) startOf(i, from int) int {
	k := i
	for k > from {
		switch w := &v.d.Words[k-1]; {
		case w.UPOS == "PUNCT" || v.isMark(k-1), w.UPOS == "CCONJ", w.UPOS == "SCONJ", v.lower(k-1) == "that", v.plainVerb(k - 1):
			return k
		}
		k--
	}
	return k
}

// plainContent returns the quotations of a sentence, else what follows word to,
// else what precedes from.
func (v *view) plainContent(s syntax.Sent, from, to int) [][2]int {
	var out [][2]int
	for i := max(s.From, from-farWord); i < min(s.To, to+farWord) && len(out) < 4; i++ {
		k := v.quote(i)
		if k < 0 || v.quotes[k].from < to && v.quotes[k].to > from || v.quotes[k].from < i && len(out) > 0 {
			continue
		}
		q := v.quotes[k]
		out = append(out, [2]int{max(q.from, s.From), min(q.to, s.To)})
		i = q.to - 1
	}
	if len(out) > 0 {
		return out
	}
	if r := v.trimmed(to, s.To); r[0] < r[1] {
		return [][2]int{r}
	}
	if r := v.trimmed(s.From, from); r[0] < r[1] {
		return [][2]int{r}
	}
	return nil
}

// rest returns the words of a sentence but those of [from, to).
func (v *view) rest(s syntax.Sent, from, to int) (out [][2]int) {
	for _, r := range [2][2]int{v.trimmed(s.From, from), v.trimmed(to, s.To)} {
		if r[0] < r[1] {
			out = append(out, r)
		}
	}
	return out
}

// trimmed returns [from, to) without the punctuation at its ends.
func (v *view) trimmed(from, to int) [2]int {
	for from < to && v.d.Words[from].UPOS == "PUNCT" && !v.isMark(from) {
		from++
	}
	for from < to && v.d.Words[to-1].UPOS == "PUNCT" && !v.isMark(to-1) {
		to--
	}
	return [2]int{from, to}
}
