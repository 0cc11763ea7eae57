package hearsay

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// ErrInvalid is wrapped by every error that [Reading.Validate] returns.
var ErrInvalid = errors.New("hearsay: invalid reading")

// Validate returns an error wrapping [ErrInvalid] that names the first
// invariant r breaks, and nil if it breaks none:
//
//   - the text is valid UTF-8 and its SHA-256 is the document's ID;
//   - blocks are in order, not overlapping, and fit the text;
//   - every receipt's text is what the document has at its span;
//   - record n of each kind has id n, and every id that is used resolves;
//   - every mention belongs to the entity that lists it, and to no other;
//   - every attribution has content, in order and not overlapping, and its
//     chain ends at the document's own voice;
//   - confidences lie between 0 and 1, and factuality between −3 and 3.
func (r *Reading) Validate() error {
	v := validator{r: r}
	v.document()
	v.entities()
	v.mentions()
	v.attributions()
	v.events()
	v.placesAndTimes()
	v.discourse()
	v.opinions()
	v.findings()
	return v.err
}

// A validator keeps the first broken invariant; later checks are then skipped.
type validator struct {
	r   *Reading
	err error
}

func (v *validator) check(ok bool, format string, args ...any) {
	if !ok && v.err == nil {
		v.err = fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
	}
}

// id checks that an id is zero (none), or one of n records.
func (v *validator) id(id fmt.Stringer, n, of int, from any) {
	v.check(n >= 0 && n <= of, "%v refers to %v, which is not there", from, id)
}

// receipt checks that the receipt shows what the text has. An empty receipt
// must be the zero one.
func (v *validator) receipt(q Receipt, from any, what string) {
	if v.err != nil || q == (Receipt{}) {
		return
	}
	got, err := q.In(v.r.Document.Text)
	v.check(err == nil, "%v: %s: %v", from, what, err)
	v.check(got == q.Text, "%v: %s reads %q; the text has %q", from, what, q.Text, got)
	v.check(!q.IsEmpty(), "%v: %s is empty at %d", from, what, q.Start)
}

// shown checks a receipt that must not be empty.
func (v *validator) shown(q Receipt, from any, what string) {
	v.check(!q.IsEmpty(), "%v has no %s", from, what)
	v.receipt(q, from, what)
}

func (v *validator) share(x float64, from any, what string) {
	v.check(x >= 0 && x <= 1, "%v: %s %v is not between 0 and 1", from, what, x)
}

func (v *validator) document() {
	d := &v.r.Document
	v.check(utf8.ValidString(d.Text), "the text is not UTF-8")
	v.check(d.ID == IDOf(d.Text), "the document's id is not the hash of its text")
	v.check((d.Published.Value == "") == (d.Published.Precision == PrecisionNone), "published %q with precision %v", d.Published.Value, d.Published.Precision)
	end := 0
	for i, b := range d.Blocks {
		_, err := b.Span.In(d.Text)
		v.check(err == nil, "block %d: %v", i, err)
		v.check(b.Span.Start >= end && !b.Span.IsEmpty(), "block %d at %d:%d is empty or out of order", i, b.Span.Start, b.Span.End)
		v.id(b.Voice, int(b.Voice), len(v.r.Attributions), fmt.Sprintf("block %d", i))
		end = b.Span.End
	}
}

func (v *validator) entities() {
	for i, e := range v.r.Entities {
		v.check(int(e.ID) == i+1, "entity %d has id %v", i+1, e.ID)
		v.check(len(e.Mentions) > 0, "%v has no mention", e.ID)
		v.check(e.Count == nil || *e.Count >= 0, "%v has a negative count", e.ID)
		last := MentionID(0)
		for _, m := range e.Mentions {
			v.check(m > last, "%v lists %v out of order", e.ID, m)
			v.id(m, int(m), len(v.r.Mentions), e.ID)
			if v.err != nil {
				return
			}
			v.check(v.r.Mentions[m-1].Entity == e.ID, "%v lists %v, which belongs to %v", e.ID, m, v.r.Mentions[m-1].Entity)
			last = m
		}
	}
}

func (v *validator) mentions() {
	listed := 0
	for _, e := range v.r.Entities {
		listed += len(e.Mentions)
	}
	v.check(listed == len(v.r.Mentions), "entities list %d mentions of %d", listed, len(v.r.Mentions))
	last := 0
	for i, m := range v.r.Mentions {
		v.check(int(m.ID) == i+1, "mention %d has id %v", i+1, m.ID)
		v.check(m.Entity > 0 && int(m.Entity) <= len(v.r.Entities), "%v refers to %v, which is not there", m.ID, m.Entity)
		v.shown(m.Span, m.ID, "span")
		v.shown(m.Head, m.ID, "head")
		v.check(m.Span.Contains(m.Head.Span), "%v: its head lies outside it", m.ID)
		v.check(m.Span.Start >= last, "%v is out of order", m.ID)
		last = m.Span.Start
	}
}

func (v *validator) attributions() {
	as := v.r.Attributions
	for i, a := range as {
		v.check(int(a.ID) == i+1, "attribution %d has id %v", i+1, a.ID)
		v.id(a.Source, int(a.Source), len(v.r.Mentions), a.ID)
		v.id(a.Recipient, int(a.Recipient), len(v.r.Mentions), a.ID)
		v.id(a.Within, int(a.Within), len(as), a.ID)
		v.check((a.Source == 0) == a.SourceSpan.IsEmpty(), "%v: source %v with words %q", a.ID, a.Source, a.SourceSpan.Text)
		v.receipt(a.SourceSpan, a.ID, "source")
		v.receipt(a.Cue, a.ID, "cue")
		v.receipt(a.AnonymityReason, a.ID, "reason for staying unnamed")
		v.check(len(a.Content) > 0, "%v has no content", a.ID)
		end := 0
		for _, c := range a.Content {
			v.shown(c, a.ID, "content")
			v.check(c.Start >= end, "%v: its content is out of order at %d", a.ID, c.Start)
			end = c.End
		}
		v.share(a.Confidence, a.ID, "confidence")
		if v.err != nil {
			return
		}
	}
	v.chains()
}

// chains checks that following Within always ends, in one pass over all of
// them: a step is settled once a chain that holds it has ended.
func (v *validator) chains() {
	const (
		unseen = iota
		open
		settled
	)
	state := make([]uint8, len(v.r.Attributions)+1)
	state[0] = settled
	for i := range v.r.Attributions {
		var path []AttributionID
		id := AttributionID(i + 1)
		for state[id] == unseen {
			state[id] = open
			path = append(path, id)
			id = v.r.Attributions[id-1].Within
		}
		v.check(state[id] == settled, "%v never reaches the document", AttributionID(i+1))
		for _, p := range path {
			state[p] = settled
		}
	}
}

func (v *validator) events() {
	for i, e := range v.r.Events {
		v.check(int(e.ID) == i+1, "event %d has id %v", i+1, e.ID)
		v.shown(e.Trigger, e.ID, "trigger")
		for _, q := range e.Also {
			v.shown(q, e.ID, "further mention")
		}
		for _, roles := range [][]Role{e.Actors, e.Recipients} {
			for _, role := range roles {
				v.id(role.Mention, int(role.Mention), len(v.r.Mentions), e.ID)
				v.id(role.Entity, int(role.Entity), len(v.r.Entities), e.ID)
				v.shown(role.Span, e.ID, "role")
			}
		}
		for _, c := range e.Counts {
			v.shown(c.Span, e.ID, "count")
			v.id(c.Said, int(c.Said), len(v.r.Attributions), e.ID)
			v.check(c.Max == nil || *c.Max >= c.Value, "%v: a count of at most %v and at least %v", e.ID, c.Max, c.Value)
		}
		v.id(e.Place.Ref, int(e.Place.Ref), len(v.r.Places), e.ID)
		v.id(e.Time.Ref, int(e.Time.Ref), len(v.r.Times), e.ID)
		v.id(e.Said, int(e.Said), len(v.r.Attributions), e.ID)
		v.factuality(e.Factuality, e.ID)
		if e.FactualityAuthor != nil {
			v.factuality(*e.FactualityAuthor, e.ID)
		}
		v.share(e.Confidence, e.ID, "confidence")
	}
}

func (v *validator) factuality(f Factuality, from EventID) {
	v.check(f.Value >= -3 && f.Value <= 3, "%v: factuality %v is not between -3 and 3", from, f.Value)
	v.id(f.By, int(f.By), len(v.r.Entities), from)
}

func (v *validator) placesAndTimes() {
	for i, p := range v.r.Places {
		v.check(int(p.ID) == i+1, "place %d has id %v", i+1, p.ID)
		v.shown(p.Span, p.ID, "span")
		v.check((p.Lat == nil) == (p.Lon == nil), "%v has half a pin", p.ID)
		v.share(p.Confidence, p.ID, "confidence")
	}
	for i, t := range v.r.Times {
		v.check(int(t.ID) == i+1, "time %d has id %v", i+1, t.ID)
		v.shown(t.Span, t.ID, "span")
		v.id(t.Anchor, int(t.Anchor), len(v.r.Times), t.ID)
	}
}

func (v *validator) discourse() {
	for i, r := range v.r.Reasons {
		v.check(int(r.ID) == i+1, "reason %d has id %v", i+1, r.ID)
		v.receipt(r.Cue, r.ID, "cue")
		v.share(r.Confidence, r.ID, "confidence")
		v.id(r.Said, int(r.Said), len(v.r.Attributions), r.ID)
		for _, c := range []Clause{r.For, r.Because} {
			v.shown(c.Span, r.ID, "clause")
			for _, e := range c.Events {
				v.id(e, int(e), len(v.r.Events), r.ID)
			}
		}
	}
	for i, q := range v.r.Questions {
		v.check(int(q.ID) == i+1, "question %d has id %v", i+1, q.ID)
		v.shown(q.Span, q.ID, "span")
		v.check(0 <= q.Low && q.Low <= q.High && q.High <= 1, "%v: a probability from %v to %v", q.ID, q.Low, q.High)
		for _, c := range q.Conditions {
			v.shown(c, q.ID, "condition")
		}
		v.id(q.Horizon, int(q.Horizon), len(v.r.Times), q.ID)
		v.id(q.Said, int(q.Said), len(v.r.Attributions), q.ID)
		v.id(q.By, int(q.By), len(v.r.Entities), q.ID)
		for _, e := range q.About {
			v.id(e, int(e), len(v.r.Events), q.ID)
		}
	}
	for i, s := range v.r.Stances {
		v.check(int(s.ID) == i+1, "stance %d has id %v", i+1, s.ID)
		v.shown(s.Span, s.ID, "span")
		v.receipt(s.What, s.ID, "object")
		v.check(s.Strength >= 1 && s.Strength <= 3, "%v: strength %d is not 1, 2 or 3", s.ID, s.Strength)
		v.id(s.Who, int(s.Who), len(v.r.Entities), s.ID)
		v.id(s.Toward, int(s.Toward), len(v.r.Entities), s.ID)
		v.id(s.Said, int(s.Said), len(v.r.Attributions), s.ID)
	}
}

func (v *validator) opinions() {
	v.share(v.r.OpinionShare, "the reading", "share of opinion")
	for i, o := range v.r.Opinions {
		from := fmt.Sprintf("opinion %d", i+1)
		v.shown(o.Span, from, "span")
		for _, q := range o.Evidence {
			v.shown(q, from, "evidence")
		}
	}
}

func (v *validator) findings() {
	for i, f := range v.r.Findings {
		v.check(int(f.ID) == i+1, "finding %d has id %v", i+1, f.ID)
		v.check(FindingKinds[f.Kind] != "", "%v has unknown kind %q", f.ID, f.Kind)
		v.check(f.Text != "", "%v says nothing", f.ID)
		for _, q := range f.Spans {
			v.shown(q, f.ID, "span")
		}
	}
}
