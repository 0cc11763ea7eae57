package export

import (
	"slices"
	"strconv"

	"hearsay"
	"hearsay/internal/token"
)

// sentence returns the sentence in which span stands, or the run of them if it
// goes over several, and the number of the first in the text, from 1. Where
// there is no sentence, as in boilerplate, it returns span and 0.
func (s *scene) sentence(span hearsay.Span) (hearsay.Receipt, int) {
	if s.sentences == nil {
		for _, x := range token.Split(s.Document.Text, s.Document.Blocks) {
			s.sentences = append(s.sentences, x.Span())
		}
	}
	i, _ := slices.BinarySearchFunc(s.sentences, span.Start, func(x hearsay.Span, at int) int {
		if x.End <= at {
			return -1
		}
		return 1
	})
	if i == len(s.sentences) || s.sentences[i].Start > span.Start {
		return hearsay.ReceiptFor(s.Document.Text, span), 0
	}
	k := i
	for k+1 < len(s.sentences) && s.sentences[k].End < span.End {
		k++
	}
	return hearsay.ReceiptFor(s.Document.Text, hearsay.Span{Start: s.sentences[i].Start, End: max(s.sentences[k].End, span.End)}), i + 1
}

// sentenceOf returns the sentence in which an event is told.
func (s *scene) sentenceOf(e *hearsay.Event) string {
	r, _ := s.sentence(e.Trigger.Span)
	return r.Text
}

// sentenceNumber returns the number of the sentence in which span stands, ""
// for none.
func (s *scene) sentenceNumber(span hearsay.Span) string {
	if _, n := s.sentence(span); n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}
