package factuality

import (
	"math"
	"slices"
	"strings"

	"hearsay"
)

// A Feature is one number that the trees of regression ask for.
type Feature uint8

// What is known of an event. Flags are 0 or 1.
const (
	modelNews   Feature = iota // the model's two numbers
	modelCrowd                 //
	headNews                   // and those of the word it hangs on
	headCrowd                  //
	clauseNews                 // and of its clause's verb
	clauseCrowd                //
	topNews                    // and of the last word of the climb
	topCrowd                   //
	ruleValue                  // what the rules make of it
	apart                      // how far the model is from that
	ruleInner                  // of what stands below the innermost predicate
	ruleNext                   // without the innermost op
	ruleLeast                  // the least on the way down
	steps                      // of the climb
	opCount
	negations
	wordVerb
	wordNoun
	wordAdj
	tagVB
	tagVBD
	tagVBG
	tagVBN
	tagPresent
	clausePast
	clausePerfect
	clauseModal
	clauseFinite
	clauseProgressive
	futureModal
	pastFuture
	canModal
	mayModal
	mustModal
	conditional
	consequence
	purpose
	infinitive
	question
	whether
	relative
	participle
	because
	whenClause
	predicatePlus
	predicateMinus
	predicateSettles // does not leave it open
	cuePassed
	quoted
	actSay
	actWant
	openPlanned
	openDemanded
	openThreatened
	openPredicted
	openHypothetical
	openUnknown
	openDenied
	isHabitual
	isOngoing
	isRoot
	relObject
	relSubject
	relOblique
	relNmod
	relCompound
	relAmod
	relConj
	relXcomp
	relCcomp
	relAdvcl
	relAcl
	passive
	definite
	indefinite
	bare
	firstPerson
	secondPerson
	isCopular
	isState
	hasObject
	sentenceAsks
	eventHead // the model's probability that the word is an event's
	eventState
	eventReporting
	eventIState
	eventIAction
	cueHead
	features
)

// FeatureNames are the names of the features in the weights.
var FeatureNames = []string{"model.news", "model.crowd", "head.news", "head.crowd", "clause.news", "clause.crowd", "top.news", "top.crowd",
	"rule", "apart", "rule.inner", "rule.next", "rule.least", "steps", "ops", "negations", "verb", "noun", "adj", "VB", "VBD", "VBG", "VBN", "present",
	"past", "perfect", "modal", "finite", "progressive", "will", "would", "can", "may", "must", "condition", "consequence", "purpose",
	"infinitive", "question", "whether", "relative", "participle", "because", "when", "plus", "minus", "settles", "cue", "quoted", "says", "wants",
	"planned", "demanded", "threatened", "predicted", "hypothetical", "unknown", "denied", "habitual", "ongoing", "root", "obj", "nsubj", "obl", "nmod", "compound",
	"amod", "conj", "xcomp", "ccomp", "advcl", "acl", "passive", "definite", "indefinite", "bare", "first-person", "second-person", "copular",
	"state", "object", "asks", "event", "event.state", "event.reporting", "event.i-state", "event.i-action", "cue.prob"}

// ModelNews is the index of the model's number on the scale of news.
const ModelNews = int(modelNews)

var featureOf = indexed(FeatureNames)

func indexed(names []string) map[string]Feature {
	m := make(map[string]Feature, len(names))
	for k, n := range names {
		m[n] = Feature(k)
	}
	return m
}

// Numbers reports whether feature k is one of the model's numbers for a word.
func Numbers(k int) bool { return k <= int(topCrowd) }

// Compare sets the feature that tells how far the witnesses are apart.
func Compare(x []float64) { x[apart] = math.Abs(x[modelNews] - x[ruleValue]) }

// Deaf returns a copy of features without what the model says.
func Deaf(x []float64) []float64 {
	out := slices.Clone(x)
	clear(out[:topCrowd+1])
	clear(out[eventHead:])
	out[apart] = 0
	return out
}

// Features returns the features of the event of a word, for fitting: one
// number for each of [FeatureNames]. The word must be one of the document's.
func (j *Judge) Features(word int) []float64 {
	r := j.rule(word)
	x := j.features(word, &r)
	return x[:]
}

func (j *Judge) features(word int, r *ruling) (x [features]float64) {
	on := func(f Feature, yes bool) {
		if yes {
			x[f] = 1
		}
	}
	w, l := &j.d.Words[word], &j.local[word]
	clause := word
	if r.clause >= 0 {
		clause = r.clause
	}
	head := word
	if w.Head >= 0 {
		head = w.Head
	}
	j.witness(&x, word, head, clause, r.top)
	j.opFeatures(&x, r)
	c := &j.local[clause]
	on(wordVerb, w.UPOS == "VERB")
	on(wordNoun, w.UPOS == "NOUN" || w.UPOS == "PROPN")
	on(wordAdj, w.UPOS == "ADJ")
	on(tagVB, w.XPOS == "VB")
	on(tagVBD, w.XPOS == "VBD")
	on(tagVBG, w.XPOS == "VBG")
	on(tagVBN, w.XPOS == "VBN")
	on(tagPresent, w.XPOS == "VBZ" || w.XPOS == "VBP")
	on(clausePast, c.past)
	on(clausePerfect, c.have >= 0)
	on(clauseModal, c.modal >= 0)
	on(clauseFinite, c.finite)
	on(clauseProgressive, c.copula >= 0 && j.d.Words[clause].XPOS == "VBG")
	on(cuePassed, r.cue >= 0)
	if a := j.in[word]; a >= 0 && a < len(j.said) {
		on(quoted, j.said[a].Mode == hearsay.Direct)
		on(actSay, j.said[a].Act == hearsay.Say)
		on(actWant, j.said[a].Act == hearsay.Want || j.said[a].Act == hearsay.Demand)
	}
	for k, s := range [...]string{Planned, Demanded, Threatened, Predicted, Hypothetical, Unknown, Denied} {
		on(openPlanned+Feature(k), r.open == s)
	}
	on(isHabitual, r.tense == Habitual)
	on(isOngoing, r.tense == Ongoing)
	on(isRoot, w.Head < 0)
	rel, _, _ := strings.Cut(w.Rel, ":")
	if k := slices.Index(relations[:], rel); k >= 0 {
		x[relObject+Feature(k)] = 1
	}
	on(passive, l.passive >= 0)
	if x[wordNoun] == 1 {
		det := ""
		if l.det >= 0 {
			det = j.d.Words[l.det].Lemma
		}
		on(definite, det == "the" || det == "this" || det == "that" || det == "these")
		on(indefinite, det == "a" || det == "any" || det == "some" || det == "an")
		on(bare, det == "")
	}
	if s := c.subject; s >= 0 {
		switch strings.ToLower(j.d.Words[s].Text) {
		case "i", "we":
			x[firstPerson] = 1
		case "you":
			x[secondPerson] = 1
		}
	}
	Compare(x[:])
	on(isCopular, l.copula >= 0 && w.UPOS != "VERB")
	on(isState, states[w.Lemma])
	on(hasObject, l.object >= 0)
	s := j.d.SentOf(word)
	on(sentenceAsks, strings.HasPrefix(j.d.Words[s.To-1].Text, "?"))
	return x
}

// relations are those with a feature of their own, in the order of the features.
var relations = [...]string{"obj", "nsubj", "obl", "nmod", "compound", "amod", "conj", "xcomp", "ccomp", "advcl", "acl"}

// opFeatures tells what stands above the event.
func (j *Judge) opFeatures(x *[features]float64, r *ruling) {
	x[ruleValue], x[steps], x[opCount] = r.value, float64(r.steps), float64(r.bound)
	v, next := 3.0, 3.0
	inner, least, found := 3.0, 3.0, false
	for k := r.bound - 1; k >= 0; k-- {
		o := &r.ops[k]
		next = v
		v = o.of(v)
		least = min(least, v)
		switch o.rule {
		case "predicate":
			inner = next
		case "negation":
			x[negations]++
		case "condition":
			x[conditional] = 1
		case "consequence":
			x[consequence] = 1
		case "purpose":
			x[purpose] = 1
		case "infinitive":
			x[infinitive] = 1
		case "question", "presupposed":
			x[question] = 1
		case "whether":
			x[whether] = 1
		case "relative":
			x[relative] = 1
		case "participle":
			x[participle] = 1
		case "because":
			x[because] = 1
		case "when":
			x[whenClause] = 1
		}
		if strings.HasPrefix(o.rule, "modal") || strings.HasPrefix(o.rule, "counter") {
			if strings.HasSuffix(o.rule, "negated") {
				x[negations]++
			}
			switch strings.ToLower(j.d.Words[o.word].Lemma) {
			case "will", "shall":
				x[futureModal] = 1
			case "would":
				x[pastFuture] = 1
			case "can", "could":
				x[canModal] = 1
			case "may", "might":
				x[mayModal] = 1
			default:
				x[mustModal] = 1
			}
		}
	}
	for k := 0; k < r.bound && !found; k++ {
		if o := &r.ops[k]; o.rule == "predicate" {
			x[predicatePlus], x[predicateMinus], found = o.plus, o.minus, true
			if o.status == "" {
				x[predicateSettles] = 1
			}
		}
	}
	x[ruleInner], x[ruleNext], x[ruleLeast] = inner, next, least
}

// witness hears the model.
func (j *Judge) witness(x *[features]float64, word, head, clause, top int) {
	m := j.d.Model
	if m == nil {
		return
	}
	for k, i := range [...]int{word, head, clause, top} {
		f, ok := j.heard[i] // a word's numbers cost as much as all the rest
		if !ok {
			y := m.Factuality(i)
			f = [2]float64{clip(float64(y[0])), clip(float64(y[1]))}
			j.heard[i] = f
		}
		x[modelNews+Feature(2*k)], x[modelCrowd+Feature(2*k)] = f[0], f[1]
	}
	p := probabilities(m.Logits("event", word))
	for k, l := range m.Labels("event") {
		if k >= len(p) {
			break
		}
		switch l {
		case "O":
			x[eventHead] = 1 - p[k]
		case "STATE":
			x[eventState] = p[k]
		case "REPORTING":
			x[eventReporting] = p[k]
		case "I_STATE":
			x[eventIState] = p[k]
		case "I_ACTION":
			x[eventIAction] = p[k]
		}
	}
	p = probabilities(m.Logits("cue", head))
	for k, l := range m.Labels("cue") {
		if l == "O" && k < len(p) {
			x[cueHead] = 1 - p[k]
		}
	}
}
