package codebook

import (
	"slices"
	"strings"

	"hearsay/internal/syntax"
)

// A frame holds the heads of the arguments of a trigger, by slot, whatever the
// construction. Slots are
//
//	subj    who does it: subject, "by" of a passive or noun, owner of a noun
//	obj     whom it is done to: object, subject of a passive, "of" of a noun
//	iobj    the indirect object
//	owner   whose the object is: "accepted the envoy's plan"
//	comp    the head of a clause or infinitive that completes the trigger
//	inf     that head, if it is an infinitive: "told them to leave"
//	doer    the subject in that clause: "demanded that they leave"
//	whom    the object in that clause: "vowed to crush the rebels"
//	wh      the question word of that clause: "asked why", "asked whether"
//	must    the subject of that clause, if it says what must or should be
//	not     the negation of the trigger
//	mod     what stands before a noun to make it more precise
//	head    what the trigger itself depends on
//	holder  who or what is in the state of a phrase: "the city under siege"
//	self    the trigger, a noun for somebody: "the kidnappers"
//	any     every word of the trigger's clause
//
// and the prepositions themselves.
type frame struct {
	d     *syntax.Doc
	at    int // the trigger's anchor
	verb  int // the verb whose clause it is: itself, a light verb, or -1
	subj  []int
	obj   []int
	iobj  []int
	comp  []int
	preps []prep
}

// A prep is a word with its preposition.
type prep struct {
	case_ string
	word  int
}

// depth bounds the walks from one clause to the next.
const depth = 6

// clause returns the frame of the verb v.
func clause(d *syntax.Doc, v int) *frame {
	f := &frame{d: d, at: v, verb: v}
	f.subj = subjects(d, v, depth)
	f.obj = objects(d, v, depth)
	f.neighbours(v)
	f.complete(v)
	return f
}

// complete adds the indirect object, complements and prepositions of verb v,
// and the prepositions that hang on its objects: in "withdrew its troops from
// Harrow" the tree may give "from" to either.
func (f *frame) complete(v int) {
	d := f.d
	for _, c := range d.Children(v) {
		switch w := &d.Words[c]; {
		case w.Is("iobj"):
			f.iobj = append(f.iobj, c)
		case w.Is("ccomp", "xcomp"):
			f.comp = append(f.comp, c)
		case w.Is("obl", "nmod"):
			f.addPrep(c)
			if k := d.Child(c, "acl"); k >= 0 && d.Words[k].XPOS == "VB" && f.comp == nil { // "called on them to leave"
				f.comp = append(f.comp, k)
			}
		case w.Is("advcl") && d.Child(c, "mark") >= 0 && w.UPOS != "VERB": // "charged with …"
			f.addPrep(c)
		case w.Is("advcl") && w.XPOS == "VB" && c > v && f.comp == nil: // "called on both sides to lay down their arms"
			f.comp = append(f.comp, c)
		case w.Is("advcl"):
			if p := markOf(d, c); p != "" {
				f.preps = append(f.preps, prep{p, c})
			}
		}
	}
	for _, o := range slices.Concat(f.obj, f.iobj) {
		if o == f.at {
			continue
		}
		for _, c := range d.Children(o) {
			if d.Words[c].Is("nmod", "obl") && !d.Words[c].Is("nmod:poss") {
				f.addPrep(c)
				for _, k := range d.Children(c) { // "returned the head of a statue to the island"
					if d.Words[k].Is("nmod") && preposition(d, k) == "to" {
						f.addPrep(k)
					}
				}
			}
			if d.Words[c].Is("acl") && f.comp == nil && d.Words[o].UPOS != "VERB" {
				f.comp = append(f.comp, c) // "urged the council to act" with the infinitive on the noun
			}
		}
	}
}

func (f *frame) addPrep(c int) {
	f.preps = append(f.preps, stranded(f.d, c)...)
	if p := preposition(f.d, c); p != "" {
		f.preps = append(f.preps, prep{p, c})
	}
}

// markOf returns the preposition before a gerund: "accused of killing".
func markOf(d *syntax.Doc, c int) string {
	if d.Words[c].XPOS != "VBG" {
		return ""
	}
	for _, k := range d.Children(c) {
		if d.Words[k].Is("mark", "case") && k < c {
			return strings.ToLower(d.Words[k].Text)
		}
	}
	return ""
}

// nominal returns the frame of the noun n.
func (b *Book) nominal(d *syntax.Doc, n int, e *Entry) *frame {
	f := &frame{d: d, at: n, verb: -1}
	var poss, of, on []int
	for _, c := range d.Children(n) {
		switch w := &d.Words[c]; {
		case w.Is("nmod:poss"):
			poss = append(poss, c)
		case w.Is("nmod", "obl"):
			f.addPrep(c)
			for _, p := range stranded(d, c) {
				if p.case_ == "by" || p.case_ == "between" {
					f.subj = append(f.subj, p.word)
				}
			}
			switch preposition(d, c) {
			case "by":
				f.subj = append(f.subj, c)
			case "between", "among":
				f.subj = append(f.subj, c)
			case "of":
				of = append(of, c)
				for _, k := range d.Children(c) { // "the withdrawal of troops from Harrow"
					if d.Words[k].Is("nmod", "appos") {
						f.addPrep(k)
						if preposition(d, k) == "by" { // "the invasion of Arden by Northland"
							f.subj = append(f.subj, k)
						}
					}
				}
			case "on", "against":
				on = append(on, c)
			}
		case w.Is("acl", "ccomp", "xcomp"):
			f.comp = append(f.comp, c)
		case w.Is("nsubj") && w.UPOS != "AUX" && c < n && d.Child(n, "cop") < 0: // "The ministers held talks" with the verb under the noun
			f.subj = append(f.subj, c)
		}
	}
	if poss == nil {
		poss = owners(d, n)
	}
	side := func(which string, xs []int) {
		if which == "subj" && len(f.subj) == 0 {
			f.subj = append(f.subj, xs...)
		} else if which == "subj" || len(f.subj) == 0 || !slices.Equal(f.subj, xs) {
			f.obj = append(f.obj, xs...)
		}
	}
	side(e.poss, poss)
	side(e.of, of)
	f.light(e)
	for _, c := range d.Children(n) {
		if w := &d.Words[c]; len(f.subj) == 0 && c < n && w.Is("compound", "amod", "nmod:unmarked") && people(w) {
			f.subj = append(f.subj, c)
		}
	}
	f.obj = append(f.obj, on...)
	return f
}

// owners returns whose the noun n is, also where the tree gives the owner to
// another noun.
func owners(d *syntax.Doc, n int) []int {
	if c := d.Child(n, "nmod:poss"); c >= 0 {
		return []int{c}
	}
	from := d.SentOf(n).From
	i := n - 1
	for i > from && (d.Words[i].UPOS == "ADJ" || d.Words[i].Is("compound")) {
		i--
	}
	if i > from && d.Words[i].XPOS == "POS" && nounlike(&d.Words[i-1]) {
		return []int{i - 1}
	}
	return nil
}

// people reports whether w is an adjective or noun with a capital before a
// noun, such as that of a country: "Northlandic airstrikes".
func people(w *syntax.Word) bool {
	return w.Text != "" && w.Text[0] >= 'A' && w.Text[0] <= 'Z' && (w.UPOS == "PROPN" || w.UPOS == "ADJ")
}

// state returns the frame of a phrase, whose holder is the subject or what it
// describes: "the city is under siege", "put the city under siege".
func (b *Book) state(d *syntax.Doc, n int, e *Entry) *frame {
	f := b.nominal(d, n, e)
	f.obj = nil
	if s := d.Child(n, "nsubj"); s >= 0 {
		f.obj = []int{antecedent(d, s, n)}
		return f
	}
	w := &d.Words[n]
	switch h := w.Head; {
	case h < 0:
	case w.Is("nmod", "acl", "amod"):
		f.obj = []int{h}
		if e := d.Words[h]; e.Is("obj") && e.Head >= 0 {
			f.verb = e.Head
			f.subj = append(f.subj, subjects(d, e.Head, depth)...)
		}
	case d.Words[h].UPOS == "VERB":
		f.verb = h
		if o := objects(d, h, depth); len(o) > 0 {
			f.obj = o
			f.subj = append(f.subj, subjects(d, h, depth)...)
		} else {
			f.obj = surface(d, h, depth)
		}
	}
	return f
}

// fill returns the words in a slot.
func (f *frame) fill(slot string) []int {
	d := f.d
	switch slot {
	case "subj":
		return f.subj
	case "obj", "holder":
		return f.obj
	case "iobj":
		return f.iobj
	case "owner":
		var out []int
		for _, o := range f.obj {
			out = append(out, owners(d, o)...)
		}
		return out
	case "comp":
		return f.comp
	case "self":
		return []int{f.at}
	case "inf":
		var out []int
		for _, c := range f.comp {
			if k := d.Child(c, "mark"); d.Words[c].XPOS == "VB" && k >= 0 && d.Words[k].XPOS == "TO" {
				out = append(out, c)
			}
		}
		return out
	case "doer":
		var out []int
		for _, c := range f.comp {
			out = append(out, surface(d, c, 0)...)
		}
		return out
	case "whom":
		var out []int
		for _, c := range f.comp {
			out = append(out, objects(d, c, depth)...)
		}
		return out
	case "wh":
		var out []int
		for _, c := range f.comp {
			for _, k := range d.Children(c) {
				if w := &d.Words[k]; k < c && (w.XPOS == "WRB" || w.XPOS == "WP" || w.Lemma == "whether" || w.Lemma == "if") {
					out = append(out, k)
				}
			}
		}
		return out
	case "not":
		for _, c := range d.Children(f.at) {
			if negates(&d.Words[c]) {
				return []int{c}
			}
		}
		return nil
	case "must":
		var out []int
		for _, c := range f.comp {
			for _, k := range d.Children(c) {
				if w := &d.Words[k]; w.Is("aux") && (w.Lemma == "must" || w.Lemma == "should") {
					out = append(out, surface(d, c, 0)...)
				}
			}
			if d.Words[c].Lemma == "need" && d.Child(c, "xcomp") >= 0 {
				out = append(out, surface(d, c, 0)...)
			}
		}
		return out
	case "mod":
		var out []int
		for _, c := range d.Children(f.at) {
			if d.Words[c].Is("amod", "compound", "nmod:poss", "nmod:unmarked") {
				out = append(out, c)
			}
		}
		return out
	case "head":
		if h := d.Words[f.at].Head; h >= 0 {
			return []int{h}
		}
		return nil
	case "any":
		top := f.at
		if f.verb >= 0 {
			top = f.verb
		}
		from, to := d.Subtree(top)
		s := d.SentOf(top)
		from, to = max(from, s.From, f.at-25), min(to, s.To, f.at+25)
		var out []int
		for i := from; i < to; i++ {
			if i != f.at {
				out = append(out, i)
			}
		}
		return out
	}
	var out []int
	for _, p := range f.preps {
		if p.case_ == slot {
			out = append(out, p.word)
		}
	}
	return out
}

// negates reports whether w is "not", "never" or "no".
func negates(w *syntax.Word) bool {
	switch strings.ToLower(w.Text) {
	case "not", "n't", "n’t", "never", "no", "neither":
		return true
	}
	return false
}
