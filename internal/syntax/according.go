package syntax

import "strings"

// accordingTo gives "according to" its place in the tree by the guidelines of
// UD: it is the case of the noun behind it, as in "14 died, according to the
// hospital" (case from "hospital" to "according", fixed from there to "to").
// The model, for which it often is a verb, then leaves that noun without a tie
// to it. Counter-sentence: "it changes according to whether they pay", where a
// clause follows and the tree is left alone.
// words are those of a sentence, [from, to) of the document.
func accordingTo(words []Word, from, to int) {
	for i := from; i+2 < to; i++ {
		w, next := &words[i], &words[i+1]
		if !strings.EqualFold(w.Text, "according") || !strings.EqualFold(next.Text, "to") {
			continue
		}
		k := i + 2
		for words[k].Head > i+1 {
			k = words[k].Head
		}
		switch words[k].UPOS {
		case "NOUN", "PROPN", "PRON", "NUM":
		default:
			continue
		}
		if h := words[k].Head; h == i || h == i+1 {
			if h = w.Head; h == i+1 {
				h = next.Head
			}
			if h < 0 || h >= i && h <= k {
				continue
			}
			words[k].Head, words[k].Rel = h, "obl"
		} else if h < 0 || descends(words, h, i, i+1) {
			continue // a clause between them hangs on "according"
		}
		w.Head, w.Rel = k, "case"
		next.Head, next.Rel = i, "fixed"
	}
}

// descends reports whether word k or one that it hangs on is a or b.
func descends(words []Word, k, a, b int) bool {
	for ; k >= 0; k = words[k].Head {
		if k == a || k == b {
			return true
		}
	}
	return false
}
