package reading

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// unplaced leaves out of the findings of places those for what is none by what
// the other stages know: names of people and organisations and words of them
// ("Carnegie", "Hafez"), and a place with a word before it that is no part of
// its name ("another Oster", "militia-held Oster").
func (a *assembly) unplaced(found []hearsay.Finding) []hearsay.Finding {
	people := make(map[string]bool) // words of names that are no places'
	for _, e := range a.mentions.Entities {
		if e.Named && (e.Kind == hearsay.Person || e.Kind == hearsay.Organization) {
			for w := range strings.FieldsSeq(e.Name) {
				people[w] = true
			}
		}
	}
	var out []hearsay.Finding
	for _, f := range found {
		if len(f.Spans) == 0 {
			continue
		}
		words := strings.Fields(f.Spans[0].Text)
		none := len(words) == 0 || strings.Contains(words[0], "-held") || strings.Contains(words[0], "-controlled") || strings.Contains(words[0], "-dominated")
		if len(words) > 1 {
			none = none || determiners[words[0]]
		}
		all := true
		for _, w := range words {
			all = all && people[w]
		}
		if !none && !all {
			out = append(out, f)
		}
	}
	return out
}

var determiners = map[string]bool{"Another": true, "Both": true, "Neither": true, "Every": true, "Most": true, "Other": true}

// unsourced leaves out of the findings of quotations without a speaker those
// that need none or have one nearby: "the “silver sea”", “My ally's enemy” is a
// saying, “…,” and then, in the next paragraph, “Prado said”. What is left are
// whole sentences between marks.
func (a *assembly) unsourced(found []hearsay.Finding) []hearsay.Finding {
	var out []hearsay.Finding
	for _, f := range found {
		if f.Kind != "source-unclear" || len(f.Spans) == 0 || f.Text != "the text does not say who is quoted" || a.wholeQuotation(f.Spans[0]) {
			out = append(out, f)
		}
	}
	return out
}

// wholeQuotation reports whether q is one or more whole sentences between marks,
// with no word of saying beside it.
func (a *assembly) wholeQuotation(q hearsay.Receipt) bool {
	from, to := -1, -1 // its words
	for i := range a.doc.Words {
		if w := &a.doc.Words[i]; w.Start >= q.Start && w.End <= q.End {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	if from < 0 || to-from < 8 || !strings.ContainsAny(a.doc.Words[from].Text, "“\"") {
		return false
	}
	first, last := a.doc.SentOf(from), a.doc.SentOf(to-1)
	if first.From != from || last.To != to || from > 0 && strings.HasSuffix(a.doc.Words[from-1].Text, ":") {
		return false
	}
	for i := to; i < min(to+7, len(a.doc.Words)); i++ {
		if c := lexicon.CueOf(a.doc.Words[i].Lemma, lexicon.CueVerb); c != nil && c.Strength > 1 {
			return false
		}
	}
	return true
}
