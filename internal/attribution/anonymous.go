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
	if v.apposedName(a) || v.called(m.Head) || v.share(m.Head) || v.namedFirst(m) {
		return false
	}
	if e.Named || a.Voice || m.Form == hearsay.Name || v.d.Words[m.Head].UPOS == "PROPN" {
		return false
	}
	switch l := v.d.Words[m.Head].Lemma; {
	case bodies[strings.ToLower(l)], v.only(m), l == "report" && !m.Plural, offices[l] && !m.Plural && v.bare(m):
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

// apposedName reports whether the source's words go on to name who is meant: "Two
// lawmakers, Mila Oren and Bo Marsh,", "some senators, including Mila Oren", "groups
// like Bay Watch". Not so "an aide to Mila Oren".
func (v *view) apposedName(a *Attribution) bool {
	for i := a.SourceFrom + 1; i < a.SourceTo; i++ {
		example := false
		switch w := v.lower(i - 1); w {
		case ",", ":", "—", "–", "--", "(":
		case "like", "including":
			example = true
		case "as":
			if example = i > 1 && v.lower(i-2) == "such"; !example {
				continue
			}
		default:
			continue
		}
		for k := i; k < a.SourceTo && k < i+6; k++ {
			m := v.ms.At(k)
			if m < 0 || v.ms.Mentions[m].From != i {
				continue
			}
			if l := v.ms.Mentions[m].Label; l == "PER" || example && l == "ORG" {
				return true
			}
		}
	}
	return false
}

// namedFirst reports whether the description m opens with the name of whom it
// describes, where a text has lost its commas: "Mila Oren head of the harbour office".
//
// Counter-sentences: "a Mila Oren aide", "Mila Oren aides said", "Oren spokesmen for
// the bay".
func (v *view) namedFirst(m *mention.Mention) bool {
	d := v.d
	if v.d.Model == nil || m.Plural || m.Head+1 >= len(d.Words) || d.Words[m.Head+1].UPOS != "ADP" || m.From > 0 && d.Words[m.From-1].UPOS == "DET" {
		return false
	}
	n := 0
	for i := m.From; i < m.Head; i++ {
		if l, _ := d.Model.Best("ner", i); !strings.HasSuffix(l, "PER") {
			break
		}
		n++
	}
	return n >= 2
}

// share reports whether word i gives a part of those whom a poll asked: "54 percent
// of voters", "half of those asked", "two-thirds said". Nobody keeps their names back.
//
// Counter-sentence: "two of the guards".
func (v *view) share(i int) bool {
	if portions[v.d.Words[i].Lemma] {
		return true
	}
	w := v.d.Words[i].Text
	if strings.HasSuffix(w, "%") {
		return true
	}
	for _, k := range v.d.Children(i) { // "57 percent"
		if strings.HasSuffix(v.d.Words[k].Text, "%") || v.d.Words[k].Lemma == "percent" {
			return true
		}
	}
	isNumber := func(k int) bool { return k >= 0 && k < len(v.d.Words) && v.d.Words[k].UPOS == "NUM" }
	return isNumber(i) && (v.lower(i+1) == "in" && isNumber(i+2) || v.lower(i-1) == "in" && isNumber(i-2)) // "one in five"
}

var portions = map[string]bool{"%": true, "percent": true, "percentage": true, "half": true, "third": true, "two-thirds": true, "quarter": true, "three-quarters": true,
	"majority": true, "plurality": true, "respondent": true}

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

// bare reports whether description m has no article and a name before its noun, as
// texts that save words have it: "U.N. chief", "Dale mayor".
func (v *view) bare(m *mention.Mention) bool {
	named := false
	for _, k := range v.d.Children(m.Head) {
		switch w := &v.d.Words[k]; {
		case w.Is("det", "nummod"):
			return false
		case w.UPOS == "PROPN" && k < m.Head:
			named = true
		}
	}
	return named
}

// offices are held by one at a time.
var offices = map[string]bool{"chief": true, "chair": true, "chairman": true, "chairwoman": true, "president": true, "premier": true, "minister": true, "mayor": true,
	"governor": true, "leader": true, "head": true, "king": true, "queen": true, "chancellor": true, "secretary": true}

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
	"statistic": true, "filing": true, "document": true, "record": true, "memo": true, "letter": true, "statement": true, "figure": true, "ministry": true, "parliament": true, "video": true, "picture": true, "image": true, "photograph": true, "law": true, "country": true, "state": true, "nation": true}

// unnamedNouns name nobody even in a headline.
var unnamedNouns = map[string]bool{"source": true, "official": true, "witness": true, "diplomat": true, "analyst": true, "expert": true,
	"insider": true, "aide": true, "resident": true, "guard": true, "officer": true}
