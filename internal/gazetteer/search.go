package gazetteer

import (
	"regexp"
	"slices"
	"strings"
)

// A Change says how a name had to be changed to find it. The zero Change is
// none.
type Change string

// Changes that Search tries, in this order.
const (
	Respelled      Change = "respelled"         // "St" for "Saint", "N." for "North", "airbase" for "air base"
	Plural         Change = "plural"            // "the Carolinas"
	Article        Change = "article"           // "Al-" before an Arabic name dropped, or added
	TypeWord       Change = "type word"         // "County", "City", "River" dropped or added
	Direction      Change = "direction"         // "northern", "downtown", "Old" dropped: the name is of a part of what is found
	Belongs        Change = "named after place" // "Qusair Military Airport" is at or near Qusair
	Transliterated Change = "transliteration"   // "Deir el-Zour" for "Deir ez-Zor": Arabic in other Latin letters
)

// Search returns what Lookup does, and if that is nothing, the places of the
// first other name that changing it by rule leads to, with what was done. The
// later the change in the list of changes, the less it should be trusted. What
// is a demonym is not changed: "Russian" is no river.
func (g *Gazetteer) Search(name string) ([]Place, Change) {
	if found := g.Lookup(name); len(found) > 0 {
		return found, ""
	}
	key := Key(name)
	if key == "" || len(key) > 100 || g.isDemonym(name) {
		return nil, ""
	}
	for _, v := range variants(key) {
		found := g.gather(nil, v.key)
		if v.fits != nil {
			found = slices.DeleteFunc(found, func(p Place) bool { return !v.fits(p) })
		}
		if v.level != LevelUnknown { // "Idlib province" is not the city, if there is a province
			if of := slices.DeleteFunc(slices.Clone(found), func(p Place) bool { return p.Level != v.level }); len(of) > 0 {
				found = of
			}
		}
		if len(found) > 0 {
			return order(found), v.change
		}
	}
	found := g.transliterated(key)
	if len(found) == 0 {
		found = g.transliterated(untyped(key))
	}
	if len(found) == 0 {
		return nil, ""
	}
	return order(found), Transliterated
}

func (g *Gazetteer) isDemonym(word string) bool {
	_, ok := g.find("@" + word)
	return ok
}

// A variant is another key to try, and what was done to come to it.
type variant struct {
	key    string
	change Change
	fits   func(Place) bool // that it may lead to; nil for any
	level  Level            // that the name asks for; LevelUnknown for any
}

// variants returns the keys to try instead of one that is not known.
func variants(key string) []variant {
	var all []variant
	add := func(v variant) {
		if v.key != key && len(v.key) > 2 {
			all = append(all, v)
		}
	}
	words := strings.Split(key, " ")
	for i, w := range words {
		for _, s := range spellings[w] {
			other := slices.Clone(words)
			other[i] = s
			add(variant{key: strings.Join(other, " "), change: Respelled})
		}
	}
	add(variant{key: joinedType.ReplaceAllString(key, "$1 $2"), change: Respelled})
	if s, ok := strings.CutSuffix(key, "s"); ok && len(key) > 4 {
		add(variant{key: s, change: Plural, fits: func(p Place) bool {
			return !p.Alias && (p.Level == Country || p.Level == Province || p.Level == Region)
		}})
	}
	unarticled := article.ReplaceAllString(key, "")
	if unarticled != key {
		add(variant{key: unarticled, change: Article, fits: inArabia})
	} else {
		for _, a := range [...]string{"al ", "el "} {
			add(variant{key: a + key, change: Article, fits: inArabia})
		}
	}
	for _, k := range [...]string{key, unarticled} {
		if m := typeAfter.FindStringSubmatch(k); m != nil {
			add(variant{key: strings.TrimSuffix(k, m[0]), change: TypeWord, level: levels[m[1]]})
		}
	}
	if m := typeBefore.FindString(key); m != "" {
		add(variant{key: strings.TrimPrefix(key, m), change: TypeWord, level: levels[strings.Fields(m)[0]]})
	}
	if !typeAfter.MatchString(key) {
		for _, t := range [...]string{"county", "river", "province", "island"} {
			add(variant{key: key + " " + t, change: TypeWord, fits: func(p Place) bool { return !p.Alias && p.Level == levels[t] }})
		}
	}
	add(variant{key: direction.ReplaceAllString(key, ""), change: Direction, fits: known})
	if rest := facility.ReplaceAllString(key, ""); rest != key && !generic[rest] {
		add(variant{key: rest, change: Belongs, fits: known})
		add(variant{key: article.ReplaceAllString(rest, ""), change: Belongs, fits: inArabia})
		add(variant{key: "al " + rest, change: Belongs, fits: inArabia})
	}
	return all
}

// known keeps "downtown Police" and "Bank Street" from finding hamlets.
func known(p Place) bool {
	return p.Level != Town || p.Population >= 5000 || !p.Alias && p.Country != "USA"
}

// inArabia reports whether a place is where names have the Arabic article.
func inArabia(p Place) bool { return Arabic[p.Country] }

// Arabic holds the countries, by alpha-3, whose names are for the most part
// written in Arabic letters, with the Arabic article.
var Arabic = map[string]bool{
	"ARE": true, "BHR": true, "DZA": true, "EGY": true, "ESH": true, "IRN": true, "IRQ": true, "ISR": true, "JOR": true,
	"KWT": true, "LBN": true, "LBY": true, "MAR": true, "MRT": true, "OMN": true, "PSE": true, "QAT": true, "SAU": true,
	"SDN": true, "SYR": true, "TUN": true, "YEM": true,
}

// untyped returns a key without the words for the type of place in it.
func untyped(key string) string {
	return typeBefore.ReplaceAllString(typeAfter.ReplaceAllString(key, ""), "")
}

// spellings gives other ways to write a word of a name.
var spellings = map[string][]string{
	"st": {"saint"}, "saint": {"st"}, "ste": {"sainte"}, "sainte": {"ste"},
	"mt": {"mount"}, "mount": {"mt"}, "ft": {"fort"}, "fort": {"ft"},
	"co": {"county"}, "twp": {"township"}, "is": {"island", "islands"}, "pt": {"point"}, "hts": {"heights"},
	"n": {"north"}, "s": {"south"}, "e": {"east"}, "w": {"west"}, "no": {"north"}, "so": {"south"},
	"airbase": {"air base"}, "airfield": {"air base", "airport"}, "aerodrome": {"airport"},
	"harbour": {"harbor"}, "harbor": {"harbour"}, "centre": {"center"}, "center": {"centre"},
	"governate": {"governorate"}, "provinces": {"province"}, "counties": {"county"},
	"straits": {"strait"}, "strait": {"straits"}, "hill": {"hills"}, "height": {"heights"},
}

// levels gives the level of the places that a type word stands by.
var levels = map[string]Level{
	"county": District, "parish": District, "district": District, "municipality": District, "borough": District,
	"state": Province, "province": Province, "governorate": Province, "gouvernorat": Province, "oblast": Province,
	"krai": Province, "region": Province, "prefecture": Province, "canton": Province, "voivodeship": Province,
	"emirate": Province, "raion": District, "subdistrict": District,
	"city": Town, "town": Town, "village": Town, "township": Town,
	"river": Water, "lake": Water, "bay": Water, "gulf": Water, "strait": Water, "straits": Water, "sea": Water,
	"island": Region, "islands": Region, "peninsula": Region, "mountain": Region, "mountains": Region,
	"mount": Region, "mt": Region, "desert": Region, "valley": Region,
	"republic": Country, "kingdom": Country,
}

const (
	divisions  = `county|parish|state|province|district|governorate|gouvernorat|oblast|krai|region|republic|prefecture|canton|municipality|borough|voivodeship|raion|territory|subdistrict|sub district|emirate|commune`
	settlement = `city|town|village|township|metropolitan area|metro area|area|suburbs?|neighbou?rhood|quarter|camp|refugee camp|countryside`
	landforms  = `river|lake|island|islands|valley|bay|peninsula|mountains?|mountain range|range|desert|basin|plain|plains|delta|hills|heights|strip|enclave|corridor|archipelago|canal|coast|dam|crossing|border crossing`
)

// generic words are no place that something is named after.
var generic = map[string]bool{
	"university": true, "military": true, "national": true, "general": true, "central": true, "state": true, "international": true,
	"regional": true, "municipal": true, "public": true, "civil": true, "main": true, "first": true, "second": true, "third": true,
	"fourth": true, "fifth": true, "memorial": true, "community": true, "city": true, "royal": true, "army": true, "naval": true,
	"air": true, "train": true, "police": true, "power": true, "gas": true, "fire": true, "field": true, "old": true, "new": true,
}

var (
	typeAfter  = regexp.MustCompile(` (` + divisions + `|` + settlement + `|` + landforms + `)$`)
	typeBefore = regexp.MustCompile(`^((city|town|village|county|state|republic|province|district|governorate|municipality|region|island|isle|port|gulf|kingdom|emirate|principality|commonwealth) of |lake |river |mount |mt |cape |port |gulf of |strait of |straits of |sea of )(the )?`)
	direction  = regexp.MustCompile(`^(north|south|east|west|northern|southern|eastern|western|central|inner|outer|greater|downtown|uptown|midtown|upper|lower|north ?east(ern)?|north ?west(ern)?|south ?east(ern)?|south ?west(ern)?|metro|metropolitan|old|mainland|rural|occupied|russian occupied|rebel held|government held) `)
	article    = regexp.MustCompile(`^(al|el|as|ar|at|ash|an|ad|az|ath|ul|es|ech|er|ed|en|et|ez) `)
	facility   = regexp.MustCompile(` ((military|international|regional|municipal|national|army|naval|joint|main|civil|local|central|state|general|teaching|university|public|nuclear|children'?s) )*(airport|air base|airbase|air force base|airfield|air field|air station|aerodrome|base|barracks|port|seaport|harbou?r|university|college|hospital|prison|stadium|cathedral|mosque|railway station|train station|bus station|station|checkpoint|crossing|border crossing|refinery|oil field|oilfield|gas field|dam|power plant|power station|plant|refugee camp|camp|market|museum|zoo)$`)
	joinedType = regexp.MustCompile(`(air)(base|field)\b`)
)
