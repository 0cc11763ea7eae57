package attribution

import (
	"slices"
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
	as = v.pictured(as)
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

// pictured adds the captions of pictures that tell who made them:
//
//	Smoke over the harbour. Photo: Lena Orr/AP
//	Smoke over the harbour on Monday (Photo by Lena Orr)
//	Smoke over the harbour. [Lena Orr/AP Photo]
//
// Who made the picture, or the agency it is of, hands on what the caption says of
// it. Counter-sentences: "Photo: Smoke over the harbour" (nobody), "The photo by
// Lena Orr was shown on Monday" (the line goes on).
func (v *view) pictured(as []Attribution) []Attribution {
	d := v.d
	for i := range d.Words {
		if !pictures[v.lower(i)] || i == 0 || v.newline(i-1) {
			continue
		}
		cue := [2]int{i, i + 1}
		var src [2]int
		switch {
		case v.lower(i+1) == ":" || v.lower(i+1) == "by":
			cue[1] = i + 2
			src = v.maker(i + 2)
		case v.closesLine(i + 1): // "Lena Orr/AP Photo"
			from := i
			for from > 0 && i-from < 8 && !v.newline(from-1) && (d.Words[from-1].UPOS == "PROPN" || d.Words[from-1].Text == "/") {
				from--
			}
			src = [2]int{from, i}
		}
		if src[0] >= src[1] || src[0] < 3 {
			continue
		}
		end := min(cue[0], src[0])
		from := end
		for from > 0 && end-from < longestCaption && !v.newline(from-1) {
			from--
		}
		content := v.trimmed(from, end)
		for content[1] > content[0] && (d.Words[content[1]-1].Text == "(" || d.Words[content[1]-1].Text == "[") {
			content[1]--
		}
		if content = v.trimmed(content[0], content[1]); content[1]-content[0] < 3 {
			continue
		}
		as = slices.DeleteFunc(as, func(a Attribution) bool { return a.CueFrom < cue[1] && cue[0] < a.CueTo }) // a colon that the weights heard
		as = append(as, Attribution{CueFrom: cue[0], CueTo: cue[1], Source: v.mentionIn(src[0], src[1]), SourceFrom: src[0], SourceTo: src[1], Recipient: -1, Within: -1,
			Content: [][2]int{content}, Act: hearsay.Say, Mode: hearsay.Indirect, Confidence: 0.8, fixed: true,
			Why: []hearsay.Why{{Rule: "source.picture", Score: 1, Note: v.words(src[0], src[1])}}})
	}
	return as
}

// longestCaption is how many words a caption may have.
const longestCaption = 80

// pictures are words by which a line tells who made a picture.
var pictures = map[string]bool{"photo": true, "photograph": true, "picture": true, "image": true, "video": true, "credit": true, "footage": true}

// maker returns the names from word i to the end of the line, or to the bracket
// that ends it; empty if other words stand there.
func (v *view) maker(i int) [2]int {
	d := v.d
	to := i
	for to < len(d.Words) && to-i < 10 && !v.closesLine(to) {
		if w := &d.Words[to]; w.UPOS != "PROPN" && w.Text != "/" && w.Text != "," && w.Text != "-" && w.Text != "via" {
			return [2]int{}
		}
		if to++; v.newline(to - 1) {
			break
		}
	}
	if to == i || !v.newline(to-1) && !v.closesLine(to) || d.Words[i].UPOS != "PROPN" {
		return [2]int{}
	}
	return [2]int{i, to}
}

// closesLine reports whether nothing but a bracket or a stop stands from word i to
// the end of its line.
func (v *view) closesLine(i int) bool {
	for ; i < len(v.d.Words); i++ {
		switch v.d.Words[i].Text {
		case ")", "]", ".":
		default:
			return false
		}
		if v.newline(i) {
			return true
		}
	}
	return true
}

var dashes = map[string]bool{"―": true, "—": true, "–": true, "--": true, "-": true, "~": true}

// newline reports whether a line, or the text, ends behind word i.
func (v *view) newline(i int) bool {
	if i < 0 || i+1 >= len(v.d.Words) {
		return true
	}
	return strings.ContainsAny(v.d.Text[v.d.Words[i].End:v.d.Words[i+1].Start], "\n\r\u2028")
}
