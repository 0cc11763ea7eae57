package mention

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hearsay"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// FuzzFind reads any text as words, bends their tags, trees and names by the
// bytes of shape, and holds that find makes a valid set, twice the same.
func FuzzFind(f *testing.F) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) < 14 {
		f.Fatalf("%d seeds, %v; want at least 14", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var text strings.Builder
		for line := range strings.Lines(string(b)) {
			if t, ok := strings.CutPrefix(line, "# "); ok {
				text.WriteString(t)
			}
		}
		f.Add(text.String(), b[:min(len(b), 200)])
	}
	f.Add("“I,” he said. It's the U.N.'s, 's - ’s", []byte{255, 0, 1, 2, 3, 254, 17})
	f.Fuzz(func(t *testing.T, text string, shape []byte) {
		text = strings.ToValidUTF8(text, "?")
		if len(text) > 4000 {
			return
		}
		blocks := []hearsay.Block{{Kind: hearsay.Paragraph, Span: hearsay.Span{End: len(text)}}}
		first := bent(text, blocks, shape)
		s := find(first.doc, slices.Clone(first.names))
		check(t, first.doc, s)
		again := bent(text, blocks, shape)
		s2 := find(again.doc, slices.Clone(again.names))
		if diff := cmp.Diff(list(s), list(s2)); diff != "" {
			t.Errorf("read twice:\n%s", diff)
		}
		n := len(first.doc.Words)
		s.Speak([]Speech{{0, n, 0, -1}, {n / 2, n, len(s.Mentions) - 1, 0}, {-5, 3, len(s.Mentions) + 4, 7}})
		check(t, first.doc, s)
		for i := range s.Entities {
			if strings.Contains(s.Entities[i].Name, "\n") {
				t.Errorf("name %q", s.Entities[i].Name)
			}
		}
	})
}

type bending struct {
	doc   *syntax.Doc
	names []name
}

// bent draws a document with the grammar that the bytes of shape spell.
func bent(text string, blocks []hearsay.Block, shape []byte) bending {
	d := syntax.Parse(text, blocks, token.Split(text, blocks), nil)
	if len(shape) == 0 {
		return bending{d, nil}
	}
	at := 0
	next := func(n int) int {
		v := int(shape[at%len(shape)]) + at
		at++
		return v % n
	}
	upos := []string{"NOUN", "PROPN", "PRON", "VERB", "ADJ", "DET", "ADP", "NUM", "PUNCT", "CCONJ"}
	rels := []string{"nsubj", "obj", "obl", "nmod", "nmod:poss", "amod", "compound", "flat", "appos", "conj", "case", "det", "cop", "root", "acl:relcl", "nummod", "punct"}
	labels := []string{"PER", "ORG", "LOC", "NORP", "MISC", "FAC", "DATE"}
	words := slices.Clone(d.Words)
	for _, s := range d.Sents {
		for i := s.From; i < s.To; i++ {
			w := &words[i]
			if next(3) > 0 {
				w.UPOS = upos[next(len(upos))]
			}
			w.Rel, w.Head = rels[next(len(rels))], s.From+next(s.To-s.From)
			if next(5) == 0 {
				w.Head = -1
			}
		}
	}
	var names []name
	for _, s := range d.Sents {
		for i := s.From; i < s.To; {
			n := 1 + next(4)
			if next(2) == 0 && i+n <= s.To {
				names = append(names, name{From: i, To: i + n, Label: labels[next(len(labels))], Prob: float64(next(100)) / 100})
			}
			i += n
		}
	}
	return bending{syntax.New(text, blocks, words, d.Sents, nil), names}
}
