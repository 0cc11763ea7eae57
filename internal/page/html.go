package page

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"

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
	if len(body) == 0 && readmitProse(segments) {
		head, from, to = locate(segments, m)
		body = bodyOf(segments, head, from, to)
	}
	if words := countWords(body); countWordsIn(m.body.text) > 2*words+20 {
		body = linkedBody(m.body)
	}
	if len(body) == 0 {
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
	r.blocks = blocksOf(a.parts(), &r.facts)
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

// locate returns the segment of the headline, -1 if there is none, and those of
// the report, which begin behind it.
func locate(segments []segment, m metadata) (head, from, to int) {
	from, to = region(segments)
	head = findHeadline(segments, m, from)
	if head >= from {
		from, to = head+1, max(to, head+1)
	}
	return head, from, to
}

// readmitProse lets prose count that stands in elements named like no report,
// and reports whether there is any: some sites build all of a page from
// "widgets".
func readmitProse(segments []segment) bool {
	found := false
	for i := range segments {
		if s := &segments[i]; s.aside && s.prose() && !boilerplate(s.text) {
			s.aside, s.chosen, found = false, len(s.text), true
		}
	}
	return found
}

// region returns the first segment of the report and the one after its last.
func region(segments []segment) (from, to int) {
	chooseAgain(segments)
	from = -1
	for i, s := range segments {
		if s.aside || s.chosen*2 < len(s.text) {
			continue
		}
		if from < 0 {
			from = i
		}
		to = i + 1
	}
	if from < 0 {
		return 0, len(segments)
	}
	// The finder tends to leave out a first paragraph that stands by itself.
	for i := from - 1; i >= 0 && i >= from-6; i-- {
		if s := segments[i]; s.tag == "h1" || s.aside {
			break
		} else if s.prose() && related(s, segments[from]) {
			from = i
		}
	}
	return from, to
}

// chooseAgain chooses the report anew where the finder chose no prose to
// speak of, though the page has it: a list of names below a short report, or a
// form. Each paragraph speaks for the element around it, and half as much for
// the one around that; the element that most words speak for is the report.
func chooseAgain(segments []segment) {
	all, chosen := 0, 0
	score := map[*html.Node]int{}
	var best *html.Node
	for _, s := range segments {
		if s.aside || !s.prose() {
			continue
		}
		n := countWordsIn(s.text)
		all += n
		if s.chosen*2 >= len(s.text) {
			chosen += n
		}
		weight := 2 * n
		for i := len(s.parents) - 1; i >= 0 && weight > 0; i-- {
			p := s.parents[i]
			if p.Data == "p" || p.Data == "blockquote" || p.Data == "li" {
				continue
			}
			score[p] += weight
			if best == nil || score[p] > score[best] {
				best = p
			}
			weight /= 2
			if weight < n {
				weight = 0
			}
		}
	}
	if best == nil || chosen >= 60 || chosen*3 > all {
		return
	}
	for i := range segments {
		s := &segments[i]
		s.chosen = 0
		if slices.Contains(s.parents, best) {
			s.chosen = len(s.text)
		}
	}
}

// prose reports whether s is a paragraph of sentences that is no link.
func (s segment) prose() bool {
	return len(strings.Fields(s.text)) >= 8 && s.link*2 < len(s.text) && sentences(s.text)
}

// related reports whether two segments stand in the same part of the page:
// their closest common element is no further than four up from each.
func related(a, b segment) bool {
	for i := range min(4, len(a.parents)) {
		p := a.parents[len(a.parents)-1-i]
		for k := range min(4, len(b.parents)) {
			if b.parents[len(b.parents)-1-k] == p {
				return p.Data != "body" && p.Data != "html"
			}
		}
	}
	return false
}

// findHeadline returns the segment that shows the page's headline, before the
// report's first paragraph; -1 if none does. It is the heading that says what a
// title in the metadata says, or the only h1, or a line that the page's title
// holds: "Harrow Bay Gazette: Depot burns" over "Depot burns" in large letters.
func findHeadline(segments []segment, m metadata, from int) int {
	only, count := -1, 0
	best, score := -1, 0.0
	held := -1
	for i, s := range segments {
		if i > from+8 || i > from && segments[i-1].prose() {
			break
		}
		for _, t := range m.titles {
			if n := countWordsIn(s.text); held < 0 && n >= 3 && i >= from-8 && !s.aside && !s.list && !s.prose() && strings.Contains(t.text, s.text) && !sameName(s.text, m.outlet) {
				held = i
			}
		}
		if !s.header() {
			continue
		}
		if s.tag == "h1" && !s.aside && !sameName(s.text, m.outlet) {
			only, count = i, count+1
		}
		for k, t := range m.titles {
			alike := likeness(s.text, t.text) - float64(k)/100
			if s.tag != "h1" {
				alike -= 0.2
			}
			if alike > 0.5 && alike > score {
				best, score = i, alike
			}
		}
	}
	switch {
	case best >= 0:
		return best
	case count == 1 && (len(m.titles) == 0 || countWordsIn(segments[only].text) > 2):
		return only
	}
	return held
}

// header reports whether s is a heading by its element.
func (s segment) header() bool { return len(s.tag) == 2 && '1' <= s.tag[1] && s.tag[1] <= '6' }

// likeness is the share of words that a and b have in common, from 0 to 1.
func likeness(a, b string) float64 {
	bare := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" \u00a0\"'“”‘’.,:;–—-|!?", r) })
	}
	x, y := bare(a), bare(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	common := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			common++
		}
	}
	return float64(2*common) / float64(len(x)+len(y))
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
	list   []part
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
	a.list = append(a.list, part{span: hearsay.Span{Start: start, End: start + len(text)}, text: text, kind: kind})
}

// parts returns the blocks so far as parts of the text.
func (a *assembly) parts() []part { return a.list }

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
	deckNames      = regexp.MustCompile(`(?i)\b(?:[\w-]*(?:standfirst|subtitle|sub-title|subhead|sub-head|subheadline|deck|dek|summary|lede|intro|kicker-text|description)[\w-]*)\b`)
)

// signatures adds the lines between headline and report that sign it, and the
// standfirst. Names and dates in elements called so sign the report even where
// the line alone would not show it: <span class="author">Ana Prado</span>.
func (a *assembly) signatures(segments []segment, head, from int) {
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

// walled reports whether the page shows only a part of the report: it says
// so, and what it shows is short. Pages with the whole report carry such lines
// too, for readers who come later.
func walled(segments []segment, r report, locked bool) (bool, hearsay.Span) {
	n := 0
	var line hearsay.Span
	for _, b := range r.blocks {
		text := r.text[b.Span.Start:b.Span.End]
		switch b.Kind {
		case hearsay.Paragraph, hearsay.BlockQuote, hearsay.ListItem:
			n += countWordsIn(text)
		}
		if wall(text) {
			line = b.Span
		}
	}
	says := !line.IsEmpty()
	for _, s := range segments {
		says = says || wall(s.text)
	}
	return says && n < 350 || locked && n < 250, line
}

var (
	notFound   = regexp.MustCompile(`(?i)^(?:error\s*)?(?:404|410)\b|\b(?:404|410)\b.{0,20}\b(?:error|not found|page|gone)|(?:page|article|story|content|document|url|file|resource)\b.{0,40}\b(?:not found|no longer (?:available|exists?)|(?:does not|doesn['’]t|could not|couldn['’]t|cannot|can['’]t) (?:be found|exist|find)|has been (?:removed|deleted|moved)|is (?:missing|unavailable|gone))|(?:can['’]t|cannot|could not|couldn['’]t) (?:seem to )?find (?:the|that|this) (?:page|article|story)|^not found$|^page not found|^oops\b`)
	forbidden  = regexp.MustCompile(`(?i)^(?:error\s*)?(?:401|403|429|5\d\d)\b\s*[:–—-]?\s*(?:error|forbidden|unauthori|too many|internal|bad gateway|service|gateway)|^(?:access (?:to this page )?(?:is |has been )?denied|forbidden|you have been blocked|attention required|service unavailable|bad gateway|internal server error|unavailable for legal reasons|451)`)
	challenged = regexp.MustCompile(`(?i)^(?:just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you (?:a )?(?:human|robot)|please (?:verify|enable (?:javascript|cookies|js))|one more step|pardon our interruption|you will be connected to .{3,60} in just a moment|ddos protection|security check)|\b(?:confirm|prove|verify) (?:that )?you(?:['’]re| are) (?:not a robot|(?:a )?human)|enable javascript (?:and cookies )?to continue|you need to enable javascript`)
	consenting = regexp.MustCompile(`(?i)\b(?:cookies?|consent|gdpr|personal data|privacy)\b`)
)

// errorPage returns an error if a short page says that it is not the report:
// not found, refused, a test for robots, or nothing but a request for consent.
// A report on such a page ("Ministry's site shows 404 error for a week") is
// longer than any of them.
func errorPage(segments []segment, m metadata) error {
	words, prose, consent := 0, 0, 0
	var heads []string
	for _, t := range m.titles {
		heads = append(heads, t.text)
	}
	for _, s := range segments {
		if s.aside {
			continue
		}
		words += countWordsIn(s.text)
		if s.prose() {
			prose += countWordsIn(s.text)
			if consenting.MatchString(s.text) {
				consent += countWordsIn(s.text)
			}
		}
		if len(heads) < 12 && utf8.RuneCountInString(s.text) < 200 {
			heads = append(heads, s.text)
		}
	}
	if prose > 120 && consent*10 < prose*8 {
		return nil
	}
	for _, h := range heads {
		switch {
		case notFound.MatchString(h):
			return unreadable("Check the address, or look for a copy in a web archive.", "the page says that the report is not there (%q)", clip(h))
		case forbidden.MatchString(h):
			return unreadable("Open the page in a browser and save it from there.", "the page refuses access (%q)", clip(h))
		case challenged.MatchString(h):
			return unreadable("Open the page in a browser and save it from there.", "the page asks for a browser instead of showing the report (%q)", clip(h))
		}
	}
	if prose > 0 && consent*10 >= prose*8 && words < 600 {
		return unreadable("Open the page in a browser, answer the request, and save the page from there.", "the page asks for consent to cookies instead of showing the report")
	}
	return nil
}

// clip shortens a line for a message.
func clip(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:59]) + "…"
	}
	return s
}
