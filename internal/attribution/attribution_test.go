package attribution_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"hearsay"
	"hearsay/data/weights"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var model = sync.OnceValue(func() *neural.Model {
	m, err := neural.Load(weights.FS, neural.Options{})
	if err != nil {
		panic(err)
	}
	return m
})

// read returns the document of text: the first line of a paragraph that begins
// with "> " is a block quote.
func read(text string, m *neural.Model) (*syntax.Doc, *mention.Set) {
	var blocks []hearsay.Block
	for _, p := range token.Paragraphs(text) {
		b := hearsay.Block{Kind: hearsay.Paragraph, Span: p}
		if strings.HasPrefix(text[p.Start:p.End], "> ") {
			b.Kind, b.Span.Start = hearsay.BlockQuote, p.Start+2
		}
		blocks = append(blocks, b)
	}
	d := syntax.Parse(text, blocks, token.Split(text, blocks), m)
	return d, mention.Find(d)
}

// drawn writes attributions one a line.
func drawn(d *syntax.Doc, ms *mention.Set, as []attribution.Attribution, fs []hearsay.Finding) string {
	var b strings.Builder
	words := func(from, to int) string {
		s := d.Span(from, to)
		return strings.Join(strings.Fields(d.Text[s.Start:s.End]), " ")
	}
	for i, a := range as {
		fmt.Fprintf(&b, "%d", i+1)
		if a.Within >= 0 {
			fmt.Fprintf(&b, " in %d", a.Within+1)
		}
		fmt.Fprintf(&b, "  %s %s", a.Act, a.Mode)
		for _, f := range []struct {
			on   bool
			name string
		}{{a.Negated, "negated"}, {a.Anonymous, "anonymous"}, {a.Voice, "voice"}, {a.Naming, "naming"}} {
			if f.on {
				fmt.Fprintf(&b, " %s", f.name)
			}
		}
		fmt.Fprintf(&b, "\n   %q %q", words(a.SourceFrom, a.SourceTo), words(a.CueFrom, a.CueTo))
		if a.Source >= 0 {
			if e := ms.Entities[ms.Mentions[a.Source].Entity]; e.Name != words(a.SourceFrom, a.SourceTo) {
				fmt.Fprintf(&b, " = %s", e.Name)
			}
		}
		if a.Recipient >= 0 {
			fmt.Fprintf(&b, " to %q", words(ms.Mentions[a.Recipient].From, ms.Mentions[a.Recipient].To))
		}
		b.WriteByte('\n')
		for _, c := range a.Content {
			fmt.Fprintf(&b, "   : %s\n", words(c[0], c[1]))
		}
	}
	for _, f := range fs {
		fmt.Fprintf(&b, "! %s: %s\n", f.Kind, strings.Join(strings.Fields(f.Spans[0].Text), " "))
	}
	return b.String()
}

// company follows every text: the model was trained on whole reports and is
// unsure of a sentence that stands alone.
const company = "It rained in the bay on Monday. The streets were empty, and the ships stayed in the harbour until the evening of the next day. On Tuesday the sun came out, and the markets were full again."

// TestFind compares with the golden files of testdata: cases of a comment that
// says why the case is there, the text, and what is found in it. A comment that
// begins with BUG marks an output known to be wrong.
func TestFind(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.golden")
	if len(files) < 4 {
		t.Fatalf("%d golden files; want at least 4", len(files))
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for n, c := range strings.Split(strings.TrimPrefix(string(src), "# "), "\n# ") {
			why, rest, _ := strings.Cut(c, "\n")
			text, want, _ := strings.Cut(rest, "\n--")
			text, want = strings.TrimSpace(text), strings.Trim(want, "-\n")
			d, ms := read(text+"\n\n"+company, model())
			as, fs := attribution.Find(d, ms)
			valid(t, d, ms, as, fs)
			for n := len(as); n > 0 && len(as[n-1].Content) > 0 && d.Words[as[n-1].Content[0][0]].Start >= len(text); n-- {
				as = as[:n-1] // in the company
			}
			got := drawn(d, ms, as, fs)
			if n > 0 {
				out.WriteByte('\n')
			}
			fmt.Fprintf(&out, "# %s\n%s\n--\n%s", why, text, got)
			if strings.TrimSpace(got) != strings.TrimSpace(want) && !*update {
				t.Errorf("%s: %s\ngot\n%swant\n%s", filepath.Base(f), why, got, want)
			}
		}
		if *update {
			if err := os.WriteFile(f, []byte(out.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// valid checks what holds of every answer: ranges in order inside the document,
// never empty contents, chains that end, confidences that are probabilities,
// findings that quote the text.
func valid(t *testing.T, d *syntax.Doc, ms *mention.Set, as []attribution.Attribution, fs []hearsay.Finding) {
	t.Helper()
	n := len(d.Words)
	for i, a := range as {
		if a.CueFrom < 0 || a.CueTo > n || a.CueFrom > a.CueTo || a.SourceFrom < 0 || a.SourceTo > n || a.SourceFrom > a.SourceTo {
			t.Fatalf("attribution %d: cue [%d, %d), source [%d, %d) of %d words", i, a.CueFrom, a.CueTo, a.SourceFrom, a.SourceTo, n)
		}
		if len(a.Content) == 0 {
			t.Fatalf("attribution %d has no content", i)
		}
		end := 0
		for _, c := range a.Content {
			if c[0] < end || c[0] >= c[1] || c[1] > n {
				t.Fatalf("attribution %d: content %v of %d words", i, a.Content, n)
			}
			end = c[1]
		}
		steps := 0
		for k := a.Within; k >= 0; k = as[k].Within {
			if steps++; steps > len(as) {
				t.Fatalf("attribution %d: its chain does not end", i)
			}
		}
		if a.Within >= len(as) || a.Within == i || a.Source >= len(ms.Mentions) || a.Recipient >= len(ms.Mentions) {
			t.Fatalf("attribution %d: within %d, source %d, recipient %d", i, a.Within, a.Source, a.Recipient)
		}
		if !(a.Confidence >= 0 && a.Confidence <= 1) {
			t.Fatalf("attribution %d: confidence %v", i, a.Confidence)
		}
	}
	for _, f := range fs {
		if hearsay.FindingKinds[f.Kind] == "" || len(f.Spans) == 0 {
			t.Fatalf("finding %+v", f)
		}
		for _, s := range f.Spans {
			if x, err := s.In(d.Text); err != nil || x != s.Text {
				t.Fatalf("finding %+v: %v", f, err)
			}
		}
	}
}

// What stands after a text changes nothing in it.
func TestAppendedParagraph(t *testing.T) {
	text := "“The gates stay shut,” Mila Oren told reporters. She added that talks had failed.\n\nThe mayor denied it."
	d, ms := read(text, nil)
	one, _ := attribution.Find(d, ms)
	d2, ms2 := read(text+"\n\nIt rained on Tuesday.", nil)
	two, _ := attribution.Find(d2, ms2)
	if a, b := drawn(d, ms, one, nil), drawn(d2, ms2, two, nil); !strings.HasPrefix(b, a) {
		t.Errorf("got\n%swith a paragraph more\n%s", a, b)
	}
}

// Without a model the lexicon and the quotation marks still find the plainest.
func TestFindWithoutModel(t *testing.T) {
	d, ms := read("“The gates stay shut and nobody will open them,” said Oren.", nil)
	as, _ := attribution.Find(d, ms)
	if len(as) == 0 {
		t.Fatal("no attribution")
	}
	valid(t, d, ms, as, nil)
}

func hostile(n int) map[string]string {
	return map[string]string{
		"opening marks":   strings.Repeat("“ ", n),
		"closing marks":   strings.Repeat("” ", n),
		"straight marks":  strings.Repeat(`" `, n),
		"unclosed":        strings.Repeat("“We left and the hall was dark.\n\n", n/9),
		"nested":          strings.Repeat("“he said ‘", n/4) + "no" + strings.Repeat("’ and”", n/4),
		"said":            strings.Repeat("he said she said ", n/4),
		"that he said":    strings.Repeat("that he said ", n/3),
		"turns":           strings.Repeat("“We left the hall,” she said.\n\n", n/9),
		"one sentence":    strings.Repeat("Oren said the port, ", n/5),
		"introduced":      strings.Repeat("Read the full story here:\n\n", n/7),
		"block quotes":    strings.Repeat("> The hall was dark.\n\n", n/6),
		"as far as":       strings.Repeat("as far as it is concerned ", n/6),
		"citing":          strings.Repeat("citing Oren, ", n/3),
		"labels":          strings.Repeat("Oren: The hall was dark.\n\n", n/8),
		"claims":          strings.Repeat("his claim that the claim that ", n/6),
		"reportedly":      strings.Repeat("reportedly the alleged thief ", n/4),
		"quoted as":       strings.Repeat("Oren was quoted as saying that ", n/6),
		"anonymity":       strings.Repeat("a clerk said on condition of anonymity because ", n/8),
		"whole quotation": "“" + strings.Repeat("We left the hall. ", n/5) + "”",
	}
}

// The cost is linear: were it the square of the length, these texts would run
// into the test's time limit.
func TestFindHostile(t *testing.T) {
	for name, text := range hostile(40_000) {
		t.Run(name, func(t *testing.T) {
			d, ms := read(text, nil)
			as, fs := attribution.Find(d, ms)
			valid(t, d, ms, as, fs)
		})
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range hostile(40) {
		f.Add(s)
	}
	f.Add("“The gates stay shut,” Oren told the Herald, which she said had “lied.”\n\nFrom the Herald:\n\nOren denied it, according to a clerk.")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		d, ms := read(strings.ToValidUTF8(text, ""), model())
		as, fs := attribution.Find(d, ms)
		valid(t, d, ms, as, fs)
	})
}
