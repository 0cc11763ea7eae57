package when

import (
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// A finder finds and places the times of one document.
type finder struct {
	d            *syntax.Doc
	o            Options
	scanner      scanner
	atoms        []atom // of the sentence being scanned
	sent         syntax.Sent
	hits         []hit
	history      bool            // the text tells of times long before it was written
	tagged       []neural.Tagged // what the model takes for times in the sentence that ends at word taggedSent
	taggedSent   int
	headline     bool // the sentence that ends at word headlineSent is one
	headlineSent int
	times        []Time
	values       []value // of times
	points       []point
	told         []bool   // the time is told of as past beyond doubt
	on           []string // what it could have been counted from
	findings     []hearsay.Finding

	dateline   hearsay.Date // of a dateline that has its year
	ownAnchors []Anchor
}

// A hit is an expression that was found, by words.
type hit struct {
	from, to int
	found
}

func newFinder(d *syntax.Doc, o Options) *finder { return &finder{d: d, o: o} }

// find fills hits.
func (f *finder) find() {
	f.scanner.accept = f.accept
	var found []found
	for _, s := range f.d.Sents {
		if !f.promising(s) {
			continue
		}
		f.sent = s
		f.atoms = f.atoms[:0]
		for w := s.From; w < s.To; w++ {
			word := &f.d.Words[w]
			f.atoms = atomize(f.atoms, f.d.Text, word.Start, word.End, w)
		}
		found = f.scanner.scan(reportLexed, f.atoms, found[:0])
		for _, x := range found {
			from, to := f.words(x)
			if n := len(f.hits); n > 0 && f.hits[n-1].to > from {
				continue // two expressions in one word: "3pm-4pm"
			}
			if l, ok := x.means.(length); ok && ruleOf(x.edge) == "length.one" && (&stand{row: f.atoms, f: f, x: &x}).rate() {
				x.means = recurring(l.of[0]).(point)
			}
			f.hits = append(f.hits, hit{from: from, to: to, found: x})
		}
	}
	f.anchors()
	f.history = f.tellsHistory()
}

func (f *finder) promising(s syntax.Sent) bool {
	for w := s.From; w < s.To; w++ {
		if hasTrigger(&f.d.Words[w]) {
			return true
		}
	}
	return false
}

// words returns the words [from, to) that an expression takes.
func (f *finder) words(x found) (from, to int) {
	return f.atoms[x.from].word, f.atoms[x.to-1].word + 1
}

// tellsHistory reports whether a text tells of times long past: if it names
// years well before it was written, or was written at no known time, and hardly
// counts from its own day.
func (f *finder) tellsHistory() bool {
	old, today := 0, 0
	written := 1 << 30
	if t, g := momentOf(f.o.Published); g != NoGrain {
		written = t.Year()
	}
	for _, h := range f.hits {
		switch m := h.means.(type) {
		case dateOf:
			if m.year != 0 && m.year < written-1 {
				old++
			}
		case relUnit, aWeekday, partOfRef, window:
			today++
		case shift:
			if m.base == nil && !m.story {
				today++
			}
		}
	}
	return old >= 3 && old > 2*today
}

// place turns hits into times.
func (f *finder) place() {
	story, storySent := -1, -10
	for i := range f.hits {
		h := &f.hits[i]
		fr, on := f.frame(h.from)
		lean, sure := f.lean(h.from, h.to)
		fr.lean = lean
		fr.ended = h.from > 0 && f.d.Words[h.from-1].Text == "ended"
		if story >= 0 {
			v := f.values[story]
			fr.story = &v
			if f.history {
				fr.near, fr.nearBy, fr.forward = v.stretch.begin, byStory, true
				if v.grain >= Season {
					fr.inside = v.stretch
					fr.near = v.stretch.begin.Add(v.stretch.end.Sub(v.stretch.begin) / 2)
				}
				if _, ok := h.means.(aWeekday); !ok {
					fr.lean = Nearest
				} else if v.grain > Day { // no Friday follows from a year
					fr.near, fr.nearBy, fr.forward, fr.inside = fr.ref, byRef, false, stretch{}
				}
				if f.pluperfect(h.from, h.to) {
					fr.lean = Past
				}
			}
			if m, ok := h.means.(moment); ok && m.day == nil && f.d.Words[h.from].Sent > storySent+2 && !f.history {
				fr.story = nil
			}
		}
		if h.pair == 2 && i > 0 {
			f.follow(&fr, len(f.times)-1)
		}
		v, ok := h.means.place(&fr)
		if v = v.within(); !ok || !v.isSaid() {
			continue
		}
		t := f.time(h, v, on, story)
		f.times, f.values, f.points = append(f.times, t), append(f.values, v), append(f.points, h.means)
		f.told, f.on = append(f.told, sure && fr.lean == Past && v.begin == "" && v.end == ""), append(f.on, on)
		if h.pair == 2 {
			f.join(len(f.times) - 1)
		}
		if comparison(h.means) || f.history && f.pluperfect(h.from, h.to) || f.history && (v.by == byRef || v.by == byStory && v.grain == Season) {
			continue
		}
		if f.history && story >= 0 && v.grain >= Year && v.stretch.holds(f.values[story].stretch.begin) && f.values[story].grain < Year {
			continue // the year that is being told of anyway
		}
		if v.isPlaced() && v.typ != "DURATION" && v.typ != "SET" && v.text != "PRESENT_REF" {
			story, storySent = len(f.times)-1, f.d.Words[h.from].Sent
		}
	}
	f.conflicts()
}

// comparison reports whether a time is only looked back at: after "profit fell
// from that of a year earlier", the report goes on with this year.
func comparison(p point) bool {
	switch p := p.(type) {
	case shift:
		return p.dir < 0 && p.base == nil && p.by.finest() >= Year
	case storyUnit:
		return p.n < 0 && p.grain >= Year
	}
	return false
}

// follow makes the second end of a run of time one that comes after the first.
func (f *finder) follow(fr *frame, first int) {
	if v := f.values[first]; v.isPlaced() && v.typ != "DURATION" {
		fr.near, fr.nearBy, fr.lean = v.stretch.begin, byStory, Future
	}
}

// join gives the two ends of a run of time each other as bounds.
func (f *finder) join(second int) {
	if second == 0 {
		return
	}
	a, b := &f.times[second-1], &f.times[second]
	if a.To > b.From || a.Grain == NoGrain || b.Grain == NoGrain || b.Start.Before(a.Start) {
		return
	}
	a.Begin, a.End, b.Begin, b.End = a.Value, b.Value, a.Value, b.Value
}

func (f *finder) time(h *hit, v value, on string, story int) Time {
	t := Time{From: h.from, To: h.to, Type: v.typ, Value: v.timex(), Mod: v.mod, Anchor: -1, Begin: v.begin, End: v.end,
		Grain: v.grain, Start: v.stretch.begin, Stop: v.stretch.end}
	switch {
	case v.by == byStory && story >= 0:
		t.Anchor, t.AnchoredOn = story, fmt.Sprintf("t%d", story+1)
	case v.by == byRef:
		t.AnchoredOn = on
	}
	t.Why = []hearsay.Why{{Rule: "when." + ruleOf(h.edge), Score: 1}}
	return t
}

// ruleOf returns the name of the rule that says most about an edge: the last
// that did more than pass it on.
func ruleOf(e *edge) string {
	for e.rule != nil && !strings.Contains(e.rule.name, ".") && len(e.kids) == 1 {
		e = e.kids[0]
	}
	if e.rule == nil {
		return "word"
	}
	return e.rule.name
}
