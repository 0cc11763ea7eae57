package attribution

import (
	"strings"

	"hearsay"
)

// agencies adds the parts of a page that an agency's tag or a credit gives to
// another voice than the page's:
//
//	The mayor spoke on Monday.
//	HARROW BAY (Meridian Wire) – Two people died …       from here on the agency's
//	A guard at the depot. (Mila Oren/Meridian Wire)       a caption
//
// A tag that opens the first paragraph makes the whole report the agency's; that
// is no voice inside it, but the document's own, and left to whoever reads the
// page's head. An agency's part ends with the next tag, a heading or the text.
func (v *view) agencies(as []Attribution) []Attribution {
	if v.ms == nil {
		return as
	}
	bs := v.paragraphs()
	first := -1 // of the body
	for k := 0; k < len(bs); k++ {
		switch v.d.Blocks[bs[k].block].Kind {
		case hearsay.Caption:
			if m, from := v.credit(bs[k]); m >= 0 && from > bs[k].from {
				as = append(as, v.agency(m, [2]int{bs[k].from, from}, "voice.credit"))
			}
			continue
		case hearsay.Paragraph, hearsay.BlockUnknown:
		default:
			continue
		}
		if first < 0 {
			if !v.headline(bs[k]) { // nor a byline that nobody took for one
				first = k
			}
			continue
		}
		m, from := v.tag(bs[k])
		if m < 0 {
			continue
		}
		end := k
		for end+1 < len(bs) {
			b := v.d.Blocks[bs[end+1].block].Kind
			if n, _ := v.tag(bs[end+1]); n >= 0 || b == hearsay.Heading || b == hearsay.Headline || b == hearsay.Boilerplate || b == hearsay.Byline {
				break
			}
			end++
		}
		as = append(as, v.agency(m, [2]int{from, bs[end].to}, "voice.agency"))
		k = end
	}
	return as
}

// agency returns the voice of mention m.
func (v *view) agency(m int, content [2]int, rule string) Attribution {
	x := &v.ms.Mentions[m]
	return Attribution{Source: m, SourceFrom: x.From, SourceTo: x.To, Recipient: -1, Within: -1, Content: [][2]int{content}, Act: hearsay.Say, Voice: true,
		Confidence: 0.8, Why: []hearsay.Why{{Rule: rule, Score: 1, Note: v.words(x.From, x.To)}}}
}

// undated moves the beginning of contents behind the dateline of their paragraph:
// in "HARROW BAY (Meridian Wire) – Two died, police said" police said no place.
func (v *view) undated(as []Attribution) {
	d := v.d
	behind := make(map[int]int) // first word of a paragraph with a dateline: the word behind that
	for _, b := range v.paragraphs() {
		if _, from := v.tag(b); from > 0 {
			behind[b.from] = from
		} else if from := v.dateline(b); from > 0 {
			behind[b.from] = from
		}
	}
	for i := range as {
		if as[i].Voice {
			continue
		}
		for k := range as[i].Content {
			r := &as[i].Content[k]
			if from := behind[r[0]]; from > 0 && from < r[1] && d.Words[r[0]].Sent == d.Words[from].Sent {
				r[0] = from
			}
		}
	}
}

// dateline returns the word behind the dash of a dateline that opens paragraph
// b, "HARROW BAY, Dale, May 4 –"; 0 if there is none.
func (v *view) dateline(b stretch) int {
	d := v.d
	if b.to-b.from < 4 || strings.ToUpper(d.Words[b.from].Text) != d.Words[b.from].Text || len(d.Words[b.from].Text) < 3 {
		return 0
	}
	for i := b.from; i < b.to-1 && i < b.from+longestTag; i++ {
		w := &d.Words[i]
		switch {
		case dashes[w.Text] && i > b.from && w.Space:
			return i + 1
		case w.UPOS == "PROPN", w.UPOS == "NUM", w.UPOS == "PUNCT", w.Text == "(", w.Text == ")":
		default:
			return 0
		}
	}
	return 0
}

// longestTag is how many words may stand before the dash of a dateline.
const longestTag = 12

// tag returns the outlet in brackets that opens paragraph b as an agency's tag
// does, and the word behind its dash; -1 if there is none.
func (v *view) tag(b stretch) (m, from int) {
	d := v.d
	for i := b.from; i < b.to && i < b.from+longestTag; i++ {
		if d.Words[i].Text != "(" {
			continue
		}
		for k := i + 1; k < b.to && k < i+6; k++ {
			if d.Words[k].Text != ")" {
				continue
			}
			if k+2 < b.to && dashes[d.Words[k+1].Text] {
				if m := v.outletIn(i+1, k); m >= 0 {
					return m, k + 2
				}
			}
			return -1, 0
		}
	}
	return -1, 0
}

// credit returns who is credited in brackets at the end of caption b, and where
// the bracket opens.
func (v *view) credit(b stretch) (m, from int) {
	d := v.d
	end := b.to - 1
	if end > b.from && d.Words[end].Text == "." {
		end--
	}
	if end <= b.from || d.Words[end].Text != ")" {
		return -1, 0
	}
	for i := end - 1; i > b.from && i > end-12; i-- {
		if d.Words[i].Text == "(" {
			return v.outletIn(i+1, end), i
		}
	}
	return -1, 0
}

// outletIn returns the last outlet among the words [from, to), -1 if there is
// none.
func (v *view) outletIn(from, to int) int {
	for i := to - 1; i >= from; i-- {
		if m := v.ms.At(i); m >= 0 && (v.ms.Mentions[m].Outlet || v.ms.Entities[v.ms.Mentions[m].Entity].Outlet) && v.ms.Mentions[m].From >= from && v.ms.Mentions[m].To <= to {
			return m
		}
	}
	return -1
}
