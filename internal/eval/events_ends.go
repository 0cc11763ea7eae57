package eval

import (
	"fmt"
	"io/fs"

	"hearsay"
	"hearsay/internal/calibrate"
	"hearsay/internal/event"
	"hearsay/internal/neural"
)

// joined adds the rows of marked pairs end to end: from the text alone, does
// some event join source and target, and has it the right root? A root that
// differs counts as the answer only where no event with the right one joins
// them. Of the sentences the model sees a part when events are found; see
// [hiddenWords].
func (e *evaluation) joined(ls lessons, weights [eventFolds]*event.Weights) {
	plv := &corpus{name: "PLV"}
	found := e.row("events", plv, "end to end", "hearsay", "joined by some event")
	var roots, quads classes
	for i := range ls {
		x := ls[i].pair
		if x == nil || x.cameo {
			continue
		}
		p := &x.markedPair
		t := tell(x.doc, x.partly, weights[ls[i].fold])
		own, quad, joined := "none", "none", 0.0
		for i := range t.events {
			v := &t.events[i]
			if x.pair.On(x.doc, v.Word) {
				e.stated.add(calibrate.Event, p.text, v.Confidence, rootOf(v.Type) == p.root)
			}
			if !t.joins(v, p.source, p.target) {
				continue
			}
			joined = 1
			root := rootOf(v.Type)
			if own == "none" || root == p.root {
				own = root
			}
			if quad == "none" || fmt.Sprint(v.Quad) == quadOf(p.root) {
				quad = fmt.Sprint(v.Quad)
			}
		}
		found.add(Tally{joined, 1, 1})
		roots.add(p.root, own)
		quads.add(quadOf(p.root), quad)
		if e.errors != nil && own != p.root {
			var got []string
			for i := range t.events {
				got = append(got, t.String(&t.events[i]))
			}
			e.errors.add("events: end to end", own+" for "+p.root, fmt.Sprintf("%s\n      [%s] [%s] %q", p.text, p.text[p.source.Start:p.source.End], p.text[p.target.Start:p.target.End], got))
		}
	}
	roots.rows(e, plv, "events", "end to end", "hearsay", "root")
	quads.rows(e, plv, "events", "end to end", "hearsay", "quad")
}

// String writes an event in one line for a developer.
func (t *toldText) String(e *event.Event) string {
	side := func(rs []event.Role) string {
		s := ""
		for _, r := range rs {
			if s != "" {
				s += ", "
			}
			s += t.doc.Words[r.Word].Text
		}
		return s
	}
	return fmt.Sprintf("%s %s:%s(%s → %s) %s %.2f", t.doc.Text[t.doc.Words[e.From].Start:t.doc.Words[e.To-1].End], e.Type, e.Mode, side(e.Actors), side(e.Recipients), e.Status, e.Confidence)
}

// roles adds the rows of the CAMEO examples: who acts and who is acted on. The
// example has one event; of the program's, the one that is surest of its type
// counts, the first of equals. "any" asks whether any event of the sentence has
// them so.
func (e *evaluation) roles(annotated fs.FS, m *neural.Model, weights [eventFolds]*event.Weights) error {
	coded, err := loadCoded(annotated, cameoFile)
	if err != nil {
		return err
	}
	c := &corpus{name: "CAMEO"}
	rows := make(map[string]*Row)
	for _, n := range []string{"actors", "recipients", "actors, any event", "recipients, any event"} {
		rows[n] = e.row("events", c, Raw, "hearsay", n)
	}
	for _, x := range coded {
		if x.quad == "" || x.quad == "0" || x.sources == nil || x.targets == nil {
			continue
		}
		t := tellText(x.text, m, weights[foldOf(x.text)])
		var best *event.Event
		anyA, anyR := Tally{0, 0, float64(len(x.sources))}, Tally{0, 0, float64(len(x.targets))}
		for i := range t.events {
			v := &t.events[i]
			if best == nil || v.Confidence > best.Confidence {
				best = v
			}
			a, b := t.roleTally(v.Actors, x.sources), t.roleTally(v.Recipients, x.targets)
			if a[0] > anyA[0] || anyA[0] == 0 && a[1] > anyA[1] {
				anyA = a
			}
			if b[0] > anyR[0] || anyR[0] == 0 && b[1] > anyR[1] {
				anyR = b
			}
		}
		if best == nil {
			best = new(event.Event)
		}
		a, b := t.roleTally(best.Actors, x.sources), t.roleTally(best.Recipients, x.targets)
		rows["actors"].add(a)
		rows["recipients"].add(b)
		rows["actors, any event"].add(anyA)
		rows["recipients, any event"].add(anyR)
		if e.errors != nil && (a[0] == 0 || b[0] == 0) {
			var marks []string
			for _, s := range x.sources {
				marks = append(marks, "SRC "+x.text[s.Start:s.End])
			}
			for _, s := range x.targets {
				marks = append(marks, "TAR "+x.text[s.Start:s.End])
			}
			var got []string
			for i := range t.events {
				got = append(got, t.String(&t.events[i]))
			}
			e.errors.add("events: roles", "", fmt.Sprintf("%s\n      %q\n      %q", x.text, marks, got))
		}
	}
	return nil
}

// roleTally counts the roles that somebody marked fills: right answers,
// answers, and marks. Members of a marked list are one answer.
func (t *toldText) roleTally(rs []event.Role, marks []hearsay.Span) Tally {
	out := Tally{0, 0, float64(len(marks))}
	for _, s := range marks {
		if t.any(rs, s) {
			out[0]++
			out[1]++
		}
	}
	for i := range rs {
		in := false
		for _, s := range marks {
			in = in || t.fills(&rs[i], s)
		}
		if !in {
			out[1]++
		}
	}
	return out
}

// headlines adds the rows of NGEC's headlines: whether some event of the headline
// has the type that it was written for. They were made from patterns, and the
// model was trained on others of the same patterns: a check that nothing is
// broken, no more.
func (e *evaluation) headlines(annotated fs.FS, m *neural.Model) error {
	coded, err := loadCoded(annotated, "ngec-dev.jsonl.xz")
	if err != nil {
		return err
	}
	var kinds classes
	for _, x := range coded {
		own := "none"
		t := tellText(x.text, m, nil)
		for i := range t.events {
			if v := &t.events[i]; own == "none" || v.Type == x.kind {
				own = v.Type
			}
		}
		kinds.add(x.kind, own)
		if e.errors != nil && own != x.kind {
			e.errors.add("events: headlines", own+" for "+x.kind, x.text)
		}
	}
	kinds.rows(e, &corpus{name: "NGEC"}, "events", "headline", "hearsay", "type")
	return nil
}
