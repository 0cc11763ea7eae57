package when

import "strings"

// A cat is a category of the grammar: a kind of word ("month"), a kind of
// expression ("date"), or a literal word or choice of words ("'of|in'").
type cat uint16

// A rule says what expressions a category may be made of, and what they then
// mean. Its pattern is a row of elements:
//
//	month        an expression of that category
//	'of|in'      one of these words or marks
//	~month       the same, with no white space before it
//	month?       may be left out
//	^'ended'     must follow, but is no part of it; the last element only
//
// make is given the meanings of the categories, in order, nil for what was left
// out; words and marks have none. It returns nil if they make no sense
// together. Of two rules that read the same words as the same category the
// earlier one counts.
type rule struct {
	name    string // as it stands in a [hearsay.Why]
	to      string
	pattern string
	yes     string // a sentence that made the rule necessary
	no      string // and one that it must leave alone, if there is a danger
	make    func(a args) meaning
}

// args are the meanings of a rule's categories.
type args []meaning

// A sequence is one way to read a pattern: with some of its optional elements.
type sequence struct {
	rule  *rule
	order int // of the rule in the grammar
	to    cat
	of    []element
	args  int // how many categories the rule's pattern has
}

type element struct {
	cat   cat
	glued bool
	ahead bool // must follow, but is no part
	arg   int  // index in args; -1 for words and marks
}

// A grammar is a table of rules made ready for parsing.
type grammar struct {
	names    map[string]cat
	byFirst  [][]sequence     // sequences by their first element's category
	literals map[string][]cat // categories of literal elements that a word belongs to
}

// compile makes rules ready. It panics on a pattern that is not well formed,
// which the tests would show.
func compile(tables ...[]rule) *grammar {
	g := &grammar{names: map[string]cat{}, literals: map[string][]cat{}}
	order := 0
	for _, t := range tables {
		for i := range t {
			g.add(&t[i], order)
			order++
		}
	}
	for len(g.byFirst) < len(g.names) {
		g.byFirst = append(g.byFirst, nil)
	}
	return g
}

// cat returns the category of a name, a new one if it is not known yet.
func (g *grammar) cat(name string) cat {
	c, ok := g.names[name]
	if !ok {
		c = cat(len(g.names))
		g.names[name] = c
		if words, literal := strings.CutPrefix(name, "'"); literal {
			for w := range strings.SplitSeq(strings.TrimSuffix(words, "'"), "|") {
				g.literals[w] = append(g.literals[w], c)
			}
		}
	}
	return c
}

func (g *grammar) add(r *rule, order int) {
	variants := []sequence{{rule: r, order: order, to: g.cat(r.to)}}
	arg := 0
	for _, word := range strings.Fields(r.pattern) {
		word, optional := strings.CutSuffix(word, "?")
		name, glued := strings.CutPrefix(word, "~")
		name, ahead := strings.CutPrefix(name, "^")
		e := element{g.cat(name), glued, ahead, -1}
		if name[0] != '\'' {
			e.arg = arg
			arg++
		}
		n := len(variants)
		for i := range n {
			v := variants[i]
			if optional {
				variants = append(variants, v)
			}
			variants[i].of = append(v.of[:len(v.of):len(v.of)], e)
		}
	}
	for _, v := range variants {
		v.args = arg
		if len(v.of) == 0 {
			panic("when: rule " + r.name + " may be empty")
		}
		first := int(v.of[0].cat)
		for len(g.byFirst) <= first {
			g.byFirst = append(g.byFirst, nil)
		}
		g.byFirst[first] = append(g.byFirst[first], v)
	}
}
