package neural

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func reader(t testing.TB) *vocabulary {
	t.Helper()
	b, err := os.ReadFile("../../data/weights/vocab.txt")
	if err != nil {
		t.Fatal(err)
	}
	v, err := parseVocabulary("vocab.txt", string(b))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// spelt returns pieces as they are written in the vocabulary.
func (v *vocabulary) spelt(ids []int32) []string {
	names := make(map[int32]string)
	for s, id := range v.begin {
		names[id] = s
	}
	for s, id := range v.inner {
		names[id] = "##" + s
	}
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = names[id]
	}
	return out
}

// The expected pieces are those of the training program (data.py).
func TestCut(t *testing.T) {
	v := reader(t)
	for _, tt := range []struct{ word, want string }{
		{"officers", "officers"},
		{"Officers", "officers"},
		{"ceasefire", "ceasefire"},
		{"naïve", "naive"},
		{"ÉCOLE", "ecole"},
		{"İstanbul", "istanbul"},
		{"co-operation", "co - operation"},
		{"x_y", "x _ y"},
		{"'s", "' s"},
		{"n't", "n ' t"},
		{"3.5", "3 . 5"},
		{"½", "½"},
		{"x²", "x ##²"},
		{"ﬁne", "ﬁ ##ne"},
		{"東京", "東 ##京"},
		{"東", "東"},
		{"🙂", "[UNK]"},
		{"a\u00a0b", "a b"},
		{"a\x1cb", "a b"},
		{"", "[UNK]"},
		{" ", "[UNK]"},
		{"\u0301", "[UNK]"},
		{"e\u0301", "e"},
		{"ΟΔΟΣ", "ο ##δ ##ος"},
		{"ΣΟΔ", "σ ##ο ##δ"},
		{"\xff", "[UNK]"},
		{"[CLS]", "[ cl ##s ]"},
		{"##s", "# # s"},
		{strings.Repeat(".", 30), strings.TrimSpace(strings.Repeat(". ", 24))},
	} {
		got := strings.Join(v.spelt(v.cut(nil, tt.word)), " ")
		if got != tt.want {
			t.Errorf("cut(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}

func TestCase(t *testing.T) {
	for _, tt := range []struct {
		word string
		want int
	}{
		{"talks", caseLower}, {"14", caseLower}, {"", caseLower}, {",", caseLower}, {"é", caseLower}, {"ª", caseLower}, {"3rd", caseLower},
		{"Northport", caseTitle}, {"I", caseTitle}, {"Élan", caseTitle}, {"東", caseTitle}, {"O'", caseUpper}, {"Ⅷ", caseLower},
		{"UN", caseUpper}, {"U.N.", caseUpper}, {"F-16", caseUpper}, {"COVID-19", caseUpper},
		{"iPhone", caseMixed}, {"McRae", caseMixed}, {"東京", caseMixed}, {"UNs", caseMixed}, {"'Tis", caseMixed},
	} {
		if got := caseOf(tt.word); got != tt.want {
			t.Errorf("caseOf(%q) = %d, want %d", tt.word, got, tt.want)
		}
	}
}

// TestCutLinear cuts words of 256 kilobytes, whole and in pieces that nothing
// spells: work that grows with the square of that would outlast the time-out.
func TestCutLinear(t *testing.T) {
	v := reader(t)
	for _, unit := range []string{"a", "q1", "é", "東", "-", " ", "\u0301", "\xff", "Σ"} {
		word := strings.Repeat(unit, 256<<10/len(unit))
		ids := v.cut(nil, word)
		caseOf(word)
		if n := len(ids); n < 1 || n > piecesMax {
			t.Errorf("%q: %d pieces", unit, n)
		}
	}
}

func FuzzCut(f *testing.F) {
	for _, s := range []string{"officers", "naïve", "ΟΔΟΣ", "İ", "東京", "\xff\xfe", "a\u0301\u0316b", "[UNK]", "##", "x_y"} {
		f.Add(s)
	}
	v := reader(f)
	f.Fuzz(func(t *testing.T, word string) {
		ids := v.cut(nil, word)
		if n := len(ids); n < 1 || n > piecesMax {
			t.Fatalf("%d pieces", n)
		}
		if again := v.cut([]int32{7}, word); !slices.Equal(again[1:], ids) || again[0] != 7 {
			t.Fatalf("%v, then %v", ids, again)
		}
		if c := caseOf(word); c < caseLower || c > caseMixed {
			t.Fatalf("case %d", c)
		}
		// What is spelt is the folded word, but for what was dropped.
		if utf8.ValidString(word) && !slices.Contains(ids, v.unk) && len(ids) < piecesMax {
			text := strings.ReplaceAll(strings.Join(v.spelt(ids), ""), "##", "")
			want := strings.Map(func(r rune) rune {
				if space(r) {
					return -1
				}
				return r
			}, fold(word))
			if text != strings.ReplaceAll(want, "##", "") {
				t.Fatalf("%q is spelt %q", want, text)
			}
		}
	})
}
