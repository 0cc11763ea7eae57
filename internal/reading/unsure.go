package reading

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/gazetteer"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// unplaced leaves out of the findings of places those for what is none by what
// the other stages know: names of people and organisations and words of them
// ("Carnegie", "Hafez"), a place with a word before it that is no part of its name
// ("another Oster", "militia-held Oster"), a name that nowhere stands as a place
// does ("Sana told reporters", not "in Sana", "Sana province"), and a city so
// large that nobody asks which is meant ("Paris").
func (a *assembly) unplaced(found []hearsay.Finding, g *gazetteer.Gazetteer) []hearsay.Finding {
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
		none = none || bodies[words[len(words)-1]]
		if !none && !all && slices.ContainsFunc(f.Spans, a.located) && !renowned(g, f.Spans[0].Text) {
			out = append(out, f)
		}
	}
	return out
}

// located reports whether a name stands as that of a place does: after a
// preposition of place, or before or behind a noun for one.
func (a *assembly) located(name hearsay.Receipt) bool {
	from, to := a.wordsOf(name)
	if from < 0 {
		return false
	}
	d := a.doc
	if compass[strings.ToLower(name.Text)] {
		return false
	}
	word := func(i int) string {
		if i < 0 || i >= len(d.Words) || d.Words[i].Sent != d.Words[from].Sent {
			return ""
		}
		return strings.ToLower(d.Words[i].Text)
	}
	before := from - 1
	for n := 0; n < 3 && (word(before) == "al" || word(before) == "-" || word(before) == "the" || placeNouns[word(before)] || compass[word(before)]); n++ {
		if placeNouns[word(before)] {
			return true
		}
		before--
	}
	for i := to; i < to+2; i++ {
		if placeNouns[word(i)] {
			return true
		}
	}
	if word(before) == "of" { // "the town of", "parts of", "north of", not "the floor of"
		w := word(before - 1)
		return placeNouns[w] || compass[w] || w == "part" || w == "parts" || w == "capital" || w == "centre" || w == "center"
	}
	return placing[word(before)]
}

// wordsOf returns the words of a receipt, −1 if it has none.
func (a *assembly) wordsOf(r hearsay.Receipt) (from, to int) {
	from, _ = slices.BinarySearchFunc(a.doc.Words, r.Start, func(w syntax.Word, at int) int { return w.Start - at })
	to = from
	for to < len(a.doc.Words) && a.doc.Words[to].End <= r.End {
		to++
	}
	if from == to {
		return -1, -1
	}
	return from, to
}

// renowned reports whether name is that of one great city, whatever else is called so.
func renowned(g *gazetteer.Gazetteer, name string) bool {
	if g == nil {
		return false
	}
	first, second := 0, 0
	for _, p := range g.Lookup(name) {
		if !strings.HasPrefix(p.Code, "PPL") {
			continue // the province of the city
		}
		if p.Population > first {
			first, second = p.Population, first
		} else if p.Population > second {
			second = p.Population
		}
	}
	return first >= 500_000 && first >= 3*second || first >= 100_000 && first >= 8*second
}

// Words beside which a name is that of a place.
var (
	placing    = set("in at near from to around outside inside into toward towards through across over between off via beyond throughout above along")
	placeNouns = set(`village villages town towns city cities province district neighbourhood neighborhood neighborhoods neighbourhoods camp region area governorate county state suburb suburbs island
		islands river valley mountain mountains mount road street square checkpoint crossing border airport base hill hills desert prison port bay cape lake coast peninsula quarter
		settlement hamlet countryside outskirts dam bridge crossing refinery oilfield field fields reserve park`)
	compass = set("northern southern eastern western north south east west central northeast northwest southeast southwest northeastern northwestern southeastern southwestern nearby")
)

func set(words string) map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// misdated leaves out of the findings of dates told in the past that are to come
// those that need not be: days counted from another in the text ("the next
// night", "that Sunday"), and days for which something was only planned ("had been
// set to begin on June 19").
func (a *assembly) misdated(found []hearsay.Finding) []hearsay.Finding {
	return slices.DeleteFunc(found, func(f hearsay.Finding) bool {
		if f.Kind != "date-conflict" || len(f.Spans) == 0 || !strings.Contains(f.Text, "is told in the past") {
			return false
		}
		from, _ := a.wordsOf(f.Spans[0])
		if low := strings.ToLower(f.Spans[0].Text); from < 0 || !strings.ContainsAny(low, "0123456789") || strings.Contains(low, "later") || strings.Contains(low, "after") {
			return true
		}
		s := a.doc.SentOf(from)
		for i := s.From; i < s.To; i++ {
			if planned[strings.ToLower(a.doc.Words[i].Lemma)] || planned[strings.ToLower(a.doc.Words[i].Text)] {
				return true
			}
		}
		return false
	})
}

// bodies are last words of names of what people make up, not of places.
var bodies = set("Front Army Party America Council Union Forces Brigade Movement Wing Committee Ministry Corps Helmets")

var planned = set("schedule plan expect speculate slate propose due set originally will tentatively target deadline until before by")

var determiners = map[string]bool{"Another": true, "Both": true, "Neither": true, "Every": true, "Most": true, "Other": true}

// unsourced leaves out of the findings of quotations and voices those that need
// no telling. A quotation has a speaker nearby ("the “silver sea”", “My ally's
// enemy” is a saying, “…,” and then, in the next paragraph, “Prado said”; "Prado
// said it was late. “We must go.”"): what is left are whole sentences between
// marks with nobody speaking before or after. What a colon opens is often a list
// ("Here is what we know:"), not another's words ("The letter says:"). A mark that
// seems unclosed may be an apostrophe, or be taken up by the next paragraph.
func (a *assembly) unsourced(found []hearsay.Finding) []hearsay.Finding {
	return slices.DeleteFunc(found, func(f hearsay.Finding) bool {
		if len(f.Spans) == 0 {
			return false
		}
		switch {
		case f.Kind == "quote-unclosed":
			return a.closes(f)
		case f.Kind == "voice-unclear":
			return !a.introducesText(f.Spans[0])
		case f.Kind != "source-unclear":
		case f.Text == "the text does not say who is quoted":
			return !a.wholeQuotation(f.Spans[0]) || a.speaks(f.Spans[0])
		case f.Text == "the text does not say whose words follow":
			return !a.leadsToText(f.Spans[0].Text)
		}
		return false
	})
}

// closes reports whether a quotation mark that seems to stand alone does not: an
// apostrophe, a mark in an address, two apostrophes for one mark, a pair with its
// two marks, or a quotation that the next paragraphs go on with, each with a mark.
func (a *assembly) closes(f hearsay.Finding) bool {
	s := f.Spans[0]
	first, _ := utf8.DecodeRuneInString(s.Text)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s.Text, " .,"))
	switch {
	case strings.ContainsRune("‘'’", first), strings.ContainsRune("'’", last), strings.Contains(s.Text, "://"),
		strings.ContainsRune("“\"", first) && strings.ContainsRune("”\"", last) && len(s.Text) > 2:
		return true
	}
	if !strings.Contains(f.Text, "opens here") {
		return false
	}
	// the next two paragraphs
	rest := a.doc.Text[s.End:]
	for n := 0; n < 2; n++ {
		_, next, ok := strings.Cut(rest, "\n")
		if !ok {
			break
		}
		rest = strings.TrimLeft(next, "\n \t")
		if strings.HasPrefix(rest, "“") || strings.HasPrefix(rest, "\"") {
			return true
		}
	}
	return false
}

// speaks reports whether somebody is said to speak within three sentences before
// the quotation q, or in the few words of the paragraph behind it, which may name
// its source ("Ana Vale, Bay Herald").
func (a *assembly) speaks(q hearsay.Receipt) bool {
	from, to := a.wordsOf(q)
	if from < 0 {
		return true
	}
	n := a.doc.Words[from].Sent
	near := a.doc.Sents[max(0, n-3)].From
	for i := range a.said {
		s := &a.said[i]
		for k := s.CueFrom; s.Source >= 0 && k < s.CueTo; k++ {
			if k >= near && k < to && (a.saying(a.doc.Words[k].Lemma) || a.doc.Words[k].Lemma == "accord") {
				return true
			}
		}
	}
	if next := a.doc.Words[to-1].Sent + 1; next < len(a.doc.Sents) {
		s := a.doc.Sents[next]
		return s.To-s.From <= 8 && a.doc.Words[s.To-1].Text != "." && s.Block != a.doc.Sents[next-1].Block
	}
	return false
}

// texts are nouns for what may stand in another text, whole or in part.
var texts = set(`letter statement story text email e-mail memo memorandum message post tweet transcript speech interview translation declaration manifesto excerpt
	editorial note document communique communiqué testimony dispatch column passage verse poem oath`)

// leadsToText reports whether words before a colon lead to a text.
func (a *assembly) leadsToText(lead string) bool {
	low := strings.ToLower(lead)
	for _, list := range []string{"here is", "here are", "here's", "what we know", "read ", "watch ", "listen "} {
		if strings.HasPrefix(low, list) && !strings.Contains(low, "letter") && !strings.Contains(low, "text of") {
			return false
		}
	}
	for w := range strings.FieldsFuncSeq(low, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		if texts[w] || texts[strings.TrimSuffix(w, "s")] {
			return true
		}
	}
	return false
}

// introducesText reports whether the voice that ends with the words of end was
// introduced as a text.
func (a *assembly) introducesText(end hearsay.Receipt) bool {
	for i := range a.said {
		s := &a.said[i]
		if !s.Voice || len(s.Content) == 0 {
			continue
		}
		c := s.Content[len(s.Content)-1]
		span := a.doc.Span(c[0], c[1])
		if span.Start <= end.Start && end.End <= span.End && c[0] > 0 {
			lead := a.doc.SentOf(c[0] - 1)
			return a.leadsToText(a.receipt(lead.From, lead.To).Text)
		}
	}
	return false
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
