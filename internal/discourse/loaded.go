package discourse

import (
	_ "embed"
	"fmt"
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

//go:embed loaded.tsv
var loadedText string

// loadedWords are the words of loaded.tsv.
var loadedWords = load(loadedText, 3)

// kindsOfLoad say in a finding what a word of each kind does.
var kindsOfLoad = map[string]string{
	"doubt":     "holds what follows at a distance",
	"name":      "calls somebody names",
	"party":     "is one side's word",
	"verdict":   "judges",
	"heat":      "heats up what is told",
	"euphemism": "softens what happened",
	"scare":     "stands in quotation marks that quote nobody named",
}

// loaded finds words that take sides in the document's own voice: findings name
// the word, once for all its places, and never judge a person. What is quoted, or reported in another's
// words, is that other's.
func (v *view) loaded() []hearsay.Finding {
	var out []hearsay.Finding
	v.judges = make(map[int]bool)
	seen := make(map[string]int) // word: its finding
	find := func(s Stretch, kind string) {
		v.judges[s.From] = kind == "verdict" || kind == "scare"
		receipt := hearsay.ReceiptFor(v.d.Text, v.d.Span(s.From, s.To))
		word := strings.ToLower(v.text(s)) + "\x00" + kind
		if k, ok := seen[word]; ok {
			out[k].Spans = append(out[k].Spans, receipt)
			return
		}
		format := "“%s” %s, outside any quotation"
		if kind == "scare" {
			format = "“%s” %s"
		}
		seen[word] = len(out)
		out = append(out, hearsay.Finding{Kind: "loaded-word", Spans: []hearsay.Receipt{receipt}, Text: fmt.Sprintf(format, v.text(s), kindsOfLoad[kind])})
	}
	for n, s := range v.sentences() {
		if v.furniture(v.d.Sents[n].Block) {
			continue
		}
		for i := s.From; i < s.To; i++ {
			if scare := v.scare(i, s.To); !scare.IsEmpty() {
				find(scare, "scare")
				i = scare.To
				continue
			}
			if v.quoted[i] > 0 {
				continue
			}
			if r := loadedWords.match(i, s.To, v.at); r != nil && v.loadedHere(i, r) && !v.others(i, r.fields[0]) {
				find(Stretch{i, i + len(r.phrase)}, r.fields[0])
				i += len(r.phrase) - 1
			}
		}
	}
	return out
}

// furniture reports whether a block is no part of what is told.
func (v *view) furniture(block int) bool {
	k := v.d.Blocks[min(block, len(v.d.Blocks)-1)].Kind
	return k == hearsay.Boilerplate || k == hearsay.Byline || k == hearsay.Dateline
}

// others reports whether word i may be another's: all that is quoted or
// republished, and judgements in indirect speech ("called the brutal raid
// over"). Names for people and powers are the author's choice in indirect speech,
// too: "They assured Pellmar that they would protect the regime."
func (v *view) others(i int, kind string) bool {
	for a, n := v.inner[i], 0; a >= 0 && n < 16; a, n = v.said[a].Within, n+1 {
		if kind != "party" && kind != "name" || v.said[a].Mode != hearsay.Indirect || v.said[a].Voice {
			return true
		}
	}
	return false
}

// loadedHere reports whether the words at i are the loaded ones of row r, not
// another use of them.
func (v *view) loadedHere(i int, r *row) bool {
	w := v.word(i)
	last := v.word(i + len(r.phrase) - 1)
	switch r.fields[1] {
	case "n":
		if last.UPOS != "NOUN" || last.Is("compound") && r.fields[0] != "name" {
			return false
		}
	case "v":
		if w.UPOS != "VERB" {
			return false
		}
	case "a":
		if w.UPOS != "ADJ" && w.UPOS != "ADV" {
			return false
		}
	case "r":
		if w.UPOS != "ADV" {
			return false
		}
	}
	if w.UPOS == "PROPN" && len(r.phrase) == 1 && r.fields[0] != "name" && r.fields[0] != "party" {
		return false
	}
	switch v.low[i] {
	case "supposed": // "were supposed to leave"
		return v.at(i+1) != "to"
	case "slammed", "slams", "slam", "blasted", "blasts", "hammered", "ripped", "torched":
		// A car slams into a wall; a critic slams a plan.
		d := v.doer(i)
		return v.d.Child(i, "obj") >= 0 && d >= 0 && v.ms.At(d) >= 0 && !v.thing(v.ms.At(d))
	case "brilliant", "explosive", "fierce", "fiercely", "savage", "toxic", "fiery", "furious", "brutal":
		return !oneOf(v.at(i+1), "device devices session meeting gas gases substance substances fumes chemical chemicals waste sunshine material materials fighting clashes battles")
	case "neutralised", "neutralized", "liquidated", "cleansed": // people, not an advantage
		m := v.ms.At(v.d.Child(i, "obj", "nsubj:pass"))
		return m >= 0 && !v.thing(m)
	case "extraordinary", "remarkable":
		return !oneOf(v.at(i+1), "event events session sessions meeting circumstance circumstances step summit measures powers rendition")
	case "traitor", "traitors", "thug", "thugs", "crook", "crooks", "dictator", "fanatic", "hypocrite":
		// "called the mayor a traitor": the caller's word
		h := w.Head
		return h < 0 || !oneOf(v.lemma(h), seeing) || v.doer(h) < 0
	case "martyred":
		return w.UPOS == "VERB" || w.UPOS == "ADJ"
	case "regime", "regimes": // "a sanctions regime", "the tax regime"
		return i == 0 || !oneOf(v.at(i-1), "sanctions tax inspection inspections trade legal regulatory visa safety testing nonproliferation non-proliferation exercise training verification")
	case "mob": // "flash mob"
		return v.at(i-1) != "flash"
	case "propaganda":
		return !v.word(i).Is("compound")
	}
	return true
}

// scare returns words between quotation marks at word i that quote nobody: one
// to three words inside the document's own sentence, neither a name nor a title
// nor a term that is introduced ("known as", "the word"), and no cue of
// speaking near; empty if there are none.
func (v *view) scare(i, to int) Stretch {
	w := v.d.Words[i].Text
	if w != "“" && w != "\"" && w != "``" || v.quoted[i] == 0 || i > 0 && v.quoted[i-1] == v.quoted[i] {
		return Stretch{}
	}
	end := i + 1
	for end < to && v.quoted[end] == v.quoted[i] {
		end++
	}
	s := Stretch{i + 1, end - 1}
	if n := s.To - s.From; n < 1 || n > 3 || end > to || !v.mark(end-1) || end >= to && n > 1 {
		return Stretch{}
	}
	if v.inner[s.From] >= 0 && v.said[v.inner[s.From]].Mode != hearsay.Scare || v.outer(i, to) >= 0 {
		return Stretch{}
	}
	for k := s.From; k < s.To; k++ {
		if v.d.Words[k].UPOS == "PROPN" || v.mark(k) && v.low[k] != "-" || strings.ToLower(v.d.Words[k].Text) != v.d.Words[k].Text {
			return Stretch{}
		}
	}
	if u := v.word(s.To - 1).UPOS; u != "NOUN" && u != "ADJ" || v.lemma(i-1) == "be" { // "was “preventable”": a finding quoted
		return Stretch{}
	}
	// Not "known as “the Fox”", and no one who says the word.
	for k := i - 1; k >= max(v.sent(i).From, i-8); k-- {
		if c := lexicon.CueOf(v.lemma(k), lexicon.CueVerb); c != nil && c.Strength > 1 ||
			oneOf(v.lemma(k), "call know dub nickname term name word phrase title entitle label describe say tell as write add mean brand translate code-name rank rate class list deem categorise categorize classify define film book song album album") ||
			k >= i-4 && oneOf(v.lemma(k), "of like") && oneOf(v.lemma(k-1), "accuse speak talk chant shout cry slogan policy concept") {
			return Stretch{}
		}
	}
	if v.sayingIn(v.sent(i)) || v.quotedBeside(s) || v.quotedElsewhere(s) {
		return Stretch{}
	}
	return s
}

// quotedBeside reports whether another quotation stands in the sentence of s: two
// short ones are pieces of what somebody said ("a “full” and “rapid”
// withdrawal").
func (v *view) quotedBeside(s Stretch) bool {
	whole := v.sent(s.From)
	for k := whole.From; k < whole.To; k++ {
		if v.quoted[k] > 0 && v.quoted[k] != v.quoted[s.From] {
			return true
		}
	}
	return false
}

// quotedElsewhere reports whether the words of s stand in longer quotations of
// the document, which they then repeat.
func (v *view) quotedElsewhere(s Stretch) bool {
	if v.inQuotes == nil {
		v.inQuotes = make(map[string]bool)
		for k := range v.low {
			if v.quoted[k] > 0 && (k >= 4 && v.quoted[k-4] == v.quoted[k] || k+4 < len(v.low) && v.quoted[k+4] == v.quoted[k]) {
				v.inQuotes[v.low[k]] = true
			}
		}
	}
	if v.times(s) > 1 {
		return true // a term, quoted again and again
	}
	for k := s.From; k < s.To; k++ {
		if !v.inQuotes[v.low[k]] {
			return false
		}
	}
	return true
}

// times returns how often the first word of s, quoted, begins a quotation.
func (v *view) times(s Stretch) int {
	if v.opening == nil {
		v.opening = make(map[string]int)
		for k := 1; k < len(v.low); k++ {
			if v.quoted[k] > 0 && v.quoted[k-1] == v.quoted[k] && (k < 2 || v.quoted[k-2] != v.quoted[k]) {
				v.opening[v.low[k]]++
			}
		}
	}
	return v.opening[v.low[s.From]]
}

// outer returns the attribution that speaks in word i from outside a scare
// quotation, -1 if the document itself does.
func (v *view) outer(i, to int) int {
	a := v.inner[min(i+1, to-1)]
	for n := 0; a >= 0 && v.said[a].Mode == hearsay.Scare && n < 16; n++ {
		a = v.said[a].Within
	}
	return a
}

// sayingIn reports whether somebody is said to speak in a sentence, who may be
// the one quoted.
func (v *view) sayingIn(s Stretch) bool {
	lo, hi := 0, len(v.said)
	for lo < hi { // by position of the cue
		mid := (lo + hi) / 2
		if v.sayingAt(mid) < s.From {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	for ; lo < len(v.said) && v.sayingAt(lo) < s.To; lo++ {
		if a := &v.said[lo]; a.CueFrom < a.CueTo && a.Mode != hearsay.Scare {
			return true
		}
	}
	return false
}

// sayingAt is where attribution k stands in their order.
func (v *view) sayingAt(k int) int {
	if a := &v.said[k]; a.CueFrom < a.CueTo {
		return a.CueFrom
	} else {
		return a.Content[0][0]
	}
}
