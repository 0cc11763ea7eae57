package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/link"
)

// A webPrinter prints what links reports, and looks each of them up once.
type webPrinter struct {
	ctx   context.Context
	w     io.Writer
	s     casefile.Store
	known map[hearsay.DocumentID]*casefile.Kept
	err   error
}

func newWebPrinter(ctx context.Context, w io.Writer, s casefile.Store) *webPrinter {
	return &webPrinter{ctx: ctx, w: w, s: s, known: make(map[hearsay.DocumentID]*casefile.Kept)}
}

func (p *webPrinter) printf(format string, args ...any) { fmt.Fprintf(p.w, format, args...) }

// of names a report in a line, with the id of what r names in it.
func (p *webPrinter) of(r hearsay.Ref) string {
	id := r.Document()
	k := p.known[id]
	if k == nil {
		var err error
		if k, err = p.s.Document(p.ctx, id.String()); err != nil {
			p.err = cmp.Or(p.err, err)
			k = new(casefile.Kept)
		}
		p.known[id] = k
	}
	d := &k.Document
	return strings.Join(nonEmpty(shortRef(r), cmp.Or(d.Outlet, d.Title, d.Name), d.Published.Value), "  ")
}

func (p *webPrinter) links(a casefile.LinkAsk) []hearsay.Link {
	page, err := p.s.Links(p.ctx, a)
	if err != nil {
		p.err = cmp.Or(p.err, err)
		return nil
	}
	return page.Links
}

// note returns the note of a rule of l.
func note(l *hearsay.Link, rule string) string {
	if i := slices.IndexFunc(l.Why, func(w hearsay.Why) bool { return w.Rule == rule }); i >= 0 {
		return l.Why[i].Note
	}
	return ""
}

// showWeb prints an event as all reports tell of it: who has it from whom, on how
// many origins it rests, what is contradicted, and in what story it stands.
func showWeb(ctx context.Context, w io.Writer, s casefile.Store, r *hearsay.Reading, event hearsay.EventID) error {
	p := newWebPrinter(ctx, w, s)
	id := r.Document.ID
	found := p.links(casefile.LinkAsk{Document: id, Event: event, Kinds: []string{hearsay.LinkSameEvent}})
	if len(found) == 0 {
		e := r.Events[event-1]
		p.printf("%s  %s\n", e.Type, shortened(casefile.Around(r.Document.Text, e.Trigger.Span).Text))
		p.printf("Only this report tells of it, as far as is known.\n")
		return p.err
	}
	l := &found[0]
	p.printf("%s\n", strings.Join(nonEmpty(note(l, "event.type"), note(l, "event.words"), note(l, "event.place"), note(l, "event.day")), "  "))
	grade := ""
	for _, y := range l.Why {
		if g, ok := strings.CutPrefix(y.Rule, "grade."); ok {
			grade = g + " " + y.Note
		}
	}
	p.printf("%d claims of %d reports; %s\n\n", len(l.Members), reportsIn(l), grade)
	in := make(map[string]bool)
	for _, m := range l.Members {
		in[m.ID] = true
	}
	seen := make(map[string]bool)
	for _, m := range l.Members {
		for _, o := range p.links(casefile.LinkAsk{Document: m.Document(), Event: m.Event(), Kinds: []string{hearsay.LinkOrigin}}) {
			if !seen[o.ID()] && in[o.From.ID] {
				seen[o.ID()] = true
				p.origin(&o)
			}
		}
	}
	for _, y := range l.Why {
		if y.Rule == "circular" {
			p.printf("CIRCULAR: %s, and nobody is behind them\n", y.Note)
		}
	}
	p.contradictions(l.Members)
	for _, x := range p.links(casefile.LinkAsk{Document: l.From.Document(), Event: l.From.Event(), Kinds: []string{hearsay.LinkStory}}) {
		p.story(&x, l.From)
	}
	return p.err
}

func reportsIn(l *hearsay.Link) int {
	seen := make(map[hearsay.DocumentID]bool)
	for _, m := range l.Members {
		seen[m.Document()] = true
	}
	return len(seen)
}

// A branch of the ways on which claims came from their origin.
type branch struct {
	name   string
	claims []hearsay.Ref
	subs   []*branch
}

func (b *branch) to(name string) *branch {
	for _, s := range b.subs {
		if s.name == name {
			return s
		}
	}
	s := &branch{name: name}
	b.subs = append(b.subs, s)
	return s
}

// origin prints an origin with all who have it from there, as a tree.
func (p *webPrinter) origin(o *hearsay.Link) {
	root := &branch{name: note(o, "origin.name")}
	k := 0
	for _, y := range o.Why {
		if y.Rule != "origin" || k == len(o.Members) {
			continue
		}
		way := strings.Split(y.Note, " ← ") // from the report back to the origin
		b := root
		for i := len(way) - 1; i >= 0; i-- {
			if !(b == root && way[i] == root.name) {
				b = b.to(way[i])
			}
		}
		b.claims = append(b.claims, o.Members[k])
		k++
	}
	if who, ok := link.Circular(root.name); ok {
		p.printf("○ no origin: %s\n", who)
	} else {
		p.printf("● %s\n", root.name)
	}
	p.tree(root, "")
}

func (p *webPrinter) tree(b *branch, indent string) {
	n := len(b.claims) + len(b.subs)
	line := func(text string) string {
		n--
		if n == 0 {
			p.printf("%s└─ %s\n", indent, text)
			return indent + "   "
		}
		p.printf("%s├─ %s\n", indent, text)
		return indent + "│  "
	}
	for _, c := range b.claims {
		line(p.of(c))
	}
	for _, s := range b.subs {
		p.tree(s, line(s.name))
	}
}

// contradictions prints what cannot both be true among claims.
func (p *webPrinter) contradictions(claims []hearsay.Ref) {
	seen := make(map[string]bool)
	for _, m := range claims {
		for _, l := range p.links(casefile.LinkAsk{Document: m.Document(), Event: m.Event(), Kinds: []string{hearsay.LinkContradiction}}) {
			if seen[l.ID()] {
				continue
			}
			seen[l.ID()] = true
			if len(seen) == 1 {
				p.printf("\nCANNOT BOTH BE TRUE\n")
			}
			p.contradiction(&l)
		}
	}
}

func (p *webPrinter) contradiction(l *hearsay.Link) {
	p.printf("  %s: %s\n", l.Differs, note(l, "contradiction."+l.Differs))
	for i, r := range []hearsay.Ref{l.From, l.To} {
		by := ""
		if i < len(l.Chains) {
			by = ", on the word of " + strings.Join(l.Chains[i], " ← ")
		}
		p.printf("    %s%s\n", p.of(r), by)
	}
}

// story prints the events of a story, one a line, here marked.
func (p *webPrinter) story(l *hearsay.Link, here hearsay.Ref) {
	p.printf("\nSTORY: %s\n", note(l, "story"))
	for _, m := range l.Members {
		mark := " "
		if m == here {
			mark = "*"
		}
		text := ""
		for _, x := range p.links(casefile.LinkAsk{Document: m.Document(), Event: m.Event(), Kinds: []string{hearsay.LinkSameEvent}}) {
			text = strings.Join(nonEmpty(note(&x, "event.day"), note(&x, "event.words"), note(&x, "event.who")), "  ")
		}
		p.printf(" %s %s  %s\n", mark, shortRef(m), text)
	}
}

// showLinks prints what links a report with others of its case.
func showLinks(ctx context.Context, w io.Writer, s casefile.Store, k *casefile.Kept) error {
	p := newWebPrinter(ctx, w, s)
	here := k.Document.ID
	head := ""
	section := func(name string) {
		if head != name {
			head = name
			p.printf("\n%s\n", name)
		}
	}
	for _, l := range p.links(casefile.LinkAsk{Document: here}) {
		other := l.To
		if l.To.Document() == here {
			other = l.From
		}
		switch l.Kind {
		case hearsay.LinkCopy:
			section("WORDS IN COMMON WITH")
			how := "who has them from whom is not known"
			switch {
			case l.Direction == "common":
				how = "both from a third"
			case l.Direction == "from-to" && l.From.Document() == here:
				how = "from there"
			case l.Direction == "from-to":
				how = "from here"
			}
			share := l.Coverage[0]
			if l.From.Document() != here {
				share = l.Coverage[1]
			}
			p.printf("  %s  %.0f %% of this, %s\n", p.of(other), 100*share, how)
		case hearsay.LinkCites:
			section("CITES")
			p.printf("  %s cites %s: %s\n", p.of(l.From), p.of(l.To), note(&l, "cites.stated"))
		case hearsay.LinkContradiction:
			section("CANNOT BOTH BE TRUE")
			p.contradiction(&l)
		case hearsay.LinkCorrection:
			section("CORRECTED")
			p.printf("  %s corrects %s\n", p.of(l.From), p.of(l.To))
			for _, y := range l.Why {
				p.printf("    %s\n", y.Note)
			}
		case hearsay.LinkForecast:
			section("WHAT WAS PREDICTED, AND MAY HAVE COME")
			p.printf("  %s: %s\n", p.of(l.From), p.of(l.To))
		case hearsay.LinkSameEvent:
			section("EVENTS THAT OTHERS TELL OF, TOO")
			mine := l.From
			for _, m := range l.Members {
				if m.Document() == here {
					mine = m
					break
				}
			}
			p.printf("  %-5s %s: %d reports, %s\n", "#"+mine.Event().String(), strings.Join(nonEmpty(note(&l, "event.type"), note(&l, "event.words")), " "), reportsIn(&l), note(&l, "origins"))
		}
	}
	return p.err
}
