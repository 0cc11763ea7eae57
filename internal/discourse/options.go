package discourse

// options returns the alternatives that "or" joins in a question: "Will they
// give in, or brazen it out?" Two verbs or two clauses are options; nouns are
// if the question is which of them ("Is it fear or greed?").
func (v *view) options(s Stretch) []Stretch {
	if !v.trees() {
		return nil
	}
	or, h := -1, -1
	for i := s.From; i < s.To && or < 0; i++ {
		if v.low[i] != "or" || oneOf(v.at(i+1), "so more less not indeed rather even") {
			continue
		}
		for c := i + 1; c < min(s.To, i+12); c++ {
			if g := v.word(c).Head; v.word(c).Is("conj") && g >= s.From && g < i && v.alternatives(g, c) {
				or, h = i, g
				break
			}
		}
	}
	if or < 0 {
		return nil
	}
	conjuncts := []int{h}
	for _, c := range v.d.Children(h) {
		if v.word(c).Is("conj") && c > h && c < s.To && v.alternatives(h, c) {
			conjuncts = append(conjuncts, c)
		}
	}
	var out []Stretch
	for k, c := range conjuncts {
		t := v.subtree(c)
		if k == 0 {
			t.From = c
			if v.isVerb(c) || v.d.Child(c, "cop") >= 0 {
				// from the verb on, without its subject and auxiliary
				t.From = v.predicate(c, t.From)
			} else {
				t.From = v.subtree(c).From
				for _, k := range v.d.Children(c) { // "Was it a coup": a coup
					if k < c && v.word(k).Is("nsubj", "aux", "cop") {
						t.From = max(t.From, v.subtree(k).To, k+1)
					}
				}
			}
		} else if v.isVerb(c) {
			t.From = max(t.From, or)
		}
		if k+1 < len(conjuncts) {
			t.To = min(t.To, v.subtree(conjuncts[k+1]).From)
		}
		t.To = min(t.To, s.To)
		if t = v.trim(t); !t.IsEmpty() {
			out = append(out, t)
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// predicate returns where the predicate of verb c begins: at the verb, or at
// "be" and "not" before it.
func (v *view) predicate(c, from int) int {
	for _, k := range v.d.Children(c) {
		if k < c && v.word(k).Is("cop", "aux:pass") {
			from = min(from, k)
		}
	}
	return from
}

// alternatives reports whether h and c can be options: two predicates, or two
// nouns that are the predicate.
func (v *view) alternatives(h, c int) bool {
	if v.isVerb(h) && (v.isVerb(c) || v.d.Child(c, "cop", "nsubj") >= 0) {
		return true
	}
	return v.d.Child(h, "cop", "aux") >= 0 || v.word(h).Is("root") && !v.nominal(h)
}
