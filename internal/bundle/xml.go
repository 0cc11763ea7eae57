package bundle

import (
	"encoding/xml"
	"html"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html/charset"
)

// newXML returns a decoder that reads what feeds and agencies write: any
// charset, HTML's entities, and mark-up that is not quite right. It asks for
// nothing outside the text.
func newXML(r io.Reader) *xml.Decoder {
	d := xml.NewDecoder(r)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = charset.NewReaderLabel
	return d
}

// each calls f for every element with one of the names, wherever it stands,
// until f returns false or there is an error.
func each(d *xml.Decoder, f func(xml.StartElement) (bool, error), names ...string) error {
	for {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		for _, n := range names {
			if e.Name.Local != n {
				continue
			}
			if more, err := f(e); err != nil || !more {
				return err
			}
			break
		}
	}
}

// resolve returns address, resolved by base where it is relative; "" if it is
// none that can be fetched.
func resolve(base, address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || address == "" {
		return ""
	}
	if b, err := url.Parse(base); err == nil && base != "" {
		u = b.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// page returns a web page that holds a title and the mark-up of a body, so that
// a report that comes in parts is read like any other.
func page(title, body string) []byte {
	var b strings.Builder
	b.WriteString("<!doctype html><html><head><meta charset=\"utf-8\"><title>")
	b.WriteString(html.EscapeString(title))
	b.WriteString("</title></head><body><article>")
	if title != "" {
		b.WriteString("<h1>" + html.EscapeString(title) + "</h1>")
	}
	b.WriteString(body)
	b.WriteString("</article></body></html>")
	return []byte(b.String())
}

// plain returns a text with a title above it.
func plain(title, text string) []byte {
	if title == "" || strings.HasPrefix(strings.TrimSpace(text), title) {
		return []byte(text)
	}
	return []byte(title + "\n\n" + text)
}
