package discourse

import (
	"strings"

	"hearsay"
)

// towards returns the head of what a word of stance is toward: the object, the
// clause, or the noun after one of the prepositions; -1 if there is none.
func (v *view) towards(i, end int, objects string) int {
	passive := v.d.Child(i, "nsubj:pass") >= 0
	for o := range strings.SplitSeq(objects, ",") {
		switch o {
		case "obj":
			if end > i+1 {
				if h := v.governs(Stretch{i + 1, end}); h >= 0 && v.at(end) != "to" && v.d.Words[h].Sent == v.d.Words[i].Sent && (v.nominal(h) || v.word(h).XPOS == "VBG" || v.word(h).Is("ccomp")) {
					return h
				}
				return -1
			}
			if passive && v.by(i) >= 0 {
				return v.d.Child(i, "nsubj:pass")
			}
			if c := v.d.Child(i, "obj"); c >= 0 {
				if c < i && oneOf(v.low[c], "whom which that who") {
					return v.standsFor(c) // "the general, whom Pellmar backs"
				}
				return c
			}
			for _, c := range v.d.Children(i) {
				// What stands right behind the verb without a preposition is its object,
				// though the tree calls it "obl".
				if c > i && v.word(c).Is("obl", "nsubj") && v.nominal(c) && v.d.Child(c, "case") < 0 && v.subtree(c).From == i+1 {
					return c
				}
			}
		case "clause":
			for _, c := range v.d.Children(i) {
				if c > i && (v.word(c).Is("ccomp", "xcomp", "acl") || v.word(c).Is("advcl") && v.hasTo(c)) && (v.isVerb(c) || v.d.Child(c, "mark", "cop", "nsubj") >= 0) {
					return c
				}
			}
		default:
			for _, c := range v.d.Children(i) {
				if k := v.d.Child(c, "case", "mark"); c > i && k >= 0 && v.low[k] == o {
					return c
				}
			}
		}
	}
	return -1
}

// object sets what the stance is toward, and its whole span.
func (v *view) object(st *Stance, head int) bool {
	s := v.subtree(head)
	if head < st.Cue.From && v.d.Descends(st.Cue.From, head) && v.word(st.Cue.From).Is("acl") {
		s = v.phrase(head, v.subtree(st.Cue.From))
	}
	toward := head
	if v.word(head).Is("xcomp", "ccomp", "acl", "advcl") {
		// "wants the militia to leave", "fears the militia will stay": toward the
		// militia.
		toward = v.subjectOf(head)
		if o := v.d.Child(v.word(head).Head, "obj"); toward < 0 && o > st.Cue.From && o < head {
			toward = o
			s.From = min(s.From, v.subtree(o).From)
		}
		for _, c := range v.d.Children(st.Cue.From) {
			// "called on the court to free them": on whom it is called
			if k := v.d.Child(c, "case"); toward < 0 && c < head && v.word(c).Is("obl") && st.Cue.Holds(k) {
				toward = c
				s.From = min(s.From, v.subtreeAfterCase(c).From)
			}
		}
	} else if k := v.d.Child(head, "case", "mark"); k >= s.From && k < head {
		s.From = k + 1
	}
	if s.From < st.Cue.From && s.To > st.Cue.From && head > st.Cue.From {
		return false // a tree gone astray
	}
	if s.From < st.Cue.From {
		s.To = min(s.To, st.Cue.From)
	} else {
		s.From = max(s.From, st.Cue.To)
		s.To = min(s.To, v.shortOf(head, s))
	}
	st.What = v.trim(v.within(s, st.Cue.From))
	if head > st.Cue.From {
		st.What.To = v.behind(st.What.To, st.Cue.From, head)
	}
	if v.says(st.What) < 2 && st.What.To-st.What.From < 4 && (v.low[st.What.From] == "to" || v.at(st.What.To-1) == "to" || v.at(st.What.To-1) == "the") {
		return false // "wants to do": cut off
	}
	if st.What.IsEmpty() || st.What.To-st.What.From > 60 || v.relativeOnly(st.What) || v.has(st.What.From, st.What.To, "you your") && st.Author {
		return false
	}
	if st.Toward = v.ms.At(toward); st.Toward >= 0 && st.Holder >= 0 {
		if v.ms.Mentions[st.Toward].Entity == v.ms.Mentions[st.Holder].Entity && st.Polarity != Wants && st.Polarity != Fears {
			return false
		}
		if v.lemma(st.Cue.From) == "blame" && v.thing(st.Toward) && v.has(st.Cue.To, min(head+3, v.sent(head).To), "on") {
			return false // "blamed the blackout on frost"
		}
		// Soldiers who defend a base hold no opinion of it.
		if v.lemma(st.Cue.From) == "defend" && (v.ms.Mentions[st.Toward].Kind == hearsay.PlaceEntity || v.ms.Mentions[st.Toward].Type == "place") {
			return false
		}
	}
	if st.Holder >= 0 && v.ms.Mentions[st.Holder].From <= st.What.From && st.What.To <= v.ms.Mentions[st.Holder].To && st.Polarity != For && st.Polarity != Ally && st.Polarity != Against {
		return false // "Republicans hoping"
	}
	st.Span = Stretch{min(st.Cue.From, st.What.From), max(st.Cue.To, st.What.To)}
	if st.Holder >= 0 {
		m := &v.ms.Mentions[st.Holder]
		if v.d.Words[m.Head].Sent == v.d.Words[st.Cue.From].Sent {
			st.Span.From, st.Span.To = min(st.Span.From, m.From), max(st.Span.To, m.To)
		}
	}
	return st.Toward < 0 || st.Toward != st.Holder
}

// behind returns where an object ends that goes to word to: with a phrase behind
// it that a tree hangs on the verb ("slammed the tax on candles").
func (v *view) behind(to, verb, head int) int {
	if !v.nominal(head) || v.word(to).UPOS != "ADP" || !oneOf(v.low[to], "on of against for between") {
		return to
	}
	if c := v.word(to).Head; c > to && v.word(c).Head == verb && v.word(c).Is("obl", "nmod") && v.word(to).Is("case") && v.subtree(c).From == to {
		return v.subtree(c).To
	}
	return to
}

// says returns how many words of s say something: not "to do", "to see the".
func (v *view) says(s Stretch) int {
	n := 0
	for k := s.From; k < s.To; k++ {
		if !oneOf(v.low[k], "to the a an do see say be go have get know make happen so that it this") {
			n++
		}
	}
	if n == 1 && s.To-s.From > 2 {
		n++ // "to leave it"
	}
	return n
}

// shortOf cuts what is no part of an object: a clause set beside it.
func (v *view) shortOf(head int, s Stretch) int {
	for _, c := range v.d.Children(head) {
		if from := v.subtree(c).From; c > head && from > head && (v.mark(from-1) || v.mark(from)) &&
			(v.word(c).Is("parataxis", "advcl") || v.word(c).Is("acl") && v.word(c).XPOS == "VBG") {
			return from
		}
	}
	return s.To
}

// relativeOnly reports whether s says nothing by itself: "that", "which", "so".
func (v *view) relativeOnly(s Stretch) bool {
	return s.To-s.From == 1 && oneOf(v.low[s.From], "that which who whom what so more")
}
