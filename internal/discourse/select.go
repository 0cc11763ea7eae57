package discourse

import "hearsay"

// stimulus returns the head of what somebody feels something about because of verb
// i: its subject. "The toll angered the dockers", not "encouraged the dockers to
// strike", "worried about the toll", "it pleased nobody".
func (v *view) stimulus(i int) int {
	s, o := v.subjectOf(i), v.d.Child(i, "obj")
	if s < 0 || s > i || o < i || v.d.Child(i, "nsubj:pass", "aux:pass", "xcomp", "ccomp") >= 0 || oneOf(v.low[s], "it this that what which who") {
		return -1
	}
	for _, c := range v.d.Children(i) {
		if c > o && v.word(c).Is("advcl") && v.hasTo(c) {
			return -1
		}
	}
	return s
}

// What some verbs must have as their object, so that they show an attitude.
const (
	// words and deeds that are attacked with words: "attacked the proposal", not
	// "attacked the depot"
	deeds = "proposal plan policy decision report law bill measure claim remark comment statement deal agreement idea record view ruling approach handling strategy move " +
		"budget rhetoric call order ban verdict motion appointment nomination choice reform pact tactic practice conduct response speech suggestion argument critic rival opponent tariff tax cut rule"
	// what is accepted for its worth: "accepted the terms", not "accepted the award"
	offers = "offer proposal plan term deal ruling result idea demand request invitation apology compromise verdict outcome settlement truce ceasefire cease-fire condition " +
		"recommendation view argument premise claim explanation legitimacy authority fact need solution finding conclusion"
	// what is set aside or doubted: "dismissed the claim", not "dismissed the minister"
	claims = deeds + " " + offers + " allegation accusation concern criticism warning suggestion charge report rumour rumor speculation fear threat notion theory evidence figure " +
		"number account motive wisdom value sincerity commitment ability legality decision integrity credibility need validity fairness competence loyalty merit story narrative election law constitutionality"
	// what who is asked may decline without an attitude
	answers = "comment answer say speak discuss disclose confirm identify name elaborate respond give provide be specify reveal talk testify detail describe go"
)

// selects reports whether the object of a stance word fits the sense in which it
// shows an attitude.
func (v *view) selects(i, head int) bool {
	l := v.lemma(head)
	switch v.lemma(i) {
	case "seek":
		return v.at(i+1) != "out" // "sought out the guard"
	case "promise", "plan", "pledge":
		s := v.subjectOf(i)
		return s < 0 || v.word(s).UPOS != "NUM" // "2020 promises to be dry"
	case "attack", "savage", "pan", "rap", "slight":
		return oneOf(l, deeds)
	case "dismiss", "question", "challenge", "doubt", "dispute", "contest":
		return oneOf(l, claims) || v.word(head).Is("ccomp")
	case "accept":
		return oneOf(l, offers)
	case "approve", "promote", "recommend", "propose", "flout":
		m := v.ms.At(head)
		return m < 0 || v.thing(m)
	case "refuse", "decline":
		return !oneOf(l, answers)
	case "ask":
		return !v.word(head).Is("ccomp") && !oneOf(l, "name identify quote question know wonder") // "asked not to be named"
	case "object", "protest", "complaint", "charge", "interest":
		return v.word(head).UPOS != "VERB" || v.word(head).XPOS == "VBG"
	}
	return true
}

// tells reports whether mention m is a document that takes a stand by the verb of
// word i: "The report accuses Pellmar", not "the letter wants".
func (v *view) tells(m, i int) bool {
	x := &v.ms.Mentions[m]
	return (x.Kind == hearsay.DocumentEntity || v.ms.Entities[x.Entity].Kind == hearsay.DocumentEntity) &&
		oneOf(v.lemma(i), "accuse blame criticise criticize condemn denounce praise welcome urge demand call reject support recommend warn propose fault slam back endorse oppose")
}
