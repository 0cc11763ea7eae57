package attribution

import (
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// Turns returns what package mention has to know of as to tell which pronoun is
// the speaker before it; see [mention.Set.Continue].
func Turns(d *syntax.Doc, as []Attribution) []mention.Turn {
	var out []mention.Turn
	for i := range as {
		a := &as[i]
		if a.CueFrom >= a.CueTo || a.Voice {
			continue
		}
		t := mention.Turn{Source: a.Source, Cue: d.Head(a.CueFrom, a.CueTo), To: max(a.CueTo, a.SourceTo), From: -1}
		// A relay ("told the Herald") tells nothing itself, and what is told to it
		// is on the level of what it stands in.
		for w := a.Within; w >= 0; w = as[w].Within {
			t.Nested = t.Nested || !as[w].relay
		}
		for _, c := range a.Content {
			t.To = max(t.To, c[1])
			if c[1] <= a.CueFrom && t.From < 0 {
				t.From, t.Left = c[0], c[1]
			}
		}
		if !a.relay {
			out = append(out, t)
		}
	}
	return out
}
