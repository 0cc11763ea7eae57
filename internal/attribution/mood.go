package attribution

import (
	"slices"

	"hearsay"
	"hearsay/internal/lexicon"
)

// moods adds the states of mind that somebody is said to be in and whose object the
// text leaves unsaid:
//
//	Prado said the dockers were [afraid].
//	“People are feeling [bitter],” she said.
//
// The state is the content. Counter-sentences: "The dockers were afraid" (the
// report's own voice: what it sees), "said the dockers were afraid of losing the
// pier" (see [view.speaksWithin]), "said the dockers were ready" (no feeling), "said
// the vote was disappointing" (nobody's).
func (v *view) moods(as []Attribution) []Attribution {
	d := v.d
	r := v.room(as)
	for i := range d.Words {
		if !cued(as, r.by, i) || r.taken[i] || d.Words[i].UPOS != "ADJ" && d.Words[i].XPOS != "VBN" {
			continue
		}
		e := lexicon.AttitudeOf(v.lower(i), lexicon.CueAdjective)
		if e == nil || e.Act != hearsay.Believe && e.Act != hearsay.Accuse && e.Act != hearsay.Doubt || v.filled(i, e) >= 0 {
			continue
		}
		from, k := v.inMood(i)
		if k < 0 || k >= from || i-from > longestCue || slices.Contains(r.taken[from:i+1], true) || !v.somebody(k) {
			continue
		}
		a, b := d.Subtree(k)
		as = r.put(as, Attribution{CueFrom: from, CueTo: i, SourceFrom: a, SourceTo: v.trimmed(a, min(b, from))[1], Content: [][2]int{{i, i + 1}}, Act: e.Act, Confidence: 0.5,
			Why: []hearsay.Why{{Rule: "cue.mood", Score: 0.5, Note: v.words(from, i+1)}}})
	}
	return as
}

// inMood returns the first word of the verb that puts somebody in the state i, "were",
// "are feeling", and its subject; -1 if there is none.
func (v *view) inMood(i int) (from, subject int) {
	d := v.d
	h := i
	from = -1
	switch w := &d.Words[i]; {
	case w.Is("xcomp") && w.Head >= 0 && w.Head < i && feels[d.Words[w.Head].Lemma]:
		h = w.Head
		from = h
	case v.agent(i) < 0:
		for _, k := range d.Children(i) {
			if k < i && d.Words[k].Is("cop", "aux:pass") {
				from = k // the nearest
			}
		}
	}
	if from < 0 {
		return -1, -1
	}
	for _, k := range d.Children(h) {
		if d.Words[k].Is("aux") && k < from {
			from = k
		}
	}
	return from, v.subject(h)
}

// feels are verbs of being in a state of mind.
var feels = map[string]bool{"feel": true, "become": true, "remain": true, "seem": true, "look": true, "get": true, "stay": true}
