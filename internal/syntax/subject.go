package syntax

import "strings"

// oneSubject mends a verb with a subject before it and another behind it, which
// English does not have: the second is the subject of the clause that follows
// ("Northport has demanded that the [militias] withdraw", whose verb has none),
// the object of a verb with an infinitive ("urged the [president] to go"), or
// plainly an object ("does not agree and has resisted the [lobbying]"). One with a
// preposition is neither: "put pressure on the [ministry]".
// And it mends a verb without a subject that has an object right before it: "the
// [president] told him".
// Counter-sentence: in "said the guard, who fled" the one subject stands behind.
// words are those of a sentence, [from, to) of the document.
func oneSubject(words []Word, from, to int) {
	for i := from; i < to; i++ {
		n := &words[i]
		v := n.Head
		if n.Is("iobj", "obj") && v > i && subjectless(words, from, to, i) {
			n.Rel = "nsubj"
			continue
		}
		if n.Rel != "nsubj" || v < from || v >= i || words[v].UPOS != "VERB" || !hasSubject(words, from, v, v) {
			continue
		}
		if preposed(words, v, i) {
			n.Rel = "obl"
			continue
		}
		follows := false
		for u := i + 1; u < to && u < i+12; u++ {
			c := &words[u]
			if c.Head != v || !c.Is("xcomp", "ccomp") || hasSubject(words, v+1, u, u) {
				continue
			}
			follows = true
			switch mark := markOf(words, v+1, u); {
			case mark < 0:
			case mark < i && !strings.EqualFold(words[mark].Text, "to"):
				n.Head, c.Rel = u, "ccomp"
			case mark > i && strings.EqualFold(words[mark].Text, "to"):
				n.Rel = "obj"
			}
			break
		}
		if !follows {
			objectOf(words, v, i)
		}
	}
}

// preposed reports whether a preposition behind verb v marks noun i.
func preposed(words []Word, v, i int) bool {
	for k := v + 1; k < i; k++ {
		if words[k].Head == i && words[k].Is("case") && words[k].UPOS == "ADP" {
			return true
		}
	}
	return false
}

// objectOf makes noun i, a second subject of verb v behind it, the object of v or
// of the last verb between them that is joined to v, if that has none.
func objectOf(words []Word, v, i int) {
	u := v
	for k := v + 1; k < i; k++ {
		if words[k].Head == v && words[k].Is("conj") && words[k].UPOS == "VERB" {
			u = k
		}
	}
	for k := u + 1; k < len(words) && k < i+20; k++ {
		if words[k].Head == u && k != i && words[k].Is("obj", "ccomp", "xcomp", "nsubj:pass", "aux:pass") {
			return
		}
	}
	words[i].Head, words[i].Rel = u, "obj"
}

// subjectless reports whether the verb that noun i depends on stands behind it
// with nothing but auxiliaries and adverbs between them, is active, and has no
// subject: "whom he saw" has one, and "whom to see" an infinitive.
func subjectless(words []Word, from, to, i int) bool {
	v := words[i].Head
	if words[v].UPOS != "VERB" || v-i > 4 || words[v].XPOS == "VB" && v == i+1 || words[v].XPOS == "VBN" || words[v].XPOS == "VBG" {
		return false
	}
	if words[i].UPOS == "PRON" && words[i].XPOS != "PRP" || hasSubject(words, from, to, v) {
		return false
	}
	for k := i + 1; k < v; k++ {
		if words[k].UPOS != "AUX" && words[k].UPOS != "ADV" && words[k].UPOS != "PART" || strings.EqualFold(words[k].Text, "to") {
			return false
		}
	}
	return true
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
