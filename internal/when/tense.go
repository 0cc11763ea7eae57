package when

import "hearsay/internal/syntax"

// lean returns the direction in which the words [from, to) are meant, by the
// tense of the verb they go with.
//
//	The minister resigned on Friday.       the last Friday
//	The minister will resign on Friday.    the next
//	He said he would resign on Friday.     the next, from then
//	Talks scheduled for Friday collapsed.  the next, or the last: not told
func (f *finder) lean(from, to int) (lean Lean, sure bool) {
	d := f.d
	s := d.SentOf(from)
	if f.tells(from) { // "told the paper on Friday it would resign"
		return Past, true
	}
	if l, ok := f.deadline(from); ok {
		return l, false
	}
	h := d.Head(from, to)
	if d.Words[h].Head < 0 {
		if l, ok := f.tense(h); ok {
			return l, true
		}
		if l, ok := f.nearestTense(from, s.From, -1); ok {
			return l, false
		}
		l, _ := f.nearestTense(to-1, s.To, 1)
		return l, false
	}
	// In "will discuss Friday's attack" the verb says nothing of the attack.
	aside := f.qualifies(h, from)
	i := d.Words[h].Head
	for range deepest {
		if i < 0 {
			break
		}
		if l, ok := f.tense(i); ok {
			if aside && l == Future {
				return LeanNone, false
			}
			return l, !aside && i == d.Words[h].Head
		}
		i = d.Words[i].Head
	}
	return LeanNone, false
}

// deepest is how far up a tree a verb is looked for: what lies further off says
// nothing of the time, and a tree that was not parsed here may turn in a circle.
const deepest = 40

// qualifies reports whether a time qualifies a noun without a preposition:
// "Friday's attack", "a June agreement".
func (f *finder) qualifies(h, from int) bool {
	if f.d.Words[h].Is("nmod:poss") {
		return true
	}
	parent := &f.d.Words[f.d.Words[h].Head]
	if parent.UPOS != "NOUN" && parent.UPOS != "PROPN" || f.d.Words[h].Is("nmod", "appos", "conj") {
		return false
	}
	return f.d.Words[h].Head > h
}

// tells reports whether the nearest verb before word from, in its clause, tells
// what happened: "said Friday", "told the paper on Friday", "the injunction issued
// Friday", but not "will be issued Friday" or "talks scheduled Friday".
func (f *finder) tells(from int) bool {
	const near = 8
	d := f.d
	s := d.SentOf(from)
	for i := from - 1; i >= s.From && i >= from-near; i-- {
		w := &d.Words[i]
		switch {
		case w.UPOS == "PUNCT" && i < from-1, w.UPOS == "SCONJ", w.UPOS == "CCONJ", w.XPOS == "WDT", w.XPOS == "WP":
			return false
		case w.UPOS != "VERB" && w.UPOS != "AUX":
			continue
		case arranged[w.Lemma], w.XPOS == "VBG":
			return false
		case w.XPOS == "VBD":
			_, other := f.ahead(i)
			return !other
		case w.XPOS == "VBN":
			l, other := f.ahead(i)
			return i == from-1 && (!other || l == Past)
		}
		return false
	}
	return false
}

// deadline reports whether a time is one up to which something is put off or
// allowed: "gave them until Friday", "as early as Tuesday".
func (f *finder) deadline(from int) (Lean, bool) {
	d := f.d
	s := d.SentOf(from)
	if from-3 >= s.From && d.Words[from-1].Lemma == "as" && (d.Words[from-2].Text == "early" || d.Words[from-2].Text == "soon" || d.Words[from-2].Text == "late") {
		return Future, true
	}
	if from-1 < s.From {
		return LeanNone, false
	}
	switch d.Words[from-1].Lemma {
	case "since":
		return Past, true
	case "payable", "effective":
		return Future, true
	case "until", "till":
	default:
		return LeanNone, false
	}
	for k := from - 2; k >= s.From; k-- {
		if d.Words[k].UPOS == "VERB" {
			return Future, puttingOff[d.Words[k].Lemma]
		}
		if d.Words[k].Lemma == "deadline" {
			return Future, true
		}
	}
	return LeanNone, false
}

// nearestTense looks for a verb from word i in a direction, up to an end of the
// sentence.
func (f *finder) nearestTense(i, end, dir int) (Lean, bool) {
	const near = 60 // words; further away it says nothing of the time
	for k := i + dir; k >= 0 && k < len(f.d.Words) && (k-i)*dir <= near && (dir < 0 && k >= end || dir > 0 && k < end); k += dir {
		w := &f.d.Words[k]
		if w.Text == "May" { // the month, with plain tags
			continue
		}
		switch w.XPOS {
		case "VBD":
			if l, ok := f.ahead(k); ok { // "would be cleared", with plain tags
				return l, true
			}
			if arranged[w.Lemma] && k > 0 && f.d.Words[k-1].Lemma == "be" {
				return Future, true
			}
			return Past, true
		case "MD":
			return Future, true
		case "VBN":
			if l, ok := f.ahead(k); ok {
				return l, true
			}
			if arranged[w.Lemma] {
				return Future, true
			}
			return Past, true
		case "VB":
			if k > 0 && f.d.Words[k-1].XPOS == "TO" && (k < 2 || dir > 0 || !done[f.d.Words[k-2].Lemma]) {
				return Future, true
			}
		case "VBP", "VBZ":
			return LeanNone, true
		}
	}
	return LeanNone, false
}

// pluperfect reports whether a time goes with a verb that looks back from the
// time told of: "he had arrived in January".
func (f *finder) pluperfect(from, to int) bool {
	d := f.d
	h := d.Head(from, to)
	if d.Words[h].Head >= 0 {
		for _, c := range d.Children(d.Words[h].Head) {
			if w := &d.Words[c]; w.Lemma == "have" && w.XPOS == "VBD" && w.Is("aux") {
				return true
			}
		}
		return false
	}
	s := d.SentOf(from)
	for i := from - 1; i >= s.From && i > from-8; i-- {
		switch w := &d.Words[i]; {
		case w.Text == "had":
			return true
		case w.XPOS == "VBZ", w.XPOS == "MD", w.Text == ",":
			return false
		}
	}
	return false
}

// ahead reports whether a participle lies ahead by the words before it: "will be
// cleared", "to be cleared", but not "would have been cleared".
func (f *finder) ahead(k int) (Lean, bool) {
	for i := k - 1; i >= 0 && i > k-4; i-- {
		switch w := &f.d.Words[i]; {
		case w.Lemma == "have" || w.Text == "been" || w.Text == "had":
			return Past, true
		case w.XPOS == "MD", w.XPOS == "TO":
			return Future, true
		}
	}
	return LeanNone, false
}

// tense returns the direction that a word's tense gives, if it is a verb that
// has one.
func (f *finder) tense(i int) (Lean, bool) {
	w := &f.d.Words[i]
	if w.UPOS == "ADJ" && arranged[w.Lemma] {
		return Future, true
	}
	if w.UPOS != "VERB" && w.UPOS != "AUX" && f.d.Child(i, "cop", "aux") < 0 {
		return LeanNone, false
	}
	if f.marked(i) {
		return f.infinitive(w), true
	}
	have, modal, could, be := false, false, false, ""
	for _, c := range f.d.Children(i) {
		k := &f.d.Words[c]
		switch {
		case !k.Is("aux", "cop"):
		case k.XPOS == "MD":
			modal, could = true, k.Text == "could"
		case k.Lemma == "have":
			have = true
		case k.Lemma == "be", k.Lemma == "do":
			be = k.XPOS
		}
	}
	switch {
	case could && !have:
		return LeanNone, true
	case modal && have:
		return Past, true
	case modal:
		return Future, true
	case have && arranged[w.Lemma]: // "has scheduled a vote for Friday"
		return Future, true
	case have:
		return Past, true
	case be == "VBD" && arranged[w.Lemma]:
		return LeanNone, true
	case be == "VBD":
		return Past, true
	case be != "":
		if w.XPOS == "VBG" || arranged[w.Lemma] { // are meeting on Friday
			return Future, true
		}
		return f.present(w), true
	}
	switch w.XPOS {
	case "VBD":
		return Past, true
	case "VBN":
		if arranged[w.Lemma] {
			return Future, true
		}
		return Past, true
	case "VBP", "VBZ":
		return f.present(w), true
	case "VB":
		return Future, true
	}
	return LeanNone, false
}

// present returns the direction of a verb in the present tense: what is
// scheduled lies ahead, what is told as news does not say.
func (f *finder) present(w *syntax.Word) Lean {
	if planned[w.Lemma] {
		return Future
	}
	return LeanNone
}

// infinitive returns the direction of an infinitive: ahead, unless what it
// depends on had been so before, or says that it was done or not done.
//
//	The truce had been due to expire on Friday.            the last
//	The rebels attempted to take the bridge on 13 April.   the last
//	The rebels agreed to leave the bridge on 13 April.     the next
func (f *finder) infinitive(w *syntax.Word) Lean {
	for range deepest { // "was forced to try to leave"
		if w.Head < 0 || !w.Is("xcomp") || !done[f.d.Words[w.Head].Lemma] {
			break
		}
		i := w.Head
		if w = &f.d.Words[i]; !f.marked(i) {
			l, _ := f.tense(i)
			return l
		}
	}
	if w.Head >= 0 {
		for _, c := range f.d.Children(w.Head) {
			if k := &f.d.Words[c]; k.Lemma == "have" && k.Is("aux") && k.XPOS == "VBD" {
				return Past
			}
		}
	}
	return Future
}

// marked reports whether "to" stands before verb i as an infinitive's mark.
func (f *finder) marked(i int) bool {
	for _, c := range f.d.Children(i) {
		if k := &f.d.Words[c]; k.XPOS == "TO" && k.Rel == "mark" {
			return true
		}
	}
	return false
}

// puttingOff are verbs of which what is told runs until a time to come, planned
// verbs whose present tense speaks of what is to come, arranged
// those whose participle does. Done are verbs whose infinitive is of their own
// time: those of trying, beginning and going on, and the implicative ones, which
// say that it was done or was not (Karttunen 1971). Origin: general knowledge of
// English.
var (
	puttingOff = words("give have extend postpone delay adjourn put set allow hold defer suspend remain")
	planned    = words("schedule plan expect begin start open expire leave meet arrive end mature take close resume vote host visit")
	done       = words("attempt try seek struggle begin start continue proceed manage fail refuse decline neglect bother dare hasten rush force compel cause prompt lead")
	arranged   = words("schedule scheduled plan planned expect expected slate set due payable effective")
)
