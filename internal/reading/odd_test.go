package reading_test

import (
	"slices"
	"strings"
	"testing"
)

// TestOdd has for each kind of finding that only all stages together can make a
// text that must give it and one that must not.
func TestOdd(t *testing.T) {
	tests := []struct{ kind, yes, no string }{
		{"quote-altered", "“We will hold [the depot] for ever,” Ana Prado said.", "“We will hold the depot [sic],” Ana Prado said. The depot [in the north] burned."},
		{"sum-conflict", "The ferry sank on Monday. Twelve dockers, including nine women and five children, were hurt.", "The ferry sank on Monday. Twelve dockers, including nine women, five of them young, were hurt."},
		{"sum-conflict", "Twenty people on a bus near Selby, including fourteen teachers and eight pupils, were hurt.",
			"Ten people were hurt in Selby, including a guard, and 37 others fled. Some twenty people on both banks, including fourteen teachers and eight pupils, fled."},
		{"dead-reference", "Fishermen marched through Oster on Monday. Ana Prado said the plan would ruin the bay.",
			"Fishermen marched through Oster on Monday. The mayor wants to close the pier. Ana Prado said the plan would ruin the bay. The letter from the queen was read. “The video is fake,” she said."},
		{"count-conflict", "Shelling killed 12 people in the market on Monday, the mayor said. The shelling killed 19 people, the hospital said.",
			"Shelling killed 12 people in the market on Monday, the mayor said. The shelling killed three children, the hospital said. Nineteen people have been killed since May, Ana Prado said."},
		{"headline-stronger", "Militia burns fuel depot in Oslo\n\nThe militia burned a fuel depot in Oslo on Monday, Karin Olsen, a farmer, said.",
			"Militia burned fuel depot: farmer\n\nThe militia burned a fuel depot in Oslo on Monday, Karin Olsen, a farmer, said."},
		{"hedged-later", "Soldiers shelled the depot on Monday. The market was open. The soldiers may have shelled the depot to hide their tracks.",
			"Soldiers shelled the depot on Monday. The market was open. The militia may have shelled the market to hide its tracks."},
		{"headline-stronger", "Three soldiers attack fuel depot in Northport\n\nThree soldiers attacked a fuel depot in Northport on Monday, Ana Prado said.",
			"Three soldiers attack fuel depot in Northport\n\nThree soldiers attacked a fuel depot in Northport on Monday. “They attacked it twice,” Ana Prado said."},
	}
	for _, tt := range tests {
		for text, want := range map[string]bool{tt.yes: true, tt.no: false} {
			if !strings.Contains(text, "\n\n") {
				text = "News from the bay\n\n" + text
			}
			r := read(t, model, []byte(text))
			var kinds []string
			for _, f := range r.Findings {
				kinds = append(kinds, f.Kind)
			}
			if slices.Contains(kinds, tt.kind) != want {
				t.Errorf("%s: findings %v of %q; want it there: %v", tt.kind, kinds, text, want)
			}
			if err := r.Validate(); err != nil {
				t.Error(err)
			}
		}
	}
}

// TestHeadlineStandsOnTheWordBelow checks on whose word an event stands that the
// headline tells and the text tells again.
func TestHeadlineStandsOnTheWordBelow(t *testing.T) {
	for text, want := range map[string]string{
		"Twelve fishermen arrested at Cape Sorrel\n\nTwelve fishermen were arrested at Cape Sorrel on Tuesday after a dispute over nets, Meridian Wire reported. The men were taken to the customs house in Port Sorrel, the agency said.": "Meridian Wire",
		"Twelve fishermen arrested at Cape Sorrel\n\nTwelve fishermen were arrested at Cape Sorrel on Tuesday after a dispute over nets. The men were taken to the customs house in Port Sorrel, the agency said.":                         "",
	} {
		r := read(t, model, []byte(text))
		var said string
		for _, v := range r.Events {
			if v.Type == "COERCE" && v.Trigger.Start < 40 && v.Said != 0 {
				said = r.Attributions[v.Said-1].SourceSpan.Text
			}
		}
		if !strings.Contains(said, want) || want == "" && said != "" {
			t.Errorf("on the word of %q; want %q: %s", said, want, text)
		}
	}
}
