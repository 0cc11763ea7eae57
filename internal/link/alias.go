package link

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// aliases returns who is who by p's own words, by folded name: the short form of a
// name, and whoever speaks for a body, stand for the name in full. "The Hask
// Observatory for Rights (HOR)" makes HOR the observatory, "Ana Prado, director of
// the Hask Observatory for Rights" makes what she says its word.
//
// But "Ana Prado, a member of the observatory" speaks for herself, and "the port of
// Lunde (north)" has no other name.
func (p *Report) aliases() map[string]string {
	if p.alias != nil {
		return p.alias
	}
	p.alias = make(map[string]string)
	add := func(name, of string) {
		if k := Fold(name); k != "" && k != Fold(of) && p.alias[k] == "" {
			p.alias[k] = of
		}
	}
	for short, full := range initialled(p.Document.Text) {
		add(short, full)
	}
	for i := range p.Entities {
		e := &p.Entities[i]
		if e.Kind == hearsay.Person && e.Named {
			if body := p.bodyOf(e.Description); body != "" {
				add(e.Name, body)
			}
		}
	}
	return p.alias
}

// inBrackets is a short form behind its name: "(HOR)", "(H.O.R.)".
var inBrackets = regexp.MustCompile(`\((\p{Lu}[\p{Lu}.]{1,9})\)`)

// initialled yields the short forms in a text with the names in full before them.
func initialled(text string) func(yield func(short, full string) bool) {
	return func(yield func(short, full string) bool) {
		for _, m := range inBrackets.FindAllStringSubmatchIndex(text, -1) {
			short := text[m[2]:m[3]]
			if full := longBefore(text[max(0, m[0]-120):m[0]], strings.ReplaceAll(short, ".", "")); full != "" && !yield(short, full) {
				return
			}
		}
	}
}

// longBefore returns the words at the end of s whose initials are letters, leaving
// out small words between them; "" if they are others.
func longBefore(s, letters string) string {
	s = strings.TrimRight(s, " ")
	at := len(s)
	for want := len(letters); want > 0; {
		word := strings.LastIndexFunc(s[:at], func(c rune) bool { return unicode.IsSpace(c) || c == '-' }) + 1
		first, _ := utf8.DecodeRuneInString(s[word:at])
		last, size := utf8.DecodeLastRuneInString(letters[:want])
		switch {
		case first == last:
			want -= size
		case at == len(s) || !unicode.IsLower(first):
			return ""
		}
		if want == 0 {
			return s[word:]
		}
		if word == 0 {
			return ""
		}
		at = len(strings.TrimRight(s[:word], " -"))
	}
	return ""
}

// voices are the offices whose holders speak for a body.
const voices = `director|head|chief|founder|co-founder|chairman|chairwoman|chair|spokesman|spokeswoman|spokesperson|secretary-general`

var (
	voiceOf   = regexp.MustCompile(`(?i)\b(?:` + voices + `) (?:of|for|at) (?:the )?(.+)$`)
	bodyVoice = regexp.MustCompile(`(?i)^(?:the )?(.+?)(?:['’]s?)? (?:` + voices + `)\b`)
)

// bodyOf returns the body of p for which somebody of a description speaks: "director
// of the Hask Observatory for Rights", "the Observatory's spokeswoman"; "" if it is
// none, or might be two.
func (p *Report) bodyOf(description string) string {
	m := voiceOf.FindStringSubmatch(description)
	if m == nil {
		m = bodyVoice.FindStringSubmatch(description)
	}
	if m == nil {
		return ""
	}
	found := ""
	for i := range p.Entities {
		e := &p.Entities[i]
		if e.Kind == hearsay.Organization && e.Named && holds(Fold(e.Name), Fold(m[1])) && Fold(e.Name) != Fold(found) {
			if found != "" {
				return ""
			}
			found = e.Name
		}
	}
	return found
}

// holds reports whether words stand in name in a row.
func holds(name, words string) bool {
	return words != "" && strings.Contains(" "+name+" ", " "+words+" ")
}

// who returns the name that one stands for: by the report that has it, or else by
// the others of the event if they are of one mind.
func (t *tracer) who(p *Report, name string) string {
	for range 3 { // her, who is HOR's director, HOR, and the observatory
		of := p.aliases()[Fold(name)]
		if of == "" {
			if of = t.agreed(name); of == "" {
				break
			}
		}
		name = of
	}
	return name
}

// agreed returns what the reports of the event say that a name stands for, "" if
// they say nothing or different things.
func (t *tracer) agreed(name string) string {
	found := ""
	var seen []*Report
	for _, c := range t.claims {
		if slices.Contains(seen, c.Report) {
			continue
		}
		seen = append(seen, c.Report)
		switch of := c.Report.aliases()[Fold(name)]; {
		case of == "" || Fold(of) == Fold(found):
		case found == "":
			found = of
		default:
			return ""
		}
	}
	return found
}
