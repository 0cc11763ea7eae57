package export

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"hearsay"
)

// HTMLOptions say what an [HTML] shows.
type HTMLOptions struct {
	Why bool // scores and rules beside each record
	// Marks are stretches of the text with something to be said about them that
	// the reading does not hold, each in a block: words that were copied.
	Marks []HTMLMark
	// Event returns the address of a page about an event and what is to be said
	// of it ("told by 3 reports"); nil and "" show no link.
	Event func(hearsay.EventID) (href, text string)
	// Original links records to their words on the report's own page, by Text
	// Fragments.
	Original bool
}

// An HTMLMark is something to be said of a stretch of the text, with where more
// is said; Href and Title may be "".
type HTMLMark struct {
	Span               hearsay.Span
	Kind, Label, Words string // Kind is "copied", or "here" for words that were asked for
	Href, Title        string
}

// An HTML writes Readings as one HTML file that needs nothing else: the text
// with rails for the voices in it, records beside their receipts, the tree of
// voices, names and findings. It asks for nothing over the network, which its
// Content-Security-Policy enforces, and runs no script. Everything taken from
// a Reading is escaped.
type HTML struct {
	w        io.Writer
	o        HTMLOptions
	first    *htmlReport // held until it is known whether it is the only one
	contents []htmlEntry
}

// An htmlEntry is a line of the list of reports.
type htmlEntry struct{ ID, Title, Imprint string }

// NewHTML returns a writer of one HTML file to w. Of each report that is written
// no more stays in memory than its line in the list at the end of the file, which
// a browser shows first.
func NewHTML(w io.Writer, o HTMLOptions) *HTML { return &HTML{w: w, o: o} }

// Write adds a section for r, which must be valid. name is what the report was given as.
func (h *HTML) Write(name string, r *hearsay.Reading) error {
	x := htmlReportOf(len(h.contents)+1, name, r, h.o)
	h.contents = append(h.contents, htmlEntry{strings.Clone(x.ID), strings.Clone(x.Title), strings.Clone(x.Imprint)})
	switch {
	case len(h.contents) == 1:
		h.first = &x
		return nil
	case h.first != nil:
		if err := h.begin("Reports", true); err != nil {
			return err
		}
		if err := h.part("report", h.first); err != nil {
			return err
		}
		h.first = nil
	}
	return h.part("report", &x)
}

// Close writes the end of the file. It does not close the underlying writer.
func (h *HTML) Close() error {
	if len(h.contents) > 1 {
		return h.part("end", h.contents)
	}
	title := "No reports"
	if h.first != nil {
		title = h.first.Title
	}
	if err := h.begin(title, false); err != nil {
		return err
	}
	if h.first != nil {
		if err := h.part("report", h.first); err != nil {
			return err
		}
	}
	return h.part("end", nil)
}

// begin writes what stands before the first report.
func (h *HTML) begin(title string, several bool) error {
	return h.part("begin", struct {
		Title, Policy string
		Style         template.CSS
		Several       bool
	}{
		Title:   title + " · hearsay",
		Policy:  "default-src 'none'; style-src '" + hashOf(htmlStyle) + "'; base-uri 'none'; form-action 'none'",
		Style:   template.CSS(htmlStyle),
		Several: several,
	})
}

// part writes a part of the page.
func (h *HTML) part(name string, data any) error {
	var b bytes.Buffer
	if err := htmlPage.ExecuteTemplate(&b, name, data); err != nil {
		return err
	}
	_, err := h.w.Write(legal(b.Bytes()))
	return err
}

// legal returns a page without the characters that HTML forbids, controls and
// noncharacters: U+FFFD stands for each.
func legal(page []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0 || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE {
			return '\uFFFD'
		}
		return r
	}, page)
}

//go:embed html.css
var htmlStyle string

//go:embed html.tmpl
var htmlSource string

var htmlPage = template.Must(template.New("page").Parse(htmlSource))

// hashOf names a style sheet in a Content-Security-Policy.
func hashOf(style string) string {
	sum := sha256.Sum256([]byte(style))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// What the template is given.
type (
	htmlReport struct {
		ID                     string // before every id of the report's elements
		Title, Name, Imprint   string
		URL                    string
		Says                   []htmlRun // sentence of the verdict
		Layers                 []htmlLayer
		Figures                []htmlFigure
		Head                   *htmlRow // the headline as it stands in the text
		Rows                   []htmlRow
		Author                 string
		Voices                 []htmlVoice
		Happened               []htmlEvent
		Assumed                bool // a date of an event is only assumed
		Explained              []htmlExplained
		Sections               []htmlSection
		Rolls                  []htmlRoll
		Alerts                 []htmlAlert
		Record                 int
		Reading, Model, Source string
	}
	htmlFigure struct {
		N, Label string
		Warn     bool
	}
	// An htmlLayer is a kind of record that can be shown in the text or not.
	htmlLayer struct {
		Class, Name, Help string
		N                 int
	}
	htmlRun   struct{ Class, Text string }
	htmlVoice struct {
		Name, About string
		Class       string
		Unnamed     bool
		Said        []htmlSaid
		Passed      []htmlSaid // statements that the voices below make in whole
		Voices      []htmlVoice
	}
	htmlSaid struct {
		Ref        string // id of the card
		N          int
		Cue        string
		Words      []htmlRun
		Paragraphs int
	}
	htmlEvent struct {
		ID, At                          string
		When                            string
		Assumed                         bool
		Who, Whom, Words, Code          string
		More                            []string // counts, place, the author's view
		Status, Word, Class, Confidence string
		Unnamed                         bool
		Why                             []string
	}
	htmlExplained struct {
		What    []htmlRun
		Reasons []htmlReason
	}
	htmlReason struct {
		Label, Said string
		Words       []htmlRun
		Why         []string
	}
	// An htmlSection is a list: stances, open questions, forecasts.
	htmlSection struct {
		Title, Sub string
		Items      []htmlItem
	}
	htmlItem struct {
		Who, About string
		Words      []htmlRun
		Why        []string
	}
	htmlRoll struct {
		Title string
		Names []htmlName
	}
	htmlName struct {
		Name, About string
		Count       int
		Why         []string
	}
	htmlAlert struct {
		Kind, Text string
		Places     []string // links to its first places in the text
		More       int      // further places
	}
)

func htmlReportOf(n int, name string, r *hearsay.Reading, o HTMLOptions) htmlReport {
	s := newScene(r)
	d := r.Document
	h := htmlReport{
		ID:      fmt.Sprintf("r%d-", n),
		Title:   cmp.Or(clean(d.Title), "Without a headline"),
		Name:    clean(name),
		Imprint: strings.Join(append(nonEmpty(clean(strings.Join(d.Authors, ", "))), nonEmpty(s.imprint())...), " · "),
		URL:     d.URL,
		Author:  s.author(),
		Record:  r.Hearsay.Record, Reading: r.Hearsay.Reading, Model: r.Hearsay.Model,
		Source: d.SHA256,
	}
	x := &htmlText{scene: s, HTMLOptions: o, prefix: h.ID}
	x.paint()
	x.mark()
	x.sort()
	h.Head, h.Rows = x.rows()
	h.Figures = s.figures()
	h.Says = x.says()
	h.Layers = x.layers()
	for _, v := range s.root.voices {
		h.Voices = append(h.Voices, x.voice(v))
	}
	x.happenings(&h)
	for _, roll := range s.rolls(true) {
		h.Rolls = append(h.Rolls, x.roll(roll))
	}
	for i := range s.alerts {
		h.Alerts = append(h.Alerts, x.alert(i))
	}
	return h
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

// figures returns what the strip below the headline counts.
func (s *scene) figures() []htmlFigure {
	t := s.tally()
	figure := func(n int, one, many string) htmlFigure {
		return htmlFigure{N: fmt.Sprint(n), Label: plural(n, one, many)}
	}
	statements, sources := figure(t.statements, "statement of others", "statements of others"), figure(t.sources, "source", "sources")
	if t.unsourced > 0 {
		statements.Label += fmt.Sprintf(", %d without a source", t.unsourced)
	}
	if t.unnamed > 0 {
		sources.Label += fmt.Sprintf(", %d unnamed", t.unnamed)
	}
	figures := []htmlFigure{statements, sources, figure(t.steps, "step to the farthest", "steps to the farthest")}
	if share, ok := s.own(); ok {
		figures = append(figures, htmlFigure{N: fmt.Sprintf("%d %%", share), Label: "in the author’s own voice"})
	}
	watch := figure(t.alerts, "thing to watch", "things to watch")
	watch.Warn = t.alerts > 0
	return append(figures, watch)
}

// says returns the verdict in a sentence or two: on whose word the report
// stands, by whom it came, and who is not named.
func (x *htmlText) says() []htmlRun {
	for _, f := range x.Findings {
		if f.Kind == "single-origin" {
			return runs(quoted(clean(f.Text)))
		}
	}
	if len(x.Attributions) == 0 {
		return []htmlRun{{"", "Nobody is cited: all of it is the word of "}, {"b", x.author()}, {"", "."}}
	}
	most, cited := x.root, 0
	var unnamed []*voice
	var look func(v *voice)
	look = func(v *voice) {
		for _, w := range v.voices {
			if x.entity(w.entity) != nil {
				cited++
				if own := len(w.attributions); most == x.root || own > len(most.attributions) {
					most = w
				}
				if x.anonymous(w) {
					unnamed = append(unnamed, w)
				}
			}
			look(w)
		}
	}
	look(x.root)
	name := func(v *voice) htmlRun {
		name, words := x.called(v)
		if words {
			name = "“" + name + "”"
		}
		return htmlRun{"b " + x.class(v), name}
	}
	if most == x.root {
		return []htmlRun{{"", "No statement says whose it is."}}
	}
	n, all := len(most.attributions), len(x.Attributions)
	out := []htmlRun{{"", fmt.Sprintf("%d of %d statements stand on the word of ", n, all)}, name(most)}
	switch {
	case all == 1:
		out[0].Text = "The one statement of another is that of "
	case n == all:
		out[0].Text = fmt.Sprintf("All %d statements stand on the word of ", all)
	case 3*n < all:
		out = []htmlRun{{"", fmt.Sprintf("No one voice carries it: %d are cited, most often ", cited)}, name(most), {"", fmt.Sprintf(" (%d of %d statements)", n, all)}}
	}
	for at, by := x.root, ", through "; ; by = " and " {
		i := slices.IndexFunc(at.voices, func(w *voice) bool { return w != most && w.holds(most) })
		if i < 0 {
			break
		}
		at = at.voices[i]
		out = append(out, htmlRun{"", by}, name(at))
	}
	out = append(out, htmlRun{"", "."})
	for i, v := range unnamed {
		switch {
		case i == 2:
			return append(out, htmlRun{"", fmt.Sprintf(" and %d more are not named.", len(unnamed)-2)})
		case i == 0:
			out = append(out, htmlRun{"", " "}, name(v))
		default:
			out = append(out, htmlRun{"", ", "}, name(v))
		}
		if i == len(unnamed)-1 {
			out = append(out, htmlRun{"", plural(len(unnamed), " is not named.", " are not named.")})
		}
	}
	return out
}

// holds reports whether w stands somewhere below v.
func (v *voice) holds(w *voice) bool {
	return slices.ContainsFunc(v.voices, func(x *voice) bool { return x == w || x.holds(w) })
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// runs turns pieces into runs with the class of their style.
func runs(text []piece) []htmlRun {
	var all []htmlRun
	for _, p := range text {
		class := ""
		if p.style == quote {
			class = "q"
		}
		all = append(all, htmlRun{class, p.text})
	}
	return all
}

// voice returns v and what is below it, as in the tree of a text page.
func (x *htmlText) voice(v *voice) htmlVoice {
	name, words := x.called(v)
	h := htmlVoice{Name: name, Class: x.class(v), Unnamed: words || x.entity(v.entity) == nil}
	if words {
		h.Name = "“" + name + "”"
	}
	if e := x.entity(v.entity); e != nil {
		h.About = about(e)
	}
	for _, id := range v.attributions {
		a := x.attribution(id)
		said := htmlSaid{Ref: "#" + x.card(id), N: int(id), Cue: x.told(a), Words: runs(opening(a)), Paragraphs: paragraphs(a)}
		if x.passedOn(a) {
			h.Passed = append(h.Passed, said)
		} else {
			h.Said = append(h.Said, said)
		}
	}
	for _, w := range v.voices {
		h.Voices = append(h.Voices, x.voice(w))
	}
	return h
}

// opening returns the reported words of a, the first of several paragraphs only.
func opening(a *hearsay.Attribution) []piece {
	if paragraphs(a) == 1 {
		return words(a)
	}
	first, _, _ := strings.Cut(strings.TrimSpace(a.Content[0].Text), "\n\n")
	return append(quoted(clean(first)), piece{nbsp + "…", dim})
}

func (x *htmlText) roll(r roll) htmlRoll {
	h := htmlRoll{Title: r.title}
	for _, e := range r.entities {
		n := htmlName{Name: nameOf(e), About: about(e), Count: len(e.Mentions)}
		if x.Why {
			n.Why = reasons(e.Why)
		}
		h.Names = append(h.Names, n)
	}
	return h
}

// mostPlaces is how many places of an alert are linked.
const mostPlaces = 12

func (x *htmlText) alert(n int) htmlAlert {
	a := x.alerts[n]
	h := htmlAlert{Kind: strings.ReplaceAll(a.kind, "-", " "), Text: clean(a.text)}
	for k := range min(len(a.spans), mostPlaces) {
		h.Places = append(h.Places, "#"+x.place(n, k))
	}
	h.More = len(a.spans) - len(h.Places)
	return h
}

// place returns the id of the k-th place of an alert in the text.
func (x *htmlText) place(n, k int) string { return fmt.Sprintf("%sw%d-%d", x.prefix, n+1, k+1) }

// reasons writes scores and rules, one each.
func reasons(why []hearsay.Why) []string {
	var all []string
	for _, y := range why {
		text := y.Rule
		if y.Score != 1 {
			text += " " + score(y.Score)
		}
		if y.Note != "" {
			text += " (" + clean(y.Note) + ")"
		}
		all = append(all, text)
	}
	return all
}
