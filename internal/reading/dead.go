package reading

import (
	_ "embed"
	"fmt"
	"strings"

	"hearsay"
)

//go:embed introduced.tsv
var introducedText string

// introduced gives for each noun that points back the words by which a text
// introduces what it stands for, the noun and its like included.
var introduced = func() map[string]map[string]bool {
	out := make(map[string]map[string]bool)
	for line := range strings.Lines(introducedText) {
		nouns, words, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || nouns[0] == '#' {
			continue
		}
		by := make(map[string]bool)
		for n := range strings.SplitSeq(nouns, "|") {
			by[n] = true
			out[n] = by
		}
		for w := range strings.FieldsSeq(words) {
			by[w] = true
		}
	}
	return out
}()

// dead tells of a noun phrase that points back to what the text never
// introduced: "The plan drew protests in Oster." with nothing before it that is
// a plan or makes one. "The mayor wants to close the pier. The plan …" does:
// "wants" introduces it, and so do a headline and what somebody is quoted as
// saying. "The plan to close the pier", "its plan", "the new plan", "the plan
// for the pier" say by themselves which one they mean; in a quotation the
// speaker may point to what only the hearers know.
func (a *assembly) dead() []hearsay.Finding {
	var out []hearsay.Finding
	told := make(map[string]bool) // the words so far, as written and by lemma, in lower case
	for w := range strings.FieldsSeq(strings.ToLower(a.out.Document.Title)) {
		told[strings.Trim(w, "“”‘’'\".,:;?!")] = true
	}
	quoted, block := false, -1
	for i := range a.doc.Words {
		w := &a.doc.Words[i]
		if b := a.doc.SentOf(i).Block; b != block {
			quoted, block = false, b
		}
		switch w.Text {
		case "“", "\"", "``", "”", "''":
			quoted = w.Text == "“" || w.Text == "``" || w.Text == "\"" && !quoted
		}
		lemma := strings.ToLower(w.Lemma)
		if by := introduced[lemma]; by != nil && !quoted && !anyOf(told, by) {
			if from := a.pointing(i); from >= 0 {
				out = append(out, hearsay.Finding{
					Kind:  "dead-reference",
					Spans: []hearsay.Receipt{a.receipt(from, i+1)},
					Text:  fmt.Sprintf("the text has not said before which %s is meant", strings.ToLower(w.Text)),
				})
			}
		}
		told[lemma], told[strings.ToLower(w.Text)] = true, true
	}
	return out
}

// anyOf reports whether a word of by is among the words told.
func anyOf(told, by map[string]bool) bool {
	for w := range by {
		if told[w] {
			return true
		}
	}
	return false
}

// pointing returns the article or demonstrative of the noun i if that is all
// that says which one is meant, −1 otherwise: "the plan", "those plans", not
// "the plan to sell", "the plan's author", "the new plan", "no plan".
func (a *assembly) pointing(i int) int {
	d := a.doc
	if w := &d.Words[i]; w.UPOS != "NOUN" || w.Is("compound") || a.out.Document.Blocks[d.SentOf(i).Block].Kind != hearsay.Paragraph {
		return -1
	}
	if m := a.mentions.At(i); m >= 0 && a.mentions.Entities[a.mentions.Mentions[m].Entity].Mentions[0] < m {
		return -1 // coreference knows it
	}
	from := -1
	for _, c := range d.Children(i) {
		switch w := &d.Words[c]; {
		case w.Is("det") && c == i-1 && pointers[strings.ToLower(w.Text)]:
			from = c
		case !w.Is("case", "punct", "cop", "conj", "cc", "advmod", "nsubj", "aux"):
			return -1
		}
	}
	return from
}

// pointers are the words by which a noun phrase points back.
var pointers = map[string]bool{"the": true, "this": true, "that": true, "these": true, "those": true}
