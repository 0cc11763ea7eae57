package export

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"hearsay"
)

// points returns the converter of the offsets of a text to code points.
func points(text string) *converter {
	return &converter{text: text, unit: CodePoints, marks: marksOf(text, CodePoints)}
}

// span returns s in the converter's unit.
func (c *converter) span(s hearsay.Span) hearsay.Span {
	return hearsay.Span{Start: c.offset(s.Start), End: c.offset(s.End)}
}

// around returns at most n bytes of text before s, and as many after it, cut
// between characters.
func around(text string, s hearsay.Span, n int) (before, after string) {
	from, to := max(0, s.Start-n), min(len(text), s.End+n)
	for from < s.Start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > s.End && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[from:s.Start], text[s.End:to]
}

// address returns the name under which the text of a document is known
// everywhere: a URN of its hash.
func address(d *hearsay.Document) string { return fmt.Sprintf("urn:sha256:%v", d.ID) }

// uri returns an address as standards have it: other bytes than those of RFC 3986
// are written %7B. Pages are found under addresses that break its rules.
func uri(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if c > ' ' && c < 0x7F && !strings.ContainsRune("\"<>\\^`{|}", rune(c)) {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}
