package syntax

// agreeVoice makes the subjects of verbs with a passive auxiliary passive:
// "residents were told" has no residents who tell, whatever the scores say of
// the one arc. It changes no score of the development sets by more than 0.01,
// but who speaks hangs on it.
//
// Counter-sentence: in "they got residents told", "got" is no auxiliary of
// "told", and the tree does not call it one.
func agreeVoice(words []Word) {
	for i := range words {
		a := &words[i]
		if a.Rel != "aux:pass" || a.Head < 0 {
			continue
		}
		for j := range words {
			switch s := &words[j]; {
			case s.Head != a.Head:
			case s.Rel == "nsubj", s.Rel == "csubj":
				s.Rel += ":pass"
			}
		}
	}
}
