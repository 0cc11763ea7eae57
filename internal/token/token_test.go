package token_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/token"
)

// blocksOf makes a block of every paragraph of text.
func blocksOf(text string) []hearsay.Block {
	var out []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		out = append(out, hearsay.Block{Kind: hearsay.Paragraph, Span: p})
	}
	return out
}

// show writes the tokens of sentences with spaces between them and " / " between sentences.
func show(text string, sents []token.Sentence) string {
	var out []string
	for _, s := range sents {
		var w []string
		for _, t := range s.Tokens {
			w = append(w, text[t.Start:t.End])
		}
		out = append(out, strings.Join(w, " "))
	}
	return strings.Join(out, " / ")
}

func TestTokens(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Northport denied it.", "Northport denied it ."},
		{"clitics", "It's Jo's; they don't, can't, WON’T and cannot.", "It 's Jo 's ; they do n't , ca n't , WO N’T and can not ."},
		{"clitics stacked", "she'd've", "she 'd 've"},
		{"clitics without apostrophe", "i dont and im gonna, Im Seo said", "i do nt and i m gon na , Im Seo said"},
		{"elided", "the '90s and 'em, ’tis so", "the '90s and 'em , ’t is so"},
		{"compounds", "a long-term US-based al-Harun ex-chief's co-founder", "a long - term US - based al - Harun ex-chief 's co-founder"},
		{"suffix", "twenty-fold, a story-wise look", "twenty-fold , a story-wise look"},
		{"initials", "J. R. Harrow of the U.S. and U.N.", "J. R. Harrow of the U.S. and U.N."},
		{"abbreviations", "Gen. Orla met Mr. Vey on Jan. 5, e.g. at 5 p.m.", "Gen. Orla met Mr. Vey on Jan. 5 , e.g. at 5 p.m."},
		{"ambiguous abbreviation", "No. 5 said no.", "No. 5 said no ."},
		{"birth", "Vey (b. 1950; d. 2001), which I said in plan d.", "Vey ( b. 1950 ; d. 2001 ) , which I said in plan d ."},
		{"numbers", "1,200.5 on 2021-05-04 at 12:30, 3/4, +3.2, 5%-6%", "1,200.5 on 2021-05-04 at 12:30 , 3/4 , +3.2 , 5 % - 6 %"},
		{"notes", "It fell.12 The rest stayed13,14", "It fell . 12 / The rest stayed13,14"},
		{"enumeration", "[13,14] but 1,8 metres", "[ 13 , 14 ] but 1,8 metres"},
		{"units", "$5bn, US$20m, 5pm, 3km, 4th, €3", "$ 5 bn , US $ 20 m , 5 pm , 3 km , 4th , € 3"},
		{"telephone", "+1-555-010-0199 or 555-0100", "+1-555-010-0199 or 555-0100"},
		{"addresses", "See https://example.org/a_(b)?x=1, www.example.org). Mail jo@example.org; report.pdf @jo #port #5",
			"See https://example.org/a_(b)?x=1 , www.example.org ) . / Mail jo@example.org ; report.pdf @jo #port # 5"},
		{"address in brackets", "(http://example.org/x)", "( http://example.org/x )"},
		{"slashes", "and/or, w/o, he/she", "and / or , w/o , he / she"},
		{"quotes", "“So,” she said, ''it's 'over'.''", "“ So , ” she said , '' it 's ' over ' . ''"},
		{"dashes", "the port--once busy--closed—for good", "the port -- once busy -- closed — for good"},
		{"ellipsis", "Well...maybe… no", "Well ... maybe … no"},
		{"space forgotten", "It ended.The rest left.", "It ended . / The rest left ."},
		{"colon", "note:this at 12:30", "note : this at 12:30"},
		{"emoticons", "see you:-) soon :) <3", "see you :-) soon :) <3"},
		{"broken off", "th- they", "th- they"},
		{"invisible", "the\u200bport\ufeff closed", "the port closed"},
		{"scripts", "Порт «Север» закрыт. 港口", "Порт « Север » закрыт . 港口"},
		{"combining mark", "cafe\u0301s", "cafe\u0301s"},
		{"rulers", "*** ------ ###", "*** / ------ / ###"},
		{"empty", " \n ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := show(tt.text, token.Split(tt.text, blocksOf(tt.text)))
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Split(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// ends marks every sentence end of text with "|".
func ends(text string) string {
	var b strings.Builder
	at := 0
	for _, s := range token.Split(text, blocksOf(text)) {
		e := s.Span().End
		b.WriteString(text[at:e])
		b.WriteString("|")
		at = e
	}
	return b.String() + text[at:]
}

func TestSentences(t *testing.T) {
	tests := []struct{ name, want string }{
		{"plain", "Northport denied it.| The militia did not.|"},
		{"titles", "Gen. Orla met Mr. Vey.| They talked.|"},
		{"abbreviation at the end", "They work for Acme Inc.| The firm closed.|"},
		{"abbreviation inside", "They work for Acme Inc. in Harrow.|"},
		{"president of the U.S.", "The U.S. President left.| He left the U.S.| The rest stayed.|"},
		{"months", "It closed in Jan. The end.|"},
		{"double quotes", "“It closed.”| “It did not,” she said.|"},
		{"straight quotes", "\"It closed.\"| \"It did not.\"|"},
		{"straight quotes spaced", "He said \"no.\"| \"Yes,\" she said.|"},
		{"quote carried on", "\"It closed.| It is shut.\"| He left.|"},
		{"unbalanced", "\"It closed.| Then he left.|"},
		{"asked after a quotation", "“Who paid?” Ms. Harrow asked.|"},
		{"left after a quotation", "“Who paid?”| Ms. Harrow left the room.|"},
		{"asked, verb first", "“Who paid?” asked Ms. Harrow.|"},
		{"lower case", "we left early.| the rest stayed.|"},
		{"a name in lower case", "It was shut.| iPort said so.|"},
		{"name with a mark", "Shares of Wow! rose in May.|"},
		{"title with a mark", "He sang Hello, Harbour! (1965) twice.|"},
		{"ellipsis", "so they left... and came back...| Then May came.|"},
		{"ellipsis before a capital", "so they left...| Then May came.|"},
		{"list", "1. Control over the port.| 2. Talks.|"},
		{"section", "4.1. Limits of the Work|"},
		{"footnotes", "It fell.[12]| The rest stayed.[citation needed]| So.|"},
		{"figure", "Figure 2.1| The old port|"},
		{"rulers", "That is all.|\n\n----------|\n\nJo|"},
		{"salutation", "Thanks,| Sharon The rest follows.|"},
		{"stamp", "Mara Vey| 05/03/2021 04:12 PM| We met.|"},
		{"links", "http://a.example.org/x| http://b.example.org/y| The end.|"},
		{"date line", "Northport Leaves Harrow| Wednesday, May 5, 2021| The last of them left.|"},
		{"date in a sentence", "On Wednesday, May 5, 2021, the last left.|"},
		{"emoticons", "that was all. :)| we left :) then|"},
		{"paragraphs", "A Headline Without Stop|\n\nThe text.|"},
		{"brackets", "(It closed.)| It did (not.)| So.|"},
		{"no words", "?!|"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.ReplaceAll(tt.want, "|", "")
			if diff := cmp.Diff(tt.want, ends(text)); diff != "" {
				t.Errorf("sentence ends (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBlocks(t *testing.T) {
	text := "The end of\n\none. Skip this.\nA list item\n"
	blocks := []hearsay.Block{
		{Kind: hearsay.Paragraph, Span: hearsay.Span{Start: 0, End: 16}},
		{Kind: hearsay.Boilerplate, Span: hearsay.Span{Start: 17, End: 27}},
		{Kind: hearsay.ListItem, Span: hearsay.Span{Start: 28, End: len(text)}},
	}
	sents := token.Split(text, blocks)
	if got, want := show(text, sents), "The end of / one . / A list item"; got != want {
		t.Errorf("sentences %q; want %q", got, want)
	}
	var owners []int
	for _, s := range sents {
		owners = append(owners, s.Block)
	}
	if diff := cmp.Diff([]int{0, 0, 2}, owners); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}

func TestParagraphs(t *testing.T) {
	line := "These lines were broken by hand after some sixty characters,"
	tests := []struct {
		name, text string
		want       []string
	}{
		{"lines", "One.\nTwo.\r\n\r\n  Three. \n", []string{"One.", "Two.", "Three."}},
		{"hard-wrapped", strings.Repeat(line+"\n", 6) + "end.\n\nNext.", []string{strings.Repeat(line+"\n", 6) + "end.", "Next."}},
		{"a long line among short ones", strings.Repeat("x\n", 6) + strings.Repeat("x", 120), []string{"x", "x", "x", "x", "x", "x", strings.Repeat("x", 120)}},
		{"empty", " \n\n ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range token.Paragraphs(tt.text) {
				got = append(got, tt.text[p.Start:p.End])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("Paragraphs(%q) (-want +got):\n%s", tt.text, diff)
			}
		})
	}
}

// hostile are texts of about n bytes that a splitter whose work grows with the
// square of the text cannot finish.
func hostile(n int) map[string]string {
	out := map[string]string{}
	for name, unit := range map[string]string{
		"no full stop": "word ", "no space": "word", "brackets": "(", "closing": ")", "quotes": "\" ", "apostrophes": "' ",
		"commas": "a,", "numbers": "1,", "slashes": "a/", "stops": "ab.Ab", "dots": "a.", "colons": "1:1a", "hyphens": "a-",
		"affixes": "co-", "clitics": "'s", "mail": "a@", "hosts": "a.com,", "percent": "%", "tags": "#a)", "mixed": "1:1/2.a-b,",
		"ends": ". ", "asked": "?\" ", "closers": ".\" ) ", "openers": ". ( ", "footnotes": ".[1]", "lines": "\n", "dashes": "- ",
		"letters": "港", "marks": "\u0301", "ellipses": "…a", "emoticons": ":)", "stars": "*a",
	} {
		out[name] = strings.Repeat(unit, n/len(unit))
	}
	out["scheme"] = "http://" + strings.Repeat(")", n)
	out["path"] = "a.com/" + strings.Repeat("(", n/2) + strings.Repeat(")", n/2)
	out["percents"] = strings.Repeat("%", n/2) + strings.Repeat(")", n/2)
	out["long left part"] = strings.Repeat("a", n/2) + strings.Repeat("'s", n/4)
	out["colons after stops"] = strings.Repeat("ab.Ab", n/10) + strings.Repeat("1:", n/4)
	return out
}

// TestLong finishes only if the work grows about linearly with the text.
func TestLong(t *testing.T) {
	for name, text := range hostile(256 << 10) {
		t.Run(name, func(t *testing.T) { check(t, name, text) })
	}
}

// check fails the test if the sentences of text are not in order, or drop or
// split a character.
func check(t *testing.T, name, text string) {
	t.Helper()
	at := 0
	gap := func(to int) {
		for _, r := range text[at:to] {
			if !token.IsGap(r) {
				t.Fatalf("%.40q: %q at %d is in no token", name, r, at)
			}
		}
	}
	for _, s := range token.Split(text, blocksOf(text)) {
		if len(s.Tokens) == 0 {
			t.Fatalf("%.40q: empty sentence", name)
		}
		for _, w := range s.Tokens {
			if w.Start < at || w.End <= w.Start || w.End > len(text) {
				t.Fatalf("%.40q: token %v after %d", name, w, at)
			}
			if !utf8.ValidString(text[w.Start:w.End]) && utf8.ValidString(text) {
				t.Fatalf("%.40q: token %v splits a character", name, w)
			}
			gap(w.Start)
			at = w.End
		}
	}
	gap(len(text))
}

func FuzzSplit(f *testing.F) {
	for _, text := range hostile(60) {
		f.Add(text)
	}
	f.Add("“Who paid?” Ms. Harrow asked.\n\nwww.example.org/a_(b)). It's \u200b5pm—co-op's…")
	f.Add("\xff. A\xc2")
	f.Fuzz(func(t *testing.T, text string) {
		check(t, text, text)
		whole := token.Tokens(text, hearsay.Span{End: len(text)})
		shifted := token.Tokens("  "+text, hearsay.Span{Start: 2, End: len(text) + 2})
		if len(whole) != len(shifted) {
			t.Fatalf("%d tokens; %d after two spaces", len(whole), len(shifted))
		}
		for i, w := range whole {
			if shifted[i].Start != w.Start+2 || shifted[i].End != w.End+2 {
				t.Fatalf("token %v; %v after two spaces", w, shifted[i])
			}
		}
	})
}

const sample = `HARROW BAY, May 3 (Meridian) – Northport's government has told a militia to leave the fuel depot near Pier 49, the Daily Herald reported on Friday.
“We won't go,” said Col. Mara Vey, 43, who commands about 1,200 long-term volunteers. “Who would guard the pumps?” Officials didn't answer e-mails sent to press@example.org.
The U.S.-built pumps, worth $5.2m, were damaged on April 29; nobody was hurt. See https://example.org/news/2021/05/03/harrow for a map (in French).
`

func BenchmarkSplit(b *testing.B) {
	text := strings.Repeat(sample, 100)
	blocks := blocksOf(text)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		token.Split(text, blocks)
	}
}

// BenchmarkHostile compares two sizes: the speed must be about the same.
func BenchmarkHostile(b *testing.B) {
	for _, size := range []int{100 << 10, 1 << 20} {
		for name, text := range hostile(size) {
			blocks := blocksOf(text)
			b.Run(name+"/"+sizeName(size), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					token.Split(text, blocks)
				}
			})
		}
	}
}

func sizeName(n int) string {
	if n < 1<<20 {
		return "100K"
	}
	return "1M"
}
