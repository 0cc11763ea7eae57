package mention

import (
	"strings"

	"hearsay"
	"hearsay/internal/lexicon"
	"hearsay/internal/syntax"
)

// markMetonyms finds capitals that stand for a government: "Moscow wants the
// port" speaks of Russia, "fighting in Moscow" of the city. Such a mention
// belongs to the country's entity; it keeps its Label, and Metonym says that
// it is no place to put on a map.
func markMetonyms(d *syntax.Doc, s *Set) {
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Form != hearsay.Name || m.Kind == hearsay.Person || len(m.name) == 0 {
			continue
		}
		code, ok := lexicon.Capital(m.text)
		if ok && acts(d, m.Head, 0) {
			m.Metonym, m.Country = true, code
			m.Why = append(m.Why, hearsay.Why{Rule: "mention.metonym", Score: 1, Note: code})
		}
	}
}

// acts says whether the place named at word i does what only people do: says,
// wants, fears, signs; is told or accused; has a policy or relations.
//
//	Moscow worries that …          the demands of Damascus and Moscow
//	talks between Kiev and Moscow  Tehran's demand
//
// Counter-sentences: "Moscow lies on a river", "the talks in Moscow", "Moscow's
// streets", "Moscow is cold".
func acts(d *syntax.Doc, i, depth int) bool {
	w := &d.Words[i]
	if w.Head < 0 || depth > 4 {
		return false
	}
	h := &d.Words[w.Head]
	switch {
	case w.Is("conj"):
		return acts(d, w.Head, depth+1)
	case w.Is("nsubj"):
		return h.UPOS == "VERB" && (stateVerbs[h.Lemma] || lexicon.CueOf(h.Lemma, lexicon.CueVerb) != nil) || stateMoods[strings.ToLower(h.Text)] ||
			stateThings[h.Lemma] && d.Child(w.Head, "cop") >= 0 // "Harrow and Dale are in talks"
	case w.Is("obj", "iobj"):
		return addressVerbs[h.Lemma]
	case w.Is("obl"):
		return hasCase(d, i, "by") && h.UPOS == "VERB" && (stateVerbs[h.Lemma] || lexicon.CueOf(h.Lemma, lexicon.CueVerb) != nil) ||
			hasCase(d, i, "with", "against", "between", "to") && (addressVerbs[h.Lemma] || h.Lemma == "negotiate" || h.Lemma == "side") ||
			hasCase(d, i, "on") && (h.Lemma == "call" || h.Lemma == "rely" || h.Lemma == "depend")
	case w.Is("nmod:poss"):
		return stateThings[h.Lemma]
	case w.Is("nmod"):
		return hasCase(d, i, "between", "with", "of", "by", "from", "on", "to", "against") && stateThings[h.Lemma] && !hasCase(d, i, "in", "at")
	}
	return false
}

// stateVerbs are done by governments and are no cues of speech.
var stateVerbs = setOf(`want seek see fear worry hope try view regard consider back support oppose reject accept agree sign
	impose lift recognize recognise deploy send supply arm fund finance provide accuse blame condemn press pressure push urge
	demand order pledge vow promise offer refuse decline withdraw intervene negotiate retaliate respond react recall expel summon
	decide plan intend rely depend benefit lose gain view concern use maintain break restore cut sever normalize normalise
	annex invade attack strike bomb ally side welcome tolerate sponsor insist propose veto abstain vote sanction threaten warn
	need prefer dislike distrust trust cooperate coordinate mediate host boycott ban permit allow prevent approve authorize
	authorise deliver sell buy export import reassure assure protect conduct wish favor favour`)

// stateMoods are what only one who has a mind can be: "Moscow is concerned".
var stateMoods = setOf(`concerned worried willing ready keen eager reluctant afraid angry furious determined convinced unhappy
	wary suspicious opposed committed adamant anxious prepared sceptical skeptical unwilling responsible guilty`)

// addressVerbs have a government as their object.
var addressVerbs = setOf(`tell urge ask press pressure accuse blame warn threaten pledge promise reassure assure persuade convince
	inform notify support back condemn criticize criticise isolate sanction deter help force push order call side deal talk
	meet cooperate coordinate consult ally appease anger embarrass provoke arm supply punish compel oblige invite`)

// stateThings are what a government has or is party to.
var stateThings = setOf(`demand policy position support decision role relation relations tie ties talk talks talks negotiation
	government ally interest influence strategy stance view goal aim intention plan response offer pressure alliance
	cooperation tension dispute agreement deal pact treaty ambassador envoy foe enemy rival backing involvement ambition proposal
	refusal denial accusation claim willingness desire commitment promise threat sanction friendship partner partnership concern
	fear insistence veto approval permission objection move effort statement reaction call intervention aggression rift
	rapprochement dialogue contact consultation communication patron`)

func setOf(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
