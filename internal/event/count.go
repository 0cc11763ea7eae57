package event

import (
	"slices"
	"strings"
)

// tallies reads the numbers of each event off those it was done to and those
// who did it, and gives the harm that is told beside an attack ("left 12 dead")
// to that attack.
func (f *finder) tallies(es []Event) {
	used := map[int]bool{}
	for i := range es {
		e := &es[i]
		for w := e.From; w < e.To; w++ {
			used[w] = true // "shot dead" counts nobody else
		}
		what := harm(f.word(e.Word).Lemma)
		switch {
		case what == "" && e.Mode == "arrest":
			what = "arrested"
		case what == "" && e.Mode == "abduct":
			what = "other"
		case what == "" && e.Type == "SANCTION" && e.Mode == "expel", what == "" && e.Mode == "deport":
			what = "displaced"
		case what == "" && e.Type == "RETREAT" && e.Mode == "release":
			what = "other"
		case what == "dead" && e.Type != "ASSAULT" && e.Type != "COERCE":
			what = ""
		}
		if what != "" {
			f.tally(e, what, e.Word, e.facts.patients)
		}
		if e.Type == "PROTEST" {
			f.tally(e, "crowd", e.Word, e.facts.agents)
		}
		f.times(e)
		f.weapons(e)
	}
	f.beside(es, used)
}

// tally adds a count for each of the words that gives a number.
func (f *finder) tally(e *Event, what string, clause int, words []int) {
	if n := f.shortened(clause); n >= 0 {
		words = []int{n}
	}
	for _, w := range words {
		if what == "dead" && f.hurtNext(w) {
			continue
		}
		if q, ok := f.quantity(w); ok && f.timeAt[w] < 0 && !f.measure(w) {
			e.count(f.counted(what, clause, q))
		}
	}
}

// hurtNext reports whether whom w names are the injured, whatever verb a tree hangs
// them from: "Child killed, 20 people injured in an attack", "killed two, nine men
// hurt". But "killed 20 injured people" tells of the dead.
func (f *finder) hurtNext(w int) bool {
	return w+1 < f.d.SentOf(w).To && harm(f.word(w+1).Lemma) == "injured" && f.word(w+1).UPOS == "VERB"
}

// shortened returns the number that stands alone before a verb joined to
// another: "13 were killed and [25] wounded", "and another [20] hurt"; −1 if
// there is none.
func (f *finder) shortened(verb int) int {
	if !f.word(verb).Is("conj") {
		return -1
	}
	for i := verb - 1; i >= max(verb-4, f.d.SentOf(verb).From); i-- {
		switch w := f.word(i); {
		case w.UPOS == "NUM" && f.timeAt[i] < 0:
			return i
		case w.UPOS == "CCONJ" || w.UPOS == "PUNCT" || w.UPOS == "VERB":
			return -1
		}
	}
	return -1
}

func (f *finder) counted(what string, clause int, q quantity) Count {
	return Count{What: what, Value: q.value, Low: q.low, High: q.high, Modifier: q.modifier, From: q.from, To: q.to,
		Said: f.judgement(clause).Said, clause: clause}
}

// measure reports whether a noun with a number is money, a distance or a time:
// "killed two days later", "seized 40 km of road".
func (f *finder) measure(i int) bool {
	return measures[f.word(i).Lemma]
}

var measures = setOf("day week month year hour minute kilometer kilometre mile km meter metre dollar euro percent % ton tonne time")

// count adds c unless e has it.
func (e *Event) count(c Count) {
	for _, x := range e.Counts {
		if x.What == c.What && (x.From < c.To && c.From < x.To || x.Value == c.Value && x.Modifier == c.Modifier && x.Said == c.Said) {
			return
		}
	}
	e.Counts = append(e.Counts, c)
}

// harm returns what a word counts: dead, injured, arrested, displaced; "".
func harm(lemma string) string { return harms[strings.ToLower(lemma)] }

var harms = func() map[string]string {
	m := map[string]string{}
	for what, words := range map[string]string{
		"dead":      "kill die dead death murder massacre behead assassinate execute slay slaughter perish fatality gun-down lynch decapitate hack",
		"injured":   "wound injure hurt maim wounded injured injury wounding rape",
		"arrested":  "arrest detain apprehend jail imprison detention",
		"displaced": "displace evacuate uproot displacement flee expel deport",
		"other":     "kidnap abduct kidnapping abduction missing casualty",
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] = what
		}
	}
	return m
}()

// times reads how often: "twice", "three times", "six airstrikes".
func (f *finder) times(e *Event) {
	q, ok := quantity{}, false
	if e.facts.noun && e.facts.plural {
		q, ok = f.quantity(e.Word)
		ok = ok && q.to <= e.Word && f.word(q.to-1).Head == e.Word
	}
	for _, v := range []int{e.Word, e.facts.verb} {
		if v < 0 || ok {
			continue
		}
		for _, c := range f.d.Children(v) {
			w := f.word(c)
			switch {
			case strings.EqualFold(w.Text, "twice"):
				q, ok = quantity{2, 2, 2, "", c, c + 1}, true
			case strings.EqualFold(w.Text, "thrice"):
				q, ok = quantity{3, 3, 3, "", c, c + 1}, true
			case w.Lemma == "time" && w.XPOS == "NNS" && w.Is("obl"):
				q, ok = f.quantity(c)
			}
		}
	}
	if ok {
		e.count(f.counted("times", e.Word, q))
	}
}

// weapons reads how many were used: "fired 12 rockets", "in which two bombs".
func (f *finder) weapons(e *Event) {
	if e.Type != "ASSAULT" && e.Type != "MOBILIZE" {
		return
	}
	for _, w := range slices.Concat(e.facts.patients, e.facts.agents) {
		if armed[strings.ToLower(f.word(w).Lemma)] == "" || w == e.Word {
			continue
		}
		if q, ok := f.quantity(w); ok {
			e.count(f.counted("weapons", e.Word, q))
		}
	}
}

// beside finds harm in words that carry no event of their own ("left 12 dead",
// "30 others were hurt", "the toll rose to 35") and gives it to the attack it is
// told beside: one of the sentence, else the last before it in the block.
//
// Counter-sentence: "the quake left 12 dead" has no attack beside it.
func (f *finder) beside(es []Event, used map[int]bool) {
	last, block := "", -1
	for i := range f.d.Words {
		w := f.word(i)
		if b := f.d.SentOf(i).Block; b != block {
			last, block = "", b
		}
		what := harm(w.Lemma)
		var words []int
		switch {
		case used[i] || f.negated(i):
			continue
		case what != "":
			if words = f.harmed(i); f.shortened(i) >= 0 {
				words = []int{f.shortened(i)}
			}
		case w.Lemma == "toll" || w.Lemma == "number" || w.Lemma == "figure":
			if what = last; w.Lemma == "toll" && f.d.Child(i, "compound") >= 0 {
				what = "dead"
			}
			words = f.stands(i)
		}
		if what == "" || len(words) == 0 {
			continue
		}
		e := f.attack(es, i)
		if e == nil || f.accident(i) {
			continue
		}
		for _, x := range words {
			q, ok := f.quantity(x)
			if ok && f.word(e.Word).Sent != w.Sent && q.value > believed {
				continue // "Some 220,000 people have been killed in the war."
			}
			if ok && f.timeAt[x] < 0 && !f.measure(x) {
				e.count(f.counted(what, i, q))
				last = what
			}
		}
	}
}

// believed is how many one attack of an earlier sentence may have harmed where
// the sentence at hand does not speak of it.
const believed = 2000

// negated reports whether word i is denied by a word on it: "no casualties".
func (f *finder) negated(i int) bool {
	for _, c := range f.d.Children(i) {
		switch strings.ToLower(f.word(c).Text) {
		case "no", "not", "n't", "n’t", "nobody", "never", "none":
			return true
		}
	}
	return false
}

// harmed returns the words for those whom word i says came to harm.
func (f *finder) harmed(i int) []int {
	d := f.d
	w := f.word(i)
	var out []int
	switch w.UPOS {
	case "VERB":
		_, out = f.frame(i)
		if w.Lemma == "die" || w.Lemma == "perish" || w.Lemma == "flee" || w.Lemma == "evacuate" && len(out) == 0 {
			out = nil
			if s, _ := f.subject(i, 3); s >= 0 {
				out = f.members([]int{s})
			}
		}
	case "ADJ", "NOUN":
		for _, c := range d.Children(i) {
			k := f.word(c)
			if k.Is("nsubj") || k.Is("nmod") && f.preposition(c) == "of" {
				out = append(out, c)
			}
		}
		if q, ok := f.quantity(i); ok && q.to <= i { // "12 dead", "seven deaths"
			return []int{i}
		}
		if w.UPOS == "ADJ" && len(out) == 0 && w.Head >= 0 { // "left 12 dead"
			if w.Is("xcomp") {
				if o := d.Child(w.Head, "obj"); o >= 0 {
					out = append(out, o)
				}
			} else if w.Is("amod") {
				out = append(out, w.Head)
			}
		}
		out = f.members(out)
	}
	return out
}

// stands returns the number that a toll has: "the toll rose to 35", "put the
// number at seven", "a toll of 35".
func (f *finder) stands(i int) []int {
	var out []int
	for _, at := range []int{i, f.word(i).Head} {
		if at < 0 {
			continue
		}
		for _, c := range f.d.Children(at) {
			if p := f.preposition(c); c > i && f.word(c).Is("obl", "nmod") && (p == "to" || p == "at" || p == "of") {
				out = append(out, c)
			}
		}
	}
	return out
}

// attack returns the event that harm told at word i belongs to.
func (f *finder) attack(es []Event, i int) *Event {
	var best *Event
	s, block := f.word(i).Sent, f.d.SentOf(i).Block
	for k := f.from(es, s-2); k < len(es); k++ {
		e := &es[k]
		if e.Type != "ASSAULT" && e.Type != "PROTEST" && e.Type != "COERCE" || e.Status == "denied" || e.Status == "not-happened" {
			continue
		}
		at := f.word(e.Word).Sent
		if at > s {
			break
		}
		if at == s || at >= s-2 && f.d.SentOf(e.Word).Block == block {
			if best == nil || at == s || f.word(best.Word).Sent < at {
				if best != nil && f.word(best.Word).Sent == s && e.Word > i && best.Word < i {
					continue // the one before rather than the one after
				}
				best = e
			}
		}
	}
	return best
}

// accidents are what harms without anybody's doing.
var accidents = setOf(`earthquake quake flood storm hurricane typhoon cyclone landslide avalanche accident crash collision derailment collapse
	disease outbreak epidemic pandemic virus coronavirus covid cholera ebola famine hunger drought wildfire heatwave tsunami eruption cancer illness
	drowning stampede tornado mudslide overdose`)

// accident reports whether the clause of word i names an accident as the cause.
func (f *finder) accident(i int) bool {
	for _, c := range f.d.Children(i) {
		w := f.word(c)
		if w.Is("nsubj", "obl", "nmod") && (accidents[w.Lemma] || f.d.Child(c, "compound") >= 0 && accidents[f.word(f.d.Child(c, "compound")).Lemma]) {
			return true
		}
	}
	return false
}
