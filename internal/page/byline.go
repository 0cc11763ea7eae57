package page

import (
	"regexp"
	"strings"
	"unicode"

	"hearsay"
)

// A signed line of a report: who wrote it, for whom, and when it came out.
type byline struct {
	authors   []string
	agency    string
	published hearsay.Date // zero if the line states none
}

var (
	byWord    = regexp.MustCompile(`(?i)^(?:[–—-]\s*)?(?:(?:story |report |text |words |analysis |opinion |written |posted |published |reported |additional reporting )?by|author|authors|reporters?|reporting|writer|from)\s*:?\s+`)
	creditEnd = regexp.MustCompile(`(?i)^[([]?\s*(?:additional |further )?(?:reporting|writing|editing|compiled|edited|translated|written|with (?:files|reporting|inputs?|agency inputs?|agencies))\b[^.]{0,20}\b(?:by|from)\b`)
	dateWords = regexp.MustCompile(`(?i)\b(?:date of publication|publication|first|last|originally|published|updated?|posted|modified|created|issued|released|on|at|date|time|from|local|issue|edition|am|pm|a\.m|p\.m|noon|midnight|gmt|utc|bst|est|edt|et|cst|cdt|ct|mst|mdt|pst|pdt|pt|cet|cest|ist|eet|eest|msk|jst|aest|aedt|wib|hrs|hours|h|ago|` + dayWords[3:len(dayWords)-1] + `)\b\.?`)
	hour      = regexp.MustCompile(`(?i)\b(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?\s*[ap]\.?m\b\.?|\b(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?\b`)
	offset    = regexp.MustCompile(`\s(?:GMT|UTC)?[+-](?:\d{1,2}|\d\d:?\d\d)(?:\s|$)`) // of a zone, behind the hour
	changed   = regexp.MustCompile(`(?i)\b(?:updated?|modified|edited|changed|correct(?:ed|ions?)|clarifications?|retrieved|accessed|archived|expires?|copyright)\b[^\d]{0,30}$`)
	roles     = words(`staff writer writers reporter reporters correspondent correspondents editor editors contributor contributing
		columnist senior chief foreign political special national international world defence defense security diplomatic business
		economics our own to for in at and the of with from by agencies agency news service bureau desk team web online report
		updated published on middle east asia africa europe americas affairs features deputy assistant managing executive
		& – — - | , ; / · •`)
	particles = words(`de del della di da dos du la le el al bin bint ibn abu van von der den ter zu y e o' ben`)
)

// readByline reads a line that does nothing but sign the report: "By Ana
// Prado and Tomas Vey, Meridian Wire", "Published 4 May 2021, 10:30 GMT", "Ana
// Prado | 4 May 2021". It reports whether the line is one. outlet is the
// page's own name, which no agency has; "" if not known.
//
// Counter-sentences: "By Tuesday the sheds were empty" has words that no name,
// role or place has; "May 3, 2021 was the last day of the truce" has more than
// a date; "3 May 2021: The siege of Harrow Bay" is a headline.
func readByline(line, outlet string) (byline, bool) {
	var b byline
	if len(line) > 300 || strings.ContainsAny(line, "\"“”?!") || wordy(line) {
		return b, false
	}
	if creditEnd.MatchString(line) {
		return b, len(strings.Fields(line)) <= 40
	}
	digits := strings.ContainsAny(line, "0123456789")
	if digits && hour.MatchString(line) && strings.Trim(dateWords.ReplaceAllString(hour.ReplaceAllString(line, ""), ""), " .,:|–—-") == "" {
		return b, true // "Published at 9:10 GMT", an entry of a live report
	}
	rest, dated := line, false
	if d, at, ok := findDate(line); ok && len(strings.Fields(line)) <= 25 {
		dated = true
		if changed.MatchString(line[:at.Start]) {
			// "Updated 4 May 2021" is no publication date, but another may follow.
			if d, next, ok := findDate(line[at.End:]); ok && !changed.MatchString(line[:at.End+next.Start]) {
				b.published = d
			}
		} else {
			b.published = d
		}
		rest = clock.ReplaceAllString(withoutDates(line), " ")
		rest = offset.ReplaceAllString(rest, " ")
		rest = dateWords.ReplaceAllString(rest, " ")
	}
	by := byWord.FindString(strings.TrimSpace(rest))
	if by == "" {
		by = byWord.FindString(line)
		rest = strings.Replace(rest, strings.TrimSpace(by), " ", 1)
	} else {
		rest = strings.TrimSpace(rest)[len(by):]
	}
	names, ok := readNames(rest)
	switch {
	case !ok || len(names) > 8:
		return byline{}, false
	case by == "" && !dated:
		return byline{}, false
	case len(names) == 0:
		return b, dated
	}
	for _, name := range names {
		switch a := agency(name); {
		case a != "":
			b.agency = a
		case agencyNoun.MatchString(name):
			if outlet == "" || !sameName(name, outlet) {
				b.agency = name
			}
		case strings.ContainsAny(name, "0123456789"):
		case by != "" || strings.Contains(name, " "):
			b.authors = append(b.authors, name)
		}
	}
	return b, true
}

// wordy reports whether line has more words in lower case than a line that
// signs a report: "Additional reporting by Iva Lund in Northport; editing by
// Greta Moll" has five that are no names.
func wordy(line string) bool {
	n := 0
	for w := range strings.FieldsSeq(line) {
		if w[0] >= 'a' && w[0] <= 'z' && !roles[w] && !particles[w] {
			if n++; n > 8 {
				return true
			}
		}
	}
	return false
}

// withoutDates takes every date out of line.
func withoutDates(line string) string {
	for range 3 {
		_, at, ok := findDate(line)
		if !ok {
			break
		}
		line = line[:at.Start] + " | " + line[at.End:]
	}
	return line
}

var nameBreak = regexp.MustCompile(`\s*(?:[,;|/•·&()–—]|\s-\s|(?i:\band\b|\bwith\b|\bfor\b|\bby\b|\bin\b|\bat\b))\s*`)

// readNames parts a line into the names it consists of, and reports whether
// it consists of nothing but names, roles and places. The place of "By Ana
// Prado in Harrow Bay" is left out.
func readNames(s string) ([]string, bool) {
	var names []string
	s = strings.Trim(s, " .:|–—-\t")
	breaks := nameBreak.FindAllStringIndex(s, -1)
	at, place := 0, false
	for i := 0; i <= len(breaks); i++ {
		end, next := len(s), len(s)
		if i < len(breaks) {
			end, next = breaks[i][0], breaks[i][1]
		}
		part := strings.Trim(s[at:end], " .:")
		role, ok := nameLike(part)
		if !ok {
			return nil, false
		}
		if part != "" && !role && !place {
			names = append(names, upperCased(part))
		}
		word := strings.ToLower(strings.TrimSpace(s[end:next]))
		place = word == "in" || word == "at"
		at = next
	}
	return names, true
}

// nameLike reports whether every word of part can stand in a name, and
// whether all of them are words of a role ("Foreign Editor").
func nameLike(part string) (role, ok bool) {
	fields := strings.Fields(part)
	if len(fields) > 7 {
		return false, false
	}
	role = true
	for _, w := range fields {
		low := strings.ToLower(strings.Trim(w, ".,:"))
		switch first := []rune(w)[0]; {
		case roles[low]:
			continue
		case unicode.IsUpper(first):
			if weekday.MatchString(w) || stopAtStart[low] {
				return false, false
			}
		case particles[low] || strings.HasPrefix(low, "al-") || strings.HasPrefix(low, "el-") || strings.HasPrefix(low, "d'"):
		case first == '@' || strings.Contains(w, "@"):
			continue
		default:
			return false, false
		}
		role = false
	}
	return role, true
}

// stopAtStart holds words that begin sentences and no names.
var stopAtStart = words(`this that these those it he she they we you i there here when while if but not no his her their its
	all some many most such what who how why where which an as after before since until now then`)

var weekday = regexp.MustCompile(`^` + dayWords + `\b`)

// upperCased writes a name in capitals as names are written: "ANA PRADO" →
// "Ana Prado". Names of one word may be acronyms and stay.
func upperCased(name string) string {
	if !strings.Contains(name, " ") || strings.ContainsFunc(name, unicode.IsLower) || agencies[name] {
		return name
	}
	out := []rune(strings.ToLower(name))
	for i, r := range out {
		if i == 0 || !unicode.IsLetter(out[i-1]) {
			out[i] = unicode.ToUpper(r)
		}
	}
	return string(out)
}

// sameName reports whether two names of outlets are the same but for an
// article and capitals.
func sameName(a, b string) bool {
	bare := func(s string) string { return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the ") }
	return bare(a) == bare(b)
}
