package mention

import (
	"math"
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// tagged makes a document of one line of "word/UPOS/XPOS" tokens a sentence;
// "|" at a token's end puts a line break after it.
func tagged(lines ...string) *syntax.Doc {
	var text strings.Builder
	var words []syntax.Word
	var sents []syntax.Sent
	for k, l := range lines {
		from := len(words)
		for f := range strings.FieldsSeq(l) {
			f, brk := strings.CutSuffix(f, "|")
			part := strings.Split(f, "/")
			at := text.Len()
			text.WriteString(part[0])
			text.WriteString(map[bool]string{true: "\n", false: " "}[brk])
			w := syntax.Word{Span: hearsay.Span{Start: at, End: at + len(part[0])}, Text: part[0], UPOS: "X", Head: -1, Sent: k}
			if len(part) == 3 {
				w.UPOS, w.XPOS = part[1], part[2]
			}
			words = append(words, w)
		}
		sents = append(sents, syntax.Sent{From: from, To: len(words)})
	}
	return syntax.New(text.String(), nil, words, sents, nil)
}

func TestTrim(t *testing.T) {
	tests := []struct {
		name, text, label string
		from, to          int
		want              []string
	}{
		{"article", "the Harrow Port Authority", "ORG", 0, 4, []string{"Harrow Port Authority"}},
		{"article of the name", "in The Hague", "LOC", 1, 3, []string{"The Hague"}},
		{"possessive", "Ana Prado 's/PART/POS", "PER", 0, 3, []string{"Ana Prado"}},
		{"possessive of the name", "Lambert 's/PART/POS", "ORG", 0, 2, []string{"Lambert 's"}},
		{"quotation mark", "“ Veld Now ”", "ORG", 0, 3, []string{"Veld Now"}},
		{"bracket with its partner", "Veld Rovers ( B )", "ORG", 0, 5, []string{"Veld Rovers ( B )"}},
		{"bracket without", "Rovers ) ,", "ORG", 0, 3, []string{"Rovers"}},
		{"abbreviation", "Orlan Inc .", "ORG", 0, 3, []string{"Orlan Inc ."}},
		{"line break", "By Ana Prado| Harrow Bay", "PER", 1, 5, []string{"Ana Prado", "Harrow Bay"}},
		{"nothing left", "the 's/PART/POS", "ORG", 0, 2, nil},
		{"sum", "€ 5", "MONEY", 0, 2, []string{"€ 5"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := tagged(tt.text)
			var got []string
			for _, n := range trim(d, []neural.Tagged{{From: tt.from, To: tt.to, Label: tt.label}}) {
				got = append(got, strings.Join(texts(d, n.From, n.To), " "))
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("trim(%q) = %q; want %q", tt.text, got, tt.want)
			}
		})
	}
}

func TestMoney(t *testing.T) {
	tests := []struct{ text, want string }{
		{"a fine of $ 25 a day", "$ 25"},
		{"US$ 3.2 billion in aid", "US$ 3.2 billion"},
		{"US $ 3 m", "$ 3 m"},
		{"he paid Rs 500 for it", "Rs 500"},
		{"about 2,500 colones/NOUN/NNS each", "2,500 colones"},
		{"five/NUM/CD million/NUM/CD euros/NOUN/NNS", "five million euros"},
		{"hundreds/NOUN/NNS of millions/NOUN/NNS of dollars/NOUN/NNS", "hundreds of millions of dollars"},
		{"from €5 to € 10", "€ 10"},
		{"the dollar/NOUN/NN fell", ""},
		{"of 20 games 5 won/VERB/VBD", ""},
		{"40 pounds/NOUN/NNS of rice", ""},
		{"$", ""},
		{"12", ""},
	}
	for _, tt := range tests {
		d := tagged(tt.text)
		var got []string
		for _, n := range money(d, nil) {
			got = append(got, strings.Join(texts(d, n.From, n.To), " "))
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("money(%q) = %q; want %q", tt.text, s, tt.want)
		}
	}
}

func TestMoneyAmongNames(t *testing.T) {
	d := tagged("Ana Prado paid US $ 3 million to Orlan")
	got := money(d, []neural.Tagged{
		{From: 0, To: 2, Label: "PER"}, {From: 3, To: 4, Label: "LOC"}, {From: 4, To: 5, Label: "MONEY"}, {From: 8, To: 9, Label: "ORG"},
	})
	var s []string
	for _, n := range got {
		s = append(s, n.Label+" "+strings.Join(texts(d, n.From, n.To), " "))
	}
	want := []string{"PER Ana Prado", "LOC US", "MONEY $ 3 million", "ORG Orlan"}
	if !slices.Equal(s, want) {
		t.Errorf("money = %q; want %q", s, want)
	}
	wider := money(d, []neural.Tagged{{From: 3, To: 7, Label: "MONEY", Prob: 0.5}})
	if len(wider) != 1 || wider[0].From != 3 || wider[0].To != 7 {
		t.Errorf("money = %v; want the tagger's wider run", wider)
	}
}

// TestDecode checks against every valid sequence.
func TestDecode(t *testing.T) {
	labels := []string{"O", "B-PER", "I-PER", "B-LOC", "I-LOC"}
	valid := func(path []int) bool {
		for i, k := range path {
			if l := labels[k]; l[0] == 'I' && (i == 0 || labels[path[i-1]] == "O" || labels[path[i-1]][1:] != l[1:]) {
				return false
			}
		}
		return true
	}
	seed := uint32(11)
	for round := range 200 {
		n := 1 + round%4
		logs := make([]float64, n*len(labels))
		for i := range logs {
			seed = seed*1664525 + 1013904223
			logs[i] = -float64(seed>>24) / 32
		}
		best := math.Inf(-1)
		path := make([]int, n)
		var try func(i int, sum float64)
		try = func(i int, sum float64) {
			if i == n {
				if valid(path) {
					best = max(best, sum)
				}
				return
			}
			for k := range labels {
				path[i] = k
				try(i+1, sum+logs[i*len(labels)+k])
			}
		}
		try(0, 0)
		got := viterbi(labels, logs, n)
		sum := 0.0
		for i, k := range got {
			sum += logs[i*len(labels)+k]
		}
		if !valid(got) || math.Abs(sum-best) > 1e-9 {
			t.Fatalf("viterbi = %v with %v; the best valid sequence has %v", got, sum, best)
		}
	}
}

func TestNamesWithoutModel(t *testing.T) {
	d := tagged("Ana/PROPN/NNP Prado/PROPN/NNP spoke")
	if n := Names(d, "ner"); n != nil {
		t.Errorf("Names = %v; want none", n)
	}
	if n := findNames(d); n != nil {
		t.Errorf("findNames = %v; want none", n)
	}
}
