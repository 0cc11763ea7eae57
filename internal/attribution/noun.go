package attribution

import (
	"slices"

	"hearsay"
	"hearsay/internal/lexicon"
)

// nouns adds the nouns of saying and thinking that a clause fills:
//
//	Oren's claim that the hall was empty angered the guards.
//	There are reports that the hall was sold.
//	Northport's view is that the talks are over.
//
// Whose claim it is stands before it, behind "of", "by" or "from", or is the
// subject of a verb that does no more than carry it ("Oren made the claim that
// …"). Counter-sentences: "the claim that Oren made" (which claim, not what it
// says), "the fact that" (not in the list).
//
// With inner set, only those that stand in contents are added.
func (v *view) nouns(as []Attribution, inner bool) []Attribution {
	d := v.d
	r := v.room(as)
	for i := range d.Words {
		if d.Words[i].UPOS != "NOUN" || r.taken[i] || inner && !cued(as, r.by, i) {
			continue
		}
		e := lexicon.CueOf(d.Words[i].Lemma, lexicon.CueNoun)
		deep := r.by[i] >= 0
		if deep {
			e = lexicon.AttitudeOf(d.Words[i].Lemma, lexicon.CueNoun)
		}
		if e == nil || e.Strength < 2 {
			continue
		}
		from, to := i, i+1
		whose := v.whose(i)
		content := v.filling(i, e, whose[0] < whose[1])
		if content[0] >= content[1] && (whose[0] < whose[1] || deep && d.Words[i].Is("nsubj")) { // not "the reason for the fear is that"
			to, content = v.equated(i, e)
		}
		if content[0] >= content[1] && deep {
			whose, content = v.drawn(i, e, whose)
		}
		if content[0] >= content[1] && r.by[i] >= 0 && (whose[0] < whose[1] && (d.Child(i, "nmod:poss") >= 0 || d.Words[i].Is("obj") || !e.Takes("of")) || v.unowned(i, e)) {
			content = v.about(i, e)
			if whose[0] < content[1] && content[0] < whose[1] { // "criticism of the ministry": of whom, not whose
				whose = [2]int{}
			}
		}
		if content[0] >= content[1] {
			continue
		}
		if deep && whose[0] >= whose[1] && v.caseOf(i) == "in" && d.Child(i, "det", "amod") < 0 { // "strikes in support of the advance" are what supports it
			continue
		}
		if deep && whose[1]-whose[0] == 1 && (v.lower(whose[0]) == "i" || v.lower(whose[0]) == "my") { // who speaks
			continue
		}
		if deep {
			if content = cut(as[r.by[i]].Content, content, i); v.isMark(content[1]-1) && v.quoteAt[content[1]-1] == v.quoteAt[i] && content[1]-1 > content[0] {
				content = v.trimmed(content[0], content[1]-1) // “Our concern is whether it holds,” she said
			}
		}
		if h := v.carrier(i); h >= 0 && content[0] == i+1 && whose[0] < whose[1] && whose[1] <= h && !slices.Contains(r.taken[h:i], true) {
			from = h // "issued a statement"
		}
		a := Attribution{CueFrom: from, CueTo: to, SourceFrom: whose[0], SourceTo: whose[1], Content: [][2]int{content}, Act: e.Act, Confidence: 0.6,
			Why: []hearsay.Why{{Rule: "cue.noun", Score: 0.6, Note: v.words(from, to)}}}
		if whose[0] >= whose[1] {
			a.Confidence = 0.5
		}
		if k := v.carried(as, i, content); k >= 0 {
			as[k].CueTo, as[k].Content = i+1, [][2]int{content}
			r.taken[i] = true
			continue
		}
		as = r.put(as, a)
	}
	return as
}

// carried returns the attribution whose cue is the verb that carries noun i, and
// which has the noun with its clause as content: "issued" in "The ministry issued
// a statement that the hall was empty" is one cue with its object. -1 if there is
// none.
//
// Counter-sentence: "The ministry issued a long list of claims that" (the list is
// what it issued).
func (v *view) carried(as []Attribution, i int, content [2]int) int {
	d := v.d
	h := d.Words[i].Head
	if h < 0 || !d.Words[i].Is("obj") || !carriers[d.Words[h].Lemma] || content[0] != i+1 {
		return -1
	}
	for k := range as {
		a := &as[k]
		if a.CueFrom <= h && h < a.CueTo && a.CueTo <= i && i-a.CueTo <= 3 && len(a.Content) == 1 && a.Content[0][0] <= i && a.Content[0][1] == content[1] && !(a.SourceFrom < i && a.SourceTo > a.CueTo) {
			return k
		}
	}
	return -1
}

// filling returns the clause that says what the noun i of entry e holds: "that
// …", and "to …" where the list lets it and the noun is somebody's.
func (v *view) filling(i int, e *lexicon.Cue, owned bool) [2]int {
	d := v.d
	ks := slices.Clone(d.Children(i))
	for _, k := range d.Children(i) { // "no confirmation from the ministry that": hung on the ministry
		if k > i && d.Words[k].Is("nmod") && v.caseOf(k) != "of" {
			ks = append(ks, d.Children(k)...)
		}
	}
	for _, k := range ks {
		w := &d.Words[k]
		if k < i || !w.Is("acl", "ccomp") {
			continue
		}
		m := d.Child(k, "mark")
		if m < 0 || m > k {
			continue
		}
		that := v.lower(m) == "that" && d.Words[m].UPOS != "PRON" && e.Takes("c") && !v.gaps(k)
		if !that && !(d.Words[m].XPOS == "TO" && e.Takes("i") && owned) {
			continue
		}
		from, to := d.Subtree(k)
		s := v.sentence(i)
		if from <= i || to > s.To {
			continue
		}
		return v.trimmed(from, to)
	}
	return [2]int{}
}

// gaps reports whether the clause of verb k lacks what its verb is about, so that
// "that" before it is a pronoun: "a claim that the lawyer called false".
func (v *view) gaps(k int) bool {
	switch v.d.Words[k].Lemma {
	case "call", "deny", "reject", "dispute", "make", "repeat", "dismiss", "describe", "label", "back", "deem", "consider":
		return v.d.Child(k, "obj", "ccomp", "aux:pass") < 0
	}
	return false
}

// about returns what noun i of entry e, which is somebody's, is about, by a
// preposition of its own: "Marsh's criticism of the sale". So it is read inside
// contents only; elsewhere the weights know when such a noun says something.
func (v *view) about(i int, e *lexicon.Cue) [2]int {
	ks := slices.Clone(v.d.Children(i))
	for _, k := range v.d.Children(i) { // "the disagreement of Harle with the mayor": hung on Harle
		if k > i && v.d.Words[k].Is("nmod") && v.caseOf(k) == "of" && !e.Takes("of") {
			ks = append(ks, v.d.Children(k)...)
		}
	}
	for _, k := range ks {
		gerund := v.d.Words[k].XPOS == "VBG" && v.d.Words[k].Is("acl", "advcl") && e.Takes(v.opened(k)) // "the goal of selling the pier"
		if k < i || !gerund && !(v.d.Words[k].Is("nmod", "obl") && e.Takes(v.caseOf(k))) {
			continue
		}
		if from, to := v.d.Subtree(k); from > i && to <= v.sentence(i).To {
			return v.trimmed(from, to)
		}
	}
	return [2]int{}
}

// unowned reports whether noun i of entry e, inside what somebody says, is a
// feeling or a report in the plural or the mass that nobody owns: "spoke of growing
// concern about the sale", "reports of shots", "hopes for a vote"; or one that there
// is: "there was an open disagreement with the mayor".
//
// Counter-sentences: "the report of the committee" (one document), "a plan for the
// bay" (a thing).
func (v *view) unowned(i int, e *lexicon.Cue) bool {
	w := &v.d.Words[i]
	if w.XPOS != "NNS" && v.d.Child(i, "det") >= 0 && !v.exists(i) {
		return false
	}
	switch e.Act {
	case hearsay.Believe, hearsay.Want, hearsay.Accuse, hearsay.Doubt:
		return true
	case hearsay.Deny:
		return v.exists(i)
	}
	return w.XPOS == "NNS" && e.Act == hearsay.Say
}

// exists reports whether noun i is what there is: "there was an open disagreement
// with the mayor".
func (v *view) exists(i int) bool {
	d := v.d
	return d.Child(i, "expl") >= 0 || d.Words[i].Is("nsubj", "obj") && d.Words[i].Head >= 0 && d.Child(d.Words[i].Head, "expl") >= 0
}

// equated returns the cue's end and the content of "Northport's view is that the
// talks are over", where noun i is the subject of "is".
func (v *view) equated(i int, e *lexicon.Cue) (int, [2]int) {
	d := v.d
	s := v.sentence(i)
	k := v.behindNoun(i)
	if k >= s.To || d.Words[k].Lemma != "be" || !e.Takes("c") && !e.Takes("i") {
		return i + 1, [2]int{}
	}
	to := i + 1
	if k == to {
		to++ // "view is"
	}
	switch k++; {
	case k < s.To && d.Words[k].XPOS == "TO" && e.Takes("i"): // "The union's aim is to stop the sale"
		return to, v.infinitiveFrom(k)
	case !e.Takes("c"):
		return i + 1, [2]int{}
	case k < s.To && (v.lower(k) == "that" || v.isMark(k)), k < s.To && v.lower(k) == "whether" && stands[e.Act]: // "Our concern is whether the pier will hold"
	case k < s.To && (d.Words[k].Text == ":" || d.Words[k].Text == ",") && k+1 < s.To && (v.isMark(k+1) || v.lower(k+1) == "that"):
		k++
	default:
		return i + 1, [2]int{}
	}
	return to, v.trimmed(k, s.To)
}

// behindNoun returns the word behind noun i, past what tells whose or which one it is
// and past a remark between commas: "the fear at the quay, of course, is".
func (v *view) behindNoun(i int) int {
	d := v.d
	s := v.sentence(i)
	k := i + 1
	for _, c := range d.Children(i) {
		if from, to := d.Subtree(c); from == k && d.Words[c].Is("nmod") && to-from <= longestCue {
			k = to
		}
	}
	if k < s.To && d.Words[k].Text == "," {
		for n := k + 1; n < s.To && n < k+5; n++ {
			if d.Words[n].Text == "," {
				return n + 1
			}
		}
	}
	return k
}

// drawn returns whose the attitude i of entry e is, and toward what, where a verb
// has its aim as the subject: in "The sale drew criticism from the dockers" and
// "earned the wrath of the dockers" they criticize the sale. whose are the owners
// found beside the noun.
//
// Counter-sentences: "drew criticism of the ministry" (of whom, not whose), "earned
// the trust of its owners" (no: trust is drawn as well), "met the demand" (nothing
// is drawn).
func (v *view) drawn(i int, e *lexicon.Cue, whose [2]int) ([2]int, [2]int) {
	d := v.d
	w := &d.Words[i]
	h := w.Head
	if h < 0 || h > i {
		return whose, [2]int{}
	}
	switch e.Act {
	case hearsay.Accuse, hearsay.Believe, hearsay.Doubt, hearsay.Deny, hearsay.Want:
	default:
		return whose, [2]int{}
	}
	if e.Takes("i") && !e.Takes("for") && !e.Takes("c") { // an aim, a will
		return whose, [2]int{}
	}
	draws := w.Is("obj") && drawers[d.Words[h].Lemma] || w.Is("obl") && v.caseOf(i) == "with" && d.Words[h].Lemma == "meet"
	k := d.Child(h, "nsubj:pass", "nsubj")
	if !draws || k < 0 || k > h || d.Words[h].UPOS != "VERB" {
		return whose, [2]int{}
	}
	if whose[0] >= whose[1] { // hung on the verb
		for _, c := range d.Children(h) {
			if c > i && d.Words[c].Is("obl") && (v.caseOf(c) == "from" || v.caseOf(c) == "among") && v.somebody(c) && v.ms != nil && v.ms.At(c) >= 0 {
				m := &v.ms.Mentions[v.ms.At(c)]
				whose = [2]int{m.From, m.To}
			}
		}
	}
	from, to := d.Subtree(k)
	return whose, v.trimmed(from, min(to, h))
}

// drawers are verbs that what somebody has an attitude toward is the subject of.
var drawers = map[string]bool{"draw": true, "earn": true, "win": true, "provoke": true, "spark": true, "arouse": true, "attract": true, "trigger": true,
	"prompt": true, "incur": true, "face": true, "receive": true, "invite": true, "stir": true, "elicit": true, "gain": true, "enjoy": true, "cause": true}

// cut returns the part of content that lies in the run of outer that holds word i.
func cut(outer [][2]int, content [2]int, i int) [2]int {
	for _, r := range outer {
		if r[0] <= i && i < r[1] {
			return [2]int{max(r[0], content[0]), min(r[1], content[1])}
		}
	}
	return content
}

// infinitiveFrom returns the infinitive that begins with "to", word k, without the
// clauses joined to it that have a subject of their own: "to stop the sale, and
// that the town agrees".
func (v *view) infinitiveFrom(k int) [2]int {
	d := v.d
	u := d.Words[k].Head
	if u <= k {
		return [2]int{}
	}
	_, to := d.Subtree(u)
	for _, c := range d.Children(u) {
		if c > u && d.Words[c].Is("conj", "parataxis") && d.Child(c, "nsubj") >= 0 {
			from, _ := d.Subtree(c)
			to = min(to, from)
		}
	}
	return v.trimmed(k, min(to, v.sentence(k).To))
}

// whose returns the words of whose claim noun i is; empty if the text does not
// say.
func (v *view) whose(i int) [2]int {
	d := v.d
	s := v.sentence(i)
	if k := d.Child(i, "nmod:poss"); k >= s.From && k < i && !v.dated(k) {
		from, to := d.Subtree(k)
		if to <= i {
			return [2]int{from, to}
		}
	}
	if h := d.Words[i].Head; h >= s.From && h < i && d.Words[i].Is("conj") && d.Child(i, "det") < 0 { // "the dockers' anger and desire to leave"
		if k := d.Child(h, "nmod:poss"); k >= s.From && k < h {
			from, to := d.Subtree(k)
			if to <= h {
				return [2]int{from, to}
			}
		}
	}
	for _, k := range d.Children(i) {
		if k < i || !d.Words[k].Is("nmod") || v.ms == nil {
			continue
		}
		switch v.caseOf(k) {
		case "of", "by", "from", "among":
		default:
			continue
		}
		if m := v.ms.At(k); m >= 0 && (v.speaks(m) || v.somebody(k)) {
			return [2]int{v.ms.Mentions[m].From, v.ms.Mentions[m].To}
		}
	}
	if h := v.carrier(i); h >= s.From {
		if k := v.subject(h); k >= s.From && k < h && !d.Words[k].Is("nsubj:pass") {
			from, to := d.Subtree(k)
			if to <= h {
				return [2]int{from, to}
			}
		}
	}
	return [2]int{}
}

// dated reports whether word k is a time: "this year's report" is nobody's.
func (v *view) dated(k int) bool {
	if spells[v.d.Words[k].Lemma] {
		return true
	}
	m := -1
	if v.ms != nil {
		m = v.ms.At(k)
	}
	return m >= 0 && v.ms.Mentions[m].Type == "time"
}

// carrier returns the verb that does no more than carry noun i, its object: "made"
// of "made the claim"; -1 if there is none.
func (v *view) carrier(i int) int {
	w := &v.d.Words[i]
	if w.Head >= 0 && w.Head < i && i-w.Head < longestCue && w.Is("obj") && carriers[v.d.Words[w.Head].Lemma] {
		return w.Head
	}
	return -1
}

// carriers are verbs that do no more than carry a claim.
var carriers = map[string]bool{"make": true, "issue": true, "release": true, "have": true, "express": true, "voice": true, "repeat": true,
	"give": true, "publish": true, "hold": true, "renew": true, "reiterate": true, "raise": true, "level": true, "show": true, "demonstrate": true, "display": true, "feel": true, "harbor": true, "harbour": true, "lose": true, "keep": true, "share": true, "air": true, "offer": true, "send": true, "deliver": true}
