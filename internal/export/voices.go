package export

import (
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// A voice is a source at one place in the tree of who says that who says. The
// root is the document's own voice. A source stands once below each voice that
// passes it on, with everything it is said there to have said.
type voice struct {
	depth        int              // steps from the document's own voice, which is 0
	entity       hearsay.EntityID // zero for the root, and where no source is given
	attributions []hearsay.AttributionID
	voices       []*voice // whom it passes on, in the order of their first statements
}

// A scene is a Reading looked at as voices.
type scene struct {
	*hearsay.Reading
	root   *voice
	of     []*voice // by index of attribution
	alerts []alert
	marks  [][]int                   // by index of attribution: indices of the alerts about it
	within [][]hearsay.AttributionID // by id of attribution, 0 for the document: those in its content

	sentences []hearsay.Span // of the text; nil until asked for
}

// newScene looks at r, which must be valid.
func newScene(r *hearsay.Reading) *scene {
	s := &scene{Reading: r, root: &voice{}}
	s.of = slices.Repeat([]*voice{s.root}, len(r.Attributions))
	s.within = make([][]hearsay.AttributionID, len(r.Attributions)+1)
	for _, a := range r.Attributions {
		s.within[a.Within] = append(s.within[a.Within], a.ID)
	}
	s.grow(s.root, s.within[0])
	s.alerts = alertsOf(r.Findings)
	s.mark()
	return s
}

// An alert is what a reader should watch out for: a finding, or several of one
// kind that say the same of different places.
type alert struct {
	kind, text string
	spans      []hearsay.Receipt
}

func alertsOf(findings []hearsay.Finding) []alert {
	var all []alert
	for _, f := range findings {
		i := slices.IndexFunc(all, func(a alert) bool { return a.kind == f.Kind && a.text == f.Text })
		if i < 0 {
			i = len(all)
			all = append(all, alert{kind: f.Kind, text: f.Text})
		}
		all[i].spans = append(all[i].spans, f.Spans...)
	}
	return grouped(all)
}

// together are the kinds of which several are told in one: a report of the
// provinces names a dozen streets that no gazetteer has.
var together = map[string]string{
	"unresolved-place": "%d names of places could not be put on the map: %s",
	"unresolved-date":  "%d times could not be placed: %s",
	"loaded-word":      "%d words take sides outside any quotation: %s",
}

// grouped joins alerts of such a kind where there are more than two of it.
func grouped(all []alert) []alert {
	var out []alert
	first := map[string]int{}
	count := map[string]int{}
	for _, a := range all {
		count[a.kind]++
	}
	for _, a := range all {
		if together[a.kind] == "" || count[a.kind] <= 2 {
			out = append(out, a)
			continue
		}
		i, ok := first[a.kind]
		if !ok {
			i = len(out)
			first[a.kind] = i
			out = append(out, alert{kind: a.kind})
		}
		out[i].spans = append(out[i].spans, a.spans...)
	}
	for i := range out {
		a := &out[i]
		if a.text != "" || together[a.kind] == "" {
			continue
		}
		var names []string
		for _, s := range a.spans {
			if w := "“" + clean(s.Text) + "”"; !slices.Contains(names, w) {
				names = append(names, w)
			}
		}
		a.text = fmt.Sprintf(together[a.kind], len(names), strings.Join(names, ", "))
	}
	return out
}

// grow puts attributions below v, joining those of one source, and goes on
// with what lies within them.
func (s *scene) grow(v *voice, attributions []hearsay.AttributionID) {
	for _, id := range attributions {
		e := s.source(id)
		i := slices.IndexFunc(v.voices, func(w *voice) bool { return w.entity == e })
		if i < 0 {
			i = len(v.voices)
			v.voices = append(v.voices, &voice{depth: v.depth + 1, entity: e})
		}
		w := v.voices[i]
		w.attributions = append(w.attributions, id)
		s.of[id-1] = w
	}
	for _, w := range v.voices {
		var inner []hearsay.AttributionID
		for _, id := range w.attributions {
			inner = append(inner, s.within[id]...)
		}
		slices.Sort(inner)
		s.grow(w, inner)
	}
}

func (s *scene) attribution(id hearsay.AttributionID) *hearsay.Attribution {
	return &s.Attributions[id-1]
}

// mention returns the mention with that id, nil if there is none.
func (s *scene) mention(id hearsay.MentionID) *hearsay.Mention {
	if id < 1 || int(id) > len(s.Mentions) {
		return nil
	}
	return &s.Mentions[id-1]
}

// entity returns the entity with that id, nil if there is none.
func (s *scene) entity(id hearsay.EntityID) *hearsay.Entity {
	if id < 1 || int(id) > len(s.Entities) {
		return nil
	}
	return &s.Entities[id-1]
}

// source returns who speaks in an attribution, zero if the document does not say.
func (s *scene) source(id hearsay.AttributionID) hearsay.EntityID {
	if m := s.mention(s.attribution(id).Source); m != nil {
		return m.Entity
	}
	return 0
}

// mark joins each alert, for each of its places, to the innermost attribution
// whose source or cue the place touches, or else whose content holds it.
func (s *scene) mark() {
	s.marks = make([][]int, len(s.Attributions))
	for n, al := range s.alerts {
		for _, span := range al.spans {
			if i := s.about(span.Span); i >= 0 && !slices.Contains(s.marks[i], n) {
				s.marks[i] = append(s.marks[i], n)
			}
		}
	}
}

// about returns the index of the attribution that a finding at span is about,
// -1 if it is about none.
func (s *scene) about(span hearsay.Span) int {
	best, depth, near := -1, 0, false
	for i := range s.Attributions {
		a := &s.Attributions[i]
		touches := touch(a, span)
		holds := slices.ContainsFunc(a.Content, func(c hearsay.Receipt) bool { return c.Contains(span) })
		d := s.of[i].depth
		if touches && !near || (touches || holds && !near) && d > depth {
			best, depth, near = i, d, near || touches
		}
	}
	return best
}

func touch(a *hearsay.Attribution, s hearsay.Span) bool {
	return a.SourceSpan.Overlaps(s) || a.Cue.Overlaps(s)
}

// A tally counts what the one-line verdict says.
type tally struct {
	statements, sources, unnamed, unsourced, steps, alerts int
}

// tally counts distinct sources by entity. A source is unnamed if the record
// marks it as kept anonymous wherever it speaks.
func (s *scene) tally() tally {
	t := tally{statements: len(s.Attributions), alerts: len(s.alerts)}
	named := make([]bool, len(s.Entities)+1)
	seen := make([]bool, len(s.Entities)+1)
	for i, a := range s.Attributions {
		t.steps = max(t.steps, s.of[i].depth)
		e := s.of[i].entity
		if s.entity(e) == nil {
			t.unsourced++
			continue
		}
		seen[e] = true
		named[e] = named[e] || !a.Anonymous
	}
	for e := range seen {
		if seen[e] {
			t.sources++
			if !named[e] {
				t.unnamed++
			}
		}
	}
	return t
}

// anonymous reports whether v is marked as unnamed wherever it speaks here.
func (s *scene) anonymous(v *voice) bool {
	return !slices.ContainsFunc(v.attributions, func(id hearsay.AttributionID) bool { return !s.attribution(id).Anonymous })
}

// called returns what v is called, and whether these are the text's own words
// for someone it does not name, to be put in quotation marks.
func (s *scene) called(v *voice) (name string, words bool) {
	e := s.entity(v.entity)
	switch {
	case v.depth == 0:
		return s.author(), false
	case e == nil:
		return "no source given", false
	case e.Named:
		return clean(e.Name), false
	}
	if s.anonymous(v) {
		if m := s.mention(s.attribution(v.attributions[0]).Source); m.Form != hearsay.Pronoun {
			return clean(m.Span.Text), true
		}
		return clean(e.Name), true
	}
	return clean(e.Name), false
}

// author returns what the document's own voice is called.
func (s *scene) author() string {
	switch d := s.Document; {
	case len(d.Authors) > 0:
		return clean(strings.Join(d.Authors, ", "))
	case d.Outlet != "":
		return clean(d.Outlet)
	}
	return "the author"
}

// told returns the words that mark a's speaking, with whom they were spoken to.
func (s *scene) told(a *hearsay.Attribution) string {
	words := clean(a.Cue.Text)
	if m := s.mention(a.Recipient); m != nil && words != "" && !a.Cue.Overlaps(m.Span.Span) {
		words += " " + s.spokenTo(m)
	}
	if a.Negated && words != "" && !negative(words) && !negative(a.SourceSpan.Text) { // "no official would confirm"
		words = "not " + words
	}
	return words
}

// saying tells who spoke and how, as "Edda Kroll told the paper" or "said, no source
// given"; name is what the source is called.
func (s *scene) saying(name string, a *hearsay.Attribution) string {
	words := s.told(a)
	if s.mention(a.Source) == nil && words != "" {
		return words + ", " + name
	}
	return strings.TrimSpace(name + " " + words)
}

// spokenTo returns the text's words for a recipient, or its name for "them".
func (s *scene) spokenTo(m *hearsay.Mention) string {
	if e := s.entity(m.Entity); m.Form == hearsay.Pronoun && e != nil {
		return clean(e.Name)
	}
	return clean(m.Span.Text)
}

func negative(words string) bool {
	if strings.Contains(strings.ToLower(words), "yet to ") {
		return true
	}
	for w := range strings.FieldsSeq(strings.ToLower(words)) {
		switch w {
		case "not", "never", "no", "neither", "nor", "cannot", "nobody", "none":
			return true
		}
		if strings.HasSuffix(w, "n't") || strings.HasSuffix(w, "n’t") {
			return true
		}
	}
	return false
}

// own returns how many per cent of the report, but for its headline and the
// lines around it, nobody else is said to have said. ok is false if it has no text.
func (s *scene) own() (percent int, ok bool) {
	size, others := 0, 0
	var said []hearsay.Span
	for _, a := range s.Attributions {
		for _, c := range a.Content {
			said = append(said, c.Span)
		}
	}
	slices.SortFunc(said, bySpan)
	for _, b := range s.Document.Blocks {
		switch b.Kind {
		case hearsay.Headline, hearsay.Byline, hearsay.Dateline, hearsay.Caption, hearsay.Boilerplate:
			continue
		}
		size += b.Span.End - b.Span.Start
		others += covered(b.Span, said)
	}
	if size == 0 {
		return 0, false
	}
	return (100*(size-others) + size/2) / size, true
}

func bySpan(x, y hearsay.Span) int { return x.Start - y.Start }

// covered returns how many bytes of s lie in others, which are sorted by start.
func covered(s hearsay.Span, others []hearsay.Span) int {
	n, at := 0, s.Start
	for _, o := range others {
		if from, to := max(at, o.Start), min(s.End, o.End); from < to {
			n += to - from
			at = to
		}
	}
	return n
}

// passedOn reports whether nearly all of a's content is what others are said in
// it to have said, so that showing theirs shows a's.
func (s *scene) passedOn(a *hearsay.Attribution) bool {
	var inner []hearsay.Span
	for _, id := range s.within[a.ID] {
		b := s.attribution(id)
		inner = append(inner, b.SourceSpan.Span, b.Cue.Span)
		for _, c := range b.Content {
			inner = append(inner, c.Span)
		}
	}
	slices.SortFunc(inner, bySpan)
	size, others := 0, 0
	for _, c := range a.Content {
		size += c.End - c.Start
		others += covered(c.Span, inner)
	}
	return len(inner) > 0 && others*10 >= size*8
}
