package page_test

import (
	"html"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"hearsay"
	"hearsay/internal/page"
)

// TestPlainMap checks, in several encodings, that each character of a plain
// text leads to the bytes it was made of, and that later ones lie later.
func TestPlainMap(t *testing.T) {
	const text = "Depot e\u0301 burns\r\n\r\n“No,”\u00ad said Ana – twice. 🙂 Końiec"
	for _, tt := range []struct {
		name   string
		source []byte
		decode func([]byte) string
	}{
		{"utf-8", []byte("\ufeff" + text), func(b []byte) string { return string(b) }},
		{"utf-16", utf16Bytes(text, true, true), func(b []byte) string {
			p, _ := page.Parse(append([]byte{0xfe, 0xff}, b...), page.Options{})
			if p == nil {
				return string(rune(int(b[0])<<8 | int(b[1])))
			}
			return p.Document.Text
		}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := page.Parse(tt.source, page.Options{})
			if err != nil {
				t.Fatal(err)
			}
			last := 0
			for i, r := range p.Document.Text {
				s := p.Source.Source(hearsay.Span{Start: i, End: i + utf8.RuneLen(r)})
				if s.IsEmpty() || s.Start < last {
					t.Fatalf("source of %q at %d is %+v, after %d", r, i, s, last)
				}
				last = s.Start
				if got := tt.decode(tt.source[s.Start:s.End]); r != '\n' && r != 'é' && !strings.Contains(got, string(r)) {
					t.Errorf("source of %q is %q", r, got)
				}
			}
		})
	}
}

// TestHTMLMap checks that each word of a web page leads to source bytes that
// spell it, references and tags between letters aside.
func TestHTMLMap(t *testing.T) {
	const source = `<!doctype html><html><head><meta charset=utf-8><title>Depot &amp; pier burn – Review</title></head><body>
<p>The <b>fuel</b> dep<i>ot</i> near&nbsp;Harrow&#32;Bay burns, said Jos&eacute; Amsel &mdash; &ldquo;all of it,&rdquo; he added,
and the pier   too, as the residents of the old customs house saw on Monday.</p>
<table>stray words of a table<tr><td>The council of Northport will meet on Tuesday to talk about it.</td></tr></table></body></html>`
	p, err := page.Parse([]byte(source), page.Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := p.Document.Text
	words := 0
	for at := 0; at < len(text); {
		n := strings.IndexFunc(text[at:], unicode.IsSpace)
		if n < 0 {
			n = len(text) - at
		}
		if n > 0 {
			s := p.Source.Source(hearsay.Span{Start: at, End: at + n})
			got := html.UnescapeString(strings.NewReplacer("<i>", "", "</i>", "").Replace(source[s.Start:s.End]))
			if got != text[at:at+n] {
				t.Errorf("source of %q is %q", text[at:at+n], got)
			}
			words++
		}
		at += n + 1
	}
	if words < 40 {
		t.Errorf("%d words in %q", words, text)
	}
}
