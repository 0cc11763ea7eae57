package casefile

import (
	"fmt"
	"slices"

	"hearsay"
)

// merge joins entity i to entity into and numbers the rest anew.
func merge(r *hearsay.Reading, i, into int) {
	from, to := r.Entities[i].ID, r.Entities[into].ID
	r.Entities[into].Mentions = append(r.Entities[into].Mentions, r.Entities[i].Mentions...)
	slices.Sort(r.Entities[into].Mentions)
	r.Entities = slices.Delete(r.Entities, i, i+1)
	renumber(r, func(id hearsay.EntityID) hearsay.EntityID {
		if id == from {
			id = to
		}
		if id > from {
			id--
		}
		return id
	})
}

// split makes the mention at span an entity of its own.
func split(r *hearsay.Reading, i int, span hearsay.Receipt) error {
	x := &r.Entities[i]
	k := slices.IndexFunc(x.Mentions, func(m hearsay.MentionID) bool { return r.Mentions[m-1].Span.Span == span.Span })
	if k < 0 || len(x.Mentions) == 1 {
		return fmt.Errorf("%q is no mention of %s beside others", span.Text, x.Name)
	}
	m := x.Mentions[k]
	x.Mentions = slices.Delete(x.Mentions, k, k+1)
	own := *x
	own.ID, own.Name, own.Mentions = hearsay.EntityID(len(r.Entities)+1), span.Text, []hearsay.MentionID{m}
	r.Entities = append(r.Entities, own)
	r.Mentions[m-1].Entity = own.ID
	for k := range r.Events {
		for _, roles := range [][]hearsay.Role{r.Events[k].Actors, r.Events[k].Recipients} {
			for j := range roles {
				if roles[j].Mention == m {
					roles[j].Entity = own.ID
				}
			}
		}
	}
	return nil
}

// renumber gives entities new numbers wherever they are named.
func renumber(r *hearsay.Reading, now func(hearsay.EntityID) hearsay.EntityID) {
	at := func(id *hearsay.EntityID) {
		if *id != 0 {
			*id = now(*id)
		}
	}
	for i := range r.Entities {
		r.Entities[i].ID = hearsay.EntityID(i + 1)
	}
	for i := range r.Mentions {
		at(&r.Mentions[i].Entity)
	}
	for i := range r.Events {
		v := &r.Events[i]
		at(&v.Factuality.By)
		for _, roles := range [][]hearsay.Role{v.Actors, v.Recipients} {
			for k := range roles {
				at(&roles[k].Entity)
			}
		}
	}
	for i := range r.Stances {
		at(&r.Stances[i].Who)
		at(&r.Stances[i].Toward)
	}
	for i := range r.Questions {
		at(&r.Questions[i].By)
	}
}

// removeEvent takes event i out and numbers the rest anew.
func removeEvent(r *hearsay.Reading, i int) {
	gone := r.Events[i].ID
	r.Events = slices.Delete(r.Events, i, i+1)
	for k := range r.Events {
		r.Events[k].ID = hearsay.EventID(k + 1)
	}
	keep := func(ids []hearsay.EventID) []hearsay.EventID {
		var out []hearsay.EventID
		for _, id := range ids {
			switch {
			case id == gone:
			case id > gone:
				out = append(out, id-1)
			default:
				out = append(out, id)
			}
		}
		return out
	}
	for k := range r.Reasons {
		r.Reasons[k].For.Events, r.Reasons[k].Because.Events = keep(r.Reasons[k].For.Events), keep(r.Reasons[k].Because.Events)
	}
	for k := range r.Questions {
		r.Questions[k].About = keep(r.Questions[k].About)
	}
}

// removeAttribution takes attribution i out. What was said within it is then
// said within the one around it.
func removeAttribution(r *hearsay.Reading, i int) {
	gone, around := r.Attributions[i].ID, r.Attributions[i].Within
	r.Attributions = slices.Delete(r.Attributions, i, i+1)
	at := func(id *hearsay.AttributionID) {
		if *id == gone {
			*id = around
		}
		if *id > gone {
			*id--
		}
	}
	for k := range r.Attributions {
		r.Attributions[k].ID = hearsay.AttributionID(k + 1)
		at(&r.Attributions[k].Within)
	}
	for k := range r.Document.Blocks {
		at(&r.Document.Blocks[k].Voice)
	}
	for k := range r.Events {
		at(&r.Events[k].Said)
		for j := range r.Events[k].Counts {
			at(&r.Events[k].Counts[j].Said)
		}
	}
	for k := range r.Reasons {
		at(&r.Reasons[k].Said)
	}
	for k := range r.Questions {
		at(&r.Questions[k].Said)
	}
	for k := range r.Stances {
		at(&r.Stances[k].Said)
	}
}
