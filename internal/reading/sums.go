package reading

import (
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// sums tells of parts that are more than their whole: "Twelve dockers, including
// nine women and five children, were hurt." "Twelve dockers, including nine
// women, five of them children" adds up: the five are of the nine. The whole is
// the number before "including", the parts are numbers with nouns behind
// it; both must be exact, and nothing but nouns and their attributes may stand
// between: "killed 10, including a child, and wounded 37 others" and "some 300 on
// both sides, including 180 soldiers" say nothing that cannot be.
func (a *assembly) sums() []hearsay.Finding {
	var out []hearsay.Finding
	for i := range a.doc.Words {
		if a.doc.Words[i].Text != "including" || a.inHeadline(i) {
			continue
		}
		whole, from := a.wholeBefore(i)
		if whole < 2 {
			continue
		}
		if sum, to := a.partsAfter(i + 1); sum > whole {
			out = append(out, hearsay.Finding{
				Kind:  "sum-conflict",
				Spans: []hearsay.Receipt{a.receipt(from, i), a.receipt(i, to)},
				Text:  fmt.Sprintf("the parts are %d, the whole is %d", sum, whole),
			})
		}
	}
	return out
}

// numeral returns the number that word i is, 0 if it is none that counts things:
// a year, a percentage, an amount, half of a hyphened word.
func (a *assembly) numeral(i int) int {
	w := &a.doc.Words[i]
	if w.UPOS != "NUM" || i > 0 && strings.ContainsAny(a.doc.Words[i-1].Text, "$€£-–") {
		return 0
	}
	if i+1 < len(a.doc.Words) && strings.ContainsAny(a.doc.Words[i+1].Text, "-–%./:") {
		return 0
	}
	n, vague, ok := lexicon.Number([]string{w.Text})
	if !ok || vague || n >= 1900 && n <= 2100 {
		return 0
	}
	return n
}

// counted reports whether word i is a noun for several, or a word between such a
// noun and its number.
func (a *assembly) counted(i int) (noun, between bool) {
	w := &a.doc.Words[i]
	return w.UPOS == "NOUN" && w.XPOS == "NNS", w.UPOS == "ADJ" || w.UPOS == "NOUN" || w.UPOS == "PROPN"
}

// wholeBefore returns the number of what stands before word i, and its first
// word; 0 if that has none. Phrases may stand between after a comma: "20 people on
// a bus near Selby, including".
func (a *assembly) wholeBefore(i int) (n, from int) {
	s := a.doc.SentOf(i)
	k := i - 1
	comma := k >= s.From && a.doc.Words[k].Text == ","
	if k >= s.From && a.doc.Words[k].UPOS == "PUNCT" {
		k--
	}
	noun := false
	for ; k >= s.From && i-k < 12; k-- {
		if n := a.numeral(k); n > 0 {
			if !noun || k > s.From && inexact[strings.ToLower(a.doc.Words[k-1].Text)] {
				return 0, i
			}
			return n, k
		}
		plural, between := a.counted(k)
		if !plural && !between && (!comma || a.doc.Words[k].UPOS != "ADP" && a.doc.Words[k].UPOS != "DET") {
			return 0, i
		}
		noun = plural || noun && between
	}
	return 0, i
}

// inexact are words before a number that leave it open.
var inexact = map[string]bool{"least": true, "than": true, "over": true, "some": true, "about": true, "around": true, "nearly": true, "almost": true,
	"roughly": true, "approximately": true, "above": true, "of": true, "to": true}

// partsAfter adds up the numbers from word i on, each with its noun, joined by
// commas or "and", and returns where they end. A number whose noun a verb follows
// begins a clause of its own: "including nine women, and 37 were hurt"; "nine
// others", "five of them" are not of the whole's parts.
func (a *assembly) partsAfter(i int) (sum, to int) {
	d := a.doc
	for end := d.SentOf(i - 1).To; i < end; {
		if d.Words[i].Text == "," || d.Words[i].Lemma == "and" && d.Words[i-1].Text != "," {
			i++
		}
		if i >= end {
			break
		}
		n, last := a.numeral(i), -1
		for k := i + 1; n > 0 && k < min(end, i+6); k++ {
			noun, between := a.counted(k)
			if noun || between && n == 1 && d.Words[k].UPOS == "NOUN" {
				last = k
			} else if !between {
				break
			}
			if low := strings.ToLower(d.Words[k].Text); low == "other" || low == "others" || low == "more" {
				return sum, to
			}
		}
		if last < 0 || last+1 < end && (d.Words[last+1].UPOS == "VERB" || d.Words[last+1].UPOS == "AUX") && sum > 0 {
			break
		}
		sum, to, i = sum+n, last+1, last+1
	}
	return sum, to
}
