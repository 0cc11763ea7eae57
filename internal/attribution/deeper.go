package attribution

import (
	"slices"

	"hearsay"
)

// deeper mends steps of a chain that the tree or the weights put side by side.
func (v *view) deeper(as []Attribution) []Attribution {
	v.asSayingAll(as)
	v.inserted(as)
	return v.heardFrom(as)
}

// asSayingAll lengthens what somebody quotes by what the quoted one says: in "Prado
// said a clerk had quoted a guard as saying that the sheds burned" the clerk is cited
// for all of it, and the guard stands in what the clerk says.
//
// Counter-sentence: "had quoted a guard, saying that the sheds burned" (the clerk
// says).
func (v *view) asSayingAll(as []Attribution) {
	said := v.bySentence(as)
	for i := range as {
		a := &as[i]
		if a.CueFrom >= a.CueTo || a.Voice || len(a.Content) != 1 || a.Content[0][0] < a.CueTo {
			continue
		}
		switch v.d.Words[v.cueHead(a)].Lemma {
		case "quote", "cite":
		default:
			continue
		}
		end := a.Content[0][1]
		for _, k := range said[v.d.Words[end-1].Sent] {
			b := &as[k]
			if b.CueFrom == end+1 && v.lower(end) == "as" && v.d.Words[b.CueFrom].XPOS == "VBG" && len(b.Content) == 1 && b.Content[0][0] >= b.CueTo {
				a.Content[0][1] = max(end, b.Content[0][1])
			}
		}
	}
}

// inserted keeps who is cited in the middle of what somebody says within it: in
// "Prado said that, according to the police, the sheds burned" she has it from the
// police, and the police say nothing of her.
//
// Counter-sentence: "Prado said, according to the police, that the sheds burned"
// (the police tell of her).
func (v *view) inserted(as []Attribution) {
	said := v.bySentence(as)
	for i := range as {
		b := &as[i]
		if b.CueFrom >= b.CueTo || b.Voice || v.lower(b.CueFrom) != "according" {
			continue
		}
		for _, k := range said[v.d.Words[b.CueFrom].Sent] {
			a := &as[k]
			if k == i || a.Voice || a.CueTo > b.CueFrom || !overlap(b.Content, a.CueFrom, a.CueTo) {
				continue
			}
			for _, r := range a.Content {
				if v.lower(r[0]) != "that" || r[0] < a.CueTo || r[0] >= b.CueFrom || b.CueFrom >= r[1] {
					continue
				}
				var kept [][2]int
				for _, x := range b.Content {
					if f, t := max(x[0], b.CueTo), min(x[1], r[1]); f < t {
						kept = append(kept, [2]int{f, t})
					}
				}
				if len(kept) > 0 {
					b.Content = kept
				}
			}
		}
	}
}

// bySentence returns the attributions with a cue, by the sentence that it stands in.
func (v *view) bySentence(as []Attribution) map[int][]int {
	out := make(map[int][]int)
	for i := range as {
		if a := &as[i]; a.CueFrom < a.CueTo {
			s := v.d.Words[a.CueFrom].Sent
			out[s] = append(out[s], i)
		}
	}
	return out
}

// heardFrom adds the step of those from whom somebody has what he knows: in "Prado
// heard from two guards that the sheds burned" it is the guards who say so.
//
// Counter-sentences: "heard from the window that it rained" (who can speak), "heard
// from them about it" (nothing said).
func (v *view) heardFrom(as []Attribution) []Attribution {
	d := v.d
	if v.ms == nil {
		return as
	}
	for i := range len(as) {
		a := &as[i]
		if a.CueFrom >= a.CueTo || a.Voice || len(a.Content) == 0 || v.negated(a) {
			continue
		}
		h := v.cueHead(a)
		switch d.Words[h].Lemma {
		case "hear", "learn", "gather", "understand":
		default:
			continue
		}
		for _, k := range d.Children(h) {
			m := v.ms.At(k)
			if k < h || k >= a.Content[0][0] || !d.Words[k].Is("obl") || v.caseOf(k) != "from" || m < 0 || !v.speaks(m) || !v.somebody(k) {
				continue
			}
			x := &v.ms.Mentions[m]
			c := x.From - 1
			if v.lower(c) != "from" || overlapsCue(as, c, c+1) {
				continue
			}
			if s := v.subject(h); a.SourceFrom < x.To && x.From < a.SourceTo && s >= 0 && s < h { // they told, he heard
				from, to := d.Subtree(s)
				a.SourceFrom, a.SourceTo, a.Source = from, v.trimmed(from, min(to, a.CueFrom))[1], -1
			}
			as = append(as, Attribution{CueFrom: c, CueTo: c + 1, SourceFrom: x.From, SourceTo: x.To, Source: m, Recipient: -1, Within: -1,
				Content: slices.Clone(a.Content), Act: hearsay.Say, Confidence: round(0.8 * a.Confidence), fixed: true, inner: true, deep: true,
				Why: []hearsay.Why{{Rule: "source.heard", Score: 1, Note: v.words(c, x.To)}}})
			break
		}
	}
	return as
}
