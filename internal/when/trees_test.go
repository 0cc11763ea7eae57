package when_test

import (
	"reflect"
	"testing"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
	"hearsay/internal/when"
)

// hung returns a document of one paragraph with trees of chance: each word has a
// head, a relation and a part of speech by one of the picks, and heads may turn
// in a circle.
func hung(text string, picks []byte) *syntax.Doc {
	blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: len(text)}}}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
	if len(picks) == 0 {
		return d
	}
	words := append([]syntax.Word(nil), d.Words...)
	rels := [...]string{"obl", "aux", "cop", "mark", "nmod:poss", "conj", "root", "case"}
	tags := [...][2]string{{"VERB", "VBD"}, {"AUX", "MD"}, {"AUX", "VBD"}, {"NOUN", "NN"}, {"VERB", "VBN"}, {"PART", "TO"}, {"ADJ", "JJ"}, {"PUNCT", ","}}
	for i := range words {
		p := int(picks[i%len(picks)])
		s := d.SentOf(i)
		words[i].Head = s.From + (i-s.From+p)%(s.To-s.From)
		words[i].Rel = rels[p/3%len(rels)]
		words[i].UPOS, words[i].XPOS = tags[p/5%len(tags)][0], tags[p/5%len(tags)][1]
	}
	return syntax.New(text, blocks, words, d.Sents, nil)
}

// "Friday" hangs on a noun that hangs on "Friday" again.
func TestCircularTree(t *testing.T) {
	const text = "The talks on Friday in the capital."
	d := hung(text, nil)
	words := append([]syntax.Word(nil), d.Words...)
	for i := range words {
		words[i].Head, words[i].UPOS, words[i].XPOS, words[i].Rel = (i+1)%len(words), "NOUN", "NN", "nmod"
	}
	times, _ := when.Find(syntax.New(text, d.Blocks, words, d.Sents, nil), on("2021-05-04"))
	if len(times) != 1 || times[0].Value != "2021-04-30" {
		t.Errorf("got %+v", times)
	}
}

// What was tried on a day lies behind, what was agreed for it ahead.
func TestInfinitive(t *testing.T) {
	for _, c := range []struct{ verb, lemma, want string }{
		{"attempted", "attempt", "2016-04-13"},
		{"failed", "fail", "2016-04-13"},
		{"agreed", "agree", "2017-04-13"},
		{"voted", "vote", "2017-04-13"},
	} {
		d := hung("Rebels "+c.verb+" to launch raids on April 13.", nil)
		words := append([]syntax.Word(nil), d.Words...)
		for i, w := range []struct {
			head                   int
			rel, upos, xpos, lemma string
		}{
			{1, "nsubj", "NOUN", "NNS", "rebel"},
			{-1, "root", "VERB", "VBD", c.lemma},
			{3, "mark", "PART", "TO", "to"},
			{1, "xcomp", "VERB", "VB", "launch"},
			{3, "obj", "NOUN", "NNS", "raid"},
			{6, "case", "ADP", "IN", "on"},
			{3, "obl", "PROPN", "NNP", "April"},
			{6, "nummod", "NUM", "CD", "13"},
			{1, "punct", "PUNCT", ".", "."},
		} {
			words[i].Head, words[i].Rel, words[i].UPOS, words[i].XPOS, words[i].Lemma = w.head, w.rel, w.upos, w.xpos, w.lemma
		}
		times, _ := when.Find(syntax.New(d.Text, d.Blocks, words, d.Sents, nil), on("2016-04-15"))
		if len(times) != 1 || times[0].Value != c.want {
			t.Errorf("%s: got %+v, want %s", c.verb, times, c.want)
		}
	}
}

// FuzzTrees is FuzzFind on trees of chance.
func FuzzTrees(f *testing.F) {
	f.Add("The talks on Friday in the capital were to end in May.", []byte{1})
	f.Add("He said on Monday he would leave on June 3, two days after Easter.", []byte{0, 3, 250, 7, 90, 41})
	for i, s := range seeds {
		f.Add(s, []byte{byte(i), 1, byte(17 * i)})
	}
	f.Fuzz(func(t *testing.T, text string, picks []byte) {
		if len(text) > 4000 || !utf8.ValidString(text) {
			t.Skip()
		}
		d := hung(text, picks)
		times, findings := when.Find(d, on("2021-05-04"))
		last := 0
		for i, x := range times {
			if x.From < last || x.From >= x.To || x.To > len(d.Words) || x.Anchor >= i {
				t.Fatalf("time %d: %+v after word %d", i, x, last)
			}
			last = x.To
			check(t, d.Text[d.Span(x.From, x.To).Start:d.Span(x.From, x.To).End], x.Type, x.Value, x.Begin, x.End, x.Start, x.Stop)
		}
		again, findings2 := when.Find(d, on("2021-05-04"))
		if !reflect.DeepEqual(times, again) || !reflect.DeepEqual(findings, findings2) {
			t.Fatal("read twice, different times")
		}
	})
}
