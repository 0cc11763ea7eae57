package codebook

import (
	"slices"

	"hearsay/internal/syntax"
)

// subjects returns the heads of who does what the verb v says: its subject, the
// agent of a passive, or the one that the clause shares with another. n bounds
// the walk.
func subjects(d *syntax.Doc, v, n int) []int {
	if passive(d, v, n) {
		return agents(d, v)
	}
	w := &d.Words[v]
	if w.Is("amod") && w.Head >= 0 && w.XPOS == "VBG" { // "the advancing troops"
		return []int{w.Head}
	}
	return surface(d, v, n)
}

// objects returns the heads of whom the verb v is done to.
func objects(d *syntax.Doc, v, n int) []int {
	w := &d.Words[v]
	if passive(d, v, n) {
		if w.Is("amod", "acl") && !w.Is("acl:relcl") && w.Head >= 0 { // "the detained men", "the men detained"
			return []int{w.Head}
		}
		return surface(d, v, n)
	}
	var out []int
	for _, c := range d.Children(v) {
		if objectOf(d, c, v) {
			out = append(out, antecedent(d, c, v))
		}
	}
	switch {
	case len(out) > 0:
	case w.Is("acl:relcl") && w.Head >= 0 && d.Child(v, "nsubj") >= 0 && !relative(d, d.Child(v, "nsubj")):
		out = append(out, w.Head) // "the men they detained"
	case w.Is("conj") && w.Head >= 0 && n > 0 && d.Words[w.Head].UPOS == "VERB":
		// "attacked and burned the village": the object stands by the last verb;
		// "detained and beat him" as well.
	default:
		for _, c := range d.Children(v) {
			if k := &d.Words[c]; k.Is("conj") && k.UPOS == "VERB" && !passive(d, c, 1) && d.Child(c, "nsubj") < 0 {
				if o := d.Child(c, "obj"); o >= 0 {
					out = append(out, o)
					break
				}
			}
		}
	}
	return out
}

// objectOf reports whether c, a dependent of the active verb v, is its object:
// the tree says so, or it gives v no object and calls c, a bare noun after v,
// a subject, complement or adverbial.
func objectOf(d *syntax.Doc, c, v int) bool {
	w := &d.Words[c]
	switch {
	case w.Is("obj"):
		return true
	case w.Is("iobj"): // "allowed Northland to use it", where the tree gives no object
		return d.Child(v, "obj") < 0
	case c < v || !nounlike(w) || isTime(w) || d.Child(v, "obj") >= 0 || d.Child(c, "case", "cop", "mark") >= 0:
		return false
	case w.Is("nsubj"):
		return misplaced(d, v, c)
	}
	switch {
	case w.Is("xcomp") && w.UPOS == "NOUN", w.Is("obl", "compound", "dep") && !w.Is("obl:agent"):
		return true
	}
	return c-v < 6 && w.UPOS == "NOUN" && w.Is("advcl", "conj", "parataxis", "ccomp", "goeswith") && d.Child(c, "cc", "nsubj", "punct") < 0
}

// misplaced reports whether c, which the tree calls the subject of the verb v
// before it, must be its object, since a noun in front of the verb is its
// subject: "The militants fired rockets".
//
// Counter-sentence: in "There, said the mayor, the militants fired" the mayor is
// what the tree says.
func misplaced(d *syntax.Doc, v, c int) bool {
	if s := d.Child(v, "nsubj"); s >= 0 && s < v && s != c {
		return true
	}
	return left(d, v) != nil
}

// passive reports whether the clause of v is passive.
func passive(d *syntax.Doc, v, n int) bool {
	if n < 0 {
		return false
	}
	w := &d.Words[v]
	if d.Child(v, "aux:pass") >= 0 {
		return true
	}
	if d.Child(v, "nsubj:pass", "csubj:pass") >= 0 { // a headline, "Mayor arrested", or a mistake of the tree
		return w.XPOS == "VBN" && d.Child(v, "aux") < 0 && !finite(d, v)
	}
	if w.XPOS != "VBN" && w.XPOS != "JJ" || d.Child(v, "aux", "nsubj", "obj") >= 0 {
		return false
	}
	switch {
	case w.Is("amod"):
		return !finite(d, v)
	case w.Is("acl", "advcl", "xcomp") && !w.Is("acl:relcl"):
		return w.XPOS == "VBN"
	case w.Is("conj") && w.Head >= 0:
		return w.XPOS == "VBN" && passive(d, w.Head, n-1)
	}
	return false
}

// agents returns who a passive is done by. The tree may hang it on another noun
// of the clause: "was delivered to the town by the agency".
func agents(d *syntax.Doc, v int) []int {
	var out, deeper []int
	for _, c := range d.Children(v) {
		w := &d.Words[c]
		if w.Is("obl") && preposition(d, c) == "by" && w.UPOS != "NUM" {
			out = append(out, c)
		}
		if w.Is("obl") && c > v {
			for _, p := range stranded(d, c) {
				if p.case_ == "by" {
					out = append(out, p.word)
				}
			}
		}
		if c < v || !w.Is("obl", "obj") {
			continue
		}
		for _, k := range d.Children(c) {
			if d.Words[k].Is("nmod") && preposition(d, k) == "by" {
				deeper = append(deeper, k)
			}
		}
	}
	if out == nil {
		return deeper
	}
	return out
}

// surface returns the grammatical subject of v, its own or that of the clause
// it shares it with.
func surface(d *syntax.Doc, v, n int) []int {
	var out []int
	for _, c := range d.Children(v) {
		if d.Words[c].Is("nsubj") && !objectOf(d, c, v) {
			out = append(out, antecedent(d, c, v))
		}
	}
	w := &d.Words[v]
	h := w.Head
	if len(out) > 0 || n == 0 || h < 0 {
		return out
	}
	switch {
	case w.Is("conj") && (d.Words[h].UPOS == "VERB" || d.Words[h].UPOS == "AUX" || d.Child(h, "cop") >= 0):
		return surface(d, h, n-1)
	case w.Is("xcomp"):
		return controller(d, h, n)
	case w.Is("advcl"):
		return surface(d, h, n-1)
	case w.Is("acl:relcl"):
		return []int{h}
	case w.Is("acl") && w.XPOS == "VBG":
		return []int{h}
	case w.Is("acl") && w.XPOS == "VB": // "Northland's decision to withdraw", "made a decision to withdraw"
		for _, c := range d.Children(h) {
			if d.Words[c].Is("nmod:poss") {
				return []int{c}
			}
		}
		if g := d.Words[h].Head; g >= 0 && d.Words[h].Is("obj") {
			return subjects(d, g, n-1)
		}
	}
	return nil
}

// controller returns who does what an infinitive under the verb v says: the
// object of "urged them to leave", the subject of "promised them to leave".
func controller(d *syntax.Doc, v, n int) []int {
	switch d.Words[v].Lemma {
	case "promise", "vow", "threaten", "pledge":
		return surface(d, v, n-1)
	}
	for _, c := range d.Children(v) {
		if d.Words[c].Is("obj", "iobj") {
			return []int{c}
		}
	}
	switch d.Words[v].Lemma {
	case "call", "appeal", "prevail": // "called on them to leave"
		for _, c := range d.Children(v) {
			if p := preposition(d, c); d.Words[c].Is("obl") && (p == "on" || p == "upon" || p == "to" || p == "for") {
				return []int{c}
			}
		}
	}
	return surface(d, v, n-1)
}

// relative reports whether word i is a relative pronoun.
func relative(d *syntax.Doc, i int) bool {
	switch d.Words[i].XPOS {
	case "WDT", "WP":
		return true
	}
	return i >= 0 && d.Words[i].Lemma == "that" && d.Words[i].UPOS == "PRON"
}

// antecedent returns what word i, an argument of v, stands for if it is a
// relative pronoun, else i.
func antecedent(d *syntax.Doc, i, v int) int {
	if !relative(d, i) {
		return i
	}
	for n := 0; n < depth && v >= 0; n++ {
		w := &d.Words[v]
		switch {
		case w.Is("acl:relcl") && w.Head >= 0:
			return w.Head
		case w.Is("conj", "xcomp", "ccomp"):
			v = w.Head
		default:
			return i
		}
	}
	return i
}

// neighbours fills the subject and object of a finite verb from the words that
// stand next to it where the tree gives it neither: parsers of 88 % accuracy
// make "Gunmen attacked a checkpoint" a checkpoint that was attacked by nobody.
//
// Counter-sentences: "withdrew on Friday", "withdrew Friday" have no object;
// the verb of "the men detained in May fled" is not finite.
func (f *frame) neighbours(v int) {
	d := f.d
	w := &d.Words[v]
	if passive(d, v, depth) {
		return
	}
	tense := finite(d, v)
	if w.Is("amod") && !tense {
		return
	}
	if len(f.subj) == 0 && tense && !w.Is("conj", "xcomp") && d.Child(v, "mark") < 0 {
		f.subj = left(d, v)
	}
	if len(f.subj) == 0 && tense {
		if c := d.Child(v, "compound"); c >= 0 && c < v && nounlike(&d.Words[c]) {
			f.subj = []int{c}
		}
	}
	if len(f.obj) == 0 && d.Child(v, "ccomp", "xcomp") < 0 {
		f.obj = right(d, v)
	}
}

// finite reports whether v is a verb with tense. Participles without auxiliary
// count if they stand between two noun phrases and no verb comes before: taggers
// mistake "Northland suspended aid" for aid that is suspended.
//
// Counter-sentence: "The suspended aid would have fed the town."
func finite(d *syntax.Doc, v int) bool {
	switch d.Words[v].XPOS {
	case "VBD", "VBZ", "VBP":
		return true
	case "VB", "VBN":
	default:
		return false
	}
	if d.Child(v, "aux", "mark") >= 0 || right(d, v) == nil || left(d, v) == nil {
		return false
	}
	for i := d.SentOf(v).From; i < v; i++ {
		if u := d.Words[i].UPOS; u == "VERB" || u == "AUX" {
			return false
		}
	}
	return true
}

// left returns the head of the noun phrase that ends before verb v, auxiliaries
// and adverbs aside.
func left(d *syntax.Doc, v int) []int {
	from := d.SentOf(v).From
	i := v - 1
	for i >= from && (d.Words[i].UPOS == "ADV" || d.Words[i].UPOS == "AUX" || d.Words[i].UPOS == "PART") {
		i--
	}
	if i < from || !nounlike(&d.Words[i]) {
		return nil
	}
	for n := 0; n < depth; n++ {
		w := &d.Words[i]
		if h := w.Head; h >= from && h < v && nounlike(&d.Words[h]) && w.Is("nmod", "flat", "compound", "appos", "conj") {
			i = h
			continue
		}
		break
	}
	if isTime(&d.Words[i]) {
		return nil
	}
	return []int{i}
}

// right returns the last noun of the noun phrase that begins after verb v.
func right(d *syntax.Doc, v int) []int {
	to := d.SentOf(v).To
	at := -1
	for i := v + 1; i < to; i++ {
		w := &d.Words[i]
		if nounlike(w) {
			at = i
			continue
		}
		if at >= 0 || w.UPOS != "DET" && w.UPOS != "ADJ" && w.UPOS != "NUM" && w.XPOS != "PRP$" {
			break
		}
	}
	if at < 0 || isTime(&d.Words[at]) {
		return nil
	}
	return []int{at}
}

func nounlike(w *syntax.Word) bool {
	return w.UPOS == "NOUN" || w.UPOS == "PROPN" || w.UPOS == "PRON" && w.XPOS == "PRP"
}

// isTime reports whether a noun may stand without preposition to say when.
func isTime(w *syntax.Word) bool {
	switch w.Lemma {
	case "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "January", "February", "March", "April", "May", "June", "July",
		"August", "September", "October", "November", "December", "today", "yesterday", "tomorrow", "night", "morning", "evening", "afternoon",
		"day", "week", "month", "year", "hour", "minute", "time", "tonight":
		return true
	}
	return false
}

// withConjuncts returns words and what is joined to each by "and", in order.
func withConjuncts(d *syntax.Doc, words []int) []int {
	var out []int
	for _, w := range words {
		out = append(out, w)
		for _, c := range d.Children(w) {
			if d.Words[c].Is("conj") {
				out = append(out, c)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
