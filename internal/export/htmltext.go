package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// An htmlText sets the text of one report, block by block, with the voices that
// speak in it at its left and the records made from it at its right.
type htmlText struct {
	*scene
	HTMLOptions
	prefix  string
	colours []int   // by entity: the colour of a source, from 1; 0 for who is none
	near    [][]int // by block: indices of the attributions with a word in it
	marked  []htmlMark
	over    [][]int // by block: indices of the marks with a word in it
}

// palette is the number of colours that html.css has for voices. Sources past
// it use them again.
const palette = 7

// paint gives sources their colours in the order in which they first speak.
func (x *htmlText) paint() {
	x.colours = make([]int, len(x.Entities)+1)
	next := 0
	for _, v := range x.of {
		if v.entity != 0 && x.colours[v.entity] == 0 {
			x.colours[v.entity] = next%palette + 1
			next++
		}
	}
}

// sort finds what each block is concerned with, so that setting a block takes
// no longer in a long text.
func (x *htmlText) sort() {
	blocks := x.Document.Blocks
	x.near, x.over = make([][]int, len(blocks)), make([][]int, len(blocks))
	into := func(of [][]int, i int, s hearsay.Span) {
		if s.IsEmpty() {
			return
		}
		first, _ := slices.BinarySearchFunc(blocks, s.Start, func(b hearsay.Block, at int) int { return cmp.Compare(b.Span.End, at+1) })
		for b := first; b < len(blocks) && blocks[b].Span.Start < s.End; b++ {
			if n := len(of[b]); n == 0 || of[b][n-1] != i {
				of[b] = append(of[b], i)
			}
		}
	}
	for i, a := range x.Attributions {
		for _, r := range append([]hearsay.Receipt{a.SourceSpan, a.Cue}, a.Content...) {
			into(x.near, i, r.Span)
		}
	}
	for i, m := range x.marked {
		into(x.over, i, m.span)
	}
}

// class returns the class that colours v.
func (x *htmlText) class(v *voice) string { return fmt.Sprintf("v%d", x.colours[v.entity]) }

// event returns the id of an event's card.
func (x *htmlText) event(id hearsay.EventID) string { return x.prefix + id.String() }

// card returns the id of the card of an attribution.
func (x *htmlText) card(id hearsay.AttributionID) string { return x.prefix + id.String() }

type (
	htmlRow struct {
		Kind   string // class: what sort of block
		Voices []htmlLabel
		Rails  []htmlRail
		Width  int // of all rails
		Text   []htmlStretch
		Cards  []htmlCard
	}
	// An htmlLabel names a voice beside the text, indented by its depth.
	htmlLabel struct{ Class, Depth, Name string }
	// An htmlRail shows from where to where a voice speaks, in % of the block.
	htmlRail struct {
		Class   string
		X       int
		Y, H    string
		Unnamed bool
	}
	// An htmlStretch is text to which the same records apply.
	htmlStretch struct {
		Class, Title, Text string
		Href               string   // of the record that it is the word of
		IDs                []string // of places that links lead to
		After              []htmlRef
	}
	htmlRef  struct{ Href, Class, Text string }
	htmlCard struct {
		ID, At, Class, Label string
		Head, Words          []htmlRun
		Pills                []string
		Confidence           string
		Links                []htmlRef
		Why                  []string
		at                   int // where its words stand
	}
)

// rows returns the blocks of the text, and apart from them the first headline,
// which stands above.
func (x *htmlText) rows() (head *htmlRow, rows []htmlRow) {
	for i, b := range x.Document.Blocks {
		row := htmlRow{Kind: b.Kind.String(), Text: x.stretches(i), Cards: x.cards(i)}
		if b.Kind == hearsay.Headline && head == nil {
			head = &row
			continue
		}
		row.Voices, row.Rails, row.Width = x.rails(i)
		rows = append(rows, row)
	}
	return head, rows
}

// rails returns the voices in a block, outermost first, and where each speaks.
func (x *htmlText) rails(block int) ([]htmlLabel, []htmlRail, int) {
	s := x.Document.Blocks[block].Span
	rails := []htmlRail{{Class: "v0", Y: "0", H: "100"}}
	heard := map[*voice]bool{x.root: true}
	deepest := 0
	for _, i := range x.near[block] {
		a, v := &x.Attributions[i], x.of[i]
		for _, c := range a.Content {
			from, to := max(c.Start, s.Start), min(c.End, s.End)
			if from >= to {
				continue
			}
			size := float64(s.End - s.Start)
			y, h := 100*float64(from-s.Start)/size, 100*float64(to-from)/size
			rails = append(rails, htmlRail{x.class(v), 9 * v.depth, fmt.Sprintf("%.1f", y), fmt.Sprintf("%.1f", h), x.entity(v.entity) == nil || x.anonymous(v)})
			deepest = max(deepest, v.depth)
			for _, outer := range x.Chain(a.ID) {
				heard[x.of[outer.ID-1]] = true
			}
		}
	}
	return x.labels(x.root, heard), rails, 9*deepest + 5
}

// labels names the voices in heard below v and itself, in the order of the tree.
func (x *htmlText) labels(v *voice, heard map[*voice]bool) []htmlLabel {
	name, words := x.called(v)
	if words {
		name = "“" + name + "”"
	}
	all := []htmlLabel{{x.class(v), fmt.Sprintf("d%d", min(v.depth, 5)), name}}
	for _, w := range v.voices {
		if heard[w] {
			all = append(all, x.labels(w, heard)...)
		}
	}
	return all
}

// stretches cuts the text of a block wherever a record begins or ends.
func (x *htmlText) stretches(block int) []htmlStretch {
	s := x.Document.Blocks[block].Span
	cuts := []int{s.Start, s.End}
	cut := func(spans ...hearsay.Receipt) {
		for _, r := range spans {
			if !r.IsEmpty() && r.Overlaps(s) {
				cuts = append(cuts, max(r.Start, s.Start), min(r.End, s.End))
			}
		}
	}
	for _, i := range x.near[block] {
		a := &x.Attributions[i]
		cut(a.SourceSpan, a.Cue)
		cut(a.Content...)
	}
	for _, i := range x.over[block] {
		cut(hearsay.Receipt{Span: x.marked[i].span, Text: "-"})
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var all []htmlStretch
	for i := range len(cuts) - 1 {
		all = append(all, x.stretch(block, hearsay.Span{Start: cuts[i], End: cuts[i+1]}))
	}
	return all
}

// stretch returns the text of s, in a block, in which no record begins or ends.
func (x *htmlText) stretch(block int, s hearsay.Span) htmlStretch {
	h := htmlStretch{Text: x.Document.Text[s.Start:s.End]}
	speaking := x.root
	var classes []string
	for _, i := range x.near[block] {
		a, v := &x.Attributions[i], x.of[i]
		for _, c := range a.Content {
			if c.Contains(s) && v.depth >= speaking.depth {
				speaking = v
			}
		}
		if a.SourceSpan.Contains(s) {
			classes = append(classes, "s", "t"+x.class(v)[1:])
		}
		if a.Cue.Contains(s) {
			classes = append(classes, "c")
		}
		if s.Start == placeOf(a).Start {
			h.IDs = append(h.IDs, x.card(a.ID)+"-at")
		}
		if s.End == placeOf(a).End {
			h.After = append(h.After, htmlRef{"#" + x.card(a.ID), "t" + x.class(v)[1:], fmt.Sprint(i + 1)})
		}
	}
	for _, i := range x.over[block] {
		m := &x.marked[i]
		if m.span.Contains(s) {
			if m.class != "" && !slices.Contains(classes, m.class) {
				classes = append(classes, m.class)
			}
			h.Title, h.Href = cmp.Or(h.Title, m.title), cmp.Or(h.Href, m.href)
		}
		if s.Start == m.span.Start && m.id != "" {
			h.IDs = append(h.IDs, m.id)
		}
	}
	if speaking != x.root {
		classes = append(classes, "in", x.class(speaking))
	}
	h.Class = strings.Join(classes, " ")
	return h
}

// placeOf returns the words at which the text refers to a's card: the cue, or
// where no word marks the speaking, the first words reported.
func placeOf(a *hearsay.Attribution) hearsay.Span {
	if !a.Cue.IsEmpty() {
		return a.Cue.Span
	}
	return a.Content[0].Span
}

// cards returns the records whose place is in a block, in the order of their
// words.
func (x *htmlText) cards(block int) []htmlCard {
	s := x.Document.Blocks[block].Span
	var all []htmlCard
	for _, i := range x.near[block] {
		if at := placeOf(&x.Attributions[i]); s.Start <= at.Start && at.Start < s.End {
			all = append(all, x.attributionCard(hearsay.AttributionID(i+1)))
		}
	}
	for _, i := range x.over[block] {
		m := &x.marked[i]
		if m.card == nil || m.span.Start < s.Start {
			continue
		}
		c := m.card()
		c.at = m.span.Start
		all = append(all, c)
	}
	slices.SortStableFunc(all, func(a, b htmlCard) int { return cmp.Compare(a.at, b.at) })
	return all
}

// excerpt is how many characters of a content a card shows.
const excerpt = 90

func (x *htmlText) attributionCard(id hearsay.AttributionID) htmlCard {
	a, v := x.attribution(id), x.of[id-1]
	h := htmlCard{ID: x.card(id), Class: "said " + x.class(v), Label: fmt.Sprint(int(id)), Confidence: score(a.Confidence), at: placeOf(a).Start}
	h.At = "#" + h.ID + "-at"
	who, _ := x.called(v)
	if x.entity(v.entity) == nil {
		h.Pills = append(h.Pills, "no source")
	} else if a.Anonymous {
		who = "“" + who + "”"
		h.Pills = append(h.Pills, "unnamed")
	}
	h.Head = []htmlRun{{"b", who}}
	if cue := clean(a.Cue.Text); cue != "" {
		h.Head = append(h.Head, htmlRun{"i", " " + cue})
	}
	if m := x.mention(a.Recipient); m != nil {
		h.Head = append(h.Head, htmlRun{"i", " → " + x.spokenTo(m)})
	}
	if lines := shorten(opening(a), nil, excerpt, 1, "…", "”"); len(lines) > 0 {
		h.Words = runs(lines[0])
	}
	if n := paragraphs(a); n > 1 {
		h.Pills = append(h.Pills, fmt.Sprintf("%d paragraphs", n))
	}
	if a.Mode == hearsay.Direct || a.Mode == hearsay.Mixed || a.Mode == hearsay.Scare {
		h.Pills = append(h.Pills, map[hearsay.Mode]string{hearsay.Direct: "quoted", hearsay.Mixed: "partly quoted", hearsay.Scare: "held at a distance"}[a.Mode])
	}
	if a.Negated {
		h.Pills = append(h.Pills, "negated")
	}
	if a.Act != hearsay.Say && a.Act != hearsay.ActOther {
		h.Pills = append(h.Pills, a.Act.String())
	}
	h.Links = x.original(a.Content[0].Text)
	if x.Why {
		h.Why = reasons(a.Why)
	}
	return h
}
