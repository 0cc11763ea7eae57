package discourse

// witness writes down where the model sees the parts of a cause in a sentence.
func (v *view) witness(s Stretch) {
	if v.d.Model == nil {
		return
	}
	for _, t := range v.d.Model.Spans("causal", s.From, s.To) {
		for i := t.From; i < t.To; i++ {
			v.causal[i], v.sure[i] = t.Label, t.Prob
		}
	}
}

// sees reports whether the model gives at least half of the words of s the
// part.
func (v *view) sees(s Stretch, part string) bool {
	n := 0
	for i := s.From; i < s.To; i++ {
		if v.causal[i] == part {
			n++
		}
	}
	return 2*n >= s.To-s.From && !s.IsEmpty()
}

// likely reports whether the model sees a cause in a reason whose connective
// can mean much else: "since", "as", "after", "amid". "The guards fled after the
// depot burned" against "The guards slept after the match".
func (v *view) likely(r *Reason) bool {
	first := v.low[r.Cue.From]
	if h := v.d.Head(r.Because.From, r.Because.To); oneOf(first, "since after") && (v.word(h).XPOS == "VBG" || v.counted(r.Cue.From-1)) ||
		first == "since" && v.perfect(v.d.Head(r.For.From, r.For.To)) {
		return false
	}
	if !v.sees(r.Because, "CAUSE") || !v.sees(r.For, "EFFECT") || v.mean(r.Because) < witnessSure {
		return false
	}
	r.Sure = 0.6
	return true
}

// witnessSure is how sure the model must be of a cause, on the mean of its
// words, where the connective can mean much else.
const witnessSure = 0.75

// mean returns how sure the model is of its labels in s, on the mean.
func (v *view) mean(s Stretch) float32 {
	sum := float32(0)
	for i := s.From; i < s.To; i++ {
		if v.causal[i] != "" {
			sum += v.sure[i]
		}
	}
	return sum / float32(s.To-s.From)
}

// counted reports whether word i measures the time between: "days after",
// "shortly after".
func (v *view) counted(i int) bool {
	return oneOf(v.at(i), "day days hour hours week weeks month months year years minutes moments shortly soon long just immediately right only even ever")
}

// perfect reports whether the clause of h is in the perfect: "has grown since".
func (v *view) perfect(h int) bool {
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("aux") && v.lemma(c) == "have" {
			return true
		}
	}
	return false
}
