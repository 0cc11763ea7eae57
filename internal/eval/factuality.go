package eval

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"hearsay/internal/factuality"
)

// grades are FactBank's labels, in the order of the table's classes.
var grades = []string{"CT+", "PR+", "PS+", "UU", "PS-", "PR-", "CT-"}

// factuality compares how sure events are with what annotators said, on the
// words that they judged: the mean absolute error on the scale from −3 to 3,
// Pearson's r, and the macro-F1 of FactBank's labels, both sides graded by
// [factuality.Label]. "model" is the number of the head that learned from the
// corpus, "rules" what the rules make of the tree by themselves, "readers" what
// the learned trees make of both: what annotators of news were asked, who stand
// at some distance from the source. "hearsay" is the record's value, which is
// the innermost source's. UDS is on a scale of its own, where what has not
// happened yet is negative; there the two are one.
func (e *evaluation) factuality(c *corpus, in Input, rs []*Reading) {
	by := [...]string{"model", "rules", "readers", "hearsay"}
	var rows [len(by)][3]*Row
	for k, b := range by {
		for i, m := range [...]struct {
			name  string
			count Count
		}{{"MAE ×100", MeanError}, {"r ×100", Pearson}, {"labels", Macro}} {
			rows[k][i] = e.row("factuality", c, in, b, m.name)
			rows[k][i].Count = m.count
		}
	}
	head := 0
	if c.name == "UDS" {
		head = 1
	}
	for _, r := range rs {
		j := factuality.New(r.Doc, r.Mentions, r.Said)
		at := make(map[int]int, len(r.Doc.Words))
		for i := range r.Doc.Words {
			if k := r.keyWord(i); k >= 0 {
				at[k] = i
			}
		}
		var pairs [len(by)][][2]float64
		for _, s := range r.Key.Sure {
			i, ok := at[s.Word]
			if !ok {
				continue // of other tokens
			}
			own := j.Of(i)
			v := own.Value
			if head == 1 {
				v = own.Crowd
			}
			if r.Doc.Model != nil {
				pairs[0] = append(pairs[0], [2]float64{clip(float64(r.Doc.Model.Factuality(i)[head]), 3), s.Value})
			}
			pairs[1] = append(pairs[1], [2]float64{j.Rules(i), s.Value})
			readers := own.Readers
			if head == 1 {
				readers = own.Crowd
			}
			pairs[2] = append(pairs[2], [2]float64{readers, s.Value})
			pairs[3] = append(pairs[3], [2]float64{v, s.Value})
			if e.errors != nil && math.Abs(v-s.Value) > 1 {
				var why []string
				for _, w := range own.Why {
					why = append(why, fmt.Sprintf("%s:%s %.1f", w.Rule, w.Note, w.Score))
				}
				e.errors.add("factuality: "+c.name, factuality.Label(v)+" for "+factuality.Label(s.Value),
					fmt.Sprintf("%.1f for %.1f, rules %.1f, model %.1f, %s [%s]  %s", v, s.Value, j.Rules(i), pairs[0][len(pairs[0])-1][0], own.Status,
						strings.Join(why, ", "), around(r.Key.Text, r.Doc.Words[i].Span)))
			}
		}
		for k := range by {
			if len(pairs[k]) == 0 && len(r.Key.Sure) > 0 {
				continue
			}
			sums, labels := sums(pairs[k]), graded(pairs[k])
			rows[k][0].add(sums)
			rows[k][1].add(sums)
			rows[k][2].add(labels)
		}
	}
}

// sums is what a mean error and a correlation are made of: how many pairs of
// numbers, and the sums of their differences, of the numbers of each side, of
// their squares, and of their products.
func sums(pairs [][2]float64) Tally {
	t := make(Tally, 7)
	for _, p := range pairs {
		x, y := p[0], p[1]
		for i, v := range [...]float64{1, math.Abs(x - y), x, y, x * x, y * y, x * y} {
			t[i] += v
		}
	}
	return t
}

// regression makes a score of [sums].
func regression(c Count, t Tally) float64 {
	n := t[0]
	if n == 0 {
		return 0
	}
	if c == MeanError {
		return 100 * t[1] / n
	}
	vx, vy := t[4]-t[2]*t[2]/n, t[5]-t[3]*t[3]/n
	if vx <= 0 || vy <= 0 {
		return 0
	}
	return 100 * (t[6] - t[2]*t[3]/n) / math.Sqrt(vx*vy)
}

// graded counts right labels, labels, and those to be found, of each grade.
func graded(pairs [][2]float64) Tally {
	t := make(Tally, 3*len(grades))
	for _, p := range pairs {
		own, key := slices.Index(grades, factuality.Label(p[0])), slices.Index(grades, factuality.Label(p[1]))
		if own == key {
			t[3*own]++
		}
		t[3*own+1]++
		t[3*key+2]++
	}
	return t
}
