package syntax

// apposed makes an apposition of a second subject that follows the first after
// a comma and is followed by one: in "the minister, Ana Prado, told reporters"
// the model hangs both on the verb now and then. Counter-sentence: "the
// minister, who resigned, left", whose comma no second subject follows.
// words are those of a sentence, [from, to) of the document.
func apposed(words []Word, from, to int) {
	first := make(map[int]int) // the last subject of each word so far
	for i := from; i < to; i++ {
		w := &words[i]
		if !w.Is("nsubj") || w.Head < i {
			continue
		}
		prev, ok := first[w.Head]
		first[w.Head] = i
		if !ok {
			continue
		}
		begin, end := reach(words, from, to, i)
		_, before := reach(words, from, to, prev)
		if before+1 == begin && words[before].Text == "," && end < to && words[end].Text == "," {
			w.Head, w.Rel = prev, "appos"
			first[words[prev].Head] = prev
		}
	}
}

// named makes the subject of a name that begins a sentence and that the model
// leaves over beside the verb as it would a place or a time, when what follows
// between commas is the subject: "Ana Prado, the harbour minister of Asteria,
// said". The name is of two words or more and no preposition marks it.
// Counter-sentences: "Tuesday night, the minister, who resigned, left" (no name),
// "In New Veld, the minister, who resigned, left" (a preposition).
// words are those of a sentence, [from, to) of the document.
func named(words []Word, from, to int) {
	n := &words[from]
	if n.UPOS != "PROPN" || !n.Is("obl", "obl:tmod", "dislocated", "vocative") || from+1 >= to || words[from+1].Head != from || !words[from+1].Is("flat") {
		return
	}
	_, before := reach(words, from, to, from)
	for i := before + 1; i < n.Head; i++ {
		w := &words[i]
		if w.Head != n.Head || !w.Is("nsubj", "nsubj:pass") {
			continue
		}
		if begin, end := reach(words, from, to, i); words[before].Text == "," && before+1 == begin && isNoun(w) && end < n.Head && words[end].Text == "," {
			n.Rel, w.Head, w.Rel = w.Rel, from, "appos"
		}
		return
	}
}

// reach returns the run of words around i that depend on it, punctuation at its
// ends left out.
func reach(words []Word, from, to, i int) (begin, end int) {
	under := func(k int) bool {
		for n := 0; k >= from && n < to-from; n++ {
			if k == i {
				return true
			}
			k = words[k].Head
		}
		return false
	}
	begin, end = i, i+1
	for begin > from && words[begin-1].UPOS != "PUNCT" && under(begin-1) {
		begin--
	}
	for end < to && words[end].UPOS != "PUNCT" && under(end) {
		end++
	}
	return begin, end
}
