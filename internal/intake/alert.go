package intake

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"hearsay"
	"hearsay/internal/casefile"
	"hearsay/internal/query"
)

// Alert runs the saved queries of a case, or the one called name, and returns
// what they found that they had not found before: events, each once however many
// reports tell of it, and contradictions about them. If only is not nil, only
// events of those reports are looked at.
func Alert(ctx context.Context, s casefile.Store, name string, only map[hearsay.DocumentID]bool) ([]casefile.Find, error) {
	alerts, err := s.Alerts(ctx)
	if err != nil {
		return nil, err
	}
	var out []casefile.Find
	for _, a := range alerts {
		if name != "" && a.Name != name {
			continue
		}
		var finds []casefile.Find
		switch {
		case only == nil || len(only) > many:
			finds, err = findsOf(ctx, s, a, only, nil)
		case len(only) > 0:
			for some := range slices.Chunk(inOrder(only), batch) {
				var more []casefile.Find
				if more, err = findsOf(ctx, s, a, only, some); err != nil {
					break
				}
				finds = append(finds, more...)
			}
		}
		if err != nil {
			return out, err
		}
		fresh, err := s.Fire(ctx, a.Name, finds...)
		out = append(out, fresh...)
		if err != nil {
			return out, err
		}
	}
	return out, nil
}

// many is of how many reports the whole case is asked at once.
const many = 1000

func inOrder(ids map[hearsay.DocumentID]bool) []hearsay.DocumentID {
	return slices.SortedFunc(maps.Keys(ids), func(a, b hearsay.DocumentID) int { return bytes.Compare(a[:], b[:]) })
}

// findsOf returns what a saved query finds in reports: those of only, which the case
// is asked for if they are few.
func findsOf(ctx context.Context, s casefile.Store, a casefile.Alert, only map[hearsay.DocumentID]bool, few []hearsay.DocumentID) ([]casefile.Find, error) {
	q, err := query.Parse(a.Query)
	if err != nil {
		return nil, &hearsay.Error{Op: "alert", Kind: hearsay.Invalid, Err: fmt.Errorf("%s: %w", a.Name, err), Hint: "Save it again: hearsay alert add."}
	}
	var out []casefile.Find
	now := time.Now().UTC().Truncate(time.Second)
	against := make(map[string]bool)
	for ask := (casefile.Ask{Query: q, Limit: 500, Only: few}); ; {
		p, err := s.Events(ctx, ask)
		if err != nil {
			return nil, err
		}
		for i := range p.Events {
			h := &p.Events[i]
			if only != nil && !only[h.Document] {
				continue
			}
			f := casefile.Find{At: now, Kind: "event", Document: h.Document, Event: h.Event, Keys: []string{claimKey(h.Document, h.Event)}, Text: told(h)}
			links, err := s.Links(ctx, casefile.LinkAsk{Kinds: []string{hearsay.LinkSameEvent, hearsay.LinkContradiction}, Document: h.Document, Event: h.Event})
			if err != nil {
				return nil, err
			}
			var more []casefile.Find
			for k := range links.Links {
				l := &links.Links[k]
				if l.Kind == hearsay.LinkSameEvent {
					f.Link, f.Keys = l.ID(), nil
					for _, r := range l.Refs() {
						f.Keys = append(f.Keys, claimKey(r.Document(), r.Event()))
					}
				} else if !against[l.ID()] {
					against[l.ID()] = true
					text := l.Differs + ": " + told(h)
					if len(l.Why) > 0 {
						text = cmp.Or(l.Why[0].Note, l.Differs) + ": " + told(h)
					}
					more = append(more, casefile.Find{At: now, Kind: "contradiction", Document: h.Document, Event: h.Event, Keys: []string{l.ID()}, Link: l.ID(), Text: text})
				}
			}
			out = append(append(out, f), more...)
		}
		if ask.After = p.Next; ask.After == "" {
			return out, nil
		}
	}
}

func claimKey(id hearsay.DocumentID, event hearsay.EventID) string {
	return id.String() + "#" + event.String()
}

// told says in a line what happened, where and when, and who says so.
func told(h *casefile.Happening) string {
	parts := []string{strings.Join(h.Actors, ", "), h.Words, strings.Join(h.Recipients, ", ")}
	if h.Place != "" {
		parts = append(parts, "in "+h.Place)
	}
	if days := casefile.DaysWritten(h.First, h.Last); days == h.First && days != "" {
		parts = append(parts, "on "+days)
	} else {
		parts = append(parts, days)
	}
	line := strings.Join(strings.Fields(strings.Join(parts, " ")), " ")
	if by := cmp.Or(h.Outlet, h.Title); by != "" {
		line += " (" + by + ")"
	}
	return line
}
