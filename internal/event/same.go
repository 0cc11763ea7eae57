package event

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/codebook"
	"hearsay/internal/factuality"
	"hearsay/internal/when"
)

// reach is how many events back a mention of the same event is looked for.
const reach = 60

// joined joins the mentions of one happening.
func (f *finder) joined(es []Event) []Event {
	var out []Event
	for i := range es {
		best, points := -1, 0.0
		for k := len(out) - 1; k >= 0 && k >= len(out)-reach; k-- {
			if p := f.same(&out[k], &es[i]); p > points {
				best, points = k, p
			}
		}
		if best < 0 {
			out = append(out, es[i])
			continue
		}
		f.meet(&out[best], &es[i])
	}
	return out
}

// meet joins a later mention into e. What is known of an event is what its
// mentions say together; where they differ the first has the say, but a time
// that is stated beats one that is not.
//
// A headline says in short what the text says: "Twelve men held at Veld" is on
// nobody's word but the newspaper's, "Twelve men were held at Veld, the Daily
// Herald reported" below it on another's, and so is the headline.
// Counter-sentence: "Twelve men were held at Veld. The police said that all twelve
// were held overnight", where the newspaper says so itself first.
func (f *finder) meet(e, o *Event) {
	if f.headed(e) && !f.headed(o) && !e.facts.told {
		e.facts.told = true
		if e.Said < 0 && o.Said >= 0 {
			e.Said, e.Value, e.Label, e.Status, e.Author = o.Said, o.Value, o.Label, o.Status, o.Author
			for i := range e.Counts {
				if e.Counts[i].Said < 0 {
					e.Counts[i].Said = o.Said
				}
			}
		}
	}
	f.absorb(e, o)
	if e.Said >= 0 && o.Said < 0 && o.Status == e.Status { // somebody's word, and then the document's own
		e.Value, e.Label = o.Value, o.Label
	}
}

// same returns how much speaks for two mentions being of one happening; 0 or
// less if they are not.
//
// "Gunboats shelled Dorn on Friday. The attack destroyed two sheds." is one
// event: a word for violence with "the" takes up what was told. "A second
// attack", "attacked again on Thursday", another day, other victims are others.
func (f *finder) same(a, b *Event) float64 {
	if a.Type != b.Type || group(a.Status) != group(b.Status) || a.Word == b.Word {
		return 0
	}
	if a.Mode != "" && b.Mode != "" && a.Mode != b.Mode && !akin(a.Mode, b.Mode) {
		return 0
	}
	if b.facts.fresh && !(f.headed(a) && !f.headed(b) && !f.again(b)) || f.manifold(a, b) {
		return 0
	}
	actors, recipients := f.overlap(a.Actors, b.Actors), f.overlap(a.Recipients, b.Recipients)
	if actors < 0 || recipients < 0 || recipients == 0 && b.facts.noun && f.ownPatient(b) && len(a.Recipients) > 0 {
		return 0 // the strikes on the port, the strikes on the depot
	}
	far := f.word(b.Word).Sent - f.word(a.Word).Sent
	near := f.d.SentOf(a.Word).Block == f.d.SentOf(b.Word).Block || far <= 2
	moment := f.sameTime(a, b)
	if moment < 0 || f.samePlace(a, b) < 0 || f.sameCounts(a, b, near) < 0 {
		return 0
	}
	lemma := f.sameWord(a, b)
	shared := max(actors, 0) + max(recipients, 0)
	switch {
	case far == 0 && !(lemma && shared >= 1) && !(f.word(b.Word).Is("conj") && actors >= 1.5 && recipients >= 1.5): // two words of one sentence are two events unless they say so
		return 0
	case b.facts.noun && b.facts.definite && near && (lemma || generic(f.word(b.Word).Lemma, a)):
		return 2 + shared + moment - 0.01*float64(far)
	case lemma && shared >= 1.5 && f.sameContent(a, b),
		lemma && shared >= 1 && f.sameContent(a, b) && (len(a.Actors) == 0 || len(b.Actors) == 0 || len(a.Recipients) == 0 || len(b.Recipients) == 0 || moment > 0):
		return 1 + shared + moment - 0.001*float64(far)
	case f.headed(a) && far <= 4 && shared >= 1.5 && f.sameContent(a, b): // the headline and the lead
		return 1 + shared
	case far == 0 && a.Type != "ASSAULT": // "convicted and sentenced him"
		return 1 + shared
	case a.Type == "ASSAULT" && shared >= 1.5 && moment > 0:
		return 1 + shared
	}
	return 0
}

// ownPatient reports whether a noun itself says whom it was done to: "the strike
// on the port", not "the strike destroyed a shed".
func (f *finder) ownPatient(e *Event) bool {
	return slices.ContainsFunc(e.facts.patients, func(p int) bool { return f.d.Descends(p, e.Word) })
}

// group says whether an event is taken as real, as not, or as neither: only
// like is joined with like.
func group(status string) int {
	switch status {
	case factuality.Happened, factuality.Ongoing, factuality.Habitual:
		return 1
	case factuality.Denied, factuality.NotHappened:
		return 2
	case factuality.Planned, factuality.Predicted:
		return 3
	case factuality.Demanded:
		return 4
	case factuality.Threatened:
		return 5
	}
	return 6
}

// akin reports whether two modes may be of one event told with less and more
// precision.
func akin(a, b string) bool {
	loose := func(m string) bool {
		return m == "destroy" || m == "targeted" || m == "explosives" || m == "heavy-weapons" || m == "aerial" || m == "firearms" || m == "drone"
	}
	return loose(a) && loose(b) && (a == "destroy" || b == "destroy" || a == "targeted" || b == "targeted" ||
		a == "aerial" && b != "firearms" || b == "aerial" && a != "firearms" || a == "explosives" || b == "explosives")
}

// headed reports whether an event stands in the headline.
func (f *finder) headed(e *Event) bool {
	b := f.d.SentOf(e.Word).Block
	return b >= 0 && b < len(f.d.Blocks) && f.d.Blocks[b].Kind == hearsay.Headline
}

// again reports whether the words of an event say that it is another.
func (f *finder) again(e *Event) bool {
	for _, c := range f.d.Children(e.Word) {
		switch strings.ToLower(f.word(c).Text) {
		case "another", "second", "third", "again", "other", "separate", "further", "similar", "new":
			return true
		}
	}
	return false
}

// manifold reports whether one mention is of several happenings and the other of
// one: "airstrikes" and "the airstrike".
func (f *finder) manifold(a, b *Event) bool {
	return a.facts.noun && b.facts.noun && a.facts.plural != b.facts.plural || twice(a) != twice(b)
}

func twice(e *Event) bool {
	for _, c := range e.Counts {
		if c.What == "times" {
			return true
		}
	}
	return false
}

// overlap compares those who fill a role in two mentions: 1.5 if they share
// one, 1 if they may be the same ("Northland jets", "the Northland air force"),
// 0 if one of them is silent, −1 if they are others.
func (f *finder) overlap(a, b []Role) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	best := -1.0
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.Entity != y.Entity && (f.person(x) != f.person(y) || !f.person(x) && !(f.named(x) && f.named(y))): // a town and the people in it, a harbour and its sheds
				best = max(best, 0)
				if f.word(x.Word).Lemma == f.word(y.Word).Lemma {
					best = max(best, 1.2)
				}
			case x.Entity >= 0 && x.Entity == y.Entity:
				return 1.5
			case x.Country != "" && y.Country != "" && x.Country != y.Country:
			case f.word(x.Word).Lemma == f.word(y.Word).Lemma && x.Country == y.Country && !f.named(x) && !f.named(y):
				best = max(best, 1.2)
			case x.Country != "" && x.Country == y.Country && (x.Sector == y.Sector || x.Sector == "GOV" && y.Sector == "MIL" || x.Sector == "MIL" && y.Sector == "GOV") &&
				!(f.named(x) && f.named(y)):
				best = max(best, 1)
			case f.person(x) && f.person(y) && f.crowd(x) && f.crowd(y):
				best = max(best, 0.8)
			}
		}
	}
	return best
}

func (f *finder) named(r Role) bool {
	return r.Entity >= 0 && f.ms.Entities[r.Entity].Named
}

func (f *finder) person(r Role) bool {
	return r.Mention >= 0 && (f.ms.Mentions[r.Mention].Kind == hearsay.Person || f.ms.Mentions[r.Mention].Kind == hearsay.Group)
}

// crowd reports whether a role speaks of people by number or sort only:
// "people", "civilians", "12 others".
func (f *finder) crowd(r Role) bool {
	switch f.word(r.Word).Lemma {
	case "people", "person", "civilian", "other", "resident", "victim", "man", "woman", "child", "worker", "protester", "demonstrator", "soldier":
		return !f.named(r)
	}
	return false
}

// sameTime compares when two mentions are said to have happened: 1 on the same
// day, 0 if one does not say, −1 on days that exclude each other.
func (f *finder) sameTime(a, b *Event) float64 {
	if a.Time.Ref < 0 || b.Time.Ref < 0 {
		return 0
	}
	if a.Time.Begin == "" || b.Time.Begin == "" || a.Time.End == "" || b.Time.End == "" {
		if a.Time.Value == b.Time.Value {
			return 0.5
		}
		return 0
	}
	if a.Time.End < b.Time.Begin || b.Time.End < a.Time.Begin {
		return -1
	}
	if a.Time.Begin == b.Time.Begin && a.Time.End == b.Time.End && f.in.Times[a.Time.Ref].Grain <= when.Day {
		return 1
	}
	return 0.2
}

// samePlace is −1 where two mentions are told of places that exclude each
// other: of one level and different names.
func (f *finder) samePlace(a, b *Event) float64 {
	if a.Place < 0 || b.Place < 0 {
		return 0
	}
	x, y := &f.in.Places[a.Place], &f.in.Places[b.Place]
	switch {
	case x.Name == y.Name || x.GeoNames != 0 && x.GeoNames == y.GeoNames:
		return 1
	case x.Country != "" && y.Country != "" && x.Country != y.Country:
		return -1
	case x.Level == y.Level && x.Level != "unknown" && x.Level != "facility":
		return -1
	}
	return 0
}

// sameCounts is −1 where two mentions give numbers of the dead that exclude each
// other and nobody else is said to have counted, or that no two counts of one event
// give: "19 people died in the raid, the clerk said. More than 18,000 people have
// died since 2011."
//
// Counter-sentence: "The clerk said 19 people died. The union put the toll at 31."
func (f *finder) sameCounts(a, b *Event, near bool) float64 {
	for i := range a.Counts {
		for k := range b.Counts {
			x, y := &a.Counts[i], &b.Counts[k]
			if x.What == y.What && x.What != "other" && (beyond(x, y) || beyond(y, x)) {
				return -1
			}
			if x.What == y.What && x.What != "other" && apart(x, y) && x.Said == y.Said && !(b.facts.definite && near && !f.ownPatient(b)) {
				return -1
			}
		}
	}
	return 0
}

// beyond reports whether x counts more than ten times what y allows at the most.
func beyond(x, y *Count) bool { return y.High > 0 && x.Low > 10*y.High }

// sameWord reports whether two mentions use the same word, or a verb and its
// noun.
func (f *finder) sameWord(a, b *Event) bool {
	for _, x := range a.facts.words {
		for _, y := range b.facts.words {
			if stem(f.word(x).Lemma) == stem(f.word(y).Lemma) {
				return true
			}
		}
	}
	return false
}

// stem cuts what makes nouns of verbs: "bombardment" and "bombard", "meeting"
// and "meet", "demand" and "demands".
func stem(lemma string) string {
	s := strings.ToLower(lemma)
	if n, ok := nouns[s]; ok {
		return n
	}
	for _, end := range []string{"ment", "ing", "ation", "ion", "al", "er"} {
		if t, ok := strings.CutSuffix(s, end); ok && len(t) >= 4 {
			return strings.TrimSuffix(t, "e")
		}
	}
	return strings.TrimSuffix(s, "e")
}

var nouns = map[string]string{
	"death": "di", "talks": "meet", "talk": "meet", "meeting": "meet", "shooting": "shoot", "airstrike": "strik", "strike": "strik",
	"raid": "raid", "blast": "explod", "explosion": "explod", "bombing": "bomb", "killing": "kill", "invasion": "invad", "invade": "invad",
	"seizure": "seiz", "release": "releas", "withdrawal": "withdraw", "pull": "withdraw", "visit": "visit", "crackdown": "crack",
	"accusation": "accus", "condemnation": "condemn", "assassination": "assassinat", "protest": "protest", "demonstration": "demonstrat",
	"agreement": "agre", "deal": "agre", "accord": "agre", "ceasefire": "truc", "truce": "truc",
}

// generic reports whether a noun with "the" can take up an event: "the attack"
// any assault, "the talks" any meeting.
func generic(lemma string, a *Event) bool {
	switch strings.ToLower(lemma) {
	case "attack", "assault", "incident", "violence":
		return a.Type == "ASSAULT"
	case "strike", "raid", "bombardment", "bombing", "airstrike", "shelling":
		return a.Type == "ASSAULT" && a.Mode != "abduct" && a.Mode != "firearms" && a.Mode != "beat" && a.Mode != "primitive"
	case "explosion", "blast":
		return a.Type == "ASSAULT" && (a.Mode == "explosives" || a.Mode == "suicide-attack")
	case "killing", "murder", "massacre", "shooting", "death", "assassination":
		return a.Type == "ASSAULT" && a.Mode != "abduct" && a.Mode != "destroy"
	case "meeting", "talk", "talks", "visit", "summit", "encounter":
		return a.Type == "CONSULT"
	case "deal", "agreement", "accord", "pact", "pledge", "promise":
		return a.Type == "AGREE"
	case "protest", "rally", "demonstration", "march", "unrest":
		return a.Type == "PROTEST"
	case "demand", "call", "request", "appeal":
		return a.Type == "REQUEST"
	case "withdrawal", "pullout":
		return a.Type == "RETREAT"
	case "move", "step", "decision":
		return codebook.Quad(a.Type) > 0 && a.Type != "ASSAULT"
	case "arrest", "detention":
		return a.Mode == "arrest"
	case "accusation", "charge", "allegation":
		return a.Type == "ACCUSE"
	}
	return false
}

// sameContent reports whether what is demanded, promised or alleged is not
// plainly something else: "demanded that they leave", "demanded a ransom".
func (f *finder) sameContent(a, b *Event) bool {
	x, y := a.facts.content, b.facts.content
	return x < 0 || y < 0 || stem(f.word(x).Lemma) == stem(f.word(y).Lemma)
}
