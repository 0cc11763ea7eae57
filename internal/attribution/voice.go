package attribution

import (
	"slices"
	"strings"

	"hearsay"
)

// voices adds the blocks of text that another voice speaks: block quotes, and
// paragraphs republished after a sentence that introduces them.
//
//	The full story can be found here: “Northport tells militia to leave,” Meridian Wire, May 4, 2021:
//	Northport has told the bay militia to leave, the Herald reported.
//	From Meridian Wire:
//
// A block quote ends where the page says. Paragraphs that nothing sets off end
// with the last one in which the introduced source can still be speaking: the
// last that carries an attribution to an outlet, a document, an unnamed source
// or somebody cited before in them; more than one paragraph without such a sign
// ends them. A finding says that the end is not marked.
//
// An ordinary sentence that ends with a colon introduces no voice: "The council
// decided two things:" names no source; "The mayor was clear: “No.”" introduces
// a quotation.
func (v *view) voices(as []Attribution) []Attribution {
	bs := v.paragraphs()
	var by [][]int
	for k := 0; k < len(bs); k++ {
		kind := v.d.Blocks[bs[k].block].Kind
		if kind == hearsay.BlockQuote {
			end := k
			for end+1 < len(bs) && v.d.Blocks[bs[end+1].block].Kind == hearsay.BlockQuote {
				end++
			}
			a := v.voice(bs[k].from, bs[end].to)
			intro := -1
			if k > 0 {
				intro = k - 1
				v.introduce(&a, bs[intro].from, bs[intro].to)
			}
			if a.Source < 0 {
				v.find("source-unclear", "the text does not say whose words the block quotes", bs[k].from, bs[k].to)
			}
			a.Confidence = 0.9
			a.Why = append(a.Why, hearsay.Why{Rule: "voice.block-quote", Score: 1})
			as = append(as, a)
			k = end
			continue
		}
		if k+1 >= len(bs) || !v.introduces(bs[k].from, bs[k].to) || v.d.Blocks[bs[k+1].block].Kind == hearsay.BlockQuote {
			continue
		}
		if q := v.quoteAt[bs[k+1].from]; q >= 0 && v.quotes[q].from == bs[k+1].from {
			if v.quotes[q].goesOn { // of several paragraphs, each with a mark before it
				end := k + 1
				for end+1 < len(bs) && v.goesOn(bs[end]) && v.marked(bs[end+1]) {
					end++
				}
				a := v.voice(bs[k+1].from, bs[end].to)
				v.introduce(&a, bs[k].from, bs[k].to)
				a.Confidence = 0.9
				a.Why = append(a.Why, hearsay.Why{Rule: "voice.introduced", Score: 1, Note: v.words(a.CueFrom, a.CueTo)})
				as = append(as, a)
				k = end
			}
			continue // a quotation after a colon
		}
		if by == nil {
			by = v.placed(as)
		}
		end := v.lastVoiced(as, by, bs, k+1)
		a := v.voice(bs[k+1].from, bs[end].to)
		v.introduce(&a, bs[k].from, bs[k].to)
		if a.Source < 0 {
			v.find("source-unclear", "the text does not say whose words follow", bs[k].from, bs[k].to)
		}
		a.Confidence = 0.8
		a.Why = append(a.Why, hearsay.Why{Rule: "voice.introduced", Score: 1, Note: v.words(a.CueFrom, a.CueTo)})
		if end+1 < len(bs) {
			whose := "the quoted words"
			if a.SourceFrom < a.SourceTo {
				whose = "the words of " + v.words(a.SourceFrom, a.SourceTo)
			}
			v.find("voice-unclear", "the text does not mark where "+whose+
				" end; they are taken to end here, with the last paragraph that still reports what others said", bs[end].to-1, bs[end].to)
			v.findings[len(v.findings)-1].Spans[0] = hearsay.ReceiptFor(v.d.Text, v.d.Span(v.d.SentOf(bs[end].to-1).From, bs[end].to))
		}
		as = append(as, a)
	}
	return as
}

// marked reports whether paragraph b begins with a quotation.
func (v *view) marked(b stretch) bool {
	q := v.quoteAt[b.from]
	return q >= 0 && v.quotes[q].from == b.from
}

// goesOn reports whether paragraph b is a quotation that the next goes on with.
func (v *view) goesOn(b stretch) bool {
	return v.marked(b) && v.quotes[v.quoteAt[b.from]].goesOn
}

// A stretch is the words of one paragraph.
type stretch struct{ from, to, block int }

// paragraphs returns the words of each block.
func (v *view) paragraphs() []stretch {
	var out []stretch
	for _, s := range v.d.Sents {
		if s.From == s.To {
			continue
		}
		if n := len(out); n > 0 && out[n-1].block == s.Block {
			out[n-1].to = s.To
			continue
		}
		out = append(out, stretch{s.From, s.To, s.Block})
	}
	return out
}

// voice returns the attribution of whole blocks, whose source is yet unknown.
func (v *view) voice(from, to int) Attribution {
	return Attribution{Source: -1, Recipient: -1, Within: -1, Content: [][2]int{{from, to}}, Act: hearsay.Say, Voice: true}
}

// pointers are words by which a sentence points to a text that follows it.
var pointers = map[string]bool{"here": true, "below": true, "follow": true, "following": true, "full": true, "text": true, "excerpt": true,
	"transcript": true, "read": true, "write": true, "report": true, "statement": true, "article": true, "story": true, "account": true, "from": true, "via": true}

// introduces reports whether the paragraph [from, to) ends with a sentence that
// hands over to another voice: it ends with a colon and points to what follows.
func (v *view) introduces(from, to int) bool {
	e := to
	for e > from && v.isMark(e-1) {
		e--
	}
	if e == from || v.d.Words[e-1].Text != ":" {
		return false
	}
	s := v.d.SentOf(e - 1)
	if s.To-s.From < 3 {
		return v.lower(s.From) == "from" || v.lower(s.From) == "via"
	}
	for i := max(from, s.From); i < e; i++ {
		w := &v.d.Words[i]
		if v.quoteAt[i] >= 0 || !pointers[w.Lemma] && !pointers[v.lower(i)] {
			continue
		}
		switch v.lower(i) {
		case "from", "via":
			if i == s.From {
				return true
			}
			continue
		}
		return true
	}
	return false
}

// introduce fills in cue and source of a voice from the sentence that hands
// over to it: the last outlet it names, else the last organisation, else its
// subject. A headline that it quotes belongs to the content.
func (v *view) introduce(a *Attribution, from, to int) {
	s := v.d.SentOf(to - 1)
	from = max(from, s.From)
	a.CueFrom, a.CueTo = v.pointer(from, to)
	if v.ms == nil {
		return
	}
	best, rank := -1, 0
	for i := from; i < to; i++ {
		k := v.ms.At(i)
		if k < 0 || v.quoteAt[i] >= 0 || i >= a.CueFrom && i < a.CueTo {
			continue
		}
		m := &v.ms.Mentions[k]
		r := 0
		switch e := &v.ms.Entities[m.Entity]; {
		case m.Outlet || e.Outlet:
			r = 4
		case m.Label == "ORG", m.Form == hearsay.Name && (v.lower(from) == "from" || v.lower(from) == "via"):
			r = 3
		case m.Form == hearsay.Name && m.Type != "time" && v.afterQuotation(i, from): // not the day it is of
			r = 3
		case m.Kind == hearsay.DocumentEntity: // "Here is the statement in full:"
			r = 1
		case m.Label == "PER", m.Kind == hearsay.Organization && v.d.Words[i].Is("nsubj"), m.Kind == hearsay.Person && v.d.Words[i].Is("nsubj"):
			r = 2
		}
		if r > 0 && r >= rank {
			best, rank = k, r
		}
	}
	if best < 0 {
		return
	}
	m := &v.ms.Mentions[best]
	a.Source, a.SourceFrom, a.SourceTo = best, m.From, m.To
	for i := from; i < to; i++ {
		if q := v.quoteAt[i]; q >= 0 && v.quotes[q].from == i && v.quotes[q].outer < 0 && v.quotes[q].to <= to && v.quotes[q].to-i > 4 {
			a.Content = slices.Insert(a.Content, len(a.Content)-1, [2]int{i, v.quotes[q].to})
		}
	}
}

// afterQuotation reports whether word i stands just behind a quotation of the
// sentence that begins with word from: “Title,” Meridian Wire.
func (v *view) afterQuotation(i, from int) bool {
	for k := i - 1; k >= from && k > i-6; k-- {
		if v.quoteAt[k] >= 0 {
			return true
		}
		if v.d.Words[k].UPOS != "PROPN" && v.d.Words[k].UPOS != "PUNCT" && v.d.Words[k].UPOS != "DET" {
			return false
		}
	}
	return false
}

// pointer returns the words of an introducing sentence that hand over: "can be
// found here", "From", "reads".
func (v *view) pointer(from, to int) (int, int) {
	if v.lower(from) == "here" && from+2 <= to { // "Here is the statement in full:"
		return from, from + 2
	}
	for i := to - 1; i >= from; i-- {
		w := &v.d.Words[i]
		if v.quoteAt[i] >= 0 || !pointers[w.Lemma] && !pointers[v.lower(i)] || w.UPOS == "PROPN" {
			continue
		}
		b := i
		for b > from && (v.d.Words[b-1].UPOS == "VERB" || v.d.Words[b-1].UPOS == "AUX") {
			b--
		}
		return b, i + 1
	}
	return to - 1, to
}

// placed returns, for each block, the attributions whose cue stands in it.
func (v *view) placed(as []Attribution) [][]int {
	by := make([][]int, len(v.d.Blocks))
	for k := range as {
		if as[k].CueFrom < as[k].CueTo {
			b := v.d.SentOf(as[k].CueFrom).Block
			by[b] = append(by[b], k)
		}
	}
	return by
}

// lastVoiced returns the last of the paragraphs from k on in which the
// introduced source can still be speaking.
func (v *view) lastVoiced(as []Attribution, by [][]int, bs []stretch, k int) int {
	cited := make(map[int]bool) // entities that the voice has cited
	end := k
	for i := k; i < len(bs) && i <= end+2; i++ {
		if b := v.d.Blocks[bs[i].block].Kind; b == hearsay.Heading || b == hearsay.Headline {
			break
		}
		for _, j := range by[bs[i].block] {
			a := &as[j]
			if a.SourceFrom >= a.SourceTo || a.Voice || v.act(a) == hearsay.Want {
				continue
			}
			m := v.mentionIn(a.SourceFrom, a.SourceTo)
			if m < 0 {
				continue
			}
			e := v.ms.Mentions[m].Entity
			if cited[e] && v.reports(a) || v.cited(m) {
				cited[e] = true
				end = i
			}
		}
	}
	return end
}

// reports reports whether the cue of a hands on what its source says: a verb
// of saying, "according to".
func (v *view) reports(a *Attribution) bool {
	e := v.cueEntry(a.CueFrom, a.CueTo)
	return e != nil && e.Act == hearsay.Say && e.Strength == 3
}

// cited reports whether mention m is such as a report cites: an outlet, a
// document, or a source without a name.
func (v *view) cited(m int) bool {
	x := &v.ms.Mentions[m]
	e := &v.ms.Entities[x.Entity]
	if x.Outlet || e.Outlet || x.Kind == hearsay.DocumentEntity || e.Kind == hearsay.DocumentEntity {
		return true
	}
	h := strings.ToLower(v.d.Words[x.Head].Lemma)
	return h == "source"
}
