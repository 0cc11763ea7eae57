package event

import (
	"cmp"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
	"hearsay/internal/factuality"
)

// coded applies the manual's rules that hang on more than the words of a
// trigger, and reports whether there is an event at all.
func (f *finder) coded(e *Event, t *trigger, m *codebook.Match) bool {
	roles := len(e.Actors) + len(e.Recipients)
	switch {
	case e.facts.loose && roles == 0:
		return false // the model alone, and nobody there
	case m != nil && m.Score < 0.6 && roles == 0:
		return false // a word that means much else
	}
	if k, _ := codebook.Type(e.Type); k.Recipient && e.facts.loose && len(e.Recipients) == 0 {
		return false
	}
	if f.saying(t.word) || f.sporting(e) || f.figurative(e) {
		return false
	}
	if e.facts.noun && e.facts.verb >= 0 && f.word(e.facts.verb).Lemma == "call" && f.d.Child(e.facts.verb, "xcomp") >= 0 {
		e.Actors = nil // "Dorn called the bombardment an act of war"
	}
	if m != nil && (e.Type == "REQUEST" || e.Type == "ACCUSE") && f.protested(t.word) {
		return false // the topic of a protest
	}
	if e.Type == "ASSAULT" && (f.accident(t.word) || slices.ContainsFunc(e.facts.means, func(w int) bool { return accidents[f.word(w).Lemma] })) {
		return false
	}
	if m != nil && m.Type == "MOBILIZE" && f.assaulted(t.word) {
		return false // "moved tanks up and shelled the town" is one assault
	}
	if w := f.word(t.word); w.Lemma == "war" || w.Lemma == "conflict" {
		if len(e.Actors) == 0 || len(e.Recipients) == 0 {
			return false // "since the war began"
		}
	}
	if e.Mode == "disarm" && len(e.Actors) > 0 && len(e.Recipients) > 0 && f.overlap(e.Actors, e.Recipients) < 0 {
		e.Type, e.Mode, e.CAMEO = "ASSAULT", "destroy", "" // whoever destroys another's weapons disarms nobody
	}
	f.turned(e)
	f.ahead(e)
	return true
}

// turned changes the type where the manual makes it hang on who does it: police
// or soldiers who free hostages help them, and a party to a war who calls for
// its end agrees to it.
//
// Counter-sentences: "the rebels freed the hostages", "Meridia called for an end
// to the war".
func (f *finder) turned(e *Event) {
	switch {
	case e.Type == "RETREAT" && e.Mode == "release":
		rescuer := slices.ContainsFunc(e.Actors, func(r Role) bool { return r.Sector == "COP" || r.Sector == "MIL" || r.Sector == "GOV" })
		hostage := slices.ContainsFunc(e.Recipients, func(r Role) bool {
			l := f.word(r.Word).Lemma
			return l == "hostage" || l == "captive" || l == "abductee"
		})
		if rescuer && hostage {
			e.Type, e.Mode, e.CAMEO = "AID", "", ""
		}
	case e.Type == "REQUEST":
		last := min(f.d.SentOf(e.Word).To, e.To+15)
		for i := e.To; i < last; i++ {
			if !wars[f.word(i).Lemma] {
				continue
			}
			o := f.d.Child(i, "nmod:poss")
			if m := f.ms.At(o); o >= 0 && m >= 0 && slices.ContainsFunc(e.Actors, func(r Role) bool { return r.Entity == f.ms.Mentions[m].Entity }) {
				e.Type, e.Mode, e.CAMEO = "AGREE", "", ""
				return
			}
		}
	}
}

var wars = setOf("war conflict fighting feud hostility insurgency rebellion")

// announced reports whether what lies ahead is told by the one who would do it.
func (f *finder) announced(e *Event) bool {
	if e.Said < 0 || f.said[e.Said].Source < 0 {
		return false
	}
	who := f.ms.Mentions[f.said[e.Said].Source].Entity
	return slices.ContainsFunc(e.Actors, func(r Role) bool { return r.Entity == who })
}

// ahead turns what lies in the future into what the manual makes of it: that
// somebody will meet, help or support is an agreement, an announced withdrawal a
// concession.
//
// Counter-sentences: what others demand, predict or make a condition of is no
// promise of the one who would do it ("Harrow must leave", "if Harrow helps").
func (f *finder) ahead(e *Event) {
	if e.Status == factuality.Predicted && f.announced(e) {
		e.Status = factuality.Planned // "Northland said that it would withdraw"
	}
	if e.Status != factuality.Planned {
		return
	}
	typ := codebook.Future(e.Type)
	if typ == e.Type {
		return
	}
	e.Why = append(e.Why, hearsay.Why{Rule: "event.future", Score: 1, Note: e.Type})
	e.Type, e.Mode, e.CAMEO = typ, "", ""
}

// clear lowers the confidence in an event by what the text leaves open: one that
// nobody does to nobody, nowhere and at no time, is seldom what a coder would
// call one.
func (e *Event) clear() {
	known := 0
	if e.Place >= 0 {
		known++
	}
	if e.Time.Ref >= 0 {
		known++
	}
	known += min(len(e.Counts), 1) + min(len(e.Also), 1)
	factor := 1.0
	if len(e.Actors)+len(e.Recipients) == 0 {
		factor = 0.8
		if known > 0 {
			factor = 0.95
		}
	}
	e.Confidence *= factor
}

// saying reports whether word i only marks what somebody says: "told reporters
// that it was over", not "told them to leave".
func (f *finder) saying(i int) bool {
	switch f.word(i).Lemma {
	case "tell", "say", "add", "note", "inform", "state", "report":
		c := f.d.Child(i, "xcomp")
		return f.word(i).UPOS == "VERB" && (c < 0 || f.d.Child(c, "mark") < 0)
	}
	return false
}

// sporting reports whether an event of violence is told in a report of sport:
// "Harwick beat Lunde 3-1", "fired a shot into the net".
func (f *finder) sporting(e *Event) bool {
	if e.Type != "ASSAULT" && e.Type != "ACCUSE" {
		return false
	}
	s := f.d.SentOf(e.Word)
	from, to := s.From, s.To
	if i := f.word(e.Word).Sent; i > 0 && f.d.Sents[i-1].Block == s.Block {
		from = f.d.Sents[i-1].From
	}
	if i := f.word(e.Word).Sent; i+1 < len(f.d.Sents) && f.d.Sents[i+1].Block == s.Block {
		to = f.d.Sents[i+1].To
	}
	from, to = max(from, e.Word-wide), min(to, e.Word+wide)
	seen := ""
	for i := from; i < to; i++ {
		w := f.word(i)
		if i+2 < s.To && i >= s.From && digits(w.Text) && (f.word(i+1).Text == "-" || f.word(i+1).Text == "–") && len(w.Text) < 3 && digits(f.word(i+2).Text) && len(f.word(i+2).Text) < 3 && f.timeAt[i] < 0 {
			if e.Mode == "beat" || f.word(e.Word).Lemma == "defeat" {
				return true
			}
		}
		if sports[w.Lemma] {
			if seen != "" && seen != w.Lemma {
				return true
			}
			seen = w.Lemma
		}
	}
	return false
}

// wide is how many words on either side of one are looked at, however long the
// sentence.
const wide = 80

// sports are words of which two together make a report one of sport.
var sports = setOf(`goal match league coach midfield midfielder goalkeeper penalty tournament championship quarterback touchdown inning innings wicket
	halftime half-time striker defender playoff semifinal semi-final quarterfinal footballer offside batsman bowler tennis rugby cricket basketball
	baseball hockey football soccer scorer net visitor fixture team player season kick-off`)

// protested reports whether word i says what a protest is about: "marched to
// demand", "rallied, calling for the minister to go".
func (f *finder) protested(i int) bool {
	for n := 0; n < 3; n++ {
		w := f.word(i)
		if w.Head < 0 || !w.Is("advcl", "xcomp", "acl", "conj", "obl", "nmod") || w.Is("acl:relcl") {
			return false
		}
		i = w.Head
		if m := f.matches(i); len(m) > 0 && m[0].Type == "PROTEST" {
			return true
		}
	}
	return false
}

// assaulted reports whether an assault is told in the sentence of word i.
func (f *finder) assaulted(i int) bool {
	s := f.d.SentOf(i)
	for w := max(s.From, i-wide); w < min(s.To, i+wide); w++ {
		if w == i {
			continue
		}
		if k, ok := f.at[w]; ok && f.found[k].typ == "ASSAULT" {
			return true
		}
	}
	return false
}

// consequences drops events that only say what another did or wanted: the
// killing that an attack did, the help that was promised.
//
//	"The airstrike killed twelve people": one event, the airstrike.
//	"agreed to send aid": one agreement.
//
// Counter-sentence: in "killed a guard and attacked the post" there are two.
func (f *finder) consequences(es []Event) []Event {
	at := map[int]int{}
	for i := range es {
		if _, ok := at[es[i].Word]; !ok {
			at[es[i].Word] = i
		}
	}
	into := make([]int, len(es)) // 1 + the event that takes this one in
	for i := range es {
		e := &es[i]
		if h := f.governor(e); h >= 0 {
			if v, ok := at[h]; ok && v != i {
				switch es[v].Type {
				case e.Type: // "imposed sanctions"
					into[i] = v + 1
					continue
				case "SUPPORT":
					if e.Type == "AGREE" || e.Type == "COOPERATE" { // "signed an agreement"
						into[i] = -1
						continue
					}
				case "SANCTION", "REJECT", "CONCEDE", "AGREE", "THREATEN": // "suspended aid": no aid
					into[i] = -1
					continue
				}
			}
		}
		if o := f.partOf(e, es, at); o >= 0 && o != i {
			into[i] = o + 1
			continue
		}
		switch e.Type {
		case "ASSAULT":
			if c := f.cause(e, es, at); c >= 0 && c != i {
				into[i] = c + 1
			}
		}
	}
	es, into = drop(es, into)
	for i := range es { // a chain ends where nobody takes in
		for n := 0; into[i] > 0 && into[into[i]-1] > 0 && n < 8; n++ {
			into[i] = into[into[i]-1]
		}
	}
	kept := es[:0:0]
	for i := range es {
		if k := into[i]; k > 0 && k-1 != i && into[k-1] == 0 {
			f.absorb(&es[k-1], &es[i])
		}
	}
	for i := range es {
		if k := into[i]; k == 0 || k-1 == i || into[k-1] != 0 {
			kept = append(kept, es[i])
		}
	}
	return kept
}

// partOf returns the agreement or meeting that e is the content or purpose of,
// an index in es: "agreed to [send] aid", "offered to host [talks]", "met to
// [discuss] it". −1 if there is none.
func (f *finder) partOf(e *Event, es []Event, at map[int]int) int {
	kind := e.Type
	if kind != "AGREE" && kind != "CONSULT" && !(e.Status == factuality.Planned && codebook.Quad(kind) <= 2) {
		return -1
	}
	for n, i := 0, e.Word; n < 4; n++ {
		w := f.word(i)
		if w.Head < 0 || !w.Is("xcomp", "ccomp", "obj", "obl", "advcl", "nmod", "acl") || w.Is("acl:relcl") {
			return -1
		}
		i = w.Head
		o, ok := at[i]
		if !ok || es[o].Said != e.Said {
			continue
		}
		if es[o].Type == "AGREE" || es[o].Type == "CONSULT" && kind != "AGREE" && e.Status == es[o].Status {
			return o
		}
	}
	return -1
}

// governor returns the verb that a noun that carries an event is the object, or
// passive subject, of, by the tree or by the order of words ("imposed tough
// sanctions"); −1 if it is none.
func (f *finder) governor(e *Event) int {
	w := f.word(e.Word)
	if !e.facts.noun {
		return -1
	}
	if w.Rel == "obj" || w.Rel == "nsubj:pass" {
		return w.Head
	}
	for i := e.Word - 1; i >= max(e.Word-4, f.d.SentOf(e.Word).From); i-- {
		switch k := f.word(i); k.UPOS {
		case "VERB":
			if k.XPOS == "VBN" && k.Is("amod") || k.XPOS == "VBG" && k.Is("amod") {
				continue
			}
			return i
		case "ADJ", "DET", "NUM", "NOUN", "ADV":
		default:
			if f.timeAt[i] >= 0 || i > 0 && k.XPOS == "POS" && f.timeAt[i-1] >= 0 { // "attended Saturday's meeting"
				continue
			}
			return -1
		}
	}
	return -1
}

// drop leaves out the events marked −1.
func drop(es []Event, into []int) ([]Event, []int) {
	kept, to := es[:0:0], into[:0:0]
	place := make([]int, len(es)+1) // from 1 + an index in es to that in kept
	for i := range es {
		if into[i] >= 0 {
			kept = append(kept, es[i])
			place[i+1] = len(kept)
		}
	}
	for i := range es {
		if into[i] >= 0 {
			to = append(to, place[into[i]])
		}
	}
	return kept, to
}

// harming are verbs for what an attack does to people and things.
var harming = setOf(`kill wound injure die hurt maim destroy damage demolish level flatten hit strike explode detonate burn kill-off
	death casualty leave claim cause perish`)

// cause returns the attack that a harm comes from, an index in es: the attack
// is its subject, the circumstance it happened in, or a clause beside it. −1 if
// there is none.
func (f *finder) cause(e *Event, es []Event, at map[int]int) int {
	attack := func(w int) int {
		if i, ok := at[w]; ok && es[i].Type == "ASSAULT" && es[i].Word != e.Word && es[i].Said == e.Said {
			return i
		}
		return -1
	}
	w := f.word(e.Word)
	for _, m := range e.facts.means { // "the [attack] killed"
		if i := attack(m); i >= 0 {
			return i
		}
		f.lend(e, m)
	}
	if !harming[w.Lemma] {
		return -1
	}
	if w.XPOS == "VBG" && e.Word > 0 && (f.before(e.Word) == "," || f.before(e.Word) == "and") { // "attacked the post, [killing] two"
		if o := f.attackBefore(e, es); o >= 0 && f.word(es[o].Word).Sent == w.Sent {
			return o
		}
	}
	if mere[w.Lemma] && len(e.Actors) == 0 { // "A bomb went off. Five people [died]."
		if o := f.attackBefore(e, es); o >= 0 {
			return o
		}
	}
	for _, c := range f.d.Children(e.Word) { // "were killed in an [attack]", "died when a bomb [exploded]"
		k := f.word(c)
		if !k.Is("obl", "nmod", "advcl") {
			continue
		}
		switch p := f.preposition(c); {
		case k.Is("advcl"), p == "in", p == "by", p == "during", p == "from", p == "after", p == "of":
			if i := attack(c); i >= 0 {
				return i
			}
		}
	}
	// "attacked the post, [killing] two": the clause beside it
	if h := w.Head; h >= 0 && (w.Is("advcl") && w.XPOS == "VBG" || w.Is("acl", "acl:relcl") || w.Is("conj") && harming[f.word(h).Lemma] || w.Is("parataxis")) {
		if i := attack(h); i >= 0 && !w.Is("parataxis") {
			return i
		}
	}
	return -1
}

// mere are verbs for harm that say nothing of how it came about.
var mere = setOf("die injure wound hurt perish death casualty")

// attackBefore returns the nearest attack told before e in its sentence or the
// one before, in the same block, an index in es; −1 if there is none.
func (f *finder) attackBefore(e *Event, es []Event) int {
	s := f.word(e.Word).Sent
	best := -1
	for i := f.from(es, s-1); i < len(es) && es[i].Word < e.Word; i++ {
		a := &es[i]
		if a.Type != "ASSAULT" || mere[f.word(a.Word).Lemma] {
			continue
		}
		if t := f.word(a.Word).Sent; f.d.Sents[t].Block == f.d.Sents[s].Block && group(a.Status) == group(e.Status) {
			best = i
		}
	}
	return best
}

// from returns the index of the first of es, which are by position, that stands
// in sentence s or later.
func (f *finder) from(es []Event, s int) int {
	first := f.d.Sents[max(s, 0)].From
	i, _ := slices.BinarySearchFunc(es, first, func(e Event, first int) int { return cmp.Compare(e.Word, first) })
	return i
}

// lend gives e the mode of a noun before it that is too little sure to be an
// event by itself: "Israeli [airstrikes] destroyed the plant".
func (f *finder) lend(e *Event, noun int) {
	for _, m := range f.matches(noun) {
		if m.Type == "ASSAULT" && m.Mode != "" && (e.Mode == "" || e.Mode == "destroy" || e.Mode == "targeted") {
			e.Mode = m.Mode
			e.Also = append(e.Also, m.Words)
			e.facts.words = append(e.facts.words, noun)
			return
		}
	}
}

// most is how many words and recipients further mentions may add to an event:
// reports have a few, and what has hundreds is no report.
const most = 24

// absorb joins into e what another mention of the same happening tells.
func (f *finder) absorb(e, o *Event) {
	e.Also = append(append(e.Also, [2]int{o.From, o.To}), o.Also...)
	if e.Mode == "" && o.Type == e.Type {
		e.Mode = o.Mode
	}
	if len(e.Actors) == 0 && o.Type == e.Type {
		e.Actors = o.Actors
	}
	for _, r := range o.Recipients {
		if len(e.Recipients) < most && !f.takes(e, r) {
			e.Recipients = append(e.Recipients, r)
		}
	}
	e.Contexts = append(e.Contexts, o.Contexts...)
	if len(e.facts.words) < most {
		e.facts.words = append(e.facts.words, o.facts.words...)
		if o.facts.verb >= 0 {
			e.facts.words = append(e.facts.words, o.facts.verb)
		}
	}
	if e.Time.From == "none" || e.Time.From == "tense" || strings.HasPrefix(e.Time.From, "assumed") && o.Time.Ref >= 0 {
		if o.Time.From != "none" && o.Time.From != "" {
			e.Time = o.Time
		}
	}
	if e.Place < 0 {
		e.Place, e.PlaceFrom = o.Place, o.PlaceFrom
	}
	for _, c := range o.Counts {
		e.count(c)
	}
	e.Confidence = 1 - (1-e.Confidence)*(1-0.3*o.Confidence)
	e.Why = append(e.Why, hearsay.Why{Rule: "event.joined", Score: o.Confidence, Note: o.Type})
}

// takes reports whether r takes part in e already, under the same words at
// least.
func (f *finder) takes(e *Event, r Role) bool {
	for _, roles := range [][]Role{e.Actors, e.Recipients} {
		for _, x := range roles {
			if x.Word == r.Word || x.Entity >= 0 && x.Entity == r.Entity || !f.named(r) && strings.EqualFold(f.text(x), f.text(r)) {
				return true
			}
		}
	}
	return false
}

func (f *finder) text(r Role) string {
	s := f.d.Span(r.From, r.To)
	return f.d.Text[s.Start:s.End]
}
