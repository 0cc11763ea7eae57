package attribution

import (
	"hearsay"
	"hearsay/internal/lexicon"
)

// speaksWithin reports whether word i, in somebody's content, is a verb or an
// adjective that the list knows with a frame that is filled, and a subject that
// can speak, want or think: "Prado said the town opposes the sale and wants a
// vote". The list's weaker words count here, since the weights do not speak of
// what is inside contents.
//
// “We want talks,” Prado said: that is what the town wants, of which she is one.
//
// Counter-sentences: "said I hope so" and "said we asked for bread" (nobody else),
// "said the plan calls for a pier" (a plan), "said the vote was opposed" (no
// subject that opposes), "said they know it" (nothing said).
func (v *view) speaksWithin(i int) bool {
	d := v.d
	e := v.attitude(i)
	if e == nil {
		return false
	}
	if v.reduced(i) >= 0 {
		return e.Kind == lexicon.CueVerb && (e.Takes("o") || e.Takes("c"))
	}
	passive := d.Child(i, "aux:pass", "nsubj:pass") >= 0
	if passive && e.Kind == lexicon.CueVerb {
		return v.passiveWithin(i, e)
	}
	if to := v.infinitiveOf(i); to >= 0 && !v.implies(to) {
		return false // "wants the Senate to confirm her": nobody has; "plans to sell it and direct the money"
	}
	if w := &d.Words[i]; w.XPOS == "VBG" && w.Is("xcomp", "ccomp") && w.Head >= 0 && d.Child(i, "nsubj", "mark") < 0 {
		if o, _, _ := v.entry(w.Head); o != nil && (o.Act == hearsay.Deny || o.Act == hearsay.Confirm) {
			return false // "denied criticizing her": the speaker's own, if anybody's
		}
	}
	k := v.subject(i)
	if k < 0 { // "said [a witness] had told him", where the tree takes the witness for who is told
		if k = d.Child(i, "iobj"); k > i {
			k = -1
		}
	}
	if k < 0 && d.Words[i].Is("acl") && d.Words[i].XPOS == "VBG" { // "letters from dockers saying that"
		k = d.Words[i].Head
	}
	if k < 0 || k > i || i-k > 25 || !v.somebody(k) && !(v.lower(k) == "we" && stands[e.Act]) && !(v.lower(k) == "it" && minded(e)) {
		return false
	}
	return v.filled(i, e) >= 0
}

// infinitiveOf returns the verb with "to" that verb i is or is joined to, as in "to
// sell it and direct the money"; -1 if there is none.
func (v *view) infinitiveOf(i int) int {
	w := &v.d.Words[i]
	switch {
	case v.to(i):
		return i
	case w.Is("conj") && w.Head >= 0 && w.XPOS == "VB" && v.to(w.Head):
		return w.Head
	}
	return -1
}

// implies reports whether the infinitive i hangs on a verb that tells how an
// attitude goes on, and so has it or the lack of it: "The town continues to deny
// the theft", "has failed to respect the treaty".
//
// Counter-sentences: "plans to deny it", "was asked to deny it".
func (v *view) implies(i int) bool {
	w := &v.d.Words[i]
	if v.gathers(i) {
		return true
	}
	if !w.Is("xcomp") || w.Head < 0 || w.Head > i {
		return false
	}
	return goesOn[v.d.Words[w.Head].Lemma] && v.d.Child(w.Head, "obj", "aux:pass") < 0
}

// gathers reports whether the infinitive i is what somebody comes together, stands up
// or uses something for, and so does: "The dockers marched to demand a vote", "held
// a rally to denounce the sale".
//
// Counter-sentences: "will march to demand it", "did not march to demand it" (nobody
// has), "sent a guard to deny it" (the guard's).
func (v *view) gathers(i int) bool {
	d := v.d
	w := &d.Words[i]
	h := w.Head
	if h < 0 || h > i || !w.Is("advcl", "acl", "xcomp") {
		return false
	}
	if w.Is("acl") { // "held [a rally to denounce it]"
		if !d.Words[h].Is("obj") || d.Words[h].Head < 0 {
			return false
		}
		h = d.Words[h].Head
	}
	if !gatherings[d.Words[h].Lemma] || d.Words[h].UPOS != "VERB" || v.to(h) {
		return false
	}
	for _, k := range d.Children(h) {
		if k < h && (v.negates(k) || d.Words[k].XPOS == "MD") {
			return false
		}
	}
	return true
}

// gatherings are verbs of what people do to make themselves heard.
var gatherings = map[string]bool{"march": true, "rally": true, "gather": true, "meet": true, "assemble": true, "demonstrate": true, "protest": true,
	"use": true, "hold": true, "stage": true, "organize": true, "organise": true, "write": true, "appear": true, "speak": true, "phone": true, "call": true,
	"stand": true, "turn": true, "take": true, "return": true, "come": true, "convene": true, "sign": true, "chant": true, "strike": true}

// goesOn are verbs of how an attitude goes on or begins, or that it lacks.
var goesOn = map[string]bool{"continue": true, "begin": true, "start": true, "cease": true, "fail": true, "seem": true, "appear": true, "come": true,
	"tend": true, "grow": true, "go": true, "proceed": true}

// filled returns the word that fills the frame of entry e of word i, a verb or an
// adjective: the head of the clause, phrase or object that says what is said,
// wanted or thought; -1 if there is none.
func (v *view) filled(i int, e *lexicon.Cue) int {
	for _, c := range v.d.Children(i) {
		w := &v.d.Words[c]
		if c < i {
			continue
		}
		switch {
		case w.Is("ccomp", "advcl") && e.Kind == lexicon.CueAdjective && e.Takes("c"),
			w.Is("ccomp") && (e.Takes("c") || e.Takes("q")),
			w.Is("xcomp", "advcl", "ccomp") && e.Takes("i") && v.to(c),
			w.Is("xcomp", "ccomp") && w.XPOS == "VBG" && e.Takes("o") && v.d.Child(c, "nsubj", "mark") < 0, // "is considering selling it"
			w.Is("obl", "nmod", "advcl", "xcomp") && e.Takes(v.opened(c)),
			w.Is("ccomp") && w.XPOS == "VBG" && e.Takes(v.opened(c)), // "accused the town of ignoring it"
			w.Is("xcomp") && e.Kind == lexicon.CueVerb && v.rates(i, c),
			(w.Is("obj") || v.doubled(c)) && e.Takes("o") && (e.Strength == 3 || e.Act != hearsay.Say || v.written(i)) && (w.UPOS != "PRON" || stands[e.Act]):
			return c
		}
	}
	return v.opens(i, e)
}

// opens returns the head of the clause that "that" opens right behind verb i, or behind
// whom it tells, where the tree hangs the clause elsewhere: "The guards told me that
// the clerk knew"; -1 if there is none.
func (v *view) opens(i int, e *lexicon.Cue) int {
	d := v.d
	if e.Kind != lexicon.CueVerb || !e.Takes("c") {
		return -1
	}
	k := i + 1
	for _, c := range d.Children(i) {
		if from, to := d.Subtree(c); from == k && d.Words[c].Is("iobj", "obj") && to-from <= longestCue {
			k = to
		}
	}
	if v.lower(k) != "that" || !d.Words[k].Is("mark") || d.Words[k].Sent != d.Words[i].Sent || d.Words[k].Head <= k {
		return -1
	}
	return d.Words[k].Head
}

// rates reports whether verb i says what somebody holds its object to be, the
// adjective or noun c: "find the plan unfair", "consider Marsh a friend".
//
// Counter-sentences: "found the gates shut" (a participle: what was seen), "found
// the guard" (nothing held).
func (v *view) rates(i, c int) bool {
	switch v.d.Words[i].Lemma {
	case "find", "consider", "deem", "judge", "believe", "think":
	default:
		return false
	}
	w := &v.d.Words[c]
	k := v.d.Child(i, "obj")
	return k > i && k < c && !v.to(c) && (w.UPOS == "ADJ" && w.XPOS != "VBN" || w.UPOS == "NOUN")
}

// written reports whether the subject of verb i is a document, which says what it
// lists or details: "The report listed four cases".
//
// Counter-sentence: "The clerk listed four cases" (he may have done so anywhere).
func (v *view) written(i int) bool {
	k := v.subject(i)
	if k < 0 || v.ms == nil {
		return false
	}
	m := v.ms.At(k)
	return m >= 0 && (v.ms.Mentions[m].Kind == hearsay.DocumentEntity || v.ms.Entities[v.ms.Mentions[m].Entity].Kind == hearsay.DocumentEntity)
}

// doubled reports whether word c is a second subject behind its verb, which is how
// the tree now and then has an object: "Northport fears [a spillover]".
func (v *view) doubled(c int) bool {
	w := &v.d.Words[c]
	if !w.Is("nsubj") || w.Head < 0 || w.Head > c {
		return false
	}
	k := v.d.Child(w.Head, "nsubj")
	return k >= 0 && k < w.Head
}

// felt gives a cue that is a feeling ("is worried about", "was surprised by") whose
// it is, the subject, and what it is about where the weights took the one for the
// other: what surprises does not say so.
//
// Counter-sentence: "The plan is opposed by the town" (no feeling; the town's).
func (v *view) felt(t *saying, a *Attribution) {
	e := v.feeling(t.head)
	if e == nil || t.subject < 0 || t.subject >= t.from || t.srcFrom >= 0 && t.subject >= t.srcFrom && t.subject < t.srcTo {
		return
	}
	if !v.somebody(t.subject) && v.lower(t.subject) != "it" && v.lower(t.subject) != "we" && v.lower(t.subject) != "i" {
		return
	}
	from, to := v.d.Subtree(t.subject)
	if from < v.sentence(t.head).From || from >= t.from {
		return
	}
	to = v.trimmed(from, min(to, t.from))[1]
	t.srcFrom, t.srcTo = from, to
	a.SourceFrom, a.SourceTo = from, to
	if len(a.Content) > 0 && !overlap(a.Content, from, to) {
		return
	}
	a.Content = nil
	if c := v.filled(t.head, e); c >= t.to {
		f, to := v.d.Subtree(c)
		a.Content = [][2]int{v.trimmed(max(f, t.to), to)}
	}
}

// attitude returns the list's entry for word i as a verb, or as an adjective or
// participle that a form of "be" makes a predicate; nil if it is neither. Verbs
// that are attitudes toward a thing at the least count if they want something:
// "backs the plan", not "attacked the town".
func (v *view) attitude(i int) *lexicon.Cue {
	w := &v.d.Words[i]
	if e := v.feeling(i); e != nil {
		return e
	}
	if w.UPOS != "VERB" {
		return nil
	}
	e, _, _ := v.longest(i, lexicon.AttitudesFrom(w.Lemma))
	switch {
	case e == nil || e.Kind != lexicon.CueVerb:
		return nil
	case e.Strength == 1 && (e.Act != hearsay.Want || !e.Takes("o")):
		if !(e.Phrase[0] == "like" && v.would(i)) {
			return nil
		}
	}
	return e
}

// would reports whether verb i stands with "would": "would like to".
func (v *view) would(i int) bool {
	for _, k := range v.d.Children(i) {
		if k < i && (v.lower(k) == "would" || v.lower(k) == "'d" || v.lower(k) == "’d") {
			return true
		}
	}
	return false
}

// feeling returns the list's entry for the adjective or participle i that a form
// of "be" or "feel" makes somebody's: "is worried about", "was stunned by", "are
// committed to". Participles are looked up as they stand, since their verbs say
// something else: who "is committed to talks" committed nobody.
func (v *view) feeling(i int) *lexicon.Cue {
	w := &v.d.Words[i]
	if w.UPOS != "ADJ" && w.XPOS != "VBN" || v.d.Child(i, "cop", "aux:pass") < 0 && !w.Is("xcomp") {
		return nil
	}
	e := lexicon.AttitudeOf(v.lower(i), lexicon.CueAdjective)
	if e == nil || !e.Takes("by") && v.agent(i) >= 0 { // "was opposed by the dockers"
		return nil
	}
	return e
}

// opened returns the word that opens the phrase or clause of word c: "about" of
// "about the sale" and of "about selling it".
func (v *view) opened(c int) string {
	if k := v.d.Child(c, "case", "mark"); k >= 0 {
		return v.lower(k)
	}
	return ""
}

// to reports whether the clause of verb c is an infinitive with "to".
func (v *view) to(c int) bool {
	m := v.d.Child(c, "mark")
	return m >= 0 && v.d.Words[m].XPOS == "TO"
}

// minded reports whether what e says takes a mind, so that "it" before it stands
// for a body or a state whatever else is known: "it denies the theft". Not so
// "it seems", "it shows".
func minded(e *lexicon.Cue) bool { return stands[e.Act] && e.Strength == 3 }

// passiveWithin reports whether the passive verb i, in somebody's content, says
// who holds what it tells: "Prado said the sale was opposed by the dockers". Of
// verbs of saying and thinking nobody need be named: in "Prado said the quay was
// expected to close" and "was seen as a ruin" somebody expects and sees, whom the
// text does not name.
//
// Counter-sentences: "said the clerk was told to leave", "said the quay was seen
// from the bay" (nothing said).
func (v *view) passiveWithin(i int, e *lexicon.Cue) bool {
	d := v.d
	if e.Takes("o") || e.Takes("c") {
		if k := v.agent(i); k >= 0 {
			return true
		}
	}
	switch e.Act {
	case hearsay.Say, hearsay.Believe, hearsay.Predict:
	default:
		return false
	}
	if e.Phrase[0] == "tell" || e.Phrase[0] == "call" || e.Phrase[0] == "show" {
		return false
	}
	for _, c := range d.Children(i) {
		if c > i && (d.Words[c].Is("xcomp") && v.to(c) && (e.Takes("c") || e.Takes("i")) || d.Words[c].Is("ccomp") && e.Takes("c") ||
			d.Words[c].Is("xcomp") && !v.to(c) && e.Act == hearsay.Believe && (d.Words[c].UPOS == "NOUN" || d.Words[c].UPOS == "ADJ") || // "was deemed a risk"
			d.Words[c].Is("obl", "advcl", "xcomp") && v.opened(c) == "as" && e.Act == hearsay.Believe) {
			return true
		}
	}
	return false
}

// reduced returns who did what the participle i behind a noun tells, where that is
// a passive clause cut short: in "said the plan backed by the dockers was dead" the
// dockers back the plan. -1 where it is none.
//
// Counter-sentences: "the plan backed by money" (nobody), "the plan that the
// dockers backed" (a clause).
func (v *view) reduced(i int) int {
	w := &v.d.Words[i]
	if w.XPOS != "VBN" || !w.Is("acl") || w.Is("acl:relcl") || w.Head < 0 || w.Head > i || v.d.Child(i, "aux:pass", "nsubj:pass", "nsubj") >= 0 {
		return -1
	}
	return v.agent(i)
}

// agent returns who did what the passive verb i tells, if it can have an
// attitude: "the dockers" in "opposed by the dockers"; -1 if nobody is named.
func (v *view) agent(i int) int {
	for _, k := range v.d.Children(i) {
		if k > i && v.d.Words[k].Is("obl") && v.cased(k, "by") && v.somebody(k) {
			return k
		}
	}
	return -1
}

// stands are the acts by which a group takes a stand through its speaker.
var stands = map[hearsay.Act]bool{hearsay.Want: true, hearsay.Believe: true, hearsay.Demand: true, hearsay.Promise: true, hearsay.Threaten: true,
	hearsay.Deny: true, hearsay.Doubt: true, hearsay.Accuse: true, hearsay.Decline: true}

// somebody reports whether word k is or stands for somebody who can speak: a
// person, a body, a people, a state.
func (v *view) somebody(k int) bool {
	switch v.lower(k) {
	case "who", "which":
		from := v.d.SentOf(k).From
		return k > from && !(k == from+1 && v.isMark(from)) // “Who wants it?” asks
	case "he", "she", "they", "everyone", "everybody", "nobody", "many", "some", "others", "those", "most":
		return true
	case "that": // "those that want a vote"
		h := v.relativeHead(k)
		return h >= 0 && v.somebody(h)
	case "i", "we", "you", "this", "what", "there": // who speaks, or nobody
		return false
	}
	if shares[v.d.Words[k].Lemma] || v.d.Words[k].UPOS == "NUM" { // "one in three believe", "60 percent want"
		return true
	}
	if r, n := lexicon.RoleOf([]string{v.lower(k)}); n > 0 && (r.Kind == hearsay.Person || r.Kind == hearsay.Group) && v.d.Words[k].UPOS == "NOUN" {
		return true
	}
	if v.ms == nil {
		return false
	}
	m := v.ms.At(k)
	if m < 0 {
		return false
	}
	x := &v.ms.Mentions[m]
	if v.lower(k) == "it" { // "It also accused the town": the report, the ministry
		e := &v.ms.Entities[x.Entity]
		return len(e.Mentions) > 1 && (e.Kind == hearsay.Organization || e.Kind == hearsay.DocumentEntity || e.Kind == hearsay.PlaceEntity && e.Named)
	}
	switch x.Kind {
	case hearsay.DocumentEntity:
		return true
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.Nationality:
		return true
	case hearsay.PlaceEntity:
		return x.Form == hearsay.Name || settled[v.d.Words[x.Head].Lemma]
	}
	return false
}

// relativeHead returns the noun whose relative clause has the pronoun k as its
// subject, -1 if there is none.
func (v *view) relativeHead(k int) int {
	d := v.d
	if d.Words[k].UPOS != "PRON" || d.Words[k].Head < 0 {
		return -1
	}
	r := &d.Words[d.Words[k].Head]
	switch {
	case !r.Is("acl:relcl") || r.Head < 0 || v.lower(r.Head) == "that":
	case r.Head < k:
		return r.Head
	case k > 0 && (d.Words[k-1].UPOS == "PRON" || d.Words[k-1].UPOS == "NOUN"): // hung on a verb behind
		return k - 1
	}
	return -1
}

// shares are nouns that stand for a part of some people.
var shares = map[string]bool{"percent": true, "per cent": true, "%": true, "half": true, "majority": true, "minority": true, "third": true,
	"quarter": true, "dozen": true, "hundred": true, "thousand": true, "million": true}

// settled are nouns of places that want and think as their people do.
var settled = map[string]bool{"town": true, "city": true, "country": true, "nation": true, "state": true, "village": true, "republic": true, "kingdom": true, "island": true, "province": true, "district": true, "region": true}
