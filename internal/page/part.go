package page

import (
	"regexp"
	"strings"

	"hearsay"
)

// A part is a paragraph of a report, or a line that stands for one, with its
// function once it is told.
type part struct {
	span hearsay.Span
	text string
	kind hearsay.BlockKind // BlockUnknown until told
}

// cut takes n bytes and the white space after them off the beginning of p.
func (p *part) cut(n int) {
	s := trimmed(p.text, n, len(p.text))
	p.span = hearsay.Span{Start: p.span.Start + s.Start, End: p.span.Start + s.End}
	p.text = p.text[s.Start:s.End]
}

// facts are what the lines of a report say about it.
type facts struct {
	title     string
	authors   []string
	agency    string
	outlet    string
	url       string
	published hearsay.Date
}

// sign takes what a byline says, where nothing was said before.
func (f *facts) sign(b byline) {
	if len(f.authors) == 0 {
		f.authors = b.authors
	}
	if f.agency == "" {
		f.agency = b.agency
	}
	f.publish(b.published, hearsay.FromByline)
}

// publish takes a publication date, where none was known before.
func (f *facts) publish(d hearsay.Date, from hearsay.DateFrom) {
	if f.published.Value == "" && d.Value != "" {
		f.published = d
		f.published.From = from
	}
}

// blocksOf turns parts into blocks. Datelines are taken off their paragraphs,
// and the agencies and dates they name are noted.
func blocksOf(parts []part, f *facts) []hearsay.Block {
	blocks := make([]hearsay.Block, 0, len(parts)+1)
	add := func(kind hearsay.BlockKind, s hearsay.Span) {
		if !s.IsEmpty() {
			blocks = append(blocks, hearsay.Block{Kind: kind, Span: s})
		}
	}
	speaking, count := transcript(parts), 0
	signed := ""
	for i, p := range parts {
		if p.kind == hearsay.Paragraph {
			d, ok := readDateline(p.text)
			count++
			first := count == 1
			if !ok && first && !speaking {
				d, ok = placeColon(p.text)
			}
			if !ok && first && (i+1 == len(parts) || !dated.MatchString(parts[i+1].text)) {
				d, ok = openDate(p.text)
			}
			if run, found := readRunIn(p.text); !ok && first && found {
				kind := hearsay.Paragraph
				if before := oneLine(p.text[:run.span.Start]); f.title == "" && headlined(before) {
					kind, f.title = hearsay.Headline, before
				}
				for _, x := range []struct {
					kind hearsay.BlockKind
					span hearsay.Span
				}{{kind, trimmed(p.text, 0, run.span.Start)}, {hearsay.Byline, trimmed(p.text, run.span.Start, run.span.End)}} {
					add(x.kind, hearsay.Span{Start: p.span.Start + x.span.Start, End: p.span.Start + x.span.End})
				}
				p.cut(run.span.End)
				f.sign(byline{agency: run.agency, published: run.published})
			}
			if ok {
				s := trimmed(p.text, 0, d.end)
				add(hearsay.Dateline, hearsay.Span{Start: p.span.Start + s.Start, End: p.span.Start + s.End})
				p.cut(d.end)
				f.sign(byline{agency: d.agency})
				if count < 3 { // later ones are of other reports in a roundup
					f.publish(d.published, hearsay.FromDateline)
				}
			}
			if a := signature(p.text); a != "" {
				signed = a
			}
		}
		add(p.kind, p.span)
	}
	f.sign(byline{agency: signed})
	return blocks
}

var capsColon = regexp.MustCompile(`^(\p{Lu}[\p{Lu}'’.-]*(?:[ /]\p{Lu}[\p{Lu}'’.-]*){0,3}):\s+`)

// placeColon reads "NORTHPORT: Officials …", the dateline of many papers in
// South Asia. Counter-sentence: "PRADO: I was there", a speaker in a
// transcript, which has more of its kind (see [transcript]).
func placeColon(paragraph string) (dateline, bool) {
	m := capsColon.FindStringSubmatch(paragraph)
	if m == nil || labels[m[1]] || len(m[1]) < 4 || !begins(paragraph[len(m[0]):]) {
		return dateline{}, false
	}
	return dateline{end: len(m[0])}, true
}

// transcript reports whether paragraphs begin with names of speakers.
func transcript(parts []part) bool {
	n := 0
	for _, p := range parts {
		if capsColon.MatchString(p.text) {
			n++
		}
	}
	return n > 1
}

// oneLine writes s, which may be broken into lines, in one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
