package mention

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/neural"
	"hearsay/internal/syntax"
)

// bodies joins what the tagger cut of the names of well-known bodies: to it
// "Islamic State" is a people and a common noun, "the People's Protection
// Units" a body called People and some units. It looks for listed names of two
// words or more and replaces the runs that overlap one, unless a run holds the
// listed name and more ("the European Union Monitoring Mission").
//
// Counter-sentence: "an Islamic state" is written small.
func bodies(d *syntax.Doc, names []neural.Tagged) []neural.Tagged {
	const longest = 9 // words of a listed name: "Islamic State of Iraq and the Levant" has 7
	var found []neural.Tagged
	for i := 0; i < len(d.Words); i++ {
		if !capital(d.Words[i].Text) && !particles[d.Words[i].Text] {
			continue
		}
		end := min(d.Sents[d.Words[i].Sent].To, i+longest)
		for j := end; j > i+1; j-- {
			if s := d.Span(i, j); capital(d.Words[j-1].Text) && lexicon.BodyNamed(spelled(d.Text[s.Start:s.End])) != nil {
				found = append(found, neural.Tagged{From: i, To: j, Label: "ORG", Prob: 1})
				i = j - 1
				break
			}
		}
	}
	return overrule(names, found, func(n neural.Tagged) bool { return n.Label != "DATE" && n.Label != "MONEY" })
}

// spelled writes the apostrophe and white space of a name as the lists do.
func spelled(s string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(s, "’", "'")), " ")
}

// overrule puts runs into names in place of those that overlap them; a name
// that holds all of a run and more stays, where keeps allows it. Both must be
// in order.
func overrule(names, runs []neural.Tagged, keeps func(neural.Tagged) bool) []neural.Tagged {
	if len(runs) == 0 {
		return names
	}
	var out []neural.Tagged
	for len(names) > 0 || len(runs) > 0 {
		switch {
		case len(runs) == 0 || len(names) > 0 && names[0].To <= runs[0].From:
			out, names = append(out, names[0]), names[1:]
		case len(names) == 0 || names[0].From >= runs[0].To:
			out, runs = append(out, runs[0]), runs[1:]
		case names[0].From <= runs[0].From && runs[0].To <= names[0].To && keeps(names[0]):
			runs = runs[1:]
		default:
			names = names[1:]
		}
	}
	return out
}

// whole joins the pieces of a name of several words that the document writes
// elsewhere, and at least as often, as one: "Deir ez-Zor" is one name in most
// sentences, so it is one in the headline.
func whole(d *syntax.Doc, names []neural.Tagged) []neural.Tagged {
	type known struct {
		label string
		n     int
	}
	all := map[string]*known{}
	for _, n := range names {
		if n.To-n.From > 1 && n.Label != "DATE" && n.Label != "MONEY" {
			key := folded(d, n.From, n.To)
			if all[key] == nil {
				all[key] = &known{label: n.Label}
			}
			all[key].n++
		}
	}
	if len(all) == 0 {
		return names
	}
	var runs []neural.Tagged
	split := map[string]int{}
	for k := 0; k < len(names); k++ {
		for m := min(k+3, len(names)) - 1; m > k; m-- {
			from, to := names[k].From, names[m].To
			if to-from > 8 || d.Words[from].Sent != d.Words[to-1].Sent {
				continue
			}
			key := folded(d, from, to)
			if all[key] != nil {
				split[key]++
				runs = append(runs, neural.Tagged{From: from, To: to, Label: all[key].label, Prob: min(names[k].Prob, names[m].Prob)})
				k = m
				break
			}
		}
	}
	runs = slices.DeleteFunc(runs, func(r neural.Tagged) bool {
		key := folded(d, r.From, r.To)
		return all[key].n < split[key]
	})
	return overrule(names, runs, func(neural.Tagged) bool { return false })
}

// folded returns the words [from, to) as written, in lower case.
func folded(d *syntax.Doc, from, to int) string {
	s := d.Span(from, to)
	return strings.ToLower(spelled(d.Text[s.Start:s.End]))
}

// missed adds single words that the tagger let pass at the beginning of a
// sentence, where a capital means little, though the document uses them as
// names wherever it means something: "Prado lost the vote." in a report in
// which "Prado" is elsewhere the minister.
//
// Counter-sentence: "May" begins many a sentence in which the prime minister
// of that name is not spoken of; the tree must see a name or noun there.
func missed(d *syntax.Doc, names []neural.Tagged) []neural.Tagged {
	type use struct {
		label string
		n     int
		prob  float32
	}
	uses, other := map[string]*use{}, map[string]int{}
	in := make([]bool, len(d.Words))
	for _, n := range names {
		for i := n.From; i < n.To; i++ {
			in[i] = true
		}
		last := n.To - 1 // the surname of a full name, the whole of others
		if n.Label != "PER" && n.To-n.From > 1 || n.Label == "DATE" || n.Label == "MONEY" || n.Label == "MISC" {
			continue
		}
		w := d.Words[last].Text
		u := uses[w]
		switch {
		case u == nil:
			uses[w] = &use{n.Label, 1, n.Prob}
		case u.label == n.Label:
			u.n++
			u.prob = max(u.prob, n.Prob)
		default:
			other[w]++
		}
	}
	first := func(i int) bool {
		for i > d.SentOf(i).From {
			i--
			if d.Words[i].UPOS != "PUNCT" {
				return false
			}
		}
		return true
	}
	for i := range d.Words {
		if w := d.Words[i].Text; !in[i] && uses[w] != nil && !first(i) {
			other[w]++
		}
	}
	var runs []neural.Tagged
	for i := range d.Words {
		w := &d.Words[i]
		u := uses[w.Text]
		if in[i] || u == nil || u.n <= 2*other[w.Text] || u.prob < 0.9 || !capital(w.Text) || !first(i) {
			continue
		}
		if w.UPOS != "PROPN" && w.UPOS != "NOUN" {
			continue
		}
		runs = append(runs, neural.Tagged{From: i, To: i + 1, Label: u.label, Prob: 0.5})
	}
	return overrule(names, runs, func(neural.Tagged) bool { return true })
}

// leading gives persons back the given name that the tagger let pass because
// it begins the sentence, where the tree joins the two: "Joris [van Velden]
// said" to "[Joris van Velden]".
//
// Counter-sentences: "President [Prado] said", where a title stands first, and
// "Harrow [Ana Prado]", where the tree sees no single name.
func leading(d *syntax.Doc, names []neural.Tagged) {
	for k := range names {
		n := &names[k]
		i := n.From - 1
		if n.Label != "PER" || i < 0 || i != d.SentOf(n.From).From || k > 0 && names[k-1].To > i {
			continue
		}
		w, next := &d.Words[i], &d.Words[n.From]
		if w.UPOS != "PROPN" || !capital(w.Text) || next.Head != i || !next.Is("flat") {
			continue
		}
		if _, title := lexicon.RoleOf([]string{w.Text}); title == 0 && !strings.HasSuffix(w.Text, ".") {
			n.From--
		}
	}
}

// capital reports whether w begins with a capital letter.
func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

// particles begin names with a small letter: "al-Hawl", "van der Velden".
var particles = setOf(`al el ez as ad an ar at ash abu ibn bin bint ben de del della di da do dos du la le les van von der den ter zu zum`)

// titled makes persons of names of two words or more that the tagger took for
// something else, though a person's office is their apposition: "Ana Prado, the
// harbour minister of Asteria, said".
//
// Counter-sentences: "Harrow, a member of the union", of one word, since towns
// and states are members and allies too; "Port Harrow, home of the president".
func titled(d *syntax.Doc, names []neural.Tagged) {
	for k := range names {
		n := &names[k]
		if n.Label == "PER" || n.Label == "DATE" || n.Label == "MONEY" || n.To-n.From < 2 || n.To-n.From > 4 {
			continue
		}
		for i := n.To; i < min(n.To+8, d.SentOf(n.From).To); i++ {
			w := &d.Words[i]
			if !w.Is("appos") || w.Head < n.From || w.Head >= n.To {
				continue
			}
			if role, listed := lexicon.RoleOf([]string{w.Text}); listed > 0 && !role.Plural && w.UPOS != "PROPN" {
				n.Label = "PER"
			}
			break
		}
	}
}

// datelined makes a place of the name that a dateline begins with: towns in
// capitals look like the acronyms of bodies, "SELMHAVN, May 3 –".
//
// Counter-sentence: "3 May 2021 Officials said", a date.
func datelined(d *syntax.Doc, names []neural.Tagged) {
	for k := range names {
		n := &names[k]
		s := d.SentOf(n.From)
		if n.Label != "DATE" && n.Label != "MONEY" && n.From == s.From && s.Block < len(d.Blocks) && d.Blocks[s.Block].Kind == hearsay.Dateline {
			n.Label = "LOC"
		}
	}
}
