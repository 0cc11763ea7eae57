package codebook

import (
	_ "embed"
	"slices"
	"strings"

	"hearsay/internal/syntax"
)

// A Context is one of [ContextNames] with the words of a stretch of text that
// show it, in order.
type Context struct {
	Name  string
	Words []int
	// Strong is false where no word is enough by itself, and several different
	// ones were found.
	Strong bool
}

// Contexts returns the contexts of the words [from, to), best a paragraph, in
// the order of the manual. A word shows a context by itself ("parliament") or
// together with another of the same context ("seat" with "candidate"), unless a
// word of the same sentence speaks against it: "troops" are military, but not
// beside "militia", since the manual means the forces of states.
func Contexts(d *syntax.Doc, from, to int) []Context {
	var found [37]Context
	var weak [37][]string // different words that need company
	for i := from; i < to; i++ {
		for k := range evidence[strings.ToLower(d.Words[i].Lemma)] {
			x := &evidence[strings.ToLower(d.Words[i].Lemma)][k]
			if !x.single() && x.match(d, i) == nil || x.against(d, i) {
				continue
			}
			c := &found[x.context]
			if n := len(c.Words); n == 0 || c.Words[n-1] != i {
				c.Words = append(c.Words, i)
			}
			if !x.weak {
				c.Strong = true
			} else if !slices.Contains(weak[x.context], x.anchor) {
				weak[x.context] = append(weak[x.context], x.anchor)
			}
		}
	}
	var out []Context
	for i, c := range found {
		if c.Strong || len(weak[i]) > 1 {
			c.Name = ContextNames[i]
			out = append(out, c)
		}
	}
	return out
}

// A sign is a term that shows a context.
type sign struct {
	term
	context int
	weak    bool
	unless  []string
}

// against reports whether the sentence of word i has a word that takes the
// sign's meaning away.
func (x *sign) against(d *syntax.Doc, i int) bool {
	if x.unless == nil {
		return false
	}
	s := d.SentOf(i)
	for j := max(s.From, i-25); j < min(s.To, i+25); j++ {
		if slices.Contains(x.unless, strings.ToLower(d.Words[j].Lemma)) {
			return true
		}
	}
	return false
}

//go:embed contexts.tsv
var contextsText string

var evidence = readContexts(contextsText)

// readContexts reads lines of context, strength ("1" for words that suffice,
// "2" for words that need another), words and counter-words, separated by tabs,
// the words by commas. A phrase hangs on its last word, or on the one with a
// star. A context that PLOVER lacks is an error of the list, which its test
// finds; its words count for nothing.
func readContexts(text string) map[string][]sign {
	out := map[string][]sign{}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		f := strings.Split(line, "\t")
		if line == "" || line[0] == '#' || len(f) < 3 {
			continue
		}
		c := slices.Index(ContextNames, f[0])
		if c < 0 {
			continue
		}
		var unless []string
		if len(f) > 3 {
			for w := range strings.SplitSeq(f[3], ",") {
				unless = append(unless, strings.TrimSpace(w))
			}
		}
		for w := range strings.SplitSeq(f[2], ",") {
			words := strings.Fields(w)
			if len(words) == 0 {
				continue
			}
			anchor := len(words) - 1
			for i := range words {
				if s, ok := strings.CutSuffix(words[i], "*"); ok {
					words[i], anchor = s, i
				}
			}
			t := term{words[anchor], words[:anchor:anchor], words[anchor+1:]}
			out[t.anchor] = append(out[t.anchor], sign{t, c, f[1] == "2", unless})
		}
	}
	return out
}
