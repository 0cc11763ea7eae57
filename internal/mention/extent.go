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
// of a clause ("Prado is [the minister]") leaves its subject and verb.
func extent(d *syntax.Doc, head int) (from, to int) {
	from, to = head, head+1
	if !rooted(d, head) {
		return plainExtent(d, head)
	}
	for _, c := range d.Children(head) {
		if !belongs(d, c, head) {
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
	for _, c := range d.Children(head) {
		if c >= from && c < head && d.Words[c].Is("case", "mark", "cc", "cop", "nsubj", "aux") {
			from = c + 1
		}
	}
	s := d.SentOf(head)
	from, to = max(from, s.From), min(to, s.To)
	for i := head - 1; i >= from; i-- { // crossing arcs: "The union's view is that [the owner] lied"
		if !d.Descends(i, head) && d.Words[i].UPOS != "PUNCT" {
			from = i + 1
		}
	}
	for from < head && isEdge(&d.Words[from]) {
		from++
	}
	for to-1 > head && isEdge(&d.Words[to-1]) {
		to--
	}
	return from, to
}

// nameExtent is the extent of the mention headed by word head that has a name:
// the name with article, title and attributes before it, and nothing behind it.
//
//	[the London-based Daily Herald]    [Foreign Minister Ana Prado]
//
// Counter-sentences: "Prado and [Mayor Luis Hale]", "with [Northport's Luis Hale]".
func nameExtent(d *syntax.Doc, head int, n name) (from, to int) {
	from, to = n.From, n.To
	for start := max(d.SentOf(head).From, n.From-8); from > start; from-- {
		w := &d.Words[from-1]
		if !d.Descends(from-1, head) || w.Is("case") && w.XPOS != "POS" {
			break
		}
		switch w.UPOS {
		case "DET", "ADJ", "NOUN", "PROPN", "NUM", "PART":
			continue
		case "VERB":
			if w.XPOS == "VBN" || w.XPOS == "VBG" {
				continue
			}
		case "PUNCT":
			if w.Text == "-" || w.Text == "." {
				continue
			}
		case "PRON":
			if w.XPOS == "PRP$" {
				continue
			}
		}
		break
	}
	for to-1 > from && to-1 > head && isEdge(&d.Words[to-1]) {
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
	case "det", "amod", "nummod", "compound", "flat", "fixed", "goeswith":
		return true
	case "nmod":
		return !ofWhat(d, c, head)
	case "acl":
		// "officers stationed in Harrow", not "officers, stationed in Harrow,"
		// nor "an engineer as saying that"
		return w.Rel == "acl" && c > head && c < head+30 && !hasComma(d, head, c) && !quotedAs(d, c) && !active(d, c) && !ofWhat(d, c, head)
	}
	return false
}

// ofWhat says whether c, a phrase with "of" behind the object head, tells of what
// that one is accused or told: "accuse [the minister] of lying".
//
// Counter-sentence: "accused [the minister of health] of lying": the nearest of two.
func ofWhat(d *syntax.Doc, c, head int) bool {
	w := &d.Words[head]
	if c < head || !w.Is("obj", "iobj", "nsubj:pass") || w.Head < 0 || w.Head > head || !ofVerbs[d.Words[w.Head].Lemma] {
		return false
	}
	if k := d.Child(c, "case", "mark"); k < 0 || !strings.EqualFold(d.Words[k].Text, "of") {
		return false
	}
	_, to := d.Subtree(c)
	for _, k := range d.Children(w.Head) { // another "of" behind
		if m := d.Child(k, "case", "mark"); k >= to && m >= 0 && strings.EqualFold(d.Words[m].Text, "of") {
			return false
		}
	}
	return true
}

// ofVerbs are verbs that tell somebody, or accuse somebody, of something.
var ofVerbs = map[string]bool{"accuse": true, "convict": true, "suspect": true, "acquit": true, "inform": true, "remind": true, "warn": true,
	"assure": true, "notify": true, "convince": true, "rob": true, "deprive": true, "strip": true}

// quotedAs says whether word c is the "saying" of "quotes an engineer as saying".
func quotedAs(d *syntax.Doc, c int) bool {
	return d.Words[c].XPOS == "VBG" && c > 0 && strings.EqualFold(d.Words[c-1].Text, "as")
}

// active says whether word c, a participle of the past by the tree, has an object
// and no "to" or "by", and so is the verb of a clause: "[the spokesman] told the
// Herald". Counter-sentence: "the man accused of theft".
func active(d *syntax.Doc, c int) bool {
	k := d.Child(c, "obj", "iobj")
	return k > c && (d.Words[c].XPOS == "VBD" || d.Words[c].XPOS == "VBN") && d.Words[k].UPOS != "PRON" && d.Words[c].Lemma == "tell"
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
