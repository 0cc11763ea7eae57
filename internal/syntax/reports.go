package syntax

import "strings"

// reporting are forms of verbs that close a sentence they report.
var reporting = map[string]bool{"said": true, "says": true, "say": true, "reported": true, "reports": true, "report": true, "wrote": true, "writes": true,
	"added": true, "adds": true, "announced": true, "claimed": true, "claims": true, "warned": true, "warns": true, "noted": true, "notes": true,
	"stated": true, "states": true, "explained": true, "recalled": true, "confirmed": true}

// reports mends a tree in which who closes a sentence with a verb of saying is
// not its subject: in "Northport has told the militia to leave the depot, Asharq
// al-Awsat reported on Friday" the paper reports, and is no other name of the
// militia. Behind the verb stand at most an adverb or a phrase of time and place.
//
// Counter-sentences: "In May, Oren said no" (no clause before), "She came in, and
// Oren reported" (a second clause), "He left, the guards said that he ran" (what
// was said follows). words are those of a sentence, [from, to) of the document.
func reports(words []Word, from, to int) {
	for v := to - 1; v > from+3 && v > to-9; v-- {
		w := &words[v]
		if w.UPOS != "VERB" || !reporting[strings.ToLower(w.Text)] {
			continue
		}
		a := speaker(words, from, v)
		if a < 0 || !closing(words, v+1, to) {
			return
		}
		top := -1
		for i := a; i < v; i++ {
			if h := words[i].Head; h == v && words[i].Is("nsubj") {
				behindPhrase(words, from, a, v)
				return
			} else if (h < a || h >= v) && words[i].UPOS != "PUNCT" {
				top = i
			}
		}
		main := mainVerb(words, from, a-1)
		if top < 0 || main < 0 {
			return
		}
		if w.Head >= a || descends(words, w.Head, top, v) {
			if descends(words, main, top, v) {
				return
			}
			w.Head, w.Rel = main, "parataxis"
		} else if w.Head >= 0 {
			w.Rel = "parataxis"
		}
		words[top].Head, words[top].Rel = v, "nsubj"
		for i := from; i < a && w.Head >= from; i++ {
			if words[i].Head == v && words[i].Is("nsubj") && i < w.Head {
				words[i].Head = w.Head
			}
		}
		return
	}
}

// cites mends a tree in which the clause behind "citing somebody," hangs on
// "citing": in "The Herald reported, citing two officers, that the depot was
// empty" the Herald reported that.
//
// Counter-sentences: "The Herald left, citing reports that the depot was empty" (no
// comma before "that"), "said it was empty, citing two officers" (what was said
// stands before).
func cites(words []Word, from, to int) {
	for p := from; p < to; p++ {
		w := &words[p]
		if low := strings.ToLower(w.Text); low != "citing" && low != "quoting" || !w.Is("advcl") || w.Head < from || w.Head >= p || !reporting[strings.ToLower(words[w.Head].Text)] {
			continue
		}
		cited, clause, said := false, -1, false
		for i := from; i < to; i++ {
			said = said || words[i].Head == w.Head && words[i].Is("ccomp", "obj")
			switch {
			case words[i].Head != p || i < p:
			case words[i].Is("obj"):
				cited = true
			case words[i].Is("ccomp") && cited:
				clause = i
			}
		}
		if clause < 0 || said {
			continue
		}
		for i := p + 2; i < clause; i++ {
			if words[i].Head == clause && words[i].Is("mark") && words[i].Text == "that" && words[i-1].Text == "," {
				words[clause].Head = w.Head
			}
		}
	}
}

// behindPhrase mends a tree in which the closing verb v, whose words begin at a,
// makes a clause of the phrase before it: in "Two men were held after a row over
// nets, the Herald reported" nobody reported after a row.
//
// Counter-sentence: "Two men were held after the Herald reported a row" (nothing
// stands between "after" and who reported).
func behindPhrase(words []Word, from, a, v int) {
	mark, noun := -1, -1
	for i := from; i < a; i++ {
		switch w := &words[i]; {
		case w.Head != v || w.UPOS == "PUNCT":
		case mark < 0 && w.Is("mark"):
			mark = i
		case mark >= 0 && noun < 0 && isNoun(w):
			noun = i
		default:
			return
		}
	}
	main := mainVerb(words, from, a-1)
	if !words[v].Is("advcl") || noun < 0 || main < 0 || main > mark {
		return
	}
	words[mark].UPOS, words[mark].Rel, words[mark].Head = "ADP", "case", noun
	words[noun].Head, words[noun].Rel = main, "obl"
	words[v].Head, words[v].Rel = main, "parataxis"
}

// speaker returns where the words between a comma and verb v begin, if they are
// one name or noun with what belongs before it; −1 otherwise.
func speaker(words []Word, from, v int) int {
	named := false
	for i := v - 1; i > from && i > v-9; i-- {
		switch w := &words[i]; {
		case w.Text == ",":
			if named {
				return i + 1
			}
			return -1
		case w.UPOS == "PROPN" || w.UPOS == "NOUN":
			named = true
		case w.UPOS == "DET" || w.UPOS == "ADJ" || w.Text == "-" || w.Text == "." || w.XPOS == "POS":
		default:
			return -1
		}
	}
	return -1
}

// closing reports whether the words [i, to) are marks, adverbs and phrases of
// time or place.
func closing(words []Word, i, to int) bool {
	for k := i; k < to; k++ {
		switch words[k].UPOS {
		case "PUNCT", "ADV", "PROPN", "NUM", "ADP":
		case "NOUN", "DET", "ADJ":
			if k == i {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// mainVerb returns the verb among the words [from, to) on which those before it
// and behind it hang: the one nearest the root, if it is finite; −1 if there is
// none.
func mainVerb(words []Word, from, to int) int {
	for i := from; i < to; i++ {
		w := &words[i]
		if w.UPOS != "VERB" || w.Is("acl", "advcl", "xcomp") || w.Head >= from && w.Head < to && w.Head != i {
			continue
		}
		return i
	}
	return -1
}
