package discourse

// consequence reads a connective that opens what follows from the words before
// it in the sentence, or from the sentence before.
func (v *view) consequence(cue Stretch, kind string) (Reason, bool) {
	r := Reason{Kind: kind, Cue: cue}
	s := v.sent(cue.From)
	end := s.To
	switch {
	case v.starts(cue.From):
		r.Because = v.before(cue.From)
	case oneOf(v.at(cue.From-1), ", ; — – and") || v.low[cue.From] == "which":
		from := s.From
		for k := cue.From - 1; k > from; k-- {
			if v.low[k] == ";" && k < cue.From-1 {
				from = k
			}
		}
		r.Because = v.trim(v.within(Stretch{from, cue.From}, cue.From))
	default:
		// "Northport therefore left": what it follows from stands before.
		if !oneOf(v.low[cue.From], "therefore thus consequently hence") || v.word(cue.From).Head < 0 {
			return r, false
		}
		h := v.word(cue.From).Head
		if !v.isVerb(h) || v.low[cue.From] == "thus" && h < cue.From {
			return r, false
		}
		r.Because = v.before(cue.From)
		r.For = v.clause(h)
		return r, !r.Because.IsEmpty()
	}
	if kind == Result && v.low[cue.From] == "thus" && v.at(cue.To) == "far" {
		return r, false
	}
	r.For = v.trim(v.within(Stretch{cue.To, end}, cue.From))
	return r, !r.Because.IsEmpty() && !r.For.IsEmpty()
}

// so reads ", so Northport left", not "so far", "so that" or "so heavy".
func (v *view) so(i int, out *[]Reason) {
	if !oneOf(v.at(i-1), ", ; and") || !v.nominal(i+1) && !oneOf(v.at(i+1), "the a an this that these those its his her their our my") ||
		oneOf(v.at(i+1), "much many far that") || !v.trees() {
		return
	}
	h := v.word(i).Head
	if h <= i || !v.isVerb(h) && v.subjectOf(h) < 0 || v.subjectOf(h) < i {
		return
	}
	s := v.sent(i)
	r := Reason{Kind: Result, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(Stretch{s.From, i}, i)),
		For: v.trim(v.within(Stretch{i + 1, max(v.subtree(h).To, i+1)}, i)), Why: why("reason.so", v.text(Stretch{i, h + 1}))}
	*out = v.add(*out, r)
}
