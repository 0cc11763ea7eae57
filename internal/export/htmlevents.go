package export

import (
	"fmt"
	"strings"

	"hearsay"
)

// happenings sets the table of events and what explains them, and the lists of
// stances, open questions and forecasts.
func (x *htmlText) happenings(h *htmlReport) {
	for _, e := range x.scene.happened() {
		row := htmlEvent{
			ID: x.event(e.id) + "-row", At: "#" + x.event(e.id) + "-at", When: e.when, Assumed: e.assumed, Who: e.who, Whom: e.whom, Words: e.words, Code: e.code,
			Status: e.status, Word: e.word, Class: "v0", Confidence: score(e.confidence), Unnamed: e.unnamed,
		}
		if said := x.Events[e.id-1].Said; said != 0 {
			row.Class = x.class(x.of[said-1])
		}
		for _, more := range []string{e.counts, e.place, e.author} {
			row.More = append(row.More, nonEmpty(more)...)
		}
		if x.Why {
			row.Why = reasons(e.why)
		}
		h.Assumed = h.Assumed || e.assumed
		h.Happened = append(h.Happened, row)
	}
	for _, e := range x.explained() {
		h.Explained = append(h.Explained, x.explanation(e))
	}
	for _, s := range []htmlSection{
		{"Stances", "Who is for, against or afraid of whom.", x.stances()},
		{"Open", "What the report asks and does not answer.", x.questions("question")},
		{"Forecasts", "What is foreseen, by whom, and how likely the words make it.", x.questions("prediction")},
	} {
		if len(s.Items) > 0 {
			h.Sections = append(h.Sections, s)
		}
	}
}

func (x *htmlText) explanation(e explanation) htmlExplained {
	h := htmlExplained{What: runs(quoted(clean(e.of.Span.Text)))}
	for _, r := range e.reasons {
		reason := htmlReason{Label: r.Kind, Words: runs(quoted(clean(r.Because.Span.Text)))}
		if r.Order > 0 {
			reason.Label = fmt.Sprintf("%d · %s", r.Order, r.Kind)
		}
		if r.Said != 0 {
			reason.Said, _ = x.wordOf(r.Said)
		}
		if x.Why {
			reason.Why = reasons(r.Why)
		}
		h.Reasons = append(h.Reasons, reason)
	}
	return h
}

func (x *htmlText) stances() []htmlItem {
	var all []htmlItem
	for i := range x.Stances {
		s := &x.Stances[i]
		item := htmlItem{Who: x.holder(s), About: strings.TrimSpace(s.Polarity + " " + x.object(s)), Words: runs(quoted(clean(s.Span.Text)))}
		if x.Why {
			item.Why = reasons(s.Why)
		}
		all = append(all, item)
	}
	return all
}

func (x *htmlText) questions(kind string) []htmlItem {
	var all []htmlItem
	for i := range x.Questions {
		q := &x.Questions[i]
		if q.Kind != kind {
			continue
		}
		item := htmlItem{About: x.aboutQuestion(q), Words: runs(quoted(clean(q.Span.Text)))}
		item.Who, _ = x.asker(q)
		if x.Why {
			item.Why = reasons(q.Why)
		}
		all = append(all, item)
	}
	return all
}

// holder returns whose stance it is.
func (s *scene) holder(x *hearsay.Stance) string {
	if e := s.entity(x.Who); e != nil {
		return nameOf(e)
	}
	return s.author()
}

// object returns toward whom or what it is.
func (s *scene) object(x *hearsay.Stance) string {
	if e := s.entity(x.Toward); e != nil {
		return nameOf(e)
	}
	return clean(x.What.Text)
}
