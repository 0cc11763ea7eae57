package discourse

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// Nouns for what one side is to another.
const (
	rivals  = "rival foe enemy adversary opponent competitor nemesis archenemy detractor critic"
	allies  = "ally supporter backer patron sympathiser sympathizer loyalist proponent advocate"
	threats = "threat danger menace"
	hostile = "threat danger menace enemy foe adversary rival terrorist traitor obstacle aggressor pariah burden liability problem provocation invader occupier " +
		"dictator tyrant killer murderer criminal liar racist coward thug disgrace mistake failure disaster farce lie joke scandal crime catastrophe betrayal sham fraud hoax travesty outrage insult blunder"
	friendly = "ally partner friend hero liberator saviour savior asset opportunity bulwark protector model blessing counterweight champion success victory triumph milestone breakthrough achievement patriot"
	seeing   = "see view regard consider perceive deem treat brand label describe portray call denounce condemn hail praise"
	noting   = "note watch follow greet receive await meet hear"
	damning  = "reckless irresponsible shameful unacceptable outrageous disgraceful illegal unlawful unjust unfair dangerous cowardly barbaric absurd ridiculous " +
		"provocative hostile wrong immoral cruel inhumane brutal heinous despicable deplorable unjustified unwarranted illegitimate corrupt useless foolish stupid cynical " +
		"flawed fraudulent evil baseless unfounded false misleading irresponsible harmful ineffective biased biassed undemocratic criminal racist dishonest bad terrible horrible awful dreadful disastrous " +
		"inadequate insufficient counterproductive hypocritical unconstitutional appalling disappointing regrettable unfortunate ludicrous pathetic weak worthless bogus partisan"
	praising = "courageous brave wise excellent historic welcome heroic fair constructive positive admirable necessary honourable honorable " +
		"good great fantastic brilliant free successful important legitimate credible promising helpful useful productive encouraging outstanding remarkable generous vital essential legal lawful"
	worryings = "alarm concern suspicion dismay hostility horror unease distrust contempt fear anxiety apprehension scepticism skepticism"
	pleasings = "approval sympathy satisfaction delight enthusiasm admiration favour favor relief"
)

// pair is a stance of one noun phrase toward another.
func (v *view) pair(i, holder, toward int, polarity string, rule string) (Stance, bool) {
	st := Stance{Holder: -1, Toward: -1, Polarity: polarity, Strength: 2, Cue: Stretch{i, i + 1}, Said: v.inner[i], Why: why("stance."+rule, v.low[i])}
	if holder < 0 || toward < 0 || holder == toward {
		return st, false
	}
	st.Holder = v.ms.At(v.standsFor(holder))
	if st.Holder < 0 || v.thing(st.Holder) {
		return st, false
	}
	for _, c := range v.d.Children(i) {
		if v.word(c).Is("amod") && oneOf(v.low[c], "staunch close key main bitter dangerous sworn long-time longtime fierce firm major strongest closest arch deadly mortal") {
			st.Strength = 3
		}
		if oneOf(v.low[c], "former ex- erstwhile potential possible") || oneOf(v.low[c], "not n't no") {
			return st, false
		}
	}
	return st, v.object(&st, toward)
}

// related reads nouns for rivals and allies: "Northport's rival Pellmar", "the
// rival of Pellmar", "Pellmar is an ally of Northport", "allies such as
// Pellmar" is left alone.
func (v *view) related(i int) (Stance, bool) {
	if v.word(i).UPOS != "NOUN" && v.word(i).UPOS != "ADJ" {
		return Stance{}, false
	}
	polarity := ""
	switch l := v.lemma(i); {
	case oneOf(l, "critic detractor"):
		polarity = Against
	case oneOf(l, "supporter backer patron sympathiser sympathizer loyalist proponent advocate"):
		polarity = For
	case oneOf(l, rivals):
		polarity = Rival
	case oneOf(l, allies), oneOf(l, "partner") && v.peopled(i) && !oneOf(v.at(i-1), "trading trade business economic"):
		polarity = Ally
	default:
		return Stance{}, false
	}
	// Whose: "Northport's ally", "an ally of Northport".
	whose := v.d.Child(i, "nmod:poss")
	for _, c := range v.d.Children(i) {
		if k := v.d.Child(c, "case"); c > i && v.word(c).Is("nmod") && k >= 0 && oneOf(v.low[k], "of to") {
			whose = c // before a possessor: "the nation's fiercest critic of the tax"
			break
		}
	}
	if whose < 0 || v.quoted[whose] != v.quoted[i] {
		return Stance{}, false
	}
	// Who: the subject of "is an ally", the name beside it, or the phrase itself.
	who := i
	if s := v.subjectOf(i); s >= 0 && v.d.Child(i, "cop") >= 0 {
		if v.negated(i) {
			return Stance{}, false
		}
		who = v.standsFor(s)
	} else if g := v.word(i).Head; g >= 0 && (v.word(i).Is("appos") || v.setOff(i, g)) {
		who = g
	} else if a := v.d.Child(i, "appos"); a >= 0 {
		who = a
	}
	if v.ms.At(who) < 0 || v.ms.At(whose) < 0 {
		return Stance{}, false
	}
	st, ok := v.pair(i, who, whose, polarity, "related")
	if !ok && who != i {
		return v.pair(i, i, whose, polarity, "related")
	}
	return st, ok
}

// peopled reports whether a power stands beside word i: partners of countries are
// allies, partners of persons are none.
func (v *view) peopled(i int) bool {
	power := func(w int) bool {
		m := v.ms.At(w)
		if m < 0 || v.ms.Mentions[m].Form == hearsay.Pronoun {
			return false
		}
		switch v.ms.Entities[v.ms.Mentions[m].Entity].Kind {
		case hearsay.PlaceEntity, hearsay.Nationality, hearsay.Organization:
			return true
		}
		return false
	}
	return power(v.subjectOf(i)) || slices.ContainsFunc(v.d.Children(i), power)
}

// setOff reports whether noun i stands beside noun g between commas, whatever the
// tree calls it: "the bishop of Arden, a fierce critic of the governor,".
func (v *view) setOff(i, g int) bool {
	from := v.subtree(i).From
	for from < i && v.mark(from) {
		from++
	}
	return g < i && v.nominal(g) && v.at(from-1) == "," && oneOf(v.low[from], "a an the its his her their")
}

// backed reads "Northport-backed militia": the one before the hyphen is for the
// noun.
func (v *view) backed(i int) (Stance, bool) {
	polarity := ""
	switch {
	case oneOf(v.low[i], "backed supported sponsored"):
		polarity = For
	case oneOf(v.low[i], "allied aligned"):
		polarity = Ally
	}
	if polarity == "" || v.at(i-1) != "-" || v.word(i).Head < 0 {
		return Stance{}, false
	}
	noun := v.word(i).Head
	who := i - 2
	if noun <= i || !v.nominal(noun) || who < 0 {
		return Stance{}, false
	}
	st := Stance{Holder: v.namedBy(who), Toward: v.ms.At(noun), Polarity: polarity, Strength: 2, Cue: Stretch{i, i + 1}, Said: v.inner[i], Why: why("stance.backed", v.low[i])}
	if v.word(who).UPOS != "PROPN" && v.word(who).UPOS != "ADJ" && v.word(who).UPOS != "NOUN" || st.Toward < 0 {
		return st, false
	}
	st.What = v.trim(Stretch{i + 1, noun + 1})
	st.Who, st.Span = Stretch{who, who + 1}, Stretch{who, noun + 1}
	return st, true
}

// namedBy returns a mention for who word w before a hyphen names: that of the word
// itself, that of the country whose adjective it is ("Danish-backed": Denmark,
// where the text names it), or one made for it.
func (v *view) namedBy(w int) int {
	if m := v.ms.At(w); m >= 0 && !oneOf(v.low[w], "western foreign opposition government state") {
		return m
	}
	if code, ok := lexicon.Adjective(v.d.Words[w].Text); ok {
		for i := range v.ms.Entities {
			if e := &v.ms.Entities[i]; e.Named && e.Country == code && e.Kind == hearsay.PlaceEntity && len(e.Mentions) > 0 {
				return e.Mentions[0]
			}
		}
	}
	if v.d.Words[w].UPOS == "ADV" || strings.HasSuffix(v.low[w], "ly") || oneOf(v.low[w], "well best much long newly") {
		return -1 // "well-supported"
	}
	return v.ms.Add(w, w+1, hearsay.Why{Rule: "stance.backed", Score: 1})
}

// seenAs reads how somebody sees somebody: "sees Iran as a dangerous rival",
// "views the talks with alarm", "called the mayor a traitor".
func (v *view) seenAs(i int) (Stance, bool) {
	if v.word(i).UPOS != "VERB" || !oneOf(v.lemma(i), seeing) && !oneOf(v.lemma(i), noting) {
		return Stance{}, false
	}
	object := v.d.Child(i, "obj", "nsubj:pass")
	if c := v.d.Child(i, "xcomp", "ccomp"); object < 0 && c > i {
		if object = v.subjectOf(c); object < i {
			object = -1 // "called the ruling unjust", the ruling hung on unjust
		}
	}
	if c := v.d.Child(i, "ccomp"); object < 0 && c > i && oneOf(v.lemma(i), noting) {
		object = c // "noted with concern that …"
	}
	if c := v.d.Child(i, "obl"); object < 0 && c > i && oneOf(v.lemma(i), noting) && oneOf(v.lemma(c), worryings) {
		object = v.d.Child(c, "acl", "ccomp") // … hung on the concern
	}
	holder := v.doer(i)
	if object < 0 || holder < 0 {
		return Stance{}, false
	}
	polarity, at := "", -1
	for _, c := range v.d.Children(i) {
		if c < i || c == object {
			continue
		}
		k := v.d.Child(c, "case", "mark")
		switch l := v.lemma(c); {
		case v.word(c).Is("xcomp") || k >= 0 && v.low[k] == "as":
			switch {
			case oneOf(l, "rival competitor adversary"):
				polarity = Rival
			case oneOf(l, threats):
				polarity = Fears
			case oneOf(l, "ally partner friend"):
				polarity = Ally
			case oneOf(l, hostile):
				polarity = Against
			case oneOf(l, friendly):
				polarity = For
			case v.word(c).UPOS == "ADJ" && oneOf(l, damning):
				polarity = Against
			case v.word(c).UPOS == "ADJ" && oneOf(l, praising):
				polarity = For
			}
		case k >= 0 && v.low[k] == "with" && oneOf(l, worryings):
			polarity = Against
			if oneOf(l, "alarm concern fear anxiety apprehension unease") {
				polarity = Fears
			}
		case k >= 0 && v.low[k] == "with" && oneOf(l, pleasings):
			polarity = For
		}
		if polarity != "" {
			at = c
			break
		}
	}
	if at < 0 {
		// "sees Iran as a rival" with "as a rival" hung on Iran
		for _, c := range v.d.Children(object) {
			if k := v.d.Child(c, "case"); c > object && k >= 0 && v.low[k] == "as" {
				switch l := v.lemma(c); {
				case oneOf(l, "rival competitor adversary"):
					polarity, at = Rival, c
				case oneOf(l, threats):
					polarity, at = Fears, c
				case oneOf(l, hostile):
					polarity, at = Against, c
				case oneOf(l, "ally partner friend"):
					polarity, at = Ally, c
				}
			}
		}
	}
	if at < 0 || v.negated(i) || v.negated(at) {
		return Stance{}, false
	}
	st := Stance{Holder: v.ms.At(v.standsFor(holder)), Toward: v.ms.At(object), Polarity: polarity, Strength: 2, Cue: Stretch{at, at + 1}, Said: v.inner[i],
		Why: why("stance.seen", v.lemma(i)+" "+v.low[at])}
	if st.Holder < 0 || v.thing(st.Holder) {
		return st, false
	}
	whole := v.subtree(object)
	if at > object && whole.To > at {
		whole.To = v.subtree(at).From
	}
	st.What = v.trim(v.within(whole, i))
	st.Span = v.trim(Stretch{min(v.ms.Mentions[st.Holder].From, st.What.From, i), max(v.subtree(at).To, st.What.To)})
	if v.d.Words[v.ms.Mentions[st.Holder].Head].Sent != v.d.Words[i].Sent {
		st.Span.From = min(i, st.What.From)
	}
	return st, !st.What.IsEmpty()
}
