package mention

import (
	"strings"

	"hearsay/internal/syntax"
)

// courtesies are short titles that stand for nobody alone.
var courtesies = setOf("mr mr. mrs mrs. ms ms. miss dr dr. sen. sens. rep. reps. gov. gen. col. lt. maj. capt. sgt. rev. prof.")

// isCourtesy says whether word i is a short title before a name: "Ms. Oren",
// "Reps. Oren and Cole", however the tree hangs it.
//
// Counter-sentence: "the dr left" has no name behind it.
func isCourtesy(d *syntax.Doc, i int) bool {
	return i+1 < d.SentOf(i).To && courtesies[strings.ToLower(d.Words[i].Text)] && d.Words[i+1].UPOS == "PROPN"
}

// inLabel says whether word i stands in the brackets that give a member's party
// and constituency: "Oren (D-Dale)", "Cole (R)". They name nobody.
//
// Counter-sentences: "the Harrow Defence Force (HDF)", "Oren (Dale)".
func inLabel(d *syntax.Doc, i int) bool {
	s := d.SentOf(i)
	from := i
	for from > s.From && i-from < 6 && d.Words[from].Text != "(" {
		from--
	}
	if d.Words[from].Text != "(" || from == s.From || from+2 >= s.To || d.Words[from-1].UPOS != "PROPN" {
		return false
	}
	party, _, _ := strings.Cut(d.Words[from+1].Text, "-")
	switch strings.TrimSuffix(party, ".") {
	case "D", "R", "I", "Lab", "Con":
	default:
		return false
	}
	for k := from + 1; k < s.To && k < from+9; k++ {
		if d.Words[k].Text == ")" {
			return k > i
		}
	}
	return false
}

// isMember says whether a name of a people or a party is used as a noun for one
// who belongs to it: "another moderate Democrat, Senator Oren", "an Unionist".
//
// Counter-sentences: "the Democrats", "the Taliban", "a Democrat proposal".
func isMember(d *syntax.Doc, m *Mention) bool {
	if m.Label != "NORP" || d.Words[m.Head].XPOS != "NNP" && d.Words[m.Head].XPOS != "NN" || len(m.name) > 1 {
		return false
	}
	k := d.Child(m.Head, "det")
	if k < 0 || k > m.Head {
		return false
	}
	switch strings.ToLower(d.Words[k].Text) {
	case "a", "an", "another":
		return true
	}
	return false
}
