package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// Words of the text below: 0 Oren 1 said 2 Marsh 3 wants 4 a 5 pier 6 and 7 we
// 8 hope 9 so; 10 It 11 is 12 said; 13 The 14
// roof 15 is 16 gone.
func TestCompareChains(t *testing.T) {
	const text = "Oren said Marsh wants a pier and we hope so\n\nIt is said\n\nThe roof is gone"
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		blocks = append(blocks, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
	key := &Document{Text: text}
	for _, w := range d.Words {
		key.Words = append(key.Words, Word{Span: w.Span, Text: w.Text})
	}
	key.Sents = []Stretch{{0, 10}, {10, 13}, {13, 17}}
	key.Nested = []Nested{
		{Stretch: Stretch{0, 10}, Type: "speech", Agents: []string{"w"}, Implicit: true},
		{Stretch: Stretch{1, 2}, Type: "speech", Agents: []string{"w", "oren"}, Agent: Stretch{0, 1}},
		{Stretch: Stretch{3, 4}, Type: "direct", Agents: []string{"w", "oren", "marsh"}, Agent: Stretch{2, 3}},
		{Stretch: Stretch{8, 9}, Type: "direct", Agents: []string{"w", "oren", "oren"}, Agent: Stretch{7, 8}},
		{Stretch: Stretch{4, 6}, Type: "expressive", Agents: []string{"w", "oren"}},
		{Stretch: Stretch{12, 13}, Type: "direct", Agents: []string{"w", "implicit"}},
		{Stretch: Stretch{13, 14}, Type: "speech", Agents: []string{"w", "oren"}},
	}
	say := func(cue, source, from, to, within int) attribution.Attribution {
		a := attribution.Attribution{CueFrom: cue, CueTo: cue + 1, Source: -1, Within: within, Content: [][2]int{{from, to}}}
		if source >= 0 {
			a.SourceFrom, a.SourceTo = source, source+1
		}
		return a
	}
	r := &Reading{Key: key, Doc: d, Mentions: &mention.Set{}, Said: []attribution.Attribution{
		say(1, 0, 2, 10, -1),
		say(3, 2, 4, 6, 0),      // right, at depth 2
		say(8, 7, 9, 10, -1),    // one step: Oren's own hope
		say(12, -1, 10, 12, -1), // nobody
		say(5, 4, 3, 4, -1),     // nothing of the kind
	}}
	r.Said[0].Content = append(r.Said[0].Content, [2]int{13, 17}) // Oren goes on
	got := compareChains(r, nil, func(int, bool) {})
	want := []Tally{
		{4, 5, 4}, // expressions
		{3, 4, 3}, // innermost agent
		{3, 4, 3}, // depth 1
		{1, 1, 1}, // depth 2
		{0, 0, 0}, // depth 3+
		{4, 5, 4}, // all depths
		{1, 1, 1}, // implicit
		{1, 1, 1}, // continued
		{2, 2, 2},
		{1, 1, 1},
		{0, 0, 0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("tallies (-want +got):\n%s", diff)
	}
}
