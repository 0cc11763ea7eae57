package page

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"hearsay"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 50 << 20

// MaxText is the longest text of a report, in bytes: more than a long novel has.
const MaxText = 4 << 20

// magics are the first bytes of files that hold no text as it stands.
// Origin: the formats' own specifications, as collected in file(1) and the
// WHATWG MIME sniffing standard.
var magics = []struct{ prefix, what, hint string }{
	{"%PDF-", "a PDF document", "Save its text to a file (for instance with pdftotext) and give that."},
	{"PK\x03\x04", "a zip archive or an Office document", "Unpack it, or save the document as plain text or HTML."},
	{"PK\x05\x06", "a zip archive", "Unpack it and give the files in it."},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document", "Save it as plain text or HTML."},
	{"{\\rtf", "an RTF document", "Save it as plain text or HTML."},
	{"\x1f\x8b", "a gzip archive", "Unpack it and give the files in it."},
	{"BZh", "a bzip2 archive", "Unpack it and give the files in it."},
	{"\xfd7zXZ\x00", "an xz archive", "Unpack it and give the files in it."},
	{"\x28\xb5\x2f\xfd", "a zstd archive", "Unpack it and give the files in it."},
	{"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and give the files in it."},
	{"Rar!\x1a\x07", "a RAR archive", "Unpack it and give the files in it."},
	{"\x89PNG\r\n\x1a\n", "a PNG image", "Give the text in it, typed out or recognised by an OCR program."},
	{"\xff\xd8\xff", "a JPEG image", "Give the text in it, typed out or recognised by an OCR program."},
	{"GIF87a", "a GIF image", "Give the text in it, typed out or recognised by an OCR program."},
	{"GIF89a", "a GIF image", "Give the text in it, typed out or recognised by an OCR program."},
	{"II*\x00", "a TIFF image", "Give the text in it, typed out or recognised by an OCR program."},
	{"MM\x00*", "a TIFF image", "Give the text in it, typed out or recognised by an OCR program."},
	{"ID3", "an audio file", "Give its transcript."},
	{"OggS", "an audio or video file", "Give its transcript."},
	{"\x1aE\xdf\xa3", "a video file", "Give its transcript."},
	{"SQLite format 3\x00", "a database", "Export the texts from it."},
	{"\x7fELF", "a program", "Give a report as text or HTML."},
	{"MZ\x90\x00", "a program", "Give a report as text or HTML."},
	{"\xca\xfe\xba\xbe", "a program", "Give a report as text or HTML."},
	{"wOFF", "a font", "Give a report as text or HTML."},
	{"wOF2", "a font", "Give a report as text or HTML."},
	{"bplist00", "a Safari web archive", "Save the page as HTML."},
	{"%!PS", "a PostScript document", "Save its text to a file and give that."},
	{"{\"", "JSON data", "Give the report in it as text or HTML."},
	{"WARC/", "a WARC web archive", "Take the page out of it and give that."},
	{"MIME-Version:", "a page saved as a single MIME file or a mail", "Save the page as HTML."},
	{"From: <Saved by", "a page saved as a single MIME file", "Save the page as HTML."},
}

// refuse returns an error if src is no text: empty, too large, or in a format
// that holds none as it stands. It says what src is, and how to go on.
func refuse(src []byte) error {
	bad := func(hint, format string, args ...any) error {
		return &hearsay.Error{Op: "page.Parse", Kind: hearsay.Unreadable, Err: fmt.Errorf(format, args...), Hint: hint}
	}
	if len(src) > MaxSize {
		return bad("Split it into single reports.", "%d MB of data; the limit is %d", (len(src)+1<<20-1)>>20, MaxSize>>20)
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return bad("Give a file that holds a report.", "empty")
	}
	head := bytes.TrimLeft(src[:min(len(src), 512)], " \t\r\n")
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.prefix)) {
			return bad(m.hint, "%s, not a text", m.what)
		}
	}
	if len(src) > 12 && (string(src[:4]) == "RIFF" || string(src[4:8]) == "ftyp") {
		return bad("Give its text or transcript.", "an image, audio or video file, not a text")
	}
	if width, _ := looksWide(src); width == 0 && !bytes.HasPrefix(src, []byte("\xff\xfe")) && !bytes.HasPrefix(src, []byte("\xfe\xff")) && binary(src) {
		return bad("Give a report as text or HTML.", "binary data, not a text")
	}
	if m := feedForm.Find(head); m != nil {
		return bad("Give the pages that it lists.", "a list of reports (%s), not a report", strings.Trim(string(bytes.ToLower(m)), "< "))
	}
	return nil
}

var feedForm = regexp.MustCompile(`(?i)<(?:rss|feed|rdf:RDF|urlset|sitemapindex|opml)\b`)

// binary reports whether more than one byte of fifty is a control character
// that no text has.
func binary(src []byte) bool {
	n := 0
	head := src[:min(len(src), 1<<16)]
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\v' && b != 0x1b {
			n++
		}
	}
	return n*50 > len(head)
}

var (
	markup = regexp.MustCompile(`(?i)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|link|script|style|article|main|section|header|div|table|p|h[1-6]|span|a|ul|ol|center|font|br|b|i|img)\b`)
	tagged = regexp.MustCompile(`<[a-zA-Z!/?]`)
	closed = regexp.MustCompile(`(?i)</(?:p|div|html|body|article|span|h[1-6]|td|li|a)\s*>`)
	meta   = regexp.MustCompile(`(?i)<meta\s[^>]*charset\s*=\s*["']?\s*([\w.:-]+)`)
	xmlEnc = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)`)
)

// isHTML reports whether a text is a web page: by what was said of it, or
// because it begins with mark-up and closes some.
func isHTML(text, contentType, name string) bool {
	head := text
	if len(head) > 4096 {
		head = head[:4096]
	}
	if !tagged.MatchString(text) {
		return false // whatever a server says
	}
	kind, _, _ := strings.Cut(strings.ToLower(contentType), ";")
	switch kind = strings.TrimSpace(kind); {
	case kind == "text/html" || kind == "application/xhtml+xml":
		return true
	case markup.MatchString(head) && (closed.MatchString(text) || strings.HasPrefix(strings.ToLower(strings.TrimSpace(head)), "<!doctype html")):
		return true
	}
	name = strings.ToLower(name)
	return kind == "" && closed.MatchString(text) && (strings.HasSuffix(name, ".html") || strings.HasSuffix(name, ".htm") || strings.HasSuffix(name, ".xhtml"))
}

// charsetOf returns the label of the encoding that src is declared to be in,
// by its content type or by itself; "" if by neither.
func charsetOf(src []byte, contentType string) string {
	if _, params, ok := strings.Cut(strings.ToLower(contentType), "charset="); ok {
		label, _, _ := strings.Cut(params, ";")
		return strings.Trim(label, " \"'")
	}
	head := src[:min(len(src), 4096)]
	if m := meta.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	if m := xmlEnc.FindSubmatch(head); m != nil {
		return string(m[1])
	}
	return ""
}
