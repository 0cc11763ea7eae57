package eval

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"hearsay"
	"hearsay/internal/calibrate"
)

// statements are what the program said of annotated texts and how sure it was,
// by kind of record. Tasks add them as they compare.
type statements struct{ all []statement }

// A statement is one of them, with the text it was made of.
type statement struct {
	kind calibrate.Kind
	text uint32 // hash of the text's name or of itself
	calibrate.Statement
}

func (s *statements) add(kind calibrate.Kind, text string, score float64, right bool) {
	h := fnv.New32a()
	h.Write([]byte(text))
	s.all = append(s.all, statement{kind, h.Sum32(), calibrate.Statement{Score: score, Right: one(right)}})
}

// of returns the statements of a kind, in an order that does not depend on that
// of the tasks.
func (s *statements) of(k calibrate.Kind) []statement {
	out := slices.Clone(s.all)
	return slices.DeleteFunc(out, func(x statement) bool { return x.kind != k })
}

// confidenceFolds is into how many parts texts are divided: what the scores of
// each are worth is judged by maps fitted on the others.
const confidenceFolds = 5

// mapped returns statements with the confidence that maps give, each by the map
// fitted on the texts of other parts.
func mapped(ss []statement) []statement {
	var by [confidenceFolds]calibrate.Map
	for f := range by {
		var rest []calibrate.Statement
		for _, s := range ss {
			if s.text%confidenceFolds != uint32(f) {
				rest = append(rest, s.Statement)
			}
		}
		by[f] = calibrate.Fit(rest)
	}
	out := slices.Clone(ss)
	for i := range out {
		out[i].Score = by[out[i].text%confidenceFolds].Of(out[i].Score)
	}
	return out
}

// tenths is into how many steps of confidence statements are sorted.
const tenths = 10

// byTenths sums up, for each tenth of confidence, how many statements there
// are, how sure they are, and how many are right.
func byTenths(ss []statement) Tally {
	t := make(Tally, 3*tenths)
	for _, s := range ss {
		k := 3 * min(int(s.Score*tenths), tenths-1)
		t[k]++
		t[k+1] += s.Score
		t[k+2] += s.Right
	}
	return t
}

// least is how many statements are compared at least: of a few the part that is
// right says little.
const least = 30

// gap is the expected calibration error (Naeini, Cooper and Hauskrecht 2015),
// in percent: how far the mean confidence of a tenth lies from the part that is
// right, by the number of statements in it. A tenth with fewer than [least] is
// put together with the next, the last one with the one before.
func gap(t Tally) float64 {
	var groups [][3]float64
	open := false // the last group has too few
	for i := 0; i+2 < len(t); i += 3 {
		if !open {
			groups = append(groups, [3]float64{})
		}
		g := &groups[len(groups)-1]
		g[0], g[1], g[2] = g[0]+t[i], g[1]+t[i+1], g[2]+t[i+2]
		open = g[0] < least
	}
	if k := len(groups) - 1; open && k > 0 {
		for i, x := range groups[k] {
			groups[k-1][i] += x
		}
		groups = groups[:k]
	}
	n, off := 0.0, 0.0
	for _, g := range groups {
		n += g[0]
		off += math.Abs(g[1] - g[2])
	}
	if n == 0 {
		return 0
	}
	return 100 * off / n
}

// confidence adds the rows of how far confidence lies from the truth, for every
// kind of record that the tasks have met: by the score alone, and as it is
// stated, with maps fitted on other texts.
func (e *evaluation) confidence() {
	for _, k := range calibrate.Kinds {
		ss := e.stated.of(k)
		for _, by := range []struct {
			name string
			ss   []statement
		}{{"score", ss}, {"stated", mapped(ss)}} {
			r := e.row("confidence", &corpus{name: "all"}, Raw, by.name, fmt.Sprintf("%s, gap ×100", k))
			r.Count = Gap
			for _, text := range textsOf(by.ss) {
				r.add(byTenths(text))
			}
		}
	}
}

// textsOf sorts statements by text, in the order of their hashes.
func textsOf(ss []statement) [][]statement {
	ss = slices.Clone(ss)
	slices.SortStableFunc(ss, func(a, b statement) int { return int(int64(a.text) - int64(b.text)) })
	var out [][]statement
	for i, s := range ss {
		if i == 0 || s.text != ss[i-1].text {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], s)
	}
	return out
}

// stateAttributions judges the attributions of PolNeAR as package attribution
// does when it learns how sure to be: right is one whose cue shares a word with
// an annotator's, whose source shares at least half of the words that either
// has, and whose content shares four fifths. One without a cue is right if some
// annotator's attribution has its source and content. PolNeAR marks none within
// another, and no blocks.
func (e *evaluation) stateAttributions(r *Reading) {
	if r.Mentions == nil {
		return
	}
	key := keySaid(r.Key)
	for i := range r.Said {
		a := &r.Said[i]
		if a.Voice || inner(r, a.Within) {
			continue
		}
		s := r.newSaid(a.CueFrom, a.CueTo)
		r.cover(s.source, a.SourceFrom, a.SourceTo)
		for _, c := range a.Content {
			r.cover(s.about, c[0], c[1])
		}
		e.stated.add(calibrate.Attribution, r.Key.ID, a.Confidence, slices.ContainsFunc(key, func(k said) bool {
			return (len(s.cueWords) == 0 || common(k.cueWords, s.cueWords) > 0) && overlap(k.source, s.source) >= 0.5 && overlap(k.about, s.about) >= 0.8
		}))
	}
}

// overlap returns how many words two sets have in common, as a part of those
// that either has; 1 if both are empty.
func overlap(a, b set[hearsay.Span]) float64 {
	if len(a)+len(b) == 0 {
		return 1
	}
	n := common(a, b)
	return float64(n) / float64(len(a)+len(b)-n)
}

// stateNested takes note of an attribution of MPQA that lies in another's
// content. There right is a whole chain of sources.
func (e *evaluation) stateNested(r *Reading, i int, right bool) {
	if inner(r, r.Said[i].Within) {
		e.stated.add(calibrate.Nested, r.Key.ID, r.Said[i].Confidence, right)
	}
}

// stateEvents judges the events of a paragraph of the project's own: right is
// an event of the key with its type. What the key leaves open does not count.
func (e *evaluation) stateEvents(p *paragraph, s *comparison) {
	for i := range s.told.events {
		v, k := &s.told.events[i], s.of[i]
		if k >= 0 && p.events[k].optional {
			continue
		}
		right := false
		if k >= 0 {
			right, _ = p.events[k].coded(v)
		}
		e.stated.add(calibrate.Event, p.text, v.Confidence, right)
	}
}

// stateReasons judges the reasons of a sentence of CNC: right is a cause and an
// effect of the key of which each shares at least half of the words of either
// side. In a sentence that tells no cause all are wrong.
func (e *evaluation) stateReasons(r *Reading, own []causePair) {
	causal := r.Key.Causal
	if causal.Causal && len(causal.Pairs) == 0 {
		return
	}
	for _, o := range own {
		e.stated.add(calibrate.Reason, r.Key.ID, o.sure, slices.ContainsFunc(causal.Pairs, func(p CausePair) bool {
			return near(r.keyWords(p.Cause), o.cause) && near(r.keyWords(p.Effect), o.effect)
		}))
	}
}
