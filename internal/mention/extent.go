package mention

import (
	"strings"

	"hearsay/internal/syntax"
)

// extent returns the words [from, to) of the mention that word head heads: the
// run around it that its subtree fills, less what only points on from it.
//
//	[the officers], who met [their counterparts] in [the port of Harrow],
//
// keeps "of Harrow" and leaves the relative clause, commas and "in". The head
// of a clause ("Prado is [the minister]") leaves its subject and verb. A name
// takes nothing after it but its own words.
func extent(d *syntax.Doc, head int, named bool) (from, to int) {
	from, to = head, head+1
	if !rooted(d, head) {
		return plainExtent(d, head)
	}
	for _, c := range d.Children(head) {
		if !belongs(d, c, head) || named && d.Words[c].Is("nmod", "acl") && c > head {
			continue
		}
		if c < head {
			from = min(from, leftEdge(d, c))
		} else {
			to = max(to, rightEdge(d, c))
		}
	}
	for i := head + 1; i < to-1; i++ {
		if d.Words[i].Text == "," && isRelative(&d.Words[i+1]) {
			to = i
		}
	}
	s := d.SentOf(head)
	from, to = max(from, s.From), min(to, s.To)
	for from < head && isEdge(&d.Words[from]) {
		from++
	}
	for to-1 > head && isEdge(&d.Words[to-1]) {
		to--
	}
	return from, to
}

// rooted says whether word i stands in a tree, as it does when reading with a
// model.
func rooted(d *syntax.Doc, i int) bool { return d.Words[i].Rel != "" || d.Words[i].Head >= 0 }

// plainExtent is the extent where there is no tree: the adjectives, numbers and
// nouns before the head, and the article before them.
func plainExtent(d *syntax.Doc, head int) (from, to int) {
	from = head
	for start := d.SentOf(head).From; from > start; from-- {
		switch d.Words[from-1].UPOS {
		case "ADJ", "NUM", "NOUN", "PROPN":
			continue
		case "DET":
			from--
		}
		break
	}
	return from, head + 1
}

// leftEdge and rightEdge follow the outermost kept words of a subtree, so that
// their cost is the depth of the tree, not its size.
func leftEdge(d *syntax.Doc, i int) int {
	for {
		next := i
		for _, c := range d.Children(i) {
			if c < next && inner(d, c) {
				next = c
			}
		}
		if next == i {
			return i
		}
		i = next
	}
}

func rightEdge(d *syntax.Doc, i int) int {
	for {
		next := i
		for _, c := range d.Children(i) {
			if c > next && inner(d, c) {
				next = c
			}
		}
		if next == i {
			return i + 1
		}
		i = next
	}
}

// belongs says whether the subtree of c, a child of head, is part of the
// mention.
func belongs(d *syntax.Doc, c, head int) bool {
	w := &d.Words[c]
	rel, _, _ := strings.Cut(w.Rel, ":")
	switch rel {
	case "det", "amod", "nummod", "compound", "flat", "fixed", "goeswith", "nmod":
		return true
	case "acl":
		// "officers stationed in Harrow", not "officers, stationed in Harrow,"
		return w.Rel == "acl" && c > head && c < head+30 && !hasComma(d, head, c)
	}
	return false
}

// inner is belongs for what lies deeper.
func inner(d *syntax.Doc, c int) bool {
	switch w := &d.Words[c]; w.Rel {
	case "acl:relcl", "advcl:relcl", "parataxis", "appos", "discourse", "vocative", "reparandum", "list":
		return false
	}
	return true
}

// isRelative says whether a word opens a relative clause, whatever the tree
// makes of it.
func isRelative(w *syntax.Word) bool {
	switch w.XPOS {
	case "WDT", "WP", "WP$", "WRB":
		return true
	}
	return false
}

func hasComma(d *syntax.Doc, from, to int) bool {
	for i := from; i < to; i++ {
		switch d.Words[i].Text {
		case ",", ";", ":", "(", "—", "–", "--":
			return true
		}
	}
	return false
}

// isEdge says whether a word cannot begin or end a mention.
func isEdge(w *syntax.Word) bool {
	return w.UPOS == "PUNCT" && w.Text != "$" || w.UPOS == "CCONJ" || w.XPOS == "POS"
}
