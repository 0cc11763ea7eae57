package export

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay"
)

// TextOptions say how a [Text] lays out its page. The zero value is plain
// Unicode text, 100 columns wide.
type TextOptions struct {
	Width int  // columns of the page; 0 is 100, less than 40 is 40
	Color bool // ANSI attributes
	ASCII bool // for terminals that show nothing else
	Long  bool // whole contents and all names, not shortened
	Why   bool // scores and rules below each record
	Names bool // the name of each report above it, for several of them
}

// A Text writes Readings as pages to be read in a terminal: headline, verdict,
// who says what as a tree of voices, what happened, why, what is open and
// predicted, names, and what to watch out for.
type Text struct {
	w io.Writer
	o TextOptions
	n int
}

// NewText returns a writer of pages to w.
func NewText(w io.Writer, o TextOptions) *Text {
	o.Width = max(cmp.Or(o.Width, 100), 40)
	return &Text{w: w, o: o}
}

// Write appends the page of r, which must be valid. name is what the report was given as.
func (t *Text) Write(name string, r *hearsay.Reading) error {
	p := &sheet{TextOptions: t.o, scene: newScene(r), described: map[hearsay.EntityID]bool{}}
	if t.n > 0 {
		p.blank()
	}
	if t.o.Names {
		p.rule(clean(name))
	}
	p.heading()
	p.verdict()
	p.tree()
	p.happened()
	p.reasons()
	p.stances()
	p.questions("question", "OPEN")
	p.questions("prediction", "FORECASTS")
	p.names()
	p.watchOut()
	t.n++
	_, err := io.WriteString(t.w, p.b.String())
	return err
}

// Close does nothing: every page is complete.
func (t *Text) Close() error { return nil }

// A sheet is the page of one Reading while it is being set.
type sheet struct {
	TextOptions
	*scene
	b         strings.Builder
	described map[hearsay.EntityID]bool // whose description has been set in the tree
}

// line sets one line. White space at its end is left out.
func (p *sheet) line(pieces ...piece) {
	for len(pieces) > 0 && strings.TrimSpace(pieces[len(pieces)-1].text) == "" {
		pieces = pieces[:len(pieces)-1]
	}
	for i := 0; i < len(pieces); {
		text, st := "", pieces[i].style
		for ; i < len(pieces) && pieces[i].style == st; i++ {
			text += pieces[i].text
		}
		text = strings.ReplaceAll(text, nbsp, " ")
		if i == len(pieces) {
			text = strings.TrimRight(text, " ")
		}
		text = p.fit(text)
		if p.Color && st != plain {
			text = "\x1b[" + sgr[st] + "m" + text + "\x1b[0m"
		}
		p.b.WriteString(text)
	}
	p.b.WriteByte('\n')
}

// fit returns s in the characters that the page may hold.
func (p *sheet) fit(s string) string {
	if p.ASCII {
		return ascii(s)
	}
	return s
}

func (p *sheet) fitted(text []piece) []piece {
	fitted := make([]piece, len(text))
	for i, t := range text {
		fitted[i] = piece{p.fit(t.text), t.style}
	}
	return fitted
}

// wrap and shorten lay out text in the characters that the page may hold.
func (p *sheet) wrap(text []piece, width int) [][]piece { return wrap(p.fitted(text), width) }

func (p *sheet) shorten(text, tail []piece, width, n int) [][]piece {
	return shorten(p.fitted(text), p.fitted(tail), width, n, p.fit("…"), p.fit("”"))
}

func (p *sheet) blank() { p.b.WriteByte('\n') }

// hang sets lines, the first after one margin and the others after another.
func (p *sheet) hang(first, rest []piece, lines [][]piece) {
	for i, l := range lines {
		margin := rest
		if i == 0 {
			margin = first
		}
		p.line(append(slices.Clip(margin), l...)...)
	}
}

// indent is a margin of n columns.
func indent(n int) []piece { return []piece{{strings.Repeat(" ", n), plain}} }

// rule sets the name of a report in a line across the page.
func (p *sheet) rule(name string) {
	fill := max(p.Width-cells.StringWidth(name)-4, 3)
	p.line(piece{"── ", dim}, piece{name, plain}, piece{" " + strings.Repeat("─", fill), dim})
	p.blank()
}

// heading sets the headline at the left and where and when it stood at the right.
func (p *sheet) heading() {
	d := p.Document
	title := cmp.Or(clean(d.Title), "Without a headline")
	meta := p.imprint()
	lines := p.wrap([]piece{{title, strong}}, p.Width)
	last := lines[len(lines)-1]
	gap := p.Width - widthOf(last) - cells.StringWidth(meta)
	if meta != "" && gap >= 4 {
		lines[len(lines)-1] = append(last, piece{strings.Repeat(" ", gap), plain}, piece{meta, dim})
	}
	p.hang(nil, nil, lines)
	if meta != "" && gap < 4 {
		p.hang(nil, nil, p.wrap([]piece{{meta, dim}}, p.Width))
	}
	p.blank()
}

// imprint returns outlet, agency and date, as far as they are known.
func (s *scene) imprint() string {
	d := s.Document
	parts := []string{clean(d.Outlet)}
	if d.Agency != "" && d.Agency != d.Outlet {
		parts = append(parts, clean(d.Agency))
	}
	parts = append(parts, dateOf(d.Published))
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}

var months = strings.Fields("January February March April May June July August September October November December")

// dateOf writes a date as "4 May 2021", to the precision that is known.
func dateOf(d hearsay.Date) string {
	var year, month, day int
	n, _ := fmt.Sscanf(d.Value, "%d-%d-%d", &year, &month, &day)
	switch {
	case n >= 2 && (month < 1 || month > 12):
		return clean(d.Value)
	case n >= 3:
		return fmt.Sprintf("%d %s %d", day, months[month-1], year)
	case n == 2:
		return fmt.Sprintf("%s %d", months[month-1], year)
	}
	return clean(d.Value)
}

// verdict sets in one line, or two, how far the statements can be traced.
func (p *sheet) verdict() {
	for _, f := range p.Findings {
		if f.Kind == "single-origin" {
			p.hang(indent(2), indent(2), p.wrap(quoted(clean(f.Text)), p.Width-2))
		}
	}
	var parts []piece
	for i, s := range p.summary() {
		if i > 0 {
			parts = append(parts, piece{nbsp + "· ", dim})
		}
		s.text = strings.ReplaceAll(s.text, " ", nbsp)
		parts = append(parts, s)
	}
	p.hang(indent(2), indent(2), p.wrap(parts, p.Width-2))
}

func (p *sheet) summary() []piece {
	t := p.tally()
	var manner []piece // what it is besides a report
	if p.Manner != "" && p.Manner != "report" {
		manner = []piece{{fmt.Sprintf("reads as opinion: %.0f %% of its own sentences judge or advise", 100*p.OpinionShare), plain}}
	}
	if t.statements == 0 {
		return append([]piece{{"Nobody is quoted or cited: everything is said by " + p.author() + ".", plain}}, manner...)
	}
	parts := []piece{{count(t.statements, "statement"), plain}}
	switch {
	case t.unnamed > 0:
		parts = append(parts, piece{fmt.Sprintf("%d of %s unnamed", t.unnamed, count(t.sources, "source")), unnamed})
	case t.sources == 1:
		parts = append(parts, piece{"1 source, named", plain})
	case t.sources > 1:
		parts = append(parts, piece{fmt.Sprintf("%d sources, all named", t.sources), plain})
	}
	if t.unsourced > 0 {
		parts = append(parts, piece{fmt.Sprintf("%d without a source", t.unsourced), unnamed})
	}
	if t.steps > 1 {
		parts = append(parts, piece{fmt.Sprintf("%d steps deep", t.steps), plain})
	}
	if t.alerts > 0 {
		parts = append(parts, piece{count(t.alerts, "thing") + " to watch", warn})
	}
	return append(parts, manner...)
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// section sets the heading of a section.
func (p *sheet) section(name string) {
	p.blank()
	p.line(piece{name, strong})
}

// watchOut sets the alerts, numbered as in the tree.
func (p *sheet) watchOut() {
	if len(p.alerts) == 0 {
		return
	}
	p.section("WATCH OUT")
	kinds, digits := 0, len(fmt.Sprint(len(p.alerts)))
	for _, a := range p.alerts {
		kinds = max(kinds, len(a.kind))
	}
	for i, a := range p.alerts {
		margin := []piece{{fmt.Sprintf("  ⚠ %-*d  ", digits, i+1), warn}, {fmt.Sprintf("%-*s  ", kinds, a.kind), dim}}
		text := quoted(clean(a.text))
		if len(a.spans) > 1 {
			text = append(text, piece{fmt.Sprintf(" (%d places)", len(a.spans)), dim})
		}
		p.hang(margin, indent(widthOf(margin)), p.wrap(text, p.Width-widthOf(margin)))
	}
}
