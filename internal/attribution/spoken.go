package attribution

import (
	"slices"
	"strconv"

	"hearsay"
)

// spoken returns the attributions that a cue marks, by position of the cue.
//
// Cues are judged twice: first each by itself, then knowing what the first
// judgement took for contents. Annotators of PolNeAR mark no cue inside another's
// content (in the training split 98 % of verbs like "said" with a subject and a
// clause are cues outside contents, and none inside): what is a cue of the text
// and what is one that a source speaks of can be told apart only so. Those
// inside are added by [view.framed].
func (v *view) spoken() []Attribution {
	first := v.firstPass()
	heard := v.heard(first)
	var out []Attribution
	for k, s := range v.d.Sents {
		cs := first[k]
		for i := range cs {
			v.againFeatures(&cs[i], heard)
			cs[i].p = sigmoid(cs[i].x.score(partAgain))
		}
		for _, c := range v.pick(cs, s) {
			if a, ok := v.complete(c); ok {
				out = append(out, a)
			}
		}
	}
	v.first = first
	return v.framed(out, first, false)
}

// firstPass returns the candidates of every sentence with the probability of
// the first judgement.
func (v *view) firstPass() [][]candidate {
	out := make([][]candidate, len(v.d.Sents))
	for k, s := range v.d.Sents {
		out[k] = v.cueCandidates(s)
		for i := range out[k] {
			out[k][i].p = sigmoid(out[k][i].x.score(partCue))
		}
	}
	return out
}

// A hearing is the surest content that a word stands in by the first judgement.
type hearing struct {
	sure     float64
	from, to int // its cue
	deep     float64
}

// heard returns for each word the surest content over it.
func (v *view) heard(first [][]candidate) []hearing {
	out := make([]hearing, len(v.d.Words))
	for k, s := range v.d.Sents {
		for _, c := range v.pick(first[k], s) {
			a, ok := v.complete(c)
			if !ok {
				continue
			}
			for _, r := range a.Content {
				for i := r[0]; i < r[1]; i++ {
					if h := &out[i]; a.sure > h.sure {
						*h = hearing{a.sure, c.from, c.to, h.sure}
					} else {
						h.deep = max(h.deep, a.sure)
					}
				}
			}
		}
	}
	return out
}

// againFeatures adds what the first judgement says about the surroundings of c.
func (v *view) againFeatures(c *candidate, heard []hearing) {
	x := &c.x
	x.add("first judgement", "", logOdds(c.p)/3)
	h := heard[c.head]
	sure := h.sure
	if h.from < c.to && c.from < h.to { // its own
		sure = h.deep
	}
	where := "out"
	if sure > 0 {
		where = "in" + strconv.Itoa(int(sure*4))
	}
	w := &v.d.Words[c.head]
	strength := "0"
	if e, _, _ := v.entry(c.head); e != nil {
		strength = strconv.Itoa(e.Strength)
	}
	x.on("where", where)
	x.on("where", where+kindOf(w.UPOS)+strength)
	frame := ""
	if v.d.Child(c.head, "nsubj") >= 0 {
		frame += "s"
	}
	if v.d.Child(c.head, "ccomp", "xcomp") > c.head {
		frame += "c"
	}
	if v.d.Child(c.head, "obj") > c.head {
		frame += "o"
	}
	x.on("frame", where[:2]+kindOf(w.UPOS)+strength+frame)
	x.add("where judgement", where[:2], logOdds(c.p)/3)
}

// complete gives a cue its source and content, and reports whether it has
// content. Cues already completed are remembered.
func (v *view) complete(c candidate) (Attribution, bool) {
	key := [2]int{c.from, c.to}
	a, ok := v.done[key]
	if !ok {
		t := v.saying(c)
		v.chooseSource(t)
		v.quotedAs(t)
		v.unspoken(t)
		v.urged(t)
		a = Attribution{CueFrom: t.from, CueTo: t.to, Source: -1, Recipient: -1, Within: -1, Content: v.chooseContent(t)}
		if t.srcFrom >= 0 {
			a.SourceFrom, a.SourceTo = t.srcFrom, t.srcTo
		}
		a.pSource, a.pContent = t.pSource, t.pLeft*t.pRight
		v.felt(t, &a)
		v.ownSubject(t, &a)
		v.wholeClause(&a)
		v.fromStart(t, &a)
		v.onlyQuoted(&a)
		v.andThat(&a)
		v.beforeAdding(&a)
		v.beforeDoing(&a)
		v.wholeQuotation(&a)
		v.beforeSaying(t, &a)
		v.insideMarks(&a)
		v.noneTold(t, &a)
		v.done[key] = a
	}
	if len(a.Content) == 0 || v.refused(&a) {
		return a, false
	}
	a.pCue = c.p
	a.sure = c.p * a.pSource * a.pContent
	a.Content = slices.Clone(a.Content)
	a.Confidence = v.sure(&a)
	a.Why = []hearsay.Why{
		{Rule: "attribution.cue", Score: round(c.p), Note: v.words(a.CueFrom, a.CueTo)},
		{Rule: "attribution.source", Score: round(a.pSource), Note: v.words(a.SourceFrom, a.SourceTo)},
		{Rule: "attribution.content", Score: round(a.pContent)},
	}
	return a, true
}

// quotedAs gives "saying" its speaker where somebody is quoted: in "The Herald
// quoted a guard as saying that the depot was empty" the guard says so, and in
// "Oren was quoted as saying" Oren does.
//
// Counter-sentence: "As she said, the Herald quoted a guard" has a subject.
func (v *view) quotedAs(t *saying) {
	d := v.d
	w := &d.Words[t.head]
	if w.XPOS != "VBG" || w.Head < 0 || w.Head >= t.from || !w.Is("advcl", "xcomp", "acl", "obl") || t.head == 0 || v.lower(t.from-1) != "as" && v.lower(t.from) != "as" {
		return
	}
	if k := d.Child(t.head, "nsubj"); k >= 0 && k < t.head {
		return
	}
	h := w.Head
	if d.Words[h].UPOS != "VERB" { // hung on who is quoted
		if h = d.Words[h].Head; h < 0 {
			return
		}
	}
	switch d.Words[h].Lemma {
	case "quote", "cite":
	default:
		return
	}
	k := d.Child(h, "obj")
	if d.Child(h, "aux:pass") >= 0 {
		k = d.Child(h, "nsubj")
	}
	if k < 0 || k >= t.from {
		return
	}
	from, to := d.Subtree(k)
	for to = min(to, t.from); to > k+1 && (v.lower(to-1) == "as" || d.Words[to-1].UPOS == "PUNCT"); {
		to--
	}
	t.srcFrom, t.srcTo = from, to
}

// unspoken takes the source from a passive that tells what is said of its subject:
// in "The minister is said to be ill" nobody is named who says so, and the
// minister is whom it is said of. So it is in "The minister seems to be ill".
//
// Counter-sentences: "Oren was quoted as saying" (she said it, see [view.quotedAs]),
// "The guards were told to leave" (the verb has an object to tell), "It was said
// by the minister".
func (v *view) unspoken(t *saying) {
	d := v.d
	if w := &d.Words[t.head]; w.XPOS == "VBN" && w.Is("acl") && w.Head >= 0 && hearsays[t.lemma] && v.infinitive(t.head) && t.srcFrom >= 0 && t.srcTo <= t.from &&
		t.srcFrom <= w.Head && w.Head < t.srcTo && d.Child(t.head, "aux:pass", "nsubj") < 0 {
		t.srcFrom, t.srcTo, t.pSource = -1, -1, max(t.pSource, 1-t.pSource) // "the boat, said to be lost, came back"
		return
	}
	k := d.Child(t.head, "nsubj:pass", "nsubj")
	if t.srcFrom < 0 || k < t.srcFrom || k >= t.srcTo || k > t.head {
		return
	}
	passive := d.Words[t.head].XPOS == "VBN" && d.Child(t.head, "aux:pass") >= 0
	if (passive && hearsays[t.lemma] || t.lemma == "seem" || t.lemma == "appear") && v.infinitive(t.head) {
		t.srcFrom, t.srcTo, t.pSource = -1, -1, max(t.pSource, 1-t.pSource)
	}
}

// urged gives what somebody is urged to say to the one who is urged: in "Dale has been
// pressuring Oren to demand a vote" it is Oren who would demand it.
//
// Counter-sentences: "Dale promised Oren to demand a vote", "held a rally to demand it".
func (v *view) urged(t *saying) {
	d := v.d
	w := &d.Words[t.head]
	if w.XPOS != "VB" || !w.Is("xcomp") || w.Head < 0 || t.srcFrom < 0 || t.srcTo > w.Head {
		return
	}
	k, by := d.Child(w.Head, "obj"), d.Child(w.Head, "nsubj")
	e, _, _ := v.entry(w.Head)
	if e == nil || e.Act != hearsay.Demand && e.Act != hearsay.Ask || !e.Takes("i") || k < w.Head || k >= t.from || by < t.srcFrom || by >= t.srcTo {
		return
	}
	from, to := d.Subtree(k)
	t.srcFrom, t.srcTo = from, min(to, t.from)
}

// hearsays are verbs whose passive with an infinitive tells what is said or
// thought of its subject.
var hearsays = map[string]bool{"say": true, "think": true, "believe": true, "report": true, "know": true, "understand": true, "suppose": true,
	"allege": true, "rumour": true, "rumor": true, "claim": true, "expect": true, "estimate": true, "presume": true, "fear": true, "see": true, "feel": true,
	"consider": true, "assume": true, "reckon": true, "hold": true}

// ownSubject gives a cue without a source the subject that the tree gives it, if
// the content before the cue is that subject and nothing else: in "Oren is
// worried about the gates" the worry is Oren's, and no part of what worries her.
// So it is where the subject is somebody and the content another: "Oren wants a
// pier". Not in the passive: in "The gates are said to be shut" the gates say
// nothing. But who "was quoted as saying" something said it.
func (v *view) ownSubject(t *saying, a *Attribution) {
	if t.srcFrom >= 0 || len(a.Content) == 0 {
		return
	}
	if n := t.to; v.lower(n) == "another" && n+1 < len(v.d.Words) && v.d.Words[n+1].UPOS == "PUNCT" && a.Content[0][1] <= t.from { // “The bay,” said another, “is ours.”
		t.srcFrom, t.srcTo = n, n+1
		a.SourceFrom, a.SourceTo = n, n+1
		return
	}
	k := v.d.Child(t.head, "nsubj")
	passive := k >= 0 && (v.d.Words[k].Is("nsubj:pass") || v.d.Child(t.head, "aux:pass") >= 0)
	if k < 0 || passive && !v.quoted(t) {
		return
	}
	if v.actor(k, t) && !passive {
		from, to := v.d.Subtree(k)
		if to <= t.from && !inContent(a, from) && !inContent(a, to-1) {
			from, to = v.tidy(from, to)
			t.srcFrom, t.srcTo = from, to
			a.SourceFrom, a.SourceTo = from, to
			return
		}
	}
	if a.Content[0][1] > t.from {
		return
	}
	r := a.Content[0]
	if k < r[0] || k >= r[1] || v.d.Head(r[0], r[1]) != k || v.lower(k) == "it" {
		return
	}
	t.srcFrom, t.srcTo = r[0], r[1]
	a.SourceFrom, a.SourceTo = r[0], r[1]
	a.Content = a.Content[1:]
}

// quoted reports whether the cue of t says that somebody is quoted: "was quoted
// as saying", "is cited as calling".
func (v *view) quoted(t *saying) bool {
	if t.lemma != "quote" && t.lemma != "cite" {
		return false
	}
	return v.lower(t.to-1) == "as" || t.to-2 > t.head && v.lower(t.to-2) == "as" || v.lower(t.to) == "as"
}

// actor reports whether word k, before the cue of t, names those who act: persons,
// groups, bodies, peoples.
func (v *view) actor(k int, t *saying) bool {
	switch v.lower(k) {
	case "another", "others", "many", "some", "several", "both":
		return k < t.from && v.d.Child(k, "nmod", "case") < 0
	}
	if v.ms == nil || k >= t.from {
		return false
	}
	m := v.ms.At(k)
	if m < 0 || v.ms.Mentions[m].Form == hearsay.Pronoun {
		return false
	}
	switch x := &v.ms.Mentions[m]; x.Kind {
	case hearsay.Person, hearsay.Group, hearsay.Organization, hearsay.Nationality:
		return true
	case hearsay.PlaceEntity: // "The town plans to buy the pier"
		e := v.cueEntry(t.from, t.to)
		return e != nil && stands[e.Act] && (x.Form == hearsay.Name || settled[v.d.Words[x.Head].Lemma])
	}
	return false
}

// words returns the text of the words [from, to).
func (v *view) words(from, to int) string {
	s := v.d.Span(from, to)
	return v.d.Text[s.Start:s.End]
}

// round keeps four digits of a score.
func round(x float64) float64 { return float64(int(x*10000+0.5)) / 10000 }

// sure returns the probability that an attribution is right whole, from the
// probabilities of its parts.
func (v *view) sure(t *Attribution) float64 {
	return round(sigmoid(sureFeatures(t).score(partSure)))
}

func sureFeatures(t *Attribution) vector {
	var x vector
	x.on("bias", "")
	x.add("cue", "", logOdds(t.pCue))
	x.add("source", "", logOdds(t.pSource))
	x.add("content", "", logOdds(t.pContent))
	return x
}

func logOdds(p float64) float64 {
	return clip(logit(logOf(p)), 6)
}

// order sorts attributions by position: of the cue, or of the content where
// there is none.
func order(as []Attribution) {
	slices.SortStableFunc(as, func(a, b Attribution) int { return a.place() - b.place() })
}

func (a *Attribution) place() int {
	if a.CueFrom < a.CueTo {
		return a.CueFrom
	}
	return a.Content[0][0]
}
