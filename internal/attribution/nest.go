package attribution

import (
	"slices"

	"hearsay"
	"hearsay/internal/lexicon"
)

// nest sets Within: the smallest other attribution in whose content an
// attribution's cue and content lie.
//
//	JNS reported, citing the Herald, that officers said the depot was empty.
//
// The officers' statement lies in what the Herald and JNS are cited for. The
// contents of "reported" and "citing" are the same; there the one that the
// other introduces is the outer. An attribution lies in another's content if
// its content does, and its cue too unless their contents are the same: in
// "The port, she added, is shut" and "He said, and she confirmed, that it is
// shut" neither speaker speaks of the other.
//
// Since an outer attribution has the larger content, or the same and the
// earlier place in a fixed order, following Within never leads in a circle.
func (v *view) nest(as []Attribution) {
	size := make([]int, len(as))
	for i := range as {
		for _, r := range as[i].Content {
			size[i] += r[1] - r[0]
		}
	}
	// Sweep over the words with the attributions whose content covers them.
	type event struct{ at, i int }
	var opens []event
	for i := range as {
		opens = append(opens, event{as[i].Content[0][0], i})
	}
	slices.SortStableFunc(opens, func(a, b event) int { return a.at - b.at })
	var probes []event
	for i := range as {
		probes = append(probes, event{as[i].Content[0][0], i})
	}
	slices.SortStableFunc(probes, func(a, b event) int { return a.at - b.at })
	var open []int
	k := 0
	for _, p := range probes {
		for k < len(opens) && opens[k].at <= p.at {
			open = append(open, opens[k].i)
			k++
		}
		open = slices.DeleteFunc(open, func(i int) bool { return last(as[i].Content) <= p.at })
		if len(open) > mostOpen {
			open = open[len(open)-mostOpen:]
		}
		best := -1
		for _, o := range open {
			if o == p.i || !v.holds(as, o, p.i, size) {
				continue
			}
			if best < 0 || size[o] < size[best] || size[o] == size[best] && v.outer(as, best, o) {
				best = o
			}
		}
		as[p.i].Within = best
	}
}

// mostOpen bounds how many attributions are compared at one word.
const mostOpen = 64

func last(content [][2]int) int { return content[len(content)-1][1] }

// holds reports whether attribution o is outside attribution i.
func (v *view) holds(as []Attribution, o, i int, size []int) bool {
	a, b := &as[o], &as[i]
	if size[o] < size[i] {
		return false
	}
	for _, r := range b.Content {
		if !covers(a.Content, r[0], r[1]) {
			return false
		}
	}
	if size[o] == size[i] {
		return v.outer(as, o, i)
	}
	if v.edited[b.anchor()] && !v.edited[a.anchor()] && !a.Voice {
		return false // the editor's, not the speaker's
	}
	return b.CueFrom >= b.CueTo || covers(a.Content, b.CueFrom, b.CueTo)
}

// covers reports whether one of the runs of content holds the words [from, to).
func covers(content [][2]int, from, to int) bool {
	k, found := slices.BinarySearchFunc(content, from, func(r [2]int, at int) int { return r[0] - at })
	if !found {
		k--
	}
	return k >= 0 && content[k][0] <= from && to <= content[k][1]
}

// outer reports whether, of two attributions with the same content, o is the
// outer one: a voice is; one whose cue introduces the other's ("reported,
// citing") is. Others stand side by side: "he said and she confirmed".
func (v *view) outer(as []Attribution, o, i int) bool {
	a, b := &as[o], &as[i]
	if a.Voice != b.Voice {
		return a.Voice
	}
	if b.relay && !a.Voice && a.CueFrom < a.CueTo { // “No,” she told Meridian, [the Herald reported]
		return !covers(b.Content, a.CueFrom, a.CueTo)
	}
	if a.CueFrom >= a.CueTo || b.CueFrom >= b.CueTo || a.Voice {
		return false
	}
	if a.inner != b.inner {
		return b.inner
	}
	ha, hb := v.d.Head(a.CueFrom, a.CueTo), v.d.Head(b.CueFrom, b.CueTo)
	return v.cites(b.CueFrom, b.CueTo) && v.d.Descends(hb, ha) && !v.cites(a.CueFrom, a.CueTo)
}

// cites reports whether the cue [from, to) names a source of the speaker:
// "citing", "quoting", "according to".
func (v *view) cites(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.d.Words[i].Lemma {
		case "cite", "quote":
			return v.d.Words[i].XPOS == "VBG"
		case "accord", "according":
			return true
		}
	}
	return false
}

// steps turns "citing X" and "quoting X" beside another cue into a step of the
// chain: X says what the other says.
//
//	The port is shut, the Herald reported, citing a guard.
//	The Herald reported, citing a guard, that the port is shut.
//	The Herald, quoting two guards, reported that the port is shut.
//	According to the Herald, which cited a guard, the port is shut.
//
// By PolNeAR the Herald cites and "a guard" is content; as a chain the Herald
// has it from the guard. In the second sentence the weights may hear one cue
// only, since the clause has one place; the other verb is added. Where nothing
// else is said ("citing the weather, he left") it stays as it is.
func (v *view) steps(as []Attribution) []Attribution {
	if v.ms == nil {
		return as
	}
	at := make(map[int]int) // the attribution whose cue a word belongs to
	for i := range as {
		for k := as[i].CueFrom; k < as[i].CueTo; k++ {
			at[k] = i
		}
	}
	for i := range len(as) {
		a := as[i]
		if a.CueFrom >= a.CueTo || len(a.Content) != 1 || a.Content[0][0] < a.CueTo {
			continue
		}
		h := v.cueHead(&a)
		w := &v.d.Words[h]
		which := v.whichCites(&a, h)
		if which < 0 && (w.XPOS != "VBG" || w.Lemma != "cite" && w.Lemma != "quote" || !w.Is("advcl", "acl", "xcomp", "conj")) || w.Head < 0 {
			continue
		}
		m := v.citedBy(h, a.CueTo)
		if m < 0 {
			continue
		}
		x := &v.ms.Mentions[m]
		j, ok := v.justSaid(as, i)
		if which >= 0 {
			j, ok = v.sourceAt(as, which)
			if !ok || overlap(as[j].Content, a.CueFrom, a.CueTo) {
				continue
			}
			a.inner = true
			as[j].SourceTo = max(v.trimmed(as[j].SourceFrom, min(as[j].SourceTo, a.CueFrom-1))[1], which+1)
		}
		if !ok {
			j, ok = at[w.Head]
		}
		if !ok {
			j, ok = speaksAs(as, i, w.Head)
		}
		switch {
		case inContent(&a, x.Head) && ok && j != i:
			a.SourceFrom, a.SourceTo = a.Content[0][0], a.Content[0][1]
			if overlap(as[j].Content, a.SourceFrom, a.SourceTo) { // "citing a guard that the depot was empty"
				a.SourceFrom, a.SourceTo = x.From, x.To
			}
			a.Content = slices.Clone(as[j].Content)
			if b := &as[j]; b.SourceFrom < a.CueFrom && a.CueTo <= b.SourceTo { // "the Herald, citing a guard, said"
				b.SourceTo = v.trimmed(b.SourceFrom, a.CueFrom)[1]
			}
		case a.Content[0][0] >= x.To && !ok && v.saysSo(w.Head):
			as = append(as, v.matrix(w.Head, &a))
			a.SourceFrom, a.SourceTo = x.From, x.To
		default:
			continue
		}
		a.Source = m
		a.Act, a.fixed = hearsay.Say, true
		a.Why = append(a.Why, hearsay.Why{Rule: "source.cited", Score: 1})
		as[i] = a
	}
	return as
}

// whichCites returns the noun that "which" stands for where the cue of a, with head
// h, is "cited" or "quoted" in a clause about an outlet: "the Herald, which cited a
// guard". -1 if it is none.
func (v *view) whichCites(a *Attribution, h int) int {
	w := &v.d.Words[h]
	k := v.d.Child(h, "nsubj")
	if w.XPOS == "VBG" || w.Lemma != "cite" && w.Lemma != "quote" || !w.Is("acl:relcl") || k < 0 || k > h || v.lower(k) != "which" || v.d.Child(h, "aux:pass") >= 0 {
		return -1
	}
	return v.relativeHead(k)
}

// sourceAt returns the attribution with a cue whose source word h stands in.
func (v *view) sourceAt(as []Attribution, h int) (int, bool) {
	i := slices.IndexFunc(as, func(a Attribution) bool {
		return a.CueFrom < a.CueTo && a.SourceFrom <= h && h < a.SourceTo && v.d.Words[a.CueFrom].Sent == v.d.Words[h].Sent
	})
	return max(i, 0), i >= 0
}

// toldWhich adds the step of whoever told an outlet what it reports: in "Two
// guards told the Herald, which reported that the port was shut" the Herald has
// it from the guards.
//
// Counter-sentence: "Two guards told the Herald, which has a new editor, that the
// port was shut" (what they told stands behind).
func (v *view) toldWhich(as []Attribution) []Attribution {
	if v.ms == nil {
		return as
	}
	d := v.d
	taken := make(map[int]bool)
	for i := range as {
		if as[i].CueFrom < as[i].CueTo {
			taken[v.cueHead(&as[i])] = true
		}
	}
	for i := range len(as) {
		a := &as[i]
		if a.SourceTo-a.SourceFrom != 1 || a.CueFrom >= a.CueTo || v.lower(a.SourceFrom) != "which" {
			continue
		}
		c := d.Words[v.cueHead(a)].Head
		if c < 0 || d.Words[c].Head < 0 || c >= a.SourceFrom {
			continue
		}
		h := d.Words[c].Head
		if l := d.Words[h].Lemma; l != "tell" && l != "inform" || taken[h] || !d.Words[c].Is("obj", "iobj") {
			continue
		}
		k := d.Child(h, "nsubj")
		if k < 0 || k > h || v.ms.At(k) < 0 {
			continue
		}
		x := &v.ms.Mentions[v.ms.At(k)]
		as = append(as, Attribution{CueFrom: h, CueTo: h + 1, SourceFrom: x.From, SourceTo: x.To, Source: v.ms.At(k), Recipient: -1, Within: -1,
			Content: slices.Clone(a.Content), Act: hearsay.Say, Confidence: round(0.8 * a.Confidence), fixed: true, inner: true,
			Why: []hearsay.Why{{Rule: "source.told", Score: 1, Note: v.words(h, h+1)}}})
	}
	return as
}

// speaksAs returns the next attribution behind i whose source word h stands in.
func speaksAs(as []Attribution, i, h int) (int, bool) {
	for k := i + 1; k < len(as) && k <= i+4; k++ {
		if as[k].SourceFrom <= h && h < as[k].SourceTo && as[k].CueFrom < as[k].CueTo {
			return k, true
		}
	}
	return 0, false
}

// justSaid returns the attribution whose cue and source end just before the cue
// of i, but for a comma: "the Herald said, citing", where the tree hangs "citing"
// on what it said.
func (v *view) justSaid(as []Attribution, i int) (int, bool) {
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		b := &as[k]
		end := max(b.CueTo, b.SourceTo)
		if b.CueFrom < b.CueTo && end <= as[i].CueFrom && as[i].CueFrom-end <= 2 && v.d.Words[b.CueFrom].Sent == v.d.Words[as[i].CueFrom].Sent && b.SourceFrom < b.SourceTo {
			return k, true
		}
	}
	return 0, false
}

// quotedTelling joins "was quoted" and what follows it: in "Oren was quoted as
// telling the Herald that aid must come" she is one step, not two.
func (v *view) quotedTelling(as []Attribution) []Attribution {
	out := as[:0]
	for i := range as {
		b := as[i]
		if n := len(out); n > 0 && v.quotedAsTelling(&out[n-1], &b) {
			b.CueFrom = out[n-1].CueFrom
			out[n-1] = b
			continue
		}
		v.wasQuoted(out, &b)
		out = append(out, b)
	}
	return out
}

// wasQuoted lengthens the cue of b, "saying", by what makes it one: in "Oren was
// quoted as saying that the hall was empty" she is not there to say it.
//
// Counter-sentence: "The Herald quoted a guard as saying" (two steps). before are
// the attributions with cues before it.
func (v *view) wasQuoted(before []Attribution, b *Attribution) {
	d := v.d
	q := b.CueFrom - 2
	if b.CueFrom >= b.CueTo || q < 1 || v.lower(q+1) != "as" || d.Words[b.CueFrom].XPOS != "VBG" || d.Words[q].XPOS != "VBN" || d.Words[q].Lemma != "quote" && d.Words[q].Lemma != "cite" {
		return
	}
	k := d.Child(q, "aux:pass")
	if k < 0 || k > q || b.SourceFrom < b.SourceTo && b.SourceTo > k || len(before) > 0 && before[len(before)-1].CueTo > k {
		return
	}
	b.CueFrom = k
}

// quotedAsTelling reports whether b is what a, "was quoted", introduces.
func (v *view) quotedAsTelling(a, b *Attribution) bool {
	if a.CueFrom >= a.CueTo || len(a.Content) == 0 || b.CueFrom != a.Content[0][0]+1 || v.lower(b.CueFrom-1) != "as" || b.CueFrom > a.CueTo+2 {
		return false
	}
	l := v.d.Words[v.d.Head(a.CueFrom, a.CueTo)].Lemma
	return (l == "quote" || l == "cite") && v.sameWords(a, b)
}

// sameWords reports whether a and b have the same source.
func (v *view) sameWords(a, b *Attribution) bool {
	return a.SourceFrom == b.SourceFrom && a.SourceTo == b.SourceTo && a.SourceFrom < a.SourceTo
}

// citedBy returns the mention that the verb h of citing, whose cue ends at to,
// cites: its object, or what stands right behind it where the tree hangs that
// elsewhere; -1 if that cannot speak.
func (v *view) citedBy(h, to int) int {
	m := -1
	if k := v.d.Child(h, "obj"); k >= 0 {
		m = v.ms.At(k)
	} else {
		for k := to; k < v.d.SentOf(h).To && k < to+farWord; k++ {
			if n := v.ms.At(k); n >= 0 && v.ms.Mentions[n].From == to {
				m = n
			}
		}
	}
	if m >= 0 && !v.speaks(m) && v.ms.Mentions[m].Kind != hearsay.DocumentEntity {
		return -1
	}
	return m
}

// saysSo reports whether word i is one of the surest verbs of saying, with a
// subject that is a mention.
func (v *view) saysSo(i int) bool {
	e, _, _ := v.entry(i)
	k := v.d.Child(i, "nsubj")
	return e != nil && e.Kind == lexicon.CueVerb && e.Strength == 3 && k >= 0 && v.ms.At(k) >= 0
}

// matrix returns the attribution of the verb i to its subject, of what a has
// as content.
func (v *view) matrix(i int, a *Attribution) Attribution {
	m := v.ms.At(v.d.Child(i, "nsubj"))
	return Attribution{
		CueFrom: i, CueTo: i + 1, Source: m, SourceFrom: v.ms.Mentions[m].From, SourceTo: v.ms.Mentions[m].To,
		Content: slices.Clone(a.Content), Within: -1, Recipient: -1, pCue: a.pCue, pSource: a.pSource, pContent: a.pContent,
		Why: []hearsay.Why{{Rule: "cue.cites", Score: 1, Note: v.words(i, i+1)}},
	}
}
