package mention

import (
	"math"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// heads returns one mention for every word that heads one, in the order of the
// words, with extent, name and where it was found.
func heads(d *syntax.Doc, names []name) []Mention {
	named := make([]int, len(d.Words)) // 1 + index of the name that a word heads
	inside := make([]int, len(d.Words))
	for i, n := range names {
		h := headOf(d, n.From, n.To)
		named[h] = i + 1
		for w := n.From; w < n.To; w++ {
			inside[w] = i + 1
		}
	}
	var out []Mention
	for i := range d.Words {
		if isCourtesy(d, i) && named[i] == 0 || inLabel(d, i) {
			continue
		}
		m, ok := headed(d, i)
		if n := named[i]; n > 0 && mentionable(d, i, names[n-1]) {
			nm := names[n-1]
			m.Label, m.sure = nm.Label, nm.Prob
			m.name, m.text = nameWords(d, nm.From, nm.To)
			m.Why = append(m.Why, nm.Why...)
			m.Form, ok = hearsay.Name, true
		} else if ok && inside[i] > 0 && n == 0 {
			// "[Harrow] University": the inner name is there, but not for the news.
			ok, m.part = m.Type != "" && d.Words[i].Rel != "flat" && within(d, i, names[inside[i]-1]), true
		}
		if !ok {
			continue
		}
		m.Head = i
		if n := named[i]; n > 0 {
			m.From, m.To = nameExtent(d, i, names[n-1])
			if m.From > 0 && isCourtesy(d, m.From-1) {
				m.From-- // a tree that calls both a subject
			}
		} else {
			m.From, m.To = extent(d, i)
		}
		out = append(out, m)
	}
	return out
}

// headed says whether word i heads a mention by the model or, without it, by
// its part of speech.
func headed(d *syntax.Doc, i int) (m Mention, ok bool) {
	w := &d.Words[i]
	m.Form = formOf(w)
	if d.Model == nil {
		switch w.UPOS {
		case "NOUN", "PROPN":
			if w.Rel == "" { // no tree: the last of a run of nouns
				return m, i+1 == d.SentOf(i).To || d.Words[i+1].UPOS != "NOUN" && d.Words[i+1].UPOS != "PROPN"
			}
			return m, !w.Is("compound", "flat", "nmod:desc", "fixed", "goeswith")
		}
		return m, isPersonal(w) && w.Rel != "expl" && !isExpletive(d, i)
	}
	label, p := mentionType(d, i)
	m.Type = label
	switch {
	case p > 0.5:
		m.Why = append(m.Why, hearsay.Why{Rule: "model.mention", Score: p, Note: label})
		return m, true
	case p > 0.25 && (w.UPOS == "NOUN" || w.UPOS == "PROPN") && isArgument(w):
		// A noun that is subject or object nearly always is one.
		m.weak = true
		m.Why = append(m.Why, hearsay.Why{Rule: "mention.argument", Score: p, Note: label})
		return m, true
	}
	// "told the daily", "the regime forces": a noun for someone, with an article,
	// where the model half saw it. Not "a daily paper", "on a daily basis".
	if w.UPOS == "NOUN" && p > 0.1 && isArgument(w) && d.Child(i, "det", "nmod:poss") >= 0 {
		if r, n := lexicon.RoleOf(phraseOf(d, i)); n > 0 && r.Sector != "" {
			m.Why = append(m.Why, hearsay.Why{Rule: "mention.role", Score: p, Note: w.Text})
			return m, true
		}
	}
	// "it is raining" has no mention, "he left" has.
	if w.UPOS == "PRON" && isPersonal(w) && w.Rel != "expl" && !isExpletive(d, i) {
		m.Why = append(m.Why, hearsay.Why{Rule: "mention.pronoun", Score: 1, Note: w.Text})
		return m, true
	}
	return m, false
}

// mentionType returns the likeliest type of the mention that word i heads if it
// heads one, and how likely it does.
func mentionType(d *syntax.Doc, i int) (label string, p float64) {
	logits := d.Model.Logits("mention", i)
	if len(logits) == 0 {
		return "", 0
	}
	labels := d.Model.Labels("mention")
	top, sum, none := slices.Max(logits), 0.0, 0.0
	best := float32(math.Inf(-1))
	for k, x := range logits {
		e := math.Exp(float64(x - top))
		sum += e
		if labels[k] == "O" {
			none += e
		} else if x > best {
			best, label = x, labels[k]
		}
	}
	return label, 1 - none/sum
}

func isArgument(w *syntax.Word) bool {
	return w.Is("nsubj", "obj", "iobj", "obl", "nmod", "appos", "conj", "root") && w.Rel != "nmod:desc"
}

// mentionable says whether a name is a mention. Adjectives ("Russian officers")
// are not, nor are dates and sums, which other packages read.
func mentionable(d *syntax.Doc, head int, n name) bool {
	switch n.Label {
	case "DATE", "MONEY", "TIME":
		return false
	case "NORP":
		// "Russians", "the Dutch", "an Iranian"; not "Russian and Syrian troops".
		w := &d.Words[head]
		return isArgument(w) && (w.XPOS == "NNS" || w.XPOS == "NNPS" || d.Child(head, "det") >= 0)
	}
	return d.Words[head].UPOS != "ADJ"
}

// within says whether word i is a part of the name that no tree word of its own
// would name: a flat or compound part.
func within(d *syntax.Doc, i int, n name) bool {
	h := d.Words[i].Head
	return h >= n.From && h < n.To
}

// headOf returns the word of [from, to) whose head lies outside, the last one
// if there are several, as in a broken tree.
func headOf(d *syntax.Doc, from, to int) int {
	head := to - 1
	for i := from; i < to; i++ {
		if h := d.Words[i].Head; h < from || h >= to {
			head = i
			if d.Words[i].UPOS == "PROPN" || d.Words[i].UPOS == "NOUN" {
				return i
			}
		}
	}
	return head
}

// nameWords returns the words [from, to) of a name without hyphens, and the
// name as written; both without an article before it and a possessive mark or
// punctuation behind it.
func nameWords(d *syntax.Doc, from, to int) ([]string, string) {
	if from < to-1 && strings.EqualFold(d.Words[from].Text, "the") {
		from++
	}
	for to-1 > from && (d.Words[to-1].XPOS == "POS" || d.Words[to-1].UPOS == "PUNCT") {
		to--
	}
	var out []string
	for _, w := range d.Words[from:to] {
		if w.Text != "-" {
			out = append(out, w.Text)
		}
	}
	if len(out) == 0 {
		out = []string{d.Words[from].Text}
	}
	return out, joined(d, from, to)
}

func formOf(w *syntax.Word) hearsay.Form {
	switch {
	case w.UPOS == "PRON" || w.XPOS == "PRP" || w.XPOS == "PRP$" || w.UPOS == "DET":
		return hearsay.Pronoun
	case w.UPOS == "PROPN":
		return hearsay.Name
	}
	return hearsay.Nominal
}
