package attribution

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// framed adds the cues inside others' contents, which the second judgement
// leaves out because PolNeAR does not mark them: there lexicon and tree decide.
// A verb (or "according to") that marks attribution nearly wherever it has a
// speaker is one if it has a speaker of its own and a clause, an infinitive or
// a quotation:
//
//	The Herald reported that [Northport has demanded that the militia leave].
//	A source said [officers informed the militia of the need to move].
//
// The speaker must be somebody else: in “I think we know that,” she said, "I
// think" is hers; and in "said he wanted", "he" can be the one who said it: kept,
// since wanting is not saying.
//
// Outside contents the same frames add what the weights missed, unless only what
// stands in contents is asked for.
func (v *view) framed(as []Attribution, cs [][]candidate, inner bool) []Attribution {
	by := v.claimed(as)
	taken := make([]bool, len(v.d.Words))
	for i := range as {
		for k := as[i].CueFrom; k < as[i].CueTo; k++ {
			taken[k] = true
		}
	}
	n := len(as)
	for k, s := range v.d.Sents {
		for i := s.From; i < s.To; i++ {
			if taken[i] || inner && !cued(as, by, i) {
				continue
			}
			var c candidate
			switch {
			case v.asSaying(i):
				c = candidate{from: i, to: i + 1, head: i, p: 0.5}
			case v.introducesSource(i):
				c = candidate{from: i, to: i + 1, head: i, p: 0.3}
				if v.lower(i) == "according" {
					c.to = i + 2
				}
			case v.speaksHere(i, s), by[i] < 0 && v.closes(i, s), by[i] >= 0 && v.speaksWithin(i):
				c = v.extent(i, cs[k])
			default:
				continue
			}
			if slices.Contains(taken[c.from:c.to], true) {
				continue
			}
			a, ok := v.complete(c)
			if by[i] >= 0 && len(a.Content) == 0 {
				ok = true // the frame may tell what the weights do not
			}
			if (!ok || a.SourceFrom >= a.SourceTo) && by[i] < 0 && v.closes(i, s) {
				a.SourceFrom, a.SourceTo = v.d.Subtree(v.d.Child(i, "nsubj"))
				a.Content = [][2]int{v.trimmed(s.From, a.SourceFrom)}
				a.Confidence, ok = 0.5, true
			}
			if q := v.colonQuote(i); q >= 0 && by[i] < 0 {
				a.Content, ok = [][2]int{{v.quotes[q].from, v.quotes[q].to}}, true
				if k := v.subject(i); a.SourceFrom >= a.SourceTo && k >= s.From && k < c.from {
					a.SourceFrom, a.SourceTo = k, k+1
				}
			}
			if by[i] >= 0 {
				v.ownTerms(&a, &as[by[i]], i)
				if len(a.Content) == 0 && v.speaksHere(i, s) {
					v.restOfClause(&a, &as[by[i]], i)
				}
			}
			if by[i] >= 0 && len(a.Content) == 1 && a.Content[0][1]-a.Content[0][0] == 1 && v.d.Words[a.Content[0][0]].XPOS == "WRB" {
				continue // "nobody knows why"
			}
			if len(a.Content) == 0 || !ok || a.SourceFrom >= a.SourceTo && !v.implicit(&a, i) || by[i] >= 0 && !v.inside(&a, as[:n], by) {
				continue
			}
			a.Confidence = round(max(a.Confidence, 0.5*a.pSource*a.pContent))
			a.deep = by[i] >= 0
			rule := "attribution.frame"
			if a.deep {
				rule = "attribution.nested"
			}
			a.Why = append(a.Why, hearsay.Why{Rule: rule, Score: 1})
			as = append(as, a)
			for k := a.CueFrom; k < a.CueTo; k++ {
				taken[k] = true
			}
		}
	}
	return as
}

// within adds the cues inside contents that only the quotation marks told of: what a
// speaker goes on with, and the states of mind in all contents.
//
// Quotations that no cue marks are left as they are: nobody can be named there by
// more than a guess.
func (v *view) within(as []Attribution) []Attribution {
	if v.first != nil {
		as = v.framed(as, v.first, true)
	}
	return v.moods(v.nouns(as, true))
}

// cued reports whether word i stands in what a cue marks as somebody's, by tells
// whose content it is.
func cued(as []Attribution, by []int, i int) bool {
	return by[i] >= 0 && as[by[i]].CueFrom < as[by[i]].CueTo && !as[by[i]].Voice
}

// asSaying reports whether word i is the "saying" of "quoted a guard as saying
// that": the guard's own step within what the Herald is said to quote.
func (v *view) asSaying(i int) bool {
	d := v.d
	w := &d.Words[i]
	if w.XPOS != "VBG" || i == 0 || v.lower(i-1) != "as" {
		return false
	}
	e, _, _ := v.entry(i)
	if e == nil || e.Strength < 2 {
		return false
	}
	for h, n := w.Head, 0; h >= 0 && h < i && n < 2; h, n = d.Words[h].Head, n+1 {
		if l := d.Words[h].Lemma; l == "quote" || l == "cite" {
			return true
		}
	}
	return false
}

// introducesSource reports whether word i opens a phrase that names who says
// the clause it stands in: "according to" and a noun, and "citing" or "quoting"
// beside a verb of saying. "Everything went according to plan" does not: a plan
// says nothing.
func (v *view) introducesSource(i int) bool {
	d := v.d
	w := &d.Words[i]
	switch strings.ToLower(w.Text) {
	case "according":
		if v.lower(i+1) != "to" || w.Head < 0 {
			return false
		}
		switch d.Words[w.Head].Lemma {
		case "plan", "schedule", "need", "rule", "size", "age", "taste", "ability":
			return false
		}
		return d.Words[w.Head].Is("obl", "nmod", "parataxis", "advcl") || d.Words[w.Head].UPOS == "PROPN"
	case "citing", "quoting":
		if !w.Is("advcl", "xcomp", "acl", "conj") || w.Head < 0 || d.Child(i, "obj") < i && !v.twoSubjects(i, w.Head) {
			return false
		}
		h := w.Head
		if k := &d.Words[h]; w.Is("acl") && k.Is("nsubj") && k.Head > i { // "The Herald, quoting two guards, said"
			h = k.Head
		}
		e, _, _ := v.entry(h)
		return e != nil && e.Kind == lexicon.CueVerb && e.Strength == 3
	}
	return false
}

// twoSubjects reports whether the noun behind "quoting", word i, is hung on the verb h
// as a second subject: "Meridian, quoting [the Herald], reported".
func (v *view) twoSubjects(i, h int) bool {
	k := v.d.Child(h, "nsubj")
	if v.ms == nil || k < 0 || k > i || h < i {
		return false
	}
	for n := i + 1; n < h && n < i+longestCue; n++ {
		if m := v.ms.At(n); v.d.Words[n].Is("nsubj") && v.d.Words[n].Head == h && m >= 0 && v.ms.Mentions[m].From == i+1 {
			return true
		}
	}
	return false
}

// speaksHere reports whether word i is a verb of the lexicon's surest with a
// speaker of its own and something said.
func (v *view) speaksHere(i int, s syntax.Sent) bool {
	d := v.d
	w := &d.Words[i]
	if w.UPOS != "VERB" && w.UPOS != "AUX" {
		return false
	}
	e, _, to := v.entry(i)
	if e == nil || e.Kind != lexicon.CueVerb || e.Strength < 3 {
		return false
	}
	if v.quotesAs(i) >= 0 {
		return e.Takes("q")
	}
	k := d.Child(i, "nsubj")
	if k < 0 && w.Is("conj", "xcomp", "advcl") {
		k = v.subject(i)
	}
	if k < 0 || k > i && k-i > 12 || d.Words[k].Is("nsubj:pass") || d.Child(i, "aux:pass") >= 0 {
		return false // "the militia was told to leave": who told it stands elsewhere
	}
	switch v.lower(k) {
	case "i", "we", "you", "it", "this", "what", "there":
		return false
	case "that", "which": // "a report that says: “The quay is shut”"
		return (e.Takes("q") || e.Takes("c")) && v.colonQuote(i) >= 0 && v.somebody(k)
	}
	if len(e.Phrase) > 1 && e.Takes("c") && (v.lower(to) == "that" || v.lower(to) == ":") {
		return true // "made it clear: they must leave", where the tree hangs the clause anywhere
	}
	if len(e.Phrase) > 1 {
		return e.Takes("o") && d.Child(i, "obj", "obl", "xcomp", "ccomp") >= to-1
	}
	for _, c := range d.Children(i) {
		r := &d.Words[c]
		if c < s.From || c >= s.To {
			continue
		}
		switch {
		case r.Is("ccomp"):
			return true
		case r.Is("xcomp") && e.Takes("i"):
			return true
		case r.Is("obl", "nmod") && c > i && v.caseOf(c) == "of" && e.Takes("of"):
			return true
		case r.Is("obj", "iobj") && c > i: // "informed them of the need", where "of" hangs on the object
			for _, g := range d.Children(c) {
				if d.Words[g].Is("nmod") && v.caseOf(g) == "of" && e.Takes("of") && !e.Takes("o") {
					return true
				}
			}
			if e.Takes("i") && (e.Act != hearsay.Say || d.Words[i].Lemma == "tell") && v.infinitive(i) {
				return true
			}
			if e.Act == hearsay.Deny || e.Act == hearsay.Demand || e.Act == hearsay.Want && e.Takes("o") && v.somebody(k) {
				return true
			}
		}
	}
	return false
}

// colonQuote returns the quotation that follows verb i behind a colon, -1 if there is
// none.
func (v *view) colonQuote(i int) int {
	if v.lower(i+1) != ":" || !v.isMark(i+2) {
		return -1
	}
	if q := v.quoteAt[i+2]; q >= 0 && v.quotes[q].from == i+2 {
		return q
	}
	return -1
}

// ownTerms makes of a, whose cue at word i stands in what o says, what it can
// be there: the tree's subject is its source where the weights have none, and
// its content ends where o's does. In "The note said Oren denies the theft" it is
// not the note that denies.
func (v *view) ownTerms(a, o *Attribution, i int) {
	k := v.subject(i)
	switch {
	case v.feeling(i) != nil:
	case v.d.Child(i, "aux:pass", "nsubj:pass") >= 0, v.reduced(i) >= 0:
		if k = v.agent(i); k >= a.CueTo {
			a.SourceFrom, a.SourceTo = v.d.Subtree(k)
			for a.SourceFrom < k && v.d.Words[a.SourceFrom].Is("case") {
				a.SourceFrom++
			}
		} else { // who was asked or seen did not say it
			a.SourceFrom, a.SourceTo = 0, 0
		}
		k = -1
	case k < 0 && v.d.Words[i].Is("acl"):
		k = v.d.Words[i].Head
	}
	elsewhere := a.SourceFrom >= a.SourceTo || !covers(o.Content, a.SourceFrom, a.SourceTo)
	if elsewhere && k >= 0 && k < a.CueFrom {
		if from, to := v.d.Subtree(k); covers(o.Content, from, min(to, a.CueFrom)) {
			to = v.trimmed(from, min(to, a.CueFrom))[1]
			a.SourceFrom, a.SourceTo = from, to
		}
	}
	var held [][2]int
	for _, r := range a.Content {
		for _, x := range o.Content {
			if f, t := max(r[0], x[0]), min(r[1], x[1]); f < t && x[0] <= i && i < x[1] {
				held = append(held, [2]int{f, t})
			}
		}
	}
	for n := range held { // "said they planned to leave, and that the town knew": two things said, one planned
		r := &held[n]
		for k := max(r[0], a.CueTo) + 1; k+1 < r[1] && v.lower(max(r[0], a.CueTo)) != "that"; k++ {
			if v.d.Words[k].UPOS == "CCONJ" && v.lower(k+1) == "that" && v.d.Words[k+1].Is("mark") {
				r[1] = v.trimmed(r[0], k)[1]
			}
		}
	}
	a.Content = held
	if v.quotesAs(i) >= 0 {
		a.Content = [][2]int{{i + 1, v.quotes[v.quoteAt[i+1]].to}}
	}
	v.frameContent(a, i)
}

// restOfClause gives a, whose cue is verb i and in whose frame something is said, all
// that follows the cue in its clause, as far as o says it: “Officers informed the
// militia of the need to move,” a source said.
func (v *view) restOfClause(a, o *Attribution, i int) {
	end := a.CueTo
	for _, k := range v.d.Children(i) {
		if k >= a.CueTo && v.d.Words[k].UPOS != "PUNCT" {
			_, to := v.d.Subtree(k)
			end = max(end, to)
		}
	}
	for _, r := range o.Content {
		if r[0] <= i && i < r[1] {
			end = min(end, r[1])
		}
	}
	if r := v.trimmed(a.CueTo, end); r[0] < r[1] && v.hasWord(r[0], r[1]) {
		a.Content = [][2]int{r}
	}
}

// frameContent gives a, whose cue is word i, what fills the frame of i where the
// weights took its source for what is said: in "The note said the town is
// committed to the sale" the town is who is committed.
func (v *view) frameContent(a *Attribution, i int) {
	if len(a.Content) > 0 && !(a.SourceFrom < a.SourceTo && overlap(a.Content, a.SourceFrom, a.SourceTo)) {
		return
	}
	e := v.attitude(i)
	if e == nil {
		return
	}
	if v.reduced(i) >= 0 { // "the plan backed by the town"
		from, _ := v.d.Subtree(v.d.Words[i].Head)
		for from < i && v.d.Words[from].Is("case", "mark", "cc") {
			from++
		}
		a.Content = nil
		if r := v.trimmed(from, a.CueFrom); r[0] < r[1] {
			a.Content = [][2]int{r}
		}
		return
	}
	if c := v.filled(i, e); c >= a.CueTo {
		from, to := v.d.Subtree(c)
		a.Content = [][2]int{v.trimmed(max(from, a.CueTo), to)}
	}
}

// overlap reports whether one of the runs shares a word with [from, to).
func overlap(runs [][2]int, from, to int) bool {
	return slices.ContainsFunc(runs, func(r [2]int) bool { return r[0] < to && from < r[1] })
}

// implicit reports whether a, whose cue is word i, needs no source: a passive that
// names nobody.
func (v *view) implicit(a *Attribution, i int) bool {
	return v.d.Child(i, "aux:pass") >= 0 && v.feeling(i) == nil && v.agent(i) < 0 && a.SourceFrom >= a.SourceTo
}

// closes reports whether verb i and its subject close a sentence that they
// report, behind a comma: "The gates are shut, the Herald reported on Friday."
// Not so "She came in, and the dog barked": a dog's bark has no place in the list.
func (v *view) closes(i int, s syntax.Sent) bool {
	d := v.d
	e, _, _ := v.entry(i)
	if e == nil || e.Kind != lexicon.CueVerb || e.Strength < 3 || !e.Takes("c") || s.To-i > 8 {
		return false
	}
	k := d.Child(i, "nsubj")
	if k < 0 || k > i {
		return false
	}
	f, t := d.Subtree(k)
	return f > s.From+3 && i-t <= 2 && d.Words[f-1].Text == ","
}

// extent returns the likeliest candidate with head h, or h with its auxiliaries
// where there is none.
func (v *view) extent(h int, cs []candidate) candidate {
	best := candidate{from: h, to: h + 1, head: h, p: 0.05}
	for b := h - 1; b >= 0 && h-b < 4 && v.leads(b) && v.d.Words[b].Head == h; b-- {
		best.from = b
	}
	found := false
	for _, c := range cs {
		if c.head == h && (!found || c.p > best.p) {
			best, found = c, true
		}
	}
	return best
}

// inside reports whether the content of a lies in that of the attribution in
// whose content its cue does, so that it is reported there and does not cross
// its border.
func (v *view) inside(a *Attribution, as []Attribution, by []int) bool {
	k := by[a.CueFrom]
	if k < 0 {
		return false
	}
	o := &as[k]
	for _, r := range a.Content {
		if !covers(o.Content, r[0], r[1]) {
			return false
		}
	}
	return covers(o.Content, a.CueFrom, a.CueTo)
}
