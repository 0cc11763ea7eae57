package syntax

import "strings"

// periodicals makes a noun of "daily", "weekly", "monthly" and "quarterly" at
// the end of a noun phrase, where the model, which has read them as adverbs and
// adjectives, leaves the phrase without a head: "according to the Veld-based
// daily", "the weekly said". Counter-sentences: "the daily report" (a noun
// follows), "the ferry runs daily" (nothing before it begins a noun phrase).
// words are those of a sentence, [from, to) of the document.
func periodicals(words []Word, from, to int) {
	for i := from + 1; i < to; i++ {
		switch strings.ToLower(words[i].Text) {
		case "daily", "weekly", "monthly", "quarterly":
		default:
			continue
		}
		if words[i].UPOS == "NOUN" || i+1 < to && nominal(words[i+1].UPOS) {
			continue
		}
		if first := phraseStart(words, from, i); first >= 0 {
			headPhrase(words, first, i)
		}
	}
}

func nominal(upos string) bool {
	return upos == "NOUN" || upos == "PROPN" || upos == "ADJ" || upos == "NUM"
}

// phraseStart returns the determiner that begins the noun phrase which ends
// before word i; -1 if none does.
func phraseStart(words []Word, from, i int) int {
	for k := i - 1; k >= from; k-- {
		switch w := &words[k]; {
		case w.UPOS == "DET" || w.XPOS == "PRP$":
			return k
		case nominal(w.UPOS) && w.XPOS != "CD" || w.XPOS == "HYPH":
		case w.XPOS == "VBN" && k > from && words[k-1].XPOS == "HYPH": // Veld-based
		default:
			return -1
		}
	}
	return -1
}

// headPhrase makes word i the noun that heads the phrase of the words from
// first on: what depended on words outside depends on it, and it depends on
// what they did.
func headPhrase(words []Word, first, i int) {
	w := &words[i]
	w.UPOS, w.XPOS = "NOUN", "NN"
	head, rel := w.Head, w.Rel
	for k := first; k < i; k++ {
		if h := words[k].Head; h < first || h > i {
			if rel == "advmod" || head >= first && head < i {
				head, rel = h, words[k].Rel
			}
		}
	}
	if head >= first && head < i {
		return // a phrase that hangs on itself: leave the tree alone
	}
	for h := head; h >= 0; h = words[h].Head {
		if h >= first && h <= i {
			return // what it would depend on depends on it
		}
	}
	for k := first; k < i; k++ {
		if h := words[k].Head; h < first || h > i || k == first {
			words[k].Head = i
			words[k].Rel = relations[words[k].UPOS]
		}
	}
	if rel == "advmod" {
		rel = "obl"
	}
	w.Head, w.Rel = head, rel
}

// relations is how a word before a noun depends on it.
var relations = map[string]string{"DET": "det", "PRON": "nmod:poss", "ADJ": "amod", "VERB": "amod", "PROPN": "compound", "NOUN": "compound", "NUM": "nummod", "PUNCT": "punct"}
