package eval

import (
	"hearsay"
	"hearsay/internal/token"
)

// tokens compares the tokens and the ends of sentences that package token finds
// with the annotator's.
func (e *evaluation) tokens(c *corpus) {
	toks, ends := e.row("tokens", c, Raw, "hearsay", "tokens"), e.row("tokens", c, Raw, "hearsay", "sentence ends")
	for i := range c.docs {
		d := &c.docs[i]
		if d.Rejoined {
			continue
		}
		keyToks, keyEnds := make(set[hearsay.Span]), make(set[int])
		for _, w := range d.Words {
			keyToks[w.Span] = true
		}
		for _, s := range d.Sents {
			if s.To > s.From {
				keyEnds[d.Words[s.To-1].End] = true
			}
		}
		ownToks, ownEnds := make(set[hearsay.Span]), make(set[int])
		for _, s := range token.Split(d.Text, d.Blocks()) {
			ownEnds[s.Span().End] = true
			for _, t := range s.Tokens {
				ownToks[t] = true
			}
		}
		toks.add(keyToks.tally(ownToks))
		ends.add(keyEnds.tally(ownEnds))
		if e.errors != nil {
			for t := range keyToks {
				if !ownToks[t] {
					e.errors.add("tokens: missed", d.Text[t.Start:t.End], around(d.Text, t))
				}
			}
			for end := range keyEnds {
				if !ownEnds[end] {
					e.errors.add("sentences: missed an end", "", around(d.Text, hearsay.Span{Start: end, End: end}))
				}
			}
			for end := range ownEnds {
				if !keyEnds[end] {
					e.errors.add("sentences: false end", "", around(d.Text, hearsay.Span{Start: end, End: end}))
				}
			}
		}
	}
}
