package syntax

// doubled makes a modifier of a subject that another subject of the same verb
// follows at once, which the model sees now and then instead of one phrase:
//
//	[Oren's] [family] said           an owner
//	[spokeswoman] [Jo Marsh] said    a title
//	[Harbour Office] [officials] said   a compound
//	[Secretary] of State [Jo Marsh] said   a title
//
// Counter-sentences: "the man Oren saw left" (two verbs), "Monday Oren left" (a
// day is no title), "what Oren said" (a pronoun), "the minister, Oren, left"
// (commas, see [apposed]).
// words are those of a sentence, [from, to) of the document.
func doubled(words []Word, from, to int) {
	last := make(map[int]int) // the last subject of each word so far
	for i := from; i < to; i++ {
		w := &words[i]
		if !w.Is("nsubj") || w.Head < i {
			continue
		}
		prev, ok := last[w.Head]
		last[w.Head] = i
		if !ok || !isNoun(&words[prev]) || !isNoun(w) || times[words[prev].Text] {
			continue
		}
		begin, _ := reach(words, from, to, i)
		if _, before := reach(words, from, to, prev); before != begin && !office(words, before, begin, prev) {
			continue
		}
		p := &words[prev]
		switch {
		case words[begin-1].XPOS == "POS":
			p.Rel = "nmod:poss"
		case w.UPOS == "PROPN":
			p.Rel = "nmod:desc"
		default:
			p.Rel = "compound"
		}
		p.Head = i
	}
}

// office hangs "of" and the noun behind it, which are all that stands in [from,
// to), on the noun prev before them: in "the Secretary of State Ana Prado" the
// preposition may have gone astray. It reports whether that is so.
func office(words []Word, from, to, prev int) bool {
	if to-from < 2 || to-from > 3 || from != prev+1 || words[from].Text != "of" {
		return false
	}
	for k := from + 1; k < to; k++ {
		if !isNoun(&words[k]) {
			return false
		}
	}
	words[to-1].Head, words[to-1].Rel = prev, "nmod"
	words[from].Head, words[from].Rel = to-1, "case"
	if to-from == 3 {
		words[from+1].Head, words[from+1].Rel = to-1, "compound"
	}
	return true
}

func isNoun(w *Word) bool { return w.UPOS == "NOUN" || w.UPOS == "PROPN" }

// times are nouns that stand before a subject for when it acted.
var times = map[string]bool{
	"Monday": true, "Tuesday": true, "Wednesday": true, "Thursday": true, "Friday": true, "Saturday": true, "Sunday": true,
	"day": true, "week": true, "month": true, "year": true, "morning": true, "afternoon": true, "evening": true, "night": true,
	"today": true, "yesterday": true, "tomorrow": true, "tonight": true, "time": true, "moment": true,
}
