package event

import (
	"math"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
)

// A trigger is a word that carries an event, with what the witnesses say of it.
type trigger struct {
	word     int
	match    *codebook.Match  // of the type that won; nil if the codebook has none
	also     []codebook.Match // further events that the same entry gives the words
	typ      string
	sure     float64
	from, to int
	why      []hearsay.Why
}

// least is the certainty below which there is no event.
const least = 0.3

// surely is the certainty below which the model's word alone makes no event:
// "a man [wearing] a belt", "a march that [drew] thousands" look like ASSAULT to
// it.
const surely = 0.8

// minor is the certainty below which a word is not even taken into another event
// ("attacked the post, [killing] two").
const minor = 0.25

// triggers finds the words that carry events.
func (f *finder) triggers() {
	for i := range f.d.Words {
		if t, ok := f.trigger(i); ok {
			f.found = append(f.found, t)
		}
	}
	f.nested()
	for k, t := range f.found {
		f.at[t.word] = k
	}
}

// nested drops triggers whose word belongs to a longer one of the same type:
// the noun of "filed a lawsuit against".
func (f *finder) nested() {
	kept := f.found[:0:0]
	for k, t := range f.found {
		inside := false
		for n := max(k-4, 0); n < min(k+5, len(f.found)); n++ {
			o := &f.found[n]
			inside = inside || n != k && o.typ == t.typ && o.from <= t.word && t.word < o.to && o.to-o.from > t.to-t.from
		}
		if !inside {
			kept = append(kept, t)
		}
	}
	f.found = kept
}

// trigger weighs the witnesses at word i.
func (f *finder) trigger(i int) (trigger, bool) {
	t, x, ok := f.candidate(i)
	if !ok {
		return t, false
	}
	t.sure = f.weigh.Sure(&x)
	if m := t.match; m != nil && m.Score >= 0.8 && len(m.Actors)+len(m.Recipients) > 0 {
		t.sure = max(t.sure, least) // a particular entry is not overruled
	}
	if t.match == nil && t.sure < surely {
		return t, false
	}
	return t, t.sure >= minor
}

// hyphened reports whether word i is the end of a compound adjective: "the
// rebel-[held] town", "a US-[backed] force" tell no event.
func (f *finder) hyphened(i int) bool {
	w := f.word(i)
	return i > 0 && f.word(i-1).Text == "-" && (w.XPOS == "VBN" || w.XPOS == "VBD" || w.XPOS == "JJ") && !w.Is("root", "ccomp", "conj")
}

// score is how well a match fits, of several at one word.
func score(m *codebook.Match, shares map[string]float64, kinds [nTypes]float64) float64 {
	return m.Score + 0.5*shares[m.Type] + kinds[typeNumber(m.Type)]
}

// kinds weighs all evidence for the type of the event at word i.
func (f *finder) kinds(i int, ms []codebook.Match) [nTypes]float64 {
	e := f.evidence(i, ms)
	return f.weigh.Types(&e)
}

// evidence is what speaks for each type of an event at word i.
func (f *finder) evidence(i int, ms []codebook.Match) Evidence {
	p := Pair{Trigger: i}
	if len(ms) > 0 {
		p.Actor, p.Actors = firstWord(ms[0].Actors)
		p.Recipient, p.Receivers = firstWord(ms[0].Recipients)
	}
	return Gather(f.d, f.matches, p)
}

// firstWord returns the first of some words as a range, and the others.
func firstWord(words []int) (first [2]int, others []int) {
	if len(words) == 0 {
		return first, nil
	}
	return [2]int{words[0], words[0] + 1}, words[1:]
}

// model returns the logits of word i carrying an event of any PLOVER type and
// any event of TimeML, and the share of each type if it carries one. Without a
// model they are 0 and nil.
func (f *finder) model(i int) (any, happens float64, shares map[string]float64) {
	if f.d.Model == nil {
		return 0, 0, nil
	}
	x := f.d.Model.Logits("plover", i)
	labels := f.d.Model.Labels("plover")
	if len(x) > 0 {
		shares = make(map[string]float64, len(x))
		none, sum := 0.0, 0.0
		top := slices.Max(x)
		for k, v := range x {
			e := math.Exp(float64(v - top))
			if labels[k] == "O" {
				none = e
			} else {
				shares[labels[k]] = e
				sum += e
			}
		}
		for k := range shares {
			shares[k] /= sum
		}
		any = clip(math.Log(sum/none), 5)
	}
	x = f.d.Model.Logits("event", i)
	labels = f.d.Model.Labels("event")
	if len(x) > 0 {
		none, sum := 0.0, 0.0
		top := slices.Max(x)
		for k, v := range x {
			e := math.Exp(float64(v - top))
			if labels[k] == "O" {
				none = e
			} else {
				sum += e
			}
		}
		happens = clip(math.Log(sum/none), 5)
	}
	return any, happens, shares
}

func clip(v, most float64) float64 { return min(max(v, -most), most) }

// vague are nouns and verbs that speak of what goes on without saying what was
// done; only a codebook's frame makes an event of them.
var vague = setOf(`war conflict crisis violence fighting situation event case issue policy power control law role
	be have do make take get go come say tell give put keep see know think want need help use work begin start end continue
	issue plan process program operation campaign mission effort step move action measure decision position result
	history year day week month time report statement speech comment election vote government country people lead include
	become follow remain show try call turn set happen occur cause mean live rise fall grow increase`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

// eventive reports whether a word that the codebook does not know is used as
// one that carries an event is: a verb with a subject, object or agent, or a
// noun that somebody owns, does, or suffers.
func (f *finder) eventive(i int) bool {
	d := f.d
	switch w := f.word(i); w.UPOS {
	case "VERB":
		return d.Child(i, "nsubj", "obj", "obl", "iobj") >= 0 || w.Is("acl", "xcomp", "conj", "advcl")
	case "NOUN":
		return d.Child(i, "nmod", "nmod:poss", "amod", "compound") >= 0 && !w.Is("compound", "nmod:poss")
	}
	return false
}
