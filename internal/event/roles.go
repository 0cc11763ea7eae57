package event

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
)

// events makes an event of each trigger.
func (f *finder) events() []Event {
	var es []Event
	for i := range f.found {
		t := &f.found[i]
		e, ok := f.event(t, t.match)
		if !ok {
			continue
		}
		es = append(es, e)
		for k := range t.also {
			m := &t.also[k]
			u := *t
			u.typ, u.match = m.Type, m
			if e, ok := f.event(&u, m); ok {
				es = append(es, e)
			}
		}
	}
	return es
}

// event codes one trigger; ok is false if the manual or good sense says that it
// is none.
func (f *finder) event(t *trigger, m *codebook.Match) (Event, bool) {
	e := Event{Word: t.word, From: t.from, To: t.to, Type: t.typ, Place: -1, PlaceFrom: "none", Said: -1,
		Confidence: t.sure, Why: slices.Clone(t.why)}
	e.Time.Ref, e.Time.From = -1, "none"
	if m != nil {
		e.Mode, e.CAMEO, e.Contexts = m.Mode, m.CAMEO, slices.Clone(m.Contexts)
	}
	e.facts = f.factsOf(t, m)
	j := f.judgement(t.word)
	if v := e.facts.verb; v >= 0 && v != t.word {
		j = f.judgement(v) // "carried out a strike", "no strike was carried out"
		if k := f.judgement(t.word); k.Value < j.Value {
			j = k
		}
	}
	e.Said, e.Value, e.Label, e.Status, e.Author = j.Said, j.Value, j.Label, j.Status, j.Author
	e.Why = append(e.Why, j.Why...)
	f.fill(&e, t, m)
	return e, f.coded(&e, t, m)
}

// facts is what the rest of the package needs to know of an event's words.
type facts struct {
	verb     int // the verb in whose clause it stands: itself, or a light verb; −1
	content  int // the word of what is demanded, threatened, promised; −1
	mutual   bool
	noun     bool
	definite bool // a noun with "the", "this", "that" or an owner
	fresh    bool // "a", "another", "a second"
	plural   bool
	words    []int // all that carry it, with those it has taken in
	agents   []int // heads of who does it, whether or not they can fill a role
	patients []int // and to whom
	means    []int // weapons and events as subjects: "a [drone] hit", "the [attack] killed"
	loose    bool  // no codebook
	told     bool  // one in a headline that the text has told again
}

func (f *finder) factsOf(t *trigger, m *codebook.Match) facts {
	w := f.word(t.word)
	x := facts{words: []int{t.word}, verb: -1, content: -1, noun: w.UPOS == "NOUN" || w.UPOS == "PROPN", loose: m == nil}
	if m != nil {
		x.verb, x.content, x.mutual = m.Verb, m.Content, m.Mutual
	} else if w.UPOS == "VERB" {
		x.verb = t.word
	}
	x.plural = w.XPOS == "NNS" || w.XPOS == "NNPS"
	for _, c := range f.d.Children(t.word) {
		k := f.word(c)
		switch low := strings.ToLower(k.Text); {
		case c > t.word:
		case k.Is("det") && (low == "the" || low == "this" || low == "that" || low == "these" || low == "those"), k.Is("nmod:poss"):
			x.definite = true
		case k.Is("det") && (low == "a" || low == "an" || low == "another"):
			x.fresh = true
		case low == "second" || low == "third" || low == "other" || low == "new" || low == "separate" || low == "further" || low == "more" || low == "similar" ||
			low == "recent" || low == "latest" || low == "previous" || low == "earlier" || low == "past":
			x.fresh = true
		}
	}
	if low := strings.ToLower(f.before(t.word)); low == "again" {
		x.fresh = true
	}
	for _, c := range f.d.Children(t.word) {
		if low := strings.ToLower(f.word(c).Text); f.word(c).Is("advmod") && (low == "again" || low == "later" || low == "also") {
			x.fresh = x.fresh || low == "again"
		}
	}
	return x
}

// before returns the text of the word before i.
func (f *finder) before(i int) string {
	if i == 0 {
		return ""
	}
	return f.word(i - 1).Text
}

// fill gives an event its actors and recipients.
func (f *finder) fill(e *Event, t *trigger, m *codebook.Match) {
	var as, rs []int
	if m != nil {
		as, rs = m.Actors, m.Recipients
	} else {
		as, rs = f.frame(t.word)
	}
	as, rs = f.ownerAndObject(e, as, rs)
	as, rs = f.oneSubject(as, rs)
	if len(as) == 0 && e.facts.noun && moving[e.Type] { // "the withdrawal of Northland's troops"
		for _, c := range f.d.Children(t.word) {
			if f.word(c).Is("nmod") && f.preposition(c) == "of" && !slices.Contains(rs, c) {
				as = f.members([]int{c})
			}
		}
	}
	if h := f.word(t.word).Head; len(rs) == 0 && e.facts.noun && e.Type == "ASSAULT" && h >= 0 && f.word(t.word).Rel == "nsubj" && harming[f.word(h).Lemma] {
		if o := f.d.Child(h, "obj"); o >= 0 { // "airstrikes hit a market"
			rs = f.members([]int{o})
		}
	}
	if c := e.facts.content; e.Type == "REQUEST" && c >= 0 && !slices.ContainsFunc(rs, func(r int) bool { return !f.d.Descends(r, c) }) {
		if s, passive := f.subject(c, 0); s >= 0 && !passive { // "demanded that the militias leave the port"
			rs = f.members([]int{s})
		}
	}
	e.facts.agents, e.facts.patients = as, rs
	for _, a := range as {
		e.Actors = f.enter(e, e.Actors, a, acting)
	}
	for _, r := range rs {
		n := len(e.Recipients)
		if e.Recipients = f.enter(e, e.Recipients, r, acted); n == len(e.Recipients) {
			// "condemned the [attack] by Northland", "criticised Northland's [decision]"
			for _, o := range f.behind(r, acted) {
				if e.Type == "REQUEST" && f.word(o).Is("nmod") && f.preposition(o) == "of" {
					continue // "ordered the killing of the monks" orders no monks
				}
				e.Recipients = f.enter(e, e.Recipients, o, acted)
			}
		}
	}
	if len(e.Actors) == 0 {
		for _, w := range e.facts.means { // "Northland's [raid] killed", "a [strike] by Northland hit"
			for _, o := range f.behind(w, acting) {
				e.Actors = f.enter(e, e.Actors, o, acting)
			}
		}
	}
	f.party(e)
	f.complete(e)
	if len(e.Actors) > 1 && len(e.Recipients) == 0 && (e.facts.mutual || e.Type == "AGREE" || e.Type == "CONSULT" || e.Type == "COOPERATE") {
		// "Northland and Harrow met": each with the other, so that both act and
		// both are met.
		e.Recipients = slices.Clone(e.Actors)
		e.Why = append(e.Why, hearsay.Why{Rule: "event.mutual", Score: 1})
		return
	}
	e.Recipients = slices.DeleteFunc(e.Recipients, func(r Role) bool {
		return slices.ContainsFunc(e.Actors, func(a Role) bool { return a.Word == r.Word })
	})
}

// dateline reports whether a role is the place a report was written in: "HARROW,
// Northland -- A court convicted".
func (f *finder) dateline(r *Role) bool {
	if r.Mention < 0 || f.ms.Mentions[r.Mention].Kind != hearsay.PlaceEntity {
		return false
	}
	first := f.d.SentOf(r.Word).From
	if r.From > first+2 {
		return false
	}
	for i := r.Word + 1; i < min(r.Word+6, len(f.d.Words)); i++ {
		if w := f.word(i); w.UPOS == "VERB" || w.UPOS == "AUX" {
			return false
		}
		switch f.word(i).Text {
		case "-", "--", "–", "—":
			return f.word(i - 1).Space
		}
	}
	return false
}

// personal are the modes that are done to persons only.
var personal = setOf("arrest abduct beat torture sexual deport expel convict")

// ownerAndObject reads a noun with both an owner and an "of": in "the bureau's
// arrest of the banker" the owner does it, though in "the banker's arrest" it is
// done to him.
func (f *finder) ownerAndObject(e *Event, as, rs []int) (actors, recipients []int) {
	if !e.facts.noun || moving[e.Type] {
		return as, rs
	}
	owner, object := -1, -1
	for _, c := range f.d.Children(e.Word) {
		switch w := f.word(c); {
		case w.Is("nmod:poss"):
			owner = c
		case w.Is("nmod") && c > e.Word && f.preposition(c) == "of" && object < 0:
			object = c
		}
	}
	if owner < 0 || object < 0 {
		return as, rs
	}
	return f.members([]int{owner}), f.members([]int{object})
}

// moving are the types of which a noun's "of" says who does it.
var moving = map[string]bool{"RETREAT": true, "MOBILIZE": true, "PROTEST": true, "CONSULT": true}

// oneSubject mends two subjects of one verb, which are a slip of the tree: of
// two before the verb the nearer counts ("which cited an officer, Northland
// drones attacked"); one behind it is its object ("urged the president to
// resign").
func (f *finder) oneSubject(as, rs []int) (actors, recipients []int) {
	for i, a := range as {
		w := f.word(a)
		if !w.Is("nsubj") || w.Head < 0 {
			actors = append(actors, a)
			continue
		}
		rival := func(b int) bool { return b != a && f.word(b).Is("nsubj") && f.word(b).Head == w.Head }
		switch {
		case a == w.Head+1 || a > w.Head && f.numbersOrArticle(w.Head+1, a): // "killing two [drivers]"
			if f.d.Child(w.Head, "obj") >= 0 || f.cue[w.Head] >= 0 {
				actors = append(actors, a)
			} else {
				recipients = append(recipients, a)
			}
		case a > w.Head && slices.ContainsFunc(as[:i], func(b int) bool { return rival(b) && b < w.Head }):
			recipients = append(recipients, a)
		case a < w.Head && slices.ContainsFunc(as[i+1:], func(b int) bool { return rival(b) && b < w.Head }):
		default:
			actors = append(actors, a)
		}
	}
	return actors, append(recipients, rs...)
}

// numbersOrArticle reports whether the words [from, to) are only what stands
// before a noun.
func (f *finder) numbersOrArticle(from, to int) bool {
	for i := from; i < to; i++ {
		switch f.word(i).UPOS {
		case "DET", "NUM", "ADJ":
		default:
			return false
		}
	}
	return true
}

// enter adds the role that word i fills, if it fills one, and the members of an
// apposition no second time.
func (f *finder) enter(e *Event, roles []Role, i int, s side) []Role {
	if f.word(i).Is("appos") && slices.ContainsFunc(roles, func(r Role) bool { return f.word(i).Head == r.Word }) {
		return roles
	}
	r, ok := f.role(i, s)
	if _, carries := f.at[i]; s == acting && (!ok || carries || armed[strings.ToLower(f.word(i).Lemma)] == "thrown") {
		e.facts.means = append(e.facts.means, i)
	}
	if !ok && s == acted && personal[e.Mode] { // what is arrested is somebody, whatever the model calls "a sharpshooter"
		if m := f.ms.At(i); m >= 0 && f.ms.Mentions[m].Type == "object" && f.word(i).Is("obj", "nsubj:pass") {
			x := &f.ms.Mentions[m]
			r, ok = Role{From: x.From, To: x.To, Word: i, Mention: m, Entity: x.Entity}, true
			f.code(&r, x)
		}
	}
	if !ok || s == acted && f.preposition(i) == "in" && f.place[i] >= 0 { // "strikes in Syria" are on nobody said
		return roles
	}
	if before := f.word(i).Is("compound", "amod", "nmod:poss") && f.word(i).Head == e.Word; (r.Mention < 0 || before && f.ms.Entities[r.Entity].Kind != hearsay.Person) && r.Sector == "GOV" && (e.Type == "ASSAULT" || e.Type == "MOBILIZE" || e.Mode == "withdraw" && e.Type == "RETREAT") {
		r.Sector = "MIL" // "Russian airstrikes"
	}
	if s == acting && f.dateline(&r) || s == acted && r.Entity >= 0 && slices.ContainsFunc(e.Actors, func(a Role) bool { return a.Entity == r.Entity }) {
		return roles // "lifted [its] boycott of Harrow"
	}
	for i, x := range roles {
		switch {
		case x.Word == r.Word, x.From <= r.From && r.To <= x.To:
			return roles
		case r.From <= x.From && x.To <= r.To: // "[45 [Boko Haram] members]"
			roles[i] = r
			return roles
		}
	}
	return append(roles, r)
}

// behind returns who is behind a thing or an event that fills a role, or whom
// it is about: "sanctions on [Northland]", "the demands of [drivers]",
// "[Harrow]'s decision", "an attack by [rebels]", "[Northlandic] comments",
// "sanctions imposed on [Harrow]". The first kind that names
// somebody counts.
func (f *finder) behind(i int, s side) []int {
	var on, poss, of, people, in []int
	for _, c := range f.d.Children(i) {
		w := f.word(c)
		switch p := f.preposition(c); {
		case w.Is("nmod:poss"):
			poss = append(poss, c)
		case w.Is("compound", "amod") && c < i && w.Text[0] >= 'A' && w.Text[0] <= 'Z':
			people = append(people, c)
		case w.Is("acl") && w.XPOS == "VBN": // "imposed on"
			for _, k := range f.d.Children(c) {
				if p := f.preposition(k); f.word(k).Is("obl") && (p == "on" || p == "against" || p == "by" && s == acting) {
					on = append(on, k)
				}
			}
		case !w.Is("nmod", "obl") || c < i:
		case p == "by", p == "of":
			of = append(of, c)
		case s == acted && p == "in":
			in = append(in, c)
		case s == acted && (p == "on" || p == "against" || p == "to" || p == "with" || p == "for" || p == "from" || p == "between"):
			on = append(on, c)
		}
	}
	for _, l := range [][]int{on, poss, of, people, in} {
		if slices.ContainsFunc(l, func(w int) bool { _, ok := f.role(w, s); return ok }) {
			return f.members(l)
		}
	}
	return nil
}

// frame returns the heads of those who do and of those who are done to at a
// word that no codebook knows.
func (f *finder) frame(i int) (actors, recipients []int) {
	d := f.d
	w := f.word(i)
	if w.UPOS != "VERB" {
		return f.nominal(i)
	}
	subject, passive := f.subject(i, 4)
	for _, c := range d.Children(i) {
		k := f.word(c)
		switch {
		case k.Is("obj", "iobj"):
			recipients = append(recipients, c)
		case k.Is("obl:agent"), k.Is("obl") && passive && f.preposition(c) == "by":
			actors = append(actors, c)
		}
	}
	if len(recipients) == 0 {
		for _, c := range d.Children(i) {
			if p := f.preposition(c); f.word(c).Is("obl") && (p == "against" || p == "on" || p == "with" || p == "at" || p == "to") {
				recipients = append(recipients, c)
			}
		}
	}
	if subject >= 0 {
		if passive {
			recipients = append([]int{subject}, recipients...)
		} else {
			actors = append(actors, subject)
		}
	}
	return f.members(actors), f.members(recipients)
}

// subject returns the subject of verb i, its own or shared, and whether the
// verb is passive.
func (f *finder) subject(i, n int) (subject int, passive bool) {
	d := f.d
	w := f.word(i)
	passive = d.Child(i, "aux:pass", "nsubj:pass") >= 0 || w.XPOS == "VBN" && w.Is("acl", "amod", "advcl") && d.Child(i, "aux") < 0
	if c := d.Child(i, "nsubj"); c >= 0 {
		if x := f.word(c).XPOS; (x == "WDT" || x == "WP" || f.word(c).Lemma == "that") && w.Is("acl:relcl") {
			return w.Head, passive
		}
		return c, passive
	}
	h := w.Head
	if n == 0 || h < 0 {
		return -1, passive
	}
	switch {
	case w.Is("acl", "acl:relcl"):
		return h, passive
	case w.Is("xcomp"):
		if o := d.Child(h, "obj", "iobj"); o >= 0 && f.word(h).Lemma != "promise" && f.word(h).Lemma != "threaten" {
			return o, passive
		}
		s, _ := f.subject(h, n-1)
		return s, passive
	case w.Is("conj", "advcl") && f.word(h).UPOS == "VERB":
		s, p := f.subject(h, n-1)
		if p != passive && w.Is("conj") {
			s = -1
		}
		return s, passive
	}
	return -1, passive
}

func (f *finder) nominal(i int) (actors, recipients []int) {
	for _, c := range f.d.Children(i) {
		w := f.word(c)
		switch {
		case w.Is("nmod:poss"):
			actors = append(actors, c)
		case w.Is("compound", "amod") && c < i && w.Text[0] >= 'A' && w.Text[0] <= 'Z':
			actors = append(actors, c)
		case w.Is("nmod", "obl"):
			switch f.preposition(c) {
			case "by", "between", "from":
				actors = append(actors, c)
			case "on", "against", "of", "with", "to":
				recipients = append(recipients, c)
			}
		}
	}
	return f.members(actors), f.members(recipients)
}

// preposition returns the case marker of word i in lower case; "" without one.
// Of two with a noun between, the first belongs to that noun: in "clashed with
// police on the streets" the streets have "on", though the tree may give them
// both.
func (f *finder) preposition(i int) string {
	p := ""
	for _, k := range f.d.Children(i) {
		if w := f.word(k); w.Is("case") && k < i {
			if before := f.word(max(k-1, 0)).UPOS; p == "" || before == "NOUN" || before == "PROPN" || before == "PRON" {
				p = strings.ToLower(w.Text)
			}
		}
	}
	return p
}

// members returns words and those joined to each, in order.
func (f *finder) members(words []int) []int {
	out := slices.Clone(words)
	for _, w := range words {
		for _, c := range f.d.Children(w) {
			if f.word(c).Is("conj") {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
