package discourse

import (
	_ "embed"
	"slices"
	"strings"

	"hearsay"
)

//go:embed stances.tsv
var stancesText string

// stanceWords are the words of stances.tsv.
var stanceWords = load(stancesText, 5)

// stances finds who is for or against what, by position of the word that says
// so.
func (v *view) stances() []Stance {
	if !v.trees() {
		return nil
	}
	var out []Stance
	for _, s := range v.sentences() {
		for i := s.From; i < s.To; i++ {
			if st, ok := v.stanceAt(i, s.To); ok {
				out = append(out, st)
				out = append(out, v.joint(st)...)
			}
		}
	}
	for k := range out {
		if st := &out[k]; st.Holder >= 0 {
			m := &v.ms.Mentions[st.Holder]
			st.Who = Stretch{m.From, m.To}
		}
	}
	slices.SortStableFunc(out, func(a, b Stance) int { return a.Cue.From - b.Cue.From })
	return out
}

// joint returns the stance once more for each holder named beside the first:
// "Northport and Pellmar want the militia gone."
func (v *view) joint(st Stance) []Stance {
	if st.Holder < 0 {
		return nil
	}
	var out []Stance
	head := v.ms.Mentions[st.Holder].Head
	for _, c := range v.d.Children(head) {
		if m := v.ms.At(c); v.word(c).Is("conj") && m >= 0 && c < st.Cue.From && !v.thing(m) {
			o := st
			o.Holder = m
			out = append(out, o)
		}
	}
	return out
}

// stanceAt reads the word of stance at word i.
func (v *view) stanceAt(i, to int) (Stance, bool) {
	if st, ok := v.backed(i); ok {
		return st, ok
	}
	if st, ok := v.related(i); ok {
		return st, ok
	}
	if st, ok := v.seenAs(i); ok {
		return st, ok
	}
	pos := v.partOf(i)
	if pos == "" {
		return Stance{}, false
	}
	for k := range stanceWords[v.lemma(i)] {
		r := &stanceWords[v.lemma(i)][k]
		if r.fields[0] != pos && (r.fields[0] != "x" || pos != "v") {
			continue
		}
		if st, ok := v.stance(i, to, r); ok {
			return st, ok
		}
	}
	// Adjectives are listed as written ("worried about"), which a tagger may give
	// the lemma of their verb.
	if v.low[i] != v.lemma(i) {
		for k := range stanceWords[v.low[i]] {
			if r := &stanceWords[v.low[i]][k]; r.fields[0] == "a" && (pos == "a" || v.word(i).XPOS == "VBN" && v.d.Child(i, "aux:pass", "cop", "nsubj:pass") >= 0) {
				if st, ok := v.stance(i, to, r); ok {
					return st, ok
				}
			}
		}
	}
	return Stance{}, false
}

// partOf returns the part of speech of word i as stances.tsv writes it.
func (v *view) partOf(i int) string {
	switch v.word(i).UPOS {
	case "VERB":
		return "v"
	case "NOUN":
		return "n"
	case "ADJ":
		return "a"
	case "ADP":
		if oneOf(v.low[i], "in at") {
			return "a" // "in favour of", "at odds with"
		}
	}
	return ""
}

// stance reads word i by a row of the list.
func (v *view) stance(i, to int, r *row) (Stance, bool) {
	end := i + 1
	if len(r.phrase) > 1 {
		// A particle or preposition stands after the word, at most an object or
		// adverb away ("opposed strongly to").
		end = v.rest(i, to, r.phrase[1:])
		if end < 0 {
			return Stance{}, false
		}
	}
	st := Stance{Holder: -1, Toward: -1, Polarity: r.fields[1], Strength: int(r.fields[2][0] - '0'), Cue: Stretch{i, end}, Said: v.inner[i]}
	head := -1
	if r.fields[0] == "x" {
		head = v.stimulus(i)
	} else {
		head = v.towards(i, end, r.fields[3])
	}
	if head < 0 || !v.selects(i, head) {
		return st, false
	}
	if !v.held(&st, i, r.fields[0]) || !v.meant(&st, i, r.fields[0]) {
		return st, false
	}
	if !v.object(&st, head) {
		return st, false
	}
	st.Said = v.toldBy(&st)
	st.Why = why("stance."+r.fields[0], strings.Join(r.phrase, " "))
	return st, true
}

// toldBy returns on whose word a stance is: not on that of its holder where the
// words of stance are themselves the cue ("voiced her support for the raid").
func (v *view) toldBy(st *Stance) int {
	a := st.Said
	for n := 0; a >= 0 && st.Holder >= 0 && n < 8; n++ {
		s := &v.said[a]
		if s.Source < 0 || v.ms.Mentions[s.Source].Entity != v.ms.Mentions[st.Holder].Entity || s.CueFrom >= s.CueTo || s.Mode == hearsay.Direct {
			break
		}
		cue, near := Stretch{s.CueFrom, s.CueTo}, v.word(st.Cue.From).Head
		if !cue.Holds(st.Cue.From) && !(v.word(st.Cue.From).Is("obj") && cue.Holds(near)) {
			break
		}
		a = s.Within
	}
	return a
}

// rest returns the end of the words of phrase after word i, -1 if they do not
// stand there or one word further.
func (v *view) rest(i, to int, phrase []string) int {
	for _, from := range []int{i + 1, i + 2} {
		if from+len(phrase) <= to && v.follows(from, phrase...) && (from == i+1 || v.word(i+1).UPOS == "ADV") {
			return from + len(phrase)
		}
	}
	return -1
}

// meant weighs negation and mood. "Does not support" is against, "does not fear"
// is no stance; "should support" is what another wants, "if they support" what
// nobody says.
func (v *view) meant(st *Stance, i int, pos string) bool {
	heads := []int{i}
	if pos == "n" && v.word(i).Head >= 0 && v.word(i).Is("obj") {
		heads = append(heads, v.word(i).Head)
	}
	negated := false
	for _, h := range heads {
		for _, c := range v.d.Children(h) {
			w := v.low[c]
			switch {
			case oneOf(w, "not n't never neither nor hardly barely scarcely") && v.word(c).Is("advmod", "cc") && c < h, oneOf(w, "no") && v.word(c).Is("det", "advmod"):
				negated = !negated
			case oneOf(w, "should must ought could may might shall can") && v.word(c).Is("aux"):
				if w == "can" && negated || st.Polarity == Fears {
					continue
				}
				return false
			case oneOf(w, "would will 'd 'll") && v.word(c).Is("aux"):
				st.Strength = 1
			case oneOf(w, "if without") && v.word(c).Is("mark"), w == "whether":
				return false
			case oneOf(w, "little few") && v.word(c).Is("amod", "det"):
				return false
			case oneOf(w, "longer") && v.word(c).Is("advmod"):
				negated = true
			case oneOf(w, "strongly deeply fiercely vehemently staunchly firmly utterly bitterly passionately wholeheartedly fully categorically totally completely") && v.word(c).Is("advmod", "obl"):
				st.Strength = 3
			case oneOf(w, "somewhat slightly partly mildly cautiously tentatively") && v.word(c).Is("advmod"):
				st.Strength = 1
			}
		}
	}
	if v.word(i).Is("xcomp") && v.word(i).Head >= 0 && oneOf(v.lemma(v.word(i).Head), "refuse decline fail stop cease") {
		negated = !negated
	}
	if v.word(i).Is("xcomp") && v.word(i).Head >= 0 && oneOf(v.lemma(v.word(i).Head), "ask urge tell order force want call press push pressure appear seem make let help allow enable permit") {
		return false
	}
	if g := v.word(i).Head; v.word(i).Is("xcomp") && g >= 0 && v.low[g] == "going" && v.negated(g) {
		negated = !negated // "is not going to vote for it"
	}
	if !negated {
		return !oneOf(v.lemma(i), "tolerate condone countenance") // "will not tolerate" says something
	}
	flip := map[string]string{For: Against, Wants: Against}
	st.Strength = 1
	st.Polarity = flip[st.Polarity]
	return st.Polarity != "" // "did not condemn" is not yet for
}
