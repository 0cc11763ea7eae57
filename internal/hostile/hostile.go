// Package hostile makes broken and malicious inputs for tests: what somebody sends
// who wants a program that reads the whole web to crash, to stand still, to fill
// memory, to reach what it should not, or to show something else than it read.
//
//	for _, p := range hostile.Documents(1 << 20) {
//		page.Parse(p.Bytes, page.Options{ContentType: p.ContentType}) // an error or a page
//	}
//
// Everything is made anew from nothing but the size asked for, the same each time.
// Nothing here is taken from real attacks or real reports. The package is for tests
// alone; no other package imports it.
package hostile

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// An Input is one attack.
type Input struct {
	Name        string // what it is: "deep-divs"
	ContentType string // what its server says; may lie
	Bytes       []byte
}

// Documents returns reports and web pages of about size bytes each.
func Documents(size int) []Input {
	all := Texts(size)
	for i := range all {
		all[i].ContentType = "text/plain; charset=utf-8"
	}
	return append(all, Pages(size)...)
}

// Pages returns web pages of about size bytes each.
func Pages(size int) []Input {
	all := []Input{
		// Trees: as deep as the parser goes, and deeper; flat and wide.
		{Name: "deep-divs", Bytes: around(fill("<div>", size/2), text, fill("</div>", size/2))},
		{Name: "deep-unclosed", Bytes: around(fill("<b><i>", size), text)},
		{Name: "deep-tables", Bytes: around(fill("<table><tr><td>", size), text)},
		{Name: "deep-quotes", Bytes: around(fill("<blockquote>", size), text)},
		{Name: "misnested", Bytes: around(fill("<p><a><b></p>", size), text)},
		{Name: "adoption", Bytes: around(fill("<a><p><b><a>x</b>", size), text)},
		{Name: "forms", Bytes: around(fill("<form><select><option>x", size), text)},
		{Name: "giant-table", Bytes: around("<table>", fill("<tr><td>14</td><td>dead</td></tr>", size), "</table>", text)},
		{Name: "giant-list", Bytes: around("<ul>", fill("<li>The ferry left.", size), "</ul>")},
		{Name: "many-paragraphs", Bytes: around(fill("<p>The mayor said so.</p>\n", size))},
		{Name: "many-headings", Bytes: around(fill("<h1>Depot burns</h1>", size), text)},
		// Tags: what a tokenizer has to hold.
		{Name: "many-attributes", Bytes: around("<p ", numbered(size, "a%d=1 "), ">", text)},
		{Name: "long-attribute", Bytes: around(`<p title="`, fill("x", size), `">`, text)},
		{Name: "unclosed-comment", Bytes: around("<!--", fill("-- >", size), text)},
		{Name: "unclosed-script", Bytes: around(text, "<script>", fill("if (a<b) {", size))},
		{Name: "unclosed-tag", Bytes: around(text, fill("<div <", size))},
		{Name: "many-metas", Bytes: around(numbered(size, `<meta property="article:author" content="Ana Prado %d">`), text)},
		{Name: "many-references", Bytes: around("<p>", fill("&amp;&#8220;&NotEqualTilde;", size))},
		{Name: "broken-references", Bytes: around("<p>", fill("&#99999999999;&#xD800;&#0;&x", size))},
		{Name: "many-times", Bytes: around(fill(`<time datetime="2021-05-04T10:00:00Z">4 May</time>`, size), text)},
		// What pages say of themselves.
		{Name: "deep-linked-data", Bytes: around(`<script type="application/ld+json">`, fill(`{"@graph":[`, size), "</script>", text)},
		{Name: "wide-linked-data", Bytes: around(`<script type="application/ld+json">[`, fill(`{"@type":"NewsArticle","headline":"Depot burns","author":{"name":"A"}},`, size), "{}]</script>", text)},
		{Name: "entity-bomb-page", ContentType: "application/xhtml+xml", Bytes: []byte(laughs + `<html xmlns="http://www.w3.org/1999/xhtml"><body><p>&lol9;</p>` + text + `</body></html>`)},
		{Name: "refresh-to-file", Bytes: around(`<meta http-equiv="refresh" content="0;url=file:///etc/passwd"><iframe src="http://169.254.169.254/"></iframe><link rel="canonical" href="javascript:alert(1)">`, text)},
		// Content types that lie.
		{Name: "picture-as-page", Bytes: append([]byte("\x89PNG\r\n\x1a\n"), fill("\x00\x01", size)...)},
		{Name: "zip-as-page", Bytes: append([]byte("PK\x03\x04"), fill("\x00A", size)...)},
		{Name: "page-as-text", ContentType: "text/plain", Bytes: around(fill("<div>", size), text)},
		{Name: "utf16-as-utf8", Bytes: wide(string(around("<p>Ana Prado said so.</p>")), binary.LittleEndian)},
		{Name: "wrong-charset", ContentType: "text/html; charset=iso-2022-jp", Bytes: around("<p>\x1b$B", fill("\x1b$B\x21\x1b(J", size), text)},
		{Name: "no-charset", ContentType: "text/html; charset=" + fill("x", 4096), Bytes: around(text)},
	}
	for i := range all {
		if all[i].ContentType == "" {
			all[i].ContentType = "text/html; charset=utf-8"
		}
	}
	return all
}

// Texts returns texts of about size bytes each, without mark-up.
func Texts(size int) []Input {
	long := func(name, unit string) Input { return Input{Name: name, Bytes: []byte(fill(unit, size))} }
	return []Input{
		// Bytes that are no characters.
		long("invalid-utf8", "The depot \xff\xfe burned\xc0\xaf, \xed\xa0\x80 Ana Prado said.\n"),
		long("cut-utf8", "a\xe2\x80"),
		{Name: "lone-surrogates", Bytes: []byte("\xff\xfe" + fill("\x00\xd8a\x00", size))},
		{Name: "odd-utf16", Bytes: append(wide("\ufeffThe depot burned, Ana Prado said.\n", binary.BigEndian), 'x')},
		long("nul-bytes", "The ferry\x00 left, Ana Prado\x00 said.\n\n"),
		{Name: "nul-flood", Bytes: []byte(text + fill("\x00", size))},
		long("controls", "The \x1b[2Jferry\x07 left\x08\x08\x08, Ana Prado said.\n\n"),
		// Words without end, and blanks without words.
		long("megabyte-word", "x"),
		long("megabyte-number", "1"),
		long("megabyte-blanks", " "),
		{Name: "blanks-inside", Bytes: []byte("The ferry" + fill(" \t", size) + "left, Ana Prado said.")},
		long("line-breaks", "a\n"),
		long("empty-lines", "a\n\n"),
		long("one-line", "The ferry left and the mayor said so and "),
		long("combining", "e\u0301\u0323\u0302\u031b\u0334"),
		{Name: "stacked-marks", Bytes: []byte("Ana Prado said: a" + fill("\u0301", size) + ".")},
		long("zero-width", "m\u200bi\u200cl\u200di\u2060t\ufeffa\u00adry "),
		long("emoji", "\U0001F469\u200d\U0001F469\u200d\U0001F467 said \U0001F6A2. "),
		// Letters that look like others, and text that runs the other way.
		long("homoglyphs", "Ukr\u0430ine\u2019s \u0440resident s\u0430id \u0422hursday. "),
		long("bidi", "Ana Prado \u202edias\u202c that the depot \u2067burned\u2069 on Friday.\n\n"),
		long("unclosed-bidi", "\u202e\u2067\u2066 Ana Prado said so. "),
		// Traps for patterns and parsers: what nearly matches, again and again.
		long("quotation-marks", "\u201c"),
		long("mixed-quotes", "\"'\u201c\u2018\u201d\u2019\u00ab\u00bb "),
		long("brackets", "(["),
		long("said-said", "said that "),
		long("nested-said", "Ana Prado said that Piet Lorrimer denied that "),
		long("of-the", "the minister of "),
		long("conjunctions", "Ana Prado and Piet Lorrimer, "),
		long("initials", "A. B. C. "),
		long("capitals", "Northport Harrow Veld "),
		long("dates", "4 May 2021 2021-05-04 "),
		long("nearly-dates", "2021-05-"),
		long("weekdays", "Monday Tuesday "),
		long("hyphens", "a-"),
		long("dots", "."),
		long("dotted", "a.b."),
		long("commas", "dead, "),
		long("numbers", "14 people and 2 "),
		long("number-words", "twenty thousand million and "),
		long("addresses", "https://a.example/?a=b&c=d@e.example "),
		{Name: "bylines", Bytes: []byte("Depot burns\n" + fill("By Ana Prado and Piet Lorrimer\n", size) + text)},
		{Name: "long-byline", Bytes: []byte("Depot burns\nBy " + fill("Ana Prado and ", size) + "others\n" + text)},
		{Name: "datelines", Bytes: []byte(fill("HARROW BAY, May 4 (Meridian) \u2013 ", size) + text)},
		long("citations", "According to the Daily Herald, according to the Bay News, "),
		long("semicolons", "; -- "),
		long("apostrophes", "o'clock's'"),
	}
}

// text is an honest report, to be found among the rest.
const text = `<p>The depot at Harrow Bay burned on Friday, Ana Prado said in Northport. Nobody was hurt, she told the Daily Herald, and the ferry left on time.</p>`

// around returns a page with parts in its body.
func around(parts ...string) []byte {
	return []byte("<!doctype html><html><head><title>Depot burns</title></head><body>" + strings.Join(parts, "") + "</body></html>")
}

// fill repeats unit up to size bytes, once at least.
func fill(unit string, size int) string { return strings.Repeat(unit, max(1, size/len(unit))) }

// numbered repeats a format with a number in it up to about size bytes.
func numbered(size int, format string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func wide(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}

// laughs declares entities of which the last stands for a thousand million words.
const laughs = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;"><!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;"><!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;"><!ENTITY lol4 "&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;&lol3;"><!ENTITY lol5 "&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;&lol4;"><!ENTITY lol6 "&lol5;&lol5;&lol5;&lol5;&lol5;&lol5;&lol5;&lol5;&lol5;&lol5;"><!ENTITY lol7 "&lol6;&lol6;&lol6;&lol6;&lol6;&lol6;&lol6;&lol6;&lol6;&lol6;"><!ENTITY lol8 "&lol7;&lol7;&lol7;&lol7;&lol7;&lol7;&lol7;&lol7;&lol7;&lol7;"><!ENTITY lol9 "&lol8;&lol8;&lol8;&lol8;&lol8;&lol8;&lol8;&lol8;&lol8;&lol8;"><!ENTITY file SYSTEM "file:///etc/passwd"><!ENTITY far SYSTEM "http://169.254.169.254/">]>`
