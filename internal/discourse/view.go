package discourse

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/attribution"
	"hearsay/internal/mention"
	"hearsay/internal/syntax"
)

// A view is a document with what is asked of it again and again.
type view struct {
	d        *syntax.Doc
	ms       *mention.Set
	said     []attribution.Attribution
	in       Inputs
	low      []string        // the words in lower case
	inner    []int           // of each word the innermost attribution whose content holds it, -1
	quoted   []int           // of each word the number of the quotation it stands in, from 1; 0 outside
	causal   []string        // of each word the model's part in a cause: CAUSE, EFFECT, SIGNAL, ""
	sure     []float32       // of each word how sure the model is of that
	speaks   map[int]bool    // entities that are the source of an attribution
	judges   map[int]bool    // loaded words that judge, by their first word; made by loaded
	inQuotes map[string]bool // words of longer quotations; nil until asked for
	opening  map[string]int  // how often a word is the first of a quotation; nil likewise
	grown    bool            // some word depends on another
}

func newView(d *syntax.Doc, ms *mention.Set, said []attribution.Attribution, in Inputs) *view {
	v := &view{d: d, ms: ms, said: said, in: in, low: make([]string, len(d.Words))}
	for i := range d.Words {
		v.low[i] = strings.ToLower(d.Words[i].Text)
		if strings.Contains(v.low[i], "’") {
			v.low[i] = strings.ReplaceAll(v.low[i], "’", "'")
		}
		v.grown = v.grown || d.Words[i].Head >= 0
	}
	v.speaks = make(map[int]bool)
	for _, a := range said {
		if a.Source >= 0 && a.CueFrom < a.CueTo {
			v.speaks[ms.Mentions[a.Source].Entity] = true
		}
	}
	v.inner = innermost(len(d.Words), said)
	v.quoted = quotations(d)
	v.causal, v.sure = make([]string, len(d.Words)), make([]float32, len(d.Words))
	return v
}

// innermost returns for each of n words the innermost attribution whose content
// holds it, wants left out: of those begun, the one begun last that has not ended.
func innermost(n int, said []attribution.Attribution) []int {
	type content struct{ from, to, a, depth int }
	var cs []content
	for i := range said {
		// What somebody wants is told by who tells it: in "Northport wants the
		// militia gone for two reasons" the reasons are the text's own.
		if said[i].Act == hearsay.Want {
			continue
		}
		depth := 0
		for w := said[i].Within; w >= 0 && depth < 64; w = said[w].Within {
			depth++
		}
		for _, c := range said[i].Content {
			cs = append(cs, content{c[0], c[1], i, depth})
		}
	}
	slices.SortStableFunc(cs, func(a, b content) int {
		return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(b.to, a.to), cmp.Compare(a.depth, b.depth))
	})
	out := make([]int, n)
	var open []content
	for i := range out {
		for ; len(cs) > 0 && cs[0].from <= i; cs = cs[1:] {
			open = append(open, cs[0])
		}
		for len(open) > 0 && open[len(open)-1].to <= i {
			open = open[:len(open)-1]
		}
		out[i] = -1
		if len(open) > 0 {
			out[i] = open[len(open)-1].a
		}
	}
	return out
}

// quotations numbers the stretches between double quotation marks. One that is
// not closed ends with its sentence, so that a lost mark swallows no paragraph.
func quotations(d *syntax.Doc) []int {
	out := make([]int, len(d.Words))
	n := 0
	for _, s := range d.Sents {
		open := -1
		for i := s.From; i < s.To; i++ {
			switch w := d.Words[i].Text; {
			case open < 0 && (w == "“" || w == "\"" || w == "``" || w == "«" || w == "„"):
				open = i
			case open >= 0 && (w == "”" || w == "\"" || w == "''" || w == "»" || w == "“"):
				n++
				for k := open; k <= i; k++ {
					out[k] = n
				}
				open = -1
			}
		}
		if open >= 0 {
			n++
			for k := open; k < s.To; k++ {
				out[k] = n
			}
		}
	}
	return out
}

// longest is how many words a sentence may have to be read. What is longer is a
// table or a list run together; the limit keeps the cost of asking about a
// whole sentence for each of its words within bounds.
const longest = 400

// sentences yields the number and words of each sentence that can be read.
func (v *view) sentences() iter.Seq2[int, Stretch] {
	return func(yield func(int, Stretch) bool) {
		for n, s := range v.d.Sents {
			if k := s.To - s.From; k > 0 && k <= longest && !yield(n, Stretch{s.From, s.To}) {
				return
			}
		}
	}
}

// word returns word i, an empty one outside the document.
func (v *view) word(i int) *syntax.Word {
	if i < 0 || i >= len(v.d.Words) {
		return &syntax.Word{Head: -1}
	}
	return &v.d.Words[i]
}

// at returns word i in lower case, "" outside the document.
func (v *view) at(i int) string {
	if i < 0 || i >= len(v.low) {
		return ""
	}
	return v.low[i]
}

// lemma returns the lemma of word i in lower case.
func (v *view) lemma(i int) string { return strings.ToLower(v.word(i).Lemma) }

// trees reports whether the document has trees.
func (v *view) trees() bool { return v.grown }

// follows reports whether the words of phrase stand from i on, in lower case.
func (v *view) follows(i int, phrase ...string) bool {
	for k, p := range phrase {
		if v.at(i+k) != p {
			return false
		}
	}
	return true
}

// oneOf reports whether w is one of the words of list, which has blanks between
// them.
func oneOf(w, list string) bool {
	if w == "" || strings.Contains(w, " ") {
		return false
	}
	for f := range strings.FieldsSeq(list) {
		if f == w {
			return true
		}
	}
	return false
}

// isVerb reports whether word i is a verb or an auxiliary.
func (v *view) isVerb(i int) bool {
	u := v.word(i).UPOS
	return u == "VERB" || u == "AUX"
}

// nominal reports whether word i is a noun, a name or a pronoun.
func (v *view) nominal(i int) bool {
	u := v.word(i).UPOS
	return u == "NOUN" || u == "PROPN" || u == "PRON" || u == "NUM"
}

// mark reports whether word i is punctuation or a symbol.
func (v *view) mark(i int) bool {
	u := v.word(i).UPOS
	return u == "PUNCT" || u == "SYM" && len(v.word(i).Text) < 3
}

// sent returns the words of the sentence of word i.
func (v *view) sent(i int) Stretch {
	s := v.d.SentOf(i)
	return Stretch{s.From, s.To}
}

// starts reports whether word i begins its sentence but for marks and a
// conjunction before it ("And therefore").
func (v *view) starts(i int) bool {
	for k := v.sent(i).From; k < i; k++ {
		if !v.mark(k) && !oneOf(v.low[k], "and but") {
			return false
		}
	}
	return true
}

// before returns the sentence before that of word i in the same block, whole;
// empty if there is none.
func (v *view) before(i int) Stretch {
	n := v.d.Words[i].Sent
	if n == 0 || v.d.Sents[n-1].Block != v.d.Sents[n].Block {
		return Stretch{}
	}
	return v.trim(Stretch{v.d.Sents[n-1].From, v.d.Sents[n-1].To})
}

// trim takes marks and conjunctions off both ends of s, and what numbers it:
// "First, its raids …".
func (v *view) trim(s Stretch) Stretch {
	if _, ok := ordinals[v.at(s.From)]; ok && s.From+1 < s.To && v.low[s.From+1] == "," {
		s.From++
	}
	for !s.IsEmpty() && (v.mark(s.From) || oneOf(v.low[s.From], "and but or that then")) {
		if s.To-s.From > 1 && oneOf(v.low[s.From], "that") && v.word(s.From).UPOS != "SCONJ" {
			break
		}
		s.From++
	}
	for !s.IsEmpty() && (v.mark(s.To-1) || oneOf(v.low[s.To-1], "and but or")) {
		s.To--
	}
	return s
}

// within cuts s to the content that holds word i of the innermost attribution
// of i, so that what a source says does not run over into who says it.
func (v *view) within(s Stretch, i int) Stretch {
	if v.inner[i] < 0 {
		return s
	}
	content := v.said[v.inner[i]].Content
	k, found := slices.BinarySearchFunc(content, i, func(c [2]int, i int) int { return cmp.Compare(c[0], i) })
	if !found {
		k--
	}
	if k >= 0 && i < content[k][1] {
		return Stretch{max(s.From, content[k][0]), min(s.To, content[k][1])}
	}
	return s
}

// subtree returns the words that depend on word i, inside its sentence.
func (v *view) subtree(i int) Stretch {
	from, to := v.d.Subtree(i)
	s := v.sent(i)
	return Stretch{max(from, s.From), min(to, s.To)}
}

// clause returns the words around its head that are left of a clause when the
// stretches of cut are taken away. Where a cut lies between the clause's
// subject and its head ("The mayor, because it rained, stayed"), nothing is
// taken away there.
func (v *view) clause(head int, cut ...Stretch) Stretch {
	s := v.subtree(head)
	subject := v.subjectOf(head)
	if subject < 0 {
		subject = v.d.Child(head, "expl")
	}
	for _, c := range cut {
		switch {
		case c.IsEmpty() || c.To <= s.From || c.From >= s.To || c.Holds(head):
		case c.From > head:
			s.To = min(s.To, c.From)
		case subject >= 0 && subject < c.From:
		default:
			s.From = max(s.From, c.To)
		}
	}
	for _, c := range v.d.Children(head) {
		// "He left, officials said, because …": the sayer is no part of it, nor is
		// an unrelated clause set beside it.
		if v.d.Words[c].Is("parataxis") {
			if p := v.subtree(c); p.From > head {
				s.To = min(s.To, p.From)
			} else if p.To <= head && (subject < 0 || subject >= p.To) {
				s.From = max(s.From, p.To)
			}
		}
	}
	s.From = v.afterColon(s.From, subject)
	s = v.trim(v.within(s, head))
	for s.To-s.From > 1 && v.word(s.From).Is("mark", "case", "fixed") && (v.word(s.From).Head == head || v.word(s.From-1).Is("mark")) && s.From < head && !oneOf(v.low[s.From], "whether") {
		s.From++ // "of engaging in", "so that both can work": the clause alone
	}
	return s
}

// afterColon returns where a clause begins that goes from word from on, has the
// given subject, and is set off from another by a colon or semicolon: "They
// will not give up: they will go on".
func (v *view) afterColon(from, subject int) int {
	for k := subject - 1; k >= from; k-- {
		if oneOf(v.low[k], ": ;") {
			return k + 1
		}
	}
	return from
}

// why is the reason of a rule that has no score of its own.
func why(rule, note string) []hearsay.Why { return []hearsay.Why{{Rule: rule, Score: 1, Note: note}} }

// text returns the words of s as they are written, with single blanks.
func (v *view) text(s Stretch) string {
	if s.IsEmpty() {
		return ""
	}
	p := v.d.Span(s.From, s.To)
	return strings.Join(strings.Fields(v.d.Text[p.Start:p.End]), " ")
}
