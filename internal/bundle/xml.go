package bundle

import (
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html/charset"
)

// deepest is how deep elements may nest.
const deepest = 1000

// A meter reads r, and no more than limit bytes between two calls of again: with
// it readers that keep what they read stay within bounds.
type meter struct {
	r           io.Reader
	limit, left int64
}

func metered(r io.Reader, limit int64) *meter { return &meter{r, limit, limit} }

func (m *meter) again() { m.left = m.limit }

func (m *meter) Read(b []byte) (int, error) {
	if m.left <= 0 {
		return 0, errLarge
	}
	n, err := m.r.Read(b[:min(int64(len(b)), m.left)])
	m.left -= int64(n)
	return n, err
}

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
// until f returns false or there is an error. f decodes the element, which may be
// limit bytes long.
func each(r io.Reader, limit int64, f func(*xml.Decoder, xml.StartElement) (bool, error), names ...string) error {
	return elements(r, limit, func(d *xml.Decoder, e xml.StartElement) (decoded, more bool, err error) {
		if !slices.Contains(names, e.Name.Local) {
			return false, true, nil
		}
		more, err = f(d, e)
		return true, more, err
	})
}

// elements calls f for every element until it returns false or an error. decoded
// says that f read the element to its end.
func elements(r io.Reader, limit int64, f func(*xml.Decoder, xml.StartElement) (decoded, more bool, err error)) error {
	m := metered(r, limit)
	d := newXML(m)
	for depth := 0; ; m.again() {
		t, err := d.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			if depth++; depth > deepest {
				return errors.New("elements nest too deep")
			}
			decoded, more, err := f(d, t)
			if err != nil || !more {
				return err
			}
			if decoded {
				depth--
			}
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
