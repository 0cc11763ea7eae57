package factuality

import (
	"strings"

	"hearsay/internal/syntax"
)

// A local is what hangs on a word and bears on whether its event happens. Words
// are given by number, −1 where there is none.
type local struct {
	not       int // what denies it: "not", "never", "no", "nobody" as its subject
	none      int // an object that there is none of: "fired no shots"
	modal     int
	adverb    int // "nearly", "allegedly"
	adjective int // "planned", "alleged" before a noun
	mark      int // the conjunction, or the preposition before an -ing form
	to        int // "to" before an infinitive
	prep      int // the preposition before a noun
	det       int
	subject   int
	passive   int // its passive subject
	object    int
	particle  int // "off" of "call off"
	copula    int // the copula, or the last auxiliary "be"
	have      int // the auxiliary of the perfect
	condition int // a clause with "if" that hangs on it
	usual     int // "often", "every week"
	next      int // "tomorrow", "next week"
	yet       int
	finite    bool // has a finite form of its own or an auxiliary with one
	past      bool // and that is past
	first     int  // the first dependent that is an auxiliary
	wh        bool // a question word hangs on it
}

// locals gathers what hangs on each word, in one pass over the words.
func (j *Judge) locals() []local {
	d := j.d
	ls := make([]local, len(d.Words))
	for i := range ls {
		ls[i] = local{-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, false, false, -1, false}
	}
	for i := range d.Words {
		w := &d.Words[i]
		if f, past := finite(w.XPOS); f && w.UPOS != "AUX" {
			ls[i].finite, ls[i].past = true, past
		}
		if w.Head >= 0 && w.Head < len(ls) {
			j.hang(ls, i, w)
		}
	}
	return ls
}

// hang notes what word i is for its head.
func (j *Judge) hang(ls []local, i int, w *syntax.Word) {
	h := &ls[w.Head]
	low := strings.ToLower(w.Text)
	if v := &j.d.Words[w.Head]; w.Rel == "cc:preconj" && v.Is("conj") && i < v.Head { // "neither signed nor rejected", hung on the second
		h = &ls[v.Head]
	}
	switch {
	case w.Is("aux", "cop"):
		j.aux(h, i, w)
	case w.Is("mark", "case"):
		switch {
		case low == "to" && j.d.Words[w.Head].XPOS == "VBG": // "took to stealing"
			h.mark = first(h.mark, i)
		case w.XPOS == "TO" && w.Is("mark") || low == "to" && w.Is("mark"):
			h.to = i
		case w.Is("mark"):
			h.mark = first(h.mark, i)
		default:
			h.prep = first(h.prep, i)
		}
		if low == "without" {
			h.not = i
		}
	case w.Is("nsubj"):
		if w.Rel == "nsubj:pass" {
			h.passive = first(h.passive, i)
		} else {
			h.subject = first(h.subject, i)
		}
		if ls[i].not >= 0 || nobody[low] { // "No guard fired"; the determiner stands before its noun
			h.not = i
		}
	case w.Is("obj"):
		h.object = first(h.object, i)
		if ls[i].not >= 0 && !content(j.d.Words[i].Lemma) || nobody[low] { // "fired no shot", not "made no plan to"
			h.none = i
		}
	case w.Rel == "compound:prt":
		h.particle = i
	case w.Is("det") && !w.Is("det:predet"):
		h.det = i
		if low == "no" || low == "neither" {
			h.not = i
		}
	case w.Is("amod", "compound"):
		if adjectival(w) {
			h.adjective = first(h.adjective, i)
		}
	case w.Is("advcl", "obl"):
		if j.conditional(ls, i) || w.Is("advcl") && j.inverted(ls, i) {
			h.condition = i
		}
	}
	if w.Is("advmod", "cc:preconj", "cc", "obl", "discourse", "dep", "nmod") {
		j.adverb(h, i, w, low)
	}
	if strings.HasPrefix(w.XPOS, "W") && w.Rel != "mark" && i < w.Head {
		h.wh = true
	}
}

// conditional reports whether a conjunction of condition stands before clause i.
func (j *Judge) conditional(ls []local, i int) bool {
	m := ls[i].mark
	return m >= 0 && conditions[strings.ToLower(j.d.Words[m].Text)]
}

// aux notes an auxiliary or copula of its head; the first of them has the tense.
func (j *Judge) aux(h *local, i int, w *syntax.Word) {
	if h.first < 0 {
		h.first = i
		h.finite, h.past = finite(w.XPOS)
	}
	if w.XPOS == "MD" {
		h.modal = first(h.modal, i)
	}
	if low := strings.ToLower(w.Text); strings.HasSuffix(low, "n't") || strings.HasSuffix(low, "n’t") || low == "cannot" { // tokens of others keep them whole
		h.not = i
	}
	switch w.Lemma {
	case "be":
		h.copula = i
	case "have":
		h.have = i
	}
}

// adverb notes what an adverb, or an adverbial of time, says of its head.
func (j *Judge) adverb(h *local, i int, w *syntax.Word, low string) {
	switch {
	case negators[low]:
		if low != "never" && i+1 < len(j.d.Words) && onlys[strings.ToLower(j.d.Words[i+1].Text)] { // "not only fired but"
			return
		}
		h.not = i
	case low == "longer" && i > 0 && strings.EqualFold(j.d.Words[i-1].Text, "no"):
		h.not = i
	case low == "yet":
		h.yet = i
	case usuals[low] && w.UPOS != "NOUN" || w.Is("obl", "advmod", "nmod") && j.each(i):
		h.usual = i
	case nexts[low] || w.Is("obl", "advmod", "nmod") && j.coming(i):
		h.next = i
	default:
		if _, ok := predicates[frame{low, "adverb", "a"}]; ok && (!nearly[low] || spared[j.d.Words[w.Head].Lemma]) {
			h.adverb = i
		}
	}
}

// each reports whether the words just before i make it happen again and again:
// "every Friday", "each year"; and plural days: "on Fridays".
func (j *Judge) each(i int) bool {
	if i > 0 {
		switch strings.ToLower(j.d.Words[i-1].Text) {
		case "every", "each":
			return true
		}
	}
	low := strings.ToLower(j.d.Words[i].Text)
	return strings.HasSuffix(low, "days") && len(low) > 5 && weekdays[strings.TrimSuffix(low, "s")]
}

// coming reports whether a time lies ahead: "next week", "the coming days".
func (j *Judge) coming(i int) bool {
	for k := i - 1; k >= max(0, i-2); k-- {
		switch strings.ToLower(j.d.Words[k].Text) {
		case "next", "coming", "upcoming":
			return times[j.d.Words[i].Lemma] || weekdays[strings.ToLower(j.d.Words[i].Text)]
		}
	}
	return false
}

// inverted reports whether clause i is a condition without "if": "Had they
// fired, …", "Should it rain, …".
func (j *Judge) inverted(ls []local, i int) bool {
	a, s := ls[i].first, ls[i].subject
	if s < 0 {
		s = ls[i].passive
	}
	if a < 0 || s < 0 || a > s || ls[i].wh || i > j.d.Words[i].Head {
		return false
	}
	switch strings.ToLower(j.d.Words[a].Text) {
	case "had", "should", "were":
		return true
	}
	return false
}

// finite reports whether a tag is that of a finite verb, and of a past one. A
// past participle alone counts as neither.
func finite(xpos string) (is, past bool) {
	switch xpos {
	case "VBD":
		return true, true
	case "VBZ", "VBP", "MD":
		return true, false
	}
	return false, false
}

func first(old, i int) int {
	if old >= 0 {
		return old
	}
	return i
}

// adjectival reports whether a word before a noun says whether the noun's event
// happens: "planned", "alleged", "attempted".
func adjectival(w *syntax.Word) bool {
	_, ok := predicates[frame{strings.ToLower(w.Text), "adjective", "a"}]
	return ok
}

// content reports whether a noun has something to be done or believed for its
// content, as "plan" and "claim" do.
func content(lemma string) bool {
	for _, form := range [...]string{"i", "c", "of", "for"} {
		if _, ok := predicates[frame{lemma, "noun", form}]; ok {
			return true
		}
	}
	return false
}

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

var (
	negators = words("not n't n’t never nor neither hardly scarcely nowhere")
	nobody   = words("nobody none nothing neither no-one")
	onlys    = words("only just merely simply")
	nearly   = words("nearly almost")
	// What "nearly" takes back: "nearly died", "almost collapsed", but not
	// "nearly doubled" or "almost guarantees".
	spared     = words("die kill collapse crash hit drown fall lose fail miss drop fire strike break succeed sink topple bring destroy derail cost quit")
	conditions = words("if unless provided providing assuming lest supposing should had")
	usuals     = words("often usually regularly always frequently routinely sometimes occasionally typically generally normally daily weekly monthly annually yearly nightly habitually periodically")
	nexts      = words("tomorrow tonight soon shortly")
	weekdays   = words("monday tuesday wednesday thursday friday saturday sunday")
	times      = words("day week month year hour weekend spring summer autumn fall winter quarter decade january february march april may june july august september october november december session round")
)
