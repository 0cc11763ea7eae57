package event

import (
	"slices"
	"strings"

	"hearsay"
	"hearsay/internal/actor"
	"hearsay/internal/lexicon"
	"hearsay/internal/mention"
)

// A side is what a role may be filled by.
type side bool

const (
	acting side = true  // who does it: persons, groups, organisations, states, and the arms that states move
	acted  side = false // to whom: those, and places and buildings
)

// role returns who or what word i is in a role; ok is false if it is nothing
// that can fill it: an event, a sum, a day, a weapon that nobody is said to own.
func (f *finder) role(i int, s side) (Role, bool) {
	i = f.bearer(i)
	m := f.ms.At(i)
	if m < 0 {
		return f.adjective(i)
	}
	x := &f.ms.Mentions[m]
	r := Role{From: x.From, To: x.To, Word: i, Mention: m, Entity: x.Entity}
	e := &f.ms.Entities[x.Entity]
	arms := armed[strings.ToLower(f.word(i).Lemma)]
	kind := x.Kind
	if x.Form == hearsay.Pronoun || kind == hearsay.EntityUnknown {
		kind = e.Kind
	}
	switch {
	case reflexive(f.word(i).Text), f.timeAt[i] >= 0 && x.Form != hearsay.Name:
		return r, false
	case arms != "" && x.Form != hearsay.Name:
		return f.arm(r, x, arms, s)
	case x.Form == hearsay.Nominal && !f.bodily(kind) && f.word(i).UPOS == "NOUN" && f.people(i): // "the [authorities] have imposed", whatever the model takes them for
		f.code(&r, x)
		r.Sector = own(r.Sector, f.headSector(i))
		return r, true
	case kind == hearsay.DocumentEntity && !e.Outlet:
		return r, false
	case x.Type == "event" || x.Type == "time":
		if x.Form == hearsay.Name && x.Label == "ORG" {
			break
		}
		return r, false
	case kind == hearsay.Person, kind == hearsay.Group, kind == hearsay.Organization, kind == hearsay.Nationality:
	case kind == hearsay.PlaceEntity:
		if s == acting && !(x.Metonym || f.state(x, e) || (x.Form == hearsay.Name || settled[f.word(i).Lemma]) && f.agentive(i)) {
			return r, false
		}
	case x.Sector != "" && x.Sector != "*" || x.Form == hearsay.Name && x.Label != "" && x.Label != "MISC":
	case s == acting || kind == hearsay.DocumentEntity:
		return r, false
	case x.Form == hearsay.Pronoun: // "it", of nobody knows what
		return r, false
	case x.Form == hearsay.Name && f.d.Model == nil: // by rules alone a name is all there is
	case f.people(i): // "Iranian Militias" in a headline, "mob members"
		r.Sector, r.Country = own(x.Sector, f.headSector(i)), x.Country
		return r, true
	case x.Type == "object" || x.Type == "animal" || x.Type == "":
		if s == acting || !targets[f.word(i).Lemma] {
			return r, false
		}
	default:
		return r, false
	}
	f.code(&r, x)
	return r, true
}

// bodily reports whether a kind is that of persons or bodies.
func (f *finder) bodily(k hearsay.EntityKind) bool {
	return k == hearsay.Person || k == hearsay.Group || k == hearsay.Organization || k == hearsay.Nationality
}

// people reports whether word i is a noun for persons or bodies that the model
// took for something else: headlines write them like names. Nouns for outlets
// are left to the model: "several [sites] close to the base" are struck, not
// read, where "the [site] reported" is an outlet to the model, too.
func (f *finder) people(i int) bool {
	r, n := lexicon.RoleOf([]string{strings.ToLower(f.word(i).Text)})
	return n > 0 && !r.Outlet && (r.Kind == hearsay.Person || r.Kind == hearsay.Group || r.Kind == hearsay.Organization)
}

func (f *finder) headSector(i int) string {
	r, _ := lexicon.RoleOf([]string{strings.ToLower(f.word(i).Text)})
	return own(r.Sector, "")
}

// state reports whether a place is a country or its seat of government.
func (f *finder) state(x *mention.Mention, e *mention.Entity) bool {
	for _, n := range []string{e.Name, strings.TrimPrefix(e.Name, "the ")} {
		if _, ok := lexicon.CountryNamed(n); ok {
			return true
		}
	}
	return x.Label == "NORP" || x.Label == "ORG"
}

// agentive reports whether word i stands where one who acts does: a place there
// is its people or government ("Dorn called it an act of war").
func (f *finder) agentive(i int) bool {
	w := f.word(i)
	for n := 0; w.Is("conj") && w.Head >= 0 && n < 8; n++ {
		w = f.word(w.Head)
	}
	return w.Rel == "nsubj" || w.Rel == "obl:agent" || w.Rel == "nmod:poss"
}

// bearer follows measures to what they measure: "dozens of [people]" is about
// people, but "a group of officers" is a group.
func (f *finder) bearer(i int) int {
	if f.ms.At(i) >= 0 {
		return i
	}
	if w := f.word(i); w.UPOS == "NUM" || w.UPOS == "NOUN" || w.UPOS == "ADJ" {
		for _, c := range f.d.Children(i) {
			if f.word(c).Is("nmod") && f.ms.At(c) >= 0 {
				if k := f.d.Child(c, "case"); k >= 0 && f.word(k).Lemma == "of" {
					return c
				}
			}
		}
	}
	return i
}

// adjective makes a role of an adjective or name of a people or country that is
// no mention of its own: "[Northlandic] airstrikes", "[U.S.] sanctions". Where
// the document speaks of the country elsewhere it is that entity.
func (f *finder) adjective(i int) (Role, bool) {
	from, to := i, i+1
	code := ""
	for n := 3; n > 0 && code == ""; n-- {
		if from = i + 1 - n; from < 0 || f.word(from).Sent != f.word(i).Sent {
			continue
		}
		var words []string
		for j := from; j <= i; j++ {
			words = append(words, f.word(j).Text)
		}
		name := strings.Join(words, " ")
		if c, ok := lexicon.Adjective(name); ok {
			code = c
		} else if c, ok := lexicon.CountryNamed(name); ok {
			code = c
		}
	}
	if code == "" {
		return f.inside(i)
	}
	r := Role{From: from, To: to, Word: i, Mention: -1, Entity: f.country(code), Country: code, Sector: "GOV",
		Why: []hearsay.Why{{Rule: "actor.adjective", Score: 1, Note: f.word(i).Text}}}
	return r, true
}

// inside makes a role of a name before a noun: "[NATO] airstrikes", "[Taliban]
// attacks", "[government] forces' raid".
func (f *finder) inside(i int) (Role, bool) {
	w := f.word(i)
	r := Role{From: i, To: i + 1, Word: i, Mention: -1, Entity: -1}
	if w.UPOS == "NUM" || w.UPOS == "VERB" || w.UPOS == "PRON" {
		return r, false
	}
	if w.UPOS == "PROPN" {
		if b := lexicon.BodyNamed(w.Text); b != nil {
			r.Country, r.Sector = b.Country, b.Sector
			if r.Country == "" {
				r.Country = b.Order
			}
			r.Why = append(r.Why, hearsay.Why{Rule: "actor.body", Score: 1, Note: w.Text})
		} else if a, ok := actor.Lookup(w.Text, f.in.Published.Value); ok {
			r.Country, r.Sector, r.Wikidata = a.Country, a.Sector, a.Wikidata
			r.Why = append(r.Why, hearsay.Why{Rule: a.Why, Score: 1, Note: w.Text})
		}
		if e, ok := f.names[w.Text]; ok {
			r.Entity = e
			return r, true
		}
		return r, r.Country != "" || r.Sector != ""
	}
	if role, n := lexicon.RoleOf([]string{w.Text}); n > 0 && role.Sector != "*" && role.Sector != "" && w.Is("compound", "amod") {
		r.Sector = role.Sector
		return r, true
	}
	if strings.EqualFold(w.Lemma, "government") || strings.EqualFold(w.Lemma, "regime") {
		r.Sector = "GOV"
		return r, true
	}
	return r, false
}

// country returns the entity of a country, -1 if the document has none.
func (f *finder) country(code string) int {
	if e, ok := f.states[code]; ok {
		return e
	}
	return -1
}

// index notes the entities by name, and those of countries by code; of several
// the first.
func (f *finder) index() {
	for e := range f.ms.Entities {
		x := &f.ms.Entities[e]
		if !x.Named {
			continue
		}
		if _, ok := f.names[x.Name]; !ok {
			f.names[x.Name] = e
		}
		if code, ok := lexicon.CountryNamed(strings.TrimPrefix(x.Name, "the ")); ok && (x.Kind == hearsay.Nationality || x.Kind == hearsay.PlaceEntity) {
			if _, ok := f.states[code]; !ok {
				f.states[code] = e
			}
		}
	}
}

// arm is a weapon or vehicle as one who acts: "Northlandic warplanes" are the
// armed forces of Northland, "government tanks" the government's; a warplane of
// nobody's, a bomb or a missile is the means.
func (f *finder) arm(r Role, x *mention.Mention, sort string, s side) (Role, bool) {
	f.code(&r, x)
	owned := r.Country != ""
	for _, c := range f.d.Children(r.Word) {
		w := f.word(c)
		if !w.Is("compound", "amod", "nmod:poss", "nmod") || c > r.Word && !w.Is("nmod") {
			continue
		}
		o, ok := f.owner(c)
		owned = owned || w.Is("amod", "compound") && w.Text[0] >= 'A' && w.Text[0] <= 'Z' // a people that no list has
		if ok {
			owned = true
			if r.Country == "" {
				r.Country = o.Country
			}
			if r.Sector == "" || o.Sector == "REB" || o.Sector == "UAF" {
				r.Sector = o.Sector
			}
			if w.Is("nmod:poss") && o.Mention >= 0 || sort == "thrown" && s == acting { // "[Israeli] strikes hit"
				if o.Sector == "" || o.Sector == "GOV" && o.Mention < 0 {
					o.Sector = "MIL"
				}
				return o, true
			}
		}
	}
	if s == acted {
		return r, sort == "crewed"
	}
	if !owned {
		return r, false
	}
	if r.Sector == "" || r.Sector == "GOV" {
		r.Sector = "MIL"
	}
	return r, sort == "crewed"
}

// owner is who a modifier of a weapon says it belongs to.
func (f *finder) owner(i int) (Role, bool) {
	if armed[strings.ToLower(f.word(i).Lemma)] != "" {
		return Role{}, false
	}
	if k := f.d.Child(i, "case"); k >= 0 && !slices.Contains([]string{"of", "'s", "from", "’s", "by"}, strings.ToLower(f.word(k).Text)) {
		return Role{}, false
	}
	return f.role(i, acting)
}

// A whoCode is the country and sector of an entity.
type whoCode struct {
	country, sector, wikidata string
	why                       []hearsay.Why
}

// code gives a role its country and sector: from the mention's own words, from
// those of its entity, and where both are silent from the lists.
func (f *finder) code(r *Role, x *mention.Mention) {
	c := f.codeOf(x.Entity)
	r.Country, r.Sector, r.Wikidata = own(x.Country, c.country), own(x.Sector, c.sector), c.wikidata
	if x.Country != "" && c.country != x.Country {
		r.Wikidata = ""
	}
	if x.Country == "" || x.Sector == "" {
		r.Why = append(r.Why, c.why...)
	}
}

// own is what a mention says itself, or else what is known.
func own(said, known string) string {
	if said != "" && said != "*" {
		return said
	}
	return known
}

func (f *finder) codeOf(entity int) whoCode {
	if c, ok := f.who[entity]; ok {
		return c
	}
	e := &f.ms.Entities[entity]
	c := whoCode{country: e.Country, sector: own(e.Sector, "")}
	if c.country != "" || c.sector != "" {
		c.why = append(c.why, hearsay.Why{Rule: "actor.words", Score: 1, Note: e.Name})
	}
	if e.Named {
		name := strings.TrimPrefix(strings.TrimPrefix(e.Name, "the "), "The ")
		if code, ok := lexicon.CountryNamed(name); ok {
			c.country, c.sector = code, own(c.sector, "GOV")
		}
		if b := lexicon.BodyNamed(name); b != nil {
			c.country, c.sector = own(c.country, own(b.Country, b.Order)), own(c.sector, b.Sector)
			c.why = append(c.why, hearsay.Why{Rule: "actor.body", Score: 1, Note: b.Name})
		}
		if row, ok := actor.Lookup(name, f.in.Published.Value); ok && (c.country == "" || row.Country == c.country) && row.Country != "" {
			c.country, c.sector, c.wikidata = row.Country, own(c.sector, row.Sector), row.Wikidata
			c.why = append(c.why, hearsay.Why{Rule: row.Why, Score: 1, Note: name})
		}
	}
	f.who[entity] = c
	return c
}

// reflexive reports whether a word points back to the subject or to no one.
func reflexive(s string) bool {
	switch strings.ToLower(s) {
	case "itself", "himself", "herself", "themselves", "myself", "ourselves", "yourself", "each", "one", "what", "which", "there":
		return true
	}
	return false
}

// armed are weapons and what carries them: crewed ones can act if the text says
// whose they are, what is thrown cannot.
var armed = arms(`crewed: jet warplane plane aircraft airplane fighter-jet helicopter chopper gunship tank warship gunboat ship destroyer frigate
	submarine artillery convoy drone boat vessel
	thrown: missile rocket bomb shell bullet mortar grenade mine explosive ied device barrel munition gun rifle weapon knife machete
	gas chlorine sarin shrapnel airstrike strike blast explosion fire gunfire shelling car truck van motorcycle vehicle belt vest warhead projectile`)

func arms(list string) map[string]string {
	m := map[string]string{}
	sort := ""
	for w := range strings.FieldsSeq(list) {
		if s, ok := strings.CutSuffix(w, ":"); ok {
			sort = s
			continue
		}
		m[w] = sort
	}
	return m
}

// settled are nouns for places that stand for those who live there.
var settled = setOf("village town city country nation state republic province region community neighbour neighbor district island")

// targets are things that are attacked, seized, closed or rebuilt.
var targets = setOf(`hospital school mosque church building house home shop market village town city district neighborhood neighbourhood suburb
	camp base airport airbase airfield port harbor harbour bridge road station checkpoint post position depot warehouse factory plant refinery pipeline
	dam embassy consulate convoy bus train plane ship tanker vessel headquarters barracks prison office university bank hotel restaurant
	convoy area site facility infrastructure line border territory tunnel power-plant mall cafe stadium farm field oilfield bakery clinic ambulance
	website newspaper channel broadcaster account asset property land`)
