package main

import (
	"hearsay"
	"hearsay/internal/export"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
	"hearsay/internal/token"
)

// treesHelp is the help of --trees.
const treesHelp = "parse the sentences for the columns of conllu, too; as slow as reading"

// grammar returns what parses sentences for CoNLL-U with a model.
func grammar(model func() (*neural.Model, error)) func(string, []hearsay.Block) ([][]export.Grammar, error) {
	return func(text string, blocks []hearsay.Block) ([][]export.Grammar, error) {
		m, err := model()
		if err != nil {
			return nil, err
		}
		d := syntax.Parse(text, blocks, token.Split(text, blocks), m)
		var all [][]export.Grammar
		for _, s := range d.Sents {
			var sent []export.Grammar
			for _, w := range d.Words[s.From:s.To] {
				g := export.Grammar{Lemma: w.Lemma, UPOS: w.UPOS, XPOS: w.XPOS, Relation: w.Rel, Head: -1}
				if w.Head >= 0 {
					g.Head = w.Head - s.From
				}
				sent = append(sent, g)
			}
			all = append(all, sent)
		}
		return all, nil
	}
}
