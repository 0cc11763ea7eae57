package export

import (
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// shown is how many lines of a content the tree shows unless the page is long.
const shown = 2

// A fork is the margin of one item in the tree: before its first line, and
// before what follows it.
type fork struct{ first, rest string }

// below returns the fork of an item under one whose lines begin with rest.
func below(rest string, last bool) fork {
	if last {
		return fork{rest + "└─ ", rest + "   "}
	}
	return fork{rest + "├─ ", rest + "│  "}
}

func (p *sheet) tree() {
	if len(p.Attributions) == 0 {
		return
	}
	p.section("WHO SAYS SO")
	root := []piece{{p.author(), source}}
	if share, ok := p.own(); ok {
		root = append(root, piece{fmt.Sprintf(" · %d %% of the text", share), dim})
	}
	p.hang(indent(2), indent(4), p.wrap(root, p.Width-4))
	for i, v := range p.root.voices {
		p.voice(v, below("  ", i == len(p.root.voices)-1))
	}
}

// voice sets a source, what it says, and below it whom it passes on. A
// statement that others make in whole is left to them, and its cue stands
// beside the source.
func (p *sheet) voice(v *voice, f fork) {
	var own, passed []hearsay.AttributionID
	for _, id := range v.attributions {
		if p.passedOn(p.attribution(id)) {
			passed = append(passed, id)
		} else {
			own = append(own, id)
		}
	}
	margin := f.rest + "  "
	if len(v.voices) > 0 {
		margin = f.rest + "│ "
	}
	label := append(p.label(v), p.handed(passed)...)
	p.hang([]piece{{f.first, dim}}, []piece{{margin, dim}}, p.wrap(label, p.room(margin)))
	for _, id := range passed {
		p.because(margin, id)
	}
	column := p.cueColumn(own)
	for _, id := range own {
		p.statement(margin, column, id)
	}
	for i, w := range v.voices {
		p.voice(w, below(f.rest, i == len(v.voices)-1))
	}
}

// room returns how many columns a margin leaves. In a tree too deep for the
// page, lines are some words long and run over its edge.
func (p *sheet) room(margin string) int { return max(p.Width-cells.StringWidth(margin), 24) }

// statement sets the words of speaking, and in a column beside them what was
// said, on a few lines unless the page is long.
func (p *sheet) statement(margin string, column int, id hearsay.AttributionID) {
	a := p.attribution(id)
	told := p.fit(p.told(a))
	rest := []piece{{margin, dim}, {strings.Repeat(" ", column), plain}}
	first := []piece{{margin, dim}, {told, cue}, {strings.Repeat(" ", max(column-cells.StringWidth(told), 0)), plain}}
	if cells.StringWidth(told)+2 > column && told != "" {
		p.line(first...)
		first = rest
	}
	lines, tail := shown, p.flags([]hearsay.AttributionID{id})
	if n := paragraphs(a); n > 1 {
		lines, tail = 1, append([]piece{{fmt.Sprintf(" (%d paragraphs)", n), dim}}, tail...)
	}
	if p.Long {
		lines = 0
	}
	p.hang(first, rest, p.shorten(words(a), tail, p.room(margin)-column, lines))
	p.because(margin+strings.Repeat(" ", min(column, p.room(margin)-24)), id)
}

// cueColumn returns the width of the column for the words of speaking. Words
// too long for it stand on a line of their own.
func (p *sheet) cueColumn(statements []hearsay.AttributionID) int {
	widest, any := 0, false
	for _, id := range statements {
		n := cells.StringWidth(p.fit(p.told(p.attribution(id))))
		if any = any || n > 0; n <= max(p.Width/5, 14) {
			widest = max(widest, n)
		}
	}
	if !any {
		return 0
	}
	return max(widest, 2) + 2
}

// label returns what v is called and, the first time, what is said of it.
func (p *sheet) label(v *voice) []piece {
	name, words := p.called(v)
	st := source
	if p.entity(v.entity) == nil || p.anonymous(v) {
		st = unnamed
	}
	if words {
		return []piece{{"“" + name + "”", st}, {" (unnamed)", dim}}
	}
	text := []piece{{name, st}}
	if e := p.entity(v.entity); e != nil && e.Named && e.Description != "" && !p.described[e.ID] {
		p.described[e.ID] = true
		text = append(text, piece{", " + description(e), dim})
	}
	return text
}

// handed returns the words of speaking of statements that others make in
// whole, each once, and the findings about them.
func (p *sheet) handed(statements []hearsay.AttributionID) []piece {
	var text []piece
	var said []string
	for _, id := range statements {
		if told := p.told(p.attribution(id)); told != "" && !slices.Contains(said, told) {
			said = append(said, told)
		}
	}
	if len(said) > 0 {
		text = append(text, piece{" · ", dim}, piece{strings.Join(said, ", "), cue})
	}
	return append(text, p.flags(statements)...)
}

// flags returns the numbers of the findings about attributions.
func (p *sheet) flags(attributions []hearsay.AttributionID) []piece {
	var all []piece
	for _, id := range attributions {
		for _, f := range p.marks[id-1] {
			all = append(all, piece{fmt.Sprintf(" ⚠ %d", f+1), warn})
		}
	}
	return all
}

// paragraphs counts the paragraphs that a's content runs over.
func paragraphs(a *hearsay.Attribution) int {
	n := 1
	for _, c := range a.Content {
		n += strings.Count(strings.TrimSpace(c.Text), "\n\n")
	}
	return n
}

// because sets what made an attribution, if that was asked for.
func (p *sheet) because(margin string, id hearsay.AttributionID) {
	if !p.Why {
		return
	}
	a := p.attribution(id)
	facts := []string{a.ID.String(), a.Act.String(), a.Mode.String(), score(a.Confidence)}
	p.why(margin, strings.Join(facts, " · "), a.Why)
}

// why sets scores and rules after what they are about.
func (p *sheet) why(margin, about string, why []hearsay.Why) {
	text := about
	for _, y := range why {
		text += " · " + y.Rule
		if y.Score != 1 {
			text += " " + score(y.Score)
		}
		if y.Note != "" {
			text += " (" + clean(y.Note) + ")"
		}
	}
	m := []piece{{margin, dim}}
	p.hang(m, m, p.wrap([]piece{{text, dim}}, p.room(margin)))
}

// score writes a probability as ".94".
func score(x float64) string {
	return strings.TrimPrefix(fmt.Sprintf("%.2f", x), "0")
}
