package attribution

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// labelled adds what stands behind or before a speaker's label:
//
//	Minister: no deal on the bay         a headline
//	Deal on the bay near – source        a headline
//	OREN: The pier is safe.              a turn of a transcript
//	Q: Is the pier safe?                 a turn of an interview
//
// A paragraph that begins with a label is a turn where at least three do and one
// speaker has two of them, and what follows up to the next label belongs to it. The
// label must name somebody who can speak; outside transcripts the paragraph must also
// be a headline, or short and without a full stop as headlines are.
// Counter-sentences: "Dale: two die in fire" (a place), "Campaign funding: the union
// wants to pay" (a matter), "Source: Harbour Office" (a credit), "Two die in fire –
// report on page 3".
func (v *view) labelled(as []Attribution) []Attribution {
	d := v.d
	bs := v.paragraphs()
	ends := make([]int, len(bs)) // of each paragraph's label, the colon included; 0 if it has none
	turns, again := 0, false
	heads := make(map[string]bool)
	for k, b := range bs {
		if to := v.label(b); to > 0 && v.speakerLabel(b, to-1) {
			ends[k] = to
			turns++
			name := v.lower(to - 2)
			again = again || heads[name]
			heads[name] = true
		}
	}
	transcript := turns >= fewestTurns && again
	if transcript { // what the weights made of the colons
		as = slices.DeleteFunc(as, func(a Attribution) bool {
			k, _ := slices.BinarySearchFunc(bs, a.CueFrom+1, func(b stretch, at int) int { return b.to - at })
			return k < len(bs) && a.CueFrom == ends[k]-1 && a.CueTo == ends[k]
		})
	}
	by := v.claimed(as)
	first := make(map[string]int) // the mention of a label that comes again
	for k, b := range bs {
		n := len(as)
		switch to := ends[k]; {
		case to > 0 && transcript:
			e := b.to
			for n := k + 1; n < len(bs) && ends[n] == 0 && n <= k+mostContinued && v.laterTurn(ends, n); n++ {
				if d.Blocks[bs[n].block].Kind == hearsay.Heading {
					break
				}
				e = bs[n].to
			}
			as = v.turn(as, by, v.unmarked(b), to-1, to-1, [2]int{to, e}, RuleTurn)
			if n < len(as) { // the words are the speaker's own
				as[n].Mode = hearsay.Direct
			}
		case to > 0 && (v.headline(b) || v.named(b.from, to-1)):
			if v.labels(b.from, to-1) {
				as = v.turn(as, by, b.from, to-1, to-1, v.trimmed(to, b.to), ruleLabel)
			}
		case v.headline(b):
			if i := v.trailing(b); i > 0 {
				as = v.turn(as, by, i+1, b.to, i, v.trimmed(b.from, i), ruleLabel)
			}
		}
		if n < len(as) {
			v.labelledBy(&as[n], first)
		}
	}
	return as
}

// labelledBy gives the turn a the mention of its label, which is the first that
// has the same words: OREN is one speaker in all turns.
func (v *view) labelledBy(a *Attribution, first map[string]int) {
	label := v.words(a.SourceFrom, a.SourceTo)
	if m, ok := first[label]; ok {
		a.Source = m
		return
	}
	if m := v.mentionIn(a.SourceFrom, a.SourceTo); m >= 0 && v.ms.Mentions[m].To <= a.SourceTo {
		a.Source, first[label] = m, m
	}
}

// RuleTurn is the first reason of what a label of a transcript says; its note is
// the label.
const RuleTurn = "source.turn"

// ruleLabel names the rule of headlines.
const ruleLabel = "source.label"

const (
	fewestTurns   = 3 // labelled paragraphs that make a transcript
	mostContinued = 6 // unlabelled paragraphs that go on with a turn
	longestLabel  = 6 // words
)

// laterTurn reports whether a paragraph behind n has a label: what follows the
// last turn is not known to belong to it.
func (v *view) laterTurn(ends []int, n int) bool {
	for k := n + 1; k < len(ends) && k <= n+mostContinued; k++ {
		if ends[k] > 0 {
			return true
		}
	}
	return false
}

// label returns the word behind the colon of a label that opens paragraph b, 0
// if there is none: up to six words, names, titles or nouns, or Q and A.
func (v *view) label(b stretch) int {
	d := v.d
	from := v.unmarked(b)
	c := from
	for c < b.to && c <= from+longestLabel && d.Words[c].Text != ":" {
		c++
	}
	if c >= b.to-1 || c == from || c > from+longestLabel || d.Words[c].Text != ":" {
		return 0
	}
	bracket := false
	for i := from; i < c; i++ {
		w := d.Words[i].Text
		switch r, _ := utf8.DecodeRuneInString(w); {
		case w == "(":
			bracket = true
		case w == ")":
			bracket = false
		case bracket, unicode.IsUpper(r):
		case d.Words[i].UPOS == "NOUN", w == "of", w == "the", w == "'s", w == "’s", w == ".", w == "-", w == ",":
		default:
			return 0
		}
		if d.Words[i].UPOS == "AUX" {
			return 0
		}
	}
	if r, _ := utf8.DecodeRuneInString(d.Words[from].Text); !unicode.IsUpper(r) {
		return 0
	}
	return c + 1
}

// speakerLabel reports whether the label of paragraph b, which ends at word to, is that of
// somebody who can speak: a name, a calling, a letter or words in capitals.
func (v *view) speakerLabel(b stretch, to int) bool {
	d := v.d
	from := v.unmarked(b)
	switch last := v.lower(to - 1); {
	case last == "photographer" || last == "source" || last == "sources":
		return !v.onlyNames(to+1, b.to)
	case voiceless[last], last == "q", last == "a", last == "question", last == "answer":
		return true
	}
	capitals := true
	for i := from; i < to; i++ {
		if w := d.Words[i].Text; strings.ToUpper(w) != w || d.Words[i].UPOS == "NUM" {
			capitals = false
		}
	}
	return capitals || v.labels(from, to) || v.named(from, to)
}

// onlyNames reports whether the words [from, to) are names and marks.
func (v *view) onlyNames(from, to int) bool {
	for i := from; i < to; i++ {
		switch v.d.Words[i].UPOS {
		case "PROPN", "PUNCT", "SYM", "DET", "ADP", "CCONJ", "NUM":
		default:
			return false
		}
	}
	return true
}

// unmarked returns where paragraph b begins behind a quotation mark.
func (v *view) unmarked(b stretch) int {
	if b.to-b.from > 1 && v.isMark(b.from) {
		return b.from + 1
	}
	return b.from
}

// headline reports whether paragraph b is a headline, or looks like one: one
// sentence without a full stop.
func (v *view) headline(b stretch) bool {
	k := v.d.Blocks[b.block].Kind
	if k == hearsay.Headline || k == hearsay.Heading {
		return true
	}
	if k != hearsay.Paragraph || b.to-b.from > 30 {
		return false
	}
	switch last := v.d.Words[b.to-1]; {
	case last.Text == ":" || last.Text == "." || last.Text == "!" || last.Text == "?" || last.Text == ";" || v.isMark(b.to-1) || last.Text == "…" || last.Text == "...":
		return false
	}
	return true
}

// named reports whether the words [from, to) name a person.
func (v *view) named(from, to int) bool {
	if v.ms == nil || from >= to {
		return false
	}
	for i := from; i < to; i++ {
		if m := v.ms.At(i); m >= 0 && v.ms.Mentions[m].Label == "PER" && v.ms.Mentions[m].From <= i && v.ms.Mentions[m].To == to {
			return true
		}
	}
	return false
}

// labels reports whether the words [from, to) name somebody who can speak: one
// mention up to its end.
func (v *view) labels(from, to int) bool {
	if v.ms == nil {
		return false
	}
	for i := to - 1; i >= from; i-- {
		k := v.ms.At(i)
		if k < 0 {
			continue
		}
		m := &v.ms.Mentions[k]
		switch m.Kind {
		case hearsay.Person, hearsay.Organization, hearsay.Group:
			return m.To == to || i == to-1
		case hearsay.DocumentEntity:
			return i == to-1
		}
	}
	return voiceless[v.lower(to-1)]
}

// voiceless are nouns that stand for a speaker in a headline though no mention
// is found there.
var voiceless = map[string]bool{"source": true, "sources": true, "report": true, "reports": true, "official": true, "officials": true, "police": true,
	"minister": true, "mayor": true, "paper": true, "spokesman": true, "spokeswoman": true, "army": true, "ministry": true, "witnesses": true,
	"analysts": true, "experts": true, "study": true, "un": true, "poll": true, "survey": true}

// trailing returns the dash or colon before a label that ends headline b, 0 if
// there is none.
func (v *view) trailing(b stretch) int {
	for i := b.to - 2; i > b.from+2 && i >= b.to-5; i-- {
		switch v.d.Words[i].Text {
		case ":", "–", "—", "-", "--":
			if v.d.Words[i].Text != ":" && !v.d.Words[i-1].Space {
				return 0 // a hyphen
			}
			if v.labels(i+1, b.to) {
				return i
			}
			return 0
		}
	}
	return 0
}

// turn adds what the label [from, to) is said to say by the colon or dash at word
// cue, if nobody has it yet.
func (v *view) turn(as []Attribution, by []int, from, to, cue int, content [2]int, rule string) []Attribution {
	if content[0] >= content[1] || from >= to {
		return as
	}
	if k := by[content[0]]; k >= 0 && covers(as[k].Content, content[0], content[1]) {
		return as
	}
	a := Attribution{CueFrom: cue, CueTo: cue + 1, Source: -1, Recipient: -1, Within: -1, SourceFrom: from, SourceTo: to, Content: [][2]int{content}, Act: hearsay.Say, Confidence: 0.7, fixed: true,
		Why: []hearsay.Why{{Rule: rule, Score: 1, Note: v.words(from, to)}}}
	if q := strings.ToLower(v.words(from, to)); q == "q" || q == "question" {
		a.Act = hearsay.Ask
	}
	for i := content[0]; i < content[1]; i++ {
		if by[i] < 0 {
			by[i] = len(as)
		}
	}
	return append(as, a)
}
