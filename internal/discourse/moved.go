package discourse

import (
	"slices"

	"hearsay"
)

// moving are participles and adjectives for what moves somebody to act.
const moving = "angered irked annoyed outraged enraged infuriated incensed inspired emboldened encouraged alarmed worried frightened shocked motivated spurred driven " +
	"enthused disappointed frustrated upset dismayed galvanised galvanized stung shaken buoyed heartened appalled disgusted moved unnerved rattled stunned " +
	"fed-up furious angry wary fearful concerned anxious afraid disillusioned"

// thinking are verbs whose participle gives the thought behind an act.
const thinking = "fear believe suspect cite worry expect anticipate know think mistake sense"

// hoping are verbs whose participle says what an act is for.
const hoping = "hope aim intend want wish plan"

// moved reads a participle or adjective that says what moved the one who acts:
// "Angered by the toll, dockers marched to the port", "The mayor, worried about
// floods, closed the pier", against "the mayor was worried about floods", which
// explains nothing.
func (v *view) moved(i int, out *[]Reason) {
	if !v.trees() || !oneOf(v.low[i], moving) || v.word(i).Head < 0 || v.d.Child(i, "cop", "aux", "aux:pass", "nsubj", "nsubj:pass", "mark") >= 0 {
		return
	}
	g := v.word(i).Head
	if v.word(i).Is("amod", "acl") && (v.at(i-1) == "," || v.starts(i)) && v.word(g).Head >= 0 {
		g = v.word(g).Head // hung on the subject, but set off from it
	} else if !v.word(i).Is("advcl") {
		return
	}
	if !v.isVerb(g) {
		return
	}
	for _, c := range v.d.Children(i) {
		k := v.d.Child(c, "case", "mark")
		if c < i || !v.word(c).Is("obl", "advcl") || k < i || k > i+2 || !oneOf(v.low[k], "by over at about with of") {
			continue
		}
		whole := v.subtree(i)
		cue := Stretch{i, k + 1}
		r := Reason{Kind: Ground, Cue: cue, Because: v.trim(v.within(Stretch{k + 1, v.subtree(c).To}, i)), For: v.clause(v.finite(g), whole), Sure: 0.75,
			Why: why("reason.moved", v.text(cue))}
		if !overlap(r.For, r.Because) {
			*out = v.add(*out, r)
		}
		return
	}
}

// minded reads a participle that gives the thought or the wish behind an act:
// "Fearing a raid, the villagers fled", "The council closed the pier, citing
// floods", "They marched, hoping to be heard". Counter-sentence: "He spoke for
// an hour, thinking aloud."
func (v *view) minded(i int, out *[]Reason) {
	kind := Ground
	switch l := v.lemma(i); {
	case oneOf(l, hoping):
		kind = Purpose
	case !oneOf(l, thinking):
		return
	}
	g := v.word(i).Head
	if !v.trees() || g < 0 || !v.word(i).Is("advcl") || !v.isVerb(g) || v.subjectOf(i) >= 0 || v.d.Child(i, "mark", "aux") >= 0 || v.negated(i) {
		return
	}
	o := v.d.Child(i, "obj", "ccomp", "xcomp")
	if c := v.d.Child(i, "obl"); o < 0 && c > i && v.d.Child(c, "case") < 0 && v.subtree(c).From == i+1 {
		o = c // its object, whatever the tree calls it
	}
	if o < i {
		return
	}
	if v.lemma(i) == "cite" && (!v.word(o).Is("obj", "obl") || oneOf(v.lemma(g), "report say write tell add claim state publish quote")) {
		return // "reported, citing a letter": where it is from
	}
	if m := v.ms.At(o); v.lemma(i) == "cite" && m >= 0 && (!v.thing(m) || v.ms.Entities[v.ms.Mentions[m].Entity].Kind == hearsay.DocumentEntity || oneOf(v.lemma(o), "source someone somebody report")) {
		return // "citing two officials": a source, no ground
	}
	whole := v.subtree(i)
	because := v.trim(v.within(Stretch{i + 1, max(v.subtree(o).To, i+1)}, o))
	if v.says(because) < 2 && because.To-because.From < 2 || kind == Ground && v.word(o).Is("xcomp") {
		return
	}
	r := Reason{Kind: kind, Cue: Stretch{i, i + 1}, Because: because, For: v.clause(v.finite(g), whole), Sure: 0.75, Why: why("reason.minded", v.low[i])}
	if !overlap(r.For, r.Because) {
		*out = v.add(*out, r)
	}
}

// aimed reads a participle that says what a thing is for: "a law aimed at
// curbing arson", "the wall, meant to keep the sea out".
func (v *view) aimed(i int, out *[]Reason) {
	if !v.trees() || !oneOf(v.low[i], "aimed intended meant designed") || v.word(i).XPOS != "VBN" || v.negated(i) {
		return
	}
	at := i + 1
	if v.mark(at) || v.word(at).UPOS == "ADV" {
		at++
	}
	if !(v.at(at) == "to" && v.low[i] != "aimed" || v.low[i] == "aimed" && v.at(at) == "at") {
		return
	}
	c := v.word(at).Head
	if c <= at || v.word(c).Head != i || v.low[i] == "aimed" && v.word(c).XPOS != "VBG" || v.low[i] != "aimed" && v.word(c).XPOS != "VB" {
		return // "aimed at the mayor"
	}
	r := Reason{Kind: Purpose, Cue: Stretch{i, at + 1}, Because: v.trim(v.within(Stretch{at + 1, v.subtree(c).To}, i)), For: v.subjectPhrase(i), Why: why("reason.aimed", v.low[i])}
	if !overlap(r.For, r.Because) && r.Because.To-r.Because.From > 1 {
		*out = v.add(*out, r)
	}
}

// blamed reads verbs that give something to its cause: "Officials blamed the
// blackout on frost", "The blackout was blamed on frost", "attributed the
// blackout to frost", "blamed frost for the blackout".
func (v *view) blamed(i int, out *[]Reason) {
	l := v.lemma(i)
	if !v.trees() || !oneOf(l, "blame attribute ascribe credit") || v.word(i).UPOS != "VERB" || v.negated(i) {
		return
	}
	object := v.d.Child(i, "obj", "nsubj:pass")
	if object < 0 && v.word(i).Is("acl") && v.word(i).XPOS == "VBN" {
		object = v.word(i).Head // "a blackout blamed on frost"
	}
	if object < 0 {
		return
	}
	for _, c := range slices.Concat(v.d.Children(i), v.d.Children(object)) {
		k := v.d.Child(c, "case", "mark")
		if c < i || k < i || !v.word(c).Is("obl", "advcl", "nmod") {
			continue
		}
		effect, cause := v.whole(object, i), v.trim(v.within(v.subtreeAfterCase(c), i))
		if v.word(c).Head == object && c > object {
			effect.To = min(effect.To, v.subtree(c).From) // "blamed [the blackout on frost]"
		}
		if m := v.ms.At(object); m >= 0 && !v.thing(m) && (v.low[k] == "on" || v.low[k] == "to") {
			return // "blamed the mayor on all counts"
		}
		if m := v.ms.At(c); m >= 0 && !v.thing(m) && v.low[k] == "to" {
			return // "words attributed to the mayor"
		}
		switch {
		case l == "blame" && v.low[k] == "on", oneOf(l, "attribute ascribe") && v.low[k] == "to":
		case oneOf(l, "blame credit") && (v.low[k] == "for" || v.low[k] == "with"):
			effect, cause = v.trim(v.within(Stretch{k + 1, v.subtree(c).To}, i)), effect
		default:
			continue
		}
		if !overlap(effect, cause) && !v.relativeOnly(effect) && !v.relativeOnly(cause) {
			*out = v.add(*out, Reason{Kind: Cause, For: effect, Because: cause, Cue: Stretch{i, i + 1}, Why: why("reason.blamed", v.low[i]+" "+v.low[k])})
		}
		return
	}
}

// whole returns the phrase of noun h beside verb i, short of the verb's own words.
func (v *view) whole(h, i int) Stretch {
	s := v.subtree(h)
	if h > i {
		s.From = max(s.From, i+1)
		for _, c := range v.d.Children(i) {
			if c > h && v.subtree(c).From > h {
				s.To = min(s.To, v.subtree(c).From)
			}
		}
	} else {
		s.To = min(s.To, i)
		if v.word(i).Is("acl") {
			s = v.phrase(h, v.subtree(i))
		}
	}
	return v.trim(v.within(s, i))
}

// outcomes are nouns for what comes of something.
const outcomes = "result consequence outcome product fruit upshot"

// resultOf reads "The closure was the result of a strike."
func (v *view) resultOf(i int, out *[]Reason) {
	if !v.trees() || v.word(i).UPOS != "NOUN" || !oneOf(v.lemma(i), outcomes) || v.d.Child(i, "cop") < 0 || v.negated(i) {
		return
	}
	subject := v.subjectOf(i)
	for _, c := range v.d.Children(i) {
		if k := v.d.Child(c, "case"); c > i && k > i && v.word(c).Is("nmod") && v.low[k] == "of" && subject >= 0 && subject < i {
			effect := v.back(v.trim(v.within(v.subtree(subject), i)), i)
			*out = v.add(*out, Reason{Kind: Cause, For: effect, Because: v.trim(v.within(v.subtreeAfterCase(c), i)), Cue: Stretch{i, k + 1}, Why: why("reason.outcome", v.low[i])})
			return
		}
	}
}

// reactions are what an act draws.
const reactions = "protest criticism condemnation anger outcry backlash ire fire outrage praise rebuke concern fear alarm fury applause complaint objection scorn ridicule " +
	"opposition speculation doubt question debate controversy response reaction sympathy support"

// drew reads what an act draws from others: "The verdict drew protests." "Drew a
// map" draws nothing of the kind.
func (v *view) drew(i int, out *[]Reason) {
	if !v.trees() || v.word(i).UPOS != "VERB" || !oneOf(v.lemma(i), "draw elicit evoke stir attract raise generate arouse earn") || v.negated(i) {
		return
	}
	o := v.d.Child(i, "obj")
	if o < i || !oneOf(v.lemma(o), reactions) || oneOf(v.lemma(i), "raise") && v.lemma(o) != "fear" && v.lemma(o) != "concern" && v.lemma(o) != "doubt" && v.lemma(o) != "alarm" {
		return
	}
	cause := v.causer(i)
	if cause.IsEmpty() {
		return
	}
	if m := v.ms.At(v.d.Head(cause.From, cause.To)); m >= 0 {
		switch v.ms.Entities[v.ms.Mentions[m].Entity].Kind {
		case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.PlaceEntity, hearsay.Nationality:
			return // "The mayor raised concerns": whoever speaks, not what he did
		}
	}
	r := Reason{Kind: Cause, For: v.whole(o, i), Because: v.back(cause, i), Cue: Stretch{i, i + 1}, Why: why("reason.drew", v.low[i])}
	if p := v.d.Child(o, "nmod"); p > o {
		r.For.To = max(r.For.To, v.subtree(p).To)
	}
	if !overlap(r.For, r.Because) {
		*out = v.add(*out, r)
	}
}
