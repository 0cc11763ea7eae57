package page

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay"
)

// readHTML reads a web page. address is where it came from; "" if not known.
func readHTML(source, address string) (report, error) {
	t, err := parseTree(source)
	if err != nil {
		return report{}, err
	}
	if m := savedFrom.FindStringSubmatch(source[:min(len(source), 2048)]); m != nil && address == "" {
		address = m[1]
	}
	m := t.metadata(address)
	m.url = cmp.Or(m.url, address)
	segments := t.segments(t.choose())
	if err := errorPage(segments, m); err != nil {
		return report{}, err
	}
	head, from, to := locate(segments, m)
	body := bodyOf(segments, head, from, to)
	if !reports(body) && readmitProse(segments) {
		head, from, to = locate(segments, m)
		body = bodyOf(segments, head, from, to)
	}
	if words := countWords(body); countWordsIn(m.body.text) > 2*words+20 {
		body = linkedBody(m.body)
	}
	if !reports(body) {
		return report{}, unreadable("If the page is drawn by a script, open it in a browser and save it from there; or give its text.", "no text in the page")
	}
	a := assembly{m: m}
	a.headline(segments, head)
	if m.outlet == "" && a.m.title != "" && strings.HasPrefix(m.page, a.m.title) {
		_, a.m.outlet = siteless(m.page, []located{{text: a.m.title}})
	}
	a.signatures(segments, head, from)
	signing := true
	for _, s := range body {
		if b, ok := readByline(s.text, a.m.outlet); ok && signing && s.kind == hearsay.Byline {
			a.m.sign(b)
		}
		signing = signing && s.kind != hearsay.Paragraph
		a.add(s.kind, s.text, s.source)
	}
	r := report{text: a.text.String(), source: a.source, language: m.language, facts: a.m.facts}
	r.blocks = blocksOf(a.parts, &r.facts)
	r.walled, r.wall = walled(segments, r, m.locked)
	return r, nil
}

// savedFrom finds the address that browsers note in pages that they save.
var savedFrom = regexp.MustCompile(`<!-- saved from url=\(\d+\)(https?://\S+) -->`)

// A placed is a segment with its function.
type placed struct {
	kind hearsay.BlockKind
	segment
}

// reports reports whether body holds more than bylines and boilerplate.
func reports(body []placed) bool {
	for _, s := range body {
		if s.kind != hearsay.Boilerplate && s.kind != hearsay.Byline {
			return true
		}
	}
	return false
}

// bodyOf tells the functions of the segments of the report.
func bodyOf(segments []segment, head, from, to int) []placed {
	var body []placed
	for i := from; i < to; i++ {
		s := segments[i]
		if i == head || s.aside {
			continue
		}
		if dropCap(s.text) && i+1 < to && startsLower(segments[i+1].text) {
			next := &segments[i+1]
			next.text = s.text + next.text
			s.source.join(next.source)
			next.source, next.chosen = s.source, next.chosen+s.chosen
			continue
		}
		if kind := s.function(); kind != hearsay.BlockUnknown {
			body = append(body, placed{kind, s})
		}
	}
	// Short lines after the last sentence are no headings.
	last := len(body)
	for last > 0 && !(body[last-1].kind == hearsay.Paragraph && sentences(body[last-1].text)) && body[last-1].kind != hearsay.ListItem && body[last-1].kind != hearsay.BlockQuote {
		last--
	}
	for i := last; last > 0 && i < len(body); i++ {
		if k := body[i].kind; k == hearsay.Heading {
			body[i].kind = hearsay.Boilerplate
		}
	}
	return body
}

// dropCap reports whether s is a capital that stands in an element of its own
// for show: "T", "urkey said". "A" and "I" may be words.
func dropCap(s string) bool {
	return len(s) == 1 && 'B' <= s[0] && s[0] <= 'Z' && s[0] != 'I' && s[0] != 'O'
}

// startsLower reports whether s begins with a lower-case letter.
func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// function tells the function of a segment of the report; BlockUnknown if it
// is left out.
func (s segment) function() hearsay.BlockKind {
	n := len(strings.Fields(s.text))
	linked := s.link*10 > len(s.text)*6
	_, signs := readByline(s.text, "")
	switch {
	case boilerplate(s.text):
		return hearsay.Boilerplate
	case s.caption:
		return hearsay.Caption
	case s.quote:
		return hearsay.BlockQuote
	case signs:
		return hearsay.Byline
	case linked && s.list, s.chosen == 0 && linked:
		return hearsay.BlockUnknown
	case linked && n < 25 && !sentences(s.text):
		return hearsay.Boilerplate
	case s.header():
		return hearsay.Heading
	case s.chosen == 0 && !s.prose() && !(s.list && n >= 3):
		return hearsay.BlockUnknown
	case s.list:
		return hearsay.ListItem
	case captioned(s.text):
		return hearsay.Caption
	case s.strong*10 > len(s.text)*9 && heading(s.text):
		return hearsay.Heading
	case (s.tag == "td" || s.tag == "th") && n < 4:
		return hearsay.BlockUnknown
	}
	return hearsay.Paragraph
}

// countWords counts the words of body.
func countWords(body []placed) int {
	n := 0
	for _, s := range body {
		n += countWordsIn(s.text)
	}
	return n
}

// countWordsIn counts the words of s.
func countWordsIn(s string) int { return len(strings.Fields(s)) }

// linkedBody makes paragraphs of a report that a page holds in its JSON-LD
// only.
func linkedBody(body located) []placed {
	var out []placed
	for line := range strings.SplitSeq(body.text, "\n") {
		d := normalise(oneLine(line))
		if d.text == "" {
			continue
		}
		var source Map
		at := body.source.Source(hearsay.Span{End: body.source.length()})
		source.add(len(d.text), at.Start, at.End-at.Start)
		out = append(out, placed{hearsay.Paragraph, segment{text: d.text, source: source}})
	}
	return out
}

// An assembly is a document's text while it is put together.
type assembly struct {
	m      metadata
	text   strings.Builder
	source Map
	parts  []part
}

// add appends a block, behind a blank line if it is not the first.
func (a *assembly) add(kind hearsay.BlockKind, text string, source Map) {
	if a.text.Len() > 0 {
		a.text.WriteString("\n\n")
		a.source.addRun(run{n: 2, width: 1})
	}
	start := a.text.Len()
	a.text.WriteString(text)
	if source.length() != len(text) {
		source = Map{}
		source.addRun(run{n: len(text), width: 1})
	}
	a.source.join(source)
	a.parts = append(a.parts, part{span: hearsay.Span{Start: start, End: start + len(text)}, text: text, kind: kind})
}

// headline adds the headline: as the page shows it, or else as its metadata
// has it.
func (a *assembly) headline(segments []segment, head int) {
	var title located
	if head >= 0 {
		title = located{segments[head].text, segments[head].source}
	} else {
		for _, t := range a.m.titles {
			if len(strings.Fields(t.text)) > 1 && !sameName(t.text, a.m.outlet) {
				d := normalise(t.text)
				title = located{strings.TrimSpace(d.text), t.source}
				break
			}
		}
	}
	if title.text == "" || !strings.ContainsFunc(title.text, isLetterOrDigit) {
		return
	}
	a.m.title = title.text
	a.add(hearsay.Headline, title.text, title.source)
}

var (
	signatureNames = regexp.MustCompile(`(?i)\b(?:[\w-]*(?:byline|author|dateline|pubdate|publish|timestamp|date-?time|datetime|posted|contributor|writer|reporter|entry-date|post-date|article-date|story-date|meta-date)[\w-]*|dt-published|p-author|fn)\b`)
	publishedWord  = regexp.MustCompile(`(?i)^(?:first\s+)?(?:published|posted|issued|date of publication|publication date)\b`)
	deckNames      = regexp.MustCompile(`(?i)\b(?:[\w-]*(?:standfirst|subtitle|sub-title|subhead|sub-head|subheadline|deck|dek|summary|lede|intro|kicker-text|description)[\w-]*)\b`)
)

// signatures adds the lines between headline and report that sign it, and the
// standfirst. Names and dates in elements called so sign the report even where
// the line alone would not show it: <span class="author">Ana Prado</span>.
//
// Of the lines above the headline only one that says that it is the report's
// counts: "Published 27 April 2014", "AFP Sunday 27 Apr 2014". A day alone there
// is mostly the day on which the page was saved.
func (a *assembly) signatures(segments []segment, head, from int) {
	for i := max(0, head-3); i < head; i++ {
		s := segments[i]
		if b, signs := readByline(s.text, a.m.outlet); signs && !s.aside && b.published.Value != "" && (b.agency != "" || publishedWord.MatchString(s.text)) {
			a.m.sign(b)
			a.add(hearsay.Byline, s.text, s.source)
		}
	}
	for i := head + 1; i < from; i++ {
		s := segments[i]
		if i < head-3 || head < 0 && i < from-8 || len(s.text) > 600 || boilerplate(s.text) || s.caption || captioned(s.text) {
			continue
		}
		b, signs := readByline(s.text, a.m.outlet)
		switch {
		case signs && !s.aside:
			a.m.sign(b)
			a.add(hearsay.Byline, s.text, s.source)
		case len(s.text) < 120 && !s.aside && signatureNames.MatchString(s.classes) && !sentences(s.text):
			if d, at, ok := findDate(s.text); ok && !changed.MatchString(s.text[:at.Start]) {
				a.m.publish(d, hearsay.FromByline)
			} else if names, ok := readNames(s.text); ok && len(a.m.authors) == 0 && len(names) > 0 && len(names) <= 4 && head >= 0 {
				a.m.sign(byline{authors: a.m.authorsIn(s.text)})
			}
			a.add(hearsay.Byline, s.text, s.source)
		case !s.aside && head >= 0 && s.link*2 < len(s.text) && (s.prose() || countWordsIn(s.text) >= 5 && deckNames.MatchString(s.classes)):
			kind := hearsay.Paragraph
			if !sentences(s.text) {
				kind = hearsay.Heading
			}
			a.add(kind, s.text, s.source)
		}
	}
}
