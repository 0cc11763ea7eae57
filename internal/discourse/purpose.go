package discourse

import "hearsay"

// purpose reads "to" before the verb of an adverbial clause: "The guards moved
// the drums to protect the pumps." What completes another word ("tried to
// protect", "ready to protect", "too few to protect") is no purpose, nor is the
// outcome of "only to find".
func (v *view) purpose(i int, out *[]Reason) {
	h := v.word(i).Head
	if !v.trees() || h < i || h > i+4 || !v.word(i).Is("mark") || !v.isVerb(h) || !v.word(h).Is("advcl") || v.subjectOf(h) >= 0 {
		return
	}
	g := v.word(h).Head
	if g < 0 || !v.isVerb(g) || v.word(g).Is("amod") || v.word(h).XPOS != "VB" || oneOf(v.lemma(g), "be take have seem appear likely remain") || oneOf(v.lemma(g), completed) ||
		oneOf(v.lemma(g), content) || v.word(i-1).UPOS == "ADJ" || v.taken(g, i) ||
		oneOf(v.at(i-1), "only as too enough order how what whether rather than") || v.tooMuch(g) {
		return
	}
	if v.lemma(g) == "make" && v.at(g+1) == "sure" || oneOf(v.lemma(i-1), "be have click") || v.low[g] == "going" || v.lemma(g) == "go" && v.at(g+1) == "on" || v.lemma(g) == "click" || v.marked(h, "for") {
		return // "made sure to", "were to return", "where are you going to get it", "went on to win", "called for Oster to pay", "click to read"
	}
	if s := v.subjectOf(g); s >= 0 && v.low[s] == "it" && oneOf(v.lemma(g), "hurt help pay cost matter suffice") {
		return // "it would not hurt to try"
	}
	if v.d.Child(g, "obj", "iobj", "nsubj:pass") >= 0 && oneOf(v.lemma(g), commanding) {
		return // "pressed the mayor to leave"
	}
	if oneOf(v.lemma(h), "find discover learn realise realize see hear") && oneOf(v.lemma(g), "arrive return wake come awake awaken emerge open") {
		return // "arrived to find the house empty": what came of it
	}
	// "To be sure", "to date", "to say the least", "to put it mildly".
	if oneOf(v.lemma(h), "date say put name begin start be sum") && (v.starts(i) || oneOf(v.at(i-1), ",")) {
		return
	}
	whole := v.subtree(h)
	g = v.finite(v.ofContent(i, g))
	r := Reason{Kind: Purpose, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(Stretch{i + 1, whole.To}, h)),
		For: v.clause(g, whole), Sure: 0.7, Why: why("reason.purpose", v.text(Stretch{i, h + 1}))}
	if overlap(r.For, r.Because) || r.Because.To-r.Because.From < 2 {
		return
	}
	*out = v.add(*out, r)
}

// taken reports whether a word between the verb g and "to" at word i takes the
// infinitive for itself: "put users at risk by allowing companies to look",
// "signed a letter of intent to build", "fuelled calls by the guilds, among them
// the bakers, to close the port", "became the first town to ban nets", "did
// nothing to save the pier". Counter-sentence: "hired the divers to save the pier".
func (v *view) taken(g, i int) bool {
	for _, c := range v.d.Children(g) {
		if c < g || c >= i || !v.word(c).Is("obj", "obl", "xcomp", "nsubj") {
			continue
		}
		if v.word(c).UPOS == "NOUN" && oneOf(v.lemma(c), calling) || oneOf(v.low[c], "nothing something anything everything little much more") {
			return true
		}
		for _, k := range v.d.Children(c) {
			if k < c && oneOf(v.low[k], "first second third last only latest next") && v.word(k).Is("amod", "nummod", "advmod") {
				return true
			}
		}
	}
	for k := i - 1; k > g && !v.mark(k); k-- {
		if (i-k <= 5 || v.low[k] == "pressure") && v.word(k).UPOS == "NOUN" && oneOf(v.lemma(k), promising) ||
			v.isVerb(k) && (oneOf(v.lemma(k), content) || oneOf(v.lemma(k), commanding)) || v.word(k).Is("amod", "acl") && v.word(k).XPOS == "VBN" && i-k == 1 {
			return true
		}
	}
	return false
}

// content are verbs whose infinitive is what is asked, felt or done, object or
// not.
const content = "ask urge beg tell order prepare happen pledge swear seem struggle scramble allow honor honour please delight surprise shock sadden suppose manage race rush recruit give hesitate " +
	"thrill relieve stun schedule oblige design force wait bother volunteer offer afford vote stand bribe call appeal plead resolve remain aspire deserve dare care long propose arrange select elect pick name nominate choose appoint tap hire designate prove vie mean poise contribute conspire apply serve plot exhort jostle compete collude"

// calling are nouns that an infinitive completes from far, too.
const calling = "call appeal plan agreement deal effort bid proposal promise attempt pressure objective request"

// promising are nouns that an infinitive completes: "efforts to protect".
const promising = "effort attempt plan way right need decision move agreement bid chance opportunity ability desire power threat order call promise refusal proposal " +
	"time reason failure tendency permission authority pledge intention vow commitment intent oath pressure determination day hour week month minute demand recommendation instruction mandate ambition readiness willingness capacity obligation track freedom duty incentive struggle campaign deal plot conspiracy fight agreement battle war race basis chance path preference leverage"

// commanding are verbs whose object is told or made to do what the infinitive
// says.
const commanding = "pressure press push force urge ask tell order command instruct direct allow enable permit help encourage persuade cause require invite " +
	"warn lead convince exhort expect beg implore compel oblige prompt inspire lobby authorise authorize entitle prepare train teach motivate empower advise request " +
	"remind challenge dare summon call forbid believe know consider find see say"

// tooMuch reports whether a clause has "too" or "enough", which an infinitive
// completes.
func (v *view) tooMuch(g int) bool {
	s := v.subtree(g)
	for k := s.From; k < min(s.To, s.From+40); k++ {
		if oneOf(v.low[k], "too enough") && v.word(k).Is("advmod", "amod") {
			return true
		}
	}
	return false
}

// answered are verbs of treating somebody for what they have done.
const answered = "arrest jail fine blame criticise criticize condemn thank praise sanction punish sentence apologise apologize detain imprison execute " +
	"dismiss fire sack suspend ban expel denounce attack slam blast fault prosecute penalise penalize reward honour honor kill hang charge convict target sue scold rebuke commend castigate deride lambast applaud"

// deed reports whether noun h is what somebody is treated for: "jailed for
// arson", "praised for her courage", not "jailed for five years", "attacked for
// the second time", "sued for damages", "blamed for".
func (v *view) deed(h int) bool {
	if u := v.word(h).UPOS; u != "NOUN" || oneOf(v.lemma(h), "time year month week day hour minute while life damages money dollar good moment reason sake example instance trial interview comment question questioning fun least once") {
		return false
	}
	for k := v.subtree(h).From; k <= h; k++ {
		if v.word(k).UPOS == "NUM" {
			return false
		}
	}
	m := v.ms.At(h)
	return m < 0 || v.thing(m)
}

// forDoing reads "for" with what somebody is treated for: "The court fined the
// port for hiding the drums."
func (v *view) forDoing(i int, out *[]Reason) {
	h := v.word(i).Head
	if !v.trees() || h <= i || !v.word(i).Is("mark", "case") || !v.word(h).Is("advcl", "acl", "obl") {
		return
	}
	g := v.word(h).Head
	if g < 0 || g > i || !oneOf(v.lemma(g), answered) || v.word(h).XPOS != "VBG" && (v.lemma(g) == "target" || !v.deed(h)) {
		return
	}
	whole := v.subtree(h)
	*out = v.add(*out, Reason{Kind: Ground, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(Stretch{i + 1, whole.To}, h)),
		For: v.clause(g, Stretch{i, whole.To}), Why: why("reason.for", v.text(Stretch{i, h + 1}))})
}

// protests are nouns and verbs for acting against something.
const protests = "protest demonstration demonstrate rally riot boycott sit-in uproar outcry outrage anger fury row dispute backlash"

// protest reads what is protested against as the ground of the protest:
// "Dockers rallied against the closure", "a row over the toll". "At" needs a
// feeling: "anger at the toll", not "a rally at noon".
func (v *view) protest(i int, out *[]Reason) {
	h := v.word(i).Head
	if !v.trees() || h <= i || !v.word(i).Is("case") || !v.nominal(h) || !v.word(h).Is("nmod", "obl") {
		return
	}
	g := v.word(h).Head
	if g < 0 || g >= i || !oneOf(v.lemma(g), protests) || v.low[i] == "at" && !oneOf(v.lemma(g), "uproar outcry outrage anger fury") {
		return
	}
	if oneOf(v.lemma(h), "weekend week day night month year decade hour period time past") {
		return // "protests over the weekend"
	}
	if m := v.ms.At(h); m >= 0 && v.low[i] != "against" {
		switch v.ms.Entities[v.ms.Mentions[m].Entity].Kind {
		case hearsay.Person, hearsay.Group, hearsay.Organization, hearsay.PlaceEntity, hearsay.Nationality:
			return // "anger at the mayor" gives no ground
		}
	}
	whole := v.subtree(h)
	cut := Stretch{i, whole.To}
	r := Reason{Kind: Ground, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(Stretch{i + 1, whole.To}, i)), For: v.phrase(g, cut), Sure: 0.7,
		Why: why("reason.protest", v.low[g]+" "+v.low[i])}
	if k := v.word(g).Head; v.isVerb(g) {
		r.For = v.clause(g, cut)
	} else if k >= 0 && v.isVerb(k) && v.word(g).Is("obj", "obl") && k < g {
		r.For = v.clause(k, cut) // "held a protest against the toll"
	}
	if !v.isVerb(g) && r.For.To-r.For.From < 3 {
		return // "arrested after [a dispute] over nets": what the dispute led to is to be explained
	}
	if !r.For.IsEmpty() && v.lemma(r.For.To-1) == "be" {
		return // "the dispute is over that term"
	}
	*out = v.add(*out, r)
}

// demanding reads a participle that says what an action is for: "Dockers marched
// to the port, demanding higher pay."
func (v *view) demanding(i int, out *[]Reason) {
	g := v.word(i).Head
	if g >= 0 && g < i && v.word(i).Is("acl") && oneOf(v.lemma(g), protests+" march strike campaign fast petition vigil procession walkout picket") && oneOf(v.lemma(i), "demand seek oppose protest denounce condemn") {
		v.protestFor(i, g, out)
		return
	}
	if !v.trees() || g < 0 || g >= i || !v.word(i).Is("advcl") || !v.isVerb(g) || !oneOf(v.lemma(i), "demand seek protest commemorate denounce oppose condemn urge") && !(v.lemma(i) == "call" && v.at(i+1) == "for") || v.subjectOf(i) >= 0 ||
		v.d.Child(i, "mark") >= 0 || v.says(v.subtree(i)) < 2 {
		return
	}
	whole := v.subtree(i)
	*out = v.add(*out, Reason{Kind: Purpose, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(whole, i)), For: v.clause(g, whole), Sure: 0.7,
		Why: why("reason.participle", v.low[i])})
}

// protestFor reads the participle i behind the protest g: "held a strike seeking
// higher pay".
func (v *view) protestFor(i, g int, out *[]Reason) {
	cut := v.subtree(i)
	r := Reason{Kind: Purpose, Cue: Stretch{i, i + 1}, Because: v.trim(v.within(cut, i)), For: v.phrase(g, cut), Sure: 0.75, Why: why("reason.participle", v.low[i])}
	if k := v.word(g).Head; k >= 0 && k < g && v.isVerb(k) && v.word(g).Is("obj", "obl") {
		r.For = v.clause(k, cut)
	}
	if v.says(r.Because) >= 2 && !overlap(r.For, r.Because) {
		*out = v.add(*out, r)
	}
}
