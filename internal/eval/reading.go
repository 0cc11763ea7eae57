package eval

import (
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// An Input is what the system is given of a document.
type Input string

// Inputs.
const (
	Gold Input = "gold" // the annotator's tokens and sentences
	Raw  Input = "raw"  // the text alone
)

// A Reading is a document as the system reads it. Both sides are compared by
// stretches of text, so that it does not matter who made the tokens.
type Reading struct {
	Key      *Document
	Doc      *syntax.Doc
	Mentions *mention.Set
	Said     []attribution.Attribution

	wordAt map[hearsay.Span]int // of the key
}

// Read reads the document with model m as far as tasks need: trees always,
// mentions and attributions if deep.
func Read(key *Document, in Input, m *neural.Model, deep bool) *Reading {
	blocks := key.Blocks()
	sents := key.Sentences(blocks)
	if in == Raw {
		sents = token.Split(key.Text, blocks)
	}
	r := &Reading{Key: key, Doc: syntax.Parse(key.Text, blocks, sents, m), wordAt: make(map[hearsay.Span]int, len(key.Words))}
	for i, w := range key.Words {
		r.wordAt[w.Span] = i
	}
	if deep {
		r.Mentions = mention.Find(r.Doc)
		r.Said, _ = attribution.Find(r.Doc, r.Mentions)
	}
	return r
}

// keyWord returns the key's word that is the system's word i, -1 if none is or
// i is -1.
func (r *Reading) keyWord(i int) int {
	if i < 0 {
		return -1
	}
	if k, ok := r.wordAt[r.Doc.Words[i].Span]; ok {
		return k
	}
	return -1
}

// A set counts equal things of two sides.
type set[T comparable] map[T]bool

// tally counts what of own is in the key.
func (key set[T]) tally(own set[T]) Tally {
	n := 0
	for x := range own {
		if key[x] {
			n++
		}
	}
	return Tally{float64(n), float64(len(own)), float64(len(key))}
}

// named is a stretch of text with a label.
type named struct {
	hearsay.Span
	label string
}

// spansOf returns the names that BIO labels mark, as the reference reads them:
// an I- that continues nothing begins a name.
func spansOf(labels []string, span func(from, to int) hearsay.Span) []named {
	var out []named
	start := -1
	end := func(i int) {
		if start >= 0 {
			out = append(out, named{span(start, i), labels[start][2:]})
			start = -1
		}
	}
	for i, l := range labels {
		if l == "" || l == "O" {
			end(i)
			continue
		}
		if start >= 0 && (l[0] == 'B' || l[1:] != labels[start][1:]) {
			end(i)
		}
		if start < 0 {
			start = i
		}
	}
	end(len(labels))
	return out
}

// keep returns the set of those names whose label is in kinds.
func keep(ns []named, kinds map[string]bool) set[named] {
	out := make(set[named])
	for _, n := range ns {
		if kinds[n.label] {
			out[n] = true
		}
	}
	return out
}

// kindsOf returns the types that a head's BIO labels have.
func kindsOf(labels []string) map[string]bool {
	out := make(map[string]bool)
	for _, l := range labels {
		if _, kind, ok := strings.Cut(l, "-"); ok {
			out[kind] = true
		}
	}
	return out
}
