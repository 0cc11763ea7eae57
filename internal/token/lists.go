package token

import "strings"

// The word lists of this file were made for this project from general
// knowledge of English and of the conventions of UD English (EWT, GUM); they
// are under the licence of the program.

// A mark is what is known of a word: the lists it stands on.
type mark uint32

const (
	affix      mark = 1 << iota // a hyphen after it does not split: "co-founder"
	suffix                      // a hyphen before it does not split
	abbr                        // a dot after it belongs to it
	ambiguous                   // it is a word of its own as well: "no", "Sun"
	title                       // stands before a name or number, so ends no sentence
	month                       // a month
	numbered                    // an abbreviation only before a digit: "No. 5"
	endsClosed                  // keeps its dot before closing punctuation: "(Acme Inc.)"
	endable                     // may be a sentence's last word with its dot in two roles: "Acme Inc."
	shout                       // in capitals, a word of its own: "EST", "PC"
	starter                     // with a capital, likely the first word of a sentence
	role                        // a starter, but also part of a name after an abbreviation: "U.S. President"
	unit                        // split from the number before it: "5pm"
	domain                      // a top-level domain or a file name's ending
	list                        // ends a list, so often a sentence: "etc."
	running                     // ends no sentence: "e.g."
	asking                      // follows a quoted question or cry
	closing                     // closes a letter
	figure                      // a numbered thing
	contact                     // stands before a number or address in a letterhead
	participle                  // follows "have"
	unowned                     // follows no possessive
	clitic                      // after an apostrophe a token of its own: "'em", "'tis"
)

var words = func() map[string]mark {
	m := make(map[string]mark, 900)
	add := func(k mark, s string) {
		for w := range strings.FieldsSeq(s) {
			m[w] |= k
		}
	}
	add(affix, `aero ante anti arch bio centi co contra counter cross cyber de dis e eco electro ex extra geo hyper
		hydro infra inter intra macro maxi mega meta mid milli mini mono multi nano non omni over para peri petro
		poly post pre pro proto pseudo psycho quasi re semi socio sub super supra tele trans tri ultra under`)
	add(suffix, `esque fest fold gate itis less most o'torium rama wise`)
	add(abbr, `adj adm adv al apr arr asst attn aug ave bart bldg blvd brig bros capt cdr cf cir cmdr co col comdr con
		corp cpl ct dec dept dist div dr drs ed eds esp esq est etc ex exec ext feb fig figs fri ft gen gens gov govs
		hon hosp hr hrs inc insp jan jr jul jun km lb lbs lt ltd maj mar mfg min mlle mme mmes mo mon mr mrs ms msgr
		mss mt mtn mts no nos nov oct ops ord oz para pct pfc ph phd pl plc pp prof profs prop pty pvt rd rep reps res
		ret rev revs rt rte sec sen sens sept sep sfc sgt sq sr st sta ste sun supt surg tel thu thur thurs tue tues
		univ vol vols vs wed wk yr yrs ala ariz ark calif colo conn del fla ga ill ind kan kans ky la md mass mich
		minn miss mo mont neb nev okla ore pa penn tenn tex va vt wash wis wyo ont que alta sask ass't gen'l int'l
		nat'l gov't approx ca`)
	add(ambiguous, `no fig con del ill la mar mass miss ore sun wed ed est min mo ops ord para pl res ret sec sat art
		tel ca ind ex adv ext mon fri ga gen prop hon bart ala ark penn pa md st wash`)
	add(numbered, `no fig sec vol ext art tel para ca`)
	add(endsClosed, `inc corp co ltd jr sr etc al`)
	add(shout, `eds reps res est inc`)
	add(endable, `inc corp co ltd jr sr etc al plc bros esq mass calif conn ill va ph.d`)
	add(title, `adm asst brig capt cdr cmdr col comdr cpl dr drs gen gens gov govs hon insp lt maj messrs mlle mme mr
		mrs ms msgr mt pfc prof profs pvt rep reps rev revs sen sens sfc sgt st ste supt vs no nos fig figs vol pp cf
		sec fr ald amb atty pres sheikh`)
	add(month, `jan feb mar apr jun jul aug sept sep oct nov dec`)
	add(starter, `the a an in on at it he she they we i this that these those there but and for from by as if when
		while after before since with without according however meanwhile although though some many most its his her
		their our my you to under last earlier also both each another what who how why where not no yet so or one two
		three now then here even such during asked among despite because of until once more over several other
		officials police president`)
	add(role, `police president officials one two three`)
	add(unit, `a.m. a.m am. am p.m. p.m pm. pm k m mn mln b bn tn trn mm cm km kms kg kgs g mg lb lbs ft mph kph kw mw
		gw mwh kwh hz khz mhz ghz hrs hr mins min secs sec yrs yr x sq mb gb tb ml oz bps bpd pts pc pct million
		billion c f th`)
	add(domain, `com org net gov edu mil int info biz tv fm eu ir ru sy il htm html pdf doc docx xls txt jpg`)
	add(list, `etc`)
	add(running, `e.g i.e a.k.a viz`)
	add(asking, `said say says asked ask asks cried cry cries shouted added wondered replied answered told exclaimed
		demanded inquired continued tweeted wrote`)
	add(closing, `thanks thank regards sincerely cheers best thx`)
	add(figure, `figure table box map chart listing appendix chapter section part step fig`)
	add(contact, `fax tel telephone phone email mail cell mobile page pager web website home office work direct voice`)
	add(participle, `been had never got seen heard tried done always lost found read made`)
	add(unowned, `a an the not really simply very definitely also just been too always never probably in for from
		between on at with about because like my your his our this that what how going gonna getting`)
	add(clitic, `s re ve ll d m em n cause cuz til tis twas bout round`)
	return m
}()

// marks returns the lists that w stands on, whatever its case and kind of
// apostrophe.
func marks(w string) mark {
	var b [16]byte
	n := 0
	for i := 0; i < len(w); i++ {
		c := w[i]
		if c == 0xE2 && strings.HasPrefix(w[i:], "’") {
			c = '\''
			i += 2
		}
		if n == len(b) || c >= 0x80 {
			return 0
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b[n] = c
		n++
	}
	return words[string(b[:n])]
}

// contraction returns after how many bytes a contraction without apostrophe in
// its middle is split: can|not, gon|na, 't|is, do|nt. It returns 0 for other
// words.
func contraction(w string) int {
	if len(w) < 2 || len(w) > 8 {
		return 0
	}
	switch w[0] | 0x20 {
	case 'a', 'c', 'd', 'g', 'h', 'i', 'l', 'o', 's', 't', 'w', 'y', '\'', 0xE2 | 0x20:
	default:
		return 0
	}
	var b [8]byte
	for i := range len(w) {
		b[i] = w[i]
		if 'A' <= w[i] && w[i] <= 'Z' {
			b[i] += 'a' - 'A'
		}
	}
	switch string(b[:len(w)]) {
	case "cannot", "gonna", "wanna", "gotta", "gimme", "lemme":
		return 3
	case "'tis", "'twas":
		return 2
	case "’tis", "’twas":
		return 4
	case "dont", "didnt", "doesnt", "isnt", "wasnt", "arent", "werent", "hasnt", "havent", "hadnt", "wouldnt",
		"couldnt", "shouldnt", "aint", "wont", "cant":
		return len(w) - 2
	case "youre", "theyre", "youve", "theyve", "lotta", "outta":
		return len(w) - 2
	case "thats", "whats":
		return 4
	case "hes":
		return 2
	case "theres":
		return 5
	case "youll":
		return 3
	case "im", "ive":
		if w[0] == 'i' { // "Im" is a name
			return 1
		}
	}
	return 0
}

// apostropheLost returns after how many bytes "its", "your", "Im" or "Ive" is
// split where the word after it, with which rest begins, shows that an
// apostrophe was left out: "its a port", "your going", "Im not", but "its port",
// "Mr. Im said". It returns 0 otherwise.
func apostropheLost(w, rest string) int {
	follows, at := unowned, len(w)-1
	switch {
	case len(w) == 3 && equalFold(w, "its"), len(w) == 4 && equalFold(w, "your"):
	case w == "Im":
		at = 1
	case w == "Ive":
		follows, at = participle, 1
	default:
		return 0
	}
	if len(rest) < 2 || rest[0] != ' ' {
		return 0
	}
	rest = rest[1:]
	n := wordLen(rest[:min(len(rest), 16)])
	if n < len(rest) && !isSpace(rune(rest[n])) || isUpper(rune(rest[0])) && len(w) < 4 || marks(rest[:n])&follows == 0 {
		return 0
	}
	return at
}

// equalFold reports whether s equals t, which is in lower case, but for the
// case of ASCII letters.
func equalFold(s, t string) bool {
	if len(s) != len(t) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != t[i] {
			return false
		}
	}
	return true
}
