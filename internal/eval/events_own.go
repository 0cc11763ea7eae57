package eval

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
	"hearsay/internal/event"
	"hearsay/internal/neural"
)

// ownEvents adds the rows of the project's own set. Answers are paired with
// the key one to one, those with the right type and mode first.
func (e *evaluation) ownEvents(fsys fs.FS, m *neural.Model, weights [eventFolds]*event.Weights) error {
	ps, err := loadParagraphs(fsys)
	if err != nil {
		return err
	}
	own := &corpus{name: "own"}
	measures := []string{"trigger", "trigger and type", "type and mode", "mode", "actors", "recipients", "status", "counts", "said by", "contexts"}
	rows := make(map[string]*Row)
	for _, n := range measures {
		rows[n] = e.row("events", own, Raw, "hearsay", n)
	}
	byType := make([]*Row, len(codebook.Types))
	for k := range byType {
		byType[k] = e.row("events", own, Raw, "hearsay", codebook.Types[k].Name)
	}
	for i := range ps {
		p := &ps[i]
		s := p.compare(tellText(p.text, m, weights[foldOf(p.text)]))
		e.stateEvents(p, s)
		for _, n := range measures {
			rows[n].add(s.tally(n))
		}
		for k := range byType {
			byType[k].add(s.tally(codebook.Types[k].Name))
		}
		if e.errors != nil {
			e.errors.events(p, s)
		}
	}
	return nil
}

// A comparison is what came of a paragraph.
type comparison struct {
	p       *paragraph
	told    *toldText
	of      []int // the key's event that each answer is paired with; −1
	tallies map[string]Tally
}

func (s *comparison) tally(measure string) Tally {
	if t := s.tallies[measure]; t != nil {
		return t
	}
	return Tally{0, 0, 0}
}

func (s *comparison) count(measure string, right, answers, key float64) {
	t := s.tallies[measure]
	if t == nil {
		t = make(Tally, 3)
		s.tallies[measure] = t
	}
	t[0] += right
	t[1] += answers
	t[2] += key
}

// compare compares the program's events with the key.
func (p *paragraph) compare(t *toldText) *comparison {
	s := &comparison{p: p, told: t, tallies: make(map[string]Tally)}
	s.pair()
	answered := make([]bool, len(p.events))
	for i := range t.events {
		v := &t.events[i]
		k := s.of[i]
		if k < 0 {
			s.count("trigger", 0, 1, 0)
			s.count("trigger and type", 0, 1, 0)
			s.count("type and mode", 0, 1, 0)
			s.count(v.Type, 0, 1, 0)
			continue
		}
		w := &p.events[k]
		answered[k] = true
		kind, mode := w.coded(v)
		if !w.optional {
			s.count("trigger", 1, 1, 1)
			s.count("trigger and type", one(kind), 1, 1)
			s.count("type and mode", one(mode), 1, 1)
			s.count(w.kind(v), one(kind), 0, 1)
			s.count(v.Type, 0, 1, 0)
		}
		if !kind && !(w.optional && w.codes == nil) {
			continue
		}
		if !w.optional && w.moded() {
			s.count("mode", one(mode), 1, 1)
		}
		s.details(v, w)
	}
	for k := range p.events {
		if w := &p.events[k]; !answered[k] && !w.optional {
			s.count("trigger", 0, 0, 1)
			s.count("trigger and type", 0, 0, 1)
			s.count("type and mode", 0, 0, 1)
			s.count(w.codes[0].kind, 0, 0, 1)
		}
	}
	return s
}

// pair pairs answers with the key.
func (s *comparison) pair() {
	type match struct{ i, k, score int }
	var ms []match
	for i := range s.told.events {
		for k := range s.p.events {
			v, w := &s.told.events[i], &s.p.events[k]
			if !s.touches(v, w) {
				continue
			}
			kind, mode := w.coded(v)
			score := 0
			for n, holds := range []bool{!w.optional, mode, kind} {
				if holds {
					score += 1 << n
				}
			}
			ms = append(ms, match{i, k, score})
		}
	}
	slices.SortStableFunc(ms, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	s.of = make([]int, len(s.told.events))
	for i := range s.of {
		s.of[i] = -1
	}
	taken := make(set[int])
	for _, x := range ms {
		if s.of[x.i] < 0 && (!taken[x.k] || s.p.events[x.k].optional) {
			s.of[x.i], taken[x.k] = x.k, true
		}
	}
}

// touches reports whether the event's words share some with the wanted ones.
func (s *comparison) touches(v *event.Event, w *wantedEvent) bool {
	for _, r := range append([][2]int{{v.From, v.To}}, v.Also...) {
		if w.at(s.told.doc.Span(r[0], r[1])) {
			return true
		}
	}
	return false
}

// coded reports whether the event has a type, and a type and mode, that are
// wanted.
func (w *wantedEvent) coded(v *event.Event) (kind, mode bool) {
	for _, c := range w.codes {
		if c.kind == v.Type {
			kind = true
			mode = mode || c.mode == "" || c.mode == v.Mode
		}
	}
	return kind, mode
}

// kind returns the type under which the wanted event counts: the event's if it
// is wanted, else the first.
func (w *wantedEvent) kind(v *event.Event) string {
	if kind, _ := w.coded(v); kind {
		return v.Type
	}
	return w.codes[0].kind
}

// moded reports whether every code wants a mode.
func (w *wantedEvent) moded() bool {
	return !slices.ContainsFunc(w.codes, func(c code) bool { return c.mode == "" })
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// details compares what is said of an event whose type is right.
func (s *comparison) details(v *event.Event, w *wantedEvent) {
	s.people("actors", v.Actors, w.actors)
	s.people("recipients", v.Recipients, w.recips)
	if w.status != nil {
		s.count("status", one(slices.Contains(w.status, v.Status)), 1, 1)
	}
	s.numbers(v, w)
	if w.said != nil {
		s.count("said by", one(s.saidBy(v, w)), 1, 1)
	}
	for _, c := range w.contexts {
		hit := one(slices.Contains(v.Contexts, c))
		s.count("contexts", hit, 1, 1)
	}
}

// people compares those in a role.
func (s *comparison) people(measure string, own []event.Role, key roles) {
	if key == nil {
		return
	}
	used := make(set[int])
	for _, who := range key {
		hit := false
		for i := range own {
			if !used[i] && slices.ContainsFunc(who, func(word string) bool { return s.is(&own[i], word) }) {
				used[i], hit = true, true
				break
			}
		}
		if hit || !slices.Contains(who, "-") {
			s.count(measure, one(hit), one(hit), 1)
		}
	}
	for i := range own {
		if !used[i] && !slices.ContainsFunc(key, func(who alternatives) bool {
			return slices.ContainsFunc(who, func(word string) bool { return s.is(&own[i], word) })
		}) {
			s.count(measure, 0, 1, 0)
		}
	}
}

// is reports whether word names who fills the role.
func (s *comparison) is(r *event.Role, word string) bool {
	d, ms := s.told.doc, s.told.ms
	if d.Words[r.Word].Text == word {
		return true
	}
	if r.Entity < 0 {
		return false
	}
	for _, i := range ms.Entities[r.Entity].Mentions {
		m := &ms.Mentions[i]
		if d.Words[m.Head].Text == word {
			return true
		}
		for j := m.From; m.Form == hearsay.Name && j < m.To; j++ {
			if d.Words[j].Text == word {
				return true
			}
		}
	}
	return false
}

// numbers compares counts.
func (s *comparison) numbers(v *event.Event, w *wantedEvent) {
	if w.counts == nil {
		if w.noCounts {
			s.count("counts", 0, float64(len(v.Counts)), 0)
		}
		return
	}
	used := make(set[int])
	for _, alt := range w.counts {
		hit := false
		for i := range v.Counts {
			c := &v.Counts[i]
			text := s.told.doc.Text[s.told.doc.Words[c.From].Start:s.told.doc.Words[c.To-1].End]
			if !used[i] && slices.ContainsFunc(alt, func(want string) bool {
				what, n, _ := strings.Cut(want, " ")
				return what == c.What && (n == fmt.Sprint(int(c.Value)) || strings.Contains(strings.ToLower(text), n) && n[0] > '9')
			}) {
				used[i], hit = true, true
				break
			}
		}
		if hit || !slices.Contains(alt, "-") {
			s.count("counts", one(hit), one(hit), 1)
		}
	}
	s.count("counts", 0, float64(len(v.Counts)-len(used)), 0)
}

// saidBy reports whether the event stands on the word of the wanted source.
func (s *comparison) saidBy(v *event.Event, w *wantedEvent) bool {
	if v.Said < 0 {
		return slices.Contains(w.said, "-")
	}
	a := &s.told.said[v.Said]
	r := event.Role{From: a.SourceFrom, To: a.SourceTo, Entity: -1}
	if a.Source >= 0 {
		m := &s.told.ms.Mentions[a.Source]
		r = event.Role{From: m.From, To: m.To, Word: m.Head, Entity: m.Entity}
	} else if r.From < r.To {
		r.Word = s.told.doc.Head(r.From, r.To)
	}
	return slices.ContainsFunc(w.said, func(word string) bool {
		if s.is(&r, word) {
			return true
		}
		for j := r.From; j < r.To; j++ {
			if s.told.doc.Words[j].Text == word {
				return true
			}
		}
		return false
	})
}

// events notes what is wrong in a paragraph.
func (e *Errors) events(p *paragraph, s *comparison) {
	answered := make(set[int])
	for i := range s.told.events {
		v, k := &s.told.events[i], s.of[i]
		line := p.name + "  " + s.told.String(v)
		if k < 0 {
			e.add("own events: false", v.Type, line)
			continue
		}
		w := &p.events[k]
		answered[k] = true
		kind, mode := w.coded(v)
		switch {
		case w.codes == nil:
		case !kind:
			e.add("own events: type", v.Type+" for "+w.codes[0].kind, line)
		case !mode:
			e.add("own events: mode", v.Type+" "+v.Mode+" for "+w.codes[0].mode, line)
		}
		if !kind {
			continue
		}
		one := &comparison{p: p, told: s.told, tallies: make(map[string]Tally)}
		one.details(v, w)
		for _, m := range []string{"actors", "recipients", "status", "counts", "said by", "contexts"} {
			if t := one.tally(m); t[0] < t[1] || t[0] < t[2] {
				note := fmt.Sprint(v.Contexts)
				switch m {
				case "counts":
					note = fmt.Sprint(v.Counts)
				case "said by":
					note = fmt.Sprint(w.said)
				case "status":
					note = fmt.Sprint(w.status)
				case "actors":
					note = fmt.Sprint(w.actors)
				case "recipients":
					note = fmt.Sprint(w.recips)
				}
				e.add("own events: "+m, "", line+"  "+note)
			}
		}
	}
	for k := range p.events {
		if w := &p.events[k]; !answered[k] && !w.optional {
			x := w.triggers[0]
			e.add("own events: missed", w.codes[0].String(), p.name+"  "+p.text[x[0]:x[1]])
		}
	}
}
