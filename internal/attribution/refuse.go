package attribution

import "hearsay"

// idle are verbs that, in the participle and without a speaker, only join
// clauses.
var idle = map[string]bool{"consider": true, "assume": true, "give": true, "grant": true, "suppose": true}

// refused reports whether a run of words that looks like a cue is none, because
// nobody can be meant to say what it introduces:
//
//	joining     "Considering that Dale is poor, the vote was close"; not "Oren was
//	            considering a sale", "considering, she said, a sale"
//	doing       "Disclosing the vote would be wrong", "It is worth noting"; not "Asked
//	            about the vote, Oren left"
//	ordering    "Boats were moored according to size"; not "according to the plan"
//	dating      "2014: Two boats sink off Dale"
//	time        "The next months should tell"; not "Oren should tell the court"
//	bidding     "Imagine a town without a pier"; not "Oren can imagine a town"
//	            and not what somebody bids in a quotation: “Imagine a town,” she said
//	appointing  "Oren was confirmed as minister"; not "The report was confirmed by
//	            the ministry", "the sale was confirmed"
//
// It is for cues to which the weights gave no source.
func (v *view) refused(a *Attribution) bool {
	if h := v.d.Head(a.CueFrom, a.CueTo); v.figurative(h) || v.silence(h) {
		return true
	}
	d := v.d
	if v.lower(a.CueFrom) == "according" && a.SourceFrom < a.SourceTo {
		h := d.Head(a.SourceFrom, a.SourceTo)
		return manners[d.Words[h].Lemma] && d.Child(h, "det", "nmod:poss") < 0
	}
	if a.SourceFrom < a.SourceTo {
		return a.CueTo-a.CueFrom == 1 && d.Words[a.CueFrom].Text == ":" && d.Words[d.Head(a.SourceFrom, a.SourceTo)].UPOS == "NUM"
	}
	h := d.Head(a.CueFrom, a.CueTo)
	for i := a.CueFrom; i < a.CueTo; i++ {
		if d.Words[i].UPOS == "VERB" {
			h = i
		}
	}
	w := &d.Words[h]
	switch {
	case w.XPOS == "VBG" || w.UPOS == "SCONJ":
		return d.Child(h, "aux", "nsubj") < 0 && (idle[w.Lemma] || w.XPOS == "VBG" && (w.Is("csubj") || w.Head < 0 && v.quoteAt[h] < 0 || w.Head >= 0 && d.Words[w.Head].Lemma == "worth"))
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

// silence reports whether verb h is what somebody will not do: in "Oren agreed not to
// speak of the vote" nobody speaks of it.
//
// Counter-sentence: "Oren did not speak of the vote" (a refusal, and told).
func (v *view) silence(h int) bool {
	k := v.d.Child(h, "mark")
	return v.d.Words[h].Is("xcomp", "ccomp", "acl", "advcl") && k > 0 && v.d.Words[k].XPOS == "TO" && v.negates(k-1)
}

// figurative reports whether verb h says nothing though others of its form do:
// the storm claimed nine lives, the strike cost the owner his boat, the clerk was
// fined or acquitted, pretended to sign, hails from Dale, a town
// is held, a guard asked not to be named, and recent weeks, or the town, saw heavy rain.
// A deputy is dismissed, a judge confirmed, a clerk denied bail; a book offers a look
// at the bay, and guards are supposed to be awake.
//
// Counter-sentences: "claimed the life was lost", "pretended that he had signed" (a clause), "the guards saw him"
// (who can see), "dismissed Oren as a liar", "denied the clerk's claim", "offered a loan".
func (v *view) figurative(h int) bool {
	d := v.d
	obj := -1
	if k := d.Child(h, "obj"); k > h {
		obj = k
	}
	switch d.Words[h].Lemma {
	case "cost", "fine", "acquit":
		return d.Words[h].UPOS == "VERB"
	case "pretend":
		return d.Child(h, "xcomp") > h
	case "dismiss":
		return obj >= 0 && v.person(obj) && !v.governs(h, "as")
	case "confirm":
		return obj >= 0 && (nominees[d.Words[obj].Lemma] || v.person(obj) && d.Words[obj].UPOS == "PROPN")
	case "deny":
		return d.Child(h, "iobj") > h || obj >= 0 && (grants[d.Words[obj].Lemma] || d.Child(h, "aux:pass") >= 0)
	case "offer":
		return obj >= 0 && glances[d.Words[obj].Lemma]
	case "suppose":
		return d.Child(h, "xcomp") > h && d.Words[h].XPOS == "VBN"
	case "ask", "request", "prefer", "beg", "insist": // "asked not to be named because"
		if k := d.Child(h, "xcomp"); k > h && d.Child(k, "aux:pass") >= 0 && v.silence(k) {
			switch d.Words[k].Lemma {
			case "name", "identify", "quote":
				return true
			}
		}
	case "hail": // "hails from Dale"
		for _, k := range d.Children(h) {
			if k > h && v.cased(k, "from") && obj < 0 {
				return true
			}
		}
	case "name": // "a witness named Ahmad"
		return d.Words[h].Is("acl") && d.Words[h].XPOS == "VBN"
	case "hold": // "held by the militia"; not "it is held that"
		return d.Child(h, "aux:pass") >= 0 && d.Child(h, "ccomp") < h
	case "claim":
		return obj >= 0 && toll[d.Words[obj].Lemma] && d.Child(h, "ccomp") < h
	case "see", "witness":
		k := d.Child(h, "nsubj")
		if k < 0 || k > h {
			return false
		}
		m := -1
		if v.ms != nil {
			m = v.ms.At(k)
		}
		return spells[d.Words[k].Lemma] || m >= 0 && v.ms.Mentions[m].Kind == hearsay.PlaceEntity && d.Child(h, "ccomp") < h
	}
	return false
}

// person reports whether word i means one person.
func (v *view) person(i int) bool {
	m := -1
	if v.ms != nil {
		m = v.ms.At(i)
	}
	return m >= 0 && v.ms.Mentions[m].Kind == hearsay.Person && !v.ms.Mentions[m].Plural && v.ms.Mentions[m].Head == i
}

var (
	manners = map[string]bool{"type": true, "size": true, "age": true, "schedule": true, "plan": true, "need": true, "custom": true, "taste": true, "weight": true, "height": true,
		"rank": true, "order": true, "location": true, "colour": true, "color": true, "category": true, "ability": true, "income": true, "region": true, "protocol": true}
	grants   = map[string]bool{"bail": true, "visa": true, "access": true, "entry": true, "parole": true, "permission": true, "asylum": true}
	glances  = map[string]bool{"look": true, "glimpse": true, "insight": true, "hint": true, "view": true, "clue": true, "guide": true, "chance": true, "opportunity": true, "example": true}
	nominees = map[string]bool{"judge": true, "justice": true, "nominee": true, "appointee": true, "nomination": true, "appointment": true}
	toll     = map[string]bool{"life": true, "victim": true, "toll": true, "casualty": true, "title": true, "medal": true, "victory": true}
	spells   = map[string]bool{"day": true, "week": true, "month": true, "year": true, "decade": true, "century": true, "night": true, "hour": true, "period": true}
)

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
