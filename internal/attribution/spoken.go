package attribution

import (
	"slices"

	"hearsay"
)

// spoken returns the attributions that a cue marks, by position of the cue.
func (v *view) spoken() []Attribution {
	var out []Attribution
	for _, s := range v.d.Sents {
		for _, c := range v.cues(s) {
			t := v.saying(c)
			v.chooseSource(t)
			content := v.chooseContent(t)
			if len(content) == 0 {
				continue
			}
			a := Attribution{
				CueFrom: t.from, CueTo: t.to,
				Source: -1, Recipient: -1, Within: -1,
				Content: content,
			}
			if t.srcFrom >= 0 {
				a.SourceFrom, a.SourceTo = t.srcFrom, t.srcTo
			}
			a.Confidence = v.sure(t)
			a.Why = []hearsay.Why{
				{Rule: "attribution.cue", Score: round(t.pCue), Note: v.words(t.from, t.to)},
				{Rule: "attribution.source", Score: round(t.pSource), Note: v.words(a.SourceFrom, a.SourceTo)},
				{Rule: "attribution.content", Score: round(t.pLeft * t.pRight), Note: ""},
			}
			out = append(out, a)
		}
	}
	return out
}

// words returns the text of the words [from, to).
func (v *view) words(from, to int) string {
	s := v.d.Span(from, to)
	return v.d.Text[s.Start:s.End]
}

// round keeps four digits of a score.
func round(x float64) float64 { return float64(int(x*10000+0.5)) / 10000 }

// sure returns the probability that an attribution is right whole, from the
// probabilities of its parts.
func (v *view) sure(t *saying) float64 {
	return round(sigmoid(sureFeatures(t).score(partSure)))
}

func sureFeatures(t *saying) vector {
	var x vector
	x.on("bias", "")
	x.add("cue", "", logOdds(t.pCue))
	x.add("source", "", logOdds(t.pSource))
	x.add("content", "", logOdds(t.pLeft*t.pRight))
	return x
}

func logOdds(p float64) float64 {
	return clip(logit(logOf(p)), 6)
}

// order sorts attributions by position: of the cue, or of the content where
// there is none.
func order(as []Attribution) {
	slices.SortStableFunc(as, func(a, b Attribution) int { return a.place() - b.place() })
}

func (a *Attribution) place() int {
	if a.CueFrom < a.CueTo {
		return a.CueFrom
	}
	return a.Content[0][0]
}
