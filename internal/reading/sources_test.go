package reading_test

import (
	"testing"

	"hearsay"
)

// A is one speaker in all turns of an interview, though no name stands there.
func TestTurnsShareTheirLabel(t *testing.T) {
	r := read(t, model, []byte("Q: Is the pier safe?\n\nA: No. It will fall within a month.\n\nQ: Who knew?\n\nA: The owner knew, and the ministry knew.\n"))
	who := map[string]map[hearsay.EntityID]bool{}
	for _, a := range r.Attributions {
		if a.Cue.Text != ":" {
			continue
		}
		if who[a.SourceSpan.Text] == nil {
			who[a.SourceSpan.Text] = map[hearsay.EntityID]bool{}
		}
		who[a.SourceSpan.Text][r.Mentions[a.Source-1].Entity] = true
	}
	if len(who) != 2 || len(who["Q"]) != 1 || len(who["A"]) != 1 {
		t.Errorf("labels and their entities: %v; want one for Q and one for A", who)
	}
}

// "It" that goes on for a source without a name is that source, unnamed as well.
func TestItGoesOnForASource(t *testing.T) {
	r := read(t, model, []byte("A source told reporters on Monday that the road to the bay was shut by the army. It added that two trucks had been burned near the old gate.\n"))
	var first, it *hearsay.Attribution
	for i := range r.Attributions {
		switch a := &r.Attributions[i]; a.SourceSpan.Text {
		case "A source":
			first = a
		case "It":
			it = a
		}
	}
	if first == nil || it == nil {
		t.Fatalf("attributions %v; want one of a source and one of it", r.Attributions)
	}
	if r.Mentions[first.Source-1].Entity != r.Mentions[it.Source-1].Entity || !it.Anonymous {
		t.Errorf("it is %v, anonymous %v; want the source, unnamed", r.Mentions[it.Source-1], it.Anonymous)
	}
}
