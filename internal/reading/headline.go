package reading

import (
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/event"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// surerHeadline tells of an event that the headline gives as a fact and the
// beginning of the text only on somebody's word: "Militia burns depot" above "The
// militia burned the depot, a guard said." Not so where the headline has a source
// or a doubt of its own ("Militia burns depot: monitor", "Militia accused of
// burning depot"), and where the text says it in its own voice at one place.
func (a *assembly) surerHeadline(es []event.Event, i int) (f hearsay.Finding, ok bool) {
	e := &es[i]
	if a.innermost(e.Word) >= 0 || !a.inHeadline(e.Word) || e.Status != "happened" || a.hedgedHeadline(e.Word) {
		return f, false
	}
	lead := -1 // the first event of the text that is the same
	for k := range es {
		o := &es[k]
		if a.inHeadline(o.Word) || o.Type != e.Type || !a.sameAct(e, o) {
			continue
		}
		if a.innermost(o.Word) < 0 {
			return f, false
		}
		if lead < 0 {
			lead = o.Word
		}
	}
	for _, w := range e.Also {
		switch {
		case a.inHeadline(w[0]):
		case a.innermost(w[0]) < 0:
			return f, false
		case lead < 0 || w[0] < lead:
			lead = w[0]
		}
	}
	if lead < 0 || a.sentenceOfBody(lead) > 2 {
		return f, false
	}
	by := &a.said[a.innermost(lead)]
	if a.official(by) {
		return f, false
	}
	if by.Source < 0 || a.named(by.SourceFrom, by.SourceTo, e.Word) {
		return f, false
	}
	return a.stronger(a.receipt(e.From, e.To), by), true
}

// plainHeadline is surerHeadline for a headline whose grammar is misread, so that
// no event was found in it ("Militia burns fuel depot", three nouns and a name):
// it must have the verb of the text's first event and those who take part.
func (a *assembly) plainHeadline(es []event.Event) (f hearsay.Finding, ok bool) {
	if len(a.doc.Sents) == 0 || !a.inHeadline(a.doc.Sents[0].From) || a.hedgedHeadline(a.doc.Sents[0].From) {
		return f, false
	}
	s := a.doc.Sents[0]
	first := -1
	for k := range es {
		o := &es[k]
		if a.inHeadline(o.Word) {
			return f, false
		}
		if first < 0 {
			first = k
		} else if o.Type == es[first].Type && a.innermost(o.Word) < 0 && a.sameAct(&es[first], o) {
			return f, false
		}
	}
	if first < 0 {
		return f, false
	}
	e := &es[first]
	k := a.innermost(e.Word)
	if k < 0 || e.Status != "happened" || a.sentenceOfBody(e.Word) > 2 || len(e.Actors) == 0 || len(e.Recipients) == 0 ||
		a.said[k].Source < 0 || a.named(a.said[k].SourceFrom, a.said[k].SourceTo, s.From) {
		return f, false
	}
	verb := a.wordLike(s, a.doc.Words[e.Word].Lemma)
	if verb < 0 || a.wordLike(s, a.doc.Words[e.Actors[0].Word].Lemma) < 0 || a.wordLike(s, a.doc.Words[e.Recipients[0].Word].Lemma) < 0 {
		return f, false
	}
	return a.stronger(a.receipt(s.From, s.To), &a.said[k]), true
}

// wordLike returns the word of s that is lemma or a form of it, −1 if none is.
func (a *assembly) wordLike(s syntax.Sent, lemma string) int {
	for i := s.From; i < s.To; i++ {
		low := strings.ToLower(a.doc.Words[i].Text)
		if rest, ok := strings.CutPrefix(low, strings.ToLower(lemma)); ok && (rest == "" || rest == "s" || rest == "es" || rest == "ed" || rest == "d") {
			return i
		}
	}
	return -1
}

// stronger is the finding of a headline that says as a fact what a source says.
func (a *assembly) stronger(head hearsay.Receipt, by *attribution.Attribution) hearsay.Finding {
	source := a.receipt(by.SourceFrom, by.SourceTo)
	return hearsay.Finding{
		Kind:  "headline-stronger",
		Spans: []hearsay.Receipt{head, source},
		Text:  fmt.Sprintf("the headline says as a fact what the text has on the word of “%s”", source.Text),
	}
}

// sameAct reports whether two events of one type can be one: by the same word,
// or with somebody in common.
func (a *assembly) sameAct(e, o *event.Event) bool {
	return a.doc.Words[o.Word].Lemma == a.doc.Words[e.Word].Lemma || shared(e.Actors, o.Actors) || shared(e.Recipients, o.Recipients)
}

// hedgedHeadline reports whether the headline of word i names a source, asks, or
// doubts.
func (a *assembly) hedgedHeadline(i int) bool {
	s := a.doc.SentOf(i)
	for k := s.From; k < s.To; k++ {
		w := &a.doc.Words[k]
		low := strings.ToLower(w.Text)
		if hedging[low] || a.saying(w.Lemma) || strings.ContainsAny(low, "?:|‘’'\"“”") {
			return true
		}
	}
	return false
}

// official reports whether a source tells what it did or decided itself
// ("prosecutors announced the charges"), or is only another beside the first
// ("other reports say").
func (a *assembly) official(by *attribution.Attribution) bool {
	for i := by.CueFrom; i < by.CueTo; i++ {
		if l := a.doc.Words[i].Lemma; l == "announce" || l == "declare" || l == "confirm" {
			return true
		}
	}
	return by.SourceFrom < by.SourceTo && strings.EqualFold(a.doc.Words[by.SourceFrom].Text, "other")
}

// saying reports whether a verb is mostly one of saying.
func (a *assembly) saying(lemma string) bool {
	c := lexicon.CueOf(strings.ToLower(lemma), lexicon.CueVerb)
	return c != nil && c.Strength == 3
}

// hedging are words by which a headline names a source or doubts.
var hedging = func() map[string]bool {
	out := make(map[string]bool)
	for w := range strings.FieldsSeq(`monitor monitors ngo ngos activist activists observatory official officials source sources police army military media tv
		agency ministry report reports group un reuters afp afp: suspected alleged allegedly apparent reported reportedly claim claims accused amid may might
		could says said say toll react reacts mourn mourns condemn condemns willing fear fears`) {
		out[w] = true
	}
	return out
}()

// named reports whether a word of the source [from, to), names and nouns alone,
// stands in the headline of word i: it speaks there.
func (a *assembly) named(from, to, i int) bool {
	s := a.doc.SentOf(i)
	for k := s.From; k < s.To; k++ {
		for w := from; w < to; w++ {
			if x := &a.doc.Words[w]; (x.UPOS == "PROPN" || x.UPOS == "NOUN") && strings.EqualFold(x.Text, a.doc.Words[k].Text) {
				return true
			}
		}
	}
	return false
}

// sentenceOfBody returns the how-manieth sentence outside headlines holds word i,
// from 0.
func (a *assembly) sentenceOfBody(i int) int {
	n := 0
	for k := range a.doc.Words[i].Sent {
		if a.out.Document.Blocks[a.doc.Sents[k].Block].Kind == hearsay.Paragraph {
			n++
		}
	}
	return n
}
