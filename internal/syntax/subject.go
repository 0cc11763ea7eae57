package syntax

import "strings"

// oneSubject mends a verb with a subject before it and another behind it, which
// English does not have: the second is the subject of the clause that follows
// ("Northport has demanded that the [militias] withdraw", whose verb has none),
// or the object of a verb with an infinitive ("urged the [president] to go").
// Counter-sentence: in "said the guard, who fled" the one subject stands behind.
// words are those of a sentence, [from, to) of the document.
func oneSubject(words []Word, from, to int) {
	for i := from; i < to; i++ {
		n := &words[i]
		v := n.Head
		if n.Rel != "nsubj" || v < from || v >= i || words[v].UPOS != "VERB" || !hasSubject(words, from, v, v) {
			continue
		}
		for u := i + 1; u < to && u < i+12; u++ {
			c := &words[u]
			if c.Head != v || !c.Is("xcomp", "ccomp") || hasSubject(words, v+1, u, u) {
				continue
			}
			switch mark := markOf(words, v+1, u); {
			case mark < 0:
			case mark < i && !strings.EqualFold(words[mark].Text, "to"):
				n.Head, c.Rel = u, "ccomp"
			case mark > i && strings.EqualFold(words[mark].Text, "to"):
				n.Rel = "obj"
			}
			break
		}
	}
}

// hasSubject reports whether verb v has a subject among the words [from, to).
func hasSubject(words []Word, from, to, v int) bool {
	for i := from; i < to; i++ {
		if words[i].Head == v && words[i].Is("nsubj", "csubj") {
			return true
		}
	}
	return false
}

// markOf returns the marker of the clause of verb u among the words [from, u),
// −1 if there is none.
func markOf(words []Word, from, u int) int {
	for i := from; i < u; i++ {
		if words[i].Head == u && words[i].Is("mark") {
			return i
		}
	}
	return -1
}
