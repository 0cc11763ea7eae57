package attribution

import (
	"slices"
	"strconv"

	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// A candidate is a run of words that may be a cue.
type candidate struct {
	from, to int
	head     int // its main word
	x        vector
	p        float64 // probability that it is one, with just these ends
}

// longestCue is how many words a cue may have.
const longestCue = 9

// cueCandidates returns the runs of words of a sentence that may be cues, by
// first word, then by length: runs that the model marks with some probability,
// and words of the lexicon with and without what may belong to them
// (auxiliaries, adverbs, particles, prepositions).
func (v *view) cueCandidates(s syntax.Sent) []candidate {
	var out []candidate
	ends := make([]bool, longestCue+1)
	for b := s.From; b < s.To; b++ {
		clear(ends)
		found := false
		mark := func(e int) {
			if e > b && e <= s.To && e-b <= longestCue {
				ends[e-b], found = true, true
			}
		}
		if v.cue[b][1] > -3.5 {
			mark(b + 1)
			for e := b + 2; e <= s.To && v.cue[e-1][2] > -3.5; e++ {
				mark(e)
			}
		}
		for _, e := range v.listed(b, s) {
			mark(e)
		}
		if !found {
			continue
		}
		for n, yes := range ends {
			if yes {
				out = append(out, candidate{from: b, to: b + n})
			}
		}
	}
	for i := range out {
		v.cueFeatures(&out[i], s)
	}
	return out
}

// listed returns the ends of the cues that begin with word b by the lexicon and
// the tree: "called", "called for", "has called", "has also called for".
func (v *view) listed(b int, s syntax.Sent) []int {
	h := b
	for h < s.To && h-b < 4 && v.leads(h) {
		h++
	}
	if h >= s.To {
		return nil
	}
	e, _, to := v.entry(h)
	if e == nil {
		return nil
	}
	ends := []int{h + 1}
	if to > h+1 {
		ends = append(ends, to)
	}
	if h+1 < s.To && (v.d.Words[h+1].UPOS == "ADP" || v.d.Words[h+1].Rel == "compound:prt") {
		ends = append(ends, h+2)
	}
	return ends
}

// leads reports whether word i is an auxiliary, a negation, "to" or an adverb
// that may open a cue.
func (v *view) leads(i int) bool {
	w := &v.d.Words[i]
	return w.UPOS == "AUX" || w.UPOS == "PART" || w.UPOS == "ADV"
}

// cueFeatures gathers what speaks for and against c, in sentence s.
func (v *view) cueFeatures(c *candidate, s syntax.Sent) {
	d, x := v.d, &c.x
	b, e := c.from, c.to
	x.on("bias", "")
	// the model
	lp, inside := v.cue[b][1], 0.0
	for i := b + 1; i < e; i++ {
		lp += v.cue[i][2]
		inside = min(inside, logit(v.cue[i][2]))
	}
	start := logit(v.cue[b][1])
	end := 6.0
	if e < s.To {
		end = -logit(v.cue[e][2])
	}
	x.add("start", "", clip(start, 6)/3)
	x.add("end", "", clip(end, 6)/3)
	x.add("inside", "", clip(inside, 6)/3)
	x.add("logp", "", max(lp, -12)/4)
	span := lp
	if e < s.To {
		span += min(0, logp1m(v.cue[e][2]))
	}
	x.add("span", "", clip(logit(span), 6)/3)
	x.on("span", strconv.Itoa(int(clip(logit(span), 5)+5)/2))
	if b > s.From {
		x.add("before", "", (clip(logit(v.cue[b-1][1]), 6)+6)/6)
	}
	// the words
	h := d.Head(b, e)
	for i := b; i < e; i++ { // a cue's verb rather than its auxiliary
		if d.Words[i].UPOS == "VERB" && v.leads(h) {
			h = i
		}
	}
	c.head = h
	w := &d.Words[h]
	x.on("lemma", w.Lemma+"/"+kindOf(w.UPOS))
	pattern := ""
	for i := b; i < e && i < b+5; i++ {
		pattern += shape(&d.Words[i], i == h) + " "
	}
	x.on("pattern", pattern)
	x.on("length", bucket(e-b))
	x.on("first", v.class(b))
	x.on("last", v.class(e-1))
	x.on("next", v.class(e))
	x.on("prev", v.class(b-1))
	x.on("xpos", w.XPOS)
	entry, from, to := v.entry(h)
	strength := "0"
	if entry != nil {
		strength = strconv.Itoa(entry.Strength)
		x.on("listed", strength+kindOf(w.UPOS))
		x.when(to > e, "phrase cut", "")
		x.when(len(entry.Phrase) > 1 && from >= b && to <= e, "phrase whole", strength)
	}
	// the tree
	x.on("rel", kindOf(w.UPOS)+"/"+w.Rel)
	var clause, object, quoted bool
	for _, k := range d.Children(h) {
		r := &d.Words[k]
		if k >= b && k < e {
			continue
		}
		switch {
		case r.Is("ccomp"):
			clause = true
		case r.Is("obj", "xcomp"):
			object = true
		}
		if r.UPOS != "PUNCT" {
			side := "<"
			if k > h {
				side = ">"
			}
			x.on("child", kindOf(w.UPOS)+side+r.Rel)
		}
		if k == b-1 || k == e {
			x.on("child beside", kindOf(w.UPOS)+r.Rel)
		}
	}
	x.when(clause, "clause", strength+kindOf(w.UPOS))
	x.when(object && !clause, "object", strength+kindOf(w.UPOS))
	subject := v.subject(h)
	if subject >= 0 {
		x.on("subject", strength+v.sort(subject))
	} else {
		x.on("no subject", strength+kindOf(w.UPOS))
	}
	// what the model thinks of the word, and of who would have said what
	if d.Model != nil {
		l, q := d.Model.Best("event", h)
		x.on("event", l+"/"+kindOf(w.UPOS))
		x.add("event", l, float64(q))
	}
	// the quotation marks
	inQuote := v.quoteAt[h] >= 0
	x.when(inQuote, "in quotation", strength)
	quoted = v.quoteNear(b, e, subject, s)
	x.when(quoted, "by quotation", strength+kindOf(w.UPOS))
	x.when(quoted, "by quotation", w.XPOS)
	x.when(d.Sents[w.Sent].From == b, "begins", "")
	x.when(s.To-e <= 1, "ends", "")
}

// quoteNear reports whether a quotation ends just before the cue [b, e) and its
// subject, or begins just after them.
func (v *view) quoteNear(b, e, subject int, s syntax.Sent) bool {
	lo, hi := b, e
	if subject >= 0 && subject >= s.From && subject < s.To {
		f, t := v.d.Subtree(subject)
		lo, hi = min(lo, f), max(hi, t)
	}
	for i := lo - 1; i >= s.From && i >= lo-3; i-- {
		if v.isMark(i) && v.quoteAt[i] >= 0 && v.quotes[v.quoteAt[i]].to == i+1 {
			return true
		}
	}
	for i := hi; i < s.To && i < hi+4; i++ {
		if v.isMark(i) && v.quoteAt[i] >= 0 && v.quotes[v.quoteAt[i]].from == i {
			return true
		}
	}
	return false
}

// subject returns the word that is the subject of h, of what h is coordinated
// with, or of the verb that h depends on as a complement or participle; -1 if
// there is none.
//
// "Prado said the port was shut, adding that it would stay so": the subject of
// "adding" is Prado. But in "Prado said the clerk was asked to write", "write"
// takes the clerk: the nearest verb with a subject decides. In "pressed the clerk
// to demand a vote" the clerk demands; in "promised the clerk to demand" Prado.
func (v *view) subject(h int) int {
	if k := v.quotesAs(h); k >= 0 {
		return k
	}
	for range 6 {
		if k := v.d.Child(h, "nsubj", "csubj"); k >= 0 {
			return k
		}
		w := &v.d.Words[h]
		if w.Head < 0 || !w.Is("conj", "xcomp", "advcl", "aux", "cop", "ccomp") {
			return -1
		}
		if k := v.d.Child(w.Head, "obj"); w.Is("xcomp", "advcl") && w.XPOS == "VB" && k > w.Head && k < h && !ownWill[v.d.Words[w.Head].Lemma] {
			return k
		}
		if w.Is("ccomp") && w.XPOS != "VBG" && w.XPOS != "VB" {
			return -1
		}
		h = w.Head
	}
	return -1
}

// quotesAs returns the noun right before verb h where a quotation right behind h has
// taken it for its own subject, as the tree now and then has it: "[The mayor said
// ‘the pier is shut’]". -1 if there is none.
func (v *view) quotesAs(h int) int {
	d := v.d
	if h == 0 || d.Words[h].UPOS != "VERB" || !v.isMark(h+1) || v.quoteAt[h+1] < 0 || v.quotes[v.quoteAt[h+1]].from != h+1 {
		return -1
	}
	if w := &d.Words[h-1]; w.Is("nsubj") && w.Head > h && d.Child(h, "nsubj") < 0 {
		return h - 1
	}
	return -1
}

// ownWill are verbs whose object does not do what follows.
var ownWill = map[string]bool{"promise": true, "threaten": true, "vow": true, "use": true}

// sort describes word i as a possible speaker.
func (v *view) sort(i int) string {
	w := &v.d.Words[i]
	if w.UPOS == "PRON" {
		return w.XPOS + v.lower(i)
	}
	if v.d.Model != nil {
		if l, _ := v.d.Model.Best("ner", i); len(l) > 2 {
			return l[2:]
		}
		if l, _ := v.d.Model.Best("mention", i); l != "" {
			return l
		}
	}
	return w.UPOS
}

// kindOf names the part of speech of a cue's head in one letter.
func kindOf(upos string) string {
	switch upos {
	case "VERB", "AUX":
		return "v"
	case "NOUN", "PROPN":
		return "n"
	case "ADJ":
		return "a"
	case "ADV":
		return "r"
	case "ADP", "SCONJ":
		return "p"
	}
	return "x"
}

// shape describes a word in the pattern of a cue.
func shape(w *syntax.Word, head bool) string {
	if head {
		return w.XPOS
	}
	switch w.UPOS {
	case "ADP", "PART", "SCONJ", "CCONJ", "DET", "PRON":
		return w.Lemma
	}
	return w.UPOS
}

// Thresholds of what a candidate must be worth: half its own probability, half
// that of any cue with its head, so that doubt about a cue's ends ("said",
// "said in a statement") does not lose the cue.
const (
	ownShare     = 0.5
	cueThreshold = 0.38
)

// pick returns, of the candidates of a sentence that do not overlap, those with
// the largest sum of worth above the threshold, in order.
func (v *view) pick(cs []candidate, s syntax.Sent) []candidate {
	any := make(map[int]float64)
	for _, c := range cs {
		any[c.head] += c.p
	}
	// best[k] is the best sum over words [s.From, s.From+k); last its last cue.
	n := s.To - s.From
	best, last := make([]float64, n+1), make([]int, n+1)
	byEnd := make([][]int, n+1)
	for i, c := range cs {
		byEnd[c.to-s.From] = append(byEnd[c.to-s.From], i)
	}
	for k := 1; k <= n; k++ {
		best[k], last[k] = best[k-1], -1
		for _, i := range byEnd[k] {
			worth := ownShare*cs[i].p + (1-ownShare)*min(any[cs[i].head], 1)
			if t := best[cs[i].from-s.From] + worth - cueThreshold; t > best[k] {
				best[k], last[k] = t, i
			}
		}
	}
	var out []candidate
	for k := n; k > 0; {
		if last[k] < 0 {
			k--
			continue
		}
		out = append(out, cs[last[k]])
		k = cs[last[k]].from - s.From
	}
	slices.Reverse(out)
	return out
}

// act looks up what a cue's head does; say for a verb the lexicon lacks.
func (v *view) cueEntry(from, to int) *lexicon.Cue {
	var best *lexicon.Cue
	for i := from; i < to; i++ {
		if c, _, _ := v.entry(i); c != nil && (best == nil || c.Strength > best.Strength) {
			best = c
		}
	}
	return best
}
