package attribution

// unnamed reports whether the text says that the source of a wants no name, and
// the words [from, to) that say why, empty if none do:
//
//	said a clerk, who spoke on condition of anonymity because he feared for his job
//	a clerk, who asked not to be named, citing the inquiry, said
//	a clerk who was not authorized to speak publicly said
//
// It looks at the sentence of the cue, around its source, and at the sentence
// after it where that begins with the source again ("He spoke on condition of
// anonymity."). Counter-sentence: in "Mila Oren said the clerk asked not to be
// named" it is the clerk, who stands in what she said, and she has a name.
func (v *view) unnamed(a *Attribution) (kept bool, from, to int) {
	if a.Voice || a.relay || a.SourceFrom >= a.SourceTo {
		return false, 0, 0
	}
	if a.Source >= 0 && v.ms.Entities[v.ms.Mentions[a.Source].Entity].Named {
		return false, 0, 0
	}
	s := v.sentence(a.anchor())
	for i := s.From; i < s.To; i++ {
		e := v.withholds(i, s.To)
		if e == 0 || inContent(a, i) && !v.ownWish(a) {
			continue
		}
		to := s.To
		for _, r := range a.Content { // "because they feared the mayor that the vote was lost"
			if r[0] >= e {
				to = min(to, r[0])
			}
		}
		f, t := v.because(i, e, to)
		return true, f, t
	}
	if s.To >= len(v.d.Words) {
		return false, 0, 0
	}
	n := v.d.SentOf(s.To)
	if k := v.firstSubject(n.From, n.To); a.Source >= 0 && k >= 0 && v.ms.At(k) >= 0 && v.ms.Mentions[v.ms.At(k)].Entity == v.ms.Mentions[a.Source].Entity {
		for i := n.From; i < n.To && i < n.From+farWord; i++ {
			if e := v.withholds(i, n.To); e > 0 {
				f, t := v.because(i, e, n.To)
				return true, f, t
			}
		}
	}
	return false, 0, 0
}

// ownWish reports whether a is itself the wish for no name: "One of them asked
// not to be named because he feared losing his mooring".
func (v *view) ownWish(a *Attribution) bool {
	return len(a.Content) > 0 && v.withholds(a.Content[0][0], a.Content[0][1]) > 0
}

// firstSubject returns the subject of the main verb of a sentence if it stands
// in front; −1 if it does not.
func (v *view) firstSubject(from, to int) int {
	for i := from; i < to && i < from+farWord; i++ {
		if v.d.Words[i].Head < 0 {
			if k := v.d.Child(i, "nsubj"); k >= from && k < i {
				return k
			}
			return -1
		}
	}
	return -1
}

// withholds returns where a phrase that begins with word i and says that
// somebody wants no name ends; 0 if there is none.
func (v *view) withholds(i, to int) int {
	switch v.lower(i) {
	case "anonymity", "anonymously":
		return i + 1
	case "not": // "not to be named", "not be named", "not authorized to speak"
		k := i + 1
		for k < to && k < i+3 && (v.lower(k) == "to" || v.lower(k) == "be") {
			k++
		}
		switch v.lower(k) {
		case "named", "identified", "quoted":
			if k > i+1 {
				return k + 1
			}
		case "used", "published", "printed", "disclosed", "revealed": // "that his name not be used"
			for n := i - 1; n >= 0 && n > i-4; n-- {
				if k > i+1 && names[v.lower(n)] {
					return k + 1
				}
			}
		case "authorized", "authorised", "permitted", "allowed":
			for n := k + 1; n < to && n < k+4; n++ {
				switch v.lower(n) {
				case "speak", "talk", "comment", "discuss", "brief":
					return n + 1
				}
			}
		}
	case "declined", "refused":
		if v.lower(i+1) == "to" && v.lower(i+2) == "be" && (v.lower(i+3) == "named" || v.lower(i+3) == "identified") {
			return i + 4
		}
	case "unnamed", "unidentified":
		if i+1 < to && v.d.Words[i].Rel == "amod" {
			return i + 1
		}
	case "only": // "gave only his first name"
		for k := i + 1; k+1 < to && k < i+3; k++ {
			if v.lower(k) == "first" && v.lower(k+1) == "name" {
				return k + 2
			}
		}
	case "withheld":
		for k := i - 1; k >= 0 && k > i-5; k-- {
			if names[v.lower(k)] {
				return i + 1
			}
		}
	}
	return 0
}

// because returns the words that give a reason: those right behind the phrase
// [i, from) up to a comma, a mark or the end of the sentence; the phrase itself
// where it gives one ("not authorized to speak publicly"); empty if there are
// none.
func (v *view) because(i, from, to int) (int, int) {
	d := v.d
	switch v.lower(from - 1) {
	case "speak", "talk", "comment", "discuss", "brief":
		for from < to && d.Words[from].UPOS == "ADV" && from < i+9 {
			from++
		}
		for k := from; k < to && k < from+7 && d.Words[k].UPOS != "PUNCT" && d.Words[k].UPOS != "VERB"; k++ { // "to discuss the matter publicly"
			if openly[v.lower(k)] {
				return i, k + 1
			}
		}
		return i, from
	}
	k := from
	for k < to && k < from+6 && !reasons[v.lower(k)] {
		if v.lower(k) == "," && k > from || v.isMark(k) {
			return 0, 0
		}
		k++
	}
	if k >= to || k >= from+6 {
		return 0, 0
	}
	e := k + 1
	for e < to && !v.isMark(e) && d.Words[e].Text != "," && d.Words[e].Text != ";" && d.Words[e].Text != ")" {
		e++
	}
	for e > k && d.Words[e-1].UPOS == "PUNCT" {
		e--
	}
	if e-k < 3 {
		return 0, 0
	}
	return k, e
}

// names are words for what is kept back; openly ends what somebody may not do.
var (
	names  = map[string]bool{"name": true, "names": true, "surname": true, "surnames": true, "identity": true, "identities": true}
	openly = map[string]bool{"publicly": true, "openly": true, "press": true, "media": true, "reporters": true, "journalists": true, "record": true}
)

// reasons are words that open the reason for keeping a name back.
var reasons = map[string]bool{"because": true, "since": true, "as": true, "citing": true, "due": true, "for": true, "fearing": true, "so": true, "to": true}
