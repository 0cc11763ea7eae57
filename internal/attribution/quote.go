package attribution

import (
	"slices"
	"strings"

	"hearsay/internal/syntax"
)

// A quotation is a stretch between quotation marks, in words.
type quotation struct {
	from, to int  // words [from, to), the marks included
	outer    int  // index of the quotation it stands in, -1 if none
	depth    int  // 0 for one that stands in no other
	opened   bool // a mark opens it
	closed   bool // a mark closes it
	goesOn   bool // not closed because the next paragraph goes on with it
	goesBack bool // goes on with the quotation of the paragraph before
}

// A mark is what a quotation mark may be: the pair it belongs to, and whether
// it can open and close.
type mark struct {
	pair        byte // 'd' double, 's' single, 'g' guillemet, 'h' single guillemet
	open, close bool
}

// pairs is the number of kinds of mark, for counters.
const pairs = 4

func (m mark) kind() int { return strings.IndexByte("dsgh", m.pair) }

// marks returns what the token w says as quotation marks: one for each it
// holds ("’”" holds two), none for a word.
func marks(w string, before, after bool) []mark {
	var out []mark
	switch w {
	case "''":
		return []mark{straight('d', before, after)}
	case "``":
		return []mark{{'d', true, false}}
	}
	for _, r := range w {
		var m mark
		switch r {
		case '“', '„', '‟':
			// „Ja“: the German closing mark is the English opening one; where a
			// low mark is open, "“" closes it (see pairing.read).
			m = mark{'d', true, r == '“'}
		case '”':
			m = mark{'d', false, true}
		case '«':
			m = mark{'g', true, false}
		case '»':
			m = mark{'g', false, true}
		case '‹':
			m = mark{'h', true, false}
		case '›':
			m = mark{'h', false, true}
		case '‘', '‚', '‛':
			m = mark{'s', true, false}
		case '’':
			m = mark{'s', false, true}
		case '"':
			m = straight('d', before, after)
		case '\'':
			m = straight('s', before, after)
		default:
			return nil
		}
		out = append(out, m)
	}
	return out
}

// straight tells by the white space around it what an undirected mark does:
// `said "no" twice` opens after a space and closes before one. With space on
// both sides or on neither it can do both.
func straight(pair byte, before, after bool) mark {
	if before == after {
		return mark{pair, true, true}
	}
	return mark{pair, before, after}
}

// pairing is the work of finding the quotations of one paragraph.
type pairing struct {
	d      *syntax.Doc
	out    []quotation
	stack  []int // quotations that are open
	open   [pairs]int
	kinds  []mark // of the quotations in out
	low    []bool // opened by a low mark
	base   int    // first quotation of the paragraph
	goesOn bool   // the paragraph before ends in a quotation that goes on
}

// deepest is how deep quotations are followed. A mark beyond it is a stray.
const deepest = 12

// quotations pairs the quotation marks of d, paragraph by paragraph, in the
// order of their first words. It takes time linear in the words.
//
// A mark without a partner never reaches beyond its paragraph. One that only
// opens ends where its sentence does, or, at the beginning of a paragraph,
// where the paragraph does; without a finding if the next paragraph opens with
// a mark of its kind, as quotations of several paragraphs do, or the next
// sentence does where line ends were lost. One that only
// closes begins where its sentence does: `The depot is empty,” a guard said.`
func quotations(d *syntax.Doc) []quotation {
	p := pairing{d: d}
	from := 0
	for i := range d.Words {
		if i+1 == len(d.Words) || paragraphEnds(d, i) {
			p.paragraph(from, i+1)
			from = i + 1
		}
	}
	return p.out
}

// paragraphEnds reports whether a paragraph ends with word i: another block
// begins after it, or a blank line.
func paragraphEnds(d *syntax.Doc, i int) bool {
	a, b := &d.Words[i], &d.Words[i+1]
	if a.Sent == b.Sent {
		return false
	}
	if d.Sents[a.Sent].Block != d.Sents[b.Sent].Block {
		return true
	}
	return b.Start > a.End+1 && strings.Count(d.Text[a.End:b.Start], "\n") > 1
}

func (p *pairing) paragraph(from, to int) {
	p.base, p.stack, p.open = len(p.out), p.stack[:0], [pairs]int{}
	for i := from; i < to; i++ {
		w := &p.d.Words[i]
		if !markByte[w.Text[0]] {
			continue
		}
		before := i == from || p.d.Words[i-1].Space || p.d.Words[i-1].End < w.Start || opensBracket(p.d.Words[i-1].Text)
		after := i+1 == to || w.Space || p.d.Words[i+1].Start > w.End || strings.ContainsAny(p.d.Words[i+1].Text[:1], ".,;:!?)]")
		if i > from && len(marks(p.d.Words[i-1].Text, true, false)) > 0 && !p.d.Words[i-1].Space {
			before = before || p.d.Words[i-1].Space || len(p.stack) > 0 && p.out[p.stack[len(p.stack)-1]].from == i-1
		}
		for _, m := range marks(w.Text, before, after) {
			if m.pair == 's' && p.apostrophe(i, m) {
				continue
			}
			p.read(i, m, w.Text, from, after)
		}
	}
	p.finish(from, to)
}

// markByte tells the bytes with which a quotation mark can begin.
var markByte = [256]bool{'"': true, '\'': true, '`': true, 0xE2: true, 0xC2: true}

func opensBracket(w string) bool {
	return w == "(" || w == "[" || w == "{" || w == "—" || w == "–" || w == "-"
}

// apostrophe reports whether the single mark at word i belongs to a word: "the
// officers’ demand", "rock ’n’ roll". A single mark closes only what a single
// mark has opened.
func (p *pairing) apostrophe(i int, m mark) bool {
	if p.d.Words[i].XPOS == "POS" && p.open[m.kind()] == 0 {
		return true
	}
	return m.close && !m.open && p.open[m.kind()] == 0
}

// read takes in one mark at word i of the paragraph that begins with word from.
func (p *pairing) read(i int, m mark, text string, from int, after bool) {
	k := m.kind()
	if m.open && m.close && text != "“" {
		m.open, m.close = p.open[k] == 0, p.open[k] > 0
	} else if text == "“" {
		m.close = after && len(p.stack) > 0 && p.low[p.stack[len(p.stack)-1]]
		m.open = !m.close
	}
	switch {
	case m.open:
		p.begin(i, m, strings.ContainsAny(text, "„‚"))
	case p.open[k] > 0:
		for { // what stands open above it has no partner
			q := p.stack[len(p.stack)-1]
			p.stack = p.stack[:len(p.stack)-1]
			p.open[p.kinds[q].kind()]--
			if p.kinds[q].pair == m.pair {
				p.out[q].to, p.out[q].closed = i+1, true
				return
			}
			p.out[q].to = i
		}
	case m.pair != 's':
		p.orphan(i, from, m)
	}
}

// begin opens a quotation at word i. Two marks in one word ("‘‘") open one.
func (p *pairing) begin(i int, m mark, low bool) {
	if n := len(p.stack); n >= deepest || n > 0 && p.out[p.stack[n-1]].from == i {
		return
	}
	q := quotation{from: i, outer: -1, opened: true}
	if n := len(p.stack); n > 0 {
		q.outer, q.depth = p.stack[n-1], n
	}
	p.stack = append(p.stack, len(p.out))
	p.open[m.kind()]++
	p.out, p.kinds, p.low = append(p.out, q), append(p.kinds, m), append(p.low, low)
}

// orphan files the quotation that ends with the mark at word i and has no
// beginning. It begins with the sentence, or after the quotation before it in
// the sentence. A mark with nothing to close is passed over.
func (p *pairing) orphan(i, from int, m mark) {
	start := max(from, p.d.SentOf(i).From)
	if len(p.stack) > 0 { // inside another: nothing tells where it began
		return
	}
	if n := len(p.out); n > p.base {
		start = max(start, p.out[n-1].to)
	}
	if start >= i || strings.ContainsAny(p.d.Words[i].Text, `"'`) && p.d.Words[i-1].UPOS != "PUNCT" { // 12" pipes
		return
	}
	p.out = append(p.out, quotation{from: start, to: i + 1, outer: -1, closed: true})
	p.kinds, p.low = append(p.kinds, m), append(p.low, false)
}

// finish ends what is still open at the end of the paragraph [from, to).
func (p *pairing) finish(from, to int) {
	stray := make(map[int]int, len(p.stack)) // 1, or 2 once it is cut short
	for _, k := range p.stack {
		q := &p.out[k]
		stray[k] = 1
		q.to = min(p.d.SentOf(q.from).To, to)
		if q.outer < 0 && p.begins(to, p.kinds[k]) {
			q.to, q.goesOn = to, true
		} else if q.from == from {
			q.to = to
		}
	}
	// What an unclosed quotation holds of its own kind is not in it: the first
	// ends it. Nothing reaches beyond what it stands in.
	for k := p.base; k < len(p.out); k++ {
		q := &p.out[k]
		for q.outer >= 0 && stray[q.outer] > 0 && (p.kinds[q.outer].pair == p.kinds[k].pair || p.out[q.outer].to <= q.from) {
			o := &p.out[q.outer]
			if cut := stray[q.outer] == 2; cut {
				// it has ended before
			} else if p.kinds[q.outer].pair == p.kinds[k].pair && o.outer < 0 && q.from == p.d.SentOf(q.from).From {
				o.to, o.goesOn, q.goesBack = q.from, true, true // paragraphs without a break between them
			} else if o.to > q.from {
				o.to, o.goesOn = q.from, false
			}
			if o.to == q.from {
				stray[q.outer] = 2
			}
			q.outer = o.outer
		}
		q.depth = 0
		if q.outer >= 0 {
			o := &p.out[q.outer]
			q.depth = o.depth + 1
			if q.to > o.to && stray[q.outer] > 0 && stray[k] == 0 {
				o.to = q.to
			}
			q.to = min(q.to, o.to)
		}
	}
	// Ends moved in that pass: once more from the outermost inward, whose own
	// ends are settled before what stands in them is.
	for k := p.base; k < len(p.out); k++ {
		q := &p.out[k]
		q.to = max(q.to, q.from+1)
		for q.outer >= 0 && p.out[q.outer].to <= q.from {
			q.outer = p.out[q.outer].outer
		}
		q.depth = 0
		if q.outer >= 0 {
			q.to = min(q.to, p.out[q.outer].to)
			q.depth = p.out[q.outer].depth + 1
		}
	}
	if p.base < len(p.out) && p.out[p.base].from == from && p.goesOn {
		p.out[p.base].goesBack = true
	}
	p.goesOn = slices.ContainsFunc(p.out[p.base:], func(q quotation) bool { return q.goesOn })
}

// begins reports whether a paragraph begins with word i and an opening mark of
// m's kind.
func (p *pairing) begins(i int, m mark) bool {
	if i >= len(p.d.Words) || !markByte[p.d.Words[i].Text[0]] {
		return false
	}
	ms := marks(p.d.Words[i].Text, true, p.d.Words[i].Space)
	return len(ms) > 0 && ms[0].open && ms[0].pair == m.pair
}

// inner returns the words between the marks of q.
func (q quotation) inner() (from, to int) {
	from, to = q.from, q.to
	if q.opened {
		from++
	}
	if q.closed {
		to--
	}
	return from, max(from, to)
}
