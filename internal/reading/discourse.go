package reading

import (
	"hearsay"
	"hearsay/internal/discourse"
	"hearsay/internal/event"
)

// explain adds reasons, stances, questions and opinions to the record, each
// joined to the events that lie in it.
func (a *assembly) explain(x discourse.Discourse, es []event.Event) {
	stretch := func(s discourse.Stretch) hearsay.Receipt { return a.receipt(s.From, s.To) }
	within := func(s discourse.Stretch) []hearsay.EventID {
		var ids []hearsay.EventID
		for i, e := range es {
			if s.Holds(e.Word) {
				ids = append(ids, hearsay.EventID(i+1))
			}
		}
		return ids
	}
	entity := func(m int) hearsay.EntityID {
		if m < 0 {
			return 0
		}
		return a.entityOf(a.mentions.Mentions[m].Entity)
	}
	for i, r := range x.Reasons {
		a.out.Reasons = append(a.out.Reasons, hearsay.Reason{
			ID: hearsay.ReasonID(i + 1), Kind: r.Kind, For: hearsay.Clause{Span: stretch(r.For), Events: within(r.For)},
			Because: hearsay.Clause{Span: stretch(r.Because), Events: within(r.Because)}, Cue: stretch(r.Cue), Order: r.Order,
			Said: hearsay.AttributionID(r.Said + 1), Confidence: r.Sure, Why: r.Why,
		})
	}
	for i, s := range x.Stances {
		a.out.Stances = append(a.out.Stances, hearsay.Stance{
			ID: hearsay.StanceID(i + 1), Who: entity(s.Holder), Toward: entity(s.Toward), What: stretch(s.What), Polarity: s.Polarity,
			Strength: s.Strength, Span: stretch(s.Span), Said: hearsay.AttributionID(s.Said + 1), Why: s.Why,
		})
	}
	for i, q := range x.Questions {
		out := hearsay.Question{
			ID: hearsay.QuestionID(i + 1), Kind: q.Kind, Span: stretch(q.Span), About: within(q.Span), Horizon: hearsay.TimeID(q.Horizon + 1),
			Certainty: q.Certainty, Low: q.Low / 100, High: q.High / 100, By: entity(q.By), Said: hearsay.AttributionID(q.Said + 1), Why: q.Why,
		}
		for _, o := range q.Options {
			out.Options = append(out.Options, stretch(o).Text)
		}
		if !q.Condition.IsEmpty() {
			out.Conditions = append(out.Conditions, stretch(q.Condition))
		}
		a.out.Questions = append(a.out.Questions, out)
	}
	for _, o := range x.Opinions {
		s := a.doc.Sents[o.Sent]
		out := hearsay.Opinion{Span: a.receipt(s.From, s.To), Manner: o.Manner, Why: o.Why}
		for _, e := range o.Evidence {
			out.Evidence = append(out.Evidence, stretch(e))
		}
		a.out.Opinions = append(a.out.Opinions, out)
	}
	a.out.Manner, a.out.OpinionShare = x.Manner, x.Share
}
