package discourse

import (
	"hearsay"
)

// questions finds what the text leaves open: what it asks and does not answer
// ("Will they leave?"), and what it says is not known ("It is unclear whether
// they will leave").
func (v *view) questions() []Question {
	var out []Question
	for n := range v.sentences() {
		if end := v.asked(n); end >= 0 {
			if v.leftOpen(n, end) {
				out = append(out, v.question(n, end))
			}
			continue
		}
		out = append(out, v.indirect(n)...)
	}
	return out
}

// asked returns the question mark that ends sentence n, -1 if it asks nothing.
// A question that lost its mark is one all the same where the verb stands before
// its subject at the beginning ("Will the Iranians give in, or brazen it out").
func (v *view) asked(n int) int {
	s := v.d.Sents[n]
	for i := s.To - 1; i >= s.From && i >= s.To-4; i-- {
		if w := v.d.Words[i].Text; len(w) > 0 && (w[0] == '?' || w == "!?") {
			return i
		}
		if !v.mark(i) {
			break
		}
	}
	// The mark stands inside, before other words: "the Zionist state? Northport …"
	for i := s.From; i < s.To; i++ {
		if v.low[i] == "?" && (v.quoted[i] == 0 || v.inverted(v.quoteStart(i, s.From)+1)) {
			return i
		}
	}
	return -1
}

// quoteStart returns the first word of the quotation that word i stands in, not
// before from.
func (v *view) quoteStart(i, from int) int {
	for i > from && v.quoted[i-1] == v.quoted[i] {
		i--
	}
	return i
}

// begins returns the word with which the question that ends at word end begins,
// in a sentence from word from on.
func (v *view) begins(from, end int) int {
	if q := v.questionStart(v.quoteStart(end, from), end); v.quoted[end] > 0 && v.inverted(q) {
		return q
	}
	from = v.questionStart(from, end)
	if v.inverted(from) {
		return from
	}
	// "The question on my mind: will they hit back?", "… has gone, but has it?"
	for k := from + 1; k < end-1; k++ {
		if q := v.questionStart(k+1, end); oneOf(v.low[k], ": , — – -") && v.inverted(q) && end-q > 1 {
			return q
		}
	}
	return from
}

// leftOpen reports whether the question of sentence n is one that the text
// leaves open.
func (v *view) leftOpen(n, end int) bool {
	s := v.d.Sents[n]
	block := v.d.Blocks[min(s.Block, len(v.d.Blocks)-1)].Kind
	i := v.begins(s.From, end)
	if end-i < 2 {
		return false // "Why?", "Really?"
	}
	first, second := v.at(i), v.at(i+1)
	if !v.inverted(i) {
		return false // "I say wait for what?"
	}
	switch {
	case block == hearsay.Boilerplate || block == hearsay.Byline || block == hearsay.Caption:
		return false
	case block == hearsay.Headline || block == hearsay.Heading:
		// "What is the pact?" over a text that explains it.
		if oneOf(first, "what who how why when where which") && !v.has(i, end, "next will would") {
			return false
		}
	}
	switch {
	case v.has(i, end, "ever") && oneOf(first, "who when what where"), v.has(i, end, "you your yourself"):
		return false // asks the reader, or the one interviewed
	case oneOf(first, "why") && oneOf(second, "not would should do does did is are ca bother"), first == "how" && oneOf(second, "could can dare come"),
		v.word(i).UPOS == "AUX" && v.has(i, end, "really seriously even"),
		oneOf(first, "why how") && v.has(i, min(i+4, end), "i we"),
		first == "what" && v.follows(end-3, "not", "to", "like"), v.wondersWhy(i, end),
		first == "who" && oneOf(second, "would could cares knows wants needs doubts"), first == "what" && (oneOf(second, "else if about") || v.has(i, end, "but")),
		oneOf(first, "really right remember") || oneOf(first, "is are do does did was") && v.at(i+1) == "n't", v.at(end-1) == "n't" || v.at(end-2) == "n't" && v.low[end-1] != "":
		return false
	}
	if v.quoted[end] > 0 && !v.has(i, end, "will would should next soon when whether 'll") {
		return false // most that speakers ask of nobody is meant to hurt: "How has he got away with it?"
	}
	if v.tagged(end) || v.scolds(i, end) || v.forEffect(i, end) || v.heading(n, i, end) {
		return false
	}
	return !v.answered(n, end) && !v.interviewed(n, end)
}

// scolds reports whether a question that somebody is quoted with, or that a
// comment puts, attacks more than it asks: "When will they stop lying?", "What's
// wrong with that?", "Is this the port we want?"
func (v *view) scolds(from, to int) bool {
	switch first := v.at(from); {
	case first == "when" && oneOf(v.at(from+1), "will are is") && v.has(from, to, "stop finally learn ever enough realise realize"),
		first == "what" && (v.lemma(from+1) == "be" || v.at(from+1) == "'s") && oneOf(v.at(from+2), "this wrong bad going she he so") && v.quoted[to] > 0,
		oneOf(first, "is are") && oneOf(v.at(from+1), "this that these") && oneOf(v.at(from+2), "the what how who a an") && v.quoted[to] > 0,
		oneOf(first, "how") && oneOf(v.at(from+1), "many") && oneOf(v.at(from+2), "more times"):
		return true
	}
	return false
}

// forEffect reports whether a question is put for effect by its form: "Can we no
// longer tell right from wrong?", "What difference does it make?", "What ally
// could look at this?", "Or did they dream it?", "Why risk the pier?", "Who,
// exactly, gains?"
func (v *view) forEffect(from, to int) bool {
	first, second := v.at(from), v.at(from+1)
	switch {
	case v.low[from-min(from, 1)] == "or" && v.sent(from).From == from-1,
		v.word(from).UPOS == "AUX" && oneOf(second, "we i") && !oneOf(first, "will"),
		v.has(from, to, "exactly longer wonder"), first == "could" && v.follows(from+1, "it", "be"), oneOf(second, "does do can should") && v.at(from+2) == "one", first == "which" && v.follows(from+1, "is", "it"), oneOf(first, "what how where") && second == "to",
		oneOf(first, "what which") && oneOf(second, "difference good use sense point kind sort right business"),
		oneOf(first, "what which") && v.word(from+1).UPOS == "NOUN" && oneOf(v.at(from+2), "could would can"),
		first == "why" && v.word(from+1).XPOS == "VB" && !v.word(from+1).Is("aux"),
		oneOf(first, "is was") && !v.has(from, to, "or") && oneOf(second, "this that it") && oneOf(v.at(from+2), "the what how because a an not"):
		return true
	}
	return false
}

// heading reports whether a short question is all that its paragraph has and
// asks for what a text explains below it: "What do we know of the pact?", "What
// next for the ferry?", not "Will the ferry sail?".
func (v *view) heading(n, from, to int) bool {
	if to-from > 9 || v.quoted[to] > 0 || n+1 >= len(v.d.Sents) {
		return false
	}
	s := v.d.Sents[n]
	return oneOf(v.at(from), "what who how why when where which") && v.wholeBlock(s.From, s.To) || v.follows(from, "what", "do", "we", "know") || v.follows(from, "what", "next", "for") ||
		v.follows(from, "how", "did", "we", "get")
}

// wondersWhy reports whether a question asks why somebody would do what the
// speaker would not, after a clause: "It is a trap, so why would we go?"
func (v *view) wondersWhy(from, to int) bool {
	for k := from; k < to; k++ {
		if v.low[k] == "why" && oneOf(v.at(k+1), "would should not bother") && oneOf(v.at(k+2), "i we anyone anybody you they he she") {
			return true
		}
	}
	return false
}

// questionStart skips what precedes the question itself in its sentence: marks,
// "but", "and".
func (v *view) questionStart(from, end int) int {
	for from < end && (v.mark(from) || oneOf(v.low[from], "but and so or then yet")) {
		from++
	}
	return from
}

func (v *view) has(from, to int, words string) bool {
	for i := from; i < to; i++ {
		if oneOf(v.low[i], words) {
			return true
		}
	}
	return false
}

// tagged reports whether the question is a statement with a tag: "…, isn't it?"
func (v *view) tagged(end int) bool {
	for i := end - 1; i > end-5 && i > 0; i-- {
		if v.low[i] == "," {
			return i >= end-4 && oneOf(v.at(i+1), "is are was were do does did has have had will would can could should right no huh") && v.word(end-1).UPOS == "PRON"
		}
	}
	return false
}

// answered reports whether the text goes on with an answer.
func (v *view) answered(n, end int) bool {
	next := end + 1
	for next < min(end+8, len(v.d.Words)) && v.mark(next) {
		next++
	}
	if next >= len(v.d.Words) {
		return false
	}
	if v.d.Sents[v.d.Words[next].Sent].Block > v.d.Sents[n].Block+1 {
		return false
	}
	w := v.low[next]
	after := v.sent(next)
	switch {
	case v.has(after.From, min(after.To, after.From+14), "answer answers answered"), w == "it" && v.lemma(next+1) == "be" && oneOf(v.at(next+2), "unlikely likely doubtful impossible possible not"), oneOf(w, "i we") && (v.follows(next+1, "do", "n't", "think") || v.follows(next+1, "do", "not", "think") || oneOf(v.at(next+1), "doubt think")):
		return true
	case oneOf(w, "yes no nope because hardly absolutely nobody none nothing simple never nowhere definitely exactly surely obviously clearly certainly apparently") && oneOf(v.at(next+1), ", . ! — – it they he she not of the this that"),
		w == "not" || w == "of" && v.at(next+1) == "course", oneOf(w, "the a my one") && v.has(next, min(next+5, len(v.d.Words)), "answer answers explanation"),
		oneOf(w, "that this it") && v.follows(next+1, "is", "because"), w == "simply" && v.at(next+1) == "put", w == "well" && v.at(next+1) == ",",
		w == "in" && v.follows(next+1, "a", "word"), oneOf(w, "probably maybe perhaps") && v.follows(next+1, "not"):
		return true
	}
	// One question after another: the last of them speaks for all if it is answered.
	return false
}

// interviewed reports whether the question is put in a dialogue, where somebody
// else speaks next: "Q: Will you go? A: We will."
func (v *view) interviewed(n, end int) bool {
	s := v.d.Sents[n]
	i := s.From
	for i < s.To && v.mark(i) {
		i++
	}
	if i < s.To-1 && oneOf(v.low[i], "q question interviewer reporter moderator host") && oneOf(v.at(i+1), ": .") {
		return true
	}
	if next := end + 1; next < len(v.d.Words) && oneOf(v.low[next], "a answer") && v.at(next+1) == ":" {
		return true
	}
	a := v.inner[end-1]
	if a < 0 || v.said[a].Mode != hearsay.Direct {
		return false
	}
	// A direct question to which another answers in the next paragraph.
	for next := end + 1; next < min(end+30, len(v.d.Words)); next++ {
		if b := v.inner[next]; b >= 0 && b != a && v.said[b].Mode == hearsay.Direct && v.said[b].Source != v.said[a].Source {
			return true
		}
	}
	return false
}

// question makes the record of the question of sentence n.
func (v *view) question(n, end int) Question {
	s := v.d.Sents[n]
	// It is asked by who speaks in its first words: in "Will they give in,
	// insisting that all is well?" those who insist do not ask.
	start := v.begins(s.From, end)
	q := Question{Kind: Open, Span: Stretch{start, end + 1}, Cue: Stretch{end, end + 1}, Horizon: -1, By: -1, Said: v.inner[start], Why: why("question.asked", "")}
	if !v.inverted(start) && v.inner[end-1] >= 0 {
		start, q.Said = v.startOf(start, end), v.inner[end-1]
		q.Span.From = start
	}
	if q.Said >= 0 {
		q.By = v.said[q.Said].Source
	}
	if end-q.Span.From < 4 { // "… has gone, but has it?" asks with all before it
		q.Span.From = v.questionStart(v.quoteStart(end, s.From), end)
	}
	q.Options = v.options(Stretch{q.Span.From, end})
	v.horizon(&q, n)
	return q
}

// inverted reports whether a question begins at word i: with its verb, or with a
// question word.
func (v *view) inverted(i int) bool {
	return v.word(i).UPOS == "AUX" && v.word(i+1).UPOS != "VERB" && v.word(i+1).UPOS != "ADP" || oneOf(v.at(i), "who what when where why how which whose whom do does did")
}

// startOf returns where the question that ends at word end begins, if what
// speaks in it does not speak in the words from start on.
func (v *view) startOf(start, end int) int {
	for k := end - 1; k > start; k-- {
		if v.inner[k] != v.inner[end-1] {
			return v.questionStart(k+1, end)
		}
	}
	return start
}
