package reading

import (
	"slices"

	"hearsay"
	"hearsay/internal/actor"
	"hearsay/internal/event"
	"hearsay/internal/mention"
)

// The stages after attribution number mentions, times and events by their place
// in their own lists; a record of index i has id i+1.

// take adds events to the record.
func (a *assembly) take(es []event.Event) {
	for i, e := range es {
		out := hearsay.Event{
			ID: hearsay.EventID(i + 1), Trigger: a.receipt(e.From, e.To), Type: e.Type, Mode: e.Mode, Contexts: e.Contexts, Quad: e.Quad, Scale: e.Scale,
			CAMEO: e.CAMEO, Actors: a.roles(e.Actors), Recipients: a.roles(e.Recipients),
			Place: hearsay.EventPlace{Ref: hearsay.PlaceID(e.Place + 1), From: e.PlaceFrom},
			Time: hearsay.EventTime{
				Ref: hearsay.TimeID(e.Time.Ref + 1), Value: e.Time.Value, Precision: e.Time.Precision, Begin: e.Time.Begin, End: e.Time.End, From: e.Time.From,
			},
			Said: hearsay.AttributionID(e.Said + 1), Factuality: hearsay.Factuality{Value: e.Value, Label: e.Label, By: a.speaker(e.Said)},
			Status: e.Status, Confidence: e.Confidence, Why: e.Why,
		}
		for _, w := range e.Also {
			out.Also = append(out.Also, a.receipt(w[0], w[1]))
		}
		for _, c := range e.Counts {
			if c.From >= c.To { // nothing is said without its words
				continue
			}
			out.Counts = append(out.Counts, a.countOf(c))
		}
		if e.Author != nil {
			out.FactualityAuthor = &hearsay.Factuality{Value: e.Author.Value, Label: e.Author.Label}
		}
		a.out.Events = append(a.out.Events, out)
	}
}

// countOf returns a number that the text gives for an event.
func (a *assembly) countOf(c event.Count) hearsay.Count {
	out := hearsay.Count{What: c.What, Value: c.Value, Modifier: c.Modifier, Span: a.receipt(c.From, c.To), Said: hearsay.AttributionID(c.Said + 1)}
	if c.High > c.Low {
		out.Value, out.Max = c.Low, &c.High
	}
	return out
}

func (a *assembly) roles(rs []event.Role) []hearsay.Role {
	var out []hearsay.Role
	for _, r := range rs {
		role := hearsay.Role{Span: a.receipt(r.From, r.To), Country: r.Country, Sector: r.Sector, Why: r.Why}
		if r.Mention >= 0 {
			role.Mention = a.id(r.Mention)
			role.Entity = a.entityOf(a.mentions.Mentions[r.Mention].Entity)
		} else if r.Entity >= 0 {
			role.Entity = a.entityOf(r.Entity)
		}
		out = append(out, role)
	}
	return out
}

// entityOf returns the id of entity i of the set; 0 if it was left out.
func (a *assembly) entityOf(i int) hearsay.EntityID {
	if i < 0 || i >= len(a.entity) {
		return 0
	}
	return a.entity[i]
}

// speaker returns who speaks in attribution i, zero for the document or nobody.
func (a *assembly) speaker(i int) hearsay.EntityID {
	if i < 0 || a.said[i].Source < 0 {
		return 0
	}
	return a.entityOf(a.mentions.Mentions[a.said[i].Source].Entity)
}

// identify gives the named entities what the lists of who is who know of them.
// What the text says of somebody is kept.
func (a *assembly) identify(e *mention.Entity, out *hearsay.Entity) {
	if !e.Named {
		return
	}
	row, ok := actor.Lookup(e.Name, a.out.Document.Published.Value)
	if !ok {
		return
	}
	out.Wikidata = row.Wikidata
	if out.Country == "" && out.Sector == "" {
		out.Country, out.Sector = row.Country, row.Sector
		out.Why = append(slices.Clip(out.Why), hearsay.Why{Rule: row.Why, Score: 1, Note: e.Name})
	}
}
