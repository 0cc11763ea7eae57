package attribution

import (
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// scares adds words that the text holds at a distance by quotation marks: one to
// three words without capitals, inside a sentence, that no cue introduces. Whose
// words they are is known only where they are somebody's: in "the mayor's
// “reform”" it is the mayor.
//
// Counter-sentences: "the song “Harbour Light”" (a title), "called it a
// “reform”" (a cue has it), "the “closure” rule" (a term), "the word “reform” has six letters" (the word itself),
// "a man known as “the cook”" (a name).
func (v *view) scares(as []Attribution) []Attribution {
	d := v.d
	by := v.claimed(as)
	r := v.room(as)
	for _, q := range v.quotes {
		from, to := q.inner()
		if !q.opened || !q.closed || q.outer >= 0 || to-from < 1 || to-from > 3 || by[from] >= 0 || r.taken[from] || !v.common(from, to) {
			continue
		}
		if s := d.SentOf(from); q.from == s.From || q.to >= s.To || v.names(q.from, s.From) || d.Words[to-1].Is("compound") {
			continue
		}
		a := Attribution{Source: -1, Recipient: -1, Within: -1, Content: [][2]int{{q.from, q.to}}, Act: hearsay.ActOther, Mode: hearsay.Scare, Confidence: 0.4, fixed: true,
			Why: []hearsay.Why{{Rule: "quote.scare", Score: 0.4}}}
		if k := d.Child(d.Head(from, to), "nmod:poss"); k >= 0 && k < q.from {
			if f, t := d.Subtree(k); t <= q.from && q.from-t <= 2 {
				a.SourceFrom, a.SourceTo = f, t
			}
		}
		as = append(as, a)
	}
	return as
}

// common reports whether the words [from, to) are words of the language, none
// with a capital or a digit, with a noun, an adjective, a verb or an adverb
// among them.
func (v *view) common(from, to int) bool {
	content := false
	for i := from; i < to; i++ {
		w := &v.d.Words[i]
		if r, _ := utf8.DecodeRuneInString(w.Text); !unicode.IsLower(r) {
			return w.UPOS == "PUNCT" && i == to-1 && content
		}
		switch w.UPOS {
		case "NOUN", "ADJ", "VERB", "ADV":
			content = true
		}
	}
	return content
}

// names reports whether the words before the mark at word i give a name or speak
// of the word itself.
func (v *view) names(i, from int) bool {
	for k := i - 1; k >= from && k >= i-3; k-- {
		switch v.d.Words[k].Lemma {
		case "call", "know", "name", "title", "word", "term", "phrase", "entitle", "dub", "nickname", "label", "song", "film", "book", "mean", "as", "expression", "read", "spell":
			return true
		}
	}
	return false
}
