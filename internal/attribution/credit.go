package attribution

import (
	"strings"

	"hearsay"
)

// credited adds quotations that a line credits to somebody behind a dash:
//
//	“The pier is shut, and nobody knows why.” — Mila Oren
//
// Counter-sentences: "“The pier is shut” – Oren knew it – and" (the line goes on),
// "“Shut!” – a word of one kind" (nobody's name).
func (v *view) credited(as []Attribution) []Attribution {
	d := v.d
	if v.ms == nil {
		return as
	}
	by := v.outside(as)
	for _, q := range v.quotes {
		i := q.to
		if !q.closed || q.outer >= 0 || i+1 >= len(d.Words) || !dashes[d.Words[i].Text] || v.newline(i-1) {
			continue
		}
		m := v.mentionFrom(i + 1)
		if m < 0 || v.ms.Mentions[m].Form != hearsay.Name {
			continue
		}
		to := v.ms.Mentions[m].To
		if to < len(d.Words) && !v.newline(to-1) && !(d.Words[to].Text == "." && (to+1 == len(d.Words) || v.newline(to))) {
			continue
		}
		from := q.from
		if !q.opened { // the whole line
			for from > 0 && q.from-from < longestContent && !v.newline(from-1) {
				from--
			}
		}
		if k := by[q.to-1]; k >= 0 || q.to-from < 3 {
			continue
		}
		as = append(as, Attribution{CueFrom: i, CueTo: i + 1, Source: m, SourceFrom: i + 1, SourceTo: to, Recipient: -1, Within: -1,
			Content: [][2]int{{from, q.to}}, Act: hearsay.Say, Mode: hearsay.Direct, Confidence: 0.9, fixed: true,
			Why: []hearsay.Why{{Rule: "source.credit", Score: 1, Note: v.words(i+1, to)}}})
	}
	return as
}

var dashes = map[string]bool{"―": true, "—": true, "–": true, "--": true, "-": true, "~": true}

// newline reports whether a line, or the text, ends behind word i.
func (v *view) newline(i int) bool {
	if i < 0 || i+1 >= len(v.d.Words) {
		return true
	}
	return strings.ContainsAny(v.d.Text[v.d.Words[i].End:v.d.Words[i+1].Start], "\n\r\u2028")
}
