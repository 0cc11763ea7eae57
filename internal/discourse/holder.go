package discourse

import "hearsay"

// held finds the holder of the stance word i.
func (v *view) held(st *Stance, i int, pos string) bool {
	h := -1
	switch pos {
	case "v":
		h = v.doer(i)
	case "x":
		h = v.d.Child(i, "obj")
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
	return !v.thing(st.Holder) || pos == "v" && v.tells(st.Holder, i)
}

// thing reports whether a mention is something that has no attitudes: anything but
// people, organisations, and places and peoples that stand for them.
func (v *view) thing(m int) bool {
	x := &v.ms.Mentions[m]
	if x.Form == hearsay.Pronoun && oneOf(v.low[x.Head], "he she they we i who him her them us me his their our my its") && !oneOf(v.low[x.Head], "its") {
		return false
	}
	switch v.ms.Entities[x.Entity].Kind {
	case hearsay.PlaceEntity:
		if e := &v.ms.Entities[x.Entity]; !e.Named && !v.speaks[x.Entity] && !oneOf(v.lemma(x.Head), lands) { // "The bridge supports eight lanes"
			return true
		}
		return x.Kind == hearsay.DocumentEntity && !x.Outlet
	case hearsay.Person, hearsay.Organization, hearsay.Group, hearsay.Nationality:
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
const bodies = "guild union commission council board group party committee coalition movement team family public administration regime agency court camp bloc faction " +
	"opposition alliance league assembly parliament cabinet army navy police force staff leadership ministry department company firm paper daily church community crowd majority minority"

// lands are nouns for places whose people have attitudes: "the island opposes the sale".
const lands = "country state nation republic kingdom city town village capital island province region district county world community neighbourhood neighborhood municipality colony"

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
	if m, of := v.ms.At(near), v.ms.At(n); near > n && m >= 0 && !v.thing(m) && v.ms.Mentions[m].Form != hearsay.Pronoun && (of < 0 || v.thing(of)) {
		return near // "a defeat for the guild, which fears …"
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
	if g := v.word(i).Head; g >= 0 && v.word(i).Is("obj") && oneOf(v.lemma(g), "express voice have declare show announce pledge offer state feel share give lend reiterate reaffirm signal withdraw lose drop make issue repeat renew launch register reflect lodge level raise hold stage file make bear harbour harbor nurse") {
		if oneOf(v.lemma(g), "withdraw lose drop") {
			return -1
		}
		return v.doer(g)
	}
	return -1
}
