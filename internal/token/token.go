// Package token turns the blocks of a document into sentences of tokens, all
// as spans of the text.
package token

import "hearsay"

// A Sentence is a run of tokens.
type Sentence struct {
	Tokens []hearsay.Span // in order, not overlapping, none empty
	Block  int            // index of the block it stands in
}

// Span returns the stretch of text from the first token to the last.
func (s Sentence) Span() hearsay.Span {
	return hearsay.Span{Start: s.Tokens[0].Start, End: s.Tokens[len(s.Tokens)-1].End}
}
