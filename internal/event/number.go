package event

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// A quantity is a number as the text gives it.
type quantity struct {
	value, low, high float64
	modifier         string
	from, to         int
}

// quantity reads how many word i speaks of: "[at least 12] people", "dozens of
// residents", "a family of five", "between 10 and 15 men", "12 were killed"; ok
// is false if it gives no number. A noun for one person or thing with "a" is
// one.
//
// Counter-sentences: "the second man" and "the men" give none; in "12 people,
// including three children" the three are among the twelve.
func (f *finder) quantity(i int) (quantity, bool) {
	d := f.d
	w := f.word(i)
	if q, ok := f.numeral(i, i+1); ok && (w.UPOS == "NUM" || w.UPOS == "NOUN" || w.UPOS == "ADJ" || w.UPOS == "PRON") { // "12 were killed", "dozens of residents"
		return q, true
	}
	for _, c := range d.Children(i) {
		k := f.word(c)
		switch {
		case k.Is("nummod") && c < i, k.UPOS == "NUM" && c == i-1 && w.UPOS == "ADJ", // "left seven dead", hung anyhow
			k.Is("amod", "det", "advmod") && c < i && c+1 >= i-1:
			if q, ok := f.numeral(c, c+1); ok {
				return q, true
			}
		case k.Is("nmod") && c > i && groups[w.Lemma] && f.preposition(c) == "of":
			if q, ok := f.numeral(c, c+1); ok { // "a family of five"
				q.from = min(q.from, i)
				return q, true
			}
			if q, ok := f.quantity(c); ok && f.preposition(c) == "of" {
				return q, true
			}
		}
	}
	if w.XPOS == "NN" && w.UPOS == "NOUN" && !groups[w.Lemma] {
		for _, c := range d.Children(i) {
			if low := strings.ToLower(f.word(c).Text); f.word(c).Is("det") && (low == "a" || low == "an") && f.oneself(i) {
				return quantity{1, 1, 1, "", c, i + 1}, true
			}
		}
	}
	return quantity{}, false
}

// oneself reports whether word i speaks of a person.
func (f *finder) oneself(i int) bool {
	m := f.ms.At(i)
	return m >= 0 && f.ms.Mentions[m].Kind == hearsay.Person
}

// groups are nouns for several whose number follows.
var groups = setOf("family group crew team crowd party gang squad unit couple number total group convoy staff delegation")

// numeral reads the number that ends with word to-1, with the words before it
// that belong to it.
func (f *finder) numeral(from, to int) (quantity, bool) {
	s := f.d.SentOf(from)
	if low, high, text := vagueNumber(f.word(to - 1).Text); text {
		q := quantity{low, low, high, strings.ToLower(f.word(to - 1).Text), from, to}
		if from > s.From && q.modifier == "dozen" {
			return f.exactly(from, to, s.From)
		}
		if to+1 < s.To && strings.EqualFold(f.word(to).Text, "of") { // "tens of thousands"
			if l, h, ok := vagueNumber(f.word(to + 1).Text); ok && l >= 100 && low <= 200 {
				q.value, q.low, q.high, q.to = low*l/2, low*l/2, h*10, to+2
				q.modifier += " of " + strings.ToLower(f.word(to+1).Text)
				if q.modifier == "tens of thousands" {
					q.value, q.low, q.high = 20_000, 20_000, 99_999
				} else if q.modifier == "hundreds of thousands" {
					q.value, q.low, q.high = 200_000, 200_000, 999_999
				}
			}
		}
		return q, true
	}
	return f.exactly(from, to, s.From)
}

// exactly reads a number in digits or words, back from its last word.
func (f *finder) exactly(from, to, first int) (quantity, bool) {
	const longest = 7
	start := -1
	value := 0
	for i := to - 1; i >= max(first, to-longest); i-- {
		if w := f.word(i); w.UPOS != "NUM" && !numberish(w.Text) && i != to-1 {
			break
		}
		v, vague, ok := lexicon.Number(f.texts(i, to))
		if ok && !vague {
			if start >= 0 && digits(f.word(i).Text) && digits(f.word(i+1).Text) {
				break // "in 2014 12 people"
			}
			start, value = i, v
		}
	}
	if start < 0 || f.timeAt[start] >= 0 {
		return quantity{}, false
	}
	v := float64(value)
	q := quantity{v, v, v, "", start, to}
	f.interval(&q, first)
	f.upTo(&q)
	f.bounds(&q, first)
	return q, true
}

// numberish are words inside a number that are no numerals.
func numberish(s string) bool {
	switch strings.ToLower(s) {
	case "hundred", "thousand", "million", "billion", "dozen", "and", "-":
		return true
	}
	return false
}

func digits(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

// interval joins "10 to 15", "10-15", "between 10 and 15".
func (f *finder) interval(q *quantity, first int) {
	i := q.from - 1
	if i <= first {
		return
	}
	switch strings.ToLower(f.word(i).Text) {
	case "to", "-", "–", "or":
	case "and":
		if i-2 < first || !strings.EqualFold(f.word(i-2).Text, "between") {
			return
		}
	default:
		return
	}
	low, vague, ok := lexicon.Number(f.texts(i-1, i))
	if !ok || vague || float64(low) >= q.value || f.timeAt[i-1] >= 0 {
		return
	}
	q.modifier, q.high = "to", q.value
	q.value, q.low, q.from = float64(low), float64(low), i-1
}

// upTo joins the end of an interval whose start the tree holds: "[10] to 15".
func (f *finder) upTo(q *quantity) {
	if q.to+1 >= f.d.SentOf(q.from).To {
		return
	}
	switch strings.ToLower(f.word(q.to).Text) {
	case "to", "-", "–":
	default:
		return
	}
	high, vague, ok := lexicon.Number(f.texts(q.to+1, q.to+2))
	if ok && !vague && float64(high) > q.value && f.timeAt[q.to+1] < 0 {
		q.modifier, q.high, q.to = "to", float64(high), q.to+2
	}
}

// bounds reads the words before a number that hold it open.
func (f *finder) bounds(q *quantity, first int) {
	for n := 3; n > 0; n-- {
		if q.from-n < first {
			continue
		}
		text := strings.ToLower(strings.Join(f.texts(q.from-n, q.from), " "))
		b, ok := bounds[text]
		if !ok {
			continue
		}
		q.modifier = text
		q.from -= n
		switch b {
		case more:
			q.high = 0
		case fewer:
			q.low = 0
		case about:
			q.low, q.high = q.value-q.value/10, q.value+q.value/10
		case under:
			q.low = q.value - q.value/10
		}
		return
	}
}

type bound uint8

const (
	more  bound = iota // at least so many
	fewer              // at most
	about              // roughly
	under              // not quite
)

var bounds = map[string]bound{
	"at least": more, "more than": more, "over": more, "no fewer than": more, "no less than": more, "not less than": more, "upwards of": more, "above": more, "a minimum of": more,
	"up to": fewer, "as many as": fewer, "fewer than": fewer, "less than": fewer, "at most": fewer, "under": fewer, "no more than": fewer, "a maximum of": fewer,
	"about": about, "around": about, "some": about, "roughly": about, "approximately": about, "an estimated": about, "estimated": about, "circa": about,
	"nearly": under, "almost": under, "close to": under,
}

// vagueNumber returns what a word for an open number allows: "dozens" is 24 to
// 99. high is 0 without a limit.
func vagueNumber(word string) (low, high float64, ok bool) {
	switch strings.ToLower(word) {
	case "dozens":
		return 24, 99, true
	case "scores":
		return 40, 99, true
	case "hundreds":
		return 200, 999, true
	case "thousands":
		return 2000, 9999, true
	case "tens":
		return 20, 99, true
	case "millions":
		return 2_000_000, 0, true
	case "several":
		return 3, 9, true
	case "handful":
		return 2, 9, true
	}
	return 0, 0, false
}

func (f *finder) texts(from, to int) []string {
	out := make([]string, 0, to-from)
	for _, w := range f.d.Words[from:to] {
		out = append(out, w.Text)
	}
	return slices.Clip(out)
}
