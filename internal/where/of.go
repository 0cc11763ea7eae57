package where

import (
	"sort"
	"strings"

	"hearsay"
	"hearsay/internal/syntax"
)

// Origins of the place of an event.
const (
	stated        = "stated"
	fromSentence  = "inferred from the sentence"
	fromParagraph = "inferred from the paragraph"
	fromDateline  = "inferred from the dateline"
	noPlace       = "none"
)

// Of returns the place of the event at a word, as an index in places, which must
// be in the order of [Find], and how it is known:
//
//	stated                       Shells hit a depot in Hama. / the attack on Hama
//	inferred from the sentence   In Hama, officials said that shells hit a depot.
//	inferred from the paragraph  Fighting went on in Hama. Shells hit a depot.
//	inferred from the dateline   HAMA, May 3 – Shells hit a depot.
//
// It returns -1 and "none" where none of these gives one. Names that stand for
// a government or a team are no places of anything, and a place that is only
// come from or gone to gives way to one where something is.
func Of(places []Place, d *syntax.Doc, word int) (index int, from string) {
	if word < 0 || word >= len(d.Words) {
		return -1, noPlace
	}
	s := d.SentOf(word)
	first := sort.Search(len(places), func(i int) bool { return places[i].From >= s.From })
	last := first
	for last < len(places) && places[last].From < s.To {
		last++
	}
	if i := clause(places, first, last, d, word); i >= 0 {
		return i, stated
	}
	if i := nearest(places, first, last, d, word); i >= 0 {
		return i, fromSentence
	}
	const back = 5 // sentences
	for i := first - 1; i >= 0 && d.SentOf(places[i].From).Block == s.Block && d.Words[places[i].From].Sent >= d.Words[word].Sent-back; i-- {
		if places[i].locates(d) {
			return i, fromParagraph
		}
	}
	return dateline(places, d)
}

// locates reports whether what is told beside the place can be taken to happen
// there: it stands where something is, not in the name of who acts or speaks.
//
//	In Harrow, shells hit …      fighting in Syria went on
//
// Counter-sentences: "a group based in Britain said …", "the Harrow-based daily",
// "Syria's allies", "it told Syria".
func (p *Place) locates(d *syntax.Doc) bool {
	if p.Metonym {
		return false
	}
	i := d.Head(p.From, p.To)
	if (p.Level == "country" || p.Level == "region") && !cased(d, i, "in", "across", "throughout", "inside", "over", "within", "around", "near", "along", "on") {
		return false
	}
	if p.To < len(d.Words) {
		if next := strings.ToLower(d.Words[p.To].Text); next == "-" || next == "based" {
			return false
		}
	}
	for range 8 {
		w := &d.Words[i]
		if w.Is("nsubj", "obl:agent", "nmod:poss") {
			return false
		}
		if w.Head < 0 || d.Words[w.Head].UPOS == "VERB" && !w.Is("acl") {
			return w.Head < 0 || !d.Words[w.Head].Is("acl") || !based[d.Words[w.Head].Lemma]
		}
		i = w.Head
	}
	return true
}

// based are verbs that say where somebody is at home.
var based = set("base headquarter bear raise")

// cases ranks prepositions by how surely they say where something happens.
var cases = map[string]int{
	"in": 4, "at": 4, "near": 4, "inside": 4, "outside": 4, "around": 4, "throughout": 4, "across": 4, "within": 4, "between": 4, "along": 4,
	"on": 3, "over": 3, "off": 3, "above": 3, "under": 3, "of": 3, "by": 2, "against": 3, "into": 3, "to": 2, "toward": 2, "towards": 2, "through": 2,
	"via": 2, "from": 1,
}

// clause returns the place that the words which belong to the event name: its
// obliques, what it is done to, and what these are of.
//
//	hit a depot in Hama (oblique)       attacked Hama (object)
//	the attack in Hama (nmod)           the Hama attack (compound)
//	protesters in Hama burned (of its subject)
func clause(places []Place, first, last int, d *syntax.Doc, word int) int {
	best, rank := -1, 0
	for i := first; i < last; i++ {
		p := &places[i]
		if p.Metonym {
			continue
		}
		if r := belongs(d, d.Head(p.From, p.To), word, p.Level == "country"); r > rank {
			best, rank = i, r
		}
	}
	return best
}

// belongs ranks how surely the name at word i says where the event at word ev
// happens; 0 if it does not.
func belongs(d *syntax.Doc, i, ev int, country bool) int {
	rank := 0
	for steps := 0; steps < 6 && i >= 0; steps++ {
		w := &d.Words[i]
		r := 0
		switch {
		case w.Is("obl", "nmod") && !w.Is("nmod:poss", "obl:agent"):
			r = 2
			for _, c := range d.Children(i) {
				if d.Words[c].Is("case") {
					r = max(cases[strings.ToLower(d.Words[c].Text)], 1)
					break
				}
			}
		case w.Is("compound", "nmod:poss"):
			if w.Head != ev || country && w.Is("nmod:poss") {
				return 0
			}
			r = 3
		case w.Is("obj", "nsubj:pass"):
			if rank == 0 && country && !reaches[d.Words[max(w.Head, 0)].Lemma] {
				return 0
			}
			r = 3
		case w.Is("advmod"):
			r = 4
		case w.Is("appos", "conj", "flat") && w.Head != ev: // of what it stands beside
			i = w.Head
			continue
		case w.Is("nsubj") && rank > 0: // a place of the one who does it
			r = 2
		default:
			return 0
		}
		if rank == 0 || r < rank {
			rank = r
		}
		if w.Head == ev {
			return rank
		}
		i = w.Head
		if i >= 0 && (d.Words[i].UPOS == "VERB" || based[d.Words[i].Lemma]) {
			return 0 // another event's
		}
	}
	return 0
}

// reaches are verbs that happen to a country as a stretch of land; to tell, to
// want or to help one happens to its people or its government.
var reaches = set(`attack invade strike bomb hit shell enter leave visit occupy seize capture cross rock tour reach raid storm
	devastate shake ravage flood sweep batter flee quit conquer liberate overrun annex penetrate bombard target patrol`)

// nearest returns the place of the sentence that stands nearest to the word,
// those in which something is said to be first.
func nearest(places []Place, first, last int, d *syntax.Doc, word int) int {
	best, rank, gap := -1, 0, 0
	for i := first; i < last; i++ {
		p := &places[i]
		if !p.locates(d) {
			continue
		}
		r := 1
		head := d.Head(p.From, p.To)
		if cased(d, head, "in", "at", "near", "inside", "outside", "across", "around") || p.Relation != "" {
			r = 2
		}
		if cased(d, head, "from") {
			r = 0
		}
		g := max(p.From-word, word-p.To)
		if best < 0 || r > rank || r == rank && g < gap {
			best, rank, gap = i, r, g
		}
	}
	return best
}

// dateline returns the place that the report was sent from: the first place that
// stands in a dateline.
func dateline(places []Place, d *syntax.Doc) (int, string) {
	for i := range places {
		p := &places[i]
		if b := d.SentOf(p.From).Block; b < len(d.Blocks) && d.Blocks[b].Kind == hearsay.Dateline {
			if !p.Metonym {
				return i, fromDateline
			}
		} else if i > 20 {
			break
		}
	}
	return -1, noPlace
}
