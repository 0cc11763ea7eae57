package factuality

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
)

// A ruling is what the rules make of an event.
type ruling struct {
	climb
	value  float64
	status string // if value stands; see settle
	open   string // the status that the predicates above leave it with, "" if they settle it
	denied bool   // a source denies it
	tense  string // the status of what is so: happened, ongoing, habitual or planned
	author *float64
	why    []hearsay.Why
}

// Rules returns how sure the event of a word is by the rules alone, from −3 to
// 3; 0 outside the document.
func (j *Judge) Rules(word int) float64 {
	if word < 0 || word >= len(j.d.Words) {
		return 0
	}
	return j.rule(word).value
}

// rule works out, from the top of a climb down to the event, how sure it is.
func (j *Judge) rule(word int) ruling {
	r := ruling{climb: j.climb(word)}
	v, status := 3.0, ""
	for k := r.bound - 1; k >= 0; k-- {
		o := &r.ops[k]
		before := v
		v = o.of(v)
		switch {
		case o.status == "":
			if o.plus >= 2 && o.minus >= 1.5 && (o.rule != "" || o.edge != "obl" && o.edge != "nmod") { // taken for granted, whatever stands above
				status = ""
			}
		case status == Denied: // "denied that he would go"
		case status == Unknown && before < 0.5 && before > -0.5: // "Will they leave?"
		case status == Hypothetical && o.status != Unknown || o.status == Ongoing && status != "":
		case before < -0.5 && o.status != Denied:
			status = Unknown
		default:
			status = o.status
		}
		if o.rule != "" {
			r.why = append(r.why, hearsay.Why{Rule: "factuality." + o.rule, Score: v, Note: j.d.Words[o.word].Text})
		}
	}
	r.value, r.open = clip(v), status
	r.denied = status == Denied
	r.tense = j.tense(word, &r.climb)
	switch status {
	case Ongoing, Habitual:
		r.tense, r.open = status, ""
	}
	j.uttered(&r, word)
	r.status = r.settle(r.value)
	j.vouch(&r, word)
	return r
}

// uttered turns what somebody says will be into what the act of saying makes of
// it: "“We will strike,” he threatened".
func (j *Judge) uttered(r *ruling, word int) {
	a := j.in[word]
	if a < 0 || a >= len(j.said) || r.open != Planned && r.open != Predicted {
		return
	}
	switch j.said[a].Act {
	case hearsay.Threaten:
		r.open = Threatened
	case hearsay.Promise:
		r.open = Planned
	case hearsay.Predict:
		r.open = Predicted
	}
}

// settle returns the status that goes with a value.
func (r *ruling) settle(v float64) string {
	switch {
	case v <= -0.5 && r.denied:
		return Denied
	case v <= -0.5:
		return NotHappened
	case r.open != "" && r.open != Denied && r.open != NotHappened:
		return r.open
	case v < 0.5:
		return Unknown
	}
	return r.tense
}

// vouch finds the document's own commitment to what a source says.
func (j *Judge) vouch(r *ruling, word int) {
	if r.cue < 0 || j.in[word] < 0 {
		return
	}
	// what the cue makes of its content is the last op that climbed
	for k := r.bound - 1; k >= 0; k-- {
		o := &r.ops[k]
		if o.edge == "" || o.word != r.cue {
			continue
		}
		sign := o.author
		for i := max(0, r.cue-3); i < min(len(j.d.Words), r.cue+3); i++ {
			if j.d.Words[i].Head != r.cue && i != r.cue-1 {
				continue
			}
			switch low := strings.ToLower(j.d.Words[i].Text); {
			case falsely[low]:
				sign = -1
			case rightly[low]:
				sign = 1
			}
		}
		if sign == 0 {
			return
		}
		v := 3.0
		for ; k > 0; k-- { // what lies inside the content
			v = r.ops[k-1].of(v)
		}
		v *= float64(sign) * 0.95
		r.author = &v
		return
	}
}

var (
	falsely = words("falsely wrongly mistakenly incorrectly erroneously baselessly untruthfully")
	rightly = words("rightly correctly truthfully")
)

// tense tells by the form of the clause what is the matter with what is so.
//
// "fired" and "has fired" happened; "is firing" and "has been firing" go on, and
// so does the state of "holds the bridge" and "is closed". "A storm hits the
// coast" is the news, but "Fishermen clash", of a whole kind, is a habit. "Is
// leaving tomorrow" is a plan, which [Judge.here] sees.
func (j *Judge) tense(word int, c *climb) string {
	i := c.clause
	if i < 0 {
		return Happened
	}
	l, w := &j.local[i], &j.d.Words[i]
	if l.usual >= 0 {
		return Habitual
	}
	if i != word && j.d.Words[word].UPOS != "VERB" && w.Lemma != "be" { // a noun: what stands above is over or not, the event is done
		return Happened
	}
	if i != word && j.d.Words[word].XPOS == "VBN" { // "is dead, killed in a raid"
		return Happened
	}
	if w.XPOS == "VBG" && l.copula >= 0 {
		if l.past {
			return Happened
		}
		return Ongoing
	}
	if l.past || l.have >= 0 || i != word && w.Head >= 0 && j.past(i) {
		return Happened
	}
	if w.XPOS == "VBZ" || w.XPOS == "VBP" || l.first >= 0 && l.modal < 0 {
		switch {
		case j.headed(i):
			return Happened
		case l.copula >= 0 || w.UPOS != "VERB" || states[w.Lemma]:
			return Ongoing
		case lexicon.CueOf(w.Lemma, lexicon.CueVerb) != nil: // "says" is the news; "intends" goes on
			switch lexicon.CueOf(w.Lemma, lexicon.CueVerb).Act {
			case hearsay.Want, hearsay.Believe, hearsay.Know, hearsay.Doubt:
				return Ongoing
			}
			return Happened
		case l.object < 0 && l.subject >= 0 && j.generic(l.subject):
			return Habitual
		}
	}
	return Happened
}

// generic reports whether a subject stands for its whole kind: "Fishermen", but
// not "three fishermen" or "the fishermen".
func (j *Judge) generic(i int) bool {
	return j.d.Words[i].XPOS == "NNS" && j.local[i].det < 0 && j.d.Child(i, "nummod", "nmod:poss") < 0
}

func (j *Judge) past(i int) bool { return j.local[i].past }

// headed reports whether word i stands in a headline.
func (j *Judge) headed(i int) bool {
	b := j.d.SentOf(i).Block
	return b >= 0 && b < len(j.d.Blocks) && j.d.Blocks[b].Kind == hearsay.Headline
}

var states = words("be intend plan continue persist last have hold own know believe think want need remain live contain include consist lack like love hate fear hope control occupy support oppose seem appear exist stand lie face belong involve require depend understand doubt mean represent reflect concern possess deserve prefer trust consider regard sit")
