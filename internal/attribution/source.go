package attribution

import (
	"slices"
	"strconv"

	"hearsay/internal/lexicon"
	"hearsay/internal/mention"
)

// A span is a run of words [from, to) that may be a source or a part of a
// content, with how it came to be proposed.
type span struct {
	from, to     int
	start, end   string   // what makes it a source: "subject", "run"; and where it is cut
	starts, ends []string // why a content begins and ends here: "quote", "ccomp"
	x            vector
}

// A saying is one cue with what the model says about the words around it.
type saying struct {
	from, to        int // the cue
	head            int // its main word
	lo, hi          int // words the model saw together with it
	source, content []float32
	sums            [2][]float64 // sums of clipped logits up to each word
	subject         int          // its subject by the tree, -1 if none
	kind            string       // part of speech and strength: "v3"
	lemma           string
	srcFrom, srcTo  int // its source once chosen
	pCue, pSource   float64
	pLeft, pRight   float64
}

// clipPair bounds the logits of pairs, so that one sure word does not outweigh
// a doubtful rest: with 4 exact sources by best run were 73.8 on PolNeAR's
// development set, with no bound 70.6.
const clipPair = 4

func (v *view) saying(c candidate) *saying {
	d := v.d
	t := &saying{from: c.from, to: c.to, pCue: c.p, head: d.Head(c.from, c.to), srcFrom: -1, srcTo: -1}
	for i := c.from; i < c.to; i++ {
		if d.Words[i].UPOS == "VERB" && v.leads(t.head) {
			t.head = i
		}
	}
	w := &d.Words[t.head]
	t.lemma, t.subject = w.Lemma, v.subject(t.head)
	t.kind = kindOf(w.UPOS)
	if e := v.cueEntry(c.from, c.to); e != nil {
		t.kind += strconv.Itoa(e.Strength)
	} else {
		t.kind += "0"
	}
	if d.Model != nil {
		t.lo, t.hi, t.source, t.content = d.Model.Pair(c.from)
	} else {
		s := d.SentOf(c.from)
		t.lo, t.hi = s.From, s.To
		t.source, t.content = make([]float32, t.hi-t.lo), make([]float32, t.hi-t.lo)
	}
	for k, x := range [2][]float32{t.source, t.content} {
		sum := make([]float64, len(x)+1)
		for i, l := range x {
			sum[i+1] = sum[i] + clip(float64(l), clipPair)
		}
		t.sums[k] = sum
	}
	return t
}

// sum returns the clipped logits of the words [from, to): k is 0 for source, 1
// for content. Words the model did not see with the cue count nothing.
func (t *saying) sum(k, from, to int) float64 {
	from, to = min(max(from, t.lo), t.hi), min(max(to, t.lo), t.hi)
	if from >= to {
		return 0
	}
	return t.sums[k][to-t.lo] - t.sums[k][from-t.lo]
}

// at returns the clipped logit of word i, −2 where the model did not see it.
func (t *saying) at(k, i int) float64 {
	if i < t.lo || i >= t.hi {
		return -2
	}
	return clip(float64([2][]float32{t.source, t.content}[k][i-t.lo]), clipPair)
}

// bestRun returns the run within [from, to) with the largest sum of logits less
// bias (Kadane), ok false if no word is above it.
func (t *saying) bestRun(k, from, to int, bias float64) (a, b int, ok bool) {
	var best, s float64
	st := from
	for i := from; i < to; i++ {
		if s <= 0 {
			s, st = 0, i
		}
		s += t.at(k, i) - bias
		if s > best {
			best, a, b, ok = s, st, i+1, true
		}
	}
	return a, b, ok
}

// runs collects spans without repeating one.
type runs struct {
	list []span
	seen map[[2]int]int
}

func (r *runs) add(from, to int, start, end string) {
	if from >= to {
		return
	}
	if r.seen == nil {
		r.seen = make(map[[2]int]int)
	}
	if k, ok := r.seen[[2]int{from, to}]; ok {
		if k < len(r.list) && start != "" && r.list[k].start != start {
			r.list[k].x.on("also", start)
		}
		return
	}
	r.seen[[2]int{from, to}] = len(r.list)
	r.list = append(r.list, span{from: from, to: to, start: start, end: end})
}

// sources returns the runs of words that may be the source of t; the first is
// the empty one, for none.
func (v *view) sources(t *saying) []span {
	d := v.d
	s := v.sentence(t.head)
	r := runs{list: []span{{from: -1, to: -1, start: "none"}}}
	if t.subject >= 0 {
		role := "subject"
		if d.Words[t.subject].Head != t.head {
			role = "far subject"
		}
		v.phrase(&r, t, t.subject, role)
	}
	for _, a := range v.arguments(t) {
		v.phrase(&r, t, a.word, a.role)
	}
	for _, bias := range [...]float64{0, 1, -1} {
		for _, side := range [2][2]int{{s.From, t.from}, {t.to, s.To}} {
			if a, b, ok := t.bestRun(0, side[0], side[1], bias); ok {
				r.add(a, b, "run", "run")
				if b > a+1 && d.Words[b-1].UPOS == "PUNCT" {
					r.add(a, b-1, "run", "run")
				}
				if m := v.near(a, b); m != nil {
					r.add(m.From, m.To, "mention", "mention")
					v.phrase(&r, t, m.Head, "run")
				}
			}
		}
	}
	var best [3]int // the three words likeliest in the source, by logit
	n := 0
	for i := s.From; i < s.To; i++ {
		if t.at(0, i) < -1.5 || i >= t.from && i < t.to {
			continue
		}
		k := n
		for k > 0 && t.at(0, i) > t.at(0, best[k-1]) {
			if k < len(best) {
				best[k] = best[k-1]
			}
			k--
		}
		if k < len(best) {
			best[k] = i
			n = min(n+1, len(best))
		}
	}
	for _, i := range best[:n] {
		v.phrase(&r, t, v.noun(i), "word")
		r.add(i, i+1, "word", "word")
	}
	out := r.list[:1]
	for _, p := range r.list[1:] {
		if p.from >= s.From && p.to <= s.To && (p.to <= t.from || p.from >= t.to) {
			out = append(out, p)
		}
	}
	for i := range out {
		v.sourceFeatures(t, &out[i])
	}
	return out
}

// noun climbs from word i to the head of the noun phrase it stands in.
func (v *view) noun(i int) int {
	for range 4 {
		w := &v.d.Words[i]
		if w.Head < 0 || !w.Is("det", "amod", "compound", "flat", "nummod", "case", "punct", "nmod:poss", "advmod") {
			break
		}
		i = w.Head
	}
	return i
}

// near returns the mention that shares most of the words [from, to), if its
// head is among them.
func (v *view) near(from, to int) *mention.Mention {
	if v.ms == nil {
		return nil
	}
	for i := from; i < to; i++ {
		if k := v.ms.At(i); k >= 0 && (v.d.Words[i].Head < from || v.d.Words[i].Head >= to) {
			return &v.ms.Mentions[k]
		}
	}
	return nil
}

// An argument is a word that the tree makes a possible speaker.
type argument struct {
	word int
	role string
}

// arguments returns the words near the cue that the tree lets speak, besides
// its subject:
//
//	by or to whom      "was denied by the ministry": obl:agent
//	whose              "Prado's claim", "the claim by Prado": nmod
//	what it modifies   "a report saying …", "the man accused of …": acl
//	after according to "according to the Herald": the noun of which it is the case
func (v *view) arguments(t *saying) []argument {
	d := v.d
	var out []argument
	add := func(i int, role string) {
		if i >= 0 && i != t.subject && !(i >= t.from && i < t.to) {
			out = append(out, argument{i, role})
		}
	}
	for i := t.from; i < t.to; i++ {
		for _, k := range d.Children(i) {
			w := &d.Words[k]
			switch {
			case w.Is("obl:agent"), w.Is("obl") && v.cased(k, "by"):
				add(k, "by")
			case w.Is("nmod:poss"):
				add(k, "poss")
			case w.Is("nmod"):
				add(k, "of "+v.caseOf(k))
			case w.Is("obj", "iobj"):
				add(k, "object")
			case w.Is("obl"):
				add(k, "obl "+v.caseOf(k))
			case w.Is("nsubj", "csubj"):
				add(k, "other subject")
			}
		}
		w := &d.Words[i]
		switch {
		case w.Is("case", "mark", "fixed") && w.Head >= 0:
			h := w.Head
			if w.Is("fixed") && d.Words[h].Head >= 0 {
				h = d.Words[h].Head
			}
			add(h, "case of")
		case w.Is("acl"):
			add(w.Head, w.Rel)
		case w.Is("amod", "compound"):
			add(w.Head, w.Rel)
		}
	}
	if v.lower(t.from) == "according" && v.lower(t.to-1) == "to" && t.to < len(d.Words) { // whatever the tree makes of the two words
		if k := v.noun(t.to); k >= t.to && !slices.ContainsFunc(out, func(a argument) bool { return a.word == k }) {
			add(k, "case of")
		}
	}
	if w := &d.Words[t.head]; w.Is("conj") && w.Head >= 0 {
		if k := d.Child(w.Head, "obl:agent", "nmod:poss"); k >= 0 {
			add(k, "shared")
		}
	}
	return out
}

func (v *view) caseOf(i int) string {
	if k := v.d.Child(i, "case"); k >= 0 {
		return v.lower(k)
	}
	return ""
}

func (v *view) cased(i int, word string) bool { return v.caseOf(i) == word }

// phrase adds the noun phrase of word a in the lengths that PolNeAR knows: with
// everything that depends on it ("Ana Prado, the minister, who left"), cut
// before each later dependent ("Ana Prado, the minister"; "Ana Prado"), and
// with the comma that ends an apposition.
func (v *view) phrase(r *runs, t *saying, a int, role string) {
	d := v.d
	from, to := d.Subtree(a)
	s := d.SentOf(a)
	if from < s.From || to > s.To {
		return
	}
	// Case markers and conjunctions at the front are no part of it.
	start := from
	for start < a && d.Words[start].Is("case", "mark", "cc", "punct", "fixed") && !v.isMark(start) {
		start++
	}
	ends := []int{to, a + 1}
	for _, k := range d.Children(a) {
		if k > a {
			f, e := d.Subtree(k)
			ends = append(ends, f, e)
		} else if d.Words[k].Is("conj", "appos", "parataxis", "nsubj", "cop") {
			continue
		}
	}
	for _, e := range ends {
		if e <= start {
			continue
		}
		b := start
		if b < t.from && e > t.from { // the cue stands in it: "Prado, who said"
			if a < t.from {
				e = t.from
			} else {
				b = t.to
			}
		}
		for e > b && (d.Words[e-1].Is("punct", "cc") && !v.isMark(e-1) || d.Words[e-1].Text == "," || v.isMark(e-1) && v.quoteAt[e-1] >= 0 && v.quotes[v.quoteAt[e-1]].from == e-1) {
			e--
		}
		end := "cut"
		if e == a+1 {
			end = "head"
		}
		if _, full := d.Subtree(a); e >= full-1 {
			end = "full"
		}
		r.add(b, e, role, end)
		if end != "head" && e < s.To && d.Words[e].Text == "," {
			r.add(b, e+1, role, end+",")
		}
	}
	// The bare head with what stands before it from the nearest comma on.
	b := a
	for b > start && d.Words[b-1].UPOS != "PUNCT" {
		b--
	}
	if b > start {
		r.add(b, a+1, role, "head")
	}
}

// sourceFeatures gathers what speaks for and against p as the source of t.
func (v *view) sourceFeatures(t *saying, p *span) {
	d, x := v.d, &p.x
	s := v.sentence(t.head)
	side := func(i int) string {
		if i < t.from {
			return "<"
		}
		return ">"
	}
	if p.from < 0 {
		x.on("none", "")
		x.on("none", t.kind)
		x.on("none", "lemma "+t.lemma)
		top := -4.0
		for i := s.From; i < s.To; i++ {
			if i < t.from || i >= t.to {
				top = max(top, t.at(0, i))
			}
		}
		x.add("none top", "", top/4)
		x.on("none top", strconv.Itoa(int(top+4)/2))
		x.when(t.subject < 0, "none no subject", t.kind)
		x.when(t.subject >= 0, "none subject", t.kind)
		x.when(d.Child(t.head, "nsubj:pass", "aux:pass") >= 0, "none passive", "")
		return
	}
	var outside float64
	for i := s.From; i < s.To; i++ {
		if l := t.at(0, i); l > 0 && (i < p.from || i >= p.to) && (i < t.from || i >= t.to) {
			outside += l
		}
	}
	n := float64(p.to - p.from)
	in := t.sum(0, p.from, p.to)
	low := 4.0
	for i := p.from; i < p.to; i++ {
		low = min(low, t.at(0, i))
	}
	x.add("in", "", clip(in, 16)/4)
	x.add("mean", "", in/n/4)
	x.add("low", "", low/4)
	x.add("out", "", min(outside, 16)/4)
	x.add("first", "", t.at(0, p.from)/4)
	x.add("last", "", t.at(0, p.to-1)/4)
	x.add("before", "", t.at(0, p.from-1)/4)
	x.add("after", "", t.at(0, p.to)/4)
	h := d.Head(p.from, p.to)
	x.on("role", p.start)
	x.on("role", p.start+" "+t.kind)
	x.on("cut", p.end)
	x.on("cut", p.start+" "+p.end)
	x.on("rel", d.Words[h].Rel+side(p.from))
	x.on("rel", d.Words[h].Rel+" "+t.kind)
	x.when(d.Words[h].Head >= t.from && d.Words[h].Head < t.to, "of cue", d.Words[h].Rel+t.kind)
	x.when(t.subject >= p.from && t.subject < p.to, "has subject", t.kind+side(p.from))
	x.when(t.subject >= 0 && (t.subject < p.from || t.subject >= p.to), "lacks subject", t.kind)
	x.on("sort", v.sort(h))
	x.on("side", side(p.from)+t.kind)
	gap := p.from - t.to
	if p.from < t.from {
		gap = t.from - p.to
	}
	x.on("gap", bucket(gap)+side(p.from))
	if gap > 0 && gap < 3 {
		x.on("between", v.class(min(p.to, t.to)+max(0, gap-1)))
	}
	x.on("length", bucket(p.to-p.from))
	x.on("firstword", v.class(p.from))
	x.on("lastword", v.class(p.to-1))
	x.on("wordbefore", v.class(p.from-1))
	x.on("wordafter", v.class(p.to))
	x.when(v.quoteAt[p.from] != v.quoteAt[t.head], "other quotation", "")
	x.when(v.quoteAt[p.from] != v.quoteAt[p.to-1], "over quotation mark", "")
	if v.ms != nil {
		if k := v.ms.At(h); k >= 0 {
			m := &v.ms.Mentions[k]
			x.when(m.From == p.from, "mention begins", "")
			x.when(m.To == p.to, "mention ends", "")
			x.when(m.From == p.from && m.To == p.to, "mention", m.Kind.String())
			x.when(m.From < p.from || m.To > p.to, "mention cut", "")
			x.on("form", m.Form.String()+t.kind)
		} else {
			x.on("no mention", "")
		}
	}
}

// chooseSource decides on the source of t.
func (v *view) chooseSource(t *saying) {
	ps := v.sources(t)
	if t.lemma == "accord" {
		ps = v.complements(t, ps)
	}
	scores := make([]float64, len(ps))
	for i := range ps {
		scores[i] = ps[i].x.score(partSource)
	}
	k, p := choose(scores)
	if ps[k].from < 0 && v.goesOnSaying(t) {
		k = v.bestOver(ps, scores, t.subject, k)
	}
	t.srcFrom, t.srcTo, t.pSource = ps[k].from, ps[k].to, p
	v.blamed(t)
	if t.srcFrom >= 0 {
		t.srcFrom, t.srcTo = v.tidy(t.srcFrom, t.srcTo)
	}
}

// goesOnSaying reports whether the cue of t is a participle by which a speaker goes on:
// "Oren said the hall was empty, adding that it was cold".
//
// Counter-sentence: "The hall burned, suggesting that it was set on fire" (the fire
// said nothing before).
func (v *view) goesOnSaying(t *saying) bool {
	d := v.d
	w := &d.Words[t.head]
	if w.XPOS != "VBG" || !w.Is("advcl") || w.Head < 0 || w.Head > t.from || t.subject < 0 || t.subject >= t.from || d.Child(t.head, "nsubj") >= 0 {
		return false
	}
	e, _, _ := v.entry(w.Head)
	return e != nil && e.Kind == lexicon.CueVerb && e.Strength == 3 && d.Child(w.Head, "aux:pass") < 0
}

// blamed gives what somebody is blamed, praised or thanked for saying to that one: in
// "Oren criticized Marsh for saying that the pier was lost" Marsh said it.
//
// Counter-sentences: "Oren apologized to Marsh for saying so", "used the hall for
// saying so" (no person).
func (v *view) blamed(t *saying) {
	d := v.d
	w := &d.Words[t.head]
	if p := v.opened(t.head); w.XPOS != "VBG" || w.Head < 0 || w.Head >= t.from || d.Words[w.Head].UPOS != "VERB" || p != "for" && p != "of" || d.Child(t.head, "nsubj") >= 0 {
		return
	}
	k := d.Child(w.Head, "obj")
	if k < 0 {
		k = d.Child(w.Head, "iobj")
	}
	if k < w.Head || k >= t.from || !v.person(k) && !v.somebody(k) && d.Words[k].UPOS != "PRON" {
		return
	}
	from, to := d.Subtree(k)
	t.srcFrom, t.srcTo = from, min(to, t.head-1)
}

// bestOver returns the candidate of the highest score that holds word i, otherwise k.
func (v *view) bestOver(ps []span, scores []float64, i, otherwise int) int {
	k := otherwise
	for n, p := range ps {
		if p.from >= 0 && p.from <= i && i < p.to && (k == otherwise || scores[n] > scores[k]) {
			k = n
		}
	}
	return k
}

// conjoins are conjunctions that open no source; "both Oren and Marsh" is one.
var conjoins = map[string]bool{"and": true, "but": true, "or": true, "nor": true, "yet": true}

// tidy cuts from a source what can belong to none: a stop or a conjunction in front,
// the mark that opens the quotation behind, a bracket without its fellow, and what
// its own verb says of it: "Oren is a cook, and asks to be left alone".
func (v *view) tidy(from, to int) (int, int) {
	d := v.d
	depth, opened := 0, 0
	a, b := from, to
	for i := from; i < to; i++ {
		switch d.Words[i].Text {
		case "(", "[":
			if depth++; depth == 1 {
				opened = i
			}
		case ")", "]":
			switch depth--; {
			case depth == 0 && opened == from && d.Words[i].Text == ")" && i+1 < to: // the same, whole
				a = i + 1
			case depth >= 0:
			case from > 0 && d.Words[from-1].Text == "[": // "[Harbour] guards"
				a, depth = from-1, 0
			default: // of words before: "(Photo: Herald) The mayor"
				a, depth = i+1, 0
			}
		}
	}
	switch {
	case depth <= 0:
	case b < len(d.Words) && (d.Words[b].Text == ")" || d.Words[b].Text == "]"):
		b++
	default:
		b = opened
	}
	for a < b && (d.Words[a].UPOS == "PUNCT" && !v.isMark(a) && d.Words[a].Text != "(" && d.Words[a].Text != "[" || conjoins[v.lower(a)]) {
		a++
	}
	for b > a+1 && v.isMark(b-1) && v.quoteAt[b-1] >= 0 && v.quotes[v.quoteAt[b-1]].from == b-1 {
		b--
	}
	if a >= b {
		return from, to
	}
	h := d.Head(a, b)
	if k := d.Child(h, "nsubj"); k >= a && k < h && h < b && (d.Child(h, "cop") > k || d.Words[h].XPOS == "VBZ" || d.Words[h].XPOS == "VBP") {
		if f, t := d.Subtree(k); f == a && t <= h {
			a, b = f, t
		}
	}
	return a, b
}

// complements returns those of the candidates ps that are a whole noun phrase
// right behind the cue, if there are any: "according to" has a source whatever
// the weights say, as in "14 people died, according to the Harrow Bay
// hospital". A phrase is whole if no word of it depends on one behind it.
func (v *view) complements(t *saying, ps []span) []span {
	var out []span
	for _, p := range ps {
		if p.from != t.to {
			continue
		}
		whole := true
		for i := p.from; i < p.to; i++ {
			whole = whole && v.d.Words[i].Head < p.to
		}
		switch v.d.Words[v.d.Head(p.from, p.to)].UPOS {
		case "NOUN", "PROPN", "PRON", "NUM":
			if whole {
				out = append(out, p)
			}
		}
	}
	if out == nil {
		return ps
	}
	return out
}
