package attribution

import (
	"slices"

	"hearsay"
)

// citedBefore adds the two steps of a clause that somebody is cited for behind it:
//
//	The bay is shut, two agencies cited the port ministry as saying on Thursday.
//	The bay is shut, a guard was quoted by the Herald as saying.
//
// The ministry says so, and the agencies hand it on; the weights hear one of them at
// the most, and take who is cited for what is said.
//
// Counter-sentence: "Two agencies cited the ministry as saying that the bay was shut"
// (what is said stands behind, see [view.quotedAs]).
func (v *view) citedBefore(as []Attribution) []Attribution {
	d := v.d
	for h := range d.Words {
		c, ok := v.citing(h)
		if !ok {
			continue
		}
		as = slices.DeleteFunc(as, func(a Attribution) bool {
			return a.CueFrom < a.CueTo && a.CueFrom < c.to && c.from < a.CueTo
		})
		outer := Attribution{CueFrom: c.from, CueTo: h + 1, SourceFrom: c.by[0], SourceTo: c.by[1], Source: -1, Recipient: -1, Within: -1,
			Content: [][2]int{c.content}, Act: hearsay.Say, Confidence: 0.7, fixed: true, Why: []hearsay.Why{{Rule: "cue.cites", Score: 1, Note: v.words(h, h+1)}}}
		inner := outer
		inner.CueFrom, inner.CueTo, inner.SourceFrom, inner.SourceTo, inner.inner = c.to-1, c.to, c.who[0], c.who[1], true
		inner.Content = [][2]int{c.content}
		inner.Why = []hearsay.Why{{Rule: "source.cited", Score: 1, Note: v.words(c.who[0], c.who[1])}}
		if c.by[0] < c.by[1] {
			as = append(as, outer)
		} else {
			inner.CueFrom, inner.inner = c.from, false // "was quoted as saying"
		}
		as = append(as, inner)
	}
	order(as)
	return as
}

// A citation is a verb of citing, [from, to) up to its "saying", with who cites,
// who is cited and the clause before that is cited.
type citation struct {
	from, to         int
	by, who, content [2]int
}

// citing returns the citation of verb h, if it stands behind what is cited.
func (v *view) citing(h int) (c citation, ok bool) {
	d := v.d
	w := &d.Words[h]
	if w.UPOS != "VERB" || w.Lemma != "cite" && w.Lemma != "quote" || w.XPOS == "VBG" {
		return c, false
	}
	s := v.sentence(h)
	say := h + 1
	for say < s.To && say < h+farCited && !(v.lower(say-1) == "as" && (v.lower(say) == "saying" || v.lower(say) == "telling")) {
		say++
	}
	if say >= s.To || say >= h+farCited || !v.onlyWhen(say+1, s.To) {
		return c, false
	}
	c.from, c.to = h, say+1
	k := -1 // the nearest: where a text has no commas the tree may give it two
	for _, i := range d.Children(h) {
		if i < h && i >= s.From && d.Words[i].Is("nsubj") {
			k = i
		}
	}
	if k < 0 {
		return c, false
	}
	from, to := d.Subtree(k)
	subject := [2]int{max(from, s.From), min(to, h)}
	cited := v.trimmed(h+1, say-1)
	if p := d.Child(h, "aux:pass"); p >= 0 && p < h {
		c.from, c.who = p, [2]int{subject[0], min(to, p)}
		switch {
		case cited[1]-cited[0] > 1 && v.lower(cited[0]) == "by":
			c.by = [2]int{cited[0] + 1, cited[1]}
		case cited[0] < cited[1]:
			return c, false
		case v.lower(say+1) == "by": // "was quoted as saying by the Herald"
			if m := v.mentionFrom(say + 2); m >= 0 {
				c.by = [2]int{say + 2, v.ms.Mentions[m].To}
			}
		}
	} else {
		c.by, c.who = subject, cited
	}
	c.content = v.trimmed(s.From, subject[0])
	return c, c.who[0] < c.who[1] && v.hasVerb(c.content) && v.mentionIn(c.who[0], c.who[1]) >= 0
}

// farCited is how many words stand at the most between a verb of citing and "saying".
const farCited = 24

// onlyWhen reports whether the words [from, to) tell no more than when something was
// said: no verb, no mark, no clause.
func (v *view) onlyWhen(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.d.Words[i].UPOS {
		case "VERB", "AUX", "SCONJ":
			return false
		}
		if v.isMark(i) || v.d.Words[i].Text == ":" {
			return false
		}
	}
	return to-from < 8
}

// hasVerb reports whether a verb or an auxiliary stands among the words of r.
func (v *view) hasVerb(r [2]int) bool {
	for i := r[0]; i < r[1]; i++ {
		if u := v.d.Words[i].UPOS; u == "VERB" || u == "AUX" {
			return true
		}
	}
	return false
}
