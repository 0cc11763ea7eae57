package page_test

import (
	"slices"
	"testing"

	"hearsay/internal/page"
)

// TestDisguise holds which words are marked as disguised, and which are not.
func TestDisguise(t *testing.T) {
	for _, tt := range []struct {
		text string
		kind string // "" for none of the two
		want []string
	}{
		{"Ana Pr\u0430do said on Friday that the d\u0435pot had burned.", "mixed-script", []string{"Pr\u0430do", "d\u0435pot"}},
		{"The \u0422hursday ferry left for the northern banks of the river.", "mixed-script", []string{"\u0422hursday"}},
		{"The harbour master of NORTHP\u039fRT said that the ferry had left.", "mixed-script", []string{"NORTHP\u039fRT"}},
		{"The harbour master, Ана Прадо, said that the ferry had left.", "", nil},
		{"The newspaper Роса of Harrow Bay said that the ferry had left.", "", nil}, // of look-alikes alone
		{"The grains were 14 μm wide, with an α-value of 2, the laboratory said.", "", nil},
		{"The ΔH of the fuel and its Ω were not known, the laboratory said.", "", nil},
		{"Ο2 was found in the tank, the harbour master said on Friday.", "", nil},
		{"The Αθήνα-based shipping line owns the ferry, the captain said.", "", nil},
		{"The beta-Κ of the fuel was not known, the laboratory said.", "", nil},
		{"Zoë Čapek, of the Łódź line, said that the ferry had left.", "", nil},
		{"Ana Prado \u202edias\u202c that the depot burned on Friday night.", "direction-override", []string{"\u202edias"}},
		{"Ana Prado said \u202ethat the depot burned.\n\nThe ferry left for the northern banks.", "direction-override", []string{"\u202ethat the depot burned."}},
		{"Ana Prado \u202ea\u202db\u202cc\u202c that the depot burned on Friday night.", "direction-override", []string{"\u202ea\u202db\u202cc"}},
		{"Call \u202d555 0199\u202c, the harbour master of Harrow Bay said on Friday.", "", nil},
		{"\u2066@anaprado\u2069 wrote that the depot at Harrow Bay burned on Friday.", "", nil},
		{"The word \u202eסירה\u202c means a boat, the harbour master of the bay said.", "", nil},
	} {
		p, err := page.Parse([]byte(tt.text), page.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{"mixed-script", "direction-override"} {
			var want, got []string
			if kind == tt.kind {
				want = tt.want
			}
			if f := finding(p, kind); f != nil {
				for _, r := range f.Spans {
					got = append(got, r.Text)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%q: %s %q; want %q", tt.text, kind, got, want)
			}
		}
		checkPage(t, []byte(tt.text), p)
	}
}
