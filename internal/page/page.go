// Package page turns the bytes of a text file or a web page into a
// [hearsay.Document]: its text, and the function of each stretch of it.
//
// The text file
//
//	Connect with us
//	Bay militia told to leave depot
//	By Ana Prado, Meridian Wire
//	May 4, 2021
//	HARROW BAY, May 4 (Meridian) – Northport has demanded …
//
// gives a boilerplate line, the headline, two bylines (author Ana Prado, agency
// Meridian Wire, published on 2021-05-04), a dateline and a paragraph. Of a web
// page the report is kept and the page around it left out.
//
// The package follows the WHATWG encoding and HTML standards in reading bytes,
// and Mozilla's Readability in finding the report in a page. It does not run
// scripts, and it knows no page layout by name: what it cannot tell it keeps as
// a paragraph. A publication date is taken only from where one is stated, never
// from a file, a clock, or the text of the report.
//
// Values may be used by several goroutines at once.
package page

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"unicode"

	"hearsay"
)

// Options say what is known of a document beside its bytes. The zero Options
// is: nothing.
type Options struct {
	ContentType string // as HTTP gives it: "text/html; charset=utf-8"
	URL         string // where the bytes came from
	Name        string // file name, to tell web pages from texts where the bytes do not
	// Published is the publication date, in a form of [ParseDate]. It prevails
	// over what the document says.
	Published string
	// Language is the BCP 47 tag that something beside the page gives for it. It
	// counts like the page's own, where that has none.
	Language string
}

// A Page is a document with what was found while reading its bytes.
type Page struct {
	Document hearsay.Document
	Findings []hearsay.Finding // numbered from 1
	Source   Map               // from Document.Text to the bytes
}

// Parse reads a text file or a web page.
//
// Of a text file the whole text is kept, brought to NFC, with lines ended by
// \n and without soft hyphens, byte order mark and control characters. Of a
// web page headline, bylines and the report are kept, each block in one line,
// joined by blank lines.
//
// The error is a [*hearsay.Error]: of Kind Unreadable if src is empty, larger
// than [MaxSize], longer than [MaxText] as a text, in a format that is no text, a page without text, or a page
// that says it is not the report (not found, access denied); of Kind Invalid if
// an option is. Damaged bytes, text without letters or in another language, a
// paywall and a missing date are findings.
func Parse(src []byte, o Options) (*Page, error) {
	var option hearsay.Date
	if o.Published != "" {
		var err error
		if option, err = ParseDate(o.Published); err != nil {
			return nil, err
		}
		option.From = hearsay.FromOption
	}
	if err := refuse(src); err != nil {
		return nil, err
	}
	d := decode(src, charsetOf(src, o.ContentType))
	if strings.TrimFunc(d.text, blank) == "" {
		return nil, unreadable("Give a file that holds a report.", "no text, only white space")
	}
	var r report
	if isHTML(d.text, o.ContentType, o.Name) {
		var err error
		if r, err = readHTML(d.text, o.URL); err != nil {
			return nil, err
		}
		r.source = r.source.through(d.source)
	} else {
		r = report{text: d.text, source: d.source}
		r.blocks, r.facts = readPlain(d.text)
		r.walled, r.wall = walled(nil, r, false)
	}
	if len(r.text) > MaxText {
		return nil, unreadable("Split it into single reports.", "a text of %.1f MB; the limit is %d", float64(len(r.text))/(1<<20), MaxText>>20)
	}
	if option.Value != "" {
		r.published = option
	}
	sum := sha256.Sum256(src)
	p := &Page{
		Document: hearsay.Document{
			ID:        hearsay.IDOf(r.text),
			Title:     r.title,
			URL:       cmp.Or(r.url, o.URL),
			Outlet:    r.outlet,
			Authors:   append([]string{}, r.authors...),
			Language:  language(r.prose(), cmp.Or(r.language, o.Language)),
			Published: r.published,
			Agency:    r.agency,
			SHA256:    hex.EncodeToString(sum[:]),
			Text:      r.text,
			Blocks:    r.blocks,
		},
		Source: r.source,
	}
	p.Findings = findings(p.Document, d, r)
	return p, nil
}

// A report is what a reader of one kind of document returns.
type report struct {
	text     string
	source   Map // to the decoded text
	blocks   []hearsay.Block
	language string       // as the page states it
	wall     hearsay.Span // the line that says the rest is for subscribers
	walled   bool         // the page shows a part only
	facts
}

// prose returns the text of r without boilerplate, to tell its language from.
func (r report) prose() string {
	var s strings.Builder
	for _, b := range r.blocks {
		if b.Kind != hearsay.Boilerplate {
			s.WriteString(r.text[b.Span.Start:b.Span.End])
			s.WriteByte('\n')
		}
		if s.Len() > 1<<16 {
			break
		}
	}
	if s.Len() == 0 {
		return r.text
	}
	return s.String()
}

// unreadable returns an error of Kind Unreadable.
func unreadable(hint, format string, args ...any) error {
	return &hearsay.Error{Op: "page.Parse", Kind: hearsay.Unreadable, Err: fmt.Errorf(format, args...), Hint: hint}
}

// findings lists what a reader of the document should know.
func findings(doc hearsay.Document, d decoded, r report) []hearsay.Finding {
	var out []hearsay.Finding
	add := func(kind, text string, spans ...hearsay.Span) {
		f := hearsay.Finding{ID: hearsay.FindingID(len(out) + 1), Kind: kind, Text: text, Spans: []hearsay.Receipt{}}
		for _, s := range spans {
			f.Spans = append(f.Spans, hearsay.ReceiptFor(doc.Text, s))
		}
		out = append(out, f)
	}
	if len(d.repaired) > 0 {
		add("encoding-repaired", "The encoding was repaired: "+strings.Join(d.repaired, "; ")+".")
	}
	if d.damaged > 0 {
		var spans []hearsay.Span
		for at := 0; len(spans) < 10; {
			i := strings.Index(doc.Text[at:], "\uFFFD")
			if i < 0 {
				break
			}
			spans = append(spans, hearsay.Span{Start: at + i, End: at + i + len("\uFFFD")})
			at += i + len("\uFFFD")
		}
		add("encoding-damaged", fmt.Sprintf("%s that stand for no character were replaced.", counted(d.damaged, "byte")), spans...)
	}
	if spans := overridden(doc.Text); len(spans) > 0 {
		add("direction-override", "Characters that cannot be seen turn the direction of the text here: it was read in another order than it is shown.", spans...)
	}
	if spans := mixed(doc.Text); len(spans) > 0 {
		add("mixed-script", "A word here has letters of another script in place of Latin ones that look like them: it is another word than it seems.", spans...)
	}
	switch doc.Language {
	case "en":
	case "und":
		if !hasLetters(doc.Text) {
			add("no-letters", "The text has no letters.")
			break
		}
		add("not-english", "The text does not look like English.")
	default:
		add("not-english", fmt.Sprintf("The text looks like another language (%s), not English.", doc.Language))
	}
	if r.walled {
		var spans []hearsay.Span
		if !r.wall.IsEmpty() {
			spans = append(spans, r.wall)
		}
		add("paywall", "The page shows the beginning of the report only; the rest is for subscribers.", spans...)
	}
	if doc.Published.Value == "" {
		add("no-publication-date", "Nothing says when the report was published.")
	}
	return out
}

// counted writes a number with its noun.
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}

// hasLetters reports whether s has a letter.
func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// isLetterOrDigit reports whether r is a letter or a digit.
func isLetterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
