package codebook

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/syntax"
)

// A Match is an entry of the book that fits at a word.
type Match struct {
	Entry    string // its name
	Type     string
	Mode     string // "" if none
	Contexts []string
	CAMEO    string // "" if not certain
	Words    [2]int // the words [from, to) of the trigger, in [syntax.Doc.Words]
	// Actors and Recipients are the heads of the arguments by the entry's
	// frame, in the order of the text, members of a list each; empty if the
	// clause does not name them. A word is never in both, unless Mutual.
	Actors, Recipients []int
	// Mutual is true if the actors did it to each other ("the ministers of
	// Northland and Harrow met") and no recipient is named.
	Mutual bool
	// Uses are words that the entry asked for: "aid" in "suspended aid". An event
	// that the book finds at such a word is this one, or is undone by it.
	Uses []int
	// Refused is true for "will not release": the negation has made the event a
	// REJECT, and is no longer to be counted.
	Refused bool
	// Content is the word whose event the trigger demands, threatens, promises
	// or rejects, -1 if there is none.
	Content int
	// Verb is the verb in whose clause the event stands, the trigger itself or
	// the light verb of a noun; -1 if none.
	Verb int
	// Score is between 0 and 1: how much of the entry was found. It is no
	// probability.
	Score float64
	Why   hearsay.Why
}

// ActorWord returns the first of the actors, -1 if there is none.
func (m *Match) ActorWord() int { return firstOf(m.Actors) }

// RecipientWord returns the first of the recipients, -1 if there is none.
func (m *Match) RecipientWord() int { return firstOf(m.Recipients) }

func firstOf(words []int) int {
	if len(words) == 0 {
		return -1
	}
	return words[0]
}

// Match returns the entries that fit at a word of d, the most particular first:
// those with the most conditions and the longest triggers, of equals the first
// of the book, one for each type. It returns nil if there is none, or if a more
// particular entry refuses the word. An entry with a second event ("also")
// returns that as a Match of its own.
func (b *Book) Match(d *syntax.Doc, word int) []Match { return b.match(d, word, 1) }

// match is Match; content may look into further words so many times.
func (b *Book) match(d *syntax.Doc, word, nested int) []Match {
	w := &d.Words[word]
	ts := b.triggers(w)
	if ts == nil {
		return nil
	}
	type found struct {
		e     *Entry
		f     *frame
		at    []int
		uses  []int
		rank  int
		score float64
	}
	var all []found
	var clauseFrame *frame // the same for all entries
	best := -1 << 30
	for k := range ts {
		t := &ts[k]
		if !t.pos.fits(w) {
			continue
		}
		at := t.match(d, word)
		if at == nil {
			continue
		}
		e := &b.Entries[t.entry]
		var f *frame
		switch t.pos {
		case verb:
			if clauseFrame == nil {
				clauseFrame = clause(d, word)
			}
			f = clauseFrame
		case noun:
			f = b.nominal(d, word, e)
		default:
			f = b.state(d, word, e)
		}
		uses, far, ok := b.meets(e, f, at)
		if !ok {
			continue
		}
		held, extra := len(uses), len(t.before)+len(t.after)
		x := found{e, f, at, uses, 4*held + 6*extra - 3*far, 0.6 + 0.2*float64(min(held+extra, 2))}
		for range far {
			x.score *= 0.7
		}
		if t.pos == noun && named(d, word) {
			x.score *= 0.5
		}
		if e.weak {
			x.rank--
			x.score *= 0.5
		}
		if e.Type == "" {
			x.rank++ // of equals, the one that refuses
		}
		best = max(best, x.rank)
		all = append(all, x)
	}
	var out []Match
	for _, x := range all {
		if x.rank < best {
			continue
		}
		if x.e.Type == "" {
			return nil
		}
		if slices.ContainsFunc(out, func(m Match) bool { return m.Type == x.e.Type }) {
			continue
		}
		m := b.event(x.e, x.f, x.at, nested)
		m.Uses = x.uses
		m.Words, m.Score = [2]int{slices.Min(x.at), slices.Max(x.at) + 1}, x.score
		if x.e.Type == "CONSULT" && x.e.mutual && len(m.Recipients) == 0 && !several(d, m.Actors) {
			m.Score *= 0.5
		}
		m.Why = hearsay.Why{Rule: "codebook." + x.e.Name, Score: m.Score}
		out = append(out, m)
		for _, a := range x.e.also {
			m.Type, m.Mode, m.CAMEO = a[0], a[1], ""
			out = append(out, m)
		}
	}
	return out
}

// named reports whether word i is part of a longer name: the alliance of "the
// Northern Alliance" need ally nobody.
//
// Counter-sentence: in the heading "Prime Minister Visit" the name is before it,
// which is why such a word only counts for less.
func named(d *syntax.Doc, i int) bool {
	if d.Words[i].UPOS != "PROPN" {
		return false
	}
	s := d.SentOf(i)
	capital := func(j int) bool {
		return j >= s.From && j < s.To && d.Words[j].Text[0] >= 'A' && d.Words[j].Text[0] <= 'Z'
	}
	return capital(i-1) && i-1 > s.From || capital(i+1)
}

// triggers returns the triggers whose anchor w may be, by its dictionary form, or
// by the form itself where that is wrong.
func (b *Book) triggers(w *syntax.Word) []trigger {
	if ts := b.index[w.Lemma]; ts != nil {
		return ts
	}
	if w.UPOS != "NOUN" && w.UPOS != "VERB" && w.UPOS != "PROPN" && w.UPOS != "ADJ" {
		return b.index[strings.ToLower(w.Text)]
	}
	if ts := b.index[strings.ToLower(w.Lemma)]; ts != nil {
		return ts
	}
	low := strings.ToLower(w.Text)
	if ts := b.index[low]; ts != nil {
		return ts
	}
	if !strings.HasSuffix(low, "ed") {
		return b.index[strings.TrimSuffix(low, "s")]
	}
	if ts := b.index[low[:len(low)-1]]; ts != nil { // "defended" taken for a noun
		return ts
	}
	return b.index[low[:len(low)-2]]
}

// fits reports whether a word may be a trigger of part of speech p.
func (p pos) fits(w *syntax.Word) bool {
	switch p {
	case verb:
		return w.UPOS == "VERB" || w.UPOS == "AUX" || w.UPOS == "ADJ" && (w.XPOS == "VBN" || w.XPOS == "VBG") ||
			w.UPOS == "NOUN" && strings.HasSuffix(w.Lemma, "ed") && strings.EqualFold(w.Lemma, w.Text) // no noun ends so but few
	case noun:
		return w.UPOS == "NOUN" || w.UPOS == "PROPN" && !isTime(w) // no march in March
	}
	return true
}

// event returns what e says of f.
func (b *Book) event(e *Entry, f *frame, at []int, nested int) Match {
	m := Match{Entry: e.Name, Type: e.Type, Mode: e.Mode, Contexts: slices.Clone(e.Contexts), CAMEO: e.CAMEO, Verb: f.verb, Content: -1}
	m.Actors = withConjuncts(f.d, f.role(e.actor, at))
	m.Recipients = withConjuncts(f.d, f.role(e.recipient, slices.Concat(at, m.Actors)))
	if k, _ := Type(e.Type); k.Quad == 1 || k.Quad == 3 {
		m.Recipients = behind(f.d, m.Recipients, slices.Concat(at, m.Actors))
	}
	m.Mutual = e.mutual && len(m.Recipients) == 0 && len(m.Actors) > 1
	b.ask(e, f, &m, nested)
	for i := range e.modes {
		if r := &e.modes[i]; b.fulfils(&r.cond, f, at) >= 0 {
			m.Mode = r.mode
			break
		}
	}
	if k, _ := Type(m.Type); k.Quad <= 2 && refused(f) {
		m.Type, m.Mode, m.CAMEO, m.Refused = "REJECT", contentMode("REJECT", m.Type, m.Mode), "", true
	}
	return m
}

// several reports whether words name more than one, or a group: "The ministers
// met", "Northland and Arden met", but not "the offer met".
func several(d *syntax.Doc, words []int) bool {
	return len(words) != 1 || d.Words[words[0]].XPOS == "NNS" || d.Words[words[0]].XPOS == "NNPS" || d.Words[words[0]].UPOS == "PRON"
}

// refused reports whether the clause says that somebody will not do it: "The
// rebels will not release the pilots."
//
// Counter-sentence: "The rebels did not release the pilots" tells what did not
// happen; nobody need have refused.
func refused(f *frame) bool {
	if f.verb < 0 {
		return false
	}
	will, not := false, false
	for _, c := range f.d.Children(f.verb) {
		w := &f.d.Words[c]
		will = will || w.Is("aux") && (w.Lemma == "will" || w.Lemma == "would")
		not = not || negates(w)
	}
	return will && not && !passive(f.d, f.verb, depth)
}

// behind returns who stands behind the things that something is said of: who
// defends Northland's policy defends Northland. Where the things are somebody,
// or nobody is named behind them, it returns words as they are.
func behind(d *syntax.Doc, words, but []int) []int {
	var out []int
	for _, w := range words {
		if person(d, w) {
			return words
		}
		for _, c := range d.Children(w) {
			p := preposition(d, c)
			owner := d.Words[c].Is("nmod:poss") || d.Words[c].Is("nmod") && (p == "of" || p == "by" || p == "from")
			if owner && d.Words[c].UPOS != "PRON" && person(d, c) && !slices.Contains(but, c) {
				out = append(out, c)
			}
		}
	}
	if out == nil {
		return words
	}
	return withConjuncts(d, out)
}

// role returns the words of the first slot that is filled by others than but.
func (f *frame) role(slots []string, but []int) []int {
	for _, s := range slots {
		words := slices.DeleteFunc(slices.Clone(f.fill(s)), func(w int) bool { return slices.Contains(but, w) || isTime(&f.d.Words[w]) })
		if len(words) > 0 {
			return words
		}
	}
	return nil
}

// ask takes the mode of m from the event in the content slots of e, and its
// recipients where m has none of its own: who refuses to lift the sanctions on
// Arden refuses Arden something, who demands that Arden pay demands it of Arden.
func (b *Book) ask(e *Entry, f *frame, m *Match, nested int) {
	if nested == 0 {
		return
	}
	for _, s := range e.content {
		for _, i := range withConjuncts(f.d, f.fill(s)) {
			if m.Content < 0 {
				m.Content = i
			}
			for _, in := range b.match(f.d, i, nested-1) {
				m.Content = i
				if len(m.Recipients) == 0 && e.Type == "REQUEST" {
					m.Recipients = slices.DeleteFunc(in.Actors, func(w int) bool { return slices.Contains(m.Actors, w) })
				} else if len(m.Recipients) == 0 {
					m.Recipients = slices.DeleteFunc(in.Recipients, func(w int) bool { return slices.Contains(m.Actors, w) })
				}
				m.Contexts = slices.Concat(m.Contexts, in.Contexts)
				if mode := contentMode(e.Type, in.Type, in.Mode); mode != "" {
					m.Mode = mode
				}
				return
			}
		}
	}
}
