package attribution_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/internal/attribution"
)

// Three megabytes of quotation marks are no words of anybody. Work that grows
// with the square of the marks would not end within the time of the tests.
func TestMarksAlone(t *testing.T) {
	const size = 3 << 20
	for mark, part := range map[string]int{"“ ": 1, `" `: 10, "” ": 10, "“ ‘ ": 10, "«": 10, "''": 10} {
		d, ms := read(strings.Repeat(mark, size/part/len(mark)), nil)
		as, fs := attribution.Find(d, ms)
		valid(t, d, ms, as, fs)
		if len(as) > 0 {
			t.Errorf("%q: %d attributions", mark, len(as))
		}
		if o := attribution.Origins(d, ms, as); len(o) > 0 {
			t.Errorf("%q: %v", mark, o)
		}
	}
}

// Quotations ten deep are ten steps at most, and end.
func TestNestedTenDeep(t *testing.T) {
	names := strings.Fields("Oren Marsh Prado Lindqvist Thane Voss Ostrow Reyle Astley Casse")
	open, end := []string{"“", "‘"}, []string{"”", "’"}
	var text, tail string
	for i, n := range names {
		text += fmt.Sprintf("%s said, %s", n, open[i%2])
		tail = end[i%2] + tail
	}
	d, ms := read("Mila "+text+"The gates are shut."+tail+"\n\n"+company, model())
	as, fs := attribution.Find(d, ms)
	valid(t, d, ms, as, fs)
	deepest := 0
	for i := range as {
		n := 1
		for k := as[i].Within; k >= 0; k = as[k].Within {
			n++
		}
		deepest = max(deepest, n)
	}
	if deepest > len(names) || deepest < 3 {
		t.Errorf("%d steps of at most %d", deepest, len(names))
	}
}

// Each of five hundred turns belongs to the one whose label it bears.
func TestTranscript(t *testing.T) {
	var b strings.Builder
	b.WriteString("A talk about the pier\n\n")
	for i := range 250 {
		fmt.Fprintf(&b, "OREN: How many boats came in week %d?\n\nMARSH: There were %d boats, and all of them left.\n\n", i+1, i+2)
	}
	d, ms := read(b.String(), model())
	as, fs := attribution.Find(d, ms)
	valid(t, d, ms, as, fs)
	turns := 0
	for _, a := range as {
		if d.Words[a.CueFrom].Text != ":" {
			continue
		}
		turns++
		want := "OREN"
		if d.Words[a.Content[0][0]].Text == "There" {
			want = "MARSH"
		}
		if got := d.Words[a.SourceFrom].Text; got != want {
			t.Fatalf("turn %d is by %q", turns, got)
		}
	}
	if turns != 500 {
		t.Errorf("%d turns", turns)
	}
}

// Paragraphs that each open a quotation and do not close it are one long
// quotation of nobody: a finding, no speaker.
func TestEveryParagraphUnclosed(t *testing.T) {
	d, ms := read(strings.Repeat("“The hall was dark and nobody left it before the morning.\n\n", 400), nil)
	as, fs := attribution.Find(d, ms)
	valid(t, d, ms, as, fs)
	for _, a := range as {
		if a.SourceFrom < a.SourceTo || a.Source >= 0 {
			t.Fatalf("a speaker: %+v", a)
		}
	}
	kinds := make(map[string]int)
	for _, f := range fs {
		kinds[f.Kind]++
	}
	if kinds["source-unclear"] == 0 || kinds["quote-unclosed"] == 0 {
		t.Errorf("findings %v", kinds)
	}
}

// Words without punctuation are read as far as they go.
func TestWithoutPunctuation(t *testing.T) {
	d, ms := read(strings.Repeat("the mayor said the hall was empty and the guard said it was not ", 300), model())
	as, fs := attribution.Find(d, ms)
	valid(t, d, ms, as, fs)
	if len(as) == 0 {
		t.Error("no attribution")
	}
}
