package syntax_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

var loaded = sync.OnceValues(func() (*neural.Model, error) {
	return neural.Load(weights.FS, neural.Options{Workers: 1})
})

func model(t testing.TB) *neural.Model {
	t.Helper()
	m, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// parse reads text as one paragraph.
func parse(text string, m *neural.Model) *syntax.Doc {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: len(text)}}}
	return syntax.Parse(text, blocks, token.Split(text, blocks), m)
}

// checkTrees fails unless every sentence is one tree with a single root.
func checkTrees(t *testing.T, d *syntax.Doc) {
	t.Helper()
	for k, s := range d.Sents {
		roots := 0
		for i := s.From; i < s.To; i++ {
			w := d.Words[i]
			switch {
			case w.Sent != k:
				t.Errorf("word %d (%q) is of sentence %d; want %d", i, w.Text, w.Sent, k)
			case w.Head < 0:
				roots++
			case w.Head < s.From || w.Head >= s.To:
				t.Errorf("word %d (%q) depends on word %d outside its sentence", i, w.Text, w.Head)
			}
			if (w.Head < 0) != (w.Rel == "root") {
				t.Errorf("word %d (%q) depends on %d as %q", i, w.Text, w.Head, w.Rel)
			}
			if w.UPOS == "" || w.XPOS == "" || w.Lemma == "" || w.Rel == "" {
				t.Errorf("word %d lacks grammar: %+v", i, w)
			}
			if w.Text != d.Text[w.Start:w.End] {
				t.Errorf("word %d is %q; its span says %q", i, w.Text, d.Text[w.Start:w.End])
			}
		}
		if s.To > s.From && roots != 1 {
			t.Errorf("sentence %d has %d roots", k, roots)
		}
		for i := s.From; i < s.To; i++ {
			for j, steps := i, 0; d.Words[j].Head >= 0; j = d.Words[j].Head {
				if steps++; steps > s.To-s.From {
					t.Fatalf("word %d (%q) does not lead to a root", i, d.Words[i].Text)
				}
			}
		}
	}
}

// TestParse checks words of plain news sentences: "form UPOS lemma rel←head".
func TestParse(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{
			"Three officers said on Friday that the ministry had ordered the withdrawal.",
			[]string{"officers NOUN officer nsubj←said", "said VERB say root", "had AUX have aux←ordered", "ordered VERB order ccomp←said", "withdrawal NOUN withdrawal obj←ordered", ". PUNCT . punct←said"},
		},
		{
			"“We never agreed to any ceasefire,” its foreign minister, Ana Prado, told reporters in Veld.",
			[]string{"We PRON we nsubj←agreed", "agreed VERB agree ccomp←told", "minister NOUN minister nsubj←told", "Ana PROPN Ana appos←minister", "told VERB tell root", "Veld PROPN Veld nmod←reporters", "“ PUNCT \" punct←agreed", "” PUNCT \" punct←agreed"},
		},
		{
			"The children weren't told that she's been elected.",
			[]string{"children NOUN child nsubj:pass←told", "were AUX be aux:pass←told", "n't PART not advmod←told", "'s AUX have aux←elected", "been AUX be aux:pass←elected"},
		},
		{
			"She's the better of the two candidates.",
			[]string{"'s AUX be cop←better", "better ADJ good root"},
		},
		{
			"Soldiers (mostly conscripts) fled after the vote.",
			[]string{"( PUNCT ( punct←conscripts", ") PUNCT ) punct←conscripts", "after ADP after case←vote"},
		},
	}
	for _, tt := range tests {
		d := parse(tt.text, model(t))
		checkTrees(t, d)
		var got []string
		for _, w := range d.Words {
			s := w.Text + " " + w.UPOS + " " + w.Lemma + " " + w.Rel
			if w.Head >= 0 {
				s += "←" + d.Words[w.Head].Text
			}
			got = append(got, s)
		}
		for _, want := range tt.want {
			if !slices.Contains(got, want) {
				t.Errorf("Parse(%q) lacks %q; it has %q", tt.text, want, got)
			}
		}
	}
}

// TestParseLong reads sentences too long for a window of the model and for
// one tree.
func TestParseLong(t *testing.T) {
	for _, tt := range []struct {
		name, text string
	}{
		{"two windows", "The mayor named " + strings.Repeat("Harrow Bay, ", 90) + "and Veld."},
		{"two stretches", "The mayor named " + strings.Repeat("Harrow Bay; ", 180) + "and Veld."},
		{"no mark to cut at", strings.Repeat("harbour ", 2100)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := parse(tt.text, model(t))
			checkTrees(t, d)
			joined := 0
			for i, w := range d.Words {
				if w.Rel == "parataxis" && i-w.Head > syntax.MaxSentence/2 {
					joined++
				}
			}
			if long := len(d.Words) > syntax.MaxSentence && len(d.Sents) == 1; long && joined == 0 {
				t.Errorf("%d words in one sentence, no stretch joined to the first", len(d.Words))
			}
		})
	}
}

func TestParseNothing(t *testing.T) {
	for _, m := range []*neural.Model{nil, model(t)} {
		if d := syntax.Parse("", nil, nil, m); len(d.Words) != 0 || len(d.Sents) != 0 {
			t.Errorf("Parse of nothing = %d words, %d sentences", len(d.Words), len(d.Sents))
		}
	}
}

func TestParseWithoutModel(t *testing.T) {
	d := parse("The minister Ana Prado quickly told 12 reporters that they didn't leave Veld.", nil)
	var got []string
	for _, w := range d.Words {
		if w.Head != -1 || w.Rel != "" {
			t.Errorf("%q depends on %d as %q without a model", w.Text, w.Head, w.Rel)
		}
		got = append(got, w.Text+"/"+w.UPOS+"/"+w.Lemma)
	}
	want := strings.Fields(`The/DET/the minister/NOUN/minister Ana/PROPN/Ana Prado/PROPN/Prado quickly/ADV/quickly told/VERB/tell
		12/NUM/12 reporters/NOUN/reporter that/DET/that they/PRON/they did/AUX/do n't/PART/not leave/NOUN/leave Veld/PROPN/Veld ./PUNCT/.`)
	if !slices.Equal(got, want) {
		t.Errorf("Parse = %q; want %q", got, want)
	}
}

// TestParseTwice: the same text gives the same words.
func TestParseTwice(t *testing.T) {
	const text = "Northport denied the claim. Will they give in? The co-chair can't say; U.S.-backed units didn't move."
	a, b := parse(text, model(t)), parse(text, model(t))
	if !slices.Equal(a.Words, b.Words) {
		t.Errorf("two readings differ: %v and %v", a.Words, b.Words)
	}
}

func FuzzParseWithoutModel(f *testing.F) {
	f.Add("The minister told 12 reporters that they didn't leave Veld.")
	f.Add("… “” '' - — $ 5 İstanbul’s\n\nx")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "")
		d := parse(text, nil)
		for i, w := range d.Words {
			if w.UPOS == "" || w.XPOS == "" || w.Lemma == "" || w.Text != text[w.Start:w.End] {
				t.Fatalf("word %d of %q: %+v", i, text, w)
			}
		}
	})
}

const report = `Three officers said on Friday that the ministry had ordered the withdrawal, the Daily Herald reported. Northport denied the claim.
“We never agreed to any ceasefire,” its foreign minister, Ana Prado, told reporters in Veld on 3 May 2021. According to a person briefed on
the talks, at least 14 people were killed when a drone struck the depot near Harrow Bay because the guards had left. `

func BenchmarkParse(b *testing.B) {
	text := strings.Repeat(report, 10)
	m := model(b)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	words := 0
	for b.Loop() {
		words += len(parse(text, m).Words)
	}
	b.ReportMetric(float64(words)/b.Elapsed().Seconds(), "words/s")
}

// BenchmarkNew arranges finished trees.
func BenchmarkNew(b *testing.B) {
	d := parse(strings.Repeat(report, 10), model(b))
	b.ReportAllocs()
	for b.Loop() {
		syntax.New(d.Text, d.Blocks, d.Words, d.Sents, nil)
	}
}
