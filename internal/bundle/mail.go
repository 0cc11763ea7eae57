package bundle

import (
	"cmp"
	"encoding/base64"
	"io"
	"math"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"golang.org/x/net/html/charset"
)

// readMail reads one message: its subject as title, its sender as outlet, and
// of its parts the first in plain text, or else the first page. Attachments are
// left out.
func readMail(r io.Reader, o Options, yield func(Item, error) bool) error {
	head := metered(r, maxHeader)
	m, err := mail.ReadMessage(head)
	if err != nil {
		return err
	}
	head.left = math.MaxInt64
	words := mime.WordDecoder{CharsetReader: charset.NewReaderLabel}
	decode := func(s string) string {
		if d, err := words.DecodeHeader(s); err == nil {
			return clean(d)
		}
		return clean(s)
	}
	f := Facts{ID: strings.Trim(m.Header.Get("Message-ID"), "<>"), Title: decode(m.Header.Get("Subject")), Published: m.Header.Get("Date"),
		Language: m.Header.Get("Content-Language")}
	if from, err := (&mail.AddressParser{WordDecoder: &words}).Parse(m.Header.Get("From")); err == nil {
		f.Outlet = cmp.Or(from.Name, from.Address)
	}
	p := part{m.Header.Get("Content-Type"), m.Header.Get("Content-Transfer-Encoding"), m.Header.Get("Content-Disposition"), m.Body}
	text, kind, err := p.find(o.MaxItem, 0)
	if err != nil {
		return err
	}
	if text == "" {
		yield(Item{}, wrong(cmp.Or(f.ID, "message"), "no text in it"))
		return nil
	}
	it := Item{Name: cmp.Or(f.ID, "message"), Facts: f, ContentType: kind, Body: []byte(text)}
	if strings.HasPrefix(kind, "text/plain") {
		it.Body = plain(f.Title, text)
	}
	yield(it, nil)
	return nil
}

// maxHeader is how long the header of a message may be, in bytes.
const maxHeader = 1 << 20

// A part is a part of a message, or the whole.
type part struct {
	kind, encoding, disposition string
	body                        io.Reader
}

// find returns the text of p, in UTF-8, and its type. Parts nest no deeper than
// honest programs make them.
func (p part) find(limit int64, depth int) (text, kind string, err error) {
	media, params, err := mime.ParseMediaType(cmp.Or(p.kind, "text/plain"))
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") && depth < 8 {
		parts := multipart.NewReader(p.body, params["boundary"])
		for {
			next, err := parts.NextRawPart()
			if err == io.EOF {
				return text, kind, nil
			}
			if err != nil {
				return text, kind, err
			}
			sub := part{next.Header.Get("Content-Type"), next.Header.Get("Content-Transfer-Encoding"), next.Header.Get("Content-Disposition"), next}
			t, k, err := sub.find(limit, depth+1)
			if err != nil {
				return text, kind, err
			}
			if t != "" && (text == "" || strings.HasPrefix(k, "text/plain") && !strings.HasPrefix(kind, "text/plain")) {
				text, kind = t, k
			}
		}
	}
	if media != "text/plain" && media != "text/html" || strings.HasPrefix(p.disposition, "attachment") {
		return "", "", nil
	}
	body := p.body
	switch strings.ToLower(strings.TrimSpace(p.encoding)) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	if body, err = charset.NewReaderLabel(cmp.Or(params["charset"], "utf-8"), body); err != nil {
		return "", "", err
	}
	b, err := limited(body, limit)
	if err != nil {
		return "", "", err
	}
	return strings.TrimSpace(string(b)), media + "; charset=utf-8", nil
}
