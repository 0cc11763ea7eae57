package mention

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// trim takes from names what does not belong to them and drops those of which
// nothing is left.
func trim(d *syntax.Doc, names []neural.Tagged) []neural.Tagged {
	out := names[:0:0]
	for _, n := range names {
		for _, part := range lines(d, n) {
			if edge(d, &part) {
				out = append(out, part)
			}
		}
	}
	return out
}

// lines cuts a name where a line ends: no name runs on from the byline into
// the text below it.
func lines(d *syntax.Doc, n neural.Tagged) []neural.Tagged {
	var out []neural.Tagged
	from := n.From
	for i := n.From + 1; i <= n.To; i++ {
		if i == n.To || strings.Contains(d.Text[d.Words[i-1].End:d.Words[i].Start], "\n") {
			part := n
			part.From, part.To = from, i
			out, from = append(out, part), i
		}
	}
	return out
}

// edge cuts words off both ends of a name and reports whether any are left.
//
//	the [Harrow Bay Port Authority]      "the" is no part of it
//	[Prado]'s ministers, [Prado]         the possessive and commas neither
//	"[Veld Now]                          nor a quotation mark without its partner
//	northern [Veld], rural [Harrow]      a direction says which part of a place
//
// Counter-sentence: in "[The Hague]" and "[The Harrow Times]" the article is
// written large inside a sentence, and stays; so do "[South Veld]" and "[North
// Harrow]".
func edge(d *syntax.Doc, n *neural.Tagged) bool {
	for n.From < n.To && outside(d, n.From, *n) {
		n.From++
	}
	for n.From < n.To && outside(d, n.To-1, *n) {
		n.To--
	}
	return n.From < n.To
}

// outside reports whether word i, at an edge of name n, cannot be part of it.
func outside(d *syntax.Doc, i int, n neural.Tagged) bool {
	w := &d.Words[i]
	if w.XPOS == "POS" {
		return n.Label == "PER" || i == n.From
	}
	if i == n.From && (w.Text == "the" || n.Label == "LOC" && directions[w.Text]) {
		return true
	}
	if strings.ContainsFunc(w.Text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return false
	}
	if open, ok := partner[w.Text]; ok && i > n.From { // "[Veld Rovers (B)]"
		for j := n.From; j < i; j++ {
			if d.Words[j].Text == open {
				return false
			}
		}
	}
	r, _ := utf8.DecodeRuneInString(w.Text)
	return !unicode.Is(unicode.Sc, r) && w.Text != "%" && w.Text != "." && w.Text != "+"
}

// partner is what a closing bracket or quotation mark closes.
var partner = map[string]string{")": "(", "]": "[", "”": "“", "’": "‘", `"`: `"`, "''": "``"}

// directions stand before a place's name without being part of it.
var directions = setOf(`northern southern eastern western central north south east west northeastern northwestern southeastern
	southwestern northeast northwest southeast southwest rural`)
