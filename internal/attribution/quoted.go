package attribution

import (
	"slices"

	"hearsay"
)

// claimed tells for each word the attribution whose content it is, -1 if none;
// of several the last in as. The block that a voice speaks claims nothing.
func (v *view) claimed(as []Attribution) []int {
	by := make([]int, len(v.d.Words))
	for i := range by {
		by[i] = -1
	}
	for k := range as {
		for j, r := range as[k].Content {
			if as[k].Voice && j == len(as[k].Content)-1 {
				continue // who speaks in the block is still open
			}
			for i := r[0]; i < r[1]; i++ {
				by[i] = k
			}
		}
	}
	return by
}

// outside tells for each word the attribution whose content it is and whose cue
// stands in another quotation than the word, or in none; -1 if there is none. In
// “Oren said no,” she said, both "said" have "no"; hers is from outside.
func (v *view) outside(as []Attribution) []int {
	by := make([]int, len(v.d.Words))
	for i := range by {
		by[i] = -1
	}
	for k := range as {
		own := v.quote(as[k].anchor())
		for j, r := range as[k].Content {
			if as[k].Voice && j == len(as[k].Content)-1 {
				continue // who speaks in the block is still open
			}
			for i := r[0]; i < r[1]; i++ {
				if own < 0 || v.quote(i) != own {
					by[i] = k
				}
			}
		}
	}
	return by
}

// goOn gives to the attribution of a quotation the paragraphs that continue it:
// those that begin with another opening mark because the paragraph before was
// not closed. The speaker may stand in the first of them or in the last:
//
//	“We left on Monday, she said. “There was nothing to eat.
//	“On Tuesday we came back.”
//
//	“We left on Monday. There was nothing to eat.
//	“On Tuesday we came back,” she said.
func (v *view) goOn(as []Attribution) []Attribution {
	by := v.outside(as)
	free := func(q quotation) bool {
		return !slices.ContainsFunc(by[q.from:q.to], func(k int) bool { return k >= 0 })
	}
	give := func(q quotation, owner int) {
		a := &as[owner]
		a.Content = inOrder(append(a.Content, [2]int{q.from, q.to}))
		a.Why = append(a.Why, hearsay.Why{Rule: "quote.continues", Score: 1})
		for i := q.from; i < q.to; i++ {
			by[i] = owner
		}
	}
	for k, q := range v.quotes {
		if !q.goesBack || q.outer >= 0 || q.from == 0 || !free(q) {
			continue
		}
		for j := k - 1; j >= 0 && v.quotes[j].to > q.from-1-farthestAfter; j-- {
			if v.quotes[j].goesOn {
				if owner := by[v.quotes[j].to-1]; owner >= 0 {
					give(q, owner)
				}
				break
			}
		}
	}
	for k := len(v.quotes) - 1; k >= 0; k-- {
		q := v.quotes[k]
		if !q.goesOn || q.outer >= 0 || !free(q) {
			continue
		}
		for j := k + 1; j < len(v.quotes) && v.quotes[j].from <= q.to+farthestAfter; j++ {
			if n := v.quotes[j]; n.goesBack && n.outer < 0 {
				if owner := by[n.from]; owner >= 0 {
					give(q, owner)
				}
				break
			}
		}
	}
	return as
}

// inOrder sorts runs that do not overlap.
func inOrder(rs [][2]int) [][2]int {
	slices.SortFunc(rs, func(a, b [2]int) int { return a[0] - b[0] })
	return rs
}

// uncued adds the quotations that no cue introduces and that say something: at
// least four words with a verb. Titles and single words held at a distance
// (“guests”) are none.
//
// One that directly follows a quotation of a known speaker, with nothing but
// the end of a paragraph between them, is taken for the same speaker's; one
// after a colon for the subject's of the sentence before the colon. Where
// neither holds the speaker stays unknown, and a finding says so.
func (v *view) uncued(as []Attribution) []Attribution {
	by := v.outside(as)
	n := len(as)
	for _, q := range v.quotes {
		if !q.opened && !q.closed || q.outer >= 0 || !v.says(q) {
			continue
		}
		if slices.ContainsFunc(as[:n], func(a Attribution) bool { return v.quotedVoice(&a, q) }) {
			continue // the voice's own words
		}
		if slices.ContainsFunc(by[q.from:q.to], func(k int) bool { return k >= 0 }) || v.inCue(as[:n], q) {
			continue
		}
		a := Attribution{Source: -1, Recipient: -1, Within: -1, Content: [][2]int{{q.from, q.to}}}
		switch from := v.speakerBefore(q, by); {
		case from >= 0:
			b := &as[from]
			a.Source, a.SourceFrom, a.SourceTo = b.Source, b.SourceFrom, b.SourceTo
			a.Confidence = round(b.Confidence * 0.7)
			a.Why = []hearsay.Why{{Rule: "quote.same-speaker", Score: 0.7}}
		case v.lastSpeaker(q, as[:n], &a):
			a.Confidence = 0.5
			a.Why = []hearsay.Why{{Rule: "quote.last-speaker", Score: 0.5}}
		case v.afterColon(q, &a):
			a.Confidence = 0.6
			a.Why = []hearsay.Why{{Rule: "quote.colon", Score: 0.6}}
		default:
			a.Confidence = 0.4
			a.Why = []hearsay.Why{{Rule: "quote.no-speaker", Score: 0.4}}
			v.find("source-unclear", "the text does not say who is quoted", q.from, q.to)
		}
		for i := q.from; i < q.to; i++ {
			by[i] = len(as)
		}
		as = append(as, a)
	}
	return as
}

// quotedVoice reports whether a is a voice whose paragraphs are quotations, q
// among them.
func (v *view) quotedVoice(a *Attribution, q quotation) bool {
	if !a.Voice {
		return false
	}
	r := a.Content[len(a.Content)-1]
	k := v.quoteAt[r[0]]
	return r[0] <= q.from && q.to <= r[1] && k >= 0 && v.quotes[k].from == r[0] && v.quotes[k].goesOn
}

// lastSpeaker gives a quotation that is a paragraph by itself to the person or the
// body that spoke last in the paragraph before it:
//
//	Oren said that the hall had been empty for a year.
//	“Nobody came. The roof is gone.”
//
// Counter-sentence: "Oren said the hall was empty. The guards laughed." before
// the quotation: it is not known who speaks.
func (v *view) lastSpeaker(q quotation, as []Attribution, a *Attribution) bool {
	d := v.d
	if q.from == 0 || !q.opened || v.ms == nil {
		return false
	}
	s, before := d.SentOf(q.from), d.SentOf(q.from-1)
	if s.From != q.from || s.Block == before.Block || d.SentOf(q.to-1).To > q.to+1 || q.to < len(d.Words) && d.SentOf(q.to).Block == s.Block && d.Words[q.to].Sent == d.Words[q.to-1].Sent {
		return false
	}
	best := -1
	i, _ := slices.BinarySearchFunc(as, before.From, func(x Attribution, at int) int { return x.place() - at })
	for ; i < len(as) && as[i].place() < before.To; i++ {
		b := &as[i]
		if b.CueFrom >= b.CueTo || b.Voice || b.deep || b.CueFrom < before.From || b.CueFrom >= before.To {
			continue
		}
		if best < 0 || as[best].SourceFrom != b.SourceFrom {
			if best >= 0 {
				return false // two speakers
			}
			best = i
		}
	}
	if best < 0 || as[best].SourceFrom >= as[best].SourceTo {
		return false
	}
	b := &as[best]
	m := v.mentionIn(b.SourceFrom, b.SourceTo)
	if m < 0 || v.ms.Mentions[m].Plural || v.ms.Mentions[m].Kind != hearsay.Person && v.ms.Mentions[m].Kind != hearsay.Organization || v.act(b) != hearsay.Say {
		return false
	}
	a.Source, a.SourceFrom, a.SourceTo = m, b.SourceFrom, b.SourceTo
	return true
}

// says reports whether a quotation holds a statement: four words or more with
// a verb among them, not a title in capitals.
func (v *view) says(q quotation) bool {
	words, verbs, capitals := 0, 0, 0
	from, to := q.inner()
	for i := from; i < to && words < 40; i++ {
		w := &v.d.Words[i]
		if w.UPOS == "PUNCT" || w.UPOS == "SYM" {
			continue
		}
		words++
		if w.UPOS == "VERB" || w.UPOS == "AUX" {
			verbs++
		}
		if c := w.Text[0]; c >= 'A' && c <= 'Z' {
			capitals++
		}
	}
	return words >= 4 && verbs > 0 && capitals*2 <= words
}

func (v *view) inCue(as []Attribution, q quotation) bool {
	i, _ := slices.BinarySearchFunc(as, q.from, func(a Attribution, at int) int { return a.place() - at })
	return i < len(as) && as[i].CueFrom >= q.from && as[i].CueTo <= q.to && as[i].CueFrom < as[i].CueTo
}

// speakerBefore returns the attribution whose quotation ends where q's
// paragraph begins, if q opens that paragraph; -1 if there is none.
func (v *view) speakerBefore(q quotation, by []int) int {
	if q.from == 0 {
		return -1
	}
	i := q.from - 1
	if v.d.Words[i].Sent == v.d.Words[q.from].Sent {
		return -1
	}
	for n := 0; n < 2 && i > 0 && v.d.Words[i].UPOS == "PUNCT" && by[i] < 0; n++ {
		i--
	}
	if by[i] < 0 || v.quoteAt[i] < 0 {
		return -1
	}
	return by[i]
}

// afterColon finds the speaker of a quotation after a colon, "The mayor was
// blunt: “We are broke.”", and reports whether there is one.
func (v *view) afterColon(q quotation, a *Attribution) bool {
	i := q.from - 1
	if i < 0 || v.d.Words[i].Text != ":" {
		return false
	}
	s := v.d.SentOf(i)
	for w := s.From; w < i; w++ {
		if v.d.Words[w].Head >= 0 {
			continue
		}
		k := v.subject(w)
		if k < 0 || k >= i {
			continue
		}
		if v.ms != nil {
			if m := v.ms.At(k); m >= 0 && v.speaks(m) {
				a.Source, a.SourceFrom, a.SourceTo = m, v.ms.Mentions[m].From, v.ms.Mentions[m].To
				return true
			}
		}
		return false
	}
	return false
}

// find files a finding about the words [from, to).
func (v *view) find(kind, text string, from, to int) {
	v.findings = append(v.findings, hearsay.Finding{
		Kind: kind, Text: text, Spans: []hearsay.Receipt{hearsay.ReceiptFor(v.d.Text, v.d.Span(from, to))},
	})
}
