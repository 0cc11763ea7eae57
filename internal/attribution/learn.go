package attribution

import (
	"slices"

	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A Gold is an attribution as an annotator marked it: ascending words of the
// document.
type Gold struct{ Cue, Source, Content []int }

// An Example is one question of the package with its candidates, for fitting
// weights. Where Choice is true one candidate is to be chosen; elsewhere each
// is judged by itself.
type Example struct {
	Part   string
	Choice bool
	Rows   [][]Value
	Right  []bool
}

// Examples returns the questions that reading d raises, with the answers of
// gold. Questions of sources and contents are asked of gold's own cues.
func Examples(d *syntax.Doc, ms *mention.Set, gold []Gold) []Example {
	v := newView(d, ms)
	var out []Example
	cues := make(map[[2]int]bool)
	for _, g := range gold {
		if len(g.Cue) > 0 {
			cues[[2]int{g.Cue[0], firstRun(g.Cue)}] = true
		}
	}
	first := v.firstPass()
	heard := v.heard(first)
	for k := range d.Sents {
		e, again := Example{Part: partCue}, Example{Part: partAgain}
		for _, c := range first[k] {
			right := cues[[2]int{c.from, c.to}]
			e.Rows, e.Right = append(e.Rows, slices.Clone(c.x)), append(e.Right, right)
			v.againFeatures(&c, heard)
			again.Rows, again.Right = append(again.Rows, c.x), append(again.Right, right)
		}
		out = append(out, e, again)
	}
	out = append(out, v.surety(gold))
	for _, g := range gold {
		if len(g.Cue) == 0 {
			continue
		}
		t := v.saying(candidate{from: g.Cue[0], to: firstRun(g.Cue), p: 1})
		from, to := -1, -1
		if len(g.Source) > 0 {
			from, to = g.Source[0], g.Source[len(g.Source)-1]+1
		}
		out = append(out, choice(partSource, v.sources(t), from, to))
		t.srcFrom, t.srcTo = from, to
		var left, right []int
		for _, i := range g.Content {
			if i < t.from {
				left = append(left, i)
			} else {
				right = append(right, i)
			}
		}
		from, to = ends(left)
		out = append(out, choice(partLeft, v.lefts(t), from, to))
		from, to = ends(right)
		out = append(out, choice(partRight, v.rights(t), from, to))
	}
	return out
}

func choice(part string, ps []span, from, to int) Example {
	e := Example{Part: part, Choice: true}
	for _, p := range ps {
		e.Rows = append(e.Rows, p.x)
		e.Right = append(e.Right, p.from == from && p.to == to)
	}
	return e
}

// firstRun returns where the run of consecutive words at the beginning ends.
func firstRun(words []int) int {
	k := 1
	for k < len(words) && words[k] == words[0]+k {
		k++
	}
	return words[0] + k
}

// ends returns the run that consecutive words make; -1, -1 for none, -2, -2 if
// they make more than one.
func ends(words []int) (from, to int) {
	if len(words) == 0 {
		return -1, -1
	}
	if to = firstRun(words); to != words[len(words)-1]+1 {
		return -2, -2
	}
	return words[0], to
}

// surety asks of each attribution that a cue marks whether gold has it: a cue
// that shares a word, a source that shares at least half of its words, and a
// content that shares four fifths.
func (v *view) surety(gold []Gold) Example {
	e := Example{Part: partSure}
	by := make(map[int]int)
	for k, g := range gold {
		for _, i := range g.Cue {
			by[i] = k
		}
	}
	for _, a := range v.spoken() {
		if a.deep { // PolNeAR marks none of these
			continue
		}
		right := false
		for i := a.CueFrom; i < a.CueTo && !right; i++ {
			k, ok := by[i]
			right = ok && shared(gold[k].Source, [][2]int{{a.SourceFrom, a.SourceTo}}) >= 0.5 && shared(gold[k].Content, a.Content) >= 0.8
		}
		e.Rows, e.Right = append(e.Rows, sureFeatures(&a)), append(e.Right, right)
	}
	return e
}

// shared returns how many words two sets have in common, as a part of those
// that either has; 1 if both are empty.
func shared(words []int, runs [][2]int) float64 {
	both, all := 0, len(words)
	for _, r := range runs {
		for i := r[0]; i < r[1]; i++ {
			if slices.Contains(words, i) {
				both++
			} else {
				all++
			}
		}
	}
	if all == 0 {
		return 1
	}
	return float64(both) / float64(all)
}
