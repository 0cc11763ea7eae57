package page

import (
	"regexp"
	"unicode/utf8"

	"hearsay"
)

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
