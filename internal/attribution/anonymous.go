package attribution

import (
	"strings"

	"hearsay"
	"hearsay/internal/mention"
)

// anonymous reports whether the source is a person or persons kept unnamed, or
// missing: "a guard", "officials", "two people briefed on the talks", and "the
// source" where the text speaks of "a source" before. "The mayor", of whom there
// is one, and a ministry are not; nor is "she" who has a name.
func (v *view) anonymous(a *Attribution) bool {
	if a.Source < 0 {
		return a.SourceFrom >= a.SourceTo && a.Mode != hearsay.Scare
	}
	m := &v.ms.Mentions[a.Source]
	e := &v.ms.Entities[m.Entity]
	if v.apposedName(a) {
		return false
	}
	if v.called(m.Head) {
		return false
	}
	if e.Named || a.Voice || m.Form == hearsay.Name || v.d.Words[m.Head].UPOS == "PROPN" {
		return false
	}
	switch l := v.d.Words[m.Head].Lemma; {
	case bodies[strings.ToLower(l)], v.only(m):
		return false
	case m.To-m.From == 1 && !m.Plural && v.inHeadline(m.Head): // headlines leave out "the": "Pier to close: mayor"
		return unnamedNouns[strings.ToLower(l)]
	case l == "source":
		return true
	}
	first := m
	for _, k := range e.Mentions {
		if v.ms.Mentions[k].Form == hearsay.Nominal {
			first = &v.ms.Mentions[k]
			break
		}
	}
	switch first.Kind {
	case hearsay.Person, hearsay.Group:
		// "the officials", "Oren's aides" are unnamed as well; "the guards" can be all.
		return first.Form == hearsay.Nominal && (!first.Definite || unnamedNouns[v.d.Words[first.Head].Lemma] && first.Plural)
	}
	return false
}

// apposedName reports whether the source's words go on to name persons: "Two
// lawmakers, Mila Oren and Bo Marsh,". Not so "an aide to Mila Oren".
func (v *view) apposedName(a *Attribution) bool {
	for i := a.SourceFrom + 1; i < a.SourceTo; i++ {
		if v.d.Words[i-1].Text != "," && v.d.Words[i-1].Text != ":" && v.d.Words[i-1].Text != "—" {
			continue
		}
		for k := i; k < a.SourceTo && k < i+4; k++ {
			if m := v.ms.At(k); m >= 0 && v.ms.Mentions[m].Label == "PER" && v.ms.Mentions[m].From == i {
				return true
			}
		}
	}
	return false
}

// called reports whether a name is given behind the noun i: "a witness named Ahmad".
//
// Counter-sentence: "a witness named in the suit".
func (v *view) called(i int) bool {
	for _, c := range v.d.Children(i) {
		if w := &v.d.Words[c]; !w.Is("acl") || w.Lemma != "name" && w.Lemma != "call" {
			continue
		}
		for _, k := range v.d.Children(c) {
			if w := &v.d.Words[k]; k == c+1 && w.UPOS == "PROPN" {
				return true
			}
		}
	}
	return false
}

// only reports whether the description m leaves no choice of whom it means: "the
// mayor's lawyer"; a group that bears a name, "the Dale militia group".
func (v *view) only(m *mention.Mention) bool {
	if m.Plural {
		return false
	}
	for _, k := range v.d.Children(m.Head) {
		if w := &v.d.Words[k]; w.Is("nmod:poss") || w.UPOS == "PROPN" && w.Is("compound", "flat") && groups[v.d.Words[m.Head].Lemma] {
			return true
		}
	}
	return false
}

// groups are bodies that a name before them names.
var groups = map[string]bool{"group": true, "organization": true, "organisation": true, "militia": true, "movement": true, "agency": true, "company": true, "team": true}

// inHeadline reports whether word i stands in a headline.
func (v *view) inHeadline(i int) bool {
	s := v.d.SentOf(i)
	return v.headline(stretch{s.From, s.To, s.Block})
}

// bodies are no persons whose name is kept back.
var bodies = map[string]bool{"police": true, "force": true, "troop": true, "army": true, "military": true, "poll": true, "survey": true, "study": true,
	"defence": true, "defense": true, "party": true, "government": true, "committee": true, "commission": true, "council": true, "court": true,
	"ministry": true, "parliament": true, "video": true, "picture": true, "image": true, "photograph": true, "law": true, "country": true, "state": true, "nation": true}

// unnamedNouns name nobody even in a headline.
var unnamedNouns = map[string]bool{"source": true, "official": true, "witness": true, "diplomat": true, "analyst": true, "expert": true,
	"insider": true, "aide": true, "resident": true, "guard": true, "officer": true}
