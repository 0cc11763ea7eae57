package mention

import (
	"slices"
	"strings"
	"testing"

	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// shown writes names as "LABEL words".
func shown(d *syntax.Doc, names []neural.Tagged) []string {
	var out []string
	for _, n := range names {
		out = append(out, n.Label+" "+strings.Join(texts(d, n.From, n.To), " "))
	}
	return out
}

func TestBodies(t *testing.T) {
	tests := []struct {
		name, text string
		names      []neural.Tagged
		want       []string
	}{
		{"cut at the adjective", "fighters of Islamic State fled", []neural.Tagged{{From: 2, To: 3, Label: "NORP"}}, []string{"ORG Islamic State"}},
		{"not seen at all", "the World Bank agreed", nil, []string{"ORG World Bank"}},
		{"the longest listed name", "the Islamic State of Iraq and the Levant fled", []neural.Tagged{{From: 4, To: 5, Label: "LOC"}}, []string{"ORG Islamic State of Iraq and the Levant"}},
		{"part of a longer name", "the World Bank Staff Union", []neural.Tagged{{From: 1, To: 5, Label: "ORG"}}, []string{"ORG World Bank Staff Union"}},
		{"written small", "an Islamic state", []neural.Tagged{{From: 1, To: 2, Label: "NORP"}}, []string{"NORP Islamic"}},
		{"others stay", "Prado told the World Bank in Veld", []neural.Tagged{{From: 0, To: 1, Label: "PER"}, {From: 6, To: 7, Label: "LOC"}}, []string{"PER Prado", "ORG World Bank", "LOC Veld"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tagged(tt.text)
			if got := shown(d, bodies(d, tt.names)); !slices.Equal(got, tt.want) {
				t.Errorf("bodies(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestBodiesStayInTheirSentence(t *testing.T) {
	d := tagged("They saw the World", "Bank clerks left")
	if got := bodies(d, nil); len(got) != 0 {
		t.Errorf("bodies = %q across a sentence's end; want none", shown(d, got))
	}
}

func TestWhole(t *testing.T) {
	d := tagged("Fighting in Veld el Mar", "Veld el Mar is quiet", "in Veld el Mar", "between Harrow and Orlan")
	names := []neural.Tagged{
		{From: 2, To: 3, Label: "LOC"}, {From: 4, To: 5, Label: "PER"},
		{From: 5, To: 8, Label: "LOC"}, {From: 11, To: 14, Label: "LOC"},
		{From: 15, To: 16, Label: "LOC"}, {From: 17, To: 18, Label: "LOC"},
	}
	want := []string{"LOC Veld el Mar", "LOC Veld el Mar", "LOC Veld el Mar", "LOC Harrow", "LOC Orlan"}
	if got := shown(d, whole(d, names)); !slices.Equal(got, want) {
		t.Errorf("whole = %q; want %q", got, want)
	}
	// Split more often than whole: the one is the mistake.
	d = tagged("Harrow and Orlan talk", "Harrow and Orlan met", "Harrow and Orlan agree")
	names = []neural.Tagged{
		{From: 0, To: 3, Label: "ORG"},
		{From: 4, To: 5, Label: "LOC"}, {From: 6, To: 7, Label: "LOC"},
		{From: 8, To: 9, Label: "LOC"}, {From: 10, To: 11, Label: "LOC"},
	}
	want = []string{"ORG Harrow and Orlan", "LOC Harrow", "LOC Orlan", "LOC Harrow", "LOC Orlan"}
	if got := shown(d, whole(d, names)); !slices.Equal(got, want) {
		t.Errorf("whole = %q; want %q", got, want)
	}
}

func TestMissed(t *testing.T) {
	person := []neural.Tagged{{From: 2, To: 3, Label: "PER", Prob: 0.95}}
	tests := []struct {
		name  string
		lines []string
		names []neural.Tagged
		want  []string
	}{
		{"at the head of a sentence", []string{"they say Prado left", "Prado/PROPN/NNP lost"}, person, []string{"PER Prado", "PER Prado"}},
		{"after a quotation mark", []string{"they say Prado left", "“/PUNCT/`` Prado/NOUN/NN lost"}, person, []string{"PER Prado", "PER Prado"}},
		{"a verb", []string{"they say May left", "May/AUX/MD she win"}, person, []string{"PER May"}},
		{"inside a sentence", []string{"they say Prado left", "no Prado/PROPN/NNP law"}, person, []string{"PER Prado"}},
		{"an unsure name", []string{"they say Prado left", "Prado/PROPN/NNP lost"}, []neural.Tagged{{From: 2, To: 3, Label: "PER", Prob: 0.6}}, []string{"PER Prado"}},
		{"used both ways", []string{"they say Hunt left", "a Hunt goes on", "Hunt/NOUN/NN lost"}, person, []string{"PER Hunt"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tagged(tt.lines...)
			if got := shown(d, missed(d, tt.names)); !slices.Equal(got, tt.want) {
				t.Errorf("missed(%q) = %q; want %q", tt.lines, got, tt.want)
			}
		})
	}
}

func TestLeading(t *testing.T) {
	tests := []struct {
		name, first, rel string
		want             string
	}{
		{"given name", "Joris", "flat", "Joris van Velden"},
		{"title", "President", "flat", "van Velden"},
		{"abbreviated title", "Dr.", "flat", "van Velden"},
		{"no part of the name", "Harrow", "appos", "van Velden"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tagged(tt.first + "/PROPN/NNP van/PROPN/NNP Velden/PROPN/NNP spoke")
			d.Words[1].Head, d.Words[1].Rel = 0, tt.rel
			names := []neural.Tagged{{From: 1, To: 3, Label: "PER"}}
			leading(d, names)
			if got := strings.Join(texts(d, names[0].From, names[0].To), " "); got != tt.want {
				t.Errorf("leading = %q; want %q", got, tt.want)
			}
		})
	}
}

func TestTitled(t *testing.T) {
	tests := []struct {
		name, text string
		head       int // of the office
		rel        string
		want       string
	}{
		{"apposition", "Ana Prado , the minister/NOUN of Asteria , spoke", 0, "appos", "PER"},
		{"no office", "Port Harrow , the capital/NOUN of Asteria , fell", 0, "appos", "LOC"},
		{"no apposition", "Port Harrow , the minister/NOUN then spoke", 6, "nsubj", "LOC"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tagged(tt.text)
			d.Words[4].Head, d.Words[4].Rel = tt.head, tt.rel
			names := []neural.Tagged{{From: 0, To: 2, Label: "LOC"}}
			titled(d, names)
			if got := names[0].Label; got != tt.want {
				t.Errorf("titled(%q) = %s; want %s", tt.text, got, tt.want)
			}
		})
	}
	d := tagged("Harrow , a member/NOUN of the union , voted")
	d.Words[3].Head, d.Words[3].Rel = 0, "appos"
	names := []neural.Tagged{{From: 0, To: 1, Label: "LOC"}}
	if titled(d, names); names[0].Label != "LOC" {
		t.Errorf("titled makes a person of a state that is a member")
	}
}

// TestBallot checks which words vote together.
func TestBallot(t *testing.T) {
	d := tagged("KADIR Kadir kadir")
	for i, want := range []string{"kadir", "kadir", ""} {
		if got := ballot(d, i); got != want {
			t.Errorf("ballot(%q) = %q; want %q", d.Words[i].Text, got, want)
		}
	}
	d = tagged("al - Mar") // written without spaces
	if got := ballot(d, 0); got != "al-mar-" {
		t.Errorf("ballot(al) in al-Mar = %q; want al-mar-", got)
	}
	if got := ballot(d, 1); got != "al-mar" {
		t.Errorf("ballot(-) in al-Mar = %q; want al-mar", got)
	}
}
