package attribution

import (
	"slices"
	"strconv"

	"hearsay/internal/syntax"
)

// farthest is how many sentences after the cue's own a content may reach, and
// before it.
const (
	farthestAfter  = 8
	farthestBefore = 3
)

// longestContent is how many words one run of content may have.
const longestContent = 1200

// edges collects places where a content may begin or end, each with its reasons.
type edges struct {
	at  []int
	why [][]string
}

func (e *edges) add(i int, why string) {
	k := slices.Index(e.at, i)
	if k < 0 {
		e.at, e.why = append(e.at, i), append(e.why, []string{why})
	} else if !slices.Contains(e.why[k], why) {
		e.why[k] = append(e.why[k], why)
	}
}

// rights returns the runs after the cue that may be content of t; the first is
// none. They begin behind the cue, its source and its recipient, at a clause or
// a quotation, and end with a clause, a quotation or the sentence; or they are
// the quoted sentences that follow.
func (v *view) rights(t *saying) []span {
	d := v.d
	s := v.sentence(t.head)
	var st, en edges
	begin := func(i int, why string) {
		for i < s.To && d.Words[i].UPOS == "PUNCT" && !v.isMark(i) && d.Words[i].Text != "(" && d.Words[i].Text != "[" {
			i++
		}
		if i < s.To && i >= t.to {
			st.add(i, why)
		}
	}
	finish := func(i int, why string) {
		e := i
		for e > t.to && d.Words[e-1].UPOS == "PUNCT" && !v.isMark(e-1) && d.Words[e-1].Text != ")" {
			e--
		}
		if e > t.to {
			en.add(e, why)
		}
	}
	begin(t.to, "cue")
	if t.srcFrom >= t.to {
		begin(t.srcTo, "source")
	}
	for i := t.from; i < t.to; i++ {
		for _, k := range d.Children(i) {
			if k < t.to || k >= s.To {
				continue
			}
			f, e := d.Subtree(k)
			rel := d.Words[k].Rel
			if f >= t.to && d.Words[k].UPOS != "PUNCT" {
				begin(f, rel)
				begin(f+v.opening(f, k), rel+"+")
			}
			if d.Words[k].UPOS != "PUNCT" {
				finish(e, rel)
			}
			// what follows a recipient or an adjunct
			if d.Words[k].Is("obj", "iobj", "obl", "advmod") {
				begin(e, "after "+rel)
			}
			for _, g := range d.Children(k) { // "told him that": some trees hang the clause lower
				if g > k && d.Words[g].Is("ccomp", "acl", "advcl", "parataxis", "conj", "obl", "nmod") {
					gf, ge := d.Subtree(g)
					if d.Words[g].Is("ccomp", "acl") {
						begin(gf, rel+" "+d.Words[g].Rel)
					}
					finish(gf, "before "+d.Words[g].Rel)
					finish(ge, rel+" "+d.Words[g].Rel)
				}
			}
		}
	}
	_, e := d.Subtree(t.head)
	finish(e, "head")
	if w := &d.Words[t.head]; w.Head >= t.to { // "according to Prado, the port is shut"; "Prado said" as parataxis
		_, he := d.Subtree(w.Head)
		finish(he, "governor")
		f, _ := d.Subtree(w.Head)
		begin(max(f, t.to), "governor")
	}
	for i := t.to; i < s.To; i++ {
		switch {
		case d.Words[i].Text == "that" && i < t.to+20:
			begin(i, "that")
		case v.isMark(i) && v.quoteAt[i] >= 0:
			q := v.quotes[v.quoteAt[i]]
			if q.from == i {
				begin(i, "quote")
				finish(i, "before quote")
			}
			if q.to == i+1 {
				en.add(i+1, "quote")
			}
		case d.Words[i].Text == ":":
			begin(i+1, ":")
		case v.hyphen(i):
		case d.Words[i].UPOS == "PUNCT" && len(en.at) < 24:
			finish(i, d.Words[i].Text)
		case d.Words[i].UPOS == "CCONJ" && len(en.at) < 24:
			finish(i, "cc")
		}
	}
	finish(s.To, "sentence")
	for _, bias := range [...]float64{0, -1, 1} {
		if a, b, ok := t.bestRun(1, t.to, s.To, bias); ok {
			begin(a, "run")
			finish(b, "run")
		}
	}
	v.quotedAfter(t, s, &st, &en)
	return v.combine(t, &st, &en, t.to, partRight)
}

// opening returns how many words after f the phrase of word k begins in
// earnest: 1 for "for" in "for help", 0 otherwise.
func (v *view) opening(f, k int) int {
	if f < k && v.d.Words[f].Is("case", "mark") {
		return 1
	}
	return 0
}

// quotedAfter adds what follows the sentence of the cue: quoted sentences of
// the same speaker.
//
//	Prado said the port was shut. “It will stay so. We are sorry.”
func (v *view) quotedAfter(t *saying, s syntax.Sent, st, en *edges) {
	d := v.d
	block := s.Block
	last := s.To
	for n := 0; n < farthestAfter && last < len(d.Words); n++ {
		next := d.SentOf(last)
		if next.Block != block && !(v.isMark(next.From) && n == 0) {
			break
		}
		if v.quoteAt[next.From] < 0 {
			break
		}
		block = next.Block
		if n == 0 && (s.To == 0 || v.quote(next.From) != v.quote(s.To-1)) {
			st.add(next.From, "next")
		}
		last = next.To
		q := v.quotes[v.quote(next.From)]
		if q.to < next.To {
			en.add(q.to, "next quote")
			if next.To-q.to > 2 { // the speaker stands behind it: "…,” she said."
				break
			}
		}
		en.add(next.To, "next"+bucket(n+1))
	}
}

// lefts returns the runs before the cue and its source that may be content of
// t; the first is none.
func (v *view) lefts(t *saying) []span {
	d := v.d
	s := v.sentence(t.head)
	limit := t.from
	var st, en edges
	begin := func(i int, why string) {
		for i < limit && d.Words[i].UPOS == "PUNCT" && !v.isMark(i) && d.Words[i].Text != "(" && d.Words[i].Text != "[" {
			i++
		}
		if i >= 0 && i < limit {
			st.add(i, why)
		}
	}
	finish := func(i int, why string) {
		e := min(i, limit)
		for e > 0 && d.Words[e-1].UPOS == "PUNCT" && !v.isMark(e-1) && d.Words[e-1].Text != ")" {
			e--
		}
		if e > 0 {
			en.add(e, why)
		}
	}
	begin(s.From, "sentence")
	if s.From < limit && d.Words[s.From].UPOS == "CCONJ" {
		begin(s.From+1, "sentence cc")
	}
	finish(t.from, "cue")
	if t.srcFrom >= 0 && t.srcTo <= t.from {
		finish(t.srcFrom, "source")
		begin(t.srcTo, "source")
	}
	for i := t.from; i < t.to; i++ {
		for _, k := range d.Children(i) {
			if k >= t.from || k < s.From || d.Words[k].UPOS == "PUNCT" {
				continue
			}
			f, e := d.Subtree(k)
			begin(f, d.Words[k].Rel)
			finish(e, d.Words[k].Rel)
		}
	}
	if f, _ := d.Subtree(t.head); f < limit {
		begin(f, "head")
	}
	up := d.Words[t.head].Head
	for n := 0; n < 3 && up >= s.From; n++ {
		f, e := d.Subtree(up)
		begin(f, "governor"+strconv.Itoa(n))
		if e <= t.from {
			finish(e, "governor"+strconv.Itoa(n))
		}
		begin(v.clauseStart(up), "clause"+strconv.Itoa(n))
		if up < t.from {
			begin(up, "word"+strconv.Itoa(n))
			finish(up+1, "word"+strconv.Itoa(n))
		}
		up = d.Words[up].Head
	}
	for i := limit - 1; i >= s.From; i-- {
		switch {
		case v.isMark(i) && v.quoteAt[i] >= 0:
			q := v.quotes[v.quoteAt[i]]
			if q.from == i {
				begin(i, "quote")
			}
			if q.to == i+1 {
				en.add(i+1, "quote")
			}
		case v.hyphen(i):
		case (d.Words[i].UPOS == "PUNCT" || d.Words[i].UPOS == "CCONJ") && len(st.at) < 20:
			begin(i+1, d.Words[i].Text)
			if len(en.at) < 8 {
				finish(i, d.Words[i].Text)
			}
		}
	}
	for _, bias := range [...]float64{0, -1, 1} {
		if a, b, ok := t.bestRun(1, s.From, limit, bias); ok {
			begin(a, "run")
			finish(b, "run")
		}
	}
	// A quotation that begins in an earlier sentence: “We left. It was over,” she said.
	if k := v.quote(s.From); k >= 0 {
		q := v.quotes[k]
		for n, i := 0, s.From; n < 3*farthestBefore && i > q.from && i > 0; n++ {
			i = d.SentOf(i - 1).From
			st.add(max(i, q.from), "back")
		}
	} else if s.From > 0 { // quoted sentences before it
		for n, i := 0, s.From; n < farthestBefore && i > 0; n++ {
			prev := d.SentOf(i - 1)
			if v.quoteAt[prev.From] < 0 || prev.Block != s.Block {
				break
			}
			i = prev.From
			st.add(i, "back")
			if n == 0 {
				en.add(prev.To, "back")
			}
		}
	}
	return v.combine(t, &st, &en, 0, partLeft)
}

// clauseStart returns where the clause of word i begins without what hangs on
// it in front of a comma.
func (v *view) clauseStart(i int) int {
	f, _ := v.d.Subtree(i)
	for _, k := range v.d.Children(i) {
		if k < i && v.d.Words[k].Is("nsubj", "expl", "csubj") {
			f, _ = v.d.Subtree(k)
			break
		}
	}
	return f
}

// combine returns every run from a start to an end beyond it that does not
// touch cue and source, with its features; first the empty one.
func (v *view) combine(t *saying, st, en *edges, low int, part string) []span {
	out := []span{{from: -1, to: -1}}
	for i, a := range st.at {
		for k, b := range en.at {
			if a < low || b <= a || b-a > longestContent || a < t.to && b > t.from || t.srcFrom >= 0 && a < t.srcTo && b > t.srcFrom {
				continue
			}
			out = append(out, span{from: a, to: b, starts: st.why[i], ends: en.why[k]})
		}
	}
	for i := range out {
		v.contentFeatures(t, &out[i], part)
	}
	return out
}

// contentFeatures gathers what speaks for and against p as content of t on its
// side of the cue.
func (v *view) contentFeatures(t *saying, p *span, part string) {
	d, x := v.d, &p.x
	s := v.sentence(t.head)
	left, right := s.From, s.To
	if part == partLeft {
		right = t.from
	} else {
		left = t.to
	}
	if p.from < 0 {
		v.noContent(t, x, left, right, part)
		return
	}
	left, right = min(left, p.from), max(right, p.to)
	var outside float64
	for i := left; i < right; i++ {
		if l := t.at(1, i); l > 0 && (i < p.from || i >= p.to) && (i < t.srcFrom || i >= t.srcTo) {
			outside += l
		}
	}
	n := p.to - p.from
	in := t.sum(1, p.from, p.to)
	low := 4.0
	for i := p.from; i < p.to; i++ {
		low = min(low, t.at(1, i))
	}
	x.add("in", "", clip(in, 24)/4)
	x.add("mean", "", in/float64(n)/4)
	x.add("low", "", low/4)
	x.add("out", "", min(outside, 24)/4)
	x.add("first", "", t.at(1, p.from)/4)
	x.add("last", "", t.at(1, p.to-1)/4)
	x.add("before", "", t.at(1, p.from-1)/4)
	x.add("after", "", t.at(1, p.to)/4)
	for _, why := range p.starts {
		x.on("start", why)
		x.on("start", why+" "+t.kind)
		x.on("lemma", t.lemma+" "+why)
		x.when(slices.Contains(p.ends, why), "whole", why)
	}
	for _, why := range p.ends {
		x.on("end", why)
		x.on("end", why+" "+t.kind)
	}
	x.on("whole", p.starts[0]+"…"+p.ends[0])
	x.on("firstword", v.class(p.from))
	x.on("lastword", v.class(p.to-1))
	x.on("wordbefore", v.class(p.from-1))
	x.on("wordafter", v.class(p.to))
	gap := p.from - t.to
	if part == partLeft {
		gap = t.from - p.to
		if t.srcFrom >= p.to && t.srcTo <= t.from {
			gap -= t.srcTo - t.srcFrom
		}
	} else if t.srcFrom >= t.to && t.srcFrom < p.from {
		gap -= t.srcTo - t.srcFrom
	}
	x.on("gap", bucket(gap))
	x.on("length", bucket(n))
	x.when(p.to == s.To || p.to == s.To-1, "to sentence end", "")
	x.when(p.from == s.From, "from sentence start", "")
	x.on("sentences", bucket(d.Words[p.to-1].Sent-d.Words[p.from].Sent))
	// quotation marks: opened inside but not closed, or the other way round
	qa, qb := v.quoteAt[p.from], v.quoteAt[p.to-1]
	starts := qa >= 0 && v.quotes[qa].from == p.from
	stops := qb >= 0 && v.quotes[qb].to == p.to
	cutA := qa >= 0 && !starts && v.quotes[qa].to < p.to
	cutB := qb >= 0 && !stops && v.quotes[qb].from > p.from
	x.when(cutA || cutB, "quotation cut", "")
	x.when(qa >= 0 && qa == qb && !(starts && stops), "part of quotation", strconv.FormatBool(v.quoteAt[t.head] == qa))
	x.when(starts && stops && qa == qb, "quotation", t.kind)
	x.when(starts && !stops, "opens quotation", "")
	x.when(stops && !starts, "closes quotation", "")
	if part == partRight && n > 0 {
		x.when(p.from > s.To-1, "next sentence", t.kind)
	}
	x.when(v.bracketCut(p.from, p.to), "bracket cut", "")
	if part == partRight {
		for i := p.from + 1; i < p.to && i < p.from+10; i++ {
			w := &d.Words[i]
			if w.Is("mark") && w.Lemma == "that" && w.Head >= 0 && d.Words[w.Head].Head == t.head {
				x.on("that inside", t.kind)
				break
			}
		}
	}
	h := d.Head(p.from, p.to)
	rel := d.Words[h].Rel
	x.on("rel", rel)
	if hh := d.Words[h].Head; hh >= t.from && hh < t.to {
		x.on("of cue", rel+" "+t.kind)
	} else if h == d.Words[t.head].Head {
		x.on("governor", d.Words[t.head].Rel)
	}
	f, e := d.Subtree(h)
	x.when(f == p.from, "subtree begins", "")
	x.when(e == p.to, "subtree ends", "")
	x.when(f < p.from, "subtree cut before", "")
	x.when(e > p.to+1, "subtree cut after", "")
}

// hyphen reports whether word i is a hyphen or dash inside a word, as in
// "London-based": no place for a content to begin or end.
func (v *view) hyphen(i int) bool {
	w := &v.d.Words[i]
	return i > 0 && !w.Space && !v.d.Words[i-1].Space && (w.Text == "-" || w.Text == "–" || w.Text == "/")
}

// bracketCut reports whether [from, to) holds one bracket of a pair without the
// other.
func (v *view) bracketCut(from, to int) bool {
	open := 0
	for i := from; i < to; i++ {
		switch v.d.Words[i].Text {
		case "(", "[":
			open++
		case ")", "]":
			if open--; open < 0 {
				return true
			}
		}
	}
	return open > 0
}

// noContent gathers what speaks for no content on one side.
func (v *view) noContent(t *saying, x *vector, left, right int, part string) {
	x.on("none", "")
	x.on("none", t.kind)
	x.on("none", "lemma "+t.lemma)
	here, _ := t.best(left, right)
	l, r := left, right
	s := v.sentence(t.head)
	if part == partLeft {
		l, r = t.to, s.To
	} else {
		l, r = s.From, t.from
	}
	there, _ := t.best(l, r)
	x.add("none here", "", min(here, 20)/4)
	x.add("none there", "", min(there, 20)/4)
	x.add("none more", "", clip(there-here, 12)/4)
	x.on("none here", bucket(int(here)))
	x.on("none there", bucket(int(there)))
	w := &v.d.Words[t.head]
	x.on("none rel", w.Rel+" "+t.kind)
	x.when(v.d.Child(t.head, "ccomp", "xcomp", "obj") > t.head, "none object", t.kind)
	x.when(left >= right, "none room", "")
	if right > left {
		x.when(v.isMark(right-1) || right > left+1 && v.isMark(right-2), "none mark", "before")
	}
	x.when(t.srcFrom >= t.to, "none source after", "")
	x.when(t.srcFrom < 0, "none no source", "")
	if s.To < len(v.d.Words) {
		x.when(v.quoteAt[s.To] >= 0, "none next quoted", strconv.FormatBool(v.quoteAt[s.From] >= 0 && v.isMark(s.From)))
	}
}

// best returns the sum of the best run of content in [from, to).
func (t *saying) best(from, to int) (sum float64, ok bool) {
	a, b, ok := t.bestRun(1, from, to, 0)
	if !ok {
		return 0, false
	}
	return t.sum(1, a, b), true
}

// hasWord reports whether [from, to) holds more than marks and a "that".
func (v *view) hasWord(from, to int) bool {
	for i := from; i < to; i++ {
		if v.d.Words[i].UPOS != "PUNCT" && !v.isMark(i) && !(v.d.Words[i].UPOS == "SCONJ" && v.lower(i) == "that") {
			return true
		}
	}
	return false
}

// chooseContent decides on the content of t, at most one run on each side of
// the cue.
func (v *view) chooseContent(t *saying) (out [][2]int) {
	for _, part := range [...]string{partLeft, partRight} {
		var ps []span
		if part == partLeft {
			ps = v.lefts(t)
		} else {
			ps = v.rights(t)
		}
		scores := make([]float64, len(ps))
		for i := range ps {
			scores[i] = ps[i].x.score(part)
		}
		k, p := choose(scores)
		if part == partLeft {
			t.pLeft = p
		} else {
			t.pRight = p
		}
		if ps[k].from >= 0 && v.hasWord(ps[k].from, ps[k].to) {
			out = append(out, [2]int{ps[k].from, ps[k].to})
		}
	}
	return out
}
