package attribution

import (
	"slices"

	"hearsay"
)

// phrased adds attributions that phrases of several words mark, with their
// source inside:
//
//	The only answer, as far as Northport is concerned, is to leave.
//	In Prado's view, the port is lost.
//	In the words of Ana Prado, the port is a ruin.
//	The port was sold for two crowns, per the Daily Herald.
//	To hear Prado tell it, the port is lost.
//
// The rest of the clause is the content. "As far as Prado knows, it is shut"
// has no such phrase, "as far as speed is concerned" and "in view of the storm" name nobody, and "two crowns per
// clerk" tells a rate.
func (v *view) phrased(as []Attribution) []Attribution {
	for i := range v.d.Words {
		p, ok := v.phraseAt(i)
		if !ok {
			continue
		}
		if l := v.lower(i); l == "to" || l == "in" { // the weights hear "Prado tell it" in "to hear Prado tell it", "view" in "in her view"
			as = slices.DeleteFunc(as, func(a Attribution) bool { return a.CueFrom < a.CueTo && p.from <= a.CueFrom && a.CueTo <= p.to })
		}
		content := v.around(min(p.from, p.a), max(p.to, p.b))
		if len(content) == 0 || overlapsCue(as, p.from, p.to) {
			continue
		}
		at := Attribution{CueFrom: p.from, CueTo: p.to, SourceFrom: p.a, SourceTo: p.b, Source: -1, Recipient: -1, Within: -1,
			Content: content, Act: p.act, Confidence: 0.8, fixed: true,
			Why: []hearsay.Why{{Rule: "cue.phrase", Score: 1, Note: v.words(p.from, p.to)}}}
		as = append(as, at)
	}
	slices.SortStableFunc(as, func(x, y Attribution) int { return x.place() - y.place() })
	return as
}

// A phrase is the words [from, to) of a cue and [a, b) of its source.
type phrase struct {
	from, to, a, b int
	act            hearsay.Act
}

// phraseAt returns the phrase that begins with word i.
func (v *view) phraseAt(i int) (phrase, bool) {
	switch v.lower(i) {
	case "as", "so":
		return v.asFarAs(i)
	case "in":
		if p, ok := v.inView(i); ok {
			return p, true
		}
		return v.inWords(i)
	case "per":
		return v.per(i)
	case "to":
		return v.toHear(i)
	}
	return phrase{}, false
}

// asFarAs reads "as far as Northport is concerned".
func (v *view) asFarAs(i int) (phrase, bool) {
	s := v.d.SentOf(i)
	if i+4 >= s.To || v.lower(i+1) != "far" || v.lower(i+2) != "as" {
		return phrase{}, false
	}
	a := i + 3
	b := a
	for b < s.To && b < a+10 && !(v.d.Words[b].UPOS == "AUX" && v.lower(b+1) == "concerned") {
		b++
	}
	return phrase{i, b + 2, a, b, hearsay.Believe}, b < s.To && b < a+10 && b > a && v.somebody(v.d.Head(a, b))
}

// inView reads "in Prado's view", "in the eyes of Prado".
func (v *view) inView(i int) (phrase, bool) {
	d := v.d
	s := d.SentOf(i)
	k := i + 1
	for k < s.To && k < i+8 && !views[v.lower(k)] {
		k++
	}
	if k >= s.To || k >= i+8 || k == i+1 || d.Words[k].Head == i {
		return phrase{}, false
	}
	act := hearsay.Believe
	if v.lower(k) == "words" {
		act = hearsay.Say
	}
	p := d.Child(k, "nmod:poss")
	if p < 0 || p < i || v.lower(p) == "my" || v.lower(p) == "our" || v.lower(p) == "your" || v.lower(k) == "words" && v.lower(p) == "other" {
		return phrase{}, false
	}
	a, b := d.Subtree(p)
	return phrase{i, k + 1, a, b, act}, a == i+1 && b <= k
}

var views = map[string]bool{"view": true, "opinion": true, "eyes": true, "words": true, "estimation": true, "telling": true, "judgment": true, "judgement": true}

// inWords reads "in the words of Ana Prado", "in the view of two clerks".
func (v *view) inWords(i int) (phrase, bool) {
	if v.lower(i+1) != "the" || !views[v.lower(i+2)] || v.lower(i+3) != "of" {
		return phrase{}, false
	}
	act := hearsay.Believe
	if v.lower(i+2) == "words" {
		act = hearsay.Say
	}
	m := v.mentionFrom(i + 4)
	if m < 0 {
		return phrase{}, false
	}
	to := v.apposed(v.ms.Mentions[m].To)
	return phrase{i, to, i + 4, to, act}, true
}

// apposed returns where the apposition behind word to ends that tells who somebody
// is, "Rolf Marsh, a fisherman, says"; to if there is none: a noun with an article
// between two commas.
func (v *view) apposed(to int) int {
	d := v.d
	s := d.SentOf(to - 1)
	if to+2 >= s.To || d.Words[to].Text != "," || d.Words[to+1].UPOS != "DET" {
		return to
	}
	for k := to + 2; k < s.To && k < to+9; k++ {
		switch w := &d.Words[k]; {
		case w.Text == "," && d.Words[k-1].UPOS != "DET":
			return k
		case w.UPOS != "NOUN" && w.UPOS != "PROPN" && w.UPOS != "ADJ" && w.UPOS != "ADP" && w.UPOS != "DET":
			return to
		}
	}
	return to
}

// per reads "per" before an outlet, a document or somebody with a name, at the
// end of a clause or at its beginning.
func (v *view) per(i int) (phrase, bool) {
	m := v.mentionFrom(i + 1)
	if m < 0 {
		return phrase{}, false
	}
	x := &v.ms.Mentions[m]
	e := &v.ms.Entities[x.Entity]
	s := v.d.SentOf(i)
	opens := i == s.From || v.d.Words[i-1].Text == "," || v.d.Words[i-1].Text == "("
	if !opens || !x.Definite || !x.Outlet && !e.Outlet && x.Kind != hearsay.DocumentEntity && !(x.Form == hearsay.Name && v.speaks(m)) {
		return phrase{}, false
	}
	return phrase{i, i + 1, i + 1, x.To, hearsay.Say}, true
}

// toHear reads "to hear Prado tell it".
func (v *view) toHear(i int) (phrase, bool) {
	if v.lower(i+1) != "hear" {
		return phrase{}, false
	}
	m := v.mentionFrom(i + 2)
	if m < 0 {
		return phrase{}, false
	}
	to := v.ms.Mentions[m].To
	return phrase{i, to + 2, i + 2, to, hearsay.Say}, v.lower(to) == "tell" && v.lower(to+1) == "it"
}

// mentionFrom returns the longest mention that can speak and begins with word i,
// -1 if there is none.
func (v *view) mentionFrom(i int) int {
	if v.ms == nil || i >= len(v.d.Words) {
		return -1
	}
	best := -1
	for k := i; k < v.d.SentOf(i).To && k < i+8; k++ {
		m := v.ms.At(k)
		if m < 0 || v.ms.Mentions[m].From != i || best >= 0 && v.ms.Mentions[m].To <= v.ms.Mentions[best].To {
			continue
		}
		if v.speaks(m) || v.ms.Mentions[m].Kind == hearsay.DocumentEntity {
			best = m
		}
	}
	return best
}

// overlapsCue reports whether a cue shares a word with [from, to).
func overlapsCue(as []Attribution, from, to int) bool {
	i, _ := slices.BinarySearchFunc(as, from-longestCue, func(a Attribution, at int) int { return a.place() - at })
	for ; i < len(as) && as[i].place() < to; i++ {
		if as[i].CueFrom < to && from < as[i].CueTo {
			return true
		}
	}
	return false
}

// around returns the clause that the phrase [from, to) stands in, without the
// phrase: the words between the semicolons, dashes or the coordinating "and"
// with a comma around it.
func (v *view) around(from, to int) [][2]int {
	s := v.sentence(from)
	s.From, s.To = max(s.From, from-60), min(s.To, to+60)
	border := func(i int) bool {
		switch t := v.d.Words[i].Text; t {
		case ";", ":", "—", "–":
			return true
		case ",":
			return i+1 < s.To && v.d.Words[i+1].UPOS == "CCONJ" && i+2 < s.To && i+2 != from
		}
		return false
	}
	a, b := from, to
	for a > s.From && !border(a-1) {
		a--
	}
	for b < s.To && !border(b) {
		b++
	}
	if a < from && v.d.Words[a].UPOS == "CCONJ" {
		a++
	}
	var out [][2]int
	for _, r := range [2][2]int{{a, from}, {to, b}} {
		for r[0] < r[1] && v.d.Words[r[0]].UPOS == "PUNCT" && !v.isMark(r[0]) {
			r[0]++
		}
		for r[0] < r[1] && v.d.Words[r[1]-1].UPOS == "PUNCT" && !v.isMark(r[1]-1) {
			r[1]--
		}
		if r[0] < r[1] {
			out = append(out, r)
		}
	}
	return out
}

// relayed adds the step of an outlet that was told something: in "a source told
// the Herald", the Herald is who hands on what the source said.
//
// The step has no cue of its own; its content is the telling and what was told.
// "Prado told parliament" has none: a parliament is no outlet; nor has "the police told
// no newspaper", "Prado did not tell the Herald", "Prado asked the Herald to leave".
func (v *view) relayed(as []Attribution) []Attribution {
	if v.ms == nil {
		return as
	}
	n := len(as)
	for i := range n {
		a := &as[i]
		if a.Voice || a.CueFrom >= a.CueTo {
			continue
		}
		r := v.recipient(a)
		if r < 0 || v.negated(a) || v.d.Words[v.cueHead(a)].Lemma == "ask" {
			continue
		}
		m := &v.ms.Mentions[r]
		if !m.Outlet && !v.ms.Entities[m.Entity].Outlet || m.From < a.CueFrom {
			continue
		}
		if v.handedOn(as[:n], i, m.Entity) {
			continue
		}
		if k := v.handsOn(as[:n], i, m.Head); k >= 0 { // "told the Herald, which reported that"
			as[i].inner = slices.Equal(as[i].Content, as[k].Content)
			continue
		}
		content := slices.Clone(a.Content)
		from, to := a.CueFrom, max(a.CueTo, m.To)
		if a.SourceFrom < a.SourceTo {
			from, to = min(from, a.SourceFrom), max(to, a.SourceTo)
		}
		content = merge(append(content, [2]int{from, to}))
		as = append(as, Attribution{Source: r, SourceFrom: m.From, SourceTo: m.To, Recipient: -1, Within: -1,
			Content: content, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: round(0.9 * a.Confidence), fixed: true, relay: true,
			Why: []hearsay.Why{{Rule: "recipient.outlet", Score: 1, Note: v.words(m.From, m.To)}}})
	}
	return as
}

// handsOn returns the attribution next behind i whose source is a relative pronoun
// for word h, whom i tells something; -1 if there is none.
func (v *view) handsOn(as []Attribution, i, h int) int {
	for k := i + 1; k < len(as) && k <= i+2; k++ {
		b := &as[k]
		if b.CueFrom < b.CueTo && b.SourceTo-b.SourceFrom == 1 && v.lower(b.SourceFrom) == "which" && v.d.Words[v.cueHead(b)].Head == h {
			return k
		}
	}
	return -1
}

// handedOn reports whether entity e already says what attribution i tells it: "A
// source told the Herald that the port was shut, the paper said".
func (v *view) handedOn(as []Attribution, i, e int) bool {
	for k := max(0, i-4); k < len(as) && k <= i+4; k++ {
		b := &as[k]
		if k == i || b.SourceFrom >= b.SourceTo || !covers(b.Content, as[i].CueFrom, as[i].CueTo) {
			continue
		}
		if m := v.mentionIn(b.SourceFrom, b.SourceTo); m >= 0 && v.ms.Mentions[m].Entity == e {
			return true
		}
	}
	return false
}

// merge sorts ranges and joins those that overlap or touch, or that nothing but
// one word divides.
func merge(rs [][2]int) [][2]int {
	slices.SortFunc(rs, func(a, b [2]int) int { return a[0] - b[0] })
	out := rs[:1]
	for _, r := range rs[1:] {
		if last := &out[len(out)-1]; r[0] <= last[1]+1 {
			last[1] = max(last[1], r[1])
		} else {
			out = append(out, r)
		}
	}
	return out
}
