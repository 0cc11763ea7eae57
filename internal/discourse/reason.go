package discourse

import (
	"cmp"
	_ "embed"
	"slices"

	"hearsay"
)

//go:embed reasons.tsv
var reasonsText string

// reasonWords are the words of reasons.tsv.
var reasonWords = load(reasonsText, 3)

// reasons finds the reasons of the document by position of their cue.
func (v *view) reasons() []Reason {
	out := v.enumerations()
	for _, s := range v.sentences() {
		v.witness(s)
		n := len(out)
		for i := s.From; i < s.To; i++ {
			i = v.joined(i, s.To, &out)
		}
		out = v.nounsOfReason(s, out)
		out = v.wakeUps(s, out)
		if len(out) == n {
			out = v.alone(s, out)
		}
	}
	slices.SortStableFunc(out, func(a, b Reason) int { return cmp.Compare(a.at(), b.at()) })
	return v.distinct(out)
}

// at is where a reason stands in the order of the record.
func (r *Reason) at() int {
	if !r.Cue.IsEmpty() {
		return r.Cue.From
	}
	return min(r.For.From, r.Because.From)
}

// distinct removes what joins the same clauses again, and what is empty.
func (v *view) distinct(rs []Reason) []Reason {
	type pair struct{ a, b Stretch }
	seen := make(map[pair]bool, len(rs))
	return slices.DeleteFunc(rs, func(r Reason) bool {
		p := pair{r.For, r.Because}
		if seen[p] || r.For.IsEmpty() || r.Because.IsEmpty() || r.For == r.Because || v.pronoun(r.For) || v.pronoun(r.Because) {
			return true
		}
		seen[p] = true
		return false
	})
}

// pronoun reports whether s is a pronoun alone, which explains nothing.
func (v *view) pronoun(s Stretch) bool {
	return s.To-s.From == 1 && (v.word(s.From).UPOS == "PRON" || v.word(s.From).UPOS == "DET")
}

// add appends the reason if both its clauses have words.
func (v *view) add(out []Reason, r Reason) []Reason {
	if r.For.IsEmpty() || r.Because.IsEmpty() {
		return out
	}
	at := r.Cue.From
	if r.Cue.IsEmpty() {
		at = r.Because.From
	}
	r.Said = v.inner[at]
	if a := v.inner[r.For.From]; r.Said < 0 && a >= 0 && v.starts(at) && v.inner[r.For.To-1] == a {
		r.Said = a // "If it rains, the dam will break, engineers say."
	}
	if r.Sure == 0 {
		r.Sure = 0.8
	}
	if v.sees(r.Because, "CAUSE") && v.sees(r.For, "EFFECT") {
		r.Sure = min(1, r.Sure+0.1)
		r.Why = append(r.Why, hearsay.Why{Rule: "model.causal", Score: 1, Note: v.text(r.Because)})
	}
	return append(out, r)
}

// joined reads the connective or the verb of causing that stands at word i, if
// one does, and returns the last word of it.
func (v *view) joined(i, to int, out *[]Reason) int {
	if m := reasonWords.match(i, to, v.at); m != nil {
		cue := Stretch{i, i + len(m.phrase)}
		switch form, kind := m.fields[0], m.fields[1]; form {
		case "sub", "sub?", "prep", "prep?":
			if r, ok := v.governed(cue, kind); ok && (form[len(form)-1] != '?' || v.likely(&r)) {
				r.Why = why("reason."+form, v.text(cue))
				*out = v.add(*out, r)
				return cue.To - 1
			}
		case "then":
			if r, ok := v.consequence(cue, kind); ok {
				r.Why = why("reason.then", v.text(cue))
				*out = v.add(*out, r)
				return cue.To - 1
			}
		}
	}
	switch {
	case v.isVerb(i):
		if m := reasonWords.match(i, to, v.lemmaFirst(i)); m != nil {
			v.causing(i, Stretch{i, i + len(m.phrase)}, m.fields[0], out)
		}
	case v.low[i] == "so":
		v.so(i, out)
	case v.low[i] == "to":
		v.purpose(i, out)
	case v.low[i] == "for":
		v.forDoing(i, out)
	case oneOf(v.low[i], "over against at"):
		v.protest(i, out)
	}
	if v.word(i).XPOS == "VBG" {
		v.demanding(i, out)
		v.minded(i, out)
	}
	v.moved(i, out)
	v.aimed(i, out)
	v.blamed(i, out)
	v.resultOf(i, out)
	v.drew(i, out)
	v.harmed(i, out)
	v.attempt(i, out)
	return i
}

// lemmaFirst compares the first word of a phrase by its lemma and the others as
// they stand: "leads to" with "lead to".
func (v *view) lemmaFirst(i int) func(int) string {
	return func(k int) string {
		if k == i {
			return v.lemma(k)
		}
		return v.at(k)
	}
}
