package syntax

// across mends what the model hangs on a noun behind the verb as an owner or as a
// part of a compound, where the verb stands between the two:
//
//	[Northland] deployed peacekeepers     the subject of the verb
//	The [city] has been under siege       the subject of the predicate
//	A threat against [Dale] shook traders  what follows a noun with its preposition
//
// Counter-sentences: "Northland's deployed peacekeepers" and "their deployed
// peacekeepers" (marked as owners), "the Northland trained peacekeepers" (no
// finite verb), "the city siege" (nothing between). words are those of a
// sentence, [from, to) of the document.
func across(words []Word, from, to int) {
	for i := from; i < to; i++ {
		w := &words[i]
		h := w.Head
		if h <= i+1 || !isNoun(w) || !isNoun(&words[h]) || !w.Is("nmod:poss", "compound") {
			continue
		}
		mark := -1 // a preposition before it
		owned := false
		for k := from; k < h; k++ {
			if words[k].Head == i && words[k].Is("case") {
				if k > i {
					owned = true
				} else if mark < 0 {
					mark = k
				}
			}
		}
		v := predicate(words, i, h)
		if owned || v < 0 || descends(words, v, i, i) {
			continue
		}
		switch {
		case mark > from && isNoun(&words[mark-1]) && !descends(words, mark-1, i, i):
			w.Head, w.Rel = mark-1, "nmod"
		case mark < 0 && !hasSubject(words, from, to, v):
			w.Head, w.Rel = v, "nsubj"
		}
	}
}

// predicate returns the predicate of the clause that a finite verb between the
// words i and h makes: the verb itself, or h where the verb is its copula; −1 if
// there is none.
func predicate(words []Word, i, h int) int {
	for k := i + 1; k < h; k++ {
		w := &words[k]
		switch {
		case w.Is("cop") && w.Head == h:
			return h
		case w.UPOS == "VERB" && (w.XPOS == "VBD" || w.XPOS == "VBZ" || w.XPOS == "VBP") && !w.Is("acl", "amod", "compound"):
			return k
		}
	}
	return -1
}

// officeBefore makes an apposition of a name between commas whose office before it the
// model hangs on the name, as if no comma stood between: "its foreign [minister],
// Ana Prado, told reporters" is what "foreign minister Ana Prado" is not.
//
// Counter-sentences: "Foreign minister Ana Prado, who left, told reporters" (no
// comma between), "the minister, Ana told reporters" (none behind). words are
// those of a sentence, [from, to) of the document.
func officeBefore(words []Word, from, to int) {
	for i := from; i < to; i++ {
		w := &words[i]
		n := w.Head
		if !w.Is("nmod:desc") || n != i+2 || words[i+1].Text != "," || !isNoun(w) {
			continue
		}
		end := n + 1
		for end < to && words[end].Head == n && words[end].Is("flat") {
			end++
		}
		if end >= to || words[end].Text != "," {
			continue
		}
		w.Head, w.Rel = words[n].Head, words[n].Rel
		words[n].Head, words[n].Rel = i, "appos"
		for k := from; k < to; k++ {
			if words[k].Head == n && (k < i || k > end && words[k].UPOS == "PUNCT") {
				words[k].Head = i
			}
		}
	}
}
