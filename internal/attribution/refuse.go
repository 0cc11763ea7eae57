package attribution

// idle are verbs that, in the participle and without a speaker, only join
// clauses.
var idle = map[string]bool{"consider": true, "assume": true, "give": true, "grant": true, "suppose": true}

// refused reports whether a run of words that looks like a cue is none, because
// nobody can be meant to say what it introduces:
//
//	joining     "Considering that Dale is poor, the vote was close"; not "Oren was
//	            considering a sale", "considering, she said, a sale"
//	time        "The next months should tell"; not "Oren should tell the court"
//	bidding     "Imagine a town without a pier"; not "Oren can imagine a town"
//	            and not what somebody bids in a quotation: “Imagine a town,” she said
//	appointing  "Oren was confirmed as minister"; not "The report was confirmed by
//	            the ministry", "the sale was confirmed"
//
// It is for cues to which the weights gave no source.
func (v *view) refused(a *Attribution) bool {
	if a.SourceFrom < a.SourceTo {
		return false
	}
	d := v.d
	h := d.Head(a.CueFrom, a.CueTo)
	for i := a.CueFrom; i < a.CueTo; i++ {
		if d.Words[i].UPOS == "VERB" {
			h = i
		}
	}
	w := &d.Words[h]
	switch {
	case w.XPOS == "VBG" || w.UPOS == "SCONJ":
		return idle[w.Lemma] && d.Child(h, "aux", "nsubj") < 0
	case w.UPOS != "VERB":
		return false
	case w.Lemma == "tell":
		return v.quoteAt[h] < 0 && d.Child(h, "aux:pass") < 0 && !v.takesMore(h)
	case w.XPOS == "VB":
		return v.bidding(h)
	case w.Lemma == "confirm" && d.Child(h, "aux:pass") >= 0:
		for _, k := range d.Children(h) {
			if k > h && d.Words[k].Is("obl") && v.cased(k, "as") {
				return true
			}
		}
	}
	return false
}

// takesMore reports whether anything but marks depends on verb h behind it.
func (v *view) takesMore(h int) bool {
	for _, k := range v.d.Children(h) {
		if k > h && v.d.Words[k].UPOS != "PUNCT" {
			return true
		}
	}
	return false
}

// bidding reports whether verb h is an imperative outside quotations: the main
// verb of its sentence, without a subject or an auxiliary, first but for an
// adverb.
func (v *view) bidding(h int) bool {
	d := v.d
	s := d.SentOf(h)
	if d.Words[h].Head >= 0 || v.quoteAt[h] >= 0 || d.Child(h, "nsubj", "aux", "mark", "csubj") >= 0 {
		return false
	}
	for i := s.From; i < h; i++ {
		switch d.Words[i].UPOS {
		case "ADV", "CCONJ", "INTJ", "PUNCT":
		default:
			return false
		}
	}
	return true
}
