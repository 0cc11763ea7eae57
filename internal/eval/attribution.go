package eval

import (
	"slices"
	"sort"
	"strings"

	"hearsay"
)

// A said is an attribution of either side, as sets of words.
type said struct {
	cue                     hearsay.Span // the cue's first run of words; empty if there is none
	cueWords, source, about set[hearsay.Span]
}

// attributions compares who is said to say what. Cues are compared by their
// first run of consecutive words. An answer is compared with the first of the
// key's attributions whose cue overlaps its own; its source and content are
// right if they are the same words. "all three" needs the source and the
// content of an overlapping cue; "all three, same cue" the same cue too. The
// lenient measure pairs both sides' attributions one to one, those with the
// most words in common first, and counts words in common.
func (e *evaluation) attributions(c *corpus, in Input, rs []*Reading) {
	decoders := map[string]func(*Reading) []said{
		"model":               func(r *Reading) []said { return modelSaid(r, false) },
		"model, runs":         func(r *Reading) []said { return modelSaid(r, true) },
		"hearsay":             func(r *Reading) []said { return systemSaid(r, false) },
		"hearsay, nested too": func(r *Reading) []said { return systemSaid(r, true) },
	}
	measures := []string{"cue", "source", "content", "all three", "all three, same cue", "source, words", "content, words", "lenient, source", "lenient, content", "lenient, all"}
	for _, by := range []string{"model", "model, runs", "hearsay", "hearsay, nested too"} {
		rows := make([]*Row, len(measures))
		for i, m := range measures {
			rows[i] = e.row("attribution", c, in, by, m)
		}
		for _, r := range rs {
			if r.Doc.Model == nil && strings.HasPrefix(by, "model") || r.Mentions == nil {
				continue
			}
			key, own := keySaid(r.Key), decoders[by](r)
			for i, t := range compareSaid(key, own) {
				if i < 4 || by == "model" || by == "hearsay" {
					rows[i].add(t)
				}
			}
			if e.errors != nil && by == "hearsay" {
				e.errors.attributions(r.Key, key, own)
			}
		}
	}
	if in == Raw {
		for _, r := range rs {
			e.stateAttributions(r)
		}
	}
}

// compareSaid makes the tallies of a document in the order of the measures.
func compareSaid(key, own []said) []Tally {
	t := make([]Tally, 10)
	for i := range t {
		t[i] = make(Tally, 3)
	}
	some := func(s set[hearsay.Span]) float64 {
		if len(s) > 0 {
			return 1
		}
		return 0
	}
	const (
		cue = iota
		source
		content
		whole
		wholeCue
		sourceWords
		contentWords
	)
	cues := make(set[hearsay.Span])
	for _, k := range key {
		cues[k.cue] = true
		t[source][2] += some(k.source)
		t[sourceWords][2] += float64(len(k.source))
		t[contentWords][2] += float64(len(k.about))
	}
	ownCues := make(set[hearsay.Span])
	for _, o := range own {
		if o.cue.IsEmpty() {
			continue
		}
		ownCues[o.cue] = true
		t[source][1] += some(o.source)
		t[sourceWords][1] += float64(len(o.source))
		t[contentWords][1] += float64(len(o.about))
		i := slices.IndexFunc(key, func(k said) bool { return k.cue.Overlaps(o.cue) })
		if i < 0 {
			continue
		}
		k := &key[i]
		same := [2]bool{equal(k.source, o.source), equal(k.about, o.about)}
		if same[0] {
			t[source][0] += some(o.source)
		}
		if same[1] {
			t[content][0]++
		}
		if same[0] && same[1] {
			t[whole][0]++
			if k.cue == o.cue {
				t[wholeCue][0]++
			}
		}
		t[sourceWords][0] += float64(common(k.source, o.source))
		t[contentWords][0] += float64(common(k.about, o.about))
	}
	t[cue] = cues.tally(ownCues)
	for _, m := range []int{content, whole, wholeCue} {
		t[m][1], t[m][2] = t[cue][1], t[cue][2]
	}
	lenient(key, own, t[contentWords+1], t[contentWords+2], t[contentWords+3])
	return t
}

// lenient pairs attributions one to one and counts the words of sources, of
// contents, and of all three parts.
func lenient(key, own []said, source, content, whole Tally) {
	type pair struct{ k, o, n int }
	var pairs []pair
	for i, k := range key {
		for j, o := range own {
			if n := common(k.cueWords, o.cueWords) + common(k.source, o.source) + common(k.about, o.about); n > 0 {
				pairs = append(pairs, pair{i, j, n})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return b.n - a.n })
	takenKey, takenOwn := make(set[int]), make(set[int])
	for _, p := range pairs {
		if takenKey[p.k] || takenOwn[p.o] {
			continue
		}
		takenKey[p.k], takenOwn[p.o] = true, true
		source[0] += float64(common(key[p.k].source, own[p.o].source))
		content[0] += float64(common(key[p.k].about, own[p.o].about))
		whole[0] += float64(p.n)
	}
	count := func(ss []said, at int) {
		for _, s := range ss {
			source[at] += float64(len(s.source))
			content[at] += float64(len(s.about))
			whole[at] += float64(len(s.cueWords) + len(s.source) + len(s.about))
		}
	}
	count(own, 1)
	count(key, 2)
}

func common(a, b set[hearsay.Span]) int {
	if len(b) < len(a) {
		a, b = b, a
	}
	n := 0
	for x := range a {
		if b[x] {
			n++
		}
	}
	return n
}

func equal(a, b set[hearsay.Span]) bool { return len(a) == len(b) && common(a, b) == len(a) }

// keySaid returns the annotator's attributions that have a cue.
func keySaid(d *Document) []said {
	words := func(is []int) set[hearsay.Span] {
		out := make(set[hearsay.Span])
		for _, i := range is {
			out[d.Words[i].Span] = true
		}
		return out
	}
	var out []said
	for _, a := range d.Said {
		if len(a.Cue) == 0 {
			continue
		}
		end := a.Cue[0] + 1
		for _, i := range a.Cue[1:] {
			if i != end {
				break
			}
			end++
		}
		out = append(out, said{d.Span(Stretch{a.Cue[0], end}), words(a.Cue), words(a.Source), words(a.Content)})
	}
	return out
}

// systemSaid returns the attributions of package attribution that have a cue,
// without those of whole blocks. Unless nested is set, those that lie in the
// content of another are left out: PolNeAR has none (no cue of its 21,457 lies
// in another's content), so that reading them is right but cannot be scored.
func systemSaid(r *Reading, nested bool) []said {
	var out []said
	for i := range r.Said {
		a := &r.Said[i]
		if a.Voice || a.CueFrom >= a.CueTo || !nested && inner(r, a.Within) {
			continue
		}
		s := r.newSaid(a.CueFrom, a.CueTo)
		r.cover(s.source, a.SourceFrom, a.SourceTo)
		for _, c := range a.Content {
			r.cover(s.about, c[0], c[1])
		}
		out = append(out, s)
	}
	return out
}

// inner reports whether attribution k, or one that it lies in, is an ordinary
// one with a cue.
func inner(r *Reading, k int) bool {
	for ; k >= 0; k = r.Said[k].Within {
		if a := &r.Said[k]; !a.Voice && a.CueFrom < a.CueTo {
			return true
		}
	}
	return false
}

// newSaid returns an attribution with the cue of the system's words [from, to).
func (r *Reading) newSaid(from, to int) said {
	s := said{cueWords: make(set[hearsay.Span]), source: make(set[hearsay.Span]), about: make(set[hearsay.Span])}
	r.cover(s.cueWords, from, to)
	for w := range s.cueWords {
		if s.cue.IsEmpty() {
			s.cue = w
		}
		s.cue.Start, s.cue.End = min(s.cue.Start, w.Start), max(s.cue.End, w.End)
	}
	return s
}

// cover adds to s the key's words that the system's words [from, to) touch. So
// another way to make tokens is no mistake about who says what.
func (r *Reading) cover(s set[hearsay.Span], from, to int) {
	key := r.Key.Words
	for _, w := range r.Doc.Words[max(from, 0):max(from, to, 0)] {
		k := sort.Search(len(key), func(k int) bool { return key[k].End > w.Start })
		for ; k < len(key) && key[k].Start < w.End; k++ {
			s[key[k].Span] = true
		}
	}
}

// modelSaid decodes the model: cues are runs that its labels mark; sources and
// contents are the words above 0. If runs is set, a source is the best run of
// consecutive words instead, and gaps of up to two words in a content are
// filled.
func modelSaid(r *Reading, runs bool) []said {
	m := r.Doc.Model
	var out []said
	for i := 0; i < m.Len(); {
		l, _ := m.Best("cue", i)
		if l == "O" {
			i++
			continue
		}
		end := i + 1
		for end < m.Len() {
			if l, _ := m.Best("cue", end); l != "I" {
				break
			}
			end++
		}
		from, to, source, content := m.Pair(i)
		s := r.newSaid(i, end)
		pick := func(logits []float32, into set[hearsay.Span]) {
			for k, v := range logits {
				if v > 0 {
					r.cover(into, from+k, from+k+1)
				}
			}
		}
		if runs {
			a, b := bestRun(source)
			r.cover(s.source, from+a, from+b)
			bridge(content, i-from, end-from)
		} else {
			pick(source, s.source)
		}
		pick(content[:to-from], s.about)
		out = append(out, s)
		i = end
	}
	return out
}

// bestRun returns the run of words with the largest sum of logits, which count
// for no more than 4 either way (Kadane's algorithm); empty if none is above 0.
func bestRun(logits []float32) (from, to int) {
	const most = 4
	sum, start, top := float32(0), 0, float32(0)
	for i, v := range logits {
		if sum <= 0 {
			sum, start = 0, i
		}
		sum += min(most, max(-most, v))
		if sum > top {
			from, to, top = start, i+1, sum
		}
	}
	return from, to
}

// bridge raises the logits of up to two words between words above 0, but not
// of the cue [from, to).
func bridge(logits []float32, from, to int) {
	last := -1
	for i, v := range logits {
		if v <= 0 {
			continue
		}
		if last >= 0 && i-last <= 3 {
			for k := last + 1; k < i; k++ {
				if k < from || k >= to {
					logits[k] = 1
				}
			}
		}
		last = i
	}
}

// attributions notes what only one side has.
func (e *Errors) attributions(d *Document, key, own []said) {
	matched := make(set[int])
	for _, o := range own {
		i := slices.IndexFunc(key, func(k said) bool { return !o.cue.IsEmpty() && k.cue.Overlaps(o.cue) })
		if i < 0 {
			e.add("cue: false", lower(d.Text, o.cue), around(d.Text, o.cue))
			continue
		}
		matched[i] = true
		k := key[i]
		if k.cue != o.cue {
			e.add("cue: extent", lower(d.Text, o.cue)+" for "+lower(d.Text, k.cue), around(d.Text, k.cue))
		}
		if !equal(k.source, o.source) {
			e.add("source", "", around(d.Text, k.cue)+"\n      key  "+join(d.Text, k.source)+"\n      own  "+join(d.Text, o.source))
		}
		if !equal(k.about, o.about) {
			e.add("content", "", around(d.Text, k.cue)+"\n      key  "+join(d.Text, k.about)+"\n      own  "+join(d.Text, o.about))
		}
	}
	for i, k := range key {
		if !matched[i] {
			e.add("cue: missed", lower(d.Text, k.cue), around(d.Text, k.cue))
		}
	}
}
