package event

import (
	"slices"

	"hearsay"
	"hearsay/internal/codebook"
)

// near is how many sentences on either side of an event's own show its contexts.
// The manual takes the paragraph, and warns that the document can mislead; a
// paragraph of a report has about three sentences, one without breaks any number.
const near = 1

// settings adds to each event the contexts that its surroundings show, each with
// the words that show it.
func (f *finder) settings(es []Event) {
	seen := map[[2]int][]codebook.Context{}
	for i := range es {
		e := &es[i]
		s := f.word(e.Word).Sent
		first, last := s, s
		for n := 0; n < near; n++ {
			if first > 0 && f.d.Sents[first-1].Block == f.d.Sents[s].Block {
				first--
			}
			if last+1 < len(f.d.Sents) && f.d.Sents[last+1].Block == f.d.Sents[s].Block {
				last++
			}
		}
		key := [2]int{f.d.Sents[first].From, f.d.Sents[last].To}
		if _, ok := seen[key]; !ok {
			seen[key] = codebook.Contexts(f.d, key[0], key[1])
		}
		for _, c := range seen[key] {
			if c.Strong && !slices.Contains(e.Contexts, c.Name) {
				e.Contexts = append(e.Contexts, c.Name)
				e.Why = append(e.Why, hearsay.Why{Rule: "event.context", Score: 1, Note: c.Name + ": " + f.word(c.Words[0]).Text})
			}
		}
	}
}
