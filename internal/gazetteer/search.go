package gazetteer

import (
	"regexp"
	"strings"
)

// A Change says how a name had to be changed to find it. The zero Change is
// none.
type Change string

// Changes that Search tries, in this order.
const (
	Respelled Change = "respelled"         // "St" for "Saint", "N." for "North", "airbase" for "air base"
	Plural    Change = "plural"            // "the Carolinas"
	Article   Change = "article"           // "Al-" before an Arabic name dropped, or added
	TypeWord  Change = "type word"         // "County", "City", "River" dropped or added
	Direction Change = "direction"         // "northern", "downtown", "city of" dropped: the name is of a part of what is found
	Belongs   Change = "named after place" // "Qusair Military Airport" is at or near Qusair
)

// Search returns what Lookup does, and if that is nothing, the places of the
// first other name that changing it by rule leads to, with what was done. The
// later the change in the list of changes, the less it should be trusted.
func (g *Gazetteer) Search(name string) ([]Place, Change) {
	if found := g.Lookup(name); len(found) > 0 {
		return found, ""
	}
	key := Key(name)
	if key == "" || len(key) > 100 {
		return nil, ""
	}
	for _, v := range variants(key) {
		if found := g.gather(nil, v.key); len(found) > 0 {
			return order(found), v.change
		}
	}
	return nil, ""
}

// A variant is another key to try, and what was done to come to it.
type variant struct {
	key    string
	change Change
}

// variants returns the keys to try instead of one that is not known.
func variants(key string) []variant {
	var all []variant
	add := func(k string, c Change) {
		if k != key && len(k) > 2 {
			all = append(all, variant{k, c})
		}
	}
	w := strings.Split(key, " ")
	for i := range w {
		for _, s := range spellings[w[i]] {
			add(strings.Join(append(append(append([]string{}, w[:i]...), s), w[i+1:]...), " "), Respelled)
		}
	}
	add(joinedType.ReplaceAllString(key, "$1 $2"), Respelled)
	if s, ok := strings.CutSuffix(key, "s"); ok && len(key) > 4 {
		add(s, Plural)
	}
	bare := article.ReplaceAllString(key, "")
	if len(bare) > 3 {
		add(bare, Article)
	}
	for _, a := range []string{"al ", "el "} {
		if bare == key {
			add(a+key, Article)
		}
	}
	add(typeAfter.ReplaceAllString(key, ""), TypeWord)
	add(typeBefore.ReplaceAllString(key, ""), TypeWord)
	if t := typeAfter.ReplaceAllString(bare, ""); t != bare && len(t) > 3 {
		add(t, TypeWord)
	}
	if !typeAfter.MatchString(key) {
		for _, t := range []string{" county", " river", " city", " island", " province"} {
			add(key+t, TypeWord)
		}
	}
	add(direction.ReplaceAllString(key, ""), Direction)
	for _, k := range []string{key, bare} {
		f := facility.ReplaceAllString(key, "")
		if f == key {
			break
		}
		if k == bare {
			f = article.ReplaceAllString(f, "")
		}
		add(f, Belongs)
	}
	return all
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
	"n": {"north"}, "s": {"south"}, "e": {"east"}, "w": {"west"},
	"no": {"north"}, "so": {"south"}, "dr": {"democratic republic of"},
	"ez": {"al", "az"}, "ezzor": {"ez zor"}, "ezzour": {"ez zor"}, "airbase": {"air base"}, "airfield": {"air base", "airport"}, "aerodrome": {"airport"},
	"harbour": {"harbor"}, "harbor": {"harbour"}, "centre": {"center"}, "center": {"centre"},
	"governate": {"governorate"}, "provinces": {"province"}, "counties": {"county"},
	"straits": {"strait"}, "strait": {"straits"}, "hill": {"hills"}, "height": {"heights"},
}

const (
	divisions  = `county|parish|state|province|district|governorate|gouvernorate|oblast|krai|region|republic|prefecture|canton|municipality|borough|department|voivodeship|raion|division|territory|subdistrict|sub district|emirate|commune`
	settlement = `city|town|village|township|metropolitan area|metro area|area|suburbs?|neighbou?rhood|quarter|camp|refugee camp|countryside`
	landforms  = `river|lake|island|islands|valley|bay|peninsula|mountains?|mountain range|range|desert|basin|plain|plains|delta|hills|heights|strip|enclave|corridor|archipelago|canal|coast|dam|crossing|border crossing`
)

var (
	typeAfter  = regexp.MustCompile(` (` + divisions + `|` + settlement + `|` + landforms + `)$`)
	typeBefore = regexp.MustCompile(`^((city|town|village|county|state|republic|province|district|governorate|municipality|region|island|isle|port|gulf|kingdom|emirate|principality|commonwealth) of |lake |river |mount |mt |cape |port |gulf of |strait of |straits of |sea of )(the )?`)
	direction  = regexp.MustCompile(`^(north|south|east|west|northern|southern|eastern|western|central|inner|outer|greater|downtown|uptown|midtown|upper|lower|north ?east(ern)?|north ?west(ern)?|south ?east(ern)?|south ?west(ern)?|metro|metropolitan|old|mainland|rural|occupied|central) `)
	article    = regexp.MustCompile(`^(al|el|as|ar|at|ash|an|ad|az|ath|ul|es|ech|er|ed|en|et|ez) `)
	facility   = regexp.MustCompile(` ((military|international|regional|municipal|national|army|naval|joint|main|civil|local|central|state|general|teaching|university|public|children'?s) )*(airport|air base|airbase|air force base|airfield|air field|air station|aerodrome|base|military base|naval base|barracks|port|seaport|harbou?r|university|college|hospital|prison|stadium|cathedral|mosque|railway station|train station|bus station|station|checkpoint|crossing|border crossing|refinery|oil field|oilfield|gas field|dam|power plant|power station|nuclear power plant|nuclear plant|refugee camp|camp|market|museum|zoo)$`)
	joinedType = regexp.MustCompile(`(air)(base|field)\b`)
)
