package discourse

// harming are verbs for what befalls people and things in an event.
const harming = "kill injure wound hurt maim displace destroy damage die perish burn flatten drown shoot level gut devastate"

// blows are nouns for events in which people come to harm.
const blows = "attack raid strike airstrike explosion blast bombing shelling clash fight fighting battle gunfight gunbattle firefight shootout shooting crash collision fire blaze " +
	"earthquake quake flood flooding storm hurricane cyclone tornado landslide avalanche accident collapse stampede ambush bombardment crossfire gunfire violence unrest riot crackdown " +
	"encounter outbreak epidemic eruption tsunami derailment bomb missile rocket shell mortar grenade mine"

// outcomesOf are verbs whose participle, set off by a comma, tells what came of
// what was done before it.
const outcomesOf = "kill injure wound leave destroy damage displace paralyse paralyze cripple disrupt trap block flood topple plunge derail flatten halt strand"

// harmed reads what befell somebody in an event: "Nine dockers were killed in a
// blast at the mill", "The blast killed nine dockers", "The boiler burst, killing
// nine dockers". Counter-sentences: "Nine were killed in May", "The general killed
// time", "He left in a rage".
func (v *view) harmed(i int, out *[]Reason) {
	if !v.trees() || v.word(i).UPOS != "VERB" || v.negated(i) {
		return
	}
	l := v.lemma(i)
	if v.word(i).XPOS == "VBG" && oneOf(l, outcomesOf) {
		v.broughtAbout(i, out)
		return
	}
	if !oneOf(l, harming) {
		return
	}
	s := v.subjectOf(i)
	if s < 0 || s > i || oneOf(v.low[s], "which that who it nobody none no-one") || v.nobody(s) || v.low[s] == "one" {
		return
	}
	r := Reason{Kind: Cause, Sure: 0.8, Why: why("reason.harm", v.low[i])}
	if v.d.Child(i, "nsubj:pass", "aux:pass") < 0 && !oneOf(l, "die perish drown") {
		o := v.d.Child(i, "obj")
		if o < i || !oneOf(v.lemma(s), blows) || oneOf(l, "shoot burn") {
			return
		}
		// "killed 15" tells more than "15"
		r.For, r.Because, r.Cue = Stretch{i, v.whole(o, i).To}, v.trim(v.within(v.subtree(s), i)), Stretch{i, i + 1}
	} else {
		for _, c := range v.d.Children(i) {
			k := v.d.Child(c, "case")
			if c < i || k < i || !v.word(c).Is("obl") || !oneOf(v.low[k], "in by from during") || !oneOf(v.lemma(c), blows) || oneOf(v.lemma(c), "mine") && v.low[k] == "in" {
				continue
			}
			whole := v.subtree(c)
			r.Cue, r.Because = Stretch{k, k + 1}, v.trim(v.within(v.subtreeAfterCase(c), i))
			r.For = v.clause(i, whole)
			break
		}
	}
	if !r.For.IsEmpty() && !overlap(r.For, r.Because) && r.Because.To-r.Because.From > 1 {
		*out = v.add(*out, r)
	}
}

// broughtAbout reads a participle after a comma that tells what came of the clause
// before it.
func (v *view) broughtAbout(i int, out *[]Reason) {
	g, o := v.word(i).Head, v.d.Child(i, "obj")
	if g < 0 || g > i || v.at(i-1) != "," || !v.word(i).Is("advcl") || !v.isVerb(g) || o < i || v.subjectOf(i) >= 0 || v.prefixed(i) || v.lemma(o) == "time" || v.subjectOf(g) < 0 {
		return
	}
	whole := v.subtree(i)
	r := Reason{Kind: Cause, Cue: Stretch{i, i + 1}, For: v.trim(v.within(whole, i)), Because: v.clause(g, whole), Sure: 0.75, Why: why("reason.outcome", v.low[i])}
	if v.lemma(i) == "leave" && (r.For.To-r.For.From < 4 || !v.harmsIn(r.For)) {
		return // "went to town, leaving the children"
	}
	if !overlap(r.For, r.Because) {
		*out = v.add(*out, r)
	}
}

// harmsIn reports whether s tells of people or things in a bad state.
func (v *view) harmsIn(s Stretch) bool {
	return v.has(s.From, s.To, "dead injured wounded homeless unemployed stranded trapped without damaged destroyed jobless vulnerable ruins unable paralysed paralyzed dying open unconscious isolated")
}

// tries are nouns for an attempt, which an infinitive says the aim of.
const tries = "effort attempt bid ploy ruse"

// attempt reads "The fast is an effort to save the pier."
func (v *view) attempt(i int, out *[]Reason) {
	if !v.trees() || v.word(i).UPOS != "NOUN" || !oneOf(v.lemma(i), tries) || v.d.Child(i, "cop") < 0 || v.negated(i) {
		return
	}
	s := v.subjectOf(i)
	for _, c := range v.d.Children(i) {
		if s >= 0 && s < i && c > i && v.word(c).Is("acl", "advcl") && v.hasTo(c) {
			k := v.d.Child(c, "mark")
			*out = v.add(*out, Reason{Kind: Purpose, Cue: Stretch{i, k + 1}, Because: v.trim(v.within(Stretch{k + 1, v.subtree(c).To}, i)),
				For: v.back(v.trim(v.within(v.subtree(s), i)), i), Why: why("reason.attempt", v.low[i])})
			return
		}
	}
}
