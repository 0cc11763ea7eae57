package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay"
)

// An explanation is one thing explained and all that explains it.
type explanation struct {
	of      hearsay.Clause
	reasons []*hearsay.Reason // in their numbered order, then by position
}

// explained gathers the reasons of the Reading by what they explain.
func (s *scene) explained() []explanation {
	var all []explanation
	for i := range s.Reasons {
		r := &s.Reasons[i]
		n := slices.IndexFunc(all, func(x explanation) bool { return x.of.Span == r.For.Span && x.reasons[0].Kind == r.Kind })
		if n < 0 {
			n = len(all)
			all = append(all, explanation{of: r.For})
		}
		all[n].reasons = append(all[n].reasons, r)
	}
	for _, x := range all {
		slices.SortStableFunc(x.reasons, func(a, b *hearsay.Reason) int { return a.Order - b.Order })
	}
	return all
}

// reasons sets what is explained, and below it what explains it and how.
func (p *sheet) reasons() {
	if len(p.Reasons) == 0 {
		return
	}
	p.section("WHY")
	all := p.explained()
	if !p.Long && len(all) > items {
		defer p.more(len(all) - items)
		all = numberedFirst(all)[:items]
	}
	for _, x := range all {
		p.hang(indent(2), indent(4), p.shorten(quoted(clean(x.of.Span.Text)), nil, p.Width-4, p.most(2)))
		for _, r := range x.reasons {
			label := r.Kind
			if r.Order > 0 {
				label = fmt.Sprintf("%d %s", r.Order, r.Kind)
			}
			margin := []piece{{fmt.Sprintf("    %-13s", label), dim}}
			p.hang(margin, indent(widthOf(margin)), p.shorten(quoted(clean(r.Because.Span.Text)), p.saidBy(r.Said), p.Width-widthOf(margin), p.most(2)))
			if p.Why {
				p.why(strings.Repeat(" ", widthOf(margin)), r.ID.String(), r.Why)
			}
		}
	}
}

// items is how many explanations or stances are shown unless the page is long.
const items = 10

// more says how many items are left out.
func (p *sheet) more(n int) {
	p.line(piece{fmt.Sprintf("  and %d more (--long)", n), dim})
}

// numberedFirst puts what the text itself numbers before the rest.
func numberedFirst(all []explanation) []explanation {
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b explanation) int {
		return min(b.reasons[0].Order, 1) - min(a.reasons[0].Order, 1)
	})
	return all
}

// strongest returns the strongest stances, in their order.
func strongest(all []hearsay.Stance) []hearsay.Stance {
	byStrength := slices.Clone(all)
	slices.SortStableFunc(byStrength, func(a, b hearsay.Stance) int { return b.Strength - a.Strength })
	byStrength = byStrength[:items]
	slices.SortFunc(byStrength, func(a, b hearsay.Stance) int { return int(a.ID - b.ID) })
	return byStrength
}

// most returns n, or 0 for no limit if the page is long.
func (p *sheet) most(n int) int {
	if p.Long {
		return 0
	}
	return n
}

// saidBy names the source of something that others than the document say.
func (p *sheet) saidBy(id hearsay.AttributionID) []piece {
	if id == 0 {
		return nil
	}
	name, anonymous := p.wordOf(id)
	st := source
	if anonymous {
		st = unnamed
	}
	return []piece{{" — ", dim}, {name, st}}
}

// stances sets who is for and against whom.
func (p *sheet) stances() {
	if len(p.Stances) == 0 {
		return
	}
	p.section("STANCES")
	shown := p.Stances
	if !p.Long && len(shown) > items {
		defer p.more(len(shown) - items)
		shown = strongest(shown)
	}
	for i := range shown {
		x := &shown[i]
		toward := p.object(x)
		text := []piece{{p.holder(x), source}, {nbsp + x.Polarity + " ", dim}, {cmp.Or(toward, "?"), plain}}
		if words := clean(x.Span.Text); words != toward {
			text = append(text, piece{" “" + words + "”", quote})
		}
		p.hang(indent(2), indent(4), p.shorten(text, p.saidBy(x.Said), p.Width-4, p.most(1)))
		if p.Why {
			p.why("    ", x.ID.String(), x.Why)
		}
	}
}

// questions sets what the text leaves open, with the answers it offers, or what
// it predicts, with how likely it says that is.
func (p *sheet) questions(kind, title string) {
	first := true
	for i := range p.Questions {
		q := &p.Questions[i]
		if q.Kind != kind {
			continue
		}
		if first {
			p.section(title)
			first = false
		}
		name, anonymous := p.asker(q)
		st := source
		if anonymous {
			st = unnamed
		}
		text := append([]piece{{name + ":", st}, {" ", plain}}, quoted(clean(q.Span.Text))...)
		p.hang(indent(2), indent(4), p.shorten(text, nil, p.Width-4, p.most(3)))
		if about := p.aboutQuestion(q); about != "" {
			p.hang(indent(4), indent(4), p.wrap([]piece{{about, dim}}, p.Width-4))
		}
		if p.Why {
			p.why("    ", q.ID.String(), q.Why)
		}
	}
}

// aboutQuestion returns what the record says of a question or prediction beside
// its words: "probably (55–80 %) · if the talks fail · horizon: the next weeks".
func (s *scene) aboutQuestion(q *hearsay.Question) string {
	var parts []string
	if len(q.Options) > 0 {
		parts = append(parts, "options: "+strings.Join(q.Options, " / "))
	}
	sure := q.Certainty
	if q.High > 0 {
		sure += fmt.Sprintf(" (%.0f–%.0f %%)", 100*q.Low, 100*q.High)
	}
	if sure != "" {
		parts = append(parts, sure)
	}
	for _, c := range q.Conditions {
		parts = append(parts, c.Text)
	}
	if h := int(q.Horizon); h > 0 && h <= len(s.Times) {
		parts = append(parts, "horizon: "+s.Times[h-1].Span.Text)
	}
	return clean(strings.Join(parts, " · "))
}

// asker returns who asks or predicts.
func (s *scene) asker(q *hearsay.Question) (name string, anonymous bool) {
	if e := s.entity(q.By); e != nil {
		return nameOf(e), !e.Named
	}
	return s.wordOf(q.Said)
}
