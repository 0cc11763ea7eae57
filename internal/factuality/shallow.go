package factuality

import (
	"slices"
	"strings"

	"hearsay/internal/syntax"
)

// planted returns d itself if it has trees. Read without a model it has none,
// and gets trees that are guessed from tags and neighbours.
func planted(d *syntax.Doc) *syntax.Doc {
	for i := range d.Words {
		if d.Words[i].Head >= 0 {
			return d
		}
	}
	ws := slices.Clone(d.Words)
	for _, s := range d.Sents {
		for i := s.From; i < s.To; i++ {
			verb(ws, s, i)
		}
		plant(ws, s)
	}
	return syntax.New(d.Text, d.Blocks, ws, slices.Clone(d.Sents), nil)
}

// verb makes a verb of word i where its neighbours leave it no choice; tags
// without a model take most verbs for nouns.
//
//	will visit, did not fire   after an auxiliary
//	refused to resign          after "to"; but "to the port"
//	hopes to, predicts that    before "to" or "that", if the list has such a verb
//	the governor meets the     between a noun and an article
func verb(ws []syntax.Word, s syntax.Sent, i int) {
	w := &ws[i]
	if w.UPOS == "DET" && strings.EqualFold(w.Text, "that") && i > s.From && ws[i-1].UPOS == "VERB" {
		w.UPOS, w.XPOS = "SCONJ", "IN"
	}
	if w.UPOS != "NOUN" && w.UPOS != "ADJ" || w.Text != strings.ToLower(w.Text) {
		return
	}
	k := i - 1
	for k >= s.From && (ws[k].XPOS == "RB" || ws[k].UPOS == "ADV" || negators[strings.ToLower(ws[k].Text)]) {
		k--
	}
	var before, after *syntax.Word
	if k >= s.From {
		before = &ws[k]
	}
	if i+1 < s.To {
		after = &ws[i+1]
	}
	participle := strings.HasSuffix(w.Text, "ed")
	switch {
	case before != nil && (before.XPOS == "MD" || before.XPOS == "TO" || before.Lemma == "do" && before.UPOS == "AUX"):
		w.UPOS, w.XPOS = "VERB", "VB"
	case participle && before != nil && before.UPOS == "AUX":
		w.UPOS, w.XPOS = "VERB", "VBN"
	case before == nil || before.UPOS != "NOUN" && before.UPOS != "PROPN" && before.UPOS != "PRON" && before.UPOS != "ADJ" || after == nil:
	case participle && w.UPOS == "NOUN":
		w.UPOS, w.XPOS = "VERB", "VBD"
		if w.Text == "used" {
			w.Lemma = "use"
		}
	case after.XPOS == "TO" && embeds(w.Lemma, "i") || strings.EqualFold(after.Text, "that") && embeds(w.Lemma, "c"),
		w.XPOS == "NNS" && (after.UPOS == "DET" || after.UPOS == "PRON"):
		w.UPOS, w.XPOS = "VERB", "VBP"
	}
}

// embeds reports whether the list has a verb with a form of complement.
func embeds(lemma, form string) bool {
	_, ok := signed(lemma, "verb", form)
	return ok
}

// plant guesses the tree of one sentence from left to right: auxiliaries,
// negations and adverbs go to the verb that follows, a verb after "to" or
// "that" to the predicate before, a noun to the verb or preposition before it.
// Commas and other marks end a clause.
//
// "They failed to reach a deal" hangs "reach" on "failed" and "deal" on
// "reach". What it gets wrong is what needs a grammar: "the guards that the
// mayor had said left".
func plant(ws []syntax.Word, s syntax.Sent) {
	hang := func(i, h int, rel string) {
		if i != h && ws[i].Head < 0 {
			ws[i].Head, ws[i].Rel = h, rel
		}
	}
	var waiting []int // words that wait for a verb or noun to come
	wait := func(i int) {
		if len(waiting) == longest { // a list, or no sentence at all
			waiting = waiting[:copy(waiting, waiting[1:])]
		}
		waiting = append(waiting, i)
	}
	verb, noun := -1, -1
	prep, to, mark := -1, -1, -1
	for i := s.From; i < s.To; i++ {
		w := &ws[i]
		low := strings.ToLower(w.Text)
		verbal := w.UPOS == "VERB" || w.UPOS == "AUX" && !nextVerb(ws, i, s.To)
		switch {
		case w.UPOS == "PUNCT":
			if low != "," || mark >= 0 && conditions[strings.ToLower(ws[mark].Text)] {
				verb, noun = -1, -1
			}
			prep, to = -1, -1
			waiting = waiting[:0]
		case verbal:
			for _, k := range waiting {
				switch {
				case ws[k].UPOS == "AUX" || ws[k].XPOS == "MD":
					hang(k, i, "aux")
				case ws[k].UPOS == "DET" || ws[k].UPOS == "ADJ":
				default:
					hang(k, i, "advmod")
				}
			}
			waiting = waiting[:0]
			switch {
			case to >= 0:
				hang(to, i, "mark")
				if p := to - 1; p > verb && ws[p].UPOS == "ADJ" { // "were unable to"
					hang(i, p, "xcomp")
				}
				if verb >= 0 {
					if noun > verb && content(ws[noun].Lemma) {
						hang(i, noun, "acl")
					}
					hang(i, verb, "xcomp")
				} else if noun >= 0 {
					hang(i, noun, "acl")
				}
			case mark >= 0:
				hang(mark, i, "mark")
				if conditions[strings.ToLower(ws[mark].Text)] {
					if verb >= 0 {
						hang(i, verb, "advcl")
					}
				} else if verb >= 0 {
					hang(i, verb, "ccomp")
				}
				if noun > mark {
					hang(noun, i, "nsubj")
				}
			case prep >= 0 && verb >= 0 && w.XPOS == "VBG":
				hang(prep, i, "mark")
				hang(i, verb, "advcl")
			case w.XPOS == "VBG" && verb >= 0 && verb == i-1:
				hang(i, verb, "xcomp")
			case noun >= 0 && noun > verb:
				hang(noun, i, "nsubj")
			}
			verb, to, prep, mark = i, -1, -1, -1
		case low == "to":
			to, prep = i, i
		case w.UPOS == "SCONJ" || low == "that" || low == "if" || low == "whether":
			mark = i
		case w.UPOS == "ADP":
			prep = i
		case possessives[low]:
			wait(i)
		case w.UPOS == "NOUN" || w.UPOS == "PROPN" || w.UPOS == "PRON":
			for _, k := range waiting {
				switch ws[k].UPOS {
				case "DET":
					hang(k, i, "det")
				case "ADJ":
					hang(k, i, "amod")
				}
			}
			waiting = slices.DeleteFunc(waiting, func(k int) bool { return ws[k].Head >= 0 })
			switch {
			case prep >= 0:
				hang(prep, i, "case")
				if noun > verb && noun >= 0 {
					hang(i, noun, "nmod")
				} else if verb >= 0 {
					hang(i, verb, "obl")
				}
			case verb >= 0 && noun < verb && mark < verb:
				hang(i, verb, "obj")
			case noun == i-1 && noun >= 0:
				hang(noun, i, "compound")
			}
			noun, prep, to = i, -1, -1
		default:
			wait(i)
		}
	}
}

// longest is how many words wait at most: a word waits for one that is near.
const longest = 32

// nextVerb reports whether an auxiliary has its verb within the next words.
func nextVerb(ws []syntax.Word, i, end int) bool {
	for k := i + 1; k < min(end, i+4); k++ {
		switch ws[k].UPOS {
		case "VERB":
			return !strings.EqualFold(ws[k-1].Text, "to")
		case "ADV", "PART", "AUX":
		default:
			return false
		}
	}
	return false
}

var possessives = words("his her their its my our your whose")
