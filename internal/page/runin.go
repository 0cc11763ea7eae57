package page

import (
	"regexp"
	"strings"
	"time"

	"hearsay"
)

// A runIn is the line that signs a report where it stands amid the first
// paragraph, since the lines of the page were joined.
type runIn struct {
	span      hearsay.Span // in the paragraph
	agency    string
	published hearsay.Date
}

var (
	signedDay = regexp.MustCompile(`\b((?:[A-Z][\w./-]*[ \t]){0,2}[A-Z][\w./-]*)[,|–—-]?[ \t]+(` + dayWords + `)\b\.?,?[ \t]+(?:\d{1,2}(?:st|nd|rd|th)?[ \t]+` + monthWords + `\b\.?,?|` + monthWords + `\b\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?)[ \t]+\d{4}\b(?:[ \t,|–—-]+\d{1,2}[:.]\d\d\b(?:[ \t]*[ap]\.?m\b\.?)?)?[ \t]*`)
	// told stands before an agency that something was said to, or by.
	told = words(`told tell tells telling to by from with of and or the a an said says for in at via citing quoting cited quoted as that`)
)

// headlineWords is how many words a headline has at most.
const headlineWords = 30

// readRunIn finds the signature in the first paragraph of a report whose lines
// were joined: "Two boats burn in Harrow Bay Mayor AFP Sunday 27 Apr 2014 Two
// fishing boats burned on Sunday …". It is the name of an agency that is known,
// the day of the week and the full date, which must be one day, and behind it a
// sentence begins. Counter-sentences: "The mayor told AFP Sunday 27 April 2014
// would be a day of mourning" goes on in lower case, and "told" stands before
// the name; "He spoke to AFP on Sunday, 27 April 2014. Nobody answered" has more
// between them; "AFP Monday 27 Apr 2014" is no day.
func readRunIn(paragraph string) (runIn, bool) {
	head := paragraph[:min(len(paragraph), 400)]
	if !hasYear(head) {
		return runIn{}, false
	}
	for _, at := range signedDay.FindAllStringSubmatchIndex(head, 4) {
		d, _, ok := findDate(head[at[4]:at[1]])
		if !ok || d.Precision < hearsay.Day || !begins(paragraph[at[1]:]) {
			continue
		}
		day, err := time.Parse(time.DateOnly, d.Value)
		if err != nil || !strings.EqualFold(day.Weekday().String()[:3], head[at[4]:at[4]+3]) {
			continue
		}
		start := at[2]
		for ; start < at[3] && !agencies[head[start:at[3]]]; start++ {
			next := strings.IndexByte(head[start:at[3]], ' ')
			if next < 0 {
				next = at[3] - start
			}
			start += next
		}
		before := strings.Fields(head[:min(start, at[3])])
		if start >= at[3] || len(before) > 0 && told[strings.ToLower(before[len(before)-1])] {
			continue
		}
		return runIn{span: hearsay.Span{Start: start, End: at[1]}, agency: head[start:at[3]], published: d}, true
	}
	return runIn{}, false
}

// headlined reports whether s, which stands before such a signature, is a
// headline: it has no end of a sentence in it.
func headlined(s string) bool {
	return len(strings.Fields(s)) <= headlineWords && !strings.ContainsAny(s, "!?\n") && !strings.Contains(s, ". ") && !strings.HasSuffix(s, ".")
}
