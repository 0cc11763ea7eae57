// Package token turns the blocks of a document into sentences of tokens, all
// as spans of the text. "They don't: Gen. Vey left." is one sentence of the
// tokens They|do|n't|:|Gen.|Vey|left|. and so on.
//
// It follows the conventions of UD English (EWT and GUM), which are those of
// the Penn Treebank of 2012: clitics and possessives are tokens, compounds are
// split at their hyphens except after affixes, dots stay on abbreviations and
// initials. Between tokens there is white space or nothing, or a mark without
// width ([IsGap]). It knows nothing of meaning and corrects nothing: "alot" is
// one token.
//
// The work grows linearly with the length of the text, whatever it holds.
// Functions may be called by several goroutines at once.
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

// Split returns the sentences of every block of text except [hearsay.Boilerplate],
// in order. No sentence crosses the border of a block, or a blank line in it.
func Split(text string, blocks []hearsay.Block) []Sentence {
	size := 0
	for _, b := range blocks {
		size += b.Span.End - b.Span.Start
	}
	s := splitter{text: text, out: make([]hearsay.Span, 0, size/4+8)}
	var ends []int
	var owner []int
	for k, b := range blocks {
		if b.Kind == hearsay.Boilerplate {
			continue
		}
		for a := b.Span.Start; a < b.Span.End; {
			end := blankLine(text, a, b.Span.End)
			from := len(s.out)
			s.tokens(a, end)
			ends = s.sentences(s.out[from:], from, ends)
			for len(owner) < len(ends) {
				owner = append(owner, k)
			}
			a = end
		}
	}
	out := make([]Sentence, len(ends))
	from := 0
	for i, end := range ends {
		out[i] = Sentence{Tokens: s.out[from:end:end], Block: owner[i]}
		from = end
	}
	return out
}

// blankLine returns where the first line of white space alone after a begins
// in text[a:b], or b.
func blankLine(text string, a, b int) int {
	blank := -1
	seen := false
	for i := a; i < b; i++ {
		switch c := text[i]; {
		case c == '\n':
			if blank >= 0 && seen {
				return blank
			}
			blank = i
		case classes[c]&space == 0:
			seen, blank = true, -1
		}
	}
	return b
}

// Tokens returns the tokens of text[span.Start:span.End].
func Tokens(text string, span hearsay.Span) []hearsay.Span {
	s := splitter{text: text, out: make([]hearsay.Span, 0, (span.End-span.Start)/4+4)}
	s.tokens(span.Start, span.End)
	return s.out
}
