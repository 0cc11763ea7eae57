package link

import (
	"fmt"
	"math"
)

// A Record is what became of the claims of a source.
type Record struct {
	Confirmed    int `json:"confirmed"` // by an independent origin
	Contradicted int `json:"contradicted"`
	Corrected    int `json:"corrected"` // by itself or by whoever published it
}

// A Grade is a source's, A to F, or a piece of information's, 1 to 6, on the
// scales of the Admiralty code. It is computed from counts alone.
type Grade struct {
	Grade string  `json:"grade"`
	Low   float64 `json:"low"` // of a source: 95 % interval of the share of confirmed claims (Wilson 1927)
	High  float64 `json:"high"`
	Why   string  `json:"why"` // one sentence
}

// enough is how many claims must have been tested before a source is graded.
const enough = 10

// Grade grades a source: by the lower end of the interval of the share of its
// tested claims that were confirmed, so that a short clean record is worth less
// than a long one. F is a source that cannot be judged.
func (r Record) Grade() Grade {
	n := r.Confirmed + r.Contradicted + r.Corrected
	g := Grade{Grade: "F"}
	g.Low, g.High = wilson(r.Confirmed, n)
	if n < enough {
		g.Why = fmt.Sprintf("%d of its claims could be tested, of %d that are needed for a grade", n, enough)
		return g
	}
	for _, x := range []struct {
		grade string
		least float64
	}{{"A", 0.85}, {"B", 0.7}, {"C", 0.5}, {"D", 0.3}, {"E", 0}} {
		if g.Low >= x.least {
			g.Grade = x.grade
			break
		}
	}
	g.Why = fmt.Sprintf("%d claims confirmed by independent origins, %d contradicted, %d corrected: %.0f to %.0f %% hold", r.Confirmed, r.Contradicted, r.Corrected, 100*g.Low, 100*g.High)
	return g
}

// wilson returns the 95 % score interval of k of n.
func wilson(k, n int) (low, high float64) {
	if n == 0 {
		return 0, 1
	}
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return max(0, mid-half), min(1, mid+half)
}

// GradeInformation grades a claim by the number of independent origins that
// assert it and of those that contradict it, and by nothing else.
func GradeInformation(origins, contradicting int) Grade {
	var g Grade
	switch {
	case origins >= 3 && contradicting == 0:
		g.Grade, g.Why = "1", "confirmed"
	case origins == 2 && contradicting == 0:
		g.Grade, g.Why = "2", "probably true"
	case origins > contradicting && contradicting > 0:
		g.Grade, g.Why = "3", "possibly true"
	case contradicting > 2*origins:
		g.Grade, g.Why = "5", "improbable"
	case contradicting > 0:
		g.Grade, g.Why = "4", "doubtful"
	default:
		g.Grade, g.Why = "6", "cannot be judged"
	}
	g.Why += fmt.Sprintf(": %s, %d contradicting", count(origins, "independent origin"), contradicting)
	return g
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
