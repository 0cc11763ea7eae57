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
		if r.fields[0] != pos {
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
	head := v.towards(i, end, r.fields[3])
	if head < 0 {
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

// towards returns the head of what a word of stance is toward: the object, the
// clause, or the noun after one of the prepositions; -1 if there is none.
func (v *view) towards(i, end int, objects string) int {
	passive := v.d.Child(i, "nsubj:pass") >= 0
	for o := range strings.SplitSeq(objects, ",") {
		switch o {
		case "obj":
			if end > i+1 {
				if h := v.governs(Stretch{i + 1, end}); h >= 0 && v.at(end) != "to" && v.d.Words[h].Sent == v.d.Words[i].Sent && (v.nominal(h) || v.word(h).XPOS == "VBG" || v.word(h).Is("ccomp")) {
					return h
				}
				return -1
			}
			if passive && v.by(i) >= 0 {
				return v.d.Child(i, "nsubj:pass")
			}
			if c := v.d.Child(i, "obj"); c >= 0 {
				if c < i && oneOf(v.low[c], "whom which that who") {
					return v.standsFor(c) // "the general, whom Pellmar backs"
				}
				return c
			}
			for _, c := range v.d.Children(i) {
				// What stands right behind the verb without a preposition is its object,
				// though the tree calls it "obl".
				if c > i && v.word(c).Is("obl", "nsubj") && v.nominal(c) && v.d.Child(c, "case") < 0 && v.subtree(c).From == i+1 {
					return c
				}
			}
		case "clause":
			for _, c := range v.d.Children(i) {
				if c > i && (v.word(c).Is("ccomp", "xcomp", "acl") || v.word(c).Is("advcl") && v.hasTo(c)) && (v.isVerb(c) || v.d.Child(c, "mark", "cop", "nsubj") >= 0) {
					return c
				}
			}
		default:
			for _, c := range v.d.Children(i) {
				if k := v.d.Child(c, "case", "mark"); c > i && k >= 0 && v.low[k] == o {
					return c
				}
			}
		}
	}
	return -1
}

// object sets what the stance is toward, and its whole span.
func (v *view) object(st *Stance, head int) bool {
	s := v.subtree(head)
	if head < st.Cue.From && v.d.Descends(st.Cue.From, head) && v.word(st.Cue.From).Is("acl") {
		s = v.phrase(head, v.subtree(st.Cue.From))
	}
	toward := head
	if v.word(head).Is("xcomp", "ccomp", "acl", "advcl") {
		// "wants the militia to leave", "fears the militia will stay": toward the
		// militia.
		toward = v.subjectOf(head)
		if o := v.d.Child(v.word(head).Head, "obj"); toward < 0 && o > st.Cue.From && o < head {
			toward = o
			s.From = min(s.From, v.subtree(o).From)
		}
	} else if k := v.d.Child(head, "case", "mark"); k >= s.From && k < head {
		s.From = k + 1
	}
	if s.From < st.Cue.From && s.To > st.Cue.From && head > st.Cue.From {
		return false // a tree gone astray
	}
	if s.From < st.Cue.From {
		s.To = min(s.To, st.Cue.From)
	} else {
		s.From = max(s.From, st.Cue.To)
		s.To = min(s.To, v.shortOf(head, s))
	}
	st.What = v.trim(v.within(s, st.Cue.From))
	if head > st.Cue.From {
		st.What.To = v.behind(st.What.To, st.Cue.From, head)
	}
	if v.says(st.What) < 2 && st.What.To-st.What.From < 4 && (v.low[st.What.From] == "to" || v.at(st.What.To-1) == "to" || v.at(st.What.To-1) == "the") {
		return false // "wants to do": cut off
	}
	if st.What.IsEmpty() || st.What.To-st.What.From > 60 || v.relativeOnly(st.What) || v.has(st.What.From, st.What.To, "you your") && st.Author {
		return false
	}
	if st.Toward = v.ms.At(toward); st.Toward >= 0 && st.Holder >= 0 {
		if v.ms.Mentions[st.Toward].Entity == v.ms.Mentions[st.Holder].Entity && st.Polarity != Wants && st.Polarity != Fears {
			return false
		}
		// Soldiers who defend a base hold no opinion of it.
		if v.lemma(st.Cue.From) == "defend" && (v.ms.Mentions[st.Toward].Kind == hearsay.PlaceEntity || v.ms.Mentions[st.Toward].Type == "place") {
			return false
		}
	}
	if st.Holder >= 0 && v.ms.Mentions[st.Holder].From <= st.What.From && st.What.To <= v.ms.Mentions[st.Holder].To && st.Polarity != For && st.Polarity != Ally && st.Polarity != Against {
		return false // "Republicans hoping"
	}
	st.Span = Stretch{min(st.Cue.From, st.What.From), max(st.Cue.To, st.What.To)}
	if st.Holder >= 0 {
		m := &v.ms.Mentions[st.Holder]
		if v.d.Words[m.Head].Sent == v.d.Words[st.Cue.From].Sent {
			st.Span.From, st.Span.To = min(st.Span.From, m.From), max(st.Span.To, m.To)
		}
	}
	return st.Toward < 0 || st.Toward != st.Holder
}

// behind returns where an object ends that goes to word to: with a phrase behind
// it that a tree hangs on the verb ("slammed the tax on candles").
func (v *view) behind(to, verb, head int) int {
	if !v.nominal(head) || v.word(to).UPOS != "ADP" || !oneOf(v.low[to], "on of against for between") {
		return to
	}
	if c := v.word(to).Head; c > to && v.word(c).Head == verb && v.word(c).Is("obl", "nmod") && v.word(to).Is("case") && v.subtree(c).From == to {
		return v.subtree(c).To
	}
	return to
}

// says returns how many words of s say something: not "to do", "to see the".
func (v *view) says(s Stretch) int {
	n := 0
	for k := s.From; k < s.To; k++ {
		if !oneOf(v.low[k], "to the a an do see say be go have get know make happen so that it this") {
			n++
		}
	}
	if n == 1 && s.To-s.From > 2 {
		n++ // "to leave it"
	}
	return n
}

// shortOf cuts what is no part of an object: a clause set beside it.
func (v *view) shortOf(head int, s Stretch) int {
	for _, c := range v.d.Children(head) {
		if from := v.subtree(c).From; c > head && from > head && (v.mark(from-1) || v.mark(from)) &&
			(v.word(c).Is("parataxis", "advcl") || v.word(c).Is("acl") && v.word(c).XPOS == "VBG") {
			return from
		}
	}
	return s.To
}

// relativeOnly reports whether s says nothing by itself: "that", "which", "so".
func (v *view) relativeOnly(s Stretch) bool {
	return s.To-s.From == 1 && oneOf(v.low[s.From], "that which who whom what so more")
}

// held finds the holder of the stance word i.
func (v *view) held(st *Stance, i int, pos string) bool {
	h := -1
	switch pos {
	case "v":
		h = v.doer(i)
	case "a":
		if g := v.word(i).Head; v.word(i).UPOS == "ADP" && g == i+1 {
			i = g // "at odds", "in favour"
		}
		h = v.subjectOf(i)
		if h < 0 {
			// "critical of" after "remain", or behind its noun: "a daily critical of …"
			g := v.word(i).Head
			switch {
			case g < 0:
			case v.word(i).Is("xcomp", "advcl", "conj", "obl"):
				h = v.doer(g)
			case v.word(i).Is("amod", "acl", "nmod") && v.nominal(g):
				h = g
			}
		}
	case "n":
		h = v.owner(i)
	}
	if h < 0 {
		return false
	}
	h = v.standsFor(h)
	st.Holder = v.ms.At(h)
	if st.Holder < 0 || v.nobody(h) {
		return false
	}
	m := &v.ms.Mentions[st.Holder]
	if m.Form == hearsay.Pronoun && oneOf(v.low[m.Head], "i we") && v.inner[m.Head] < 0 && v.quoted[m.Head] == 0 {
		st.Author = true
	}
	return !v.thing(st.Holder)
}

// thing reports whether a mention is something that has no attitudes: anything but
// people, organisations, and places and peoples that stand for them.
func (v *view) thing(m int) bool {
	x := &v.ms.Mentions[m]
	if x.Form == hearsay.Pronoun && oneOf(v.low[x.Head], "he she they we i who him her them us me his their our my its") && !oneOf(v.low[x.Head], "its") {
		return false
	}
	switch v.ms.Entities[x.Entity].Kind {
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.PlaceEntity, hearsay.Nationality:
		return x.Kind == hearsay.DocumentEntity && !x.Outlet
	}
	return !v.ms.Entities[x.Entity].Outlet && (!v.speaks[x.Entity] || x.Kind == hearsay.DocumentEntity || x.Type == "abstract" && !x.Plural && !oneOf(v.lemma(x.Head), bodies))
}

// nobody reports whether the holder of head h is nobody, too few, or whoever
// reads: "no country", "neither", "you".
func (v *view) nobody(h int) bool {
	if oneOf(v.low[h], "neither none nobody you few nothing") || v.low[h] == "percent" && v.at(h+1) != "of" || v.low[h] == "one" && v.at(h-1) == "no" {
		return true
	}
	for _, c := range v.d.Children(h) {
		if c < h && oneOf(v.low[c], "no neither few little") {
			return true
		}
	}
	return false
}

// bodies are nouns for people who act together, which a model may take for
// something abstract.
const bodies = "union commission council board group party committee coalition movement team family public administration regime agency court camp bloc faction " +
	"opposition alliance league assembly parliament cabinet army navy police force staff leadership ministry department company firm paper daily church community crowd majority minority"

// standsFor returns the noun that a relative pronoun stands for, else h.
func (v *view) standsFor(h int) int {
	if !oneOf(v.low[h], "who which that whom") {
		return h
	}
	c := v.word(h).Head
	if c < 0 || !v.word(c).Is("acl") || v.word(c).Head < 0 {
		return h
	}
	// Of several joined nouns the last: "the Kurds and Turkey, which sees …"
	n := v.word(c).Head
	near := h - 1
	for near > n && v.mark(near) {
		near--
	}
	if near > n && v.word(near).Is("conj") && v.word(near).Head == n && v.low[h] != "that" && !v.word(near).Is("punct") && v.nominal(near) && v.singular(near) {
		return near
	}
	return n
}

// singular reports whether word i is a noun of one.
func (v *view) singular(i int) bool { return oneOf(v.word(i).XPOS, "NN NNP") }

// doer returns the head of who does what verb i says: its subject, the agent of
// a passive, the subject it shares with the verb it is joined to or completes,
// or the noun that it stands behind ("officers opposing the plan"); -1 if there
// is none.
func (v *view) doer(i int) int {
	for n := 0; i >= 0 && n < 6; n++ {
		if v.d.Child(i, "nsubj:pass") >= 0 || v.word(i).XPOS == "VBN" && v.d.Child(i, "aux") < 0 && v.word(i).Is("acl") {
			return v.by(i)
		}
		if s := v.d.Child(i, "nsubj"); s >= 0 {
			return s
		}
		g := v.word(i).Head
		switch {
		case g < 0:
			return -1
		case v.word(i).Is("acl") && v.nominal(g):
			if v.word(i).XPOS == "VBG" || v.word(i).Is("acl:relcl") {
				return g
			}
			return -1
		case v.word(i).Is("xcomp"):
			if o := v.d.Child(g, "obj", "iobj"); o >= 0 && o < i {
				return o
			}
		case v.word(i).XPOS == "VBG" && v.d.Child(g, "obj") >= 0 && v.d.Child(g, "obj") < i && oneOf(v.low[max(0, v.d.Child(i, "mark", "case"))], "of for from against"):
			return v.d.Child(g, "obj") // "accuses Pellmar of backing the rebels"
		case v.word(i).Is("advcl") && v.word(i).XPOS == "VBG", v.word(i).Is("conj"):
		default:
			return -1
		}
		i = g
	}
	return -1
}

// owner returns who has the attitude that noun i names: "Northport's fear of",
// "fear among residents of", "the fear of residents" is left open, "voiced its
// support for": the subject of the verb whose object it is.
func (v *view) owner(i int) int {
	if p := v.d.Child(i, "nmod:poss"); p >= 0 {
		return p
	}
	for _, c := range v.d.Children(i) {
		if k := v.d.Child(c, "case"); k >= 0 && oneOf(v.low[k], "among from by") && v.word(c).Is("nmod") {
			return c
		}
	}
	if g := v.word(i).Head; g >= 0 && v.word(i).Is("obj") && oneOf(v.lemma(g), "express voice have declare show announce pledge offer state feel share give lend reiterate reaffirm signal withdraw lose drop") {
		if oneOf(v.lemma(g), "withdraw lose drop") {
			return -1
		}
		return v.doer(g)
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
			case w == "if" && v.word(c).Is("mark"), w == "whether":
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
	if v.word(i).Is("xcomp") && v.word(i).Head >= 0 && oneOf(v.lemma(v.word(i).Head), "ask urge tell order force want call press push pressure appear seem") {
		return false
	}
	if !negated {
		return true
	}
	flip := map[string]string{For: Against, Wants: Against}
	st.Strength = 1
	st.Polarity = flip[st.Polarity]
	return st.Polarity != "" // "did not condemn" is not yet for
}
