package link

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"hearsay"
)

// summary says in a few words what a group's event is: its kind, place, day and
// who takes part, each of the first claim that knows it.
func (g *Group) summary() []hearsay.Why {
	var out []hearsay.Why
	say := func(rule string, of func(*Claim) string) {
		for _, c := range g.Claims {
			if s := of(c); s != "" && c.Event != nil {
				out = append(out, why(rule, s))
				return
			}
		}
	}
	say("event.type", func(c *Claim) string { return c.Event.Type })
	say("event.words", func(c *Claim) string { return c.Event.Trigger.Text })
	say("event.place", func(c *Claim) string {
		if c.place == nil || !town(c) {
			return ""
		}
		return c.place.Name
	})
	say("event.day", func(c *Claim) string {
		if toTheDay(c.begin) {
			return c.begin[:len("2006-01-02")]
		}
		return ""
	})
	say("event.who", func(c *Claim) string { return strings.Join(slices.Concat(c.actors, c.recips), "; ") })
	place, okPlace := noted(out, "event.place")
	kind, okKind := noted(out, "event.type")
	if okPlace && okKind {
		out = append(out, why("topic", cmp.Or(families[kind], strings.ToLower(kind))+" in "+place))
	}
	if _, ok := noted(out, "event.day"); !ok { // it is as old as the first report of it
		if v := g.Claims[0].Report.Document.Published.Value; toTheDay(v) {
			out = append(out, why("event.day", v[:len("2006-01-02")]))
		}
	}
	return out
}

// noted returns the note of a rule.
func noted(all []hearsay.Why, rule string) (string, bool) {
	i := slices.IndexFunc(all, func(w hearsay.Why) bool { return w.Rule == rule })
	if i < 0 {
		return "", false
	}
	return all[i].Note, true
}

// between is how many days may lie between two events of one story.
const between = 14

// families are types of event that belong to one course of things: who fights
// also moves, takes and leaves.
var families = map[string]string{
	"ASSAULT": "fighting", "COERCE": "fighting", "MOBILIZE": "fighting", "RETREAT": "fighting",
	"AGREE": "talks", "CONSULT": "talks", "COOPERATE": "talks", "CONCEDE": "talks", "SUPPORT": "talks", "REQUEST": "talks", "REJECT": "talks",
	"ACCUSE": "justice", "SANCTION": "justice",
}

// Stories returns what follows from what: events that several reports tell of, of
// one topic (one place and one course of things, see [hearsay.Link.Topic]), of
// which each took place within two weeks of the one before. links are those of a
// case or of a topic, of which only the events are looked at.
func Stories(links iter.Seq2[*Link, error]) ([]Link, error) {
	type node struct {
		first Ref
		day   int
		date  string
	}
	by := make(map[string][]node)
	for l, err := range links {
		if err != nil {
			return nil, err
		}
		if l.Kind != KindSameEvent {
			continue
		}
		date, _ := noted(l.Why, "event.day")
		day, ok := dayOf(date)
		topic := l.Topic()
		if !ok || topic == "" {
			continue
		}
		by[topic] = append(by[topic], node{l.From, day, date})
	}
	var out []Link
	for _, topic := range sorted(by) {
		all := by[topic]
		slices.SortFunc(all, func(a, b node) int { return cmp.Or(a.day-b.day, cmp.Compare(a.first.ID, b.first.ID)) })
		for from := 0; from < len(all); {
			to := from + 1
			for to < len(all) && all[to].day-all[to-1].day <= between {
				to++
			}
			if to-from > 1 {
				l := Link{Kind: KindStory, From: all[from].first, To: all[to-1].first, Confidence: 0.5,
					Why: []hearsay.Why{why("story", topic+", "+all[from].date+" to "+all[to-1].date), why("topic", topic)}}
				for _, n := range all[from:to] {
					l.Members = append(l.Members, n.first)
				}
				out = append(out, l)
			}
			from = to
		}
	}
	return out, nil
}
