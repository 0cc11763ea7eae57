package export

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"hearsay"
)

// An htmlMark is a stretch of the text that a record is about: how it is shown,
// where links to it lead, and the card that stands beside it.
type htmlMark struct {
	span              hearsay.Span
	class, title      string
	id, href          string
	card              func() htmlCard // nil for none
	layer, help, name string          // see htmlLayer
}

// underlined is the longest place of an alert, in bytes, that is underlined.
const underlined = 120

// mark finds all marks.
func (x *htmlText) mark() {
	add := func(m htmlMark) {
		if !m.span.IsEmpty() {
			x.marked = append(x.marked, m)
		}
	}
	for i := range x.Marks {
		m := &x.Marks[i]
		k := htmlMark{span: m.Span, class: "copied", title: clean(m.Title), id: fmt.Sprintf("%sc%d-at", x.prefix, i+1)}
		if m.Kind == "here" {
			k.class, k.id = "here", x.prefix+"here"
		} else {
			k.layer, k.name, k.help = "copied", "Copied", "words that stand in other reports, too"
			k.card = func() htmlCard {
				c := htmlCard{Class: "cp", At: "#" + k.id, Label: m.Label, Words: runs([]piece{{clean(m.Words), dim}})}
				if m.Href != "" {
					c.Links = []htmlRef{{m.Href, "", cmp.Or(clean(m.Title), "there")}}
				}
				return c
			}
		}
		add(k)
	}
	for n, a := range x.alerts {
		for k, r := range a.spans {
			m := htmlMark{span: r.Span, id: x.place(n, k)}
			if r.End-r.Start <= underlined {
				m.class, m.title = "w", clean(a.text)
			}
			if k == 0 { // the others are underlined, and say it when they are pointed at
				m.card = func() htmlCard {
					return htmlCard{At: "#" + x.place(n, k), Class: "w", Label: strings.ReplaceAll(a.kind, "-", " "), Words: []htmlRun{{"q", clean(a.text)}}}
				}
			}
			add(m)
		}
	}
	for i, h := range x.scene.happened() {
		e := &x.Events[i]
		add(htmlMark{span: e.Trigger.Span, class: "e", title: h.code, id: x.event(e.ID) + "-at", href: "#" + x.event(e.ID),
			layer: "events", name: "Events", help: "what happened, or is said to, by PLOVER’s types", card: func() htmlCard { return x.eventCard(e, &h) }})
		for _, also := range e.Also {
			add(htmlMark{span: also.Span, class: "e", title: h.code + ", told again", href: "#" + x.event(e.ID)})
		}
	}
	for i := range x.Times {
		t := &x.Times[i]
		add(htmlMark{span: t.Span.Span, class: "ti", title: counted(shortDate(t.Value), t.AnchoredOn), layer: "times", name: "Times", help: "with the day that each stands for"})
	}
	for i := range x.Places {
		p := &x.Places[i]
		add(htmlMark{span: p.Span.Span, class: "pl", title: x.placeTitle(p), layer: "places", name: "Places", help: "with how near each is known"})
	}
	for i := range x.Reasons {
		r := &x.Reasons[i]
		id := x.prefix + r.ID.String()
		add(htmlMark{span: r.Because.Span.Span, class: "re", title: r.Kind, id: id + "-at", layer: "reasons", name: "Reasons", help: "what is explained by what", card: func() htmlCard { return x.reasonCard(id, r) }})
	}
	for i := range x.Questions {
		q := &x.Questions[i]
		id := x.prefix + q.ID.String()
		add(htmlMark{span: q.Span.Span, class: "qu", id: id + "-at", layer: "open", name: "Open and foreseen", help: "questions left open, and forecasts", card: func() htmlCard { return x.questionCard(id, q) }})
	}
	for i := range x.Opinions {
		o := &x.Opinions[i]
		add(htmlMark{span: o.Span.Span, class: "op", title: "the author’s own opinion: " + o.Manner, layer: "opinions", name: "Opinion", help: "where the author comments or advocates"})
	}
}

// layerOrder is the order in which layers are offered.
var layerOrder = strings.Fields("voices events times places reasons open opinions copied watch")

// layers returns what can be switched on and off, with how often it is there.
func (x *htmlText) layers() []htmlLayer {
	all := []htmlLayer{
		{"voices", "Who says so", "who speaks where, and the words that say so", len(x.Attributions)},
		{"watch", "Watch out", "what is vague, contradictory or loaded", len(x.alerts)},
	}
	for _, m := range x.marked {
		if m.layer == "" {
			continue
		}
		i := slices.IndexFunc(all, func(l htmlLayer) bool { return l.Class == m.layer })
		if i < 0 {
			i = len(all)
			all = append(all, htmlLayer{Class: m.layer, Name: m.name, Help: m.help})
		}
		all[i].N++
	}
	all = slices.DeleteFunc(all, func(l htmlLayer) bool { return l.N == 0 })
	slices.SortFunc(all, func(a, b htmlLayer) int {
		return slices.Index(layerOrder, a.Class) - slices.Index(layerOrder, b.Class)
	})
	return all
}

func counted(what, how string) string {
	if how == "" || what == "" {
		return what
	}
	return what + ", counted from " + clean(how)
}

func (x *htmlText) placeTitle(p *hearsay.Place) string {
	switch {
	case p.Metonym:
		return "stands for those who govern or play there"
	case p.Lat == nil:
		return "could not be told from others of its name"
	}
	return strings.TrimPrefix(strings.Join([]string{x.placeOf(hearsay.EventPlace{Ref: p.ID}), p.Level, p.Country}, ", "), ", ")
}

func (x *htmlText) eventCard(e *hearsay.Event, h *happening) htmlCard {
	c := htmlCard{ID: x.event(e.ID), At: "#" + x.event(e.ID) + "-at", Class: "ev", Label: strings.Join(strings.Fields(h.code), " · "), Confidence: score(h.confidence)}
	if h.who != "" {
		c.Head = append(c.Head, htmlRun{"b", h.who})
	}
	if h.whom != "" {
		c.Head = append(c.Head, htmlRun{"", " → "}, htmlRun{"b", h.whom})
	}
	when := h.when
	if h.assumed {
		when = "(" + when + ")"
	}
	for _, f := range []string{strings.Trim(when, "–"), h.place, h.counts, h.author} {
		if f != "" {
			if len(c.Words) > 0 {
				f = " · " + f
			}
			c.Words = append(c.Words, htmlRun{"", f})
		}
	}
	if h.status != "happened" && h.status != "" {
		c.Pills = append(c.Pills, h.status)
	}
	if e.Said != 0 {
		v := x.of[e.Said-1]
		c.Head = append(c.Head, htmlRun{"", " — "}, htmlRun{"b " + x.class(v), h.word})
	}
	if x.Event != nil {
		if href, text := x.Event(e.ID); href != "" {
			c.Links = append(c.Links, htmlRef{href, "", text})
		}
	}
	c.Links = append(c.Links, x.original(e.Trigger.Text)...)
	if x.Why {
		c.Why = reasons(e.Why)
	}
	return c
}

func (x *htmlText) reasonCard(id string, r *hearsay.Reason) htmlCard {
	c := htmlCard{ID: id, At: "#" + id + "-at", Class: "re", Label: "why · " + r.Kind}
	if r.Order > 0 {
		c.Label = fmt.Sprintf("why · %s %d", r.Kind, r.Order)
	}
	if lines := shorten(quoted(clean(r.For.Span.Text)), nil, excerpt, 1, "…", "”"); len(lines) > 0 {
		c.Words = append([]htmlRun{{"", "explains: "}}, runs(lines[0])...)
	}
	if x.Why {
		c.Why = reasons(r.Why)
	}
	return c
}

func (x *htmlText) questionCard(id string, q *hearsay.Question) htmlCard {
	c := htmlCard{ID: id, At: "#" + id + "-at", Class: "qu", Label: "open"}
	who, unnamed := x.asker(q)
	if unnamed && !strings.HasPrefix(who, "“") {
		who = "“" + who + "”"
	}
	c.Head = []htmlRun{{"b", who}}
	if q.Kind == "prediction" {
		c.Label = "forecast"
	}
	if about := x.aboutQuestion(q); about != "" {
		c.Words = runs(quoted(about))
	}
	c.Links = x.original(q.Span.Text)
	if x.Why {
		c.Why = reasons(q.Why)
	}
	return c
}

// original links words to where they stand on the report's own page, by a Text
// Fragment (wicg.github.io/scroll-to-text-fragment): the first and last words of
// a long one.
func (x *htmlText) original(words string) []htmlRef {
	if !x.Original || !strings.HasPrefix(x.Document.URL, "http://") && !strings.HasPrefix(x.Document.URL, "https://") {
		return nil
	}
	if href := TextFragment(x.Document.URL, words); href != "" {
		return []htmlRef{{href, "out", "↗"}}
	}
	return nil
}

// TextFragment returns an address that leads to words on the page at address.
func TextFragment(address, words string) string {
	words, _, _ = strings.Cut(strings.TrimSpace(words), "\n")
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return ""
	}
	escape := func(words []string) string {
		return strings.ReplaceAll(strings.ReplaceAll(url.QueryEscape(strings.Join(words, " ")), "+", "%20"), "-", "%2D")
	}
	part := escape(fields)
	if len(fields) > 8 {
		part = escape(fields[:4]) + "," + escape(fields[len(fields)-4:])
	}
	if before, after, ok := strings.Cut(address, "#"); ok {
		return before + "#" + after + ":~:text=" + part
	}
	return address + "#:~:text=" + part
}
