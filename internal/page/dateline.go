package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// A dateline opens a paragraph: "HARROW BAY, May 3 (Meridian) – ".
type dateline struct {
	end       int          // bytes of the paragraph up to and with its dash
	agency    string       // "" if it names none
	published hearsay.Date // zero unless it states a full date
}

var (
	// dash closes a dateline. After a bracket or in "PRNewswire/ --" it needs no space.
	dash       = regexp.MustCompile(`\s+(?:--+|[–—―‒_-]+)\s*|\s*(?:—|--)\s*|([)/])\s*[–—―_-]*\s*`)
	openAgency = regexp.MustCompile(`^(?:\(([^()]{2,40})\)|/([\w ]{2,40})/)\s*(?:[–—―_:-]+\s*)?`)
	dayOfMonth = regexp.MustCompile(`(?i)^(?:` + dayWords + `\b\.?,?\s*)?(?:(?:` + monthWords + `\b\.?\s*\d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)?\s+` + monthWords + `\b\.?)(?:,?\s*\d{4})?)?$`)
	dated      = regexp.MustCompile(`(?i)^(?:(?:published|posted|issued|date|date of publication|publication date)(?:\s+on)?\s*:?\s+)?(?:` + dayWords + `\b\.?,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+` + monthWords + `\b\.?,?\s+\d{4}|` + monthWords + `\b\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d\d-\d\d|\d{1,2}[./-]\d{1,2}[./-]\d{4})\b(?:,?\s+(?:at\s+)?(?:\d{1,2}[:.]\d\d|\d{3,4})(?:\s*[ap]\.?m\b\.?)?(?:\s*(?:GMT|UTC|[A-Z]{2,3}T)\b(?:[+-]\d+)?)?)?(?:\s+|\s*[|:–—-]\s+)`)
)

// labels are words in capitals that stand before a dash and name no place.
var labels = lineSet(`NATO|UNICEF|UN|EU|OPEC|WHO|NASA|FBI|CIA|ISIS|ISIL|UNHCR|ASEAN|IAEA|UNESCO|IMF|USAID|OSCE|ECOWAS|HIV|AIDS|COVID-19|COVID|UK|US|USA|U.S.|UAE|BBC|CNN
	BREAKING|BREAKING NEWS|EXCLUSIVE|UPDATE|UPDATED|WATCH|VIDEO|OPINION|ANALYSIS|LIVE|FACTBOX|EXPLAINER|TIMELINE|CORRECTED|CORRECTION|CLARIFICATION|REFILE|WRAPUP|INTERVIEW|PREVIEW|REVIEW|BRIEF|NEWS|SPECIAL REPORT|FILE|PHOTO|PHOTOS|FILE PHOTO|NOTE|EDITOR'S NOTE|EDITOR’S NOTE|Q|A|PS|P.S.|COMMENT|COMMENTARY|COLUMN|SPONSORED|ADVERTISEMENT|RELATED|MORE|READ|READ MORE|SEE ALSO|ALSO|QUESTION|ANSWER|SOURCE|SOURCES|TL;DR|FAQ|NB`)

// readDateline reads the dateline that a paragraph begins with, if it has one:
//
//	HARROW BAY, Vt. (AP) — Officials …
//	NORTHPORT, May 3, 2021 (Meridian) - Officials …
//	Northport (Reuters) - Officials …
//	(AP) — Officials …
//	HARROW BAY, May 3, 2021 /PRNewswire/ -- Officials …
//
// The place stands in capitals, or has an agency or a date behind it, and what
// follows begins a sentence. Counter-sentences: "NATO — the alliance that
// Northport joined — said" goes on in lower case; "BREAKING — Depot burns" is
// a label; "Prado – Northport's mayor – said" has neither capitals nor agency.
func readDateline(paragraph string) (dateline, bool) {
	head := paragraph
	if len(head) > 160 {
		head = strings.ToValidUTF8(head[:160], "")
	}
	if m := openAgency.FindStringSubmatch(head); m != nil {
		if name := agency(m[1] + m[2]); name != "" && begins(head[len(m[0]):]) {
			return dateline{end: len(m[0]), agency: name}, true
		}
	}
	if !strings.ContainsAny(head, "–—―‒)/") && !strings.Contains(head, " -") && !strings.Contains(head, "--") && !strings.Contains(head, " _") {
		return dateline{}, false
	}
	for _, at := range dash.FindAllStringSubmatchIndex(head, 3) {
		place := head[:at[0]]
		if at[2] >= 0 { // keep the bracket or slash with the place
			place = head[:at[3]]
		}
		if !begins(head[at[1]:]) || at[0] == 0 {
			continue
		}
		dashed := at[2] < 0 || strings.TrimSpace(head[at[3]:at[1]]) != ""
		if d, ok := readPlace(place, dashed); ok {
			d.end = at[1]
			return d, true
		}
	}
	return dateline{}, false
}

// openDate reads the date that the first paragraph of a report begins with, as
// in texts taken from pages without their lines: "Monday 3 May 2021 Officials
// …", "Published May 3 2021 1030 UTC Officials …". Counter-sentences: "May 3,
// 2021 was the last day of the truce" goes on in lower case; where the next
// paragraph begins with a date too, both are entries of a chronicle.
func openDate(paragraph string) (dateline, bool) {
	m := dated.FindString(paragraph[:min(len(paragraph), 120)])
	if m == "" {
		return dateline{}, false
	}
	rest := paragraph[len(m):]
	if publishedWord.MatchString(m) && strings.HasPrefix(rest, "by ") {
		rest = rest[len("by "):] // "Posted on May 3 2021 by Ana Prado Officials …"
	}
	if !begins(rest) {
		return dateline{}, false
	}
	d, _, ok := findDate(m)
	return dateline{end: len(m), published: d}, ok && d.Precision >= hearsay.Day
}

// begins reports whether s begins a sentence.
func begins(s string) bool {
	for _, r := range s {
		return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“‘'«([", r)
	}
	return false
}

// readPlace reads what stands before the dash: a place, and then in any order
// a region, a date and an agency. dashed says that a dash does follow.
func readPlace(s string, dashed bool) (dateline, bool) {
	var d dateline
	signed := false
	s = strings.TrimSpace(s)
	for _, marks := range []string{"()", "//", "[]"} {
		open := strings.IndexByte(s, marks[0])
		if open < 0 || s[len(s)-1] != marks[1] || open == len(s)-1 {
			continue
		}
		inside := s[open+1 : len(s)-1]
		a := agency(inside)
		if a == "" && (len(strings.Fields(inside)) > 4 || !begins(inside) || !dashed || strings.ContainsAny(inside, "()/")) {
			return d, false
		}
		if a == "" && !dayOfMonth.MatchString(inside) {
			a = inside
		}
		d.agency, signed = a, true
		s = strings.TrimSpace(s[:open])
		break
	}
	if !signed && !dashed {
		return d, false
	}
	s = strings.TrimRight(s, " ,.:")
	if at, date, ok := placeDate(s); ok {
		d.published, signed = date, true
		s = strings.TrimRight(s[:at], " ,.:")
	}
	place, region, hasRegion := strings.Cut(s, ",")
	place = strings.TrimSpace(place)
	words := strings.Fields(place)
	if len(words) == 0 || len(words) > 5 || labels[strings.ToUpper(place)] || agencies[place] && !signed || len(strings.Fields(region)) > 4 {
		return d, false
	}
	capitals := !strings.ContainsFunc(strings.NewReplacer("de ", "", "al-", "", "el-", "", "Mc", "", "d'", "").Replace(place), unicode.IsLower)
	if !capitals && !signed && !(hasRegion && titled(region)) {
		return d, false
	}
	if utf8.RuneCountInString(place) < 3 || !titled(place) || !titled(region) {
		return d, false
	}
	return d, true
}

// placeDate finds the date that ends the words before a dash, and where it
// begins: "NORTHPORT, May 3, 2021".
func placeDate(s string) (int, hearsay.Date, bool) {
	for i := 1; i < len(s); i++ {
		if s[i-1] != ' ' && s[i-1] != ',' || s[i] == ' ' {
			continue
		}
		if dayOfMonth.MatchString(s[i:]) {
			d, _, ok := findDate(s[i:])
			if !ok || d.Precision < hearsay.Day {
				d = hearsay.Date{}
			}
			return i, d, true
		}
	}
	return 0, hearsay.Date{}, false
}

// titled reports whether every word of s begins with a capital or is a
// particle of names.
func titled(s string) bool {
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '/' || r == ',' }) {
		r, _ := utf8.DecodeRuneInString(w)
		if !unicode.IsUpper(r) && !particles[w] && w != "of" && w != "the" && w != "and" && w != "upon" && !strings.HasPrefix(w, "al-") && !strings.HasPrefix(w, "el-") {
			return false
		}
	}
	return true
}
