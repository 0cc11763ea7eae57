package syntax_test

import (
	"slices"
	"strings"
	"testing"

	"hearsay"
	"hearsay/internal/syntax"
)

// parsed makes a document of one sentence from lines of "form UPOS head rel",
// heads counted from 1, 0 the root.
func parsed(t *testing.T, lines string) *syntax.Doc {
	t.Helper()
	var words []syntax.Word
	var text strings.Builder
	for l := range strings.SplitSeq(strings.TrimSpace(lines), "\n") {
		f := strings.Fields(l)
		if len(f) != 4 {
			t.Fatalf("line %q has %d fields; want 4", l, len(f))
		}
		head := 0
		for _, c := range f[2] {
			head = head*10 + int(c-'0')
		}
		at := text.Len()
		text.WriteString(f[0] + " ")
		words = append(words, syntax.Word{
			Span: hearsay.Span{Start: at, End: at + len(f[0])}, Text: f[0],
			UPOS: f[1], Head: head - 1, Rel: f[3], Space: true,
		})
	}
	return syntax.New(text.String(), nil, words, []syntax.Sent{{From: 0, To: len(words)}}, nil)
}

const hearing = `
A        DET   2 det
hearing  NOUN  7 nsubj:pass
on       ADP   5 case
the      DET   5 det
quarrel  NOUN  2 nmod
was      AUX   7 aux:pass
held     VERB  0 root
yesterday NOUN 7 obl:unmarked
that     PRON  10 nsubj
bored    VERB  2 acl:relcl
everyone PRON  10 obj`

func TestTree(t *testing.T) {
	d := parsed(t, hearing)
	if got, want := d.Children(1), []int{0, 4, 9}; !slices.Equal(got, want) {
		t.Errorf("Children(hearing) = %v; want %v", got, want)
	}
	if got := d.Children(10); len(got) != 0 {
		t.Errorf("Children(everyone) = %v; want none", got)
	}
	for _, tt := range []struct{ i, from, to int }{{1, 0, 11}, {4, 2, 5}, {6, 0, 11}, {9, 8, 11}, {3, 3, 4}} {
		if from, to := d.Subtree(tt.i); from != tt.from || to != tt.to {
			t.Errorf("Subtree(%s) = %d, %d; want %d, %d", d.Words[tt.i].Text, from, to, tt.from, tt.to)
		}
	}
	for i := range d.Words {
		for anc := range d.Words {
			want := false
			for j := i; j >= 0; j = d.Words[j].Head {
				want = want || j == anc
			}
			if got := d.Descends(i, anc); got != want {
				t.Errorf("Descends(%s, %s) = %v; want %v", d.Words[i].Text, d.Words[anc].Text, got, want)
			}
		}
	}
	if got := d.Child(6, "nsubj"); got != 1 {
		t.Errorf("Child(held, nsubj) = %d; want 1", got)
	}
	if got := d.Child(6, "ob", "nsub"); got != -1 {
		t.Errorf("Child(held, ob, nsub) = %d; want -1", got)
	}
	if got, want := d.Span(2, 5), (hearsay.Span{Start: 10, End: 24}); got != want {
		t.Errorf("Span(2, 5) = %v; want %v", got, want)
	}
	if got := d.Span(3, 3); !got.IsEmpty() {
		t.Errorf("Span(3, 3) = %v; want the empty span", got)
	}
	if got := d.Head(2, 5); got != 4 {
		t.Errorf("Head(on the quarrel) = %d; want 4", got)
	}
}

func TestTreeOfBrokenHeads(t *testing.T) {
	d := parsed(t, `
a X 2 dep
b X 3 dep
c X 1 dep
d X 9 dep
e X 5 dep`)
	for i := range d.Words {
		for anc := range d.Words {
			if got := d.Descends(i, anc); got != (i == anc) {
				t.Errorf("Descends(%d, %d) = %v in words that hang on nothing", i, anc, got)
			}
		}
	}
	if from, to := d.Subtree(0); from != 0 || to != 1 {
		t.Errorf("Subtree(0) = %d, %d; want 0, 1", from, to)
	}
}
