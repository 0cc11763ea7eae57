package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/token"
)

// readPlain tells the functions of the paragraphs of a text without mark-up.
//
// A report on its own begins with short lines: names of the site and section,
// the headline, who wrote it and when; then come paragraphs of sentences; then
// again short lines. What is short but between paragraphs is a heading.
func readPlain(text string) ([]hearsay.Block, facts) {
	parts := splitPlain(text)
	var f facts
	start := readFront(parts, &f)
	readBody(parts[start:], &f)
	return blocksOf(parts, &f), f
}

// splitPlain cuts text into paragraphs, and paragraphs of several lines where
// a line says that it stands for itself.
func splitPlain(text string) []part {
	var parts []part
	for _, p := range token.Paragraphs(text) {
		start, quoting := p.Start, strings.HasPrefix(text[p.Start:], ">")
		for at := p.Start; at < p.End; {
			end := at + strings.IndexByte(text[at:p.End], '\n')
			if end < at {
				end = p.End
			}
			line := strings.TrimSpace(text[at:end])
			if at > start {
				_, signs := readByline(line, "")
				_, signed := readByline(strings.TrimSpace(text[start:at]), "")
				if signs || signed || bullet.MatchString(line) || strings.HasPrefix(line, ">") != quoting {
					parts = appendPart(parts, text, start, at)
					start, quoting = at, strings.HasPrefix(line, ">")
				}
			}
			at = end + 1
		}
		parts = appendPart(parts, text, start, p.End)
	}
	return parts
}

// appendPart appends text[start:end] without the space around it, unless
// nothing else is there.
func appendPart(parts []part, text string, start, end int) []part {
	s := trimmed(text, start, end)
	if s.IsEmpty() {
		return parts
	}
	return append(parts, part{span: s, text: text[s.Start:s.End]})
}

// trimmed returns [start, end) without the white space at its ends.
func trimmed(text string, start, end int) hearsay.Span {
	start += len(text[start:end]) - len(strings.TrimLeftFunc(text[start:end], blank))
	end = start + len(strings.TrimRightFunc(text[start:end], blank))
	return hearsay.Span{Start: start, End: end}
}

// blank reports whether r is white space or has no width.
func blank(r rune) bool { return unicode.IsSpace(r) || r >= 0x200b && r <= 0x200f || r == 0x2060 }

// frontLines is how many short lines can stand before a report.
const frontLines = 25

// readFront reads the lines before the first sentence, among them the
// headline, and returns how many they are. Without a paragraph of sentences
// after them there is no front: a list, or a poem, has no headline.
//
// Of several lines that could be the headline it is the one right above a
// byline, or the first of five words and more, or else the longest: "Connect
// with us / Bay Militia News / Northport Tells Militia To Leave Depot / …".
// Lines above it are the site's, lines below it belong to the report.
func readFront(parts []part, f *facts) int {
	n := 0
	for n < len(parts) && n < frontLines && !sentences(parts[n].text) {
		n++
	}
	if n == len(parts) || n == frontLines {
		return 0
	}
	best := -1
	for i := range parts[:n] {
		p := &parts[i]
		if label, value, ok := labelled(p.text); ok {
			f.label(p, label, value)
			if label == "title" {
				best = i
			}
			continue
		}
		if marked := headingMark.FindString(p.text); marked != "" {
			p.cut(len(marked))
			if best < 0 {
				best = i
			} else {
				p.kind = hearsay.Heading
			}
			continue
		}
		if b, ok := readByline(p.text, f.outlet); ok {
			p.kind = hearsay.Byline
			f.sign(b)
			continue
		}
		switch {
		case boilerplate(p.text):
			p.kind = hearsay.Boilerplate
		case captioned(p.text):
			p.kind = hearsay.Caption
		}
	}
	if best < 0 {
		best = headline(parts[:n])
	}
	// A line in which a name stands alone signs the report if a date or the name
	// of an outlet follows: "Ana Prado / Coast News, Northport".
	for i := best + 1; best >= 0 && i+1 < n; i++ {
		p, next := &parts[i], &parts[i+1]
		if p.kind != hearsay.BlockUnknown || !personal(p.text) {
			continue
		}
		if next.kind == hearsay.BlockUnknown && outletLine(next.text) {
			next.kind = hearsay.Byline
		}
		if next.kind == hearsay.Byline {
			p.kind = hearsay.Byline
			f.sign(byline{authors: []string{upperCased(p.text)}})
		}
	}
	for i := range parts[:n] {
		p := &parts[i]
		switch {
		case p.kind != hearsay.BlockUnknown:
		case i == best:
			p.kind, f.title = hearsay.Headline, oneLine(p.text)
		case i < best || len(strings.Fields(p.text)) < 3:
			p.kind = hearsay.Boilerplate
		default:
			p.kind = hearsay.Heading
		}
	}
	return n
}

// headline returns which of the lines is the report's headline; -1 if none
// can be.
func headline(lines []part) int {
	longest, most := -1, 0
	first := -1
	for i, p := range lines {
		if p.kind != hearsay.BlockUnknown || !strings.ContainsFunc(p.text, unicode.IsLetter) {
			continue
		}
		n := len(strings.Fields(p.text))
		if n >= 3 && i+1 < len(lines) && lines[i+1].kind == hearsay.Byline {
			return i
		}
		if n >= 5 && first < 0 {
			first = i
		}
		if n > most {
			longest, most = i, n
		}
	}
	if first >= 0 {
		return first
	}
	return longest
}

var (
	abbreviated = regexp.MustCompile(`\b(?:[A-Z]|[ap]\.m|Inc|Corp|Ltd|Co|Jr|Sr|St|Ave|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|U\.S|U\.N|U\.K)\.$`)
	fieldForm   = regexp.MustCompile(`(?i)^(title|headline|date|published|publication date|author|authors|by|source|publication|publisher|outlet|newspaper|url|link)\s*:\s+(\S.*)$`)
)

// sentences reports whether s is a paragraph of sentences: it ends as a
// sentence does and has five words, or is too long for anything else.
// Counter-sentences: "Leave the Depot, Northport Tells Bay Militia" has no
// full stop; "Updated at 5 p.m." and "By Ana Prado Jr." end with an
// abbreviation; "Will the militia go?" is a headline as long as it is short.
func sentences(s string) bool {
	n := len(strings.Fields(s))
	if n >= 30 {
		return true
	}
	if signature(s) != "" { // "… said. (AP)"
		at := max(0, len(s)-60)
		s = s[:at+signed.FindStringIndex(s[at:])[0]+1]
	}
	s = strings.TrimRight(s, "\"”’')] ")
	switch last, _ := utf8.DecodeLastRuneInString(s); last {
	case '.':
		return n >= 5 && (n >= 12 || !abbreviated.MatchString(s)) && !boilerplate(s)
	case '!', '?', ':', '…':
		return n >= 14
	}
	return false
}

// labelled parts a line of a header: "Title: Depot burns", "Date: 2021-05-03".
func labelled(line string) (label, value string, ok bool) {
	m := fieldForm.FindStringSubmatch(line)
	if m == nil || len(strings.Fields(m[2])) > 30 {
		return "", "", false
	}
	switch label = strings.ToLower(m[1]); label {
	case "headline":
		label = "title"
	case "published", "publication date":
		label = "date"
	case "authors", "by":
		label = "author"
	case "publication", "publisher", "outlet", "newspaper":
		label = "source"
	case "link":
		label = "url"
	}
	return label, m[2], true
}

// label takes what a line of a header says.
func (f *facts) label(p *part, label, value string) {
	p.kind = hearsay.Byline
	switch label {
	case "title":
		p.kind = hearsay.Headline
		p.span.Start = p.span.End - len(value)
		p.text, f.title = value, oneLine(value)
	case "date":
		d, ok := isoDate(value)
		if !ok {
			d, _, ok = findDate(value)
		}
		if ok {
			f.sign(byline{published: d})
		}
	case "author":
		if names, ok := readNames(value); ok {
			f.sign(byline{authors: names})
		}
	case "source":
		if f.outlet == "" {
			f.outlet = value
		}
		p.kind = hearsay.Boilerplate
	case "url":
		if f.url == "" && strings.HasPrefix(value, "http") {
			f.url = value
		}
		p.kind = hearsay.Boilerplate
	}
}

// personal reports whether a line is the name of a person and nothing else.
func personal(line string) bool {
	names, ok := readNames(line)
	n := len(strings.Fields(line))
	return ok && len(names) == 1 && 2 <= n && n <= 4 && !agencyNoun.MatchString(line)
}

// outletLine reports whether a line is the name of an outlet, perhaps with a
// place behind it.
func outletLine(line string) bool {
	names, ok := readNames(line)
	return ok && 0 < len(names) && len(names) <= 2 && len(strings.Fields(line)) <= 6 && agencyNoun.MatchString(names[0])
}

var (
	// headingMark is how Markdown marks headings.
	headingMark = regexp.MustCompile(`^#{1,6}\s+`)
	// listing heads a list of other reports.
	listing     = regexp.MustCompile(`(?i)^(?:related|more|most|recommended|latest|top|trending|popular|read|see|you may|you might|don['’]t miss|also|in other news|from the web|around the web)\b`)
	bullet      = regexp.MustCompile(`^(?:[•·‣◦▪■●○*–—-]\s+\S|\(?(?:\d{1,2}|[a-z])[.)]\s+\S)`)
	captionForm = regexp.MustCompile(`(?i)^(?:file(?: photo| image| pic)?\s*[:–—-]|(?:photos?|images?|pictures?|pic|photograph|video|graphic|illustration|map|caption|(?:photo|image|picture) (?:credit|courtesy|by|caption|source))\s*(?::|/|by\b|credit|courtesy)|in this (?:photo|image|picture|file|handout|undated|video|\w+ \d+, \d{4},? (?:file )?(?:photo|image))|[([](?:photo|image|file|picture|credit|photograph))`)
	creditForm  = regexp.MustCompile(`(?:\((?:AP Photo|Photo|Image|Reuters/|AFP/|File photo|EPA|Getty)[^()]{0,60}\)|\bREUTERS/[A-Z][\w./ -]+|\bAFP via Getty Images|\bGetty Images|\bPhotograph: [^.]{3,60}|\bPhoto: [^.]{3,60}|\p{L}/(?:AFP|EPA|AP|Reuters|Shutterstock)\)?)\.?$`)
)

// captioned reports whether a line stands under a picture: "FILE PHOTO: The
// depot", "The depot at night. Photo: Iva Lund/AFP". Counter-sentences: "File a
// complaint, the council told residents of Harrow Bay", "The depot burns, the
// mayor said. (Reuters/AFP)".
func captioned(line string) bool {
	if line == "" || len(line) > 500 || signature(line) != "" {
		return false
	}
	tail := line[max(0, len(line)-90):]
	return strings.ContainsRune("fFpPiIvVgGmMcC([", rune(line[0])) && captionForm.MatchString(line) ||
		(strings.ContainsAny(tail, "/(") || strings.Contains(tail, "Photo") || strings.Contains(tail, "Images")) && creditForm.MatchString(tail)
}

// readBody tells the functions of the parts from the first paragraph on.
func readBody(parts []part, f *facts) {
	items := 0
	for i := range parts {
		if bullet.MatchString(parts[i].text) {
			items++
		}
	}
	last := lastSentences(parts)
	listed := false // a list of other reports has begun
	for i := range parts {
		p := &parts[i]
		b, signs := readByline(p.text, f.outlet)
		switch {
		case p.kind != hearsay.BlockUnknown:
		case strings.HasPrefix(p.text, ">"):
			p.kind = hearsay.BlockQuote
			p.cut(1)
		case boilerplate(p.text), listed && !sentences(p.text):
			p.kind = hearsay.Boilerplate
			listed = listed || i > last && listing.MatchString(p.text)
		case headingMark.MatchString(p.text):
			p.cut(len(headingMark.FindString(p.text)))
			p.kind = hearsay.Heading
		case signs:
			p.kind = hearsay.Byline
			if i > 2 && i < last {
				b.published = hearsay.Date{} // of an entry or a correction, not of the report
			}
			f.sign(b)
		case captioned(p.text):
			p.kind = hearsay.Caption
		case items > 1 && bullet.MatchString(p.text):
			p.kind = hearsay.ListItem
		case i < last && heading(p.text):
			p.kind = hearsay.Heading
		default:
			p.kind = hearsay.Paragraph
		}
	}
}

// lastSentences returns the index of the last paragraph of sentences.
func lastSentences(parts []part) int {
	for i := len(parts) - 1; i >= 0; i-- {
		if sentences(parts[i].text) {
			return i
		}
	}
	return 0
}

// heading reports whether a line between paragraphs is a heading: it is short,
// begins with a capital, and does not end as a sentence or clause does.
// Counter-sentences: "“We will not leave.”", "He paused.", "and then nothing".
func heading(line string) bool {
	n := len(strings.Fields(line))
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return n <= 10 && len(line) < 90 && (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.ContainsAny(line, "“”\"\n") &&
		(unicode.IsLetter(last) || unicode.IsDigit(last) || last == '?' && n <= 8)
}
