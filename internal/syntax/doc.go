// Package syntax turns the tokens of a document into words with tags, lemmas
// and dependency trees by the conventions of Universal Dependencies.
package syntax

import (
	"hearsay"
	"hearsay/internal/neural"
)

// A Word is a token with its grammar.
type Word struct {
	hearsay.Span
	Text  string // as written
	Lemma string
	UPOS  string // universal part of speech (UD v2)
	XPOS  string // Penn Treebank tag
	Head  int    // index in [Doc.Words] of the word it depends on; -1 for the root of a sentence
	Rel   string // UD relation with its subtype: "nsubj:pass"
	Sent  int    // index in [Doc.Sents]
	Space bool   // white space follows
}

// A Sent is the words [From, To) of a Doc.
type Sent struct {
	From, To int
	Block    int // index of the block it stands in
}

// A Doc is the grammar of a whole document. Words are numbered through the
// document, so that a word of any sentence can be named by one number.
type Doc struct {
	Text   string
	Blocks []hearsay.Block
	Words  []Word
	Sents  []Sent
	// Model is what the model says about the words; word i of Words is its
	// word i. Nil when reading without a model: every word then depends on
	// nothing, and its tags come from word lists and endings.
	Model *neural.Words

	tree tree
}
