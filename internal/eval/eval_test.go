package eval_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/ulikunitz/xz"

	"hearsay/internal/eval"
)

// corpus is two documents in the format of the corpora: one with offsets in
// code points, one of tokens only.
const corpus = `{"id":"a","corpus":"gum","text":"Já, Vey left.\n\nShe said so.","sents":[` +
	`{"toks":["Já",",","Vey","left","."],"ws":[false,true,true,false,false],"upos":["INTJ","PUNCT","PROPN","VERB","PUNCT"],` +
	`"xpos":["UH",",","NNP","VBD","."],"lemma":["já",",","Vey","leave","."],"head":[3,0,3,-1,3],` +
	`"deprel":["discourse","punct","nsubj","root","punct"],"cs":[[0,2],[2,3],[4,7],[8,12],[12,13]]},` +
	`{"toks":["She","said","so","."],"ws":[true,true,false,false],"upos":["PRON","VERB","ADV","PUNCT"],` +
	`"xpos":["PRP","VBD","RB","."],"lemma":["she","say","so","."],"head":[1,-1,1,1],` +
	`"deprel":["nsubj","root","advmod","punct"],"cs":[[15,18],[19,23],[24,26],[26,27]]}],` +
	`"ents":[[0,2,3,"person","named"],[1,0,1,"person","pronoun"]],"coref":[[[0,2,3],[1,0,1]]],` +
	`"attr":[{"cue":[[1,1]],"source":[[1,0]],"content":[[1,2]]}]}
{"id":"b","corpus":"gum","text":null,"sents":[{"toks":["Mr.","Vey","'s"],"ws":[true,false,true],"cs":null},` +
	`{"toks":["Harrow","Bay"],"ws":[true,true],"cs":null}],"ner":[["O","B-PER","O"],["B-LOC","I-LOC"]]}
`

func load(t *testing.T, text string) []eval.Document {
	t.Helper()
	docs, err := eval.Load(fstest.MapFS{"c.jsonl": {Data: []byte(text)}}, "c.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	return docs
}

func TestLoad(t *testing.T) {
	docs := load(t, corpus)
	a, b := &docs[0], &docs[1]
	var got []string
	for _, d := range docs {
		for _, w := range d.Words {
			if s := d.Text[w.Start:w.End]; s != w.Text {
				t.Errorf("%s: word %q at %v is %q", d.ID, w.Text, w.Span, s)
			}
			got = append(got, w.Text)
		}
	}
	if want := "Já , Vey left . She said so . Mr. Vey 's Harrow Bay"; strings.Join(got, " ") != want {
		t.Errorf("words %q; want %q", got, want)
	}
	if b.Text != "Mr. Vey's\nHarrow Bay\n" || !b.Rejoined || a.Rejoined {
		t.Errorf("rejoined text %q", b.Text)
	}
	if h := a.Words[6].Head; h != -1 {
		t.Errorf("head of said: %d", h)
	}
	if h := a.Words[8].Head; h != 6 {
		t.Errorf("head of the last stop: %d; want 6, numbered through the document", h)
	}
	if diff := cmp.Diff([]eval.Said{{Cue: []int{6}, Source: []int{5}, Content: []int{7}}}, a.Said); diff != "" {
		t.Errorf("attributions (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([][]eval.Stretch{{{From: 2, To: 3}, {From: 5, To: 6}}}, a.Coref); diff != "" {
		t.Errorf("clusters (-want +got):\n%s", diff)
	}
	blocks := a.Blocks()
	sents := a.Sentences(blocks)
	if len(blocks) != 2 || len(sents) != 2 || sents[1].Block != 1 {
		t.Errorf("blocks %v, sentences %v", blocks, sents)
	}
}

func TestLoadErrors(t *testing.T) {
	for name, text := range map[string]string{
		"cut off": corpus[:200],
		"offset":  strings.Replace(corpus, "[26,27]", "[26,99]", 1),
		"shape":   `{"sents":[{"toks":"no list"}]}`,
	} {
		if _, err := eval.Load(fstest.MapFS{"c.jsonl": {Data: []byte(text)}}, "c.jsonl"); err == nil || !strings.Contains(err.Error(), "c.jsonl: document 1") {
			t.Errorf("%s: error %v; want one that names the document", name, err)
		}
	}
	if _, err := eval.Load(fstest.MapFS{}, "c.jsonl"); err == nil {
		t.Error("no error for a missing file")
	}
}

// FuzzLoad reads any bytes as a corpus: words lie in the text and do not split
// characters, and everything that is annotated is of words.
func FuzzLoad(f *testing.F) {
	f.Add(corpus)
	f.Add(strings.ReplaceAll(corpus, "0", "7"))
	f.Add(`{"sents":[{"toks":["\xff"],"ws":[true]}],"ents":[[0,0,9,"x",""]]}`)
	f.Fuzz(func(t *testing.T, text string) {
		docs, err := eval.Load(fstest.MapFS{"c.jsonl": {Data: []byte(text)}}, "c.jsonl")
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, w := range d.Words {
				if _, err := w.Span.In(d.Text); err != nil {
					t.Fatalf("word %q: %v", w.Text, err)
				}
				if w.Head < -1 || w.Head >= len(d.Words) {
					t.Fatalf("head %d of %d words", w.Head, len(d.Words))
				}
			}
			for _, e := range d.Ents {
				if h := d.HeadOf(e.Stretch); h < e.From || h >= e.To {
					t.Fatalf("head %d of %v", h, e.Stretch)
				}
			}
			for _, a := range d.Said {
				for _, i := range slices.Concat(a.Cue, a.Source, a.Content) {
					if i < 0 || i >= len(d.Words) {
						t.Fatalf("word %d of %d", i, len(d.Words))
					}
				}
			}
		}
	})
}

func TestHeadOf(t *testing.T) {
	d := &load(t, corpus)[0]
	for _, tt := range []struct {
		s    eval.Stretch
		want int
	}{
		{eval.Stretch{From: 2, To: 4}, 3}, // Vey left: left is the root
		{eval.Stretch{From: 0, To: 2}, 0}, // Já ,: both hang outside or on the first
		{eval.Stretch{From: 5, To: 6}, 5},
	} {
		if got := d.HeadOf(tt.s); got != tt.want {
			t.Errorf("HeadOf(%v) = %d; want %d", tt.s, got, tt.want)
		}
	}
}

// TestRead reads without a model: the tokens alone are compared.
func TestRead(t *testing.T) {
	d := &load(t, corpus)[0]
	gold := eval.Read(d, eval.Gold, nil, false)
	raw := eval.Read(d, eval.Raw, nil, false)
	if len(gold.Doc.Words) != 9 || len(raw.Doc.Words) != 9 {
		t.Errorf("%d and %d words; want 9", len(gold.Doc.Words), len(raw.Doc.Words))
	}
}

func row(count eval.Count, ts ...eval.Tally) *eval.Row {
	return &eval.Row{Task: "names", Corpus: "GUM", Input: "gold", By: "model", Measure: "names", Count: count, Tallies: ts}
}

func TestF1(t *testing.T) {
	r := row(eval.F1, eval.Tally{3, 4, 6}, eval.Tally{1, 1, 2})
	s := r.Count.Of(r.Total())
	// 4 right of 5 answers; 4 found of 8
	if s.Precision != 80 || s.Recall != 50 || math.Abs(s.F1-800./13) > 1e-9 {
		t.Errorf("score %+v", s)
	}
	if r.N() != 8 {
		t.Errorf("N = %d; want 8", r.N())
	}
	if s := eval.F1.Of(eval.Tally{0, 0, 0}); s != (eval.Score{}) {
		t.Errorf("score of nothing %+v", s)
	}
}

func TestInterval(t *testing.T) {
	same := row(eval.F1, eval.Tally{1, 2, 2}, eval.Tally{1, 2, 2}, eval.Tally{1, 2, 2})
	if low, high := same.Interval(); low != 50 || high != 50 {
		t.Errorf("interval of equal documents %v–%v; want 50–50", low, high)
	}
	mixed := row(eval.F1, eval.Tally{2, 2, 2}, eval.Tally{0, 2, 2}, eval.Tally{1, 2, 2}, eval.Tally{2, 2, 2})
	low, high := mixed.Interval()
	if s := mixed.Count.Of(mixed.Total()).F1; !(low < s && s < high) {
		t.Errorf("interval %v–%v does not hold %v", low, high, s)
	}
	if l, h := mixed.Interval(); l != low || h != high {
		t.Error("a second interval of the same row differs")
	}
}

func TestWrite(t *testing.T) {
	var b bytes.Buffer
	if err := eval.Write(&b, []*eval.Row{row(eval.F1, eval.Tally{1, 2, 2})}, "about"); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(b.String()) {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	want := []string{"# about", "", "task corpus input by measure n P R F1 95 % reference", "names GUM gold model names 2 50.0 50.0 50.0 50.0–50.0"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("table (-want +got):\n%s", diff)
	}
}

func TestErrors(t *testing.T) {
	if _, err := eval.Run(fstest.MapFS{}, nil, eval.Options{Only: []string{"tokens", "typing"}}); err == nil || !strings.Contains(err.Error(), "typing") {
		t.Errorf("error %v; want one that names the task", err)
	}
	if _, err := eval.Run(fstest.MapFS{}, nil, eval.Options{Only: []string{"tokens"}}); err == nil {
		t.Error("no error for a missing corpus")
	}
}

// TestRun runs the task of tokens on two corpora. The first is right; the key
// of the second has the token "left." and one sentence for two.
func TestRun(t *testing.T) {
	first, _, _ := strings.Cut(corpus, "\n")
	second := `{"id":"c","text":"Vey left. She stayed.","sents":[{"toks":["Vey","left.","She","stayed","."],` +
		`"ws":[true,true,true,false,true],"cs":[[0,3],[4,9],[10,13],[14,20],[20,21]]}]}`
	rows, err := eval.Run(fstest.MapFS{
		"ewt-dev.jsonl.xz": {Data: compressed(t, first)},
		"gum-dev.jsonl.xz": {Data: compressed(t, second)},
	}, nil, eval.Options{Only: []string{"tokens"}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range rows {
		got = append(got, fmt.Sprint(r.Corpus, " ", r.Measure, " ", r.Total()))
	}
	want := []string{"EWT tokens [9 9 9]", "EWT sentence ends [2 2 2]", "GUM tokens [4 6 5]", "GUM sentence ends [1 2 1]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rows (-want +got):\n%s", diff)
	}
}

func compressed(t *testing.T, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := xz.NewWriter(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
