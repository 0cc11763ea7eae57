package when

import "hearsay/internal/syntax"

// lean returns the direction in which the words [from, to) are meant, by the
// tense of the verb they go with.
//
//	The minister resigned on Friday.       the last Friday
//	The minister will resign on Friday.    the next
//	He said he would resign on Friday.     the next, from then
//	Talks scheduled for Friday collapsed.  the next, or the last: not told
func (f *finder) lean(from, to int) Lean {
	d := f.d
	if h := d.Head(from, to); d.Words[h].Head >= 0 {
		for i := d.Words[h].Head; i >= 0; i = d.Words[i].Head {
			if l, ok := f.tense(i); ok {
				return l
			}
		}
		if l, ok := f.tense(h); ok {
			return l
		}
	}
	s := d.SentOf(from)
	if l, ok := f.nearestTense(from, s.From, -1); ok {
		return l
	}
	l, _ := f.nearestTense(to-1, s.To, 1)
	return l
}

// nearestTense looks for a verb from word i in a direction, up to an end of the
// sentence.
func (f *finder) nearestTense(i, end, dir int) (Lean, bool) {
	for k := i + dir; k >= 0 && k < len(f.d.Words) && (dir < 0 && k >= end || dir > 0 && k < end); k += dir {
		switch w := &f.d.Words[k]; w.XPOS {
		case "VBD":
			return Past, true
		case "MD":
			return Future, true
		case "VBN":
			if before := f.auxiliary(k, end); before != "" {
				return modal(before)
			}
			return Past, true
		case "VB":
			if k > 0 && f.d.Words[k-1].XPOS == "TO" {
				return Future, true
			}
		case "VBP", "VBZ":
			return LeanNone, true
		}
	}
	return LeanNone, false
}

// auxiliary returns the nearest modal within four words before word k.
func (f *finder) auxiliary(k, end int) string {
	for i := k - 1; i >= 0 && i > k-4; i-- {
		if f.d.Words[i].XPOS == "MD" {
			return f.d.Words[i].Lemma
		}
	}
	return ""
}

func modal(lemma string) (Lean, bool) { return Future, true }

// tense returns the direction that a word's tense gives, if it is a verb that
// has one.
func (f *finder) tense(i int) (Lean, bool) {
	w := &f.d.Words[i]
	if w.UPOS == "ADJ" && planned[w.Lemma] {
		return Future, true
	}
	if w.UPOS != "VERB" && w.UPOS != "AUX" && f.d.Child(i, "cop", "aux") < 0 {
		return LeanNone, false
	}
	have, modal, be := false, false, ""
	for _, c := range f.d.Children(i) {
		k := &f.d.Words[c]
		switch {
		case k.XPOS == "TO" && k.Rel == "mark":
			return Future, true
		case !k.Is("aux", "cop"):
		case k.XPOS == "MD":
			modal = true
		case k.Lemma == "have":
			have = true
		case k.Lemma == "be", k.Lemma == "do":
			be = k.XPOS
		}
	}
	switch {
	case modal && have:
		return Past, true
	case modal:
		return Future, true
	case have:
		return Past, true
	case be == "VBD":
		return Past, true
	case be != "":
		if w.XPOS == "VBG" { // are meeting on Friday
			return Future, true
		}
		return f.present(w), true
	}
	switch w.XPOS {
	case "VBD":
		return Past, true
	case "VBN":
		if planned[w.Lemma] {
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

// planned are verbs whose present tense and participle speak of what is to
// come. Origin: general knowledge of English.
var planned = map[string]bool{"schedule": true, "plan": true, "expect": true, "slate": true, "set": true, "due": true, "begin": true,
	"start": true, "open": true, "expire": true, "leave": true, "meet": true, "arrive": true, "end": true, "mature": true,
	"payable": true, "effective": true}
