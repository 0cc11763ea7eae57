package event

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/mention"
)

// complete finds, by the order of words, roles that the tree of an event leaves
// open. Trees of long sentences often misplace one arc; the words that stand
// right before and after a verb, and behind the preposition that a type asks
// for, are a second witness.
func (f *finder) complete(e *Event) {
	v := e.facts.verb
	if len(e.Actors) == 0 && v == e.Word && f.finite(v) { // a subject taken for that of a passive
		for i, r := range e.Recipients {
			if r.Word < v && f.word(r.Word).Is("nsubj") {
				if r, ok := f.role(r.Word, acting); ok {
					e.Actors = append(e.Actors, r)
					e.Recipients = slices.Delete(e.Recipients, i, i+1)
				}
				break
			}
		}
	}
	if len(e.Actors) == 0 && v >= 0 && f.finite(v) {
		if m := f.closing(v); m >= 0 {
			e.Actors = f.supply(e, e.Actors, m, acting, "event.before")
		}
	}
	if len(e.Actors) == 0 && (e.facts.noun || f.passive(e.Word)) {
		f.byAgent(e)
	}
	if len(e.Actors) == 0 && e.facts.noun {
		f.announcers(e)
	}
	if len(e.Actors) == 0 && e.facts.noun {
		f.answerable(e)
	}
	f.lists(e, v)
	f.modifiers(e)
	if len(e.Recipients) > 0 {
		return
	}
	if f.ofContent(e); len(e.Recipients) > 0 {
		return
	}
	if v == e.Word && !f.passive(v) && e.Type != "PROTEST" && e.Type != "MOBILIZE" {
		if m := f.opening(v); m >= 0 {
			e.Recipients = f.supply(e, e.Recipients, m, acted, "event.after")
		}
	}
	if len(e.Recipients) == 0 {
		f.bySide(e)
	}
}

// byAgent looks behind a noun or a passive for whom "by" names, wherever the
// tree hangs it: "the arrest of two mayors by the [army]".
func (f *finder) byAgent(e *Event) {
	last := min(f.d.SentOf(e.Word).To, e.To+14)
	for i := e.To; i < last; i++ {
		w := f.word(i)
		if w.UPOS == "VERB" && !w.Is("acl", "amod") || w.Text == ";" {
			return
		}
		if m := f.ms.At(i); m >= 0 && f.led(&f.ms.Mentions[m]) == "by" && f.timeAt[i] < 0 && !e.takesPart(i) {
			e.Actors = f.supply(e, e.Actors, m, acting, "event.by")
			return
		}
	}
}

// announcers makes those named before a noun of violence, or who announce, order
// or begin what a noun says, the ones who do it: "a [police] raid", "the [bureau]
// announced the arrest of 26 men".
//
// Counter-sentence: in "the paper reported the arrest" the paper arrests nobody.
func (f *finder) announcers(e *Event) {
	if e.Type == "ASSAULT" {
		for _, c := range f.d.Children(e.Word) {
			if w := f.word(c); w.Is("compound", "amod") && c < e.Word && !e.takesPart(c) {
				e.Actors = f.enter(e, e.Actors, c, acting)
			}
		}
		if len(e.Actors) > 0 {
			return
		}
	}
	h := f.governor(e)
	if h < 0 || !starting[f.word(h).Lemma] || f.passive(h) {
		return
	}
	if s, _ := f.subject(h, 2); s >= 0 {
		for _, w := range f.members([]int{s}) {
			e.Actors = f.enter(e, e.Actors, w, acting)
		}
	}
}

var starting = setOf("announce order approve declare begin start commence launch stage continue resume end suspend impose open")

// answerable makes the one who is said to be behind what a noun says the one
// who does it: "the [cartel] has been responsible for the killings", "the [Red
// Front] claimed responsibility for the bombing".
//
// Counter-sentence: "the minister is responsible for the police".
func (f *finder) answerable(e *Event) {
	h := f.word(e.Word).Head
	if h < 0 || f.preposition(e.Word) != "for" {
		return
	}
	switch f.word(h).Lemma {
	case "responsible", "responsibility":
	case "claim", "take", "accept":
		if o := f.d.Child(h, "obj"); o < 0 || f.word(o).Lemma != "responsibility" {
			return
		}
	default:
		return
	}
	s, _ := f.subject(h, 2)
	if g := f.word(h).Head; s < 0 && g >= 0 && f.word(h).Lemma == "responsibility" {
		s, _ = f.subject(g, 2)
	}
	if s < 0 {
		return
	}
	for _, w := range f.members([]int{s}) {
		e.Actors = f.enter(e, e.Actors, w, acting)
	}
}

// party makes the subject of the verb that a meeting or agreement is the object
// of the one who acts, and those it is between whom it acts on: "the bishop
// launched a mediation effort between the army and the rebels".
func (f *finder) party(e *Event) {
	h := f.governor(e)
	if e.Type != "CONSULT" && e.Type != "AGREE" && e.Type != "COOPERATE" || h < 0 || f.word(h).UPOS != "VERB" || f.passive(h) {
		return
	}
	s, _ := f.subject(h, 2)
	if s < 0 || f.takesWord(e, s) {
		return
	}
	was := e.Actors
	if e.Actors = nil; len(e.Recipients) == 0 {
		e.Recipients = was
	}
	for _, w := range f.members([]int{s}) {
		e.Actors = f.enter(e, e.Actors, w, acting)
	}
	if len(e.Actors) == 0 {
		e.Actors, e.Recipients = was, nil
	}
}

// lists completes lists of which the tree holds the first member only:
// "Velmar, Meridia, [Dorn] and the [republic] condemned", "shelled Ost, [Selm]
// and [Dorn]". "And" must stand before the last, or it may be an apposition
// ("Jonas Hale, the minister, said"); and a list that does not end at the verb
// must have a comma, or its second member may begin a clause.
func (f *finder) lists(e *Event, v int) {
	if len(e.Actors) == 1 && v >= 0 && e.Actors[0].To < v {
		if ms, _ := f.chain(e.Actors[0].To, f.beforeVerb(v)+1); len(ms) > 0 {
			for _, m := range ms {
				e.Actors = f.supply(e, e.Actors, m, acting, "event.list")
			}
		}
	}
	if len(e.Recipients) == 1 && e.Recipients[0].From > e.Word {
		ms, commas := f.chain(e.Recipients[0].To, -1)
		if len(ms) < 2 || !commas {
			return
		}
		for _, m := range ms {
			e.Recipients = f.supply(e, e.Recipients, m, acted, "event.list")
		}
	}
}

// chain returns the mentions that follow word i in a list with "and" before the
// last, and whether commas are between them. The list must end at word to,
// unless to is −1.
func (f *finder) chain(i, to int) (ms []int, commas bool) {
	last := f.d.SentOf(max(i-1, 0)).To
	for n := 0; n < 12 && i < last; n++ {
		sep := f.word(i).Text
		i++
		and := sep == "and"
		if sep == "," && i < last && f.word(i).Text == "and" {
			and = true
			i++
		}
		if sep != "," && sep != "and" {
			return nil, false
		}
		commas = commas || sep == ","
		m := f.beginning(i, last)
		if and && to > i && (m < 0 || f.ms.Mentions[m].To != to) {
			m = f.titled(i, to)
		}
		if m < 0 {
			return nil, false
		}
		ms = append(ms, m)
		i = f.ms.Mentions[m].To
		if and {
			if to >= 0 && i != to {
				return nil, false
			}
			return ms, commas
		}
	}
	return nil, false
}

// titled returns the mention that ends at word to and before which, from word
// i on, only what describes it stands: "and his Northlandic counterpart [Ole
// Lind]". −1 if there is none.
func (f *finder) titled(i, to int) int {
	m := f.ms.At(to - 1)
	if m < 0 || f.ms.Mentions[m].To != to || f.ms.Mentions[m].From < i || f.ms.Mentions[m].From > i+5 {
		return -1
	}
	for k := i; k < f.ms.Mentions[m].From; k++ {
		if w := f.word(k); w.UPOS != "NOUN" && w.UPOS != "ADJ" && w.UPOS != "DET" && w.UPOS != "PROPN" && w.XPOS != "PRP$" {
			return -1
		}
	}
	return m
}

// beginning returns the longest mention that begins at word p; −1 if none does.
func (f *finder) beginning(p, last int) int {
	best := -1
	for h := p; h < min(last, p+10); h++ {
		if m := f.ms.At(h); m >= 0 && f.ms.Mentions[m].From == p && f.ms.Mentions[m].News && (best < 0 || f.ms.Mentions[m].To > f.ms.Mentions[best].To) {
			best = m
		}
	}
	return best
}

// modifiers makes those who are named before a noun of violence or speech the
// ones who do it: "a [Taliban] attack on the post".
//
// Counter-sentence: in "the [hostage] rescue" the noun before is done to.
func (f *finder) modifiers(e *Event) {
	if !e.facts.noun || len(e.Actors) > 0 || e.Type != "ASSAULT" && e.Type != "ACCUSE" && e.Type != "REQUEST" {
		return
	}
	for i, r := range e.Recipients {
		if w := f.word(r.Word); r.Word < e.Word && w.Head == e.Word && w.Is("compound", "amod") && f.named(r) {
			e.Actors = append(e.Actors, r)
			e.Recipients = slices.Delete(e.Recipients, i, i+1)
			return
		}
	}
}

// ofContent takes whom a promise, refusal or threat is about from what is
// promised, refused or threatened: "agreed to lend [Harrow] two ships",
// "refused to meet the [envoy]".
func (f *finder) ofContent(e *Event) {
	switch e.Type {
	case "AGREE", "REJECT", "THREATEN", "CONCEDE":
	default:
		return
	}
	c := e.facts.content
	if c < 0 {
		c = f.d.Child(e.Word, "xcomp", "ccomp")
	}
	if c < 0 || c == e.Word {
		return
	}
	inner := Event{Word: c, From: c, To: c + 1, Type: e.Type}
	inner.facts.verb, inner.facts.content = -1, -1
	_, rs := f.frame(c)
	if ms := f.matches(c); len(ms) > 0 {
		inner.Type, rs = ms[0].Type, ms[0].Recipients
	}
	for _, r := range rs {
		if f.takesWord(e, r) {
			continue
		}
		n := len(e.Recipients)
		if e.Recipients = f.enter(e, e.Recipients, r, acted); len(e.Recipients) > n {
			continue
		}
		for _, o := range f.behind(r, acted) { // "agreed to lift the sanctions against [Harrow]"
			if !f.takesWord(e, o) {
				e.Recipients = f.enter(e, e.Recipients, o, acted)
			}
		}
	}
	if len(e.Recipients) == 0 && f.word(c).UPOS == "VERB" && !f.passive(c) { // "refused to let two [airlines] land"
		if m := f.opening(c); m >= 0 {
			e.Recipients = f.supply(e, e.Recipients, m, acted, "event.after")
		}
	}
	if len(e.Recipients) == 0 {
		inner.Actors = e.Actors
		f.bySide(&inner)
		e.Recipients = inner.Recipients
	}
	if len(e.Recipients) > 0 {
		e.Why = append(e.Why, hearsay.Why{Rule: "event.content", Score: 1, Note: f.word(c).Text})
	}
}

// supply adds a mention to a role, with the members of its list.
func (f *finder) supply(e *Event, roles []Role, m int, s side, rule string) []Role {
	n := len(roles)
	for _, w := range f.members([]int{f.ms.Mentions[m].Head}) {
		if !e.takesPart(w) {
			roles = f.enter(e, roles, w, s)
		}
	}
	if s == acted && len(roles) == n {
		for _, w := range f.behind(f.ms.Mentions[m].Head, s) {
			if !f.takesWord(e, w) {
				roles = f.enter(e, roles, w, s)
			}
		}
	}
	if len(roles) > n {
		e.Why = append(e.Why, hearsay.Why{Rule: rule, Score: 1})
	}
	return roles
}

// takesWord reports whether word i heads a role of e.
func (f *finder) takesWord(e *Event, i int) bool {
	is := func(r Role) bool { return r.Word == i || r.From <= i && i < r.To }
	return slices.ContainsFunc(e.Actors, is) || slices.ContainsFunc(e.Recipients, is)
}

// finite reports whether verb v is finite and active, so that a subject must
// stand somewhere.
func (f *finder) finite(v int) bool {
	if f.passive(v) {
		return false
	}
	if v > 0 && f.word(v-1).Lemma == "have" && f.word(v-1).UPOS == "AUX" {
		return true // "has arrested", whatever the tree makes of "has"
	}
	switch w := f.word(v); w.XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VBN":
		return w.Is("root", "ccomp", "parataxis") || w.Rel == ""
	}
	return slices.ContainsFunc(f.d.Children(v), func(c int) bool {
		w := f.word(c)
		return w.Is("aux") && c < v && w.Lemma != "to"
	})
}

// passive reports whether verb v is passive. A subject that the tree calls
// passive does not make it so: "has reduced" has no "been".
func (f *finder) passive(v int) bool {
	w := f.word(v)
	for _, c := range f.d.Children(v) {
		if f.word(c).Rel == "aux:pass" && f.word(c).Lemma != "have" {
			return true
		}
	}
	if w.XPOS != "VBN" {
		return false
	}
	if x := f.d.Child(v, "xcomp"); x >= 0 && resolving[w.Lemma] && f.d.Child(x, "mark") >= 0 {
		return false // "units threatened to shell the town"
	}
	return f.d.Child(v, "nsubj:pass") >= 0 && f.d.Child(v, "aux") < 0
}

// resolving are verbs that take an infinitive in the active only.
var resolving = setOf("threaten refuse agree vow decline decide offer pledge plan fail")

// closing is ending, if nothing before the mention governs it.
func (f *finder) closing(v int) int {
	m := f.ending(v)
	if m < 0 {
		return -1
	}
	x := &f.ms.Mentions[m]
	for n := 0; n < 3 && f.led(x) != ""; n++ { // "the [envoy] for Harrow", "the [head] of the council of Selm"
		if m = f.endingAt(x.From-2, f.d.SentOf(v).From); m < 0 {
			return -1
		}
		x = &f.ms.Mentions[m]
	}
	if w := f.word(x.Head); w.Head >= 0 && w.Head < x.From || f.led(x) != "" {
		return -1
	}
	return m
}

// ending returns the mention that ends right before the verb v and its
// auxiliaries, adverbs and times; −1 if none does.
func (f *finder) ending(v int) int {
	return f.endingAt(f.beforeVerb(v), f.d.SentOf(v).From)
}

// endingAt returns the longest mention whose last word is p, in the sentence
// that begins at first; −1 if there is none.
func (f *finder) endingAt(p, first int) int {
	best := -1
	for h := p; h >= max(first, p-12); h-- { // the head may have words after it
		m := f.ms.At(h)
		if m < 0 {
			continue
		}
		x := &f.ms.Mentions[m]
		if x.To != p+1 || best >= 0 && x.From >= f.ms.Mentions[best].From {
			continue
		}
		best = m
	}
	return best
}

// beforeVerb returns the last word before the verb v and its auxiliaries, adverbs
// and times: "the [army] on Friday has reportedly shelled".
func (f *finder) beforeVerb(v int) int {
	first := f.d.SentOf(v).From
	p := v - 1
	for p >= first && (f.word(p).UPOS == "AUX" || f.word(p).UPOS == "ADV" || f.word(p).XPOS == "RB" || f.timeAt[p] >= 0 || p < v-1 && f.timeAt[p+1] >= 0 && f.word(p).UPOS == "ADP") {
		p--
	}
	return p
}

// opening returns the mention that begins right behind the verb v, its particle
// and adverbs, without a preposition; −1 if none does.
func (f *finder) opening(v int) int {
	last := f.d.SentOf(v).To
	p := v + 1
	for p < last && (f.word(p).XPOS == "RP" || f.word(p).UPOS == "ADV") {
		p++
	}
	if p >= last || f.word(p).UPOS == "ADP" && f.word(p).Lemma != "at" {
		return -1
	}
	best := -1
	for h := p; h < min(last, p+10); h++ {
		m := f.ms.At(h)
		if m < 0 {
			continue
		}
		if x := &f.ms.Mentions[m]; x.From == p || x.From > p && f.numbers(p, x.From) {
			if best < 0 || x.To > f.ms.Mentions[best].To {
				best = m
			}
		}
	}
	if best >= 0 && f.timeAt[f.ms.Mentions[best].Head] >= 0 {
		return -1
	}
	return best
}

// numbers reports whether the words [from, to) only bound a number: "at least".
func (f *finder) numbers(from, to int) bool {
	if to-from > 3 {
		return false
	}
	for i := from; i < to; i++ {
		if f.word(i).UPOS == "NUM" {
			continue
		}
		switch f.word(i).Lemma {
		case "at", "least", "more", "than", "as", "many", "up", "to", "about", "some", "nearly", "almost", "over", "around", "another", "no", "fewer":
		default:
			return false
		}
	}
	return true
}

// sides are the prepositions before whom an event of a type is done to.
var sides = map[string][]string{
	"AGREE":     {"with", "to", "between"},
	"CONSULT":   {"with", "between", "of"},
	"SUPPORT":   {"for", "to", "with", "of", "behind"},
	"CONCEDE":   {"to", "on", "against", "in"},
	"COOPERATE": {"with", "between"},
	"AID":       {"to", "for", "in"},
	"RETREAT":   {"from", "to", "with"},
	"REQUEST":   {"from", "of", "on"},
	"ACCUSE":    {"against", "into", "at", "on", "of"},
	"REJECT":    {"from", "by", "with"},
	"THREATEN":  {"against", "to"},
	"PROTEST":   {"against", "at", "on", "with"},
	"MOBILIZE":  {"against", "to", "into"},
	"SANCTION":  {"against", "on", "to", "with", "in"},
	"COERCE":    {"on", "against", "in"},
	"ASSAULT":   {"against", "on", "at", "with"},
}

// placed are the types and modes whose side may be a place: aid to a town, a
// curfew in it.
var placed = map[string]bool{"AID to": true, "AID for": true, "AID in": true, "SANCTION to": true, "SANCTION in": true, "CONCEDE to": true, "CONCEDE in": true,
	"curfew in": true, "martial-law in": true, "curfew on": true}

// bySide looks in the clause of an event, behind its words, for somebody with a
// preposition that its type asks for; the nearest counts.
//
// "Held talks in Selm with the envoy" has the envoy wherever the tree hangs him.
func (f *finder) bySide(e *Event) {
	top := e.Word
	if e.facts.verb >= 0 {
		top = e.facts.verb
	}
	_, to := f.d.Subtree(top)
	to = min(to, f.d.SentOf(top).To, e.To+15)
	for _, p := range sides[e.Type] {
		for i := e.To; i < to; i++ {
			w := f.word(i)
			if w.UPOS == "VERB" && i != top && !w.Is("acl") || w.Text == ";" {
				break // another clause
			}
			m := f.ms.At(i)
			if m < 0 || f.timeAt[i] >= 0 || f.takesWord(e, i) {
				continue
			}
			if x := &f.ms.Mentions[m]; f.led(x) == p || f.preposition(i) == p {
				if (x.Kind == hearsay.PlaceEntity || x.Kind == hearsay.OtherEntity) && !f.stateMention(x) && !placed[e.Type+" "+p] && !placed[e.Mode+" "+p] && p != "on" && p != "against" {
					continue
				}
				if e.Recipients = f.supply(e, e.Recipients, m, acted, "event.side"); len(e.Recipients) > 0 {
					return
				}
			}
		}
	}
}

// led returns the preposition right before a mention; "" without one.
func (f *finder) led(x *mention.Mention) string {
	if x.From > 0 && f.word(x.From-1).UPOS == "ADP" && f.word(x.From-1).XPOS != "RP" {
		return strings.ToLower(f.word(x.From - 1).Text)
	}
	return ""
}

// stateMention reports whether a mention names a country.
func (f *finder) stateMention(x *mention.Mention) bool { return f.state(x, &f.ms.Entities[x.Entity]) }
